"""Khmer that was saved as UTF-8 and read as Western European: ážŸáž»áž for សុខ.

Every Khmer letter is three bytes in UTF-8, the first of them E1, the second 9E or 9F; read as
cp1252 or Latin-1 they are "á" and one of "ž", "Ÿ" or the two control characters. Put back
into bytes they are read rightly, and only text that is whole UTF-8 then is believed: that is
certain. What lost a byte on its way cannot be had back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kiosk.services.lists.tables import Cell, Table

_SIGNS = ("áž", "áŸ", "á\x9e", "á\x9f")
_RUN = re.compile(
    "[\x80-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201a"
    "\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]+"
)
_BYTES = {
    bytes([byte]).decode("cp1252"): byte
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
} | {chr(byte): byte for byte in range(0x80, 0x100)}


def is_garbled(text: str) -> bool:
    """Whether a text holds Khmer that was read as Western European."""
    return "á" in text and any(sign in text for sign in _SIGNS)


def mended(text: str) -> str:
    """The text with every run that is certainly Khmer put right; others stay as they are."""
    return _RUN.sub(_mended_run, text) if is_garbled(text) else text


def _mended_run(run: re.Match[str]) -> str:
    text = run.group()
    if not is_garbled(text):
        return text
    try:
        return bytes(_BYTES[letter] for letter in text).decode("utf-8")
    except UnicodeDecodeError:
        return text


def mended_tables(tables: Sequence[Table], tick: Callable[[], None]) -> tuple[list[Table], int]:
    """The tables with their cells mended, and how many were."""
    count = 0
    whole = []
    for table in tables:
        tick()
        rows: list[Sequence[Cell]] = []
        for row in table.rows:
            if any(isinstance(cell, str) and is_garbled(cell) for cell in row):
                put_right = [mended(c) if isinstance(c, str) else c for c in row]
                count += sum(a != b for a, b in zip(row, put_right, strict=True))
                rows.append(put_right)
            else:
                rows.append(row)
        whole.append(table.with_rows(rows))
    return whole, count
