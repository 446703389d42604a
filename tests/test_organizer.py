"""The organizer's PIN: what it guards in the one door, wrong ones, locking, and what the journal
tells."""

from __future__ import annotations

import dataclasses
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Thread

import pytest
from openpyxl import load_workbook

from kiosk.bundled import sample_file
from kiosk.domain import ORGANIZER, Action, Disability, Grant, Person, PersonDetails
from kiosk.language import Language, Refusal
from kiosk.services.badge_designs import BadgeDesigns
from kiosk.services.badge_room import BadgeRoom, Box
from kiosk.services.desk import Desk
from kiosk.services.event_file import read_event
from kiosk.services.evidence import verify
from kiosk.services.exports import Exports
from kiosk.services.organizer import (
    DEEDS,
    LOCK_AFTER_CHOICES,
    LONGEST_WAIT_S,
    NOT_IN_PRACTICE,
    PRACTICE,
    Deed,
    Organizer,
    PinNeeded,
    Why,
    seconds_also_asleep,
    wait_after,
)
from kiosk.services.pins import TOO_WEAK, UNKNOWN_KEEPING, checked_pin, digits_of, is_right
from kiosk.services.safekeeping import best_offer, keep_copy, restore
from kiosk.services.workbook import LAYOUT, Audience
from tests.conftest import DATA, Clock

PIN, OTHER = "7315", "90417"


class Ticks:
    """Seconds that no one can set."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A file after the messy list was read, and the same with a PIN."""
    clock, folder = Clock(), tmp_path_factory.mktemp("held")
    event = read_event(sample_file("workshop.toml"))
    files = {name: folder / f"{name}.kiosk" for name in ("plain", "guarded")}
    with closing(Desk.create(files["plain"], event, name="Desk 1", clock=clock)) as desk:
        desk.take(desk.plan_list(sample_file("participants_80_messy.xlsx")))
    shutil.copy(files["plain"], files["guarded"])
    with closing(Desk.open(files["guarded"], name="Desk 1", clock=clock)) as desk:
        desk.organizer.set_pin(PIN)
    return files


@pytest.fixture
def full_desk(held: dict[str, Path], tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """A desk on the file without a PIN."""
    path = Path(shutil.copy(held["plain"], tmp_path / "day.kiosk"))
    with closing(Desk.open(path, name="Desk 1", clock=clock)) as desk:
        yield desk


@pytest.fixture
def guarded(held: dict[str, Path], tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """A desk on the event with a PIN, locked."""
    path = Path(shutil.copy(held["guarded"], tmp_path / "day.kiosk"))
    with closing(Desk.open(path, name="Desk 1", clock=clock)) as desk:
        yield desk


def told(refusal: pytest.ExceptionInfo[Refusal]) -> str:
    assert "{" not in refusal.value.text(Language.KHMER)
    return refusal.value.text(Language.ENGLISH)


def actions(desk: Desk, after: int = 0) -> list[Action]:
    return [row.action for row in desk.store.journal(after=after)]


# --- what may be a PIN ---------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["7315", "៧៣១៥", "73 15", " 7315 ", "73-15"])
def test_khmer_digits_are_the_same_digits(typed: str) -> None:
    assert digits_of(typed) == "7315"
    assert checked_pin(typed) == "7315"


@pytest.mark.parametrize(
    "typed", ["", "123", "73a5", "7315 1234 5678 9", "٧٣١٥", "７３１５", "-7.3", "7" * 1000]
)
def test_what_is_no_pin_is_refused_in_words(typed: str) -> None:
    with pytest.raises(Refusal, match="4 to 12 digits") as refusal:
        checked_pin(typed)
    assert "៤ ដល់ ១២" in refusal.value.text(Language.KHMER)


@pytest.mark.parametrize(
    "typed",
    [
        "0000",
        "1234",
        "១២៣៤",
        "4321",
        "7890",
        "1212",
        "1122",
        "2580",
        "1998",
        "2026",
        "123123",
        "111111",
        "123456789",
    ],
)
def test_what_is_tried_first_is_refused(typed: str) -> None:
    with pytest.raises(Refusal) as refusal:
        checked_pin(typed)
    assert refusal.value.told.sentence is TOO_WEAK


def test_a_file_of_strangers_cannot_make_trying_a_pin_dear(desk: Desk) -> None:
    for digest in (
        "$argon2id$v=19$m=4194304,t=3,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA",
        "$argon2id$v=19$m=65536,t=4000000,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA",
        "$argon2d$v=19$m=65536,t=3,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA",
        "$2b$12$abcdefghijklmnopqrstuv",
        "",
        "7315",
    ):
        with pytest.raises(Refusal) as refusal:
            is_right(digest, "7315")
        assert refusal.value.told.sentence is UNKNOWN_KEEPING


# --- what it guards ------------------------------------------------------------------------------


def first(desk: Desk) -> Person:
    return next(p for p in desk.people() if p.named and p.arrived_at is None)


def list_plan(desk: Desk) -> None:
    desk.plan_list(sample_file("participants_80_messy.xlsx"))


GUARDED: dict[str, tuple[Deed, Callable[[Desk, Path], object]]] = {
    "Desk.change_event": (
        Deed.FACTS,
        lambda desk, _: desk.change_event(dataclasses.replace(desk.event, grant=Grant(donor="EU"))),
    ),
    "Desk.remove": (Deed.REMOVE, lambda desk, _: desk.remove(first(desk).id)),
    "Desk.purge": (Deed.PURGE, lambda desk, _: desk.purge(desk.people(), [])),
    "Desk.badges": (Deed.EXPORT, lambda desk, to: desk.badges(to / "x.pdf", Box())),
    "Desk.door_lists": (Deed.EXPORT, lambda desk, to: desk.door_lists(to / "x.pdf")),
    "Desk.photo_list": (Deed.EXPORT, lambda desk, to: desk.photo_list(to / "x.pdf")),
    "Desk.scan_list": (
        Deed.LIST,
        lambda desk, _: desk.scan_list(sample_file("participants_80_messy.xlsx")),
    ),
    "Desk.plan_list": (Deed.LIST, lambda desk, _: list_plan(desk)),
    "Desk.take_back": (Deed.TAKE_BACK, lambda desk, _: desk.take_back(2)),
    "Exports.workbook": (
        Deed.EXPORT,
        lambda desk, to: desk.exports.workbook(to / "x.xlsx", Audience.FINANCE),
    ),
    "Exports.paper": (Deed.EXPORT, lambda desk, to: desk.exports.paper(to / "x.pdf")),
    "BadgeDesigns.keep": (
        Deed.DESIGNS,
        lambda desk, _: desk.badge_room.designs.keep("mine", desk.badge_room.designs.text("card")),
    ),
    "BadgeDesigns.keep_logo": (
        Deed.DESIGNS,
        lambda desk, _: desk.badge_room.designs.keep_logo(None),
    ),
}
"""The verbs that are the organizer's, by the class they are of."""

BY_ANOTHER = {
    "Desk.take",  # planned before the desk locked: its own test
    "Desk.take_and_load",
    "Desk.private",
    "Desk.history",
    "Desk.undo",
    "Desk.redo",
    "BadgeDesigns.add",
    "BadgeDesigns.drop",
}
"""Guarded as well, each in a test of its own."""

FREE = {
    *(f"Desk.{name}" for name in ("open", "create", "close", "event", "now", "ready", "refresh")),
    *(f"Desk.{name}" for name in ("journal_rows", "load", "adopt", "people", "find", "alike")),
    "Desk.came_instead",
    "Desk.practise",
    *(f"Desk.{name}" for name in ("may_be_same", "headcount", "figures", "person", "add")),
    *(f"Desk.{name}" for name in ("change", "in_place", "check_in", "undo_check_in")),
    *(f"Desk.{name}" for name in ("name_seat", "exports")),
    *(f"BadgeRoom.{name}" for name in ("jobs", "order", "count", "outbox", "badge", "ruler_page")),
    *(f"BadgeRoom.{name}" for name in ("samples", "missing", "folder")),
    *(f"BadgeRoom.{name}" for name in ("write", "door_lists", "photo_list")),  # behind the desk's
    *(f"BadgeDesigns.{name}" for name in ("names", "own", "named", "text", "check", "export")),
    "BadgeDesigns.logo",
}
"""What everyone does: the queue, looking things up, printing. A design exported is a drawing."""


def test_every_verb_of_the_door_is_free_or_guarded() -> None:
    """Fails for a new one until someone says which."""
    verbs = {
        f"{kind.__name__}.{name}"
        for kind in (Desk, BadgeRoom, BadgeDesigns, Exports)
        for name in vars(kind)
        if not name.startswith("_")
    }
    assert verbs == FREE | GUARDED.keys() | BY_ANOTHER
    assert not FREE & GUARDED.keys()


@pytest.mark.parametrize("verb", GUARDED)
def test_a_locked_desk_refuses_and_changes_nothing(
    guarded: Desk, tmp_path: Path, verb: str
) -> None:
    deed, do = GUARDED[verb]
    before, files = guarded.store.journal_length(), set(tmp_path.rglob("x.*"))
    with pytest.raises(PinNeeded) as refusal:
        do(guarded, tmp_path)
    assert refusal.value.deed is deed
    assert DEEDS[deed].en in told(refusal)
    assert guarded.store.journal_length() == before
    assert set(tmp_path.rglob("x.*")) == files


@pytest.mark.parametrize("verb", [v for v in GUARDED if v not in ("Desk.purge", "Desk.take_back")])
def test_with_the_pin_it_is_done_and_the_journal_says_by_whom(
    guarded: Desk, tmp_path: Path, verb: str
) -> None:
    _deed, do = GUARDED[verb]
    before = guarded.store.journal_length()
    guarded.organizer.unlock("៧៣១៥")
    do(guarded, tmp_path)
    rows = guarded.store.journal(after=before)
    assert rows[0].action is Action.UNLOCKED
    assert {row.role for row in rows} == {ORGANIZER}
    assert verify(guarded.store).holds


def test_staff_need_no_pin(guarded: Desk, tmp_path: Path) -> None:
    person = first(guarded)
    guarded.check_in(person.id)
    guarded.undo()
    guarded.redo()
    guarded.undo_check_in(person.id)
    guarded.change(person.id, phone="012 345 678")
    guarded.add(PersonDetails(name_latin="New One", category="cbo"), arrives=True)
    guarded.undo()
    guarded.redo()
    guarded.badge_room.order(person.id)
    assert guarded.badge_room.badge(person)
    assert guarded.find("sok")
    assert guarded.figures().registered
    rows = guarded.store.journal()
    last = max(row.number for row in rows if row.action is Action.LOCKED)
    assert {row.role for row in rows if row.number > last} == {""}


def test_a_list_planned_before_the_desk_locked_is_refused_and_then_taken(desk: Desk) -> None:
    desk.organizer.set_pin(PIN)
    planned = desk.plan_list(sample_file("participants_80_messy.xlsx"))
    desk.organizer.lock()
    with pytest.raises(PinNeeded):
        desk.take_and_load(planned)
    assert not desk.people()
    desk.organizer.unlock(PIN)
    desk.take(planned)
    assert len(desk.people()) > 70


def test_a_design_is_not_added_or_dropped_without_the_pin(guarded: Desk, tmp_path: Path) -> None:
    file, designs = tmp_path / "mine.toml", guarded.badge_room.designs
    designs.export("card", file)
    with pytest.raises(PinNeeded):
        designs.add("mine", file)
    guarded.organizer.unlock(PIN)
    designs.add("mine", file)
    guarded.organizer.lock()
    with pytest.raises(PinNeeded):
        designs.drop("mine")
    assert designs.own() == ("mine",)


def test_what_the_organizer_did_is_not_undone_without_the_pin(guarded: Desk) -> None:
    guarded.organizer.unlock(PIN)
    guarded.change_event(dataclasses.replace(guarded.event, grant=Grant(donor="EU")))
    guarded.organizer.lock()
    for _ in range(2):  # nor is it passed over
        with pytest.raises(PinNeeded):
            guarded.undo()
    assert guarded.store.event().grant.donor == "EU"
    guarded.organizer.unlock(PIN)
    guarded.undo()
    assert guarded.store.event().grant.donor == ""
    guarded.organizer.lock()
    with pytest.raises(PinNeeded):
        guarded.redo()


def test_a_list_older_than_the_pin_and_a_removal_are_the_organizers_too(full_desk: Desk) -> None:
    gone = full_desk.remove(first(full_desk).id)
    full_desk.organizer.set_pin(PIN)
    full_desk.organizer.lock()
    with pytest.raises(PinNeeded):
        full_desk.undo()
    full_desk.organizer.unlock(PIN)
    full_desk.undo()
    assert full_desk.person(gone.id)
    full_desk.organizer.lock()
    with pytest.raises(PinNeeded):  # the list
        full_desk.undo()
    assert len(full_desk.people()) > 70


def test_disability_is_the_organizers_to_see_and_each_look_is_a_row(guarded: Desk) -> None:
    guarded.organizer.unlock(PIN)
    person = guarded.change(first(guarded).id, disability=Disability.YES, phone="012 345 678")
    guarded.organizer.lock()
    seen = guarded.private(person)
    assert (seen.phone, seen.disability) == ("012345678", None)
    assert "yes" not in history(guarded, person)
    with pytest.raises(PinNeeded):
        guarded.private(person, ask=True)
    before = guarded.store.journal_length()
    guarded.organizer.unlock(PIN)
    assert guarded.private(person).disability is Disability.YES
    row = guarded.store.journal(after=before)[-1]
    assert (row.action, row.person_id, row.role) == (Action.PRIVATE_SHOWN, person.id, ORGANIZER)
    assert "Disability: no → yes" in history(guarded, person)
    assert "disability was shown" in history(guarded, person)
    guarded.undo()  # looking is nothing to undo: the correction is
    assert guarded.person(person.id).disability is Disability.NO


def test_who_may_not_see_a_disability_does_not_change_it_either(full_desk: Desk) -> None:
    """Else whether a row was written would tell what stood there."""
    someone = first(full_desk)
    seat = full_desk.add(PersonDetails(organisation_en="NSSF", category="cbo"))
    full_desk.change(someone.id, disability=Disability.YES)
    full_desk.organizer.set_pin(PIN)
    full_desk.organizer.lock()
    before = full_desk.store.journal_length()
    acts: list[Callable[[], object]] = [
        *(partial(full_desk.change, someone.id, disability=each) for each in Disability),
        partial(full_desk.name_seat, seat.id, name_latin="New One", disability=Disability.NO),
        full_desk.undo,  # the change before there was a PIN
    ]
    for act in acts:
        with pytest.raises(PinNeeded):
            act()
    assert full_desk.store.journal_length() == before
    full_desk.add(PersonDetails(name_latin="Two", category="cbo", disability=Disability.YES))
    full_desk.undo()
    full_desk.organizer.unlock(PIN)
    full_desk.change(someone.id, disability=Disability.NO)
    assert full_desk.store.journal()[-1].role == ORGANIZER


def history(desk: Desk, person: Person) -> str:
    deeds = desk.history(person.id)
    return "; ".join(each.text(Language.ENGLISH) for deed in deeds for each in deed.what)


def test_without_a_pin_everyone_may_do_everything_and_looking_leaves_no_row(
    full_desk: Desk, tmp_path: Path
) -> None:
    before = full_desk.store.journal_length()
    assert full_desk.private(first(full_desk)).disability is not None
    assert full_desk.store.journal_length() == before
    full_desk.exports.workbook(tmp_path / "x.xlsx", Audience.DONOR)
    (row,) = full_desk.store.journal(after=before)
    assert (row.action, row.role) == (Action.EXPORTED, "")
    said = {"file": "workbook_donor", "path": str(tmp_path / "x.xlsx"), "layout": LAYOUT}
    assert dict(row.after) == {**said, "people": len(full_desk.people())}


def test_an_export_that_failed_says_so(full_desk: Desk, tmp_path: Path) -> None:
    before = full_desk.store.journal_length()
    with pytest.raises(Refusal):
        full_desk.photo_list(tmp_path / "no" / "such" / "folder.pdf")
    begun, ended = full_desk.store.journal(after=before)
    assert begun.action is ended.action is Action.EXPORTED
    assert ended.after["written"] is False


# --- wrong ones ----------------------------------------------------------------------------------


def wrong(organizer: Organizer, typed: str = "9999") -> str:
    with pytest.raises(Refusal) as refusal:
        organizer.unlock(typed)
    return told(refusal)


def test_the_wait_doubles_after_the_third_up_to_five_minutes() -> None:
    assert [wait_after(wrong) for wrong in range(9)] == [0, 0, 0, 5, 10, 20, 40, 80, 160]
    assert [wait_after(wrong) for wrong in (9, 10, 10**6)] == [300, 300, LONGEST_WAIT_S]


def test_wrong_pins_slow_down_also_the_right_one(guarded: Desk, clock: Clock) -> None:
    ticks = Ticks()
    organizer = Organizer(guarded.store, desk="Desk 1", clock=clock, ticks=ticks)
    assert [wrong(organizer) for _ in range(2)] == [
        f"That is not the organizer's PIN. Wrong so far: {n}." for n in (1, 2)
    ]
    assert "Wrong so far: 3. Wait 5 seconds" in wrong(organizer)
    assert "Wait 5 seconds" in wrong(organizer, PIN)
    clock.move_on(4)
    ticks.at += 4
    assert organizer.wait_s() == 1
    assert "Wait 1 second before" in wrong(organizer, PIN)
    clock.move_on(1)
    ticks.at += 1
    assert "Wrong so far: 4. Wait 10 seconds" in wrong(organizer)
    clock.move_on(10)
    ticks.at += 10
    organizer.unlock(PIN)
    assert organizer.wait_s() == 0
    rows = guarded.store.journal()[-5:]
    assert [row.after.get("wrong") for row in rows] == [1, 2, 3, 4, 4]
    assert [row.action for row in rows] == [Action.PIN_WRONG] * 4 + [Action.UNLOCKED]


def anew(desk: Desk, clock: Clock, ticks: Ticks) -> Organizer:
    """As after the program was closed and started."""
    return Organizer(desk.store, desk="Desk 2", clock=clock, ticks=ticks)


def test_a_restart_and_another_desk_wait_as_well(guarded: Desk, clock: Clock) -> None:
    for _ in range(3):
        wrong(guarded.organizer)
    with closing(Desk.open(guarded.store.path, name="Desk 2", clock=clock)) as other:
        assert other.organizer.wait_s() == 5
        assert "Wait 5 seconds" in wrong(other.organizer, PIN)
        later = Organizer(
            other.store, desk="x", clock=clock, ticks=lambda: seconds_also_asleep() + 5
        )
        later.unlock(PIN)


@pytest.mark.parametrize(
    "seconds", [-86400 * 365 * 20, -3600, 3600, 86400 * 365 * 20], ids=lambda s: f"{s:+}"
)
def test_a_clock_that_is_set_neither_shortens_a_wait_nor_locks_for_ever(
    guarded: Desk, clock: Clock, seconds: int
) -> None:
    ticks = Ticks()
    running = anew(guarded, clock, ticks)
    for _ in range(3):
        wrong(running)
    clock.move_on(seconds)
    for organizer in (running, anew(guarded, clock, ticks)):
        assert organizer.wait_s() == 5
        assert "Wait 5 seconds" in wrong(organizer, PIN)
    ticks.at += 4
    clock.move_on(-seconds)
    assert anew(guarded, clock, ticks).wait_s() == 1
    ticks.at += 1
    anew(guarded, clock, ticks).unlock(PIN)


def test_a_machine_that_starts_anew_waits_the_rest_from_its_start(
    guarded: Desk, clock: Clock
) -> None:
    ticks = Ticks()
    for _ in range(4):
        ticks.at += 10
        wrong(anew(guarded, clock, ticks))
    clock.move_on(86400)
    ticks.at = 3.0
    assert anew(guarded, clock, ticks).wait_s() == 7
    ticks.at = 10.0
    anew(guarded, clock, ticks).unlock(PIN)


@pytest.mark.parametrize("at", ["NULL", "'2023-09-13 01:00:00.000000'", "'9999-01-01 00:00:00'"])
def test_a_moment_written_by_hand_or_by_an_older_program_locks_for_no_longer(
    guarded: Desk, clock: Clock, at: str
) -> None:
    with closing(sqlite3.connect(guarded.store.path)) as connection, connection:
        connection.execute(f"UPDATE organizer_pin SET wrong = 90, wrong_at = {at}")
    ticks = Ticks()
    ticks.at = 1.0
    assert anew(guarded, clock, ticks).wait_s() == LONGEST_WAIT_S - 1
    ticks.at = LONGEST_WAIT_S
    anew(guarded, clock, ticks).unlock(PIN)


def test_in_a_practice_nothing_can_be_guessed(guarded: Desk, clock: Clock, tmp_path: Path) -> None:
    copy, real = tmp_path / "copy.kiosk", guarded.store.pin()
    guarded.store.copy_to(copy)
    with closing(Desk.open(copy, name="Desk 1", clock=clock)) as practice:
        practice.organizer.practise()
        for typed in (PIN, "9999"):
            with pytest.raises(Refusal) as refusal:
                practice.organizer.unlock(typed)
            assert refusal.value.told.sentence is NOT_IN_PRACTICE
        with pytest.raises(Refusal, match="not practised"):
            practice.photo_list(tmp_path / "x.pdf")
        practice.check_in(first(practice).id)
    with closing(Desk.open(copy, name="Desk 1", clock=clock)) as left_behind:
        assert "not the organizer's PIN" in wrong(left_behind.organizer, PIN)
        assert verify(left_behind.store).holds
    assert real is not None
    assert real.digest.encode() not in copy.read_bytes()
    assert guarded.store.pin() == real


def test_without_a_pin_everything_is_practised_and_every_page_says_so(
    full_desk: Desk, tmp_path: Path
) -> None:
    full_desk.check_in(first(full_desk).id)
    titles = (full_desk.event.title_en, full_desk.event.title_km)
    full_desk.practise()
    marked = tuple(
        f"{mark} – {title}" for mark, title in zip((PRACTICE.en, PRACTICE.km), titles, strict=True)
    )
    assert (full_desk.event.title_en, full_desk.event.title_km) == marked
    sheet = full_desk.exports.workbook(tmp_path / "x.xlsx", Audience.FINANCE).path
    texts = [
        cell
        for page in load_workbook(sheet)
        for row in page.iter_rows(values_only=True)
        for cell in row
        if isinstance(cell, str)
    ]
    assert any(marked[0] in text for text in texts)
    doors = full_desk.photo_list(tmp_path / "x.pdf")
    assert PRACTICE.en in subprocess.check_output(["pdftotext", doors, "-"], text=True)
    full_desk.undo()
    assert first(full_desk).arrived_at is None, "undo takes back what was done, not the mark"
    assert full_desk.event.title_en == marked[0]
    assert verify(full_desk.store).holds


@pytest.mark.parametrize("wrongs", [-100000, -(2**63), 2**63 - 1, "'none'"])
@pytest.mark.parametrize("minutes", [-1, 999999999, "'never'"])
def test_what_is_written_into_the_row_by_hand_neither_frees_tries_nor_keeps_open(
    guarded: Desk, clock: Clock, wrongs: object, minutes: object
) -> None:
    ticks = Ticks()
    organizer = Organizer(guarded.store, desk="x", clock=clock, ticks=ticks)
    with closing(sqlite3.connect(guarded.store.path)) as connection, connection:
        connection.execute(f"UPDATE organizer_pin SET wrong = {wrongs}, lock_after = {minutes}")
    assert organizer.lock_after in range(1, max(LOCK_AFTER_CHOICES) + 1)
    said = [wrong(organizer) for _ in range(4)]
    assert "Wait" in said[3]
    clock.move_on(LONGEST_WAIT_S)
    ticks.at += LONGEST_WAIT_S
    organizer.unlock(PIN)
    ticks.at += max(LOCK_AFTER_CHOICES) * 60
    assert not is_here(organizer)


def test_many_tries_at_once_count_each(guarded: Desk, clock: Clock) -> None:
    said: list[str] = []

    def tries() -> None:
        try:
            Organizer(guarded.store, desk="x", clock=clock).unlock("9999")
        except Refusal as refusal:
            said.append(str(refusal))

    threads = [Thread(target=tries) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum("not the organizer's PIN" in each for each in said) == 3
    assert sum("Too many" in each for each in said) == 3
    stored = guarded.store.pin()
    assert stored is not None
    assert stored.wrong == 3


# --- locking -------------------------------------------------------------------------------------


def is_here(organizer: Organizer) -> bool:
    return organizer.unlocked


def may(organizer: Organizer) -> bool:
    return organizer.may


def test_the_desk_locks_by_itself_and_a_deed_puts_it_off(guarded: Desk, clock: Clock) -> None:
    ticks = Ticks()
    organizer = Organizer(guarded.store, desk="Desk 1", clock=clock, ticks=ticks)
    organizer.unlock(PIN)
    ticks.at += 170
    assert organizer.allow(Deed.EXPORT) == ORGANIZER
    ticks.at += 170
    assert not organizer.lock_if_idle()
    clock.move_on(-86400)  # the wall clock has no say
    assert is_here(organizer)
    ticks.at += 11
    assert not is_here(organizer)
    with pytest.raises(PinNeeded):
        organizer.allow(Deed.EXPORT)
    assert organizer.lock_if_idle()
    assert not organizer.lock_if_idle()
    row = guarded.store.journal()[-1]
    assert (row.action, dict(row.after)) == (Action.LOCKED, {"why": Why.IDLE})


def test_a_desk_that_slept_is_locked(guarded: Desk, clock: Clock) -> None:
    organizer = Organizer(guarded.store, desk="Desk 1", clock=clock, ticks=Ticks())
    organizer.unlock(PIN)
    clock.move_on(3 * 60 - 1)  # the ticks stood still
    assert organizer.allow(Deed.EXPORT) == ORGANIZER
    clock.move_on(3 * 60 - 1)
    assert is_here(organizer)
    clock.move_on(1)
    assert not is_here(organizer)
    assert organizer.lock_if_idle()


def test_after_how_many_minutes_is_the_organizers_to_say(guarded: Desk, clock: Clock) -> None:
    ticks = Ticks()
    organizer = Organizer(guarded.store, desk="Desk 1", clock=clock, ticks=ticks)
    with pytest.raises(Refusal, match="after 1, 2, 3, 5, 10, 15 minutes"):
        organizer.change_lock_after(PIN, 600)
    organizer.change_lock_after(PIN, 10)
    organizer.unlock(PIN)
    ticks.at += 599
    assert is_here(organizer)
    ticks.at += 2
    assert not is_here(organizer)


def test_a_pin_that_another_desk_changes_or_sets_locks_this_one(
    full_desk: Desk, clock: Clock
) -> None:
    with closing(Desk.open(full_desk.store.path, name="Desk 2", clock=clock)) as other:
        assert may(full_desk.organizer)
        other.organizer.set_pin(PIN)
        assert not may(full_desk.organizer)
        full_desk.organizer.unlock(PIN)
        other.organizer.change_pin(PIN, OTHER)
        assert not may(full_desk.organizer)
        assert full_desk.organizer.lock_if_idle()
        assert is_here(other.organizer)
        other.organizer.remove_pin(OTHER)
    assert may(full_desk.organizer)


def test_closing_locks(guarded: Desk, clock: Clock) -> None:
    with closing(Desk.open(guarded.store.path, name="Desk 2", clock=clock)) as other:
        other.organizer.unlock(PIN)
    row = guarded.store.journal()[-1]
    assert (row.action, row.desk) == (Action.LOCKED, "Desk 2")


# --- the PIN itself ------------------------------------------------------------------------------


def test_set_changed_and_taken_off_with_the_old_one(full_desk: Desk) -> None:
    organizer, before = full_desk.organizer, full_desk.store.journal_length()
    organizer.set_pin(PIN)
    assert organizer.unlocked
    with pytest.raises(Refusal, match="has a PIN already"):
        organizer.set_pin(OTHER)
    with pytest.raises(Refusal, match="not the organizer's PIN"):
        organizer.change_pin("9999", OTHER)
    with pytest.raises(Refusal, match="among the first"):
        organizer.change_pin(PIN, "1234")
    organizer.change_pin(PIN, OTHER)
    with pytest.raises(Refusal, match="not the organizer's PIN"):
        organizer.remove_pin(PIN)
    organizer.remove_pin(OTHER)
    assert actions(full_desk, before) == [
        Action.PIN_SET,
        Action.PIN_WRONG,
        Action.PIN_CHANGED,
        Action.PIN_WRONG,
        Action.PIN_REMOVED,
    ]
    assert verify(full_desk.store).holds


def test_the_file_holds_no_pin(guarded: Desk) -> None:
    guarded.organizer.unlock(PIN)
    guarded.organizer.change_pin(PIN, "8402917465")
    guarded.close()
    folder = guarded.store.path.parent
    everything = b"".join(file.read_bytes() for file in folder.rglob("day.kiosk*"))
    assert b"$argon2id$v=19$m=65536,t=3,p=1$" in everything
    assert b"8402917465" not in everything


def test_a_forgotten_pin_comes_off_and_the_journal_says_so_for_good(guarded: Desk) -> None:
    guarded.organizer.forget_pin()
    assert guarded.organizer.may
    row = guarded.store.journal()[-1]
    assert (row.action, row.role) == (Action.PIN_FORGOTTEN, "")
    with pytest.raises(Refusal, match="has no PIN"):
        guarded.organizer.forget_pin()
    assert verify(guarded.store).holds


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM organizer_pin",
        "UPDATE organizer_pin SET digest = replace(digest, 'm=65536', 'm=8')",
    ],
)
def test_a_pin_taken_off_behind_the_programs_back_is_found(guarded: Desk, statement: str) -> None:
    with closing(sqlite3.connect(guarded.store.path)) as connection, connection:
        assert connection.execute(statement).rowcount == 1
    (fault,) = verify(guarded.store).faults
    assert "behind the program's back" in fault.text(Language.ENGLISH)
    assert "{" not in fault.text(Language.KHMER)


def test_a_role_written_into_a_row_breaks_its_seal(guarded: Desk) -> None:
    guarded.check_in(first(guarded).id)
    number = guarded.store.journal_length()
    with closing(sqlite3.connect(guarded.store.path)) as connection, connection:
        connection.execute("DROP TRIGGER journal_no_update")
        connection.execute(f"UPDATE journal SET role = 'organizer' WHERE number = {number}")
    assert not verify(guarded.store).holds


def test_rows_that_only_tell_cannot_be_taken_back_and_say_why(
    guarded: Desk, tmp_path: Path
) -> None:
    guarded.organizer.unlock(PIN)
    guarded.photo_list(tmp_path / "x.pdf")
    guarded.private(first(guarded))
    rows = {row.action: row.number for row in guarded.store.journal()}
    for action in (Action.EXPORTED, Action.PRIVATE_SHOWN, Action.UNLOCKED, Action.LOCKED):
        with pytest.raises(Refusal, match="nothing to take back") as refusal:
            guarded.take_back(rows[action])
        assert told(refusal)
    with pytest.raises(Refusal, match="not kept in the journal"):
        guarded.take_back(rows[Action.PIN_SET])
    guarded.check_in(first(guarded).id)
    looked = first(guarded)
    guarded.remove(looked.id)
    guarded.undo()
    assert guarded.person(looked.id)


def test_a_restored_event_has_the_pin_that_it_had(guarded: Desk, clock: Clock) -> None:
    place = guarded.store.path.parent / "copies"
    keep_copy(guarded.store, place, clock())
    guarded.check_in(first(guarded).id)
    guarded.organizer.change_pin(PIN, OTHER)
    path = guarded.store.path
    guarded.close()
    whole = bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        root = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'person'"
        ).fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    whole[(root - 1) * size : root * size] = b"\xff" * size
    path.write_bytes(whole)
    offer = best_offer(path, [place])
    restore(path, offer, desk="Desk 1", at=clock())
    with closing(Desk.open(path, name="Desk 1", clock=clock)) as back:
        assert back.figures().arrived == 1
        back.organizer.unlock(OTHER)
        assert verify(back.store).holds


def test_a_file_from_before_pins_has_none(tmp_path: Path) -> None:
    path = tmp_path / "old.kiosk"
    shutil.copy(DATA / "event_0004.kiosk", path)
    with closing(Desk.open(path, name="Desk 1")) as desk:
        assert desk.organizer.may
        rows = desk.store.journal_length()
        assert verify(desk.store).holds
        desk.organizer.set_pin(PIN)
        assert {row.role for row in desk.store.journal()[:rows]} == {""}
        assert verify(desk.store).holds


@pytest.fixture
def asking(guarded: Desk) -> Iterator[list[Deed]]:
    """The desk asks someone who knows the PIN."""
    asked: list[Deed] = []

    def ask(deed: Deed) -> str:
        asked.append(deed)
        return PIN

    guarded.organizer.ask = ask
    yield asked
    guarded.organizer.ask = None


def test_who_can_be_asked_is_asked_once(guarded: Desk, asking: list[Deed], tmp_path: Path) -> None:
    guarded.photo_list(tmp_path / "x.pdf")
    guarded.change_event(dataclasses.replace(guarded.event, grant=Grant(donor="EU")))
    assert asking == [Deed.EXPORT]
    guarded.organizer.lock()
    guarded.undo()
    assert asking == [Deed.EXPORT, Deed.TAKE_BACK]
    assert guarded.store.event().grant.donor == ""
