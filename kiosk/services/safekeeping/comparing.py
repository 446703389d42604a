"""The copies as witnesses: rows taken off the end of a journal leave no gap in it, and a journal
written anew holds in itself; a copy made before tells of both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from kiosk.language import Refusal, Sentence, Told
from kiosk.services.database import EventStore
from kiosk.services.safekeeping.copies import Copy, copies_in, opened

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


def against_copies(store: EventStore, places: Iterable[Path], stem: str) -> tuple[int, list[Told]]:
    """How many copies of the event of ``store``, called ``stem``, could be asked, the newest of
    each place, and where one of them tells of another journal. Those that cannot be opened are
    passed over."""
    seals = {row.number: row.seal for row in store.journal()}
    event, asked, told = store.event_id().hex[-8:], 0, list[Told]()
    for place in places:
        for copy in copies_in(place, stem, event)[:1]:
            with suppress(Refusal):
                told += _against(copy, seals, store)
                asked += 1
    return asked, told


def _against(copy: Copy, seals: dict[int, str], store: EventStore) -> Iterator[Told]:
    with opened(copy.path, store.passphrase) as other:
        end, place = other.journal_end(), copy.path
    if end.rows > len(seals):
        missing = end.rows - len(seals)
        yield Told.of(COPY_HAS_MORE, file=place, copy=end.rows, rows=len(seals), missing=missing)
    elif seals.get(end.rows) != end.seal:
        yield Told.of(COPY_HAS_ANOTHER, file=place, row=end.rows)
