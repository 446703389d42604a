"""The messy list of the workshop, row by row and field by field against its truth file."""

from __future__ import annotations

import dataclasses
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from kiosk.bundled import sample_file
from kiosk.domain import Event, Person, PersonDetails
from kiosk.language import Language
from kiosk.services.event_file import read_event
from kiosk.services.khmer import canonical
from kiosk.services.lists import ListPlan, Outcome, PlannedRow, plan, scan

DATA = Path(__file__).parent / "data"
MESSY = sample_file("participants_80_messy.xlsx")
CLEAN = DATA / "participants_80_clean.xlsx"
OTHER_FORMATS = DATA / "other_formats"

Key = tuple[str, int]


@pytest.fixture(scope="module")
def event() -> Event:
    return read_event(sample_file("workshop.toml"))


@pytest.fixture(scope="module")
def truth() -> dict[Key, dict[str, Any]]:
    rows = json.loads((DATA / "participants_80_truth.json").read_text("utf-8"))
    return {(row["sheet"], row["row"]): row for row in rows}


def by_row(planned: ListPlan) -> dict[Key, PlannedRow]:
    return {(row.sheet, row.row): row for row in planned.rows}


def as_people(rows: Iterable[PlannedRow]) -> list[Person]:
    """What the event holds after the new rows of a plan were taken."""
    return [person_of(row.details) for row in rows if row.outcome is Outcome.NEW and row.details]


def person_of(details: PersonDetails, **others: Any) -> Person:
    said = {f.name: getattr(details, f.name) for f in dataclasses.fields(PersonDetails)}
    return Person(id=uuid4(), code="abc123", **(said | others))


def said(planned: Sequence[PlannedRow]) -> dict[Key, str]:
    return {(r.sheet, r.row): r.told.text(Language.ENGLISH) for r in planned if r.told}


# Every row is accounted for once ---------------------------------------------------------


def test_every_row_of_the_messy_list_is_taken_asked_or_refused_with_a_reason(event: Event) -> None:
    planned = plan(scan(MESSY), event, ())
    assert Counter(row.outcome for row in planned.rows) == {
        Outcome.NEW: 79,
        Outcome.ASK: 2,
        Outcome.REFUSED: 11,
    }
    assert len(by_row(planned)) == len(planned.rows)
    reasons = {key: text.split(":")[0] for key, text in said(planned.rows).items()}
    ours = "សមាជិក CCC"
    assert {key for key, row in by_row(planned).items() if row.outcome is Outcome.REFUSED} == {
        *((ours, row) for row in (9, 16, 24, 30, 37, 43, 45, 46)),
        ("Form Responses 1", 18),
        ("Gov", 6),
        ("old 2022", 1),
    }
    assert reasons[(ours, 9)] == "Names no person"
    assert said(planned.rows)[(ours, 43)] == "Names no person: a total."
    assert said(planned.rows)[(ours, 46)] == "Names no person: a date or signature line."
    assert said(planned.rows)[("Form Responses 1", 18)].startswith("The name is a formula")
    assert said(planned.rows)[("Gov", 6)].startswith("The row is hidden")
    assert said(planned.rows)[("old 2022", 1)].startswith("The sheet is hidden: its rows (12)")


def test_every_row_of_the_truth_is_in_the_plan(
    event: Event, truth: dict[Key, dict[str, Any]]
) -> None:
    outcomes = by_row(plan(scan(MESSY), event, ()))
    taken = {key for key in truth if outcomes[key].outcome is Outcome.NEW}
    asked = {key for key in truth if outcomes[key].outcome is Outcome.ASK}
    hidden = {("Gov", 6)}
    assert asked == {key for key, row in truth.items() if row.get("duplicate")}
    assert set(truth) - taken - asked == hidden
    assert len(taken) == 79


def test_duplicates_are_asked_about_with_the_row_that_they_may_be(event: Event) -> None:
    planned = plan(scan(MESSY), event, ())
    asked = said([row for row in planned.rows if row.outcome is Outcome.ASK])
    assert asked == {
        ("CSO-CBO list", 36): "Is this the same person as “ឆន វិចិត្រ / CHAN Vichetr” in row 6 of "
        "“CSO-CBO list”, or someone else?",
        ("CSO-CBO list", 37): "Is this the same person as “វណ្ណ លក្ខិណា / VANN Lakhena” in row 16 "
        "of “CSO-CBO list”, or someone else?",
    }


def test_the_category_is_read_from_sheets_and_asked_once_where_none_says_it(event: Event) -> None:
    planned = plan(scan(MESSY), event, ())
    categories: dict[str, set[str]] = {}
    for row in planned.rows:
        if row.details:
            categories.setdefault(row.sheet, set()).add(row.details.category)
    assert categories == {
        "សមាជិក CCC": {"ccc_member"},
        "CSO-CBO list": {"other"},
        "Form Responses 1": {"other"},
        "Gov": {"government"},
    }
    asked = [note for note in planned.questions if note.row is None]
    assert [note.sheet for note in asked] == ["CSO-CBO list", "Form Responses 1"]
    told = plan(scan(MESSY), event, (), default_category="cbo")
    assert not [note for note in told.questions if note.row is None]
    assert {r.details.category for r in told.rows if r.sheet == "CSO-CBO list" and r.details} == {
        "cbo"
    }


# Field by field ---------------------------------------------------------------------------


def same_name(ours: str, truth: str) -> bool:
    return canonical(ours).casefold() == canonical(truth).casefold()


def wrong(
    rows: dict[Key, PlannedRow], truth: dict[Key, dict[str, Any]], field: str, ours: str
) -> dict[Key, str]:
    """Rows (taken or asked) whose field is not the truth's, with what was read."""
    found = {}
    for key, person in truth.items():
        details = rows[key].details
        if details is None:
            continue
        read = str(getattr(details, ours))
        told = person.get(field, "")
        equal = same_name(read, told) if field.startswith("name") else read == told
        if not equal:
            found[key] = read
    return found


def test_names_and_contacts_equal_the_truth(event: Event, truth: dict[Key, dict[str, Any]]) -> None:
    """81 people; what differs is what the list does not say, or says otherwise."""
    rows = by_row(plan(scan(MESSY), event, ()))
    form = {key for key, person in truth.items() if person.get("only")}
    only_latin = {key for key in form if truth[key]["only"] == "latin"}
    legacy_font = {("សមាជិក CCC", 13)}
    misspelled = {("CSO-CBO list", 36), ("CSO-CBO list", 37)}

    assert set(wrong(rows, truth, "name_kh", "name_km")) == only_latin | legacy_font
    assert set(wrong(rows, truth, "name_latin", "name_latin")) == (form - only_latin) | misspelled
    assert wrong(rows, truth, "phone", "phone") == {}
    no_email = {key for key in truth if key[0] in ("CSO-CBO list", "Gov") and truth[key]["email"]}
    assert set(wrong(rows, truth, "email", "email")) == no_email - {("Gov", 6)}


def test_what_is_counted_equals_the_truth_where_the_list_says_it(
    event: Event, truth: dict[Key, dict[str, Any]]
) -> None:
    rows = by_row(plan(scan(MESSY), event, ()))
    ticked_nowhere = {("CSO-CBO list", 36), ("CSO-CBO list", 37)}
    assert wrong(rows, truth, "sex", "sex") == dict.fromkeys(ticked_nowhere, "not_stated")

    no_age = {key for key in truth if key[0] != "សមាជិក CCC"} - {("Gov", 6)}
    assert wrong(rows, truth, "age", "age_band") == dict.fromkeys(no_age, "not_stated")

    no_province = {key for key in truth if key[0] in ("Form Responses 1", "Gov")} - {("Gov", 6)}
    assert wrong(rows, truth, "province", "province") == dict.fromkeys(no_province, "")

    answers = {"Yes": "yes", "No": "no", "Not stated": "not_stated"}
    stated = {key: {**row, "is": answers[row["disability"]]} for key, row in truth.items()}
    different = wrong(rows, stated, "is", "disability")
    assert set(different.values()) == {"not_stated"}, "nothing else than a blank differs"
    blank = {("សមាជិក CCC", row) for row in (18, 21, 31, 42)}
    assert {key for key in different if key[0] == "សមាជិក CCC"} == blank
    assert not [key for key in different if key[0] == "Form Responses 1"]


def test_groups_and_photo_consent_equal_the_truth(
    event: Event, truth: dict[Key, dict[str, Any]]
) -> None:
    rows = by_row(plan(scan(MESSY), event, ()))
    numbers = {group.en: str(group.number) for group in event.groups}
    grouped = {key: {"is": numbers[row["group"]]} for key, row in truth.items() if row.get("group")}
    assert len(grouped) == 46
    assert wrong(rows, grouped, "is", "group") == {}
    consents = {key: {"is": row["photo"].lower()} for key, row in truth.items() if row.get("photo")}
    assert len(consents) == 16
    assert wrong(rows, consents, "is", "photo_consent") == {}


def test_organisations_equal_the_truth_in_english_and_gain_the_khmer_of_their_section(
    event: Event, truth: dict[Key, dict[str, Any]]
) -> None:
    rows = by_row(plan(scan(MESSY), event, ()))
    blank = {key for key, row in truth.items() if row.get("org_blank")}
    khmer_only = {key for key in truth if key[0] == "Gov"} - {("Gov", 6)}
    different = wrong(rows, truth, "org", "organisation_en")
    assert set(different) == blank | khmer_only
    assert set(different.values()) == {""}
    members = [row.details for key, row in rows.items() if key[0] == "សមាជិក CCC" and row.details]
    assert len(members) == 26
    assert all(details.organisation_km for details in members)
    assert {(d.organisation_km, d.organisation_en) for d in members} == {
        ("អង្គការថែទាំមនុស្សចាស់កម្ពុជា", "Elder Care Cambodia"),
        ("សមាគមអភិវឌ្ឍន៍ភ្នំមាស", "Phnom Meas Development Association"),
        ("អង្គការសកម្មភាពជីវភាពជនបទកម្ពុជា", "Rural Livelihood Action Cambodia"),
        ("បណ្តាញសហគមន៍ទន្លេសាប", "Tonle Sap Community Network"),
        ("អង្គការគាំទ្រស្ត្រី និងគ្រួសារ", "Women and Family Support Organization"),
    }


def test_the_agreement_with_the_truth_is_as_the_note_says(
    event: Event, truth: dict[Key, dict[str, Any]]
) -> None:
    """Prints, for each field, how many of 81 people agree; ``pytest -rP`` shows it."""
    rows = by_row(plan(scan(MESSY), event, ()))
    answers = {"Yes": "yes", "No": "no", "Not stated": "not_stated"}
    stated = {key: {**row, "disability": answers[row["disability"]]} for key, row in truth.items()}
    note = Path(__file__).parents[1] / "docs" / "decisions" / "0030-reading-lists.md"
    told = re.findall(
        r"^\| ([A-Z]?[a-z ()A-Z]+) \| (\d+) \|", note.read_text("utf-8"), re.MULTILINE
    )
    of_note = {name: int(count) for name, count in told}
    fields = {
        "Khmer name": ("name_kh", "name_km"),
        "Latin name": ("name_latin", "name_latin"),
        "phone": ("phone", "phone"),
        "sex": ("sex", "sex"),
        "age band": ("age", "age_band"),
        "province": ("province", "province"),
        "organisation (English)": ("org", "organisation_en"),
        "disability": ("disability", "disability"),
        "email": ("email", "email"),
    }
    people = sum(rows[key].details is not None for key in truth)
    agree = {
        name: people - len(wrong(rows, stated, field, ours))
        for name, (field, ours) in fields.items()
    }
    for name, count in agree.items():
        sys.stdout.write(f"{name:<24} {count:>3} of {people}\n")
    assert people == 81
    assert agree == {name: of_note[name] for name in agree}


def test_honorifics_stand_in_their_own_field_and_names_stay_as_typed(event: Event) -> None:
    rows = by_row(plan(scan(MESSY), event, ()))
    first = rows[("សមាជិក CCC", 10)].details
    assert first is not None
    assert (first.honorific, first.name_km, first.name_latin) == ("លោក", "គឹម អភិ", "kim api")
    joined = rows[("CSO-CBO list", 5)].details
    assert joined is not None
    assert (joined.name_km, joined.name_latin) == ("សុខុន សិរី", "SOKHON Serey")
    lady = rows[("Gov", 5)].details
    assert lady is not None
    assert lady.honorific == "លោកជំទាវ"
    names = [
        text
        for r in rows.values()
        if r.details
        for text in (r.details.name_km, r.details.name_latin)
    ]
    assert not [name for name in names if "\u200b" in name or "\xa0" in name or "  " in name]


def test_notes_keep_remarks_and_second_phones_and_no_needs(event: Event) -> None:
    rows = by_row(plan(scan(MESSY), event, ()))
    notes = {key: row.details.note for key, row in rows.items() if row.details and row.details.note}
    assert notes[("សមាជិក CCC", 10)] == "Remark: vegetarian"
    assert notes[("CSO-CBO list", 19)] == "Phone number (Telegram): 023 000 991"
    assert ("Form Responses 1", 6) not in notes


def test_a_name_in_a_limon_font_is_left_empty_and_said_so(event: Event) -> None:
    planned = plan(scan(MESSY), event, ())
    row = by_row(planned)[("សមាជិក CCC", 13)]
    assert row.details is not None
    assert (row.details.name_km, row.details.name_latin) == ("", "SOUN Sophea")
    notes = [note for note in planned.notes if (note.sheet, note.row) == ("សមាជិក CCC", 13)]
    assert ["Limon S1" in note.told.text(Language.ENGLISH) for note in notes] == [True]


def test_each_column_is_shown_beside_its_field_with_samples(event: Event) -> None:
    columns = plan(scan(MESSY), event, ()).columns
    shown = {(c.sheet, c.letters): c for c in columns}
    assert shown[("CSO-CBO list", "J")].field == "phone"
    assert shown[("CSO-CBO list", "J")].samples == ("98000127", "016 000 128", "០៨៩០០០១២៩")
    assert shown[("Gov", "C")].hidden
    assert {c.letters: c.field for c in columns if c.sheet == "Form Responses 1"} == {
        "A": "timestamp",
        "B": "name",
        "C": "sex",
        "D": "organisation",
        "E": "position",
        "F": "phone",
        "G": "email",
        "H": "disability",
        "I": "group",
        "J": "photo_consent",
        "K": "needs",
    }


# Again, and later versions ----------------------------------------------------------------


@pytest.mark.parametrize("path", [MESSY, CLEAN], ids=["messy", "clean"])
def test_reading_the_same_list_again_changes_nothing(event: Event, path: Path) -> None:
    first = plan(scan(path), event, ())
    people = as_people(first.rows)
    again = plan(scan(path), event, people)
    assert again.count(Outcome.NEW) == again.count(Outcome.CHANGED) == 0
    assert again.count(Outcome.SAME) == first.count(Outcome.NEW)
    assert said(again.rows) == said(first.rows)
    matched = [row.person_id for row in again.rows if row.outcome is Outcome.SAME]
    assert len(set(matched)) == len(matched)


def test_a_duplicate_that_was_taken_as_someone_else_is_the_same_from_then_on(event: Event) -> None:
    first = plan(scan(MESSY), event, ())
    everyone = [person_of(row.details) for row in first.rows if row.details]
    again = plan(scan(MESSY), event, everyone)
    assert again.count(Outcome.SAME) == 81
    assert not [row for row in again.rows if row.outcome is Outcome.ASK]


def test_the_clean_list_over_the_messy_one_brings_corrections_and_wipes_nothing(
    event: Event,
) -> None:
    people = as_people(plan(scan(MESSY), event, ()).rows)
    later = plan(scan(CLEAN), event, people)
    by_id = {person.id: person for person in people}
    assert later.count(Outcome.REFUSED) == 0
    for row in later.rows:
        for name, (old, new) in row.changes.items():
            assert new not in ("", None), "an empty cell wipes nothing"
            assert row.person_id is not None
            assert old == getattr(by_id[row.person_id], name)
    matched = [row for row in later.rows if row.outcome in (Outcome.SAME, Outcome.CHANGED)]
    assert len(matched) == 79, "everyone who was read from the messy list is found again"
    assert len({row.person_id for row in matched}) == 79
    assert later.count(Outcome.NEW) == 1, "the person of the hidden row"
    assert later.count(Outcome.ASK) == 0


def changed_list(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "later.csv"
    titles = "Name,Name (Khmer),Sex,Phone,Organisation,Position,Category,Remarks"
    path.write_text("\n".join((titles, *rows)) + "\n", "utf-8")
    return path


KNOWN = PersonDetails(
    name_km="សុខ ដារា",
    name_latin="SOK Dara",
    phone="012000101",
    organisation_en="River Fund",
    position_en="Officer",
    category="cbo",
)


@pytest.mark.parametrize(
    ("row", "outcome", "changes"),
    [
        ("SOK Dara,សុខ ដារា,,012 000 101,River Fund,Officer,CBO,", Outcome.SAME, {}),
        ("Sok Dara,,,012 000 101,,,,", Outcome.CHANGED, {"name_latin": ("SOK Dara", "Sok Dara")}),
        (
            "SOK Daraa,សុខ ដារា,,012 000 101,River Fund,Manager,CBO,",
            Outcome.CHANGED,
            {"name_latin": ("SOK Dara", "SOK Daraa"), "position_en": ("Officer", "Manager")},
        ),
        (
            "SOK Dara,សុខ ដារា,,015 000 999,River Fund,Officer,CBO,",
            Outcome.CHANGED,
            {"phone": ("012000101", "015000999")},
        ),
        (
            "SOK Dara,,F,,River Fund,,CSO,",
            Outcome.CHANGED,
            {"sex": ("not_stated", "F"), "category": ("cbo", "cso_partner")},
        ),
        ("SOK Dara,សុខ ដារា,,015 000 999,Other Fund,Officer,CBO,", Outcome.NEW, {}),
        ("SOK Dara,,,015 000 999,,,CBO,", Outcome.ASK, {}),
        ("SOK Darra,,,,River Fund,,CBO,", Outcome.ASK, {}),
        ("CHAN Srey,ចាន់ ស្រី,,012 000 101,River Fund,Officer,CBO,", Outcome.NEW, {}),
    ],
)
def test_a_later_version_finds_its_people_and_says_what_it_corrects(
    event: Event,
    tmp_path: Path,
    row: str,
    outcome: Outcome,
    changes: dict[str, tuple[object, object]],
) -> None:
    person = person_of(KNOWN)
    (planned,) = plan(scan(changed_list(tmp_path, row)), event, [person]).rows
    assert (planned.outcome, planned.changes) == (outcome, changes)
    assert planned.person_id == (None if outcome is Outcome.NEW else person.id)


def test_what_the_desk_changed_is_asked_and_never_overwritten(event: Event, tmp_path: Path) -> None:
    person = person_of(KNOWN, walk_in=True, note="Remarks: late")
    row = "SOK Dara,សុខ ដារា,F,012 000 101,River Fund,Manager,CBO,"
    edited: dict[UUID, frozenset[str]] = {person.id: frozenset({"position_en", "sex"})}
    listed = scan(changed_list(tmp_path, row))
    (planned,) = plan(listed, event, [person], edited_at_desk=edited).rows
    assert planned.outcome is Outcome.ASK
    assert planned.changes == {}
    assert planned.contested == {
        "sex": ("not_stated", "F"),
        "position_en": ("Officer", "Manager"),
    }
    only_position = {person.id: frozenset({"position_en"})}
    both = plan(listed, event, [person], edited_at_desk=only_position)
    assert both.rows[0].outcome is Outcome.CHANGED
    assert set(both.rows[0].changes) == {"sex"}
    (asked,) = both.questions
    assert asked.told.text(Language.ENGLISH) == (
        "The desk changed the position in English to “Officer”; the list says “Manager”. "
        "Keep the desk's?"
    )


def test_a_person_whose_name_the_desk_replaced_is_found_by_the_phone(
    event: Event, tmp_path: Path
) -> None:
    stood_in = dataclasses.replace(KNOWN, name_km="", name_latin="CHEA Bopha")
    person = person_of(stood_in)
    listed = scan(changed_list(tmp_path, "SOK Dara,សុខ ដារា,,012 000 101,River Fund,Officer,CBO,"))
    edited = {person.id: frozenset({"name_km", "name_latin"})}
    (planned,) = plan(listed, event, [person], edited_at_desk=edited).rows
    assert (planned.outcome, planned.person_id) == (Outcome.ASK, person.id)
    assert set(planned.contested) == {"name_km", "name_latin"}


def test_a_seat_is_taken_for_its_organisation_and_found_again_when_named(
    event: Event, tmp_path: Path
) -> None:
    path = changed_list(
        tmp_path, ",,,,NSSF,Representative,Speaker,", ",,,,NSSF,Representative,Speaker,"
    )
    first = plan(scan(path), event, ())
    assert [row.outcome for row in first.rows] == [Outcome.NEW, Outcome.NEW]
    seats = as_people(first.rows)
    assert [r.outcome for r in plan(scan(path), event, seats).rows] == [Outcome.SAME] * 2
    named = dataclasses.replace(seats[0], name_latin="CHEA Bopha", phone="012000777")
    edited = {named.id: frozenset({"name_latin", "phone"})}
    again = plan(scan(path), event, [named, seats[1]], edited_at_desk=edited)
    assert [row.outcome for row in again.rows] == [Outcome.SAME] * 2


def test_an_assumed_category_changes_no_one(event: Event, tmp_path: Path) -> None:
    path = tmp_path / "plain.csv"
    path.write_text("Name,Phone\nSOK Dara,012 000 101\n", "utf-8")
    person = person_of(KNOWN)
    (row,) = plan(scan(path), event, [person]).rows
    assert (row.outcome, row.changes) == (Outcome.SAME, {})


def test_a_note_gains_what_it_lacks(event: Event, tmp_path: Path) -> None:
    person = person_of(dataclasses.replace(KNOWN, note="Remarks: vegan; Phone: 023 000 111"))
    path = changed_list(tmp_path, "SOK Dara,,,,River Fund,,CBO,vegetarian")
    (row,) = plan(scan(path), event, [person]).rows
    assert row.changes == {
        "note": ("Remarks: vegan; Phone: 023 000 111", "Remarks: vegetarian; Phone: 023 000 111")
    }


# The same people in other formats -----------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "utf8.csv",
        "utf8_bom.csv",
        "semicolon_utf8_bom.csv",
        "sep_line.csv",
        "utf16_excel_unicode_text.txt",
        "utf16be.csv",
    ],
)
def test_text_in_every_encoding_gives_the_same_people(event: Event, name: str) -> None:
    from_text = plan(scan(OTHER_FORMATS / name), event, ())
    from_workbook = plan(scan(CLEAN), event, ())
    assert [r.details for r in from_text.rows] == [r.details for r in from_workbook.rows]
    assert from_text.count(Outcome.NEW) == 80
    assert [row.row for row in from_text.rows] == list(range(2, 82))


def test_a_text_that_does_not_tell_its_encoding_is_read_and_asked_about(event: Event) -> None:
    planned = plan(scan(OTHER_FORMATS / "cp1252.csv"), event, ())
    assert planned.count(Outcome.NEW) == 80
    names = {row.details.name_latin for row in planned.rows if row.details}
    assert "DUPRÉ Zoë" in names
    assert [note.row for note in planned.questions] == [None]


@pytest.mark.parametrize("name", ["participants_80.xls", "participants_80.ods"])
def test_other_workbooks_give_the_same_plan(event: Event, name: str) -> None:
    """Hidden rows, sheets and columns, the old font and the formula in each format."""
    other = plan(scan(OTHER_FORMATS / name), event, ())
    ours = plan(scan(MESSY), event, ())
    assert other.rows == ours.rows
    assert other.columns == ours.columns
    assert len(other.notes) == len(ours.notes)
