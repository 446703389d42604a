"""A list for the door of each discussion group: A4, both languages, a box to tick."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.domain import Event, Group, Person
from kiosk.language import Sentence
from kiosk.services.groups import GroupCount, group_counts, members
from kiosk.services.table_page import (
    INK,
    LEFT,
    NAME,
    PAGE,
    QUIET,
    RIGHT,
    Column,
    Look,
    Table,
    both,
    draw_table,
    draw_text,
    khmer_name,
    latin_name,
    organisation,
    rows_below,
    titles,
)
from kiosk.services.typesetting import BOLD, MM, Box, Document

GROUP = Sentence(en="Group {number}", km="ក្រុមទី{number}")
NO_GROUP = Sentence(en="Without a group", km="មិនទាន់មានក្រុម")
COUNTS = Sentence(
    en="{people} {people:person|people}: {women} {women:woman|women}, {men} {men:man|men}",
    km="{people} នាក់៖ ស្រី {women} ប្រុស {men}",
)
_TOP = 238
ON_A_PAGE = rows_below(_TOP)
_COLUMNS = (
    Column(Sentence(en="No.", km="ល.រ"), 13, lambda _, number: str(number), grows=False),
    Column(Sentence(en="Name", km="ឈ្មោះ"), 30, khmer_name, NAME),
    Column(Sentence(en="Latin letters", km="អក្សរឡាតាំង"), 30, latin_name),
    Column(Sentence(en="Organisation", km="ស្ថាប័ន"), 30, organisation),
    Column(Sentence(en="Here", km="វត្តមាន"), 21, None, grows=False),
)


def door_lists(event: Event, people: Sequence[Person]) -> bytes:
    """The lists of all groups as one PDF, each group on pages of its own; those without a group
    come last, where there are any."""
    document = Document(title=both(GROUP, number="1–"), language="km", size=PAGE)
    for count in group_counts(event, people):
        draw_table(document, list_for_door(event, count, members(count.group, people)))
    return document.finish()


def list_for_door(event: Event, count: GroupCount, inside: Sequence[Person]) -> Table:
    """The list of one group, of those ``inside`` it."""
    return Table(_COLUMNS, inside, lambda page: _heading(page, event, count), top=_TOP)


def _heading(document: Document, event: Event, count: GroupCount) -> None:
    width = RIGHT - LEFT
    draw_text(
        document, titles(event), Box(LEFT, 273 * MM, width, 17 * MM), Look(10, QUIET, lines=3)
    )
    if count.group is not None:
        square = Box(LEFT, 252 * MM, 20 * MM, 20 * MM)
        document.fill(square, INK, radius=3 * MM)
        number = str(count.group.number)
        draw_text(document, number, square, Look(36, "#ffffff", BOLD, "center"))
    x = LEFT + (25 * MM if count.group else 0)
    room = RIGHT - x
    draw_text(
        document, _name(count.group), Box(x, 260 * MM, room, 12 * MM), Look(17, INK, BOLD, lines=2)
    )
    said = both(COUNTS, people=count.people, women=count.women, men=count.men)
    draw_text(document, said, Box(x, 252 * MM, room, 7 * MM), Look(10, QUIET))


def _name(group: Group | None) -> str:
    if group is None:
        return both(NO_GROUP)
    names = " · ".join(dict.fromkeys(filter(None, (group.km, group.en))))
    return names or both(GROUP, number=group.number)
