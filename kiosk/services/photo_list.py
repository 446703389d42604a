"""Whom not to photograph, for whoever takes the pictures: A4, both languages."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.domain import Event, Person
from kiosk.language import Sentence
from kiosk.services.photo_consent import not_asked, refused
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
    titles,
)
from kiosk.services.typesetting import BOLD, MM, Box, Document

TITLE = Sentence(en="No photos of these people", km="ហាមថតរូបអ្នកទាំងនេះ")
COUNTS = Sentence(
    en="{refused} said no; {not_asked} of those here were not asked, which is not a yes",
    km="{refused} នាក់បានបដិសេធ; អ្នកមកដល់ {not_asked} នាក់មិនទាន់បានសួរ មិនមែនមានន័យថាបានទេ",
)
NO_ONE = Sentence(en="No one has said no.", km="មិនទាន់មាននរណាបដិសេធទេ។")
_COLUMNS = (
    Column(
        Sentence(en="Badge", km="ផ្លាក"),
        18,
        lambda person, _: person.code,
        Look(8.5, QUIET),
        grows=False,
    ),
    Column(Sentence(en="Name", km="ឈ្មោះ"), 30, khmer_name, NAME),
    Column(Sentence(en="Latin letters", km="អក្សរឡាតាំង"), 30, latin_name),
    Column(Sentence(en="Organisation", km="ស្ថាប័ន"), 30, organisation),
    Column(
        Sentence(en="Group", km="ក្រុម"),
        18,
        lambda person, _: "" if person.group is None else str(person.group),
        grows=False,
    ),
)


def photo_list(event: Event, people: Sequence[Person]) -> bytes:
    """The list as a PDF; where no one refused a page that says so."""
    listed, document = refused(people), Document(title=both(TITLE), language="km", size=PAGE)
    counts = both(COUNTS, refused=len(listed), not_asked=not_asked(people))

    def heading(page: Document) -> None:
        width = RIGHT - LEFT
        draw_text(
            page, titles(event), Box(LEFT, 280 * MM, width, 13 * MM), Look(10, QUIET, lines=3)
        )
        draw_text(page, both(TITLE), Box(LEFT, 268 * MM, width, 10 * MM), Look(17, INK, BOLD))
        draw_text(page, counts, Box(LEFT, 260 * MM, width, 8 * MM), Look(10, QUIET))

    draw_table(document, Table(_COLUMNS, listed, heading, top=250, empty=NO_ONE))
    return document.finish()
