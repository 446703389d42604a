"""Reading a list in the real program: progress, answers, stopping, and one undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QComboBox, QInputDialog, QStyle, QStyleOptionTab
from pytestqt.qtbot import QtBot

from kiosk.bundled import sample_file
from kiosk.domain import Action, PersonDetails
from kiosk.language import Language
from kiosk.services.desk import Desk
from kiosk.services.lists import Outcome
from kiosk.ui.list_dialog import ListDialog
from kiosk.ui.list_tables import RowModel
from kiosk.ui.program import Program
from tests.judging import settle

MESSY = sample_file("participants_80_messy.xlsx")
PATIENCE_MS = 30_000


@pytest.fixture
def program(desk: Desk, qapp: QApplication, qtbot: QtBot) -> Iterator[Program]:
    """The program with an empty event open, in English."""
    desk.close()
    program = Program(Language.ENGLISH)
    program.open(desk.store.path)
    qtbot.waitUntil(lambda: program.opened is not None and program.opened.desk.ready)
    yield program
    program.close_event()


def desk_of(program: Program) -> Desk:
    assert program.opened is not None
    return program.opened.desk


def notice(program: Program) -> str:
    assert program.opened is not None
    return program.opened.window.notice.text()


def reading(program: Program, path: Path, qtbot: QtBot) -> ListDialog:
    """The dialog on that list, with its plan."""
    program.read_list(path)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ListDialog)
    planned(dialog, qtbot)
    return dialog


def planned(dialog: ListDialog, qtbot: QtBot) -> None:
    """Wait until the plan stands there."""
    qtbot.waitUntil(
        lambda: dialog.tabs.isEnabled() and dialog.tabs.count() == 5, timeout=PATIENCE_MS
    )


def summary(dialog: ListDialog) -> str:
    return dialog.summary.text().replace("\u200b", "")


def choose(box: QComboBox, words: str) -> None:
    """Choose as a person does: by what stands there."""
    number = next(i for i in range(box.count()) if words in box.itemText(i))
    box.setCurrentIndex(number)
    box.activated.emit(number)


def box_of(dialog: ListDialog, tab: int, words: str) -> QComboBox:
    """The box of the row that says ``words``."""
    table = dialog.table(tab)
    width = table.model().columnCount()
    texts = table.texts()
    rows = [texts[i : i + width] for i in range(0, len(texts), width)]
    number = next(i for i, row in enumerate(rows) if any(words in cell for cell in row))
    box = table.indexWidget(table.model().index(number, width - 1)).findChild(QComboBox)
    assert isinstance(box, QComboBox)
    return box


def take(program: Program, dialog: ListDialog, qtbot: QtBot) -> None:
    dialog.take.click()
    qtbot.waitUntil(lambda: "The list was taken" in notice(program), timeout=PATIENCE_MS)


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def test_a_list_is_shown_before_it_is_taken_and_undone_at_once(
    program: Program, qtbot: QtBot
) -> None:
    dialog = reading(program, MESSY, qtbot)
    assert summary(dialog).startswith("79 new, 0 changed, 0 the same; 11 not taken")
    texts = [dialog.table(tab).texts() for tab in range(5)]
    assert any("same person" in text for text in texts[0])
    assert "98000127 | 016 000 128 | ០៨៩០០០១២៩" in texts[1]
    assert len(texts[2]) == 79 * 4
    assert any("name is a formula" in text for text in texts[4])
    take(program, dialog, qtbot)
    assert len(desk_of(program).people()) == 79
    assert desk_of(program).undo().action is Action.PERSON_ADDED
    assert desk_of(program).people() == ()


def test_a_list_that_is_left_changes_nothing(program: Program, qtbot: QtBot) -> None:
    dialog = reading(program, MESSY, qtbot)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert desk_of(program).people() == ()
    assert desk_of(program).store.journal_length() == 1


def test_what_is_no_list_is_said_beside_the_work(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    program.read_list(written(tmp_path / "poem.xlsx", "Roses are red"))
    qtbot.waitUntil(lambda: "poem.xlsx" in notice(program), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_a_doubtful_row_is_answered_and_a_category_is_chosen(
    program: Program, qtbot: QtBot
) -> None:
    dialog = reading(program, MESSY, qtbot)
    choose(dialog.categories, "CSO partner")
    qtbot.waitUntil(lambda: dialog.answers.category == "cso_partner")
    planned(dialog, qtbot)
    choose(box_of(dialog, 0, "CHAN Vichetr"), "Someone else")
    choose(box_of(dialog, 0, "VANN Lakhena"), "The same person")
    assert summary(dialog).startswith("80 new, 0 changed, 1 the same; 11 not taken")
    take(program, dialog, qtbot)
    people = desk_of(program).people()
    assert len(people) == 80
    assert sum(person.category == "cso_partner" for person in people) == 30 + 16 + 1


def test_a_column_is_chosen_by_hand_and_a_category_made(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    path = written(
        tmp_path / "l.csv", "Name,Ring,Category\nSOK Dara,012000101,Poet\nKeo Pisey,,Poet\n"
    )
    dialog = reading(program, path, qtbot)
    choose(box_of(dialog, 1, "Ring"), "the phone number")
    planned(dialog, qtbot)
    assert dialog.tabs.currentIndex() == 0
    choose(box_of(dialog, 0, "“Poet” is no category"), "Make the category “Poet”")
    planned(dialog, qtbot)
    assert not any("Poet” is no category" in text for text in dialog.table(0).texts())
    take(program, dialog, qtbot)
    people = {(person.phone, person.category) for person in desk_of(program).people()}
    assert people == {("012000101", "poet"), ("", "poet")}
    again = reading(program, path, qtbot)
    assert "the phone number" in again.table(1).texts()
    assert summary(again).startswith("0 new, 0 changed, 2 the same")
    assert not again.take.isEnabled()
    again.reject()


def test_what_the_desk_changed_stands_beside_the_list_and_is_kept_unless_chosen(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = desk_of(program)
    person = desk.add(PersonDetails(name_latin="SOK Dara", phone="012000101", category="cbo"))
    path = written(tmp_path / "l.csv", "Name,Phone,Category\nSOK Dara,012000101,CSO partner\n")
    dialog = reading(program, path, qtbot)
    assert not dialog.take.isEnabled()
    box = box_of(dialog, 0, "the desk has “Community-based organization (CBO)”, the list says “CSO")
    assert box.currentText() == "Keep the desk's"
    choose(box, "Take the list's")
    assert summary(dialog).startswith("0 new, 1 changed")
    take(program, dialog, qtbot)
    assert desk.person(person.id).category == "cso_partner"


def test_stopping_while_it_is_written_leaves_nothing(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    rows = "".join(f"PERSON {n},0{10_000_000 + n},Office {n}\n" for n in range(4000))
    dialog = reading(
        program, written(tmp_path / "long.csv", "Name,Phone,Organisation\n" + rows), qtbot
    )
    assert dialog.plan().count(Outcome.NEW) == 4000
    dialog.take.click()
    dialog.reject()
    planned(dialog, qtbot)
    assert dialog.isVisible()
    assert desk_of(program).people() == ()
    assert desk_of(program).store.journal_length() == 1
    take(program, dialog, qtbot)
    assert len(desk_of(program).people()) == 4000


def test_stopping_while_it_is_read_closes(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    rows = "".join(f"PERSON {n},0{10_000_000 + n},Office {n}\n" for n in range(20_000))
    program.read_list(written(tmp_path / "long.csv", "Name,Phone,Organisation\n" + rows))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ListDialog)
    assert dialog.leave.text() == "Stop"
    dialog.leave.click()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=PATIENCE_MS)
    assert desk_of(program).people() == ()


def test_a_locked_list_asks_for_its_password(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "locked.xlsx"
    with MESSY.open("rb") as source, path.open("wb") as target:
        OOXMLFile(source).encrypt("geheim", target)
    typed = iter([("wrong", True), ("geheim", True)])
    asked: list[str] = []

    def answer(_parent: object, _title: str, words: str, _echo: object) -> tuple[str, bool]:
        asked.append(words)
        return next(typed)

    monkeypatch.setattr(QInputDialog, "getText", answer)
    dialog = reading(program, path, qtbot)
    assert summary(dialog).startswith("79 new")
    assert ["does not open" in words for words in asked] == [False, True]
    dialog.reject()


@pytest.mark.parametrize("rows", [0, 1, 1000])
def test_the_model_of_rows_holds_what_qt_expects(rows: int, qapp: QApplication) -> None:
    model = RowModel(["Row", "Words"], range(rows), lambda row: [str(row), f"row {row}"])
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert tester.model() is model
    assert model.rowCount() == rows
    if rows:
        assert model.index(rows - 1, 1).data().replace("\u200b", "") == f"row {rows - 1}"


def test_categories_that_a_list_made_stand_in_the_rows_at_once(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    path = written(tmp_path / "l.csv", "Name,Category\nSOK Dara,Poet\n")
    dialog = reading(program, path, qtbot)
    choose(box_of(dialog, 0, "“Poet” is no category"), "Make the category “Poet”")
    planned(dialog, qtbot)
    take(program, dialog, qtbot)
    assert program.opened is not None
    window = program.opened.window
    window.queue.search.setText("sok dara")
    qtbot.waitUntil(lambda: window.queue.model.rowCount() == 1)
    row = window.queue.model.index(0).data()
    assert row == "SOK Dara, Poet"


def test_an_answer_leaves_the_table_where_it_was_and_can_be_changed(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    path = written(tmp_path / "l.csv", "Name,Category\nSOK Dara,Poet\n")
    dialog = reading(program, path, qtbot)
    made = box_of(dialog, 0, "“Poet” is no category")
    made.setFocus()
    choose(made, "Make the category “Poet”")
    planned(dialog, qtbot)
    again = box_of(dialog, 0, "“Poet”: taken as you answered")
    assert again.currentText() == "Make the category “Poet”"
    assert dialog.focusWidget() is again
    choose(again, "Leave it as it is")
    planned(dialog, qtbot)
    assert box_of(dialog, 0, "“Poet” is no category").currentText() == "Leave it as it is"
    dialog.reject()


def test_a_column_that_is_chosen_leaves_the_table_where_it_was(
    program: Program, qtbot: QtBot
) -> None:
    dialog = reading(program, MESSY, qtbot)
    dialog.tabs.setCurrentIndex(1)
    settle(dialog)
    bar, filled = dialog.table(1).verticalScrollBar(), dialog.table(1).boxes[-1]
    bar.setValue(bar.maximum())
    filled.setFocus()
    down = bar.value()
    assert down > 0
    name = filled.accessibleName()
    choose(filled, "the note")
    planned(dialog, qtbot)
    settle(dialog)
    at = dialog.focusWidget()
    assert at is not filled
    assert at is not None
    assert at.accessibleName() == name
    assert dialog.table(1).verticalScrollBar().value() == down
    dialog.reject()


def test_the_heading_and_the_tab_say_how_much_there_is_to_look_at(
    program: Program, qtbot: QtBot
) -> None:
    dialog = reading(program, MESSY, qtbot)
    for answer in ("Someone else", "Not answered"):
        number = dialog.tabs.tabText(0).split("(")[1].rstrip(")")
        assert summary(dialog).endswith(f" {number} to look at.")
        choose(box_of(dialog, 0, "CHAN Vichetr"), answer)
    assert "Choose the category above" in dialog.table(0).texts()
    dialog.reject()


def test_boxes_and_tabs_are_seen_whole(program: Program, qtbot: QtBot) -> None:
    dialog = reading(program, MESSY, qtbot)
    for tab in (0, 1):
        dialog.tabs.setCurrentIndex(tab)
        settle(dialog)
        boxes = dialog.table(tab).boxes
        assert boxes
        for box in boxes:
            assert box.height() >= box.sizeHint().height()
            frame = box.parentWidget()
            assert frame is not None
            assert frame.rect().contains(box.geometry())
    bar, option = dialog.tabs.tabBar(), QStyleOptionTab()
    for tab in range(bar.count()):
        bar.setCurrentIndex(tab)
        bar.initStyleOption(option, tab)
        option.state |= QStyle.StateFlag.State_HasFocus
        room = bar.style().subElementRect(QStyle.SubElement.SE_TabBarTabText, option, bar)
        assert room.width() >= bar.fontMetrics().horizontalAdvance(bar.tabText(tab))
    dialog.reject()
