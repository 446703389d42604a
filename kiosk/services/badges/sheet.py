"""Badges as pages: one to a page, or sheets that begin at the first free label."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from kiosk.domain import Event, Person
from kiosk.language import Refusal, Sentence
from kiosk.services.badges import layout as d
from kiosk.services.badges.drawing import Pen
from kiosk.services.typesetting import MM, Box, Document

NO_SUCH_LABEL = Sentence(
    en="A sheet of “{design}” has {count} {count:badge|badges}. Start at"
    " a number from 1 to {count}.",
    km="សន្លឹក «{design}» មានផ្លាកឈ្មោះ {count}។ សូមចាប់ផ្តើមពីលេខ ១ ដល់ {count}។",
)

NO_SHEET = Sentence(
    en="“{design}” is one badge to a page, so there is no label to start at. Leave the number out,"
    " or choose a design on sheets.",
    km="«{design}» មានផ្លាកឈ្មោះតែមួយក្នុងមួយទំព័រ ដូច្នេះគ្មានស្លាកត្រូវចាប់ផ្តើមទេ។ សូមកុំប្រាប់លេខ ឬជ្រើសរើសគំរូលើសន្លឹក។",
)

_MARK_LENGTH, _MARK_GAP = 4.0, 1.0
"""Crop marks, in mm: their length, and how far they stay away from the badge."""

Seat = tuple[int, int, Person | d.Blank]
"""The page, the place on it (both from 0), and who stands there."""


def badge_sheet(
    event: Event,
    people: Sequence[Person | d.Blank],
    design: d.Design,
    *,
    start_at: int = 1,
    offset_mm: tuple[float, float] = (0.0, 0.0),
) -> bytes:
    """The badges of ``people`` in their order as a PDF. On sheets the first stands on label
    ``start_at``; ``offset_mm`` shifts everything right and down, as this printer needs it.

    Raises:
        Refusal: there is no such label on a sheet.
    """
    if not 1 <= start_at <= design.per_page:
        sentence = NO_SUCH_LABEL if design.sheet else NO_SHEET
        raise Refusal(sentence, design=design.name, count=design.per_page)
    width, height = design.page_size_mm
    document = Document(title=_title(event), language="km", size=(width * MM, height * MM))
    seats = [(*divmod(start_at - 1 + i, design.per_page), who) for i, who in enumerate(people)]
    sides = [(boxes, mirrored) for boxes, mirrored in ((design.front, False), (design.back, True))]
    pens = [(Pen(document, design, event, boxes), back) for boxes, back in sides if boxes]
    for _, page in groupby(seats, key=lambda seat: seat[0]):
        _page(document, design, pens, list(page), offset_mm)
    return document.finish()


def _title(event: Event) -> str:
    return f"{event.title_km or event.title_en} – ផ្លាកឈ្មោះ Badges"


def _page(
    document: Document,
    design: d.Design,
    pens: Sequence[tuple[Pen, bool]],
    seats: Sequence[Seat],
    offset_mm: tuple[float, float],
) -> None:
    for pen, mirrored in pens:
        with document.moved(offset_mm[0] * MM, -offset_mm[1] * MM):
            _side(document, design, seats, pen, mirrored=mirrored)
        document.end_page()


def _side(
    document: Document, design: d.Design, seats: Iterable[Seat], pen: Pen, *, mirrored: bool
) -> None:
    for _, place, person in seats:
        x, y = corner(design, place, mirrored=mirrored)
        with document.moved(x * MM, y * MM, turned=design.turned):
            pen.draw(person)
    if design.sheet is not None and design.sheet.crop_marks:
        _crop_marks(document, design, design.sheet)


def corner(design: d.Design, place: int, *, mirrored: bool = False) -> tuple[float, float]:
    """The origin of the badge at ``place`` (from 0), in mm from the lower left corner of the
    page; ``mirrored`` for the back of a sheet turned over its long edge."""
    sheet = design.sheet
    if sheet is None:
        return (design.height, 0.0) if design.turned else (0.0, 0.0)
    row, column = divmod(place, sheet.columns)
    left = sheet.left + column * (design.width + sheet.gap[0])
    top = sheet.top + row * (design.height + sheet.gap[1])
    x = sheet.width - left - design.width if mirrored else left
    return x, sheet.height - top - design.height


def _crop_marks(document: Document, design: d.Design, sheet: d.Sheet) -> None:
    across = sheet.columns * design.width + (sheet.columns - 1) * sheet.gap[0]
    down = sheet.rows * design.height + (sheet.rows - 1) * sheet.gap[1]
    reach = _MARK_GAP + _MARK_LENGTH
    marks = [
        (x, y, 0.0, _MARK_LENGTH)
        for x in _edges(sheet.left, design.width, sheet.gap[0], sheet.columns)
        for y in (sheet.top - reach, sheet.top + down + _MARK_GAP)
    ] + [
        (x, y, _MARK_LENGTH, 0.0)
        for y in _edges(sheet.top, design.height, sheet.gap[1], sheet.rows)
        for x in (sheet.left - reach, sheet.left + across + _MARK_GAP)
    ]
    for left, top, width, height in marks:
        bottom = sheet.height - top - height
        line = Box(left * MM, bottom * MM, width * MM, height * MM)
        document.rule(line, "#000000", width=0.25)


def _edges(start: float, size: float, gap: float, count: int) -> list[float]:
    lefts = [start + i * (size + gap) for i in range(count)]
    return sorted({round(edge, 3) for left in lefts for edge in (left, left + size)})
