"""Where a PIN is typed: a field that shows dots, and a numeric pad for fingers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kiosk.language import with_latin_digits
from kiosk.services.pins import LONGEST
from kiosk.ui import theme
from kiosk.ui.speech import Speech

_DELETE = "⌫"
_ROWS = ("123", "456", "789", f" 0{_DELETE}")


class PinField(QLineEdit):
    """Takes digits, Khmer ones too; ``letters`` carries what is typed besides, which belongs to
    the search; ``focused`` this field when the cursor comes to it."""

    letters = Signal(str)
    focused = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(LONGEST)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.text().isprintable() and event.text() and not control:
            self.take(event.text())
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString():
            self.take(event.commitString())
        event.accept()

    def take(self, text: str) -> None:
        """Put the digits of ``text`` behind those that are there."""
        digits = with_latin_digits(text)
        if digits.isascii() and digits.isdigit():
            self.insert(digits)
        else:
            self.letters.emit(text)


def scrolling(*parts: QWidget) -> QScrollArea:
    """``parts`` below each other, in as much room as there is."""
    inside = QWidget()
    layout = QVBoxLayout(inside)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.UNIT)
    for part in parts:
        layout.addWidget(part)
    layout.addStretch(1)
    return theme.scrolling(inside)


class PinPad(QWidget):
    """Ten digits and a key to take the last away, each larger than a finger. They go into
    ``into``, and the cursor stays where it is."""

    def __init__(self, speech: Speech, into: PinField) -> None:
        super().__init__()
        self._speech, self.into = speech, into
        self.buttons: dict[str, QPushButton] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.UNIT)
        for row, faces in enumerate(_ROWS):
            for column, face in enumerate(faces):
                if face != " ":
                    grid.addWidget(self._button(face), row, column)
        self.retranslate()

    def _button(self, face: str) -> QPushButton:
        button = self.buttons[face] = QPushButton()
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAutoDefault(False)
        button.setMinimumSize(theme.TOUCH * 2, theme.TOUCH + theme.UNIT)
        button.clicked.connect(lambda: self._press(face))
        return button

    def _press(self, face: str) -> None:
        if face == _DELETE:
            self.into.backspace()
        else:
            self.into.take(face)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every digit anew."""
        for face, button in self.buttons.items():
            button.setText(self._speech.digits(face))
        self.buttons[_DELETE].setAccessibleName(self.tr("Take the last digit away"))
        self.buttons[_DELETE].setToolTip(self.tr("Take the last digit away"))
