"""The paper sheet as pages: who stands on which, and the sign-off boxes whole on the last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from kiosk.domain import Event, Person
from kiosk.language import Refusal, Sentence
from kiosk.services.paper_sheet import layout as at
from kiosk.services.paper_sheet.head import draw_first_head, draw_foot, draw_later_head
from kiosk.services.paper_sheet.rows import Line, draw_rows, draw_titles
from kiosk.services.paper_sheet.sign_off import draw_sign_off
from kiosk.services.sheet_words import SHEET_TITLE
from kiosk.services.substitutes import Substitutes
from kiosk.services.typesetting import Document

MOST_BLANKS = 2000
"""Empty rows: 200 pages, more than any desk has paper for."""

TOO_MANY_BLANKS = Sentence(
    en="{count} empty {count:row is|rows are} too many; choose from 0 to {most}.",
    km="ជួរទទេ {count} ច្រើនពេក។ សូមជ្រើសរើសពី ០ ដល់ {most}។",
)
NO_ROWS = Sentence(
    en="No one is on the event yet and no empty rows were asked for. Ask for some empty rows.",
    km="មិនទាន់មាននរណាក្នុងព្រឹត្តិការណ៍ទេ ហើយក៏គ្មានជួរទទេដែរ។ សូមដាក់ចំនួនជួរទទេ។",
)


@dataclass(frozen=True, slots=True)
class Paper:
    """The finished PDF, its pages, and by person the characters that no font could draw."""

    pdf: bytes
    pages: int
    left_out: Mapping[UUID, str]


def paper_sheet(event: Event, people: Sequence[Person], *, blanks: int = 0) -> Paper:
    """``people`` in the order given, then ``blanks`` empty rows, on A4 across. The same people
    make the same bytes.

    Raises:
        Refusal: there is no row at all, or too many empty ones.
    """
    if not 0 <= blanks <= MOST_BLANKS:
        raise Refusal(TOO_MANY_BLANKS, count=blanks, most=MOST_BLANKS)
    remark = Substitutes.among(people).remark
    lines = [Line(number, person, remark(person)) for number, person in enumerate(people, 1)]
    lines += [Line(len(people) + extra, None) for extra in range(1, blanks + 1)]
    if not lines:
        raise Refusal(NO_ROWS)
    title = f"{event.title_km or event.title_en} – {SHEET_TITLE.km}"
    document = Document(title=title, language="km", size=(at.PAGE_WIDTH, at.PAGE_HEIGHT))
    pages = pages_of(lines)
    missing: dict[UUID, str] = {}
    for number, page in enumerate(pages, 1):
        top = draw_first_head(document, event) if number == 1 else draw_later_head(document, event)
        under = draw_rows(document, page, draw_titles(document, top), event, missing)
        if number == len(pages):
            draw_sign_off(document, under)
        draw_foot(document, event, number, len(pages))
        document.end_page()
    return Paper(document.finish(), len(pages), missing)


def pages_of(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each page. The boxes stand beneath lines, never alone: where they do not
    fit, the last lines go over to them."""
    pages = [list(lines[: at.FIRST_ROWS])]
    rest = lines[at.FIRST_ROWS :]
    pages += [list(rest[i : i + at.LATER_ROWS]) for i in range(0, len(rest), at.LATER_ROWS)]
    room = at.FIRST_ROWS_SIGNED if len(pages) == 1 else at.LATER_ROWS_SIGNED
    last = pages[-1]
    if len(last) > room:
        keep = min(room, len(last) - at.FEWEST_BESIDE_BOXES)
        pages[-1:] = [last[:keep], last[keep:]]
    return pages
