"""The QR code as one path of crisp rectangles.

One path, so that no viewer draws hairlines between modules. The mask is fixed: trying all
eight costs 1.2 of 1.5 ms a badge, and any is read back (ISO/IEC 18004 lets a reader take
each; the choice only evens out dark and light).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import segno

from kiosk.services.typesetting import Box, Document, number

_MASK = 3
_DARK = re.compile(b"\x01+")


def modules(content: str) -> Sequence[bytearray]:
    """The rows of the symbol, 1 for dark, without quiet zone; error correction level M."""
    code = segno.make(content, error="m", micro=False, boost_error=False, mask=_MASK)
    return tuple(code.matrix)


def draw_code(document: Document, content: str, box: Box, colour: str) -> None:
    """Draws ``content`` as a square as large as ``box`` allows, in its middle."""
    rows = modules(content)
    side = min(box.width, box.height)
    left, low = box.x + (box.width - side) / 2, box.y + (box.height - side) / 2
    module = number(side / len(rows))
    scale = f"{module} 0 0 {module} {number(left)} {number(low)} cm"
    document.paint(f"q {scale} {' '.join(_rectangles(rows))} f Q", colour)


def _rectangles(rows: Sequence[bytearray]) -> Iterator[str]:
    """A rectangle for each stretch of dark modules; a module is 1, the lowest row at 0."""
    for y, row in enumerate(reversed(rows)):
        for dark in _DARK.finditer(row):
            yield f"{dark.start()} {y} {dark.end() - dark.start()} 1 re"
