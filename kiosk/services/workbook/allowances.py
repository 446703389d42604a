"""What is paid per person: rates in US dollars by category, and riel at one rate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from kiosk.language import Refusal, Sentence

_CENT = Decimal("0.01")
_RIEL_NOTE = Decimal(100)
"""Riel amounts are rounded to the smallest note in use."""

_BAD_AMOUNT = Sentence(
    en="“{amount}” cannot be an allowance or a rate. Give a number that is not below nought.",
    km="«{amount}» មិនអាចជាប្រាក់ឧបត្ថម្ភ ឬអត្រាបានទេ។ សូមដាក់ចំនួនដែលមិនតូចជាងសូន្យ។",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """US dollars per person, to the cent; below nought, or no number, is a :class:`Refusal`."""

    transport: Decimal = Decimal(0)
    meals: Decimal = Decimal(0)
    lodging: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        for name in ("transport", "meals", "lodging"):
            object.__setattr__(self, name, _cents(_amount(getattr(self, name))))

    @property
    def total(self) -> Decimal:
        """All three together."""
        return self.transport + self.meals + self.lodging


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowances:
    """Rates by category key, nought where none is set; ``riel_rate`` is riel for one dollar."""

    rates: Mapping[str, Rates] = field(default_factory=dict)
    riel_rate: Decimal | None = None

    def __post_init__(self) -> None:
        if self.riel_rate is not None:
            object.__setattr__(self, "riel_rate", _amount(self.riel_rate))

    def of(self, category: str) -> Rates:
        """The rates of a category."""
        return self.rates.get(category, Rates())

    def riel(self, dollars: Decimal) -> int | None:
        """``dollars`` in riel, to the nearest 100; None while no rate is set."""
        if self.riel_rate is None:
            return None
        notes = (dollars * self.riel_rate / _RIEL_NOTE).quantize(Decimal(1), ROUND_HALF_UP)
        return int(notes * _RIEL_NOTE)


def _amount(value: Decimal) -> Decimal:
    amount = Decimal(value)
    if not amount.is_finite() or amount < 0:
        raise Refusal(_BAD_AMOUNT, amount=value)
    return amount


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, ROUND_HALF_UP)
