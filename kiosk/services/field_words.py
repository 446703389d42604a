"""What the details of a person are called, and their values, in words of both languages."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from kiosk.domain import (
    DETAIL_FIELDS,
    AgeBand,
    Disability,
    Event,
    PersonDetails,
    PhotoConsent,
    Sex,
    Signing,
)
from kiosk.language import Sentence, Told
from kiosk.services.people import FIELD_NAMES

_NOT_STATED = Sentence(en="not stated", km="មិនបានបញ្ជាក់")
_YES = Sentence(en="yes", km="បាទ/ចាស")
_NO = Sentence(en="no", km="ទេ")

FIELD_WORDS: Mapping[str, Sentence] = {
    **FIELD_NAMES,
    "sex": Sentence(en="Sex", km="ភេទ"),
    "age_band": Sentence(en="Age", km="អាយុ"),
    "disability": Sentence(en="Disability", km="ពិការភាព"),
    "category": Sentence(en="The category", km="ប្រភេទ"),
    "group": Sentence(en="The group", km="ក្រុម"),
    "photo_consent": Sentence(en="Photos may be taken", km="យល់ព្រមឱ្យថតរូប"),
    "walk_in": Sentence(en="Walk-in", km="អ្នកមកថ្មី"),
    "in_place_of": Sentence(en="Came in place of", km="មកជំនួស"),
    "signing": Sentence(en="Signs", km="ចុះហត្ថលេខា"),
    "signature": Sentence(en="The signature", km="ហត្ថលេខា"),
}
"""Every field of :class:`~kiosk.domain.PersonDetails`, as it is called within a sentence."""

_VALUES: Mapping[type[StrEnum], Mapping[StrEnum, Sentence]] = {
    Sex: {
        Sex.FEMALE: Sentence(en="female", km="ស្រី"),
        Sex.MALE: Sentence(en="male", km="ប្រុស"),
        Sex.OTHER: Sentence(en="other", km="ផ្សេងទៀត"),
        Sex.NOT_STATED: _NOT_STATED,
    },
    AgeBand: {AgeBand.NOT_STATED: _NOT_STATED},
    Disability: {
        Disability.YES: _YES,
        Disability.NO: _NO,
        Disability.NOT_STATED: _NOT_STATED,
    },
    PhotoConsent: {
        PhotoConsent.YES: _YES,
        PhotoConsent.NO: _NO,
        PhotoConsent.NOT_ASKED: Sentence(en="not asked", km="មិនទាន់សួរ"),
    },
    Signing: {
        Signing.ON_PAPER: Sentence(en="on paper", km="លើក្រដាស"),
        Signing.ON_SCREEN: Sentence(en="on the screen", km="លើអេក្រង់"),
        Signing.THUMBPRINT: Sentence(en="by thumbprint on paper", km="ផ្តិតមេដៃលើក្រដាស"),
    },
}


def value_words(name: str, value: object, event: Event) -> Sentence | Told:
    """The value of the field ``name``, as it is said to someone; a journal holds it as text.

    A signature is only said to be there; a category and a group are called as on the badge.
    """
    kind = _KINDS.get(name)
    if kind is not None:
        words = _VALUES[kind].get(kind(str(value)))
        return words or _as_it_is(value)
    if isinstance(value, bool):
        return _YES if value else _NO
    if name == "category" and (category := event.category(str(value))) is not None:
        return Sentence(en=category.en or category.km, km=category.km or category.en)
    if name == "signature" and value:
        return _DRAWN
    return _as_it_is(value)


def known_details(details: PersonDetails, event: Event) -> list[tuple[Sentence, Sentence | Told]]:
    """What is known of a person, as names and values; what is not known is left out."""
    nothing = PersonDetails(category="")
    said = ((name, getattr(details, name)) for name in DETAIL_FIELDS)
    return [
        (FIELD_WORDS[name], value_words(name, value, event))
        for name, value in said
        if value != getattr(nothing, name)
    ]


def _as_it_is(value: object) -> Told:
    return Told.of(_SAID, value="" if value is None else str(value))


_SAID = Sentence(en="{value}", km="{value}")
_DRAWN = Sentence(en="drawn on the screen", km="បានគូរលើអេក្រង់")
_KINDS: Mapping[str, type[StrEnum]] = {
    "sex": Sex,
    "age_band": AgeBand,
    "disability": Disability,
    "photo_consent": PhotoConsent,
    "signing": Signing,
}
