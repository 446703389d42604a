"""The window on the screens of the field, task bar taken off: it fits, and nothing lies on or
beyond something else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kiosk.language import Language
from kiosk.services.desk import Desk
from kiosk.ui import theme
from tests.judging import settle
from tests.staff import Staff, at_the_desk

SCREENS = [(1366, 728, 100), (1366, 728, 200), (1024, 560, 100), (1024, 560, 150), (911, 472, 100)]
"""Width, height, and size of text in per cent; the last is 1366×768 at 150 % of the system."""


def expected(staff: Staff) -> None:
    staff.types("sok api")


def here(staff: Staff) -> None:
    staff.types("sok api")
    staff.presses(Qt.Key.Key_F3, Qt.Key.Key_F3, Qt.Key.Key_Return)


def in_the_form(staff: Staff) -> None:
    staff.types("sok api")
    staff.presses(Qt.Key.Key_F2)


@pytest.mark.usefixtures("usual_look")
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("screen", SCREENS)
def test_the_window_fits(
    ready_desk: Desk,
    qtbot: QtBot,
    qapp: QApplication,
    language: Language,
    screen: tuple[int, int, int],
) -> None:
    width, height, percent = screen
    with at_the_desk(ready_desk, qtbot, language) as staff:
        theme.change_look(qapp, theme.Look(percent))
        staff.window.resize(width, height)
        for state in (expected, here, in_the_form):
            settle(staff.window)
            state(staff)
            settle(staff.window)
            assert staff.window.size() == QSize(width, height)
            assert overlapping(staff.window) == []
            staff.presses(Qt.Key.Key_Escape, Qt.Key.Key_Escape)


def overlapping(window: QWidget) -> list[str]:
    """The words on buttons, and the names of frames, that lie on or beyond another."""
    shown = {
        words(widget): QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size())
        for kind in (QPushButton, QFrame)
        for widget in window.findChildren(kind)
        if widget.isVisible() and is_by_itself(widget)
    }
    boxes = list(shown.items())
    found = [name for name, box in boxes if not window.rect().contains(box)]
    for i, (name, box) in enumerate(boxes):
        found += [f"{name} / {other}" for other, lies in boxes[i + 1 :] if box.intersects(lies)]
    return found


def words(widget: QWidget) -> str:
    said: Callable[[], str] = getattr(widget, "text", widget.objectName)
    return f"{type(widget).__name__} {said()} {id(widget)}"


def is_by_itself(widget: QWidget) -> bool:
    """Whether it is a button or a band, and not in what scrolls."""
    if not isinstance(widget, QPushButton) and not widget.property("tone"):
        return False
    above = widget.parentWidget()
    while above is not None:
        if above.objectName() == "qt_scrollarea_viewport":
            return False
        above = above.parentWidget()
    return True
