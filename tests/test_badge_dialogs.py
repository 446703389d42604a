"""Printers, designs and PDFs of badges at the desk: the real program, real printers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from kiosk import settings
from kiosk.domain import JobState, Person, PersonDetails
from kiosk.language import Language
from kiosk.services.desk import Desk
from kiosk.ui import keys
from kiosk.ui.box_dialog import BoxDialog
from kiosk.ui.design_dialog import NAME, DesignDialog
from kiosk.ui.printer_dialog import PrinterDialog
from kiosk.ui.program import Program
from tests.ipp_rig import QUEUE, Rig, until
from tests.test_dialogs import answering, press, window


@pytest.fixture
def program(full_desk: Desk, qapp: QApplication, qtbot: QtBot) -> Iterator[Program]:
    """The program with an event of 79 people open, in English."""
    full_desk.close()
    program = Program(Language.ENGLISH)
    program.open(full_desk.store.path)
    qtbot.waitUntil(lambda: program.opened is not None and program.opened.desk.ready)
    yield program
    program.close_event()


def desk_of(program: Program) -> Desk:
    assert program.opened is not None
    return program.opened.desk


def doing(program: Program, key: keys.Key, act: Callable[[QDialog], object], qtbot: QtBot) -> None:
    """Open what ``key`` opens, and do ``act`` in it; it is closed whatever comes of that."""
    done: list[BaseException | None] = []

    def do(dialog: QDialog) -> None:
        try:
            act(dialog)
            done.append(None)
        except BaseException as wrong:
            done.append(wrong)
        while dialog.isVisible():
            dialog.reject()

    timer = answering(do)
    press(program, key)
    qtbot.waitUntil(lambda: bool(done), timeout=30_000)
    timer.stop()
    if done[0] is not None:
        raise done[0]


def arrive(program: Program, name: str, qtbot: QtBot) -> Person:
    """Check the one called ``name`` in by Enter."""
    window(program).search.setText(name)
    person = window(program).queue.chosen()
    assert person is not None
    QTest.keyClick(window(program).search, Qt.Key.Key_Return)
    return person


# --- everyone's badges ------------------------------------------------------------------------


def test_everyones_badges_are_sorted_and_end_with_blank_ones(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target = tmp_path / "box.pdf"
    monkeypatch.setattr("kiosk.ui.badge_work.file_to_write", lambda *_: target)

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, BoxDialog)
        assert not dialog.from_label.isEnabled()
        dialog.designs.setCurrentIndex(dialog.designs.findData("labels"))
        assert dialog.from_label.maximum() == 8
        dialog.from_label.setValue(7)
        dialog.order.setCurrentIndex(dialog.order.findData("latin"))
        dialog.blanks.setValue(3)
        dialog.blank_category.setCurrentIndex(dialog.blank_category.findData("cbo"))
        dialog.accept()

    doing(program, keys.BADGES, choose, qtbot)
    qtbot.waitUntil(lambda: "Written" in window(program).notice.text(), timeout=30_000)
    document = pypdfium2.PdfDocument(target)
    # 6 labels are used up already; then 79 people and 3 blank ones.
    assert len(document) == 11
    last = document[10].get_textpage().get_text_range()
    document.close()
    assert last.count("ឈ្មោះ Name") >= 3


def test_what_no_font_has_is_said_when_everyones_badges_are_written(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk_of(program).add(PersonDetails(name_latin="Sok 😀 Dara", category="cbo"))
    monkeypatch.setattr("kiosk.ui.badge_work.file_to_write", lambda *_: tmp_path / "box.pdf")
    doing(program, keys.BADGES, lambda dialog: dialog.accept(), qtbot)
    qtbot.waitUntil(lambda: "Written" in window(program).notice.text(), timeout=30_000)
    assert "No font here has 😀" in window(program).notice.text()
    assert "Sok 😀 Dara" in window(program).notice.text()


# --- printers ---------------------------------------------------------------------------------


def test_printers_show_how_they_are_and_keep_offset_and_labels(
    program: Program, qtbot: QtBot, rig: Rig
) -> None:
    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, PrinterDialog)
        assert dialog.list.count() == 2
        words = dialog.list.item(1).text()
        assert f"“{QUEUE}” is ready" in words
        assert "90 × 55 mm" in words
        rig.cups_command("cupsdisable", QUEUE)
        qtbot.waitUntil(lambda: "is stopped" in dialog.list.item(1).text(), timeout=20_000)
        rig.cups_command("cupsenable", QUEUE)
        dialog.list.setCurrentRow(1)
        dialog.of_printer.right.setValue(1.5)
        dialog.of_printer.labels.setValue(2)
        dialog.list.setCurrentRow(0)
        assert dialog.of_printer.right.value() == 0
        dialog.list.setCurrentRow(1)
        assert dialog.of_printer.right.value() == 1.5
        dialog.accept()

    doing(program, keys.PRINTER, choose, qtbot)
    kept = settings.printer_settings(f"cups:{QUEUE}")
    assert (kept.right_mm, kept.labels_left) == (1.5, 2)
    assert settings.load().printer == f"cups:{QUEUE}"


def test_a_test_page_is_printed_from_the_dialog(program: Program, qtbot: QtBot, rig: Rig) -> None:
    def test(dialog: QDialog) -> None:
        assert isinstance(dialog, PrinterDialog)
        dialog.list.setCurrentRow(1)
        dialog.of_printer.test.click()
        qtbot.waitUntil(lambda: "test page goes to" in dialog.notice.text(), timeout=20_000)
        dialog.reject()

    doing(program, keys.PRINTER, test, qtbot)
    until(lambda: len(rig.pages()) == 1, "the test page came out")
    assert rig.printed_jobs()[0].startswith("kiosk-test-")
    assert "9000" in rig.environment_of(rig.pages()[0])["IPP_MEDIA_COL"]


def test_labels_are_counted_down_and_said_when_few_and_when_gone(
    program: Program, qtbot: QtBot
) -> None:
    desk = desk_of(program)
    assert program.opened is not None
    address = program.opened.prints.address
    settings.keep_printer_settings(address, settings.PrinterSettings(labels_left=2))
    where = window(program)._print_line.where.toolTip
    arrive(program, "sok api", qtbot)
    qtbot.waitUntil(lambda: "labels left: 1" in where(), timeout=20_000)
    assert window(program).printing.text() == ""
    arrive(program, "hong borey", qtbot)
    qtbot.waitUntil(lambda: "should be used up" in window(program).printing.text(), timeout=20_000)
    arrive(program, "kim api", qtbot)
    qtbot.waitUntil(lambda: len(list(desk.badge_room.folder().iterdir())) == 3, timeout=20_000)


def test_one_key_goes_on_with_the_printer_that_is_ready(
    program: Program, qtbot: QtBot, rig: Rig
) -> None:
    """What the first has not printed goes along; nothing is lost or doubled."""
    assert program.opened is not None
    prints = program.opened.prints
    rig.cups_command("cupsreject", QUEUE)
    prints.use(f"cups:{QUEUE}")
    person = arrive(program, "sok api", qtbot)
    banner = window(program).printing
    qtbot.waitUntil(lambda: "F8 goes on with PDF files" in banner.text(), timeout=20_000)
    assert "takes no new pages" in banner.text()
    prints.use(rig.printer_uri.replace(str(rig.printer_port), "1"))
    qtbot.waitUntil(lambda: "does not answer" in banner.text(), timeout=20_000)
    rig.cups_command("cupsaccept", QUEUE)
    qtbot.waitUntil(
        lambda: f"F8 goes on with the printer “{QUEUE}”" in banner.text(), timeout=20_000
    )
    press(program, keys.GO_ON)
    until_qt(qtbot, lambda: len(rig.pages()) == 1)
    assert rig.printed_jobs()[0].split("-")[1] == person.code
    assert settings.load().printer == f"cups:{QUEUE}"
    assert banner.text() == ""


def until_qt(qtbot: QtBot, true: Callable[[], bool]) -> None:
    qtbot.waitUntil(true, timeout=30_000)


def test_what_waits_for_another_printer_is_said_and_f5_prints_it_here(
    program: Program, qtbot: QtBot
) -> None:
    desk = desk_of(program)
    person = desk.people()[0]
    desk.badge_room.order(person.id, printer="cups:away")
    assert program.opened is not None
    program.opened.prints.work_off()
    banner = window(program).printing
    qtbot.waitUntil(lambda: "1 waiting for another printer" in banner.text(), timeout=20_000)
    assert not desk.badge_room.folder().exists()
    press(program, keys.RETRY)
    qtbot.waitUntil(lambda: desk.badge_room.count(person.id) == 1, timeout=20_000)
    qtbot.waitUntil(lambda: banner.text() == "", timeout=20_000)


def test_ctrl_p_says_the_how_manieth_badge_it_is(program: Program, qtbot: QtBot) -> None:
    desk = desk_of(program)
    person = arrive(program, "sok api", qtbot)
    of_person = desk.badge_room.jobs().of_person
    qtbot.waitUntil(
        lambda: [job.state for job in of_person(person.id)] == [JobState.PRINTED], timeout=20_000
    )
    window(program).search.setText("sok api")
    press(program, keys.PRINT_AGAIN)
    assert (
        window(program)
        .notice.text()
        .startswith("Badge number 2 of SOK Api is printing: one was printed at ")
    )
    qtbot.waitUntil(lambda: desk.badge_room.count(person.id) == 2, timeout=20_000)


# --- designs ----------------------------------------------------------------------------------


def in_designs(program: Program, act: Callable[[DesignDialog], object], qtbot: QtBot) -> None:
    def do(dialog: QDialog) -> None:
        assert isinstance(dialog, DesignDialog)
        qtbot.waitUntil(lambda: dialog.view.count() > 0, timeout=30_000)
        act(dialog)

    doing(program, keys.DESIGNS, do, qtbot)


def test_a_copy_is_edited_with_the_badge_beside_it_and_used(program: Program, qtbot: QtBot) -> None:
    def edit(dialog: DesignDialog) -> None:
        dialog._buttons["edit"].click()
        dialog.editor.name.setText("ours")
        before, rule, after = dialog.editor.text().partition('kind = "rule"')
        dialog.editor.set_text(f"{before}{rule.replace('rule', 'ruler')}{after}")
        line = before.count("\n") + 1
        qtbot.waitUntil(lambda: f"line {line}:" in dialog.notice.text(), timeout=20_000)
        assert dialog.editor.marked_line() == line
        dialog._buttons["keep"].click()
        assert dialog.editor.isVisible(), "a wrong one is not kept"
        dialog.editor.set_text(
            dialog.editor.text().replace("ruler", "rule", 1).replace("Card, 90", "Our card, 90")
        )
        qtbot.waitUntil(lambda: dialog.notice.text() == "", timeout=20_000)
        assert dialog.editor.marked_line() is None
        dialog._buttons["keep"].click()
        assert dialog.chosen() == "ours"
        assert not dialog.editor.isVisible()
        dialog.accept()

    in_designs(program, edit, qtbot)
    assert desk_of(program).badge_room.designs.own() == ("ours",)
    assert settings.load().badge_design == "ours"
    person = arrive(program, "sok api", qtbot)
    room = desk_of(program).badge_room
    qtbot.waitUntil(lambda: room.count(person.id) == 1, timeout=20_000)


def test_an_own_design_that_is_removed_while_it_is_used_is_said(
    program: Program, qtbot: QtBot
) -> None:
    room = desk_of(program).badge_room
    room.designs.keep("ours", room.designs.text("card"))
    assert program.opened is not None
    program.opened.prints.use("", "ours")

    def remove(dialog: DesignDialog) -> None:
        dialog.list.setCurrentRow(0)
        assert dialog.list.item(0).data(NAME) == "ours"
        dialog._buttons["drop"].click()
        dialog.reject()

    in_designs(program, remove, qtbot)
    assert room.designs.own() == ()
    arrive(program, "sok api", qtbot)
    banner = window(program).printing
    qtbot.waitUntil(lambda: "no badge design “ours”" in banner.text(), timeout=20_000)


def test_the_logo_is_chosen_and_seen(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    logo = tmp_path / "logo.png"
    Image.new("RGB", (300, 100), (200, 30, 30)).save(logo)
    monkeypatch.setattr("kiosk.ui.design_dialog.file_to_open", lambda *_: logo)

    def choose(dialog: DesignDialog) -> None:
        before = dialog.view.item(0).icon().pixmap(400, 400).toImage()
        dialog._buttons["logo"].click()
        qtbot.waitUntil(
            lambda: dialog.view.item(0).icon().pixmap(400, 400).toImage() != before,
            timeout=20_000,
        )
        dialog.reject()

    in_designs(program, choose, qtbot)
    assert desk_of(program).badge_room.designs.logo()
