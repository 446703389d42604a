"""The menus of the desk window: every act with its key, in the language spoken.

Menus are for a moment: the cursor is back where it was as soon as one closes, whatever closed it,
and letters that no menu answers are not lost on the bar.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar

from kiosk.ui import keys

Row = tuple[keys.Key, Callable[[], object] | QAction]
"""A key and what it does, or the action that has that key already."""


class DeskMenuBar(QMenuBar):
    """A bar that gives the cursor back."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._answers(event):
            super().keyPressEvent(event)
        else:  # Alt was pressed by mistake
            self.leave()
            if (before := QApplication.focusWidget()) is not None:
                QApplication.sendEvent(before, event)

    def _answers(self, event: QKeyEvent) -> bool:
        """Whether the key moves on the bar or opens a menu; a letter of none does not."""
        letters = keys.letters_of(event)
        mnemonics = [QKeySequence.mnemonic(action.text()) for action in self.actions()]
        return not letters or QKeySequence(f"Alt+{letters}") in mnemonics

    def leave(self) -> None:
        """Give the cursor back to where it was before the bar had it."""
        if self.hasFocus():
            escape = QKeyEvent(
                QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier
            )
            super().keyPressEvent(escape)  # the one way that Qt has

    def leave_if_all_are_shut(self) -> None:
        """Give the cursor back, but where the next menu opened in place of the last."""
        if QApplication.activePopupWidget() is None:
            self.leave()


def leave_menus() -> None:
    """Give the cursor back from a bar of menus, where one has it."""
    bar = QApplication.focusWidget()
    if isinstance(bar, DeskMenuBar):
        bar.leave()


class DeskMenus:
    """Fills ``bar``, and knows which acts are of the queue (:data:`keys.OF_THE_QUEUE`)."""

    def __init__(self, bar: DeskMenuBar) -> None:
        self._bar = bar
        self._actions: list[tuple[keys.Key, QAction]] = []
        self._menus: list[tuple[QMenu, Callable[[], str]]] = []

    def add(self, words: Callable[[], str], *rows: Row) -> None:
        """One more menu, named by ``words``, with a row for each act."""
        bar, menu = self._bar, QMenu(self._bar)
        bar.addMenu(menu)
        menu.aboutToHide.connect(lambda: QTimer.singleShot(0, bar, bar.leave_if_all_are_shut))
        self._menus.append((menu, words))
        for key, act in rows:
            action = act if isinstance(act, QAction) else _new_action(menu, key, act)
            menu.addAction(action)
            self._actions.append((key, action))

    def let_the_queue_act(self, may: bool) -> None:
        """Whether the acts of the queue work: not while a form stands before it."""
        for key, action in self._actions:
            if key in keys.OF_THE_QUEUE:
                action.setEnabled(may)

    def retranslate(self) -> None:
        """Set every word anew."""
        for menu, words in self._menus:
            menu.setTitle(words())
        for key, action in self._actions:
            action.setText(key.menu_words())


def _new_action(menu: QMenu, key: keys.Key, act: Callable[[], object]) -> QAction:
    action = QAction(menu)
    action.setShortcut(QKeySequence(key.shortcut))
    action.setAutoRepeat(False)
    action.triggered.connect(lambda _checked=False: act())
    return action
