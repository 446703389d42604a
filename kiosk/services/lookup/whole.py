"""A name typed as a whole, against whole names: for slips that tear words apart.

Word by word "Povn Ari" is nobody; all letters together it is nearly Pov Nari. The same
finds a name whose second word is far off, and one whose parts are written together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from kiosk.services.lookup.match import Why
from kiosk.services.lookup.words import (
    LEAST_LIKENESS,
    Measure,
    coarse_key,
    quality_of_slips,
    slip_spellings,
    slips_allowed,
)

Names = tuple[str, ...]
_REORDERED = 0.03
_SOUNDED = 10
"""Names in each order that are compared sound by sound."""


class Near(NamedTuple):
    """A person whose name is like all that was typed; ``names`` are its words."""

    slot: int
    why: Why
    quality: float
    names: Names


def by_slips(typed: Sequence[str], people: Iterable[tuple[int, Names]]) -> Iterator[Near]:
    """People whose name in the script of ``typed`` is a slip or two away, spaces apart."""
    listed = [(slot, names) for slot, names in people if len(names) > 1]
    joined = ["".join(names) for _, names in listed]
    for order, favour in _orders(typed):
        for text in slip_spellings("".join(order)):
            allowed = slips_allowed(text)
            found = process.extract(
                text, joined, scorer=OSA.distance, score_cutoff=allowed, limit=None
            )
            for name, slips, at in found:
                slot, names = listed[at]
                yield Near(slot, Why.TYPO, quality_of_slips(slips, text, name) - favour, names)


def by_sound(
    typed: Sequence[str], measure: Measure, people: Iterable[tuple[int, Names]]
) -> Iterator[Near]:
    """People whose name in either script sounds like all that was typed, as ``measure`` hears it.

    Family name first or last: what is listed is turned, so that one measure does for both.
    """
    listed = list(people)
    key = "".join(map(coarse_key, typed))
    for favour, turned in ((0.0, _as_listed), (_REORDERED, _family_last)):
        keys = ["".join(map(coarse_key, turned(names))) for _, names in listed]
        for _, _, at in process.extract(key, keys, scorer=fuzz.ratio, limit=_SOUNDED):
            slot, names = listed[at]
            quality = measure.sounds(*turned(names), least=LEAST_LIKENESS + favour) - favour
            if quality >= LEAST_LIKENESS:
                yield Near(slot, Why.SOUND, quality, names)


def _as_listed(names: Names) -> Names:
    return names


def _family_last(names: Names) -> Names:
    return *names[1:], names[0]


def _orders(typed: Sequence[str]) -> list[tuple[Sequence[str], float]]:
    """Family name first or last."""
    return [(typed, 0.0), ((*typed[1:], typed[0]), _REORDERED)]
