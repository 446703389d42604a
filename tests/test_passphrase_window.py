"""The passphrase in the window: asked for calmly, given, changed, taken off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from kiosk import settings
from kiosk.domain import Event
from kiosk.language import Language, Refusal
from kiosk.services.database import Passphrase, is_protected, reseal
from kiosk.services.desk import Desk
from kiosk.services.khmer.keyboards import typed_with_latin_layout
from kiosk.services.readiness import Step
from kiosk.services.safekeeping import copies_in, own_place
from kiosk.ui import keys
from kiosk.ui.passphrase_dialog import NewPassphraseDialog, PassphraseDialog, SecretField
from kiosk.ui.program import Program
from kiosk.ui.speech import Speech

WORDS = "rice field under water"
ENGLISH = Language.ENGLISH


@pytest.fixture
def sealed(full_desk: Desk) -> Path:
    """The full desk's event, closed and protected."""
    full_desk.close()
    reseal(full_desk.store.path, None, Passphrase.of(WORDS))
    return full_desk.store.path


@pytest.fixture
def program(qapp: QApplication) -> Iterator[Program]:
    settings.save(settings.Settings(language="en"))
    program = Program(ENGLISH)
    yield program
    program.close_event()


@pytest.fixture
def asking(sealed: Path, qtbot: QtBot) -> PassphraseDialog:
    dialog = PassphraseDialog(sealed, Speech(ENGLISH))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def answered(qtbot: QtBot, dialog: PassphraseDialog, typed: str) -> str | None:
    """What opens the event after ``typed`` was tried."""
    dialog.field.line.setText(typed)
    dialog.open_it.click()
    qtbot.waitUntil(lambda: bool(dialog.result()) or dialog.open_it.text().startswith("Wait"))
    return None if dialog.passphrase is None else dialog.passphrase.text


@pytest.mark.parametrize(
    "typed",
    [WORDS, WORDS.swapcase(), typed_with_latin_layout(WORDS)[0], f" {WORDS} "],
    ids=["right", "caps lock", "khmer layout", "spaces"],
)
def test_the_right_keys_open_it_whatever_layout_was_on(
    asking: PassphraseDialog, qtbot: QtBot, typed: str
) -> None:
    assert answered(qtbot, asking, typed) == WORDS


def test_a_wrong_one_is_said_and_the_next_waits_longer_each_time(
    asking: PassphraseDialog, qtbot: QtBot
) -> None:
    assert answered(qtbot, asking, "seven buffaloes") is None
    assert "keyboard layout" in asking.problem.text()
    assert not asking.open_it.isEnabled()
    assert asking.open_it.text() == "Wait 1 s"
    asking.try_it()
    qtbot.waitUntil(asking.open_it.isEnabled)
    asking.open_it.click()
    qtbot.waitUntil(lambda: asking.open_it.text() == "Wait 2 s")
    qtbot.waitUntil(asking.open_it.isEnabled)
    assert answered(qtbot, asking, WORDS) == WORDS


def test_the_field_tells_letters_and_caps_lock(qtbot: QtBot) -> None:
    field = SecretField()
    qtbot.addWidget(field)
    typed = {"a": "Typed in Latin letters.", "ក": "Typed in Khmer and in Latin letters, mixed."}
    for letter, said in typed.items():
        press(field, letter)
        assert field.hint.text().replace("\u200b", "") == said
    press(field, "B")
    assert "Caps Lock is on" in field.hint.text().replace("\u200b", "")
    press(field, "B", shift=True)
    assert "Caps Lock" not in field.hint.text()
    field.show_letters.click()
    assert field.line.displayText() == "aកBB"


def press(field: SecretField, letter: str, *, shift: bool = False) -> None:
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(field.line, QKeyEvent(QEvent.Type.KeyPress, 0, held, letter))


def test_a_new_one_is_typed_twice_written_down_and_not_too_short(qtbot: QtBot) -> None:
    dialog = NewPassphraseDialog("day.kiosk", Speech(ENGLISH))
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.take_off.isVisible()
    said = []
    for new, again, written in (
        ("short", "short", True),
        (WORDS, "seven buffaloes at noon", True),
        (WORDS, WORDS, False),
    ):
        dialog.new.line.setText(new)
        dialog.again.line.setText(again)
        dialog.written.setChecked(written)
        dialog.protect.click()
        said.append(dialog.problem.text())
        assert dialog.passphrase is None
    assert [words in text for words, text in zip(("guess", "differ", "Write"), said, strict=True)]
    dialog.suggest.click()
    dialog.written.setChecked(True)
    dialog.protect.click()
    assert dialog.passphrase == Passphrase.of(dialog.new.line.displayText())


def test_to_change_or_take_it_off_the_present_one_is_asked_for(qtbot: QtBot) -> None:
    dialog = NewPassphraseDialog("day.kiosk", Speech(ENGLISH), Passphrase.of(WORDS))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.take_off.click()
    assert "has now" in dialog.problem.text()
    dialog.old.line.setText(WORDS)
    dialog.take_off.click()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.passphrase is None


def in_the_next_dialog(kind: type[NewPassphraseDialog | PassphraseDialog], act: object) -> None:
    """Do ``act`` to the modal dialog that opens next."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            assert callable(act)
            act(dialog)
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(20, look)


def test_an_open_event_is_protected_changed_and_freed(
    full_desk: Desk, program: Program, qtbot: QtBot
) -> None:
    full_desk.close()
    path, people = full_desk.store.path, len(full_desk.people())

    def give(dialog: NewPassphraseDialog) -> None:
        dialog.new.line.setText(WORDS)
        dialog.again.line.setText(WORDS)
        dialog.written.setChecked(True)
        dialog.protect.click()

    def free(dialog: NewPassphraseDialog) -> None:
        dialog.old.line.setText(WORDS)
        dialog.take_off.click()

    program.open(path)
    wish(program, give)
    assert is_protected(path)
    assert program.opened is not None
    assert len(program.opened.desk.people()) == people
    assert all(is_protected(copy.path) for copy in copies_in(own_place() / "day", "day"))
    window = program.opened.window
    qtbot.waitUntil(lambda: program.opened is not None and program.opened.desk.ready)
    window.pages.show_setup()
    assert window.setup.rows[Step.PASSPHRASE].done
    assert "badges wait" in window.setup.rows[Step.PRINTER].text()
    assert program.opened.prints.trouble is not None, "no badge goes into a folder"
    assert program.opened.prints.other is None
    program.opened.desk.check_in(program.opened.desk.people()[0].id)
    program.opened.prints.work_off()
    qtbot.waitUntil(lambda: program.opened is not None and program.opened.prints.waiting == 1)
    wish(program, free)
    assert not is_protected(path)
    assert program.opened is not None
    assert "no passphrase any more" in program.opened.window.notice.text()


def test_a_fault_midway_leaves_a_window_on_the_event_as_it_is(
    full_desk: Desk, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, words = full_desk.store.path, Passphrase.of(WORDS)
    full_desk.close()

    def fault(*_: object) -> None:
        raise RuntimeError

    program.open(path)
    monkeypatch.setattr("kiosk.services.database.resealing.check_copy", fault)
    with pytest.raises(RuntimeError):
        program._reseal(path, None, words)
    assert program.opened is not None
    assert program.opened.desk.store.passphrase is None
    monkeypatch.undo()
    monkeypatch.setattr("kiosk.services.protecting.keep_copies", fault)
    with pytest.raises(RuntimeError):
        program._reseal(path, None, words)
    assert program.opened is not None
    assert program.opened.desk.store.passphrase == words


def wish(program: Program, act: object) -> None:
    assert program.opened is not None
    in_the_next_dialog(NewPassphraseDialog, act)
    program.opened.window.wants.emit(keys.PROTECT)


def test_opening_asks_and_going_back_says_that_it_stays_closed(
    sealed: Path, program: Program
) -> None:
    in_the_next_dialog(PassphraseDialog, lambda dialog: dialog.reject())
    with pytest.raises(Refusal, match="stays closed"):
        program.open(sealed)

    def type_it(dialog: PassphraseDialog) -> None:
        dialog.field.line.setText(WORDS)
        dialog.open_it.click()

    in_the_next_dialog(PassphraseDialog, type_it)
    program.open(sealed)
    assert program.opened is not None
    program.opened.window.wants.emit(keys.PRACTISE)
    practice = program.opened
    assert practice.practice_of == sealed
    assert is_protected_copy(practice.desk)
    practice.window.wants.emit(keys.PRACTISE)
    assert program.opened.desk.store.path == sealed, "and nothing is asked again"


def is_protected_copy(desk: Desk) -> bool:
    return desk.store.passphrase is not None and bool(desk.store.salt)


def test_a_new_event_can_begin_protected(program: Program, event: Event, tmp_path: Path) -> None:
    def suggest(dialog: NewPassphraseDialog) -> None:
        dialog.suggest.click()
        dialog.written.setChecked(True)
        dialog.protect.click()

    program.start(None)
    assert program.start_page is not None
    program.start_page.protect.setChecked(True)
    in_the_next_dialog(NewPassphraseDialog, suggest)
    program.start_page.make_sample.emit(tmp_path / "new.kiosk")
    assert is_protected(tmp_path / "new.kiosk")
    assert program.opened is not None
    assert program.opened.desk.event.title_en == event.title_en
