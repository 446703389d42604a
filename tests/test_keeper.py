"""Copies and the offer to restore, at the window."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from kiosk.language import Language, Refusal
from kiosk.services.desk import Desk
from kiosk.services.safekeeping import copies_in, keep_copies, own_place, places_of
from kiosk.ui import keeper, theme
from kiosk.ui.program import Program
from tests.conftest import Clock


@pytest.fixture
def event_file(full_desk: Desk, clock: Clock, qapp: QApplication) -> Path:
    """A closed event of which there is a copy."""
    theme.dress(qapp)
    keep_copies(full_desk.store, places_of(full_desk.store.path), clock)
    full_desk.close()
    return full_desk.store.path


def spoil(path: Path) -> bytes:
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 9] = bytes(4096 * 6)
    path.write_bytes(content)
    return bytes(content)


def answer(button: int) -> list[str]:
    """Choose that button of the question that will come; what it said is in the list then."""
    said: list[str] = []

    def choose() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):  # the copies are still being looked at
            QTimer.singleShot(10, choose)
            return
        said.append(f"{box.text()} {box.informativeText()}")
        box.buttons()[button].click()

    QTimer.singleShot(0, choose)
    return said


@pytest.mark.parametrize("language", list(Language))
def test_a_damaged_event_is_offered_from_its_copy(
    event_file: Path, qtbot: QtBot, language: Language
) -> None:
    torn = spoil(event_file)
    program = Program(language)
    said = answer(0)
    program.start(event_file)
    assert program.opened is not None
    assert len(program.opened.desk.people()) == 79
    assert event_file.name in said[0]
    (aside,) = event_file.parent.glob("day.damaged-*.kiosk")
    assert aside.read_bytes() == torn
    program.close_event()


def test_a_damaged_event_can_be_left_as_it_is(event_file: Path, qtbot: QtBot) -> None:
    torn = spoil(event_file)
    program = Program(Language.ENGLISH)
    answer(1)
    with pytest.raises(Refusal, match="is damaged"):
        program.start(event_file)
    assert event_file.read_bytes() == torn


def test_the_window_copies_when_it_is_quiet_and_at_closing(
    event_file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "QUIET_S", 0)
    place = own_place() / "day"
    before = copies_in(place, "day")[0].rows
    program = Program(Language.ENGLISH)
    program.start(event_file)
    opened = program.opened
    assert opened is not None
    window, desk = opened.window, opened.desk
    qtbot.waitUntil(lambda: window.copies.text() != "", timeout=20_000)
    assert str(place) in window.copies.toolTip()
    desk.check_in(next(p for p in desk.people() if p.named).id)
    window.refresh()
    assert opened.keeper is not None
    opened.keeper.look()
    qtbot.waitUntil(lambda: copies_in(place, "day")[0].rows == before + 1, timeout=20_000)
    desk.check_in(next(p for p in desk.people() if p.named and not p.arrived_at).id)
    program.close_event()
    assert copies_in(place, "day")[0].rows == before + 2
    with closing(Desk.open(copies_in(place, "day")[0].path, name="x")) as copy:
        assert copy.headcount().here == 2


def test_what_is_practised_is_never_copied(event_file: Path, qtbot: QtBot) -> None:
    before = [path.name for path in own_place().rglob("*.kiosk")]
    program = Program(Language.ENGLISH)
    program.start(event_file)
    program._practise()
    assert program.opened is not None
    desk = program.opened.desk
    assert desk.store.path != event_file
    desk.check_in(next(p for p in desk.people() if p.named).id)
    program.close_event()
    assert [path.name for path in own_place().rglob("*.kiosk")] == before


def test_a_place_that_takes_no_copy_is_said_beside_the_keys(
    event_file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "blocked").write_text("no folder")
    monkeypatch.setenv("KIOSK_BACKUP_DIR", str(tmp_path / "blocked"))
    program = Program(Language.ENGLISH)
    program.start(event_file)
    assert program.opened is not None
    copies = program.opened.window.copies
    qtbot.waitUntil(lambda: "⚠" in copies.text(), timeout=20_000)
    assert "No copy could be kept" in copies.toolTip()
    program.close_event()
