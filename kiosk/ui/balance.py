"""How even the groups are: a row for each, a column for each sex and category, painted here."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from kiosk.services.khmer import with_break_marks
from kiosk.ui import theme
from kiosk.ui.bands import Place, bands
from kiosk.ui.few_lines import broken, line_of_words
from kiosk.ui.label import tip

_NAME_SHARE = 0.24
"""Of the width, for the names of the groups; the rest is shared by the columns."""
_TITLE_LINES = 3.2
"""A title is given the width in which about so many lines hold it, or its widest word."""
_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


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


@dataclass(frozen=True, slots=True)
class Band:
    """Columns beside each other, from the one numbered ``first`` on, below ``top``; their titles
    are ``head`` pixels high."""

    first: int
    places: Sequence[Place]
    top: float
    head: float

    def row(self, number: int) -> float:
        """Where row ``number`` begins; the one after the last is that of the totals."""
        return self.top + self.head + number * _row()


class Balance(QWidget):
    """Numbers with a bar beneath each: the share of its group. A tick on the bar's line stands at
    the share among everyone, so that what is uneven is seen without reading. ``digits`` writes
    a number. No number is ever cut off: columns that have no room stand in a band of their own
    below, with the names again."""

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
        found = self.bands()
        high = found[-1].row(len(self._rows) + 1) if found else theme.line_height(theme.SMALL)
        return QSize(420, math.ceil(high))

    def minimumSizeHint(self) -> QSize:
        return QSize(260, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()  # narrower columns have higher titles

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), tip(self.told_at(event.pos())), self)
            return True
        return super().event(event)

    def told_at(self, at: QPoint) -> str:
        """What stands ``at`` a place, with its names whole."""
        band = next((b for b in reversed(self.bands()) if at.y() >= b.top), None)
        if band is None:
            return ""
        ends = [start + wide for start, wide in band.places]
        column = next((band.first + i for i, end in enumerate(ends) if at.x() < end), -1)
        title = self._titles[column] if at.x() >= band.places[0][0] else ""
        number = int((at.y() - band.row(0)) // _row())
        if not 0 <= number <= len(self._rows):
            return title
        if number == len(self._rows):
            return f"{title}: {self._totals[column].words}" if title else ""
        row = self._rows[number]
        cell = f"{title}: {self._in_words(row, column)}" if title else ""
        return "\n".join(filter(None, (row.name, cell)))

    def _in_words(self, row: BalanceRow, column: int) -> str:
        return self._digits(f"{row.counts[column - 1]} / {row.people}") if column else row.here

    def bands(self) -> list[Band]:
        """Where the columns stand: beside each other, or below where they have no room."""
        found: list[Band] = []
        for places in bands(self._least(), self._left(), self.width()):
            first = sum(len(band.places) for band in found)
            below = found[-1].row(len(self._rows) + 1) + theme.UNIT * 2 if found else 0.0
            titles = self._titles[first : first + len(places)]
            corner = self._corner if not found else ()
            found.append(Band(first, places, below, self._head(titles, places, corner)))
        return found

    def _left(self) -> float:
        return self.width() * _NAME_SHARE

    def _least(self) -> list[float]:
        """In how many pixels each column's numbers, and its title's words, have their room."""
        bold, plain = (
            QFontMetricsF(theme.font(theme.SMALL, bold=thick)) for thick in (True, False)
        )
        found = []
        for i, (title, total) in enumerate(zip(self._titles, self._totals, strict=True)):
            said = (row.here if i == 0 else self._digits(row.counts[i - 1]) for row in self._rows)
            numbers = max(map(plain.horizontalAdvance, said), default=0.0)
            words = max(_widest_word(title, plain), plain.horizontalAdvance(title) / _TITLE_LINES)
            found.append(max(words, numbers, bold.horizontalAdvance(total.words)) + _GAP)
        return found

    def _head(self, titles: Sequence[str], places: Sequence[Place], corner: Sequence[str]) -> float:
        """As high as the longest title needs in its column."""
        columns = zip(titles, places, strict=True)
        heights = [_high(title, wide - theme.UNIT) for title, (_, wide) in columns]
        heights.append(sum(_high(words, self._left() - theme.UNIT * 2) for words in corner))
        return max([theme.line_height(theme.SMALL), *heights]) + theme.UNIT / 2

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for band in self.bands():
            painter.setFont(theme.font(theme.SMALL))
            self._paint_titles(painter, band)
            for number, row in enumerate(self._rows):
                self._paint_row(painter, band, number, row)
            self._paint_totals(painter, band)
        painter.end()

    def _boxes(self, band: Band, number: int) -> Iterator[tuple[int, QRectF]]:
        """Each column of ``band`` by its number, and its box in row ``number``."""
        for column, (start, wide) in enumerate(band.places, band.first):
            yield column, QRectF(start, band.row(number), wide - theme.UNIT, _row())

    def _paint_row(self, painter: QPainter, band: Band, number: int, row: BalanceRow) -> None:
        everyone = sum(each.people for each in self._rows)
        painter.setPen(QColor(theme.colours().ink))
        name = QRectF(0, band.row(number), self._left() - theme.UNIT, _row())
        painter.drawText(name, _MIDDLE, _elided(painter, row.name, name.width()))
        for column, box in self._boxes(band, number):
            if column == 0:
                painter.drawText(box, _MIDDLE, row.here)
                continue
            count = row.counts[column - 1]
            mean = sum(each.counts[column - 1] for each in self._rows) / max(1, everyone)
            self._paint_count(painter, box, count, count / max(1, row.people), mean)

    def _paint_totals(self, painter: QPainter, band: Band) -> None:
        """How many are here of all, filled like a bar that grows with the morning."""
        look = theme.colours()
        painter.setFont(theme.font(theme.SMALL, bold=True))
        for column, box in self._boxes(band, len(self._rows)):
            total = self._totals[column]
            painter.setPen(QColor(look.ink))
            painter.drawText(box.adjusted(0, 0, 0, -theme.UNIT), _MIDDLE, total.words)
            share = total.here / max(1, total.people)
            _paint_line(painter, box, 6, ((1.0, look.line), (share, look.done)))

    def _paint_titles(self, painter: QPainter, band: Band) -> None:
        look, top = theme.colours(), band.top
        inks = zip(self._corner if not band.first else (), (look.ink, look.quiet), strict=False)
        for words, ink in inks:
            painter.setPen(QColor(ink))
            top = _paint_words(painter, words, 0, top, self._left() - theme.UNIT * 2)
        painter.setPen(QColor(look.quiet))
        for title, (start, wide) in zip(self._titles[band.first :], band.places, strict=False):
            room = wide - theme.UNIT
            above = band.row(0) - theme.UNIT / 2 - _high(title, room)
            _paint_words(painter, title, start, above, room)

    def _paint_count(
        self, painter: QPainter, box: QRectF, count: int, share: float, mean: float
    ) -> None:
        look = theme.colours()
        painter.setPen(QColor(look.ink if count else look.quiet))
        painter.drawText(box.adjusted(0, 0, 0, -theme.UNIT), _MIDDLE, self._digits(count))
        _paint_line(painter, box, 4, ((1.0, look.line), (share, look.accent)))
        at, line = round(box.left() + box.width() * mean), round(_line_of(box))
        painter.setPen(QPen(QColor(look.ink), 2))
        painter.drawLine(at, line - 4, at, line + 4)


_GAP = theme.UNIT * 1.5
"""Pixels between what stands in two columns."""


def _paint_line(
    painter: QPainter, box: QRectF, thick: int, parts: Sequence[tuple[float, str]]
) -> None:
    """Lines over each other at the foot of ``box``, as long as each share of its width."""
    for share, colour in parts:
        if share:
            pen = QPen(QColor(colour), thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            end, line = round(box.left() + box.width() * share), round(_line_of(box))
            painter.drawLine(round(box.left()), line, end, line)


def _line_of(box: QRectF) -> float:
    return box.bottom() - theme.UNIT * 0.75


def _paint_words(painter: QPainter, words: str, left: float, top: float, room: float) -> float:
    """Paint ``words`` in lines of ``room`` pixels; answers where they end."""
    high = line_of_words()
    for line in broken(words, painter.font(), room):
        painter.drawText(QRectF(left, top, room + _GAP, high), _MIDDLE, line)
        top += high
    return top


def _high(words: str, room: float) -> float:
    """How high ``words`` are in lines of ``room`` pixels."""
    return len(broken(words, theme.font(theme.SMALL), room)) * line_of_words()


def _widest_word(words: str, metrics: QFontMetricsF) -> float:
    parts = with_break_marks(words).replace("\u200b", " ").replace("-", "- ").split()
    return max((metrics.horizontalAdvance(part) for part in parts), default=0)


def _elided(painter: QPainter, words: str, room: float) -> str:
    return painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room))


def _row() -> int:
    return theme.line_height(theme.SMALL)
