"""The curve of a morning, painted here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from kiosk.ui import theme

AN_HOUR = 12
"""Steps of five minutes: a curve is at least that wide."""


class ArrivalCurve(QWidget):
    """Arrivals in steps of five minutes as bars, and how many are here as a line, up to the
    number expected. ``time`` writes a moment, ``digits`` a number, in the language spoken."""

    def __init__(self, time: Callable[[datetime], str], digits: Callable[[object], str]) -> None:
        super().__init__()
        self._time, self._digits = time, digits
        self._steps: Sequence[tuple[datetime, int]] = ()
        self._expected = 0
        self.setMinimumHeight(112)

    def show_steps(self, steps: Sequence[tuple[datetime, int]], expected: int) -> None:
        """Show these arrivals, by the (local) beginning of each step."""
        self._steps, self._expected = tuple(steps), expected
        said = "; ".join(f"{self._time(at)}: {self._digits(count)}" for at, count in steps)
        self.setAccessibleDescription(said)
        self.update()

    def steps(self) -> Sequence[tuple[datetime, int]]:
        """What is shown."""
        return self._steps

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.SMALL))
        words = theme.line_height(theme.SMALL)
        plot = QRectF(
            theme.UNIT * 5, words, self.width() - theme.UNIT * 6, self.height() - 2 * words
        )
        self._paint_frame(painter, plot)
        if self._steps:
            self._paint_steps(painter, plot)
        painter.end()

    def _most(self) -> int:
        return max(self._expected, sum(count for _, count in self._steps), 1)

    def _paint_frame(self, painter: QPainter, plot: QRectF) -> None:
        look = theme.colours()
        for share in (0.0, 0.5, 1.0):
            y = plot.bottom() - share * plot.height()
            painter.setPen(QPen(QColor(look.line), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            label = QRectF(0, y - 12, plot.left() - theme.UNIT / 2, 24)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.setPen(QColor(look.quiet))
            painter.drawText(label, right, self._digits(round(self._most() * share)))

    def _paint_steps(self, painter: QPainter, plot: QRectF) -> None:
        look, most = theme.colours(), self._most()
        width = plot.width() / max(len(self._steps), AN_HOUR)
        highest = max(count for _, count in self._steps)
        here, line = 0, QPolygonF([QPointF(plot.left(), plot.bottom())])
        for i, (at, count) in enumerate(self._steps):
            left = plot.left() + i * width
            # The bars have a scale of their own, half the height: their numbers stand on them.
            height = plot.height() / 2 * count / max(highest, 1)
            bar = QRectF(left + 2, plot.bottom() - height, width - 4, height)
            painter.fillRect(bar, QColor(look.accent_soft))
            self._paint_words(painter, i, at, count, bar)
            here += count
            line.append(QPointF(left + width, plot.bottom() - plot.height() * here / most))
        painter.setPen(QPen(QColor(look.done), 3))
        painter.drawPolyline(line)

    def _paint_words(
        self, painter: QPainter, number: int, at: datetime, count: int, bar: QRectF
    ) -> None:
        middle, words = Qt.AlignmentFlag.AlignCenter, theme.line_height(theme.SMALL)
        painter.setPen(QColor(theme.colours().quiet))
        if count:
            above = QRectF(bar.left() - 8, bar.top() - words * 0.8, bar.width() + 16, words)
            painter.drawText(above, middle, self._digits(count))
        if number % 3 == 0:
            below = QRectF(bar.left() - 30, self.height() - words, bar.width() + 60, words)
            painter.drawText(below, middle, self._time(at))
