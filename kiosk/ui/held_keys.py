"""A held key acts once: what the keyboard repeats is not meant, but for letters and arrows.

Qt presses the button of a dialog with every repeat of Enter, so that who chose a list and held the
key a moment too long would have taken that list before it was seen. And on X11 Qt sometimes takes a
repeat for a press: then a held F3 asked about photos thirty times in two seconds. X gives a repeat
the very millisecond of the release before it, which no finger does.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from shiboken6 import isValid


class HeldKeys(QObject):
    """Keeps the repeats of Enter, of function keys and of Ctrl with a letter from every window that
    comes to the front. It listens to windows, which hear of little but keys and the mouse, and to
    the one widget that has the cursor, which is asked before a shortcut acts."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._asked: QObject | None = None
        self._released = (0, 0)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._watch)
        application.focusObjectChanged.connect(self._ask)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # once, however often

    def _ask(self, focused: QObject | None) -> None:
        before = self._asked
        if before is not None and isValid(before) and not isinstance(before, QWindow):
            before.removeEventFilter(self)
        self._asked = focused
        if focused is not None:
            focused.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.KeyRelease:
            self._released = (event.key(), event.timestamp())
        elif event.type() == QEvent.Type.ShortcutOverride and self._is_repeat(event):
            event.accept()  # no shortcut acts; the press that follows is kept from the window
            return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(watched, QWindow):
            return acts_once(event) and (event.isAutoRepeat() or self._is_repeat(event))
        return False

    def _is_repeat(self, event: QKeyEvent) -> bool:
        at = event.timestamp()
        return at > 0 and acts_once(event) and self._released == (event.key(), at)


def acts_once(event: QKeyEvent) -> bool:
    """Whether the key does something, rather than type or move."""
    key = event.key()
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return (
        key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        or Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35
        or bool(control and Qt.Key.Key_A <= key <= Qt.Key.Key_Z)
    )
