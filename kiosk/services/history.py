"""Undo and redo from the journal: what can be taken back, and how.

Nothing is ever deleted: taking a row back writes a row that ``undoes`` it, and redoing
takes that one back in turn. What belongs to one act is undone together or not at all, and
only while it is still as the act left it: what any desk did since is never taken back with
it. Such an act is refused, naming what stands in the way, and leaves no row: the journal
tells only what happened. The desk passes it over from then on, until it does something new
or nothing else is left.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from kiosk.domain import DETAIL_FIELDS, TELLING_ONLY, Action, Event, JournalRow, Person
from kiosk.language import Refusal, Sentence
from kiosk.services.database import Writing
from kiosk.services.database.event_store import Act, said_of

CHANGED_SINCE = Sentence(
    en="{name} {deed} at “{desk}” since then, so nothing was changed. Look {name} up and correct"
    " it by hand if need be; the same keys once more pass this over.",
    km="តាំងពីពេលនោះមក {name} {deed}នៅ «{desk}» ដូច្នេះគ្មានអ្វីត្រូវបានប្តូរទេ។"
    " បើចាំបាច់ សូមស្វែងរក {name} រួចកែដោយដៃ។ ចុចគ្រាប់ចុចដដែលម្តងទៀត ដើម្បីរំលងរឿងនេះ។",
)
GONE = Sentence(
    en="{name} was in “{gone}”, which the event has no more, so nothing was changed. Look {name}"
    " up and correct it by hand if need be; the same keys once more pass this over.",
    km="{name} ធ្លាប់នៅក្នុង «{gone}» ដែលព្រឹត្តិការណ៍លែងមានទៀតហើយ ដូច្នេះគ្មានអ្វីត្រូវបានប្តូរទេ។"
    " បើចាំបាច់ សូមស្វែងរក {name} រួចកែដោយដៃ។ ចុចគ្រាប់ចុចដដែលម្តងទៀត ដើម្បីរំលងរឿងនេះ។",
)
FOR_GOOD = Sentence(
    en="Row {row} of the journal cannot be taken back: it purged what was known of someone, or"
    " what it said was purged since.",
    km="ជួរទី {row} នៃកំណត់ហេតុមិនអាចដកវិញបានទេ៖ វាបានលុបទិន្នន័យផ្ទាល់ខ្លួន ឬខ្លឹមសាររបស់វាត្រូវបានលុបរួចហើយ។",
)
_DEEDS_SINCE = {
    Action.PERSON_ADDED: Sentence(en="was put back on the event", km="ត្រូវបានដាក់ចូលវិញ"),
    Action.PERSON_CHANGED: Sentence(en="was corrected", km="ត្រូវបានកែតម្រូវ"),
    Action.PERSON_REMOVED: Sentence(en="was removed from the event", km="ត្រូវបានដកចេញ"),
    Action.PERSON_PURGED: Sentence(en="was purged", km="ត្រូវបានលុបទិន្នន័យផ្ទាល់ខ្លួន"),
    Action.ARRIVED: Sentence(en="has arrived", km="បានមកដល់"),
    Action.ARRIVAL_UNDONE: Sentence(en="was marked as not here", km="ត្រូវបានដកការមកដល់វិញ"),
}


def act_to_undo(newest_first: Iterable[Act], passed_over: Collection[UUID] = ()) -> UUID | None:
    """The act that undo takes back: the newest that stands, is a doing and not an undoing.

    ``newest_first`` are the acts of one desk, of which no more are read than it takes.
    """
    acts = _Acts(newest_first)
    for act in acts:
        if not act.undone and act.id not in passed_over and not acts.is_undoing(act):
            return act.id
    return None


def act_to_redo(newest_first: Iterable[Act], passed_over: Collection[UUID] = ()) -> UUID | None:
    """The act of undoing that redo takes back; None once something new was done."""
    acts = _Acts(newest_first)
    for act in acts:
        if act.takes_back is None:
            return None
        if not act.undone and act.id not in passed_over and acts.is_undoing(act):
            return act.id
    return None


class _Acts:
    """Acts of one desk, newest first, read as far back as a question needs: a whole day of them
    would be read anew at every undo."""

    def __init__(self, newest_first: Iterable[Act]) -> None:
        self._coming = iter(newest_first)
        self._read: list[Act] = []
        self._by_id: dict[UUID, Act] = {}

    def __iter__(self) -> Iterator[Act]:
        at = 0
        while at < len(self._read) or self._read_on():
            yield self._read[at]
            at += 1

    def is_undoing(self, act: Act) -> bool:
        """Whether ``act`` takes a doing back; one that takes an undoing back is a doing again."""
        undoing, before = False, act
        while before.takes_back is not None:
            undoing = not undoing
            found = self._find(before.takes_back)
            if found is None:
                break
            before = found
        return undoing

    def _find(self, act_id: UUID) -> Act | None:
        while act_id not in self._by_id and self._read_on():
            pass
        return self._by_id.get(act_id)

    def _read_on(self) -> bool:
        act = next(self._coming, None)
        if act is not None:
            self._read.append(act)
            self._by_id[act.id] = act
        return act is not None


def deed(rows: Sequence[JournalRow]) -> Action:
    """What the act of ``rows`` was in the eyes of who did it: a walk-in is someone new, a seat
    that was named has arrived."""
    return _most_telling([row.action for row in rows])


def deed_done_again(rows: Sequence[JournalRow]) -> Action:
    """What is done again by taking back the undoing of ``rows``."""
    return _most_telling([_INVERSE[row.action].writes for row in rows])


def _most_telling(actions: Sequence[Action]) -> Action:
    telling = (Action.PERSON_ADDED, Action.ARRIVED)
    return next((action for action in telling if action in actions), actions[0])


def take_back(change: Writing, rows: Sequence[JournalRow]) -> list[Person]:
    """Undo ``rows`` of one act, the last one first; answers whom they touched, as they were
    before or, where they were not on the event, as they are now.

    Raises:
        Refusal: something is not as the act left it, or what was before is no more.
    """
    for row in rows:
        if row.action not in _INVERSE or (row.digest and not row.salt):
            raise Refusal(FOR_GOOD, row=row.number)
    act = rows[0].act
    before = now = change.people_of_act(act)
    for action, run in groupby(reversed(rows), key=lambda row: row.action):
        by_person = {row.person_id: row for row in run if row.person_id is not None}
        inverse = _INVERSE[action]
        for person_id, row in by_person.items():
            if not inverse.is_as_left(row, now.get(person_id)):
                raise _changed_since(change, row, person_id)
        inverse.take_back(change, by_person, now)
        now = change.people_of_act(act)
    touched = dict.fromkeys(row.person_id for row in rows if row.person_id is not None)
    people = (before.get(person_id) or now.get(person_id) for person_id in touched)
    return [person for person in people if person is not None]


def _changed_since(change: Writing, row: JournalRow, person_id: UUID) -> Refusal:
    own = (change.act, row.act)
    since = change.journal_of_person(person_id, after=row.number)
    in_the_way = (
        later
        for later in since
        if later.act not in own and later.action not in TELLING_ONLY and _meet(row, later)
    )
    latest = next(in_the_way, row)
    name = _name(change.person_ever(person_id))
    return Refusal(CHANGED_SINCE, name=name, deed=_DEEDS_SINCE[latest.action], desk=latest.desk)


def _name(person: Person) -> str:
    return person.name_km_canonical or person.name_latin_canonical or person.organisation


def _meet(row: JournalRow, later: JournalRow) -> bool:
    """Whether two rows of a person touch the same thing; coming and going touches all."""
    whole = (Action.PERSON_ADDED, Action.PERSON_REMOVED, Action.PERSON_PURGED)
    if row.action in whole or later.action in whole:
        return True
    return bool((row.before.keys() | row.after.keys()) & (later.before.keys() | later.after.keys()))


Rows = Mapping[UUID, JournalRow]
People = Mapping[UUID, Person]


class _Inverse(NamedTuple):
    """How rows of one action are taken back, and with which action: ``is_as_left`` says whether
    a person (None: not on the event) is still as the row left them."""

    writes: Action
    is_as_left: Callable[[JournalRow, Person | None], bool]
    take_back: Callable[[Writing, Rows, People], None]


def _as_added(row: JournalRow, person: Person | None) -> bool:
    if person is None or person.arrived_at is not None:
        return False
    said = said_of(person)
    # Rows of older files do not tell how names are printed.
    return all(
        said.get(k) == row.after.get(k) for k in said if k in row.after or k in DETAIL_FIELDS
    )


def _as_removed(_row: JournalRow, person: Person | None) -> bool:
    return person is None


def _as_changed(row: JournalRow, person: Person | None) -> bool:
    return person is not None and all(getattr(person, k) == v for k, v in row.after.items())


def _as_arrived(row: JournalRow, person: Person | None) -> bool:
    return person is not None and person.arrived_at == _arrival(row.after)


def _as_not_here(_row: JournalRow, person: Person | None) -> bool:
    return person is not None and person.arrived_at is None


def _arrival(fields: Mapping[str, str]) -> datetime:
    return datetime.fromisoformat(fields["arrived_at"])


def _remove(change: Writing, rows: Rows, now: People) -> None:
    change.remove_people([now[person_id] for person_id in rows], undoes=_ids(rows))


def _restore(change: Writing, rows: Rows, _now: People) -> None:
    change.restore_people(rows.values())


def _change_back(change: Writing, rows: Rows, now: People) -> None:
    wished = [(now[person_id], row.before) for person_id, row in rows.items()]
    if any({"category", "group"} & row.before.keys() for row in rows.values()):
        _check_still_there(change.event(), wished)
    change.change_people(wished, undoes=_ids(rows))


def _check_still_there(event: Event, wished: Sequence[tuple[Person, Mapping[str, Any]]]) -> None:
    for person, before in wished:
        category = before.get("category", person.category)
        group = before.get("group")
        if event.category(category) is None:
            raise Refusal(GONE, name=_name(person), gone=category)
        if group is not None and event.group(group) is None:
            raise Refusal(GONE, name=_name(person), gone=group)


def _leave(change: Writing, rows: Rows, _now: People) -> None:
    for person_id, row in rows.items():
        change.undo_arrival(person_id, undoes=row.id)


def _arrive_again(change: Writing, rows: Rows, _now: People) -> None:
    for person_id, row in rows.items():
        change.arrive(person_id, _arrival(row.before), undoes=row.id)
        change.requeue_badge(person_id)


def _ids(rows: Rows) -> dict[UUID, UUID]:
    return {person_id: row.id for person_id, row in rows.items()}


_INVERSE = {
    Action.PERSON_ADDED: _Inverse(Action.PERSON_REMOVED, _as_added, _remove),
    Action.PERSON_CHANGED: _Inverse(Action.PERSON_CHANGED, _as_changed, _change_back),
    Action.PERSON_REMOVED: _Inverse(Action.PERSON_ADDED, _as_removed, _restore),
    Action.ARRIVED: _Inverse(Action.ARRIVAL_UNDONE, _as_arrived, _leave),
    Action.ARRIVAL_UNDONE: _Inverse(Action.ARRIVED, _as_not_here, _arrive_again),
}
