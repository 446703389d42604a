"""The morning at a glance with long names and many groups, on the screens of the field: charts
keep a height, and all of it is reached by keys and wheel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from kiosk.bundled import sample_file
from kiosk.domain import Event
from kiosk.language import Language
from kiosk.services.desk import Desk
from kiosk.ui import theme
from tests.conftest import Clock
from tests.judging import judge, settle
from tests.staff import Staff, at_the_desk
from tests.test_balance_titles import KHMER, LONG

SCREENS = [(1366, 728, 100), (1366, 728, 150), (1366, 728, 200), (911, 472, 100)]


@pytest.fixture
def long_desk(tmp_path: Path, event: Event, clock: Clock) -> Iterator[Desk]:
    """The packaged workshop with long names of its categories, and the messy list."""
    names = zip(event.categories, LONG[3:], KHMER[3:], strict=False)
    named = [replace(category, en=en, km=km) for category, en, km in names]
    rest = event.categories[len(named) :]
    called = replace(event, categories=(*named, *rest))
    desk = Desk.create(tmp_path / "long.kiosk", called, name="Desk 1", clock=clock)
    desk.take(desk.plan_list(sample_file("participants_80_messy.xlsx")))
    for number, person in enumerate(desk.people()):
        desk.change(person.id, category=called.categories[number % len(called.categories)].key)
    yield desk
    desk.close()


def scrolling(staff: Staff) -> QScrollArea:
    (area,) = staff.window.morning.findChildren(QScrollArea)
    return area


def at_a_glance(staff: Staff, screen: tuple[int, int, int], qapp: QApplication) -> None:
    width, height, percent = screen
    theme.change_look(qapp, theme.Look(percent))
    staff.window.resize(width, height)
    staff.presses(Qt.Key.Key_G, ctrl=True)
    settle(staff.window)


def in_sight(part: QWidget, area: QRect, staff: Staff) -> bool:
    """Whether ``area`` of ``part`` is seen in the window."""
    return part.visibleRegion().contains(area.center())


@pytest.mark.usefixtures("usual_look")
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("screen", SCREENS)
def test_charts_keep_a_height_and_keys_reach_all_of_it(
    long_desk: Desk,
    qtbot: QtBot,
    qapp: QApplication,
    language: Language,
    screen: tuple[int, int, int],
) -> None:
    with at_the_desk(long_desk, qtbot, language) as staff:
        at_a_glance(staff, screen, qapp)
        judge("at a glance", staff.window, language)
        morning, bar = staff.window.morning, scrolling(staff).verticalScrollBar()
        assert morning.curve.height() >= theme.scaled(80) + 2 * theme.line_height(theme.SMALL)
        groups, rows = morning.groups, len(morning.groups.rows())
        assert groups.height() >= groups.sizeHint().height(), "nothing of the table is cut off"
        last = groups.bands()[-1]
        totals = QRect(round(last.places[0][0]), round(last.row(rows)), 20, 20)
        assert bar.maximum() > 0
        assert not in_sight(groups, totals, staff)
        seen = False
        for _ in range(40):
            seen = seen or in_sight(groups, totals, staff)
            staff.presses(Qt.Key.Key_PageDown)
        assert seen
        assert bar.value() == bar.maximum()
        for _ in range(40):
            staff.presses(Qt.Key.Key_PageUp)
        assert bar.value() == 0
        assert morning.list.currentRow() == 0


@pytest.mark.usefixtures("usual_look")
@pytest.mark.parametrize("screen", SCREENS)
def test_the_chosen_row_is_in_sight(
    long_desk: Desk, qtbot: QtBot, qapp: QApplication, screen: tuple[int, int, int]
) -> None:
    with at_the_desk(long_desk, qtbot) as staff:
        at_a_glance(staff, screen, qapp)
        shown = staff.window.morning.list
        for _ in range(7):
            staff.presses(Qt.Key.Key_Down)
            settle(staff.window)
            row = shown.visualItemRect(shown.currentItem())
            assert in_sight(shown.viewport(), row, staff)
        assert shown.currentRow() == 7
        shown.setCurrentRow(0)
        bar = scrolling(staff).verticalScrollBar()
        bar.setValue(bar.maximum())
        staff.presses(Qt.Key.Key_Up)
        assert bar.value() < bar.maximum(), "no row is further up: the page goes up"


def test_the_wheel_scrolls_the_figures(long_desk: Desk, qtbot: QtBot, qapp: QApplication) -> None:
    with at_the_desk(long_desk, qtbot) as staff:
        at_a_glance(staff, SCREENS[0], qapp)
        inside, bar = scrolling(staff).viewport(), scrolling(staff).verticalScrollBar()
        wheel = QWheelEvent(
            QPointF(inside.rect().center()),
            QPointF(inside.mapToGlobal(inside.rect().center())),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(inside, wheel)
        assert bar.value() > 0


@pytest.mark.usefixtures("usual_look")
def test_keys_go_on_working_when_the_text_grows(
    long_desk: Desk, qtbot: QtBot, qapp: QApplication
) -> None:
    with at_the_desk(long_desk, qtbot) as staff:
        at_a_glance(staff, SCREENS[0], qapp)
        for percent in (200, 100, 150):
            theme.change_look(qapp, theme.Look(percent))
            settle(staff.window)
            assert staff.window.morning.list.hasFocus()
        staff.presses(Qt.Key.Key_Escape)
        assert staff.window.search.hasFocus()


def test_the_bar_names_the_keys_that_scroll(long_desk: Desk, qtbot: QtBot) -> None:
    with at_the_desk(long_desk, qtbot) as staff:
        staff.presses(Qt.Key.Key_G, ctrl=True)
        settle(staff.window)
        assert "scroll" in [key.bar_words() for key in staff.window.pages.bar()]
