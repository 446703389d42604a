"""The second page, by its keys: the morning at a glance."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kiosk.domain import PhotoConsent, Sex
from kiosk.services.desk import Desk
from kiosk.ui import keys
from tests.conftest import Clock
from tests.staff import Staff, at_the_desk


@pytest.fixture
def staff(full_desk: Desk, qtbot: QtBot) -> Iterator[Staff]:
    """Someone before the window of a desk with the messy list, in English."""
    with at_the_desk(full_desk, qtbot) as staff:
        yield staff


def listed(staff: Staff) -> list[str]:
    """The rows of the page's list."""
    rows = staff.window.morning.list
    return [rows.item(row).text().replace("\u200b", "") for row in range(rows.count())]


def tiles(staff: Staff) -> list[str]:
    return [tile.text() for tile in staff.window.morning.tiles]


def test_a_key_turns_the_page_and_counts_go_on(staff: Staff, full_desk: Desk, clock: Clock) -> None:
    staff.types("sok api")
    staff.presses(Qt.Key.Key_Return)
    staff.presses(Qt.Key.Key_G, ctrl=True)
    morning = staff.window.morning
    assert morning.isVisible()
    assert "78 not here yet" in tiles(staff)
    other = Desk.open(full_desk.store.path, name="Desk 2", clock=clock)
    for person in other.people()[:5]:
        other.check_in(person.id)
    other.close()
    staff.window.refresh()
    here = full_desk.figures().arrived
    assert sum(step.expected for step in morning.curve.steps()) == here
    assert f"{79 - here} not here yet" in tiles(staff)
    everyone, women, men, *categories = morning.groups.totals()
    assert (everyone.here, everyone.people) == (here, 79)
    assert (women.here, men.here) == tuple(
        sum(p.sex is sex and p.arrived_at is not None for p in full_desk.people())
        for sex in (Sex.FEMALE, Sex.MALE)
    )
    assert sum(total.here for total in categories) == here
    assert sum(row.people for row in morning.groups.rows()) == 79
    assert len(listed(staff)) == 79 - here
    staff.presses(Qt.Key.Key_Escape)
    assert staff.window.search.hasFocus()


def test_groups_are_weighed_by_sex_and_by_category(staff: Staff, full_desk: Desk) -> None:
    staff.presses(Qt.Key.Key_G, ctrl=True)
    rows = staff.window.morning.groups.rows()
    present = {person.category for person in full_desk.people()}
    for row in rows:
        women, men, *categories = row.counts
        assert len(categories) == len(present)
        assert sum(categories) == row.people
        assert women + men <= row.people
    everyone = full_desk.people()
    assert sum(row.counts[0] for row in rows) == sum(p.sex is Sex.FEMALE for p in everyone)
    said = staff.window.morning.groups.accessibleDescription()
    assert f"{rows[0].name}: 0 / {rows[0].people}, Women {rows[0].counts[0]}" in said


def test_the_pace_falls_while_no_one_comes(staff: Staff, clock: Clock) -> None:
    staff.types("sok api")
    staff.presses(Qt.Key.Key_Return)
    staff.presses(Qt.Key.Key_G, ctrl=True)
    assert tiles(staff)[0].startswith("1 people"), "as the bar says"
    assert tiles(staff)[1].startswith("14:"), "one in five minutes, 78 are missing"
    clock.move_on(11 * 60)
    staff.window.refresh()
    assert tiles(staff)[0].startswith("0 people")
    assert tiles(staff)[1].startswith("– ")


def test_the_curve_compares_the_expected_with_the_expected(staff: Staff, full_desk: Desk) -> None:
    staff.types("sok api")
    staff.presses(Qt.Key.Key_Return)
    staff.types("Nop Sreymom")
    staff.presses(Qt.Key.Key_F2, Qt.Key.Key_Return)
    staff.presses(Qt.Key.Key_G, ctrl=True)
    (step,) = staff.window.morning.curve.steps()
    assert (step.expected, step.walk_ins) == (1, 1)
    assert staff.count == "1 / 79"
    curve = staff.window.morning.curve
    assert "Here of the 79 expected" in curve.accessibleName()
    assert "hatched: walk-ins" in curve.accessibleName()
    assert curve.accessibleDescription() == "08:00: 1 + 1"
    assert tiles(staff)[0].startswith("2 people"), "the desk serves both"


def test_phones_are_shown_by_a_key_and_hidden_with_the_page(staff: Staff, full_desk: Desk) -> None:
    staff.presses(Qt.Key.Key_G, ctrl=True)
    phones = [p.phone for p in full_desk.people() if p.phone]
    assert not any(phone in row for phone in phones for row in listed(staff))
    staff.presses(Qt.Key.Key_F11)
    shown = "\n".join(listed(staff))
    assert all(phone in shown for phone in phones)
    staff.presses(Qt.Key.Key_Escape)
    staff.presses(Qt.Key.Key_G, ctrl=True)
    assert not any(phone in row for phone in phones for row in listed(staff))


def test_enter_goes_to_the_person_and_letters_go_to_the_search(staff: Staff) -> None:
    staff.presses(Qt.Key.Key_G, ctrl=True)
    second = listed(staff)[1].split("  ")[0]
    staff.presses(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert staff.chosen is not None
    assert staff.chosen.name_latin_canonical == second
    staff.presses(Qt.Key.Key_Escape)
    staff.presses(Qt.Key.Key_G, ctrl=True)
    staff.types("sok")
    assert staff.window.search.text() == "sok"
    assert staff.window.search.hasFocus()


def test_who_takes_pictures_has_a_list(staff: Staff, full_desk: Desk) -> None:
    person = full_desk.find("sok api", 1)[0].person
    full_desk.change(person.id, photo_consent=PhotoConsent.NO)
    staff.presses(Qt.Key.Key_G, ctrl=True)
    buttons = staff.window.morning.of.findChildren(QPushButton)
    (no_photos,) = [button for button in buttons if button.text() == "No photos"]
    QTest.mouseClick(no_photos, Qt.MouseButton.LeftButton)
    refused = [p for p in full_desk.people() if p.photo_consent is PhotoConsent.NO]
    assert len(listed(staff)) == len(refused) == 2
    assert any(row.startswith("SOK Api") for row in listed(staff))
    assert "2 no photos; 0 of 0 asked" in tiles(staff)


def test_the_keys_of_the_queue_do_not_reach_behind_the_page(staff: Staff, full_desk: Desk) -> None:
    staff.types("sok api")
    staff.presses(Qt.Key.Key_Return)
    staff.presses(Qt.Key.Key_G, ctrl=True)
    staff.presses(Qt.Key.Key_D, ctrl=True)
    staff.presses(Qt.Key.Key_F3)
    assert full_desk.figures().arrived == 1
    assert full_desk.figures().no_photo == 0


def test_the_lists_for_the_doors_are_asked_for(staff: Staff, qtbot: QtBot) -> None:
    with qtbot.waitSignal(staff.window.wants) as wanted:
        staff.presses(Qt.Key.Key_G, ctrl=True)
        buttons = staff.window.morning.findChildren(QPushButton)
        (doors,) = [button for button in buttons if button.text().startswith("Lists")]
        QTest.mouseClick(doors, Qt.MouseButton.LeftButton)
    assert wanted.args == [keys.DOOR_LISTS]


def test_a_walk_in_is_offered_the_emptiest_group(staff: Staff, full_desk: Desk) -> None:
    staff.types("Nop Sreymom")
    staff.presses(Qt.Key.Key_F2, Qt.Key.Key_Return)
    (person,) = [p for p in full_desk.people() if p.walk_in]
    sizes = {g.number: 0 for g in full_desk.event.groups}
    for each in full_desk.people():
        if each.group is not None and each.id != person.id:
            sizes[each.group] += 1
    assert person.group is not None
    assert sizes[person.group] == min(sizes.values())
