"""Columns that share a width; where they have no room beside each other, in bands one below the
other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

Place = tuple[float, float]
"""Where a column begins, and its width, in pixels."""


def bands(least: Sequence[float], left: float, width: float) -> list[list[Place]]:
    """The places of columns that need at least so many pixels, from ``left`` on: as few bands as
    have room in ``width``, each about as full as the others."""
    room = max(1.0, width - left)
    needed = [min(each, room) for each in least]
    most = _evened(needed, room)
    return [_places(band, left, room) for band in _cut(needed, most)]


def _cut(needed: Sequence[float], room: float) -> list[list[float]]:
    found: list[list[float]] = []
    for each in needed:
        if found and sum(found[-1]) + each <= room:
            found[-1].append(each)
        else:
            found.append([each])
    return found


def _evened(needed: Sequence[float], room: float) -> float:
    """The least room that makes no more bands than ``room`` does, to a pixel or so."""
    low, high, count = max(needed, default=0.0), room, len(_cut(needed, room))
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if len(_cut(needed, middle)) <= count else (middle, high)
    return high


def _places(needed: Sequence[float], left: float, room: float) -> list[Place]:
    """All alike; where one needs more, as wide as each needs and an equal share of the rest."""
    each = room / len(needed)
    if max(needed) > each:
        spare = (room - sum(needed)) / len(needed)
        widths = [one + spare for one in needed]
    else:
        widths = [each] * len(needed)
    return list(zip(accumulate(widths, initial=left), widths, strict=False))
