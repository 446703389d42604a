"""The titles of the table of groups: no word of them is broken where the columns have room."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from kiosk.ui import theme
from kiosk.ui.balance import Balance, BalanceRow, Total
from tests.judging import settle

TITLES = (
    "Here",
    "Women",
    "Men",
    "CCC member",
    "CSO partner",
    "Community-based organization (CBO)",
    "Government official",
    "Other stakeholder",
    "Speaker",
)


def test_every_word_of_a_title_has_its_room(qtbot: QtBot) -> None:
    balance = Balance(str)
    qtbot.addWidget(balance)
    row = BalanceRow("1 Elder People", "4 / 4", 4, (1, 1, 1, 1, 1, 1, 1, 1))
    balance.show_rows(TITLES, [row], [Total(30, 34, "30 / 34") for _ in TITLES])
    balance.resize(925, 300)
    balance.show()
    settle(balance)
    metrics = QFontMetrics(theme.font(theme.SMALL))
    for title, (start, width) in zip(TITLES, balance._columns(), strict=True):
        for word in title.replace("-", "- ").split():
            assert metrics.horizontalAdvance(word) < width - theme.UNIT // 4
        assert start + width <= balance.width() + 1
