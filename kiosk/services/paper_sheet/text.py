"""Texts in their boxes: as large as they fit, in the middle of the height."""

from __future__ import annotations

from kiosk.services.typesetting import REGULAR, Block, Box, Document, Sizes, Style, fit


def draw_text(
    document: Document,
    text: str,
    box: Box,
    *,
    sizes: Sizes,
    colour: str,
    lines: int = 1,
    style: Style = REGULAR,
    align: str = "left",
) -> Block:
    """``text`` within ``box``, smaller and on up to ``lines`` lines where it must be."""
    block = fit(text, width=box.width, height=box.height, sizes=sizes, lines=lines, style=style)
    top = box.top - (box.height - block.height) / 2
    place = Box(box.x, top - block.height, box.width, block.height)
    document.place(block, place, colour=colour, align=align)
    return block


def inside(box: Box, across: float, down: float = 0.0) -> Box:
    """``box`` without a margin at its sides, and above and below."""
    return Box(box.x + across, box.y + down, box.width - 2 * across, box.height - 2 * down)


def dotted(document: Document, x: float, y: float, width: float, colour: str) -> None:
    """A line of dots to write on."""
    document.rule(Box(x, y, width, 0), colour, width=0.6, dashes=(0.6, 1.8))
