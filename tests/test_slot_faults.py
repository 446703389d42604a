"""A fault of the program inside a slot: the desk says a sentence, nothing is written by half, the
log tells where and nothing of anyone, and the next person is checked in."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.domain import Person
from kiosk.fault_log import MOST_BYTES, fault_file, keep_fault
from kiosk.language import Language
from kiosk.services.desk import Desk
from kiosk.services.evidence import verify
from kiosk.ui import theme
from kiosk.ui.program import Program

pytestmark = pytest.mark.faults("a crash inside a slot")


@pytest.fixture
def program(full_desk: Desk, qapp: QApplication, qtbot: QtBot) -> Iterator[Program]:
    theme.dress(qapp)
    full_desk.close()
    hook = sys.excepthook
    program = Program(Language.ENGLISH)
    program.start(full_desk.store.path)
    assert program.opened is not None
    desk = program.opened.desk
    qtbot.waitUntil(lambda: desk.ready, timeout=20_000)
    yield program
    program.close_event()
    sys.excepthook = hook


def named(desk: Desk) -> list[Person]:
    return [p for p in desk.people() if p.named and p.arrived_at is None]


def arrive(program: Program, person: Person) -> None:
    assert program.opened is not None
    search = program.opened.window.search
    search.setText(person.code)
    QTest.keyClick(search, Qt.Key.Key_Return)


@pytest.mark.parametrize("when", ["before", "within", "after"])
def test_a_crash_in_a_slot_is_said_and_the_morning_goes_on(
    program: Program, qtbot: QtBot, when: str, happened: list[str]
) -> None:
    assert program.opened is not None
    desk, window = program.opened.desk, program.opened.window
    one, other = named(desk)[:2]

    def crash() -> None:
        if when == "within":
            with desk.store.writing(desk="Desk 1", at=desk.now()) as change:
                change.arrive(one.id, desk.now())
                raise KeyError(f"{one.name_km} {one.phone}")
        if when == "after":
            desk.check_in(one.id)
        raise KeyError(f"{one.name_km} {one.phone}")

    window.card.check_in.connect(crash)
    window.card.check_in.emit()
    assert "fault of the program" in window.notice.text()
    happened.append(window.notice.text())
    window.card.check_in.disconnect(crash)
    arrive(program, other)
    qtbot.waitUntil(lambda: desk.person(other.id).arrived_at is not None, timeout=20_000)
    assert "arrived" in window.notice.text()
    here = {p.id for p in desk.people() if p.arrived_at}
    assert here == ({one.id, other.id} if when == "after" else {other.id})
    assert verify(desk.store).holds
    with closing(Desk.open(desk.store.path, name="Desk 2")) as again:
        assert verify(again.store).holds
    log = fault_file().read_text("utf-8")
    assert "KeyError" in log
    assert "test_slot_faults.py" in log
    for word in (one.name_km, one.phone, *one.name_km.split(), *one.name_latin.split()):
        assert not word or word not in log


def test_a_fault_on_a_worker_is_said_too(program: Program, qtbot: QtBot) -> None:
    assert program.opened is not None
    opened, phone = program.opened, "012 345 678"

    def crash() -> None:
        raise ZeroDivisionError(phone)

    opened.background.run(crash, lambda _none: None, program._failed)
    qtbot.waitUntil(lambda: "fault of the program" in opened.window.notice.text(), timeout=20_000)
    assert "012 345 678" not in fault_file().read_text("utf-8")


def test_a_log_that_faults_with_every_letter_stays_small(tmp_path: Path) -> None:
    try:
        raise ValueError("x")
    except ValueError as error:
        for _ in range(600):
            keep_fault(error, error.__traceback__)
        behind = error
    assert fault_file().stat().st_size < MOST_BYTES + 4096
    try:
        raise KeyError(str(tmp_path)) from behind
    except KeyError as error:
        keep_fault(error, error.__traceback__)
    said = fault_file().read_text("utf-8")
    assert "behind it:" in said.rsplit("UTC", 1)[1]
    assert str(tmp_path) not in said
