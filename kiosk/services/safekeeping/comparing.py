"""The copies as witnesses: rows taken off the end of a journal leave no gap in it, and a journal
written anew holds in itself; a copy made before tells of both.

A file that got another name, or another id by hand, still has the first row of its journal: by that
its copies are found wherever copies lie.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from kiosk.language import Sentence, Told
from kiosk.services.database import EventStore, JournalEnds, ends_of
from kiosk.services.safekeeping.copies import Copy, copies_beside

COPY_HAS_MORE = Sentence(
    en="The copy “{file}” has {copy} journal {copy:row|rows}, and the file only {rows}: the last"
    " {missing} {missing:is|are} gone.",
    km="ច្បាប់ចម្លង «{file}» មានកំណត់ហេតុ {copy} ជួរ តែឯកសារមានត្រឹម {rows}៖ ជួរចុងក្រោយ {missing} បាត់ហើយ។",
)
COPY_HAS_ANOTHER = Sentence(
    en="The copy “{file}” has another journal up to row {row}: the file's was written anew, or the"
    " copy's.",
    km="ច្បាប់ចម្លង «{file}» មានកំណត់ហេតុផ្សេងរហូតដល់ជួរទី {row}៖ កំណត់ហេតុរបស់ឯកសារ ឬរបស់ច្បាប់ចម្លង"
    " ត្រូវបានសរសេរឡើងវិញ។",
)
COPY_HAS_ANOTHER_ID = Sentence(
    en="The copy “{file}” has the same journal under another id of the event: the file's id was"
    " changed by hand, or the copy's.",
    km="ច្បាប់ចម្លង «{file}» មានកំណត់ហេតុដដែល តែលេខសម្គាល់ព្រឹត្តិការណ៍ខុសគ្នា៖ លេខរបស់ឯកសារ ឬរបស់ច្បាប់ចម្លង"
    " ត្រូវបានកែដោយដៃ។",
)


@dataclass(slots=True)
class Compared:
    """How many copies of an event could be asked, how many more of it could not be opened, and
    where copies tell of another journal: of each folder the one with most rows that does."""

    asked: int = 0
    closed: int = 0
    told: list[Told] = field(default_factory=list)


def against_copies(store: EventStore, places: Iterable[Path]) -> Compared:
    """What the copies of the event of ``store`` tell, in ``places`` and in the folders beside
    them."""
    seals, ours = _ours(store)
    compared = Compared()
    others = (copy for copy in copies_beside(places) if copy.path.resolve() != store.path)
    for _folder, copies in groupby(others, lambda copy: copy.path.parent):
        theirs = [*_of_one_event(copies, ours, store)]
        compared.closed += sum(ends is None for _copy, ends in theirs)
        known = [(copy, ends) for copy, ends in theirs if ends is not None]
        compared.asked += len(known)
        compared.told += _first_of_each_kind(known, seals, ours)
    return compared


def _ours(store: EventStore) -> tuple[dict[int, str], JournalEnds]:
    rows = store.journal()
    end, first = store.journal_end(), rows[0]
    ours = JournalEnds(first.id.hex, first.seal, end.rows, end.seal, store.event_id().hex)
    return {row.number: row.seal for row in rows}, ours


def _of_one_event(
    copies: Iterable[Copy], ours: JournalEnds, store: EventStore
) -> Iterator[tuple[Copy, JournalEnds | None]]:
    """Those of ``copies``, of one folder, that are of this event: by its id, which their names
    tell, or by the first row of the journal, for which the newest of each other event is
    opened."""
    by_event = sorted(copies, key=lambda copy: (copy.event, -copy.rows))
    for event, found in groupby(by_event, lambda copy: copy.event):
        group = list(found)
        newest = ends_of(group[0].path, store.passphrase)
        same = newest is not None and newest.begins_as(ours.first_id, ours.first_seal)
        if same or event == ours.event[-8:]:
            yield group[0], newest
            yield from ((copy, ends_of(copy.path, store.passphrase)) for copy in group[1:])


def _first_of_each_kind(
    known: Iterable[tuple[Copy, JournalEnds]], seals: dict[int, str], ours: JournalEnds
) -> list[Told]:
    told: dict[Sentence, Told] = {}
    for copy, ends in known:
        for each in _against(copy, ends, seals, ours):
            told.setdefault(each.sentence, each)
    return list(told.values())


def _against(
    copy: Copy, ends: JournalEnds, seals: dict[int, str], ours: JournalEnds
) -> Iterator[Told]:
    if ends.event != ours.event:
        yield Told.of(COPY_HAS_ANOTHER_ID, file=copy.path)
    if ends.rows > ours.rows:
        missing, rows = ends.rows - ours.rows, ours.rows
        yield Told.of(COPY_HAS_MORE, file=copy.path, copy=ends.rows, rows=rows, missing=missing)
    elif seals.get(ends.rows) != ends.seal:
        yield Told.of(COPY_HAS_ANOTHER, file=copy.path, row=ends.rows)
