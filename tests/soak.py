"""A very long morning in one window: ``python -m tests.soak [--people 10000]``.

Everyone is searched by name and checked in with Enter under the real window (offscreen), and their
badge is drawn and put into the folder, all in one process. Prints memory and times by the
thousand; ends with 1 where memory grew by more than 20 MiB after the first part, or the median of
the last part is more than 10 % above that of the second.
"""

from __future__ import annotations

import argparse
import gc
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.bundled import sample_file
from kiosk.domain import PersonDetails
from kiosk.language import Language
from kiosk.services.database import EventStore, new_id
from kiosk.services.event_file import read_event
from kiosk.services.people import new_person
from kiosk.ui.program import OpenEvent, Program

MOST_GROWTH_MIB = 20.0
MOST_SLOWER = 1.10
PARTS = 10
BADGES_AT_ONCE = 25
"""Arrivals between two waits for the badges to be in the folder."""
_ONSETS = ("k", "ch", "d", "t", "n", "b", "p", "m", "r", "s")
_RHYMES = ("ara", "okha", "oeun", "imly", "aneth", "eakti", "untha", "issey", "olin", "avy")


class Part(NamedTuple):
    """A stretch of the morning: memory at its end, and medians of its searches and arrivals."""

    mib: float
    search_ms: float
    arrival_ms: float


def run(folder: Path, people: int) -> list[Part]:
    """The whole morning, in :data:`PARTS` stretches."""
    os.environ["KIOSK_CONFIG_DIR"] = str(folder / "config")
    path = folder / "day.kiosk"
    codes = _event_with(path, people)
    program = Program(Language.KHMER)
    program.start(path)
    opened = program.opened
    assert opened is not None
    while not opened.desk.ready:
        program.application.processEvents()
    length = people // PARTS
    parts = [
        _part(program, opened, codes[start : start + length])
        for start in range(0, length * PARTS, length)
    ]
    assert opened.desk.headcount().here == length * PARTS
    assert len(list(opened.desk.badge_room.folder().glob("*.pdf"))) == length * PARTS
    program.close_event()
    return parts


def _event_with(path: Path, people: int) -> list[tuple[str, str]]:
    """Name and code of everyone."""
    now, taken = datetime.now(UTC), set[str]()
    everyone = []
    for number in range(people):
        first, second = number // 10 % 10, number % 10
        name = f"{_ONSETS[first]}{_RHYMES[second]} {_ONSETS[number // 100 % 10]}{_RHYMES[first]}"
        details = PersonDetails(name_latin=f"{name} {number}", category="cbo", group=1 + number % 5)
        person = new_person(details, new_id(), lambda code: code not in taken)
        taken.add(person.code)
        everyone.append(person)
    event = read_event(sample_file("workshop.toml"))
    store = EventStore.create(path, event, desk="soak", at=now)
    with store.writing(desk="soak", at=now) as change:
        change.add_people(everyone)
    store.close()
    return [(person.name_latin, person.code) for person in everyone]


def _part(program: Program, opened: OpenEvent, people: Sequence[tuple[str, str]]) -> Part:
    searches, arrivals = [], []
    for number, (name, code) in enumerate(people, start=1):
        searches.append(_timed(lambda name=name: opened.window.search.setText(name)))
        opened.window.search.setText(code)
        arrivals.append(_timed(lambda: QTest.keyClick(opened.window.search, Qt.Key.Key_Return)))
        program.application.processEvents()
        if number % BADGES_AT_ONCE == 0 or number == len(people):
            _wait_for_badges(program.application, opened)
    gc.collect()
    return Part(_mib(), statistics.median(searches), statistics.median(arrivals))


def _timed(act: object) -> float:
    assert callable(act)
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


def _wait_for_badges(application: object, opened: OpenEvent) -> None:
    assert isinstance(application, QApplication)
    until = time.monotonic() + 120
    jobs = opened.desk.badge_room.jobs()
    while jobs.waiting() or jobs.sending():
        assert time.monotonic() < until, "the badges do not come"
        opened.prints.work_off()
        pause = time.monotonic() + 0.05
        while time.monotonic() < pause:
            application.processEvents()


def _mib() -> float:
    """Resident memory of this process."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def main() -> int:
    """Hold the morning and print it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=10_000)
    options = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        parts = run(Path(folder), options.people)
    print(f"{'arrived':>8} {'MiB':>8} {'search ms':>10} {'Enter ms':>9}")
    for number, part in enumerate(parts, start=1):
        arrived = number * options.people // PARTS
        print(f"{arrived:8} {part.mib:8.1f} {part.search_ms:10.2f} {part.arrival_ms:9.2f}")
    growth = parts[-1].mib - parts[0].mib
    slower = parts[-1].arrival_ms / parts[1].arrival_ms
    slower_search = parts[-1].search_ms / parts[1].search_ms
    print(
        f"memory {growth:+.1f} MiB after the first part; Enter × {slower:.2f},"
        f" search × {slower_search:.2f}; {time.monotonic() - started:.0f} s"
    )
    return 0 if growth <= MOST_GROWTH_MIB and max(slower, slower_search) <= MOST_SLOWER else 1


if __name__ == "__main__":
    sys.exit(main())
