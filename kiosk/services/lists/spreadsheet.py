"""Workbooks by calamine: xlsx, xlsm, xlsb, xls and ods, one value a cell."""

from __future__ import annotations

import io

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
from kiosk.services.lists.package import Package
from kiosk.services.lists.tables import Marks, Table


def read_spreadsheet(file: io.BytesIO, name: str, package: Package | None) -> tuple[Table, ...]:
    """Every sheet with cells, in the workbook's order; ``package`` knows their marks.

    Raises:
        Refusal: the workbook is encrypted or damaged.
    """
    try:
        workbook = CalamineWorkbook.from_filelike(file)
        return tuple(
            _table(workbook.get_sheet_by_name(sheet.name), sheet, package)
            for sheet in workbook.sheets_metadata
            if sheet.typ is SheetTypeEnum.WorkSheet
        )
    except PasswordError:
        raise Refusal(say.ENCRYPTED, file=name) from None
    except (CalamineError, XmlError, ZipError, OSError, ValueError):
        raise Refusal(say.DAMAGED, file=name) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how calamine's own faults arrive
            raise
        raise Refusal(say.DAMAGED, file=name) from None


def _table(sheet: CalamineSheet, about: SheetMetadata, package: Package | None) -> Table:
    row, column = sheet.start or (0, 0)
    return Table(
        name=about.name,
        rows=sheet.to_python(),
        first_row=row + 1,
        first_column=column + 1,
        hidden=about.visible is not SheetVisibleEnum.Visible,
        marks=package.marks(about.name) if package else Marks(merged=_merged(sheet)),
    )


def _merged(sheet: CalamineSheet) -> dict[tuple[int, int], int]:
    ranges = sheet.merged_cell_ranges or ()
    return {(r + 1, c + 1): last - c + 1 for (r, c), (_, last) in ranges}
