"""Two charts, painted here: bars with words, and the curve of a morning."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui import theme

AN_HOUR = 12
"""Steps of five minutes: a curve is at least that wide."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: ``part`` of ``whole`` is filled, ``numbers`` stand at the right in words."""

    name: str
    part: int
    whole: int
    numbers: str


class Bars(QWidget):
    """Rows of bars on one scale, so that what is fuller looks fuller."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: Sequence[Bar] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these rows; a screen reader reads them as one text."""
        if list(bars) != list(self._bars):
            self._bars = tuple(bars)
            said = "; ".join(f"{bar.name}: {bar.numbers}" for bar in bars)
            self.setAccessibleDescription(said)
            self.updateGeometry()
            self.update()

    def bars(self) -> Sequence[Bar]:
        """The rows that are shown."""
        return self._bars

    def sizeHint(self) -> QSize:
        return QSize(260, max(1, len(self._bars)) * _row_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max((bar.whole for bar in self._bars), default=0) or 1
        for i, bar in enumerate(self._bars):
            self._paint_bar(painter, bar, i * _row_height(), most)
        painter.end()

    def _paint_bar(self, painter: QPainter, bar: Bar, top: int, most: int) -> None:
        look, font = theme.colours(), theme.font(theme.SMALL)
        painter.setFont(font)
        metrics, words = QFontMetrics(font), theme.line_height(theme.SMALL)
        room = QRectF(0, top, self.width(), words)
        numbers = metrics.horizontalAdvance(bar.numbers)
        elide = Qt.TextElideMode.ElideRight
        name = metrics.elidedText(bar.name, elide, int(room.width() - numbers - theme.UNIT))
        painter.setPen(QColor(look.ink))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(QColor(look.quiet))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, right, bar.numbers)
        painter.setPen(Qt.PenStyle.NoPen)
        for value, colour in ((bar.whole, look.line), (bar.part, look.done)):
            painter.setBrush(QColor(colour))
            box = QRectF(0, top + words, self.width() * value / most, theme.UNIT)
            if value:
                painter.drawRoundedRect(box, theme.UNIT / 2, theme.UNIT / 2)


def _row_height() -> int:
    return theme.line_height(theme.SMALL) + theme.UNIT + theme.UNIT // 2


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
