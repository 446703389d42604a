"""A list on its way in: how far it is, what would happen row by row, and the answers to it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from kiosk.domain import Event
from kiosk.language import Sentence, Told
from kiosk.services.field_words import value_words
from kiosk.services.khmer import with_break_marks
from kiosk.services.list_taking import Stage
from kiosk.services.lists import (
    Answers,
    Column,
    Field,
    ListNote,
    ListPlan,
    Outcome,
    PlannedRow,
    RowAnswer,
    UnknownValue,
    Who,
    settled,
)
from kiosk.services.lists.model import NEVER_TAKEN
from kiosk.services.lists.sentences import CATEGORY_ASSUMED, FIELDS
from kiosk.services.lists.unknown_values import MAKE
from kiosk.services.lists.values import value_key
from kiosk.services.provinces import PROVINCES
from kiosk.ui import theme
from kiosk.ui.choice_box import ChoiceBox
from kiosk.ui.label import Label
from kiosk.ui.list_tables import RowTable, chooser
from kiosk.ui.speech import Speech


@dataclasses.dataclass(frozen=True, slots=True)
class _Contested:
    """One field of a row that the desk changed and the list says otherwise."""

    row: PlannedRow
    field: str


class ListDialog(QDialog):
    """Shows the progress, then the plan; accepted means that it was taken.

    ``asked_anew`` wants the plan once more with :attr:`answers`; ``taken`` wants it carried
    out as :meth:`plan` says; ``stopped`` wants the work that runs to end.
    """

    asked_anew = Signal()
    taken = Signal()
    stopped = Signal()

    def __init__(self, event: Event, speech: Speech, parent: QWidget) -> None:
        super().__init__(parent)
        self._event = self._event_before = event
        self._speech = speech
        self._plan: ListPlan | None = None
        self._busy = False
        self._answered: dict[tuple[Field, str], UnknownValue] = {}
        self._answered_at = ("", 0)
        self.answers = Answers()
        self.setWindowTitle(self.tr("Read a participant list"))
        theme.fit_to_screen(self, 1180, 680)
        self.summary = Label()
        self.summary.setProperty("scale", "large")
        self.summary.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.categories = self._category_box()
        self.doubtful = self._doubtful_box()
        self.tabs = QTabWidget()
        self.take = QPushButton(self.tr("Take this list"))
        self.take.setDefault(True)
        self.take.clicked.connect(self.taken)
        self.leave = QPushButton()
        self.leave.setAutoDefault(False)
        self.leave.clicked.connect(self.reject)
        self._lay_out()
        self.set_busy(True)

    def _category_box(self) -> QComboBox:
        box = ChoiceBox()
        box.setAccessibleName(self.tr("Category of people whose row says none"))
        box.addItem("–", "")
        for category in self._event.categories:
            box.addItem(self._speech.named(category), category.key)
        box.activated.connect(lambda _row: self._choose_category(box.currentData()))
        return box

    def _doubtful_box(self) -> QComboBox:
        """Who all rows are that may be someone, but for those answered by themselves."""
        box = ChoiceBox()
        box.setAccessibleName(self.tr("Rows that may be someone already there"))
        for words, who in (
            (self.tr("Leave out until answered"), Who.SKIP),
            (self.tr("All the same person"), Who.SAME),
            (self.tr("All someone else"), Who.NEW),
        ):
            box.addItem(words, who.value)
        box.activated.connect(lambda _row: self._answer(asked=Who(box.currentData())))
        return box

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.UNIT * 2] * 4)
        layout.addWidget(self.summary)
        layout.addWidget(self.bar)
        rows = QGridLayout()
        for at, box in enumerate((self.categories, self.doubtful)):
            rows.addWidget(_wrapping(box.accessibleName()), at, 0)
            rows.addWidget(box, at, 1)
        rows.setColumnStretch(0, 1)
        rows.setColumnStretch(1, 2)
        layout.addLayout(rows)
        layout.addWidget(self.tabs, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.take)
        layout.addLayout(buttons)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self._plan and not self._busy:
            self.show_plan(self._plan)
        super().changeEvent(event)

    # Work that runs

    def set_busy(self, busy: bool) -> None:
        """While work runs only stopping it is offered."""
        self.bar.setVisible(busy)
        self.bar.setRange(0, 0)
        for part in (self.tabs, self.categories, self.doubtful):
            part.setEnabled(not busy)
        stop, go = self.tr("Stop"), self.tr("Leave everything as it is")
        self.leave.setText(stop if busy else go)
        self._busy = busy
        self._allow_taking()

    def show_progress(self, stage: Stage, done: int, total: int) -> None:
        """How far the work is."""
        words = {
            Stage.READING: self.tr("Reading the file …"),
            Stage.COMPARING: self.tr("Comparing with the event …"),
            Stage.WRITING: self.tr("Writing …"),
        }
        self.summary.setText(with_break_marks(words[stage]))
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def reject(self) -> None:
        """Escape stops the work that runs, else leaves everything as it is."""
        if self._busy:
            self.stopped.emit()
        else:
            super().reject()

    # The plan

    def show_plan(self, plan: ListPlan) -> None:
        """Show what would happen; of several tabs the one that was looked at stays open."""
        open_tab = max(self.tabs.currentIndex(), 0) if self._plan else 0
        self._plan = plan
        before = self._event_before
        self._event = dataclasses.replace(
            before,
            categories=(*before.categories, *plan.categories),
            groups=(*before.groups, *plan.groups),
        )
        self.set_busy(False)
        while self.tabs.count():
            page = self.tabs.widget(0)
            self.tabs.removeTab(0)
            if page is not None:
                page.deleteLater()
        self._add_tabs(plan)
        self.tabs.setCurrentIndex(open_tab)
        self._show_summary()
        self._go_on_answering(open_tab)

    def _ask_anew(self) -> None:
        """Want the plan once more, and remember where the person is."""
        at, table = self.focusWidget(), self.tabs.currentWidget()
        if at is not None and isinstance(table, RowTable):
            self._answered_at = (at.accessibleName(), table.verticalScrollBar().value())
        self.asked_anew.emit()

    def _go_on_answering(self, tab: int) -> None:
        """Back to the box that was answered, where it still is."""
        table, (name, scrolled) = self.table(tab), self._answered_at
        table.doItemsLayout()
        table.verticalScrollBar().setValue(scrolled)
        boxes = (*table.boxes, self.categories, self.doubtful)
        box = next((box for box in boxes if box.accessibleName() == name), None)
        (box or self.tabs).setFocus()
        self._answered_at = ("", 0)

    def plan(self) -> ListPlan:
        """The plan with the answers about its rows."""
        assert self._plan is not None
        return settled(self._plan, self.answers)

    def _show_summary(self) -> None:
        plan = self.plan()
        words = self.tr("%1 new, %2 changed, %3 the same; %4 not taken, %5 to look at.")
        numbers = (
            plan.count(Outcome.NEW),
            plan.count(Outcome.CHANGED),
            plan.count(Outcome.SAME),
            plan.count(Outcome.REFUSED),
            self._open(),
        )
        for i, number in enumerate(numbers, start=1):
            words = words.replace(f"%{i}", self._speech.digits(number))
        self.summary.setText(with_break_marks(words))
        look = self.tr("To look at")
        self.tabs.setTabText(0, f"{look} ({self._speech.digits(self._open())})")
        self._counts = numbers
        self._allow_taking()

    def _open(self) -> int:
        """How many rows to look at have no answer yet."""
        return sum(not self._is_answered(row) for row in self.table(0).rows)

    def _is_answered(self, asked: Any) -> bool:
        if isinstance(asked, UnknownValue):
            return bool(self.answers.values.get(_key(asked)))
        if isinstance(asked, _Contested):
            return (asked.row.place, asked.field) in self.answers.contested
        return isinstance(asked, PlannedRow) and asked.place in self.answers.rows

    def _allow_taking(self) -> None:
        ready = not self._busy and self._plan is not None
        self.take.setEnabled(ready and any(self._counts[:2]))

    _counts: tuple[int, ...] = (0, 0)

    def _answer(self, **answered: Any) -> None:
        """Keep an answer about rows, and say what becomes of them."""
        self.answers = dataclasses.replace(self.answers, **answered)
        self._show_summary()

    def _choose_category(self, key: str) -> None:
        self.answers = dataclasses.replace(self.answers, category=key or None)
        self._ask_anew()

    # Tabs

    def _add_tabs(self, plan: ListPlan) -> None:
        place = [self.tr("Sheet"), self.tr("Row")]
        what = [*place, self.tr("Field"), self.tr("Until now"), self.tr("In the list")]
        asking: list[Any] = [row for row in plan.rows if row.asks_who]
        asking += self._all_values(plan)
        asking += [
            _Contested(row, name)
            for row in plan.rows
            for name in row.contested
            if name not in NEVER_TAKEN
        ]
        asking += [
            row
            for row in plan.rows
            if row.outcome is Outcome.ASK and not row.candidates and not row.contested
        ]
        notes = (*(n for n in plan.notes if n.asks), *(n for n in plan.notes if not n.asks))
        look = [*place, self.tr("Question"), self.tr("Answer")]
        self._add(
            self.tr("To look at"), look, [*asking, *notes], self._asked_words, self._answer_box
        )
        columns = [
            self.tr("Sheet"),
            self.tr("Column"),
            self.tr("Title"),
            self.tr("Holds"),
            self.tr("Fills"),
        ]
        self._add(self.tr("Columns"), columns, plan.columns, self._column_words, self._column_box)
        who = [*place, self.tr("Name"), self.tr("Organisation")]
        new = [row for row in plan.rows if row.outcome is Outcome.NEW]
        self._add(self.tr("New"), who, new, self._new_words)
        changed = [
            _Contested(row, name)
            for row in plan.rows
            if row.outcome is Outcome.CHANGED
            for name in row.changes
        ]
        self._add(self.tr("Changed"), what, changed, self._changed_words)
        refused = [row for row in plan.rows if row.outcome is Outcome.REFUSED]
        self._add(self.tr("Not taken"), [*place, self.tr("Why")], refused, self._told_words)

    def _all_values(self, plan: ListPlan) -> list[UnknownValue]:
        """Those that the plan asks about, and those answered, which may be answered otherwise."""
        still = {_key(value): value for value in plan.values}
        return list({**self._answered, **still}.values())

    def _add(
        self, name: str, titles: Sequence[str], rows: Sequence[Any], words: Any, box: Any = None
    ) -> None:
        table = RowTable(titles, rows, words, box)
        self.tabs.addTab(table, f"{name} ({self._speech.digits(len(rows))})")

    def table(self, number: int) -> RowTable:
        """The table of a tab, from 0: to look at, columns, new, changed, not taken."""
        table = self.tabs.widget(number)
        assert isinstance(table, RowTable)
        return table

    def _place(self, sheet: str, row: int | None) -> list[str]:
        return [sheet, "" if row is None else self._speech.digits(row)]

    def _said(self, told: Told | None) -> str:
        return told.text(self._speech.language) if told else ""

    def _told_words(self, row: PlannedRow | ListNote) -> list[str]:
        return [*self._place(row.sheet, row.row), self._said(row.told)]

    def _new_words(self, row: PlannedRow) -> list[str]:
        details = row.details
        if details is None:
            return self._place(row.sheet, row.row)
        names = "  ".join(filter(None, (details.name_km, details.name_latin)))
        organisation = self._speech.either(details.organisation_km, details.organisation_en)
        return [*self._place(row.sheet, row.row), names, organisation]

    def _changed_words(self, change: _Contested) -> list[str]:
        old, new = change.row.changes[change.field]
        return [
            *self._place(change.row.sheet, change.row.row),
            self._field(change.field),
            self._value(change.field, old),
            self._value(change.field, new),
        ]

    def _value(self, field: str, value: object) -> str:
        words: Sentence | Told = value_words(field, value, self._event)
        return words.text(self._speech.language) or "–"

    def _field(self, name: str) -> str:
        return self._speech.text(FIELDS[name])

    # Answers

    def _asked_words(self, asked: Any) -> list[str]:
        if isinstance(asked, _Contested):
            return [*self._place(*asked.row.place), self._contested_words(asked)]
        if isinstance(asked, UnknownValue):
            return [*self._place(*asked.place), self._value_words(asked)]
        words = self._told_words(asked)
        if isinstance(asked, PlannedRow) and asked.candidates:
            name = self._new_words(asked)[2] if asked.details else ""
            return [*words[:2], "\n".join((name, words[2], *self._would_change(asked)))]
        if isinstance(asked, ListNote) and asked.told.sentence is CATEGORY_ASSUMED:
            return [*words, self.tr("Choose the category above")]
        return words

    def _value_words(self, asked: UnknownValue) -> str:
        """The question; once it is answered, only what it is about."""
        if self._is_answered(asked):
            return self.tr("“%1”: taken as you answered.").replace("%1", asked.text)
        return self._said(asked.told)

    def _contested_words(self, asked: _Contested) -> str:
        old, new = (self._value(asked.field, v) for v in asked.row.contested[asked.field])
        words = self.tr("%1, %2: the desk has “%3”, the list says “%4”.")
        name = self._new_words(asked.row)[2]
        for i, fact in enumerate((name, self._field(asked.field), old, new), start=1):
            words = words.replace(f"%{i}", fact)
        return words

    def _would_change(self, row: PlannedRow) -> list[str]:
        """What the first of those it may be would get, old and new."""
        first = row.candidates[0]
        return [
            f"{self._field(name)}: {self._value(name, old)} → {self._value(name, new)}"
            for name, (old, new) in first.changes.items()
        ]

    def _answer_box(self, asked: Any) -> QComboBox | None:
        if isinstance(asked, UnknownValue):
            box = chooser(self._values(asked), self.answers.values.get(_key(asked)))
            box.activated.connect(lambda _row: self._answer_value(asked, box.currentData()))
            return box
        if isinstance(asked, _Contested):
            whose = self.answers.contested.get((asked.row.place, asked.field), False)
            keep, take = self.tr("Keep the desk's"), self.tr("Take the list's")
            box = chooser([(keep, False), (take, True)], whose)
            box.activated.connect(lambda _row: self._answer_contested(asked, box.currentData()))
            return box
        if isinstance(asked, PlannedRow) and asked.candidates:
            box = chooser(self._people(asked), self._answered_who(asked))
            box.activated.connect(lambda _row: self._answer_who(asked, box.currentData()))
            return box
        return None

    def _people(self, row: PlannedRow) -> list[tuple[str, object]]:
        """Each one it may be, someone else, or nobody to take."""
        same = self.tr("The same person: %1")
        choices: list[tuple[str, object]] = [(self.tr("Not answered: left out"), "")]
        choices += [
            (same.replace("%1", one.name), f"{Who.SAME}{number}")
            for number, one in enumerate(row.candidates)
        ]
        choices += [
            (self.tr("Someone else"), Who.NEW.value),
            (self.tr("Leave out"), Who.SKIP.value),
        ]
        return choices

    def _answered_who(self, row: PlannedRow) -> str:
        answer = self.answers.rows.get(row.place)
        if answer is None:
            return ""
        return f"{Who.SAME}{answer.candidate}" if answer.who is Who.SAME else answer.who.value

    def _answer_who(self, row: PlannedRow, said: str) -> None:
        rows = dict(self.answers.rows)
        rows.pop(row.place, None)
        if said.startswith(Who.SAME):
            rows[row.place] = RowAnswer(Who.SAME, int(said.removeprefix(Who.SAME)))
        elif said:
            rows[row.place] = RowAnswer(Who(said))
        self._answer(rows=rows)

    def _answer_contested(self, asked: _Contested, takes: bool) -> None:
        key = (asked.row.place, asked.field)
        self._answer(contested={**self.answers.contested, key: takes})

    def _values(self, asked: UnknownValue) -> list[tuple[str, object]]:
        choices: list[tuple[str, object]] = [(self.tr("Leave it as it is"), None)]
        if asked.field is Field.PROVINCE:
            return [*choices, *((self._speech.either(km, en), en) for en, km in PROVINCES.items())]
        if asked.field is Field.CATEGORY:
            make = self.tr("Make the category “%1”")
            known = [(self._speech.named(c), c.key) for c in self._event_before.categories]
        else:
            make = self.tr("Make the group “%1”")
            known = [
                (f"{self._speech.digits(g.number)}  {self._speech.named(g)}", str(g.number))
                for g in self._event_before.groups
            ]
        return [*choices, *known, (make.replace("%1", asked.text), f"{MAKE}{asked.text}")]

    def _answer_value(self, asked: UnknownValue, answer: str | None) -> None:
        self._answered[_key(asked)] = asked
        values = {**self.answers.values, _key(asked): answer or ""}
        self.answers = dataclasses.replace(self.answers, values=values)
        self._ask_anew()

    def _column_words(self, column: Column) -> list[str]:
        samples = " | ".join(sample.replace("\n", " ") for sample in column.samples)
        field = self._field(column.field) if column.field else "–"
        return [column.sheet, column.letters, column.title, samples, field]

    def _column_box(self, column: Column) -> QComboBox:
        choices: list[tuple[str, object]] = [("–", "")]
        choices += [(self._field(field), field.value) for field in Field]
        box = chooser(choices, column.field.value if column.field else "")
        box.activated.connect(lambda _row: self._choose_column(column, box.currentData()))
        return box

    def _choose_column(self, column: Column, field: str) -> None:
        place = f"{column.sheet}!{column.letters}"
        chosen = Field(field) if field else None
        columns = {**self.answers.columns, place: chosen}
        self.answers = dataclasses.replace(self.answers, columns=columns)
        self._ask_anew()


def _key(asked: UnknownValue) -> tuple[Field, str]:
    return asked.field, value_key(asked.text)


def _wrapping(words: str) -> QLabel:
    """A label that goes onto a second line rather than widen the dialog."""
    label = Label(with_break_marks(words))
    label.setWordWrap(True)
    return label
