"""The Sign-in sheet: who came, in order of arrival, with room to sign.

Nobody who did not come stands on it: an empty signature cell beside a name would read as a
person who attended and did not sign.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import chain

from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.worksheet.worksheet import Worksheet

from kiosk.domain import Person, PhotoConsent, Sex, Signing
from kiosk.services.phones import display
from kiosk.services.sheet_words import (
    SHEET_TITLE,
    closing_line,
    day_facts,
    english_title,
    grant_facts,
    khmer_title,
    notices,
)
from kiosk.services.workbook.cells import Cell, Content, Formula, Row, in_formula
from kiosk.services.workbook.ink import picture
from kiosk.services.workbook.looks import FILL_IN, QUIET, Look, StyleBook
from kiosk.services.workbook.morning import (
    PHOTO,
    SEX_UNSAID,
    SEXES,
    Morning,
    first_said,
    province_of,
)
from kiosk.services.workbook.package import Sheet
from kiosk.services.workbook.page import (
    EVENT_EN,
    EVENT_KM,
    LINE,
    SUBTITLE,
    TITLE,
    Column,
    Table,
    add_table,
    head_rows,
    lines_of,
    mark_no,
    merge,
    merge_sign_off,
    people_rows,
    set_print,
    set_widths,
    sign_off,
    wide,
)

_MIDDLE = Look(face="latin", across="center", number="@")
_KHMER = Look(number="@", indent=1)
_LATIN = Look(face="latin", number="@", indent=1)
_NOTICE = Look(size=8.5, colour=QUIET, edges="none")
_SIGNATURE = Look(size=8, colour=QUIET, number="@", down="bottom", across="center", typed=True)

COLUMNS = (
    Column("ល.រ", "No.", 5, Look(face="latin", across="center"), lambda _, number, __: number),
    Column("លេខសម្គាល់", "ID", 9, _MIDDLE, lambda _, __, p: p.code),
    Column("គោត្តនាម-នាម", "Name (Khmer)", 19, _KHMER, lambda _, __, p: p.name_km_canonical),
    Column("ឈ្មោះឡាតាំង", "Name (Latin)", 20, _LATIN, lambda _, __, p: p.name_latin_canonical),
    Column("ភេទ", "Sex", 5.5, _MIDDLE, lambda _, __, p: _sex(p)),
    Column("តួនាទី", "Position", 18, _KHMER, lambda _, __, p: _position(p)),
    Column("ស្ថាប័ន/អង្គភាព", "Organisation", 27, _KHMER, lambda _, __, p: _organisation(p)),
    Column("រាជធានី-ខេត្ត", "Province", 14, _KHMER, lambda _, __, p: province_of(p)),
    Column("លេខទូរស័ព្ទ", "Phone", 13.5, _MIDDLE, lambda _, __, p: display(p.phone)),
    Column(
        "ម៉ោងមកដល់",
        "Time in",
        10,
        Look(face="latin", across="center", number="hh:mm"),
        lambda morning, _, p: morning.local(p.arrived_at),
    ),
    Column("ថតរូប", "Photo OK", 9, _MIDDLE, lambda _, __, p: _photo(p)),
    Column("ហត្ថលេខា", "Signature", 24, _SIGNATURE, lambda morning, _, p: _beneath(morning, p)),
)
_WIDTH = len(COLUMNS)
_LAST_TITLE_ROW = 9
_TEXT_WIDTHS = {2: 19, 3: 20, 5: 18, 6: 27, 7: 14}
_ROW_HEIGHT = 39.0
"""Points: 11 mm of ink on paper, at the 82 % at which one page is wide enough."""
_THUMB_HEIGHT = 52.0
"""Points: 18 mm, a thumb and a line of words."""

_SIGN_OFF_SPANS = (4, 3, 3, 2)
_CLOSING = (
    in_formula("បញ្ឈប់បញ្ជីត្រឹមចំនួន "),
    in_formula(" នាក់ ក្នុងនោះស្រីចំនួន "),
    in_formula(" នាក់។"),
)
_THUMBPRINT = "ស្នាមមេដៃ thumbprint"
_FOR_THEM = "ចុះជំនួសដោយ signed for them by"
_BENEATH_WIDTH = 30
"""Letters of 8 pt that the signature's column takes in a line."""
_SIGNATURE_WIDTH = 173
"""Pixels of the signature's column."""

_PIXEL = 9_525
"""English metric units of a pixel at 96 dpi."""


def sign_in_table(morning: Morning) -> Table:
    """Where the people stand."""
    return Table("Sign-in", "SignIn", COLUMNS, _LAST_TITLE_ROW + 1, len(morning.arrived))


def sign_in_sheet(morning: Morning, page: Worksheet, styles: StyleBook) -> Sheet:
    """The sheet with title block, people, closing line and sign-off boxes."""
    table = sign_in_table(morning)
    _set_page(page, morning, styles, table)
    _add_signatures(page, morning, table)
    rows = chain(
        _title_rows(morning, styles),
        head_rows(table, styles),
        people_rows(table, morning, morning.arrived, styles, _height),
        _closing_rows(table, morning, styles),
    )
    end = table.last + 2
    return Sheet(page, rows, f"A1:L{end}", end)


def _set_page(page: Worksheet, morning: Morning, styles: StyleBook, table: Table) -> None:
    set_widths(page, [column.width for column in COLUMNS])
    set_print(page, morning, styles, landscape=True, repeat=f"8:{_LAST_TITLE_ROW}")
    page.freeze_panes = "E10"
    merge(page, *(f"A{row}:L{row}" for row in (1, 2, 3, 4, 7)))
    for row in (5, 6):
        merge(page, f"A{row}:B{row}", f"C{row}:D{row}", f"E{row}:F{row}", f"I{row}:J{row}")
    merge_sign_off(page, table.last + 2, _SIGN_OFF_SPANS)
    add_table(page, table, filtered=False)
    mark_no(page, table, "Photo OK")


def _title_rows(morning: Morning, styles: StyleBook) -> list[Row]:
    event = morning.event
    return [
        wide(styles, TITLE, SHEET_TITLE.km, _WIDTH, 38),
        wide(styles, SUBTITLE, SHEET_TITLE.en, _WIDTH, 18),
        wide(styles, EVENT_KM, khmer_title(event), _WIDTH, 27),
        wide(styles, EVENT_EN, english_title(event), _WIDTH, 19),
        _facts(styles, grant_facts(event)),
        _facts(styles, day_facts(event)),
        wide(
            styles,
            Look(size=8.5, colour=QUIET, edges="none"),
            "\n".join(notices(event)),
            _WIDTH,
            44,
        ),
    ]


def _facts(styles: StyleBook, facts: Sequence[tuple[str, str]]) -> Row:
    label = styles(Look(size=8.5, colour=QUIET, edges="none", across="right"))
    cells: list[Cell] = []
    heights = [2]
    for (name, value), (before, within) in zip(
        facts, ((2, 2), (2, 1), (1, 2), (1, 1)), strict=True
    ):
        field = styles(fact_look(value))
        cells += [Cell(label, name)] + [Cell(label)] * (before - 1)
        cells += [Cell(field, value)] + [Cell(field)] * (within - 1)
        heights.append(lines_of(value, 36 if within == 2 else 24))
    return Row(cells, 17.0 * min(max(heights), 5) + 4)


def fact_look(value: str) -> Look:
    """A fact; one that is missing or begins with room to write is a field to fill in."""
    missing = not value or value.startswith("\n")
    return Look(size=9.5, edges="field", fill=FILL_IN if missing else "", typed=True, indent=1)


def _sex(person: Person) -> str:
    return SEX_UNSAID if person.sex is Sex.NOT_STATED else SEXES[person.sex]


def _position(person: Person) -> str:
    return first_said(person.position_km, person.position_en)


def _organisation(person: Person) -> str:
    return first_said(person.organisation_km, person.organisation_en)


def _photo(person: Person) -> str:
    """Empty for someone who was not asked: the answer can be written in."""
    asked = person.photo_consent is not PhotoConsent.NOT_ASKED
    return PHOTO[person.photo_consent] if asked else ""


def _height(contents: Sequence[Content]) -> float:
    lines = (
        lines_of(str(contents[index]), width) if contents and contents[index] else 1
        for index, width in _TEXT_WIDTHS.items()
    )
    said = str(contents[-1] or "") if contents else ""
    more = LINE * max(0, lines_of(said, _BENEATH_WIDTH) - 1)
    room = _THUMB_HEIGHT + more if said else _ROW_HEIGHT
    return max(room, LINE * max(lines))


def _beneath(morning: Morning, person: Person) -> str:
    """What stands beneath the ink: in whose place they came, and how they signed."""
    return "\n".join(filter(None, (morning.substitutes.remark(person), how_signed(person))))


def how_signed(person: Person) -> str:
    """What the signature cell says beneath the ink: that it is a thumb's, or another's."""
    said = [_THUMBPRINT] if person.signing is Signing.THUMBPRINT else []
    if person.signed_by:
        said.append(f"{_FOR_THEM}: {person.signed_by}")
    return "\n".join(said)


def _closing_rows(table: Table, morning: Morning, styles: StyleBook) -> Iterator[Row]:
    """The closing line and the boxes in one row: nobody signs on a page that says no number."""
    persons, women = morning.counts.arrived, morning.counts.by_sex[Sex.FEMALE].arrived
    look = styles(Look(size=10.5, bold=True, edges="box", down="top", indent=1))
    closing = Formula(closing_formula(table), "\n".join(closing_line(persons, women)))
    yield Row([], 6)
    yield sign_off(styles, _SIGN_OFF_SPANS, Cell(look, closing))


def closing_formula(table: Table) -> str:
    """The line that closes a Cambodian list, counted on the sheet, its digits Khmer."""
    persons = f"COUNTA({table.here('ID')})"
    women = f'COUNTIF({table.here("Sex")},"F")'
    line = f"{_CLOSING[0]}&{persons}&{_CLOSING[1]}&{women}&{_CLOSING[2]}"
    for latin, khmer in zip("0123456789", "០១២៣៤៥៦៧៨៩", strict=True):
        line = f'SUBSTITUTE({line},"{latin}","{khmer}")'
    english = f'"This list closes at "&{persons}&" persons, of whom "&{women}&" women."'
    return f"{line}&CHAR(10)&{english}"


def _add_signatures(page: Worksheet, morning: Morning, table: Table) -> None:
    """Each drawn signature inside its own cell; then rows may not be sorted away from them."""
    signed = [(row, p) for row, p in enumerate(morning.arrived, table.first) if p.signature]
    for row, person in signed:
        image = Image(BytesIO(picture(person.signature)))
        contents = [column.value(morning, 0, person) for column in table.columns]
        shape = image.width / image.height
        image.anchor = _inside(_WIDTH - 1, row - 1, _ink_height(contents), shape)
        page.add_image(image)
    if signed:
        page.protection.sheet = True
        page.protection.formatRows = page.protection.formatColumns = False


def _ink_height(contents: Sequence[Content]) -> float:
    """The pixels that a signature may be high, above what the cell says beneath it."""
    said = str(contents[-1] or "")
    return _height(contents) / 0.75 - 4 - lines_of(said, _BENEATH_WIDTH) * 18 * bool(said)


def _inside(column: int, row: int, room: float, shape: float) -> TwoCellAnchor:
    """As large as ``room`` (pixels down) and the column allow, its width ``shape`` times its
    height, in the middle."""
    width = min(room * shape, _SIGNATURE_WIDTH - 6)
    height = width / shape
    left, top = (_SIGNATURE_WIDTH - width) / 2, 2 + (room - height) / 2
    start = AnchorMarker(col=column, colOff=_emu(left), row=row, rowOff=_emu(top))
    end = AnchorMarker(col=column, colOff=_emu(left + width), row=row, rowOff=_emu(top + height))
    return TwoCellAnchor(editAs="twoCell", _from=start, to=end)


def _emu(pixels: float) -> int:
    return round(pixels * _PIXEL)
