"""How fast people come: arrivals in steps of five minutes, and when the rest will be in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kiosk.domain import Person
from kiosk.services.substitutes import awaited

STEP = timedelta(minutes=5)
RECENT = timedelta(minutes=10)
"""The pace is that of the last ten minutes: long enough for a desk that serves one in 13 s, short
enough to follow the rush."""


@dataclass(frozen=True, slots=True)
class Pace:
    """``steps`` are arrivals, walk-ins included, by the beginning (UTC) of each step of five
    minutes from the opening or the first arrival to the last, none left out. ``recent`` is people
    in five minutes at the pace of the last ten. ``waiting`` are expected and not here, nor
    anyone in their place; ``done_at`` is when they all would be at that pace, None while no one
    comes or no one is missing."""

    steps: tuple[tuple[datetime, int], ...]
    recent: float
    waiting: int
    done_at: datetime | None


OPENS_WITHIN = timedelta(hours=2)
"""Steps begin when registration opens, unless the first came so much later that it is another
occasion."""


def pace(people: Sequence[Person], now: datetime, opens: datetime | None = None) -> Pace:
    """The pace of ``people`` as of ``now``; ``opens`` is when registration does (both
    timezone-aware)."""
    arrivals = [p.arrived_at for p in people if p.arrived_at is not None]
    waiting = len(awaited(people))
    lately = sum(now - RECENT < at <= now for at in arrivals)
    done = now + RECENT * (waiting / lately) if lately and waiting else None
    return Pace(_steps(arrivals, opens), lately * (STEP / RECENT), waiting, done)


def _steps(
    arrivals: Sequence[datetime], opens: datetime | None
) -> tuple[tuple[datetime, int], ...]:
    if not arrivals:
        return ()
    counted = Counter(_beginning(at) for at in arrivals)
    at, last = min(counted), max(counted)
    if opens is not None and timedelta(0) < at - _beginning(opens) <= OPENS_WITHIN:
        at = _beginning(opens)
    found: list[tuple[datetime, int]] = []
    # A morning and an afternoon; a clock that was set wrong must not make a thousand steps.
    while at <= last and len(found) < MOST_STEPS:
        found.append((at, counted[at]))
        at += STEP
    return tuple(found)


MOST_STEPS = 288
"""A day."""


def _beginning(at: datetime) -> datetime:
    at = at.astimezone(UTC)
    return at.replace(minute=at.minute - at.minute % 5, second=0, microsecond=0)
