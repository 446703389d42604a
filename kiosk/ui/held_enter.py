"""A held Enter answers once: what the keyboard repeats by itself is not meant.

Qt presses the button of a dialog with every repeat, so that who chose a list with Enter and held
it a moment too long would have taken that list before it was seen.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HeldEnter(QObject):
    """Keeps repeated Enters from every window that comes to the front. It listens to windows, not
    to widgets: a window hears of keys and the mouse only."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._watch)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # once, however often

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.isAutoRepeat()
            and event.key() in _ENTER
        )
