"""The cursor is never lost: letters reach the search from every page, and a held key acts once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kiosk.services.desk import Desk
from kiosk.ui.held_keys import HeldKeys
from tests.staff import Staff, at_the_desk

Key = Qt.Key


@pytest.fixture
def staff(full_desk: Desk, qtbot: QtBot) -> Iterator[Staff]:
    """Someone before the window of a desk with the messy list, in English."""
    with at_the_desk(full_desk, qtbot) as staff:
        yield staff


def test_letters_are_a_search_wherever_the_cursor_is(staff: Staff) -> None:
    """On every widget of every page that Tab reaches, but for a form, whose letters are its own."""
    pages, seen = staff.window.pages, 0
    for page, show in (
        (pages.queue, pages.show_queue),
        (pages.morning, pages.turn),
        (pages.setup, pages.show_setup),
        (pages.pin, lambda: pages.show_pin(None, 0)),
    ):
        for tabs in range(12):
            pages.show_queue()
            show()
            assert pages.shows(page)
            staff.presses(*[Key.Key_Tab] * tabs)
            staff.types("sok")
            assert staff.window.search.text() == "sok", (page, tabs)
            assert staff.window.search.hasFocus()
            assert pages.shows(pages.queue)
            staff.presses(Key.Key_Escape)
            seen += 1
    assert seen == 48


def test_digits_on_a_button_of_the_pin_page_are_of_the_pin_and_stay_dots(staff: Staff) -> None:
    pages = staff.window.pages
    pages.show_pin(None, 0)
    staff.presses(Key.Key_Tab)
    assert not pages.pin.field.hasFocus()
    staff.types("73១៥")
    assert pages.pin.field.text() == "7315"
    assert staff.window.search.text() == ""


def test_escape_leads_back_to_the_search_from_every_page(staff: Staff) -> None:
    staff.types("sok api")
    staff.presses(Key.Key_Down)
    for key, ctrl in ((Key.Key_F2, False), (Key.Key_F4, False), (Key.Key_S, True)):
        staff.presses(key, ctrl=ctrl)
        assert not staff.window.search.hasFocus()
        staff.presses(*[Key.Key_Tab] * 4, Key.Key_Escape)
        assert staff.window.search.hasFocus()
        assert staff.window.search.text() == "sok api"


def held(window: QWidget, key: Key, times: int) -> None:
    """The keyboard's own repeats of a key that went down in another window."""
    for _ in range(times):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "\r", True, 1)
        QApplication.sendEvent(window.windowHandle(), event)
        QApplication.processEvents()


def test_a_held_enter_answers_no_question(staff: Staff, qtbot: QtBot) -> None:
    parent = QObject()
    keeps = HeldKeys(parent)
    asked = QDialog(staff.window)
    layout = QVBoxLayout(asked)
    layout.addWidget(QLineEdit())
    take = QPushButton("Take")
    take.setDefault(True)
    take.clicked.connect(asked.accept)
    layout.addWidget(take)
    box = QMessageBox(QMessageBox.Icon.Question, "Sure?", "Sure?", parent=staff.window)
    for dialog in (asked, box):
        qtbot.addWidget(dialog)
        dialog.open()
        qtbot.waitUntil(dialog.isActiveWindow)
        held(dialog, Key.Key_Return, 3)
        held(dialog, Key.Key_Enter, 3)
        assert dialog.isVisible()
        staff.presses(Key.Key_Return)
        assert not dialog.isVisible()
    assert keeps.parent() is parent
