"""An event that is called at length, on the screens of the field and in large text: its title
leaves the room to the work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kiosk.bundled import sample_file
from kiosk.domain import Event
from kiosk.language import Language
from kiosk.services.desk import Desk
from kiosk.ui import theme
from kiosk.ui.few_lines import FewLines, broken
from kiosk.ui.signature_pad import LEAST
from tests.conftest import Clock
from tests.judging import judge, settle
from tests.staff import at_the_desk

TITLE = (
    "Third National Consultation on Community-Based Disaster Preparedness, Gender-Responsive "
    "Budgeting and Local Accountability in the Tonle Sap Provinces"
)
TITLE_KM = (
    "សិក្ខាសាលាពិគ្រោះយោបល់ថ្នាក់ជាតិលើកទី៣ ស្តីពីការត្រៀមបង្ការគ្រោះមហន្តរាយតាមសហគមន៍ ថវិកាឆ្លើយតប"
    "យេនឌ័រ និងគណនេយ្យភាពមូលដ្ឋាន នៅបណ្តាខេត្តជុំវិញបឹងទន្លេសាប"
)
SCREENS = [(1366, 728, 100), (1366, 728, 150), (1366, 728, 200), (911, 472, 100)]


@pytest.fixture
def long_desk(tmp_path: Path, event: Event, clock: Clock) -> Iterator[Desk]:
    """A desk on an event of a long title, with the messy list."""
    called = replace(event, title_en=TITLE, title_km=TITLE_KM)
    desk = Desk.create(tmp_path / "long.kiosk", called, name="Desk 1", clock=clock)
    desk.take(desk.plan_list(sample_file("participants_80_messy.xlsx")))
    yield desk
    desk.close()


@pytest.mark.usefixtures("usual_look")
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("screen", SCREENS)
def test_a_long_title_leaves_the_room_to_the_work_and_to_who_signs(
    long_desk: Desk,
    qtbot: QtBot,
    qapp: QApplication,
    language: Language,
    screen: tuple[int, int, int],
) -> None:
    width, height, percent = screen
    with at_the_desk(long_desk, qtbot, language) as staff:
        theme.change_look(qapp, theme.Look(percent))
        staff.window.resize(width, height)
        settle(staff.window)
        title = staff.window.header.called
        whole = TITLE_KM if language is Language.KHMER else TITLE
        lines = title.text().count("\n") + 1
        assert lines <= (2 if screen == SCREENS[0] else 1)
        assert (title.toolTip(), title.accessibleName()) == ("" if lines == 2 else whole, whole)
        assert title.text().endswith("…") is (lines == 1)
        staff.types("sok api")
        settle(staff.window)
        judge("the queue", staff.window, language)
        staff.presses(Qt.Key.Key_Return)
        staff.presses(Qt.Key.Key_S, ctrl=True)
        settle(staff.window)
        judge("the signature", staff.window, language)
        pad = staff.window.signature.pad
        assert pad.height() >= LEAST
        assert pad.visibleRegion().boundingRect() == pad.rect(), "the pad is seen whole"
        assert staff.window.signature.heading.accessibleName() != ""
        buttons = staff.window.signature.findChildren(QPushButton)
        seen = [area(b, staff.window) for b in buttons if not b.visibleRegion().isEmpty()]
        assert not any(area(pad, staff.window).intersects(box) for box in seen)


def area(widget: QWidget, window: QWidget) -> QRect:
    """Where ``widget`` lies in ``window``."""
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def test_lines_break_between_words_and_a_longer_word_ends_in_dots() -> None:
    font = theme.font(theme.LARGE, bold=True)
    metrics = QFontMetrics(font)
    wide = metrics.horizontalAdvance("Preparedness") + 2
    lines = broken(TITLE, font, wide)
    assert lines[0] == "Third"
    assert lines[1] == "National"
    assert all(metrics.horizontalAdvance(line) <= wide for line in lines)
    words = {part for word in TITLE.split() for part in (word, *word.replace("-", "- ").split())}
    told = {part for line in lines if not line.endswith("…") for part in line.split()}
    assert told <= words, "no word is broken inside"
    assert any(line.endswith("…") for line in lines), "Accountability is wider"
    assert len(broken(TITLE, font, wide, 2)) == 2
    assert broken(TITLE, font, wide, 2)[1].endswith("…")


def test_a_title_that_has_room_is_shown_whole_without_a_tool_tip(qtbot: QtBot) -> None:
    title = FewLines(2)
    qtbot.addWidget(title)
    title.resize(4000, 60)
    title.show()
    title.say("Unite <b>for</b> Inclusion")
    assert title.text() == "Unite <b>for</b> Inclusion"
    assert title.toolTip() == ""
    title.resize(90, 60)
    settle(title)
    assert title.text().endswith("…")
    assert title.toolTip() == "<p>Unite &lt;b&gt;for&lt;/b&gt; Inclusion</p>"
