"""How long the sign-in workbook takes, and how much memory: ``python -m benchmarks.workbook``.

Each line is a process of its own, so that its peak memory is its own; people are made before
the clock starts. Processor time stands beside the clock's, for machines that are shared. As a
yardstick the Data sheet's cells alone are written by openpyxl in write-only mode and, where
they are installed, by XlsxWriter and pandas.
"""

from __future__ import annotations

import argparse
import math
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from openpyxl import Workbook

from kiosk.bundled import sample_file
from kiosk.domain import AgeBand, Disability, Event, Person, PhotoConsent, Sex, Signing
from kiosk.services.event_file import read_event
from kiosk.services.paper_sheet import paper_sheet
from kiosk.services.signatures import written
from kiosk.services.workbook import Audience, Provenance, write_workbook

_MADE = datetime(2023, 9, 13, 5, 30, tzinfo=UTC)
_PROVENANCE = Provenance(_MADE, "Desk 1", 214)
_PROVINCES = ("Phnom Penh", "Kandal", "Takeo", "Kampong Speu", "Siemreap", "Pursat")
_ORGANISATIONS = ("អង្គការសកម្មភាពជីវភាពជនបទកម្ពុជា", "បណ្តាញសហគមន៍ទន្លេសាប", "ក្រុមជួយខ្លួនឯង")


def event() -> Event:
    """The packaged workshop."""
    return read_event(sample_file("workshop.toml"))


def people(size: int) -> list[Person]:
    """Invented people, nine in ten of whom came."""
    chance = random.Random(size)
    categories = [category.key for category in event().categories]
    return [_person(number, chance, categories) for number in range(size)]


def _person(number: int, chance: random.Random, categories: Sequence[str]) -> Person:
    came = chance.random() < 0.9
    name_km, name_latin = f"សុខ ដារា{number}", f"SOK Dara {number}"
    return Person(
        id=UUID(int=number + 1),
        code=f"{number % 8 + 2}a{number:06}",
        name_km=name_km,
        name_km_canonical=name_km,
        name_latin=name_latin,
        name_latin_canonical=name_latin,
        sex=chance.choice(list(Sex)),
        age_band=chance.choice(list(AgeBand)),
        disability=chance.choice(list(Disability)),
        position_km="មន្ត្រីគម្រោង",
        position_en="Project Officer",
        organisation_km=chance.choice(_ORGANISATIONS),
        category=chance.choice(categories),
        group=chance.choice([1, 2, 3, 4, 5, None]),
        province=chance.choice(_PROVINCES),
        phone=f"012 000 {number % 1000:03}",
        email=f"person{number}@example.org",
        photo_consent=chance.choice(list(PhotoConsent)),
        walk_in=chance.random() < 0.1,
        arrived_at=_MADE - timedelta(seconds=chance.randrange(15_000)) if came else None,
    )


def signature(number: int) -> str:
    """A signature as long as real ones: four seconds of a pad's points."""
    chance = random.Random(number)
    strokes, x = [], 60
    for _ in range(3):
        y, points = chance.randrange(60, 200), []
        for place in range(130):
            x += chance.randrange(-3, 6)
            y += round(20 * math.sin(place / 6)) + chance.randrange(-4, 5)
            points.append((x, y))
        strokes.append(tuple(points))
    return written(tuple(strokes))


def _cells(everyone: Sequence[Person]) -> list[list[str | int | datetime | None]]:
    names = [name for name in Person.__dataclass_fields__ if name not in ("id", "arrived_at")]
    return [
        [number, *(str(getattr(p, name)) for name in names), str(p.id), _naive(p.arrived_at)]
        for number, p in enumerate(everyone, 1)
    ]


def _naive(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=None) if moment else None


def _export(everyone: Sequence[Person], audience: Audience, path: Path, password: str = "") -> None:
    """With progress, as the window and the command line ask for it."""
    write_workbook(
        path,
        event(),
        everyone,
        audience=audience,
        provenance=_PROVENANCE,
        password=password,
        progress=lambda _done, _total: None,
    )


def donor(everyone: Sequence[Person], path: Path) -> Callable[[], object]:
    """The donor workbook."""
    return lambda: _export(everyone, Audience.DONOR, path)


def finance(everyone: Sequence[Person], path: Path) -> Callable[[], object]:
    """The finance copy."""
    return lambda: _export(everyone, Audience.FINANCE, path)


def signed(everyone: Sequence[Person], path: Path) -> Callable[[], object]:
    """The donor workbook with a drawn signature for each person."""
    drawn = [
        replace(person, signing=Signing.ON_SCREEN, signature=signature(number))
        for number, person in enumerate(everyone)
    ]
    return lambda: _export(drawn, Audience.DONOR, path)


def openpyxl(everyone: Sequence[Person], path: Path) -> Callable[[], object]:
    """Yardstick: the same fields, no looks, openpyxl's write-only mode."""
    rows = _cells(everyone)

    def write() -> None:
        book = Workbook(write_only=True)
        sheet = book.create_sheet("Data")
        for row in rows:
            sheet.append(row)
        book.save(path)

    return write


def xlsxwriter(everyone: Sequence[Person], path: Path) -> Callable[[], object]:
    """Yardstick: the same fields, no looks, XlsxWriter in constant memory."""
    writer = import_module("xlsxwriter")

    rows = _cells(everyone)

    def write() -> None:
        with writer.Workbook(path, {"constant_memory": True}) as book:
            sheet = book.add_worksheet("Data")
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)

    return write


def pandas(everyone: Sequence[Person], path: Path) -> Callable[[], object]:
    """Yardstick: the same fields, no looks, pandas."""
    frame = import_module("pandas").DataFrame(_cells(everyone))
    return lambda: frame.to_excel(path, index=False)


def sealed(everyone: Sequence[Person], path: Path) -> Callable[[], object]:
    """The donor workbook with a password."""
    return lambda: _export(everyone, Audience.DONOR, path, password="for mailing")


def paper(everyone: Sequence[Person], path: Path) -> Callable[[], object]:
    """The sheet for ink, a PDF."""
    return lambda: path.write_bytes(paper_sheet(event(), everyone, blanks=10).pdf)


WRITERS = {
    each.__name__: each
    for each in (donor, finance, signed, sealed, paper, openpyxl, xlsxwriter, pandas)
}


def measure(name: str, size: int) -> None:
    """One line of the table, from within its own process."""
    everyone = people(size)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        write = WRITERS[name](everyone, path)
        before, started, worked = _peak_mib(), time.perf_counter(), time.process_time()
        write()
        seconds, cpu = time.perf_counter() - started, time.process_time() - worked
        peak, megabytes = _peak_mib(), path.stat().st_size / 1e6
    grown = peak - before
    print(
        f"{name:<11}{size:>9,}{seconds:>9.2f}{cpu:>9.2f}{peak:>10.0f}{grown:>10.0f}{megabytes:>9.1f}"
    )


def _peak_mib() -> float:
    """The most memory this process ever held, in MiB; nought where the system cannot say."""
    if find_spec("resource") is None:
        return 0.0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="How long the sign-in workbook takes.")
    parser.add_argument("--one", nargs=2, metavar=("WRITER", "SIZE"), help="one line only")
    chosen = parser.parse_args()
    if chosen.one:
        measure(chosen.one[0], int(chosen.one[1]))
        return
    print("writer        people  seconds    cpu s  peak MiB  grown MiB      MB", flush=True)
    installed = [name for name in ("xlsxwriter", "pandas") if find_spec(name)]
    runs = chain(
        [("signed", 80), ("paper", 80), ("paper", 1000), ("sealed", 10_000)],
        ((name, size) for size in (80, 10_000, 100_000) for name in ("donor", "finance")),
        ((name, size) for size in (10_000, 100_000) for name in ("openpyxl", *installed)),
    )
    for name, size in runs:
        command = [sys.executable, "-m", "benchmarks.workbook", "--one", name, str(size)]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
