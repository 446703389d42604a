"""What a badge says of a person and the event, by the names that designs use in ``{braces}``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from kiosk.domain import Event, Person, PhotoConsent
from kiosk.language import Language, in_digits_of
from kiosk.services.badges.layout import Blank, When
from kiosk.services.khmer import canonical
from kiosk.services.typesetting import has_ink, missing_characters

_MONTHS_KM = (
    "មករា", "កុម្ភៈ", "មីនា", "មេសា", "ឧសភា", "មិថុនា",
    "កក្កដា", "សីហា", "កញ្ញា", "តុលា", "វិច្ឆិកា", "ធ្នូ",
)  # fmt: skip
_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

PERSON_FACTS = (
    "name", "other_name", "honorific", "other_honorific",
    "position", "position_km", "position_en", "other_position",
    "organisation", "organisation_km", "organisation_en", "other_organisation",
    "category_km", "category_en", "group_number", "group_km", "group_en", "code",
)  # fmt: skip
EVENT_FACTS = (
    "event_km", "event_en", "kind_km", "kind_en", "organizer_km", "organizer_en",
    "date_km", "date_en", "venue_km", "venue_en", "city_km", "city_en", "hours",
)  # fmt: skip
FACTS = frozenset(PERSON_FACTS + EVENT_FACTS)

Facts = Mapping[str, str]


def person_facts(person: Person | Blank, event: Event) -> dict[str, str]:
    """Every fact of a person as it is printed; what is not known is empty, and of a blank
    badge all but its category."""
    if isinstance(person, Blank):
        return _category(person, event)
    work, places = _work(person), _places(person, event)
    return {**_names(person), **work, **_category(person, event), **places}


def conditions_of(person: Person | Blank, facts: Facts) -> frozenset[When]:
    """Which boxes of a design are drawn."""
    refused = isinstance(person, Person) and person.photo_consent is PhotoConsent.NO
    return frozenset(
        {
            When.ALWAYS,
            When.NAMED if facts.get("name") else When.UNNAMED,
            When.GROUP if facts.get("group_number") else When.NO_GROUP,
            When.NO_PHOTO if refused else When.PHOTO_ALLOWED,
            *([When.CODE] if facts.get("code") else []),
        }
    )


def missing_on_badge(person: Person, event: Event) -> str:
    """The characters of a person's badge that no bundled font has, each once: they are left
    out on paper, so the desk says so before printing."""
    facts = event_facts(event) | person_facts(person, event)
    said = (*facts.values(), person.name_km, person.name_latin)
    return "".join(dict.fromkeys("".join(map(missing_characters, said))))


def _names(person: Person) -> dict[str, str]:
    """The name to stand large, and the other. One that no font can print gives way."""
    khmer = _printable(person.name_km_canonical)
    latin = _printable(person.name_latin_canonical)
    honorific = _khmer_text(person.honorific)
    with_latin = bool(khmer and latin and honorific and not _is_khmer(honorific))
    return {
        "name": khmer or latin,
        "other_name": latin if khmer else "",
        "honorific": "" if with_latin else honorific,
        "other_honorific": honorific if with_latin else "",
    }


def _printable(name: str) -> str:
    return name if has_ink(name) else ""


def _is_khmer(text: str) -> bool:
    return any("\u1780" <= character <= "\u17ff" for character in text)


def _work(person: Person) -> dict[str, str]:
    found = {
        "position_km": _khmer_text(person.position_km),
        "position_en": person.position_en,
        "organisation_km": _khmer_text(person.organisation_km),
        "organisation_en": person.organisation_en,
    }
    for what in ("position", "organisation"):
        khmer, english = found[f"{what}_km"], found[f"{what}_en"]
        found[what] = khmer or english
        found[f"other_{what}"] = english if khmer else ""
    return found


@lru_cache(maxsize=4096)
def _khmer_text(text: str) -> str:
    """The canonical spelling, with the breaks that were typed as ZWSP left in."""
    return "\u200b".join(canonical(piece) for piece in text.split("\u200b"))


def _category(person: Person | Blank, event: Event) -> dict[str, str]:
    category = event.category(person.category)
    return {
        "category_km": category.km if category else "",
        "category_en": category.en if category else "",
    }


def _places(person: Person, event: Event) -> dict[str, str]:
    group = event.group(person.group)
    return {
        "group_number": str(person.group) if person.group is not None else "",
        "group_km": group.km if group else "",
        "group_en": group.en if group else "",
        "code": person.code,
    }


@lru_cache(maxsize=8)
def event_facts(event: Event) -> dict[str, str]:
    """Every fact of the event as it is printed."""
    return {
        "event_km": event.title_km,
        "event_en": event.title_en,
        "kind_km": event.kind_km,
        "kind_en": event.kind_en,
        "organizer_km": event.organizer_km,
        "organizer_en": event.organizer_en,
        "date_km": date_km(event.date),
        "date_en": date_en(event.date),
        "venue_km": event.venue_km,
        "venue_en": event.venue_en,
        "city_km": event.city_km,
        "city_en": event.city_en,
        "hours": _hours(event),
    }


def _hours(event: Event) -> str:
    return "–".join(f"{at:%H:%M}" for at in (event.starts, event.ends) if at is not None)


def date_km(day: date) -> str:
    """A date in Khmer, as in ``ថ្ងៃទី១៣ ខែកញ្ញា ឆ្នាំ២០២៣``."""
    number, year = (in_digits_of(Language.KHMER, value) for value in (day.day, day.year))
    return f"ថ្ងៃទី{number} ខែ{_MONTHS_KM[day.month - 1]} ឆ្នាំ{year}"


def date_en(day: date) -> str:
    """A date in English, as in ``13 September 2023``."""
    return f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}"
