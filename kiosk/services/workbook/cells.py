"""The one door through which every cell of the workbook goes.

A ``str`` is text and stays text, whatever it begins with; a formula can only come from a
:class:`Formula`, which carries the result that is stored beside it, so that previews and
Protected View show it (openpyxl stores none). What a cell cannot hold is left out or cut,
and said: :attr:`CellWriter.altered` and :attr:`CellWriter.cut` name the cells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import NamedTuple
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from kiosk.services.workbook.looks import Style

LONGEST_TEXT = 32_767
"""UTF-16 units that a cell holds (Excel specifications and limits)."""

TALLEST_ROW = 409.0
"""Points (Excel specifications and limits)."""

_DAY_NOUGHT = datetime(1899, 12, 30)  # noqa: DTZ001  (Excel counts local days from here)
_CUT_MARK = " … [cut: {units} characters, a cell holds 32,767]"

# Controls, lone surrogates, non-characters and BOM: XML cannot hold them or Excel repairs
# the file over them. Bidi controls would let a name turn its neighbours around.
_UNHOLDABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_LINE_END = re.compile("\r\n?")
_ESCAPE_LIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA_LIKE = frozenset("=+-@＝＋－＠")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of ours (without its ``=``) and the result to store beside it."""

    text: str
    result: int | float | Decimal | str


Content = str | int | float | Decimal | datetime | Formula | None


class Cell(NamedTuple):
    """What stands in a cell, and how it looks."""

    style: Style
    content: Content = None


class Row(NamedTuple):
    """One row from column A on; ``height`` in points, None for the sheet's own."""

    cells: Sequence[Cell]
    height: float | None = None


@dataclass(slots=True)
class CellWriter:
    """Turns rows into sheet XML and remembers which texts it could not keep whole."""

    altered: list[str] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)

    def rows(self, sheet: str, rows: Sequence[Row], first: int) -> str:
        """The XML of ``rows``, the first of which is row number ``first`` of ``sheet``."""
        return "".join(self._row(sheet, number, row) for number, row in enumerate(rows, first))

    def _row(self, sheet: str, number: int, row: Row) -> str:
        height = row.height
        sized = f' ht="{min(height, TALLEST_ROW):g}" customHeight="1"' if height else ""
        cells = [
            self._cell(f"{letter}{number}", sheet, cell)
            for letter, cell in zip(_LETTERS, row.cells, strict=False)
        ]
        return f'<row r="{number}"{sized}>{"".join(cells)}</row>'

    def _cell(self, ref: str, sheet: str, cell: Cell) -> str:
        style, content = cell
        if content is None or content == "":
            return f'<c r="{ref}" s="{style.plain}"/>'
        if isinstance(content, str):
            return self._text(ref, sheet, style, content)
        if isinstance(content, Formula):
            return _formula(ref, style, content)
        return f'<c r="{ref}" s="{style.plain}"><v>{_number(content)}</v></c>'

    def _text(self, ref: str, sheet: str, style: Style, content: str) -> str:
        text = self._held(content, lambda: f"{sheet}!{ref}")
        if not text:
            return f'<c r="{ref}" s="{style.plain}"/>'
        chosen = style.quoted if text[0] in _FORMULA_LIKE else style.plain
        return f'<c r="{ref}" s="{chosen}" t="inlineStr"><is>{_t(text)}</is></c>'

    def _held(self, content: str, place: Callable[[], str]) -> str:
        text = content
        if _UNHOLDABLE.search(text) or "\r" in text:
            text = holdable(text)
            self.altered.append(place())
        if len(text) * 2 > LONGEST_TEXT and _units(text) > LONGEST_TEXT:
            self.cut.append(place())
            text = _shortened(text)
        return text


def holdable(text: str) -> str:
    """``text`` without what no cell can hold; every line end is a newline."""
    return _UNHOLDABLE.sub("", _LINE_END.sub("\n", text))


def in_formula(text: str) -> str:
    """``text`` of ours as a string literal within a formula."""
    return '"' + text.replace('"', '""') + '"'


def serial(moment: datetime) -> float:
    """The number by which Excel knows a naive local time, by whole seconds."""
    return (moment.replace(microsecond=0) - _DAY_NOUGHT).total_seconds() / 86_400


def moment(number: float) -> datetime:
    """The naive local time, to the second, by which Excel knows ``number`` of a time's cell.

    Raises OverflowError for a number of no such time.
    """
    return _DAY_NOUGHT + timedelta(seconds=round(number * 86_400))


def letters(column: int) -> str:
    """What stands above a column, 1 is A."""
    return get_column_letter(column)


def _formula(ref: str, style: Style, formula: Formula) -> str:
    text, result = escape(formula.text), formula.result
    if isinstance(result, str):
        stored = escape(holdable(result))
        return f'<c r="{ref}" s="{style.plain}" t="str"><f>{text}</f><v>{stored}</v></c>'
    return f'<c r="{ref}" s="{style.plain}"><f>{text}</f><v>{_number(result)}</v></c>'


def _number(value: int | float | Decimal | datetime) -> str:
    return str(serial(value)) if isinstance(value, datetime) else str(value)


def _t(text: str) -> str:
    written = escape(_ESCAPE_LIKE.sub("_x005F_", text))
    return f'<t xml:space="preserve">{written}</t>' if text != text.strip() else f"<t>{written}</t>"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _shortened(text: str) -> str:
    mark = _CUT_MARK.format(units=f"{_units(text):,}")
    kept = text.encode("utf-16-le")[: 2 * (LONGEST_TEXT - len(mark))]
    return kept.decode("utf-16-le", "ignore") + mark


_LETTERS = tuple(get_column_letter(number) for number in range(1, 53))
