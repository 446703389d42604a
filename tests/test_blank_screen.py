"""F12 and F9 from everywhere: open lists, menus, completions and dialogs keep no key from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QMenu,
    QPushButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from kiosk.services.desk import Desk
from kiosk.ui.blank import NOTHING
from kiosk.ui.files import file_dialog
from tests.staff import Staff, at_the_desk

Key = Qt.Key


@pytest.fixture
def staff(full_desk: Desk, qtbot: QtBot) -> Iterator[Staff]:
    """Someone before the window of a desk with the messy list, in English."""
    with at_the_desk(full_desk, qtbot) as staff:
        yield staff


def a_list_of_choices(staff: Staff) -> QWidget:
    staff.presses(Key.Key_F2)
    combo = staff.window.form.findChildren(QComboBox)[0]
    combo.showPopup()
    return combo.view()


def a_menu(staff: Staff) -> QWidget:
    bar = staff.window.menuBar()
    bar.setActiveAction(bar.actions()[1])
    (menu,) = [menu for menu in bar.findChildren(QMenu) if menu.isVisible()]
    return menu


def a_completion(staff: Staff) -> QWidget:
    staff.presses(Key.Key_F2)
    completing = staff.window.form.completing["province"]
    completing._line.setFocus()
    completing.offer()
    return completing.popup


def a_menu_of_a_field(staff: Staff) -> QWidget:
    menu = staff.window.search.createStandardContextMenu()
    menu.setParent(staff.window, menu.windowFlags())
    menu.popup(staff.window.mapToGlobal(staff.window.rect().center()))
    return menu


OPENED = (a_list_of_choices, a_menu, a_completion, a_menu_of_a_field)


def covers(window: QWidget) -> list[QPushButton]:
    """The button of the cover over ``window``, where there is one."""
    buttons = window.findChildren(QPushButton)
    return [b for b in buttons if "F12" in b.text() and b.isVisible() and b.window() is window]


@pytest.mark.parametrize("opened", OPENED, ids=lambda opened: opened.__name__)
def test_f12_covers_through_whatever_is_open(
    staff: Staff, opened: Callable[[Staff], QWidget]
) -> None:
    title = staff.window.windowTitle()
    popup = opened(staff)
    assert QApplication.activePopupWidget() is not None
    QToolTip.showText(staff.window.mapToGlobal(staff.window.rect().center()), "SOK Api")
    QTest.keyClick(popup, Key.Key_F12)
    assert QApplication.activePopupWidget() is None
    assert covers(staff.window)
    assert staff.window.windowTitle() == NOTHING
    assert not QToolTip.isVisible() or QToolTip.text() == ""
    staff.presses(Key.Key_F12)
    assert not covers(staff.window)
    assert staff.window.windowTitle() == title


@pytest.mark.parametrize("opened", OPENED, ids=lambda opened: opened.__name__)
def test_f9_speaks_the_other_language_through_whatever_is_open(
    staff: Staff, opened: Callable[[Staff], QWidget]
) -> None:
    popup = opened(staff)
    QTest.keyClick(popup, Key.Key_F9)
    QApplication.processEvents()
    assert staff.count == "០ / ៧៩"
    while (left := QApplication.activePopupWidget()) is not None:
        left.close()


def test_the_file_dialog_is_the_desks_own_and_is_covered(
    staff: Staff, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "phones of the guests.xlsx").touch()
    dialog = file_dialog(staff.window, "A list", tmp_path, "All (*)")
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    staff.presses(Key.Key_F12)
    assert covers(dialog)
    assert covers(staff.window)
    assert (dialog.windowTitle(), staff.window.windowTitle()) == (NOTHING, NOTHING)
    staff.presses(Key.Key_Return, Key.Key_Escape)
    assert dialog.isVisible()
    staff.presses(Key.Key_F12)
    assert dialog.windowTitle() == "A list"
    dialog.close()


def test_a_title_that_changes_meanwhile_waits_behind_the_cover(staff: Staff) -> None:
    staff.presses(Key.Key_F12)
    staff.window.setWindowTitle("Another event")
    assert staff.window.windowTitle() == NOTHING
    staff.presses(Key.Key_F12)
    assert staff.window.windowTitle() == "Another event"


def test_a_dialog_that_is_done_meanwhile_keeps_no_cover(staff: Staff, qtbot: QtBot) -> None:
    done, late = QDialog(staff.window), QDialog(staff.window)
    for dialog in (done, late):
        QVBoxLayout(dialog).addWidget(QPushButton("012 345 678"))
    done.open()
    qtbot.waitUntil(done.isActiveWindow)
    staff.presses(Key.Key_F12)
    done.close()
    delete(done)
    qtbot.addWidget(late)
    late.open()
    qtbot.waitUntil(late.isActiveWindow)
    assert covers(late)
    staff.presses(Key.Key_F12)
    assert not covers(late)
    assert not covers(staff.window)


def test_a_finger_brings_the_desk_back_by_the_button_only(staff: Staff) -> None:
    staff.presses(Key.Key_F12)
    (button,) = covers(staff.window)
    cover = button.parentWidget()
    assert cover is not None
    QTest.mouseClick(cover, Qt.MouseButton.LeftButton, pos=cover.rect().topLeft())
    assert covers(staff.window)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not covers(staff.window)
    assert staff.window.search.hasFocus()
