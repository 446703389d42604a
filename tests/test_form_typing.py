"""Typing into the form: each letter into the field of its script, and fields that complete."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from kiosk.domain import PersonDetails
from kiosk.language import Language
from kiosk.services.attendance_figures import event_zone
from kiosk.services.completion import suggestions
from kiosk.services.desk import Desk
from kiosk.services.khmer.keyboards import typed_with_khmer_layout
from kiosk.services.khmer.ordering import dictionary_key
from kiosk.services.khmer.wrong_layout import khmer_meant
from kiosk.services.provinces import PROVINCES
from kiosk.ui import theme
from kiosk.ui.completing import Completing
from kiosk.ui.name_fields import apart, typed_into_fields
from tests.conftest import DATA
from tests.staff import Staff, at_the_desk

Key = Qt.Key


@pytest.fixture
def staff(full_desk: Desk, qtbot: QtBot) -> Iterator[Staff]:
    """Someone before the window of a desk with the messy list, in English."""
    full_desk.add(
        PersonDetails(
            name_latin="One",
            organisation_km="មន្ទីរសុខាភិបាល",
            organisation_en="Health Department",
            position_km="គ្រូបង្រៀន",
            position_en="Teacher",
            category="cbo",
        )
    )
    with at_the_desk(full_desk, qtbot) as staff:
        yield staff


def names(staff: Staff) -> tuple[str, str]:
    fields = staff.window.form.fields()
    return fields["name_km"], fields["name_latin"]


def line(staff: Staff, title: str) -> QLineEdit:
    (found,) = [x for x in staff.window.form.findChildren(QLineEdit) if x.accessibleName() == title]
    return found


def popup_of(staff: Staff, name: str) -> Completing:
    return staff.window.form.completing[name]


def test_latin_letters_in_the_khmer_field_go_to_theirs(staff: Staff, full_desk: Desk) -> None:
    staff.presses(Key.Key_F2)
    staff.types("Nop Sreymom")
    assert names(staff) == ("", "Nop Sreymom")
    staff.types(" ណុប ស្រីមុំ")
    assert names(staff) == ("ណុប ស្រីមុំ", "Nop Sreymom")
    staff.presses(Key.Key_Return)
    (person,) = [p for p in full_desk.people() if p.walk_in]
    assert (person.name_km, person.name_latin) == ("ណុប ស្រីមុំ", "Nop Sreymom")


def test_what_is_composed_or_pasted_goes_by_its_script_too(staff: Staff) -> None:
    staff.types("Nop")
    staff.presses(Key.Key_F2)
    staff.composes("ណុប")
    assert names(staff) == ("ណុប", "Nop")
    QApplication.clipboard().setText("KONG Vibol គង់ វិបុល")
    staff.presses(Key.Key_Escape, Key.Key_Escape, Key.Key_F2)
    staff.presses(Key.Key_V, ctrl=True)
    assert names(staff) == ("គង់ វិបុល", "KONG Vibol")


def test_what_is_being_corrected_gets_nothing_put_behind_it(staff: Staff) -> None:
    staff.types("sok api")
    staff.presses(Key.Key_F4)
    staff.types("x")
    assert names(staff)[1] == "SOK Api"


def test_f2_takes_over_what_the_wrong_layout_meant(staff: Staff) -> None:
    staff.types("suxa")
    staff.presses(Key.Key_F2)
    assert names(staff) == ("សុខា", "")


def test_the_wrong_layout_is_read_in_the_form_with_one_key(staff: Staff) -> None:
    staff.presses(Key.Key_F2)
    staff.types("suxa")
    assert names(staff) == ("", "suxa")
    offered = [b for b in staff.window.form.findChildren(QPushButton) if "F7" in b.text()]
    assert offered[0].text() == "Meant in Khmer: សុខា (F7)"
    staff.presses(Key.Key_F9)
    assert offered[0].text() == "ចង់សរសេរថា សុខា (F7)"
    staff.presses(Key.Key_F7)
    assert names(staff) == ("សុខា", "")
    assert staff.where_the_cursor_is.text() == "សុខា"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Nop Sreymom", ""),
        ("Ng", ""),
        ("McDonald", ""),
        ("O'Brien", ""),
        ("Phnom", ""),
        ("Bjorn Kjell", ""),
        ("rdæa", ""),
    ],
)
def test_a_latin_name_is_not_taken_for_khmer_keys(typed: str, meant: str) -> None:
    assert khmer_meant(typed) == meant


def test_khmer_names_are_told_from_their_keys_and_latin_ones_are_not_taken_for_them() -> None:
    text = (DATA / "cambodian_names.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    given = cycle(km for part, km, _ in rows if part != "family")
    names_km = [f"{km} {next(given)}" for part, km, _ in rows if part == "family" for _ in "123"]
    told = [khmer_meant(typed_with_khmer_layout(name)[0]) == name for name in names_km]
    assert len(told) > 500
    assert sum(told) > 0.9 * len(told)
    spelt = [name for _, _, spellings in rows for name in spellings.split("/")]
    written = [way for name in spelt for way in (name, name.lower(), name.upper())]
    assert [name for name in written if khmer_meant(name)] == []


def test_text_is_parted_by_its_scripts() -> None:
    assert apart("SOK Api សុខ អភិ") == ("សុខ អភិ", "SOK Api ")
    assert apart("សុខ អភិ (Api)") == ("សុខ អភិ (", "Api)")
    assert typed_into_fields("Nop ណុប") == {"name_km": "ណុប", "name_latin": "Nop"}
    assert typed_into_fields("a@b.org") == {"email": "a@b.org"}
    assert typed_into_fields("") == {}


KNOWN = [
    ("ប.ស.ស.", "NSSF"),
    ("", "Women Disability Network"),
    ("ក្រសួងសុខាភិបាល", "Ministry of Health"),
    ("ក្រសួងសុខាភិបាល", ""),
    ("កម្មវិធី", "Disability Action"),
]


def texts(typed: str, *, khmer_first: bool = False) -> list[str]:
    found = suggestions(KNOWN, typed, khmer_first=khmer_first)
    return [" · ".join(filter(None, each)) for each in found]


def test_suggestions_begin_with_the_letters_before_they_hold_them() -> None:
    assert texts("dis") == ["Disability Action · កម្មវិធី", "Women Disability Network"]
    assert texts("ealth") == ["Ministry of Health · ក្រសួងសុខាភិបាល"]
    assert texts("សុខា") == ["ក្រសួងសុខាភិបាល · Ministry of Health"]
    assert texts("nowhere") == []


def test_khmer_suggestions_stand_in_the_order_of_the_dictionary() -> None:
    found = [each.text for each in suggestions(PROVINCES.items(), "", khmer_first=True, limit=None)]
    assert found == sorted(PROVINCES.values(), key=dictionary_key)
    assert found[0] == "កណ្តាល"


@pytest.mark.parametrize(
    ("field", "typed", "put"),
    [
        ("organisation", "health", "Health Department"),
        ("organisation", "ភិបាល", "មន្ទីរសុខាភិបាល"),
        ("position", "teac", "Teacher"),
        ("province", "battam", "Battambang"),
        ("province", "បាត់", "បាត់ដំបង"),
        ("province", "btb", "Battambang"),
    ],
)
def test_two_keys_complete_and_enter_saves(
    staff: Staff, full_desk: Desk, field: str, typed: str, put: str
) -> None:
    title = field.capitalize()
    staff.types("Nop Sreymom")
    staff.presses(Key.Key_F2)
    line(staff, title).setFocus()
    staff.types(typed)
    popup = popup_of(staff, field).popup
    assert popup.isVisible()
    assert popup.sizeHintForRow(0) >= theme.TOUCH
    assert popup.accessibleName() == title
    QTest.keyClick(popup, Key.Key_Down)
    QTest.keyClick(popup, Key.Key_Return)
    assert line(staff, title).text() == put
    assert staff.window.form.isVisible(), "the key that chooses does not save"
    staff.presses(Key.Key_Return)
    (person,) = [p for p in full_desk.people() if p.walk_in]
    if field == "province":
        assert person.province == "Battambang"
    else:
        said = {person.organisation_en, person.organisation_km} | {
            person.position_en,
            person.position_km,
        }
        assert put in said
        assert len(said - {""}) == 2, "both languages are known of what was chosen"


def test_enter_with_nothing_chosen_saves_through_the_open_list(
    staff: Staff, full_desk: Desk
) -> None:
    staff.types("Nop Sreymom")
    staff.presses(Key.Key_F2)
    line(staff, "Organisation").setFocus()
    staff.types("health")
    popup = popup_of(staff, "organisation").popup
    assert popup.isVisible()
    QTest.keyClick(popup, Key.Key_Return)
    (person,) = [p for p in full_desk.people() if p.walk_in]
    assert person.organisation_en == "health"
    assert person.arrived_at is not None


def test_tab_takes_what_is_chosen_and_goes_on(staff: Staff) -> None:
    staff.presses(Key.Key_F2)
    line(staff, "Province").setFocus()
    staff.presses(Key.Key_Down)
    popup = popup_of(staff, "province").popup
    assert popup.model().rowCount() == 25, "an empty field offers all of them"
    QTest.keyClick(popup, Key.Key_Down)
    QTest.keyClick(popup, Key.Key_Tab)
    assert line(staff, "Province").text() == "Banteay Meanchey"
    assert staff.where_the_cursor_is is not line(staff, "Province")


def test_escape_closes_the_list_and_not_the_form(staff: Staff) -> None:
    staff.presses(Key.Key_F2)
    line(staff, "Position").setFocus()
    staff.types("teac")
    popup = popup_of(staff, "position").popup
    QTest.keyClick(popup, Key.Key_Escape)
    assert not popup.isVisible()
    assert staff.window.form.isVisible()


def test_a_finger_completes(staff: Staff) -> None:
    staff.presses(Key.Key_F2)
    line(staff, "Position").setFocus()
    staff.types("teac")
    popup = popup_of(staff, "position").popup
    place = popup.visualRect(popup.model().index(0, 0)).center()
    QTest.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert line(staff, "Position").text() == "Teacher"


def test_only_what_is_required_is_required(staff: Staff, full_desk: Desk) -> None:
    staff.presses(Key.Key_F2)
    staff.types("Nop")
    staff.presses(Key.Key_Return)
    (person,) = [p for p in full_desk.people() if p.walk_in]
    assert person.arrived_at is not None
    assert (person.organisation, person.position, person.phone, person.province) == ("", "", "", "")


def test_the_same_person_is_offered_from_what_the_search_held(staff: Staff) -> None:
    staff.types("sok api")
    staff.presses(Key.Key_F2)
    (same,) = [b for b in staff.window.form.findChildren(QPushButton) if "F7" in b.text()]
    assert same.isVisible()
    staff.presses(Key.Key_F7)
    assert staff.chosen is not None
    assert staff.chosen.name_latin == "SOK Api"


def test_khmer_is_offered_first_at_a_khmer_desk(full_desk: Desk, qtbot: QtBot) -> None:
    with at_the_desk(full_desk, qtbot, Language.KHMER) as staff:
        staff.presses(Key.Key_F2)
        staff.window.form.completing["province"].offer()
        rows = staff.window.form.completing["province"].popup.model()
        assert rows.index(0, 0).data() == "កណ្តាល · Kandal"


def offered(staff: Staff) -> str:
    """What the form offers to take with F7."""
    buttons = staff.window.form.findChildren(QPushButton)
    return next((b.accessibleName() for b in buttons if "F7" in b.text() and b.isVisible()), "")


def test_a_second_person_of_exactly_that_name_is_asked_about_once(
    staff: Staff, full_desk: Desk
) -> None:
    known = next(p for p in full_desk.people() if p.name_latin == "SOK Api")
    arrived = full_desk.check_in(known.id).arrived_at
    people = len(full_desk.people())
    staff.window.search_again()
    staff.presses(Key.Key_F2)
    staff.types("Sok Api")
    assert known.organisation in offered(staff)
    zone = event_zone(full_desk.event)
    assert f"here since {arrived.astimezone(zone):%H:%M}" in offered(staff)
    staff.presses(Key.Key_Return)
    assert len(full_desk.people()) == people
    said = staff.window.form.problem.text()
    assert said.startswith("F7: the same person · Enter again: someone else")
    assert known.organisation in said
    staff.types("  ")  # the same name: asked once is enough
    staff.presses(Key.Key_Return)
    assert len(full_desk.people()) == people + 1
    staff.presses(Key.Key_F2)
    staff.types("Sok Api")
    staff.presses(Key.Key_Return)  # the next one is asked about anew, of both
    assert len(full_desk.people()) == people + 1
    assert staff.window.form.problem.text().count("here since") == 2


def test_expected_people_of_that_name_are_asked_about_too(staff: Staff, full_desk: Desk) -> None:
    people = len(full_desk.people())
    staff.presses(Key.Key_F2)
    staff.types("Sok Api")
    staff.presses(Key.Key_Return, ctrl=True)
    assert len(full_desk.people()) == people
    staff.presses(Key.Key_Return, ctrl=True)
    assert len(full_desk.people()) == people + 1


def test_a_near_name_is_offered_and_never_asked_about(staff: Staff, full_desk: Desk) -> None:
    people = len(full_desk.people())
    staff.presses(Key.Key_F2)
    staff.types("Sok Appi")
    assert "SOK Api" in offered(staff)
    staff.presses(Key.Key_Return)
    assert len(full_desk.people()) == people + 1


def test_two_of_one_name_are_both_offered_and_told_apart(staff: Staff, full_desk: Desk) -> None:
    for organisation in ("Chamkar Farm", "Water Office"):
        full_desk.add(
            PersonDetails(name_latin="Heng Vutha", organisation_en=organisation, category="cbo")
        )
    staff.window.search_again()
    staff.presses(Key.Key_F2)
    staff.types("Heng Vutha")
    assert "Chamkar Farm" in offered(staff)
    assert "Water Office" in offered(staff)
    staff.presses(Key.Key_F7)
    assert sum("Heng Vutha" in row for row in staff.rows) == 2


def test_what_was_said_of_the_person_before_goes_when_the_form_opens(staff: Staff) -> None:
    staff.types("sok api")
    staff.presses(Key.Key_Return)
    assert "SOK Api" in staff.notice
    staff.presses(Key.Key_F2)
    assert staff.notice == ""


LONG = "Ministry of Social Affairs, Veterans and Youth Rehabilitation, Department of Welfare"


def begins(field: QLineEdit) -> bool:
    """Whether the first letter is what is seen at its left edge."""
    field.grab()  # a line moves its letters when it is painted
    return field.cursorPositionAt(QPoint(field.height() // 4, field.height() // 2)) <= 1


def test_a_long_completion_shows_how_it_begins_and_is_typed_on_at_its_end(
    staff: Staff, full_desk: Desk
) -> None:
    full_desk.add(PersonDetails(name_latin="Two", organisation_en=LONG, category="cbo"))
    staff.presses(Key.Key_F2)
    field = line(staff, "Organisation")
    field.setFocus()
    staff.types("ministry of social aff")
    popup = popup_of(staff, "organisation").popup
    QTest.keyClick(popup, Key.Key_Down)
    QTest.keyClick(popup, Key.Key_Return)
    assert field.text() == LONG
    assert begins(field)
    staff.types(" 2")
    assert field.text() == f"{LONG} 2"
    assert not begins(field), "what is typed is seen"
    staff.presses(Key.Key_Tab)
    assert begins(field)


def test_whoever_is_corrected_is_read_from_the_beginning(staff: Staff, full_desk: Desk) -> None:
    full_desk.add(PersonDetails(name_latin="Nop Two", organisation_en=LONG, category="cbo"))
    staff.types("nop two")
    staff.presses(Key.Key_F4)
    field = line(staff, "Organisation")
    assert field.text() == LONG
    assert begins(field)
    line(staff, "Name in Latin letters").setFocus()
    while not field.hasFocus():
        staff.presses(Key.Key_Tab)
    assert field.selectedText() == LONG
    assert begins(field)
    staff.composes("ខ")
    assert field.text() == "ខ"
