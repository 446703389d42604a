"""What a file holds before anyone has asked what it means: tables of cells, and marks on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

Cell = str | float | bool | date | datetime | time | timedelta
"""A value as calamine gives it; an empty cell is ``""``, whole numbers are floats."""

Place = tuple[int, int]
"""Row and column of a cell, both from 1, as the spreadsheet counts them."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What a sheet says of its cells beside their values. Rows and columns count from 1."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    formulas: Mapping[Place, str] = field(default_factory=dict)
    legacy: Mapping[Place, str] = field(default_factory=dict)
    """Cells in a font of before Unicode, with its name (Limon): their letters are not Latin."""
    merged: Mapping[Place, tuple[int, int]] = field(default_factory=dict)
    """The first cell of each merged area with the columns and rows that it covers."""
    stray_rows: tuple[int, ...] = ()
    """Rows with values that stand so far from the list that they were left out."""


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet, or the whole of a text file. ``rows[0]`` is row ``first_row`` of the sheet,
    its first cell stands in column ``first_column``. One that lay on its side is ``turned``:
    its rows are the columns of the sheet."""

    name: str
    rows: Sequence[Sequence[Cell]]
    first_row: int = 1
    first_column: int = 1
    hidden: bool = False
    marks: Marks = field(default_factory=Marks)
    turned: bool = False

    def with_rows(self, rows: Sequence[Sequence[Cell]]) -> Table:
        """The same table with other values in its cells."""
        return replace(self, rows=rows)
