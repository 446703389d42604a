"""A drawn signature as a picture for its cell.

One bit a pixel, transparent beside the ink, 1,000 pixels over the pad's width: about 800 dots
an inch on the printed sheet. A row of pixels is one whole number: the line is drawn one pixel
wide, then every row at once is widened to the pen by a few shifts and ORs (decision 0041).
"""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kiosk.services.signatures import HEIGHT, WIDTH, Point, Stroke, strokes

PEN = 6
"""Half the pen's width, in units of the pad: 0.4 mm on the printed sheet."""

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
    pixels = b"".join(b"\0" + row.to_bytes(_PIXELS // 8, "big") for row in _widened(thin))
    header = struct.pack(">IIBBBBB", _PIXELS, _ROWS, 1, 3, 0, 0, 0)
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


def _chunk(kind: bytes, data: bytes) -> bytes:
    checked = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checked)
