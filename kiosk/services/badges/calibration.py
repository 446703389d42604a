"""A test page that proves size and offset: rulers in both directions and the outline of every
badge, to be held against a real ruler and the real stock."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.services.badges import layout as d
from kiosk.services.badges.sheet import corner
from kiosk.services.typesetting import MM, Box, Document, shape, wrap

_INK = "#000000"
_INSET = 5.0
_TICKS = ((10, 4.0), (5, 2.6), (1, 1.5))
"""The rulers' distance from the edge, and how long the ticks at each multiple are, in mm."""

_TEXTS = (
    "{width:g} × {height:g} mm · right {right:g} mm · down {down:g} mm",
    "ដាក់បន្ទាត់ពិតលើក្រិត៖ ១០ ត្រូវស្មើ ១០ ម.ម។",
    "Hold a ruler to the scale: 10 must be 10 mm.",
    "ស៊ុមត្រូវត្រួតលើគែមស្លាក។ បើមិនត្រួតទេ សូមវាស់គម្លាតទៅស្តាំ និងចុះក្រោម រួចកំណត់ក្នុងម៉ាស៊ីនបោះពុម្ព។",
    "The frame must lie on the label's edge. If not, set the printer's offset right and down.",
)


def calibration_page(design: d.Design, *, offset_mm: tuple[float, float] = (0.0, 0.0)) -> bytes:
    """A page of the design's stock with rulers in mm from its upper left corner."""
    width, height = design.page_size_mm
    document = Document(
        title=f"{design.title.km} – ទំព័រសាកល្បង Test page",
        language="km",
        size=(width * MM, height * MM),
    )
    with document.moved(offset_mm[0] * MM, -offset_mm[1] * MM):
        for place in range(design.per_page):
            _outline(document, design, place)
        _rulers(document, width, height)
        _words(document, design, offset_mm)
    document.end_page()
    return document.finish()


def _outline(document: Document, design: d.Design, place: int) -> None:
    x, y = corner(design, place)
    if design.turned:
        x, width, height = 0.0, design.height, design.width
    else:
        width, height = design.width, design.height
    for left, low, across, up in (
        (x, y, width, 0.0),
        (x, y + height, width, 0.0),
        (x, y, 0.0, height),
        (x + width, y, 0.0, height),
    ):
        line = Box(left * MM, low * MM, across * MM, up * MM)
        document.rule(line, _INK, width=0.4)


def _ticks(length: float) -> Iterator[tuple[int, float]]:
    for at in range(int(_INSET), int(length - _INSET) + 1):
        yield at, next(size for step, size in _TICKS if at % step == 0)


def _rulers(document: Document, width: float, height: float) -> None:
    """Ticks along the top and the left; each tenth has its number."""
    for at, size in _ticks(width):
        top = (height - _INSET - size) * MM
        document.rule(Box(at * MM, top, 0, size * MM), _INK, width=0.25)
        if at % 10 == 0:
            document.draw_line(shape(str(at)), (at + 0.5) * MM, top, 5, _INK)
    for at, size in _ticks(height):
        y = (height - at) * MM
        document.rule(Box(_INSET * MM, y, size * MM, 0), _INK, width=0.25)
        if at % 10 == 0 and at > 10:
            document.draw_line(shape(str(at)), (_INSET + size) * MM, y + 1, 5, _INK)


def _words(document: Document, design: d.Design, offset_mm: tuple[float, float]) -> None:
    """What to do with the page, within the first badge."""
    width, height = design.page_size_mm
    x, y = (0.0, 0.0) if design.turned else corner(design, 0)
    across, up = (design.height, design.width) if design.turned else (design.width, design.height)
    room, top = (across - 19) * MM, (y + up - 13) * MM
    for text in _TEXTS:
        said = text.format(width=width, height=height, right=offset_mm[0], down=offset_mm[1])
        block = wrap(said, width=room, size=6.5)
        top -= block.height + 2
        document.place(block, Box((x + 15) * MM, top, room, block.height), colour=_INK)
