"""What scanning and planning a list give back: plain frozen values that the desk and the
command line show, confirm and carry out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from kiosk.domain import PersonDetails
from kiosk.language import Told
from kiosk.services.lists.tables import Cell, Marks
from kiosk.services.lists.titles import Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a sheet beside the field that it fills.

    ``key`` is what a choice made by hand is remembered under; the same title in another
    list has the same key. ``suggestion`` is a field that the title is near to, to be
    confirmed; ``field`` is None for a column from which nothing is taken.
    """

    sheet: str
    number: int
    letters: str
    title: str
    key: str
    field: Field | None
    suggestion: Field | None = None
    hidden: bool = False
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListRow:
    """A non-empty row below the titles: its number in the sheet and its cells, the first in
    the sheet's first column of cells."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetScan:
    """One sheet with rows. ``titled`` is False where its columns were guessed from what they
    hold; ``above`` are the texts that stand above the titles."""

    name: str
    titled: bool
    hidden: bool
    first_column: int
    columns: tuple[Column, ...]
    above: tuple[str, ...]
    rows: tuple[ListRow, ...]
    marks: Marks = field(default_factory=Marks)


@dataclass(frozen=True, slots=True)
class ListScan:
    """A list as read from its file. ``guessed_encoding`` says that a text file did not tell
    how its letters are stored."""

    path: Path
    sheets: tuple[SheetScan, ...]
    guessed_encoding: bool = False


class Outcome(StrEnum):
    """What a row becomes when the plan is taken."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    ASK = "ask"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """A row of the list and what becomes of it.

    ``row`` counts from 1 as the spreadsheet shows it. ``person_id`` is the person of the
    event that the row is, or may be. ``changes`` are old and new of every field that the
    list corrects; ``contested`` those that the desk changed by hand, which stay as they are
    unless someone says otherwise. ``told`` is the reason of a refused row or the question
    of one that asks.
    """

    sheet: str
    row: int
    outcome: Outcome
    details: PersonDetails | None = None
    person_id: UUID | None = None
    changes: Mapping[str, tuple[object, object]] = field(default_factory=dict)
    contested: Mapping[str, tuple[object, object]] = field(default_factory=dict)
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class ListNote:
    """Something to know (or, where ``asks``, to answer) about rows that are taken all the
    same; ``row`` is None for a whole sheet or file."""

    sheet: str
    row: int | None
    told: Told
    asks: bool = False


@dataclass(frozen=True, slots=True)
class ListPlan:
    """What reading the list would do: nothing is written yet. ``journal_rows`` is how long the
    event's journal was when the plan was made; the desk takes no plan that is older than a
    change of people."""

    rows: tuple[PlannedRow, ...]
    notes: tuple[ListNote, ...]
    columns: tuple[Column, ...]
    journal_rows: int = 0

    @property
    def questions(self) -> tuple[ListNote, ...]:
        """Everything that waits for an answer: rows that ask, then notes that do."""
        asked = (
            ListNote(row.sheet, row.row, row.told, asks=True)
            for row in self.rows
            if row.outcome is Outcome.ASK and row.told
        )
        return (*asked, *(note for note in self.notes if note.asks))

    def count(self, outcome: Outcome) -> int:
        """How many rows have that outcome."""
        return sum(row.outcome is outcome for row in self.rows)
