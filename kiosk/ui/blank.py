"""Nothing to read: every window of the program covered, at one key from everywhere.

An open menu, list of choices or completion takes the keys of the window below it, so the keys are
of the whole application; and as Qt lets a modal dialog keep them from the windows behind, each
window that comes to the front has them too. It is one and the same action everywhere: of two with
one key Qt would do neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QPushButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from kiosk.ui import keys, theme
from kiosk.ui.desk_menus import leave_menus
from kiosk.ui.label import Label

NOTHING = "kiosk"
"""What the title bar and the task bar say meanwhile."""

_PASSING = (Qt.WindowType.Popup, Qt.WindowType.ToolTip)
_FOR_A_MOMENT = Qt.FocusReason.PopupFocusReason
"""What is chosen in a line stays chosen."""


class BlankScreen(QObject):
    """Covers every window of the program until the same key is pressed again, or the button on the
    cover; no other key and no touch shows anything, a scanner's least of all. ``actions`` are those
    of :data:`kiosk.ui.keys.FROM_EVERYWHERE`, for a menu. An application has one; a former one lets
    go of the keys."""

    covered = Signal()

    def __init__(self, switch_language: Callable[[], None]) -> None:
        application = _application()
        for former in application.findChildren(BlankScreen):
            former.let_go()
        super().__init__(application)
        self.actions: Mapping[keys.Key, QAction] = {
            keys.BLANK: self._action(keys.BLANK, self.turn),
            keys.LANGUAGE: self._action(keys.LANGUAGE, switch_language),
        }
        self._covers: list[_Cover] = []
        application.focusWindowChanged.connect(self._reach)

    def _action(self, key: keys.Key, act: Callable[[], None]) -> QAction:
        action = QAction(self)
        action.setShortcut(QKeySequence(key.shortcut))
        action.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
        action.setAutoRepeat(False)
        action.triggered.connect(lambda _checked=False: act())
        return action

    def let_go(self) -> None:
        """Leave the keys to another one."""
        self.setParent(None)
        _application().focusWindowChanged.disconnect(self._reach)
        for action in self.actions.values():
            action.setShortcut(QKeySequence())

    def turn(self) -> None:
        """Cover every window at once, or show them again."""
        if self._covers:
            self.uncover()
        else:
            self.cover()

    def cover(self) -> None:
        """Cover every window at once; lists and menus that are open close."""
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        leave_menus()
        QToolTip.hideText()
        if not self._covers:
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
        cover.setFocus(_FOR_A_MOMENT)
        cover.repaint()

    def uncover(self) -> None:
        """Show the windows again, the cursor of each where it was."""
        covers, self._covers = self._covers, []
        for cover in filter(isValid, covers):
            cover.take_away()

    def _reach(self) -> None:
        """Another window came to the front: the keys work there too; covered it comes covered."""
        top = QApplication.activeWindow()
        if top is None:
            return
        top.addActions([each for each in self.actions.values() if each not in top.actions()])
        if self._covers:
            self._cover(top)


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


def _open_windows() -> Iterator[QWidget]:
    """What may be read now, the active one last, so that it has the cursor."""
    open_now = [
        widget
        for widget in QApplication.topLevelWidgets()
        if widget.isVisible() and widget.windowType() not in _PASSING
    ]
    yield from sorted(open_now, key=lambda widget: widget.isActiveWindow())


class _Cover(QWidget):
    """Over one window, as large as it is; its title says nothing either."""

    uncovered = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._over, self._title = window, window.windowTitle()
        self._before = window.focusWidget()
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
        """Show the window again, its title, and its cursor where it was."""
        self._over.removeEventFilter(self)
        self._over.setWindowTitle(self._title)
        if self._before is not None and isValid(self._before):
            self._before.setFocus(_FOR_A_MOMENT)
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
