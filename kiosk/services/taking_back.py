"""Any row of the journal taken back, by its number, whichever desk wrote it and however long ago.

Taking back is a row itself, which names the row it undoes. A row is taken back alone; the row that
tells of a list takes back the whole list. What stands on it since is never taken back with it:
then it is refused, and nothing is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kiosk.domain import Action, Event, JournalRow, Person
from kiosk.language import Refusal, Sentence
from kiosk.services.database import DESIGN, PICTURE, Writing
from kiosk.services.event_facts import checked_event
from kiosk.services.event_values import event_of, values_of
from kiosk.services.history import take_back

NO_SUCH_ROW = Sentence(
    en="The journal has no row {row}; its last is {last}. See: kiosk journal",
    km="កំណត់ហេតុគ្មានជួរទី {row} ទេ ជួរចុងក្រោយគឺ {last}។ សូមមើល៖ kiosk journal",
)
ALREADY = Sentence(
    en="Row {row} was taken back already, by row {by}. To do it again, take back row {by}.",
    km="ជួរទី {row} ត្រូវបានដកវិញរួចហើយ ដោយជួរទី {by}។ ដើម្បីធ្វើវាឡើងវិញ សូមដកជួរទី {by} វិញ។",
)
BEGINNING = Sentence(
    en="Row {row} tells how this file came to be ({action}); there is nothing before it to go"
    " back to.",
    km="ជួរទី {row} ប្រាប់ពីកំណើតរបស់ឯកសារនេះ ({action}) ហើយគ្មានអ្វីមុនវាដើម្បីត្រឡប់ទៅវិញទេ។",
)
CHANGED_SINCE = Sentence(
    en="What row {row} set ({facts}) was changed again since, so nothing was changed. Take back the"
    " later row first.",
    km="អ្វីដែលជួរទី {row} បានកំណត់ ({facts}) ត្រូវបានប្តូរម្តងទៀតក្រោយមក ដូច្នេះគ្មានអ្វីត្រូវបានប្តូរទេ។"
    " សូមដកជួរក្រោយវិញជាមុនសិន។",
)
NO_PICTURE = Sentence(
    en="The picture that row {row} replaced is not kept in the journal. Choose it once more.",
    km="រូបភាពដែលជួរទី {row} បានជំនួស មិនត្រូវបានរក្សាទុកក្នុងកំណត់ហេតុទេ។ សូមជ្រើសរើសវាម្តងទៀត។",
)

CheckNoOneIsLeftOut = Callable[[Event], None]
"""Raises :class:`Refusal` where people are in a category or group that the event has no more."""


def take_back_row(
    change: Writing, number: int, check: CheckNoOneIsLeftOut
) -> tuple[Action, list[Person]]:
    """Undo the row with that number; answers what it had done, and to whom.

    Raises:
        Refusal: there is no such row, it was taken back already, it cannot be, or something
            stands on it since.
    """
    row = change.journal_row(number)
    if row is None:
        raise Refusal(NO_SUCH_ROW, row=number, last=change.end.rows)
    if (by := change.undone_by(row.id)) is not None:
        raise Refusal(ALREADY, row=number, by=by)
    if row.action is Action.LIST_TAKEN:
        return row.action, take_back(change, _still_standing(change, row))
    if row.action is Action.EVENT_CHANGED:
        _take_back_facts(change, row, check)
        return row.action, []
    if row.person_id is None:
        raise Refusal(BEGINNING, row=number, action=row.action.value)
    return row.action, take_back(change, [row])


def take_back_facts(
    change: Writing, rows: Sequence[JournalRow], check: CheckNoOneIsLeftOut
) -> frozenset[str]:
    """Undo ``rows`` of one act that changed the event, the last one first; answers what they had
    changed.

    Raises:
        Refusal: something was changed again since, or what was before is no more.
    """
    for row in reversed(rows):
        _take_back_facts(change, row, check)
    return frozenset(name for row in rows for name in row.after)


def _still_standing(change: Writing, taken: JournalRow) -> Sequence[JournalRow]:
    rows = change.journal_of_act(taken.act)
    standing = [row for row in rows if change.undone_by(row.id) is None]
    if not standing:
        raise Refusal(ALREADY, row=taken.number, by=change.undone_by(rows[-1].id) if rows else 0)
    return standing


def _take_back_facts(change: Writing, row: JournalRow, check: CheckNoOneIsLeftOut) -> None:
    now = {**values_of(change.event()), **_own_things(change, row.after)}
    moved = [name for name, value in row.after.items() if _plain(now.get(name)) != _plain(value)]
    if moved:
        raise Refusal(CHANGED_SINCE, row=row.number, facts=", ".join(moved))
    for name, before in row.before.items():
        if name.startswith(PICTURE):
            if before is not None:
                raise Refusal(NO_PICTURE, row=row.number)
            change.set_picture(name.removeprefix(PICTURE), None, undoes=row.id)
        elif name.startswith(DESIGN):
            change.set_design(name.removeprefix(DESIGN), before, undoes=row.id)
    facts = {name: value for name, value in row.before.items() if not _is_own_thing(name)}
    if facts:
        event = checked_event(event_of({**values_of(change.event()), **facts}))
        check(event)
        change.change_event(event, undoes=row.id)


def _own_things(change: Writing, named: Mapping[str, Any]) -> dict[str, Any]:
    """The designs and pictures that are among the ``named`` facts, as the journal tells them."""
    found: dict[str, Any] = {}
    for name in named:
        if name.startswith(DESIGN):
            found[name] = change.design(name.removeprefix(DESIGN))
        elif name.startswith(PICTURE):
            picture = change.picture(name.removeprefix(PICTURE))
            found[name] = picture and picture.told()
    return found


def _is_own_thing(name: str) -> bool:
    return name.startswith((DESIGN, PICTURE))


def _plain(value: Any) -> Any:
    """Amounts of an older row may lack their cents, and a category what it had not then."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items() if v not in ("0", "0.00", "", None)}
    return value
