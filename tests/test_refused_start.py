"""An event that cannot be opened: whoever double-clicked an icon sees why, in a window."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QLockFile, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.cli import main
from kiosk.services.desk import Desk
from kiosk.ui.start_page import StartPage


def test_a_refused_event_is_said_on_the_start_page_and_on_stderr(
    full_desk: Desk,
    qtbot: QtBot,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # the window puts its own there
    path = full_desk.store.path
    full_desk.close()
    lock = QLockFile(str(path.with_name(f".{path.name}.lock")))
    assert lock.tryLock(0)
    seen, told = list[str](), list[str]()

    others = set(QApplication.topLevelWidgets())

    def look() -> None:
        for page in set(QApplication.topLevelWidgets()) - others:
            if isinstance(page, StartPage) and page.isVisible():
                seen.append(page.notice.text())
                told.append(capsys.readouterr().err)
                page.close()

    looking = QTimer()
    looking.timeout.connect(look)
    looking.start(50)
    assert main(["--lang", "en", str(path)]) == 1
    lock.unlock()
    assert "open in another desk window" in seen[0]
    assert "open in another desk window" in told[0]  # while the page stands
