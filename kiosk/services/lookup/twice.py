"""Whether two descriptions may be one person, so that staff are asked; nothing is merged."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

from kiosk.domain import Person, PersonDetails, Sex
from kiosk.services.lookup.fields import phone_digits
from kiosk.services.lookup.match import Match, Why
from kiosk.services.lookup.text import is_khmer_word, typed_words
from kiosk.services.lookup.words import Measure, coarse_key

_ASKED = 0.85
_NAME_ALONE = 0.88
_ONE_NAME = 0.99
_NAME_WITH_PHONE = 0.7
"""Below these two names are two people, whatever else agrees."""
_SAME_PHONE = 0.25
_OTHER_PHONE = -0.12
_SAME_ORGANISATION = 0.08
_OTHER_ORGANISATION = -0.12
_OTHER_SEX = -0.2
_JOINED = 0.98
_SLIPPED = 0.93
_MOST_SLIPS = 2
_LETTERS_A_SLIP = {False: 4, True: 3}
"""A Latin word has this many letters, a Khmer one so many, for each slip that is forgiven ..."""
_LETTERS_A_NAME = 8
"""... and this many where it begins with another consonant."""


def likely_same(details: PersonDetails, person: Person) -> Match | None:
    """``person`` as a match where it may be the one described; None where it is another."""
    name, phones = _names(details, person), _phones(details, person)
    if name < (_NAME_WITH_PHONE if phones > 0 else _NAME_ALONE):
        return None
    score = name + phones + _organisations(details, person) + _sexes(details, person)
    if score < _ASKED:
        return None
    return Match(person, _why(details, person, name), min(1.0, score))


def is_namesake(details: PersonDetails, person: Person) -> bool:
    """Whether ``person`` is called just so and is another, by phone, organisation or sex."""
    return _names(details, person) >= _ONE_NAME and likely_same(details, person) is None


def has_this_name(details: PersonDetails, person: Person) -> bool:
    """Whether both names have the same words in one script, in any order: no slip, no sound."""
    pairs = (
        (details.name_km, person.name_km_canonical or person.name_km),
        (details.name_latin, person.name_latin_canonical or person.name_latin),
    )
    return any(a and sorted(typed_words(a)) == sorted(typed_words(b)) for a, b in pairs)


def _why(details: PersonDetails, person: Person, name: float) -> Why:
    if name >= _ONE_NAME:
        return Why.EXACT
    if _phones(details, person) > 0:
        return Why.PHONE
    return Why.TYPO if name >= 0.97 else Why.SOUND


def _names(details: PersonDetails, person: Person) -> float:
    """Names in one script where both have it, and the less like where both have both."""
    mine = details.name_km, details.name_latin
    theirs = (
        person.name_km_canonical or person.name_km,
        person.name_latin_canonical or person.name_latin,
    )
    known = [(a, b) for a, b in zip(mine, theirs, strict=True) if a and b]
    if known:
        return min(_name_likeness(a, b) for a, b in known)
    return max(_name_likeness(mine[0], theirs[1]), _name_likeness(mine[1], theirs[0]))


def _name_likeness(one: str, other: str) -> float:
    """1 for the same words in any order; by the likeness of the words otherwise."""
    first, second = typed_words(one), typed_words(other)
    if not first or not second:
        return 0.0
    if sorted(first) == sorted(second) or "".join(first) == "".join(second):
        return 1.0
    if len(first) != len(second):
        return _JOINED * _alike("".join(first), "".join(second))
    return max(_by_words(first, second), _by_words(first, second[::-1]))


def _by_words(first: list[str], second: list[str]) -> float:
    """The least like pair decides: a family shares a surname, and nothing else."""
    return min(_alike(a, b) for a, b in zip(first, second, strict=True))


@lru_cache(maxsize=8192)  # lists repeat their words
def _alike(one: str, other: str) -> float:
    """By sound or by a slip."""
    if one == other:
        return 1.0
    sound = max(Measure(one).whole(other), Measure(other).whole(one))
    return max(sound, _slip(one, other))


def _slip(one: str, other: str) -> float:
    """Of a slip of the finger, else 0.

    Short words are names of their own when one letter differs (Sok, Som, Ok), and so mostly
    are words that begin with another consonant: there no slip is taken for granted, unless
    two letters only changed places. A letter for another says a little more than one too many.
    """
    if is_khmer_word(one) != is_khmer_word(other):
        return 0.0
    slips, letters = OSA.distance(one, other, score_cutoff=_MOST_SLIPS), min(len(one), len(other))
    if slips == 1 and sorted(one) == sorted(other):
        return _SLIPPED
    alike = coarse_key(one)[:1] == coarse_key(other)[:1]
    needed = _LETTERS_A_SLIP[is_khmer_word(one)] if alike else _LETTERS_A_NAME
    exchanged = len(one) == len(other)
    return _SLIPPED if slips <= _MOST_SLIPS and slips * needed + exchanged <= letters else 0.0


def _phones(details: PersonDetails, person: Person) -> float:
    mine, theirs = set(phone_digits(details.phone)), set(phone_digits(person.phone))
    if not mine or not theirs:
        return 0.0
    return _SAME_PHONE if mine & theirs else _OTHER_PHONE


def _organisations(details: PersonDetails, person: Person) -> float:
    pairs = (
        (details.organisation_km, person.organisation_km),
        (details.organisation_en, person.organisation_en),
    )
    known = [(typed_words(a), typed_words(b)) for a, b in pairs if a and b]
    if not known:
        return 0.0
    return _SAME_ORGANISATION if any(a == b for a, b in known) else _OTHER_ORGANISATION


def _sexes(details: PersonDetails, person: Person) -> float:
    stated = {details.sex, person.sex} - {Sex.NOT_STATED}
    return _OTHER_SEX if len(stated) == 2 else 0.0
