"""The bar that shows which keys work now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from kiosk.ui import theme
from kiosk.ui.keys import Key


class KeyBar(QWidget):
    """Each key with what it does, in one line."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.UNIT)

    def show_keys(self, keys: Sequence[Key]) -> None:
        """Show these keys."""
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for key in keys:
            cap, words = QLabel(key.shortcut), QLabel(key.bar_words())
            cap.setObjectName("key")
            words.setProperty("quiet", "true")
            self._layout.addWidget(cap)
            self._layout.addWidget(words)
            self._layout.addSpacing(theme.UNIT)
        self._layout.addStretch(1)
