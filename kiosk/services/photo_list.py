"""Whom not to photograph, for whoever takes the pictures: A4, both languages."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.domain import Event, Person
from kiosk.language import Sentence
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
from kiosk.services.photo_consent import not_asked, refused
from kiosk.services.typesetting import BOLD, MM, Box, Document

TITLE = Sentence(en="No photos of these people", km="ហាមថតរូបអ្នកទាំងនេះ")
COUNTS = Sentence(
    en="{refused} said no; {not_asked} of those here were not asked, which is not a yes",
    km="{refused} នាក់បានបដិសេធ; អ្នកមកដល់ {not_asked} នាក់មិនទាន់បានសួរ មិនមែនមានន័យថាបានទេ",
)
NO_ONE = Sentence(en="No one has said no.", km="មិនទាន់មាននរណាបដិសេធទេ។")
TITLES = (
    Sentence(en="Badge", km="ផ្លាក"),
    Sentence(en="Name", km="ឈ្មោះ"),
    Sentence(en="Latin letters", km="អក្សរឡាតាំង"),
    Sentence(en="Organisation", km="ស្ថាប័ន"),
    Sentence(en="Group", km="ក្រុម"),
)
_COLUMNS = tuple(edge * MM for edge in (15, 33, 79, 123, 177, 195))
_ROW = 8.6 * MM
_TOP, _BOTTOM = 250 * MM, 20 * MM
ON_A_PAGE = int((_TOP - _BOTTOM) / _ROW)
_CELLS = (Look(8.5, QUIET), Look(10.5, INK, BOLD), Look(9.5), Look(9.5), Look(9.5))


def photo_list(event: Event, people: Sequence[Person]) -> bytes:
    """The list as a PDF; where no one refused a page that says so."""
    listed, document = refused(people), Document(title=both(TITLE), language="km", size=PAGE)
    counts = both(COUNTS, refused=len(listed), not_asked=not_asked(people))
    starts = range(0, max(1, len(listed)), ON_A_PAGE)
    for number, start in enumerate(starts, 1):
        _heading(document, event, counts)
        _rows(document, listed[start : start + ON_A_PAGE])
        footer = both(PAGE_OF, page=number, pages=len(starts))
        foot = Box(LEFT, 9 * MM, RIGHT - LEFT, 6 * MM)
        draw_text(document, footer, foot, Look(8, QUIET, align="right"))
        document.end_page()
    return document.finish()


def _heading(document: Document, event: Event, counts: str) -> None:
    width = RIGHT - LEFT
    title = " · ".join(filter(None, (event.title_km, event.title_en)))
    draw_text(document, title, Box(LEFT, 281 * MM, width, 8 * MM), Look(10, QUIET))
    draw_text(document, both(TITLE), Box(LEFT, 269 * MM, width, 11 * MM), Look(17, INK, BOLD))
    draw_text(document, counts, Box(LEFT, 260 * MM, width, 8 * MM), Look(10, QUIET))
    document.fill(Box(LEFT, _TOP, width, 9 * MM), BAND)
    for i, words in enumerate(TITLES):
        draw_text(document, both(words), _cell(i, _TOP, 9 * MM), Look(7.5, QUIET))


def _rows(document: Document, people: Sequence[Person]) -> None:
    if not people:
        box = Box(LEFT, _TOP - 2 * _ROW, RIGHT - LEFT, _ROW)
        draw_text(document, both(NO_ONE), box, Look(11))
    for i, person in enumerate(people, 1):
        low = _TOP - i * _ROW
        name = person.name_km_canonical or ("" if person.named else both(SEAT))
        group = "" if person.group is None else str(person.group)
        texts = (person.code, name, person.name_latin_canonical, person.organisation, group)
        for at, text in enumerate(texts):
            draw_text(document, text, _cell(at, low, _ROW), _CELLS[at])
        document.rule(Box(LEFT, low, RIGHT - LEFT, 0), LINE, width=0.4)


def _cell(column: int, low: float, height: float) -> Box:
    left, right = _COLUMNS[column], _COLUMNS[column + 1]
    return Box(left + MM, low, right - left - 2 * MM, height)
