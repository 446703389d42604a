"""What leads out of the queue: lists, exports, facts, printer; driven in the real program."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QListView
from pytestqt.qtbot import QtBot

from kiosk import settings
from kiosk.bundled import sample_file
from kiosk.domain import Group
from kiosk.language import Language
from kiosk.services.desk import Desk
from kiosk.ui import keys
from kiosk.ui.desk_window import DeskWindow
from kiosk.ui.facts_dialog import FactsDialog
from kiosk.ui.files import file_dialog
from kiosk.ui.printer_dialog import PrinterDialog
from kiosk.ui.program import Program


@pytest.fixture
def program(desk: Desk, qapp: QApplication, qtbot: QtBot) -> Iterator[Program]:
    """The program with an empty event open, in English."""
    desk.close()
    program = Program(Language.ENGLISH)
    program.open(desk.store.path)
    assert program.opened is not None
    qtbot.waitUntil(lambda: program.opened is not None and program.opened.desk.ready)
    yield program
    program.close_event()


def window(program: Program) -> DeskWindow:
    assert program.opened is not None
    return program.opened.window


def says(program: Program, words: str) -> bool:
    """Whether the notice says so."""
    return window(program).notice.text() == words


def press(program: Program, key: keys.Key) -> None:
    """Trigger the menu entry of ``key``."""
    actions = window(program).findChildren(QAction)
    (action,) = [action for action in actions if action.text() == key.menu_words()]
    action.trigger()


def answering(act: Callable[[QDialog], None]) -> QTimer:
    """Do ``act`` with the next dialog that opens."""
    timer = QTimer()

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            timer.stop()
            act(dialog)

    timer.timeout.connect(look)
    timer.start(10)
    return timer


def choosing(monkeypatch: pytest.MonkeyPatch, method: str, path: Path) -> None:
    """The system's file dialog answers ``path``."""
    monkeypatch.setattr(f"kiosk.ui.program.{method}", lambda *_: path)


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="needs /proc/locks")
def test_asking_for_a_file_does_not_let_go_of_the_events_locks(
    program: Program, qtbot: QtBot
) -> None:
    assert program.opened is not None
    path = program.opened.desk.store.path
    before = locks_on(path)
    assert before
    dialog = file_dialog(window(program), "A file", path.parent, "All (*)")
    with qtbot.waitExposed(dialog):
        dialog.open()
    view = dialog.findChild(QListView)
    assert view is not None
    qtbot.waitUntil(lambda: view.model().rowCount(view.rootIndex()) > 0)
    qtbot.wait(300)  # the model looks at its files on a thread of its own
    dialog.close()
    assert locks_on(path) == before


def locks_on(event: Path) -> list[str]:
    """The POSIX locks on the event's files that last, not those of a read just under way (SQLite's
    marks in the WAL index, bytes 120 to 127)."""
    inodes = {
        f":{file.stat().st_ino}"
        for file in (event, event.with_name(event.name + "-shm"))
        if file.exists()
    }
    lines = Path("/proc/locks").read_text("utf-8").splitlines()
    return sorted(
        line.split(maxsplit=1)[1]
        for line in lines
        if any(i in line.split()[5] for i in inodes) and int(line.split()[6]) not in range(120, 128)
    )


def test_what_was_to_be_confirmed_is_filled_in(program: Program) -> None:
    def fill_in(dialog: QDialog) -> None:
        assert isinstance(dialog, FactsDialog)
        assert dialog.texts["venue_en"].text() == ""
        assert dialog.texts["venue_en"].placeholderText() == "to be confirmed"
        dialog.texts["venue_en"].setText("Sunway Hotel")
        dialog.grant["donor"].setText("European Union")
        dialog.accept()

    assert program.opened is not None
    before = program.opened.desk.event
    timer = answering(fill_in)
    press(program, keys.FACTS)
    timer.stop()
    event = program.opened.desk.event
    assert event.venue_en == "Sunway Hotel"
    assert event.grant.donor == "European Union"
    assert event.agenda == before.agenda
    assert event.registration_closes == before.registration_closes


def test_the_printer_and_the_design_are_chosen_once(program: Program, qtbot: QtBot) -> None:
    chosen: list[str] = []

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, PrinterDialog)
        assert dialog.address() == ""
        dialog.designs.setCurrentIndex(dialog.designs.findData("a6"))
        chosen.append(dialog.design())
        dialog.accept()

    timer = answering(choose)
    press(program, keys.PRINTER)
    qtbot.waitUntil(lambda: bool(chosen), timeout=30_000)
    timer.stop()
    assert settings.load().badge_design == "a6"


def test_the_preview_is_the_real_badge(program: Program, qtbot: QtBot) -> None:
    assert program.opened is not None
    desk = program.opened.desk
    desk.take(desk.plan_list(sample_file("participants_80_messy.xlsx")))
    window(program).search_again()
    window(program).search.setText("sok api")
    badge = window(program).card.badge
    qtbot.waitUntil(lambda: not badge.pixmap().isNull(), timeout=30_000)
    picture = badge.pixmap()
    assert picture.width() / picture.height() == pytest.approx(90 / 55, rel=0.03)


def test_the_events_opened_are_remembered(program: Program, tmp_path: Path) -> None:
    assert settings.load().recent[0].endswith("day.kiosk")
    assert program.opened is not None
    copy = tmp_path / "copy.kiosk"
    program.close_event()
    shutil.copy(tmp_path / "day.kiosk", copy)
    program.open(copy)
    assert settings.load().recent[0] == str(copy)


def test_a_fault_of_the_program_is_said_and_the_window_lives_on(
    program: Program, tmp_path: Path
) -> None:
    fault = ZeroDivisionError("x")
    program._fault(type(fault), fault, None)
    assert "fault of the program" in window(program).notice.text()
    assert "ZeroDivisionError" in (tmp_path / "config" / "faults.txt").read_text("utf-8")
    assert window(program).isVisible()


def test_a_category_that_people_are_in_cannot_be_taken_away(program: Program) -> None:
    assert program.opened is not None
    desk = program.opened.desk
    desk.take(desk.plan_list(sample_file("participants_80_messy.xlsx")))
    said: list[str] = []

    def take_away(dialog: QDialog) -> None:
        assert isinstance(dialog, FactsDialog)
        dialog.texts["venue_en"].setText("Sunway Hotel")
        dialog.categories.table.removeRow(0)
        dialog.accept()
        said.append(dialog.problem.text())
        assert dialog.isVisible()
        assert dialog.texts["venue_en"].text() == "Sunway Hotel"
        dialog.reject()

    timer = answering(take_away)
    press(program, keys.FACTS)
    timer.stop()
    assert "ccc_member" in said[0]
    assert desk.event.venue_en == ""


def test_groups_and_agenda_can_be_added(program: Program) -> None:
    def add(dialog: QDialog) -> None:
        assert isinstance(dialog, FactsDialog)
        dialog.groups.add(["៦", "យុវជន", "Youth"])
        dialog.agenda.add(["12:00", "13:00", "អាហារថ្ងៃត្រង់", "Lunch", "", "A; B", "1, 6"])
        dialog.accept()

    assert program.opened is not None
    timer = answering(add)
    press(program, keys.FACTS)
    timer.stop()
    event = program.opened.desk.event
    assert event.groups[-1] == Group(number=6, km="យុវជន", en="Youth")
    assert event.agenda[-1].speakers == ("A", "B")
    assert event.agenda[-1].groups == (1, 6)
