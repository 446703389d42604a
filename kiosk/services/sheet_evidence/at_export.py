"""The event as it was when a workbook was made, added up from the journal, and the workbook that
the program makes of it: by the same code that wrote the one to be checked."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from kiosk.domain import (
    DETAIL_FIELDS,
    Action,
    AgeBand,
    Disability,
    Event,
    JournalRow,
    Person,
    PersonDetails,
    PhotoConsent,
    Sex,
    Signing,
)
from kiosk.services.changes_since import changes_since
from kiosk.services.database import COUNTED
from kiosk.services.evidence import event_by_journal, people_by_journal
from kiosk.services.evidence.replay import State, blank_state
from kiosk.services.workbook import (
    LAYOUT,
    Audience,
    Changes,
    Provenance,
    SheetFile,
    plain_workbook,
)

GONE = "\ue0f0"
"""Stands (in the private use area) for what a purge took: a cell with it cannot be compared."""
UNSURE = "\ue0f1"
"""Stands for the name of someone of whom what is counted may have changed before the purge."""

_UNSAID = PersonDetails(category="")
_TAKEN = (
    "name_km_canonical",
    "name_latin_canonical",
    *(
        name
        for name in DETAIL_FIELDS
        if type(getattr(_UNSAID, name)) is str and name not in (*COUNTED, "signature")
    ),
)
"""Texts that a purge takes; the strokes of a signature are no text that a cell shows."""
_KINDS: Mapping[str, Callable[[Any], object]] = {
    "sex": Sex,
    "age_band": AgeBand,
    "disability": Disability,
    "photo_consent": PhotoConsent,
    "signing": Signing,
    "walk_in": bool,
}
_FIELDS = [field.name for field in dataclasses.fields(Person) if field.name != "id"]
_SAME_MOMENT = timedelta(minutes=1)
"""Exports of two desks within it are told apart by what the workbook says of itself."""
_MARK = "workbook_"


@dataclass(frozen=True, slots=True)
class AtExport:
    """What the journal tells of the export: the row that noted it (None where a program did not
    note it yet), the event and its people then. ``purged`` and ``unsure`` are how many of them
    nobody can name any more, and of how many even the figures are not certain."""

    row: JournalRow | None
    event: Event
    people: Sequence[Person]
    audience: Audience
    provenance: Provenance
    changes: Changes | None
    purged: int
    unsure: int

    @property
    def known_layout(self) -> bool:
        """Whether this program writes the same cells of the same event."""
        return self.row is not None and self.row.after.get("layout") == LAYOUT

    def workbook(self, riel_rate: int | None = None) -> bytes:
        """The workbook of then; with ``riel_rate``, as if the event had said that rate."""
        event = self.event
        if riel_rate is not None:
            event = dataclasses.replace(event, riel_rate=riel_rate)
        return plain_workbook(
            event,
            self.people,
            audience=self.audience,
            provenance=self.provenance,
            changes=self.changes,
        )


def at_export(
    journal: Sequence[JournalRow], count: int, sealed_later: int, sheet: SheetFile
) -> AtExport:
    """The event as the first ``count`` rows of ``journal`` tell of it."""
    rows = journal[:count]
    event = event_by_journal(rows)
    if event is None:
        raise ValueError("a journal that begins with no event")
    row = _noted(rows, sheet)
    people, purged, unsure = _people(journal, count, sealed_later)
    made = _provenance(row, rows, sheet)
    audience = _audience(row, sheet)
    changes = _changes(row, rows, people, event, audience) if row and not purged else None
    return AtExport(row, event, people, audience, made, changes, purged, unsure)


def _noted(rows: Sequence[JournalRow], sheet: SheetFile) -> JournalRow | None:
    """The row that tells of this export: the last of a workbook, or of those that other desks
    made in the same minute the one that fits what the workbook says of itself, else its sheets."""
    exports = [row for row in reversed(rows) if _of_workbook(row)]
    near = [row for row in exports if exports[0].at - row.at < _SAME_MOMENT]
    fits = [row for row in near if _says(row) == _said_by(sheet)]
    like = [row for row in near if _says(row)[0] == _by_sheets(sheet)]
    return next(iter((*fits, *like, *near)), None)


def _of_workbook(row: JournalRow) -> bool:
    kind = str(row.after.get("file", ""))
    return (
        row.action is Action.EXPORTED
        and kind.removeprefix(_MARK) in list(Audience)
        and row.after.get("written", True) is True
    )


def _says(row: JournalRow) -> tuple[str, ...]:
    made = row.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return row.after["file"].removeprefix(_MARK), row.desk, made


def _said_by(sheet: SheetFile) -> tuple[str, ...]:
    said = [sheet.properties.get(f"kiosk.{name}", "") for name in ("audience", "desk", "made_at")]
    return said[0], said[1], said[2].removesuffix("Z")


def _provenance(row: JournalRow | None, rows: Sequence[JournalRow], sheet: SheetFile) -> Provenance:
    """By the journal; where no row tells of the export, desk and time are as the workbook says."""
    if row is not None:
        return Provenance(row.at, row.desk, len(rows), rows[-1].seal)
    _, desk, made = _said_by(sheet)
    try:
        at = datetime.fromisoformat(made).replace(tzinfo=UTC)
    except ValueError:
        at = rows[-1].at
    return Provenance(at, desk, len(rows), rows[-1].seal)


def _audience(row: JournalRow | None, sheet: SheetFile) -> Audience:
    if row is not None:
        return Audience(row.after["file"].removeprefix(_MARK))
    return _by_sheets(sheet)


def _by_sheets(sheet: SheetFile) -> Audience:
    return Audience.DONOR if "Data" in sheet.sheets else Audience.FINANCE


def _changes(
    row: JournalRow,
    rows: Sequence[JournalRow],
    people: Sequence[Person],
    event: Event,
    audience: Audience,
) -> Changes | None:
    since = row.after.get("since")
    if since is None:
        return None
    count = int(since["rows"])
    made = datetime.fromisoformat(since["made_at"])
    earlier = Provenance(made, since["desk"], count, rows[count - 1].seal)
    return changes_since(earlier, rows, people, event, audience=audience)


def _people(
    journal: Sequence[JournalRow], count: int, sealed_later: int
) -> tuple[list[Person], int, int]:
    """Everyone on the event after ``count`` rows, and of how many a purge since then took what
    was known, or what was counted."""
    states = people_by_journal(journal[:count], sealed_later)
    purges, changed = _purged_after(journal, count)
    for who in purges.keys() & states.keys():
        states[who] = _left_of(states[who], purges[who], sure=who not in changed)
    lost = states.keys() & purges.keys()
    people = [_person(who, states[who]) for who in sorted(states) if not states[who]["removed"]]
    return people, len(lost), sum(not states[who]["removed"] for who in lost & changed)


def _purged_after(
    journal: Sequence[JournalRow], count: int
) -> tuple[dict[UUID, JournalRow], set[UUID]]:
    """The row of each first purge after ``count``, and whom an emptied row before it changed."""
    purges: dict[UUID, JournalRow] = {}
    changed: set[UUID] = set()
    for row in journal[count:]:
        if row.person_id is None:
            continue
        if row.action is Action.PERSON_PURGED:
            purges.setdefault(row.person_id, row)
        elif row.action is Action.PERSON_CHANGED and row.person_id not in purges and not row.salt:
            changed.add(row.person_id)
    return purges, changed & purges.keys()


def _left_of(then: State, purge: JournalRow, *, sure: bool) -> State:
    """What can still be told of someone: arrival and whether on the event as then, what is
    counted as at the purge."""
    lasting = {name: then[name] for name in ("arrived_at", "removed")}
    taken = dict.fromkeys(_TAKEN, GONE if sure else UNSURE)
    return {**blank_state(), **lasting, **purge.after, **taken}


def _person(who: UUID, state: State) -> Person:
    values = {name: state[name] for name in _FIELDS}
    values |= {name: kind(values[name]) for name, kind in _KINDS.items()}
    return Person(id=who, **values)
