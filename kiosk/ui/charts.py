"""The curve of a morning, painted here: how many of those expected are here, and how many came in
five minutes, walk-ins told apart.

Two plots beside each other with one measure each: two scales in one plot would let the eye compare
what cannot be compared.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from kiosk.services.pace import STEP, Step
from kiosk.ui import theme
from kiosk.ui.few_lines import broken, line_of_words
from kiosk.ui.label import tip

AN_HOUR, FOUR_HOURS = 12, 48
"""Steps of five minutes: a curve is at least an hour wide, and looks at most four ahead."""
_EVERY = (1, 3, 6, 12, 24, 48, 96)
"""A time is written at every so many steps, as many as have room."""
_PLOT = 80
"""Pixels at 100 % that a plot is high at least: three numbers at its side, and a slope to see."""
_HERE_SHARE = 0.6
"""Of the width, for the plot of those here."""


@dataclass(frozen=True, slots=True)
class Morning:
    """Arrivals by steps whose beginnings are local, how many are ``expected``, how it stands
    ``now``, and when all would be in at the pace of the last minutes, None where that cannot be
    said."""

    steps: Sequence[Step] = ()
    expected: int = 0
    now: datetime | None = None
    done_at: datetime | None = None

    @property
    def here(self) -> int:
        """How many arrived of those expected."""
        return sum(step.expected for step in self.steps)

    @property
    def width(self) -> int:
        """How many steps the plot is wide, the time at which all are in among them."""
        least = max(len(self.steps), AN_HOUR)
        if not self.steps or self.done_at is None:
            return least
        return max(least, min(FOUR_HOURS, math.ceil((self.done_at - self.steps[0].begins) / STEP)))

    def reached(self, at: datetime) -> float:
        """How many steps ``at`` is from the first one's beginning."""
        return (at - self.steps[0].begins) / STEP


class ArrivalCurve(QWidget):
    """A line of those here of the expected, up to their number and on as it would go; beside it a
    bar for each five minutes, those that are not over yet as an outline, walk-ins hatched on top.
    ``time`` writes a moment, ``digits`` a number, in the language spoken."""

    def __init__(self, time: Callable[[datetime], str], digits: Callable[[object], str]) -> None:
        super().__init__()
        self._time, self._digits = time, digits
        self._titles = ("", "")
        self._morning = Morning()

    def name_plots(self, here: str, each: str) -> None:
        """Set the words above the two plots."""
        self._titles = (here, each)
        self.setAccessibleName(f"{here}. {each}")
        self.setToolTip(tip(f"{here}\n{each}"))
        self.updateGeometry()
        self.update()

    def show_morning(self, morning: Morning) -> None:
        """Show these arrivals."""
        self._morning = morning
        self.setAccessibleDescription("; ".join(map(self._said, morning.steps)))
        self.update()

    def _said(self, step: Step) -> str:
        counts = [step.expected, *([step.walk_ins] if step.walk_ins else [])]
        return f"{self._time(step.begins)}: {' + '.join(map(self._digits, counts))}"

    def steps(self) -> Sequence[Step]:
        """What is shown."""
        return self._morning.steps

    def sizeHint(self) -> QSize:
        return QSize(480, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        words = self._head() + theme.UNIT + theme.line_height(theme.SMALL)
        return QSize(240, round(words + theme.scaled(_PLOT)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()  # narrower plots have higher titles

    def _boxes(self) -> tuple[QRectF, QRectF]:
        """Where the two plots lie, with their words."""
        part, high = round(self.width() * _HERE_SHARE), self.height()
        each = QRectF(part + theme.UNIT * 2, 0, self.width() - part - theme.UNIT * 2, high)
        return QRectF(0, 0, part - theme.UNIT * 2, high), each

    def _lines(self, title: str, box: QRectF) -> list[str]:
        return broken(title, theme.font(theme.SMALL), box.width(), 2)

    def _head(self) -> float:
        """As high as the longer of the two titles is."""
        titles = zip(self._titles, self._boxes(), strict=True)
        lines = max(len(self._lines(title, box)) for title, box in titles)
        return theme.line_height(theme.SMALL) + (lines - 1) * line_of_words()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.SMALL))
        here, each = self._boxes()
        self._paint_here(painter, here)
        self._paint_each(painter, each)
        painter.end()

    def _paint_here(self, painter: QPainter, box: QRectF) -> None:
        morning, most = self._morning, max(self._morning.expected, self._morning.here, 2)
        plot = self._frame(painter, box, self._titles[0], (0, most // 2, most))
        if not morning.steps:
            return
        self._paint_times(painter, plot)
        wide, high = plot.width() / morning.width, plot.height() / most
        line = QPolygonF([plot.bottomLeft()])
        for i, here in enumerate(accumulate(step.expected for step in morning.steps), 1):
            over = min(float(i), self._elapsed()) if i == len(morning.steps) else i
            line.append(QPointF(plot.left() + over * wide, plot.bottom() - here * high))
        self._paint_area(painter, plot, line)
        self._paint_outlook(painter, plot, line.last(), wide)
        self._paint_number(painter, line.last(), morning.here)

    def _elapsed(self) -> float:
        now = self._morning.now
        over = self._morning.reached(now) if now is not None else math.inf
        return max(len(self._morning.steps) - 1 + 0.2, over)

    def _paint_area(self, painter: QPainter, plot: QRectF, line: QPolygonF) -> None:
        look = theme.colours()
        area = QPolygonF(line)
        area.append(QPointF(line.last().x(), plot.bottom()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.done_soft))
        painter.drawPolygon(area)
        pen = QPen(QColor(look.done), 3)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(line)

    def _paint_outlook(self, painter: QPainter, plot: QRectF, at: QPointF, wide: float) -> None:
        """How it would go on at this pace, as far as the plot reaches."""
        done = self._morning.done_at
        if done is None:
            return
        end = QPointF(plot.left() + self._morning.reached(done) * wide, plot.top())
        painter.save()
        painter.setClipRect(plot)
        painter.setPen(QPen(QColor(theme.colours().quiet), 2, Qt.PenStyle.DashLine))
        painter.drawLine(at, end)
        painter.restore()

    def _paint_number(self, painter: QPainter, at: QPointF, here: int) -> None:
        look, words = theme.colours(), self._digits(here)
        painter.setFont(theme.font(theme.BODY, bold=True))
        painter.setPen(QColor(look.done))
        height = theme.line_height(theme.BODY)
        right = QRectF(at.x() + theme.UNIT, at.y() - height * 0.35, theme.UNIT * 8, height)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(right, left, words)
        painter.setBrush(QColor(look.done))
        painter.drawEllipse(at, 3, 3)
        painter.setFont(theme.font(theme.SMALL))

    def _paint_each(self, painter: QPainter, box: QRectF) -> None:
        morning = self._morning
        highest = max((step.arrivals for step in morning.steps), default=0)
        most = max(2, highest + highest % 2)
        plot = self._frame(painter, box, self._titles[1], (0, most // 2, most))
        if not morning.steps:
            return
        self._paint_times(painter, plot)
        wide = plot.width() / morning.width
        under_way = morning.now is not None and self._elapsed() < len(morning.steps)
        for i, step in enumerate(morning.steps):
            left, high = plot.left() + i * wide, plot.height() / most
            top = plot.bottom() - step.expected * high
            bar = QRectF(left + 1, top, max(2.0, wide - 2), plot.bottom() - top)
            last = i == len(morning.steps) - 1
            self._paint_bar(painter, bar, over=not (last and under_way))
            above = bar.adjusted(0, -step.walk_ins * high, 0, -bar.height())
            self._paint_walk_ins(painter, above)

    def _paint_bar(self, painter: QPainter, bar: QRectF, *, over: bool) -> None:
        accent = QColor(theme.colours().accent)
        if over:
            painter.fillRect(bar, accent)
        elif bar.height():
            painter.setPen(QPen(accent, 2))
            painter.setBrush(QColor(theme.colours().accent_soft))
            painter.drawRect(bar.adjusted(1, 1, -1, 0))

    def _paint_walk_ins(self, painter: QPainter, bar: QRectF) -> None:
        """What stands on a bar: an outline with hatches, which is told without a colour."""
        if bar.height():
            accent = QColor(theme.colours().accent)
            painter.setPen(QPen(accent, 1))
            painter.setBrush(QBrush(accent, Qt.BrushStyle.BDiagPattern))
            painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5))

    def _frame(self, painter: QPainter, box: QRectF, title: str, marks: tuple[int, ...]) -> QRectF:
        """Paint the title, the lines at ``marks`` and their numbers; answers where to plot."""
        look, words = theme.colours(), theme.line_height(theme.SMALL)
        metrics = QFontMetricsF(painter.font())
        gutter = max(metrics.horizontalAdvance(self._digits(mark)) for mark in marks) + theme.UNIT
        plot = box.adjusted(gutter, self._head() + theme.UNIT, 0, -words)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(look.ink))
        for i, line in enumerate(self._lines(title, box)):
            below = QRectF(box.left(), box.top() + i * line_of_words(), box.width(), words)
            painter.drawText(below, left, line)
        for mark in marks:
            y = round(plot.bottom() - plot.height() * mark / max(1, marks[-1])) + 0.5
            painter.setPen(QPen(QColor(look.line), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            label = QRectF(box.left(), y - words / 2, gutter - theme.UNIT, words)
            painter.setPen(QColor(look.quiet))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(label, right, self._digits(mark))
        return plot

    def _paint_times(self, painter: QPainter, plot: QRectF) -> None:
        """The time below, at as many steps as there is room for."""
        look, words = theme.colours(), theme.line_height(theme.SMALL)
        begins, steps = self._morning.steps[0].begins, self._morning.width
        wide = plot.width() / steps
        room = QFontMetricsF(painter.font()).horizontalAdvance(self._time(begins)) + theme.UNIT * 2
        every = next((each for each in _EVERY if each * wide >= room), _EVERY[-1])
        middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        for i in range(0, steps + 1, every):
            x = round(plot.left() + i * wide) + 0.5
            painter.setPen(QPen(QColor(look.line), 1))
            painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + theme.UNIT / 2))
            painter.setPen(QColor(look.quiet))
            below = QRectF(x - room / 2, plot.bottom() + theme.UNIT / 2, room, words)
            if below.right() <= plot.right() + room / 2:
                painter.drawText(below, middle, self._time(begins + i * STEP))
