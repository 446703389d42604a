"""A protected event without a printer: its badges wait, and everything that speaks of them says so,
without taking the room of the work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk import settings
from kiosk.cli import main
from kiosk.language import Language
from kiosk.services.database import Passphrase, reseal
from kiosk.services.desk import Desk
from kiosk.ui import keys
from kiosk.ui.printer_dialog import PrinterDialog
from kiosk.ui.program import Program
from tests.staff import Staff

WORDS = Passphrase.of("rice field under water")


@pytest.fixture
def sealed(full_desk: Desk) -> Path:
    """The full desk's event, closed and protected."""
    full_desk.close()
    reseal(full_desk.store.path, None, WORDS)
    return full_desk.store.path


@pytest.fixture
def program(sealed: Path, qtbot: QtBot) -> Iterator[Program]:
    """The program with that event open and answering; no printer is chosen."""
    settings.save(settings.Settings(language="en"))
    program = Program(Language.ENGLISH)
    program.open(sealed, WORDS)
    assert program.opened is not None
    with qtbot.waitSignal(program.opened.window.ready):
        pass
    program.opened.window.activateWindow()
    qtbot.waitUntil(program.opened.window.search.hasFocus)
    yield program
    program.close_event()


def staff_of(program: Program) -> Staff:
    assert program.opened is not None
    return Staff(program.opened.window)


def test_enter_says_that_the_badge_waits_and_no_banner_stands_in_the_way(
    program: Program, qtbot: QtBot
) -> None:
    staff = staff_of(program)
    staff.types("sok api")
    staff.presses(Qt.Key.Key_Return)
    assert "The badge waits for a printer" in staff.notice
    line = staff.window.prints
    qtbot.waitUntil(lambda: line.waiting == 1)
    assert not staff.window.printing.isVisible()
    told = [w.toolTip() for w in staff.window.findChildren(QWidget) if "protected" in w.toolTip()]
    assert any("badges are not written into a folder" in words for words in told)
    staff.presses(Qt.Key.Key_P, ctrl=True)
    assert staff.notice.endswith("waits for a printer.")


def test_the_dialog_offers_no_folder_and_says_what_taking_none_means(
    program: Program, qtbot: QtBot
) -> None:
    staff, offered = staff_of(program), list[str]()

    def take_none() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, PrinterDialog):
            return
        looking.stop()
        offered.extend(dialog.list.item(row).text() for row in range(dialog.list.count()))
        dialog.list.setCurrentRow(0)
        dialog.accept()

    looking = QTimer()
    looking.timeout.connect(take_none)
    looking.start(20)
    staff.window.wants.emit(keys.PRINTER)
    qtbot.waitUntil(lambda: "badges are not written into a folder" in staff.notice)
    assert not any("folder" in words for words in offered)


def test_beside_an_open_window_the_command_says_that_badges_wait(
    sealed: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = QLockFile(str(sealed.with_name(f".{sealed.name}.lock")))
    assert lock.tryLock(0)
    monkeypatch.setenv("KIOSK_PASSPHRASE", WORDS.text)
    with_desk = Desk.open(sealed, name="1", passphrase=WORDS)
    with_desk.adopt(with_desk.load())
    code = with_desk.people()[0].code
    with_desk.close()
    assert main(["check-in", str(sealed), code]) == 0
    said = capsys.readouterr().err
    lock.unlock()
    assert "badges are not written into a folder" in said
    assert "prints them" not in said
