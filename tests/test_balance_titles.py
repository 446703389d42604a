"""The table of groups: no word of a title is broken and no number is cut off, however many columns
there are and however large the text; what is shortened is whole in a tool tip."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.services.khmer import with_break_marks
from kiosk.ui import theme
from kiosk.ui.balance import Balance, BalanceRow, Total
from kiosk.ui.bands import bands
from tests.judging import settle

USUAL = (
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
LONG = (
    "Here",
    "Women",
    "Men",
    "Provincial Department of Women's Affairs official",
    "Commune council member in charge of women and children",
    "Representative of a community fishery committee",
    "Persons with disabilities' organisation delegate",
    "Private sector and microfinance institution",
    "Development partner / UN agency",
    "Journalists & media",
    "Interpreter, facilitator & logistics team",
)
KHMER = (
    "មកដល់",
    "ស្រី",
    "ប្រុស",
    "មន្ត្រីមន្ទីរកិច្ចការនារីខេត្ត និងអង្គភាពពាក់ព័ន្ធ",
    "សមាជិកក្រុមប្រឹក្សាឃុំទទួលបន្ទុកកិច្ចការនារី និងកុមារ",
    "តំណាងគណៈកម្មការសហគមន៍នេសាទ",
    "ប្រតិភូអង្គការជនមានពិការភាព",
    "វិស័យឯកជន និងគ្រឹះស្ថានមីក្រូហិរញ្ញវត្ថុ",
    "ដៃគូអភិវឌ្ឍន៍ / ទីភ្នាក់ងារសហប្រជាជាតិ",
    "អ្នកសារព័ត៌មាន និងប្រព័ន្ធផ្សព្វផ្សាយ",
    "ក្រុមអ្នកបកប្រែ អ្នកសម្របសម្រួល និងភស្តុភារ",
)


def filled(qtbot: QtBot, titles: tuple[str, ...], width: int, of: str = "1030 / 1134") -> Balance:
    """The table of nine groups and ``of`` all people, shown ``width`` pixels wide."""
    balance = Balance(str)
    qtbot.addWidget(balance)
    balance.name_table("Groups by sex and category", "tick: share among all")
    columns = len(titles) - 1
    rows = [
        BalanceRow(
            f"{n} Flood early warning and evacuation centres", "112 / 134", 134, (14,) * columns
        )
        for n in range(1, 10)
    ]
    balance.show_rows(titles, rows, [Total(1030, 1134, of) for _ in titles])
    balance.resize(width, 300)
    balance.show()
    settle(balance)
    return balance


@pytest.mark.usefixtures("usual_look")
@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("width", [700, 903, 1290])
@pytest.mark.parametrize("titles", [USUAL, LONG, KHMER], ids=["usual", "long", "khmer"])
def test_every_number_and_every_word_has_its_room(
    qtbot: QtBot, qapp: QApplication, titles: tuple[str, ...], width: int, percent: int
) -> None:
    theme.dress(qapp)
    theme.change_look(qapp, theme.Look(percent))
    balance = filled(qtbot, titles, width)
    bold = QFontMetricsF(theme.font(theme.SMALL, bold=True))
    plain = QFontMetricsF(theme.font(theme.SMALL))
    shown = []
    for band in balance.bands():
        for column, (start, wide) in enumerate(band.places, band.first):
            room = wide - theme.UNIT
            assert bold.horizontalAdvance("1030 / 1134") <= room
            words = with_break_marks(titles[column]).replace("\u200b", " ").replace("-", "- ")
            assert all(plain.horizontalAdvance(word) <= room for word in words.split())
            assert start + wide <= balance.width() + 1
            shown.append(column)
    assert shown == list(range(len(titles))), "each column stands once"
    assert balance.sizeHint().height() >= balance.bands()[-1].row(10), "the last line too"


def test_the_usual_titles_stand_in_one_band(qtbot: QtBot) -> None:
    assert len(filled(qtbot, USUAL, 903, "30 / 34").bands()) == 1
    assert len(filled(qtbot, LONG, 903, "30 / 34").bands()) == 2


def test_bands_are_as_few_as_can_be_and_about_as_full() -> None:
    assert [len(band) for band in bands([100] * 9, 100, 900)] == [5, 4]
    assert [len(band) for band in bands([100] * 8, 100, 900)] == [8]
    assert bands([100, 100], 100, 300) == [[(100, 100), (200, 100)]]
    assert bands([50, 150], 100, 300) == [[(100, 50), (150, 150)]], "who needs more has it"
    assert bands([500, 20], 100, 300) == [[(100, 200)], [(100, 200)]], "no wider than there is"
    assert bands([], 100, 300) == []


def test_the_tool_tip_has_the_names_whole(qtbot: QtBot) -> None:
    balance = filled(qtbot, LONG, 903)
    first, second = balance.bands()
    x, wide = second.places[0]
    name = "2 Flood early warning and evacuation centres"
    middle = round(second.row(1)) + 4
    assert balance.told_at(QPoint(5, middle)) == name
    assert balance.told_at(QPoint(round(x + wide / 2), middle)) == (
        f"{name}\n{LONG[second.first]}: 14 / 134"
    )
    here = round(first.places[0][0]) + 4
    assert balance.told_at(QPoint(here, round(first.row(0)) + 4)).endswith("Here: 112 / 134")
    assert balance.told_at(QPoint(here, round(first.row(9)) + 4)) == "Here: 1030 / 1134"
    assert balance.told_at(QPoint(round(x) + 4, round(second.top) + 4)) == LONG[second.first]
