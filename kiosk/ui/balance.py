"""How even the groups are: a row for each, a column for each sex and category, painted here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.services.khmer import with_break_marks
from kiosk.ui import theme
from kiosk.ui.label import tip

_NAME_SHARE = 0.24
"""Of the width, for the names of the groups; the rest is shared by the columns."""

Places = Sequence[tuple[float, float]]
"""Where each column begins, and its width, in pixels."""


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """One group: its name, how many are here of how many in words, how many it has, and how
    many of these fall under each column."""

    name: str
    here: str
    people: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """Of everyone in a column: how many are ``here`` of how many, also in ``words``."""

    here: int
    people: int
    words: str


class Balance(QWidget):
    """Numbers with a bar beneath each: the share of its group. A tick on the bar's line stands at
    the share among everyone, so that what is uneven is seen without reading. ``digits`` writes
    a number."""

    def __init__(self, digits: Callable[[object], str]) -> None:
        super().__init__()
        self._digits = digits
        self._corner = ("", "")
        self._titles: Sequence[str] = ()
        self._rows: Sequence[BalanceRow] = ()
        self._totals: Sequence[Total] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def name_table(self, title: str, key: str) -> None:
        """Set the words of the corner: what is shown, and how to read it."""
        self._corner = (title, key)
        self.setAccessibleName(title)
        self.updateGeometry()
        self.update()

    def show_rows(
        self, titles: Sequence[str], rows: Sequence[BalanceRow], totals: Sequence[Total]
    ) -> None:
        """Show these; ``titles`` are of the column of those here, then of each count; ``totals``
        of everyone, the first with its name, stand in a last line."""
        shown = (tuple(titles), tuple(rows), tuple(totals))
        if shown == (self._titles, self._rows, self._totals):
            return
        self._titles, self._rows, self._totals = shown
        told = zip(titles, totals, strict=True)
        whole = ", ".join(f"{title} {total.words}" for title, total in told)
        self.setAccessibleDescription("; ".join([*map(self._said, rows), whole]))
        self.setToolTip(tip("\n".join(titles[1:])))
        self.updateGeometry()
        self.update()

    def _said(self, row: BalanceRow) -> str:
        counts = zip(self._titles[1:], row.counts, strict=True)
        parts = [f"{title} {self._digits(count)}" for title, count in counts]
        return ", ".join([f"{row.name}: {row.here}", *parts])

    def rows(self) -> Sequence[BalanceRow]:
        """The groups that are shown."""
        return self._rows

    def totals(self) -> Sequence[Total]:
        """Those of everyone, in the order of the columns."""
        return self._totals

    def sizeHint(self) -> QSize:
        return QSize(420, self._head() + (len(self._rows) + 1) * _row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()  # narrower columns have higher titles

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def _columns(self) -> list[tuple[float, float]]:
        """Where each column begins and how wide it is: all alike, or where a word of a title
        needs more, as wide as its words and an equal share of what is left."""
        room = self.width() * (1 - _NAME_SHARE)
        each = room / max(1, len(self._titles))
        bold = QFontMetrics(theme.font(theme.SMALL, bold=True))
        counted = [bold.horizontalAdvance(total.words) for total in self._totals]
        said = zip(self._titles, counted, strict=True)
        least = [max(_widest_word(title), number) + theme.UNIT * 1.5 for title, number in said]
        widths = [each] * len(least)
        if max(least, default=0) > each:
            spare, total = (room - sum(least)) / len(least), sum(least)
            widths = [w + spare if spare >= 0 else room * w / total for w in least]
        starts = accumulate(widths, initial=self.width() * _NAME_SHARE)
        return list(zip(starts, widths, strict=False))

    def _head(self) -> int:
        """As high as the longest title needs in its column."""
        columns = zip(self._titles, self._columns(), strict=True)
        heights = [_wrapped_height(title, wide - theme.UNIT // 4) for title, (_, wide) in columns]
        corner = self.width() * _NAME_SHARE - theme.UNIT * 2
        heights.append(sum(_wrapped_height(words, corner) for words in self._corner))
        return round(max([theme.line_height(theme.SMALL), *heights])) + theme.UNIT // 2

    def minimumSizeHint(self) -> QSize:
        return QSize(260, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.SMALL))
        left = self.width() * _NAME_SHARE
        places = self._columns()
        self._paint_titles(painter, left, places)
        everyone = sum(row.people for row in self._rows)
        columns = zip(*(row.counts for row in self._rows), strict=True)
        means = [sum(column) / everyone if everyone else 0.0 for column in columns]
        for i, row in enumerate(self._rows):
            top = self._head() + i * _row()
            self._paint_name(painter, row, top, left)
            for at, (count, mean) in enumerate(zip(row.counts, means, strict=True), 1):
                box = QRectF(places[at][0], top, places[at][1] - theme.UNIT, _row())
                self._paint_count(painter, box, count, count / max(1, row.people), mean)
        self._paint_totals(painter, places)
        painter.end()

    def _paint_totals(self, painter: QPainter, places: Places) -> None:
        """How many are here of all, filled like a bar that grows with the morning."""
        look, top = theme.colours(), self._head() + len(self._rows) * _row()
        painter.setFont(theme.font(theme.SMALL, bold=True))
        for (start, wide), total in zip(places, self._totals, strict=False):
            box = QRectF(start, top, wide - theme.UNIT, _row())
            line = box.bottom() - theme.UNIT * 0.75
            painter.setPen(QColor(look.ink))
            above = box.adjusted(0, 0, 0, -theme.UNIT)
            middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(above, middle, total.words)
            flat = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
            for share, colour in ((1.0, look.line), (total.here / max(1, total.people), look.done)):
                painter.setPen(QPen(QColor(colour), 6, *flat))
                end = round(box.left() + box.width() * share)
                if share:
                    painter.drawLine(round(box.left()), round(line), end, round(line))

    def _paint_titles(self, painter: QPainter, left: float, places: Places) -> None:
        look = theme.colours()
        wrapped = _wrapping(Qt.AlignmentFlag.AlignTop)
        corner = QRectF(0, 0, left - theme.UNIT * 2, self._head())
        title, key = map(with_break_marks, self._corner)
        painter.setPen(QColor(look.ink))
        painter.drawText(corner, title, wrapped)
        used = _wrapped_height(self._corner[0], corner.width())
        painter.setPen(QColor(look.quiet))
        painter.drawText(corner.adjusted(0, used, 0, 0), key, wrapped)
        wrapped = _wrapping(Qt.AlignmentFlag.AlignBottom)
        for (start, wide), title in zip(places, self._titles, strict=True):
            box = QRectF(start, 0, wide - theme.UNIT // 4, self._head())
            painter.drawText(box, with_break_marks(title), wrapped)

    def _paint_name(self, painter: QPainter, row: BalanceRow, top: float, left: float) -> None:
        look, middle = theme.colours(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(look.ink))
        name = _elided(painter.fontMetrics(), row.name, left - theme.UNIT)
        painter.drawText(QRectF(0, top, left - theme.UNIT, _row()), middle, name)
        painter.drawText(QRectF(left, top, self.width() - left, _row()), middle, row.here)

    def _paint_count(
        self, painter: QPainter, box: QRectF, count: int, share: float, mean: float
    ) -> None:
        look = theme.colours()
        line = box.bottom() - theme.UNIT * 0.75
        painter.setPen(QColor(look.ink if count else look.quiet))
        above = QRectF(box.left(), box.top(), box.width(), box.height() - theme.UNIT)
        painter.drawText(
            above, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._digits(count)
        )
        flat = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        painter.setPen(QPen(QColor(look.line), 4, *flat))
        painter.drawLine(round(box.left()), round(line), round(box.right()), round(line))
        if count:
            painter.setPen(QPen(QColor(look.accent), 4, *flat))
            end = box.left() + box.width() * share
            painter.drawLine(round(box.left()), round(line), round(end), round(line))
        at = round(box.left() + box.width() * mean)
        painter.setPen(QPen(QColor(look.ink), 2))
        painter.drawLine(at, round(line) - 4, at, round(line) + 4)


def _widest_word(words: str) -> float:
    metrics = QFontMetrics(theme.font(theme.SMALL))
    parts = with_break_marks(words).replace("\u200b", " ").replace("-", "- ").split()
    return max((metrics.horizontalAdvance(part) for part in parts), default=0)


def _elided(metrics: QFontMetrics, words: str, room: float) -> str:
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(room))


def _wrapping(where: Qt.AlignmentFlag) -> QTextOption:
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | where)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _wrapped_height(words: str, width: float) -> float:
    """How high ``words`` are in a column ``width`` pixels wide."""
    layout = QTextLayout(with_break_marks(words), theme.font(theme.SMALL))
    layout.setTextOption(_wrapping(Qt.AlignmentFlag.AlignTop))
    layout.beginLayout()
    height, line = 0.0, layout.createLine()
    while line.isValid():
        line.setLineWidth(max(width, theme.UNIT))
        height += line.height()
        line = layout.createLine()
    layout.endLayout()
    return height


def _row() -> int:
    return theme.line_height(theme.SMALL)
