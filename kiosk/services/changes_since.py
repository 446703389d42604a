"""What changed since an earlier workbook: the journal up to its last row, against now."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from kiosk.domain import DETAIL_FIELDS, Action, Category, Event, JournalRow, Person
from kiosk.language import Language, Refusal, Sentence, Told
from kiosk.services.attendance_figures import event_zone
from kiosk.services.event_facts import NAMES as FACT_NAMES
from kiosk.services.evidence.replay import State, event_by_journal, people_by_journal
from kiosk.services.field_words import FIELD_WORDS, value_words
from kiosk.services.workbook import Audience, Change, Changes, Provenance

ANOTHER_EVENT = Sentence(
    en="“{file}” was not made from this event, or from a later state of it. Choose an earlier"
    " workbook of this event.",
    km="«{file}» មិនត្រូវបានបង្កើតពីព្រឹត្តិការណ៍នេះ ឬពីស្ថានភាពមុនរបស់វាទេ។"
    " សូមជ្រើសរើសសៀវភៅការងារមុនរបស់ព្រឹត្តិការណ៍នេះ។",
)

NEW = Sentence(en="new on the list", km="ថ្មីក្នុងបញ្ជី")
GONE = Sentence(en="no longer on the list", km="លែងមានក្នុងបញ្ជី")
CHANGED = Sentence(en="changed", km="បានកែប្រែ")
OF_THE_EVENT = Sentence(en="fact of the event", km="ព័ត៌មានព្រឹត្តិការណ៍")
_TIME_IN = Sentence(en="Time in", km="ម៉ោងមកដល់")
_NO_FIELD = Sentence(en="", km="")
_OWN = ("email", "note")
"""What no workbook tells, not even that it changed: the desk's own."""
_PRIVATE = (*_OWN, "age_band", "disability", "group", "in_place_of")
"""What the finance copy must not tell either."""
_PRINTED = {"name_km": "name_km_canonical", "name_latin": "name_latin_canonical"}

_FACTS: Mapping[str, Sentence] = {
    **FACT_NAMES,
    "date": Sentence(en="The date", km="កាលបរិច្ឆេទ"),
    "starts": Sentence(en="The beginning", km="ម៉ោងចាប់ផ្តើម"),
    "ends": Sentence(en="The end", km="ម៉ោងបញ្ចប់"),
    "registration_opens": Sentence(en="When registration opens", km="ម៉ោងបើកចុះឈ្មោះ"),
    "registration_closes": Sentence(en="When registration closes", km="ម៉ោងបិទចុះឈ្មោះ"),
}
_NOT_ON_SHEETS = ("grant", "categories", "groups", "agenda", "languages")
_CATEGORY = Sentence(en="Category “{key}”: {what}", km="ប្រភេទ «{key}»៖ {what}")
_CATEGORY_WORDS: Mapping[str, Sentence] = {
    "en": Sentence(en="English name", km="ឈ្មោះអង់គ្លេស"),
    "km": Sentence(en="Khmer name", km="ឈ្មោះខ្មែរ"),
    "transport": Sentence(en="transport, USD", km="ថ្លៃធ្វើដំណើរ ដុល្លារ"),
    "meals": Sentence(en="meals, USD", km="ថ្លៃអាហារ ដុល្លារ"),
    "lodging": Sentence(en="lodging, USD", km="ថ្លៃស្នាក់នៅ ដុល្លារ"),
}


def changes_since(
    earlier: Provenance,
    journal: Sequence[JournalRow],
    people: Sequence[Person],
    event: Event,
    *,
    audience: Audience,
) -> Changes:
    """How ``people`` and ``event`` differ from what they were at the end of ``earlier``, a state
    of this ``journal``, as far as the workbook for ``audience`` shows it."""
    rows = journal[: earlier.journal_rows]
    begun = next((row for row in rows if row.action is Action.CHAIN_BEGUN), None)
    before = people_by_journal(rows, int(begun.after.get("rows", 0)) if begun else 0)
    now = {person.id: _state(person) for person in people}
    told = _Telling(event, audience)
    lines = [*told.facts(event_by_journal(rows)), *told.people(before, now)]
    return Changes(earlier, tuple(lines))


def check_of_this_event(earlier: Provenance, journal: Sequence[JournalRow], file: str) -> None:
    """Raises :class:`Refusal` where ``earlier``, read from ``file``, is no state of ``journal``."""
    rows = journal[: earlier.journal_rows]
    if len(rows) < earlier.journal_rows or rows[-1].seal != earlier.seal:
        raise Refusal(ANOTHER_EVENT, file=file)


def _state(person: Person) -> State:
    fields = (field.name for field in dataclasses.fields(Person) if field.name != "id")
    return {**{name: getattr(person, name) for name in fields}, "removed": False}


class _Telling:
    def __init__(self, event: Event, audience: Audience) -> None:
        self._event, self._finance = event, audience is Audience.FINANCE
        self._zone: ZoneInfo = event_zone(event)
        hidden = _PRIVATE if self._finance else _OWN
        self._fields = [name for name in DETAIL_FIELDS if name not in hidden]

    def people(self, before: Mapping[UUID, State], now: Mapping[UUID, State]) -> Iterator[Change]:
        everyone = {**before, **now}
        for who in sorted(everyone, key=lambda who: (everyone[who]["code"], who)):
            was, is_now = before.get(who), now.get(who)
            there, here = self._stands(was), self._stands(is_now)
            if is_now is not None and here and not there:
                yield self._line(is_now, NEW, _NO_FIELD, "", self._time(is_now["arrived_at"]))
            elif was is not None and there and not here:
                yield self._line(was, GONE, _NO_FIELD, self._time(was["arrived_at"]), "")
            elif was is not None and is_now is not None and here:
                yield from self._fields_of(was, is_now)

    def _stands(self, state: State | None) -> bool:
        """Whether the workbook shows this person: the finance copy only who came."""
        if state is None or state["removed"]:
            return False
        return bool(state["arrived_at"]) or not self._finance

    def _fields_of(self, was: State, now: State) -> Iterator[Change]:
        for name in self._fields:
            old, new = (state[_PRINTED.get(name, name)] for state in (was, now))
            if old != new:
                said = [self._said(name, value) for value in (old, new)]
                yield self._line(now, CHANGED, FIELD_WORDS[name], *said)
        times = [self._time(state["arrived_at"]) for state in (was, now)]
        if times[0] != times[1]:
            yield self._line(now, CHANGED, _TIME_IN, *times)

    def _said(self, name: str, value: object) -> str:
        return value_words(name, value, self._event).text(Language.ENGLISH)

    def _time(self, at: datetime | None) -> str:
        return f"{at.astimezone(self._zone):%Y-%m-%d %H:%M:%S}" if at else ""

    def _line(
        self, state: State, what: Sentence, field: Sentence | Told, was: str, now: str
    ) -> Change:
        names = (state["name_km_canonical"], state["name_latin_canonical"])
        return Change(state["code"], *names, what, field, was, now)

    def facts(self, before: Event | None) -> Iterator[Change]:
        """Facts of the event that stand on the sheets of either audience."""
        if before is None:
            return
        for name, (old, new) in self._differing(before).items():
            label = _FACTS.get(name, Sentence(en=name, km=name))
            yield Change("", "", "", OF_THE_EVENT, label, _text(old), _text(new))
        old_ones = {category.key: category for category in before.categories}
        for category in self._event.categories:
            yield from _of_category(old_ones.get(category.key), category)

    def _differing(self, before: Event) -> dict[str, tuple[object, object]]:
        pairs: dict[str, tuple[object, object]] = {}
        for old, new in ((before, self._event), (before.grant, self._event.grant)):
            for field in dataclasses.fields(new):
                values = (getattr(old, field.name), getattr(new, field.name))
                if field.name not in _NOT_ON_SHEETS and values[0] != values[1]:
                    pairs[field.name] = values
        return pairs


def _of_category(old: Category | None, new: Category) -> Iterator[Change]:
    for name, words in _CATEGORY_WORDS.items():
        values: list[Any] = [getattr(each, name) if each else "" for each in (old, new)]
        if values[0] != values[1]:
            label = Told.of(_CATEGORY, key=new.key, what=words)
            yield Change("", "", "", OF_THE_EVENT, label, *map(_text, values))


def _text(value: object) -> str:
    return "" if value is None else str(value)
