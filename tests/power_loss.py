"""Pull the plug at every write of a desk and start again from what the disk then held:

``python -m tests.power_loss [--arrivals 20] [--settling] [--weaken off|normal]``

A real ``kiosk check-in`` runs under strace. Its writes are replayed onto a disk of which only
what was synced is sure: of the rest nothing, all, or any 512-byte sectors survive the cut (three
random draws). A file that was not synced into its folder may be gone, one that was deleted may
be back. From each such disk the event is opened by the program itself: everyone acknowledged
before the cut must be here, the file whole and ``kiosk verify`` must hold.

``--settling`` writes the log into the file before each arrival, as a window does in a quiet moment.
``--weaken`` runs the desk with another ``PRAGMA synchronous``, to see that the cut is real: with
``off`` acknowledged arrivals are lost.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from kiosk.bundled import sample_file
from kiosk.domain import PersonDetails
from kiosk.language import Language, Refusal
from kiosk.services.database import EventStore, new_id
from kiosk.services.event_file import read_event
from kiosk.services.evidence import verify
from kiosk.services.people import new_person

CALLS = "openat,write,pwrite64,fsync,fdatasync,ftruncate,unlink,unlinkat,rename"
SECTOR = 512
SURVIVES = ("nothing", "everything", "some", "some", "some")

DESK = """
import sys
from sqlalchemy import event
from kiosk import cli
from kiosk.services.database import event_store
connect = event_store.connect
def weakened(path, key=None):
    engine = connect(path, key)
    pragma = f"PRAGMA synchronous = {sys.argv[1]}"
    event.listen(engine, "connect", lambda connection, _: connection.execute(pragma))
    return engine
if sys.argv[1]:
    event_store.connect = weakened
if sys.argv[2]:
    from kiosk.services.desk import Desk
    arrive = Desk.check_in
    def settled(desk, *said, **wishes):
        desk.store.carry_log()
        return arrive(desk, *said, **wishes)
    Desk.check_in = settled
sys.exit(cli.main(["check-in", *sys.argv[3:], "--json", "--no-badge"]))
"""


@dataclass(slots=True)
class Tally:
    """What all the cuts came to."""

    cuts: int = 0
    acknowledged: int = 0
    lost: int = 0
    most_lost: int = 0
    broken: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether nothing went wrong."""
        return not (self.lost or self.broken)

    def __str__(self) -> str:
        return (
            f"{self.cuts} cuts over {self.acknowledged} acknowledged arrivals: in {self.lost}"
            f" one was lost (at most {self.most_lost}), {len(self.broken)} files broken"
        )


@dataclass(slots=True)
class _File:
    """A file as the system sees it, as the disk surely has it, and what lies between."""

    seen: bytearray = field(default_factory=bytearray)
    sure: bytes = b""
    named: bool = False
    waiting: list[tuple[int, bytes | None]] = field(default_factory=list)


class _Disk:
    """What the folder may hold after a cut."""

    def __init__(self, folder: Path) -> None:
        self._files = {
            str(file): _File(bytearray(file.read_bytes()), file.read_bytes(), named=True)
            for file in folder.iterdir()
            if file.is_file()
        }
        self._deleted: dict[str, bytes] = {}

    def write(self, name: str, offset: int, data: bytes) -> None:
        """Not sure before the next sync."""
        file = self._files.setdefault(name, _File())
        _put(file.seen, offset, data)
        file.waiting.append((offset, data))

    def truncate(self, name: str, size: int) -> None:
        """Not sure before the next sync."""
        file = self._files.setdefault(name, _File())
        _cut(file.seen, size)
        file.waiting.append((size, None))

    def sync(self, name: str) -> None:
        """What was written is sure now; a synced folder keeps its names."""
        if name in self._files:
            file = self._files[name]
            file.sure, file.waiting = bytes(file.seen), []
        else:
            for file in self._files.values():
                file.named = True
            self._deleted.clear()

    def delete(self, name: str) -> None:
        """It may be back after the cut, until the folder is synced."""
        file = self._files.pop(name, None)
        if file is not None and file.named:
            self._deleted[name] = file.sure

    def after_a_cut(self, survives: str, chance: random.Random) -> Iterator[tuple[str, bytes]]:
        """Name and content of what is found when the power is back."""
        for name, file in self._files.items():
            if file.named or survives == "everything" or chance.random() < 0.5:
                yield name, _left(file, survives, chance)
        for name, content in self._deleted.items():
            if survives == "nothing" or (survives == "some" and chance.random() < 0.5):
                yield name, content


def _put(content: bytearray, offset: int, data: bytes) -> None:
    content.extend(bytes(max(0, offset - len(content))))
    content[offset : offset + len(data)] = data


def _cut(content: bytearray, size: int) -> None:
    del content[size:]
    content.extend(bytes(max(0, size - len(content))))


def _left(file: _File, survives: str, chance: random.Random) -> bytes:
    content = bytearray(file.sure)
    for offset, data in file.waiting if survives != "nothing" else ():
        if data is None:
            if survives == "everything" or chance.random() < 0.5:
                _cut(content, offset)
            continue
        for start in range(0, len(data), SECTOR):
            if survives == "everything" or chance.random() < 0.5:
                _put(content, offset + start, data[start : start + SECTOR])
    return bytes(content)


Step = tuple[str, str, int, bytes]
"""What was done, to which file, an offset or size, and the bytes written."""


def run(folder: Path, arrivals: int, *, seed: int, weaken: str = "", settling: str = "") -> Tally:
    """Trace that many arrivals, cut after each step."""
    event_folder = folder / "event"
    event_folder.mkdir()
    path = event_folder / "day.kiosk"
    codes = _event_with(path, arrivals)
    disk, chance, tally = _Disk(event_folder), random.Random(seed), Tally()
    acknowledged: set[str] = set()
    for step in _traced(path, codes, folder / "trace", (weaken, settling)):
        _replay(disk, step, acknowledged)
        for survives in SURVIVES:
            found = dict(disk.after_a_cut(survives, chance))
            _start_again(folder / "after", found, acknowledged, tally)
    tally.acknowledged = len(acknowledged)
    return tally


def _event_with(path: Path, arrivals: int) -> list[str]:
    event = read_event(sample_file("workshop.toml"))
    details = [PersonDetails(name_latin=f"SOK {n}", category="cbo") for n in range(arrivals)]
    people = [new_person(each, new_id(), lambda code: True) for each in details]
    now = datetime.now(UTC)
    store = EventStore.create(path, event, desk="1", at=now)
    with closing(store), store.writing(desk="1", at=now) as change:
        change.add_people(people)
    return [str(person.id) for person in people]


def _traced(path: Path, codes: Sequence[str], trace: Path, how: tuple[str, str]) -> Iterator[Step]:
    desk = [sys.executable, "-c", DESK, *how, str(path), *codes]
    strace = [
        "strace",
        "-f",
        "-y",
        "-xx",
        "-s",
        "1000000",
        "-e",
        f"trace={CALLS}",
        "-o",
        str(trace),
    ]
    environment = {**os.environ, "KIOSK_CONFIG_DIR": str(trace.parent / "config")}
    subprocess.run(
        [*strace, "-o", str(trace), *desk], check=True, stdout=subprocess.PIPE, env=environment
    )
    with trace.open() as lines:
        for line in lines:
            step = _step(line, str(path.parent))
            if step is not None:
                yield step


_LINE = re.compile(r"\d+\s+(\w+)\((.*)\)\s+= (\d+)")
_ON_FILE = re.compile(
    r'(\d+)<((?:\\x..)*)>(?:\(deleted\))?(?:, "((?:\\x..)*)")?(?:, (\d+))?(?:, (\d+))?'
)
_NAMED = re.compile(r'"((?:\\x..)*)"')


def _step(line: str, folder: str) -> Step | None:
    found = _LINE.match(line)
    if found is None:
        return None
    call, arguments = found[1], found[2]
    if call in ("unlink", "unlinkat"):
        name = _plain((_NAMED.search(arguments) or [b"", b""])[1]).decode()
        return ("delete", name, 0, b"") if name.startswith(folder) else None
    on = _ON_FILE.match(arguments)
    if on is None or call in ("openat", "rename"):
        return None
    name, data = _plain(on[2]).decode(), _plain(on[3] or "")
    if call == "write" and on[1] == "1":
        return ("said", "", 0, data)
    if not name.startswith(folder) or name.endswith(("-shm", ".printing")):
        return None
    if call == "pwrite64":
        return ("write", name, int(on[5]), data)
    if call == "ftruncate":
        return ("truncate", name, int(arguments.rsplit(", ", 1)[1]), b"")
    return ("sync", name, 0, b"") if "sync" in call else None


def _plain(text: str | bytes) -> bytes:
    return bytes.fromhex(str(text).replace("\\x", ""))


def _replay(disk: _Disk, step: Step, acknowledged: set[str]) -> None:
    kind, name, number, data = step
    if kind == "said":
        acknowledged |= set(re.findall(r'"id": "([0-9a-f-]{36})"', data.decode()))
    elif kind == "write":
        disk.write(name, number, data)
    elif kind == "truncate":
        disk.truncate(name, number)
    elif kind == "sync":
        disk.sync(name)
    else:
        disk.delete(name)


def _start_again(
    folder: Path, found: dict[str, bytes], acknowledged: set[str], tally: Tally
) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in found.items():
        (folder / Path(name).name).write_bytes(content)
    tally.cuts += 1
    try:
        with closing(EventStore.open(folder / "day.kiosk")) as store:
            verdict = verify(store)
            here = {str(p.id) for p in store.people() if p.arrived_at is not None}
    except Refusal as refusal:
        tally.broken.append(str(refusal))
        return
    if not verdict.holds:
        tally.broken.append(verdict.faults[0].text(Language.ENGLISH))
    missing = len(acknowledged - here)
    tally.lost += bool(missing)
    tally.most_lost = max(tally.most_lost, missing)


def main() -> int:
    """Cut, and print the tally; 1 where something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--arrivals", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--weaken", choices=["off", "normal"], default="")
    parser.add_argument("--settling", action="store_const", const="settling", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=_memory()) as folder:
        how = {"seed": options.seed, "weaken": options.weaken, "settling": options.settling}
        tally = run(Path(folder), options.arrivals, **how)
    print(tally)
    for fault in tally.broken[:5]:
        print(f"  {fault}")
    return 0 if tally.holds else 1


def _memory() -> str | None:
    """Thousands of files are written: in memory where there is such a folder."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


if __name__ == "__main__":
    sys.exit(main())
