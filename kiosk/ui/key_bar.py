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
    """Each key with what it does, in one line."""

    def __init__(self, keys: Sequence[Key]) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.UNIT)
        self._words: list[tuple[Key, QLabel]] = []
        for key in keys:
            cap, words = QLabel(key.shortcut), QLabel()
            cap.setObjectName("key")
            words.setProperty("quiet", "true")
            layout.addWidget(cap)
            layout.addWidget(words)
            layout.addSpacing(theme.UNIT)
            self._words.append((key, words))

    def retranslate(self) -> None:
        """Set every word anew."""
        for key, words in self._words:
            words.setText(key.bar_words())
