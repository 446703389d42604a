"""Ten past eight: eighty people through one desk, by real keys, while the printer stops and
comes back. At the end people, arrivals and badges are equal.

With ``-s`` it prints what each person cost: keys, the program's own work, and the time from Enter
until the arrival is on disk.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kiosk import settings
from kiosk.domain import JobState, Person, PersonDetails
from kiosk.services.desk import Desk
from kiosk.services.khmer.keyboards import NIDA
from kiosk.ui.queue_page import MEANT
from tests import ipp_rig
from tests.ipp_rig import Rig, until
from tests.real_desk import MISSING, RealDesk, Work, real_screen

CONF = Path(__file__).parent / "data" / "ipp_badge.conf"
KNOWN = 68
STOPS, COMES_BACK = 30, 50
"""Before which person the printer's plug is pulled, and when it is put in again."""
WALK_IN_NAMES = (
    "Nop Sreymom",
    "Heng Sreypov",
    "Touch Ratanak",
    "Om Bunthoeun",
    "Prak Malis",
    "Ly Devit",
    "Ouk Chenda",
    "Tep Rumduol",
    "Huot Kimleng",
    "Va Sovannara",
    "Eang Phallika",
)
_KEYS = {text: key for key, text in NIDA.items()}

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")


@pytest.fixture
def rig() -> Iterator[Rig]:
    """A printer of its own."""
    if why := ipp_rig.missing():
        pytest.skip(why)
    with ipp_rig.running(CONF) as rig:
        yield rig


@pytest.fixture
def screen(rig: Rig) -> Iterator[dict[str, str]]:
    """A screen that sees that printer."""
    with real_screen() as environment:
        yield environment


@dataclass
class Costs:
    """What each person cost: keys pressed, seconds of the program's work, seconds to the disk."""

    keys: list[int] = field(default_factory=list)
    beyond_letters: list[int] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    window: list[float] = field(default_factory=list)
    to_disk: list[float] = field(default_factory=list)

    def table(self) -> str:
        """In words."""
        rows = [f"{f'{len(self.keys)} check-ins':<28}{'median':>8} {'p95':>8} {'most':>8}"]
        for words, values in (
            ("keys", self.keys),
            ("keys besides letters", self.beyond_letters),
            ("all the program's work, s", self.work),
            ("the window's thread, s", self.window),
            ("Enter until on disk, s", self.to_disk),
        ):
            p95 = statistics.quantiles(values, n=20)[-1]
            rows.append(
                f"{words:<28}{statistics.median(values):8.3f} {p95:8.3f} {max(values):8.3f}"
            )
        return "\n".join(rows)


class Staff:
    """Types what is heard, looks at the rows, presses Enter. What the rows show is asked of a
    desk of its own on the same file."""

    def __init__(self, real: RealDesk, eyes: Desk) -> None:
        self.real, self.eyes, self.costs = real, eyes, Costs()

    def serves(self, typed: str, person: Person) -> None:
        """Find someone by what was heard, and check them in."""
        letters, down = self._looked_up(typed, person)
        before = self.real.work_s()
        self.real.types(letters)
        began = time.perf_counter()
        keys = [*["Down"] * down, "Return"]
        self.real.presses(*keys)
        until(lambda: self.eyes.person(person.id).arrived_at is not None, f"{person} is here")
        self._count(len(letters), len(keys), began, before)

    def walks_in(self, name: str) -> None:
        """Someone who is on no list."""
        before = self.real.work_s()
        self.real.types(name)
        began = time.perf_counter()
        self.real.presses("F2", "Return")
        until(lambda: name in {p.name_latin for p in self.eyes.people()}, f"{name} is here")
        self._count(len(name), 2, began, before)

    def undoes(self, person: Person) -> None:
        """That was the wrong one."""
        self.real.presses("ctrl+z")
        until(lambda: self.eyes.person(person.id).arrived_at is None, "the arrival is undone")

    def answers(self, rig: Rig) -> bool:
        """Look at the paper where the window asks whether a badge came out; True once every
        badge is settled. Where nothing is asked the keys do nothing."""
        jobs = self.eyes.badge_room.jobs()
        if not jobs.waiting() and (under_way := [*jobs.sent(), *jobs.sending()]):
            printed = {_without_attempt(name) for name in rig.printed_jobs()}
            came_out = under_way[0].job_name in printed
            self.real.presses("F6" if came_out else "F5")
        return not (jobs.waiting() or jobs.sent() or jobs.sending())

    def _looked_up(self, typed: str, person: Person) -> tuple[str, int]:
        """As many letters as it takes until the person is chosen; failing that all of them, and
        how often ↓ is pressed."""
        for count in range(3, len(typed) + 1):
            first = next(iter(self.eyes.find(typed[:count], 24)), None)
            if first and first.person.id == person.id and first.score >= MEANT:
                return typed[:count], 0
        found = self.eyes.find(typed, 24)
        row = [match.person.id for match in found].index(person.id)
        return typed, row if found[0].score >= MEANT else row + 1

    def _count(self, letters: int, others: int, began: float, before: Work) -> None:
        now, costs = self.real.work_s(), self.costs
        costs.to_disk.append(time.perf_counter() - began)
        costs.keys.append(letters + others)
        costs.beyond_letters.append(others)
        costs.work.append(now.all_threads - before.all_threads)
        costs.window.append(now.window - before.window)


def _without_attempt(job_name: str) -> str:
    """A job's name as it was at its first attempt."""
    return job_name.partition(".")[0]


def heard(people: Sequence[Person]) -> Iterator[tuple[str, Person]]:
    """Each of ``people`` with what is typed for them: mostly the Latin name, every fifth the
    given name first, every sixth in Khmer, every ninth Khmer with the layout left on Latin."""
    for number, person in enumerate(people):
        km, latin = person.name_km_canonical, person.name_latin_canonical.lower()
        if number % 9 == 4 and km and set(km) <= _KEYS.keys():
            yield "".join(_KEYS[letter] for letter in km), person
        elif (number % 6 == 3 and km) or not latin:
            yield km, person
        elif number % 5 == 2:
            yield " ".join(reversed(latin.split())), person
        else:
            yield latin, person


def test_the_rush(
    full_desk: Desk,
    screen: dict[str, str],
    rig: Rig,
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings.save(settings.Settings(printer=rig.printer_uri, language="en"))
    seat = full_desk.add(PersonDetails(organisation_en="NSSF", category="speaker"))
    listed = [person for person in full_desk.people() if person.named]
    random.Random(8).shuffle(listed)
    known, strangers = listed[:KNOWN], listed[KNOWN:]
    coming: list[tuple[str, Person | None]] = list(heard(known))
    for number, name in enumerate(WALK_IN_NAMES):
        coming.insert(5 + number * 7, (name, None))
    real = RealDesk(full_desk.store.path, screen)
    staff = Staff(real, full_desk)

    for number, (typed, person) in enumerate(coming):
        if number == STOPS:
            rig.kill_printer()
        elif number == COMES_BACK:
            rig.start_printer()
            real.presses("F5")
        if number % 27 == 13:
            mistaken = strangers.pop()
            staff.serves(mistaken.name_latin_canonical or mistaken.name_km_canonical, mistaken)
            staff.undoes(mistaken)
        if person is None:
            staff.walks_in(typed)
        else:
            staff.serves(typed, person)
    real.types("nssf")
    real.presses("Return")
    real.types("Kong Vibol")
    real.presses("Return")
    until(lambda: full_desk.person(seat.id).arrived_at is not None, "the seat is taken")

    came = {person.id for person in full_desk.people() if person.arrived_at is not None}
    jobs = full_desk.badge_room.jobs()
    until(lambda: staff.answers(rig), "all are printed")
    real.presses("ctrl+q")
    assert real.ends() == 0
    walked_in = {person.name_latin: person.id for person in full_desk.people() if person.walk_in}
    assert walked_in.keys() == set(WALK_IN_NAMES)
    assert came == {seat.id, *(person.id for person in known), *walked_in.values()}
    assert len(came) == 80
    printed = Counter(job.person_id for job in jobs.all() if job.state is JobState.PRINTED)
    assert {person: count for person, count in printed.items() if person in came} == dict.fromkeys(
        came, 1
    )
    on_paper = Counter(_without_attempt(name) for name in rig.printed_jobs())
    assert on_paper == Counter(j.job_name for j in jobs.all() if j.state is JobState.PRINTED)
    with capsys.disabled():
        sys.stdout.write(f"\n{staff.costs.table()}\n")
