"""No dialog is larger than the smallest screen of the field, whatever the event holds."""

from __future__ import annotations

import dataclasses

import pytest
from pytestqt.qtbot import QtBot

from kiosk.domain import Category
from kiosk.language import Language
from kiosk.services.desk import Desk
from kiosk.ui import theme
from tests.judging import settle
from tests.test_every_dialog import DIALOGS, Rooms, rooms

__all__ = ["rooms"]
SCREEN = (1366, 728)
"""A laptop's, its task bar taken off."""
LONG = "Community-based organizations of the water user groups in the provinces"
LONG_KHMER = "អង្គការសហគមន៍មូលដ្ឋាននៃក្រុមអ្នកប្រើប្រាស់ទឹកនៅតាមបណ្តាខេត្ត"


@pytest.fixture
def full_desk(full_desk: Desk) -> Desk:
    """With twelve categories of long names."""
    more = tuple(
        Category(key=f"long_{number}", en=f"{LONG} {number}", km=f"{LONG_KHMER} {number}")
        for number in range(12)
    )
    event = full_desk.event
    full_desk.change_event(dataclasses.replace(event, categories=(*event.categories, *more)))
    return full_desk


@pytest.mark.usefixtures("usual_look")
@pytest.mark.parametrize("percent", [110, 200])
@pytest.mark.parametrize("language", list(Language))
def test_no_dialog_is_larger_than_the_screen(
    rooms: Rooms, qtbot: QtBot, language: Language, percent: int
) -> None:
    room, beyond = rooms(language, theme.Look(percent)), list[str]()
    for make in DIALOGS:
        dialog = make(room)
        qtbot.addWidget(dialog)
        dialog.show()
        settle(dialog)
        least = dialog.minimumSizeHint().expandedTo(dialog.minimumSize())
        if least.width() > SCREEN[0] or least.height() > SCREEN[1]:
            beyond.append(f"{make.__name__}: {least.width()} x {least.height()}")
        dialog.hide()
    assert beyond == []
