"""The bar that shows which keys work now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from kiosk.ui import theme
from kiosk.ui.keys import Key


class QuietLine(QLabel):
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
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.UNIT)

    def show_keys(self, keys: Sequence[Key]) -> None:
        """Show these, in this order."""
        self._keys = keys
        while len(self._labels) < len(keys):
            self._labels.append(self._new_pair())
        self.retranslate()

    def _new_pair(self) -> tuple[QLabel, QLabel]:
        cap, words = QLabel(), QLabel()
        cap.setObjectName("key")
        words.setProperty("quiet", "true")
        words.setContentsMargins(0, 0, theme.UNIT, 0)
        self._layout.addWidget(cap)
        self._layout.addWidget(words)
        return cap, words

    def retranslate(self) -> None:
        """Set every word anew."""
        for i, (cap, words) in enumerate(self._labels):
            shown = i < len(self._keys)
            cap.setText(self._keys[i].shortcut if shown else "")
            words.setText(self._keys[i].bar_words() if shown else "")
            for label in (cap, words):
                label.setVisible(shown)
