"""The QR code as one path of crisp rectangles: no viewer draws hairlines between modules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import zxingcpp

from kiosk.services.typesetting import Box, Document, number

QUIET_MODULES = 4
"""The paper to be left around the symbol, in modules (ISO/IEC 18004:2015, 7.3.7)."""

_DARK = re.compile(b"\0+")


def modules(content: str) -> tuple[bytes, ...]:
    """The rows of the symbol from the top, a byte a module, 0 for dark, without quiet zone;
    error correction level M. Six letters make the smallest symbol, 21 modules a side."""
    code = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    picture: Any = zxingcpp.write_barcode_to_image(code, add_quiet_zones=False)
    side, pixels = picture.shape[0], bytes(memoryview(picture))
    return tuple(pixels[at : at + side] for at in range(0, side * side, side))


def draw_code(document: Document, content: str, box: Box, colour: str) -> None:
    """Draws ``content`` as a square as large as ``box`` allows, in its middle."""
    rows = modules(content)
    side = min(box.width, box.height)
    left, low = box.x + (box.width - side) / 2, box.y + (box.height - side) / 2
    module = number(side / len(rows))
    scale = f"{module} 0 0 {module} {number(left)} {number(low)} cm"
    document.paint(f"q {scale} {''.join(_rectangles(rows))}f Q", colour)


def _rectangles(rows: Sequence[bytes]) -> Iterator[str]:
    """A rectangle for each stretch of dark modules; a module is 1, the lowest row at 0."""
    for y, row in enumerate(reversed(rows)):
        for dark in _DARK.finditer(row):
            yield _stretch(dark.start(), y, dark.end() - dark.start())


@cache
def _stretch(x: int, y: int, width: int) -> str:
    return f"{x} {y} {width} 1 re "
