"""Ten past eight: eighty people through one desk, by real keys, while the printer stops and
comes back. At the end people, arrivals and badges are equal.

With ``-s`` it prints what each person cost, apart for known guests and walk-ins: keys, the
program's own work, and the time from the last letter until the arrival is on disk.
"""

from __future__ import annotations

import math
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

import pytest

from kiosk import settings
from kiosk.domain import JobState, Person, PersonDetails, Sex
from kiosk.services.desk import Desk
from kiosk.services.khmer.keyboards import NIDA
from kiosk.ui.namesakes import still_meant
from kiosk.ui.queue_page import MEANT
from tests import ipp_rig
from tests.ipp_rig import Rig, until
from tests.real_desk import MISSING, RealDesk, real_screen

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
ORGANISATION = "phnom me"
"""What is typed of a walk-in's organisation, which is completed."""
_KEYS = {text: key for key, text in NIDA.items()} | {" ": " "}
"""The Latin key of each Khmer letter; who leaves the layout on Latin hits the space bar alone."""

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


class Kind(StrEnum):
    """How someone comes, and what is heard of them."""

    NAME = "known, the name"
    REORDERED = "known, given name first"
    KHMER = "known, in Khmer"
    WRONG_LAYOUT = "known, layout left on Latin"
    WALK_IN = "walk-in, name only"
    WALK_IN_MORE = "walk-in, organisation, sex"
    SEAT = "a seat gets its name"
    UNDONE = "arrival undone"


KNOWN_KINDS = (Kind.NAME, Kind.REORDERED, Kind.KHMER, Kind.WRONG_LAYOUT)
WALK_IN_KINDS = (Kind.WALK_IN, Kind.WALK_IN_MORE)


class Cost(NamedTuple):
    """What one person cost: keys for letters and others, seconds of the program's work on a
    processor (all threads; the window's), and from the last letter until the disk has it."""

    kind: Kind
    letters: int
    others: int
    work: float
    window: float
    to_disk: float


_HEADS = ("keys", "besides letters", "work, s", "window, s", "to disk, s")
_WIDTHS = (17, 17, 15, 15, 15)


def _line(name: str, people: str, cells: Sequence[str]) -> str:
    row = "|".join(f"{cell:^{width}}" for cell, width in zip(cells, _WIDTHS, strict=True))
    return f"{name:<29}{people:>6} |{row}".rstrip()


def table(costs: Sequence[Cost]) -> str:
    """Median, 95th percentile and most for each kind, and for all known guests and walk-ins."""
    groups: list[tuple[str, tuple[Kind, ...]]] = [(kind.value, (kind,)) for kind in Kind]
    groups += [("all known guests", KNOWN_KINDS), ("all walk-ins", WALK_IN_KINDS)]
    groups += [("everyone", tuple(Kind))]
    rows = [(name, [c for c in costs if c.kind in kinds]) for name, kinds in groups]
    units = [*["p50  p95 most"] * 2, *["p50    p95"] * 3]
    lines = [_line("", "people", _HEADS), _line("", "", units)]
    return "\n".join([*lines, *(_row(name, these) for name, these in rows if these)])


def _row(name: str, costs: Sequence[Cost]) -> str:
    cells = [
        "  ".join(f"{value:3.0f}" for value in (*_spread(numbers), max(numbers)))
        for numbers in ([c.letters + c.others for c in costs], [c.others for c in costs])
    ]
    cells += [
        "  ".join(f"{value:.3f}" for value in _spread(numbers))
        for numbers in ([getattr(c, each) for c in costs] for each in Cost._fields[3:])
    ]
    return _line(name, str(len(costs)), cells)


def _spread(numbers: Sequence[float]) -> tuple[float, float]:
    """The median, and the number that 95 of 100 do not exceed."""
    ordered = sorted(numbers)
    return statistics.median(ordered), ordered[max(0, math.ceil(len(ordered) * 0.95) - 1)]


class Heard(NamedTuple):
    """What is typed for someone, and which kind of typing it is."""

    kind: Kind
    typed: str


class Staff:
    """Types what is heard, looks at the rows, presses Enter. What the rows show is asked of a
    desk of its own on the same file."""

    def __init__(self, real: RealDesk, eyes: Desk) -> None:
        self.real, self.eyes, self.costs = real, eyes, list[Cost]()

    def serves(self, heard: Heard, person: Person) -> None:
        """Find someone by what was heard, and check them in."""
        letters, keys = self._looked_up(heard.typed, person)
        self._does(
            heard.kind, [letters, keys], lambda: self.eyes.person(person.id).arrived_at is not None
        )

    def walks_in(self, name: str, organisation: str = "") -> None:
        """Someone who is on no list; with more than a name their organisation is completed from
        its first letters, and the sex is said."""
        steps: list[str | list[str]] = [name, ["F2"]]
        if organisation:
            steps += [["Tab", "f", "Tab"], organisation, ["Down", "Return"]]
        kind = Kind.WALK_IN_MORE if organisation else Kind.WALK_IN
        here = lambda: name in {p.name_latin for p in self.eyes.people()}  # noqa: E731
        self._does(kind, [*steps, ["Return"]], here)

    def names_seat(self, seat: Person, organisation: str, name: str) -> None:
        """Someone comes for a seat of which only the organisation is known."""
        here = lambda: self.eyes.person(seat.id).arrived_at is not None  # noqa: E731
        self._does(Kind.SEAT, [organisation, ["Return"], name, ["Return"]], here)

    def undoes(self, person: Person) -> None:
        """That was the wrong one."""
        gone = lambda: self.eyes.person(person.id).arrived_at is None  # noqa: E731
        self._does(Kind.UNDONE, [["ctrl+z"]], gone)

    def _does(self, kind: Kind, steps: Sequence[str | list[str]], done: Callable[[], bool]) -> None:
        """Type texts and press keys until the file says so, and note what it cost."""
        before, letters, others = self.real.work_s(), 0, 0
        began = time.perf_counter()
        for step in steps:
            if isinstance(step, str):
                self.real.types(step)
                letters += len(step)
                began = time.perf_counter()
            else:
                self.real.presses(*step)
                others += len(step)
        until(done, kind.value)
        now, to_disk = self.real.work_s(), time.perf_counter() - began
        work, window = now.all_threads - before.all_threads, now.window - before.window
        self.costs.append(Cost(kind, letters, others, work, window, to_disk))

    def answers(self, rig: Rig) -> bool:
        """Look at the paper where the window asks whether a badge came out; True once every
        badge is settled. Where nothing is asked the keys do nothing."""
        jobs = self.eyes.badge_room.jobs()
        if not jobs.waiting() and (under_way := [*jobs.sent(), *jobs.sending()]):
            printed = {_without_attempt(name) for name in rig.printed_jobs()}
            came_out = under_way[0].job_name in printed
            self.real.presses("F6" if came_out else "F5")
        return not (jobs.waiting() or jobs.sent() or jobs.sending())

    def _looked_up(self, typed: str, person: Person) -> tuple[str, list[str]]:
        """As many letters as it takes until the person is chosen, or asked about beside a
        namesake; failing that all of them, and how often ↓ is pressed."""
        for count in range(3, len(typed) + 1):
            found = self.eyes.find(typed[:count], 24)
            if found and found[0].score >= MEANT:
                rows = still_meant(found, ())
                alike = [found[row].person.id for row in rows]
                if len(alike) > 1 and person.id in alike:
                    return typed[:count], ["Return", str(alike.index(person.id) + 1)]
                if found[0].person.id == person.id:
                    return typed[:count], ["Return"]
        found = self.eyes.find(typed, 24)
        row = [match.person.id for match in found].index(person.id)
        return typed, [*["Down"] * (row if found[0].score >= MEANT else row + 1), "Return"]


def _without_attempt(job_name: str) -> str:
    """A job's name as it was at its first attempt."""
    return job_name.partition(".")[0]


def heard(people: Sequence[Person]) -> Iterator[tuple[Heard, Person]]:
    """Each of ``people`` with what is typed for them: mostly the Latin name, every fifth the
    given name first, every sixth in Khmer, every ninth Khmer with the layout left on Latin."""
    for number, person in enumerate(people):
        km, latin = person.name_km_canonical, person.name_latin_canonical.lower()
        if number % 9 == 4 and km and set(km) <= _KEYS.keys():
            keys = "".join(_KEYS[letter] for letter in km)
            yield Heard(Kind.WRONG_LAYOUT, keys), person
        elif (number % 6 == 3 and km) or not latin:
            yield Heard(Kind.KHMER, km), person
        elif number % 5 == 2:
            yield Heard(Kind.REORDERED, " ".join(reversed(latin.split()))), person
        else:
            yield Heard(Kind.NAME, latin), person


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
    coming: list[tuple[Heard, Person | None]] = list(heard(known))
    for number, name in enumerate(WALK_IN_NAMES):
        kind = Kind.WALK_IN_MORE if number % 2 else Kind.WALK_IN
        coming.insert(5 + number * 7, (Heard(kind, name), None))
    real = RealDesk(full_desk.store.path, screen)
    staff = Staff(real, full_desk)

    for number, (said, person) in enumerate(coming):
        if number == STOPS:
            rig.kill_printer()
        elif number == COMES_BACK:
            rig.start_printer()
            real.presses("F5")
        if number % 27 == 13:
            mistaken = strangers.pop()
            name = mistaken.name_latin_canonical or mistaken.name_km_canonical
            staff.serves(Heard(Kind.NAME, name), mistaken)
            staff.undoes(mistaken)
        if person is not None:
            staff.serves(said, person)
        else:
            staff.walks_in(said.typed, ORGANISATION if said.kind is Kind.WALK_IN_MORE else "")
    staff.names_seat(seat, "nssf", "Kong Vibol")

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
    completed = [p.organisation_en for p in full_desk.people() if p.walk_in and p.sex is Sex.FEMALE]
    assert completed == ["Phnom Meas Development Association"] * (len(WALK_IN_NAMES) // 2)
    guests = [cost for cost in staff.costs if cost.kind in KNOWN_KINDS]
    assert max(cost.others for cost in guests) <= 2, "a known guest: their letters and two keys"
    with capsys.disabled():
        sys.stdout.write(f"\n{table(staff.costs)}\n")
