"""The Absent sheet: who was on the list and did not come, with the phone to ask why."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from openpyxl.worksheet.worksheet import Worksheet

from kiosk.services.sheet_words import english_title
from kiosk.services.workbook.cells import Content
from kiosk.services.workbook.looks import Look, StyleBook
from kiosk.services.workbook.morning import Morning
from kiosk.services.workbook.package import Sheet
from kiosk.services.workbook.page import (
    EVENT_EN,
    LINE,
    SUBTITLE,
    TITLE,
    Column,
    Table,
    add_table,
    head_rows,
    lines_of,
    merge,
    people_rows,
    set_print,
    set_widths,
    wide,
)
from kiosk.services.workbook.sign_in import COLUMNS as SIGN_IN_COLUMNS

_TYPE = Column(
    "ប្រភេទ",
    "Type",
    20,
    Look(face="latin", number="@", indent=1),
    lambda morning, _, p: morning.categories[p.category].en,
)
_REMARK = Column(
    "កំណត់សម្គាល់",
    "Remark",
    26,
    Look(size=8.5, number="@", indent=1),
    lambda morning, _, p: morning.substitutes.remark(p),
)
COLUMNS = (*SIGN_IN_COLUMNS[:8], _TYPE, SIGN_IN_COLUMNS[8], _REMARK)
_WRAPPED = {2: 19, 3: 20, 5: 18, 6: 27, 7: 14, 8: 20, 10: 28}


def absent_table(morning: Morning) -> Table:
    """Where the people stand."""
    return Table("Absent", "NoShows", COLUMNS, 6, len(morning.no_shows))


def absent_sheet(morning: Morning, page: Worksheet, styles: StyleBook) -> Sheet:
    """The sheet, by code, without a place to sign."""
    table = absent_table(morning)
    width = len(COLUMNS)
    set_widths(page, [column.width for column in COLUMNS])
    set_print(page, morning, styles, landscape=True, repeat="4:5")
    page.freeze_panes = "E6"
    merge(page, *(f"A{row}:K{row}" for row in (1, 2, 3)))
    add_table(page, table, filtered=False)
    titles = [
        wide(styles, TITLE, "បញ្ជីអ្នកអវត្តមាន", width, 38),
        wide(styles, SUBTITLE, "REGISTERED BUT ABSENT (NO-SHOWS)", width, 20),
        wide(styles, EVENT_EN, english_title(morning.event), width, 24),
    ]
    people = people_rows(table, morning, morning.no_shows, styles, _height)
    rows = chain(titles, head_rows(table, styles), people)
    return Sheet(page, rows, f"A1:K{table.last}", table.last)


def _height(contents: Sequence[Content]) -> float:
    lines = (lines_of(str(contents[i] or ""), w) if contents else 1 for i, w in _WRAPPED.items())
    return max(24.0, LINE * max(lines))
