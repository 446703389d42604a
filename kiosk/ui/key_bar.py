"""The bar that shows which keys work now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from kiosk.ui import theme
from kiosk.ui.keys import Key


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
        layout.addStretch(1)

    def retranslate(self) -> None:
        """Set every word anew."""
        for key, words in self._words:
            words.setText(key.bar_words())
