"""What leaves the event in files: the sign-in workbook for donors and for finance, and the
sheet on paper.

Reached through :attr:`kiosk.services.desk.Desk.exports`; everything here may run on another
thread than the desk's own.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.language import Refusal, Sentence, Told
from kiosk.services.database import EventStore
from kiosk.services.organizer import Organizer
from kiosk.services.whole_files import write_whole

if TYPE_CHECKING:
    from kiosk.services.workbook import Audience, Changes, Provenance

Progress = Callable[[int, int], None]
"""Told what is done and what there is in all; what it raises ends the work without a trace."""

THE_EVENT_ITSELF = Sentence(
    en="“{file}” is an event file. Choose another file for this.",
    km="«{file}» ជាឯកសារព្រឹត្តិការណ៍។ សូមជ្រើសរើសឯកសារផ្សេងសម្រាប់ការនេះ។",
)


LEFT_OUT = Sentence(
    en="On the row of {name} these characters could not be printed: {characters}",
    km="មិនអាចបោះពុម្ពតួអក្សរទាំងនេះក្នុងជួររបស់ {name} បានទេ៖ {characters}",
)
CHANGED_SINCE = Sentence(
    en="{count} {count:change|changes} since “{file}”: see the sheet “Changes”.",
    km="មានការផ្លាស់ប្តូរ {count} តាំងពី «{file}»៖ មានក្នុងតារាង «Changes»។",
)
BLANKS_BESIDE_NAMES = 10
"""Empty rows after the names, where nobody says how many."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written: ``path`` is its name in the end, ``remarks`` what to tell."""

    path: Path
    remarks: tuple[Told, ...] = ()


class Exports:
    """The exports of one event at one desk."""

    def __init__(
        self,
        store: EventStore,
        *,
        desk: str,
        clock: Callable[[], datetime],
        organizer: Organizer,
    ) -> None:
        self._store, self._desk, self._clock = store, desk, clock
        self._organizer = organizer

    def workbook(
        self,
        path: Path,
        audience: Audience,
        *,
        password: str = "",
        since: Path | None = None,
        progress: Progress | None = None,
    ) -> Exported:
        """The sign-in workbook for donors or finance at ``path``, sealed where a ``password``
        is given, which then also opens ``since``: an earlier workbook of this event, for a sheet
        of what changed since it was made.

        Raises:
            Refusal: ``path`` cannot be written, ``since`` is no such workbook, or the password
                is none that Excel takes; or it needs the organizer.
        """
        from kiosk.services.workbook import LAYOUT

        check_not_an_event(self._store.path, path)
        earlier = self._earlier(since, password) if since else None
        how: dict[str, Any] = {"layout": LAYOUT}
        if earlier is not None:
            made = earlier.made_at.isoformat()
            how["since"] = {"rows": earlier.journal_rows, "made_at": made, "desk": earlier.desk}
        kind = f"workbook_{audience.value}"
        with self._organizer.exporting(kind, path, **how) as at:
            exported, changes = self._workbook(
                path, audience, at, earlier=earlier, password=password, progress=progress
            )
        self._organizer.note_other_name(kind, path, exported.path)
        if since is None or changes is None:
            return exported
        told = Told.of(CHANGED_SINCE, file=since.name, count=len(changes.lines))
        return replace(exported, remarks=(*exported.remarks, told))

    def _earlier(self, since: Path, password: str) -> Provenance:
        from kiosk.services.changes_since import check_of_this_event
        from kiosk.services.workbook import read_provenance

        check_not_an_event(self._store.path, since)
        earlier = read_provenance(since, password)
        check_of_this_event(earlier, self._store.journal(), since.name)
        return earlier

    def _workbook(
        self,
        path: Path,
        audience: Audience,
        at: datetime,
        *,
        earlier: Provenance | None,
        password: str,
        progress: Progress | None,
    ) -> tuple[Exported, Changes | None]:
        from kiosk.services.changes_since import changes_since
        from kiosk.services.workbook import SAVED_UNDER_ANOTHER_NAME, Provenance, write_workbook

        people, event, end = self._store.people_event_and_end()
        changes = None
        if earlier is not None:
            journal = self._store.journal()
            changes = changes_since(earlier, journal, people, event, audience=audience)
        written = write_workbook(
            path,
            event,
            people,
            audience=audience,
            provenance=Provenance(at, self._desk, end.rows, end.seal),
            changes=changes,
            password=password,
            progress=progress,
        )
        if written.stem in (path.name, path.stem):
            return Exported(written), changes
        other = Told.of(SAVED_UNDER_ANOTHER_NAME, wanted=path.name, written=written.name)
        return Exported(written, (other,)), changes

    def paper(
        self, path: Path, *, names: bool = True, blanks: int | None = None, order: str = "khmer"
    ) -> Exported:
        """The sheet for wet ink at ``path``, a PDF: everyone on the event in ``order`` (``khmer``,
        ``latin``, ``list``), unless ``names`` is False, then ``blanks`` empty rows: by default
        :data:`BLANKS_BESIDE_NAMES`, on an empty sheet one for each person expected.

        Raises:
            Refusal: ``path`` cannot be written, or there are no rows or too many; or it needs the
                organizer.
        """
        check_not_an_event(self._store.path, path)
        with self._organizer.exporting("paper_sheet" if names else "empty_paper_sheet", path):
            return self._paper(path, names=names, blanks=blanks, order=order)

    def _paper(self, path: Path, *, names: bool, blanks: int | None, order: str) -> Exported:
        from kiosk.services.badges import BoxOrder, in_order
        from kiosk.services.paper_sheet import paper_sheet

        event = self._store.event()
        people = in_order(self._store.people(), BoxOrder(order)) if names else []
        if blanks is None:
            blanks = BLANKS_BESIDE_NAMES if people else event.expected_participants or 20
        paper = paper_sheet(event, people, blanks=blanks)
        write_whole(path, paper.pdf)
        called = {p.id: p.name_km or p.name_latin or p.organisation for p in people}
        return Exported(
            path,
            tuple(
                Told.of(LEFT_OUT, name=called[who], characters=lost)
                for who, lost in paper.left_out.items()
            ),
        )


def check_not_an_event(event_file: Path, path: Path) -> None:
    """Raises :class:`Refusal` where ``path`` is the event file, or is called like one: opening
    it as anything else would let go of SQLite's locks on it, and writing would replace it."""
    same = os.path.exists(path) and path.samefile(event_file)
    if same or path.suffix.lower() == ".kiosk":
        raise Refusal(THE_EVENT_ITSELF, file=path.name)
