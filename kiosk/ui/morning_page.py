"""The morning at a glance: pace, curve, groups, who is not here yet, who must not be pictured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from kiosk.domain import Event, Person, PhotoConsent, Sex
from kiosk.services.attendance_figures import event_zone, opening_time
from kiosk.services.groups import group_counts
from kiosk.services.khmer import with_break_marks
from kiosk.services.pace import pace
from kiosk.services.substitutes import awaited
from kiosk.ui import keys, theme
from kiosk.ui.balance import Balance, BalanceRow, Total
from kiosk.ui.charts import ArrivalCurve, Morning
from kiosk.ui.choice import Choice
from kiosk.ui.label import Label
from kiosk.ui.results import paint_line
from kiosk.ui.speech import Speech

LISTED = 500
"""How many people the list shows; nobody phones more of an evening."""


_WIDE = 1000
"""Pixels at 100 % that the page needs to lie in two columns."""
_Index = QModelIndex | QPersistentModelIndex


class Of(StrEnum):
    """Whom the list shows."""

    NOT_YET = "not_yet"
    NO_PHOTO = "no_photo"


class MorningPage(QWidget):
    """Second to the queue. ``typed`` carries letters, which belong to the queue; ``picked`` the
    badge code of someone on the list; ``wants`` the key of a list on paper."""

    typed = Signal(str)
    picked = Signal(str)
    left = Signal()
    wants = Signal(object)

    def __init__(self, speech: Speech, event: Event) -> None:
        super().__init__()
        self._speech, self._event = speech, event
        self._people: Sequence[Person] = ()
        self._now: datetime | None = None
        self._private = False
        self.tiles = [_Tile() for _ in range(4)]
        self.curve = ArrivalCurve(speech.time, speech.digits)
        self.groups = Balance(speech.digits)
        self.of = Choice(tuple(Of), Of.NOT_YET, focusable=False)
        self.of.pick(Of.NOT_YET)
        self.of.chosen.connect(lambda _value: self._show_choice())
        self.list = _PeopleList()
        self._doors, self._back = QPushButton(), QPushButton()
        for button in (self._doors, self._back):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._doors.clicked.connect(lambda: self.wants.emit(self._paper()))
        self._back.clicked.connect(self.left)
        self.list.typed.connect(self.typed)
        self.list.left.connect(self.left)
        self.list.turned.connect(self._turn)
        self.list.moved.connect(self._follow)
        self.list.itemActivated.connect(self._pick)
        self.setFocusProxy(self.list)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        self._top = QGridLayout()
        self._numbers = _box(self._top)
        figures, aside = QVBoxLayout(), QVBoxLayout()
        figures.addWidget(_card(self.curve), 1)
        figures.addWidget(_card(self.groups))
        aside.addWidget(self.of)
        aside.addWidget(self.list, 1)
        aside.addWidget(self._doors)
        self._figures, self._aside = _box(figures), _box(aside)
        self._content, self._beside, self._outer = QVBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        for layout in (self._content, self._beside, self._outer):
            layout.setSpacing(theme.UNIT)
        self._content.addWidget(self._figures, 1)
        self._inside = _box(self._content)
        self._scroll = scroll = theme.scrolling(self._inside)
        scroll.setMinimumWidth(0)
        self._beside.addWidget(scroll, 5)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.addLayout(self._beside, 1)
        self._arrange(wide=True)

    def _arrange(self, *, wide: bool) -> None:
        """With the numbers on top and the list at the side, where only the figures between are
        scrolled; or all below each other, which is scrolled as a whole."""
        self._wide, reading = wide, self.list.hasFocus()
        if wide:
            self._outer.insertWidget(0, self._numbers)
            self._beside.addWidget(self._aside, 2)
        else:
            self._content.insertWidget(0, self._numbers)
            self._content.addWidget(self._aside)
        for moved in (self._numbers, self._aside):
            moved.show()
        if reading:
            self.list.setFocus()
        across = len(self.tiles) if wide else len(self.tiles) // 2
        for i, tile in enumerate(self.tiles):
            self._top.addWidget(tile, *divmod(i, across))
        for column in range(len(self.tiles)):
            self._top.setColumnStretch(column, int(column < across))
        self._top.addWidget(self._back, 0, across)

    def _turn(self, pages: float) -> None:
        """Scroll so many pages; where there is no more of it, a list at the side goes on."""
        bar = self._scroll.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + round(pages * (bar.pageStep() - theme.TOUCH)))
        if self._wide and bar.value() == before and abs(pages) >= 1:
            self.list.turn(int(pages))

    def _follow(self) -> None:
        """Keep the chosen row in sight, where the list is scrolled with the page."""
        if not self._wide:
            row = self.list.visualItemRect(self.list.currentItem())
            at = self.list.viewport().mapTo(self._inside, row.center())
            self._scroll.ensureVisible(0, at.y(), 0, row.height())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._scroll.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = self.width() >= theme.scaled(_WIDE)
        if wide != self._wide:
            self._arrange(wide=wide)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self._fit()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every word anew."""
        self.groups.name_table(
            self.tr("Groups by sex and category"),
            self.tr("tick: share among all; last line: here of all, walk-ins too"),
        )
        names = {Of.NOT_YET: self.tr("Not here yet"), Of.NO_PHOTO: self.tr("No photos")}
        self.of.name_choices(names)
        self.of.setAccessibleName(self.tr("Whom the list shows"))
        self.list.setAccessibleName(self.tr("People"))
        self._name_paper()
        self._back.setText(self.tr("Back (Esc)"))
        self._fill()

    def show_event(self, event: Event) -> None:
        """Take over the facts of a changed event."""
        self._event = event
        self._fill()

    def show_people(self, people: Sequence[Person], now: datetime) -> None:
        """Show how it stands ``now`` (timezone-aware)."""
        self._people, self._now = people, now
        self._fill()

    def show_private(self, shown: bool) -> None:
        """Show or hide the phone numbers."""
        if shown != self._private:
            self._private = shown
            self._fill_list()

    @property
    def shows_private(self) -> bool:
        """Whether phone numbers stand in the list."""
        return self._private

    def _fill(self) -> None:
        if self._now is None:
            return
        self._fill_tiles(self._now)
        self._fill_balance()
        self._fill_list()

    def _fill_tiles(self, now: datetime) -> None:
        opens = opening_time(self._event)
        found, digits = pace(self._people, now, opens), self._speech.digits
        zone = event_zone(self._event)
        steps = [replace(step, begins=step.begins.astimezone(zone)) for step in found.steps]
        expected = sum(not p.walk_in for p in self._people)
        here_at, all_in = now.astimezone(zone), found.done_at and found.done_at.astimezone(zone)
        expected = expected or self._event.expected_participants
        self.curve.show_morning(Morning(steps, expected, here_at, all_in))
        here_words = self.tr("Here of the %1 expected; dashed: at this pace")
        walked_in = any(step.walk_ins for step in steps)
        self.curve.name_plots(
            here_words.replace("%1", digits(expected)),
            self.tr("Arrivals in five minutes; hatched: walk-ins")
            if walked_in
            else self.tr("Arrivals in five minutes"),
        )
        done = self._done(here_at, all_in)
        here = [p for p in self._people if p.arrived_at is not None]
        refused = sum(p.photo_consent is PhotoConsent.NO for p in self._people)
        asked = sum(p.photo_consent is not PhotoConsent.NOT_ASKED for p in here)
        for tile, number, words in zip(
            self.tiles,
            (digits(_whole(found.recent)), done, digits(found.waiting), digits(refused)),
            (
                self.tr("people in five minutes, lately"),
                self.tr("all are in, at this pace"),
                self.tr("not here yet"),
                self.tr("no photos; %1 of %2 asked")
                .replace("%1", digits(asked))
                .replace("%2", digits(len(here))),
            ),
            strict=True,
        ):
            tile.say(number, words)

    def _done(self, now: datetime, at: datetime | None) -> str:
        """When all would be in; nothing where that is another day, and no queue any more."""
        return self._speech.time(at) if at and at.date() == now.date() else "–"

    def _fill_balance(self) -> None:
        """The groups by sex and by the categories that anyone is of."""
        speech, counts = self._speech, group_counts(self._event, self._people)
        present = {key for count in counts for key in count.by_category}
        categories = [c for c in self._event.categories if c.key in present]
        kinds = self._tallies([category.key for category in categories])
        titles = [self.tr("Here"), self.tr("Women"), self.tr("Men"), *map(speech.named, categories)]
        rows = [
            BalanceRow(
                f"{speech.digits(count.group.number)} {speech.named(count.group)}"
                if count.group
                else self.tr("Without a group"),
                self._of(count.here, count.people),
                count.people,
                (count.women, count.men, *(count.by_category.get(c.key, 0) for c in categories)),
            )
            for count in counts
        ]
        self.groups.show_rows(titles, rows, kinds)

    def _tallies(self, categories: Sequence[str]) -> list[Total]:
        """Here of all: everyone, women, men, and those of each category."""
        people = self._people
        each = [
            people,
            *([p for p in people if p.sex is sex] for sex in (Sex.FEMALE, Sex.MALE)),
            *([p for p in people if p.category == key] for key in categories),
        ]
        return [self._total(members) for members in each]

    def _total(self, members: Sequence[Person]) -> Total:
        here = sum(person.arrived_at is not None for person in members)
        return Total(here, len(members), self._of(here, len(members)))

    def _of(self, part: int, whole: int) -> str:
        return self._speech.digits(f"{part} / {whole}")

    def _paper(self) -> keys.Key:
        """Which list on paper belongs to what is shown."""
        return keys.PHOTO_LIST if self.of.picked() is Of.NO_PHOTO else keys.DOOR_LISTS

    def _name_paper(self) -> None:
        doors, photos = self.tr("Lists for the doors…"), self.tr("This list as a PDF…")
        self._doors.setText(photos if self.of.picked() is Of.NO_PHOTO else doors)

    def _show_choice(self) -> None:
        self._name_paper()
        self._fill_list()

    def _fill_list(self) -> None:
        at = self.list.currentRow()
        self.list.clear()
        for person in self._listed()[:LISTED]:
            item = QListWidgetItem(self._line(person))
            item.setData(Qt.ItemDataRole.UserRole, person.code)
            self.list.addItem(item)
        self.list.setCurrentRow(max(0, min(at, self.list.count() - 1)))

    def _listed(self) -> list[Person]:
        if self.of.picked() is Of.NO_PHOTO:
            return [p for p in self._people if p.photo_consent is PhotoConsent.NO]
        return awaited(self._people)

    def _line(self, person: Person) -> str:
        first, second = self._speech.names(person)
        phone = self._speech.digits(person.phone) if self._private else ""
        organisation = self._speech.organisation(person) if person.named else ""
        lower = " · ".join(filter(None, (phone, organisation)))
        return with_break_marks("\n".join(("  ".join(filter(None, (first, second))), lower)))

    def _pick(self, item: QListWidgetItem) -> None:
        self.picked.emit(str(item.data(Qt.ItemDataRole.UserRole)))


def _whole(pace: float) -> int:
    """People have no parts; and where someone came it is not none."""
    return max(1, round(pace)) if pace else 0


_TURNS: dict[int, float] = {Qt.Key.Key_PageUp: -1.0, Qt.Key.Key_PageDown: 1.0}
_NUDGES: dict[int, float] = {Qt.Key.Key_Up: -0.25, Qt.Key.Key_Down: 0.25}
"""Pages that a key scrolls."""


def _row_height() -> int:
    return theme.line_height(theme.BODY) + theme.line_height(theme.SMALL)


class _PeopleList(QListWidget):
    """Arrows choose, Enter picks; letters belong to the queue, whole pages to the page around it:
    ``turned`` carries how many, down where positive. Arrows turn it too, a little, where there is
    no further row. ``moved`` fires when an arrow chose another row."""

    typed = Signal(str)
    left = Signal()
    turned = Signal(float)
    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(_TwoLines(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, round(_row_height() * 2.5))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()  # rows are as high as their text
            self.updateGeometry()

    def turn(self, pages: int) -> None:
        """Choose a row so many pages further on."""
        rows = max(1, self.viewport().height() // _row_height())
        self.setCurrentRow(max(0, min(self.currentRow() + pages * rows, self.count() - 1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat() and self.currentItem() is not None:
                self.itemActivated.emit(self.currentItem())
        elif event.text().isprintable() and event.text() and not control:
            self.typed.emit(event.text())
        elif key in _TURNS:
            self.turned.emit(_TURNS[key])
        else:
            self._step(event)

    def _step(self, event: QKeyEvent) -> None:
        before = self.currentRow()
        super().keyPressEvent(event)
        if self.currentRow() != before:
            self.moved.emit()
        elif event.key() in _NUDGES:
            self.turned.emit(_NUDGES[event.key()])


class _TwoLines(QStyledItemDelegate):
    """A name, and quietly below it what is said of the person."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, _row_height())

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        look, edge = theme.colours(), theme.UNIT * 2
        upper, _, lower = str(index.data()).partition("\n")
        box: QRect = option.rect
        high = theme.line_height(theme.BODY)
        above = QRect(box.left() + edge, box.top(), box.width() - 2 * edge, high)
        below = QRect(
            above.left(), above.bottom() - 4, above.width(), box.bottom() - above.bottom()
        )
        name, rest = theme.font(theme.BODY, bold=True), theme.font(theme.SMALL)
        paint_line(painter, upper, above, name, colour=look.ink)
        paint_line(painter, lower, below, rest, colour=look.quiet)


class _Tile(QFrame):
    """One number, large, with its words below."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._number, self._words = Label(), Label()
        self._number.setProperty("scale", "search")
        self._words.setProperty("quiet", "true")
        self._words.setWordWrap(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.UNIT * 2, theme.UNIT // 2, theme.UNIT * 2, theme.UNIT // 2)
        layout.setSpacing(theme.UNIT)
        layout.addWidget(self._number)
        layout.addWidget(self._words, 1)

    def say(self, number: str, words: str) -> None:
        """Show ``number`` and what it is."""
        self._number.setText(number)
        self._words.setText(with_break_marks(words))
        self.setAccessibleName(f"{number} {words}")

    def text(self) -> str:
        """What it says."""
        return f"{self._number.text()} {self._words.text()}".replace("\u200b", "")


def _box(layout: QLayout) -> QWidget:
    """A widget that is nothing but ``layout``."""
    box = QWidget()
    box.setLayout(layout)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.UNIT)
    return box


def _card(*parts: QWidget) -> QFrame:
    """A card of ``parts`` from the top down, the last one as high as there is room."""
    card = QFrame()
    card.setObjectName("card")
    layout = QVBoxLayout(card)
    layout.setContentsMargins(theme.UNIT * 2, theme.UNIT, theme.UNIT * 2, theme.UNIT)
    layout.setSpacing(0)
    for part in parts:
        layout.addWidget(part, 1 if part is parts[-1] else 0)
    return card
