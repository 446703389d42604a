"""Lists of people on A4 in both languages: what those for doors and for photographers share."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.language import Language, Sentence, in_digits_of
from kiosk.services.typesetting import MM, REGULAR, Box, Document, Sizes, Style, fit

PAGE = (210 * MM, 297 * MM)
INK, QUIET, LINE, BAND = "#17202c", "#566273", "#c5ccd6", "#f0f3f7"
LEFT, RIGHT = 15 * MM, 195 * MM
SEAT = Sentence(en="(seat without a name)", km="(កន្លែងមិនទាន់មានឈ្មោះ)")
PAGE_OF = Sentence(en="page {page} of {pages}", km="ទំព័រ {page}/{pages}")


@dataclass(frozen=True, slots=True)
class Look:
    """How a line is set: its size at most, in pt, and the rest."""

    size: float
    colour: str = INK
    style: Style = REGULAR
    align: str = "left"


def draw_text(document: Document, text: str, box: Box, look: Look) -> None:
    """One line in the middle of ``box``, smaller where it must be."""
    if text:
        sizes = Sizes(5, look.size)
        block = fit(text, width=box.width, height=box.height, sizes=sizes, style=look.style)
        middle = Box(box.x, box.y, box.width, (box.height + block.height) / 2)
        document.place(block, middle, colour=look.colour, align=look.align)


def both(sentence: Sentence, **facts: object) -> str:
    km = sentence.text(Language.KHMER, **facts)
    return f"{in_digits_of(Language.KHMER, km)} · {sentence.text(Language.ENGLISH, **facts)}"
