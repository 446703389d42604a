"""What Qt itself says in the desk's window and dialogs is Khmer at a Khmer desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QProgressDialog,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kiosk.language import Language
from kiosk.ui.files import file_dialog
from kiosk.ui.speech import Speech
from tests.judging import is_english


@pytest.fixture(autouse=True)
def khmer(qapp: QApplication) -> Iterator[Speech]:
    """A desk that speaks Khmer."""
    speech = Speech(Language.KHMER)
    yield speech
    if speech.language is Language.KHMER:
        speech.switch()


def said_by(window: QWidget) -> list[str]:
    """Everything that ``window`` says by itself."""
    said = [window.windowTitle()]
    for widget in window.findChildren(QWidget):
        if isinstance(widget, QLabel | QAbstractButton):
            said.append(widget.text())
        said += [widget.toolTip(), widget.accessibleName()]
    return said + [action.text() for action in window.findChildren(QAction)]


def english(said: list[str]) -> list[str]:
    return [words for words in said if words and is_english(words)]


def test_the_file_dialog(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_bytes(b"12345")
    (tmp_path / "ថត").mkdir()
    over = QWidget()
    qtbot.addWidget(over)
    dialog = file_dialog(over, "បញ្ជី", tmp_path, "បញ្ជី (*)")
    qtbot.addWidget(dialog)
    dialog.setViewMode(QFileDialog.ViewMode.Detail)
    with qtbot.waitExposed(dialog):
        dialog.show()
    (tree,) = dialog.findChildren(QTreeView)
    model = tree.model()
    columns = [
        str(model.headerData(i, Qt.Orientation.Horizontal)) for i in range(model.columnCount())
    ]
    assert columns == ["ឈ្មោះ", "ទំហំ", "ប្រភេទ", "កែចុងក្រោយ"]
    assert english(said_by(dialog)) == []


def test_the_menu_of_a_field(qtbot: QtBot) -> None:
    for field in (QLineEdit(), QPlainTextEdit()):
        qtbot.addWidget(field)
        menu = field.createStandardContextMenu()
        assert isinstance(menu, QMenu)
        texts = [a.text().partition("\t")[0] for a in menu.actions() if not a.isSeparator()]
        assert len(texts) >= 7
        assert english(texts) == []


def test_the_standard_buttons(qtbot: QtBot) -> None:
    button = QDialogButtonBox.StandardButton
    every = button(0)
    for each in button:
        if each not in (button.NoButton, button.FirstButton, button.LastButton):
            every |= each
    box = QDialogButtonBox(every)
    qtbot.addWidget(box)
    assert len(box.buttons()) > 15
    assert english([b.text() for b in box.buttons()]) == []


@pytest.mark.parametrize("kind", [QMessageBox, QInputDialog, QProgressDialog])
def test_what_asks_and_tells(qtbot: QtBot, kind: type[QWidget]) -> None:
    box = kind()
    qtbot.addWidget(box)
    if isinstance(box, QMessageBox):
        box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
        box.setDetailedText("៣")
    box.show()
    assert english(said_by(box)) == []
