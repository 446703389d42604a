"""How fast people come: arrivals in steps of five minutes, and when the rest will be in.

Who was expected is told from who walked in, as everywhere figures are
(:mod:`kiosk.services.attendance_figures`): only the former can be compared with the number
expected. What is said of the last minutes is counted from the same steps that are shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kiosk.domain import Person
from kiosk.services.substitutes import awaited

STEP = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Step:
    """Five minutes from ``begins`` on: how many came of those expected, and how many walked in."""

    begins: datetime
    expected: int
    walk_ins: int

    @property
    def arrivals(self) -> int:
        """Everyone who came, as the desk served them."""
        return self.expected + self.walk_ins


@dataclass(frozen=True, slots=True)
class Pace:
    """``steps`` go from the opening (UTC) or the first arrival to the last, none left out.
    ``recent`` is people in five minutes, walk-ins included, since the step before the one under
    way began: five to ten minutes, long enough for a desk that serves one in 13 s, short enough
    to follow the rush. ``waiting`` are expected and not here, nor anyone in their place;
    ``done_at`` is when they all would be at the pace of those expected, None while none of them
    comes or no one is missing."""

    steps: tuple[Step, ...]
    recent: float
    waiting: int
    done_at: datetime | None


OPENS_WITHIN = timedelta(hours=2)
"""Steps begin when registration opens, unless the first came so much later that it is another
occasion."""


def pace(people: Sequence[Person], now: datetime, opens: datetime | None = None) -> Pace:
    """The pace of ``people`` as of ``now``; ``opens`` is when registration does (both
    timezone-aware)."""
    steps = _steps(people, opens)
    waiting = len(awaited(people))
    lately = [step for step in steps if _beginning(now) - STEP <= step.begins <= now]
    expected = sum(step.expected for step in lately)
    passed = _passed(lately, now)
    done = now + passed * (waiting / expected) if expected and waiting else None
    return Pace(steps, sum(step.arrivals for step in lately) * (STEP / passed), waiting, done)


def _passed(lately: Sequence[Step], now: datetime) -> timedelta:
    """How long the steps of ``lately`` have gone on; a step that has just begun counts whole, so
    that the first who comes makes no rush."""
    return max(STEP, now - lately[0].begins) if lately else STEP


def _steps(people: Iterable[Person], opens: datetime | None) -> tuple[Step, ...]:
    came = [(_beginning(p.arrived_at), p.walk_in) for p in people if p.arrived_at is not None]
    if not came:
        return ()
    counted = Counter(came)
    at, last = min(came)[0], max(came)[0]
    if opens is not None and timedelta(0) < at - _beginning(opens) <= OPENS_WITHIN:
        at = _beginning(opens)
    found: list[Step] = []
    # A morning and an afternoon; a clock that was set wrong must not make a thousand steps.
    while at <= last and len(found) < MOST_STEPS:
        found.append(Step(at, counted[at, False], counted[at, True]))
        at += STEP
    return tuple(found)


MOST_STEPS = 288
"""A day."""


def _beginning(at: datetime) -> datetime:
    at = at.astimezone(UTC)
    return at.replace(minute=at.minute - at.minute % 5, second=0, microsecond=0)
