"""Signing at the desk: by finger or mouse, by thumb on paper, by someone else; never in the way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kiosk.domain import Person, Signing
from kiosk.services.desk import Desk
from kiosk.services.signatures import HEIGHT, MAX_POINTS, WIDTH, strokes
from kiosk.ui import theme
from tests.staff import Staff, at_the_desk


@pytest.fixture
def staff(full_desk: Desk, qtbot: QtBot) -> Iterator[Staff]:
    """Someone before the window, with SOK Api on the card, here."""
    with at_the_desk(full_desk, qtbot) as staff:
        staff.types("sok api")
        staff.presses(Qt.Key.Key_Return)
        staff.presses(Qt.Key.Key_S, ctrl=True)
        yield staff


def api(desk: Desk) -> Person:
    """SOK Api."""
    return desk.find("sok api", 1)[0].person


def draws(staff: Staff, *points: tuple[int, int]) -> None:
    """One stroke by mouse, in pixels from the middle of the pad."""
    pad = staff.window.signature.pad
    places = [pad.rect().center() + QPoint(x, y) for x, y in points]
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        QTest.mouseMove(pad, place)
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=places[-1])


def chooses(staff: Staff, words: str) -> None:
    (button,) = [b for b in staff.window.signature.findChildren(QPushButton) if b.text() == words]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_strokes_are_kept_whatever_the_size_of_the_pad(staff: Staff, full_desk: Desk) -> None:
    draws(staff, (-100, 0), (0, -40), (100, 0))
    draws(staff, (0, 0), (50, 50))
    staff.presses(Qt.Key.Key_Return)
    person = api(full_desk)
    assert person.signing is Signing.ON_SCREEN
    first, second = strokes(person.signature)
    assert (len(first), len(second)) == (3, 2)
    assert abs(first[1][0] - WIDTH / 2) <= 2
    assert first[0][1] > first[1][1] < HEIGHT / 2
    assert staff.notice == "The signature of SOK Api is kept."
    assert "Signed on the screen" in staff.card
    assert staff.window.search.hasFocus()
    staff.presses(Qt.Key.Key_S, ctrl=True)
    assert staff.window.signature.pad.strokes() == (first, second)


def test_paper_is_the_default_and_escape_is_back_at_once(staff: Staff, full_desk: Desk) -> None:
    assert staff.window.signature.signing.picked() is Signing.ON_PAPER
    draws(staff, (0, 0), (40, 40))
    staff.presses(Qt.Key.Key_Escape)
    assert staff.window.search.hasFocus()
    assert api(full_desk).signing is Signing.ON_PAPER
    assert api(full_desk).signature == ""


def test_a_thumbprint_for_which_someone_else_stands(staff: Staff, full_desk: Desk) -> None:
    chooses(staff, "Thumbprint on paper")
    staff.window.signature.proxy.setFocus()
    staff.types("កែវ ចាន់ថា")
    staff.presses(Qt.Key.Key_Return)
    person = api(full_desk)
    assert (person.signing, person.signed_by) == (Signing.THUMBPRINT, "កែវ ចាន់ថា")
    assert "Thumbprint on paper · signed for by កែវ ចាន់ថា" in staff.card
    staff.presses(Qt.Key.Key_Z, ctrl=True)
    assert (api(full_desk).signing, api(full_desk).signed_by) == (Signing.ON_PAPER, "")


def test_an_empty_screen_is_refused_beside_the_pad(staff: Staff, full_desk: Desk) -> None:
    chooses(staff, "On this screen")
    staff.presses(Qt.Key.Key_Return)
    assert "Nothing was drawn" in staff.window.signature.problem.text()
    assert api(full_desk).signing is Signing.ON_PAPER


def test_del_lets_the_person_sign_again_and_paper_drops_the_ink(
    staff: Staff, full_desk: Desk
) -> None:
    draws(staff, (0, 0), (40, 40))
    staff.window.signature.pad.setFocus()
    chooses(staff, "Sign again (Del)")
    assert staff.window.signature.pad.strokes() == ()
    draws(staff, (0, 0), (40, 40))
    chooses(staff, "On paper")
    staff.presses(Qt.Key.Key_Return)
    assert api(full_desk).signature == ""


def test_a_scribble_has_an_end(staff: Staff) -> None:
    pad = staff.window.signature.pad
    for row in range(120):
        draws(staff, *[(x, row - 60) for x in range(-250, 250, 10)])
    assert sum(map(len, pad.strokes())) <= MAX_POINTS


def test_everything_is_large_enough_for_a_finger(staff: Staff) -> None:
    buttons = staff.window.signature.findChildren(QPushButton)
    assert buttons
    assert all(button.height() >= theme.TOUCH for button in buttons)


def test_a_finger_and_a_pen_sign(staff: Staff) -> None:
    pad = staff.window.signature.pad
    middle = pad.rect().center()
    finger = QTest.createTouchDevice()
    line = [middle + QPoint(x, x // 2) for x in range(0, 120, 20)]
    touch = QTest.touchEvent(pad.window().windowHandle(), finger)
    place = [pad.mapTo(pad.window(), point) for point in line]
    touch.press(0, place[0]).commit()
    for point in place[1:]:
        touch.move(0, point).commit()
    touch.release(0, place[-1]).commit()
    QApplication.processEvents()
    (stroke,) = pad.strokes()
    assert len(stroke) == len(line)

    for kind, point in (
        (QEvent.Type.TabletPress, line[0]),
        (QEvent.Type.TabletMove, line[1]),
        (QEvent.Type.TabletRelease, line[1]),
    ):
        pen(pad, kind, point)
    QApplication.processEvents()
    assert [len(stroke) for stroke in pad.strokes()] == [len(line), 2]


def pen(pad: QWidget, kind: QEvent.Type, point: QPoint) -> None:
    """A pen does that on ``pad``."""
    down = kind is not QEvent.Type.TabletRelease
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    event = QTabletEvent(
        kind,
        QPointingDevice.primaryPointingDevice(),
        QPointF(point),
        QPointF(pad.mapToGlobal(point)),
        0.7 if down else 0.0,
        0,
        0,
        0,
        0,
        0,
        Qt.KeyboardModifier.NoModifier,
        none if kind is QEvent.Type.TabletMove else left,
        left if down else none,
    )
    QApplication.sendEvent(pad, event)
