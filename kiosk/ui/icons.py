"""Signs drawn as paths, so that no font has to have them: a state is never told by colour alone."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap


class Sign(StrEnum):
    """What a sign says."""

    HERE = "here"
    NOT_YET = "not_yet"
    SEAT = "seat"
    REPLACED = "replaced"
    WARNING = "warning"
    PRINTER = "printer"
    BADGE = "badge"
    UNLOCKED = "unlocked"


def paint(painter: QPainter, sign: Sign, box: QRectF, colour: QColor) -> None:
    """Draw ``sign`` in ``box`` with strokes of ``colour``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, min(3.0, max(1.6, box.width() / 10)))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if sign is Sign.SEAT:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.drawPath(_PATHS[sign](box))
    painter.restore()


def icon(sign: Sign, colour: str, size: int) -> QIcon:
    """``sign`` as an icon of ``size`` pixels, sharp at twice that too."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        pixmap = QPixmap(QSize(size, size) * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint(painter, sign, QRectF(1, 1, size - 2, size - 2), QColor(colour))
        painter.end()
        made.addPixmap(pixmap)
    return made


def _at(box: QRectF, x: float, y: float) -> QPointF:
    return QPointF(box.left() + x * box.width(), box.top() + y * box.height())


def _lines(box: QRectF, *points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath(_at(box, *points[0]))
    for point in points[1:]:
        path.lineTo(_at(box, *point))
    return path


def _here(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(box)
    path.addPath(_lines(box, (0.28, 0.52), (0.44, 0.68), (0.74, 0.34)))
    return path


def _not_yet(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(box)
    return path


def _replaced(box: QRectF) -> QPainterPath:
    """A circle struck out."""
    path = _not_yet(box)
    path.addPath(_lines(box, (0.2, 0.8), (0.8, 0.2)))
    return path


def _warning(box: QRectF) -> QPainterPath:
    path = _lines(box, (0.5, 0.05), (0.98, 0.92), (0.02, 0.92), (0.5, 0.05))
    path.addPath(_lines(box, (0.5, 0.38), (0.5, 0.62)))
    path.addPath(_lines(box, (0.5, 0.77), (0.5, 0.78)))
    return path


def _printer(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(_at(box, 0.05, 0.36), _at(box, 0.95, 0.74)), 2, 2)
    path.addPath(_lines(box, (0.25, 0.36), (0.25, 0.08), (0.75, 0.08), (0.75, 0.36)))
    path.addRect(QRectF(_at(box, 0.25, 0.58), _at(box, 0.75, 0.95)))
    return path


def _badge(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(_at(box, 0.02, 0.2), _at(box, 0.98, 0.8)), 4, 4)
    path.addPath(_lines(box, (0.14, 0.38), (0.56, 0.38)))
    path.addPath(_lines(box, (0.14, 0.5), (0.42, 0.5)))
    path.addPath(_lines(box, (0.02, 0.64), (0.98, 0.64)))
    path.addRect(QRectF(_at(box, 0.7, 0.32), _at(box, 0.86, 0.5)))
    return path


def _unlocked(box: QRectF) -> QPainterPath:
    """A padlock whose shackle stands open."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(_at(box, 0.12, 0.46), _at(box, 0.88, 0.96)), 2, 2)
    path.moveTo(_at(box, 0.3, 0.46))
    path.lineTo(_at(box, 0.3, 0.24))
    path.arcTo(QRectF(_at(box, 0.3, 0.02), _at(box, 0.72, 0.46)), 180, -150)
    path.addPath(_lines(box, (0.5, 0.64), (0.5, 0.78)))
    return path


_PATHS = {
    Sign.HERE: _here,
    Sign.NOT_YET: _not_yet,
    Sign.SEAT: _not_yet,
    Sign.REPLACED: _replaced,
    Sign.WARNING: _warning,
    Sign.PRINTER: _printer,
    Sign.UNLOCKED: _unlocked,
    Sign.BADGE: _badge,
}
