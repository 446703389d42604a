"""How fast the desk is with 10,000 people: ``python benchmarks/desk.py [PEOPLE]``.

Prints a table of what was measured beside what is promised. A plain write with fsync is
measured in the same run: on a noisy machine, compare with that.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.bundled import sample_file
from kiosk.domain import Person, PersonDetails
from kiosk.language import Language
from kiosk.services.badges import badge_sheet, design
from kiosk.services.database import EventStore, new_id
from kiosk.services.desk import Desk
from kiosk.services.event_file import read_event
from kiosk.services.people import new_person
from kiosk.ui import theme
from kiosk.ui.background import Background
from kiosk.ui.blank import BlankScreen
from kiosk.ui.desk_window import DeskWindow
from kiosk.ui.print_room import PrintRoom
from kiosk.ui.speech import Speech

PEOPLE = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
SEARCHES = 120
ARRIVALS = 100
STARTS = 5

_ONSETS = list("កខគចជដតថទនបផពភមរលវសហ")
_ROMAN = ["k", "kh", "k", "ch", "ch", "d", "t", "th", "t", "n"]
_ROMAN += ["b", "ph", "p", "ph", "m", "r", "l", "v", "s", "h"]
_VOWELS = [("ា", "a"), ("ី", "ey"), ("ុ", "o"), ("ូ", "ou"), ("េ", "e"), ("ៃ", "ai"), ("ឿ", "oeu")]
_CODAS = [("", ""), ("ន", "n"), ("ង", "ng"), ("ម", "m"), ("ត", "t"), ("ក", "k")]


class Row(NamedTuple):
    """One line of the table, in milliseconds."""

    what: str
    median: float
    p99: float
    promised: float


def syllable(chance: random.Random) -> tuple[str, str]:
    """One made-up syllable, in Khmer and in Latin letters."""
    onset = chance.randrange(len(_ONSETS))
    vowel, coda = chance.choice(_VOWELS), chance.choice(_CODAS)
    return _ONSETS[onset] + vowel[0] + coda[0], _ROMAN[onset] + vowel[1] + coda[1]


def pool(seed: int, size: int, syllables: int) -> list[tuple[str, str]]:
    """Made-up names in both scripts, to be given to people as names are: again and again."""
    chance = random.Random(seed)
    parts = [[syllable(chance) for _ in range(syllables)] for _ in range(size)]
    return [("".join(km for km, _ in part), "".join(en for _, en in part)) for part in parts]


SURNAMES, GIVEN = pool(1, 400, 1), pool(2, 2500, 2)


def made_up(chance: random.Random, number: int) -> PersonDetails:
    """One made-up participant."""
    surname, given = chance.choice(SURNAMES), chance.choice(GIVEN)
    return PersonDetails(
        name_km=f"{surname[0]} {given[0]}",
        name_latin=f"{surname[1].upper()} {given[1].capitalize()}",
        organisation_en=f"Organisation {number % 400}",
        category="cbo",
        group=1 + number % 5,
        phone=f"0120{number:05d}",
    )


def event_file(folder: Path) -> Path:
    """An event with that many people."""
    path = folder / "large.kiosk"
    chance = random.Random(1)
    event, now = read_event(sample_file("workshop.toml")), datetime.now(UTC)
    store = EventStore.create(path, event, desk="benchmark", at=now)
    taken: set[str] = set()
    people = []
    for number in range(PEOPLE):
        person = new_person(made_up(chance, number), new_id(), lambda code: code not in taken)
        taken.add(person.code)
        people.append(person)
    with store.writing(desk="benchmark", at=now) as change:
        change.add_people(people)
    store.close()
    return path


def timed(act: Callable[[], object]) -> float:
    """How long ``act`` takes, in ms."""
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


def row(what: str, times: Sequence[float], promised: float) -> Row:
    """The median and the 99th percentile of ``times``."""
    ordered = sorted(times)
    return Row(what, statistics.median(ordered), ordered[int(len(ordered) * 0.99) - 1], promised)


def keystrokes(
    window: DeskWindow, people: Sequence[Person], application: QApplication
) -> list[Row]:
    """From the key to the results in the list, and until they are painted.

    Names are typed letter by letter, one of seven of them a walk-in's whom no one has heard
    of, while the window's own timers run.
    """
    chance, strange = random.Random(2), pool(3, SEARCHES, 2)
    listed = [chance.choice(people) for _ in range(SEARCHES)]
    found, painted = [], []
    for number in range(SEARCHES):
        names = (listed[number].name_km, listed[number].name_latin.lower())
        typed_name = (strange[number] if number % 7 == 0 else names)[number % 2]
        window.search.clear()
        for length in range(1, len(typed_name) + 1):
            application.processEvents()

            def strike(typed: str = typed_name[:length]) -> None:
                window.search.setText(typed)

            answered = timed(strike)
            found.append(answered)
            painted.append(answered + timed(window.results.viewport().repaint))
    return [
        row(f"a keystroke to its results ({len(found)})", found, 16),
        row("… and until they are painted", painted, 0),
    ]


def arrivals(window: DeskWindow, desk: Desk) -> Row:
    """Enter to the arrival on disk and the badge's page ready."""
    card, people = design("card"), list(desk.people())[:ARRIVALS]

    def arrive(person_id: UUID) -> None:
        QTest.keyClick(window.search, Qt.Key.Key_Return)
        badge_sheet(desk.event, [desk.person(person_id)], card)

    badge_sheet(desk.event, people[:1], card)
    times = []
    for person in people:
        window.search.setText(person.code)
        times.append(timed(partial(arrive, person.id)))
    assert desk.figures().arrived == ARRIVALS
    return row(f"Enter to arrival on disk and badge ready ({ARRIVALS})", times, 100)


def synced_writes(folder: Path) -> Row:
    """What the disk takes for 4 kB that must not be lost."""

    def write() -> None:
        with (folder / "plain").open("ab") as file:
            file.write(b"\0" * 4096)
            file.flush()
            os.fsync(file.fileno())

    return row(
        "(for comparison: one plain write with fsync)", [timed(write) for _ in range(100)], 0
    )


def starts(path: Path, word: str, what: str, promised: float) -> Row:
    """From the command to the window saying ``word``, in a process of its own."""

    def until_ready() -> float:
        began = time.perf_counter()
        with subprocess.Popen(
            [sys.executable, "-m", "kiosk", str(path)],
            env={**os.environ, "KIOSK_SAY_READY": "1"},
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stderr is not None
            while not process.stderr.readline().startswith(word):
                assert process.poll() is None
            took = (time.perf_counter() - began) * 1000
            process.terminate()
        return took

    times = [until_ready() for _ in range(STARTS)]
    return row(f"{what} ({STARTS})", times, promised)


def demos(folder: Path) -> Row:
    """The whole ``kiosk demo``."""
    command = [sys.executable, "-m", "kiosk", "demo", "--out", str(folder / "demo")]
    times = [timed(lambda: subprocess.run(command, check=True, capture_output=True))]
    return row("kiosk demo", times, 15_000)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["KIOSK_CONFIG_DIR"] = str(folder / "config")
        path = event_file(folder)
        rows = [
            starts(path, "ready", "command to window ready to type", 1500),
            starts(path, "answers", "command to letters answered", 0),
            demos(folder),
        ]
        application = QApplication([])
        theme.dress(application)
        desk, background = Desk.open(path, name="benchmark"), Background()
        prints = PrintRoom(desk, background)
        speech = Speech(Language.KHMER)
        blank = BlankScreen(speech.switch)
        window = DeskWindow(desk, speech, prints, background, blank)
        window.show()
        while not desk.ready:
            application.processEvents()
        rows += keystrokes(window, desk.people(), application)
        rows += [arrivals(window, desk), synced_writes(folder)]
        background.finish()
        window.close()
        desk.close()
    print(f"\n{PEOPLE:,} people; milliseconds\n")
    print(f"{'':58} {'median':>8} {'p99':>8} {'promised':>9}")
    for each in rows:
        promised = f"{each.promised:9,.0f}" if each.promised else " " * 9
        print(f"{each.what:58} {each.median:8,.1f} {each.p99:8,.1f} {promised}")


if __name__ == "__main__":
    main()
