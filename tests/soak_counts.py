"""The short form of :mod:`tests.soak`: ``python -m tests.soak_counts [--weakened leak|slow]``.

Nothing is timed: a busy machine changes no count. The same thirty people arrive and are taken
back, round after round; after each round a few others are searched, checked in and taken back, so
that the file's journal and the process grow older and nothing else differs. The first round makes
what is made once; compared are the later ones:

- objects that are alive, by type, of Python and of Qt, every cache emptied before: what is kept at
  each arrival shows as fifty and more;
- calls of Python functions for the same searches, Enters and undos, the median of eight people's
  (now and then a timer's work falls into one);
- steps of SQLite for these, the median too, of people whom no one has looked for before (those who
  came and went many times have a longer history of their own). An index that was not used, so that
  every Enter read the whole journal, showed here alone.

Ends with 1 where something grew, and names it.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from functools import _lru_cache_wrapper, partial, reduce
from itertools import pairwise
from operator import and_
from pathlib import Path
from statistics import median_low
from types import FrameType
from typing import Any, NamedTuple
from weakref import ReferenceType

from PySide6.QtCore import QObject, Qt
from sqlalchemy import event
from sqlalchemy.engine import Engine

from tests.soak import WEAKENED, Morning, Somebody, morning

PEOPLE, ARRIVALS, ROUNDS, PROBED = 100, 30, 4, 8
MOST_KEPT = 25
"""Objects of a type that may be more after each round; one kept at each arrival is fifty and more.
What is made once and late, such as a copy's that fell due, is more after one of the rounds only."""
MOST_CONTAINERS = 100
_CONTAINERS = ("dict", "list", "tuple")
"""What SQLAlchemy's statements and Qt's types, made when they are first needed, consist of."""
MOST_DEARER = {"calls": (1.02, 40), "SQLite's": (1.5, 600)}
"""How many times as many, and how many besides may come and go: the same undo takes SQLite 60 steps
or 600. Reading the journal through is 1,000 and more after the first round, and grows."""


class Effort:
    """Counts what the window's thread does: calls of Python functions, steps of SQLite."""

    def __init__(self) -> None:
        self._calls = self._steps = 0
        self._thread = threading.get_ident()
        event.listen(Engine, "connect", self._watch)

    def _watch(self, connection: Any, _record: Any) -> None:
        connection.set_progress_handler(self._stepped, 1)

    def _stepped(self) -> int:
        self._steps += threading.get_ident() == self._thread
        return 0

    def _called(self, frame: FrameType, what: str, _arg: object) -> None:
        self._calls += what == "call" and frame.f_code is not Effort._stepped.__code__

    def of(self, act: Callable[[], object]) -> tuple[int, int]:
        """Calls and steps of ``act``."""
        self._calls = self._steps = 0
        sys.setprofile(self._called)
        try:
            act()
        finally:
            sys.setprofile(None)
        return self._calls, self._steps


class Age(NamedTuple):
    """What is alive, and what the same acts take."""

    alive: Counter[str]
    efforts: Counter[str]


def aged(begun: Morning, effort: Effort, number: int) -> Age:
    """After one round more, the one of that number."""
    for who in begun.everyone[:ARRIVALS]:
        begun.search(who)
        begun.find(who)
        begun.enter()
        begun.go_on()
    begun.wait_for_badges()
    for _ in range(ARRIVALS):
        begun.undo()
    begun.rest()
    return Age(_alive(begun), _probed(begun, effort, number))


def _alive(begun: Morning) -> Counter[str]:
    """Everything there is, by type, every cache emptied, also those of the lookup."""
    desk = begun.opened.desk
    desk.adopt(desk.load())
    gc.unfreeze()
    for cache in [each for each in gc.get_objects() if isinstance(each, _lru_cache_wrapper)]:
        cache.cache_clear()
    gc.collect()
    things = [each for each in gc.get_objects() if not _is_dead(each)]
    alive = Counter(type(each).__name__ for each in things)
    of_qt = begun.opened.window.findChildren(QObject)
    return alive + Counter(f"Qt {each.metaObject().className()}" for each in of_qt)


def _is_dead(thing: object) -> bool:
    """A weak reference to nothing: Qt for Python leaves some where a profiler looks on."""
    return isinstance(thing, ReferenceType) and thing() is None


def _probed(begun: Morning, effort: Effort, number: int) -> Counter[str]:
    """What search, Enter and undo take: calls of the same people once they are known, SQLite's
    steps of others in each round."""
    same = begun.everyone[-PROBED:]
    others = begun.everyone[ARRIVALS + number * PROBED :][:PROBED]
    for who in same:
        _probe(begun, effort, who)
    known = [_probe(begun, effort, who) for who in same]
    new = [_probe(begun, effort, who) for who in others]
    calls = {name: median_low(each[name][0] for each in known) for name in known[0]}
    steps = {name: median_low(each[name][1] for each in new) for name in new[0]}
    return Counter(
        {f"calls at {name}": count for name, count in calls.items()}
        | {f"SQLite's steps at {name}": count for name, count in steps.items()}
    )


def _probe(begun: Morning, effort: Effort, who: Somebody) -> dict[str, tuple[int, int]]:
    taken = {}
    for name, act in (
        ("search", partial(begun.search, who)),
        ("code", partial(begun.find, who)),
        ("Enter", begun.enter),
        ("undo", partial(begun.press, Qt.Key.Key_Z)),
    ):
        begun.program.application.processEvents()
        taken[name] = effort.of(act)
    return taken


def grown(ages: Sequence[Age]) -> list[str]:
    """What grew from each to the next, and what got dearer, from what to what."""
    first, last = ages[0], ages[-1]
    more = reduce(and_, (after.alive - before.alive for before, after in pairwise(ages)))
    return [
        *(
            f"{count} {kind} more"
            for kind, count in more.items()
            if count > (MOST_CONTAINERS if kind in _CONTAINERS else MOST_KEPT)
        ),
        *(
            f"{what}: {first.efforts[what]}, at last {now}"
            for what, now in last.efforts.items()
            if now > _most(what, first.efforts[what])
        ),
    ]


def _most(what: str, at_first: int) -> float:
    times, besides = MOST_DEARER[what.partition(" ")[0]]
    return at_first * times + besides


def main() -> int:
    """Count and say what grew."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--weakened", choices=sorted(WEAKENED), default="")
    options = parser.parse_args()
    effort = Effort()  # first: it looks into every connection
    with (
        tempfile.TemporaryDirectory() as folder,
        morning(Path(folder), PEOPLE, options.weakened) as begun,
    ):
        rounds = [aged(begun, effort, number) for number in range(ROUNDS)]
    found = grown(rounds[1:])
    print(*(f"{what}: {count}" for what, count in rounds[-1].efforts.items()), sep="\n")
    print("grew:", "; ".join(found) or "nothing")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
