"""Any row of the journal taken back, by its number, whichever desk wrote it and however long ago.

Taking back is a row itself, which names the row it undoes. A row is taken back alone; the row that
tells of a list takes back the whole list. What stands on it since is never taken back with it:
then it is refused, and nothing is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from kiosk.domain import TELLING_ONLY, Action, Event, JournalRow, Person
from kiosk.language import Refusal, Sentence
from kiosk.services.database import DESIGN, PICTURE, Writing
from kiosk.services.event_facts import checked_event
from kiosk.services.event_values import event_of, values_of
from kiosk.services.fact_names import facts_in_words
from kiosk.services.history import take_back
from kiosk.services.organizer import OF_THE_PIN

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
NOTHING_DONE = Sentence(
    en="Row {row} tells of something that changed nothing ({action}): there is nothing to take"
    " back.",
    km="ជួរទី {row} គ្រាន់តែប្រាប់ពីអ្វីដែលមិនបានផ្លាស់ប្តូរអ្វីទេ ({action})៖ គ្មានអ្វីត្រូវដកវិញទេ។",
)
NOT_KEPT = Sentence(
    en="Row {row} tells of the organizer's PIN ({action}), which is not kept in the journal. Set or"
    " change it with: kiosk pin",
    km="ជួរទី {row} ប្រាប់ពីលេខសម្ងាត់អ្នករៀបចំ ({action}) ដែលមិនត្រូវបានរក្សាទុកក្នុងកំណត់ហេតុទេ។"
    " សូមកំណត់ ឬប្តូរវាដោយ៖ kiosk pin",
)
CHANGED_SINCE = Sentence(
    en="What row {row} set ({facts}) was changed again since, so nothing was changed. Take back the"
    " later row first.",
    km="អ្វីដែលជួរទី {row} បានកំណត់ ({facts}) ត្រូវបានប្តូរម្តងទៀតក្រោយមក ដូច្នេះគ្មានអ្វីត្រូវបានប្តូរទេ។"
    " សូមដកជួរក្រោយវិញជាមុនសិន។",
)
NO_PICTURE = Sentence(
    en="The picture that row {row} replaced is not in this file any more. Choose it once more.",
    km="រូបភាពដែលជួរទី {row} បានជំនួស លែងមានក្នុងឯកសារនេះទៀតហើយ។ សូមជ្រើសរើសវាម្តងទៀត។",
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
    if row.action in TELLING_ONLY:
        of_pin = row.action in OF_THE_PIN
        raise Refusal(NOT_KEPT if of_pin else NOTHING_DONE, row=number, action=row.action.value)
    if row.action is Action.LIST_TAKEN:
        return row.action, _take_back_list(change, row)
    last, stands = _last_word(change, row)
    if not stands:
        raise Refusal(ALREADY, row=number, by=last.number)
    if row.action is Action.EVENT_CHANGED:
        _take_back_facts(change, last, check)
        return row.action, []
    if row.person_id is None:
        raise Refusal(BEGINNING, row=number, action=row.action.value)
    return row.action, take_back(change, [last])


def _last_word(change: Writing, row: JournalRow) -> tuple[JournalRow, bool]:
    """The last of the rows that took ``row`` back, did it again, and so on; whether it stands."""
    stands = True
    while (by := change.undoing(row.id)) is not None:
        row, stands = by, not stands
    return row, stands


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


def _take_back_list(change: Writing, taken: JournalRow) -> list[Person]:
    """All that stands of a list: some of it may have been taken back and done again alone."""
    words = [_last_word(change, row) for row in change.journal_of_act(taken.act)]
    standing = [row for row, stands in words if stands]
    if not standing:
        raise Refusal(ALREADY, row=taken.number, by=max(row.number for row, _stands in words))
    acts: dict[UUID, list[JournalRow]] = {}
    for row in sorted(standing, key=lambda row: row.number):
        acts.setdefault(row.act, []).append(row)
    return [person for rows in reversed(acts.values()) for person in take_back(change, rows)]


def _take_back_facts(change: Writing, row: JournalRow, check: CheckNoOneIsLeftOut) -> None:
    now = {**values_of(change.event()), **_own_things(change, row.after)}
    moved = [name for name, value in row.after.items() if _plain(now.get(name)) != _plain(value)]
    if moved:
        raise Refusal(CHANGED_SINCE, row=row.number, facts=facts_in_words(moved))
    for name, before in row.before.items():
        if name.startswith(PICTURE):
            _put_picture_back(change, name.removeprefix(PICTURE), before, row)
        elif name.startswith(DESIGN):
            change.set_design(name.removeprefix(DESIGN), before, undoes=row.id)
    facts = {name: value for name, value in row.before.items() if not _is_own_thing(name)}
    if facts:
        event = checked_event(event_of({**values_of(change.event()), **facts}))
        check(event)
        change.change_event(event, undoes=row.id)


def _put_picture_back(
    change: Writing, name: str, told: Mapping[str, Any] | None, row: JournalRow
) -> None:
    picture = None if told is None else change.replaced_picture(told)
    if told is not None and picture is None:
        raise Refusal(NO_PICTURE, row=row.number)
    change.set_picture(name, picture, undoes=row.id)


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
