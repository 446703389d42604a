"""What the form has to be told of a walk-in by a choice: the category, sex, consent to photos."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kiosk.domain import Category, PhotoConsent, Sex
from kiosk.language import Language
from kiosk.services.desk import Desk
from tests.staff import Staff, at_the_desk

Key = Qt.Key
SPEAKER = Category(key="speaker", en="Speaker", km="វាគ្មិន")
MEMBER = Category(key="ccc_member", en="CCC member", km="សមាជិក CCC")


@pytest.fixture
def staff(desk: Desk, qtbot: QtBot) -> Iterator[Staff]:
    """Someone before the window of an event without people, in English."""
    with at_the_desk(desk, qtbot) as staff:
        yield staff


@pytest.fixture
def strict(desk: Desk, qtbot: QtBot) -> Iterator[Staff]:
    """The same where no category is evidently for whoever else comes."""
    desk.change_event(replace(desk.event, categories=(SPEAKER, MEMBER), groups=()))
    with at_the_desk(desk, qtbot) as staff:
        yield staff


def test_no_category_is_taken_in_silence(strict: Staff, desk: Desk) -> None:
    strict.types("Nop Sreymom")
    strict.presses(Key.Key_F2)
    assert strict.window.form.fields()["category"] == ""
    strict.presses(Key.Key_Return)
    assert not desk.people()
    assert strict.window.form.problem.text().startswith("Of which category?")
    strict.presses(Key.Key_Down, Key.Key_Down)
    assert not strict.window.form.problem.text()
    strict.presses(Key.Key_Return)
    (person,) = desk.people()
    assert person.category == "ccc_member"
    assert person.arrived_at is not None
    strict.types("Heng Sreypov")
    strict.presses(Key.Key_F2)
    assert strict.window.form.fields()["category"] == "", "the next one is asked about too"


def test_who_is_only_expected_is_asked_about_too(strict: Staff, desk: Desk) -> None:
    strict.types("Nop Sreymom")
    strict.presses(Key.Key_F2)
    strict.presses(Key.Key_Return, ctrl=True)
    assert not desk.people()
    strict.presses(Key.Key_Down)
    strict.presses(Key.Key_Return, ctrl=True)
    (person,) = desk.people()
    assert (person.category, person.arrived_at) == ("speaker", None)


def test_whoever_is_corrected_has_a_category_already(strict: Staff, desk: Desk) -> None:
    strict.types("Nop Sreymom")
    strict.presses(Key.Key_F2, Key.Key_Return, Key.Key_Down, Key.Key_Return)
    strict.types("nop")
    strict.presses(Key.Key_F4)
    box = strict.window.form._combos["category"]
    assert [box.itemData(row) for row in range(box.count())] == ["speaker", "ccc_member"]


def start(staff: Staff) -> None:
    """A walk-in's form, the cursor on the sex."""
    staff.types("Nop Sreymom")
    staff.presses(Key.Key_F2, Key.Key_Tab)


def test_tab_stops_at_the_sex_once(staff: Staff) -> None:
    start(staff)
    sex = staff.window.form._choices["sex"]
    assert staff.where_the_cursor_is.parentWidget() is sex
    staff.presses(Key.Key_Tab)
    organisation = staff.where_the_cursor_is
    assert isinstance(organisation, QLineEdit)
    assert organisation.accessibleName() == "Organisation"
    staff.presses(Key.Key_Backtab)
    staff.presses(Key.Key_Right, Key.Key_Right)
    assert sex.picked() is Sex.MALE
    staff.presses(Key.Key_Tab)
    assert staff.where_the_cursor_is is organisation
    staff.presses(Key.Key_Backtab)
    staff.presses(Key.Key_Left)
    assert sex.picked() is Sex.FEMALE, "back on the one that is down"


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    ("letter", "sex"),
    [
        ("f", Sex.FEMALE),
        ("F", Sex.FEMALE),
        ("ស", Sex.FEMALE),
        ("m", Sex.MALE),
        ("ប", Sex.MALE),
        ("ផ", Sex.OTHER),
    ],
)
def test_a_letter_is_the_sex(
    desk: Desk, qtbot: QtBot, language: Language, letter: str, sex: Sex
) -> None:
    with at_the_desk(desk, qtbot, language) as staff:
        start(staff)
        staff.types(letter)
        staff.presses(Key.Key_Return)
    (person,) = desk.people()
    assert person.sex is sex


def test_a_letter_that_is_none_is_not_lost_in_silence(staff: Staff) -> None:
    start(staff)
    staff.types("p")
    said = staff.window.form.problem.text()
    assert said == "“p” was not typed: the cursor is on “Sex”. Arrows choose, Tab goes on."
    staff.types("f")
    assert not staff.window.form.problem.text()


def test_space_lets_go_again(staff: Staff, desk: Desk) -> None:
    start(staff)
    staff.presses(Key.Key_Space, Key.Key_Space, Key.Key_Return)
    (person,) = desk.people()
    assert person.sex is Sex.NOT_STATED


def test_photos_are_chosen_so_too(staff: Staff, desk: Desk) -> None:
    start(staff)
    photo = staff.window.form._choices["photo_consent"]
    while staff.where_the_cursor_is.parentWidget() is not photo:
        staff.presses(Key.Key_Tab)
    staff.types("n")
    staff.presses(Key.Key_Return)
    (person,) = desk.people()
    assert person.photo_consent is PhotoConsent.NO
