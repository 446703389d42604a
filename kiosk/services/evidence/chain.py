"""Whether the journal is the one that was written: each row whole, none dropped, none put in.

Whoever can write the file can also seal a whole new journal: that shows only against a count and
seal kept elsewhere, on the sheet (:mod:`kiosk.services.sheet_evidence`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from kiosk.domain import Action, JournalRow
from kiosk.language import Sentence, Told
from kiosk.services.database import PERSONAL
from kiosk.services.sealing import BEGINNING, digest_of, seal_of

DROPPED = Sentence(en="Row {row} of the journal is missing.", km="ជួរទី {row} នៃកំណត់ហេតុបាត់ហើយ។")
ALTERED = Sentence(
    en="What row {row} of the journal says was altered ({action}, at “{desk}”).",
    km="ខ្លឹមសារជួរទី {row} នៃកំណត់ហេតុត្រូវបានកែក្លែង ({action} នៅ «{desk}»)។",
)
PUT_IN = Sentence(
    en="Row {row} of the journal was put in later ({action}, at “{desk}”).",
    km="ជួរទី {row} នៃកំណត់ហេតុត្រូវបានបញ្ចូលបន្ថែមក្រោយមក ({action} នៅ «{desk}»)។",
)
NOT_IN_ORDER = Sentence(
    en="Row {row} of the journal does not follow from the row before: it was altered, or a row"
    " before it was dropped ({action}, at “{desk}”).",
    km="ជួរទី {row} នៃកំណត់ហេតុមិនតភ្ជាប់ពីជួរមុនទេ៖ វាត្រូវបានកែក្លែង ឬជួរមុនត្រូវបានលុប ({action} នៅ «{desk}»)។",
)
EMPTIED = Sentence(
    en="What row {row} of the journal said was taken away, and no purge tells of it"
    " ({action}, at “{desk}”).",
    km="ខ្លឹមសារជួរទី {row} នៃកំណត់ហេតុត្រូវបានលុបចេញ ដោយគ្មានកំណត់ត្រានៃការលុបទិន្នន័យផ្ទាល់ខ្លួនទេ"
    " ({action} នៅ «{desk}»)។",
)


@dataclasses.dataclass(frozen=True, slots=True)
class Chain:
    """What the journal's chain shows. ``sealed_later`` is how many rows were sealed only when the
    file was upgraded; ``fault`` is the first row that is not as it was written."""

    rows: int
    seal: str
    purged: int
    sealed_later: int
    fault: Told | None


def check_chain(rows: Sequence[JournalRow]) -> Chain:
    """What the chain of ``rows``, oldest first, shows."""
    begun = next((row for row in rows if row.action is Action.CHAIN_BEGUN), None)
    return Chain(
        rows=len(rows),
        seal=rows[-1].seal if rows else BEGINNING,
        purged=sum(not row.salt for row in rows),
        sealed_later=int(begun.after.get("rows", 0)) if begun else 0,
        fault=_first_fault(rows),
    )


def _first_fault(rows: Sequence[JournalRow]) -> Told | None:
    purged = {row.person_id: row.number for row in rows if row.action is Action.PERSON_PURGED}
    previous = BEGINNING
    for place, row in enumerate(rows):
        if row.number != place + 1:
            return Told.of(DROPPED, row=place + 1)
        if seal_of(previous, row) != row.seal:
            following = rows[place + 1] if place + 1 < len(rows) else None
            return _told(_why_not_in_order(previous, row, following), row)
        if not row.salt:
            if row.action not in PERSONAL or row.number >= purged.get(row.person_id, 0):
                return _told(EMPTIED, row)
        elif digest_of(row.salt, row.before, row.after) != row.digest:
            return _told(ALTERED, row)
        previous = row.seal
    return None


def _why_not_in_order(previous: str, row: JournalRow, following: JournalRow | None) -> Sentence:
    if following is not None:
        moved = dataclasses.replace(following, number=row.number)
        if seal_of(previous, moved) == following.seal:
            return PUT_IN
        if seal_of(row.seal, following) == following.seal:
            return ALTERED
    return NOT_IN_ORDER


def _told(sentence: Sentence, row: JournalRow) -> Told:
    return Told.of(sentence, row=row.number, action=row.action.value, desk=row.desk)
