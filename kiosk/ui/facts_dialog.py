"""The facts of the event: what was to be confirmed is filled in here."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from kiosk.domain import AgendaItem, Category, Event, Grant, Group
from kiosk.language import Language, Refusal, Sentence, with_latin_digits
from kiosk.services.khmer import with_break_marks
from kiosk.services.readiness import Part
from kiosk.ui import theme
from kiosk.ui.fact_words import GRANT, TEXTS, TIMES, fact_words
from kiosk.ui.label import Label
from kiosk.ui.long_line import LongLine
from kiosk.ui.notice import Notice, Tone
from kiosk.ui.number_fields import DayField, NumberField, TimeField, time_in, written

_WIDEST = 360
"""No column of a table is wider, in pixels, when it opens."""

NO_NUMBER = Sentence(
    en="“{text}” is not a number of a group. Write it like this: 3",
    km="«{text}» មិនមែនជាលេខក្រុមទេ។ សូមសរសេរដូចនេះ៖ ៣",
)
NO_AMOUNT = Sentence(
    en="“{text}” is not an amount in dollars. Write it like this: 2.50",
    km="«{text}» មិនមែនជាចំនួនប្រាក់ដុល្លារទេ។ សូមសរសេរដូចនេះ៖ ២.៥០",
)
NO_RIEL = Sentence(
    en="“{text}” is not a rate in riel. Write it like this: 4100",
    km="«{text}» មិនមែនជាអត្រារៀលទេ។ សូមសរសេរដូចនេះ៖ ៤១០០",
)


class FactsDialog(QDialog):
    """Every fact of the event, the empty texts marked as to be confirmed.

    ``save`` is given the event as typed when the dialog is to close; what it refuses is said
    here, with everything that was typed still in place.
    """

    def __init__(
        self, event: Event, language: Language, save: Callable[[Event], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._event, self._language, self._save = event, language, save
        self.setWindowTitle(self.tr("Facts of the event"))
        theme.fit_to_screen(self, 1000, 640)
        self.texts = {name: self._text(getattr(event, name)) for name in TEXTS}
        self.grant = {name: self._text(getattr(event.grant, name)) for name in GRANT}
        self.times = {name: _TimeField(getattr(event, name)) for name in TIMES}
        self.day = DayField(QDate(event.date.year, event.date.month, event.date.day))
        self.expected = theme.indented(NumberField())
        self.expected.setRange(0, 1_000_000)
        self.expected.setValue(event.expected_participants)
        km, en = self.tr("Khmer"), self.tr("English")
        money = [self.tr("Transport, $"), self.tr("Meals, $"), self.tr("Lodging, $")]
        self.categories = RowsTable(
            self.tr("Categories and allowances"),
            [self.tr("Key"), km, en, *money],
            [_category_cells(c) for c in event.categories],
        )
        self.riel_rate = QLineEdit("" if event.riel_rate is None else written(event.riel_rate))
        self.riel_rate.setPlaceholderText(self.tr("allowances in dollars only"))
        self.riel_rate.setAccessibleName(self.tr("Riel for 1 dollar"))
        self.groups = RowsTable(
            self.tr("Groups"),
            [self.tr("Number"), km, en],
            [(written(g.number), g.km, g.en) for g in event.groups],
        )
        self.agenda = RowsTable(
            self.tr("Agenda"),
            [
                self.tr("Begins"),
                self.tr("Ends"),
                km,
                en,
                self.tr("Who"),
                self.tr("Speakers, one after a ;"),
                self.tr("Groups"),
            ],
            [_agenda_cells(item) for item in event.agenda],
        )
        self.problem = Notice(hides=True)
        self._lay_out()

    def _lay_out(self) -> None:
        self.tabs = tabs = QTabWidget()
        tabs.addTab(self._texts_page(), self.tr("Texts and times"))
        tabs.addTab(self._categories_page(), self.tr("Categories and allowances"))
        tabs.addTab(self.groups, self.tr("Groups"))
        tabs.addTab(self.agenda, self.tr("Agenda"))
        save, leave = QPushButton(self.tr("Save")), QPushButton(self.tr("Back"))
        save.setDefault(True)
        save.clicked.connect(self.accept)
        leave.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.UNIT * 2] * 4)
        layout.addWidget(tabs, 1)
        layout.addWidget(self.problem)
        layout.addLayout(buttons)

    def show_part(self, part: Part) -> None:
        """Turn to the tab with that part."""
        self.tabs.setCurrentIndex(list(Part).index(part))

    def _texts_page(self) -> QScrollArea:
        fields = QWidget()
        form = QFormLayout(fields)
        form.addRow(self.tr("Day"), self.day)
        form.addRow(self.tr("Expected participants"), self.expected)
        hint = Label(with_break_marks(self.tr("Counts until a list is read.")))
        hint.setProperty("quiet", "true")
        hint.setWordWrap(True)
        form.addRow("", hint)
        self.expected.setAccessibleDescription(hint.text())
        self.day.setAccessibleName(self.tr("Day"))
        self.expected.setAccessibleName(self.tr("Expected participants"))
        for names, widgets in (
            (TEXTS, self.texts),
            (TIMES, self.times),
            (GRANT, self.grant),
        ):
            for name, widget in widgets.items():
                words = fact_words(names[name])
                widget.setAccessibleName(words)
                form.addRow(words, widget)
        theme.level(form)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(fields)
        return scroll

    def _categories_page(self) -> QWidget:
        page = QWidget()
        rate = QFormLayout()
        rate.setContentsMargins(*[theme.UNIT] * 4)
        rate.addRow(self.tr("Riel for 1 dollar"), self.riel_rate)
        theme.level(rate)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.categories, 1)
        layout.addLayout(rate)
        return page

    def _text(self, value: str) -> QLineEdit:
        line = LongLine()
        line.fill(value)
        line.setCursorPosition(0)
        line.setPlaceholderText(self.tr("to be confirmed"))
        return line

    def accept(self) -> None:
        """Save and close; stay open where the event is refused."""
        try:
            self._save(self.event_as_typed())
        except Refusal as refusal:
            told = refusal
            self.problem.say(Tone.WARN, lambda: told.text(self._language))
            return
        super().accept()

    def event_as_typed(self) -> Event:
        """The event with what stands in the fields now.

        Raises:
            Refusal: a number, an amount or a time cannot be read.
        """
        texts: dict[str, Any] = {name: line.text().strip() for name, line in self.texts.items()}
        grant = Grant(**{name: line.text().strip() for name, line in self.grant.items()})
        times: dict[str, Any] = {name: field.time() for name, field in self.times.items()}
        shown = self.day.date()
        return dataclasses.replace(
            self._event,
            date=date(shown.year(), shown.month(), shown.day()),
            expected_participants=self.expected.value(),
            grant=grant,
            riel_rate=_riel(self.riel_rate.text()),
            categories=tuple(_category(row) for row in self.categories.rows()),
            groups=tuple(
                Group(number=_number(number), km=km, en=en) for number, km, en in self.groups.rows()
            ),
            agenda=tuple(_agenda_item(row) for row in self.agenda.rows()),
            **texts,
            **times,
        )


class RowsTable(QWidget):
    """A few rows of texts, with buttons to add one and to take the chosen one away."""

    def __init__(self, name: str, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        super().__init__()
        self.table = QTableWidget(0, len(titles))
        self.table.setHorizontalHeaderLabels(list(titles))
        self.table.setAccessibleName(name)
        header = self.table.horizontalHeader()
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.verticalHeader().setDefaultSectionSize(
            max(theme.TOUCH, theme.line_height(theme.BODY))
        )
        for row in rows:
            self.add(row)
        self.table.resizeColumnsToContents()
        for column in range(len(titles)):
            wide = self.table.columnWidth(column) + theme.UNIT * 2
            self.table.setColumnWidth(column, min(max(wide, theme.UNIT * 10), _WIDEST))
        add, take = QPushButton(self.tr("Add a row")), QPushButton(self.tr("Take the row away"))
        add.clicked.connect(lambda: self.add([""] * len(titles)))
        take.clicked.connect(lambda: self.table.removeRow(self.table.currentRow()))
        buttons = QHBoxLayout()
        buttons.addWidget(add)
        buttons.addWidget(take)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)

    def add(self, cells: Sequence[str]) -> None:
        """One more row at the end."""
        row = self.table.rowCount()
        self.table.insertRow(row)
        for column, text in enumerate(cells):
            self.table.setItem(row, column, QTableWidgetItem(text))

    def rows(self) -> list[list[str]]:
        """The rows that hold anything."""
        found = []
        for row in range(self.table.rowCount()):
            items = [self.table.item(row, column) for column in range(self.table.columnCount())]
            cells = [item.text().strip() if item else "" for item in items]
            if any(cells):
                found.append(cells)
        return found


def _category_cells(category: Category) -> list[str]:
    rates = (category.transport, category.meals, category.lodging)
    texts = (category.key, category.km, category.en)
    return [*texts, *(written(f"{rate:.2f}") if rate else "" for rate in rates)]


def _category(cells: Sequence[str]) -> Category:
    key, km, en, transport, meals, lodging = cells
    return Category(
        key=key,
        km=km,
        en=en,
        transport=_amount(transport),
        meals=_amount(meals),
        lodging=_amount(lodging),
    )


def _agenda_cells(item: AgendaItem) -> list[str]:
    return [
        written(item.starts.strftime("%H:%M")),
        written(item.ends.strftime("%H:%M")),
        item.km,
        item.en,
        item.who,
        "; ".join(item.speakers),
        written(", ".join(map(str, item.groups))),
    ]


def _agenda_item(cells: Sequence[str]) -> AgendaItem:
    starts, ends, km, en, who, speakers, groups = cells
    return AgendaItem(
        starts=_time_of_day(starts),
        ends=_time_of_day(ends),
        km=km,
        en=en,
        who=who,
        speakers=tuple(filter(None, (name.strip() for name in speakers.split(";")))),
        groups=tuple(_number(number) for number in groups.replace(",", " ").split()),
    )


def _number(text: str) -> int:
    try:
        return int(with_latin_digits(text))
    except ValueError as error:
        raise Refusal(NO_NUMBER, text=text) from error


def _amount(text: str) -> Decimal:
    try:
        return Decimal(with_latin_digits(text.removeprefix("$") or "0"))
    except InvalidOperation as error:
        raise Refusal(NO_AMOUNT, text=text) from error


def _riel(text: str) -> int | None:
    plain = with_latin_digits("".join(text.split()).replace(",", ""))
    try:
        return int(plain) if plain else None
    except ValueError as error:
        raise Refusal(NO_RIEL, text=text) from error


def _time_of_day(text: str) -> time:
    said = time_in(text)
    return time(said.hour(), said.minute())


class _TimeField(QWidget):
    """A time of day that may still be to be confirmed."""

    def __init__(self, value: time | None) -> None:
        super().__init__()
        self._known = QCheckBox()
        self._edit = TimeField(QTime(value.hour, value.minute) if value else QTime(8, 0))
        self._known.setChecked(value is not None)
        self._edit.setEnabled(value is not None)
        self._known.toggled.connect(self._edit.setEnabled)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._known)
        layout.addWidget(self._edit)
        layout.addStretch(1)

    def setAccessibleName(self, name: str) -> None:
        """Name the time, and the box that says whether it is known."""
        super().setAccessibleName(name)
        self._known.setAccessibleName(self.tr("%1 is known").replace("%1", name))
        self._edit.setAccessibleName(name)

    def time(self) -> time | None:
        """The time of day, None while it is not known."""
        if not self._known.isChecked():
            return None
        shown = self._edit.time()
        return time(shown.hour(), shown.minute())
