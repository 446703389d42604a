"""Undo and redo between desks, in big acts and in the eyes of who did it; stale plans."""

from __future__ import annotations

import csv
import dataclasses
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from kiosk.bundled import sample_file
from kiosk.domain import Action, Event, Group, JobState, Person, PersonDetails
from kiosk.language import Language, Refusal
from kiosk.services.database import new_id
from kiosk.services.desk import Desk
from kiosk.services.directory import RELOAD_FROM
from kiosk.services.lists import Outcome
from kiosk.services.printing import FolderPrinter
from tests.conftest import Clock

LIST = sample_file("participants_80_messy.xlsx")


@pytest.fixture
def other(full_desk: Desk, clock: Clock) -> Iterator[Desk]:
    """A second desk on the event of the first."""
    with closing(Desk.open(full_desk.store.path, name="Desk 2", clock=clock)) as desk:
        yield desk


def crowd(size: int) -> list[Person]:
    return [
        Person(
            id=new_id(),
            code=f"crowd-{number}",
            name_latin=f"SOK {number}",
            name_latin_canonical=f"SOK {number}",
            category="cbo",
        )
        for number in range(size)
    ]


def add_crowd(desk: Desk, clock: Clock, size: int) -> list[Person]:
    people = crowd(size)
    with desk.store.writing(desk=desk.name, at=clock()) as change:
        change.add_people(people)
    return people


def remove(desk: Desk, person: Person, clock: Clock) -> None:
    with desk.store.writing(desk=desk.name, at=clock()) as change:
        change.remove_people([person], undoes={})


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement sent to a database meanwhile; one for many rows counts once."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    yield sent
    sa.event.remove(sa.Engine, "before_cursor_execute", note)


def rooms_of(people: Sequence[Person], folder: Path) -> Path:
    """A later list that gives everyone a room, so that every note changes."""
    path = folder / "rooms.csv"
    rows = [
        (p.name_km, p.name_latin, p.organisation_en, p.phone, f"Room {number}")
        for number, p in enumerate(people, start=1)
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        titles = ("Khmer name", "Latin name", "Organisation", "Phone", "Note")
        csv.writer(file).writerows([titles, *rows])
    return path


def states(desk: Desk) -> list[JobState]:
    return [job.state for job in desk.badge_room.jobs().all()]


# Between two desks.


def test_what_another_desk_took_back_is_told_and_then_passed_over(
    full_desk: Desk, other: Desk
) -> None:
    first, second = full_desk.people()[:2]
    full_desk.change(first.id, phone="012 345 678")
    full_desk.check_in(second.id)
    other.undo_check_in(second.id)
    before = full_desk.store.journal_length()
    with pytest.raises(Refusal, match="was marked as not here at “Desk 2”") as refused:
        full_desk.undo()
    assert second.name_km_canonical in refused.value.text(Language.ENGLISH)
    assert "ដកការមកដល់វិញនៅ «Desk 2»" in refused.value.text(Language.KHMER)
    assert full_desk.store.journal_length() == before
    assert full_desk.undo().action is Action.PERSON_CHANGED
    assert full_desk.person(first.id) == first


def test_an_edit_that_another_desk_reverted_does_not_hold_up_undo(
    full_desk: Desk, other: Desk
) -> None:
    first, second = full_desk.people()[:2]
    full_desk.check_in(first.id)
    full_desk.change(second.id, phone="012 345 678")
    other.change(second.id, phone=second.phone)
    with pytest.raises(Refusal, match="was corrected at “Desk 2”"):
        full_desk.undo()
    assert full_desk.undo().action is Action.ARRIVED


def test_another_desks_later_phone_stays(full_desk: Desk, other: Desk) -> None:
    person = full_desk.people()[0]
    full_desk.change(person.id, phone="012 345 678")
    other.change(person.id, phone="012 999 999")
    with pytest.raises(Refusal, match="was corrected"):
        full_desk.undo()
    assert full_desk.person(person.id).phone == "012999999"


def test_another_desks_edit_of_another_field_is_not_in_the_way(
    full_desk: Desk, other: Desk
) -> None:
    person = full_desk.people()[0]
    full_desk.change(person.id, phone="012 345 678")
    other.change(person.id, note="vegetarian")
    full_desk.undo()
    assert full_desk.person(person.id).phone == person.phone
    assert full_desk.person(person.id).note == "vegetarian"


def test_an_arrival_that_another_desk_made_anew_stays(
    full_desk: Desk, other: Desk, clock: Clock
) -> None:
    person = full_desk.people()[0]
    full_desk.check_in(person.id)
    other.undo_check_in(person.id)
    clock.move_on(60)
    other.check_in(person.id)
    with pytest.raises(Refusal, match="has arrived at “Desk 2”"):
        full_desk.undo()
    assert full_desk.person(person.id).arrived_at == clock.at


def test_the_desk_that_stands_in_the_way_is_named_not_the_last_one(
    full_desk: Desk, other: Desk, clock: Clock
) -> None:
    person = full_desk.people()[0]
    full_desk.change(person.id, phone="012 345 678")
    other.change(person.id, phone="012 999 999")
    with closing(Desk.open(other.store.path, name="Desk 3", clock=clock)) as third:
        third.check_in(person.id)
    with pytest.raises(Refusal, match="was corrected at “Desk 2”"):
        full_desk.undo()


def test_a_change_of_someone_since_removed_is_refused_in_words(
    full_desk: Desk, other: Desk, clock: Clock
) -> None:
    person = full_desk.people()[0]
    full_desk.change(person.id, phone="012 345 678")
    remove(other, person, clock)
    with pytest.raises(Refusal, match="was removed from the event at “Desk 2”"):
        full_desk.undo()


def at_another_desk(desk: Desk, event: Event) -> None:
    """The facts of the event are changed there."""
    with closing(Desk.open(desk.store.path, name="Desk 2", clock=desk.now)) as other:
        other.change_event(event)
    desk.refresh()


def test_a_group_that_the_event_has_no_more_is_not_given_back(desk: Desk) -> None:
    groups = (*desk.event.groups, Group(number=9, en="Ninth", km="ទី៩"))
    desk.change_event(dataclasses.replace(desk.event, groups=groups))
    person = desk.add(PersonDetails(name_latin="NOP Sreymom", category="other", group=9))
    desk.change(person.id, group=1)
    at_another_desk(desk, dataclasses.replace(desk.event, groups=groups[:-1]))
    with pytest.raises(Refusal, match="NOP Sreymom was in “9”, which the event has no more"):
        desk.undo()
    assert desk.person(person.id).group == 1


def test_a_category_is_given_back_once_the_event_has_it_again(desk: Desk) -> None:
    event = desk.event
    person = desk.add(PersonDetails(name_latin="NOP Sreymom", category="other"))
    desk.change(person.id, category="cbo")
    fewer = tuple(category for category in event.categories if category.key != "other")
    at_another_desk(desk, dataclasses.replace(event, categories=fewer))
    with pytest.raises(Refusal, match="was in “other”, which the event has no more"):
        desk.undo()
    at_another_desk(desk, event)
    (correction,) = (row for row in desk.store.journal() if row.action is Action.PERSON_CHANGED)
    desk.take_back(correction.number)
    assert desk.person(person.id) == person


def test_a_walk_in_whom_another_desk_corrected_stays_and_stays_here(
    full_desk: Desk, other: Desk
) -> None:
    details = PersonDetails(name_latin="NOP Sreymom", category="other", walk_in=True)
    person = full_desk.add(details, arrives=True)
    other.change(person.id, phone="012 999 999")
    with pytest.raises(Refusal, match="was corrected at “Desk 2”"):
        full_desk.undo()
    assert full_desk.person(person.id).arrived_at == person.arrived_at


def test_a_list_is_not_taken_back_while_another_desk_needs_one_of_it(
    full_desk: Desk, other: Desk
) -> None:
    other.check_in(other.people()[3].id)
    with pytest.raises(Refusal, match="has arrived at “Desk 2”"):
        full_desk.undo()
    assert len(full_desk.people()) == 79
    other.undo()
    with pytest.raises(Refusal, match="nothing to undo"):
        full_desk.undo()
    full_desk.undo()
    assert list(full_desk.people()) == []


def test_redo_does_not_check_in_whom_another_desk_checked_in(
    full_desk: Desk, other: Desk, clock: Clock
) -> None:
    first, second = full_desk.people()[:2]
    full_desk.check_in(second.id)
    full_desk.check_in(first.id)
    full_desk.undo()
    full_desk.undo()
    clock.move_on(60)
    other.check_in(second.id)
    with pytest.raises(Refusal, match="has arrived at “Desk 2”"):
        full_desk.redo()
    assert full_desk.person(second.id).arrived_at == clock.at
    assert [person.id for person in full_desk.redo().people] == [first.id]


def test_someone_who_came_back_meanwhile_is_not_brought_back_twice(
    desk: Desk, clock: Clock
) -> None:
    person = desk.add(PersonDetails(name_latin="NOP Sreymom", category="other"))
    desk.undo()
    with desk.store.writing(desk="Desk 2", at=clock()) as change:
        (removal,) = (r for r in desk.store.journal() if r.action is Action.PERSON_REMOVED)
        change.restore_people([removal])
    with pytest.raises(Refusal, match="nothing to redo"):
        desk.redo()
    assert list(desk.people()) == [person]


def test_what_was_passed_over_is_told_again_after_something_new(
    full_desk: Desk, other: Desk
) -> None:
    first, second = full_desk.people()[:2]
    full_desk.check_in(first.id)
    other.undo_check_in(first.id)
    with pytest.raises(Refusal, match="was marked as not here"):
        full_desk.undo()
    full_desk.check_in(second.id)
    assert [person.id for person in full_desk.undo().people] == [second.id]
    with pytest.raises(Refusal, match="was marked as not here"):
        full_desk.undo()


def test_another_desks_deeds_are_not_undone_here(full_desk: Desk, other: Desk) -> None:
    other.check_in(other.people()[0].id)
    with pytest.raises(Refusal, match="nothing to redo"):
        full_desk.redo()
    with pytest.raises(Refusal, match="has arrived"):
        full_desk.undo()
    assert other.undo().action is Action.ARRIVED


def test_who_was_removed_meanwhile_does_not_arrive(
    full_desk: Desk, other: Desk, clock: Clock
) -> None:
    person = full_desk.people()[0]
    remove(other, person, clock)
    before = full_desk.store.journal_length()
    with full_desk.store.writing(desk="Desk 1", at=clock()) as change:
        assert not change.arrive(person.id, clock())
        change.change_person(person.id, {"phone": "012345678"})
    assert full_desk.store.journal_length() == before


# In the eyes of who did it.


def test_a_walk_in_is_a_new_person_to_undo_and_to_redo(desk: Desk) -> None:
    details = PersonDetails(name_latin="NOP Sreymom", category="other", walk_in=True)
    person = desk.add(details, arrives=True)
    for _ in range(2):
        undone = desk.undo()
        assert (undone.action, undone.people) == (Action.PERSON_ADDED, (person,))
        again = desk.redo()
        assert (again.action, again.people) == (Action.PERSON_ADDED, (person,))


def test_a_seat_that_was_named_is_an_arrival(desk: Desk) -> None:
    seat = desk.add(PersonDetails(organisation_en="NSSF", category="speaker"))
    desk.name_seat(seat.id, name_latin="KONG Vibol")
    assert desk.undo().action is Action.ARRIVED
    assert desk.person(seat.id) == seat
    assert desk.redo().action is Action.ARRIVED
    assert desk.person(seat.id).arrived_at is not None


def test_an_arrival_taken_back_by_hand_is_that_to_undo_and_to_redo(full_desk: Desk) -> None:
    person = full_desk.people()[0]
    here = full_desk.check_in(person.id).person
    full_desk.undo_check_in(person.id)
    assert full_desk.undo().action is Action.ARRIVAL_UNDONE
    assert full_desk.person(person.id) == here
    assert full_desk.redo().action is Action.ARRIVAL_UNDONE
    assert full_desk.person(person.id) == person


# Badges.


def test_redo_prints_one_badge(full_desk: Desk, clock: Clock) -> None:
    person = full_desk.people()[0]
    full_desk.check_in(person.id)
    clock.move_on(5)
    assert not full_desk.badge_room.order(person.id).new
    assert states(full_desk) == [JobState.WAITING]
    full_desk.undo()
    assert states(full_desk) == [JobState.CANCELLED]
    full_desk.redo()
    assert states(full_desk) == [JobState.WAITING]


def test_redo_prints_no_badge_that_came_out_already(full_desk: Desk, clock: Clock) -> None:
    person = full_desk.people()[0]
    full_desk.check_in(person.id)
    full_desk.undo()
    clock.move_on(60)
    full_desk.check_in(person.id)
    full_desk.badge_room.outbox(FolderPrinter(full_desk.badge_room.folder())).work_off()
    full_desk.undo()
    full_desk.redo()
    assert JobState.WAITING not in states(full_desk)


# Big acts.


def test_a_big_act_is_undone_and_redone_whole(desk: Desk, clock: Clock) -> None:
    people = add_crowd(desk, clock, 2100)
    assert len(desk.people()) == 2100
    assert len(desk.undo().people) == 2100
    assert list(desk.people()) == []
    assert desk.redo().action is Action.PERSON_ADDED
    assert list(desk.people()) == people
    with pytest.raises(Refusal, match="nothing to redo"):
        desk.redo()
    assert len(desk.people()) == 2100
    desk.undo()
    with pytest.raises(Refusal, match="nothing to undo"):
        desk.undo()


def test_many_are_written_with_few_statements(full_desk: Desk, tmp_path: Path) -> None:
    planned = full_desk.plan_list(rooms_of(full_desk.people(), tmp_path))
    assert planned.count(Outcome.CHANGED) > 50
    with statements() as sent:
        full_desk.take(planned)
        full_desk.undo()
        full_desk.redo()
    assert len(sent) < 40, len(sent)


# Lists.


def test_the_same_list_planned_twice_is_taken_once(desk: Desk) -> None:
    first, second = desk.plan_list(LIST), desk.plan_list(LIST)
    desk.take(first)
    with pytest.raises(Refusal, match="read the list once more") as refused:
        desk.take(second)
    assert "សូមអានបញ្ជីម្តងទៀត" in refused.value.text(Language.KHMER)
    assert len(desk.people()) == 79


def test_a_phone_typed_while_the_plan_was_looked_at_is_not_overwritten(
    full_desk: Desk, other: Desk, tmp_path: Path
) -> None:
    person = full_desk.people()[0]
    planned = full_desk.plan_list(rooms_of(full_desk.people(), tmp_path))
    assert "note" in next(row for row in planned.rows if row.person_id == person.id).changes
    other.change(person.id, phone="011 999 888")
    with pytest.raises(Refusal, match="read the list once more"):
        full_desk.take(planned)
    assert full_desk.person(person.id) == dataclasses.replace(person, phone="011999888")


def test_a_plan_with_someone_since_removed_is_refused(
    full_desk: Desk, other: Desk, clock: Clock, tmp_path: Path
) -> None:
    planned = full_desk.plan_list(rooms_of(full_desk.people(), tmp_path))
    remove(other, full_desk.people()[0], clock)
    with pytest.raises(Refusal, match="read the list once more"):
        full_desk.take(planned)


def test_an_arrival_does_not_make_a_plan_stale(desk: Desk) -> None:
    seat = desk.add(PersonDetails(organisation_en="UNDP", category="speaker"))
    planned = desk.plan_list(LIST)
    desk.check_in(seat.id)
    desk.take(planned)
    assert len(desk.people()) == 80


def test_a_list_undone_and_redone_is_not_counted_as_typed_by_hand(full_desk: Desk) -> None:
    assert full_desk.store.edited_by_hand() == {}
    full_desk.undo()
    full_desk.redo()
    assert full_desk.store.edited_by_hand() == {}


def test_an_edit_counts_as_made_by_hand_while_it_stands(full_desk: Desk) -> None:
    person = full_desk.people()[0]
    full_desk.change(person.id, note="vegetarian")
    by_hand = {person.id: frozenset({"note"})}
    assert full_desk.store.edited_by_hand() == by_hand
    full_desk.undo()
    assert full_desk.store.edited_by_hand() == {}
    full_desk.redo()
    assert full_desk.store.edited_by_hand() == by_hand


# The people in memory.


def test_the_desk_sees_what_another_changed_and_removed(
    full_desk: Desk, other: Desk, clock: Clock
) -> None:
    assert [other.ready, len(other.people()), other.ready] == [False, 79, True]
    first, second = other.people()[:2]
    full_desk.change(second.id, note="vegetarian")
    remove(full_desk, first, clock)
    other.refresh()
    assert other.journal_rows == full_desk.store.journal_length()
    assert first.id not in {person.id for person in other.people()}
    assert next(iter(other.people())).note == "vegetarian"


def test_someone_added_and_removed_between_two_looks_is_not_missed(
    full_desk: Desk, other: Desk
) -> None:
    before = other.people()
    full_desk.add(PersonDetails(name_latin="NOP Sreymom", category="other"))
    full_desk.undo()
    assert other.people() == before


def test_a_big_change_by_another_desk_is_seen_whole(
    full_desk: Desk, other: Desk, clock: Clock
) -> None:
    assert len(other.people()) == 79
    added = add_crowd(full_desk, clock, RELOAD_FROM)
    assert [match.person for match in other.find("SOK 499", 1)] == [added[499]]
    assert len(other.people()) == 79 + RELOAD_FROM


def test_who_may_be_the_same_is_asked_of_everyone_and_read_in_advance(
    full_desk: Desk, other: Desk
) -> None:
    person = full_desk.people()[0]
    other.adopt(full_desk.load())
    assert other.ready
    alike = other.may_be_same(person.details())
    assert alike[0].person == person
