"""A drawn signature as a picture for its cell.

One bit a pixel, transparent beside the ink, 1,000 pixels over the pad's width: 600 dots an inch
and more on the printed sheet. A row of pixels is one whole number: the line is drawn one pixel
wide, then every row at once is widened to the pen by a few shifts and ORs (decision 0041).
"""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import pairwise
from operator import or_

from kiosk.services.signatures import HEIGHT, WIDTH, Point, Stroke, strokes

PEN = 7
"""Half the pen's width, in units of the pad."""

LEAST = (480, 150)
"""A picture's width and height in units of the pad at least: a small mark stays small."""

_COLOUR = bytes.fromhex("1b2a6b")
_PIXELS = (WIDTH + 2 * PEN + 7) // 8 * 8
_ROWS = HEIGHT + 2 * PEN + 1
_STEP = 2
"""Pixels from one place of the thin line to the next; the pen closes the gaps."""


def _nib() -> list[tuple[int, list[int]]]:
    """The disc of the pen: half widths, rising, each with the rows (from its top) that have it."""
    rows: dict[int, list[int]] = {}
    for down in range(-PEN, PEN + 1):
        half = math.isqrt((2 * PEN + 1) ** 2 // 4 - down * down)
        rows.setdefault(half, []).append(down + PEN)
    return sorted(rows.items())


_NIB = _nib()


def picture(signature: str) -> bytes:
    """A PNG of what :func:`kiosk.services.signatures.written` wrote; raises as
    :func:`~kiosk.services.signatures.strokes`."""
    thin = [0] * (HEIGHT + 1)
    for stroke in strokes(signature):
        for x, y in _places(stroke):
            thin[y] |= 1 << (_PIXELS - 1 - PEN - x)
    width, rows = _cropped(_widened(thin))
    pixels = b"".join(b"\0" + row.to_bytes(width // 8, "big") for row in rows)
    header = struct.pack(">IIBBBBB", width, len(rows), 1, 3, 0, 0, 0)
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", header),
            _chunk(b"PLTE", b"\xff\xff\xff" + _COLOUR),
            _chunk(b"tRNS", b"\0\xff"),
            _chunk(b"IDAT", zlib.compress(pixels, 6)),
            _chunk(b"IEND", b""),
        ]
    )


def _places(stroke: Stroke) -> Iterator[Point]:
    yield stroke[0]
    for (x, y), (right, below) in pairwise(stroke):
        steps = max(abs(right - x), abs(below - y)) // _STEP + 1
        for step in range(1, steps + 1):
            yield x + (right - x) * step // steps, y + (below - y) * step // steps


def _widened(thin: Sequence[int]) -> list[int]:
    """The rows with the pen's disc around each pixel of the thin ones."""
    inked = [0] * _ROWS
    for y, row in enumerate(thin):
        if not row:
            continue
        wide, reached = row, 0
        for half, downs in _NIB:
            for step in range(reached + 1, half + 1):
                wide |= row << step | row >> step
            reached = half
            for down in downs:
                inked[y + down] |= wide
    return inked


def _cropped(rows: Sequence[int]) -> tuple[int, list[int]]:
    """The part with ink, and its width in pixels: the cell is small, and pads are not."""
    inked = [y for y, row in enumerate(rows) if row] or [0]
    top, bottom = _span(inked[0], inked[-1] + 1, LEAST[1], len(rows))
    all_ink = reduce(or_, rows)
    left = _PIXELS - all_ink.bit_length()
    right = _PIXELS - ((all_ink & -all_ink).bit_length() - 1)
    start, end = _span(left, right, LEAST[0], _PIXELS)
    start, end = start // 8 * 8, -(-end // 8) * 8
    mask = (1 << (end - start)) - 1
    return end - start, [row >> (_PIXELS - end) & mask for row in rows[top:bottom]]


def _span(start: int, end: int, least: int, most: int) -> tuple[int, int]:
    """``start`` to ``end``, widened to ``least`` about its middle within 0 to ``most``."""
    missing = max(0, least - (end - start))
    start = min(max(0, start - missing // 2), most - max(least, end - start))
    return start, max(end, start + least)


def _chunk(kind: bytes, data: bytes) -> bytes:
    checked = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checked)
