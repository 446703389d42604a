"""The people who put a design to the test: the longest names, the shortest, and the odd ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kiosk.domain import Event, Person, PhotoConsent
from kiosk.services.badges.layout import Design
from kiosk.services.badges.sheet import badge_sheet
from kiosk.services.typesetting import BOLD, shape

_TESTS: tuple[Callable[[Person], float], ...] = (
    lambda person: _width(person.honorific, person.name_km_canonical),
    lambda person: (
        -_width(person.honorific, person.name_km_canonical)
        if person.name_km_canonical
        else float("-inf")
    ),
    lambda person: _width(person.name_latin_canonical),
    lambda person: _width(person.organisation),
    lambda person: _width(person.position),
    lambda person: float(not person.name_km_canonical and person.named),
    lambda person: float(not person.named),
    lambda person: float(person.photo_consent is PhotoConsent.NO),
)


def specimens(people: Sequence[Person]) -> list[Person]:
    """Of ``people`` those with the longest and the shortest name, the longest organisation and
    position, one without a Khmer name, an unnamed seat, one who said no to photos; each once."""
    found = {max(people, key=test).id for test in _TESTS} if people else set()
    return [person for person in people if person.id in found]


def preview(event: Event, people: Sequence[Person], design: Design) -> bytes:
    """The badges of :func:`specimens`, to see a design with the people it is for."""
    return badge_sheet(event, specimens(people), design)


def _width(*texts: str) -> float:
    return sum(shape(text, BOLD).ink_width for text in texts)
