"""Lists of people on A4 in both languages, as one table on as many pages as it takes: what those
for doors and for photographers share.

Columns are as wide as what stands in them wants, names first; what has no room on one line at a
size that is read standing goes onto further lines, and all rows are as high as that takes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kiosk.domain import Event, Person
from kiosk.language import Language, Sentence, in_digits_of
from kiosk.services.typesetting import BOLD, MM, REGULAR, Block, Box, Document, Sizes, Style, fit

PAGE = (210 * MM, 297 * MM)
INK, QUIET, _LINE, _BAND = "#17202c", "#566273", "#c5ccd6", "#f0f3f7"
LEFT, RIGHT = 15 * MM, 195 * MM
_HEAD, _BOTTOM = 11 * MM, 20 * MM
_ROWS = ((8.6 * MM, 1), (12.5 * MM, 2), (18 * MM, 3))
"""Heights of rows, with the lines that they hold."""
_READ_STANDING = 8.0
"""The size, in pt, from which a list on a door is read; rather than less, a text is broken."""
_LEAST = 5.0
_NAMES_FIRST = 46 * MM
"""So wide a name's column is at most where others have less than they want."""
SEAT = Sentence(en="(seat without a name)", km="(កន្លែងមិនទាន់មានឈ្មោះ)")
PAGE_OF = Sentence(en="page {page} of {pages}", km="ទំព័រ {page}/{pages}")


@dataclass(frozen=True, slots=True)
class Look:
    """How a line is set: its size at most, in pt, and the rest."""

    size: float
    colour: str = INK
    style: Style = REGULAR
    align: str = "left"
    lines: int = 1


NAME, PLAIN = Look(10.5, INK, BOLD), Look(9.5)
_TITLE = Look(7.5, QUIET, lines=2)


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its least width in mm, and what stands in it for a person and the person's
    number in the list; None draws a box to tick. One that ``grows`` gets what room is left."""

    title: Sentence
    least: float
    text: Callable[[Person, int], str] | None
    look: Look = PLAIN
    grows: bool = True


@dataclass(frozen=True)
class Table:
    """One list. ``heading`` draws what stands above it, ``top`` says how high that may begin (mm
    from the lower edge), ``empty`` is said where no one is listed."""

    columns: Sequence[Column]
    people: Sequence[Person]
    heading: Callable[[Document], None]
    top: float
    empty: Sentence | None = None

    @property
    def on_a_page(self) -> int:
        """How many people a page has room for."""
        return _rows_below(self.top, self.row[0])

    @cached_property
    def widths(self) -> tuple[float, ...]:
        """How wide each column is, in pt: together the page between its edges."""
        least = [column.least * MM for column in self.columns]
        wanted = [
            max(self._wanted(column), own) for column, own in zip(self.columns, least, strict=True)
        ]
        pairs = zip(self.columns, wanted, least, strict=True)
        widths = [
            min(want, _NAMES_FIRST) if column.look.style == BOLD else own
            for column, want, own in pairs
        ]
        grows = [column.grows for column in self.columns]
        lacks = [(w - own) * g for w, own, g in zip(wanted, widths, grows, strict=True)]
        room = RIGHT - LEFT - sum(widths)
        if sum(lacks) <= room:  # there is more than enough: all grow as they are
            widths = [own + lack for own, lack in zip(widths, lacks, strict=True)]
            lacks, room = [w * g for w, g in zip(widths, grows, strict=True)], room - sum(lacks)
        else:
            names = [column.look.style == BOLD for column in self.columns]
            others = [lack * (not name) for lack, name in zip(lacks, names, strict=True)]
            lacks = others if any(others) else lacks
        shared = room / sum(lacks)
        return tuple(own + lack * shared for own, lack in zip(widths, lacks, strict=True))

    @cached_property
    def row(self) -> tuple[float, int]:
        """How high a row is, in pt, and how many lines it holds: the least in which every text
        is read standing."""
        for height, lines in _ROWS[:-1]:
            if all(self._is_read(person, height, lines) for person in self.people):
                return height, lines
        return _ROWS[-1]

    def _wanted(self, column: Column) -> float:
        if column.text is None or not column.grows:
            return 0.0
        texts = {column.text(person, 1) for person in self.people}
        look = column.look
        blocks = (fit(t, width=10 * RIGHT, sizes=_only(look), style=look.style) for t in texts if t)
        return max((block.ink_width for block in blocks), default=0.0) + 3 * MM

    def _is_read(self, person: Person, height: float, lines: int) -> bool:
        for column, width in zip(self.columns, self.widths, strict=True):
            text = column.text(person, 1) if column.text else ""
            if text:
                room = Box(0, 0, width - 2 * MM, height)
                block = _block(text, room, replace(column.look, lines=lines))
                if block.shortened or block.size < min(_READ_STANDING, column.look.size):
                    return False
        return True


def rows_below(top: float) -> int:
    """How many rows of one line stand below ``top`` (mm)."""
    return _rows_below(top, _ROWS[0][0])


def _rows_below(top: float, height: float) -> int:
    return int((top * MM - _BOTTOM) / height)


def draw_table(document: Document, table: Table) -> None:
    """Every page of ``table``, each with its heading, its titles and which page it is."""
    starts = range(0, max(1, len(table.people)), table.on_a_page)
    for page, start in enumerate(starts, 1):
        table.heading(document)
        _draw_rows(document, table, start)
        footer = both(PAGE_OF, page=page, pages=len(starts))
        foot = Box(LEFT, 9 * MM, RIGHT - LEFT, 6 * MM)
        draw_text(document, footer, foot, Look(8, QUIET, align="right"))
        document.end_page()


def _draw_rows(document: Document, table: Table, start: int) -> None:
    top, width = table.top * MM, RIGHT - LEFT
    document.fill(Box(LEFT, top, width, _HEAD), _BAND)
    for i, column in enumerate(table.columns):
        draw_text(document, both(column.title), _cell(table, i, top, _HEAD), _TITLE)
    height, lines = table.row
    for row, person in enumerate(table.people[start : start + table.on_a_page], 1):
        low = top - row * height
        for i, column in enumerate(table.columns):
            cell = _cell(table, i, low, height)
            if column.text is None:
                _draw_tick(document, cell)
            else:
                look = replace(column.look, lines=lines)
                draw_text(document, column.text(person, start + row), cell, look)
        document.rule(Box(LEFT, low, width, 0), _LINE, width=0.4)
    if not table.people and table.empty is not None:
        draw_text(document, both(table.empty), Box(LEFT, top - 2 * height, width, height), Look(11))


def _cell(table: Table, column: int, low: float, height: float) -> Box:
    """A gap of 1 mm stays free at either side."""
    left = LEFT + sum(table.widths[:column])
    return Box(left + MM, low, table.widths[column] - 2 * MM, height)


def _draw_tick(document: Document, cell: Box) -> None:
    side = 4.6 * MM
    x, y = cell.x + (cell.width - side) / 2, cell.y + (cell.height - side) / 2
    for edge in (
        Box(x, y, side, 0),
        Box(x, y + side, side, 0),
        Box(x, y, 0, side),
        Box(x + side, y, 0, side),
    ):
        document.rule(edge, QUIET, width=0.8)


def khmer_name(person: Person, _number: int = 0) -> str:
    """The Khmer name, or the Latin one of whoever has no other; of a seat, that it has none."""
    return person.name_km_canonical or person.name_latin_canonical or both(SEAT)


def latin_name(person: Person, _number: int = 0) -> str:
    """The Latin name, where it does not stand for the Khmer one."""
    return person.name_latin_canonical if person.name_km_canonical else ""


def organisation(person: Person, _number: int = 0) -> str:
    """The organisation, in the language that it is known in."""
    return person.organisation


def titles(event: Event) -> str:
    """What the event is called, in both languages."""
    return " · ".join(filter(None, (event.title_km, event.title_en)))


def draw_text(document: Document, text: str, box: Box, look: Look) -> None:
    """In the middle of ``box``, on as many lines as the look allows, smaller where it must be."""
    if text:
        block = _block(text, box, look)
        middle = Box(box.x, box.y, box.width, (box.height + block.height) / 2)
        document.place(block, middle, colour=look.colour, align=look.align)


def _block(text: str, box: Box, look: Look) -> Block:
    return fit(
        text,
        width=box.width,
        height=box.height,
        sizes=Sizes(_LEAST, look.size, min(_READ_STANDING, look.size)),
        lines=look.lines,
        style=look.style,
    )


def _only(look: Look) -> Sizes:
    return Sizes(look.size, look.size)


def both(sentence: Sentence, **facts: object) -> str:
    """``sentence`` in Khmer and in English."""
    km = sentence.text(Language.KHMER, **facts)
    return f"{in_digits_of(Language.KHMER, km)} · {sentence.text(Language.ENGLISH, **facts)}"
