"""The list of people found: a model of whole rows, and how a row is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kiosk.domain import Event, Person
from kiosk.services.attendance_figures import event_zone
from kiosk.services.lookup import Match
from kiosk.ui import icons, theme
from kiosk.ui.namesakes import told_apart
from kiosk.ui.palette import Colours
from kiosk.ui.speech import Speech

MATCH = Qt.ItemDataRole.UserRole
BETWEEN = " · "
MOST_NUMBERED = 9
"""So many namesakes are chosen by one key."""
Spans = tuple[tuple[int, int], ...]
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_EDGE, _SIGN = theme.UNIT * 2, 22
_MOST_STATUS = 0.45
"""Share of a row's width that the words of its state take at most."""


class PeopleModel(QAbstractListModel):
    """People, best match first. ``MATCH`` gives the whole row, the display role its words."""

    def __init__(self, speech: Speech, event: Event) -> None:
        super().__init__()
        self._speech = speech
        self._event = event
        self._matches: Sequence[Match] = ()
        self._instead: Mapping[str, Person] = {}
        self._namesakes: Sequence[int] = ()
        self._numbered = False

    def show_event(self, event: Event) -> None:
        """Say categories and groups as a changed event has them."""
        self._event = event
        self.dataChanged.emit(self.index(0), self.index(len(self._matches) - 1))

    def show(
        self,
        matches: Sequence[Match],
        instead: Mapping[str, Person],
        namesakes: Sequence[int] = (),
    ) -> None:
        """Replace the rows; ``instead`` are those who came for another, by the other's code, and
        ``namesakes`` the rows that nothing typed tells apart."""
        self.beginResetModel()
        self._matches, self._instead = matches, instead
        self._namesakes, self._numbered = namesakes, False
        self.endResetModel()

    @property
    def namesakes(self) -> Sequence[int]:
        """The rows that nothing typed tells apart."""
        return self._namesakes

    def number_namesakes(self) -> None:
        """Show by which number each of them is chosen."""
        self._numbered = True
        self.dataChanged.emit(self.index(0), self.index(len(self._matches) - 1))

    def number(self, row: int) -> int:
        """By which number the person in ``row`` is chosen; 0 where they have none."""
        shown = self._namesakes[:MOST_NUMBERED] if self._numbered else ()
        return shown.index(row) + 1 if row in shown else 0

    def shows(self, matches: Sequence[Match], instead: Mapping[str, Person]) -> bool:
        """Whether these are the rows."""
        return list(matches) == list(self._matches) and instead == self._instead

    def matches(self) -> Sequence[Match]:
        """The rows as they are shown."""
        return self._matches

    def person(self, row: int) -> Person | None:
        """Who stands in ``row``."""
        return self._matches[row].person if 0 <= row < len(self._matches) else None

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._matches)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        person = self.person(index.row()) if index.isValid() else None
        if person is None:
            return None
        if role == MATCH:
            return self._matches[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._in_words(person)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            number = self.number(index.row())
            return f"{self._speech.digits(number)}: " * bool(number) + self.aloud(person)
        return None

    def _in_words(self, person: Person) -> str:
        return ", ".join(filter(None, (*self._speech.names(person), self.about(person))))

    def aloud(self, person: Person) -> str:
        """A row as it is read aloud: what stands in it, and the state that its sign shows."""
        return ", ".join(filter(None, (self._in_words(person), self.status(person))))

    def about(self, person: Person) -> str:
        """The second line of a row: organisation, what tells a namesake, category, group."""
        return BETWEEN.join((*self.texts(person), *self.kinds(person)))

    def texts(self, person: Person) -> list[str]:
        """Of the second line what may be of any length: organisation, what tells a namesake."""
        people = [self._matches[row].person for row in self._namesakes]
        known = told_apart(people, self._speech).get(person.id, ()) if person in people else ()
        named = self._speech.organisation(person) if person.named else ""
        return [text for text in (named, *known) if text]

    def kinds(self, person: Person) -> list[str]:
        """Of the second line category and group."""
        category = self._event.category(person.category)
        group = self._event.group(person.group)
        parts = [
            self._speech.named(category) if category else "",
            self.tr("Group %1").replace("%1", self._speech.digits(group.number)) if group else "",
        ]
        return [part for part in parts if part]

    def status(self, person: Person) -> str:
        """What stands at the right: the time of arrival, who came in their place, or that a seat
        has no name yet."""
        if person.arrived_at is not None:
            local = person.arrived_at.astimezone(event_zone(self._event))
            return self.tr("Here since %1").replace("%1", self._speech.time(local))
        if by := self.replaced_by(person):
            return self.tr("Replaced by %1").replace("%1", self._speech.names(by)[0])
        return "" if person.named else self.tr("No name yet")

    def replaced_by(self, person: Person) -> Person | None:
        """Who came in place of ``person``, who is not here."""
        return self._instead.get(person.code) if person.arrived_at is None else None


class RowDelegate(QStyledItemDelegate):
    """Draws a person in two lines: names, and what they are; a sign and words for the state."""

    def __init__(self, model: PeopleModel, speech: Speech, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._speech = speech

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        height = theme.line_height(theme.LARGE) + theme.line_height(theme.SMALL)
        return QSize(200, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        match: Match | None = index.data(MATCH)
        if match is None:
            return
        person = match.person
        look = theme.colours()
        box: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(box, QColor(look.accent_soft if selected else look.surface))
        if selected:
            painter.fillRect(QRect(box.left(), box.top(), 4, box.height()), QColor(look.accent))
        painter.setPen(QColor(look.line))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if number := self._model.number(index.row()):
            self._paint_number(painter, number, box, look)
        else:
            self._paint_sign(painter, person, box, look)
        right = self._paint_status(painter, person, box, look)
        self._paint_names(
            painter, match, QRect(box.left() + _before_names(), box.top(), right, box.height())
        )
        painter.restore()

    def _paint_sign(self, painter: QPainter, person: Person, box: QRect, look: Colours) -> None:
        sign, colour = icons.Sign.NOT_YET, look.quiet
        if person.arrived_at is not None:
            sign, colour = icons.Sign.HERE, look.done
        elif self._model.replaced_by(person):
            sign = icons.Sign.REPLACED
        elif not person.named:
            sign = icons.Sign.SEAT
        size = theme.scaled(_SIGN)
        icons.paint(painter, sign, _before(box, size), QColor(colour))

    def _paint_number(self, painter: QPainter, number: int, box: QRect, look: Colours) -> None:
        """The key that chooses this row, as a key looks."""
        place = _before(box, theme.scaled(_SIGN) + theme.UNIT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(look.ink))
        painter.setBrush(QColor(look.surface))
        painter.drawRoundedRect(place, 4, 4)
        painter.setFont(theme.font(theme.SMALL, bold=True))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._speech.digits(number))

    def _paint_status(self, painter: QPainter, person: Person, box: QRect, look: Colours) -> int:
        """Draw the state at the right; answers the width that is left for the names."""
        status = self._model.status(person)
        font = theme.font(theme.SMALL, bold=True)
        metrics, most = QFontMetrics(font), int(box.width() * _MOST_STATUS)
        status = metrics.elidedText(status, Qt.TextElideMode.ElideRight, most)
        width = metrics.horizontalAdvance(status)
        painter.setFont(font)
        painter.setPen(QColor(look.done if person.arrived_at else look.quiet))
        place = QRect(box.right() - width - _EDGE, box.top(), width + theme.UNIT, box.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, status)
        return box.width() - width - _before_names() - 2 * _EDGE

    def _paint_names(self, painter: QPainter, match: Match, box: QRect) -> None:
        look = theme.colours()
        person, marks = match.person, _marks_by_text(match)
        first, second = self._speech.names(person)
        upper = QRect(box.left(), box.top(), box.width(), theme.line_height(theme.LARGE))
        large = theme.font(theme.LARGE, bold=True)
        used = paint_line(painter, first, upper, large, colour=look.ink, marks=marks.get(first, ()))
        upper.setLeft(upper.left() + used + 16)
        body = theme.font(theme.BODY)
        paint_line(painter, second, upper, body, colour=look.quiet, marks=marks.get(second, ()))
        lower = QRect(box.left(), upper.bottom() - 5, box.width(), theme.line_height(theme.SMALL))
        small = theme.font(theme.SMALL)
        texts, kinds = self._model.texts(person), self._model.kinds(person)
        about = fitted(texts, kinds, QFontMetrics(small), lower.width())
        organisation = self._speech.organisation(person)
        found = marks.get(organisation, ()) if person.named else ()
        paint_line(painter, about, lower, small, colour=look.quiet, marks=found)


def _before(box: QRect, size: float) -> QRectF:
    """The place of a sign of that ``size``, before the names of the row in ``box``."""
    middle = box.left() + _EDGE + theme.scaled(_SIGN) / 2
    return QRectF(middle - size / 2, box.center().y() - size / 2, size, size)


def _before_names() -> int:
    """Where the names begin, behind the sign."""
    return _EDGE + theme.scaled(_SIGN) + _EDGE


def fitted(texts: Sequence[str], kinds: Sequence[str], metrics: QFontMetrics, width: int) -> str:
    """``texts`` and ``kinds`` as one line of ``width`` pixels: the longest text is shortened first,
    the kinds stay."""
    parts = [*texts, *kinds]
    over = metrics.horizontalAdvance(BETWEEN.join(parts)) + _SLACK - width
    for at in sorted(range(len(texts)), key=lambda at: -metrics.horizontalAdvance(texts[at])):
        if over <= 0:
            break
        before = metrics.horizontalAdvance(texts[at])
        elide = Qt.TextElideMode.ElideRight
        parts[at] = metrics.elidedText(texts[at], elide, max(0, before - over))
        over -= before - metrics.horizontalAdvance(parts[at])
    return BETWEEN.join(part for part in parts if part)


_SLACK = 4
"""Pixels by which a laid out line may be wider than it was measured."""


def _marks_by_text(match: Match) -> dict[str, Spans]:
    """The spans to mark, by the text that they lie in."""
    return {getattr(match.person, name): tuple(spans) for name, spans in match.marks.items()}


def paint_line(
    painter: QPainter, text: str, box: QRect, font: QFont, *, colour: str, marks: Spans = ()
) -> int:
    """Draw one line, shortened at its end where it must be, its ``marks`` on a light ground;
    answers its width in pixels."""
    layout, line = _laid_out(text, font, marks)
    if line.naturalTextWidth() > box.width():
        elide = Qt.TextElideMode.ElideRight
        text = QFontMetrics(font).elidedText(text, elide, max(0, box.width()))
        layout, line = _laid_out(text, font, marks)
    if not text:
        return 0
    painter.setPen(QColor(colour))
    above = (box.height() - line.height()) / 2
    layout.draw(painter, QPointF(box.left(), box.top() + above))
    return round(line.naturalTextWidth())


def _laid_out(text: str, font: QFont, marks: Spans) -> tuple[QTextLayout, QTextLine]:
    layout = QTextLayout(text, font)
    if marks:
        layout.setFormats([_marked(start, end) for start, end in marks if end <= len(text)])
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    return layout, line


def _marked(start: int, end: int) -> QTextLayout.FormatRange:
    marked = QTextLayout.FormatRange()
    marked.start, marked.length = start, end - start
    ground = QTextCharFormat()
    ground.setBackground(QColor(theme.colours().mark))
    ground.setForeground(QColor(theme.colours().ink))
    marked.format = ground
    return marked


class ResultsView(QListView):
    """The people found. The keyboard stays in the search box, which moves the choice here."""

    def __init__(self, model: PeopleModel, speech: Speech) -> None:
        super().__init__()
        self._people = model
        self.setModel(model)
        self.setItemDelegate(RowDelegate(model, speech, self))
        self.setUniformItemSizes(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()  # rows are as high as their text

    def chosen(self) -> Person | None:
        """The person whose row is chosen."""
        return self._people.person(self.currentIndex().row())

    def choose(self, row: int) -> None:
        """Choose ``row``, the nearest one where it is past an end."""
        last = self._people.rowCount() - 1
        if last >= 0:
            self.setCurrentIndex(self._people.index(max(0, min(row, last))))

    def step(self, rows: int) -> None:
        """Move the choice down by ``rows``, up where it is negative."""
        self.choose(self.currentIndex().row() + rows)
