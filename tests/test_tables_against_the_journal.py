"""What `kiosk verify` finds changed in the tables by someone who leaves the journal as it is."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.bundled import sample_file
from kiosk.domain import Action, PersonDetails
from kiosk.language import Language, Refusal
from kiosk.services.database import EventStore
from kiosk.services.desk import Desk
from kiosk.services.event_file import read_event
from kiosk.services.evidence import verify
from kiosk.services.safekeeping import best_offer, keep_copies, places_of, restore
from tests.conftest import DATA, Clock

PIN = "7315"
NAMES = ("SOK Dara", "CHAN Sophea", "KEO Mony", "LIM Vuthy", "TEP Rum", "HENG Srey", "NOP Chea")


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with arrivals, some taken back and come again, removals, one brought back, a purge,
    and a PIN that was typed wrong twice."""
    path, clock = tmp_path_factory.mktemp("held") / "day.kiosk", Clock()
    event = read_event(sample_file("workshop.toml"))
    with closing(Desk.create(path, event, name="Desk 1", clock=clock)) as desk:
        people = [desk.add(PersonDetails(name_latin=name, category="cbo")) for name in NAMES]
        for person in people[:5]:
            clock.move_on(7)
            desk.check_in(person.id)
        for _ in range(2):
            clock.move_on(7)
            desk.undo_check_in(people[1].id)
            desk.check_in(people[1].id)
        desk.undo_check_in(people[2].id)
        desk.remove(people[2].id)
        desk.undo()
        desk.remove(people[5].id)
        desk.add(PersonDetails(name_latin="UNG Lina", category="cbo"), arrives=True)
        desk.undo()
        desk.purge([people[0], people[1]], [])
        desk.organizer.set_pin(PIN)
        for _ in range(2):
            with pytest.raises(Refusal):
                desk.organizer.unlock("9999")
    return path


@pytest.fixture
def day(held: Path, tmp_path: Path) -> Path:
    """A copy of that file."""
    return Path(shutil.copy(held, tmp_path / "day.kiosk"))


def faults(path: Path) -> list[str]:
    with closing(EventStore.open(path)) as store:
        found = verify(store).faults
    for told in found:
        assert "{" not in told.text(Language.KHMER)
    return [told.text(Language.ENGLISH) for told in found]


def by_hand(path: Path, *statements: str) -> None:
    """What someone with a database browser does."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            assert connection.execute(statement).rowcount > 0, statement


def test_the_day_itself_holds(day: Path) -> None:
    assert faults(day) == []


HERE = "SELECT rowid FROM attendance WHERE undone_at IS NULL LIMIT 1"
UNDONE = "SELECT rowid FROM attendance WHERE undone_at IS NOT NULL LIMIT 1"
ABSENT = "SELECT id FROM person WHERE name_latin = 'NOP Chea'"
BY_HAND = {
    "the desk of an arrival": f"UPDATE attendance SET desk = 'Desk 9' WHERE rowid = ({HERE})",
    "the desk of one taken back": f"UPDATE attendance SET desk = 'x' WHERE rowid = ({UNDONE})",
    "the id of an arrival": f"UPDATE attendance SET id = person_id WHERE rowid = ({HERE})",
    "the id of one taken back": f"UPDATE attendance SET id = person_id WHERE rowid = ({UNDONE})",
    "when one was taken back": (
        f"UPDATE attendance SET undone_at = '2023-09-13 09:00:00.000000' WHERE rowid = ({UNDONE})"
    ),
    "one taken back is deleted": f"DELETE FROM attendance WHERE rowid = ({UNDONE})",
    "one taken back is made up": (
        "INSERT INTO attendance SELECT hex(randomblob(16)), "
        f"({ABSENT}), arrived_at, desk, arrived_at FROM attendance LIMIT 1"
    ),
    "an arrival is made up": (
        "INSERT INTO attendance SELECT hex(randomblob(16)), "
        f"({ABSENT}), arrived_at, desk, NULL FROM attendance LIMIT 1"
    ),
    "one is given to someone else": (
        f"UPDATE attendance SET person_id = ({ABSENT}) WHERE rowid = ({UNDONE})"
    ),
    "someone is purged": f"UPDATE person SET purged_at = '2023-09-13 09:00' WHERE id = ({ABSENT})",
    "someone is not": "UPDATE person SET purged_at = NULL WHERE purged_at IS NOT NULL",
    "when they were purged": (
        "UPDATE person SET purged_at = '2022-01-01 00:00:00.000000' WHERE purged_at IS NOT NULL"
    ),
    "when they were removed": (
        "UPDATE person SET removed_at = '2022-01-01 00:00:00.000000' WHERE removed_at IS NOT NULL"
    ),
    "someone removed is back": "UPDATE person SET removed_at = NULL",
    "the id of the event": "UPDATE event SET id = '00000000000000000000000000000001'",
    "the date": "UPDATE event SET date = '2023-09-14'",
    "who speaks": "UPDATE agenda_item SET who = 'x'",
    "another group": "INSERT INTO discussion_group VALUES (77, 'x', 'x')",
    "an allowance": "UPDATE category SET transport = 9900 WHERE key = 'cbo'",
    "how many wrong PINs": "UPDATE organizer_pin SET wrong = 0, wrong_at = NULL",
    "when the desk locks": "UPDATE organizer_pin SET lock_after = 15",
    "the PIN": "DELETE FROM organizer_pin",
}


@pytest.mark.parametrize("statement", BY_HAND.values(), ids=BY_HAND)
def test_a_table_changed_by_hand_is_found(day: Path, statement: str) -> None:
    by_hand(day, statement.replace("'2023-09-13 09:00'", "'2023-09-13 09:00:00.000000'"))
    found = faults(day)
    assert found
    assert "another program wrote it" not in " ".join(found)


def test_a_right_pin_starts_the_count_anew(day: Path) -> None:
    with closing(Desk.open(day, name="Desk 1", clock=Clock())) as desk:
        desk.organizer.unlock(PIN)
        assert desk.store.pin() is not None
        assert desk.organizer.stored.wrong == 0  # type: ignore[union-attr]
        desk.organizer.change_lock_after(PIN, 10)
    assert faults(day) == []


def test_what_is_done_again_after_a_restoring_has_the_same_arrivals(
    day: Path, clock: Clock
) -> None:
    with closing(Desk.open(day, name="Desk 1", clock=clock)) as desk:
        keep_copies(desk.store, places_of(day), clock)
        clock.move_on(9999)
        someone = desk.find("NOP Chea", 1)[0].person
        desk.check_in(someone.id)
        desk.undo_check_in(someone.id)
        desk.check_in(someone.id)
        stays = {each.person.id: set(each.stays) for each in desk.store.recorded()[0]}
    restore(day, best_offer(day, places_of(day)), desk="Desk 1", at=clock())
    assert faults(day) == []
    with closing(EventStore.open(day)) as store:
        assert {each.person.id: set(each.stays) for each in store.recorded()[0]} == stays
        assert store.telling([Action.RESTORED])[0].after["following"] == 3


@pytest.mark.parametrize("revision", ["0001", "0002", "0003", "0004"])
def test_files_of_older_programs_hold(tmp_path: Path, revision: str) -> None:
    path = Path(shutil.copy(DATA / f"event_{revision}.kiosk", tmp_path / "old.kiosk"))
    assert faults(path) == []
    by_hand(path, "UPDATE attendance SET desk = 'Desk 9'")
    assert any("not those of the journal" in fault for fault in faults(path))
