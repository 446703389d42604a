"""The morning as it is held, from the messy list to the workbook, without a window."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from kiosk.bundled import sample_file
from kiosk.domain import Action, BadgeJob, JobState, Person, PersonDetails, PhotoConsent, Sex
from kiosk.language import Language, Refusal
from kiosk.services.badge_room import Box
from kiosk.services.database import new_id
from kiosk.services.desk import Desk
from kiosk.services.lists import Outcome
from kiosk.services.printing import FolderPrinter
from kiosk.services.workbook import Audience
from tests.conftest import DOORS_OPEN, Clock


def found(desk: Desk, text: str) -> list[str]:
    return [match.person.name_km_canonical for match in desk.find(text, 5)]


def someone(desk: Desk, name: str) -> Person:
    return next(person for person in desk.people() if person.name_km_canonical == name)


def journal(desk: Desk, person: Person) -> list[Action]:
    return [row.action for row in desk.store.journal(person_id=person.id)]


def test_the_whole_morning(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    # The evening before: the list arrives as it arrives.
    planned = desk.plan_list(sample_file("participants_80_messy.xlsx"))
    assert planned.count(Outcome.NEW) == 79
    desk.take(planned)
    seat = desk.add(PersonDetails(organisation_en="NSSF", category="speaker"))

    # Eight o'clock: what staff hear is what they type.
    assert "សុខ អភិ" in found(desk, "api sok")
    assert "ភី សុខា" in found(desk, "sokha")
    api = someone(desk, "សុខ អភិ")
    arrival = desk.check_in(api.id)
    assert arrival.arrived_at == clock.at
    assert not arrival.already
    assert desk.find("sok api", 1)[0].person.arrived_at == clock.at

    # A walk-in; then the representative of the NSSF comes.
    clock.move_on(600)
    walk_in = desk.add(
        PersonDetails(
            name_km="ចាន់ ដារា",
            category="cbo",
            sex=Sex.MALE,
            photo_consent=PhotoConsent.NO,
            walk_in=True,
        ),
        arrives=True,
    )
    named = desk.name_seat(seat.id, name_latin="KONG Vibol").person
    assert named.arrived_at == clock.at
    assert named.organisation_en == "NSSF"

    # Someone after the registration closed, and someone by mistake.
    clock.move_on(1800)
    late = someone(desk, "គឹម អភិ")
    desk.check_in(late.id)
    mistaken = someone(desk, "យូ សុខ")
    desk.check_in(mistaken.id)
    desk.undo()
    assert desk.person(mistaken.id).arrived_at is None

    # The badges came out, but for the mistake's.
    printed = desk.badge_room.outbox(FolderPrinter(desk.badge_room.folder())).work_off()
    assert {job.person_id for job in printed.handed} == {api.id, walk_in.id, seat.id, late.id}
    assert len(list(desk.badge_room.folder().glob("*.pdf"))) == 4

    # The counts, and the workbook for finance.
    figures = desk.figures()
    assert (figures.registered, figures.walk_ins, figures.arrived) == (80, 1, 4)
    assert (figures.by_closing, figures.no_shows, figures.no_photo) == (3, 77, 1)
    written = desk.exports.workbook(tmp_path / "sign-in.xlsx", Audience.FINANCE).path
    sheet = openpyxl.load_workbook(written)["Sign-in"]
    cells = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {"សុខ អភិ", "ចាន់ ដារា", "KONG Vibol", "គឹម អភិ"} <= cells
    assert "យូ សុខ" not in cells


def test_a_list_read_twice_changes_nothing(full_desk: Desk) -> None:
    before = full_desk.store.journal_length()
    again = full_desk.plan_list(sample_file("participants_80_messy.xlsx"))
    full_desk.take(again)
    assert again.count(Outcome.SAME) == 79
    assert again.count(Outcome.NEW) == again.count(Outcome.CHANGED) == 0
    assert full_desk.store.journal_length() == before


def test_a_later_list_does_not_overwrite_what_the_desk_corrected(full_desk: Desk) -> None:
    person = someone(full_desk, "សុខ អភិ")
    full_desk.change(person.id, phone="011 999 888", photo_consent=PhotoConsent.NO)
    again = full_desk.plan_list(sample_file("participants_80_messy.xlsx"))
    (row,) = [row for row in again.rows if row.person_id == person.id]
    assert "phone" in row.contested
    assert "phone" not in row.changes
    full_desk.take(again)
    assert full_desk.person(person.id).phone == "011999888"


def test_one_undo_takes_the_whole_list_back(full_desk: Desk) -> None:
    full_desk.undo()
    assert list(full_desk.people()) == []
    full_desk.redo()
    assert len(full_desk.people()) == 79


def test_an_arrival_is_in_the_file_when_the_call_returns(full_desk: Desk) -> None:
    person = full_desk.people()[0]
    full_desk.check_in(person.id)
    other = Desk.open(full_desk.store.path, name="Desk 2")
    assert other.person(person.code).arrived_at is not None
    other.close()


def test_enter_again_keeps_the_first_arrival_and_prints_once(full_desk: Desk, clock: Clock) -> None:
    person = full_desk.people()[0]
    first = full_desk.check_in(person.id)
    clock.move_on(60)
    again = full_desk.check_in(person.code)
    assert again.already
    assert again.arrived_at == first.arrived_at
    assert len(full_desk.badge_room.jobs().all()) == 1


def test_undo_takes_back_one_deed_after_the_other(full_desk: Desk) -> None:
    first, second = full_desk.people()[:2]
    full_desk.check_in(first.id)
    full_desk.change(second.id, phone="012 345 678")
    full_desk.check_in(second.id)
    assert full_desk.undo().action is Action.ARRIVED
    assert full_desk.undo().action is Action.PERSON_CHANGED
    assert full_desk.person(second.id) == second
    full_desk.redo()
    assert full_desk.person(second.id).phone == "012345678"
    assert full_desk.undo().action is Action.PERSON_CHANGED
    assert [person.id for person in full_desk.undo().people] == [first.id]


def test_a_walk_in_who_was_a_mistake_is_gone_and_can_come_back(desk: Desk) -> None:
    details = PersonDetails(name_latin="NOP Sreymom", category="other", walk_in=True)
    person = desk.add(details, arrives=True)
    taken_back = desk.undo()
    assert [each.id for each in taken_back.people] == [person.id]
    assert list(desk.people()) == []
    desk.redo()
    assert desk.person(person.code) == person
    assert journal(desk, person) == [
        Action.PERSON_ADDED,
        Action.ARRIVED,
        Action.ARRIVAL_UNDONE,
        Action.PERSON_REMOVED,
        Action.PERSON_ADDED,
        Action.ARRIVED,
    ]


def test_the_badge_of_an_undone_arrival_is_not_printed(full_desk: Desk) -> None:
    person = full_desk.people()[0]
    full_desk.check_in(person.id)
    full_desk.undo()
    assert [job.state for job in full_desk.badge_room.jobs().all()] == [JobState.CANCELLED]
    full_desk.redo()
    assert [job.state for job in full_desk.badge_room.jobs().all()] == [JobState.WAITING]


def test_nothing_done_means_nothing_to_undo(desk: Desk) -> None:
    with pytest.raises(Refusal, match="nothing to undo"):
        desk.undo()
    with pytest.raises(Refusal, match="nothing to redo"):
        desk.redo()


def test_a_list_with_someone_who_has_arrived_is_not_taken_back(full_desk: Desk) -> None:
    other = Desk.open(full_desk.store.path, name="Desk 2")
    other.check_in(other.people()[3].id)
    other.close()
    with pytest.raises(Refusal, match="has arrived"):
        full_desk.undo()
    assert len(full_desk.people()) == 79


def test_another_desks_walk_in_is_found_by_the_next_letter(full_desk: Desk) -> None:
    assert "ប៊ុនធឿន សុខ" not in found(full_desk, "ប៊ុនធឿន")
    other = Desk.open(full_desk.store.path, name="Desk 2")
    other.add(PersonDetails(name_km="ប៊ុនធឿន សុខ", category="cbo", walk_in=True))
    other.close()
    assert found(full_desk, "ប៊ុនធឿន")[0] == "ប៊ុនធឿន សុខ"


def test_the_journal_tells_who_changed_what(full_desk: Desk) -> None:
    person = someone(full_desk, "សុខ អភិ")
    full_desk.change(person.id, name_km="សុខ អភិវឌ្ឍន៍")
    row = full_desk.store.journal(person_id=person.id)[-1]
    assert row.desk == "Desk 1"
    assert row.action is Action.PERSON_CHANGED
    assert row.before["name_km"] == person.name_km
    assert row.after["name_km"] == row.after["name_km_canonical"] == "សុខ អភិវឌ្ឍន៍"


def test_badges_for_those_who_came_are_one_page_each(full_desk: Desk, tmp_path: Path) -> None:
    for person in full_desk.people()[:3]:
        full_desk.check_in(person.id)
    made = full_desk.badges(tmp_path / "badges.pdf", Box(who=("arrived",)))
    assert made.badges == 3
    assert len(pypdfium2.PdfDocument(tmp_path / "badges.pdf")) == 3


@pytest.mark.parametrize(
    ("details", "words"),
    [
        (PersonDetails(category="cbo"), "Type a name"),
        (PersonDetails(category="cbo", name_km=" \u200b "), "Type a name"),
        (PersonDetails(category="guest", name_latin="A"), "is not a category"),
        (PersonDetails(category="cbo", name_latin="A", group=9), "no group 9"),
        (PersonDetails(category="cbo", name_latin="A" * 300), "has 300 characters"),
        (PersonDetails(category="cbo", name_km="សុខ\x07"), r"cannot be printed \(U\+0007\)"),
        (PersonDetails(category="cbo", name_latin="A\ud800"), "cannot be printed"),
    ],
)
def test_what_cannot_be_a_person_is_refused_and_nothing_is_kept(
    desk: Desk, details: PersonDetails, words: str
) -> None:
    before = desk.store.journal_length()
    with pytest.raises(Refusal, match=words):
        desk.add(details)
    assert desk.store.journal_length() == before


def test_a_seat_needs_a_name_when_someone_comes(desk: Desk) -> None:
    seat = desk.add(PersonDetails(organisation_en="UNDP", category="speaker"))
    with pytest.raises(Refusal, match="Type the name"):
        desk.name_seat(seat.id, phone="012 000 111")
    assert desk.person(seat.id).arrived_at is None


def test_facts_to_be_confirmed_can_be_filled_in(desk: Desk, tmp_path: Path) -> None:
    desk.change_event(dataclasses.replace(desk.event, venue_en="Sunway Hotel"))
    reopened = Desk.open(desk.store.path, name="Desk 2")
    assert reopened.event.venue_en == "Sunway Hotel"
    reopened.close()


def test_who_has_the_name_of_someone_expected_is_told(full_desk: Desk) -> None:
    expected = full_desk.people()[0]
    alike = full_desk.alike(expected.details())
    assert expected.id in {match.person.id for match in alike.same}


def test_why_a_badge_failed_is_said_in_the_desks_language() -> None:
    job = BadgeJob(
        id=new_id(),
        person_id=new_id(),
        job_name="badge",
        queued_at=DOORS_OPEN,
        changed_at=DOORS_OPEN,
        state=JobState.FAILED,
        reason_en="No paper.",
        reason_km="អស់ក្រដាស។",
    )
    assert job.reason_in(Language.KHMER) == "អស់ក្រដាស។"
    assert job.reason_in(Language.ENGLISH) == "No paper."
