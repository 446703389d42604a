"""In which order badges lie in the box on the desk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from kiosk.domain import Category, Person
from kiosk.services.khmer.ordering import Key, dictionary_key
from kiosk.services.names import split_honorific


class BoxOrder(StrEnum):
    """As whoever looks through the box looks for a name."""

    LIST = "list"
    KHMER = "khmer"
    LATIN = "latin"
    CATEGORY = "category"


def in_order(
    people: Iterable[Person], order: BoxOrder, categories: Sequence[Category] = ()
) -> list[Person]:
    """``people`` as they lie in the box.

    ``khmer`` is the dictionary's order, names without Khmer letters after all others;
    ``latin`` goes by the family name, names without Latin letters last; ``category`` by
    ``categories``, and within each as ``khmer``; ``list`` leaves them as they came. Seats
    whose person is not known yet stand last, by their organisation.
    """
    if order is BoxOrder.LIST:
        return list(people)
    if order is BoxOrder.LATIN:
        return sorted(people, key=_latin)
    if order is BoxOrder.KHMER:
        return sorted(people, key=_khmer)
    places = {category.key: place for place, category in enumerate(categories)}
    return sorted(people, key=lambda p: (places.get(p.category, len(places)), _khmer(p)))


_Place = tuple[int, Key, Key]


def _khmer(person: Person) -> _Place:
    latin = dictionary_key(family_first(person.name_latin_canonical))
    if person.name_km_canonical:
        return 0, dictionary_key(split_honorific(person.name_km_canonical)[1]), latin
    return _without(person, 1 if person.name_latin_canonical else 2, latin)


def _latin(person: Person) -> _Place:
    khmer = dictionary_key(split_honorific(person.name_km_canonical)[1])
    if person.name_latin_canonical:
        return 0, dictionary_key(family_first(person.name_latin_canonical)), khmer
    return _without(person, 1 if person.name_km_canonical else 2, khmer)


def _without(person: Person, rank: int, other_name: Key) -> _Place:
    return rank, other_name, dictionary_key(person.organisation)


def family_first(name: str) -> str:
    """A Latin name without its title, the family name in front.

    Cambodian, Vietnamese and Chinese names begin with it. Elsewhere it is known only where it
    alone is written in capitals (Sophea SOK); other names stay as they stand on the badge,
    since that is where the reader looks.
    """
    words = split_honorific(name)[1].split()
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    if len(capitals) == len(words):
        return " ".join(words)
    return " ".join(capitals + [word for word in words if word not in capitals])
