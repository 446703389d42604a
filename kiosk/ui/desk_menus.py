"""The menus of the desk window: every act with its key, in the language spoken."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from kiosk.ui import keys

Row = tuple[keys.Key, Callable[[], object]]
"""A key and what it does."""


class DeskMenus:
    """Fills ``bar``, and knows which acts are of the queue (:data:`keys.OF_THE_QUEUE`)."""

    def __init__(self, bar: QMenuBar) -> None:
        self._bar = bar
        self._actions: list[tuple[keys.Key, QAction]] = []
        self._menus: list[tuple[QMenu, Callable[[], str]]] = []

    def add(self, words: Callable[[], str], *rows: Row) -> None:
        """One more menu, named by ``words``, with a row for each act."""
        menu = self._bar.addMenu("")
        self._menus.append((menu, words))
        for key, act in rows:
            action = menu.addAction("")
            action.setShortcut(QKeySequence(key.shortcut))
            action.setAutoRepeat(False)
            if key in keys.FROM_EVERYWHERE:
                action.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
            action.triggered.connect(lambda _checked=False, act=act: act())
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
