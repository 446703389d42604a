"""What stands above and below the table: the event on the first page, its name on the others."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.domain import Event
from kiosk.language import Language, in_digits_of
from kiosk.services.paper_sheet import layout as at
from kiosk.services.paper_sheet.text import dotted, draw_text, inside
from kiosk.services.sheet_words import (
    SHEET_TITLE,
    both,
    day_facts,
    english_date,
    english_title,
    grant_facts,
    khmer_date,
    khmer_title,
    notices,
)
from kiosk.services.typesetting import BOLD, MM, MOUL, REGULAR, Box, Document, Sizes, Style

_TITLE = Style(MOUL)
_FACT_LABEL, _FACT_HEIGHT = 17 * MM, 10.5 * MM
_TITLES: Sequence[tuple[float, Sizes, Style]] = (
    (9.5 * MM, Sizes(10, 16), _TITLE),
    (4.5 * MM, Sizes(7, 9.5), BOLD),
    (7.5 * MM, Sizes(7, 12), BOLD),
    (5.0 * MM, Sizes(6.5, 10), REGULAR),
)


def draw_first_head(document: Document, event: Event) -> float:
    """Title, facts and notice; answers where the table begins."""
    texts = (SHEET_TITLE.km, SHEET_TITLE.en, khmer_title(event), english_title(event))
    y = at.TOP
    for text, (height, sizes, style) in zip(texts, _TITLES, strict=True):
        y -= height
        box = Box(at.LEFT, y, at.WIDTH, height)
        draw_text(document, text, box, sizes=sizes, colour=at.INK, style=style, align="center")
    for facts in (grant_facts(event), day_facts(event)):
        y -= _FACT_HEIGHT
        _draw_facts(document, facts, y)
    end = at.TOP - at.FIRST_HEAD
    room = y - end
    for i, notice in enumerate(notices(event)):
        box = Box(at.LEFT, y - room * (0.55, 0.95)[i], at.WIDTH, room * (0.53, 0.4)[i])
        draw_text(document, notice, box, sizes=Sizes(5, 7.5, 6), colour=at.QUIET, lines=2)
    return end


def _draw_facts(document: Document, facts: Sequence[tuple[str, str]], y: float) -> None:
    """Label and value side by side; what is missing is a line of dots on yellow."""
    width = at.WIDTH / len(facts)
    for i, (label, value) in enumerate(facts):
        cell = Box(at.LEFT + i * width, y, width, _FACT_HEIGHT)
        for half, text in enumerate(label.split("\n")):
            place = Box(cell.x, cell.y + (5.2, 1.4)[half] * MM, _FACT_LABEL, 3.8 * MM)
            draw_text(document, text, place, sizes=Sizes(4.5, 7), colour=at.QUIET, align="right")
        field = Box(cell.x + _FACT_LABEL, y, width - _FACT_LABEL, _FACT_HEIGHT)
        _draw_field(document, value, inside(field, 1.5 * MM, 0.9 * MM))


def _draw_field(document: Document, value: str, field: Box) -> None:
    if not value or value.startswith("\n"):
        document.fill(field, at.FILL_IN)
    lines = value.split("\n")
    each = field.height / len(lines)
    for i, text in enumerate(lines):
        if text:
            box = Box(field.x + 1 * MM, field.top - (i + 1) * each, field.width - 2 * MM, each)
            sizes = Sizes(4.5, 9)
            draw_text(document, text, box, sizes=sizes, colour=at.INK)
    dotted(document, field.x, field.y, field.width, at.RULE)


def draw_later_head(document: Document, event: Event) -> float:
    """One line that says what the page belongs to; answers where the table begins."""
    box = Box(at.LEFT, at.TOP - 7 * MM, at.WIDTH, 7 * MM)
    dated = both(khmer_date(event.date), english_date(event.date))
    parts = (
        (SHEET_TITLE.km, 0.0, 0.22, "left", _TITLE, 9.0),
        (khmer_title(event) or english_title(event), 0.23, 0.50, "center", BOLD, 9.0),
        (dated, 0.74, 0.26, "right", REGULAR, 8.5),
    )
    for text, start, share, align, style, size in parts:
        place = Box(box.x + start * box.width, box.y, share * box.width, box.height)
        draw_text(
            document, text, place, sizes=Sizes(5, size), colour=at.INK, style=style, align=align
        )
    return at.TOP - at.LATER_HEAD


def draw_foot(document: Document, event: Event, number: int, pages: int) -> None:
    """Initials, page x of y, and whose sheet it is."""
    khmer = in_digits_of(Language.KHMER, f"ទំព័រ {number} / {pages}")
    organizer = event.organizer_en or event.organizer_km
    parts = (
        ("រៀបចំ Prepared: ................   ពិនិត្យ Verified: ................", 0.0, 0.37, "left"),
        (f"{khmer} · Page {number} / {pages}", 0.37, 0.26, "center"),
        (f"{organizer}   អនុម័ត Approved: ................", 0.63, 0.37, "right"),
    )
    for text, start, share, align in parts:
        place = Box(at.LEFT + start * at.WIDTH, 5 * MM, share * at.WIDTH, 6 * MM)
        draw_text(document, text, place, sizes=Sizes(4.5, 7.5), colour=at.QUIET, align=align)
