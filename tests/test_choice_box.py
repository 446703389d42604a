"""Boxes to choose from: a long choice ends in dots, an open box shows its rows whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.ui import theme
from kiosk.ui.choice_box import ChoiceBox

LONG = "ក្រសួងសង្គមកិច្ច អតីតយុទ្ធជន និងយុវនីតិសម្បទា Ministry of Social Affairs"


@pytest.fixture(params=[100, 200])
def box(
    request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot, usual_look: None
) -> Iterator[ChoiceBox]:
    """A box that is shown, at a size of text."""
    theme.change_look(qapp, theme.Look(text_percent=request.param))
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.show()
    yield box
    box.hidePopup()


def test_a_choice_that_is_too_long_ends_in_dots(box: ChoiceBox) -> None:
    box.addItems([LONG, "… alone"])
    box.resize(QSize(260, box.height()))
    whole = box.grab().toImage()
    fits = [
        words
        for end in range(len(LONG))
        if box.fontMetrics().horizontalAdvance(words := LONG[:end] + "…") < box.width() - theme.UNIT
    ]
    assert any(_looks(box, words) == whole for words in fits)


def _looks(box: ChoiceBox, words: str) -> QImage:
    box.setItemText(0, words)
    return box.grab().toImage()


@pytest.mark.parametrize("rows", [2, 5, 30])
def test_an_open_box_shows_its_rows_whole(box: ChoiceBox, rows: int) -> None:
    box.addItems([f"{number} {LONG}" for number in range(rows)])
    for _ in "once", "again":
        box.showPopup()
        QApplication.processEvents()
        seen, shown = box.view(), min(rows, box.maxVisibleItems())
        last = seen.visualRect(seen.model().index(shown - 1, 0))
        assert last.height() >= theme.TOUCH
        assert last.bottom() < seen.viewport().height()
        longest = box.fontMetrics().horizontalAdvance(LONG)
        assert seen.viewport().width() >= min(longest, box.screen().availableSize().width() - 40)
        box.hidePopup()
