"""The facts of an event as JSON holds them, as the journal does, and back."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from kiosk.domain import AgendaItem, Category, Event, Grant, Group

_TIMES = ("starts", "ends", "registration_opens", "registration_closes")
_DATES = ("date", "purge_after")
_AMOUNTS = ("transport", "meals", "lodging")


def values_of(event: Event) -> dict[str, Any]:
    """Every fact, as JSON holds it."""
    values: dict[str, Any] = _plain(dataclasses.asdict(event))
    return values


def event_of(values: Mapping[str, Any]) -> Event:
    """The event of ``values``; a fact that is not among them (an older program knew it not yet)
    is as in an event that says nothing of it."""
    facts = _known(Event, values)
    facts |= {name: _of_iso(date, facts.get(name)) for name in _DATES if name in facts}
    facts["languages"] = tuple(facts["languages"])
    facts["grant"] = Grant(**_known(Grant, facts["grant"]))
    facts["categories"] = tuple(_category(each) for each in facts["categories"])
    facts["groups"] = tuple(Group(**_known(Group, each)) for each in facts["groups"])
    facts["agenda"] = tuple(_slot(each) for each in facts["agenda"])
    return Event(**_with_times(facts))


def _category(values: Mapping[str, Any]) -> Category:
    known = _known(Category, values)
    return Category(**known | {name: Decimal(known[name]) for name in _AMOUNTS if name in known})


def _slot(values: Mapping[str, Any]) -> AgendaItem:
    known = _with_times(_known(AgendaItem, values))
    known |= {name: tuple(known[name]) for name in ("speakers", "groups") if name in known}
    return AgendaItem(**known)


def _with_times(values: dict[str, Any]) -> dict[str, Any]:
    return values | {name: _of_iso(time, values[name]) for name in _TIMES if name in values}


def _of_iso(kind: type[date] | type[time], text: str | None) -> date | time | None:
    return None if text is None else kind.fromisoformat(text)


def _known(kind: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    return {f.name: values[f.name] for f in dataclasses.fields(kind) if f.name in values}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
