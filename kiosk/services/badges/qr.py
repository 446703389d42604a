"""The QR code as one path of crisp rectangles: version 1, error correction level M, in bytes.

A short code always fits the smallest symbol, so that only this one is made (ISO/IEC
18004:2015). The symbol is linear: each byte turns over the same modules whatever the other
bytes are, its own and those of its error correction. It is therefore looked up byte by byte
and laid over the others, 50 µs for a code. The mask is fixed: any is read back; the choice
only evens out dark and light.

One path, so that no viewer draws hairlines between modules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import cycle, islice

from kiosk.services.typesetting import Box, Document, number

SIDE = 21
"""Modules across and down, without the quiet zone of 4 on every side."""

QUIET_MODULES = 4
"""The paper to be left around the symbol, in modules (7.3.7)."""

LONGEST = 14
"""Bytes that a symbol holds (7.4, table 7)."""

_DATA, _CORRECTION = 16, 10
_BYTE_MODE = 0b0100
_PADDING = (0xEC, 0x11)
_FORMAT = 0b101101101001011  # level M with mask 3, with its own correction (7.9, annex C)
_FIELD = 0b100011101  # x⁸ + x⁴ + x³ + x² + 1 (7.5.2)
_CHUNK = 7


def modules(content: str) -> tuple[int, ...]:
    """The rows of the symbol of at most :data:`LONGEST` bytes from the top, each a number
    whose highest bit of 21 is the module at the left, 1 for dark."""
    symbol = _skeleton()
    for place, byte in enumerate(_codewords(content.encode())):
        symbol ^= _laid(place, byte)
    row = (1 << SIDE) - 1
    return tuple(symbol >> (SIDE * (SIDE - 1 - y)) & row for y in range(SIDE))


def draw_code(document: Document, content: str, box: Box, colour: str) -> None:
    """Draws ``content`` as a square as large as ``box`` allows, in its middle."""
    side = min(box.width, box.height)
    left, low = box.x + (box.width - side) / 2, box.y + (box.height - side) / 2
    module = number(side / SIDE)
    scale = f"{module} 0 0 {module} {number(left)} {number(low)} cm"
    document.paint(f"q {scale} {''.join(_rectangles(modules(content)))}f Q", colour)


def _rectangles(rows: Sequence[int]) -> Iterator[str]:
    """A rectangle for each stretch of dark modules; a module is 1, the lowest row at 0."""
    for y, row in enumerate(reversed(rows)):
        for x in range(0, SIDE, _CHUNK):
            yield _stretches(x, y, row >> (SIDE - _CHUNK - x) & 0x7F)


@cache
def _stretches(x: int, y: int, bits: int) -> str:
    dark = re.finditer("1+", f"{bits:07b}")
    return "".join(f"{x + d.start()} {y} {d.end() - d.start()} 1 re " for d in dark)


# ---- what stands in the symbol ----


def _codewords(content: bytes) -> bytes:
    """The bytes of the symbol: mode, length, content, end, padding (7.4)."""
    if len(content) > LONGEST:
        raise ValueError(f"{len(content)} bytes do not fit a code of {LONGEST}")
    bits = (_BYTE_MODE << 8 | len(content)) << 8 * len(content) | int.from_bytes(content)
    said = (bits << 4).to_bytes(len(content) + 2)
    return bytes([*said, *islice(cycle(_PADDING), _DATA - len(said))])


@cache
def _laid(place: int, byte: int) -> int:
    """The modules that ``byte`` turns over as codeword ``place``, by itself and through the
    error correction."""
    codewords = bytearray(_DATA + _CORRECTION)
    codewords[place] = byte
    codewords[_DATA:] = _correction(codewords[:_DATA])
    symbol = 0
    for at, codeword in enumerate(codewords):
        for bit in range(8):
            if codeword >> (7 - bit) & 1:
                symbol |= _free_modules()[8 * at + bit]
    return symbol


def _correction(data: bytearray) -> bytearray:
    """The remainder of ``data`` by the generator, Reed-Solomon over GF(256) (7.5.2)."""
    rest = bytearray(_CORRECTION)
    for byte in data:
        first = byte ^ rest[0]
        rest = bytearray(
            after ^ _product(first, factor)
            for after, factor in zip([*rest[1:], 0], _generator(), strict=True)
        )
    return rest


@cache
def _generator() -> tuple[int, ...]:
    """(x - 1)(x - 2)(x - 4) … of degree 10, without its leading 1."""
    found = [1]
    root = 1
    for _ in range(_CORRECTION):
        shifted = [0, *(_product(root, factor) for factor in found)]
        found = [a ^ b for a, b in zip([*found, 0], shifted, strict=True)]
        root = _product(root, 2)
    return tuple(found[1:])


def _product(a: int, b: int) -> int:
    found = 0
    while b:
        found ^= a if b & 1 else 0
        a = a << 1 ^ (_FIELD if a & 0x80 else 0)
        b >>= 1
    return found


# ---- where it stands ----


def _module(x: int, y: int) -> int:
    return 1 << (SIDE * SIDE - 1 - SIDE * y - x)


@cache
def _free_modules() -> tuple[int, ...]:
    """The module of each bit, in columns of two from the right, up and down (7.7.3)."""
    found: list[int] = []
    for turn, right in enumerate((20, 18, 16, 14, 12, 10, 8, 5, 3, 1)):
        for y in range(SIDE) if turn % 2 else range(SIDE - 1, -1, -1):
            found += [_module(x, y) for x in (right, right - 1) if _is_free(x, y)]
    return tuple(found)


def _is_free(x: int, y: int) -> bool:
    return 6 not in (x, y) and not (x < 9 and (y < 9 or y > 12)) and not (x > 12 and y < 9)


@cache
def _skeleton() -> int:
    """Finders, timing, format and the mask: all that is the same in every code (6.3, 7.8)."""
    places = [(x, y) for y in range(SIDE) for x in range(SIDE)]
    dark = [at for at in places if not _is_free(*at) and _is_dark_pattern(*at)]
    dark += [(x, y) for x, y in places if _is_free(x, y) and (x + y) % 3 == 0]
    return sum(_module(x, y) for x, y in [*dark, *_format_modules()])


def _is_dark_pattern(x: int, y: int) -> bool:
    for left, top in ((0, 0), (SIDE - 7, 0), (0, SIDE - 7)):
        away = max(abs(x - left - 3), abs(y - top - 3))
        if away <= 4:
            return away in (0, 1, 3)
    return 6 in (x, y) and (x + y) % 2 == 0


def _format_modules() -> Iterator[tuple[int, int]]:
    """Both copies of the format, and the module that is always dark (7.9.1)."""
    near = [0, 1, 2, 3, 4, 5, 7, 8]
    across = [*((x, 8) for x in near), *((8, y) for y in reversed(near[:-1]))]
    apart = [*((8, SIDE - 1 - i) for i in range(7)), *((SIDE - 8 + i, 8) for i in range(8))]
    for i in range(15):
        if _FORMAT >> (14 - i) & 1:
            yield across[i]
            yield apart[i]
    yield 8, SIDE - 8
