"""A field that is completed from what is known: letters open the list, ↓ chooses, Enter puts.

While the list is open and nothing is chosen in it, every key does what it does without the list:
Enter saves the form, Tab goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QCompleter,
    QListView,
)

from kiosk.services.completion import Suggestion
from kiosk.ui.choice_box import TallRows
from kiosk.ui.long_line import LongLine

_PUT = Qt.ItemDataRole.UserRole
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)

Ask = Callable[[str], Sequence[Suggestion]]
"""What there is for the letters typed."""


class Completing(QObject):
    """Offers under ``line`` what ``ask`` knows for its letters."""

    def __init__(self, line: LongLine, ask: Ask) -> None:
        super().__init__(line)
        self._line, self._ask = line, ask
        self._model = QStandardItemModel(self)
        self.popup = QListView()
        self.popup.setObjectName("completions")
        self.popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setCompletionRole(_PUT)
        self._completer.setPopup(self.popup)
        self.popup.setItemDelegate(TallRows(self.popup))  # setPopup gives it one of Qt's own
        self._completer.setWidget(line)
        self._completer.activated.connect(line.fill)
        self.popup.installEventFilter(self)
        line.installEventFilter(self)
        line.textEdited.connect(self._offer_if_letters)

    def _offer_if_letters(self, text: str) -> None:
        if text.strip():
            self.offer()
        else:
            self.popup.hide()

    def offer(self) -> None:
        """Show what there is for the letters; nothing where that is all they say."""
        typed = self._line.text()
        found = [each for each in self._ask(typed) if each.text != typed]
        self._model.clear()
        for text, other in found:
            item = QStandardItem(" · ".join(filter(None, (text, other))))
            item.setData(text, _PUT)
            self._model.appendRow(item)
        self.popup.setAccessibleName(self._line.accessibleName())
        if found:
            self._completer.complete()
            self.popup.setCurrentIndex(QModelIndex())
        else:
            self.popup.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self._line:
                return self._opens(event)
            if watched is self.popup and self.popup.isVisible():
                return self._pressed(event)
        return False

    def _opens(self, event: QKeyEvent) -> bool:
        """↓ in the field shows all that there is."""
        opens = event.key() == Qt.Key.Key_Down and not event.modifiers()
        if opens:
            self.offer()
        return opens

    def _pressed(self, event: QKeyEvent) -> bool:
        chosen = self.popup.currentIndex()
        if event.key() not in _TAKES:
            return False
        self.popup.hide()
        if chosen.isValid():
            self._line.fill(str(chosen.data(_PUT)))
        if not chosen.isValid() or event.key() == Qt.Key.Key_Tab:
            QApplication.sendEvent(self._line, event)
        return True
