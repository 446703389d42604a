"""A drawn signature as a picture for its cell.

One bit a pixel, transparent beside the ink, 1,000 pixels over the pad's width: about 800 dots
an inch on the printed sheet. A row of pixels is one whole number, so that a disc of the pen is
a handful of ORs (decision 0041).
"""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Iterator
from itertools import pairwise

from kiosk.services.signatures import HEIGHT, WIDTH, Point, Stroke, strokes

PEN = 6
"""Half the pen's width, in units of the pad: 0.4 mm on the printed sheet."""

_STEP = 3
_COLOUR = bytes.fromhex("1b2a6b")
_PIXELS = (WIDTH + 2 * PEN + 7) // 8 * 8
_ROWS = HEIGHT + 2 * PEN + 1
_DISC = [math.isqrt((2 * PEN + 1) ** 2 // 4 - down * down) for down in range(-PEN, PEN + 1)]
_SPANS = [(1 << (2 * half + 1)) - 1 for half in _DISC]


def picture(signature: str) -> bytes:
    """A PNG of what :func:`kiosk.services.signatures.written` wrote; raises as
    :func:`~kiosk.services.signatures.strokes`."""
    rows = [0] * _ROWS
    for stroke in strokes(signature):
        _draw(rows, stroke)
    pixels = b"".join(b"\0" + row.to_bytes(_PIXELS // 8, "big") for row in rows)
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


def _draw(rows: list[int], stroke: Stroke) -> None:
    for x, y in _places(stroke):
        left = _PIXELS - 1 - PEN - x
        for row, half, span in zip(range(y, y + len(_DISC)), _DISC, _SPANS, strict=True):
            rows[row] |= span << (left - half)


def _places(stroke: Stroke) -> Iterator[Point]:
    """Where the pen is set down, so near to each other that the line has no waist."""
    yield stroke[0]
    for (x, y), (right, below) in pairwise(stroke):
        steps = max(abs(right - x), abs(below - y)) // _STEP + 1
        for step in range(1, steps + 1):
            yield x + (right - x) * step // steps, y + (below - y) * step // steps


def _chunk(kind: bytes, data: bytes) -> bytes:
    checked = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checked)
