"""What the sheets have in common: columns as data, tables, title rows, print set-up."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from openpyxl.formatting.rule import Rule
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableColumn
from openpyxl.worksheet.worksheet import Worksheet

from kiosk.domain import Person
from kiosk.services.sheet_words import SIGN_OFF
from kiosk.services.workbook.cells import Cell, Content, Row, holdable
from kiosk.services.workbook.looks import BAD_MARK, BAND, GOOD_MARK, QUIET, Look, StyleBook
from kiosk.services.workbook.morning import Morning

LINE = 20.0
"""Points from one line of 10 pt Khmer to the next: 1.87 em and a little air."""

TITLE = Look(face="title", size=16, edges="none", across="center")
SUBTITLE = Look(face="latin", size=12, bold=True, edges="none", across="center")
EVENT_KM = Look(size=12, edges="none", across="center")
EVENT_EN = Look(face="latin", size=11, bold=True, edges="none", across="center")
HEAD_KM = Look(size=9.5, bold=True, fill=BAND, across="center")
HEAD_EN = Look(face="latin", size=9, bold=True, fill=BAND, across="center")
QUIET_TEXT = Look(size=9, colour=QUIET, edges="none")

_ROOM = (55, 65, 30)
"""Characters of the three parts of a header; with fonts and sizes Excel allows 255 for all."""

_SIGN_OFF_LINES = (
    "{km} {en}\n\n\n"
    "ហត្ថលេខា Signature: ..............................\n"
    "ឈ្មោះ Name: .......................................\n"
    "កាលបរិច្ឆេទ Date: ....... / ....... / ............"
)
SIGN_OFF_HEIGHT = 116.0


class Column(NamedTuple):
    """One column of people: its titles, its width in characters, its look, and its value."""

    km: str
    en: str
    width: float
    look: Look
    value: Callable[[Morning, int, Person], Content]


@dataclass(frozen=True, slots=True)
class Table:
    """Where people stand on a sheet: ``first`` is the row of the first person.

    A table is never empty: with nobody in it, one blank row stands there.
    """

    sheet: str
    name: str
    columns: Sequence[Column]
    first: int
    persons: int

    @property
    def last(self) -> int:
        """The row of the last person."""
        return self.first + max(1, self.persons) - 1

    def letter(self, title: str) -> str:
        """The column with that English title."""
        titles = [column.en for column in self.columns]
        return get_column_letter(titles.index(title) + 1)

    def span(self, title: str, persons: int | None = None) -> str:
        """The cells of a column, all of them or the first ``persons``, as formulas name them."""
        letter = self.letter(title)
        last = self.last if persons is None else self.first + persons - 1
        return f"{quote_sheetname(self.sheet)}!${letter}${self.first}:${letter}${last}"

    def here(self, title: str) -> str:
        """As :meth:`span`, for formulas on the same sheet."""
        letter = self.letter(title)
        return f"${letter}${self.first}:${letter}${self.last}"


def people_rows(
    table: Table,
    morning: Morning,
    people: Sequence[Person],
    styles: StyleBook,
    height: Callable[[Sequence[Content]], float | None],
) -> Iterator[Row]:
    """A row for each of ``people``; ``height`` sizes a row by its contents."""
    looks = [styles(column.look) for column in table.columns]
    for number, person in enumerate(people, 1):
        contents = [column.value(morning, number, person) for column in table.columns]
        yield Row(list(map(Cell, looks, contents)), height(contents))
    if not people:
        yield Row([Cell(look) for look in looks], height([]))


def head_rows(table: Table, styles: StyleBook) -> list[Row]:
    """The Khmer and the English column titles."""
    km, en = styles(HEAD_KM), styles(HEAD_EN)
    return [
        Row([Cell(km, column.km) for column in table.columns], 26),
        Row([Cell(en, column.en) for column in table.columns], 18),
    ]


def add_table(page: Worksheet, table: Table, *, filtered: bool) -> None:
    """Make an Excel Table of it: title row and people."""
    last = get_column_letter(len(table.columns))
    area = f"A{table.first - 1}:{last}{table.last}"
    excel = ExcelTable(
        displayName=table.name,
        ref=area,
        tableColumns=[
            TableColumn(id=number, name=column.en) for number, column in enumerate(table.columns, 1)
        ],
    )
    excel.autoFilter = AutoFilter(ref=area) if filtered else None
    page.add_table(excel)


def set_widths(page: Worksheet, widths: Sequence[float]) -> None:
    """Column widths in characters, from A on."""
    for number, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(number)].width = width


def wide(styles: StyleBook, look: Look, text: Content, columns: int, height: float) -> Row:
    """A row whose one text takes all ``columns``; merge them with :func:`merge`."""
    style = styles(look)
    return Row([Cell(style, text)] + [Cell(style)] * (columns - 1), height)


def merge(page: Worksheet, *areas: str) -> None:
    """Merge cells without openpyxl making cell objects for them."""
    for area in areas:
        page.merged_cells.add(CellRange(area))


def sign_off(styles: StyleBook, spans: Sequence[int], first: Cell | None = None) -> Row:
    """Three boxes in one tall row, which no page break can split; ``first`` stands before them.

    ``spans`` says how many columns each takes.
    """
    style = styles(Look(size=9.5, edges="box", down="top", indent=1))
    boxes = [Cell(style, _SIGN_OFF_LINES.format(km=who.km, en=who.en)) for who in SIGN_OFF]
    cells: list[Cell] = []
    for box, span in zip([first, *boxes] if first else boxes, spans, strict=True):
        cells += [box, *[Cell(box.style)] * (span - 1)]
    return Row(cells, SIGN_OFF_HEIGHT)


def merge_sign_off(page: Worksheet, row: int, spans: Sequence[int]) -> None:
    """Merge the boxes of :func:`sign_off` in ``row``."""
    start = 1
    for span in spans:
        merge(page, f"{get_column_letter(start)}{row}:{get_column_letter(start + span - 1)}{row}")
        start += span


def mark_checks(page: Worksheet, rows: Sequence[int], letter: str) -> None:
    """Cells that say OK turn green, every other result, errors included, red."""
    corner, area = f"{letter}{rows[0]}", " ".join(f"{letter}{row}" for row in rows)
    good = Rule(type="expression", dxf=GOOD_MARK, formula=[f'IFERROR({corner}="OK",FALSE)'])
    bad = Rule(
        type="expression",
        dxf=BAD_MARK,
        formula=[f'IFERROR({corner}<>"OK",TRUE)'],
    )
    page.conditional_formatting.add(area, good)
    page.conditional_formatting.add(area, bad)


def set_print(
    page: Worksheet, morning: Morning, styles: StyleBook, *, landscape: bool, repeat: str | None
) -> None:
    """A4, one page wide, titles on every page, initials and page numbers at the foot."""
    page.page_setup.paperSize = 9
    page.page_setup.orientation = "landscape" if landscape else "portrait"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_options.horizontalCentered = True
    margins = page.page_margins
    margins.left = margins.right = 0.35
    margins.top, margins.bottom = 0.55, 0.7
    margins.header, margins.footer = 0.25, 0.3
    if repeat:
        page.print_title_rows = repeat
    page.sheet_view.showGridLines = False
    _head_and_foot(page, morning, f"{styles.faces.khmer},Regular")


def _head_and_foot(page: Worksheet, morning: Morning, font: str) -> None:
    event = morning.event
    organizer, title = (event.organizer_en or event.organizer_km, event.title_en or event.title_km)
    dated = f"{event.date:%Y-%m-%d} | {page.title}"
    parts = page.HeaderFooter
    parts.differentFirst = True
    parts.firstHeader = _parts(font, organizer, "", dated)
    parts.oddHeader = _parts(font, organizer, title, dated)
    parts.firstFooter, parts.oddFooter = _foot(font), _foot(font)


def _foot(font: str) -> HeaderFooterItem:
    left = "រៀបចំ Prepared: .............  ពិនិត្យ Verified: ............."
    foot = _parts(font, left, "", "អនុម័ត Approved: .............")
    foot.center.text = "ទំព័រ Page &P / &N"
    return foot


def _parts(font: str, *texts: str) -> HeaderFooterItem:
    """Left, middle and right: each one line, ``&`` doubled, together short enough."""
    item = HeaderFooterItem()
    parts = (item.left, item.center, item.right)
    for part, text, room in zip(parts, texts, _ROOM, strict=True):
        line = " ".join(holdable(text).split())
        most = max(0, room - line.count("&"))
        shown = line if len(line) <= most else f"{line[: most - 1]}…"
        part.text, part.size, part.font = shown.replace("&", "&&") or None, 8, font
    return item


def lines_of(text: str, width: float) -> int:
    """How many lines ``text`` takes in a column of ``width`` characters, estimated."""
    if len(text) * 1.3 <= width and "\n" not in text:
        return 1
    return sum(max(1, math.ceil(_columns(part) / width)) for part in text.split("\n"))


def _columns(text: str) -> float:
    """The width of 10 pt ``text`` in column characters; measured on Khmer OS Siemreap and Noto."""
    taken, below = 0.0, False
    for character in text:
        kind = unicodedata.category(character)
        if below:
            taken += 0.2
        elif kind == "Mc":
            taken += 0.7
        elif kind not in ("Mn", "Cf"):
            taken += 1.3 if character >= "\u0e00" else 1.08
        below = character == "\u17d2"
    return taken


def mark_no(page: Worksheet, table: Table, title: str) -> None:
    """A “No” in that column stands out."""
    letter = table.letter(title)
    area = f"{letter}{table.first}:{letter}{table.last}"
    rule = Rule(type="expression", dxf=BAD_MARK, formula=[f'{letter}{table.first}="No"'])
    page.conditional_formatting.add(area, rule)
