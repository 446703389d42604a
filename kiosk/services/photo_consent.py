"""Who said no to photos, and how many were not asked."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.domain import Person, PhotoConsent
from kiosk.services.khmer.ordering import dictionary_key


def refused(people: Sequence[Person]) -> list[Person]:
    """Who is not to be photographed, by Khmer name as the dictionary, then by Latin name."""
    named = [person for person in people if person.photo_consent is PhotoConsent.NO]
    return sorted(named, key=lambda p: (not p.name_km_canonical, *_key(p)))


def _key(person: Person) -> tuple[object, str]:
    return dictionary_key(person.name_km_canonical), person.name_latin_canonical.casefold()


def not_asked(people: Sequence[Person]) -> int:
    """How many of those here nobody asked."""
    here = (person for person in people if person.arrived_at is not None)
    return sum(person.photo_consent is PhotoConsent.NOT_ASKED for person in here)
