"""What a person answered to a plan, and the plan as it is then.

The answers about columns, values and the category change how rows are read, so the plan is
made anew with them. Those about single rows only settle what the plan left open:
:func:`settled` does that at once, without looking at the file again.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from kiosk.language import Told
from kiosk.services.lists import sentences as say
from kiosk.services.lists.model import (
    NEVER_TAKEN,
    Candidate,
    ListPlan,
    Outcome,
    Place,
    PlannedRow,
)
from kiosk.services.lists.titles import Field


class Who(StrEnum):
    """The answer to "is this the same person?"."""

    SAME = "same"
    NEW = "new"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class RowAnswer:
    """Who a row is; for the same person, which of the row's candidates."""

    who: Who
    candidate: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Everything that was answered; nothing by default.

    ``category`` is for rows that do not say theirs. ``columns`` are choices by place
    (``"Sheet1!B"``) or by a column's ``key``. ``values`` name what a value of the list is: a
    category's key, a group's number, a province, ``""`` to leave it be, or ``"+Name"`` to
    make a category or group of that name; their keys come from
    :func:`~kiosk.services.lists.values.value_key`. ``asked`` answers all rows that ask who
    they are and have no answer of their own in ``rows``; ``take_contested`` all fields
    that the desk changed and ``contested`` does not name: True takes the list's.
    """

    category: str | None = None
    columns: Mapping[str, Field | None] = field(default_factory=dict)
    values: Mapping[tuple[Field, str], str] = field(default_factory=dict)
    rows: Mapping[Place, RowAnswer] = field(default_factory=dict)
    asked: Who = Who.SKIP
    contested: Mapping[tuple[Place, str], bool] = field(default_factory=dict)
    take_contested: bool = False


def settled(planned: ListPlan, answers: Answers) -> ListPlan:
    """The plan with the answers about its rows applied; what was not answered still asks."""
    settling = _Settling(answers)
    for row in planned.rows:
        settling.take(row)
    return dataclasses.replace(planned, rows=tuple(settling.rows.values()))


class _Settling:
    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self.rows: dict[Place, PlannedRow] = {}
        self._homes: dict[Place, Place | UUID] = {}

    def take(self, row: PlannedRow) -> None:
        if row.asks_who:
            row = self._who(row)
        self.rows[row.place] = self._contested(row) if row.contested else row

    def _who(self, row: PlannedRow) -> PlannedRow:
        own = self._answers.rows.get(row.place)
        if own is None and self._answers.asked is Who.SAME and len(row.candidates) > 1:
            return row  # which of them is no question for all rows at once
        answer = own or RowAnswer(self._answers.asked)
        if answer.who is Who.NEW:
            return _without_question(row, Outcome.NEW)
        if answer.who is Who.SAME and answer.candidate < len(row.candidates):
            return self._same(row, row.candidates[answer.candidate])
        if own is None:
            return row
        return _without_question(row, Outcome.REFUSED, Told.of(say.LEFT_OUT_BY_HAND))

    def _same(self, row: PlannedRow, candidate: Candidate) -> PlannedRow:
        if candidate.person_id is not None:
            self._homes[row.place] = candidate.person_id
            return _of_person(row, candidate.person_id, candidate.changes, candidate.contested)
        place: Place = (candidate.sheet, candidate.row or 0)
        home = self._homes.get(place, place)
        if isinstance(home, UUID):
            return _of_person(row, home, {}, {})
        other = self.rows[home]
        if other.outcome is not Outcome.NEW or other.details is None:
            return row
        self._homes[row.place] = home
        gained: dict[str, Any] = {name: new for name, (_, new) in candidate.changes.items()}
        details = dataclasses.replace(other.details, **gained)
        self.rows[home] = dataclasses.replace(other, details=details)
        joined = Told.of(say.JOINED, row=home[1], sheet=home[0])
        return _without_question(row, Outcome.SAME, joined)

    def _contested(self, row: PlannedRow) -> PlannedRow:
        changes, still = dict(row.changes), {}
        for name, (ours, theirs) in row.contested.items():
            said = self._answers.contested.get((row.place, name))
            takes = self._answers.take_contested if said is None else said
            if takes and name not in NEVER_TAKEN:
                changes[name] = (ours, theirs)
            elif said is None:
                still[name] = (ours, theirs)
        outcome = row.outcome
        if outcome is not Outcome.CHANGED and not row.asks_who:
            asks = Outcome.ASK if set(still) - NEVER_TAKEN else Outcome.SAME
            outcome = Outcome.CHANGED if changes else asks
        told = row.told if outcome is Outcome.ASK else None
        return dataclasses.replace(
            row, changes=changes, contested=still, outcome=outcome, told=told
        )


def _without_question(row: PlannedRow, outcome: Outcome, told: Told | None = None) -> PlannedRow:
    return dataclasses.replace(row, outcome=outcome, person_id=None, told=told, candidates=())


def _of_person(
    row: PlannedRow,
    person_id: UUID,
    changes: Mapping[str, tuple[object, object]],
    contested: Mapping[str, tuple[object, object]],
) -> PlannedRow:
    return dataclasses.replace(
        row,
        outcome=Outcome.CHANGED if changes else Outcome.SAME,
        person_id=person_id,
        changes=changes,
        contested=contested,
        told=None,
        candidates=(),
    )
