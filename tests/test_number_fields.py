"""Numbers, days and times at a Khmer and at an English desk, in either kind of digits."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QDate, QEvent, Qt, QTime
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.language import Language, Refusal
from kiosk.services.desk import Desk
from kiosk.ui.facts_dialog import FactsDialog
from kiosk.ui.number_fields import (
    DayField,
    DecimalField,
    NumberField,
    TimeField,
    day_in,
    time_in,
)
from kiosk.ui.speech import Speech


@pytest.fixture
def speech(qapp: QApplication) -> Iterator[Speech]:
    """A desk that speaks Khmer."""
    speech = Speech(Language.KHMER)
    yield speech
    if speech.language is Language.KHMER:
        speech.switch()
    QApplication.processEvents()


def types(field: QWidget, text: str) -> None:
    for character in text:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character)
        QApplication.sendEvent(field, event)


@pytest.mark.parametrize(
    "typed", ["13/9/2023", "១៣/០៩/២០២៣", "13.09.2023", "2023-09-13", "១៣ ៩ ២០២៣"]
)
def test_a_day_is_read_as_it_is_written(typed: str) -> None:
    assert day_in(typed) == QDate(2023, 9, 13)


@pytest.mark.parametrize("typed", ["", "31/02/2023", "13/9", "13/9/23", "សុខា"])
def test_what_is_no_day_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Refusal, match="13/09/2023"):
        day_in(typed)


@pytest.mark.parametrize("typed", ["8:30", "08:30", "830", "៨.៣០", "០៨:៣០"])
def test_a_time_is_read_as_it_is_written(typed: str) -> None:
    assert time_in(typed) == QTime(8, 30)
    assert time_in("8") == QTime(8, 0)
    with pytest.raises(Refusal, match="08:30"):
        time_in("25:00")


@pytest.mark.parametrize("typed", ["120", "១២០"])
def test_a_number_is_khmer_at_a_khmer_desk_whatever_digits_are_typed(
    speech: Speech, qtbot: QtBot, typed: str
) -> None:
    field = NumberField()
    qtbot.addWidget(field)
    field.setRange(0, 1000)
    field.setValue(80)
    assert field.text() == "៨០"
    field.selectAll()
    types(field, typed)
    assert field.value() == 120
    types(field, "ក")
    assert field.value() == 120
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == "១២១"
    speech.switch()
    QApplication.processEvents()
    assert field.text() == "121"


def test_a_number_with_a_point_keeps_the_point(speech: Speech, qtbot: QtBot) -> None:
    field = DecimalField()
    qtbot.addWidget(field)
    field.setDecimals(1)
    field.setRange(-9, 9)
    field.setSuffix(" ម.ម.")
    field.setValue(2.5)
    assert field.text() == "២.៥ ម.ម."
    field.selectAll()
    types(field, "-១.៥")
    assert field.value() == -1.5
    speech.switch()
    QApplication.processEvents()
    assert field.text() == "-1.5 ម.ម."


@pytest.mark.parametrize(
    ("make", "texts"),
    [
        (lambda: DayField(QDate(2023, 9, 30)), ("៣០/០៩/២០២៣", "០១/១០/២០២៣", "01/10/2023")),
        (lambda: TimeField(QTime(8, 55)), ("០៨:៥៥", "០៩:០០", "09:00")),
    ],
    ids=["day", "time"],
)
def test_arrows_step_and_the_language_changes_the_digits(
    speech: Speech, qtbot: QtBot, make: Callable[[], DayField], texts: tuple[str, str, str]
) -> None:
    khmer, later, english = texts
    field = make()
    qtbot.addWidget(field)
    assert field.text() == khmer
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == later
    speech.switch()
    QApplication.processEvents()
    assert field.text() == english
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == english


def test_the_facts_are_khmer_numbers_and_read_back_the_same(
    speech: Speech, qtbot: QtBot, desk: Desk
) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    dialog = FactsDialog(desk.event, speech.language, lambda _event: None, over)
    qtbot.addWidget(dialog)
    assert dialog.day.text() == "១៣/០៩/២០២៣"
    assert dialog.event_as_typed() == desk.event
    cells = [text for row in dialog.agenda.rows() for text in row[:2]]
    assert cells
    assert not any(c.isascii() and c.isdigit() for text in cells for c in text)
    dialog.day.setText("14/9/2023")
    assert dialog.event_as_typed().date.day == 14
    dialog.day.setText("១៥/៩/២០២៣")
    assert dialog.event_as_typed().date.day == 15
    dialog.day.setText("15")
    dialog.accept()
    assert "១៣/០៩/២០២៣" in dialog.problem.text()
