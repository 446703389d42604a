"""What a search answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.domain import Person

Span = tuple[int, int]


class Why(StrEnum):
    """What made a person an answer, best first; the worst that was needed is the one told."""

    EXACT = "exact"
    """Whole words of the name, in its order."""
    PREFIX = "prefix"
    """Beginnings of words of the name, in its order."""
    ORDER = "order"
    """Words or beginnings in another order."""
    TYPO = "typo"
    """One or two letters wrong, missing, doubled or swapped."""
    SOUND = "sound"
    """Sounds alike, within a script or across the two."""
    KEYBOARD = "keyboard"
    """Typed with the other keyboard layout on."""
    PHONE = "phone"
    CODE = "code"
    FIELD = "field"
    """Organisation, province or email."""


@dataclass(frozen=True, slots=True)
class Match:
    """A person who may be meant.

    ``score`` is 1 for a whole name and falls towards 0. ``marks`` names the attributes of
    ``person`` that hold what was matched, with the spans of those letters in them (Khmer by
    whole syllables). ``reading`` is the text that was meant where the keyboard layout was
    wrong, else "".
    """

    person: Person
    why: Why
    score: float
    marks: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Alike:
    """Who on the list is like a newcomer, best first: nothing is merged.

    Staff are asked about those who may be ``same``; ``namesakes`` have the name and are
    somebody else by phone, organisation or sex, which is only mentioned.
    """

    same: tuple[Match, ...] = ()
    namesakes: tuple[Person, ...] = ()
