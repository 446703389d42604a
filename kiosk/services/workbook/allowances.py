"""What is paid to each person who came: rates in US dollars by category, and riel at one rate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from kiosk.domain import Event

_RIEL_NOTE = 100
"""Riel amounts are rounded to the smallest note in use."""


class Rates(NamedTuple):
    """US dollars per person, to the cent."""

    transport: Decimal = Decimal(0)
    meals: Decimal = Decimal(0)
    lodging: Decimal = Decimal(0)

    @property
    def total(self) -> Decimal:
        """All three together."""
        return self.transport + self.meals + self.lodging


@dataclass(frozen=True, slots=True)
class Allowances:
    """Rates by category key; ``riel_rate`` is riel for one dollar, None while none is set."""

    rates: Mapping[str, Rates]
    riel_rate: int | None

    @classmethod
    def of_event(cls, event: Event) -> Allowances:
        """As the event says."""
        rates = {c.key: Rates(c.transport, c.meals, c.lodging) for c in event.categories}
        return cls(rates, event.riel_rate)

    def of(self, category: str) -> Rates:
        """The rates of a category, nought for one that the event does not know."""
        return self.rates.get(category, Rates())

    def riel(self, dollars: Decimal) -> int | None:
        """``dollars`` in riel, to the nearest 100; None while no rate is set."""
        if self.riel_rate is None:
            return None
        notes = (dollars * self.riel_rate / _RIEL_NOTE).quantize(Decimal(1), ROUND_HALF_UP)
        return int(notes) * _RIEL_NOTE
