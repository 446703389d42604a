"""A row that becomes a column where there is no room for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from kiosk.ui import theme


class Folding(QWidget):
    """Its parts beside each other as long as they fit, else one below the other; the first one
    takes what room is left, unless the ``last`` shall."""

    def __init__(self, *parts: QWidget, last: bool = False) -> None:
        super().__init__()
        self._parts = parts
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.UNIT)
        grows = parts[-1] if last else parts[0]
        for part in parts:
            self._layout.addWidget(part, 1 if part is grows else 0)

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        widths = [part.minimumSizeHint().width() for part in self._parts if not part.isHidden()]
        return QSize(max(widths, default=0), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # words, sizes or who is shown changed
            self._fold()
        return super().event(event)

    def _fold(self) -> None:
        shown = [part for part in self._parts if not part.isHidden()]
        needed = sum(map(_natural, shown)) + theme.UNIT * (len(shown) - 1)
        lies = needed <= self.width()
        way = QBoxLayout.Direction
        self._layout.setDirection(way.LeftToRight if lies else way.TopToBottom)


def _natural(part: QWidget) -> int:
    """How wide ``part`` is where nothing of it is wrapped."""
    if isinstance(part, QLabel) and part.wordWrap():
        return part.fontMetrics().horizontalAdvance(part.text().replace("\u200b", "")) + 4
    return part.sizeHint().width()
