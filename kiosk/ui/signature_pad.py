"""A pad to sign on with finger, pen or mouse; keeps strokes, whatever its size."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QTabletEvent
from PySide6.QtWidgets import QWidget

from kiosk.services.signatures import HEIGHT, MAX_POINTS, WIDTH, Point, Stroke
from kiosk.ui import theme

_NEAR = 3
"""Points closer than this to the last one (of 1000 across) add nothing to a line."""

LEAST = theme.TOUCH * 5 // 2
"""Pixels in height, and 10/3 of them across, in which a finger can still sign: 29 × 97 mm on a
screen of 96 dpi."""


class SignaturePad(QWidget):
    """``drawn`` fires with every stroke that was begun. A touch comes as a mouse: Qt makes one of
    what no one takes; a pen is taken itself, where it is finer."""

    drawn = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._strokes: list[list[Point]] = []
        self.setMinimumHeight(LEAST)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, HEIGHT)

    def strokes(self) -> tuple[Stroke, ...]:
        """What was drawn, in the box of :mod:`kiosk.services.signatures`."""
        return tuple(tuple(stroke) for stroke in self._strokes)

    def show_strokes(self, strokes: tuple[Stroke, ...]) -> None:
        """Show what was drawn before; nothing for an empty one."""
        self._strokes = [list(stroke) for stroke in strokes]
        self.update()

    def _paper(self) -> QRectF:
        """Where the box lies on the widget: as large as there is room, in the middle."""
        scale = min(self.width() / WIDTH, self.height() / HEIGHT)
        size = QPointF(WIDTH * scale, HEIGHT * scale)
        left, top = (self.width() - size.x()) / 2, (self.height() - size.y()) / 2
        return QRectF(left, top, size.x(), size.y())

    def _point(self, at: QPointF) -> Point:
        paper = self._paper()
        x = round((at.x() - paper.left()) / paper.width() * WIDTH)
        y = round((at.y() - paper.top()) / paper.height() * HEIGHT)
        return min(max(x, 0), WIDTH), min(max(y, 0), HEIGHT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go_on(event.position())

    def tabletEvent(self, event: QTabletEvent) -> None:
        if event.type() is QEvent.Type.TabletPress:
            self._begin(event.position())
        elif event.type() is QEvent.Type.TabletMove and event.pressure() > 0:
            self._go_on(event.position())
        event.accept()

    def _begin(self, at: QPointF) -> None:
        if self._has_ink():
            self._strokes.append([self._point(at)])
            self.drawn.emit()
            self.update()

    def _go_on(self, at: QPointF) -> None:
        if self._strokes and self._has_ink():
            point, last = self._point(at), self._strokes[-1][-1]
            if abs(point[0] - last[0]) + abs(point[1] - last[1]) >= _NEAR:
                self._strokes[-1].append(point)
                self.update()

    def _has_ink(self) -> bool:
        return sum(map(len, self._strokes)) < MAX_POINTS

    def paintEvent(self, event: QPaintEvent) -> None:
        look, paper = theme.colours(), self._paper()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.line), 1))
        painter.setBrush(QColor(look.surface))
        painter.drawRoundedRect(paper.adjusted(0.5, 0.5, -0.5, -0.5), theme.UNIT, theme.UNIT)
        low = paper.bottom() - paper.height() * 0.22
        edge = paper.width() * 0.06
        painter.drawLine(QPointF(paper.left() + edge, low), QPointF(paper.right() - edge, low))
        self._paint_ink(painter, paper)
        painter.end()

    def _paint_ink(self, painter: QPainter, paper: QRectF) -> None:
        scale = paper.width() / WIDTH
        pen = QPen(QColor(theme.colours().ink), max(2.0, 4 * scale))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for stroke in self._strokes:
            line = [QPointF(paper.left() + x * scale, paper.top() + y * scale) for x, y in stroke]
            if len(line) == 1:
                painter.drawPoint(line[0])
            else:
                painter.drawPolyline(QPolygonF(line))
