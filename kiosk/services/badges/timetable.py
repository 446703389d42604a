"""The agenda for the back of a badge: hours at the left, what happens at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kiosk.domain import AgendaItem, Event
from kiosk.services.badges.layout import Agenda, Design
from kiosk.services.typesetting import (
    BOLD,
    Block,
    Box,
    Document,
    Sizes,
    missing_characters,
    wrap,
)

_STEPS = 24
_HOURS_WIDTH = 6.2
_ROW_GAP = 0.75
_LINE_GAP = 0.15
"""In sizes of the type: the width of the hours, and what stands between rows and lines."""


@dataclass(frozen=True)
class AgendaColours:
    """The colours of titles, of who speaks, and of the hours."""

    title: str
    quiet: str
    hours: str


@dataclass(frozen=True)
class _Row:
    hours: Block
    titles: tuple[Block, ...]
    who: tuple[Block, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        return (*self.titles, *self.who)

    @property
    def height(self) -> float:
        size = self.hours.size
        text = sum(block.height for block in self.blocks) + _LINE_GAP * size * len(self.blocks)
        return max(self.hours.height, text) + _ROW_GAP * size


def missing_in_agenda(event: Event, design: Design) -> str:
    """The characters of the agenda that no bundled font has, each once; none where ``design``
    carries no agenda."""
    if not any(isinstance(box, Agenda) for box in (*design.front, *design.back)):
        return ""
    said = [text for item in event.agenda for text in (item.km, item.en, item.who, *item.speakers)]
    return "".join(dict.fromkeys("".join(map(missing_characters, said))))


def draw_agenda(
    document: Document, items: Sequence[AgendaItem], box: Box, sizes: Sizes, colours: AgendaColours
) -> None:
    """Draws ``items`` in ``box`` at the largest size that holds them all, but rather without
    who speaks than below the breaking size; where even the least does not hold them, as many
    rows as there is room for."""
    top = box.top
    for row in _fitted(tuple(items), box.width, box.height, sizes):
        if top - row.height + _ROW_GAP * row.hours.size < box.y:
            return
        _draw_row(document, row, Box(box.x, top - row.height, box.width, row.height), colours)
        top -= row.height


def _draw_row(document: Document, row: _Row, box: Box, colours: AgendaColours) -> None:
    size = row.hours.size
    document.place(row.hours, box, colour=colours.hours)
    indent = _HOURS_WIDTH * size
    top = box.top
    for block in row.blocks:
        place = Box(box.x + indent, top - block.height, box.width - indent, block.height)
        quiet = block in row.who
        document.place(block, place, colour=colours.quiet if quiet else colours.title)
        top -= block.height + _LINE_GAP * size


@lru_cache(maxsize=4)
def _fitted(
    items: tuple[AgendaItem, ...], width: float, height: float, sizes: Sizes
) -> tuple[_Row, ...]:
    rows: tuple[_Row, ...] = ()
    for with_who, least in ((True, max(sizes.least, sizes.breaking)), (False, sizes.least)):
        for step in range(_STEPS, -1, -1):
            size = least + (sizes.largest - least) * step / _STEPS
            rows = tuple(_row(item, size, width, with_who=with_who) for item in items)
            if sum(row.height for row in rows) - _ROW_GAP * size <= height:
                return rows
    return rows


def _row(item: AgendaItem, size: float, width: float, *, with_who: bool) -> _Row:
    room = width - _HOURS_WIDTH * size
    hours = wrap(f"{item.starts:%H:%M}–{item.ends:%H:%M}", width=width, size=size, style=BOLD)
    titles = [text for text in (item.km, item.en) if text]
    who = [text for text in (item.who, "; ".join(item.speakers)) if text and with_who]
    return _Row(
        hours,
        tuple(wrap(text, width=room, size=size) for text in titles),
        tuple(wrap(text, width=room, size=size * 0.86) for text in who),
    )
