"""Undo and redo from the journal: what can be taken back, and how.

Nothing is ever deleted: taking a row back writes a row that ``undoes`` it, and redoing
takes that one back in turn. What belongs to one act is undone together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from kiosk.domain import Action, JournalRow
from kiosk.language import Refusal, Sentence
from kiosk.services.database import Writing

HAS_ARRIVED = Sentence(
    en="{name} has arrived. Take the arrival back first, then this can be undone.",
    km="{name} បានមកដល់ហើយ។ សូមដកការមកដល់វិញជាមុនសិន ទើបអាចត្រឡប់វិញបាន។",
)

_UNDOABLE = frozenset(
    {
        Action.PERSON_ADDED,
        Action.PERSON_CHANGED,
        Action.PERSON_REMOVED,
        Action.ARRIVED,
        Action.ARRIVAL_UNDONE,
    }
)


def act_to_undo(newest_first: Iterable[JournalRow]) -> UUID | None:
    """The act that undo takes back: the newest that stands, is a doing and not an undoing.

    ``newest_first`` are the journal rows of one desk.
    """
    rows = list(newest_first)
    undone = {row.undoes for row in rows if row.undoes}
    undoings = _undoings(rows)
    for row in rows:
        if row.id not in undone and row.id not in undoings and row.action in _UNDOABLE:
            return row.act
    return None


def act_to_redo(newest_first: Iterable[JournalRow]) -> UUID | None:
    """The act of undoing that redo takes back; None once something new was done."""
    rows = list(newest_first)
    undone = {row.undoes for row in rows if row.undoes}
    undoings = _undoings(rows)
    for row in rows:
        if row.id in undoings:
            if row.id not in undone:
                return row.act
        elif row.undoes is None and row.action in _UNDOABLE:
            return None
    return None


def _undoings(rows: Sequence[JournalRow]) -> set[UUID]:
    """Rows that take a doing back; one that takes an undoing back is a doing again."""
    undoings: set[UUID] = set()
    for row in reversed(rows):
        if row.undoes is not None and row.undoes not in undoings:
            undoings.add(row.id)
    return undoings


def take_back(change: Writing, rows: Sequence[JournalRow]) -> None:
    """Undo ``rows`` of one act, the last one first.

    Raises:
        Refusal: someone who was added has arrived since.
    """
    for row in reversed(rows):
        if row.action in _UNDOABLE and row.person_id is not None:
            _INVERSE[row.action](change, row, row.person_id)


def _remove(change: Writing, row: JournalRow, person_id: UUID) -> None:
    person = change.person(person_id)
    if person is None:
        return
    if person.arrived_at is not None:
        name = person.name_km_canonical or person.name_latin_canonical or person.organisation
        raise Refusal(HAS_ARRIVED, name=name)
    change.remove_person(person_id, undoes=row.id)


def _restore(change: Writing, row: JournalRow, person_id: UUID) -> None:
    change.restore_person(person_id, undoes=row.id)


def _change_back(change: Writing, row: JournalRow, person_id: UUID) -> None:
    change.change_person(person_id, row.before, undoes=row.id)


def _leave(change: Writing, row: JournalRow, person_id: UUID) -> None:
    change.undo_arrival(person_id, undoes=row.id)


def _arrive_again(change: Writing, row: JournalRow, person_id: UUID) -> None:
    at = datetime.fromisoformat(row.before["arrived_at"])
    if change.arrive(person_id, at, undoes=row.id):
        change.requeue_badge(person_id)


_INVERSE: dict[Action, Callable[[Writing, JournalRow, UUID], None]] = {
    Action.PERSON_ADDED: _remove,
    Action.PERSON_CHANGED: _change_back,
    Action.PERSON_REMOVED: _restore,
    Action.ARRIVED: _leave,
    Action.ARRIVAL_UNDONE: _arrive_again,
}
