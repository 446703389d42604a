"""A very long morning in one window: ``python -m tests.soak [--people 10000] [--arrivals N]``.

Everyone is on the list from the start, so that what changes is the age of the process and of the
file, not their size. In an order drawn by lot (equal work from first to last) each is searched by
name, in Khmer or Latin letters by turns, found by code and checked in with Enter under the real
window (offscreen), and their badge is drawn and put into the folder, all in one process. Every
hundredth arrival is undone and done again; every five hundredth the morning at a glance is opened
and the language switched.

What is measured, by windows of 500 people:

- **memory**: what is resident of this process (RSS), nothing trimmed before; growth is from the
  end of the first thousand to the end;
- **speed**: processor time, since others may use the machine: of the window's thread for a search
  and for Enter (medians), of all other threads for a badge (a mean: drawing, file, preview and
  copies run behind). A fixed piece of work is timed beside each person, and every figure is also
  given in multiples of it, which is what is judged: a busy machine slows both alike. The last
  thousand is compared with the first.

Ends with 1 where memory grew by more than 20 MiB or something became more than 10 % dearer.

``--weakened`` spoils the desk in this process (never the product) to see that this is caught:
``leak`` keeps what each search found, ``slow`` listens to the search box once more after each
arrival. The short form in ``tests/test_soak.py`` counts instead of timing.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest

from kiosk.bundled import sample_file
from kiosk.domain import Person, PersonDetails
from kiosk.language import Language
from kiosk.services.database import EventStore, new_id
from kiosk.services.event_file import read_event
from kiosk.services.lookup.text import words_of
from kiosk.services.people import new_person
from kiosk.ui.program import OpenEvent, Program

MOST_GROWTH_MIB = 20.0
MOST_SLOWER = 1.10
WINDOW = 500
COMPARED = 2
"""Windows at the beginning and at the end that are compared: a thousand people."""
BADGES_AT_ONCE = 25
"""Arrivals between two waits for the badges to be in the folder."""
UNDONE_EVERY, LOOKED_AT_EVERY = 100, 500
PATIENCE_S = 120

_ONSETS = {
    "ក": "k",
    "ខ": "kh",
    "គ": "k",
    "ច": "ch",
    "ជ": "ch",
    "ដ": "d",
    "ត": "t",
    "ថ": "th",
    "ទ": "t",
    "ន": "n",
    "ប": "b",
    "ផ": "ph",
    "ព": "p",
    "ភ": "ph",
    "ម": "m",
    "រ": "r",
    "ល": "l",
    "វ": "v",
    "ស": "s",
    "ហ": "h",
}
_RHYMES = {"ា": "a", "ី": "ey", "ុន": "on", "ូ": "ou", "េង": "eng", "ៃ": "ai", "ឿន": "oeun", "ត": "ot"}


class Somebody(NamedTuple):
    """Whom to look for. Only texts: a person kept here would be one that the desk cannot let
    go of."""

    name_km: str
    name_latin: str
    code: str


@dataclass(slots=True)
class Stretch:
    """What :data:`WINDOW` people cost, in ms of processor time; ``reference`` is the fixed piece
    of work beside them."""

    searches: list[float] = field(default_factory=list)
    enters: list[float] = field(default_factory=list)
    references: list[float] = field(default_factory=list)
    badge_ms: float = 0.0
    wall_ms: float = 0.0
    mib: float = 0.0

    def costs(self) -> dict[str, float]:
        """Medians of search and Enter, the mean of a badge."""
        return {
            "search": statistics.median(self.searches),
            "Enter": statistics.median(self.enters),
            "badge": self.badge_ms,
        }

    @property
    def reference(self) -> float:
        """The median of the fixed piece of work."""
        return statistics.median(self.references)


class Morning:
    """A desk window with everyone on the list, in an order drawn by lot."""

    def __init__(self, program: Program, opened: OpenEvent) -> None:
        self.program, self.opened = program, opened
        everyone = [Somebody(p.name_km, p.name_latin.lower(), p.code) for p in opened.desk.people()]
        random.Random(1).shuffle(everyone)
        self.everyone = everyone
        self.arrived = 0
        self._jobs = opened.desk.badge_room.jobs()

    def search(self, who: Somebody) -> None:
        """The name is in the search box, who is meant in the list and on the card."""
        name = who.name_km if self.arrived % 2 else who.name_latin
        self.opened.window.search.setText(name)

    def find(self, who: Somebody) -> None:
        """As a scanner types it."""
        self.opened.window.search.setText(who.code)

    def enter(self) -> None:
        """Arrived: on disk, badge on its way, the field free."""
        QTest.keyClick(self.opened.window.search, Qt.Key.Key_Return)

    def go_on(self) -> None:
        """What else a morning has, and everything painted."""
        self.arrived += 1
        self.program.application.processEvents()
        if self.arrived % UNDONE_EVERY == 0:
            self.undo()
            self.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ShiftModifier)
            self.program.application.processEvents()
        if self.arrived % LOOKED_AT_EVERY == 0:
            for _ in range(2):
                self.press(Qt.Key.Key_G)
                self.program.speech.switch()
                self.program.application.processEvents()
        if self.arrived % BADGES_AT_ONCE == 0:
            self.wait_for_badges()

    def undo(self) -> None:
        """Take the last thing back."""
        self.press(Qt.Key.Key_Z)
        self.program.application.processEvents()

    def press(
        self, key: Qt.Key, more: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """A key with Ctrl."""
        QTest.keyClick(self.opened.window, key, Qt.KeyboardModifier.ControlModifier | more)

    def wait_for_badges(self) -> None:
        """Until every badge is in the folder."""
        until = time.monotonic() + PATIENCE_S
        while self._jobs.waiting() or self._jobs.sending():
            assert time.monotonic() < until, "the badges do not come"
            self.opened.prints.work_off()
            _let_run(20)

    def rest(self) -> None:
        """Until what runs behind (previews) has come to its end."""
        _let_run(500)

    def check(self) -> None:
        """Everyone who was checked in is here, with a badge."""
        self.wait_for_badges()
        assert self.opened.desk.headcount().here == self.arrived
        badges = self.opened.desk.badge_room.folder().glob("*.pdf")
        assert sum(1 for _ in badges) == self.arrived


def _let_run(ms: int) -> None:
    """Whatever waits for the window's thread, in an event loop as the program's own."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


@contextmanager
def morning(folder: Path, people: int, weakened: str = "") -> Iterator[Morning]:
    """The window on a new event with that many expected."""
    os.environ["KIOSK_CONFIG_DIR"] = str(folder / "config")
    path = folder / "day.kiosk"
    _make_event(path, people)
    program = Program(Language.KHMER)
    program.start(path)
    assert program.opened is not None
    while not program.opened.desk.ready:
        program.application.processEvents()
    begun = Morning(program, program.opened)
    if weakened:
        WEAKENED[weakened](begun)
    try:
        yield begun
    finally:
        program.close_event()


def _make_event(path: Path, people: int) -> None:
    chance, taken = random.Random(2), set[str]()
    surnames, given = ([_name(chance, n) for _ in range(size)] for n, size in ((1, 400), (2, 2500)))
    everyone: list[Person] = []
    for number in range(people):
        (km, latin), (km_given, latin_given) = chance.choice(surnames), chance.choice(given)
        details = PersonDetails(
            name_km=f"{km} {km_given}",
            name_latin=f"{latin.upper()} {latin_given.capitalize()}",
            organisation_en=f"Organisation {number % 400}",
            phone=f"0120{number:05d}",
            category="cbo",
            group=1 + number % 5,
        )
        person = new_person(details, new_id(), lambda code: code not in taken)
        taken.add(person.code)
        everyone.append(person)
    now = datetime.now(UTC)
    store = EventStore.create(path, read_event(sample_file("workshop.toml")), desk="1", at=now)
    with store.writing(desk="1", at=now) as change:
        change.add_people(everyone)
    store.close()


def _name(chance: random.Random, syllables: int) -> tuple[str, str]:
    parts = [(chance.choice(list(_ONSETS)), chance.choice(list(_RHYMES))) for _ in range(syllables)]
    km = "".join(onset + rhyme for onset, rhyme in parts)
    return km, "".join(_ONSETS[onset] + _RHYMES[rhyme] for onset, rhyme in parts)


def _keep_what_was_found(begun: Morning) -> None:
    window, kept = begun.opened.window, list[object]()
    window.search.textChanged.connect(lambda: kept.append(list(map(repr, window.model.matches()))))


def _listen_again_and_again(begun: Morning) -> None:
    window = begun.opened.window

    def listen() -> None:
        window.search.textChanged.connect(lambda text: words_of(text).sort())

    window.search.entered.connect(listen)


WEAKENED: dict[str, Callable[[Morning], None]] = {
    "leak": _keep_what_was_found,
    "slow": _listen_again_and_again,
}


def hold(begun: Morning, arrivals: int) -> list[Stretch]:
    """Check that many in, a :class:`Stretch` for each :data:`WINDOW` of them."""
    stretches = []
    for start in range(0, arrivals - WINDOW + 1, WINDOW):
        stretches.append(_stretch(begun, begun.everyone[start : start + WINDOW]))
        _say(start + WINDOW, stretches[-1])
    begun.check()
    return stretches


def _stretch(begun: Morning, people: Sequence[Somebody]) -> Stretch:
    stretch = Stretch()
    elsewhere, wall = _elsewhere(), time.perf_counter()
    for who in people:
        stretch.references.append(_processor_ms(_fixed_work))
        stretch.searches.append(_processor_ms(partial(begun.search, who)))
        begun.find(who)
        stretch.enters.append(_processor_ms(begun.enter))
        begun.go_on()
    begun.wait_for_badges()
    stretch.badge_ms = (_elsewhere() - elsewhere) * 1000 / len(people)
    stretch.wall_ms = (time.perf_counter() - wall) * 1000 / len(people)
    gc.collect()
    stretch.mib = _mib()
    return stretch


def _processor_ms(act: Callable[[], object]) -> float:
    started = time.thread_time()
    act()
    return (time.thread_time() - started) * 1000


def _elsewhere() -> float:
    """Processor time, in s, of all threads but this one."""
    return time.process_time() - time.thread_time()


def _fixed_work() -> int:
    """As much Python, allocation and memory as a small part of a search."""
    counted: dict[str, int] = {}
    for number in range(4000):
        word = f"{number % 512:x}"
        counted[word] = counted.get(word, 0) + 1
    return len(counted)


def _mib() -> float:
    """Resident memory of this process."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _say(arrived: int, stretch: Stretch) -> None:
    if arrived == WINDOW:
        print("           MiB  search   Enter   badge   fixed    wall   blocks  (ms a person)")
    costs = "".join(f"{cost:8.2f}" for cost in stretch.costs().values())
    print(
        f"{arrived:6} {stretch.mib:7.1f}{costs}{stretch.reference:8.3f}{stretch.wall_ms:8.1f}"
        f"{sys.getallocatedblocks():9}",
        flush=True,
    )


def growth_mib(stretches: Sequence[Stretch]) -> float:
    """From the end of the first thousand to the end."""
    return stretches[-1].mib - stretches[COMPARED - 1].mib


def dearer(stretches: Sequence[Stretch], *, plain: bool = False) -> dict[str, float]:
    """How many times as dear each act was in the last thousand as in the first: in multiples of
    the fixed work or, ``plain``, in processor time."""

    def cost(some: Sequence[Stretch], act: str) -> float:
        of = [each.costs()[act] / (1 if plain else each.reference) for each in some]
        return statistics.mean(of)

    first, last = stretches[:COMPARED], stretches[-COMPARED:]
    return {act: cost(last, act) / cost(first, act) for act in stretches[0].costs()}


def main() -> int:
    """Hold the morning and print it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--arrivals", type=int, default=0, help="everyone, unless said")
    parser.add_argument("--weakened", choices=sorted(WEAKENED), default="")
    options = parser.parse_args()
    arrivals = options.arrivals or options.people
    if not 2 * COMPARED * WINDOW <= arrivals <= options.people:
        parser.error(f"between {2 * COMPARED * WINDOW} arrivals and everyone")
    started = time.monotonic()
    with (
        tempfile.TemporaryDirectory() as folder,
        morning(Path(folder), options.people, options.weakened) as begun,
    ):
        stretches = hold(begun, arrivals)
    growth, ratios = growth_mib(stretches), dearer(stretches)
    plain = dearer(stretches, plain=True)
    told = ", ".join(f"{act} × {ratio:.2f} ({plain[act]:.2f})" for act, ratio in ratios.items())
    print(
        f"memory {growth:+.1f} MiB after the first thousand; {told}: by the fixed work (by the"
        f" processor's clock); {time.monotonic() - started:.0f} s"
    )
    return 0 if growth <= MOST_GROWTH_MIB and max(ratios.values()) <= MOST_SLOWER else 1


if __name__ == "__main__":
    sys.exit(main())
