"""Sheets that are laid out otherwise than a list: on their side, or several lists abreast."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from kiosk.services.lists.cells import is_empty, text_of
from kiosk.services.lists.header import Header, find_header, titles_in
from kiosk.services.lists.sheet_xml import column_letters
from kiosk.services.lists.tables import Cell, Marks, Place, Table
from kiosk.services.lists.titles import title_key

_MOST_TURNED = 300
"""Rows and columns of a sheet that may stand on its side."""
_LEAST_TITLES = 3
_TITLES_SHARE = 0.5
"""Of the texts in a column of titles at least so many are known ones."""
_Value = TypeVar("_Value")


def upright(table: Table) -> Table:
    """The table with a person in each row: turned where its first columns hold the titles."""
    width = max(map(len, table.rows), default=0)
    if not table.rows or len(table.rows) > _MOST_TURNED or width > _MOST_TURNED:
        return table
    turned = _turned(table, width)
    lying, standing = find_header(turned), find_header(table)
    if lying is None or lying.first > 1 or titles_in(lying) < _LEAST_TITLES:
        return table
    if titles_in(lying) < _TITLES_SHARE * sum(map(bool, lying.titles)):
        return table
    if standing is not None and titles_in(standing) >= titles_in(lying):
        return table
    return turned


def _turned(table: Table, width: int) -> Table:
    rows = [list(row) + [""] * (width - len(row)) for row in table.rows]
    marks = table.marks
    return replace(
        table,
        rows=[list(column) for column in zip(*rows, strict=True)],
        first_row=table.first_column,
        first_column=table.first_row,
        turned=True,
        marks=Marks(
            hidden_rows=marks.hidden_columns,
            hidden_columns=marks.hidden_rows,
            formulas=_places_turned(marks.formulas),
            legacy=_places_turned(marks.legacy),
        ),
    )


def _places_turned(marks: Mapping[Place, _Value]) -> dict[Place, _Value]:
    return {(column, row): value for (row, column), value in marks.items()}


def lists_abreast(table: Table) -> list[Table]:
    """The lists that stand side by side on one sheet, each with the same titles."""
    header = find_header(table)
    starts = _starts(header) if header else []
    if len(starts) < 2:
        return [table]
    ends = [*starts[1:], max(map(len, table.rows))]
    return [_part(table, start, end) for start, end in zip(starts, ends, strict=True)]


def _starts(header: Header) -> list[int]:
    """The columns, from 0, at which the same titles begin anew; at least two titles repeat."""
    keys = [title_key(title) for title in header.titles]
    first = next((i for i, key in enumerate(keys) if key), 0)
    again = [i for i, key in enumerate(keys) if key and key == keys[first]]
    if len(again) < 2:
        return []
    period = again[1] - again[0]
    block = [key for key in keys[first : first + period] if key]
    blocks = [[k for k in keys[start : start + period] if k] for start in again]
    return again if len(block) > 1 and all(other == block for other in blocks) else []


def _part(table: Table, start: int, end: int) -> Table:
    first = table.first_column + start
    letters = f"{column_letters(first)}:{column_letters(table.first_column + end - 1)}"
    rows: list[Sequence[Cell]] = [row[start:end] for row in table.rows]
    used = [row for row in rows if any(not is_empty(cell) and text_of(cell) for cell in row)]
    return replace(
        table,
        name=f"{table.name} {letters}",
        rows=rows if used else [],
        first_column=first,
        marks=replace(table.marks, stray_rows=table.marks.stray_rows if start == 0 else ()),
    )
