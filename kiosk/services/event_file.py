"""An event out of a TOML file: the full form of ``kiosk/sample/workshop.toml``, or a short one.

The short form is a title and a date::

    [event]
    title_km = "វគ្គបណ្តុះបណ្តាល"
    date = 2026-12-01

Then the categories are the three that every workshop has. Whatever is left out stays empty:
to be confirmed, and editable later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from kiosk.domain import AgendaItem, Category, Event, Grant, Group
from kiosk.language import Refusal, Sentence
from kiosk.services.bounded_toml import toml_of
from kiosk.services.event_facts import checked_event

MAX_BYTES = 1_000_000
"""A larger TOML is no event; the workshop's own has 6 kB."""

DEFAULT_CATEGORIES = (
    Category(key="participant", en="Participant", km="អ្នកចូលរួម"),
    Category(key="speaker", en="Speaker", km="វាគ្មិន"),
    Category(key="organizer", en="Organizer", km="អ្នករៀបចំ"),
)

NO_SUCH_FILE = Sentence(
    en="There is no file “{file}”. Check the name and the folder.",
    km="រកមិនឃើញឯកសារ «{file}» ទេ។ សូមពិនិត្យឈ្មោះ និងថតឡើងវិញ។",
)
NOT_TOML = Sentence(
    en="“{file}” cannot be read as TOML: {reason}. Mend that place, then try again.",
    km="មិនអាចអាន «{file}» ជា TOML បានទេ៖ {reason}។ សូមកែកន្លែងនោះ រួចព្យាយាមម្តងទៀត។",
)
TOO_LARGE = Sentence(
    en="“{file}” is too large to be the description of an event. Choose another file.",
    km="«{file}» ធំពេក មិនមែនជាការពិពណ៌នាព្រឹត្តិការណ៍ទេ។ សូមជ្រើសរើសឯកសារផ្សេង។",
)
UNKNOWN = Sentence(
    en="“{file}”: “{name}” is not a fact of an event. Known there: {known}.",
    km="«{file}»៖ «{name}» មិនមែនជាព័ត៌មានរបស់ព្រឹត្តិការណ៍ទេ។ អ្វីដែលស្គាល់៖ {known}។",
)
WRONG_KIND = Sentence(
    en="“{file}”: “{name}” must be {kind}. Write it like this: {example}",
    km="«{file}»៖ «{name}» ត្រូវតែជា{kind}។ សូមសរសេរដូចនេះ៖ {example}",
)
MISSING_FACT = Sentence(
    en="“{file}”: “{name}” is missing. Write it like this: {example}",
    km="«{file}»៖ ខ្វះ «{name}»។ សូមសរសេរដូចនេះ៖ {example}",
)
IN_FILE = Sentence(en="“{file}”: {told}", km="«{file}»៖ {told}")

_KINDS: dict[type, tuple[Sentence, str]] = {
    str: (Sentence(en="text", km="អក្សរ"), '{name} = "…"'),
    int: (Sentence(en="a whole number", km="ចំនួនគត់"), "{name} = 80"),
    Decimal: (Sentence(en="an amount", km="ចំនួនទឹកប្រាក់"), "{name} = 2.50"),
    date: (Sentence(en="a date", km="កាលបរិច្ឆេទ"), "{name} = 2026-12-01"),
    time: (Sentence(en="a time of day", km="ម៉ោង"), "{name} = 08:30:00"),
    tuple: (Sentence(en="a list", km="បញ្ជី"), "{name} = […, …]"),
    dict: (Sentence(en="a table", km="តារាង"), "[{name}]"),
}
_LISTS: dict[str, type] = {"category": Category, "group": Group, "agenda": AgendaItem}
_PARTS = ("grant", "categories", "groups", "agenda")


def read_event(path: Path) -> Event:
    """The event that the TOML file at ``path`` describes.

    Raises:
        Refusal: it is no TOML, a fact in it is missing, unknown or of the wrong kind, or is
            what :func:`~kiosk.services.event_facts.checked_event` refuses.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Refusal(NO_SUCH_FILE, file=path.name or path) from error
    if len(data) > MAX_BYTES:
        raise Refusal(TOO_LARGE, file=path.name)
    try:
        toml = toml_of(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except (ValueError, RecursionError) as error:  # bad TOML or UTF-8, or a number without end
        raise Refusal(NOT_TOML, file=path.name, reason=str(error)) from error
    event = _Reader(path.name).event(toml)
    try:
        return checked_event(event)
    except Refusal as refusal:
        raise Refusal(IN_FILE, file=path.name, told=refusal.told) from refusal


class _Reader:
    """Checks every fact against the kind that the domain wants; a refusal names the place."""

    def __init__(self, file: str) -> None:
        self._file = file

    def event(self, toml: Mapping[str, Any]) -> Event:
        self._check_known(toml, {"event", "grant", *_LISTS}, "")
        facts = self._facts(toml.get("event", {}), "event", Event)
        categories = self._things(toml, "category")
        return Event(
            **facts,
            grant=Grant(**self._facts(toml.get("grant", {}), "grant", Grant)),
            categories=categories or DEFAULT_CATEGORIES,
            groups=self._things(toml, "group"),
            agenda=self._things(toml, "agenda"),
        )

    def _things(self, toml: Mapping[str, Any], name: str) -> tuple[Any, ...]:
        tables = self._value(toml.get(name, []), name, tuple[dict[str, Any], ...])
        return tuple(_LISTS[name](**self._facts(table, name, _LISTS[name])) for table in tables)

    def _facts(self, table: Any, place: str, thing: type) -> dict[str, Any]:
        parts = _PARTS if thing is Event else ()
        hints = {k: v for k, v in get_type_hints(thing).items() if k not in parts}
        table = self._value(table, place, dict)
        self._check_known(table, set(hints), f"{place}.")
        for field in fields(thing):
            if field.default is field.default_factory is MISSING and field.name in hints:
                self._check_there(table, field.name, hints[field.name])
        return {k: self._value(v, f"{place}.{k}", hints[k]) for k, v in table.items()}

    def _check_there(self, table: Mapping[str, Any], name: str, hint: Any) -> None:
        if table.get(name, "") == "":
            example = _KINDS[_kind(hint)][1].format(name=name)
            raise Refusal(MISSING_FACT, file=self._file, name=name, example=example)

    def _check_known(self, table: Mapping[str, Any], known: set[str], place: str) -> None:
        for name in table:
            if name not in known:
                names = ", ".join(sorted(known))
                raise Refusal(UNKNOWN, file=self._file, name=f"{place}{name}", known=names)

    def _value(self, value: Any, place: str, hint: Any) -> Any:
        kind = _kind(hint)
        value = tuple(value) if isinstance(value, list) else value
        if kind is Decimal and type(value) in (int, float):
            value = Decimal(str(value))
        value = self._of_kind(value, place, kind)
        if kind is tuple:
            return tuple(self._value(item, place, get_args(hint)[0]) for item in value)
        return value

    def _of_kind(self, value: Any, place: str, kind: type) -> Any:
        # bool is an int and datetime a date in Python; neither is one here.
        if not isinstance(value, kind) or isinstance(value, (bool, datetime)):
            words, example = _KINDS[kind]
            example = example.format(name=place.rsplit(".", maxsplit=1)[-1])
            raise Refusal(WRONG_KIND, file=self._file, name=place, kind=words, example=example)
        return value


def _kind(hint: Any) -> type:
    """``str`` of ``str``, ``time`` of ``time | None``, ``tuple`` of ``tuple[int, ...]``."""
    if get_origin(hint) is tuple:
        return tuple
    if get_origin(hint) is dict:
        return dict
    plain = [arg for arg in get_args(hint) if arg is not type(None)]
    kind: type = plain[0] if plain else hint
    return kind
