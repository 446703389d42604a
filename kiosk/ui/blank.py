"""Nothing to read: every window of the program covered, at one key from everywhere.

An open menu, list of choices or completion takes the keys of the window below it, so the key is
one of the whole application; and as Qt lets a modal dialog keep it from the windows behind, each
that comes to the front gets it too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QPushButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from kiosk.ui import keys, theme
from kiosk.ui.label import Label

NOTHING = "kiosk"
"""What the title bar and the task bar say meanwhile."""


class BlankScreen(QObject):
    """Covers ``window`` and whatever is open over it until the same key is pressed again, or the
    button on the cover; no other key and no touch shows anything, a scanner's least of all."""

    covered = Signal()

    def __init__(self, window: QWidget, switch_language: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._acts = {keys.BLANK: self.turn, keys.LANGUAGE: switch_language}
        self._before: QWidget | None = None
        self._covers: list[_Cover] = []
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusWindowChanged.connect(self._reach)

    def turn(self) -> None:
        """Cover every window at once, or show them again."""
        if self._covers:
            self.uncover()
        else:
            self.cover()

    def cover(self) -> None:
        """Cover every window at once."""
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        QToolTip.hideText()
        if not self._covers:
            self._before = QApplication.focusWidget()
            self.covered.emit()
        for window in _open_windows():
            self._cover(window)

    def _cover(self, window: QWidget) -> None:
        # A dialog that was done meanwhile took its cover with it.
        self._covers = [each for each in self._covers if isValid(each)]
        if any(each.parent() is window for each in self._covers):
            return
        cover = _Cover(window)
        cover.uncovered.connect(self.uncover)
        self._covers.append(cover)
        cover.show()
        if window.isActiveWindow() or window is self._window:
            cover.setFocus()
        cover.repaint()

    def uncover(self) -> None:
        """Show the windows again, the cursor where it was."""
        covers, self._covers = self._covers, []
        for cover in filter(isValid, covers):
            cover.take_away()
        if self._before is not None and isValid(self._before):
            self._before.setFocus()
        self._before = None

    def _reach(self) -> None:
        """Another window came to the front: the keys work there too; covered it comes covered."""
        top = QApplication.activeWindow()
        if top is None or top is self._window:
            return
        for key, act in self._acts.items():
            if top.isModal() and top.findChild(QShortcut, key.shortcut) is None:
                _give(top, key, act)
        if self._covers:
            self._cover(top)


def _give(window: QWidget, key: keys.Key, act: Callable[[], None]) -> None:
    shortcut = QShortcut(key.shortcut, window)
    shortcut.setObjectName(key.shortcut)
    shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
    shortcut.setAutoRepeat(False)
    shortcut.activated.connect(act)


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
    """Over one window, as large as it is; its title says nothing either."""

    uncovered = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._over, self._title = window, window.windowTitle()
        self._words = Label()
        self._words.setProperty("scale", "second")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setWordWrap(True)
        self._back = QPushButton()
        self._back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._back.clicked.connect(self.uncovered)
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.UNIT * 2)
        layout.addStretch(1)
        layout.addWidget(self._words)
        layout.addWidget(self._back, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(1)
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setGeometry(window.rect())
        window.setWindowTitle(NOTHING)
        window.installEventFilter(self)
        self.raise_()
        self.retranslate()

    def take_away(self) -> None:
        """Show the window again, and its title."""
        self._over.removeEventFilter(self)
        self._over.setWindowTitle(self._title)
        self.hide()
        self.deleteLater()

    def eventFilter(self, window: QObject, event: QEvent) -> bool:
        if window is self.parent() and isinstance(window, QWidget):
            if event.type() == QEvent.Type.Resize:
                self.setGeometry(window.rect())
            elif event.type() == QEvent.Type.WindowTitleChange:
                self._keep_title(window)
        return False

    def _keep_title(self, window: QWidget) -> None:
        if window.windowTitle() != NOTHING:
            self._title = window.windowTitle()
            window.setWindowTitle(NOTHING)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every word anew."""
        self._words.setText(self.tr("Covered, so that no one reads along"))
        self._back.setText(self.tr("Show the desk (F12)"))
        self.setAccessibleName(f"{self._words.text()}. {self._back.text()}")

    def event(self, event: QEvent) -> bool:
        # No key of the desk acts behind the cover but the one that takes it away.
        if event.type() == QEvent.Type.ShortcutOverride and not _uncovers(event):
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return True  # Tab goes nowhere behind the cover

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()


def _uncovers(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F12
