"""A drawn signature as a picture for its cell: one bit a pixel, transparent beside the ink,
1,000 pixels over the pad's width, which is 600 dots an inch and more on the printed sheet."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO

from PIL import Image, ImageDraw

from kiosk.services.signatures import HEIGHT, WIDTH, Stroke, strokes

PEN = 7
"""Half the pen's width, in units of the pad."""

LEAST = (480, 150)
"""A picture's width and height in units of the pad at least: a small mark stays small."""

MOST_PIXELS = 4_000_000
"""Ours have 300,000."""

_INK = (0x1B, 0x2A, 0x6B)


def picture(signature: str) -> bytes:
    """A PNG of what :func:`kiosk.services.signatures.written` wrote; raises as
    :func:`~kiosk.services.signatures.strokes`."""
    pad = Image.new("P", (WIDTH + 2 * PEN + 1, HEIGHT + 2 * PEN + 1), 0)
    pad.putpalette([255, 255, 255, *_INK])
    pen = ImageDraw.Draw(pad)
    for stroke in strokes(signature):
        _draw(pen, stroke)
    file = BytesIO()
    pad.crop(_with_ink(pad)).save(file, "PNG", bits=1, transparency=0, compress_level=3)
    return file.getvalue()


def _draw(pen: ImageDraw.ImageDraw, stroke: Stroke) -> None:
    places = [(x + PEN, y + PEN) for x, y in stroke]
    pen.line(places, fill=1, width=2 * PEN + 1)
    for place in places:  # ends and bends are round; Pillow's own joints take twice the time
        pen.circle(place, PEN, fill=1)


def _with_ink(pad: Image.Image) -> tuple[int, int, int, int]:
    """The part with ink: the cell is small, and pads are not."""
    left, top, right, bottom = pad.getbbox() or (0, 0, *LEAST)
    left, right = _span(left, right, LEAST[0], pad.width)
    top, bottom = _span(top, bottom, LEAST[1], pad.height)
    return left, top, right, bottom


def _span(start: int, end: int, least: int, most: int) -> tuple[int, int]:
    """``start`` to ``end``, widened to ``least`` about its middle within 0 to ``most``."""
    missing = max(0, least - (end - start))
    start = min(max(0, start - missing // 2), most - max(least, end - start))
    return start, max(end, start + least)


def pixels(picture: bytes) -> str:
    """A digest of what a picture shows on white, whichever program packed it.

    Raises ValueError for what is none, or more than :data:`MOST_PIXELS`.
    """
    with Image.open(BytesIO(picture)) as image:
        if image.width * image.height > MOST_PIXELS:
            raise ValueError("a picture larger than any signature")
        drawn = image.convert("RGBA")
    shown = Image.new("RGBA", drawn.size, "white")
    shown.alpha_composite(drawn)
    size = f"{shown.width}x{shown.height}:".encode()
    return sha256(size + shown.convert("L").tobytes()).hexdigest()
