"""Reading a list: what would happen, row by row, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
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

from kiosk.language import Told
from kiosk.services.khmer import with_break_marks
from kiosk.services.lists import ListNote, ListPlan, Outcome
from kiosk.services.people import FIELD_NAMES
from kiosk.ui import theme
from kiosk.ui.speech import Speech


class ListDialog(QDialog):
    """Shows a plan; accepted means: take it."""

    def __init__(self, plan: ListPlan, speech: Speech, parent: QWidget) -> None:
        super().__init__(parent)
        self._plan, self._speech = plan, speech
        self.setWindowTitle(self.tr("Read a participant list"))
        self.resize(1000, 600)
        self.summary = QLabel(with_break_marks(self._summary()))
        self.summary.setProperty("scale", "large")
        self.summary.setWordWrap(True)
        self.tabs = QTabWidget()
        self._add_tabs()
        self.take = QPushButton(self.tr("Take this list"))
        self.take.setDefault(True)
        self.take.setEnabled(bool(plan.count(Outcome.NEW) or plan.count(Outcome.CHANGED)))
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
        layout.addWidget(self.tabs, 1)
        layout.addLayout(buttons)

    def _summary(self) -> str:
        count, digits = self._plan.count, self._speech.digits
        words = self.tr("%1 new, %2 changed, %3 the same; %4 not taken, %5 to look at.")
        numbers = (
            count(Outcome.NEW),
            count(Outcome.CHANGED),
            count(Outcome.SAME),
            count(Outcome.REFUSED),
            len(self._plan.questions),
        )
        for i, number in enumerate(numbers, start=1):
            words = words.replace(f"%{i}", digits(number))
        return words

    def _add_tabs(self) -> None:
        place = [self.tr("Sheet"), self.tr("Row")]
        asked = [(n.sheet, n.row, n.told) for n in (*self._plan.questions, *self._other_notes())]
        refused = [
            (row.sheet, row.row, row.told)
            for row in self._plan.rows
            if row.outcome is Outcome.REFUSED and row.told
        ]
        why = [*place, self.tr("Why")]
        self._add_tab(self.tr("To look at"), why, [self._told_row(*row) for row in asked])
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

    def _add_tab(self, name: str, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self.tabs.addTab(_table(titles, rows), f"{name} ({self._speech.digits(len(rows))})")

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
        return self._speech.text(FIELD_NAMES[name]) if name in FIELD_NAMES else name

    def _column_rows(self) -> list[list[str]]:
        return [
            [
                column.sheet,
                column.letters,
                column.title,
                str(column.field or "–"),
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
    header.resizeSections(QHeaderView.ResizeMode.ResizeToContents)
    table.verticalHeader().setDefaultSectionSize(theme.line_height(theme.BODY) + theme.UNIT)
    return table
