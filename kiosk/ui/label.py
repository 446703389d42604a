"""Words on the screen, which are never read as HTML."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class Label(QLabel):
    """A label of plain text: Qt's own takes “O'Reilly & <b>Co</b>” for markup, and titles, names
    and files are called as people like."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)


def tip(words: str) -> str:
    """``words`` for a tool tip, which has no plain text: Qt guesses."""
    return f"<p>{html.escape(words)}</p>".replace("\n", "<br>") if set("<&") & set(words) else words
