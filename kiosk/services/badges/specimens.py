"""The people who put a design to the test: the longest names, the shortest, and the odd ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

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


def trial(event: Event, people: Sequence[Person]) -> list[Person]:
    """:func:`specimens`, and one more of every category that is not among them; categories
    without anyone, and events without people, are stood for by someone invented."""
    found = specimens(people) or [_invented(name) for name in INVENTED]
    for category in event.categories:
        if all(person.category != category.key for person in found):
            same = (person for person in people if person.category == category.key)
            found.append(next(same, replace(_invented(INVENTED[0]), category=category.key)))
    keys = [category.key for category in event.categories]
    return [p if p.category in keys else replace(p, category=keys[0]) for p in found]


INVENTED = (
    ("លោក", "គង់ ស៊ីណា", "KONG Sina", "អង្គការទឹកស្អាត", "Clean Water"),
    (
        "ឯកឧត្តម",
        "ព្រាប សុវណ្ណារិទ្ធិរាជបុត្រ",
        "PREAP Sovannarithreachbot",
        "អគ្គនាយកដ្ឋានបច្ចេកវិទ្យាគាំពារសង្គម",
        "General Directorate of Technology for Social Protection",
    ),
    ("", "អ៊ុំ ស", "OUM Sa", "", ""),
)
"""Names that no one on any list has: a usual one, a long one, a short one."""


def _invented(name: tuple[str, str, str, str, str]) -> Person:
    honorific, khmer, latin, organisation_km, organisation_en = name
    return Person(
        id=UUID(int=INVENTED.index(name) + 1),
        code="k7m2q",
        honorific=honorific,
        name_km_canonical=khmer,
        name_latin_canonical=latin,
        organisation_km=organisation_km,
        organisation_en=organisation_en,
        category="",
    )


def preview(event: Event, people: Sequence[Person], design: Design) -> bytes:
    """The badges of :func:`specimens`, to see a design with the people it is for."""
    return badge_sheet(event, specimens(people), design)


def _width(*texts: str) -> float:
    return sum(shape(text, BOLD).ink_width for text in texts)
