"""After the retention time, or when someone asks: what is known of persons goes for good.

Gone are names, phones, emails, positions, organisations, notes and signatures: from the tables,
from what the journal says, from free pages and the write-ahead log, from every copy within reach,
from what upgrades, restorings, practices and killed programs left, and from the folders of badges,
under whatever name the event had (:mod:`kiosk.services.safekeeping.belongings`).
What is counted stays (sex, age band, disability, category, group, province, arrival), under the
badge's code, so that figures, allowances and the chain still hold. Workbooks and PDFs that were
exported are the organizer's own; they are named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from kiosk.domain import Person
from kiosk.language import Refusal, Sentence
from kiosk.services.database import EventStore
from kiosk.services.safekeeping import (
    Exported,
    badges_of,
    copies_of,
    exports_of,
    forget_empty,
    keep_copies,
    left_of,
    wiped,
)

NO_ONE_LEFT = Sentence(
    en="Nothing is known of anyone any more: it was purged before.",
    km="គ្មានទិន្នន័យផ្ទាល់ខ្លួនទៀតទេ៖ វាត្រូវបានលុបរួចហើយ។",
)
TOO_EARLY = Sentence(
    en="What is known of persons may be kept until {day}. To purge it before, add --early.",
    km="ទិន្នន័យផ្ទាល់ខ្លួនអាចរក្សាទុកដល់ {day}។ ដើម្បីលុបមុនថ្ងៃនោះ សូមបន្ថែម --early។",
)
NO_DAY = Sentence(
    en="The event does not say how long data may be kept. Say it with --keep-until DATE, or purge"
    " now with --early.",
    km="ព្រឹត្តិការណ៍មិនបានបញ្ជាក់ថាទិន្នន័យអាចរក្សាទុកដល់ពេលណាទេ។ សូមបញ្ជាក់ដោយ --keep-until"
    " ថ្ងៃ ឬលុបឥឡូវនេះដោយ --early។",
)


@dataclass(frozen=True, slots=True)
class Purged:
    """How many people; which copies, badges and files that were left over went; and what is for
    a person to look after: what was exported, and what may be the event's."""

    people: int
    copies: tuple[Path, ...]
    badges: tuple[Path, ...]
    left: tuple[Path, ...]
    exports: Exported
    doubtful: tuple[Path, ...]


def check_due(purge_after: date | None, today: date) -> None:
    """Raises :class:`Refusal` while the retention time runs, or where none was said."""
    if purge_after is None:
        raise Refusal(NO_DAY)
    if today <= purge_after:
        raise Refusal(TOO_EARLY, day=purge_after.strftime("%d/%m/%Y"))


def purge(
    store: EventStore,
    people: Sequence[Person],
    *,
    desk: str,
    at: datetime,
    places: Iterable[Path],
    badges: Path,
    role: str = "",
) -> Purged:
    """Purge ``people`` of the event of ``store``, which no window has open, and everything in
    ``places`` (of copies) and ``badges`` (the folder of badges) that tells of them.

    Raises:
        Refusal: there is no one to purge, or the disk says no. A file that could not be emptied
            yet is done by purging once more.
    """
    if not people:
        raise Refusal(NO_ONE_LEFT)
    places = list(places)
    with store.writing(desk=desk, at=at, role=role) as change:
        change.purge_people(people)
    store.compact()
    copies, left = _old_copies(store, places), left_of(store, places)
    files = badges_of(store, people, badges)
    exports = exports_of(store, [*left.own, *files.own, *copies])
    keep_copies(store, places, lambda: at)
    purged = Purged(
        len(people),
        tuple(wiped(copies)),
        tuple(wiped(files.own)),
        tuple(wiped(left.own)),
        exports,
        (*left.doubtful, *files.doubtful),
    )
    forget_empty({path.parent for path in files.own} - {badges})
    return purged


def _old_copies(store: EventStore, places: Iterable[Path]) -> list[Path]:
    event, last = store.event_id().hex[-8:], store.last_purge()
    return [copy.path for copy in copies_of(places, event) if copy.rows < last]
