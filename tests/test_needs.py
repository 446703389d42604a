"""What a list says that someone needs is as private as a disability: it stands in no note."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.domain import Disability
from kiosk.language import Language
from kiosk.services.desk import Desk
from kiosk.services.lists import Field, ListPlan
from kiosk.services.lists.titles import field_of
from kiosk.services.lists.values import tells_of_disability
from kiosk.services.workbook import Audience
from tests.staff import at_the_desk


@pytest.mark.parametrize(
    "title",
    [
        "Special needs",
        "SPECIAL NEEDS?",
        "Special need (if any)",
        "Support needed",
        "Support",
        "Do you need any support (sign language, wheelchair access)?",
        "10. Do you have any special needs we should know of?",
        "Any accessibility requirements for the workshop?",
        "Accessibility",
        "Accessability needs",
        "Assistance required",
        "Reasonable accommodation",
        "Medical condition",
        "Remarks / Special needs",
        "តម្រូវការពិសេស",
        "តម្រូវការពិសេស / Special needs",
        "តម្រូវការ",
        "ជំនួយ",
        "ជំនួយដែលត្រូវការ",
        "តើអ្នកត្រូវការជំនួយអ្វីខ្លះ?",
        "តើអ្នកមានតម្រូវការពិសេសអ្វី?",
    ],
)
def test_a_column_of_needs_is_private(title: str) -> None:
    match = field_of(title)
    assert match is not None
    assert match.certain
    assert match.field is Field.NEEDS


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Type of impairment", Field.DISABILITY),
        ("Disability / special needs", Field.DISABILITY),
        ("Do you have a disability that needs assistance?", Field.DISABILITY),
        ("Any dietary requirements?", Field.NOTE),
        ("អាហារ", Field.NOTE),
        ("Accommodation", Field.NOTE),
        ("Remarks", Field.NOTE),
    ],
)
def test_what_is_next_to_needs_stays_what_it_is(title: str, field: Field) -> None:
    match = field_of(title)
    assert match is not None
    assert match.field is field


@pytest.mark.parametrize(
    "text",
    [
        "wheelchair",
        "Sign language interpreter",
        "ramp please",
        "I am blind",
        "braille handouts",
        "អ្នកបកប្រែភាសាសញ្ញា",
        "ត្រូវការកៅអីរុញ",
        "ជនពិការភ្នែក",
    ],
)
def test_what_only_a_disability_asks_for_tells_of_one(text: str) -> None:
    assert tells_of_disability(text)


@pytest.mark.parametrize("text", ["yes", "vegetarian", "transport", "no wheelchair", "រថយន្ត"])
def test_other_needs_tell_of_none(text: str) -> None:
    assert not tells_of_disability(text)


LIST = """Name (English),Sex,Phone,Special needs,ជំនួយ,Remarks
Zorn Wheeler,M,012 111 222,uses a wheelchair Zorblax,,comes late
Zorn Signer,F,012 111 223,,អ្នកបកប្រែភាសាសញ្ញា ហ្សប,
Zorn Plain,F,012 111 224,No,គ្មាន,
Zorn Other,F,012 111 225,quiet room Quixolt,,
"""
PRIVATE = ("Zorblax", "wheelchair", "ភាសាសញ្ញា", "ហ្សប", "Quixolt", "quiet room")


@pytest.fixture
def planned(desk: Desk, tmp_path: Path) -> ListPlan:
    path = tmp_path / "list.csv"
    path.write_text(LIST, "utf-8")
    return desk.plan_list(path, default_category="cbo")


def test_needs_fill_what_is_guarded_and_are_told_to_whoever_reads_the_list(
    planned: ListPlan,
) -> None:
    people = {row.details.name_latin: row.details for row in planned.rows if row.details}
    assert [(name, one.disability, one.note) for name, one in people.items()] == [
        ("Zorn Wheeler", Disability.YES, "Remarks: comes late"),
        ("Zorn Signer", Disability.YES, ""),
        ("Zorn Plain", Disability.NOT_STATED, ""),
        ("Zorn Other", Disability.NOT_STATED, ""),
    ]
    told = [note.told.text(Language.ENGLISH) for note in planned.notes]
    assert sum("is private, so it stands in no note" in each for each in told) == 3
    assert any("quiet room Quixolt" in each for each in told), "whoever reads the list sees to it"


def test_needs_stand_neither_in_an_export_nor_on_the_screen(
    desk: Desk, planned: ListPlan, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.take(planned)
    for person in desk.people():
        desk.check_in(person.id)
    for audience in Audience:
        sheet = desk.exports.workbook(tmp_path / f"{audience.value}.xlsx", audience).path
        with zipfile.ZipFile(sheet) as parts:
            held = "".join(parts.read(name).decode("utf-8", "ignore") for name in parts.namelist())
        assert "Wheeler" in held
        assert [word for word in PRIVATE if word in held] == []
    with at_the_desk(desk, qtbot) as staff:
        for name in ("Zorn Wheeler", "Zorn Signer", "Zorn Other"):
            staff.window.search.clear()
            staff.types(name)
            model = staff.window.model
            rows = "\n".join(str(model.index(row, 0).data()) for row in range(model.rowCount()))
            assert name in staff.card
            assert [word for word in PRIVATE if word in staff.card + rows] == []
