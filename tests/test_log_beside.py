"""The write-ahead log beside an event: what stands in it belongs to the event, and to no other."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.cli import main
from kiosk.domain import Event, Person, PersonDetails
from kiosk.language import Language, Refusal
from kiosk.services.database import EventStore, Passphrase
from kiosk.services.database.connection import SECOND_NAME, log_of
from kiosk.services.database.log_beside import LOG_OF_ANOTHER, LOG_OF_EARLIER
from kiosk.services.desk import Desk
from kiosk.services.evidence import verify
from kiosk.services.safekeeping import keep_copies
from kiosk.ui import settling, theme
from kiosk.ui.program import OpenEvent, Program
from tests.conftest import Clock
from tests.test_protection import WORDS


def absent(desk: Desk) -> list[Person]:
    return [person for person in desk.people() if person.arrived_at is None]


def as_a_cut_leaves_it(desk: Desk, folder: Path) -> Path:
    """What would be on the disk if the power went now: the file and its log."""
    folder.mkdir()
    event = folder / "day.kiosk"
    shutil.copyfile(desk.store.path, event)
    shutil.copyfile(log_of(desk.store.path), log_of(event))
    return event


def test_a_file_under_two_names_is_opened_under_neither(
    full_desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = full_desk.store.path, tmp_path / "elsewhere" / "day.kiosk"
    second.parent.mkdir()
    os.link(first, second)
    came = absent(full_desk)[:4]
    for person in came:  # whoever has it open goes on under the name that was opened
        full_desk.check_in(person.id, badge=False)
        assert main(["check-in", str(second), person.code, "--no-badge"]) == 1
        assert "second name" in capsys.readouterr().err
    full_desk.close()
    with pytest.raises(Refusal) as told:
        Desk.open(first, name="Desk 1")
    assert told.value.told.sentence is SECOND_NAME
    second.unlink()
    desk = Desk.open(first, name="Desk 1")
    assert all(desk.person(person.id).arrived_at for person in came)
    desk.close()


@pytest.fixture
def opened(full_desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenEvent]:
    """The full event in a window, which looks for a quiet moment often."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.dress(application)
    monkeypatch.setattr(settling, "LOOK_MS", 20)
    full_desk.close()
    program = Program(Language.ENGLISH)
    program.start(full_desk.store.path)
    assert program.opened is not None
    yield program.opened
    program.close_event()


def here_in_the_file_alone(path: Path) -> int:
    """How many are here by the file without its log."""
    return number_in_the_file_alone(path, "SELECT count(*) FROM attendance")


def number_in_the_file_alone(path: Path, asked: str) -> int:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as alone:
        (number,) = alone.execute(asked).fetchone()
    return int(number)


def test_what_was_done_is_in_the_file_itself_after_a_quiet_moment(
    opened: OpenEvent, qtbot: QtBot
) -> None:
    desk = opened.desk
    for here in (1, 2, 3):
        desk.check_in(absent(desk)[0].id)
        opened.window.refresh()
        qtbot.waitUntil(lambda: here_in_the_file_alone(desk.store.path) == here, timeout=20_000)  # noqa: B023
    assert log_of(desk.store.path).exists()


def test_a_file_copied_from_an_open_desk_without_its_log_is_told(
    opened: OpenEvent, qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, alone = opened.desk.store.path, tmp_path / "alone.kiosk"
    opened.desk.check_in(absent(opened.desk)[0].id)
    opened.window.refresh()
    qtbot.waitUntil(lambda: here_in_the_file_alone(path) == 1, timeout=20_000)
    qtbot.waitUntil(
        lambda: number_in_the_file_alone(path, "PRAGMA user_version") != 0, timeout=20_000
    )
    shutil.copyfile(path, alone)
    assert main(["stats", str(alone)]) == 0
    assert "without the “alone.kiosk-wal”" in capsys.readouterr().err
    program = Program(Language.ENGLISH)
    program.start(alone)
    assert program.opened is not None
    notice = program.opened.window._serving.notice
    qtbot.waitUntil(lambda: "without the “alone.kiosk-wal”" in notice.text(), timeout=20_000)
    program.close_event()
    assert main(["stats", str(alone)]) == 0
    assert capsys.readouterr().err == "", "it was said at the desk, and the desk was closed"


def test_a_desk_that_ended_midway_or_was_closed_warns_of_nothing(
    opened: OpenEvent, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = opened.desk
    desk.store.carry_log()
    desk.check_in(absent(desk)[0].id)
    cut = as_a_cut_leaves_it(desk, tmp_path / "cut")
    for _once in range(2):  # the first one plays the log into the file and takes it away
        assert main(["stats", str(cut), "--json"]) == 0
        told = capsys.readouterr()
        assert told.err == ""
        assert '"arrived": 1' in told.out
    assert not log_of(cut).exists()
    assert main(["stats", str(desk.store.path)]) == 0
    assert capsys.readouterr().err == "", "the window is open and its log lies beside"


def test_a_closed_event_and_its_copies_say_nothing_of_a_desk(
    opened: OpenEvent, clock: Clock, tmp_path: Path
) -> None:
    desk = opened.desk
    desk.store.carry_log()
    copy = tmp_path / "copy.kiosk"
    desk.store.copy_to(copy)
    with closing(EventStore.open(copy)) as store:
        assert not store.log_is_missing
    opened.window.close()
    with closing(EventStore.open(desk.store.path)) as store:
        assert not store.log_is_missing


@pytest.mark.parametrize("passphrase", [None, WORDS], ids=["plain", "protected"])
def test_the_log_of_another_file_is_played_into_none(
    event: Event, clock: Clock, tmp_path: Path, passphrase: Passphrase | None
) -> None:
    """A desk ends midway, and someone puts an older file of the event in its place."""
    path = tmp_path / "day.kiosk"
    desk = Desk.create(path, event, name="Desk 1", clock=clock, passphrase=passphrase)
    desk.store.carry_log()
    older = path.read_bytes()
    for number in range(120):
        desk.add(PersonDetails(category="cbo", name_latin=f"SOK Dara {number}"))
    desk.store.carry_log()
    for number in range(3):
        desk.add(PersonDetails(category="cbo", name_latin=f"CHAN Bopha {number}"))
    cut = as_a_cut_leaves_it(desk, tmp_path / "cut")
    desk.close()
    cut.write_bytes(older)
    log = log_of(cut).read_bytes()
    with pytest.raises(Refusal) as told:
        Desk.open(cut, name="Desk 1", passphrase=passphrase)
    assert told.value.told.sentence is LOG_OF_ANOTHER
    assert (cut.read_bytes(), log_of(cut).read_bytes()) == (older, log), "nothing was changed"
    log_of(cut).rename(tmp_path / "kept-wal")
    with closing(EventStore.open(cut, passphrase)) as store:
        assert verify(store).holds


@pytest.mark.parametrize("passphrase", [None, WORDS], ids=["plain", "protected"])
def test_a_log_of_an_earlier_state_undoes_nothing(
    event: Event, clock: Clock, tmp_path: Path, passphrase: Passphrase | None
) -> None:
    """A file is taken along without its log, worked on, and then the log is put beside it."""
    path = tmp_path / "day.kiosk"
    desk = Desk.create(path, event, name="Desk 1", clock=clock, passphrase=passphrase)
    desk.store.carry_log()
    for number in range(3):
        desk.add(PersonDetails(category="cbo", name_latin=f"CHAN Bopha {number}"))
    cut = as_a_cut_leaves_it(desk, tmp_path / "cut")
    desk.close()
    taken = tmp_path / "taken.kiosk"
    shutil.copyfile(cut, taken)
    with closing(Desk.open(taken, name="Desk 2", passphrase=passphrase)) as away:
        for number in range(3):
            away.add(PersonDetails(category="cbo", name_latin=f"SOK Dara {number}"))
    shutil.copyfile(log_of(cut), log_of(taken))
    before = (taken.read_bytes(), log_of(taken).read_bytes())
    with pytest.raises(Refusal) as told:
        Desk.open(taken, name="Desk 2", passphrase=passphrase)
    assert told.value.told.sentence is LOG_OF_EARLIER
    assert (taken.read_bytes(), log_of(taken).read_bytes()) == before, "nothing was changed"
    log_of(taken).unlink()
    with closing(Desk.open(taken, name="Desk 2", passphrase=passphrase)) as away:
        assert {p.name_latin for p in away.people()} == {f"SOK Dara {n}" for n in range(3)}
    with closing(Desk.open(cut, name="Desk 1", passphrase=passphrase)) as left:
        assert len(left.people()) == 3, "in its own place the log is right"


def test_a_copy_put_in_the_place_of_a_desk_that_ended_midway_stays_what_it_is(
    full_desk: Desk, clock: Clock, tmp_path: Path
) -> None:
    (copy,) = keep_copies(full_desk.store, [tmp_path / "copies" / "day"], clock).copies
    full_desk.check_in(absent(full_desk)[0].id)
    cut = as_a_cut_leaves_it(full_desk, tmp_path / "cut")
    shutil.copyfile(copy.path, cut)
    with pytest.raises(Refusal) as told:
        Desk.open(cut, name="Desk 1")
    assert told.value.told.sentence is LOG_OF_ANOTHER
    assert cut.read_bytes() == copy.path.read_bytes()


def test_a_log_that_someone_still_reads_is_carried_when_they_are_done(full_desk: Desk) -> None:
    store, path = full_desk.store, full_desk.store.path
    full_desk.check_in(absent(full_desk)[0].id)
    with closing(sqlite3.connect(path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM attendance").fetchone()
        full_desk.check_in(absent(full_desk)[0].id)
        assert not store.carry_log()
    assert store.carry_log()
    assert here_in_the_file_alone(path) == 2
