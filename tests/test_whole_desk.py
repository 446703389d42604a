"""What the desk can do by keys alone and by mouse alone, and what strangers never read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.domain import (
    AgeBand,
    Disability,
    Person,
    PersonDetails,
    PhotoConsent,
    Signing,
)
from kiosk.language import Language
from kiosk.services.desk import Desk
from tests.staff import Staff, at_the_desk

Key = Qt.Key


@pytest.fixture
def staff(full_desk: Desk, qtbot: QtBot) -> Iterator[Staff]:
    """Someone before the window of a desk with the messy list, in English."""
    with at_the_desk(full_desk, qtbot) as staff:
        yield staff


def api(desk: Desk) -> Person:
    """SOK Api."""
    return desk.find("sok api", 1)[0].person


def clicks(within: QWidget, words: str) -> None:
    """A finger on the button that says so."""
    shown = [b for b in within.findChildren(QAbstractButton) if b.isVisible()]
    assert any(b.text().startswith(words) for b in shown), [b.text() for b in shown]
    (button, *_) = [b for b in shown if b.text().startswith(words)]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def test_who_is_on_the_event_by_mistake_is_taken_off_and_brought_back(
    staff: Staff, full_desk: Desk
) -> None:
    gone = api(full_desk)
    staff.types("sok api")
    staff.presses(Key.Key_D, ctrl=True, shift=True)
    assert gone.id not in {person.id for person in full_desk.people()}
    assert staff.notice == "SOK Api is off the event. Ctrl+Z brings them back."
    assert staff.count == "0 / 78"
    assert staff.window.search.hasFocus()
    staff.presses(Key.Key_Z, ctrl=True)
    assert api(full_desk).id == gone.id
    assert staff.notice == "Undone: removal – SOK Api"
    assert staff.count == "0 / 79"


def test_who_is_here_is_not_taken_off(staff: Staff, full_desk: Desk) -> None:
    staff.types("sok api")
    staff.presses(Key.Key_Return)
    staff.presses(Key.Key_D, ctrl=True, shift=True)
    assert api(full_desk).arrived_at is not None
    assert "Take the arrival back first" in staff.notice
    assert full_desk.figures().arrived == 1


def test_both_say_who_came_in_whose_place(staff: Staff, full_desk: Desk) -> None:
    staff.types("sok api")
    staff.presses(Key.Key_R, ctrl=True)
    staff.types("Kong Vibol")
    staff.presses(Key.Key_Return)
    assert "In place of SOK Api" in staff.card
    staff.types("sok api")
    assert "Kong Vibol came in their place" in staff.card
    absent = api(full_desk)
    assert absent.arrived_at is None
    came = full_desk.in_place(absent).by
    assert came is not None
    assert full_desk.in_place(came).of == absent


@pytest.mark.parametrize("typed", ["nssf", "បេឡា", "social security"])
def test_a_seat_is_found_by_its_organisation_in_either_language(
    full_desk: Desk, qtbot: QtBot, typed: str
) -> None:
    seat = full_desk.add(
        PersonDetails(
            organisation_en="National Social Security Fund (NSSF)",
            organisation_km="បេឡាជាតិសន្តិសុខសង្គម (ប.ស.ស.)",
            category="speaker",
        )
    )
    with at_the_desk(full_desk, qtbot) as staff:
        staff.types(typed)
        assert staff.chosen is not None
        assert staff.chosen.id == seat.id
        staff.presses(Key.Key_Return)
        staff.types("Kong Vibol")
        staff.presses(Key.Key_Return)
    person = full_desk.person(seat.id)
    assert person.name_latin == "Kong Vibol"
    assert person.arrived_at is not None
    assert not person.walk_in


def test_rows_tell_neither_phone_nor_age_nor_disability(full_desk: Desk, qtbot: QtBot) -> None:
    person = full_desk.change(
        api(full_desk).id,
        phone="012 345 678",
        email="api@example.org",
        disability=Disability.YES,
        age_band=AgeBand.CHILD,
    )
    secrets = ("012345678", "12 345", "api@", "With a disability", "0-17", "០-១៧")
    for language in Language:
        with at_the_desk(full_desk, qtbot, language) as staff:
            for typed in ("sok api", "012 345 678", "345678", "api@example.org"):
                staff.window.search.clear()
                staff.types(typed)
                told = [*everything_told(staff.window.queue), staff.card, staff.notice]
                own = staff.window.search.text()
                khmer = QCoreApplication.translate("PersonCard", "With a disability")
                for secret in (*secrets, khmer):
                    assert [words for words in told if secret in words and words != own] == []
                assert staff.window.model.rowCount(), typed
                assert any(person.name_latin in row for row in staff.rows), typed


def everything_told(window: QWidget) -> Iterator[str]:
    """What is shown, hinted at or read aloud of ``window``: widgets and each of the rows."""
    for widget in (window, *window.findChildren(QWidget)):
        yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())
    for view in window.findChildren(QAbstractItemView):
        rows = view.model()
        for row in range(rows.rowCount()):
            told = (rows.index(row, 0).data(role) for role in Qt.ItemDataRole)
            yield from (words for words in told if isinstance(words, str))


def test_a_morning_with_the_mouse_alone(staff: Staff, full_desk: Desk) -> None:
    """Whom the list shows, and what the buttons say; letters only for a new name."""
    results, card = staff.window.results, staff.window.card
    person = staff.window.model.person(1)
    assert person is not None
    place = results.visualRect(staff.window.model.index(1)).center()
    QTest.mouseClick(results.viewport(), Qt.MouseButton.LeftButton, pos=place)
    clicks(card, "No")
    clicks(card, "Check in")
    assert full_desk.person(person.id).photo_consent is PhotoConsent.NO
    assert full_desk.person(person.id).arrived_at is not None
    clicks(card, "Signature")
    clicks(staff.window.signature, "Thumbprint")
    clicks(staff.window.signature, "Save")
    assert full_desk.person(person.id).signing is Signing.THUMBPRINT
    clicks(card, "Not here")
    assert full_desk.person(person.id).arrived_at is None

    actions = staff.window.findChildren(QAction)
    (new,) = [a for a in actions if a.text().startswith("New person")]
    new.trigger()
    staff.types("Nop Sreymom")
    clicks(staff.window.form, "Female")
    clicks(staff.window.form, "Save, arrived")
    assert [p.name_latin for p in full_desk.people() if p.walk_in] == ["Nop Sreymom"]
    clicks(staff.window.header, "ខ្មែរ")
    assert staff.count.startswith("០ / ៧៩") or "៧៩" in staff.count


def test_a_morning_with_the_keys_alone(staff: Staff, full_desk: Desk) -> None:
    """Photo, arrival, signature, glance, correction, substitute, walk-in into a group, undo."""
    staff.types("sok api")
    staff.presses(Key.Key_F3, Key.Key_Return)
    assert api(full_desk).photo_consent is PhotoConsent.YES
    assert api(full_desk).arrived_at is not None
    staff.presses(Key.Key_S, ctrl=True)
    staff.presses(Key.Key_Right, Key.Key_Right, Key.Key_Return)
    assert api(full_desk).signing is Signing.THUMBPRINT
    staff.presses(Key.Key_G, ctrl=True)
    assert staff.window.pages.shows(staff.window.morning)
    staff.presses(Key.Key_Escape)
    staff.types("Nop Sreymom")
    staff.presses(Key.Key_F2)
    form = staff.window.form
    offered = form.fields()["group"]
    group = form._combos["group"]
    while staff.where_the_cursor_is is not group:
        staff.presses(Key.Key_Tab)
    staff.presses(Key.Key_Down)
    chosen = form.fields()["group"]
    assert chosen != offered
    photo = form._choices["photo_consent"]
    while staff.where_the_cursor_is.parentWidget() is not photo:
        staff.presses(Key.Key_Tab)
    staff.presses(Key.Key_Space, Key.Key_Return)
    (walk_in,) = [p for p in full_desk.people() if p.walk_in]
    assert (walk_in.group, walk_in.photo_consent) == (chosen, PhotoConsent.YES)
    staff.presses(Key.Key_Z, ctrl=True)
    assert not [p for p in full_desk.people() if p.walk_in]
    staff.presses(Key.Key_Z, ctrl=True, shift=True)
    assert [p.id for p in full_desk.people() if p.walk_in] == [walk_in.id]


def test_no_page_loses_the_cursor(staff: Staff) -> None:
    """After each way out of each page letters are a search."""
    ways_in = [
        (Key.Key_F2, False),
        (Key.Key_F4, False),
        (Key.Key_R, True),
        (Key.Key_G, True),
        (Key.Key_U, True),
        (Key.Key_F12, False),
    ]
    for key, ctrl in ways_in:
        staff.types("sok api")
        staff.presses(key, ctrl=ctrl)
        staff.presses(Key.Key_F12 if key is Key.Key_F12 else Key.Key_Escape)
        assert staff.window.search.hasFocus(), key
        staff.presses(Key.Key_Escape)
