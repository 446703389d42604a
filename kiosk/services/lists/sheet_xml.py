"""A worksheet's XML read in pieces for its marks and its extent, never as a tree.

Attributes that are looked for: ``row@r``, ``row@hidden``, ``col@hidden``, ``c@r``, ``c@s``,
``f``, ``mergeCell@ref`` (ECMA-376 part 1, 18.3.1). 120 MB take about a second.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from kiosk.services.lists.tables import Marks, Place

MAX_ROWS = 250_000
"""Rows with values that a list may have."""
MAX_TABLE = 6_000_000
"""Cells from corner to corner that calamine may build: 32 bytes each."""
MAX_COLUMN = 256
_GAP = 1000
"""Empty rows after which whatever follows is no longer the list."""
_MOST_FORMULA = 200
_MOST_MARKS = 500_000

_ROW = re.compile(rb"<row\b([^>]*)>")
_ROW_NUMBER = re.compile(rb"(?<!\w)r=\"(\d+)\"")
_HIDDEN = re.compile(rb"\bhidden=\"(?:1|true)\"")
_COLUMN = re.compile(rb"<col\b[^>]*>")
_MIN_MAX = re.compile(rb"\b(min|max)=\"(\d+)\"")
_PLACE = re.compile(rb"<c\b[^>]*?(?<!\w)r=\"([A-Z]+)(\d+)\"[^>/]*><[vfi]")
_OTHERWISE_QUOTED = re.compile(rb"\s*=\s*'([^'<>\"]*)'|\s+=\s*\"([^<>\"]*)\"|=\s+\"([^<>\"]*)\"")
_FORMULA = re.compile(
    rb"<c\b[^>]*?(?<!\w)r=\"([A-Z]{1,3})(\d+)\"[^>]*><f\b([^>]*?)(?:/>|>([^<]*)</f>)"
)
_SHARED = re.compile(rb"\bsi=\"(\d+)\"")
_STYLED_CELL = re.compile(rb"<c\b[^>]*?(?<!\w)r=\"([A-Z]{1,3})(\d+)\"[^>]*?\bs=\"(\d+)\"")
_STRING_CELL = re.compile(
    rb"<c\b[^>]*?(?<!\w)r=\"([A-Z]{1,3})(\d+)\"[^>]*?\bt=\"s\"[^>]*><v>(\d+)</v>"
)
_MERGE = re.compile(rb"<mergeCell\b[^>]*\bref=\"([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)\"")
_PREFIX = re.compile(rb"<(/?)\w+:(?=\w)")
_VALUED_ROW = re.compile(rb"<row\b([^>]*[^/>]|)>(?:(?!</row>).)*?<(?:v|is|f)\b", re.DOTALL)
_CELL = re.compile(rb"<c\b[^>]*?(?<!\w)r=\"([A-Z]{2,3})\d+\"[^>]*?(?:/>|>.*?</c>)", re.DOTALL)
_WHOLE_ROW = re.compile(rb"<row\b([^>]*?)(?:/>|>.*?</row>)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """The marks of a sheet; ``cut`` is the last row to keep where values stand too far away
    (0 where all may stay), ``too_much`` says that no list has so many rows, ``broken`` that
    cells say they stand in other rows than they do."""

    marks: Marks
    cut: int = 0
    too_much: bool = False
    broken: bool = False


@dataclass(slots=True)
class _Found:
    """What the pieces of one sheet gave so far."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formulas: dict[Place, str] = field(default_factory=dict)
    shared: dict[bytes, str] = field(default_factory=dict)
    legacy: dict[Place, str] = field(default_factory=dict)
    merged: dict[Place, tuple[int, int]] = field(default_factory=dict)
    valued_rows: list[int] = field(default_factory=list)
    lowest: int = 0
    widest: int = 26


def scan_sheet(
    pieces: Iterator[bytes], formats: Mapping[int, str], strings: Mapping[int, str]
) -> SheetFacts:
    """The facts of a sheet; ``formats`` and ``strings`` are those in a font of before Unicode."""
    found = _Found()
    for piece in _whole_rows(pieces):
        _note_rows(piece, found)
        _note_formulas(piece, found)
        _note_legacy(piece, found, formats, strings)
        _note_around(piece, found)
    return _facts(found)


def trimmed_sheet(xml: bytes, cut: int) -> bytes:
    """The sheet without the rows below ``cut`` and the columns beyond ``MAX_COLUMN``."""
    plain = _PREFIX.sub(rb"<\1", xml) if _is_prefixed(xml) else xml
    near = _WHOLE_ROW.sub(lambda row: b"" if _number(row.group(1)) > cut else row.group(), plain)
    return _CELL.sub(
        lambda cell: b"" if column_number(cell.group(1)) > MAX_COLUMN else cell.group(), near
    )


def column_number(letters: bytes | str) -> int:
    """The number, from 1, of a column given by its letters: 1 for A, 27 for AA."""
    text = letters.decode("ascii") if isinstance(letters, bytes) else letters
    number = 0
    for letter in text:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """The letters of a column given by its number from 1."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _whole_rows(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Pieces that begin at a row, without namespace prefixes."""
    carry, prefixed = b"", None
    for piece in pieces:
        text = carry + piece
        prefixed = _is_prefixed(text) if prefixed is None else prefixed
        if prefixed:
            text = _PREFIX.sub(rb"<\1", text)
        if b"='" in text or b" =" in text or b"= " in text:
            text = _OTHERWISE_QUOTED.sub(_as_usual, text)
        end = text.rfind(b"<row")
        if end <= 0:
            end = text.rfind(b"<")
        carry = text[end:] if end > 0 else b""
        yield text[:end] if end > 0 else text
    yield carry


def _as_usual(attribute: re.Match[bytes]) -> bytes:
    value = next(group for group in attribute.groups() if group is not None)
    return b'="' + value + b'"'


def _is_prefixed(start: bytes) -> bool:
    return re.search(rb"<\w+:worksheet\b", start[:4096]) is not None


def _number(attributes: bytes) -> int:
    found = _ROW_NUMBER.search(attributes)
    return int(found.group(1)) if found else 0


def _note_rows(piece: bytes, found: _Found) -> None:
    if b"hidden" in piece:
        for row in _ROW.finditer(piece):
            if _HIDDEN.search(row.group(1)):
                found.hidden_rows.add(_number(row.group(1)))
    if b"<v" not in piece and b"<is" not in piece and b"<f" not in piece:
        return
    found.valued_rows += [_number(row.group(1)) for row in _VALUED_ROW.finditer(piece)]
    places = _PLACE.findall(piece)
    if places:
        found.lowest = max(found.lowest, *(int(row) for _, row in places))
        widest = max((column for column, _ in places), key=lambda column: (len(column), column))
        found.widest = max(found.widest, column_number(widest))


def _note_formulas(piece: bytes, found: _Found) -> None:
    if b"<f" not in piece or len(found.formulas) > _MOST_MARKS:
        return
    for column, row, attributes, text in _FORMULA.findall(piece):
        shared = _SHARED.search(attributes)
        formula = html.unescape(text[:_MOST_FORMULA].decode("utf-8", "replace"))
        if shared and formula:
            found.shared[shared.group(1)] = formula
        elif shared:
            formula = found.shared.get(shared.group(1), "")
        found.formulas[(int(row), column_number(column))] = f"={formula}"


def _note_legacy(
    piece: bytes, found: _Found, formats: Mapping[int, str], strings: Mapping[int, str]
) -> None:
    for pattern, legacy in ((_STYLED_CELL, formats), (_STRING_CELL, strings)):
        if not legacy or len(found.legacy) > _MOST_MARKS:
            continue
        for column, row, number in pattern.findall(piece):
            if int(number) in legacy:
                found.legacy[(int(row), column_number(column))] = legacy[int(number)]


def _note_around(piece: bytes, found: _Found) -> None:
    """Hidden columns stand before the rows, merged areas after them."""
    if b"<col" in piece:
        for column in _COLUMN.findall(piece):
            if _HIDDEN.search(column):
                ends = dict(_MIN_MAX.findall(column))
                first, last = int(ends.get(b"min", 1)), int(ends.get(b"max", 0))
                found.hidden_columns.update(range(first, min(last, MAX_COLUMN) + 1))
    if b"<mergeCell" in piece:
        for left, top, right, bottom in _MERGE.findall(piece):
            first = column_number(left)
            covered = (column_number(right) - first + 1, int(bottom) - int(top) + 1)
            found.merged[(int(top), first)] = covered


def _facts(found: _Found) -> SheetFacts:
    rows = sorted(found.valued_rows)
    cut = 0
    last = rows[-1] if rows else 0
    if last * found.widest > MAX_TABLE:
        ends = (a for a, b in pairwise(rows) if b - a > _GAP)
        cut = next(ends, rows[-1])
    return SheetFacts(
        marks=Marks(
            hidden_rows=frozenset(found.hidden_rows),
            hidden_columns=frozenset(found.hidden_columns),
            formulas=found.formulas,
            legacy=found.legacy,
            merged=found.merged,
            stray_rows=tuple(row for row in rows if cut and row > cut),
        ),
        cut=cut,
        too_much=len(rows) > MAX_ROWS or (not last and found.lowest * found.widest > MAX_TABLE),
        broken=0 < last < found.lowest,
    )
