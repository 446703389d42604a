"""The QR code as one path of crisp rectangles: no viewer draws hairlines between modules."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

import zxingcpp

from kiosk.services.typesetting import Box, Document, number

QUIET_MODULES = 4
"""The paper to be left around the symbol, in modules (ISO/IEC 18004:2015, 7.3.7)."""

_DARK = re.compile(b"\0+")
_BETWEEN_ROWS = b"\xff"


def modules(content: str) -> tuple[bytes, ...]:
    """The rows of the symbol from the top, a byte a module, 0 for dark, without quiet zone;
    error correction level M. Six letters make the smallest symbol, 21 modules a side."""
    code = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    picture: Any = zxingcpp.write_barcode_to_image(code, add_quiet_zones=False)
    side, pixels = picture.shape[0], bytes(memoryview(picture))
    return tuple(pixels[at : at + side] for at in range(0, side * side, side))


def draw_code(document: Document, content: str, box: Box, colour: str) -> None:
    """Draws ``content`` as a square as large as ``box`` allows, in its middle."""
    modules_a_side, path = _path(content)
    side = min(box.width, box.height)
    left, low = box.x + (box.width - side) / 2, box.y + (box.height - side) / 2
    module = number(side / modules_a_side)
    scale = f"{module} 0 0 {module} {number(left)} {number(low)} cm"
    document.paint(f"q {scale} {path}f Q", colour)


@lru_cache(maxsize=64)
def _path(content: str) -> tuple[int, str]:
    """Modules a side, and a rectangle for each stretch of dark ones, the lowest row at 0. Kept
    for a while: whoever is shown on the card is printed next."""
    rows = modules(content)
    dark = _DARK.finditer(_BETWEEN_ROWS.join(rows))
    return len(rows), "".join([_rectangle(*found.span(), len(rows)) for found in dark])


@cache
def _rectangle(start: int, end: int, side: int) -> str:
    row, x = divmod(start, side + len(_BETWEEN_ROWS))
    return f"{x} {side - 1 - row} {end - start} 1 re "
