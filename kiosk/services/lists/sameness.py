"""Who may be the same person: by letters-only names, phone, email and organisation.

Those who share a contact, a name near in its letters, or its consonants in any order are
looked at; whether they may be one is decided by the rule by which the desk asks about a
walk-in (:func:`~kiosk.services.lookup.twice.likely_same`). They are asked about, never
merged. Two people are told apart by another phone *and* another organisation (or email,
sex or age).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any
from uuid import UUID

from rapidfuzz import fuzz, process

from kiosk.domain import DETAIL_FIELDS, AgeBand, Person, PersonDetails, Sex
from kiosk.services.khmer import canonical
from kiosk.services.lookup.twice import likely_same

NEAR = 88.0
"""Ratio (0-100) of letters from which two names may be one person's."""
_FAR = 60.0
"""Ratio below which the name in the other script tells two people apart."""
_LARGEST_BLOCK = 2000
"""Names with a word in common that are looked at, so that time stays bounded."""
_MOST_NEAR = 20
_MOST_NAMESAKES = 20
"""Namesakes of one organisation that are looked at."""
_MOST_WORDS = 8
"""Words of a name by which those near it are looked for; no one has more."""
MOST_SEARCHED = 300_000_000
"""Names, for each 32 of their letters, among which near ones are looked for in one list ..."""
MOST_COMPARED = 30_000_000
"""... and pairs of letters of names that are near and not equal; 50,000 people with two Latin
words and nothing else take 25 million. Then only equal names are compared."""
_LACKING = "\0lacking"
_ANYWHERE = "\0anywhere"


_DOUBLED = re.compile(r"(.)\1+")

Name = tuple[str, str]
"""The letters of a name in Khmer and in Latin."""
_Block = defaultdict[str, tuple[list[str], list[Name]]]


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells a person from others, in the forms that are compared."""

    khmer: str
    latin: str
    phone: str
    email: str
    organisation_km: str
    organisation_en: str
    words: tuple[str, ...]
    rough: str
    details: PersonDetails
    sex: Sex = Sex.NOT_STATED
    age_band: AgeBand = AgeBand.NOT_STATED

    @classmethod
    def of(cls, details: PersonDetails) -> Identity:
        """The identity of what was said of someone."""
        return cls(
            khmer=letters(details.name_km),
            latin=letters(details.name_latin),
            phone=details.phone,
            email=details.email.casefold(),
            organisation_km=letters(details.organisation_km),
            organisation_en=letters(details.organisation_en),
            words=tuple(dict.fromkeys(_words(details))),
            rough=_rough(details.name_latin),
            details=details,
            sex=details.sex,
            age_band=details.age_band,
        )

    @property
    def name(self) -> Name:
        """The letters of the name in both scripts."""
        return (self.khmer, self.latin)

    @property
    def named(self) -> bool:
        """False for a seat that waits for its name."""
        return bool(self.khmer or self.latin)

    def lacks(self) -> bool:
        """Whether the phone or the organisation is not known, so that neither tells it apart."""
        return not self.phone or not (self.organisation_km or self.organisation_en)


def letters(text: str) -> str:
    """``text`` canonical, without case, spaces or marks: what is left of a name to compare."""
    return "".join(map(_word_letters, text.split()))


@lru_cache(maxsize=32768)
def _word_letters(word: str) -> str:
    plain = canonical(word).casefold()
    return "".join(c for c in plain if c.isalnum() or "\u1780" <= c <= "\u17d3")


def same_contact(one: Identity, other: Identity) -> bool | None:
    """Whether both have the same phone or email; None where that cannot be told."""
    if one.phone and one.phone == other.phone:
        return True
    if one.email and one.email == other.email:
        return True
    return False if one.phone and other.phone else None


def same_organisation(one: Identity, other: Identity) -> bool | None:
    """Whether they name the same organisation; None where no script is named by both."""
    pairs = (
        (one.organisation_km, other.organisation_km),
        (one.organisation_en, other.organisation_en),
    )
    said = [a == b for a, b in pairs if a and b]
    return any(said) if said else None


def names_equal(one: Identity, other: Identity) -> bool:
    """Whether the names are the same letters in every script that both have."""
    said = [a == b for a, b in ((one.khmer, other.khmer), (one.latin, other.latin)) if a and b]
    return bool(said) and all(said)


def names_near(one: Identity, other: Identity, farthest: float = _FAR) -> float:
    """The likeness of the names (0-100) if they may be one person's, else 0."""
    pairs = ((one.khmer, other.khmer), (one.latin, other.latin))
    ratios = [fuzz.ratio(a, b) for a, b in pairs if a and b]
    if not ratios or max(ratios) < NEAR or min(ratios) < farthest:
        return 0.0
    return max(ratios)


def told_apart(one: Identity, other: Identity) -> bool:
    """Whether two people of one name are shown to be two: by another phone, and another
    organisation, email, sex or age."""
    if same_contact(one, other) is not False:
        return False
    return same_organisation(one, other) is False or differ_otherwise(one, other)


def differ_otherwise(one: Identity, other: Identity) -> bool:
    """Whether email, sex or age band are known of both and not the same."""
    return any(
        a != b and _is_said(a) and _is_said(b)
        for a, b in (
            (one.email, other.email),
            (one.sex, other.sex),
            (one.age_band, other.age_band),
        )
    )


def _is_said(value: str) -> bool:
    return value not in ("", Sex.NOT_STATED, AgeBand.NOT_STATED)


def may_be_same(one: Identity, other: Identity) -> float:
    """How surely two may be one person (0-1), by the rule by which the desk asks about a
    walk-in; 0 where they are not."""
    if told_apart(one, other):
        return 0.0
    match = likely_same(one.details, _as_person(other.details))
    return match.score if match else 0.0


_NO_ONE = UUID(int=0)


def _as_person(details: PersonDetails) -> Person:
    if isinstance(details, Person):
        return details
    said: dict[str, Any] = {name: getattr(details, name) for name in DETAIL_FIELDS}
    return Person(id=_NO_ONE, code="", **said)


class Acquaintances:
    """Identities by number, found by phone and by name.

    Names are kept once each, with the names near them, so that many namesakes cost little.
    """

    def __init__(self) -> None:
        self._identities: list[Identity] = []
        self._by_contact: defaultdict[str, list[int]] = defaultdict(list)
        self._by_name: defaultdict[tuple[Name, str], list[int]] = defaultdict(list)
        self._by_sound: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self._near: dict[Name, set[Name]] = {}
        self._blocks: tuple[_Block, _Block] = (_new_block(), _new_block())
        self._to_search, self._to_compare = MOST_SEARCHED, MOST_COMPARED

    @property
    def worn_out(self) -> bool:
        """Whether so many names were nearly alike that only equal ones are compared any more."""
        return self._to_search <= 0 or self._to_compare <= 0

    def add(self, identity: Identity) -> int:
        """Remember an identity; returns its number, from 0."""
        number = len(self._identities)
        self._identities.append(identity)
        for contact in (identity.phone, identity.email):
            if contact:
                self._by_contact[contact].append(number)
        if identity.name not in self._near:
            self._add_name(identity.name, identity.words)
        for place in _places(identity) or ("",):
            self._by_name[(identity.name, place)].append(number)
            self._by_sound[(identity.rough, place)].append(number)
        for place in (*((_LACKING,) if identity.lacks() else ()), _ANYWHERE):
            self._by_name[(identity.name, place)].append(number)
            self._by_sound[(identity.rough, place)].append(number)
        return number

    def may_be(self, identity: Identity) -> int | None:
        """The number of the one who is most likely the same person, or None."""
        best, found = 0.0, None
        for number in _once_each(self._candidates(identity)):
            other = self._identities[number]
            if best >= 1 and not same_contact(identity, other):
                break  # who shares a contact was looked at; nobody else is more alike
            if not self._affords(identity, other):
                continue
            likeness = may_be_same(identity, other)
            if likeness and same_contact(identity, other):
                likeness += 1
            if likeness > best:
                best, found = likeness, number
        return found

    def _affords(self, one: Identity, other: Identity) -> bool:
        """Whether there is time to compare the two; that of equal names costs none."""
        if names_equal(one, other):
            return True
        mine, theirs = len(one.khmer + one.latin), len(other.khmer + other.latin)
        self._to_compare -= mine * theirs
        return self._to_compare > 0

    def _candidates(self, identity: Identity) -> Iterator[int]:
        for contact in (identity.phone, identity.email):
            yield from self._by_contact.get(contact, ())[:_MOST_NAMESAKES]
        places = (_ANYWHERE,) if identity.lacks() else (_LACKING, *_places(identity))
        for name in self._names_near(identity):
            for place in places:
                yield from self._by_name.get((name, place), ())[:_MOST_NAMESAKES]
        if identity.rough:
            for place in places:
                yield from self._by_sound.get((identity.rough, place), ())[:_MOST_NAMESAKES]

    def _names_near(self, identity: Identity) -> Iterable[Name]:
        if identity.name not in self._near:
            self._add_name(identity.name, identity.words)
        return (identity.name, *self._near[identity.name])

    def _add_name(self, name: Name, words: Iterable[str]) -> None:
        """Find the names near a new one, among those with a word or the consonants in common."""
        near: set[Name] = set()
        for word in islice(words, _MOST_WORDS):
            for script, block in enumerate(self._blocks):
                if name[script] and self._to_search > 0:
                    texts, names = block[word]
                    self._to_search -= len(texts) * (1 + len(name[script]) // 32)
                    near |= _nearest(name[script], texts, names)
                    if len(texts) < _LARGEST_BLOCK:
                        texts.append(name[script])
                        names.append(name)
        near.discard(name)
        self._near[name] = near
        for other in near:
            self._near[other].add(name)


def _once_each(numbers: Iterable[int]) -> Iterator[int]:
    seen = set[int]()
    for number in numbers:
        if number not in seen:
            seen.add(number)
            yield number


def _new_block() -> _Block:
    return defaultdict(lambda: ([], []))


def _nearest(text: str, texts: list[str], names: list[Name]) -> set[Name]:
    found = process.extract(text, texts, scorer=fuzz.ratio, score_cutoff=NEAR, limit=_MOST_NEAR)
    return {names[index] for _, _, index in found}


_DIGRAPH = re.compile(r"(?<=[bcdgkprst])h")
_UNHEARD = re.compile(r"[aeiouywhœæ\W\d_]")


@lru_cache(maxsize=32768)
def _rough(name: str) -> str:
    """The consonants of a Latin name, word by word, in no order: DARA SOK as Sokh Darra."""
    words = (
        _DOUBLED.sub(r"\1", _UNHEARD.sub("", _DIGRAPH.sub("", w))) for w in name.lower().split()
    )
    return " ".join(sorted(word for word in words if word))


def _places(identity: Identity) -> tuple[str, ...]:
    return tuple(p for p in (identity.organisation_km, identity.organisation_en) if p)


def _words(details: PersonDetails) -> Iterator[str]:
    """Words and the consonants of the names: names that are near share one of them."""
    for name in (details.name_km, details.name_latin):
        for word in name.split():
            plain = letters(word)
            if len(plain) > 1:
                yield plain
    consonants = re.sub(r"[^bcdfgjklmnpqrstvxz]", "", letters(details.name_latin))
    if len(consonants) > 2:
        yield "~" + _DOUBLED.sub(r"\1", consonants)
