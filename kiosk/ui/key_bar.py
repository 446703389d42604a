"""The bar that shows which keys work now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from kiosk.ui import theme
from kiosk.ui.keys import Key
from kiosk.ui.label import Label


class QuietLine(Label):
    """One quiet line that is shortened rather than widen the window; whole in its tool tip."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = ""
        self.setProperty("quiet", "true")
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, words: str) -> None:
        """Show ``words``."""
        self._whole = words
        self.setToolTip(words)
        self.setAccessibleName(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        elide = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._whole, elide, self.width()))


class KeyBar(QWidget):
    """Each key that works now with what it does, in one line."""

    def __init__(self) -> None:
        super().__init__()
        self._keys: Sequence[Key] = ()
        self._labels: list[tuple[QLabel, QLabel]] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.UNIT)
        self._layout.addStretch(1)

    def show_keys(self, keys: Sequence[Key]) -> None:
        """Show these, in this order."""
        if list(keys) == list(self._keys):
            return
        self._keys = keys
        while len(self._labels) < len(keys):
            self._labels.append(self._new_pair())
        self.retranslate()

    def _new_pair(self) -> tuple[QLabel, QLabel]:
        cap, words = Label(), Label()
        cap.setObjectName("key")
        words.setProperty("quiet", "true")
        words.setContentsMargins(0, 0, theme.UNIT, 0)
        for label in (cap, words):
            self._layout.insertWidget(self._layout.count() - 1, label)
        return cap, words

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def retranslate(self) -> None:
        """Set every word anew."""
        for (cap, words), key in zip(self._labels, self._keys, strict=False):
            cap.setText(key.shortcut)
            words.setText(key.bar_words())
        self._fit()

    def _fit(self) -> None:
        """Whole pairs only, as many as there is room for; the menu has them all."""
        used = 0
        for i, pair in enumerate(self._labels):
            used += sum(label.sizeHint().width() + theme.UNIT for label in pair)
            for label in pair:
                label.setVisible(i < len(self._keys) and used <= self.width())
