"""What a passphrase costs, on every figure that the event file is part of:

``python benchmarks/encryption.py [--people 10000] [--rounds 5]``

Each act is done on a plain and on a protected event in turn, so that the noise of the machine falls
on both alike; medians are compared. The table is that of docs/security.md.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.bundled import sample_file
from kiosk.domain import PersonDetails
from kiosk.language import Language
from kiosk.services.badges import badge_sheet, design
from kiosk.services.database import EventStore, Passphrase, cipher, new_id, reseal
from kiosk.services.desk import Desk
from kiosk.services.event_file import read_event
from kiosk.services.evidence import verify
from kiosk.services.people import new_person
from kiosk.services.safekeeping import best_offer, keep_copy
from kiosk.services.workbook import Audience
from kiosk.ui import theme
from kiosk.ui.background import Background
from kiosk.ui.blank import BlankScreen
from kiosk.ui.desk_window import DeskWindow
from kiosk.ui.print_room import PrintRoom
from kiosk.ui.speech import Speech

WORDS = Passphrase.of("rice field under water")
ARRIVALS, NAMES = 40, 25
LIST = sample_file("participants_80_messy.xlsx")


@dataclass(frozen=True, slots=True)
class Case:
    """A plain event, or a protected one, with a folder of its own."""

    folder: Path
    passphrase: Passphrase | None

    @property
    def path(self) -> Path:
        """The event's file."""
        return self.folder / "day.kiosk"

    def desk(self) -> Desk:
        """A desk on it."""
        return Desk.open(self.path, name="benchmark", passphrase=self.passphrase)


def made(folder: Path, passphrase: Passphrase | None, people: int) -> Case:
    """An event with that many made-up people, the same in each."""
    folder.mkdir()
    case, now = Case(folder, passphrase), datetime.now(UTC)
    event, chance = read_event(sample_file("workshop.toml")), random.Random(1)
    store = EventStore.create(case.path, event, desk="b", at=now, passphrase=passphrase)
    taken: set[str] = set()
    crowd = []
    for number in range(people):
        name = "".join(chance.choice("aeiou") + chance.choice("bdkmnprst") for _ in range(4))
        details = PersonDetails(
            name_latin=f"{name[:4].upper()} {name[3:].capitalize()}",
            name_km="សុខ ដារា",
            organisation_en=f"Organisation {number % 400}",
            phone=f"012{number:06d}",
            category="cbo",
        )
        crowd.append(new_person(details, new_id(), lambda code: code not in taken))
        taken.add(crowd[-1].code)
    with closing(store), store.writing(desk="b", at=now) as change:
        change.add_people(crowd)
    return case


def timed(act: Callable[[], object]) -> float:
    """How long ``act`` takes, in ms."""
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


def opening(case: Case) -> float:
    """The first time in a process: the key is derived."""
    cipher._derived.cache_clear()
    return timed(lambda: case.desk().close())


def opening_again(case: Case) -> float:
    """The key is known: a copy, a practice, the next event of that passphrase."""
    case.desk().close()
    return timed(lambda: case.desk().close())


def arriving(case: Case) -> float:
    """Of one arrival, acknowledged."""
    with closing(case.desk()) as desk:
        absent = [p.id for p in desk.people() if p.arrived_at is None][:ARRIVALS]
        return statistics.median(timed(partial(desk.check_in, who)) for who in absent)


@contextmanager
def window_on(case: Case) -> Iterator[tuple[Desk, DeskWindow]]:
    """The desk's window, everyone in the lookup."""
    with closing(case.desk()) as desk:
        background = Background()
        speech, prints = Speech(Language.KHMER), PrintRoom(desk, background)
        blank = BlankScreen(speech.switch)
        window = DeskWindow(desk, speech, prints, background, blank)
        window.show()
        while not desk.ready:
            QApplication.processEvents()
        yield desk, window
        background.finish()
        window.close()


def typing(case: Case) -> float:
    """Of one letter of a name, until what it finds is painted."""
    times = []
    with window_on(case) as (desk, window):
        for person in desk.people()[:NAMES]:
            window.search.clear()
            for letter in person.name_latin.lower():
                QApplication.processEvents()
                times.append(timed(partial(_strike, window, letter)))
    return statistics.median(times)


def _strike(window: DeskWindow, letter: str) -> None:
    QTest.keyClicks(window.search, letter)
    window.results.viewport().repaint()


def entering(case: Case) -> float:
    """Of one Enter in the window, until the arrival is on disk and the badge's page is made."""
    card, times = design("card"), []
    with window_on(case) as (desk, window):
        absent = [p for p in desk.people() if p.arrived_at is None][:ARRIVALS]
        badge_sheet(desk.event, absent[:1], card)
        for person in absent:
            window.search.setText(person.code)
            times.append(timed(partial(QTest.keyClick, window.search, Qt.Key.Key_Return)))
            drawn = [desk.person(person.id)]
            assert drawn[0].arrived_at
            times[-1] += timed(partial(badge_sheet, desk.event, drawn, card))
            QApplication.processEvents()
    return statistics.median(times)


def badges(case: Case) -> float:
    """One PDF with the badges of the first thousand."""
    with closing(case.desk()) as desk:
        return timed(lambda: badge_sheet(desk.event, list(desk.people())[:1000], design("card")))


def loading(case: Case) -> float:
    """Everyone read and indexed."""
    with closing(case.desk()) as desk:
        return timed(desk.load)


def intake(case: Case) -> float:
    """A list of 80 planned, taken, and taken back."""
    with closing(case.desk()) as desk:
        took = timed(lambda: desk.take(desk.plan_list(LIST)))
        desk.undo()
        return took


def copying(case: Case) -> float:
    """A copy, checked."""
    place = case.folder / f"copies {time.monotonic_ns()}"
    with closing(case.desk()) as desk:
        return timed(lambda: keep_copy(desk.store, place, datetime.now(UTC)))


def offering(case: Case) -> float:
    """The newest good copy looked for, opened and verified, as after damage."""
    place = next(case.folder.glob("copies *"))
    return timed(lambda: best_offer(case.path, [place], passphrase=case.passphrase))


def workbook(case: Case) -> float:
    """The sign-in workbook."""
    with closing(case.desk()) as desk:
        out = case.folder / "sheet.xlsx"
        return timed(lambda: desk.exports.workbook(out, Audience.DONOR))


def verifying(case: Case) -> float:
    """The chain of the journal, and the tables beside it."""
    with closing(case.desk()) as desk:
        return timed(lambda: verify(desk.store))


def compacting(case: Case) -> float:
    """The file written anew, as after a purge."""
    with closing(case.desk()) as desk:
        return timed(desk.store.compact)


ACTS: dict[str, Callable[[Case], float]] = {
    "open the event, the passphrase just typed": opening,
    "open it again in the same process": opening_again,
    f"arrival acknowledged (median of {ARRIVALS})": arriving,
    f"keystroke to results painted (median of {NAMES} names)": typing,
    f"Enter to arrival on disk and badge's page made (median of {ARRIVALS})": entering,
    "a PDF of a thousand badges, read and drawn": badges,
    "read and index everyone": loading,
    "plan and take a list of 80": intake,
    "a copy, checked": copying,
    "the newest good copy found and verified": offering,
    "sign-in workbook": workbook,
    "verify the journal": verifying,
    "write the file anew (purge)": compacting,
}


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--without", nargs="*", default=[], help="words of acts to leave out")
    options = parser.parse_args()
    theme.dress(QApplication([]))
    with tempfile.TemporaryDirectory() as name:
        os.environ["KIOSK_CONFIG_DIR"] = f"{name}/config"
        folder = Path(name)
        plain = made(folder / "plain", None, options.people)
        sealed = made(folder / "sealed", WORDS, options.people)
        print(f"{options.people:,} people, medians of {options.rounds}, milliseconds\n")
        print("| act | plain | protected | ratio |\n|---|---|---|---|")
        for what, act in ACTS.items():
            if any(word in what for word in options.without):
                continue
            pairs = [(act(plain), act(sealed)) for _ in range(options.rounds)]
            before, after = (statistics.median(each) for each in zip(*pairs, strict=True))
            print(f"| {what} | {before:,.1f} | {after:,.1f} | {after / before:.2f} |", flush=True)
        before, after = (case.path.stat().st_size / 1e6 for case in (plain, sealed))
        print(f"| size of the file, MB | {before:.1f} | {after:.1f} | {after / before:.2f} |")
        protecting = timed(lambda: reseal(plain.path, None, WORDS))
        print(f"\nprotecting the plain event: {protecting:,.0f} ms")


if __name__ == "__main__":
    main()
