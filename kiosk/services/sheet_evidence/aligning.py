"""Which row of a sheet as it is now is which row of it as it was: by badge code where people stand,
elsewhere by its words, so that one row more or less is one row and not a hundred changed cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from kiosk.services.workbook import Cells, Held

_CODE, _NAME = "ID", "Name (Latin)"
_MOST_COMPARED = 25_000
"""Rows between the first and the last that differ; beyond, rows are paired in order."""

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Where people stand on a sheet: the row of the English titles, and the titles by column."""

    head: int
    titles: Mapping[int, str]

    @property
    def code(self) -> int:
        """The column of the badge codes."""
        return next(column for column, title in self.titles.items() if title == _CODE)

    def column(self, title: str) -> int:
        """The column with that title, 0 where there is none."""
        return next((column for column, each in self.titles.items() if each == title), 0)

    def code_in(self, cells: Cells, row: int) -> str:
        """The badge code in ``row``, empty where there is none."""
        held = cells.at(row, self.code) if row > self.head else None
        return str(held.value) if held is not None and not held.formula else ""


class Paired(NamedTuple):
    """Rows as they were and are now: those that go together, those that are gone, those that are
    more, and those (before, now) that stand in another place."""

    pairs: Sequence[tuple[int, int]]
    gone: Sequence[int]
    more: Sequence[int]
    moved: Sequence[tuple[int, int]]


def people_on(cells: Cells) -> People | None:
    """Where people stand, None where none do."""
    for row in sorted(cells.rows):
        titles = {c: held.value for c, held in cells.rows[row].items() if _is_text(held)}
        if _CODE in titles.values() and _NAME in titles.values():
            return People(row, {column: str(title) for column, title in titles.items()})
    return None


def pair_rows(was: Cells, now: Cells, people: People | None) -> Paired:
    """The rows of ``was`` and ``now`` that hold something, each beside its own."""
    before, after = _keys(was, people), _keys(now, people)
    pairs, gone, more = _matched(before, after)
    keys_then, keys_now = dict(before), dict(after)
    places: dict[Key, list[int]] = {}
    for row in more:
        places.setdefault(keys_now[row], []).append(row)
    moved = []
    for row in gone:
        if keys_then[row] and places.get(keys_then[row]):
            moved.append((row, places[keys_then[row]].pop(0)))
    shifted, placed = {row for row, _ in moved}, {row for _, row in moved}
    return Paired(
        pairs,
        [row for row in gone if row not in shifted],
        [row for row in more if row not in placed],
        moved,
    )


def blank_rows(paired: Paired) -> Iterator[int]:
    """Before which rows of now empty rows were put in or taken out."""
    odd = sorted(paired.gone), sorted(paired.more)
    if paired.moved:
        return
    last = (0, 0)
    for was, now in paired.pairs:
        between = _any_between(odd[0], last[0], was) or _any_between(odd[1], last[1], now)
        if was - last[0] != now - last[1] and not between:
            yield now
        last = (was, now)


def _any_between(rows: Sequence[int], first: int, last: int) -> bool:
    """Whether any of ``rows``, in order, lies between the two."""
    place = bisect_right(rows, first)
    return place < len(rows) and rows[place] < last


def _keys(cells: Cells, people: People | None) -> list[tuple[int, Key]]:
    return [(row, _key(cells, row, people)) for row in sorted(cells.rows)]


def _key(cells: Cells, row: int, people: People | None) -> Key:
    if people is not None and (code := people.code_in(cells, row)):
        return (code,)
    return tuple(str(held.value) for _, held in sorted(cells.rows[row].items()) if _is_text(held))


def _is_text(held: Held) -> bool:
    return isinstance(held.value, str) and not held.formula


def _matched(
    before: Sequence[tuple[int, Key]], after: Sequence[tuple[int, Key]]
) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    same = [pair for pair in zip(before, after, strict=False) if pair[0][1] == pair[1][1]]
    if len(before) == len(after) and len(same) == len(before):
        return [(was, now) for (was, _), (now, _) in same], [], []
    if len(before) + len(after) > _MOST_COMPARED and len(before) != len(after):
        return _by_key(before, after)
    matcher = SequenceMatcher(None, [k for _, k in before], [k for _, k in after], autojunk=False)
    pairs: list[tuple[int, int]] = []
    gone: list[int] = []
    more: list[int] = []
    for _, first, last, start, end in matcher.get_opcodes():
        was, now = [row for row, _ in before[first:last]], [row for row, _ in after[start:end]]
        pairs += zip(was, now, strict=False)
        gone += was[len(now) :]
        more += now[len(was) :]
    return pairs, gone, more


def _by_key(
    before: Sequence[tuple[int, Key]], after: Sequence[tuple[int, Key]]
) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Each row beside the first of the same words, whatever their order."""
    places: dict[Key, list[int]] = {}
    for row, key in reversed(after):
        places.setdefault(key, []).append(row)
    pairs, gone = [], []
    for row, key in before:
        if places.get(key):
            pairs.append((row, places[key].pop()))
        else:
            gone.append(row)
    return pairs, gone, sorted(row for rows in places.values() for row in rows)
