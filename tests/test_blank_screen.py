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
    QLineEdit,
    QMenu,
    QMessageBox,
    QPushButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from kiosk.language import Language
from kiosk.services.desk import Desk
from kiosk.ui.blank import NOTHING
from kiosk.ui.choice_box import ChoiceBox
from kiosk.ui.facts_dialog import FactsDialog
from kiosk.ui.files import file_dialog
from kiosk.ui.passphrase_dialog import PassphraseDialog
from kiosk.ui.program import Program
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


class Asked(QDialog):
    """A dialog with a list to choose from and a line to type in."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.box, self.line = ChoiceBox(), QLineEdit("012 345 678")
        self.box.addItems(["012 345 678", "011 222 333"])
        layout = QVBoxLayout(self)
        layout.addWidget(self.box)
        layout.addWidget(self.line)
        self.setWindowTitle("Asked")


@pytest.fixture
def asked(staff: Staff, qtbot: QtBot) -> Asked:
    """Such a dialog over another one."""
    first = Asked(staff.window)
    second = Asked(first)
    for dialog in (first, second):
        qtbot.addWidget(dialog)
        dialog.setModal(True)
        dialog.show()
        qtbot.waitUntil(dialog.isActiveWindow)
    return second


def test_a_list_of_choices_in_a_dialog_over_a_dialog_keeps_no_key(
    staff: Staff, asked: Asked, capfd: pytest.CaptureFixture[str]
) -> None:
    asked.box.setFocus()
    asked.box.showPopup()
    QApplication.processEvents()
    QTest.keyClick(asked.box.view(), Key.Key_F12)
    every = [w for w in (asked, asked.parentWidget(), staff.window) if w is not None]
    assert QApplication.activePopupWidget() is None
    assert all(covers(window) for window in every)
    staff.presses(Key.Key_F12)
    assert not any(covers(window) for window in every)
    assert asked.box.hasFocus()
    asked.box.showPopup()
    QApplication.processEvents()
    QTest.keyClick(asked.box.view(), Key.Key_F9)
    QApplication.processEvents()
    assert staff.count == "០ / ៧៩"
    asked.box.hidePopup()
    assert "Ambiguous" not in capfd.readouterr().err


def test_the_cursor_is_back_where_it_was_in_every_window(staff: Staff, asked: Asked) -> None:
    staff.presses(Key.Key_Tab)
    assert asked.line.hasFocus()
    asked.line.setSelection(4, 3)
    staff.presses(Key.Key_F12, Key.Key_F12)
    assert asked.line.hasFocus()
    assert asked.line.selectedText() == "345"
    for dialog in (asked, asked.parentWidget()):
        assert dialog is not None
        dialog.close()
    staff.window.activateWindow()
    QApplication.processEvents()
    staff.types("sok")
    assert staff.window.search.text() == "sok"


def test_a_question_and_the_facts_are_covered(staff: Staff, qtbot: QtBot) -> None:
    desk = staff.window._desk
    for dialog in (
        QMessageBox(QMessageBox.Icon.Question, "Sok Api", "Sok Api?", parent=staff.window),
        FactsDialog(desk.event, Language.ENGLISH, desk.change_event, staff.window),
    ):
        qtbot.addWidget(dialog)
        dialog.open()
        qtbot.waitUntil(dialog.isActiveWindow)
        title, where = dialog.windowTitle(), staff.where_the_cursor_is
        staff.presses(Key.Key_F12)
        assert covers(dialog)
        assert dialog.windowTitle() == NOTHING
        staff.presses(Key.Key_Escape, Key.Key_F12)
        assert (dialog.windowTitle(), staff.where_the_cursor_is) == (title, where)
        dialog.close()


def test_the_list_of_a_file_dialog_keeps_no_key(staff: Staff, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = file_dialog(staff.window, "A list", tmp_path, "All (*)")
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    box = dialog.findChildren(QComboBox)[0]
    box.showPopup()
    QApplication.processEvents()
    QTest.keyClick(box.view(), Key.Key_F12)
    assert covers(dialog)
    staff.presses(Key.Key_F12)
    assert not covers(dialog)
    dialog.close()


def test_the_first_page_and_the_passphrase_are_covered_before_any_event_is_open(
    full_desk: Desk, qtbot: QtBot
) -> None:
    full_desk.close()
    program = Program(Language.ENGLISH)
    program.start(None)
    page = program.start_page
    assert page is not None
    qtbot.addWidget(page)
    qtbot.waitUntil(page.isActiveWindow)
    where = QApplication.focusWidget()
    QTest.keyClick(page, Key.Key_F12)
    assert covers(page)
    assert page.windowTitle() == NOTHING
    QTest.keyClick(page, Key.Key_F12)
    assert not covers(page)
    assert QApplication.focusWidget() is where
    asks = PassphraseDialog(full_desk.store.path, program.speech)
    qtbot.addWidget(asks)
    asks.open()
    qtbot.waitUntil(asks.isActiveWindow)
    QTest.keyClick(asks, Key.Key_F12)
    assert covers(asks)
    QTest.keyClick(asks, Key.Key_F12)
    title = asks.windowTitle()
    QTest.keyClick(asks, Key.Key_F9)
    QApplication.processEvents()
    assert asks.windowTitle() != title
    QTest.keyClick(asks, Key.Key_F9)
    asks.close()


def test_a_menu_gives_the_cursor_back_whatever_closed_it(staff: Staff) -> None:
    typed = staff.window.search.text
    for keys_pressed in (
        (Key.Key_F12, Key.Key_F12),
        (Key.Key_Escape,),
        (Key.Key_Right, Key.Key_Escape),
    ):
        opens_a_menu(staff)
        for key in keys_pressed:
            QTest.keyClick(QApplication.activePopupWidget() or staff.where_the_cursor_is, key)
        QApplication.processEvents()
        staff.types("sok")
        assert typed() == "sok"
        staff.presses(Key.Key_Escape)


def opens_a_menu(staff: Staff) -> None:
    """Alt+E."""
    QTest.keyClick(staff.window.search, Key.Key_E, Qt.KeyboardModifier.AltModifier)
    QApplication.processEvents()
    assert isinstance(QApplication.activePopupWidget(), QMenu)


def test_alt_pressed_by_mistake_loses_no_letter(staff: Staff) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    for letters in ("sok", "សុខ"):
        QTest.keyPress(staff.window.search, Key.Key_Alt, alt)
        QTest.keyRelease(staff.window.search, Key.Key_Alt)
        assert not staff.window.search.hasFocus(), "the menus are reached by Alt, as everywhere"
        staff.types(letters)
        assert staff.window.search.text() == letters
        staff.presses(Key.Key_Escape)
    QTest.keyPress(staff.window.search, Key.Key_Alt, alt)
    QTest.keyRelease(staff.window.search, Key.Key_Alt)
    staff.presses(Key.Key_E)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QApplication.processEvents()
    QTest.keyClick(menu, Key.Key_Escape)
    QApplication.processEvents()
    assert staff.window.search.hasFocus()
