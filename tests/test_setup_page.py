"""Setting up the evening before, and practising on a copy."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk import settings
from kiosk.domain import Grant, PersonDetails
from kiosk.language import Language, Refusal
from kiosk.services.desk import Desk
from kiosk.services.readiness import Badges, Step, readiness
from kiosk.ui import keys
from kiosk.ui.facts_dialog import FactsDialog
from kiosk.ui.program import Program
from tests.staff import Staff, at_the_desk


@pytest.fixture
def staff(desk: Desk, qtbot: QtBot) -> Iterator[Staff]:
    """Someone before the window of an empty event, in English."""
    with at_the_desk(desk, qtbot) as staff:
        yield staff


NOWHERE = Badges("", settled=False)


def done(desk: Desk, badges: Badges = NOWHERE, sticks: int = 0) -> set[Step]:
    """The steps that are done."""
    steps = readiness(desk.event, desk.people(), badges, sticks, pin=desk.organizer.stand)
    return {each.step for each in steps if each.done}


def test_each_step_is_done_by_what_does_it(desk: Desk) -> None:
    assert Step.LIST not in done(desk)
    event = desk.event
    grant = Grant(donor="A Foundation", grant_number="7")
    desk.change_event(dataclasses.replace(event, venue_en="Sunway", grant=grant))
    assert Step.FACTS in done(desk)
    desk.change_event(dataclasses.replace(desk.event, title_km=""))
    assert Step.LANGUAGES not in done(desk)
    first, *rest = desk.event.categories
    paid = dataclasses.replace(first, transport=Decimal(5))
    assert Step.ALLOWANCES not in done(desk)
    desk.change_event(dataclasses.replace(desk.event, categories=(paid, *rest)))
    assert Step.ALLOWANCES in done(desk)
    for printer in ("Badge Printer", ""):
        assert Step.PRINTER not in done(desk, Badges(printer, settled=False))
        assert Step.PRINTER in done(desk, Badges(printer, settled=True))
    assert Step.COPIES not in done(desk)
    assert Step.COPIES in done(desk, sticks=1)
    assert Step.PIN not in done(desk)
    desk.organizer.set_pin("7315")
    assert Step.PIN in done(desk)
    desk.organizer.forget_pin()
    assert Step.PIN not in done(desk)
    told = readiness(desk.event, [], NOWHERE, 0, pin=desk.organizer.stand)[-1].words
    assert "taken off as forgotten" in told.text(Language.ENGLISH)


def test_a_list_makes_its_step_done_and_what_is_missing_is_named(full_desk: Desk) -> None:
    found = readiness(full_desk.event, full_desk.people(), NOWHERE, 0)
    steps = {each.step: each for each in found}
    assert steps[Step.LIST].done
    assert steps[Step.LIST].words.text(Language.KHMER).startswith("មាន ៧៩ នាក់")
    assert "venue" in steps[Step.FACTS].words.text(Language.ENGLISH)
    assert "ទីកន្លែង" in steps[Step.FACTS].words.text(Language.KHMER)


def test_the_page_is_walked_by_keys(staff: Staff, desk: Desk, qtbot: QtBot) -> None:
    staff.presses(Qt.Key.Key_U, ctrl=True)
    setup = staff.window.setup
    assert setup.isVisible()
    assert setup.rows[Step.LIST].text().startswith("not yet: No one")
    with qtbot.waitSignal(staff.window.wants) as wanted:
        staff.presses(Qt.Key.Key_Return)
    assert wanted.args == [keys.FACTS]
    staff.presses(Qt.Key.Key_Down, Qt.Key.Key_Down)
    with qtbot.waitSignal(staff.window.wants) as wanted:
        staff.presses(Qt.Key.Key_Return)
    assert wanted.args == [keys.READ_LIST]
    desk.change_event(
        dataclasses.replace(desk.event, venue_en="Sunway", grant=Grant(donor="A", grant_number="7"))
    )
    staff.window.show_event()
    assert setup.rows[Step.FACTS].done
    staff.presses(Qt.Key.Key_Escape)
    assert staff.window.search.hasFocus()


def test_practice_leaves_the_event_and_the_printer_alone(
    full_desk: Desk, qapp: QApplication, qtbot: QtBot
) -> None:
    full_desk.close()
    path = full_desk.store.path
    settings.save(settings.Settings(printer="ipp://localhost:1/none", language="en"))
    program = Program(Language.ENGLISH)
    program.open(path)
    assert program.opened is not None
    program.opened.window.wants.emit(keys.PRACTISE)
    practice = program.opened
    assert practice.practice_of == path
    copy = practice.desk.store.path
    assert copy.name == f"{path.stem}-practice.kiosk", "what is exported is called after it"
    assert practice.prints.folder() is not None, "badges of a practice go to no printer"
    qtbot.waitUntil(lambda: practice.desk.ready)
    assert "PRACTICE" in practice.window.practice.text()
    assert practice.window.windowTitle().startswith("PRACTICE – ")
    practice.desk.check_in(practice.desk.people()[0].id)
    practice.window.wants.emit(keys.PRACTISE)
    assert program.opened is not None
    assert program.opened.desk.store.path == path
    assert program.opened.desk.figures().arrived == 0
    assert "PRACTICE" not in program.opened.window.practice.text()
    assert not copy.parent.exists()
    assert program.settings.recent == (str(path),)
    program.close_event()


def test_a_copy_is_whole_and_a_missing_folder_is_said(full_desk: Desk, tmp_path: Path) -> None:
    copy = tmp_path / "copy.kiosk"
    full_desk.store.copy_to(copy)
    other = Desk.open(copy, name="Desk 2")
    assert other.people() == full_desk.people()
    other.close()
    with pytest.raises(Refusal):
        full_desk.store.copy_to(tmp_path / "no such folder" / "copy.kiosk")


@pytest.mark.parametrize(
    ("venue", "known"),
    [
        ("TBC", False),
        ("tbd", False),
        ("(T.B.C.)", False),
        ("Venue: to be confirmed", False),
        ("Phnom Penh, TBA", False),
        ("នឹងជូនដំណឹង", False),
        ("នឹង\u200bជូនដំណឹង\u200bនៅពេលក្រោយ", False),
        ("រង់ចាំការបញ្ជាក់", False),
        ("មិនទាន់កំណត់", False),
        ("–", False),
        ("Sunway Hotel", True),
        ("Tbong Khmum Hall", True),
        ("សណ្ឋាគារកាំបូឌីយ៉ាណា", True),
    ],
)
def test_a_venue_to_be_confirmed_is_not_confirmed(desk: Desk, venue: str, known: bool) -> None:
    grant = Grant(donor="A Foundation", grant_number="TBA-2023-01")
    for en, km in ((venue, ""), ("", venue)):
        event = dataclasses.replace(desk.event, grant=grant, venue_en=en, venue_km=km)
        (facts_step, *_rest) = readiness(event, [], NOWHERE, 0)
        assert facts_step.done is known


def test_a_seat_without_a_name_is_no_person(full_desk: Desk) -> None:
    full_desk.add(PersonDetails(organisation_en="NSSF", category="speaker"))
    found = {each.step: each for each in readiness(full_desk.event, full_desk.people(), NOWHERE, 0)}
    named = sum(person.named for person in full_desk.people())
    said = found[Step.LIST].words.text(Language.ENGLISH)
    assert said.startswith(f"{named} people are on the event by name; ")
    assert named < len(full_desk.people())


def test_each_step_opens_the_part_of_the_facts_that_it_is_about(
    full_desk: Desk, qapp: QApplication, qtbot: QtBot
) -> None:
    first, *rest = full_desk.event.groups
    one_language = (dataclasses.replace(first, km=""), *rest)
    full_desk.change_event(dataclasses.replace(full_desk.event, groups=one_language))
    full_desk.close()
    program = Program(Language.ENGLISH)
    program.open(full_desk.store.path)
    opened = program.opened
    assert opened is not None
    qtbot.waitUntil(lambda: opened.desk.ready)
    opened.window.pages.show_setup()
    rows = opened.window.setup.rows
    assert rows[Step.ALLOWANCES].act.text() == "Categories and allowances…"
    for step, title in (
        (Step.FACTS, "Texts and times"),
        (Step.ALLOWANCES, "Categories and allowances"),
        (Step.LANGUAGES, "Groups"),
    ):
        shown: list[str] = []

        def look(shown: list[str] = shown) -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, FactsDialog)
            shown.append(dialog.tabs.tabText(dialog.tabs.currentIndex()))
            dialog.reject()

        QTimer.singleShot(0, look)
        rows[step].act.click()
        assert shown == [title]
    program.close_event()
