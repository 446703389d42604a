"""Undo and redo of what was done to the event itself, and how the window tells it."""

from __future__ import annotations

import dataclasses
from contextlib import closing
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk.domain import Action, Category, PersonDetails
from kiosk.language import Language, Refusal
from kiosk.services.desk import Desk
from tests.conftest import Clock
from tests.staff import at_the_desk


def change(desk: Desk, **facts: Any) -> None:
    desk.change_event(dataclasses.replace(desk.event, **facts))


def test_facts_go_back_and_forth_and_other_facts_stay(desk: Desk) -> None:
    change(desk, venue_en="Sunway", title_en="A workshop")
    back = desk.undo()
    assert back.action is Action.EVENT_CHANGED
    assert set(back.fields) == {"venue_en", "title_en"}
    assert desk.event.venue_en == ""
    desk.redo()
    assert (desk.event.venue_en, desk.event.title_en) == ("Sunway", "A workshop")
    change(desk, city_en="Kampot")
    desk.undo()
    assert (desk.event.venue_en, desk.event.city_en) == ("Sunway", "Phnom Penh")


def test_what_another_desk_changed_since_is_not_taken_back(desk: Desk, clock: Clock) -> None:
    change(desk, venue_en="Sunway")
    with closing(Desk.open(desk.store.path, name="Desk 2", clock=clock)) as other:
        change(other, venue_en="Himawari")
        with pytest.raises(Refusal):
            desk.undo()
        assert other.event.venue_en == "Himawari"
        with pytest.raises(Refusal, match="nothing to undo"):
            desk.undo()


def test_a_category_that_people_are_in_does_not_go(desk: Desk) -> None:
    change(desk, categories=(*desk.event.categories, Category(key="guest", en="Guest")))
    with closing(Desk.open(desk.store.path, name="Desk 2", clock=desk.now)) as other:
        other.add(PersonDetails(name_latin="SOK Api", category="guest"))
    desk.refresh()
    with pytest.raises(Refusal, match="SOK Api"):
        desk.undo()


def test_the_window_says_what_it_took_back(full_desk: Desk, qtbot: QtBot) -> None:
    change(full_desk, venue_en="Sunway", venue_km="សាន់វ៉េ")
    with at_the_desk(full_desk, qtbot, Language.ENGLISH) as staff:
        staff.presses(Qt.Key.Key_Z, ctrl=True)
        assert staff.notice == "Undone: facts of the event: Venue in Khmer, Venue in English"
        staff.presses(Qt.Key.Key_F9)
        assert staff.notice == "បានត្រឡប់វិញ៖ ព័ត៌មានព្រឹត្តិការណ៍: ទីកន្លែងជាភាសាខ្មែរ, ទីកន្លែងជាភាសាអង់គ្លេស"
        staff.presses(Qt.Key.Key_F9)
        staff.presses(Qt.Key.Key_Z, ctrl=True)
        assert staff.notice == "Undone: a list – 79 people"
        assert staff.rows == []
