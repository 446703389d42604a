"""How much a list may hold, whatever it was saved as: counted while it is read, so that no more is
ever built than a list of people can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kiosk.language import Refusal
from kiosk.services.lists import sentences as say
from kiosk.services.lists.cells import is_empty
from kiosk.services.lists.sheet_xml import MAX_ROWS, MAX_TABLE
from kiosk.services.lists.tables import Cell, Table

MAX_COLUMNS = 500
"""Columns that are looked at; what a form's tool exports has up to 300."""
MAX_CELL_TEXT = 32_767
"""Characters that Excel holds in a cell."""
MAX_LINES = 1_048_576
"""Rows, the empty ones counted: what Excel has room for."""


class Room:
    """Counts what was read of ``file``, which is refused where it is more than a list holds."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._lines = self._rows = self._cells = 0

    def take_row(self, cells: int) -> None:
        """One row more, with so many cells; 0 for an empty one.

        Raises:
            Refusal: there are too many, of rows or of cells.
        """
        self._lines += 1
        self._rows += bool(cells)
        if self._rows > MAX_ROWS or self._lines > MAX_LINES:
            raise Refusal(say.TOO_MANY_ROWS, file=self._file, most=MAX_ROWS)
        self.take_cells(cells)

    def take_cells(self, count: int) -> None:
        """So many cells more; raises as :meth:`take_row` does."""
        self._cells += count
        if self._cells > MAX_TABLE:
            raise Refusal(say.TOO_MANY_CELLS, file=self._file, most=MAX_TABLE)


def narrowed(tables: Sequence[Table]) -> tuple[tuple[Table, ...], bool]:
    """The tables with their first :data:`MAX_COLUMNS` columns, and whether others held anything."""
    wide = [any(len(row) > MAX_COLUMNS for row in table.rows) for table in tables]
    lost = any(
        not is_empty(cell)
        for table, is_wide in zip(tables, wide, strict=True)
        if is_wide
        for row in table.rows
        for cell in row[MAX_COLUMNS:]
    )
    cut = zip(tables, wide, strict=True)
    return tuple(_cut(table) if is_wide else table for table, is_wide in cut), lost


def _cut(table: Table) -> Table:
    rows: list[Sequence[Cell]] = [row[:MAX_COLUMNS] for row in table.rows]
    return replace(table, rows=rows)
