"""What scanning and planning a list give back: plain frozen values that the desk and the
command line show, confirm and carry out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from kiosk.domain import Category, Group, PersonDetails
from kiosk.language import Told
from kiosk.services.lists import sentences as say
from kiosk.services.lists.tables import Cell, Marks
from kiosk.services.lists.titles import Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a sheet beside the field that it fills.

    ``key`` is what a choice made by hand is remembered under; the same title in another
    list has the same key. ``suggestion`` is a field that the title is near to, to be
    confirmed; ``field`` is None for a column from which nothing is taken. ``by_hand`` says
    that a person chose the field, now or for an earlier list with these titles.
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
    by_hand: bool = False


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
    """A list as read from its file, with what has to be said of the file as a whole."""

    path: Path
    sheets: tuple[SheetScan, ...]
    notes: tuple[ListNote, ...] = ()


Place = tuple[str, int]
"""A row: the name of its sheet, and its number as the spreadsheet shows it."""


NEVER_TAKEN = frozenset({"photo_consent"})
"""What the person said at the desk: a list never overwrites it, not even when asked to."""


class Outcome(StrEnum):
    """What a row becomes when the plan is taken."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    ASK = "ask"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Someone whom a row may be: a person of the event (``person_id``), or a row before it in
    the list (``sheet`` and ``row``), or both.

    ``changes`` and ``contested`` are old and new of what the row would bring them: a person
    is corrected, a row of the same list only gains what it lacks.
    """

    name: str
    person_id: UUID | None = None
    sheet: str = ""
    row: int | None = None
    changes: Mapping[str, tuple[object, object]] = field(default_factory=dict)
    contested: Mapping[str, tuple[object, object]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """A row of the list and what becomes of it.

    ``row`` counts from 1 as the spreadsheet shows it. ``person_id`` is the person of the
    event that the row is, or may be. ``changes`` are old and new of every field that the
    list corrects; ``contested`` those that the desk changed by hand, which stay as they are
    unless someone says otherwise. ``told`` is the reason of a refused row or the question
    of one that asks; ``candidates`` are those it may be.
    """

    sheet: str
    row: int
    outcome: Outcome
    details: PersonDetails | None = None
    person_id: UUID | None = None
    changes: Mapping[str, tuple[object, object]] = field(default_factory=dict)
    contested: Mapping[str, tuple[object, object]] = field(default_factory=dict)
    told: Told | None = None
    candidates: tuple[Candidate, ...] = ()

    @property
    def place(self) -> Place:
        """Where the row stands."""
        return (self.sheet, self.row)

    @property
    def asks_who(self) -> bool:
        """Whether it waits to be told who it is, not only whose word counts."""
        return self.outcome is Outcome.ASK and bool(self.candidates)


@dataclass(frozen=True, slots=True)
class ListNote:
    """Something to know (or, where ``asks``, to answer) about rows that are taken all the
    same; ``row`` is None for a whole sheet or file."""

    sheet: str
    row: int | None
    told: Told
    asks: bool = False


@dataclass(frozen=True, slots=True)
class UnknownValue:
    """A category, group or province that a list names and the event does not have: one
    question, however many rows name it. ``place`` is the first of them."""

    field: Field
    text: str
    count: int
    place: Place
    told: Told


@dataclass(frozen=True, slots=True)
class ListPlan:
    """What reading the list would do: nothing is written yet. ``journal_rows`` is how long the
    event's journal was when the plan was made; the desk takes no plan that is older than a
    change of people. ``categories`` and ``groups`` are those that taking it makes."""

    rows: tuple[PlannedRow, ...]
    notes: tuple[ListNote, ...]
    columns: tuple[Column, ...]
    journal_rows: int = 0
    values: tuple[UnknownValue, ...] = ()
    categories: tuple[Category, ...] = ()
    groups: tuple[Group, ...] = ()

    @property
    def questions(self) -> tuple[ListNote, ...]:
        """Everything that waits for an answer: rows that ask, values, then notes that do."""
        asked = (question for row in self.rows for question in _questions_of(row))
        values = (ListNote(*value.place, value.told, asks=True) for value in self.values)
        return (*asked, *values, *(note for note in self.notes if note.asks))

    def count(self, outcome: Outcome) -> int:
        """How many rows have that outcome."""
        return sum(row.outcome is outcome for row in self.rows)


def _questions_of(row: PlannedRow) -> Iterator[ListNote]:
    if row.outcome is Outcome.ASK and row.told:
        yield ListNote(row.sheet, row.row, row.told, asks=True)
    if row.asks_who:
        return
    for name, (ours, theirs) in row.contested.items():
        if name not in NEVER_TAKEN:
            what = say.FIELDS[name]
            told = Told.of(say.EDITED_AT_DESK, what=what, ours=ours, theirs=theirs)
            yield ListNote(row.sheet, row.row, told, asks=True)
