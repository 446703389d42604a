"""What an event's facts must be, whether they come out of a file or were typed at the desk."""

from __future__ import annotations

import dataclasses
import unicodedata
import zoneinfo
from collections.abc import Hashable, Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from kiosk.domain import AgendaItem, Category, Event, Grant, Group
from kiosk.language import Refusal, Sentence, Told

MAX_TEXT = 2000
"""Characters in one fact; the longest of the first workshop has 147."""
MAX_KEY = 64
"""Characters in the key of a category."""
MAX_EXPECTED = 1_000_000
MAX_GROUP = 999
"""The highest number of a group: three digits are what stands large on a badge."""
MAX_DOLLARS = 10_000
"""The highest allowance of one person."""
RIEL_RATES = (1, 100_000)
"""Riel for one dollar; about 4,000 since the year 2000."""
MAX_ROWS = 500
"""Categories, groups or slots of the agenda."""
YEARS = (2000, 2100)
"""The first and the last year; a year of the Buddhist era (2566 for 2023) is not among them."""

NO_TITLE = Sentence(
    en="The event has no title. Give it one, in Khmer or in English.",
    km="ព្រឹត្តិការណ៍មិនទាន់មានចំណងជើងទេ។ សូមដាក់ចំណងជើង ជាភាសាខ្មែរ ឬភាសាអង់គ្លេស។",
)
TOO_LONG = Sentence(
    en="{name} has {length} characters; {most} fit. Shorten it.",
    km="{name}មាន {length} តួអក្សរ ប៉ុន្តែដាក់បានត្រឹម {most} ប៉ុណ្ណោះ។ សូមធ្វើឱ្យខ្លីជាងនេះ។",
)
UNPRINTABLE = Sentence(
    en="{name} has a character that cannot be printed there (U+{code}). Type it again.",
    km="{name}មានតួអក្សរដែលមិនអាចបោះពុម្ពនៅទីនោះបាន (U+{code})។ សូមវាយវាឡើងវិញ។",
)
NO_TIMEZONE = Sentence(
    en="“{zone}” is not a time zone. Write it like this: Asia/Phnom_Penh",
    km="«{zone}» មិនមែនជាល្វែងម៉ោងទេ។ សូមសរសេរដូចនេះ៖ Asia/Phnom_Penh",
)
OUT_OF_BOUNDS = Sentence(
    en="{name} is {number}; it must be from {least} to {most}.",
    km="{name}គឺ {number} ប៉ុន្តែត្រូវតែចាប់ពី {least} ដល់ {most}។",
)
STRANGE_YEAR = Sentence(
    en="The date of the event is in the year {year}. Write the year as in 2026.",
    km="កាលបរិច្ឆេទរបស់ព្រឹត្តិការណ៍ស្ថិតក្នុងឆ្នាំ {year}។ សូមសរសេរឆ្នាំដូចជា 2026 (គ.ស.)។",
)
NO_CATEGORIES = Sentence(
    en="The event has no category of participants. Add one.",
    km="ព្រឹត្តិការណ៍មិនទាន់មានប្រភេទអ្នកចូលរួមទេ។ សូមបន្ថែមមួយ។",
)
NO_KEY = Sentence(
    en="A category has no key. Give it a short one, such as: speaker",
    km="ប្រភេទមួយមិនមានលេខសម្គាល់ទេ។ សូមដាក់ពាក្យខ្លីមួយ ដូចជា៖ speaker",
)
TWICE = Sentence(
    en="{name} is there twice. Give each one its own.",
    km="{name}មានពីរដង។ សូមឱ្យនីមួយៗខុសគ្នា។",
)
TOO_MANY = Sentence(
    en="There are {count} {name}; {most} fit. Leave some out.",
    km="{name}មាន {count} ប៉ុន្តែដាក់បានត្រឹម {most} ប៉ុណ្ណោះ។ សូមដកខ្លះចេញ។",
)

NAMES: Mapping[str, Sentence] = {
    "title_km": Sentence(en="The title in Khmer", km="ចំណងជើងជាភាសាខ្មែរ"),
    "title_en": Sentence(en="The title in English", km="ចំណងជើងជាភាសាអង់គ្លេស"),
    "kind_km": Sentence(en="The kind of event in Khmer", km="ប្រភេទព្រឹត្តិការណ៍ជាភាសាខ្មែរ"),
    "kind_en": Sentence(en="The kind of event in English", km="ប្រភេទព្រឹត្តិការណ៍ជាភាសាអង់គ្លេស"),
    "organizer_km": Sentence(en="The organizer in Khmer", km="អ្នករៀបចំជាភាសាខ្មែរ"),
    "organizer_en": Sentence(en="The organizer in English", km="អ្នករៀបចំជាភាសាអង់គ្លេស"),
    "timezone": Sentence(en="The time zone", km="ល្វែងម៉ោង"),
    "venue_km": Sentence(en="The venue in Khmer", km="ទីកន្លែងជាភាសាខ្មែរ"),
    "venue_en": Sentence(en="The venue in English", km="ទីកន្លែងជាភាសាអង់គ្លេស"),
    "city_km": Sentence(en="The city in Khmer", km="ទីក្រុងជាភាសាខ្មែរ"),
    "city_en": Sentence(en="The city in English", km="ទីក្រុងជាភាសាអង់គ្លេស"),
    "languages": Sentence(en="The language", km="ភាសា"),
    "photo_notice_km": Sentence(en="The photo notice in Khmer", km="សេចក្តីជូនដំណឹងអំពីការថតរូបជាភាសាខ្មែរ"),
    "photo_notice_en": Sentence(
        en="The photo notice in English", km="សេចក្តីជូនដំណឹងអំពីការថតរូបជាភាសាអង់គ្លេស"
    ),
    "organizer_address": Sentence(en="The organizer's address", km="អាសយដ្ឋានអ្នករៀបចំ"),
    "organizer_phone": Sentence(en="The organizer's phone number", km="លេខទូរស័ព្ទអ្នករៀបចំ"),
    "organizer_email": Sentence(en="The organizer's email", km="អ៊ីមែលអ្នករៀបចំ"),
    "organizer_website": Sentence(en="The organizer's website", km="គេហទំព័រអ្នករៀបចំ"),
    "donor": Sentence(en="The donor", km="ម្ចាស់ជំនួយ"),
    "project": Sentence(en="The project", km="គម្រោង"),
    "grant_number": Sentence(en="The grant number", km="លេខកិច្ចសន្យាជំនួយ"),
    "activity_code": Sentence(en="The activity code", km="កូដសកម្មភាព"),
    "expected_participants": Sentence(en="The number of people expected", km="ចំនួនអ្នកដែលរំពឹងទុក"),
    "riel_rate": Sentence(en="The rate in riel for one dollar", km="អត្រាប្តូរប្រាក់រៀលក្នុងមួយដុល្លារ"),
    "categories": Sentence(en="categories", km="ប្រភេទអ្នកចូលរួម"),
    "groups": Sentence(en="groups", km="ក្រុម"),
    "agenda": Sentence(en="slots of the agenda", km="ចំណុចក្នុងរបៀបវារៈ"),
}
"""What the facts are called within a sentence."""

_CATEGORY = Sentence(en="The category “{key}”", km="ប្រភេទ «{key}» ")
_ALLOWANCE = Sentence(en="An allowance of the category “{key}”", km="ប្រាក់ឧបត្ថម្ភនៃប្រភេទ «{key}» ")
_GROUP = Sentence(en="The group {number}", km="ក្រុមទី {number} ")
_GROUP_NUMBER = Sentence(en="The number of a group", km="លេខក្រុម")
_SLOT = Sentence(en="Slot {place} of the agenda", km="ចំណុចទី {place} ក្នុងរបៀបវារៈ")

_CENT = Decimal("0.01")
_OF_SEVERAL_LINES = {"photo_notice_km", "photo_notice_en", "organizer_address", "en", "km", "who"}
"""Facts that may be broken into lines; ``en``, ``km`` and ``who`` are those of the agenda."""
_UNPRINTABLE = ("Cc", "Cs", "Zl", "Zp")


def checked_event(event: Event) -> Event:
    """``event`` without blanks at the ends of its texts.

    Raises:
        Refusal: a title or a category is missing, a text is too long or cannot be printed, a
            number or the date is out of bounds, two categories or groups are alike, or there
            is no such time zone.
    """
    _check_counts(event)
    tidy = dataclasses.replace(
        event,
        **_texts(event, NAMES),
        languages=tuple(_text(each, NAMES["languages"], MAX_KEY) for each in event.languages),
        grant=dataclasses.replace(event.grant, **_texts(event.grant, NAMES)),
        categories=tuple(_category(each) for each in event.categories),
        groups=tuple(_group(each) for each in event.groups),
        agenda=tuple(_slot(each, place) for place, each in enumerate(event.agenda, start=1)),
    )
    if not (tidy.title_km or tidy.title_en):
        raise Refusal(NO_TITLE)
    _check_once(_CATEGORY, "key", (each.key for each in tidy.categories))
    _check_once(_GROUP, "number", (each.number for each in tidy.groups))
    _check_timezone(tidy.timezone)
    return tidy


def _check_counts(event: Event) -> None:
    for name in ("categories", "groups", "agenda"):
        count = len(getattr(event, name))
        if count > MAX_ROWS:
            raise Refusal(TOO_MANY, name=NAMES[name], count=count, most=MAX_ROWS)
    if not event.categories:
        raise Refusal(NO_CATEGORIES)
    if not YEARS[0] <= event.date.year <= YEARS[1]:
        raise Refusal(STRANGE_YEAR, year=event.date.year)
    name = "expected_participants"
    _check_bounds(NAMES[name], event.expected_participants, 0, MAX_EXPECTED)
    if event.riel_rate is not None:
        _check_bounds(NAMES["riel_rate"], event.riel_rate, *RIEL_RATES)


def _texts(
    thing: Event | Grant | Category | Group | AgendaItem, names: Mapping[str, Sentence | Told]
) -> dict[str, Any]:
    """Every text of ``thing``, checked; ``names`` says what each is called."""
    values = {f.name: getattr(thing, f.name) for f in dataclasses.fields(thing)}
    texts = {name: text for name, text in values.items() if isinstance(text, str)}
    several = _OF_SEVERAL_LINES if isinstance(thing, (Event, AgendaItem)) else frozenset[str]()
    return {
        name: _text(text, names[name], MAX_TEXT, of_several_lines=name in several)
        for name, text in texts.items()
    }


def _category(category: Category) -> Category:
    if not category.key.strip():
        raise Refusal(NO_KEY)
    name = Told.of(_CATEGORY, key=category.key[:MAX_KEY])
    texts = _texts(category, dict.fromkeys(("key", "en", "km"), name))
    key = _text(category.key, name, MAX_KEY)
    return dataclasses.replace(category, **{**texts, "key": key, **_rates(category)})


def _rates(category: Category) -> dict[str, Decimal]:
    """The allowances, to the cent."""
    told = Told.of(_ALLOWANCE, key=category.key[:MAX_KEY])
    rates = {name: getattr(category, name) for name in ("transport", "meals", "lodging")}
    for amount in rates.values():
        if not amount.is_finite() or not 0 <= amount <= MAX_DOLLARS:
            raise Refusal(OUT_OF_BOUNDS, name=told, number=amount, least=0, most=MAX_DOLLARS)
    return {name: amount.quantize(_CENT, ROUND_HALF_UP) for name, amount in rates.items()}


def _group(group: Group) -> Group:
    _check_bounds(_GROUP_NUMBER, group.number, 1, MAX_GROUP)
    name = Told.of(_GROUP, number=group.number)
    return dataclasses.replace(group, **_texts(group, dict.fromkeys(("en", "km"), name)))


def _slot(slot: AgendaItem, place: int) -> AgendaItem:
    name = Told.of(_SLOT, place=place)
    for number in slot.groups:
        _check_bounds(_GROUP_NUMBER, number, 1, MAX_GROUP)
    texts = _texts(slot, dict.fromkeys(("en", "km", "who"), name))
    speakers = tuple(_text(speaker, name, MAX_TEXT) for speaker in slot.speakers)
    return dataclasses.replace(slot, speakers=speakers, **texts)


def _text(text: str, name: Sentence | Told, most: int, *, of_several_lines: bool = False) -> str:
    text = text.strip()
    if len(text) > most:
        raise Refusal(TOO_LONG, name=name, length=len(text), most=most)
    for character in text:
        breaks = of_several_lines and character in "\n\t"
        if unicodedata.category(character) in _UNPRINTABLE and not breaks:
            raise Refusal(UNPRINTABLE, name=name, code=f"{ord(character):04X}")
    return text


def _check_bounds(name: Sentence, number: int, least: int, most: int) -> None:
    if not least <= number <= most:
        raise Refusal(OUT_OF_BOUNDS, name=name, number=number, least=least, most=most)


def _check_once(sentence: Sentence, fact: str, keys: Iterable[Hashable]) -> None:
    seen: set[Hashable] = set()
    for key in keys:
        if key in seen:
            raise Refusal(TWICE, name=Told.of(sentence, **{fact: key}))
        seen.add(key)


def _check_timezone(zone: str) -> None:
    try:
        zoneinfo.ZoneInfo(zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Refusal(NO_TIMEZONE, zone=zone[:MAX_KEY]) from error
