"""Every widget of every page, in both languages and at both ends of the text sizes: it has a
name, its words are Khmer when Khmer is spoken, and nothing of them is cut off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.language import Language
from kiosk.services.desk import Desk
from kiosk.services.organizer import Deed
from kiosk.ui import keys, theme
from kiosk.ui.program import Program
from tests.judging import LOOKS, judge, settle
from tests.staff import Staff, at_the_desk


def queue(staff: Staff) -> None:
    staff.types("sok api")


def no_one(staff: Staff) -> None:
    staff.types("zzzzz")


def here(staff: Staff) -> None:
    staff.types("sok api")
    staff.presses(Qt.Key.Key_Return, Qt.Key.Key_F11)


def history(staff: Staff) -> None:
    here(staff)
    staff.presses(Qt.Key.Key_H, ctrl=True)


def walk_in(staff: Staff) -> None:
    staff.types("sok api")
    staff.presses(Qt.Key.Key_F2)


def in_place(staff: Staff) -> None:
    staff.types("sok api")
    staff.presses(Qt.Key.Key_R, ctrl=True)


def correction(staff: Staff) -> None:
    staff.types("sok api")
    staff.presses(Qt.Key.Key_F4)


def seat(staff: Staff) -> None:
    staff.types("nssf")
    staff.presses(Qt.Key.Key_Return)


def signature(staff: Staff) -> None:
    here(staff)
    staff.presses(Qt.Key.Key_S, ctrl=True)
    staff.window.signature.signing.pick(None)
    staff.presses(Qt.Key.Key_Return)


def glance(staff: Staff) -> None:
    staff.presses(Qt.Key.Key_G, ctrl=True)


def setting_up(staff: Staff) -> None:
    staff.window.mark_practice()
    staff.presses(Qt.Key.Key_U, ctrl=True)


def the_pin(staff: Staff) -> None:
    staff.window.header.show_organizer(True)
    staff.window.pages.show_pin(Deed.TAKE_BACK, 0)


def the_pin_after_wrong_ones(staff: Staff) -> None:
    staff.window.pages.show_pin(None, 299)


def covered(staff: Staff) -> None:
    staff.presses(Qt.Key.Key_F12)


PAGES = [
    queue,
    no_one,
    here,
    history,
    walk_in,
    in_place,
    correction,
    seat,
    signature,
    glance,
    setting_up,
    the_pin,
    the_pin_after_wrong_ones,
    covered,
]


@pytest.mark.usefixtures("usual_look")
@pytest.mark.parametrize(("language", "look"), LOOKS)
def test_every_page_of_the_desk(
    ready_desk: Desk, qtbot: QtBot, qapp: QApplication, language: Language, look: theme.Look
) -> None:
    with at_the_desk(ready_desk, qtbot, language) as staff:
        theme.change_look(qapp, look)
        for page in PAGES:
            page(staff)
            settle(staff.window)
            judge(page.__name__, staff.window, language)
            staff.presses(Qt.Key.Key_Escape, Qt.Key.Key_Escape)
            while ready_desk.figures().arrived:
                staff.presses(Qt.Key.Key_Z, ctrl=True)
        staff.presses(Qt.Key.Key_F12)  # the last page was covered


def test_the_look_is_kept_for_the_next_morning(
    full_desk: Desk, qapp: QApplication, qtbot: QtBot
) -> None:
    program = Program(Language.ENGLISH)
    program.open(full_desk.store.path)
    assert program.opened is not None
    before = program.opened.window.search.height()
    for key in (keys.LARGER, keys.LARGER, keys.COLOURS, keys.COLOURS, keys.COLOURS):
        program.opened.window.wants.emit(key)
    settle(program.opened.window)
    assert program.opened.window.search.height() > before * 1.3
    program.close_event()
    theme.change_look(qapp, theme.Look())
    Program(Language.ENGLISH)
    assert theme.look() == theme.Look(150, theme.Scheme.CONTRAST)
    theme.change_look(qapp, theme.Look())


def test_every_key_does_one_thing(desk: Desk, qtbot: QtBot) -> None:
    with at_the_desk(desk, qtbot) as staff:
        actions = staff.window.findChildren(QAction)
        shortcuts = Counter(a.shortcut().toString() for a in actions if not a.shortcut().isEmpty())
    assert {key: count for key, count in shortcuts.items() if count > 1} == {}


@pytest.mark.usefixtures("usual_look")
@pytest.mark.parametrize(
    "page", [queue, walk_in, glance, setting_up], ids=lambda page: page.__name__
)
def test_a_page_grows_with_its_text_while_it_is_open(
    ready_desk: Desk, qtbot: QtBot, qapp: QApplication, page: Callable[[Staff], None]
) -> None:
    with at_the_desk(ready_desk, qtbot, Language.KHMER) as staff:
        page(staff)
        settle(staff.window)
        for percent in theme.TEXT_SIZES[::2]:
            theme.change_look(qapp, theme.Look(percent))
            settle(staff.window)
            judge(f"{page.__name__} at {percent} %", staff.window, Language.KHMER)
