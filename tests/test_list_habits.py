"""How lists are typed in practice: grouped titles, pasted lines, codes, ditto marks."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from kiosk.bundled import sample_file
from kiosk.domain import Disability, PersonDetails, Sex
from kiosk.language import Language
from kiosk.services.event_file import read_event
from kiosk.services.lists import Field, ListPlan, Outcome, plan, scan
from kiosk.services.lists.values import disability_of

EVENT = read_event(sample_file("workshop.toml"))


def planned(path: Path) -> ListPlan:
    return plan(scan(path), EVENT, ())


def csv(folder: Path, *lines: str) -> ListPlan:
    path = folder / "list.csv"
    path.write_text("\n".join(lines), "utf-8")
    return planned(path)


def people(of: ListPlan) -> list[PersonDetails]:
    return [row.details for row in of.rows if row.details]


def test_columns_below_one_title_hold_what_their_own_title_says(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["No", "Participant", "", "Sex", "", "Contact", "", "Organization", ""])
    sheet.append(["", "First name", "Family name", "M", "F", "Phone", "E-mail", "Name", "Khmer"])
    sheet.append([1, "Sokunthea", "Meas", "", 1, "012 000 777", "meas@example.org", "GIZ", "ជីស"])
    book.save(tmp_path / "list.xlsx")
    [person] = people(planned(tmp_path / "list.xlsx"))
    assert (person.name_latin, person.sex) == ("MEAS Sokunthea", Sex.FEMALE)
    assert (person.phone, person.email) == ("012000777", "meas@example.org")
    assert (person.organisation_en, person.organisation_km) == ("GIZ", "ជីស")


def test_lines_of_a_chat_lose_their_numbers_but_no_name(tmp_path: Path) -> None:
    lines = ("Name,Phone", "1. Sok Vannak (M),012000111", "២) ពេជ្រ សុខលី [ស],012000112")
    found = people(csv(tmp_path, *lines, "• Kim Hong,012000113", "Ung-Leng Sim,012000114"))
    assert [one.name_km or one.name_latin for one in found] == [
        "Sok Vannak",
        "ពេជ្រ សុខលី",
        "Kim Hong",
        "Ung-Leng Sim",
    ]
    assert [one.sex for one in found] == [Sex.MALE, Sex.FEMALE, Sex.NOT_STATED, Sex.NOT_STATED]


def test_numbered_names_alone_on_their_rows_are_people_and_sections_are_not(
    tmp_path: Path,
) -> None:
    names = ("1. Sok Vannak", "2. Chan Srey Mom", "3. Kim Hong")
    assert [one.name_latin for one in people(csv(tmp_path, "Name", *names))] == [
        name.partition(" ")[2] for name in names
    ]
    rows = ("1. Farmers,", "Sok Vannak,012000111", "Chan Thy,012000112", "2. Weavers,")
    made = csv(tmp_path, "Name,Phone", *rows, "Meas Lina,012000113")
    assert [row.row for row in made.rows if row.outcome is Outcome.REFUSED] == [2, 5]


def test_a_surname_before_a_comma_stays_the_surname(tmp_path: Path) -> None:
    found = people(csv(tmp_path, "Full name;Sex", "VONG, Sothea;F", "Dr. LONG, Kanha;F"))
    assert [(one.honorific, one.name_latin) for one in found] == [
        ("", "VONG Sothea"),
        ("Dr.", "LONG Kanha"),
    ]


def test_a_name_to_be_confirmed_is_a_seat(tmp_path: Path) -> None:
    [person] = people(csv(tmp_path, "Name,Organisation,Position", "(TBC),NSSF,Director"))
    assert (person.name_latin, person.organisation_en, person.note) == ("", "NSSF", "")


def test_a_second_name_of_one_script_is_kept_and_said(tmp_path: Path) -> None:
    made = csv(tmp_path, "Name,Participant,Sex", "Sok Dara,Chan Thy,F")
    [person] = people(made)
    assert (person.name_latin, person.note) == ("Sok Dara", "Participant: Chan Thy")
    assert any("Chan Thy" in str(note.told.facts) for note in made.notes)


@pytest.mark.parametrize(
    ("title", "codes", "sexes"),
    [
        ("Sex (1=Male, 2=Female)", "12", [Sex.MALE, Sex.FEMALE]),
        ("ភេទ (១=ប្រុស ២=ស្រី)", "១២", [Sex.MALE, Sex.FEMALE]),
        ("Gender: 0=F; 1=M", "10", [Sex.MALE, Sex.FEMALE]),
    ],
)
def test_codes_mean_what_the_title_says(
    tmp_path: Path, title: str, codes: str, sexes: list[Sex]
) -> None:
    rows = (f"Sok Dara;{codes[0]}", f"Chan Thy;{codes[1]}")
    found = people(csv(tmp_path, f"Name;{title}".replace("0=F; 1=M", "0=F 1=M"), *rows))
    assert [one.sex for one in found] == sexes
    assert not any(one.note for one in found)


def test_a_ditto_mark_stands_for_what_is_above(tmp_path: Path) -> None:
    lines = (
        "Name,Organisation,Position",
        "Sok Dara,CRC,Nurse",
        "Chan Thy,〃,〃",
        "Meas Lina,ដូចខាងលើ,",
    )
    found = people(csv(tmp_path, *lines))
    assert [one.organisation_en for one in found] == ["CRC"] * 3
    assert [one.position_en for one in found] == ["Nurse", "Nurse", ""]


def test_the_closing_line_is_no_person(tmp_path: Path) -> None:
    closing = "បញ្ឈប់បញ្ជីត្រឹមចំនួន ១ នាក់ ក្នុងនោះស្រីចំនួន ០ នាក់។"
    made = csv(tmp_path, "ឈ្មោះ,ភេទ", "សុខ ដារ៉ា,ប", f"{closing},")
    assert [row.outcome for row in made.rows] == [Outcome.NEW, Outcome.REFUSED]


def test_questions_about_difficulties_are_suggested_and_any_yes_counts(tmp_path: Path) -> None:
    titles = ("Difficulty seeing, even with glasses?", "Difficulty walking?")
    path = tmp_path / "list.csv"
    rows = ("Sok Dara;No difficulty;Yes - a lot of difficulty", "Chan Thy;No;Yes - some difficulty")
    path.write_text("\n".join((";".join(("Name", *titles)), *rows)), "utf-8")
    columns = planned(path).columns
    assert [column.suggestion for column in columns[1:]] == [Field.DISABILITY] * 2
    chosen: dict[str, Field | None] = {column.key: Field.DISABILITY for column in columns[1:]}
    found = people(plan(scan(path), EVENT, (), columns=chosen))
    assert [one.disability for one in found] == [Disability.YES, Disability.NO]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Cannot do at all", Disability.YES),
        ("Yes, a lot of difficulty", Disability.YES),
        ("No, no difficulty", Disability.NO),
        ("Some difficulty", Disability.NO),
    ],
)
def test_difficulties_count_from_a_lot_on(text: str, said: Disability) -> None:
    assert disability_of(text) is said


SEATS = "ឈ្មោះខ្មែរ,Latin name,Organisation,Role"


@pytest.mark.parametrize(
    ("row", "organisation"),
    [
        (
            "តំណាង ធនាគារពិភពលោក,Representative of World Bank,World Bank,",
            ("ធនាគារពិភពលោក", "World Bank"),
        ),
        (",Representative of MoH,GIZ,", ("", "GIZ")),
        (",A representative of the NSSF,,", ("", "NSSF")),
        (",Representative,NSSF,", ("", "NSSF")),
        ("តំណាងក្រសួងមហាផ្ទៃ,,,នាយក", ("ក្រសួងមហាផ្ទៃ", "")),
        ("អ្នកតំណាងមកពី ប.ស.ស.,,NSSF,", ("", "NSSF")),
    ],
)
def test_a_seat_kept_in_words_is_no_one_by_that_name(
    tmp_path: Path, row: str, organisation: tuple[str, str]
) -> None:
    made = csv(tmp_path, SEATS, row, "សុខ ដារ៉ា,Sok Dara,GIZ,")
    seat, person = people(made)
    assert (seat.name_km, seat.name_latin) == ("", "")
    assert (seat.organisation_km, seat.organisation_en) == organisation
    assert person.name_latin == "Sok Dara"
    assert any(note.row == 2 and "seat" in note.told.text(Language.ENGLISH) for note in made.notes)
    for other in ("ប.ស.ស.", "MoH"):
        assert (other in row) is (other in seat.note), "what it is called otherwise is kept"


def test_several_seats_in_one_row_are_asked_about_and_nothing_of_it_is_lost(
    tmp_path: Path,
) -> None:
    words = ("តំណាង FWUC ព្រៃវែង (២ នាក់)", "2 representatives of FWUC Prey Veng")
    made = csv(tmp_path, SEATS, ",".join((*words, "FWUC Prey Veng", "")))
    [seat] = people(made)
    assert (seat.name_km, seat.name_latin) == ("", "")
    assert (seat.organisation_km, seat.organisation_en) == ("FWUC ព្រៃវែង", "FWUC Prey Veng")
    assert all(each in seat.note for each in words)
    asked = [note.told.text(Language.ENGLISH) for note in made.questions if note.row == 2]
    assert any("Keeps 2 places" in each for each in asked)


def test_a_name_that_may_be_a_seat_is_asked_about(tmp_path: Path) -> None:
    made = csv(tmp_path, SEATS, ",World Bank representative,World Bank,VIP")
    [person] = people(made)
    assert person.name_latin == "World Bank representative"
    assert any("keeps a place" in note.told.text(Language.ENGLISH) for note in made.questions)


def test_a_word_of_a_name_that_finds_no_place_is_kept_and_said(tmp_path: Path) -> None:
    made = csv(tmp_path, SEATS, "ហេង AKP សុខា,Heng Sokha,GIZ,")
    [person] = people(made)
    assert (person.name_km, person.name_latin) == ("ហេង សុខា", "Heng Sokha")
    assert "AKP" in person.note
    assert any("AKP" in note.told.text(Language.ENGLISH) for note in made.notes)
