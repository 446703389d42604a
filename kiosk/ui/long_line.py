"""A field whose words may be longer than it is: it shows how they begin, until they are typed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit

_FOR_A_MOMENT = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)
_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class LongLine(QLineEdit):
    """Filled or left it shows the first letters; who goes on typing does so behind the last."""

    def __init__(self) -> None:
        super().__init__()
        self._goes_on_at_end = False

    def fill(self, text: str) -> None:
        """Put ``text`` there as a whole."""
        self.setText(text)
        self.setCursorPosition(0)
        self._goes_on_at_end = self.hasFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in _BY_TAB:  # chosen as a whole, from its end to its beginning
            self.setSelection(len(self.text()), -len(self.text()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _FOR_A_MOMENT:
            self._goes_on_at_end = False
            self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = bool(event.text()) and event.text().isprintable()
        if typed or event.key() == Qt.Key.Key_Backspace:
            self._go_on()
        elif event.key() not in _HELD:
            self._goes_on_at_end = False
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.preeditString() or event.commitString():
            self._go_on()
        super().inputMethodEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._goes_on_at_end = False
        super().mousePressEvent(event)

    def _go_on(self) -> None:
        if self._goes_on_at_end:
            self.end(False)
        self._goes_on_at_end = False


_HELD = (Qt.Key.Key_Shift, Qt.Key.Key_AltGr, Qt.Key.Key_Alt, Qt.Key.Key_Control)
"""Keys that are pressed for the sake of the next."""
