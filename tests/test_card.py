"""The person's card and its keys: photos, substitutes, what is private, what was done."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kiosk.domain import Disability, PersonDetails, PhotoConsent, Signing
from kiosk.language import Language
from kiosk.services.desk import Desk
from kiosk.ui.notice import Tone
from kiosk.ui.serving import CHOOSE_FIRST
from tests.conftest import Clock
from tests.staff import Staff, at_the_desk


@pytest.fixture
def staff(full_desk: Desk, qtbot: QtBot) -> Iterator[Staff]:
    """Someone before the window of a desk with the messy list, in English."""
    with at_the_desk(full_desk, qtbot) as staff:
        yield staff


def api(desk: Desk) -> UUID:
    """SOK Api."""
    return desk.find("sok api", 1)[0].person.id


def test_one_key_asks_about_photos_in_the_act(staff: Staff, full_desk: Desk) -> None:
    staff.types("sok api")
    asked = []
    for _ in range(3):
        staff.presses(Qt.Key.Key_F3)
        asked.append(full_desk.person(api(full_desk)).photo_consent)
    assert asked == [PhotoConsent.YES, PhotoConsent.NO, PhotoConsent.YES]
    staff.presses(Qt.Key.Key_F3)
    assert staff.notice == "No photos of SOK Api."
    assert "No photo!" in staff.card
    assert staff.window.search.hasFocus()
    staff.presses(Qt.Key.Key_Return)
    assert full_desk.person(api(full_desk)).arrived_at is not None


def test_who_was_served_stays_on_the_card_and_can_still_be_asked(
    staff: Staff, full_desk: Desk
) -> None:
    staff.types("sok api")
    staff.presses(Qt.Key.Key_Return)
    assert "SOK Api" in staff.card
    staff.presses(Qt.Key.Key_F3, Qt.Key.Key_F3)
    assert full_desk.person(api(full_desk)).photo_consent is PhotoConsent.NO
    assert staff.notice == "No photos of SOK Api. Ctrl+P prints the badge anew."
    staff.presses(Qt.Key.Key_Return)
    assert full_desk.figures().arrived == 1, "Enter acts on rows only"
    staff.types("zzzz")
    assert "SOK Api" not in staff.card


def test_a_finger_says_no_to_photos_and_undo_takes_it_back(staff: Staff, full_desk: Desk) -> None:
    staff.types("sok api")
    (no,) = [b for b in staff.window.card.consent.findChildren(QPushButton) if b.text() == "No"]
    QTest.mouseClick(no, Qt.MouseButton.LeftButton)
    assert full_desk.person(api(full_desk)).photo_consent is PhotoConsent.NO
    staff.presses(Qt.Key.Key_Z, ctrl=True)
    assert full_desk.person(api(full_desk)).photo_consent is PhotoConsent.NOT_ASKED
    assert staff.notice == "Undone: Photos may be taken: not asked → no – SOK Api"
    staff.presses(Qt.Key.Key_Z, ctrl=True, shift=True)
    assert staff.notice == "Done again: Photos may be taken: not asked → no – SOK Api"
    staff.presses(Qt.Key.Key_F9)
    assert staff.notice == "បានធ្វើឡើងវិញ៖ យល់ព្រមឱ្យថតរូប៖ មិនទាន់សួរ → ទេ – សុខ អភិ"


def test_undo_tells_how_someone_signed_before_and_who_did(staff: Staff, full_desk: Desk) -> None:
    who = api(full_desk)
    full_desk.change(who, signing=Signing.ON_SCREEN, signature="1,2 3,4")
    full_desk.change(who, signature="5,6 7,8")
    full_desk.change(who, signing=Signing.THUMBPRINT, signature="", signed_by="SOK Dara")
    full_desk.change(who, phone="012 345 678", photo_consent=PhotoConsent.YES)
    said = []
    for _ in range(4):
        staff.presses(Qt.Key.Key_Z, ctrl=True)
        said.append(staff.notice)
    how = "Signs: on the screen → by thumbprint on paper"
    assert said == [
        "Undone: correction: The phone number, Photos may be taken: not asked → yes – SOK Api",
        f"Undone: The name of who signed: SOK Dara, {how} – SOK Api",
        "Undone: The signature changed – SOK Api",
        "Undone: Signs: on paper → on the screen – SOK Api",
    ]


def test_someone_comes_in_place_of_another(staff: Staff, full_desk: Desk) -> None:
    before = full_desk.person(api(full_desk))
    staff.types("sok api")
    staff.presses(Qt.Key.Key_R, ctrl=True)
    staff.types("គង់ វិបុល")
    staff.presses(Qt.Key.Key_Return)
    (substitute,) = [p for p in full_desk.people() if p.in_place_of]
    assert substitute.in_place_of == before.code
    assert substitute.arrived_at is not None
    assert substitute.organisation_en == before.organisation_en
    assert (substitute.category, substitute.group) == (before.category, before.group)
    assert full_desk.person(before.id).arrived_at is None
    assert full_desk.figures().no_shows == 79
    assert "In place of SOK Api" in staff.card
    staff.types("sok api")
    assert "គង់ វិបុល came in their place" in staff.card
    staff.presses(Qt.Key.Key_Z, ctrl=True)
    assert full_desk.in_place(before).by is None


def test_phone_and_disability_are_shown_by_a_key_and_hidden_at_the_next_person(
    staff: Staff, full_desk: Desk
) -> None:
    full_desk.change(api(full_desk), disability=Disability.YES, phone="012 345 678")
    staff.types("sok api")
    assert "012345678" not in staff.card
    staff.presses(Qt.Key.Key_F11)
    assert "Phone: 012345678" in staff.card
    assert "With a disability" in staff.card
    staff.presses(Qt.Key.Key_F11)
    assert "012345678" not in staff.card
    staff.presses(Qt.Key.Key_F11, Qt.Key.Key_Down)
    assert "Phone" not in staff.card
    staff.presses(Qt.Key.Key_Up)
    assert "012345678" not in staff.card


def test_f12_covers_the_window_and_the_key_that_uncovers_it_does_nothing_else(
    staff: Staff, full_desk: Desk
) -> None:
    staff.types("sok api")
    staff.presses(Qt.Key.Key_F12)
    cover = staff.where_the_cursor_is
    assert cover.geometry() == staff.window.rect()
    assert "SOK" not in staff.shown_at(staff.window.rect().center())
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_F9):
        staff.presses(key)
    assert cover.isVisible(), "only the key that covered shows again"
    assert staff.count == "0 / 79"
    staff.presses(Qt.Key.Key_F12)
    assert not said(staff.window)
    assert full_desk.figures().arrived == 0
    assert staff.window.search.hasFocus()
    staff.presses(Qt.Key.Key_F12)
    staff.presses(Qt.Key.Key_Z, ctrl=True)
    assert len(full_desk.people()) == 79, "the list was not undone from behind the cover"


def test_the_card_tells_what_was_done_and_keeps_secrets(
    staff: Staff, full_desk: Desk, clock: Clock
) -> None:
    staff.types("sok api")
    staff.presses(Qt.Key.Key_Return)
    clock.move_on(120)
    full_desk.change(api(full_desk), phone="012 345 678", photo_consent=PhotoConsent.NO)
    staff.window.refresh()
    staff.types("sok api")
    staff.presses(Qt.Key.Key_H, ctrl=True)
    assert "08:02 · Desk 1 · The phone number changed; Photos may be taken: not asked → no" in (
        staff.card
    )
    assert "08:00 · Desk 1 · arrived" in staff.card
    assert "012345678" not in staff.card
    staff.presses(Qt.Key.Key_F11)
    assert "→ 012345678" in staff.card
    staff.presses(Qt.Key.Key_F9)
    assert "បានមកដល់" in staff.card
    staff.presses(Qt.Key.Key_H, ctrl=True)
    assert "Desk 1" not in staff.card


def test_the_card_is_khmer_to_the_last_word(full_desk: Desk, qtbot: QtBot) -> None:
    full_desk.change(api(full_desk), disability=Disability.NO, photo_consent=PhotoConsent.NO)
    with at_the_desk(full_desk, qtbot, Language.KHMER) as staff:
        staff.types("sok api")
        staff.presses(Qt.Key.Key_F11)
        assert "ហាមថតរូប" in staff.card.replace("!", "")
        assert "Phone" not in staff.card
        assert "disability" not in staff.card


def said(window: QWidget) -> bool:
    """Whether what is seen of ``window`` is the cover, with the button that takes it away."""
    buttons = [b for b in window.findChildren(QPushButton) if "F12" in b.text()]
    over = [b for b in buttons if b.window() is window]
    return any(window.childAt(b.mapTo(window, b.rect().center())) is b for b in over)


def test_a_dialog_is_covered_with_the_window(staff: Staff, full_desk: Desk, qtbot: QtBot) -> None:
    staff.types("sok api")
    dialog = QDialog(staff.window)
    box = QVBoxLayout(dialog)
    for words in ("012 345 678", "OK"):
        box.addWidget(QPushButton(words))
    qtbot.addWidget(dialog)
    dialog.setModal(True)
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)
    staff.presses(Qt.Key.Key_F12)
    assert [said(window) for window in (dialog, staff.window)] == [True, True]
    staff.presses(Qt.Key.Key_Return, Qt.Key.Key_F12)
    assert dialog.isVisible(), "no key acts behind the cover"
    assert [said(window) for window in (dialog, staff.window)] == [False, False]
    staff.presses(Qt.Key.Key_F12, Qt.Key.Key_Escape, Qt.Key.Key_F12)
    assert dialog.isVisible()
    staff.presses(Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert full_desk.figures().arrived == 0


def test_a_dialog_that_opens_behind_the_cover_is_covered(staff: Staff, qtbot: QtBot) -> None:
    staff.presses(Qt.Key.Key_F12)
    dialog = QDialog(staff.window)
    QVBoxLayout(dialog).addWidget(QPushButton("012 345 678"))
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert said(dialog)
    staff.presses(Qt.Key.Key_Space)
    assert dialog.isVisible()
    staff.presses(Qt.Key.Key_F12)
    assert not said(dialog)


OF_SOMEONE = (
    (Qt.Key.Key_F3, {}),
    (Qt.Key.Key_F4, {}),
    (Qt.Key.Key_F11, {}),
    (Qt.Key.Key_Return, {}),
    *((key, {"ctrl": True}) for key in (Qt.Key.Key_R, Qt.Key.Key_S, Qt.Key.Key_H, Qt.Key.Key_P)),
    (Qt.Key.Key_D, {"ctrl": True}),
    (Qt.Key.Key_D, {"ctrl": True, "shift": True}),
)


@pytest.mark.parametrize("language", Language)
def test_a_key_of_someone_says_to_choose_a_person_first(
    full_desk: Desk, qtbot: QtBot, language: Language
) -> None:
    with at_the_desk(full_desk, qtbot, language) as staff:
        for key, held in OF_SOMEONE:
            staff.window.notice.say(Tone.PLAIN, str)
            staff.presses(key, **held)
            assert staff.notice == CHOOSE_FIRST.text(language), key
            assert staff.window.search.hasFocus()


def test_a_key_that_does_not_fit_says_why(staff: Staff, full_desk: Desk) -> None:
    full_desk.add(PersonDetails(organisation_en="NSSF", category="speaker"))
    staff.window.search_again()
    staff.types("nssf")
    for key in (Qt.Key.Key_S, Qt.Key.Key_R):
        staff.window.notice.say(Tone.PLAIN, str)
        staff.presses(key, ctrl=True)
        assert staff.notice == "This seat has no name yet: press Enter and type who came."
    staff.presses(Qt.Key.Key_Escape)
    staff.types("sok api")
    staff.presses(Qt.Key.Key_Return)
    staff.presses(Qt.Key.Key_R, ctrl=True)
    assert staff.notice == (
        "SOK Api is here, so no one comes in their place. Ctrl+D takes the arrival back."
    )


def bar(staff: Staff) -> list[str]:
    """The keys that the bar shows."""
    caps = staff.window.findChildren(QLabel, "key")
    return [cap.text() for cap in caps if cap.isVisible()]


def test_the_bar_shows_only_the_keys_that_work_now(staff: Staff) -> None:
    nobody = ["↑ ↓", "F2", "Ctrl+Z", "Ctrl+G", "F9"]
    assert bar(staff) == nobody
    staff.types("sok api")
    assert bar(staff) == ["↑ ↓", "Enter", "F2", "F3", "F4", "Ctrl+Z", "Ctrl+G", "F9"]
    staff.presses(Qt.Key.Key_Return)
    assert bar(staff) == ["↑ ↓", "F2", "F3", "F4", "Ctrl+Z", "Ctrl+G", "F9"]
    staff.types("0999999999")
    assert bar(staff) == ["F2", "Ctrl+Z", "Ctrl+G", "F9"]
    staff.presses(Qt.Key.Key_Escape)
    assert bar(staff) == nobody
    staff.presses(Qt.Key.Key_U, ctrl=True)
    assert bar(staff) == ["↑ ↓", "Enter", "Esc", "F9"]
