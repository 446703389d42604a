"""Lists of people on A4 in both languages, as one table on as many pages as it takes: what those
for doors and for photographers share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.domain import Event, Person
from kiosk.language import Language, Sentence, in_digits_of
from kiosk.services.typesetting import BOLD, MM, REGULAR, Box, Document, Sizes, Style, fit

PAGE = (210 * MM, 297 * MM)
INK, QUIET, _LINE, _BAND = "#17202c", "#566273", "#c5ccd6", "#f0f3f7"
LEFT, RIGHT = 15 * MM, 195 * MM
_ROW, _HEAD, _BOTTOM = 8.6 * MM, 9 * MM, 20 * MM
SEAT = Sentence(en="(seat without a name)", km="(កន្លែងមិនទាន់មានឈ្មោះ)")
PAGE_OF = Sentence(en="page {page} of {pages}", km="ទំព័រ {page}/{pages}")


@dataclass(frozen=True, slots=True)
class Look:
    """How a line is set: its size at most, in pt, and the rest."""

    size: float
    colour: str = INK
    style: Style = REGULAR
    align: str = "left"


NAME, PLAIN = Look(10.5, INK, BOLD), Look(9.5)
_TITLE = Look(7.5, QUIET)


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its left edge in mm from the page's, and what stands in it for a person and
    the person's number in the list; None draws a box to tick."""

    title: Sentence
    left: float
    text: Callable[[Person, int], str] | None
    look: Look = PLAIN


@dataclass(frozen=True, slots=True)
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
        return rows_below(self.top)


def rows_below(top: float) -> int:
    """How many rows stand below ``top`` (mm)."""
    return int((top * MM - _BOTTOM) / _ROW)


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
    for row, person in enumerate(table.people[start : start + table.on_a_page], 1):
        low = top - row * _ROW
        for i, column in enumerate(table.columns):
            cell = _cell(table, i, low, _ROW)
            if column.text is None:
                _draw_tick(document, cell)
            else:
                draw_text(document, column.text(person, start + row), cell, column.look)
        document.rule(Box(LEFT, low, width, 0), _LINE, width=0.4)
    if not table.people and table.empty is not None:
        draw_text(document, both(table.empty), Box(LEFT, top - 2 * _ROW, width, _ROW), Look(11))


def _cell(table: Table, column: int, low: float, height: float) -> Box:
    """A gap of 1 mm stays free at either side."""
    edges = [*(each.left * MM for each in table.columns), RIGHT]
    return Box(edges[column] + MM, low, edges[column + 1] - edges[column] - 2 * MM, height)


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
    """The Khmer name; of a seat, that it has none."""
    return person.name_km_canonical or ("" if person.named else both(SEAT))


def latin_name(person: Person, _number: int = 0) -> str:
    """The Latin name."""
    return person.name_latin_canonical


def organisation(person: Person, _number: int = 0) -> str:
    """The organisation, in the language that it is known in."""
    return person.organisation


def titles(event: Event) -> str:
    """What the event is called, in both languages."""
    return " · ".join(filter(None, (event.title_km, event.title_en)))


def draw_text(document: Document, text: str, box: Box, look: Look) -> None:
    """One line in the middle of ``box``, smaller where it must be."""
    if text:
        sizes = Sizes(5, look.size)
        block = fit(text, width=box.width, height=box.height, sizes=sizes, style=look.style)
        middle = Box(box.x, box.y, box.width, (box.height + block.height) / 2)
        document.place(block, middle, colour=look.colour, align=look.align)


def both(sentence: Sentence, **facts: object) -> str:
    """``sentence`` in Khmer and in English."""
    km = sentence.text(Language.KHMER, **facts)
    return f"{in_digits_of(Language.KHMER, km)} · {sentence.text(Language.ENGLISH, **facts)}"
