"""What the sheets of binary workbooks mark: the records of an xls (BIFF8) and an xlsb.

Only records with a row, a column, a font or a name are looked at; their layouts are those
of [MS-XLS] 2.4 and [MS-XLSB] 2.4. Formulas are stored as tokens, so their text is not
known here and none of their results is believed.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kiosk.services.lists.sheet_xml import MAX_COLUMN, MAX_ROWS, MAX_TABLE, SheetFacts
from kiosk.services.lists.tables import Marks, Place

UNKNOWN_FORMULA = "=FORMULA(…)"
"""Stands for a formula that is there but cannot be shown."""

_Record = tuple[int, bytes]

_BOUNDSHEET, _FONT, _XF, _ROW, _COLINFO = 0x85, 0x31, 0xE0, 0x208, 0x7D
_FORMULA, _MULRK = 0x06, 0xBD
_TEXT_CELLS = frozenset((0xFD, 0x204, 0xD6))
_CELLS = frozenset((0xFD, 0x204, 0xD6, 0x27E, 0x203, 0x205, _FORMULA, _MULRK))
_EOF = 0x0A

_END = 0xFFFFFFFA
"""Sector numbers from here on end a chain."""
_DIRECTORY_ENTRY = 128
_IN_HEADER = 109
"""FAT sectors whose numbers stand in the header of a compound file."""

_B_ROW, _B_COLUMN, _B_BUNDLED_SHEET = 0, 60, 156
_B_CELLS = range(2, 12)
_B_FORMULAS = range(8, 12)


@dataclass(slots=True)
class _Sheet:
    """What the records of one sheet gave so far."""

    row: int = 0
    valued_rows: set[int] = field(default_factory=set)
    widest: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formulas: dict[Place, str] = field(default_factory=dict)
    legacy: dict[Place, str] = field(default_factory=dict)

    def value_at(self, row: int, column: int) -> None:
        """Note a cell with a value."""
        self.valued_rows.add(row)
        self.widest = max(self.widest, column)

    def hide_columns(self, first: int, last: int) -> None:
        """Note hidden columns, both from 1."""
        self.hidden_columns.update(range(first, min(last, MAX_COLUMN) + 1))

    def facts(self) -> SheetFacts:
        """The facts of the sheet."""
        last = max(self.valued_rows, default=0)
        return SheetFacts(
            marks=Marks(
                hidden_rows=frozenset(self.hidden_rows),
                hidden_columns=frozenset(self.hidden_columns),
                formulas=self.formulas,
                legacy=self.legacy,
            ),
            too_much=len(self.valued_rows) > MAX_ROWS or last * self.widest > MAX_TABLE,
        )


def scan_xls(content: bytes, legacy_font: re.Pattern[bytes]) -> dict[str, SheetFacts]:
    """The facts of every sheet of an xls by its name; nothing of a file older than Excel 97.

    Raises:
        ValueError, struct.error, IndexError: the file is damaged.
    """
    stream = _workbook_stream(content)
    fonts: list[bytes] = []
    formats: list[int] = []
    sheets: dict[int, str] = {}
    for kind, data in _biff(stream, 0):
        if kind == _FONT:
            fonts.append(_font_name(data))
        elif kind == _XF:
            formats.append(struct.unpack_from("<H", data)[0])
        elif kind == _BOUNDSHEET:
            start, name = _bound_sheet(data)
            sheets[start] = name
    legacy = _legacy_formats(fonts, formats, legacy_font)
    return {name: _scan_biff(stream, start, legacy) for start, name in sheets.items()}


def xlsb_sheets(records: bytes) -> dict[str, str]:
    """The names of the sheets in an xlsb's workbook part, with the ids of their relations."""
    sheets = {}
    for kind, data in _xlsb_records(records):
        if kind == _B_BUNDLED_SHEET:
            relation, at = _wide_string(data, 8)
            name, _ = _wide_string(data, at)
            sheets[name] = relation
    return sheets


def scan_xlsb(records: bytes) -> SheetFacts:
    """The facts of one sheet part of an xlsb."""
    sheet = _Sheet()
    for kind, data in _xlsb_records(records):
        if kind == _B_ROW:
            sheet.row = struct.unpack_from("<I", data)[0] + 1
            if data[11] & 0x10:
                sheet.hidden_rows.add(sheet.row)
        elif kind in _B_CELLS:
            column = struct.unpack_from("<I", data)[0] + 1
            sheet.value_at(sheet.row, column)
            if kind in _B_FORMULAS:
                sheet.formulas[(sheet.row, column)] = UNKNOWN_FORMULA
        elif kind == _B_COLUMN and data[16] & 1:
            first, last = struct.unpack_from("<II", data)
            sheet.hide_columns(first + 1, last + 1)
    return sheet.facts()


def _scan_biff(stream: bytes, start: int, legacy: Mapping[int, str]) -> SheetFacts:
    sheet = _Sheet()
    for kind, data in _biff(stream, start):
        if kind == _ROW:
            row, options = struct.unpack_from("<H", data)[0], struct.unpack_from("<I", data, 12)[0]
            if options & 0x20:
                sheet.hidden_rows.add(row + 1)
        elif kind == _COLINFO:
            first, last, _, _, options = struct.unpack_from("<5H", data)
            if options & 1:
                sheet.hide_columns(first + 1, last + 1)
        elif kind in _CELLS:
            _note_cell(kind, data, sheet, legacy)
    return sheet.facts()


def _note_cell(kind: int, data: bytes, sheet: _Sheet, legacy: Mapping[int, str]) -> None:
    row, column, format_number = struct.unpack_from("<3H", data)
    last = struct.unpack_from("<H", data, len(data) - 2)[0] if kind == _MULRK else column
    sheet.value_at(row + 1, last + 1)
    if kind == _FORMULA:
        sheet.formulas[(row + 1, column + 1)] = UNKNOWN_FORMULA
    if kind in _TEXT_CELLS and format_number in legacy:
        sheet.legacy[(row + 1, column + 1)] = legacy[format_number]


def _biff(stream: bytes, start: int) -> Iterator[_Record]:
    """The records from ``start`` to the end of that part of the stream."""
    at = start
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        if kind == _EOF:
            return
        at += 4 + size


def _font_name(data: bytes) -> bytes:
    length, wide = data[14], data[15] & 1
    name = data[16 : 16 + length * (2 if wide else 1)]
    return name.decode("utf-16-le", "replace").encode() if wide else name


def _bound_sheet(data: bytes) -> tuple[int, str]:
    start = struct.unpack_from("<I", data)[0]
    length, wide = data[6], data[7] & 1
    name = data[8 : 8 + length * (2 if wide else 1)]
    return start, name.decode("utf-16-le" if wide else "latin-1", "replace")


def _legacy_formats(
    fonts: list[bytes], formats: list[int], legacy_font: re.Pattern[bytes]
) -> dict[int, str]:
    """Cell formats in a legacy font; the number 4 is never a font's ([MS-XLS] 2.5.129)."""
    named = {i if i < 4 else i + 1: name for i, name in enumerate(fonts)}
    return {
        number: named[font].decode("utf-8", "replace")
        for number, font in enumerate(formats)
        if font in named and legacy_font.match(named[font])
    }


def _xlsb_records(records: bytes) -> Iterator[_Record]:
    at = 0
    while at < len(records):
        kind, at = _variable(records, at, most=2)
        size, at = _variable(records, at, most=4)
        yield kind, records[at : at + size]
        at += size


def _wide_string(data: bytes, at: int) -> tuple[str, int]:
    end = at + 4 + 2 * struct.unpack_from("<I", data, at)[0]
    return data[at + 4 : end].decode("utf-16-le", "replace"), end


def _variable(records: bytes, at: int, *, most: int) -> tuple[int, int]:
    """A number of seven bits a byte, the lowest first, and where it ends."""
    number = 0
    for place in range(most):
        byte = records[at]
        at += 1
        number |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            break
    return number, at


def _workbook_stream(content: bytes) -> bytes:
    """The stream "Workbook" of a compound file ([MS-CFB]); empty where it is not there or is
    so small that it has no sectors of its own."""
    shift = struct.unpack_from("<H", content, 30)[0]
    if shift not in (9, 12):
        raise ValueError("sector size")
    size = 1 << shift
    table = _sector_table(content, size)
    directory = _chain(content, size, table, struct.unpack_from("<I", content, 48)[0])
    small = struct.unpack_from("<I", content, 56)[0]
    for at in range(0, len(directory), _DIRECTORY_ENTRY):
        entry = directory[at : at + _DIRECTORY_ENTRY]
        name = entry[: max(0, struct.unpack_from("<H", entry, 64)[0] - 2)]
        first, length = struct.unpack_from("<II", entry, 116)
        if name == "Workbook".encode("utf-16-le") and length >= small:
            return _chain(content, size, table, first)[:length]
    return b""


def _sector_table(content: bytes, size: int) -> list[int]:
    """The chain of every sector: the number that follows it."""
    numbers = list(struct.unpack_from(f"<{_IN_HEADER}I", content, 76))
    more = struct.unpack_from("<I", content, 68)[0]
    for _ in range(len(content) // size):
        if more >= _END:
            break
        *listed, more = struct.unpack_from(f"<{size // 4}I", content, (more + 1) * size)
        numbers += listed
    table: list[int] = []
    for number in numbers:
        if number < _END:
            table += struct.unpack_from(f"<{size // 4}I", content, (number + 1) * size)
    return table


def _chain(content: bytes, size: int, table: list[int], first: int) -> bytes:
    parts = []
    sector = first
    while sector < _END:
        parts.append(content[(sector + 1) * size : (sector + 2) * size])
        if len(parts) > len(table):
            raise ValueError("chain without end")
        sector = table[sector]
    return b"".join(parts)
