"""Which person of the event each row of a list is: each person at most once.

First those who are equal in all that tells people apart, so that the same list read again
finds everyone; then by names, phone and organisation; a name that the desk replaced is not
held against anyone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from kiosk.domain import DETAIL_FIELDS, Person, PersonDetails
from kiosk.services.lists.sameness import (
    Identity,
    differ_otherwise,
    names_equal,
    names_near,
    same_contact,
    same_organisation,
)

_NAMES = frozenset({"name_km", "name_latin"})
_SURE = 2
"""Weight from which a row is a person; below it is asked."""
_MOST_ALIKE = 200
"""People who share a name, contact or organisation that are looked at."""


@dataclass(frozen=True, slots=True)
class Matching:
    """Rows (by their place in the sequence) with the index of their person; ``torn`` are
    rows that could be any of several people, ``maybe`` rows that may be one person."""

    people: Mapping[int, int]
    torn: Mapping[int, tuple[int, ...]]
    maybe: Mapping[int, int]


def match(
    rows: Sequence[tuple[PersonDetails, Identity]],
    people: Sequence[Person],
    identities: Sequence[Identity],
    edited: Mapping[UUID, frozenset[str]],
    *,
    codes: Sequence[str] = (),
    step: Callable[[], None],
) -> Matching:
    """The person of every row that is someone already known: by the code that the row gives,
    then by all the rest. ``step`` is called for each row."""
    matched = _by_code(codes, people)
    matched |= _equal_in_all(rows, people, identities, matched)
    free = set(range(len(people))) - set(matched.values())
    index = _Index(people, identities, free)
    weights = []
    for row, (details, identity) in enumerate(rows):
        step()
        if row not in matched:
            for person in index.candidates(identity):
                fields = edited.get(people[person].id, frozenset())
                weight = _weight(identity, identities[person], renamed=bool(fields & _NAMES))
                if weight:
                    alike = _alike(details, people[person])
                    weights.append((weight, alike, -row, -person))
    return _assigned(matched, weights)


def _assigned(matched: dict[int, int], weights: list[tuple[int, int, int, int]]) -> Matching:
    """Each row its likeliest person, the likeliest pairs first."""
    taken = set(matched.values())
    torn: dict[int, tuple[int, ...]] = {}
    maybe: dict[int, int] = {}
    best: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for weight, alike, row, person in sorted(weights, reverse=True):
        best[-row].append((weight, alike, -person))
    for weight, alike, minus_row, minus_person in sorted(weights, reverse=True):
        row, person = -minus_row, -minus_person
        if row in matched or row in torn or person in taken:
            continue
        if weight < _SURE:
            maybe.setdefault(row, person)
            continue
        equals = tuple(p for w, a, p in best[row] if w == weight and a == alike and p not in taken)
        if len(equals) > 1:
            torn[row] = equals
            continue
        matched[row] = person
        taken.add(person)
    maybe = {row: person for row, person in maybe.items() if row not in matched}
    return Matching(matched, torn, maybe)


def _by_code(codes: Sequence[str], people: Sequence[Person]) -> dict[int, int]:
    """Rows that give the code of someone, the first of them where several do."""
    known = {person.code: number for number, person in enumerate(people)} if any(codes) else {}
    found: dict[int, int] = {}
    for row, code in enumerate(codes):
        person = known.pop(code, None)
        if person is not None:
            found[row] = person
    return found


def _equal_in_all(
    rows: Sequence[tuple[PersonDetails, Identity]],
    people: Sequence[Person],
    identities: Sequence[Identity],
    already: Mapping[int, int],
) -> dict[int, int]:
    """Rows whose every identifying text is a person's; twins are told apart by the rest."""
    by_key: defaultdict[object, list[int]] = defaultdict(list)
    taken = set(already.values())
    for person, identity in enumerate(identities):
        if person not in taken:
            by_key[_key(identity)].append(person)
    matched: dict[int, int] = {}
    for row, (details, identity) in enumerate(rows):
        if row in already:
            continue
        if waiting := by_key.get(_key(identity)):
            person = max(waiting[:_MOST_ALIKE], key=lambda p: _alike(details, people[p]))
            waiting.remove(person)
            matched[row] = person
    return matched


def _key(identity: Identity) -> object:
    return (
        identity.khmer,
        identity.latin,
        identity.phone,
        identity.email,
        identity.organisation_km,
        identity.organisation_en,
    )


def _alike(details: PersonDetails, person: Person) -> int:
    return sum(getattr(details, name) == getattr(person, name) for name in DETAIL_FIELDS)


def _weight(row: Identity, person: Identity, *, renamed: bool) -> int:
    """How surely a row is a person: 0 not at all, 1 perhaps, from 2 on it is."""
    phone, organisation = same_contact(row, person), same_organisation(row, person)
    if not row.named or not person.named:
        return _weight_of_seat(row, person, renamed=renamed, phone=phone, organisation=organisation)
    if renamed and phone:
        return 3
    if names_equal(row, person):
        weight = _weight_of_namesake(phone, organisation)
        return 1 if weight and phone is False and differ_otherwise(row, person) else weight
    if phone and names_near(row, person, farthest=0):
        return 3
    return 1 if phone and _no_common_script(row, person) else 0


def _weight_of_namesake(phone: bool | None, organisation: bool | None) -> int:
    if phone:
        return 5
    if organisation:
        return 3 if phone is False else 4
    if phone is False or organisation is False:
        return 0 if phone is False and organisation is False else 1
    return 2


def _weight_of_seat(
    row: Identity,
    person: Identity,
    *,
    renamed: bool,
    phone: bool | None,
    organisation: bool | None,
) -> int:
    """A seat without a name is itself, or the person who was named for it at the desk."""
    if not row.named and not person.named:
        return 3 if organisation and phone is not False else 0
    if not row.named and renamed:
        return 2 if organisation and phone is not False else 0
    return 0


def _no_common_script(row: Identity, person: Identity) -> bool:
    return not (row.khmer and person.khmer) and not (row.latin and person.latin)


class _Index:
    """People by what a row may share with them."""

    def __init__(
        self, people: Sequence[Person], identities: Sequence[Identity], free: set[int]
    ) -> None:
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)
        for person in sorted(free):
            for key in _shared_keys(identities[person]):
                self._by_key[key].append(person)

    def candidates(self, identity: Identity) -> Sequence[int]:
        """People who share a name, a phone, an email or, for a seat, the organisation."""
        keys = _shared_keys(identity)
        if not identity.named:
            keys = [key for key in keys if not key.startswith("name ")]
        else:
            keys = [key for key in keys if not key.startswith("seat ")]
        found = (person for key in keys for person in self._by_key.get(key, ())[:_MOST_ALIKE])
        return tuple(dict.fromkeys(found))


def _shared_keys(identity: Identity) -> list[str]:
    keys = [f"name {name}" for name in (identity.khmer, identity.latin) if name]
    keys += [f"phone {text}" for text in (identity.phone, identity.email) if text]
    organisations = (identity.organisation_km, identity.organisation_en)
    keys += [f"seat {text}" for text in organisations if text]
    return keys
