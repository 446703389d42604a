"""Who may be the same person: by letters-only names, phone, email and organisation.

A ratio of 88 of 100 between the letters of two names found 10 of 13 true spelling
variants of real names with no false one among 9,167; so near names are asked about and
never merged. Two people are told apart by another phone *and* another organisation.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from kiosk.domain import PersonDetails
from kiosk.services.khmer import canonical

NEAR = 88.0
"""Ratio (0-100) of letters from which two names may be one person's."""
_FAR = 60.0
"""Ratio below which the name in the other script tells two people apart."""
_LARGEST_BLOCK = 2000
"""People with a word of the name in common who are looked at, so that time stays bounded."""


_DOUBLED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells a person from others, in the forms that are compared."""

    khmer: str
    latin: str
    phone: str
    email: str
    organisation_km: str
    organisation_en: str
    blocks: frozenset[str]

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
            blocks=frozenset(_blocks(details)),
        )

    @property
    def named(self) -> bool:
        """False for a seat that waits for its name."""
        return bool(self.khmer or self.latin)

    def lacks(self) -> bool:
        """Whether the phone or the organisation is not known, so that neither tells it apart."""
        return not self.phone or not (self.organisation_km or self.organisation_en)


@lru_cache(maxsize=65536)
def letters(text: str) -> str:
    """``text`` canonical, without case, spaces or marks: what is left of a name to compare."""
    plain = canonical(text).casefold()
    return "".join(c for c in plain if c.isalnum() or "\u1780" <= c <= "\u17d3")


def same_phone(one: Identity, other: Identity) -> bool | None:
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
    """Whether another phone and another organisation show that they are two people."""
    return same_phone(one, other) is False and same_organisation(one, other) is False


def may_be_same(one: Identity, other: Identity) -> float:
    """How like the names are (0-100) of two who may be one person; 0 where they are not."""
    phone = same_phone(one, other)
    near = names_near(one, other, farthest=0 if phone else _FAR)
    return near if near and not told_apart(one, other) else 0.0


class Acquaintances:
    """Identities by number, found by phone, organisation and words of the name."""

    def __init__(self) -> None:
        self._identities: list[Identity] = []
        self._by_phone: defaultdict[str, list[int]] = defaultdict(list)
        self._by_block: defaultdict[str, list[int]] = defaultdict(list)
        self._lacking: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, identity: Identity) -> int:
        """Remember an identity; returns its number, from 0."""
        number = len(self._identities)
        self._identities.append(identity)
        for key in (identity.phone, identity.email):
            if key:
                self._by_phone[key].append(number)
        for block in identity.blocks:
            self._by_block[block].append(number)
            for place in _places(identity):
                self._by_block[f"{place}\n{block}"].append(number)
            if identity.lacks():
                self._lacking[block].append(number)
        return number

    def may_be(self, identity: Identity) -> int | None:
        """The number of the one who is most likely the same person, or None."""
        best, found = 0.0, None
        for number in dict.fromkeys(self._candidates(identity)):
            likeness = may_be_same(identity, self._identities[number])
            if likeness and same_phone(identity, self._identities[number]):
                likeness += 100
            if likeness > best:
                best, found = likeness, number
            if best >= 200:
                break
        return found

    def _candidates(self, identity: Identity) -> Iterator[int]:
        for key in (identity.phone, identity.email):
            if key:
                yield from self._by_phone.get(key, ())
        for block in identity.blocks:
            for numbers in self._blocks_to_look_in(identity, block):
                yield from self._near(identity, numbers)

    def _blocks_to_look_in(self, identity: Identity, block: str) -> Iterator[list[int]]:
        if identity.lacks():
            yield self._by_block.get(block, [])
            return
        yield self._lacking.get(block, [])
        for place in _places(identity):
            yield self._by_block.get(f"{place}\n{block}", [])

    def _near(self, identity: Identity, numbers: list[int]) -> Iterator[int]:
        """Of these, the ones whose name is near in either script."""
        looked_at = numbers[:_LARGEST_BLOCK]
        for name, script in ((identity.latin, "latin"), (identity.khmer, "khmer")):
            if not name or not looked_at:
                continue
            names = [getattr(self._identities[number], script) for number in looked_at]
            found = process.extract(name, names, scorer=fuzz.ratio, score_cutoff=NEAR, limit=3)
            yield from (looked_at[index] for _, _, index in found)


def _places(identity: Identity) -> Iterable[str]:
    return (p for p in (identity.organisation_km, identity.organisation_en) if p)


def _blocks(details: PersonDetails) -> Iterator[str]:
    """Words and the consonants of the names: names that are near share one of them."""
    for name in (details.name_km, details.name_latin):
        for word in name.split():
            plain = letters(word)
            if len(plain) > 1:
                yield plain
    consonants = re.sub(r"[^bcdfgjklmnpqrstvxz]", "", letters(details.name_latin))
    if len(consonants) > 2:
        yield "~" + _DOUBLED.sub(r"\1", consonants)
