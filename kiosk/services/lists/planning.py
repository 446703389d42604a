"""The second half of reading a list: what each row would become. Nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from kiosk.domain import Event, Person, PersonDetails
from kiosk.language import Refusal, Sentence, Told
from kiosk.services.lists import sentences as say
from kiosk.services.lists.differences import differences, gains
from kiosk.services.lists.matching import Matching, match
from kiosk.services.lists.model import (
    NEVER_TAKEN,
    Candidate,
    Column,
    ListNote,
    ListPlan,
    ListScan,
    Outcome,
    PlannedRow,
    SheetScan,
)
from kiosk.services.lists.reading import (
    Reading,
    SheetReader,
    category_name,
    with_section_organisations,
)
from kiosk.services.lists.row_fields import short_title
from kiosk.services.lists.sameness import Acquaintances, Identity
from kiosk.services.lists.scanning import with_columns
from kiosk.services.lists.steps import Steps
from kiosk.services.lists.titles import NAME_FIELDS, SILENT_FIELDS, Field
from kiosk.services.lists.unknown_values import Values, questions_of, widened
from kiosk.services.people import usual_category

NO_SUCH_CATEGORY = Sentence(
    en="“{category}” is not a category of this event. Choose one of: {known}.",
    km="«{category}» មិនមែនជាប្រភេទរបស់ព្រឹត្តិការណ៍នេះទេ។ សូមជ្រើសរើស៖ {known}។",
)


def plan(
    scan: ListScan,
    event: Event,
    people: Sequence[Person],
    *,
    default_category: str | None = None,
    columns: Mapping[str, Field | None] | None = None,
    values: Values | None = None,
    remembered: Callable[[Sequence[Column]], Mapping[str, Field | None]] | None = None,
    edited_at_desk: Mapping[UUID, frozenset[str]] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> ListPlan:
    """What reading the scanned list into the event would do, with its open questions.

    ``columns`` are choices made by hand, by place (``"Sheet1!B"``) or by a column's
    ``key``, and win over what is ``remembered`` for a sheet's columns; ``values`` are answers
    about values that the event does not have; ``edited_at_desk`` names, for each person, the
    fields that were changed by hand, which the list does not overwrite without asking. The
    same list planned again over its own people is all "same" with the same questions.
    ``progress`` is told steps
    done and steps in all, and may raise to give the plan up: nothing is left behind.

    Raises:
        Refusal: ``default_category`` is none of the event's, or an answer about a value.
    """
    wide = widened(event, values or {})
    event = wide.event
    category = default_category or usual_category(event) or event.categories[0].key
    if event.category(category) is None:
        known = ", ".join(one.key for one in event.categories)
        raise Refusal(NO_SUCH_CATEGORY, category=category, known=known)
    draft = _Draft(Steps(3 * sum(len(sheet.rows) for sheet in scan.sheets), progress))
    draft.notes += scan.notes
    for sheet in scan.sheets:
        reading = _SheetReading(sheet, event, category, wide.values, asks=default_category is None)
        kept = remembered(sheet.columns) if remembered else {}
        _read_sheet(draft, reading, {**kept, **(columns or {})}, kept)
    readings = (row for row in draft.rows if isinstance(row, Reading))
    asked = questions_of(readings, event, category)
    rows = _decided(draft, people, edited_at_desk or {})
    return ListPlan(
        tuple(rows),
        tuple(draft.notes),
        tuple(draft.columns),
        values=tuple(asked),
        categories=wide.categories,
        groups=wide.groups,
    )


class _Draft:
    """What the sheets gave so far, in their order."""

    def __init__(self, step: Callable[[], None]) -> None:
        self.step = step
        self.rows: list[Reading | PlannedRow] = []
        self.notes: list[ListNote] = []
        self.columns: list[Column] = []


@dataclass(frozen=True, slots=True)
class _SheetReading:
    """A sheet, and what its rows are read with."""

    sheet: SheetScan
    event: Event
    category: str
    values: Values
    asks: bool


def _read_sheet(
    draft: _Draft,
    reading: _SheetReading,
    chosen: Mapping[str, Field | None],
    known: Mapping[str, Field | None],
) -> None:
    sheet = reading.sheet
    columns = with_columns(sheet, chosen)
    if sheet.hidden:
        told = Told.of(say.HIDDEN_SHEET, count=len(sheet.rows))
        draft.rows.append(_whole_sheet(sheet, Outcome.REFUSED, told, row=1))
        return
    draft.columns += columns
    if known and any(column.key in known for column in columns):
        draft.notes.append(ListNote(sheet.name, None, Told.of(say.REMEMBERED)))
    if not any(column.field in NAME_FIELDS | {Field.ORGANISATION} for column in columns):
        draft.rows.append(_without_titles(sheet, columns))
        return
    reader = SheetReader(sheet, columns, reading.event, reading.category, reading.values)
    rows = []
    for row in reader.read():
        rows.append(row)
        draft.step()
    readings = with_section_organisations(rows, reader.section_organisations)
    draft.rows += readings
    draft.notes += _column_notes(sheet, columns)
    draft.notes += _row_notes(readings)
    if reading.asks:
        draft.notes += _category_question(sheet, readings, reading.event, reading.category)


def _whole_sheet(sheet: SheetScan, outcome: Outcome, told: Told, *, row: int) -> PlannedRow:
    return PlannedRow(sheet=sheet.name, row=row, outcome=outcome, told=told)


def _without_titles(sheet: SheetScan, columns: Sequence[Column]) -> PlannedRow:
    """One question for a sheet whose columns look like a list's, one refusal for any other."""
    row = sheet.rows[0].number if sheet.rows else 1
    named = next((c for c in columns if c.suggestion in NAME_FIELDS), None)
    if named:
        told = Told.of(say.NO_TITLES_GUESSED, column=named.letters)
        return _whole_sheet(sheet, Outcome.ASK, told, row=row)
    told = Told.of(say.NO_TITLES, count=len(sheet.rows))
    return _whole_sheet(sheet, Outcome.REFUSED, told, row=row)


def _column_notes(sheet: SheetScan, columns: Sequence[Column]) -> Iterator[ListNote]:
    for column in columns:
        title = short_title(column)
        if column.hidden and column.field and column.field not in SILENT_FIELDS:
            yield ListNote(sheet.name, None, Told.of(say.HIDDEN_COLUMN, title=title))
        if column.suggestion in SILENT_FIELDS:
            continue
        if column.suggestion and not column.field and column.samples:
            field = say.FIELDS[column.suggestion]
            told = Told.of(say.TITLE_SUGGESTED, title=title, field=field)
            yield ListNote(sheet.name, None, told, asks=True)


def _row_notes(readings: Sequence[Reading]) -> Iterator[ListNote]:
    for reading in readings:
        for told in reading.notes:
            asks = told.sentence in (say.SEATS, say.MAYBE_SEAT)
            yield ListNote(reading.sheet, reading.row, told, asks=asks)


def _category_question(
    sheet: SheetScan, readings: Sequence[Reading], event: Event, category: str
) -> Iterator[ListNote]:
    """One question a sheet for all rows of which it does not say the category."""
    silent = [
        reading
        for reading in readings
        if reading.details
        and not reading.category_stated
        and all(field is not Field.CATEGORY for field, _, _ in reading.unknown)
    ]
    if silent:
        named = category_name(event, category)
        told = Told.of(say.CATEGORY_ASSUMED, count=len(silent), category=named)
        yield ListNote(sheet.name, None, told, asks=True)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that speaks of a person: where it stands in the draft, and who it says it is."""

    place: int
    reading: Reading
    details: PersonDetails
    identity: Identity


def _decided(
    draft: _Draft, people: Sequence[Person], edited: Mapping[UUID, frozenset[str]]
) -> list[PlannedRow]:
    rows = [
        _Row(place, reading, reading.details, Identity.of(reading.details))
        for place, reading in enumerate(draft.rows)
        if isinstance(reading, Reading) and reading.details
    ]
    identities = [Identity.of(person) for person in people]
    pairs = [(row.details, row.identity) for row in rows]
    codes = [row.reading.code for row in rows]
    matching = match(pairs, people, identities, edited, codes=codes, step=draft.step)
    met = _Met(rows, people, identities, matching, edited)
    decided = {
        rows[number].place: planned for number, planned in _outcomes(met, matching, draft.step)
    }
    draft.notes += met.notes()
    for row in decided.values():
        if NEVER_TAKEN & row.contested.keys():
            told = Told.of(say.CONSENT_STAYS, name=_called(row.details) if row.details else "")
            draft.notes.append(ListNote(row.sheet, row.row, told))
    return [
        entry if isinstance(entry, PlannedRow) else decided.get(place) or _refused(entry)
        for place, entry in enumerate(draft.rows)
    ]


def _refused(reading: Reading) -> PlannedRow:
    return PlannedRow(
        sheet=reading.sheet, row=reading.row, outcome=Outcome.REFUSED, told=reading.refused
    )


def _outcomes(
    met: _Met, matching: Matching, step: Callable[[], None]
) -> Iterator[tuple[int, PlannedRow]]:
    """Known people first; then everyone else against them, each other and the event."""
    rows, people, edited = met.rows, met.people, met.edited
    for number, person in matching.people.items():
        yield number, _known(rows[number], people[person], edited)
    for number, row in enumerate(rows):
        step()
        if number in matching.people:
            continue
        torn = matching.torn.get(number)
        yield number, _torn(row, people, torn, edited) if torn else met.newcomer(number)


def _known(row: _Row, person: Person, edited: Mapping[UUID, frozenset[str]]) -> PlannedRow:
    changes, contested = differences(
        row.details,
        person,
        category_stated=row.reading.category_stated,
        edited=edited.get(person.id, frozenset()),
    )
    unsettled = Outcome.ASK if set(contested) - NEVER_TAKEN else Outcome.SAME
    outcome = Outcome.CHANGED if changes else unsettled
    return replace(
        _planned(row, outcome), person_id=person.id, changes=changes, contested=contested
    )


def _planned(row: _Row, outcome: Outcome, told: Told | None = None) -> PlannedRow:
    reading = row.reading
    return PlannedRow(
        sheet=reading.sheet, row=reading.row, outcome=outcome, details=row.details, told=told
    )


def _torn(
    row: _Row,
    people: Sequence[Person],
    several: Sequence[int],
    edited: Mapping[UUID, frozenset[str]],
) -> PlannedRow:
    name = _called(row.details)
    told = Told.of(say.WHICH_PERSON, count=len(several), name=name)
    candidates = tuple(_candidate(row, people[number], edited) for number in several)
    planned = _planned(row, Outcome.ASK, told)
    return replace(planned, person_id=people[several[0]].id, candidates=candidates)


def _candidate(row: _Row, person: Person, edited: Mapping[UUID, frozenset[str]]) -> Candidate:
    """A person of the event whom a row may be, with what it would correct."""
    changes, contested = differences(
        row.details,
        person,
        category_stated=row.reading.category_stated,
        edited=edited.get(person.id, frozenset()),
    )
    return Candidate(
        name=_called(person), person_id=person.id, changes=changes, contested=contested
    )


def _candidate_row(row: _Row, other: _Row, person: Person | None) -> Candidate:
    """A row before it that may be the same person: it only gains what it lacks."""
    stated = row.reading.category_stated
    return Candidate(
        name=_called(other.details),
        person_id=person.id if person else None,
        sheet=other.reading.sheet,
        row=other.reading.row,
        changes=gains(row.details, person or other.details, category_stated=stated),
    )


def _called(details: PersonDetails) -> str:
    names = (details.name_km, details.name_latin)
    return " / ".join(n for n in names if n) or details.organisation_km or details.organisation_en


class _Met:
    """Everyone whom a new row may be: people of the event, and rows before it in the list."""

    def __init__(
        self,
        rows: Sequence[_Row],
        people: Sequence[Person],
        identities: Sequence[Identity],
        matching: Matching,
        edited: Mapping[UUID, frozenset[str]],
    ) -> None:
        self.rows, self.people, self._maybe = rows, people, matching.maybe
        self.edited = edited
        self._known = Acquaintances()
        self._worn_out_at: Reading | None = None
        self._who: list[tuple[_Row | None, Person | None]] = []
        rows_of = {person: row for row, person in matching.people.items()}
        for number, person in enumerate(people):
            row = rows[rows_of[number]] if number in rows_of else None
            self._add(identities[number], row, person)
            if row is not None:
                self._add(row.identity, row, person)

    def newcomer(self, number: int) -> PlannedRow:
        """The outcome of a row that is no one known: new, unless it may be someone met."""
        row = self.rows[number]
        found = self._known.may_be(row.identity) if row.identity.named else None
        if self._worn_out_at is None and self._known.worn_out:
            self._worn_out_at = row.reading
        self._add(row.identity, row, None)
        if found is not None:
            return self._asks(row, *self._who[found])
        if number in self._maybe:
            return self._asks(row, None, self.people[self._maybe[number]])
        return _planned(row, Outcome.NEW)

    def notes(self) -> Iterator[ListNote]:
        """Where the names were too many and too much alike, from which row on."""
        if found := self._worn_out_at:
            told = Told.of(say.TOO_ALIKE, row=found.row, sheet=found.sheet)
            yield ListNote(found.sheet, found.row, told, asks=True)

    def _asks(self, row: _Row, other: _Row | None, person: Person | None) -> PlannedRow:
        if other is not None:
            reading = other.reading
            told = Told.of(
                say.MAYBE_ROW, name=_called(other.details), row=reading.row, sheet=reading.sheet
            )
            candidates = (_candidate_row(row, other, person),)
        else:
            assert person is not None
            told = Told.of(say.MAYBE_PERSON, name=_called(person))
            candidates = (_candidate(row, person, self.edited),)
        planned = _planned(row, Outcome.ASK, told)
        return replace(planned, person_id=person.id if person else None, candidates=candidates)

    def _add(self, identity: Identity, row: _Row | None, person: Person | None) -> None:
        if identity.named:
            self._known.add(identity)
            self._who.append((row, person))
