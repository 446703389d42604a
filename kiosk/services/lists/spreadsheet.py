"""Workbooks by calamine: xlsx, xlsm, xlsb, xls and ods, one value a cell."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
    XmlError,
    ZipError,
)

from kiosk.language import Refusal
from kiosk.services.lists import sentences as say
from kiosk.services.lists.bounds import Room
from kiosk.services.lists.tables import Marks, Place, Table


def read_spreadsheet(file: io.BytesIO, name: str, marks: Mapping[str, Marks]) -> tuple[Table, ...]:
    """Every sheet with cells, in the workbook's order; ``marks`` are theirs by name.

    Raises:
        Refusal: the workbook is encrypted, damaged or more than a list can be.
    """
    try:
        with _panics_unheard():
            return _tables(CalamineWorkbook.from_filelike(file), marks, Room(name))
    except PasswordError:
        raise Refusal(say.ENCRYPTED, file=name) from None
    except (CalamineError, XmlError, ZipError, OSError, ValueError):
        raise Refusal(say.DAMAGED, file=name) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how calamine's own faults arrive
            raise
        raise Refusal(say.DAMAGED, file=name) from None


def _tables(
    workbook: CalamineWorkbook, marks: Mapping[str, Marks], room: Room
) -> tuple[Table, ...]:
    """Each sheet is within bounds by itself; together they must be, too."""
    tables = []
    for about in workbook.sheets_metadata:
        if about.typ is SheetTypeEnum.WorkSheet:
            sheet = workbook.get_sheet_by_name(about.name)
            room.take_cells(sheet.height * sheet.width)
            tables.append(_table(sheet, about, marks.get(about.name, Marks())))
    return tuple(tables)


@contextlib.contextmanager
def _panics_unheard() -> Iterator[None]:
    """Keep what Rust itself writes of a panic off the terminal; the refusal says it."""
    try:
        heard = os.dup(2)
    except OSError:  # a windowed program has no stderr
        yield
        return
    try:
        with open(os.devnull, "wb") as unheard:
            os.dup2(unheard.fileno(), 2)
        yield
    finally:
        os.dup2(heard, 2)
        os.close(heard)


def _table(sheet: CalamineSheet, about: SheetMetadata, marks: Marks) -> Table:
    row, column = sheet.start or (0, 0)
    return Table(
        name=about.name,
        rows=sheet.to_python(),
        first_row=row + 1,
        first_column=column + 1,
        hidden=about.visible is not SheetVisibleEnum.Visible,
        marks=marks if marks.merged else replace(marks, merged=_merged(sheet)),
    )


def _merged(sheet: CalamineSheet) -> dict[Place, tuple[int, int]]:
    ranges = sheet.merged_cell_ranges or ()
    return {(r + 1, c + 1): (right - c + 1, low - r + 1) for (r, c), (low, right) in ranges}
