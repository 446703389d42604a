"""The person's card where the window is low or the text large: every deed can be reached by mouse
and touch, the answer about photos is told, and what a key shows has room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kiosk.domain import Person, PhotoConsent
from kiosk.language import Language
from kiosk.services.desk import Desk
from kiosk.ui import keys, theme
from tests.judging import judge, settle
from tests.staff import Staff, at_the_desk

LOW = [(1366, 728, 150), (1366, 728, 200), (911, 472, 100)]


@pytest.fixture
def low(full_desk: Desk, qtbot: QtBot, qapp: QApplication) -> Iterator[Staff]:
    """Someone before the window with text at 200 %, with SOK Api on the card."""
    with at_the_desk(full_desk, qtbot) as staff:
        lowered(staff, qapp, LOW[1])
        staff.types("sok api")
        settle(staff.window)
        yield staff
        theme.change_look(qapp, theme.Look())


def lowered(staff: Staff, qapp: QApplication, screen: tuple[int, int, int]) -> None:
    width, height, percent = screen
    theme.change_look(qapp, theme.Look(percent))
    staff.window.resize(width, height)
    settle(staff.window)


def api(desk: Desk) -> Person:
    return desk.find("sok api", 1)[0].person


def rows(staff: Staff) -> dict[str, QAction]:
    """What the menu of the card offers, by its words."""
    menu = staff.window.card.more.menu()
    shown = [row for row in menu.actions() if row.isVisible() and not row.isSeparator()]
    return {row.text().split("\t")[0]: row for row in shown}


def clicks(staff: Staff, words: str) -> None:
    """Opens the menu of the card and clicks a row."""
    menu, row = staff.window.card.more.menu(), rows(staff)[words]
    menu.popup(QPoint(0, 0))
    settle(menu)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(row).center())
    settle(staff.window)


@pytest.mark.usefixtures("usual_look")
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("screen", LOW)
def test_a_button_has_what_else_can_be_done_and_consent_is_told(
    full_desk: Desk,
    qtbot: QtBot,
    qapp: QApplication,
    language: Language,
    screen: tuple[int, int, int],
) -> None:
    with at_the_desk(full_desk, qtbot, language) as staff:
        lowered(staff, qapp, screen)
        card = staff.window.card
        assert not card.more.isVisible(), "no one is chosen"
        for arrives in (False, True):
            staff.types("sok api") if not arrives else staff.presses(Qt.Key.Key_Return)
            settle(staff.window)
            judge("the card", staff.window, language)
            assert card.more.visibleRegion().boundingRect() == card.more.rect()
            assert card.more.height() >= theme.TOUCH
            assert card.more.accessibleName() != card.more.text() != ""
            assert told(staff, "(F3)")
        shown = QRect(card.more.mapTo(card, QPoint(0, 0)), card.more.size())
        assert card.rect().contains(shown)
        menu = card.more.menu()
        menu.popup(QPoint(0, 0))
        settle(menu)
        heights = [menu.actionGeometry(row).height() for row in rows(staff).values()]
        assert min(heights) >= theme.TOUCH
        menu.close()
        lowered(staff, qapp, (1366, 728, 100))
        assert not card.more.isVisible()
        assert all(b.isVisible() for b in card.findChildren(QPushButton) if "F4" in b.text())


def told(staff: Staff, words: str) -> bool:
    """Whether a label of the card, seen whole, says ``words``."""
    labels = [each for each in staff.window.card.findChildren(QLabel) if words in each.text()]
    return any(each.visibleRegion().boundingRect() == each.rect() for each in labels)


def test_the_menu_offers_what_fits_the_person(low: Staff) -> None:
    before = list(rows(low))
    low.presses(Qt.Key.Key_Return)
    settle(low.window)
    after = list(rows(low))
    always = [key.menu_words() for key in (keys.EDIT, keys.PRIVATE, keys.HISTORY)]
    assert {*always, keys.IN_PLACE.menu_words()} < set(before)
    assert keys.PRINT_AGAIN.menu_words() not in before
    here = [key.menu_words() for key in (keys.PRINT_AGAIN, keys.SIGN, keys.NOT_HERE)]
    assert {*always, *here} < set(after)
    assert keys.IN_PLACE.menu_words() not in after
    assert rows(low)[keys.EDIT.menu_words()].text().endswith("\tF4")


def test_each_row_does_what_its_key_does(low: Staff, full_desk: Desk) -> None:
    full_desk.change(api(full_desk).id, phone="012 345 678")
    low.window.refresh()
    clicks(low, "Photos: No")
    assert api(full_desk).photo_consent is PhotoConsent.NO
    assert "No photo!" in low.card
    assert [row.text() for row in rows(low).values() if row.isChecked()] == ["Photos: No"]
    low.presses(Qt.Key.Key_Return)
    assert told(low, "Here since 08:00"), "in the line below, for the band says the other"
    low.presses(Qt.Key.Key_Z, ctrl=True)
    low.types("sok api")
    clicks(low, "Photos: Yes")
    assert told(low, "Photos: Yes (F3)")
    clicks(low, keys.PRIVATE.menu_words())
    assert "Phone: 012345678" in low.card
    clicks(low, keys.PRIVATE.menu_words())
    assert "012345678" not in low.card
    low.presses(Qt.Key.Key_Return)
    clicks(low, keys.SIGN.menu_words())
    assert low.window.signature.isVisible()
    low.presses(Qt.Key.Key_Escape)
    low.types("sok api")
    clicks(low, keys.NOT_HERE.menu_words())
    assert api(full_desk).arrived_at is None
    assert low.window.search.hasFocus()
    low.types("sok api")
    clicks(low, keys.EDIT.menu_words())
    assert low.window.form.isVisible()


@pytest.mark.usefixtures("usual_look")
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("screen", LOW)
def test_what_a_key_shows_is_read_whole(
    full_desk: Desk,
    qtbot: QtBot,
    qapp: QApplication,
    language: Language,
    screen: tuple[int, int, int],
) -> None:
    full_desk.change(api(full_desk).id, phone="012 345 678", note="ត្រូវការកៅអីរុញ")
    with at_the_desk(full_desk, qtbot, language) as staff:
        lowered(staff, qapp, screen)
        staff.types("sok api")
        settle(staff.window)
        assert staff.window.card.badge.isVisible()
        staff.presses(Qt.Key.Key_F11)
        settle(staff.window)
        phone = first_lines(staff.window.card.facts, 1)
        assert "012345678" in phone or "០១២៣៤៥៦៧៨" in phone, "before the note"
        assert seen_lines(staff.window.card.facts) >= 3
        staff.presses(Qt.Key.Key_F11, Qt.Key.Key_Return)
        staff.presses(Qt.Key.Key_H, ctrl=True)
        settle(staff.window)
        assert seen_lines(staff.window.card.told) >= 2
        staff.presses(Qt.Key.Key_H, ctrl=True)
        settle(staff.window)
        assert staff.window.card.badge.isVisible()


def first_lines(label: QLabel, count: int) -> str:
    return "".join(label.text().replace("\u200b", "").split("\n")[:count])


def seen_lines(label: QLabel) -> int:
    """How many lines of ``label`` are seen whole, from its first on; all of one that is short."""
    seen = label.visibleRegion().boundingRect()
    whole = seen.height() >= label.height() - 1
    return 99 if whole else seen.height() // label.fontMetrics().lineSpacing() * (seen.top() == 0)
