"""A list for the door of each discussion group: A4, both languages, a box to tick."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.domain import Event, Group, Person
from kiosk.language import Sentence
from kiosk.services.groups import GroupCount, group_counts, members
from kiosk.services.list_pages import (
    BAND,
    INK,
    LEFT,
    LINE,
    PAGE,
    PAGE_OF,
    QUIET,
    RIGHT,
    SEAT,
    Look,
    both,
    draw_text,
)
from kiosk.services.typesetting import BOLD, MM, Box, Document

_ROW = 8.6 * MM
_TOP, _BOTTOM = 238 * MM, 20 * MM
"""Where the rows begin below the column titles, and where they end, from the lower edge."""

ON_A_PAGE = int((_TOP - _BOTTOM) / _ROW)

GROUP = Sentence(en="Group {number}", km="ក្រុមទី{number}")
NO_GROUP = Sentence(en="Without a group", km="មិនទាន់មានក្រុម")
COUNTS = Sentence(
    en="{people} people: {women} women, {men} men",
    km="{people} នាក់៖ ស្រី {women} ប្រុស {men}",
)
TITLES = (
    Sentence(en="No.", km="ល.រ"),
    Sentence(en="Name", km="ឈ្មោះ"),
    Sentence(en="Latin letters", km="អក្សរឡាតាំង"),
    Sentence(en="Organisation", km="ស្ថាប័ន"),
    Sentence(en="Here", km="វត្តមាន"),
)
_COLUMNS = tuple(edge * MM for edge in (15, 28, 76, 120, 174, 195))
"""The columns' edges; a gap of 2 mm stays free at the right of each."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One page: a group, the people on it, and where it stands among the group's pages."""

    count: GroupCount
    people: Sequence[Person]
    first_number: int
    page: int
    pages: int


def door_lists(event: Event, people: Sequence[Person]) -> bytes:
    """The lists of all groups as one PDF, each group on pages of its own; those without a group
    come last, where there are any."""
    document = Document(title=both(GROUP, number="1–"), language="km", size=PAGE)
    for sheet in _sheets(event, people):
        _draw(document, event, sheet)
        document.end_page()
    return document.finish()


def _sheets(event: Event, people: Sequence[Person]) -> Iterator[_Sheet]:
    for count in group_counts(event, people):
        inside = members(count.group, people)
        pages = max(1, -(-len(inside) // ON_A_PAGE))
        for page in range(pages):
            first = page * ON_A_PAGE
            yield _Sheet(count, inside[first : first + ON_A_PAGE], first + 1, page + 1, pages)


def _draw(document: Document, event: Event, sheet: _Sheet) -> None:
    _heading(document, event, sheet.count)
    _titles(document)
    for i, person in enumerate(sheet.people):
        _row(document, person, sheet.first_number + i, _TOP - (i + 1) * _ROW)
    footer = both(PAGE_OF, page=sheet.page, pages=sheet.pages)
    draw_text(
        document,
        footer,
        Box(LEFT, 9 * MM, RIGHT - LEFT, 6 * MM),
        Look(8, QUIET, align="right"),
    )


def _heading(document: Document, event: Event, count: GroupCount) -> None:
    width = RIGHT - LEFT
    title = " · ".join(filter(None, (event.title_km, event.title_en)))
    draw_text(document, title, Box(LEFT, 276 * MM, width, 8 * MM), Look(10, QUIET))
    if count.group is not None:
        square = Box(LEFT, 252 * MM, 20 * MM, 20 * MM)
        document.fill(square, INK, radius=3 * MM)
        number = str(count.group.number)
        draw_text(document, number, square, Look(36, "#ffffff", BOLD, "center"))
    x = LEFT + (25 * MM if count.group else 0)
    room = RIGHT - x
    draw_text(document, _name(count.group), Box(x, 262 * MM, room, 10 * MM), Look(17, INK, BOLD))
    said = both(COUNTS, people=count.people, women=count.women, men=count.men)
    draw_text(document, said, Box(x, 252 * MM, room, 8 * MM), Look(10, QUIET))


def _name(group: Group | None) -> str:
    if group is None:
        return both(NO_GROUP)
    names = " · ".join(dict.fromkeys(filter(None, (group.km, group.en))))
    return names or both(GROUP, number=group.number)


def _titles(document: Document) -> None:
    band = Box(LEFT, _TOP, RIGHT - LEFT, 9 * MM)
    document.fill(band, BAND)
    for i, title in enumerate(TITLES):
        cell = _cell(i, _TOP, 9 * MM)
        draw_text(document, both(title), cell, _TITLE)


def _row(document: Document, person: Person, number: int, low: float) -> None:
    name = person.name_km_canonical or ("" if person.named else both(SEAT))
    texts = (str(number), name, person.name_latin_canonical, person.organisation)
    for i, text in enumerate(texts):
        draw_text(document, text, _cell(i, low, _ROW), _CELLS[i])
    tick = 4.6 * MM
    x, y = (_COLUMNS[4] + _COLUMNS[5] - tick) / 2, low + (_ROW - tick) / 2
    for edge in (
        Box(x, y, tick, 0),
        Box(x, y + tick, tick, 0),
        Box(x, y, 0, tick),
        Box(x + tick, y, 0, tick),
    ):
        document.rule(edge, QUIET, width=0.8)
    document.rule(Box(LEFT, low, RIGHT - LEFT, 0), LINE, width=0.4)


def _cell(column: int, low: float, height: float) -> Box:
    left, right = _COLUMNS[column], _COLUMNS[column + 1]
    return Box(left + MM, low, right - left - 2 * MM, height)


_TITLE = Look(7.5, QUIET)
_CELLS = (Look(9.5), Look(10.5, INK, BOLD), Look(9.5), Look(9.5))
