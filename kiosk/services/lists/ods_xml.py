"""The one XML part of an ods read in pieces for what its sheets mark.

Looked for (OpenDocument 1.3 part 3, 9.1): ``table:visibility`` of rows and columns,
``table:formula``, and the repetitions that make a sheet of a million rows out of one tag.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kiosk.services.lists.sheet_xml import MAX_COLUMN, MAX_ROWS, MAX_TABLE, SheetFacts
from kiosk.services.lists.tables import Marks, Place

_TABLE = re.compile(rb"<table:table\s[^>]*?table:name=\"([^\"]*)\"")
_ROW = re.compile(rb"<table:table-row\b([^>]*)>")
_COLUMN = re.compile(rb"<table:table-column\b([^>]*)>")
_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*)>")
_ROWS_REPEATED = re.compile(rb"number-rows-repeated=\"(\d+)\"")
_COLUMNS_REPEATED = re.compile(rb"number-columns-repeated=\"(\d+)\"")
_HIDDEN = re.compile(rb"table:visibility=\"(?:collapse|filter)\"")
_FORMULA = re.compile(rb"table:formula=\"(?:\w+:)?([^\"]*)\"")
_MOST_FORMULA = 200


@dataclass(slots=True)
class _Sheet:
    """What the rows of one sheet gave so far."""

    row: int = 0
    column: int = 0
    last_valued: int = 0
    widest: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formulas: dict[Place, str] = field(default_factory=dict)


def scan_ods(pieces: Iterator[bytes]) -> dict[str, SheetFacts]:
    """The facts of every sheet by its name."""
    sheets: dict[str, _Sheet] = {}
    sheet = _Sheet()
    for part in _parts(pieces):
        if table := _TABLE.search(part):
            sheet = sheets.setdefault(html.unescape(table.group(1).decode("utf-8")), _Sheet())
        if b"<table:table-column" in part:
            _note_columns(part, sheet)
        if row := _ROW.match(part):
            _note_row(part, row.group(1), sheet)
    return {name: _facts(sheet) for name, sheet in sheets.items()}


def _parts(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The text cut before every row and every table."""
    carry = b""
    for piece in pieces:
        *whole, carry = re.split(rb"(?=<table:table-row\b|<table:table\s)", carry + piece)
        yield from whole
    yield carry


def _note_columns(part: bytes, sheet: _Sheet) -> None:
    for column in _COLUMN.finditer(part):
        count = _times(_COLUMNS_REPEATED, column.group(1))
        if _HIDDEN.search(column.group(1)):
            last = min(sheet.column + count, MAX_COLUMN)
            sheet.hidden_columns.update(range(sheet.column + 1, last + 1))
        sheet.column += count


def _note_row(part: bytes, attributes: bytes, sheet: _Sheet) -> None:
    count = _times(_ROWS_REPEATED, attributes)
    first, sheet.row = sheet.row + 1, sheet.row + count
    end = part.rfind(b"office:value-type")
    if end < 0:
        return
    sheet.last_valued = sheet.row
    before = part[:end]
    repeats = sum(map(int, _COLUMNS_REPEATED.findall(before)))
    sheet.widest = max(sheet.widest, before.count(b"table-cell") + repeats)
    if _HIDDEN.search(attributes):
        sheet.hidden_rows.update(range(first, first + min(count, MAX_ROWS)))
    if b"table:formula" in part:
        _note_formulas(part, first, sheet)


def _note_formulas(part: bytes, row: int, sheet: _Sheet) -> None:
    column = 1
    for cell in _CELL.finditer(part):
        if formula := _FORMULA.search(cell.group(1)):
            text = formula.group(1)[:_MOST_FORMULA].decode("utf-8", "replace")
            sheet.formulas[(row, column)] = html.unescape(text)
        column += _times(_COLUMNS_REPEATED, cell.group(1))


def _times(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found.group(1)) if found else 1


def _facts(sheet: _Sheet) -> SheetFacts:
    return SheetFacts(
        marks=Marks(
            hidden_rows=frozenset(sheet.hidden_rows),
            hidden_columns=frozenset(sheet.hidden_columns),
            formulas=sheet.formulas,
        ),
        too_much=sheet.last_valued > MAX_ROWS or sheet.last_valued * sheet.widest > MAX_TABLE,
    )
