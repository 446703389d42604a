"""Setting type on paper: Khmer, Latin and Thai, right to the glyph, fitted to its box.

block = fit("លោកស្រី សុខា", width=170, sizes=Sizes(14, 26), lines=2, style=BOLD)
document = Document(title="Badge", language="km", size=(255, 156))
document.place(block, Box(10, 60, 170, 60), colour="#1b2733", align="center")
document.end_page()
pdf = document.finish()
"""

from kiosk.services.typesetting.document import MM, Box, Document, Drawing, number
from kiosk.services.typesetting.fitting import (
    Block,
    Paragraph,
    Sizes,
    Span,
    Stack,
    fit,
    fit_stack,
    wrap,
)
from kiosk.services.typesetting.fonts import FACES, FAMILIES, MOUL, SANS, Face, Family
from kiosk.services.typesetting.shaping import (
    BOLD,
    REGULAR,
    Line,
    Run,
    Style,
    has_ink,
    join,
    missing_characters,
    shape,
)

__all__ = [
    "BOLD",
    "FACES",
    "FAMILIES",
    "MM",
    "MOUL",
    "REGULAR",
    "SANS",
    "Block",
    "Box",
    "Document",
    "Drawing",
    "Face",
    "Family",
    "Line",
    "Paragraph",
    "Run",
    "Sizes",
    "Span",
    "Stack",
    "Style",
    "fit",
    "fit_stack",
    "has_ink",
    "join",
    "missing_characters",
    "number",
    "shape",
    "wrap",
]
