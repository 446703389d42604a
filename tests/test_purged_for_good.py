"""A copy from before a purge, out of a drawer, brings no one back."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kiosk import settings
from kiosk.cli import main
from kiosk.domain import Action, PersonDetails
from kiosk.language import Language
from kiosk.services.database import EventStore
from kiosk.services.desk import Desk
from kiosk.services.evidence import verify
from kiosk.services.safekeeping import (
    best_offer,
    copies_in,
    keep_copies,
    offer_in_words,
    places_of,
    restore,
)
from kiosk.services.safekeeping.purge_memory import remembered
from tests.conftest import Clock

NAMES = ("SOKUNTHEA Darapich", "CHANSOPHEA Lyhuor", "KEOMONY Rattana")


@pytest.fixture
def day(desk: Desk, clock: Clock) -> Desk:
    """Three people, one of them here."""
    for name in NAMES:
        desk.add(PersonDetails(name_latin=name, phone="012 777 888", category="cbo"))
    desk.check_in(desk.people()[0].id)
    clock.move_on(60)
    return desk


@pytest.fixture
def drawer(day: Desk, tmp_path: Path) -> Path:
    """A copy of then on a stick that no program knows of."""
    folder = tmp_path / "drawer"
    folder.mkdir()
    copy = folder / "day.kiosk"
    day.store.copy_to(copy)
    return copy


def purge(desk: Desk, *names: str) -> None:
    people = [person for person in desk.people() if person.name_latin in names]
    assert len(people) == len(names)
    desk.purge(people, places_of(desk.store.path))


def come_back(path: Path, copy: Path | None, clock: Clock) -> str:
    clock.move_on(60)
    offer = best_offer(path, places_of(path), copy)
    restore(path, offer, desk="Desk 1", at=clock())
    for told in offer_in_words(offer):
        assert "{" not in told.text(Language.KHMER)
    return " ".join(told.text(Language.ENGLISH) for told in offer_in_words(offer))


def still_known(path: Path) -> list[str]:
    with closing(EventStore.open(path)) as store:
        assert verify(store).holds
        names = [person.name_latin for person in store.people()]
    content = b"".join(each.read_bytes() for each in path.parent.glob("day.kiosk*"))
    assert [name for name in NAMES if name.encode() in content] == [n for n in NAMES if n in names]
    return [name for name in names if name in NAMES]


def forget_settings(path: Path) -> None:
    shutil.rmtree(settings.folder() / "purged")


def forget_copies(path: Path) -> None:
    for place in places_of(path):
        shutil.rmtree(place)


def leave_a_gap(path: Path) -> None:
    """The row after the copy is gone: nothing proves what comes behind it."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TRIGGER journal_no_delete")
        assert connection.execute("DELETE FROM journal WHERE number = 6").rowcount == 1


def lose(path: Path) -> None:
    path.unlink()


def scribble(path: Path) -> None:
    path.write_bytes(os.urandom(30_000))


WAYS: dict[str, tuple[Callable[[Path], None], ...]] = {
    "the file tells of it behind a gap": (forget_settings, forget_copies, leave_a_gap),
    "a newer copy tells": (lose, forget_settings),
    "the machine remembers": (lose, forget_copies),
    "the machine remembers, the file is junk": (scribble, forget_copies),
    "all of them": (leave_a_gap,),
}


@pytest.mark.parametrize("what_is_left", WAYS.values(), ids=WAYS)
def test_whoever_was_purged_is_purged_again(
    day: Desk, drawer: Path, clock: Clock, what_is_left: tuple[Callable[[Path], None], ...]
) -> None:
    path = day.store.path
    assert day.store.journal_length() == 5
    day.check_in(day.people()[1].id)
    purge(day, NAMES[0], NAMES[2])
    day.close()
    for act in what_is_left:
        act(path)
    assert "2 people of the copy were purged after it was made" in come_back(path, drawer, clock)
    assert still_known(path) == [NAMES[1]]
    with closing(EventStore.open(path)) as store:
        rows = store.journal()
        (here,) = [person for person in store.people() if person.arrived_at]
    assert here.name_latin not in NAMES, "the figures stay"
    assert [row.action for row in rows[-3:]] == [Action.RESTORED] + [Action.PERSON_PURGED] * 2


def test_a_purge_that_follows_on_the_copy_is_done_again_to_the_last_byte(
    day: Desk, drawer: Path, clock: Clock
) -> None:
    path = day.store.path
    purge(day, NAMES[0], NAMES[2])
    day.close()
    assert "2 later rows can be read" in come_back(path, drawer, clock)
    assert still_known(path) == [NAMES[1]]


def test_where_nothing_was_purged_since_nothing_is_said_or_done(
    day: Desk, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    purge(day, NAMES[0])
    path = day.store.path
    (copy,) = copies_in(places_of(path)[0], "day")
    day.close()
    assert "purged" not in come_back(path, copy.path, clock)
    assert still_known(path) == list(NAMES[1:])
    assert main(["restore", str(path), "--from", str(copy.path), "--dry-run", "--json"]) == 0
    assert '"purged_again": 0' in capsys.readouterr().out


def test_someone_who_was_named_anew_after_the_purge_stays(
    day: Desk, drawer: Path, clock: Clock
) -> None:
    purge(day, NAMES[0])
    clock.move_on(60)
    seat = day.people()[0]
    day.change(seat.id, name_latin=NAMES[0])
    keep_copies(day.store, places_of(day.store.path), clock)
    path = day.store.path
    newest = copies_in(places_of(path)[0], "day")[0].path
    day.close()
    come_back(path, newest, clock)
    assert still_known(path) == list(NAMES)
    come_back(path, drawer, clock)
    assert still_known(path) == list(NAMES), "the file tells of the purge, and of the name since"
    for act in (forget_copies, lose):
        act(path)
    come_back(path, drawer, clock)
    assert still_known(path) == list(NAMES[1:])


def test_what_the_machine_remembers_tells_nothing_of_anyone(day: Desk, drawer: Path) -> None:
    purge(day, *NAMES)
    event = day.store.event_id()
    assert len(remembered(event)) == 3
    (file,) = (settings.folder() / "purged").iterdir()
    content = file.read_text("ascii")
    for person in day.people():
        assert person.id.hex in content
        assert person.code not in content
    assert not any(word in content for name in NAMES for word in name.split())


@pytest.mark.parametrize("content", [b"", b"junk\n\xff 2023\n" * 99, b"x 2023-09-13T00:00:00\n"])
def test_a_memory_that_is_no_good_is_as_good_as_none(day: Desk, content: bytes) -> None:
    event = day.store.event_id()
    purge(day, NAMES[0])
    (file,) = (settings.folder() / "purged").iterdir()
    file.write_bytes(content)
    assert remembered(event) == set()
    purge(day, NAMES[1])
    assert len(remembered(event)) == 2


def test_a_copy_from_before_that_is_opened_itself_is_told(
    day: Desk, drawer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    purge(day, NAMES[0], NAMES[2])
    codes = [day.people()[place].code for place in (0, 2)]
    assert main(["verify", str(day.store.path)]) == 0
    assert "purged on this machine" not in capsys.readouterr().out
    assert main(["verify", str(drawer), "--no-copies"]) == 0
    said = capsys.readouterr().out
    assert "2 people of this file were purged on this machine after it was made" in said
    assert all(code in said for code in codes)
    assert main(["verify", str(drawer), "--no-copies", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["purged_known_again"] == codes
    for code in codes:
        assert main(["purge", str(drawer), "--person", code, "--yes"]) == 0
    capsys.readouterr()
    assert main(["verify", str(drawer), "--no-copies", "--lang", "km"]) == 0
    assert "ច្បាប់ចម្លងពីមុន" not in capsys.readouterr().out
