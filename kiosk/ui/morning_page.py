"""The morning at a glance: pace, curve, groups, who is not here yet, who must not be pictured."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kiosk.domain import Event, Person, PhotoConsent, Sex
from kiosk.services.attendance_figures import event_zone, figures
from kiosk.services.groups import group_counts
from kiosk.services.khmer import with_break_marks
from kiosk.services.pace import pace
from kiosk.ui import theme
from kiosk.ui.charts import ArrivalCurve, Bar, Bars
from kiosk.ui.choice import Choice
from kiosk.ui.speech import Speech

LISTED = 500
"""How many people the list shows; nobody phones more of an evening."""


class Of(StrEnum):
    """Whom the list shows."""

    NOT_YET = "not_yet"
    NO_PHOTO = "no_photo"


class MorningPage(QWidget):
    """Second to the queue. ``typed`` carries letters, which belong to the queue; ``picked`` the
    badge code of someone on the list; ``door_lists`` asks for the groups' lists."""

    typed = Signal(str)
    picked = Signal(str)
    left = Signal()
    door_lists = Signal()

    def __init__(self, speech: Speech, event: Event) -> None:
        super().__init__()
        self._speech, self._event = speech, event
        self._people: Sequence[Person] = ()
        self._now: datetime | None = None
        self._private = False
        self.tiles = [_Tile() for _ in range(4)]
        self.curve = ArrivalCurve(speech.time, speech.digits)
        self.groups, self.categories, self.sexes = Bars(), Bars(), Bars()
        self._titles = {part: QLabel() for part in ("curve", "groups", "categories", "sexes")}
        self.of = Choice(tuple(Of), Of.NOT_YET, focusable=False)
        self.of.pick(Of.NOT_YET)
        self.of.chosen.connect(lambda _value: self._fill_list())
        self.list = _PeopleList()
        self._doors, self._back = QPushButton(), QPushButton()
        for button, signal in ((self._doors, self.door_lists), (self._back, self.left)):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, signal=signal: signal.emit())
        self.list.typed.connect(self.typed)
        self.list.left.connect(self.left)
        self.list.itemActivated.connect(self._pick)
        self.setFocusProxy(self.list)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.UNIT)
        for tile in self.tiles:
            top.addWidget(tile, 1)
        top.addWidget(self._back)
        grid = QGridLayout()
        grid.setSpacing(theme.UNIT)
        grid.addWidget(_card(self._titles["curve"], self.curve, stretches=True), 0, 0, 1, 3)
        for column, part in enumerate(("groups", "categories", "sexes")):
            bars = getattr(self, part)
            grid.addWidget(_card(self._titles[part], bars), 1, column)
            grid.setColumnStretch(column, 3 if part != "sexes" else 2)
        grid.setRowStretch(0, 1)
        aside = QVBoxLayout()
        aside.setSpacing(theme.UNIT)
        aside.addWidget(self.of)
        aside.addWidget(self.list, 1)
        aside.addWidget(self._doors)
        below = QHBoxLayout()
        below.setSpacing(theme.UNIT)
        below.addLayout(grid, 5)
        below.addLayout(aside, 2)
        inside = QWidget()
        content = QVBoxLayout(inside)
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(theme.UNIT)
        content.addLayout(top)
        content.addLayout(below, 1)
        self.list.setMinimumHeight(theme.TOUCH * 3)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every word anew."""
        titles = {
            "curve": self.tr("Arrivals in five minutes, and all who are here"),
            "groups": self.tr("Groups: here of all"),
            "categories": self.tr("Categories: here of all"),
            "sexes": self.tr("Sex: who is here"),
        }
        for part, words in titles.items():
            self._titles[part].setText(words)
            getattr(self, part).setAccessibleName(words)
        names = {Of.NOT_YET: self.tr("Not here yet"), Of.NO_PHOTO: self.tr("No photos")}
        self.of.name_choices(names)
        self.of.setAccessibleName(self.tr("Whom the list shows"))
        self.list.setAccessibleName(self.tr("People"))
        self._doors.setText(self.tr("Lists for the doors…"))
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
        self._fill_bars()
        self._fill_list()

    def _fill_tiles(self, now: datetime) -> None:
        found, digits = pace(self._people, now), self._speech.digits
        zone = event_zone(self._event)
        steps = [(at.astimezone(zone), count) for at, count in found.steps]
        expected = sum(not p.walk_in for p in self._people)
        self.curve.show_steps(steps, expected or self._event.expected_participants)
        done = self._speech.time(found.done_at.astimezone(zone)) if found.done_at else "–"
        here = [p for p in self._people if p.arrived_at is not None]
        refused = sum(p.photo_consent is PhotoConsent.NO for p in self._people)
        asked = sum(p.photo_consent is not PhotoConsent.NOT_ASKED for p in here)
        for tile, number, words in zip(
            self.tiles,
            (digits(round(found.recent)), done, digits(found.waiting), digits(refused)),
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

    def _fill_bars(self) -> None:
        speech, event = self._speech, self._event
        found = figures(event, self._people)
        bars = [
            Bar(
                f"{speech.digits(count.group.number)} {speech.named(count.group)}"
                if count.group
                else self.tr("Without a group"),
                count.here,
                count.people,
                self._sexes_words(count.here, count.people, count.women, count.men),
            )
            for count in group_counts(event, self._people)
        ]
        self.groups.show_bars(bars)
        self.categories.show_bars(
            [
                Bar(speech.named(category), tally.arrived, whole, self._of(tally.arrived, whole))
                for category in event.categories
                for tally in (found.by_category[category.key],)
                for whole in (tally.registered + tally.walk_ins,)
                if whole
            ]
        )
        sexes = {
            Sex.FEMALE: self.tr("Women"),
            Sex.MALE: self.tr("Men"),
            Sex.OTHER: self.tr("Other"),
            Sex.NOT_STATED: self.tr("Not stated"),
        }
        here = {sex: found.by_sex[sex].arrived for sex in sexes}
        self.sexes.show_bars(
            [Bar(sexes[sex], n, max(n, 0), speech.digits(n)) for sex, n in here.items()]
        )

    def _of(self, part: int, whole: int) -> str:
        return self._speech.digits(f"{part} / {whole}")

    def _sexes_words(self, here: int, people: int, women: int, men: int) -> str:
        words = self.tr("%1 women, %2 men")
        sexes = words.replace("%1", self._speech.digits(women))
        return f"{self._of(here, people)} · {sexes.replace('%2', self._speech.digits(men))}"

    def _fill_list(self) -> None:
        at = self.list.currentRow()
        self.list.clear()
        for person in self._listed()[:LISTED]:
            item = QListWidgetItem(self._line(person))
            item.setData(Qt.ItemDataRole.UserRole, person.code)
            item.setSizeHint(QSize(0, 2 * theme.line_height(theme.BODY)))
            self.list.addItem(item)
        self.list.setCurrentRow(max(0, min(at, self.list.count() - 1)))

    def _listed(self) -> list[Person]:
        if self.of.picked() is Of.NO_PHOTO:
            return [p for p in self._people if p.photo_consent is PhotoConsent.NO]
        return [p for p in self._people if p.arrived_at is None and not p.walk_in]

    def _line(self, person: Person) -> str:
        first, second = self._speech.names(person)
        phone = self._speech.digits(person.phone) if self._private else ""
        organisation = self._speech.organisation(person) if person.named else ""
        lower = " · ".join(filter(None, (phone, organisation)))
        return with_break_marks("\n".join(("  ".join(filter(None, (first, second))), lower)))

    def _pick(self, item: QListWidgetItem) -> None:
        self.picked.emit(str(item.data(Qt.ItemDataRole.UserRole)))


class _PeopleList(QListWidget):
    """Arrows choose, Enter picks; letters belong to the queue."""

    typed = Signal(str)
    left = Signal()

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
        else:
            super().keyPressEvent(event)


class _Tile(QFrame):
    """One number, large, with its words below."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._number, self._words = QLabel(), QLabel()
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


def _card(title: QLabel, inside: QWidget, *, stretches: bool = False) -> QFrame:
    card = QFrame()
    card.setObjectName("card")
    title.setProperty("quiet", "true")
    layout = QVBoxLayout(card)
    layout.setContentsMargins(theme.UNIT * 2, theme.UNIT // 2, theme.UNIT * 2, theme.UNIT // 2)
    layout.setSpacing(0)
    layout.addWidget(title)
    layout.addWidget(inside, 1 if stretches else 0)
    if not stretches:
        layout.addStretch(1)
    return card
