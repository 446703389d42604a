"""Nothing to read: every window of the program covered until a key is pressed."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from kiosk.ui import keys

_ALONE = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_F12)
"""Keys that do not bring the windows back: half of a combination, and the key that covered them."""
_SHORTCUT = "kiosk-blank"


class BlankScreen(QObject):
    """Covers ``window`` and whatever is open over it; the key that brings them back does nothing
    else. A dialog takes the keys of the window below, so each gets the key of its own."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._before: QWidget | None = None
        self._covers: list[_Cover] = []
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusWindowChanged.connect(self._reach)

    def cover(self) -> None:
        """Cover every window at once."""
        if not self._covers:
            self._before = QApplication.focusWidget()
        for window in _open_windows():
            self._cover(window)

    def _cover(self, window: QWidget) -> None:
        if any(each.parent() is window for each in self._covers):
            return
        cover = _Cover(window)
        cover.pressed.connect(self.uncover)
        self._covers.append(cover)
        cover.show()
        if window.isActiveWindow() or window is self._window:
            cover.setFocus()
        cover.repaint()

    def uncover(self) -> None:
        """Show the windows again, the cursor where it was."""
        covers, self._covers = self._covers, []
        for cover in covers:
            cover.hide()
            cover.deleteLater()
        if self._before is not None:
            self._before.setFocus()
            self._before = None

    def _reach(self) -> None:
        """Another window came to the front: the key works there too; covered it comes covered."""
        top = QApplication.activeWindow()
        if top is None or top is self._window:
            return
        if top.findChild(QShortcut, _SHORTCUT) is None:
            shortcut = QShortcut(keys.BLANK.shortcut, top)
            shortcut.setObjectName(_SHORTCUT)
            shortcut.activated.connect(self.cover)
        if self._covers:
            self._cover(top)


def _open_windows() -> Iterator[QWidget]:
    """What may be read now, the active one last, so that it has the cursor."""
    open_now = [
        widget
        for widget in QApplication.topLevelWidgets()
        if widget.isVisible()
        and widget.windowType() in (Qt.WindowType.Window, Qt.WindowType.Dialog)
    ]
    yield from sorted(open_now, key=lambda widget: widget.isActiveWindow())


class _Cover(QWidget):
    """Over one window, as large as it is."""

    pressed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._words = QLabel()
        self._words.setProperty("quiet", "true")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.addWidget(self._words)
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setGeometry(window.rect())
        window.installEventFilter(self)
        self.raise_()
        self.retranslate()

    def eventFilter(self, window: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and window is self.parent():
            self.setGeometry(self.window().rect())
        return False

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every word anew."""
        self._words.setText(self.tr("Any key brings the desk back"))
        self.setAccessibleName(self._words.text())

    def event(self, event: QEvent) -> bool:
        # No key of the desk acts behind the cover.
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return True  # Tab goes nowhere behind the cover

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _ALONE:
            self.pressed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()
