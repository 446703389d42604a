"""Feed the readers what strangers may bring: ``python -m tests.fuzz [--seconds 60] [--only NAME]``.

Each target takes bytes and may answer, or refuse with a sentence; anything else is a fault, kept in
``--keep DIR``. Bytes are mutated from good files of each kind: turned bits, pages moved, lengths
cut, words put in. Where atheris is installed (``pip install atheris``) ``--guided`` lets it choose
by coverage; else the mutations are drawn from a seed, so that a run can be repeated.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from kiosk.bundled import sample_file
from kiosk.domain import PersonDetails
from kiosk.language import Language, Refusal
from kiosk.services.codes import is_code
from kiosk.services.database import EventStore, readable_rows
from kiosk.services.desk import Desk
from kiosk.services.event_file import read_event
from kiosk.services.evidence import verify
from kiosk.services.lists import plan, scan
from kiosk.services.lookup import Lookup
from kiosk.services.signatures import strokes
from kiosk.services.workbook import Audience, read_sheet

DATA = Path(__file__).parent / "data"
SLOWEST_S = 20.0
_WORDS: tuple[bytes, ...] = (
    *(b"\x00", b"\xff\xfe", b"=1+1", b"'", b'"', b"../", b"%s", b"{x}", b"<!ENTITY", b"\xe1\x9e"),
    *(b"9" * 400, b"-1", b"1e999", b"nan", b"[" * 200, b"null", b"\n", b",", b";", b"\\u0000"),
)


class Target(NamedTuple):
    """A reader: good files to begin with, and what is done with the bytes."""

    seeds: list[bytes]
    read: Callable[[bytes, Path], None]


def targets(folder: Path) -> dict[str, Target]:
    """Every reader of what strangers may bring."""
    event_file = _event_file(folder)
    sheet = folder / "sheet.xlsx"
    with closing(Desk.open(event_file, name="fuzz")) as desk:
        desk.exports.workbook(sheet, Audience.DONOR)
    other = sorted((DATA / "other_formats").iterdir())
    lists = [sample_file("participants_80_messy.xlsx"), *other]
    found = {
        f"list.{path.suffix[1:]}.{path.stem}": Target([path.read_bytes()], _list(path.suffix))
        for path in lists
    }
    return {
        "event": Target([event_file.read_bytes()], _event),
        "torn": Target([event_file.read_bytes()], _torn),
        "toml": Target([sample_file("workshop.toml").read_bytes()], _toml),
        "sheet": Target([sheet.read_bytes()], _sheet),
        "typed": Target(["សុខ ដារា 012 345 678 2a222q".encode()], _typed),
        "signature": Target([b"12,40 15,44;100,20 101,22"], _signature),
        **found,
    }


def _event_file(folder: Path) -> Path:
    path = folder / "seed.kiosk"
    event = read_event(sample_file("workshop.toml"))
    with closing(Desk.create(path, event, name="fuzz")) as desk:
        for number in range(12):
            details = PersonDetails(name_latin=f"SOK {number}", name_km="សុខ", category="cbo")
            desk.add(details, arrives=number % 2 == 0)
    return path


def _list(ending: str) -> Callable[[bytes, Path], None]:
    event = read_event(sample_file("workshop.toml"))

    def read(content: bytes, folder: Path) -> None:
        path = folder / f"list{ending}"
        path.write_bytes(content)
        plan(scan(path), event, [])

    return read


def _event(content: bytes, folder: Path) -> None:
    path = folder / "day.kiosk"
    path.write_bytes(content)
    with closing(Desk.open(path, name="fuzz", clock=lambda: datetime.now(UTC))) as desk:
        people = desk.people()
        desk.figures()
        desk.badge_room.jobs().all()
        verify(desk.store)
        if people:
            desk.check_in(people[0].id)


def _torn(content: bytes, folder: Path) -> None:
    path = folder / "torn.kiosk"
    path.write_bytes(content)
    readable_rows(path)


def _toml(content: bytes, folder: Path) -> None:
    path = folder / "event.toml"
    path.write_bytes(content)
    read_event(path)


def _sheet(content: bytes, folder: Path) -> None:
    path = folder / "sheet.xlsx"
    path.write_bytes(content)
    read_sheet(path)


_LOOKUP: list[Lookup] = []


def _typed(content: bytes, folder: Path) -> None:
    text = content.decode("utf-8", "replace")[:500]
    is_code(text)
    if not _LOOKUP:
        with closing(EventStore.open(folder.parent / "seed.kiosk")) as store:
            _LOOKUP.append(Lookup(store.people()))
    _LOOKUP[0].find(text, 20)


def _signature(content: bytes, _folder: Path) -> None:
    strokes(content.decode("utf-8", "replace"))


def mutated(seed: bytes, chance: random.Random) -> bytes:
    """``seed`` with one to eight things wrong."""
    content = bytearray(seed)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(content) + 1)
        kind = chance.randrange(6)
        if kind == 0 and content:
            content[place % len(content)] ^= 1 << chance.randrange(8)
        elif kind == 1:
            content[place:place] = chance.choice(_WORDS)
        elif kind == 2:
            del content[place : place + chance.choice((1, 4, 100, 4096))]
        elif kind == 3:
            other = chance.randrange(len(content) + 1)
            length = chance.choice((4, 64, 512, 4096))
            content[place : place + length] = content[other : other + length]
        elif kind == 4:
            content[place : place + 4] = chance.randbytes(4)
        else:
            word = chance.choice(_WORDS)
            content[place : place + len(word)] = word
    return bytes(content)


def tried(target: Target, content: bytes, folder: Path) -> str:
    """What went wrong with ``content``, empty where it was read or refused in words."""
    place = folder / "try"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    started = time.monotonic()
    try:
        target.read(content, place)
    except Refusal as refusal:
        return "" if all(map(refusal.text, Language)) else "refused without words"
    except Exception:
        return traceback.format_exc()
    took = time.monotonic() - started
    return f"took {took:.0f} s" if took > SLOWEST_S else ""


def run(seconds: float, *, seed: int, only: str = "", keep: Path | None = None) -> dict[str, str]:
    """Try mutations for so long, each target in turn; answers faults by their last line."""
    faults: dict[str, str] = {}
    counts: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        chosen = {k: v for k, v in targets(folder).items() if k.startswith(only)}
        until, chance = time.monotonic() + seconds, random.Random(seed)
        while time.monotonic() < until:
            for target_name, target in chosen.items():
                content = mutated(chance.choice(target.seeds), chance)
                fault = tried(target, content, folder)
                counts[target_name] = counts.get(target_name, 0) + 1
                if fault:
                    key = f"{target_name}: {_where(fault)}"
                    if key not in faults and keep is not None:
                        keep.mkdir(exist_ok=True)
                        (keep / f"{len(faults):03d}-{target_name}").write_bytes(content)
                    faults.setdefault(key, fault)
    print(f"{sum(counts.values())} tries on {len(counts)} targets, {len(faults)} faults")
    return faults


def _where(fault: str) -> str:
    """The last line of the program's own in a traceback, and the error."""
    lines = fault.strip().splitlines()
    own = [line.strip() for line in lines if "/kiosk/" in line]
    return f"{own[-1] if own else ''} {lines[-1][:120]}"


def _guided(only: str) -> None:  # pragma: no cover - until it is stopped
    import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]

    with tempfile.TemporaryDirectory() as name:
        target = targets(Path(name))[only]

        def one(content: bytes) -> None:
            fault = tried(target, content, Path(name))
            if fault:
                raise AssertionError(fault)

        atheris.instrument_all()
        atheris.Setup(sys.argv[:1], one)
        atheris.Fuzz()


def main() -> int:
    """Try, and print what was found; 1 where there are faults."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--guided", action="store_true")
    options = parser.parse_args()
    if options.guided:
        _guided(options.only)
    faults = run(options.seconds, seed=options.seed, only=options.only, keep=options.keep)
    for key, fault in faults.items():
        print(f"\n{key}\n{fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
