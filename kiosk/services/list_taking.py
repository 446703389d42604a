"""Lists on their way into an event file: planned against its people, then taken in one act."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from kiosk.domain import Action, Event, Person
from kiosk.language import Refusal, Sentence, Told
from kiosk.services.database import EventStore, Writing, new_id
from kiosk.services.event_facts import checked_event
from kiosk.services.lists import Answers, ListNote, ListPlan, ListScan, Outcome, plan, scan
from kiosk.services.lists.column_memory import remember, remembered
from kiosk.services.people import checked, new_person, stored_changes

PLAN_IS_OLD = Sentence(
    en="The event changed since this plan was made: read the list once more.",
    km="ព្រឹត្តិការណ៍បានផ្លាស់ប្តូរ តាំងពីពេលរៀបចំផែនការនេះ។ សូមអានបញ្ជីម្តងទៀត។",
)
NO_LONGER_LISTED = Sentence(
    en="{count} {count:person|people} whom an earlier list brought {count:is|are} not on this one"
    " and {count:stays|stay} on the event: {names}. Who is not coming is taken off with"
    " “kiosk remove”.",
    km="មនុស្ស {count} នាក់ដែលមានក្នុងបញ្ជីមុន មិនមានក្នុងបញ្ជីនេះទេ ប៉ុន្តែនៅក្នុងព្រឹត្តិការណ៍ដដែល៖ {names}។"
    " អ្នកដែលមិនមក អាចដកចេញដោយ «kiosk remove»។",
)
_NAMED = 12
"""People named where more are meant."""
_AT_ONCE = 500
"""People written between two reports of progress."""
_Thing = TypeVar("_Thing")


class Stage(StrEnum):
    """Where a list is on its way."""

    READING = "reading"
    COMPARING = "comparing"
    WRITING = "writing"


Progress = Callable[[Stage, int, int], None]
"""Told the stage, steps done and steps in all; it may raise to give everything up."""


def scanned(path: Path, password: str | None, progress: Progress | None) -> ListScan:
    """What is in the file. Raises :class:`Refusal`, as :func:`~kiosk.services.lists.scan`."""
    return scan(path, password=password, progress=_of_stage(Stage.READING, progress))


def planned(
    store: EventStore, event: Event, listed: ListScan, answers: Answers, progress: Progress | None
) -> ListPlan:
    """What reading the list would change, with what was remembered of its titles.

    Raises:
        Refusal: an answer names what the event does not have.
    """
    journal_rows = store.journal_length()
    people = store.people()
    made = plan(
        listed,
        event,
        people,
        default_category=answers.category,
        columns=answers.columns,
        values=answers.values,
        remembered=remembered,
        edited_at_desk=store.edited_by_hand(),
        progress=_of_stage(Stage.COMPARING, progress),
    )
    gone = _no_longer_listed(made, people, store.brought_by_lists().values())
    notes = (*_gone_notes(listed, gone), *made.notes)
    return dataclasses.replace(made, notes=notes, journal_rows=journal_rows)


def _no_longer_listed(
    made: ListPlan, people: Sequence[Person], brought: Iterable[set[UUID]]
) -> list[Person]:
    """Who came with an earlier list and is not on this one, which is a later version of it:
    it names more than half of those whom that list brought."""
    named = {row.person_id for row in made.rows}
    named |= {candidate.person_id for row in made.rows for candidate in row.candidates}
    there = {person.id for person in people}
    gone: set[UUID] = set()
    for everyone in brought:
        stayed = everyone & there
        if 2 * len(stayed & named) > len(stayed):
            gone |= stayed - named
    return [person for person in people if person.id in gone]


def _gone_notes(listed: ListScan, gone: Sequence[Person]) -> Iterator[ListNote]:
    if gone:
        names = [p.name_km or p.name_latin or p.organisation for p in gone[:_NAMED]]
        more = ", …" if len(gone) > _NAMED else ""
        told = Told.of(NO_LONGER_LISTED, count=len(gone), names=", ".join(names) + more)
        yield ListNote(listed.sheets[0].name, None, told)


def _of_stage(stage: Stage, progress: Progress | None) -> Callable[[int, int], None] | None:
    return (lambda done, total: progress(stage, done, total)) if progress else None


@dataclass(frozen=True, slots=True)
class Taking:
    """All that a plan writes, ready before the transaction, in which no other desk can write."""

    planned: ListPlan
    event: Event
    new: Sequence[Person]
    changed: Sequence[tuple[Person, Mapping[str, Any]]]

    @classmethod
    def of(cls, store: EventStore, event: Event, made: ListPlan) -> Taking:
        """What taking the plan writes. Raises :class:`Refusal` when someone is not fit for it."""
        wide = event
        if made.categories or made.groups:
            wide = checked_event(
                dataclasses.replace(
                    event,
                    categories=(*event.categories, *made.categories),
                    groups=(*event.groups, *made.groups),
                )
            )
        return cls(made, wide, _new_people(store, wide, made), _changed_people(store, wide, made))

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.new or self.changed)

    def write(self, change: Writing, progress: Progress | None) -> None:
        """Write it all. Raises :class:`Refusal` when someone was changed since the plan."""
        if change.details_changed_since(self.planned.journal_rows):
            raise Refusal(PLAN_IS_OLD)
        counts = {str(each): self.planned.count(each) for each in (Outcome.NEW, Outcome.CHANGED)}
        change.note(Action.LIST_TAKEN, after=counts)
        if self.planned.categories or self.planned.groups:
            change.change_event(self.event)
        total = len(self.new) + len(self.changed)
        for done, people in _in_runs(self.new):
            change.add_people(people)
            if progress:
                progress(Stage.WRITING, done, total)
        for done, wished in _in_runs(self.changed):
            change.change_people(wished)
            if progress:
                progress(Stage.WRITING, len(self.new) + done, total)

    def remember_columns(self) -> None:
        """Keep the columns chosen by hand for the next list with these titles."""
        remember(self.planned.columns)


def _in_runs(things: Sequence[_Thing]) -> list[tuple[int, list[_Thing]]]:
    """Runs of a bounded length, each with how many there are up to its end."""
    starts = range(0, len(things), _AT_ONCE)
    runs = [list(islice(things, start, start + _AT_ONCE)) for start in starts]
    return [(start + len(run), run) for start, run in zip(starts, runs, strict=True)]


def _new_people(store: EventStore, event: Event, made: ListPlan) -> list[Person]:
    taken = store.codes()
    people = []
    for row in made.rows:
        if row.outcome is Outcome.NEW and row.details is not None:
            details = checked(row.details, event)
            person = new_person(details, new_id(), lambda code: code not in taken)
            taken.add(person.code)
            people.append(person)
    return people


def _changed_people(
    store: EventStore, event: Event, made: ListPlan
) -> list[tuple[Person, Mapping[str, Any]]]:
    """Everyone who is corrected, once: of rows that are the same person the later counts."""
    wished: dict[UUID, dict[str, Any]] = {}
    for row in made.rows:
        if row.outcome is Outcome.CHANGED and row.person_id is not None:
            changes = {field: new for field, (_, new) in row.changes.items()}
            wished.setdefault(row.person_id, {}).update(changes)
    people = {person.id: person for person in store.people()} if wished else {}
    return [
        (people[person_id], stored_changes(people[person_id], changes, event))
        for person_id, changes in wished.items()
        if person_id in people
    ]
