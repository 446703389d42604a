"""The QR code as one path of crisp rectangles.

One path, so that no viewer draws hairlines between modules. The mask is fixed: trying all
eight costs 1.2 of 1.5 ms a badge, and any is read back (ISO/IEC 18004 lets a reader take
each; the choice only evens out dark and light).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import segno

from kiosk.services.typesetting import Box, Document, number

_MASK = 3


def modules(content: str) -> Sequence[bytearray]:
    """The rows of the symbol, 1 for dark, without quiet zone; error correction level M."""
    code = segno.make(content, error="m", micro=False, boost_error=False, mask=_MASK)
    return tuple(code.matrix)


def draw_code(document: Document, content: str, box: Box, colour: str) -> None:
    """Draws ``content`` as a square as large as ``box`` allows, in its middle."""
    rows = modules(content)
    side = min(box.width, box.height)
    left, top = box.x + (box.width - side) / 2, box.top - (box.height - side) / 2
    rectangles = " ".join(_rectangles(rows, left, top, side / len(rows)))
    document.paint(f"{rectangles} f", colour)


def _rectangles(rows: Sequence[bytearray], left: float, top: float, module: float) -> Iterator[str]:
    high = number(module)
    for i, row in enumerate(rows):
        y, column = number(top - (i + 1) * module), 0
        for dark, group in groupby(row):
            length = len(list(group))
            if dark:
                yield f"{number(left + column * module)} {y} {number(length * module)} {high} re"
            column += length
