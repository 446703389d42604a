"""Two of one name and nothing typed that tells them apart: Enter asks, a number answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from kiosk.domain import Person, PersonDetails
from kiosk.language import Language
from kiosk.services.desk import Desk
from kiosk.ui import theme
from kiosk.ui.choice_box import elided
from kiosk.ui.results import BETWEEN, fitted
from kiosk.ui.search_box import ALONE_MS
from tests.staff import Staff, at_the_desk

ASKED = "This fits 2 people. Press the number of the one who is here, or choose with ↓."


@pytest.fixture
def staff(full_desk: Desk, qtbot: QtBot) -> Iterator[Staff]:
    """Someone before the window of a desk with the messy list, in English."""
    with at_the_desk(full_desk, qtbot) as staff:
        yield staff


def sopheas(desk: Desk) -> tuple[Person, Person]:
    """The two of one name on the list: one of Battambang, one of Takeo."""
    found = {m.person.province: m.person for m in desk.find("soun sophea", 2)}
    return found["Battambang"], found["Takeo"]


def daras(desk: Desk, phone: str = "012345678") -> tuple[Person, Person]:
    """Two SOK Dara; the second has that phone."""
    first = PersonDetails(name_latin="SOK Dara", category="other", phone="012345678")
    return desk.add(first), desk.add(replace(first, phone=phone))


def aloud(staff: Staff, rows: int) -> list[str]:
    model = staff.window.model
    return [str(model.index(r).data(Qt.ItemDataRole.AccessibleTextRole)) for r in range(rows)]


@pytest.mark.parametrize(("digit", "at"), [("1", 0), ("2", 1), ("២", 1)])
def test_enter_asks_and_a_number_answers(
    staff: Staff, full_desk: Desk, qtbot: QtBot, digit: str, at: int
) -> None:
    staff.types("soun sophea")
    shown = staff.ids(2)
    assert set(shown) == {person.id for person in sopheas(full_desk)}
    staff.holds_enter()
    assert full_desk.figures().arrived == 0
    assert staff.notice == ASKED
    assert [row[:3] for row in aloud(staff, 3)] == ["1: ", "2: ", aloud(staff, 3)[2][:3]]
    staff.window.grab()
    staff.types(digit)
    qtbot.waitUntil(lambda: full_desk.figures().arrived == 1)
    assert full_desk.person(shown[at]).arrived_at is not None
    assert full_desk.figures().arrived == 1
    assert not staff.window.search.text()


def test_arrows_choose_too(staff: Staff, full_desk: Desk) -> None:
    staff.types("soun sophea")
    second = staff.ids(2)[1]
    staff.presses(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert full_desk.person(second).arrived_at is not None


def test_the_rows_say_what_differs(staff: Staff, full_desk: Desk) -> None:
    staff.types("soun sophea")
    first, second = sorted(staff.rows[:2], key=lambda row: "Takeo" in row)
    assert "Elder Care Cambodia" in first
    assert "នាយកប្រតិបត្តិ" in first
    assert "Battambang" in first
    assert "Rural Livelihood Action Cambodia" in second
    assert "Takeo" in second
    assert not any(p.phone[-3:] in row for p in sopheas(full_desk) for row in (first, second))


def test_where_nothing_else_differs_the_end_of_the_phone_does(
    staff: Staff, full_desk: Desk
) -> None:
    daras(full_desk, phone="012345999")
    staff.types("sok dara")
    assert {row.rsplit("…")[1][:3] for row in staff.rows[:2]} == {"678", "999"}
    assert not any("345" in row for row in staff.rows[:2])


def test_where_nothing_differs_at_all_the_badge_does(staff: Staff, full_desk: Desk) -> None:
    people = daras(full_desk)
    staff.types("012345678")
    assert {person.code in row for row in staff.rows for person in people} == {True, False}


@pytest.mark.parametrize("typed", ["soun sophea elder", "2wem", "សួន សុភា"])
def test_words_that_tell_them_apart_need_no_answer(
    staff: Staff, full_desk: Desk, typed: str
) -> None:
    elder, rural = sopheas(full_desk)
    meant = elder if "elder" in typed else rural
    staff.types(rural.code if typed == "2wem" else typed)
    staff.presses(Qt.Key.Key_Return)
    assert full_desk.person(meant.id).arrived_at is not None


def test_once_one_of_them_is_here_the_other_costs_no_key_more(
    staff: Staff, full_desk: Desk
) -> None:
    first, second = sopheas(full_desk)
    full_desk.check_in(first.id)
    staff.types("soun sophea")
    staff.presses(Qt.Key.Key_Return)
    assert full_desk.person(second.id).arrived_at is not None


def test_whoever_was_replaced_is_not_asked_about(staff: Staff, full_desk: Desk) -> None:
    first, second = sopheas(full_desk)
    instead = PersonDetails(name_latin="Nop Sreymom", category="other", in_place_of=first.code)
    full_desk.add(instead, arrives=True)
    staff.types("soun sophea")
    assert staff.chosen is not None
    assert staff.chosen.id == second.id


def test_a_letter_ends_the_question_and_digits_are_letters_again(
    staff: Staff, full_desk: Desk
) -> None:
    staff.types("soun sophea")
    staff.presses(Qt.Key.Key_Return)
    staff.types(" 2")
    assert staff.window.search.text() == "soun sophea 2"
    assert full_desk.figures().arrived == 0


def test_a_code_that_is_scanned_or_typed_is_no_number(staff: Staff, full_desk: Desk) -> None:
    code = next(p.code for p in full_desk.people() if p.code.startswith("2"))
    meant = next(p for p in full_desk.people() if p.code == code)
    staff.types("soun sophea")
    staff.presses(Qt.Key.Key_Return)
    staff.types(code)
    assert staff.window.search.text() == code
    assert full_desk.figures().arrived == 0
    staff.presses(Qt.Key.Key_Return)
    assert full_desk.person(meant.id).arrived_at is not None
    assert full_desk.figures().arrived == 1


def test_a_digit_and_enter_is_that_number(staff: Staff, full_desk: Desk) -> None:
    staff.types("soun sophea")
    second = staff.ids(2)[1]
    staff.presses(Qt.Key.Key_Return)
    staff.types("2")
    staff.presses(Qt.Key.Key_Return)
    assert full_desk.person(second).arrived_at is not None
    assert full_desk.figures().arrived == 1


def test_a_digit_taken_back_chooses_no_one(staff: Staff, full_desk: Desk, qtbot: QtBot) -> None:
    staff.types("soun sophea")
    staff.presses(Qt.Key.Key_Return)
    staff.types("2")
    staff.presses(Qt.Key.Key_Escape)
    with qtbot.waitSignal(
        staff.window.search.numbered, timeout=2 * ALONE_MS, raising=False
    ) as chosen:
        pass
    assert not chosen.signal_triggered
    assert full_desk.figures().arrived == 0


def test_an_arrival_at_another_desk_ends_the_question(staff: Staff, full_desk: Desk) -> None:
    staff.types("soun sophea")
    staff.presses(Qt.Key.Key_Return)
    other = Desk.open(full_desk.store.path, name="Desk 2")
    other.check_in(staff.ids(1)[0])
    other.close()
    staff.window.refresh()
    staff.types("2")
    assert full_desk.figures().arrived == 1, "the number may be someone else's by now"


def test_it_is_asked_in_khmer(full_desk: Desk, qtbot: QtBot) -> None:
    with at_the_desk(full_desk, qtbot, Language.KHMER) as staff:
        staff.types("soun sophea")
        staff.presses(Qt.Key.Key_Return)
        assert "២ នាក់" in staff.notice
        assert "បាត់ដំបង" in "".join(staff.rows[:2])
        assert aloud(staff, 1)[0].startswith("១: ")


def test_a_long_organisation_gives_way_to_category_and_group(full_desk: Desk) -> None:
    metrics = QFontMetrics(theme.font(theme.SMALL))
    long = "Association of Persons with Disabilities of the Province of Battambang"
    kinds = ["Other stakeholder", "Group 4"]
    whole = metrics.horizontalAdvance(BETWEEN.join((long, "Takeo", *kinds)))
    line = fitted([long, "Takeo"], kinds, metrics, whole * 2 // 3)
    assert line.startswith("Association of Persons")
    assert line.endswith("… · Takeo · Other stakeholder · Group 4")
    assert metrics.horizontalAdvance(line) <= whole * 2 // 3
    assert fitted([long, "Takeo"], kinds, metrics, whole * 2) == BETWEEN.join(
        (long, "Takeo", *kinds)
    )


@pytest.mark.parametrize("count", ["(12)", "(១២)"])
def test_a_group_too_long_for_its_box_keeps_its_count(full_desk: Desk, count: str) -> None:
    metrics = QFontMetrics(theme.font())
    words = f"4 – Inclusive social protection of persons with disabilities {count}"
    shown = elided(words, metrics, metrics.horizontalAdvance(words) // 2)
    assert shown.startswith("4 – Inclusive")
    assert shown.endswith(f"… {count}")
    assert metrics.horizontalAdvance(shown) <= metrics.horizontalAdvance(words) // 2
    assert elided(words, metrics, metrics.horizontalAdvance(words)) == words
