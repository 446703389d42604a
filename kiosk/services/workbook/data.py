"""The Data sheet: one row a person, for counting and for pivot tables: every field but the email
and the desk's note, of which a donor has no need.

Those who arrived come first, in the order of the Sign-in sheet, so that the two can be
compared row by row; the others follow. It holds what is private: donor workbook only.
"""

from __future__ import annotations

from itertools import chain

from openpyxl.worksheet.worksheet import Worksheet

from kiosk.services.phones import display
from kiosk.services.workbook.cells import Cell, Row
from kiosk.services.workbook.looks import Look, StyleBook
from kiosk.services.workbook.morning import (
    AGES,
    DISABILITIES,
    PHOTO,
    SEXES,
    SIGNINGS,
    Morning,
    province_of,
)
from kiosk.services.workbook.package import Sheet
from kiosk.services.workbook.page import (
    HEAD_EN,
    Column,
    Table,
    add_table,
    people_rows,
    set_print,
    set_widths,
)

_TEXT = Look(size=9, number="@", wrap=False)
_LATIN = Look(face="latin", size=9, number="@", wrap=False)
_MOMENT = Look(face="latin", size=9, number="yyyy-mm-dd hh:mm:ss", wrap=False)
_NUMBER = Look(face="latin", size=9, wrap=False)
_PAGES_WIDE = 3

COLUMNS = (
    Column("ល.រ", "No.", 6, _NUMBER, lambda _, number, __: number),
    Column("លេខសម្គាល់", "ID", 10, _LATIN, lambda _, __, p: p.code),
    Column("គោត្តនាម-នាម", "Name (Khmer)", 22, _TEXT, lambda _, __, p: p.name_km_canonical),
    Column("ឈ្មោះឡាតាំង", "Name (Latin)", 22, _LATIN, lambda _, __, p: p.name_latin_canonical),
    Column("គោរមងារ", "Honorific", 12, _TEXT, lambda _, __, p: p.honorific),
    Column("ភេទ", "Sex", 11, _LATIN, lambda _, __, p: SEXES[p.sex]),
    Column("ក្រុមអាយុ", "Age band", 17, _LATIN, lambda _, __, p: AGES[p.age_band].en),
    Column("ពិការភាព", "Disability", 12, _LATIN, lambda _, __, p: DISABILITIES[p.disability].en),
    Column("តួនាទី (ខ្មែរ)", "Position (Khmer)", 22, _TEXT, lambda _, __, p: p.position_km),
    Column("តួនាទី (អង់គ្លេស)", "Position (English)", 22, _LATIN, lambda _, __, p: p.position_en),
    Column("ស្ថាប័ន (ខ្មែរ)", "Organisation (Khmer)", 32, _TEXT, lambda _, __, p: p.organisation_km),
    Column(
        "ស្ថាប័ន (អង់គ្លេស)",
        "Organisation (English)",
        32,
        _LATIN,
        lambda _, __, p: p.organisation_en,
    ),
    Column(
        "ប្រភេទអ្នកចូលរួម",
        "Type",
        24,
        _LATIN,
        lambda morning, _, p: morning.categories[p.category].en,
    ),
    Column(
        "ក្រុមពិភាក្សា",
        "Group",
        26,
        _LATIN,
        lambda morning, _, p: morning.groups[p.group].en,
    ),
    Column(
        "រាជធានី-ខេត្ត",
        "Province",
        18,
        _TEXT,
        lambda _, __, p: province_of(p),
    ),
    Column("លេខទូរស័ព្ទ", "Phone", 15, _LATIN, lambda _, __, p: display(p.phone)),
    Column(
        "បានចូលរួម",
        "Attended",
        10,
        _LATIN,
        lambda _, __, p: "Yes" if p.arrived_at else "No",
    ),
    Column(
        "ម៉ោងមកដល់",
        "Time in",
        19,
        _MOMENT,
        lambda morning, _, p: morning.local(p.arrived_at),
    ),
    Column("ចុះឈ្មោះនៅកន្លែង", "Walk-in", 10, _LATIN, lambda _, __, p: "Yes" if p.walk_in else "No"),
    Column("យល់ព្រមថតរូប", "Photo OK", 11, _LATIN, lambda _, __, p: PHOTO[p.photo_consent]),
    Column("ហត្ថលេខា", "Signature", 12, _LATIN, lambda _, __, p: SIGNINGS[p.signing]),
    Column("ចុះហត្ថលេខាជំនួសដោយ", "Signed by", 20, _TEXT, lambda _, __, p: p.signed_by),
    Column("មកជំនួស", "In place of", 11, _LATIN, lambda _, __, p: p.in_place_of),
    Column("ឈ្មោះខ្មែរដូចបានវាយ", "Name (Khmer) as typed", 22, _TEXT, lambda _, __, p: p.name_km),
    Column("ឈ្មោះឡាតាំងដូចបានវាយ", "Name (Latin) as typed", 22, _LATIN, lambda _, __, p: p.name_latin),
    Column("លេខកំណត់ត្រា", "Record", 38, _LATIN, lambda _, __, p: str(p.id)),
)


def data_table(morning: Morning) -> Table:
    """Where the people stand: titles in row 1, so that every program reads them as such."""
    return Table("Data", "People", COLUMNS, 2, len(morning.arrived) + len(morning.others))


def data_sheet(morning: Morning, page: Worksheet, styles: StyleBook) -> Sheet:
    """The sheet with a filter on each column."""
    table = data_table(morning)
    set_widths(page, [column.width for column in COLUMNS])
    set_print(page, morning, styles, landscape=True, repeat="1:1")
    page.print_title_cols = "A:D"
    page.page_setup.fitToWidth = _PAGES_WIDE
    page.freeze_panes = "E2"
    add_table(page, table, filtered=True)
    head = styles(HEAD_EN)
    rows = chain(
        [Row([Cell(head, column.en) for column in COLUMNS], 24)],
        people_rows(table, morning, morning.people, styles, lambda _: None),
    )
    return Sheet(page, rows, f"A1:{table.letter(COLUMNS[-1].en)}{table.last}", table.last)
