"""Namesakes: people whom nothing that was typed tells apart, and by what the rows do."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from uuid import UUID

from kiosk.domain import Person
from kiosk.services.lookup import Match, Why
from kiosk.services.provinces import PROVINCES
from kiosk.ui.speech import Speech

_Fact = Callable[[Person], str]
LAST_DIGITS = 3
"""So many of a phone number are told, where nothing else tells people apart."""


def still_meant(found: Sequence[Match], replaced: Container[str]) -> tuple[int, ...]:
    """The rows of those whom what was typed means as much as the first, who are not here yet and
    in whose place (``replaced``: badge codes) no one came."""
    first = found[0]
    return tuple(
        row
        for row, match in enumerate(found)
        if (match is first or _as_much(first, match))
        and match.person.arrived_at is None
        and match.person.code not in replaced
    )


def _as_much(first: Match, other: Match) -> bool:
    """Whether ``other`` was found by the same words of the same name or phone."""
    if first.why is Why.FIELD or (first.why, first.score) != (other.why, other.score):
        return False
    return first.marks.keys() == other.marks.keys() and all(
        getattr(first.person, name).casefold() == getattr(other.person, name).casefold()
        for name in first.marks
    )


def told_apart(people: Sequence[Person], speech: Speech) -> Mapping[UUID, tuple[str, ...]]:
    """By what, besides names and organisation, each of ``people`` differs from the others: position
    and province; where that is not enough the last digits of the phone, else the badge code."""
    known = [[*speech.names(person), speech.organisation(person)] for person in people]
    usual: Sequence[_Fact] = (
        lambda person: speech.either(person.position_km, person.position_en),
        lambda person: speech.either(PROVINCES.get(person.province, ""), person.province),
    )
    at_need: Sequence[_Fact] = (
        lambda person: f"…{speech.digits(person.phone[-LAST_DIGITS:])}" if person.phone else "",
        lambda person: person.code,
    )
    told: list[list[str]] = [[] for _ in people]
    for fact in (*usual, *at_need):
        enough = len({(*k, *t) for k, t in zip(known, told, strict=True)}) == len(people)
        values = list(map(fact, people))
        if len(set(values)) > 1 and (fact in usual or not enough):
            for row, value in zip(told, values, strict=True):
                row.append(value)
    return {person.id: tuple(row) for person, row in zip(people, told, strict=True)}
