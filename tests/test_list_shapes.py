"""Lists in the shapes in which other people save them: forms, ministries, colleagues, systems."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msoffcrypto
import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl.worksheet.worksheet import Worksheet

from kiosk.domain import AgeBand, Disability, Event, PersonDetails, PhotoConsent, Sex
from kiosk.language import Language, Refusal
from kiosk.services.desk import Desk
from kiosk.services.lists import Field, ListPlan, Outcome, plan, scan
from kiosk.services.lists.titles import field_of
from kiosk.services.lists.unlocking import Locked
from kiosk.services.workbook import Audience

Row = Sequence[object]


def workbook(
    path: Path,
    rows: Sequence[Row],
    change: Callable[[Worksheet], None] | None = None,
    more: Mapping[str, Sequence[Row]] | None = None,
) -> Path:
    book = openpyxl.Workbook()
    for name, content in {"Sheet": rows, **(more or {})}.items():
        sheet = book["Sheet"] if name == "Sheet" else book.create_sheet(name)
        for row in content:
            sheet.append(list(row))
    if change:
        change(book.worksheets[0])
    book.save(path)
    return path


def text(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def people(planned: ListPlan) -> list[PersonDetails]:
    return [row.details for row in planned.rows if row.details]


def names(planned: ListPlan) -> list[str]:
    return [" / ".join(filter(None, (d.name_km, d.name_latin))) for d in people(planned)]


def notes(planned: ListPlan) -> list[str]:
    return [note.told.text(Language.ENGLISH) for note in planned.notes]


def told(of: dict[str, Any], details: PersonDetails) -> dict[str, Any]:
    return {name: getattr(details, name) for name in of}


# Titles ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("1. Full Name (as in ID card) / ឈ្មោះពេញ (តាមអត្តសញ្ញាណប័ណ្ណ)", Field.NAME),
        ("2. Name in Khmer / ឈ្មោះជាភាសាខ្មែរ", Field.NAME_KM),
        ("Q3. Gender", Field.SEX),
        ("៤. អាយុ", Field.AGE),
        ("7. Phone number (Telegram preferred) / លេខទូរស័ព្ទ (តេឡេក្រាម)", Field.PHONE),
        ("Mobile Nr.", Field.PHONE),
        ("8. Which province do you come from? / តើអ្នកមកពីខេត្តណា?", Field.PROVINCE),
        ("9. Do you identify as a person with disability?", Field.DISABILITY),
        (
            "10. Do you give consent for photos and video to be taken during the workshop?",
            Field.PHOTO_CONSENT,
        ),
        ("11. Any dietary requirements?", Field.NOTE),
        ("12. What do you expect from this workshop?", None),
        ("Role in organization", Field.POSITION),
        ("Organization type", Field.CATEGORY),
        ("Organization address", None),
        ("Emergency contact phone", None),
        ("Date of the training", None),
        ("_submission_time", Field.TIMESTAMP),
        ("ប្រភេទអង្គការ", Field.CATEGORY),
        ("ភេទ (ស/ប)", Field.SEX),
        ("Sex (F/M)", Field.SEX),
        ("Home City", Field.PROVINCE),
        ("អង្គភាព/ស្ថាប័ន (Organization)", Field.ORGANISATION),
        ("គោត្តនាម និងនាម (អក្សរឡាតាំង)", Field.NAME_LATIN),
        ("Attended", Field.SIGNATURE),
    ],
)
def test_a_title_is_understood(title: str, field: Field | None) -> None:
    match = field_of(title)
    assert (match.field if match and match.certain else None) == field


# Layouts -----------------------------------------------------------------------------------------


def test_a_form_with_numbered_questions_in_two_languages(event: Event, tmp_path: Path) -> None:
    titles = [
        "Timestamp",
        "Email Address",
        "1. Full Name (as in ID card) / ឈ្មោះពេញ (តាមអត្តសញ្ញាណប័ណ្ណ)",
        "2. Name in Khmer / ឈ្មោះជាភាសាខ្មែរ",
        "3. Gender / ភេទ",
        "4. What is your age group? / តើអ្នកមានអាយុប៉ុន្មាន?",
        "5. Name of your organization / ឈ្មោះអង្គការ",
        "6. Your current position / តួនាទីបច្ចុប្បន្ន",
        "7. Phone number (Telegram preferred) / លេខទូរស័ព្ទ (តេឡេក្រាម)",
        "9. Do you identify as a person with disability?",
        "10. Do you give consent for photos to be taken during the workshop?",
        "11. Any dietary requirements?",
    ]
    answers = ["8/25/2023 14:03:11", "a@b.org", "Sok Dara", "សុខ ដារា", "Male / ប្រុស", "31-59"]
    answers += ["Oxfam Cambodia", "Officer", "12345678", "No", "Yes, I agree", "Vegetarian"]
    (person,) = people(plan(scan(workbook(tmp_path / "f.xlsx", [titles, answers])), event, ()))
    assert person == PersonDetails(
        name_km="សុខ ដារា",
        name_latin="Sok Dara",
        sex=Sex.MALE,
        age_band=AgeBand.ADULT,
        disability=Disability.NO,
        position_en="Officer",
        organisation_en="Oxfam Cambodia",
        category="other",
        phone="012345678",
        email="a@b.org",
        photo_consent=PhotoConsent.YES,
        note="Any dietary requirements: Vegetarian",
    )


def test_columns_that_a_survey_tool_adds_are_not_asked_about(event: Event, tmp_path: Path) -> None:
    rows: list[Row] = [
        ["start", "end", "Full name", "Sex of respondent", "_id", "_uuid", "_submission_time"],
        ["2023-08-25T14:03:11+07:00", "2023-08-25T14:05", "Sok Dara", "male", 1, "u", "2023"],
    ]
    planned = plan(scan(workbook(tmp_path / "kobo.xlsx", rows)), event, ())
    assert names(planned) == ["Sok Dara"]
    assert len(planned.questions) == 1, "only the category, which the list does not say"


def test_titles_over_two_rows_with_merged_cells_and_ticks(event: Event, tmp_path: Path) -> None:
    rows: list[Row] = [
        ["List of Participants"],
        [],
        ["No.", "Name", None, "Sex", None, "Organization", "Contact"],
        [None, "Khmer", "English", "F", "M", None, None],
        [1, "សុខ ដារា", "Sok Dara", None, "✓", "Oxfam", "012 345 678"],
        [2, "ចាន់ ស្រី", "Chan Srey", 1, None, None, "97345678"],
        [3, "កែវ ពិសី", "Keo Pisey", "X", None, None, "0973456789"],
        [4, "លី បុប្ផា", "Ly Bopha", "1", None, "UNDP", ""],
    ]

    def merge(sheet: Worksheet) -> None:
        for area in ("A1:G1", "A3:A4", "B3:C3", "D3:E3", "F3:F4", "G3:G4", "F5:F7"):
            sheet.merge_cells(area)

    planned = plan(scan(workbook(tmp_path / "m.xlsx", rows, merge)), event, ())
    assert [d.sex for d in people(planned)] == [Sex.MALE, Sex.FEMALE, Sex.FEMALE, Sex.FEMALE]
    organisations = [details.organisation_en for details in people(planned)]
    assert organisations == ["Oxfam", "Oxfam", "Oxfam", "UNDP"], "one cell for three people"
    assert names(planned)[0] == "សុខ ដារា / Sok Dara"


def test_one_sheet_for_each_province(event: Event, tmp_path: Path) -> None:
    titles: Row = ["No", "Name", "Sex", "Phone"]
    more: dict[str, Sequence[Row]] = {
        "Siem Reap": [titles, [1, "Chan Srey", "F", "012 345 679"]],
        "តាកែវ": [["ល.រ", "ឈ្មោះ", "ភេទ", "លេខទូរស័ព្ទ"], [1, "សុខ ដារា", "ប", 12345678]],
        "Region 5": [titles, [1, "Keo Pisey", "F", "012 345 670"]],
    }
    planned = plan(scan(workbook(tmp_path / "p.xlsx", [], more=more)), event, ())
    assert [d.province for d in people(planned)] == ["Siemreap", "Takeo", ""]


def test_a_sign_in_sheet_with_both_scripts_in_a_cell_and_every_honorific(
    event: Event, tmp_path: Path
) -> None:
    rows: list[Row] = [
        ["ព្រះរាជាណាចក្រកម្ពុជា"],
        ["ជាតិ សាសនា ព្រះមហាក្សត្រ"],
        ["ល.រ", "ឈ្មោះ (Name)", "ភេទ", "អាយុ", "លេខទូរស័ព្ទ (Phone)", "ហត្ថលេខា (Signature)"],
        ["១", "សុខ ដារា\nSok Dara", "ប្រុស", "៣៤ឆ្នាំ", "០១២ ៣៤៥ ៦៧៨"],
        ["២", "ឯ.ឧ. កែវ សំណាង", "ប", "65", "012345678 / 097 345 6789"],
        ["៣", "ល.ជ.ទ ជា ស្រីមុំ", "ស", "50", "855 12 345 111"],
        ["៤", "ជំទាវ ហេង ផល្លា", "ស្រី", "", "+855 (0)12 345 112"],
        ["៥", "H.E. Dr. Ly Na", "F", "", "00855 12 345 113"],
        ["៦", "ម៉ៅ រិទ្ធី/Mao Rithy", "M", "", "012.345.114"],
    ]
    planned = plan(scan(workbook(tmp_path / "s.xlsx", rows)), event, ())
    assert [(d.honorific, d.name_km, d.name_latin) for d in people(planned)] == [
        ("", "សុខ ដារា", "Sok Dara"),
        ("ឯ.ឧ.", "កែវ សំណាង", ""),
        ("ល.ជ.ទ", "ជា ស្រីមុំ", ""),
        ("ជំទាវ", "ហេង ផល្លា", ""),
        ("H.E. Dr.", "", "Ly Na"),
        ("", "ម៉ៅ រិទ្ធី", "Mao Rithy"),
    ]
    assert [d.phone for d in people(planned)] == [
        "012345678",
        "012345678",
        "012345111",
        "012345112",
        "012345113",
        "012345114",
    ]
    assert [d.age_band for d in people(planned)][:2] == [AgeBand.ADULT, AgeBand.ELDER]


def test_the_source_of_a_mail_merge(event: Event, tmp_path: Path) -> None:
    rows: list[Row] = [
        ["Title", "First Name", "Last Name", "Job Title", "Company", "E-mail Address", "Home City"],
        ["Mr.", "Dara", "Sok", "Director", "Oxfam", "d@x.org", "Phnom Penh"],
        ["H.E. Dr.", "Samnang", "Keo", "Secretary of State", "MoH", "", ""],
    ]
    first, second = people(plan(scan(workbook(tmp_path / "mm.xlsx", rows)), event, ()))
    assert (first.honorific, first.name_latin, first.position_en, first.province) == (
        "Mr.",
        "SOK Dara",
        "Director",
        "Phnom Penh",
    )
    assert (second.honorific, second.position_en) == ("H.E. Dr.", "Secretary of State")


def test_dates_of_birth_in_every_way(event: Event, tmp_path: Path) -> None:
    births: list[object] = [33000, "12/05/1990", 1985, "០៥/១២/១៩៩០", "5-Dec-90", "1950-01-31"]
    people_of = ["Sok Dara", "Chan Srey", "Keo Pisey", "Ly Bopha", "Mao Rithy", "Ouk Nary"]
    rows: list[Row] = [["Name", "DOB"], *zip(people_of, births, strict=True)]
    planned = plan(scan(workbook(tmp_path / "dob.xlsx", rows)), event, ())
    assert [d.age_band for d in people(planned)] == [
        AgeBand.ADULT,
        AgeBand.ADULT,
        AgeBand.ADULT,
        AgeBand.ADULT,
        AgeBand.NOT_STATED,
        AgeBand.ELDER,
    ]


def test_two_lists_side_by_side(event: Event, tmp_path: Path) -> None:
    rows: list[Row] = [
        ["Group A", None, None, None, "Group B"],
        ["No", "Name", "Phone", None, "No", "Name", "Phone"],
        [1, "Sok Dara", "012345678", None, 1, "Chan Srey", "012345679"],
        [2, "Keo Pisey", "012345670", None, None, None, None],
    ]
    planned = plan(scan(workbook(tmp_path / "side.xlsx", rows)), event, ())
    assert [(r.sheet, r.row, r.details.name_latin) for r in planned.rows if r.details] == [
        ("Sheet A:D", 3, "Sok Dara"),
        ("Sheet A:D", 4, "Keo Pisey"),
        ("Sheet E:G", 3, "Chan Srey"),
    ]
    assert len(planned.rows) == 3


def test_a_list_on_its_side(event: Event, tmp_path: Path) -> None:
    rows: list[Row] = [
        ["Name", "Sok Dara", "Chan Srey", "Keo Pisey"],
        ["Sex", "M", "F", "F"],
        ["Phone", "012345678", "012345679", "012345670"],
        ["Organisation", "Oxfam", "UNDP", "CARE"],
    ]

    def hide(sheet: Worksheet) -> None:
        sheet.column_dimensions["C"].hidden = True

    planned = plan(scan(workbook(tmp_path / "t.xlsx", rows, hide)), event, ())
    assert [(r.row, r.outcome) for r in planned.rows] == [
        (2, Outcome.NEW),
        (3, Outcome.REFUSED),
        (4, Outcome.NEW),
    ]
    assert [(d.name_latin, d.sex, d.organisation_en) for d in people(planned)] == [
        ("Sok Dara", Sex.MALE, "Oxfam"),
        ("Keo Pisey", Sex.FEMALE, "CARE"),
    ]
    assert any("stands on its side" in note for note in notes(planned))


def test_blank_rows_filtered_rows_totals_and_error_cells(event: Event, tmp_path: Path) -> None:
    rows: list[Row] = [
        ["No", "Name", "Phone"],
        [1, "Sok Dara", "x"],
        [],
        [2, "x", "012345679"],
        [3, "Keo Pisey", "012345670"],
        [4, "Ly Bopha", "012345671"],
        ["Total", "", 4],
    ]

    def spoil(sheet: Worksheet) -> None:
        for place, error in (("C2", "#N/A"), ("B4", "#REF!")):
            sheet[place] = error
            sheet[place].data_type = "e"
        sheet.row_dimensions[6].hidden = True
        sheet.auto_filter.ref = "A1:C6"
        sheet.protection.sheet = True

    planned = plan(scan(workbook(tmp_path / "e.xlsx", rows, spoil)), event, ())
    assert [(r.row, r.outcome.value) for r in planned.rows] == [
        (2, "new"),
        (4, "refused"),
        (5, "new"),
        (6, "refused"),
        (7, "refused"),
    ]
    assert people(planned)[0].phone == ""


@pytest.mark.parametrize("ending", ["xlsm", "xltx", "csv", "txt"])
def test_a_workbook_is_known_by_its_bytes_whatever_its_name(
    event: Event, tmp_path: Path, ending: str
) -> None:
    path = workbook(tmp_path / "l.xlsx", [["Name", "Sex"], ["Sok Dara", "M"]])
    assert names(plan(scan(path.rename(tmp_path / f"l.{ending}")), event, ())) == ["Sok Dara"]


def test_strict_open_xml(event: Event, tmp_path: Path) -> None:
    path = workbook(tmp_path / "l.xlsx", [["Name", "Sex"], ["Sok Dara", "M"]])
    strict = tmp_path / "strict.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(strict, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for usual, other in (
                (b"schemas.openxmlformats.org/spreadsheetml/2006/main", b"spreadsheetml/main"),
                (
                    b"schemas.openxmlformats.org/officeDocument/2006/relationships",
                    b"officeDocument/relationships",
                ),
            ):
                content = content.replace(usual, b"purl.oclc.org/ooxml/" + other)
            new.writestr(name, content)
    assert names(plan(scan(strict), event, ())) == ["Sok Dara"]


def test_the_xml_of_excel_2003(event: Event, tmp_path: Path) -> None:
    rows = (
        '<Row><Cell><Data ss:Type="String">Name</Data></Cell>'
        '<Cell><Data ss:Type="String">Phone</Data></Cell></Row>'
        '<Row><Cell><Data ss:Type="String">សុខ ដារា</Data></Cell>'
        '<Cell ss:Index="2"><Data ss:Type="Number">12345678</Data></Cell></Row>'
        '<Row ss:Hidden="1"><Cell><Data ss:Type="String">Keo Pisey</Data></Cell></Row>'
    )
    page = (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>%s'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="People">'
        "<Table>%s</Table></Worksheet></Workbook>"
    )
    planned = plan(scan(text(tmp_path / "a.xls", page % ("", rows))), event, ())
    assert [(r.sheet, r.row, r.outcome.value) for r in planned.rows] == [
        ("People", 2, "new"),
        ("People", 3, "refused"),
    ]
    assert people(planned)[0].phone == "012345678"
    laughs = "<!DOCTYPE x [" + "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10)
    )
    bomb = page % (laughs + "]>", rows.replace("Name", "&l9;"))
    with pytest.raises(Refusal, match="damaged"):
        scan(text(tmp_path / "bomb.xls", bomb))


def test_a_table_pasted_from_word_with_cells_merged_downwards(event: Event, tmp_path: Path) -> None:
    page = (
        '<html><head><meta charset="utf-8"></head><body><table>'
        "<tr><th>No</th><th>Organisation</th><th>Name</th><th>Phone</th></tr>"
        "<tr><td>1</td><td rowspan=2><p>Oxfam</p></td><td>Sok Dara</td><td>012345678</td></tr>"
        "<tr><td>2</td><td>Chan Srey</td><td>012345679</td></tr>"
        "<tr><td>3</td><td>UNDP</td><td>Keo Pisey</td><td>012345670</td></tr></table></body></html>"
    )
    planned = plan(scan(text(tmp_path / "w.xls", page)), event, ())
    assert [(d.name_latin, d.organisation_en, d.phone) for d in people(planned)] == [
        ("Sok Dara", "Oxfam", "012345678"),
        ("Chan Srey", "Oxfam", "012345679"),
        ("Keo Pisey", "UNDP", "012345670"),
    ]


# Text --------------------------------------------------------------------------------------------

KHMER = "ឈ្មោះ,ភេទ,ទូរស័ព្ទ\nសុខ ដារា,ប្រុស,012345678\nចាន់ ស្រី,ស្រី,012345679\n"


def garbled(whole: str) -> str:
    """UTF-8 read as cp1252, what has no sign there as Latin-1."""
    letters = (bytes([byte]) for byte in whole.encode())
    return "".join(
        one.decode("cp1252" if one not in b"\x81\x8d\x8f\x90\x9d" else "latin-1") for one in letters
    )


def test_khmer_read_as_western_letters_is_put_right_and_said(event: Event, tmp_path: Path) -> None:
    for number, content in enumerate((garbled(KHMER), KHMER.encode().decode("latin-1"))):
        planned = plan(scan(text(tmp_path / f"{number}.csv", content)), event, ())
        assert names(planned) == ["សុខ ដារា", "ចាន់ ស្រី"]
        assert any("put right in 7 cells" in note for note in notes(planned))
    rows = [[garbled(cell) for cell in line.split(",")] for line in KHMER.splitlines()]
    planned = plan(scan(workbook(tmp_path / "l.xlsx", rows)), event, ())
    assert names(planned) == ["សុខ ដារា", "ចាន់ ស្រី"]


def test_khmer_of_which_bytes_are_gone_is_never_taken_for_a_name(
    event: Event, tmp_path: Path
) -> None:
    lost = garbled("សុខ ដារា").replace("\x9f", "").replace("Ÿ", "")
    path = text(tmp_path / "l.csv", f"Name,Khmer name\nSok Dara,{lost}\n" + "Keo Pisey,\n" * 9)
    first = plan(scan(path), event, ())
    assert names(first)[0] == "Sok Dara"
    assert any("was lost when the list was saved" in note for note in notes(first))
    with pytest.raises(Refusal, match="was lost when it was saved"):
        scan(text(tmp_path / "all.csv", f"Name\n{lost}\n{lost}\n"))


def test_one_broken_byte_does_not_spoil_the_khmer(event: Event, tmp_path: Path) -> None:
    content = KHMER.encode() + b"Keo\xff Pisey,F,012345670\n"
    planned = plan(scan(text(tmp_path / "l.csv", content)), event, ())
    assert names(planned)[:2] == ["សុខ ដារា", "ចាន់ ស្រី"]
    assert any("letters in the file are broken (1)" in note for note in notes(planned))


def test_zeros_kept_as_formulas_and_other_ways_to_write_a_phone(
    event: Event, tmp_path: Path
) -> None:
    phones = ['="012345670"', "'012345671", "+855(0)12 345 672", "855 12345673", "12345674"]
    phones += ["012 345 675 (Smart)", "o12345676", "8.5512E+11"]
    rows = "".join(f"{name},{p}\n" for name, p in zip("ABCDEFGH", phones, strict=True))
    content = "Name,Phone\n" + "".join(f"Person {row}\n" for row in rows.splitlines())
    planned = plan(scan(text(tmp_path / "l.csv", content)), event, ())
    assert [d.phone for d in people(planned)] == [
        *(f"01234567{n}" for n in range(7)),
        "",
    ]
    assert people(planned)[-1].note == "Phone: 8.5512E+11"


@pytest.mark.parametrize(
    "content",
    [
        "\r\n\r\nName,Phone\r\n\r\nSok Dara,012345678\r\n,\r\n",
        "Name,Phone\rSok Dara,012345678\r",
        "sep=|\nName|Phone\nSok Dara|012345678\n",
        '\ufeff"Name","Phone"\n"Sok Dara","012345678"\n',
        "Name,Phone\nSok Dara,012345678,extra,more\n",
        'Name,Phone\n"Sok\nDara","012345678\n097 345 6789"\n',
    ],
)
def test_text_in_every_way(event: Event, tmp_path: Path, content: str) -> None:
    for encoding in ("utf-8", "utf-16"):
        path = text(tmp_path / f"{encoding}.csv", content.lstrip("\ufeff").encode(encoding))
        planned = plan(scan(path), event, ())
        assert [(d.name_latin, d.phone) for d in people(planned)] == [("Sok Dara", "012345678")]


# Locked, endless and otherwise not to be read ----------------------------------------------------


def locked(path: Path, password: str) -> Path:
    plain = workbook(path.with_name("plain.xlsx"), [["Name", "Sex"], ["Sok Dara", "M"]])
    with plain.open("rb") as source, path.open("wb") as target:
        OOXMLFile(source).encrypt(password, target)
    return path


def test_a_locked_workbook_is_read_with_its_password_only(event: Event, tmp_path: Path) -> None:
    path = locked(tmp_path / "locked.xlsx", "ពាក្យសម្ងាត់ 1")
    with pytest.raises(Locked, match="locked with a password"):
        scan(path)
    with pytest.raises(Locked, match="That password does not open"):
        scan(path, password="wrong")
    assert names(plan(scan(path, password="ពាក្យសម្ងាត់ 1"), event, ())) == ["Sok Dara"]
    cut = text(tmp_path / "cut.xlsx", path.read_bytes()[:5000])
    with pytest.raises(Refusal, match=r"damaged|locked"):
        scan(cut, password="ពាក្យសម្ងាត់ 1")


def test_a_workbook_that_excel_opens_without_asking_is_opened(event: Event, tmp_path: Path) -> None:
    path = locked(tmp_path / "protected.xlsx", "VelvetSweatshop")
    assert names(plan(scan(path), event, ())) == ["Sok Dara"]


def test_a_lock_that_would_take_minutes_to_try_is_refused(tmp_path: Path) -> None:
    path = locked(tmp_path / "slow.xlsx", "x")
    content = path.read_bytes()
    assert b'spinCount="100000"' in content
    text(path, content.replace(b'spinCount="100000"', b'spinCount="9000000000"'))
    with pytest.raises(Refusal, match=r"damaged|locked"):
        scan(path, password="x")
    assert msoffcrypto.OfficeFile(io.BytesIO(content)).is_encrypted()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Name,Phone," + b"x" * 3_000_000, "a line far too long"),
        (b'Name,Phone\n"' + b"x" * 3_000_000, "a line far too long"),
        (b"Name,Phone\n" + b"," * 3_000_000, "a line far too long"),
        (b"Name,Phone\n" + b"\n" * 5_000_000, "more rows than any list"),
        (b"Name,Phone\n" + b"a,1\n" * 1_100_000, "more rows than any list"),
        (b"x" * 61_000_000, "holds 61 MB"),
    ],
    ids=["long", "quote", "commas", "blank", "rows", "big"],
)
def test_text_without_end_gets_a_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        scan(text(tmp_path / "endless.csv", content))


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes are not files there")
def test_a_pipe_a_device_and_a_folder_get_a_sentence_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.csv")
    for path in (tmp_path / "fifo.csv", Path("/dev/zero")):
        with pytest.raises(Refusal, match="is a device, not a list"):
            scan(path)
    with pytest.raises(Refusal, match="is a folder"):
        scan(tmp_path)
    for path in (tmp_path / ("x" * 300), tmp_path / "a\0b", tmp_path / "fifo.csv" / "inner"):
        with pytest.raises(Refusal):
            scan(path)


def test_entities_in_a_sheet_grow_and_fetch_nothing(event: Event, tmp_path: Path) -> None:
    path = workbook(tmp_path / "l.xlsx", [["Name", "Sex"], ["Sok Dara", "M"]])
    laughs = b"<!DOCTYPE x [" + b"".join(
        b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"ha") for n in range(10)
    )
    secret = text(tmp_path / "secret.txt", "secret")
    fetching = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">'.encode()
    for number, (declared, used) in enumerate(((laughs, b"&l9;"), (fetching, b"&e;"))):
        bomb = tmp_path / f"{number}.xlsx"
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(bomb, "w") as new:
            for name in old.namelist():
                content = old.read(name)
                if name == "xl/sharedStrings.xml":
                    content = declared + b"]>" + content.replace(b"Sok Dara", used)
                new.writestr(name, content)
        try:
            found = names(plan(scan(bomb), event, ()))
        except Refusal:
            continue
        assert not any("secret" in name or len(name) > 20 for name in found)


# Our own workbook --------------------------------------------------------------------------------


def test_our_own_workbook_is_known_and_changes_nothing(full_desk: Desk, tmp_path: Path) -> None:
    for person in full_desk.people()[:5]:
        full_desk.check_in(person.id, badge=False)
    for audience in (Audience.DONOR, Audience.FINANCE):
        path = full_desk.exports.workbook(tmp_path / f"{audience}.xlsx", audience).path
        planned = full_desk.plan_list(path)
        assert any("a sign-in workbook of this program" in note for note in notes(planned))
        assert planned.count(Outcome.SAME) == (79 if audience is Audience.DONOR else 5)
        assert planned.count(Outcome.NEW) == planned.count(Outcome.CHANGED) == 0
        assert not [row for row in planned.rows if row.outcome is Outcome.ASK]


def test_what_was_corrected_in_our_own_workbook_comes_back(full_desk: Desk, tmp_path: Path) -> None:
    path = full_desk.exports.workbook(tmp_path / "d.xlsx", Audience.DONOR).path
    book = openpyxl.load_workbook(path)
    sheet = book["Data"]
    columns = {str(cell.value): number for number, cell in enumerate(sheet[1], start=1)}
    code = sheet.cell(5, columns["ID"]).value
    assert isinstance(code, str)
    sheet.cell(5, columns["Name (Latin)"]).value = "Someone Else Entirely"
    sheet.cell(5, columns["Phone"]).value = "011 999 888"
    book.save(path)
    planned = full_desk.plan_list(path)
    (changed,) = [row for row in planned.rows if row.outcome is Outcome.CHANGED]
    person = full_desk.person(code)
    assert changed.person_id == person.id
    assert {name: new for name, (_, new) in changed.changes.items()} == {
        "name_latin": "Someone Else Entirely",
        "phone": "011999888",
    }
