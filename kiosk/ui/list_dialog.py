"""Reading a list: what would happen, row by row, before anything is written."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from kiosk.domain import Category
from kiosk.language import Told
from kiosk.services.khmer import with_break_marks
from kiosk.services.lists import ListNote, ListPlan, Outcome
from kiosk.services.lists.sentences import FIELDS
from kiosk.ui import theme
from kiosk.ui.speech import Speech

WRAPPED = 300
"""Up to so many rows are as high as their words; measuring more would hold up the window."""


class ListDialog(QDialog):
    """Shows a plan; accepted means: take it. ``category_wished`` asks for the plan anew with
    that category for the rows that do not say theirs; :meth:`show_plan` takes the answer."""

    category_wished = Signal(str)

    def __init__(
        self, plan: ListPlan, categories: Sequence[Category], speech: Speech, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._plan, self._speech = plan, speech
        self._categories = QComboBox()
        self._categories.setAccessibleName(self.tr("Category of people whose row says none"))
        self._categories.addItem("–", "")
        for category in categories:
            self._categories.addItem(speech.named(category), category.key)
        self._categories.activated.connect(
            lambda _row: self.category_wished.emit(self._categories.currentData())
        )
        self.setWindowTitle(self.tr("Read a participant list"))
        theme.fit_to_screen(self, 1100, 640)
        self.summary = QLabel()
        self.summary.setProperty("scale", "large")
        self.summary.setWordWrap(True)
        self.tabs = QTabWidget()
        self.take = QPushButton(self.tr("Take this list"))
        self.take.setDefault(True)
        self.take.clicked.connect(self.accept)
        self.leave = QPushButton(self.tr("Leave everything as it is"))
        self.leave.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.UNIT * 2] * 4)
        layout.addWidget(self.summary)
        row = QHBoxLayout()
        row.addWidget(QLabel(self.tr("Category of people whose row says none")))
        row.addWidget(self._categories, 1)
        layout.addLayout(row)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(buttons)
        self.show_plan(plan)

    def show_plan(self, plan: ListPlan) -> None:
        """Show what would happen."""
        self._plan = plan
        self.summary.setText(with_break_marks(self._summary()))
        self.tabs.clear()
        self._add_tabs()
        self.take.setEnabled(bool(plan.count(Outcome.NEW) or plan.count(Outcome.CHANGED)))

    def _summary(self) -> str:
        count, digits = self._plan.count, self._speech.digits
        words = self.tr("%1 new, %2 changed, %3 the same; %4 not taken, %5 to look at.")
        numbers = (
            count(Outcome.NEW),
            count(Outcome.CHANGED),
            count(Outcome.SAME),
            count(Outcome.REFUSED),
            self._plan.count(Outcome.ASK) + len(self._plan.notes),
        )
        for i, number in enumerate(numbers, start=1):
            words = words.replace(f"%{i}", digits(number))
        return words

    def _add_tabs(self) -> None:
        place = [self.tr("Sheet"), self.tr("Row")]
        notes = (*(n for n in self._plan.notes if n.asks), *self._other_notes())
        self._asking = [row for row in self._plan.rows if row.outcome is Outcome.ASK]
        asked = [(r.sheet, r.row, r.told) for r in self._asking if r.told]
        noted = [(n.sheet, n.row, n.told) for n in notes]
        refused = [
            (row.sheet, row.row, row.told)
            for row in self._plan.rows
            if row.outcome is Outcome.REFUSED and row.told
        ]
        why = [*place, self.tr("Why")]
        rows = [self._told_row(*row) for row in (*asked, *noted)]
        self._to_look_at = self._add_tab(self.tr("To look at"), why, rows)
        self._offer_taking()
        self._add_tab(self.tr("Not taken"), why, [self._told_row(*row) for row in refused])
        who = [*place, self.tr("Name"), self.tr("Organisation")]
        self._add_tab(self.tr("New"), who, self._new_rows())
        what = [*place, self.tr("Field"), self.tr("Until now"), self.tr("In the list")]
        self._add_tab(self.tr("Changed"), what, self._changed_rows())
        column = [
            self.tr("Sheet"),
            self.tr("Column"),
            self.tr("Title"),
            self.tr("Fills"),
            self.tr("Holds"),
        ]
        self._add_tab(self.tr("Columns"), column, self._column_rows())

    def _add_tab(
        self, name: str, titles: Sequence[str], rows: Sequence[Sequence[str]]
    ) -> QTableWidget:
        table = _table(titles, rows)
        self.tabs.addTab(table, f"{name} ({self._speech.digits(len(rows))})")
        return table

    def _offer_taking(self) -> None:
        """A row that may be someone on the list already is taken when its tick is set."""
        for number, row in enumerate(self._asking):
            item = self._to_look_at.item(number, 0)
            if row.details is not None and item is not None:
                item.setCheckState(Qt.CheckState.Unchecked)
                item.setToolTip(self.tr("Tick: someone else – take this row too"))
        self._to_look_at.itemChanged.connect(lambda _item: self.take.setEnabled(True))

    def plan(self) -> ListPlan:
        """The plan, with the ticked rows taken as people of their own."""
        ticked = {
            (row.sheet, row.row)
            for number, row in enumerate(self._asking)
            if (item := self._to_look_at.item(number, 0)) is not None
            and item.checkState() is Qt.CheckState.Checked
        }
        rows = tuple(
            dataclasses.replace(row, outcome=Outcome.NEW, person_id=None)
            if (row.sheet, row.row) in ticked
            else row
            for row in self._plan.rows
        )
        return dataclasses.replace(self._plan, rows=rows)

    def _other_notes(self) -> list[ListNote]:
        return [note for note in self._plan.notes if not note.asks]

    def _told_row(self, sheet: str, row: int | None, told: Told) -> list[str]:
        number = "" if row is None else self._speech.digits(row)
        return [sheet, number, told.text(self._speech.language)]

    def _new_rows(self) -> list[list[str]]:
        rows = [r for r in self._plan.rows if r.outcome is Outcome.NEW and r.details]
        return [
            [
                row.sheet,
                self._speech.digits(row.row),
                "  ".join(filter(None, (row.details.name_km, row.details.name_latin))),
                self._speech.either(row.details.organisation_km, row.details.organisation_en),
            ]
            for row in rows
            if row.details
        ]

    def _changed_rows(self) -> list[list[str]]:
        rows = [row for row in self._plan.rows if row.outcome is Outcome.CHANGED]
        return [
            [row.sheet, self._speech.digits(row.row), self._field(field), str(old), str(new)]
            for row in rows
            for field, (old, new) in row.changes.items()
        ]

    def _field(self, name: str) -> str:
        return self._speech.text(FIELDS[name]) if name in FIELDS else name

    def _column_rows(self) -> list[list[str]]:
        return [
            [
                column.sheet,
                column.letters,
                column.title,
                self._field(str(column.field)) if column.field else "–",
                " | ".join(column.samples),
            ]
            for column in self._plan.columns
        ]


def _table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> QTableWidget:
    table = QTableWidget(len(rows), len(titles))
    table.setHorizontalHeaderLabels(list(titles))
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setWordWrap(True)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setStretchLastSection(True)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            table.setItem(row, column, QTableWidgetItem(with_break_marks(text)))
    table.verticalHeader().setDefaultSectionSize(theme.line_height(theme.BODY) + theme.UNIT)
    header.resizeSections(QHeaderView.ResizeMode.ResizeToContents)
    for column in range(len(titles) - 1):
        table.setColumnWidth(column, min(table.columnWidth(column) + theme.UNIT * 2, 320))
    if len(rows) <= WRAPPED:
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    return table
