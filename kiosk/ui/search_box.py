"""The one box the cursor lives in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from kiosk.language import with_latin_digits
from kiosk.ui import theme
from kiosk.ui.label import Label

_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 6,
    Qt.Key.Key_PageUp: -6,
}
_CLIPBOARD = (Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_X)
MAX_LENGTH = 200
ALONE_MS = 300
"""A digit is a row's number when no other letter follows within this time. Every badge code begins
with a digit, and a scanner sends a letter every few milliseconds."""


class SearchBox(QLineEdit):
    """Letters search, arrows choose, Enter acts, Escape clears.

    A held Enter acts once: what the keyboard repeats by itself is not meant. While the rows are
    numbered from 1 to ``numbers``, a digit that stays alone chooses one; letters end that, and with
    the digit before them they are a new search: a code was scanned or typed.
    """

    stepped = Signal(int)
    entered = Signal()
    numbered = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("search")
        self.setMaxLength(MAX_LENGTH)
        self.numbers = 0
        self._digit = ""
        self._alone = QTimer(self)
        self._alone.setSingleShot(True)
        self._alone.setInterval(ALONE_MS)
        self._alone.timeout.connect(self._choose)
        self.textChanged.connect(self._end_numbers)
        self._reading = Label(parent=self)
        self._reading.setProperty("quiet", "true")
        self._reading.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                # A syllable still being composed belongs to the name.
                QGuiApplication.inputMethod().commit()
                self._enter()
        elif self._alone.isActive() and event.text().isprintable() and event.text():
            if not event.isAutoRepeat():
                self.setText(self._digit)
                super().keyPressEvent(event)
        elif self._number(event.text()):
            if not event.isAutoRepeat():
                self._digit = event.text()
                self._alone.start()
        elif key in _STEPS:
            self._alone.stop()
            self.stepped.emit(_STEPS[Qt.Key(key)])
        elif key == Qt.Key.Key_Escape:
            self._alone.stop()
            self.clear()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        if self._alone.isActive():
            self._choose()
        else:
            self.entered.emit()

    def _choose(self) -> None:
        self._alone.stop()
        if number := self._number(self._digit):
            self.numbered.emit(number)

    def _end_numbers(self) -> None:
        self.numbers = 0
        self._alone.stop()

    def _number(self, text: str) -> int:
        """Which numbered row the letter means, in the digits of either layout; 0 for none."""
        typed = with_latin_digits(text)
        return int(typed) if typed in map(str, range(1, self.numbers + 1)) else 0

    def event(self, event: QEvent) -> bool:
        # Ctrl with a letter belongs to the desk, but for the clipboard: a line edit would take
        # Ctrl+Z for its own letters and Ctrl+E for the end of the line.
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            letter = Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z
            if control and letter and event.key() not in _CLIPBOARD:
                event.ignore()
                return False
        return super().event(event)

    def show_reading(self, words: str) -> None:
        """Say quietly, inside the box, how the letters were read."""
        self._reading.setText(words)
        self._place_reading()

    def reading(self) -> str:
        """What :meth:`show_reading` shows."""
        return self._reading.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_reading()

    def _place_reading(self) -> None:
        self._reading.adjustSize()
        left = self.width() - self._reading.width() - theme.UNIT * 2
        self._reading.move(left, (self.height() - self._reading.height()) // 2)
