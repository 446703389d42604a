"""Exports and allowances through the window's dialogs."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from msoffcrypto import OfficeFile
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kiosk.domain import Event
from kiosk.language import Language, Refusal
from kiosk.services.desk import Desk
from kiosk.ui import keys
from kiosk.ui.export_dialogs import PaperDialog, WorkbookDialog
from kiosk.ui.facts_dialog import FactsDialog
from kiosk.ui.long_work import LongWork
from kiosk.ui.program import Program


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    parent = QWidget()
    qtbot.addWidget(parent)
    return parent


def paying(event: Event) -> Event:
    first, *rest = event.categories
    paid = dataclasses.replace(first, transport=Decimal("2.50"), lodging=Decimal("20.00"))
    return dataclasses.replace(event, categories=(paid, *rest), riel_rate=4050)


def test_allowances_stay_as_they_are_where_nobody_touches_them(
    event: Event, parent: QWidget
) -> None:
    dialog = FactsDialog(paying(event), Language.ENGLISH, lambda _event: None, parent)
    assert dialog.event_as_typed() == paying(event)
    assert dialog.categories.rows()[0][3:] == ["2.50", "", "20.00"]


def test_allowances_are_typed_in_the_digits_of_either_language(
    event: Event, parent: QWidget
) -> None:
    kept: list[Event] = []
    dialog = FactsDialog(event, Language.KHMER, kept.append, parent)
    for column, text in ((3, "២.៥០"), (4, "$5"), (5, "")):
        item = dialog.categories.table.item(0, column)
        assert item is not None
        item.setText(text)
    dialog.riel_rate.setText("៤,១០០")
    dialog.accept()
    (changed,) = kept
    rates = changed.categories[0]
    expected = (Decimal("2.50"), Decimal(5), Decimal(0))
    assert (rates.transport, rates.meals, rates.lodging) == expected
    assert changed.riel_rate == 4100


@pytest.mark.parametrize("text", ["two", "--", "2,5,0x"])
def test_what_is_no_amount_is_refused(event: Event, parent: QWidget, text: str) -> None:
    dialog = FactsDialog(event, Language.ENGLISH, lambda _event: None, parent)
    item = dialog.categories.table.item(0, 3)
    assert item is not None
    item.setText(text)
    with pytest.raises(Refusal, match="not an amount"):
        dialog.event_as_typed()
    item.setText("")
    dialog.riel_rate.setText(text)
    with pytest.raises(Refusal, match="not a rate"):
        dialog.event_as_typed()


def test_numbers_days_and_times_have_room_to_be_seen(
    program: Program, event: Event, qtbot: QtBot
) -> None:
    """Without buttons Qt's style sheets leave the text of such a field one pixel."""
    assert program.opened is not None
    window = program.opened.window
    dialogs = [
        FactsDialog(event, Language.ENGLISH, lambda _event: None, window),
        PaperDialog(80, window),
    ]
    for dialog in dialogs:
        dialog.show()
        qtbot.waitExposed(dialog)
        lines = [box.lineEdit() for box in dialog.findChildren(QAbstractSpinBox)]
        assert lines
        assert all(line is not None and line.width() > 50 for line in lines)


@pytest.fixture
def program(full_desk: Desk, qapp: QApplication, qtbot: QtBot) -> Iterator[Program]:
    """The program with the messy list's people, every second of whom is here."""
    for person in list(full_desk.people())[::2]:
        full_desk.check_in(person.id)
    full_desk.close()
    program = Program(Language.ENGLISH)
    program.open(full_desk.store.path)
    assert program.opened is not None
    qtbot.waitUntil(lambda: program.opened is not None and program.opened.desk.ready)
    yield program
    program.close_event()


def said(program: Program) -> str:
    assert program.opened is not None
    return program.opened.window.notice.text()


def written(program: Program, target: Path) -> bool:
    return said(program) == f"Written: {target}"


def press(program: Program, key: keys.Key, act: Callable[[QDialog], None]) -> None:
    """Trigger the menu entry of ``key`` and do ``act`` with the dialog that it opens."""
    timer = QTimer()

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            timer.stop()
            act(dialog)

    timer.timeout.connect(look)
    timer.start(10)
    assert program.opened is not None
    actions = program.opened.window.findChildren(QAction)
    (action,) = [action for action in actions if action.text() == key.menu_words()]
    action.trigger()


def choosing(monkeypatch: pytest.MonkeyPatch, place: str, path: Path | None) -> None:
    monkeypatch.setattr(f"kiosk.ui.{place}", lambda *_: path)


def go_on(dialog: QDialog) -> None:
    (button,) = [b for b in dialog.findChildren(QPushButton) if b.isDefault()]
    button.click()


def test_enter_writes_a_workbook_without_a_password(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for key, name in ((keys.WORKBOOK, "donor.xlsx"), (keys.FINANCE, "finance.xlsx")):
        target = tmp_path / name
        choosing(monkeypatch, "exporting.file_to_write", target)
        press(program, key, go_on)
        qtbot.waitUntil(partial(written, program, target), timeout=30_000)
    assert "Data" in openpyxl.load_workbook(tmp_path / "donor.xlsx").sheetnames
    assert "Data" not in openpyxl.load_workbook(tmp_path / "finance.xlsx").sheetnames


def test_a_password_is_typed_twice_and_seals_the_file(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target, problems = tmp_path / "sealed.xlsx", []
    choosing(monkeypatch, "exporting.file_to_write", target)

    def type_password(dialog: QDialog) -> None:
        assert isinstance(dialog, WorkbookDialog)
        assert dialog.password.echoMode() is dialog.password.EchoMode.Password
        dialog.password.setText("ស្រី 12")
        dialog.again.setText("ស្រី 13")
        go_on(dialog)
        problems.append(dialog.problem.text())
        dialog.again.setText("ស្រី 12")
        go_on(dialog)

    press(program, keys.FINANCE, type_password)
    qtbot.waitUntil(lambda: written(program, target), timeout=30_000)
    assert problems == ["The two that you typed differ. Nothing was changed; type the same twice."]
    with target.open("rb") as file:
        office = OfficeFile(file)
        office.load_key("ស្រី 12", verify_password=True)
    kept = [p for p in (tmp_path, *tmp_path.rglob("*")) if p.is_file() and p != target]
    assert not any("ស្រី 12".encode() in p.read_bytes() for p in kept)


def test_what_changed_since_an_earlier_workbook_and_another_name_are_said(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first = tmp_path / "first.xlsx"
    choosing(monkeypatch, "exporting.file_to_write", first)
    press(program, keys.WORKBOOK, go_on)
    qtbot.waitUntil(lambda: said(program) == f"Written: {first}", timeout=30_000)
    (tmp_path / ".~lock.first.xlsx#").touch()
    assert program.opened is not None
    program.opened.desk.change(program.opened.desk.people()[0].id, province="Takeo")
    choosing(monkeypatch, "export_dialogs.file_to_open", first)

    def compare(dialog: QDialog) -> None:
        choose = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Choose…")
        choose.click()
        go_on(dialog)

    press(program, keys.WORKBOOK, compare)
    qtbot.waitUntil(lambda: "first (2).xlsx" in said(program), timeout=30_000)
    assert "“first.xlsx” is open in another program" in said(program)
    assert "1 change since “first.xlsx”" in said(program)
    sheet = openpyxl.load_workbook(tmp_path / "first (2).xlsx")["Changes"]
    assert sheet["H7"].value == "Takeo"


def test_the_paper_sheet_is_asked_for_and_written(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target = tmp_path / "paper.pdf"
    choosing(monkeypatch, "exporting.file_to_write", target)

    def empty(dialog: QDialog) -> None:
        assert isinstance(dialog, PaperDialog)
        assert dialog.blanks.value() == 10
        dialog.names.setChecked(False)
        assert dialog.blanks.value() == 80
        dialog.blanks.setValue(9)
        go_on(dialog)

    press(program, keys.PAPER, empty)
    qtbot.waitUntil(lambda: written(program, target), timeout=30_000)
    with pypdfium2.PdfDocument(target) as document:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert text.count("ថ្មី new") == 9


def test_an_export_that_is_called_off_leaves_nothing_and_the_desk_goes_on(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target, begun, seen = tmp_path / "off.xlsx", threading.Event(), threading.Event()
    choosing(monkeypatch, "exporting.file_to_write", target)
    real = LongWork.tell

    # Held at its first step, so that there is something to call off.
    def tell_slowly(work: LongWork, done: int, total: int) -> None:
        begun.set()
        assert seen.wait(20)
        real(work, done, total)

    monkeypatch.setattr(LongWork, "tell", tell_slowly)
    press(program, keys.WORKBOOK, go_on)
    qtbot.waitUntil(begun.is_set, timeout=30_000)
    assert program.opened is not None
    desk = program.opened.desk
    new = next(person for person in desk.people() if person.arrived_at is None)
    assert not desk.check_in(new.id).already
    (work,) = program.opened.window.findChildren(LongWork)
    qtbot.waitUntil(work.isVisible, timeout=10_000)
    assert not work.isModal()
    (button,) = work.findChildren(QPushButton)
    button.click()
    seen.set()
    qtbot.waitUntil(lambda: "Called off" in said(program), timeout=30_000)
    assert said(program) == "Called off: “off.xlsx” was not written."
    assert [p.name for p in tmp_path.iterdir() if "off" in p.name or p.name.endswith(".new")] == []


def test_a_window_that_closes_does_not_wait_for_an_export(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target, begun = tmp_path / "late.xlsx", threading.Event()
    choosing(monkeypatch, "exporting.file_to_write", target)
    real = LongWork.tell

    def tell_until_called_off(work: LongWork, done: int, total: int) -> None:
        begun.set()
        while True:
            real(work, done, total)

    monkeypatch.setattr(LongWork, "tell", tell_until_called_off)
    press(program, keys.WORKBOOK, go_on)
    qtbot.waitUntil(begun.is_set, timeout=30_000)
    program.close_event()
    assert not target.exists()
    assert not list(tmp_path.glob(".*.new"))


def test_nothing_is_written_where_a_question_is_called_off(
    program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for key in (keys.WORKBOOK, keys.PAPER):
        press(program, key, lambda dialog: dialog.reject())
        choosing(monkeypatch, "exporting.file_to_write", None)
        press(program, key, go_on)
    assert not list(tmp_path.glob("*.xlsx")) + list(tmp_path.glob("*.pdf"))
