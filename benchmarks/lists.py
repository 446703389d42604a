"""How long a list takes to read and plan, and how much memory: ``python benchmarks/lists.py``.

Rows are made of the packaged clean list's names joined anew, each with a phone and email of
its own. "again" plans the same list over the people it made, as reading it a second time
does. Each size runs in a process of its own, so that the peak is its own.
"""

from __future__ import annotations

import dataclasses
import itertools
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from uuid import uuid4

import openpyxl

from kiosk.bundled import sample_file
from kiosk.domain import DETAIL_FIELDS, Person
from kiosk.services.event_file import read_event
from kiosk.services.lists import ListPlan, Outcome, plan, scan

SIZES = (80, 10_000, 100_000)
_SURNAMES = "សុខ Sok|ចាន់ Chan|កែវ Keo|លឹម Lim|ជា Chea|អ៊ុក Ouk|ហេង Heng|នួន Nuon|ទេព Tep|ស៊ឹម Sim"
_GIVEN = "ដារា Dara|បុប្ផា Bopha|វិជ្ជា Vichea|ស្រីមុំ Sreymom|ពិសី Pisey|សុភា Sophea|រតនា Ratana"
_ORGANISATIONS = 200


def write_list(path: Path, rows: int) -> None:
    """An xlsx of ``rows`` people, 12 columns, the same at every run."""
    chance = random.Random(7)
    surnames = [name.split(" ") for name in _SURNAMES.split("|")]
    given = [name.split(" ") for name in _GIVEN.split("|")]
    pairs = [(a[0] + b[0], a[1] + b[1].lower()) for a, b in itertools.product(given, given)]
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("CCC members")
    titles = (
        "No|Name (Khmer)|Name (English)|Sex|Age|Disability|Position|Organisation|Group|Province"
    )
    sheet.append([*titles.split("|"), "Phone", "Email"])
    for number in range(rows):
        surname, name = chance.choice(surnames), chance.choice(pairs)
        sheet.append(
            [
                number + 1,
                f"{surname[0]} {name[0]}",
                f"{surname[1].upper()} {name[1]}",
                chance.choice("FM"),
                chance.randint(15, 80),
                chance.choice(("No", "Yes", None)),
                "Officer",
                f"Organisation {chance.randrange(_ORGANISATIONS)}",
                chance.randint(1, 5),
                "Takeo",
                f"0{10 + number % 90} {number // 1000:03} {number % 1000:03}",
                f"p{number}@example.org",
            ]
        )
    book.save(path)


def as_people(planned: ListPlan) -> list[Person]:
    """The people whom the new rows of a plan would be."""
    return [
        Person(
            id=uuid4(),
            code="",
            **{name: getattr(row.details, name) for name in DETAIL_FIELDS},
        )
        for row in planned.rows
        if row.outcome is Outcome.NEW and row.details
    ]


@dataclasses.dataclass(frozen=True, slots=True)
class Run:
    """Seconds and MiB of one size."""

    rows: int
    scan: float
    plan: float
    again: float
    peak: int
    outcomes: str


def measure(path: Path, rows: int, again: bool) -> Run:
    """Read the list in this process; the peak is without the second plan unless ``again``."""
    event = read_event(sample_file("workshop.toml"))
    started = time.perf_counter()
    scanned = scan(path)
    seen = time.perf_counter()
    planned = plan(scanned, event, ())
    done = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    outcomes = ", ".join(f"{planned.count(o)} {o}" for o in Outcome if planned.count(o))
    repeated = 0.0
    if again:
        people = as_people(planned)
        del planned
        begun = time.perf_counter()
        second = plan(scanned, event, people)
        repeated = time.perf_counter() - begun
        outcomes += f"; again {second.count(Outcome.SAME)} same"
    return Run(rows, seen - started, done - seen, repeated, peak, outcomes)


def main() -> None:
    """Print the table; with arguments, one row of it (in its own process)."""
    if len(sys.argv) > 1:
        run = measure(Path(sys.argv[1]), int(sys.argv[2]), again=True)
        print(
            f"{run.rows:>8} {run.scan:>7.2f} {run.plan:>7.2f} {run.scan + run.plan:>8.2f} "
            f"{run.again:>8.2f} {run.peak:>8}   {run.outcomes}"
        )
        return
    print(f"{'rows':>8} {'scan s':>7} {'plan s':>7} {'both s':>8} {'again s':>8} {'peak MiB':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for rows in SIZES:
            path = Path(folder) / f"{rows}.xlsx"
            write_list(path, rows)
            subprocess.run([sys.executable, __file__, str(path), str(rows)], check=True)


if __name__ == "__main__":
    main()
