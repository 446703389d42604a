"""How long a list takes to be read, planned and taken: ``python benchmarks/lists.py``.

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
from collections.abc import Callable
from pathlib import Path

import openpyxl

from kiosk.bundled import sample_file
from kiosk.services.desk import Desk
from kiosk.services.event_file import read_event
from kiosk.services.lists import Outcome

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


@dataclasses.dataclass(frozen=True, slots=True)
class Run:
    """Seconds of one size, and the peak in MiB until the list is taken."""

    rows: int
    scan: float
    plan: float
    take: float
    again: float
    peak: int


def measure(path: Path, rows: int, clock: Callable[[], float]) -> Run:
    """Read, plan and take the list in this process, then plan it once more over its people."""
    event = read_event(sample_file("workshop.toml"))
    desk = Desk.create(path.with_suffix(".kiosk"), event, name="benchmark")
    marks = [clock()]
    scanned = desk.scan_list(path)
    marks.append(clock())
    planned = desk.plan_list(scanned)
    marks.append(clock())
    desk.take(planned)
    marks.append(clock())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    del planned
    again = desk.plan_list(scanned)
    marks.append(clock())
    assert again.count(Outcome.SAME) == rows
    desk.close()
    scan, plan, take, more = (end - start for start, end in itertools.pairwise(marks))
    return Run(rows, scan, plan, take, more, peak)


def main() -> None:
    """Print the table; with a file, one row of it (in its own process). ``--cpu`` counts the
    processor's time, for a machine that others use too."""
    arguments = [argument for argument in sys.argv[1:] if argument != "--cpu"]
    cpu = ["--cpu"] if "--cpu" in sys.argv else []
    if arguments:
        clock = time.process_time if cpu else time.perf_counter
        run = measure(Path(arguments[0]), int(arguments[1]), clock)
        print(
            f"{run.rows:>8} {run.scan:>7.2f} {run.plan:>7.2f} {run.take:>7.2f} "
            f"{run.scan + run.plan + run.take:>7.2f} {run.again:>8.2f} {run.peak:>9}"
        )
        return
    print("    rows  scan s  plan s  take s   all s  again s  peak MiB")
    with tempfile.TemporaryDirectory() as folder:
        for rows in SIZES:
            path = Path(folder) / f"{rows}.xlsx"
            subprocess.run([sys.executable, "-c", _WRITE, str(path), str(rows)], check=True)
            subprocess.run([sys.executable, __file__, str(path), str(rows), *cpu], check=True)


_WRITE = (
    "import runpy, sys; from pathlib import Path; "
    f"runpy.run_path({__file__!r})['write_list'](Path(sys.argv[1]), int(sys.argv[2]))"
)
"""Made by another process, so that the peak is the reader's."""


if __name__ == "__main__":
    main()
