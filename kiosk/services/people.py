"""What makes a person of what was said of one: checked, tidied, with canonical names.

The names stay as they were typed; what is printed and compared stands beside them.
"""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from kiosk.domain import DETAIL_FIELDS, Event, Person, PersonDetails, Signing
from kiosk.language import Refusal, Sentence
from kiosk.services.codes import is_code, new_code
from kiosk.services.khmer import canonical
from kiosk.services.names import canonical_latin, is_khmer
from kiosk.services.phones import normalise
from kiosk.services.provinces import province
from kiosk.services.signatures import strokes

MAX_NAME = 120
"""Characters in a name; the longest of a real list had 41."""
MAX_TEXT = 300
"""Characters in a position, an organisation and the like."""
MAX_NOTE = 2000

WHO = Sentence(
    en="Type a name in Khmer or Latin letters, or the organisation whose seat it is.",
    km="សូមវាយឈ្មោះជាអក្សរខ្មែរ ឬអក្សរឡាតាំង ឬឈ្មោះស្ថាប័នដែលបានកក់កន្លែងនោះ។",
)
NO_CATEGORY = Sentence(
    en="“{category}” is not a category of this event. Choose one of: {known}.",
    km="«{category}» មិនមែនជាប្រភេទរបស់ព្រឹត្តិការណ៍នេះទេ។ សូមជ្រើសរើស៖ {known}។",
)
NO_GROUP = Sentence(
    en="There is no group {group} at this event. Choose one of: {known}.",
    km="គ្មានក្រុមលេខ {group} ក្នុងព្រឹត្តិការណ៍នេះទេ។ សូមជ្រើសរើស៖ {known}។",
)
TOO_LONG = Sentence(
    en="{field} has {length} characters; {most} fit. Shorten it.",
    km="{field}មាន {length} តួអក្សរ ប៉ុន្តែដាក់បានត្រឹម {most} ប៉ុណ្ណោះ។ សូមធ្វើឱ្យខ្លីជាងនេះ។",
)
CONTROL = Sentence(
    en="{field} has a character that cannot be printed (U+{code}). Type it again.",
    km="{field}មានតួអក្សរដែលមិនអាចបោះពុម្ពបាន (U+{code})។ សូមវាយវាឡើងវិញ។",
)

NO_CODE = Sentence(
    en="“{code}” is no badge code, so it names no one in whose place this person came.",
    km="«{code}» មិនមែនជាកូដលើផ្លាកទេ ដូច្នេះវាមិនបញ្ជាក់ថាមកជំនួសនរណាឡើយ។",
)
NOT_SIGNED = Sentence(
    en="Nothing was drawn. Let the person sign on the screen, or choose “on paper”.",
    km="មិនមានអ្វីត្រូវបានគូរទេ។ សូមឱ្យគាត់ចុះហត្ថលេខាលើអេក្រង់ ឬជ្រើសរើស «លើក្រដាស»។",
)

FIELD_NAMES: Mapping[str, Sentence] = {
    "name_km": Sentence(en="The Khmer name", km="ឈ្មោះខ្មែរ"),
    "name_latin": Sentence(en="The Latin name", km="ឈ្មោះឡាតាំង"),
    "honorific": Sentence(en="The honorific", km="គោរមងារ"),
    "position_km": Sentence(en="The position in Khmer", km="តួនាទីជាភាសាខ្មែរ"),
    "position_en": Sentence(en="The position in English", km="តួនាទីជាភាសាអង់គ្លេស"),
    "organisation_km": Sentence(en="The organisation in Khmer", km="ស្ថាប័នជាភាសាខ្មែរ"),
    "organisation_en": Sentence(en="The organisation in English", km="ស្ថាប័នជាភាសាអង់គ្លេស"),
    "province": Sentence(en="The province", km="រាជធានី-ខេត្ត"),
    "phone": Sentence(en="The phone number", km="លេខទូរស័ព្ទ"),
    "email": Sentence(en="The email", km="អ៊ីមែល"),
    "note": Sentence(en="The note", km="កំណត់សម្គាល់"),
    "signed_by": Sentence(en="The name of who signed", km="ឈ្មោះអ្នកចុះហត្ថលេខា"),
}
"""What the fields of free text are called."""

_OF_SEVERAL_LINES = {"note"}
_UNPRINTABLE = ("Cc", "Cs", "Zl", "Zp")
"""Unicode's general categories of control characters, half characters and breaks of lines."""

_LONGEST = {
    "name_km": MAX_NAME,
    "name_latin": MAX_NAME,
    "signed_by": MAX_NAME,
    "note": MAX_NOTE,
}


def checked(details: PersonDetails, event: Event) -> PersonDetails:
    """``details`` without blanks at the ends, its phone and province in one form.

    Raises:
        Refusal: no one is named, the category or group is not of this event, a text is too
            long or cannot be printed, or the signature is none.
    """
    texts: dict[str, Any] = {
        name: _checked_text(name, getattr(details, name)) for name in FIELD_NAMES
    }
    texts["phone"] = normalise(texts["phone"]) or texts["phone"]
    texts["province"] = province(texts["province"]) or texts["province"]
    texts |= _names_by_script(texts["name_km"], texts["name_latin"])
    tidy = dataclasses.replace(details, **texts)
    _check_substitute(tidy)
    _check_signature(tidy)
    _check_category(tidy, event)
    _check_group(tidy, event)
    if not any(canonical_names(tidy).values()) and not (
        tidy.organisation_km or tidy.organisation_en
    ):
        raise Refusal(WHO)
    return tidy


def _names_by_script(km: str, latin: str) -> dict[str, str]:
    """A single name typed into the field of the other script goes where it belongs."""
    if km and not latin and not is_khmer(km):
        km, latin = "", km
    elif latin and not km and is_khmer(latin):
        km, latin = latin, ""
    return {"name_km": km, "name_latin": latin}


def usual_category(event: Event) -> str:
    """The key of the category that someone is of who is on no list: one that is evidently for
    others or for whoever takes part, or the only one; empty where it has to be asked."""
    if len(event.categories) == 1:
        return event.categories[0].key
    for words in _FOR_OTHERS:
        for category in event.categories:
            if {category.key, category.en.strip().lower(), category.km.strip()} & words:
                return category.key
    return ""


_FOR_OTHERS: tuple[frozenset[str], ...] = (
    frozenset(("other", "others", "ផ្សេងៗ", "ផ្សេងទៀត")),
    frozenset(("participant", "participants", "អ្នកចូលរួម")),
)
"""Keys and names of such categories, the likelier first."""


def new_person(
    details: PersonDetails, person_id: UUID, code_is_free: Callable[[str], bool]
) -> Person:
    """A person of checked ``details``, with a short code that no one else has."""
    code = new_code()
    while not code_is_free(code):
        code = new_code()
    said: dict[str, Any] = {name: getattr(details, name) for name in DETAIL_FIELDS}
    return Person(id=person_id, code=code, **said, **canonical_names(details))


def canonical_names(details: PersonDetails) -> dict[str, Any]:
    """The two names as they are printed and compared."""
    return {
        "name_km_canonical": canonical(details.name_km),
        "name_latin_canonical": canonical_latin(details.name_latin),
    }


def stored_changes(person: Person, changes: Mapping[str, Any], event: Event) -> dict[str, Any]:
    """``changes`` to the details of ``person``, checked, with the canonical names they bring.

    Raises:
        Refusal: as :func:`checked`.
    """
    wished = checked(dataclasses.replace(person.details(), **changes), event)
    stored = {name: getattr(wished, name) for name in changes}
    if {"name_km", "name_latin"} & stored.keys():
        names = {"name_km": wished.name_km, "name_latin": wished.name_latin}
        stored |= names | canonical_names(wished)
    return stored


def _checked_text(name: str, text: str) -> str:
    text = text.strip()
    most = _LONGEST.get(name, MAX_TEXT)
    if len(text) > most:
        raise Refusal(TOO_LONG, field=FIELD_NAMES[name], length=len(text), most=most)
    if text.isprintable():
        return text
    for character in text:
        breaks = character == "\n" and name in _OF_SEVERAL_LINES
        if unicodedata.category(character) in _UNPRINTABLE and not breaks:
            code = f"{ord(character):04X}"
            raise Refusal(CONTROL, field=FIELD_NAMES[name], code=code)
    return text


def _check_substitute(details: PersonDetails) -> None:
    if details.in_place_of and not is_code(details.in_place_of):
        raise Refusal(NO_CODE, code=details.in_place_of[:40])


def _check_signature(details: PersonDetails) -> None:
    drawn = strokes(details.signature)
    if bool(drawn) != (details.signing is Signing.ON_SCREEN):
        raise Refusal(NOT_SIGNED)


def _check_category(details: PersonDetails, event: Event) -> None:
    if event.category(details.category) is None:
        known = ", ".join(category.key for category in event.categories)
        raise Refusal(NO_CATEGORY, category=details.category, known=known)


def _check_group(details: PersonDetails, event: Event) -> None:
    if details.group is not None and event.group(details.group) is None:
        known = ", ".join(str(group.number) for group in event.groups)
        raise Refusal(NO_GROUP, group=details.group, known=known)
