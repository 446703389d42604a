"""What people called something, in at most so many lines."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QSizePolicy

from kiosk.services.khmer import with_break_marks
from kiosk.ui import theme
from kiosk.ui.label import Label, tip


def broken(words: str, font: QFont, width: float, most: int = 0) -> list[str]:
    """``words`` in lines no wider than ``width`` pixels, broken between words only; a word that is
    wider ends in dots, and so does the last of ``most`` lines (0: as many as are needed)."""
    marked, metrics = with_break_marks(words), QFontMetricsF(font)
    found: list[str] = []
    for start, end in _lines(marked, font, max(1.0, width)):
        last = len(found) + 1 == most
        line = marked[start:] if last else marked[start:end].rstrip(" \u200b")
        found.append(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width))
        if last:
            break
    return found


def _lines(words: str, font: QFont, width: float) -> list[tuple[int, int]]:
    """Where each line begins and ends."""
    layout = QTextLayout(words, font)
    layout.beginLayout()
    found: list[tuple[int, int]] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        found.append((line.textStart(), line.textStart() + line.textLength()))
    layout.endLayout()
    return found


def line_of_words() -> float:
    """The height of one of several small lines: closer to each other than rows are."""
    return QFontMetricsF(theme.font(theme.SMALL)).height()


class FewLines(Label):
    """Words that never take more than ``lines``, however long they are and however large the
    text: what has no room is in the tool tip, and whole for a screen reader."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._whole, self._most = "", lines
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, words: str) -> None:
        """Show ``words``."""
        self._whole = words
        self.setAccessibleName(words)
        self._fit()

    def limit(self, lines: int) -> None:
        """Take no more than ``lines`` from now on."""
        if lines != self._most:
            self._most = lines
            self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit()

    def _fit(self) -> None:
        lines = broken(self._whole, self.font(), self.width(), self._most)
        self.setText("\n".join(lines))
        shown = "".join(lines).replace("\u200b", "").replace(" ", "")
        whole = self._whole.replace("\u200b", "").replace(" ", "")
        self.setToolTip("" if shown == whole else tip(self._whole))
