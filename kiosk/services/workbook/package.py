"""The xlsx package: openpyxl writes everything but the rows, which are streamed in.

openpyxl keeps every cell as an object and stores no formula results. Here it writes each
sheet empty (views, columns, tables, validations, print set-up, images), and where its
``sheetData`` stands, our row XML goes into the archive. Parts carry one fixed date, so
equal content is equal bytes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from kiosk.services.workbook.cells import CellWriter, Row

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_EXTENT = re.compile(rb'(<dimension ref=")[^"]*')
_NO_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData>\s*</sheetData>")
_ROWS_AT_ONCE = 500

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: openpyxl's page with everything but rows, the rows, and the area they fill."""

    page: Worksheet
    rows: Iterable[Row]
    extent: str
    length: int


def write_package(
    book: Workbook, sheets: Sequence[Sheet], out: IO[bytes], writer: CellWriter, progress: Progress
) -> None:
    """Write ``book``, whose worksheets are the pages of ``sheets`` in that order, to ``out``.

    ``progress`` is told rows written and rows in all; what it raises ends the writing.
    """
    with _Archive(out, sheets, writer, progress) as archive:
        ExcelWriter(book, archive).write_data()


class _Archive(ZipFile):
    """The zip that openpyxl writes into: one date for all parts, and rows for its sheets."""

    def __init__(
        self, out: IO[bytes], sheets: Sequence[Sheet], writer: CellWriter, progress: Progress
    ) -> None:
        super().__init__(out, "w", ZIP_DEFLATED)
        self._sheets = {f"xl/worksheets/sheet{n}.xml": sheet for n, sheet in enumerate(sheets, 1)}
        self._writer = writer
        self._progress = progress
        self._written = 0

    def writestr(self, zinfo_or_arcname: ZipInfo | str, data: Any, *_: Any, **__: Any) -> None:
        """As every zip, under our date."""
        super().writestr(_part(str(zinfo_or_arcname)), data)

    def write(
        self, filename: str | os.PathLike[str], arcname: Any = None, *_: Any, **__: Any
    ) -> None:
        """Take in a sheet that openpyxl has written to ``filename``, and its rows."""
        sheet = self._sheets[arcname]
        head, tail = _NO_ROWS.split(Path(filename).read_bytes(), maxsplit=1)
        with self.open(_part(arcname), "w") as part:
            part.write(_EXTENT.sub(rb"\g<1>" + sheet.extent.encode(), head) + b"<sheetData>")
            for chunk in self._rows(sheet):
                part.write(chunk.encode())
            part.write(b"</sheetData>" + tail)

    def _rows(self, sheet: Sheet) -> Iterator[str]:
        rows, number = iter(sheet.rows), 1
        while chunk := list(islice(rows, _ROWS_AT_ONCE)):
            yield self._writer.rows(sheet.page.title, chunk, number)
            number += len(chunk)
            self._written += len(chunk)
            self._progress(self._written, sum(each.length for each in self._sheets.values()))


def _part(name: str) -> ZipInfo:
    part = ZipInfo(name, _EARLIEST)
    part.compress_type = ZIP_DEFLATED
    part.external_attr = 0o644 << 16
    return part
