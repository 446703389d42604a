"""What a screen reader is told: names and roles of every control, and what just happened."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.language import Language
from kiosk.services.desk import Desk
from kiosk.ui import notice
from tests.staff import Staff, at_the_desk

Key = Qt.Key
Role = QAccessible.Role


class Reader:
    """Stands where Qt hands announcements to the system."""

    AnnouncementPoliteness = QAccessible.AnnouncementPoliteness

    def __init__(self) -> None:
        self.heard: list[str] = []

    def updateAccessibility(self, event: QAccessibleAnnouncementEvent) -> None:
        self.heard.append(event.message())


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    reader = Reader()
    monkeypatch.setattr(notice, "QAccessible", reader)
    return reader


@pytest.fixture
def staff(reader: Reader, full_desk: Desk, qtbot: QtBot) -> Iterator[Staff]:
    """Someone who does not see the window, in English."""
    with at_the_desk(full_desk, qtbot) as staff:
        yield staff


def test_choosing_and_arriving_are_said_aloud(staff: Staff, reader: Reader) -> None:
    staff.types("sok api")
    assert reader.heard[-1].startswith("SOK Api, សុខ អភិ, ")
    staff.presses(Key.Key_Down)
    assert reader.heard[-1].startswith("PHY Sokha, ")
    staff.presses(Key.Key_Up, Key.Key_Return)
    assert any(said.startswith("SOK Api arrived at 08:00") for said in reader.heard)
    staff.types("sok api")
    assert reader.heard[-1].endswith("Here since 08:00"), "the sign of a row, in words"
    staff.presses(Key.Key_Z, ctrl=True)
    assert any(said.startswith("Undone: arrival") for said in reader.heard)


def test_what_the_form_offers_and_refuses_is_said_aloud(staff: Staff, reader: Reader) -> None:
    staff.presses(Key.Key_F2)
    staff.types("suxa")
    assert "Meant in Khmer: សុខា (F7)" in reader.heard
    staff.presses(Key.Key_Escape, Key.Key_F2, Key.Key_Return)
    assert any(said.startswith("Type a name") for said in reader.heard)


@pytest.mark.parametrize("language", list(Language))
def test_whatever_takes_the_cursor_has_a_name_and_a_role(
    full_desk: Desk, qtbot: QtBot, language: Language
) -> None:
    pages = {
        "queue": [],
        "form": [(Key.Key_F2, False)],
        "glance": [(Key.Key_G, True)],
        "setup": [(Key.Key_U, True)],
    }
    with at_the_desk(full_desk, qtbot, language) as staff:
        for page, keys in pages.items():
            staff.types("sok api")
            for key, ctrl in keys:
                staff.presses(key, ctrl=ctrl)
            focusable = [w for w in staff.window.findChildren(QWidget) if takes_the_cursor(w)]
            assert focusable, page
            for widget in focusable:
                told = QAccessible.queryAccessibleInterface(widget)
                assert told.text(QAccessible.Text.Name), f"{page}: {widget}"
                assert told.role() not in (Role.NoRole, Role.Client), f"{page}: {widget}"
            staff.presses(Key.Key_Escape, Key.Key_Escape)


def takes_the_cursor(widget: QWidget) -> bool:
    return (
        widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and (widget.focusProxy() is None)
    )


def test_rows_are_read_with_their_state(staff: Staff) -> None:
    staff.types("sok api")
    staff.presses(Key.Key_Return)
    staff.types("sok api")
    row = staff.window.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert row.endswith("Here since 08:00")
