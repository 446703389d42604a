"""The closing line and the three boxes of who prepared, verified and approved the list."""

from __future__ import annotations

from kiosk.language import Sentence
from kiosk.services.paper_sheet import layout as at
from kiosk.services.paper_sheet.text import dotted, draw_text, inside
from kiosk.services.sheet_words import SIGN_OFF, closing_line
from kiosk.services.typesetting import BOLD, MM, REGULAR, Box, Document, Sizes

_DOTS = "." * 14
_TO_FILL_IN = (
    Sentence(en="Signature", km="ហត្ថលេខា"),
    Sentence(en="Name", km="ឈ្មោះ"),
    Sentence(en="Date", km="កាលបរិច្ឆេទ"),
)
_CLOSING_SHARE = 0.31


def draw_sign_off(document: Document, under: float) -> None:
    """All four beneath the line ``under``."""
    y = under - at.BOXES_GAP - at.BOXES
    closing = at.WIDTH * _CLOSING_SHARE
    each = (at.WIDTH - closing) / len(SIGN_OFF)
    _draw_closing(document, Box(at.LEFT, y, closing, at.BOXES))
    for i, who in enumerate(SIGN_OFF):
        _draw_box(document, who, Box(at.LEFT + closing + i * each, y, each, at.BOXES))


def _draw_closing(document: Document, box: Box) -> None:
    document.frame(box, at.INK, width=1.2)
    khmer, english = closing_line(_DOTS, _DOTS)
    within = inside(box, 2.5 * MM, 2 * MM)
    upper = Box(within.x, within.y + within.height * 0.42, within.width, within.height * 0.58)
    lower = Box(within.x, within.y, within.width, within.height * 0.4)
    draw_text(document, khmer, upper, sizes=Sizes(6, 10, 9), colour=at.INK, lines=2, style=BOLD)
    draw_text(document, english, lower, sizes=Sizes(6, 8.5), colour=at.INK, lines=2)


def _draw_box(document: Document, who: Sentence, box: Box) -> None:
    document.frame(box, at.INK, width=1.2)
    within = inside(box, 2.5 * MM, 1.5 * MM)
    title = Box(within.x, within.top - 6 * MM, within.width, 6 * MM)
    draw_text(document, f"{who.km} {who.en}", title, sizes=Sizes(6, 9.5), colour=at.INK, style=BOLD)
    for i, what in enumerate(reversed(_TO_FILL_IN)):
        line = Box(within.x, within.y + i * 6 * MM, within.width, 6 * MM)
        label = f"{what.km} {what.en}:"
        block = draw_text(document, label, line, sizes=Sizes(5, 8), colour=at.INK, style=REGULAR)
        start = line.x + block.ink_width + 1.5 * MM
        dotted(document, start, line.y + 1.6 * MM, line.right - start, at.QUIET)
