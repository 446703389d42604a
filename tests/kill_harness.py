"""Kill a desk at random while it checks people in, reopen, and compare with what it said:

``python -m tests.kill_harness [--kills 1000] [--only window|command] [--weaken KIND]
[--protected]``

A life is a real desk on a real event file, in a process of its own: the window (offscreen), a
``kiosk check-in`` with many codes, or two of these at once. What it acknowledged is what the
window's notice showed, or the line on stdout; it is sent off by a pipe the moment it stands
there. The desk is ended by ``kill -9`` at a random moment, then the file is opened anew: who was
acknowledged must be here, no one twice, every badge ordered once, ``kiosk verify`` must hold.

``--weaken`` spoils the desk's processes (never the product) to see that the harness catches it:
``early`` acknowledges before the commit, ``twice`` takes away the index by which someone is here
once. ``--protected`` lives on event files that are encrypted with a passphrase.

Lives are forked from a process that has everything imported, so that a kill costs half a second.
"""

from __future__ import annotations

import argparse
import os
import random
import select
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue
from typing import Any, cast
from uuid import UUID

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from kiosk import cli
from kiosk.bundled import sample_file
from kiosk.cli.passphrases import VARIABLE, given_passphrase
from kiosk.domain import Arrival, Person, PersonDetails
from kiosk.language import Language, Refusal
from kiosk.services.database import EventStore, Passphrase, key_of, new_id
from kiosk.services.database.connection import bare_connection
from kiosk.services.desk import Desk
from kiosk.services.event_file import read_event
from kiosk.services.evidence import verify
from kiosk.services.people import new_person

PEOPLE = 400
"""In one event file; a new one is begun when most of them are here."""
CODES = 60
"""Whom one life is asked to check in: more than it lives to see."""
PATIENCE_S = 60


@dataclass(slots=True)
class Tally:
    """What all the kills came to."""

    kills: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    unacknowledged: int = 0
    files: int = 0
    missing: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether nothing went wrong."""
        return not (self.missing or self.doubled or self.broken)

    def __str__(self) -> str:
        kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(self.kills.items()))
        return (
            f"{sum(self.kills.values())} kills ({kinds}) in {self.files} files:"
            f" {self.acknowledged} acknowledged, {len(self.missing)} missing,"
            f" {len(self.doubled)} doubled, {len(self.broken)} files broken;"
            f" {self.unacknowledged} on disk and not yet acknowledged"
        )


def run(
    folder: Path,
    kills: int,
    *,
    seed: int,
    only: str = "",
    weaken: str = "",
    passphrase: Passphrase | None = None,
) -> Tally:
    """Kill that many desks in files under ``folder``."""
    if passphrase is not None:
        os.environ["KIOSK_PASSPHRASE"] = passphrase.text
    os.environ["KIOSK_CONFIG_DIR"] = str(folder / "config")
    os.environ["KIOSK_LANG"] = "en"
    chance, tally = random.Random(seed), Tally()
    kinds = [only] if only else ["command", "command", "two commands", "window"]
    day: _Day | None = None
    for number in range(kills):
        if day is None or len(day.absent()) < CODES:
            day = _Day(folder / f"day{tally.files}.kiosk", weaken, passphrase)
            tally.files += 1
        kind = kinds[number % len(kinds)]
        tally.kills[kind] += 1
        try:
            day.live_and_die(kind, chance, tally)
        except (Refusal, AssertionError) as fault:
            tally.broken.append(f"{day.path.name}: {fault}")
            day = None
    return tally


class _Day:
    """One event file, and who was acknowledged in it."""

    def __init__(self, path: Path, weaken: str, passphrase: Passphrase | None) -> None:
        self.path, self._weaken, self._passphrase = path, weaken, passphrase
        event = read_event(sample_file("workshop.toml"))
        people = _people()
        self.codes = {person.name_latin_canonical.upper(): person.code for person in people}
        self.acknowledged: set[str] = set()
        self._unsaid: set[str] = set()
        store = EventStore.create(path, event, desk="1", at=_now(), passphrase=passphrase)
        with closing(store), store.writing(desk="1", at=_now()) as change:
            change.add_people(people)
        if weaken == "twice":
            _forget_uniqueness(path, passphrase)

    def absent(self) -> list[str]:
        """Who was not acknowledged yet."""
        return [code for code in self.codes.values() if code not in self.acknowledged]

    def live_and_die(self, kind: str, chance: random.Random, tally: Tally) -> None:
        """One life (or two at once) of that kind, and what is found after it."""
        codes = chance.sample(self.absent(), CODES)
        work = _window if kind == "window" else _command
        lives = [_Life(work, self.path, codes, self._weaken)]
        if kind == "two commands":
            lives.append(_Life(work, self.path, codes, self._weaken))
        try:
            if chance.random() < 0.8:  # else it is killed while it opens
                for life in lives:
                    life.wait_for_words()
            time.sleep(chance.uniform(0, 0.25))
        finally:
            for life in lives:
                self.acknowledged |= {self.codes[name] for name in life.kill()}
        tally.acknowledged += sum(life.count for life in lives)
        self._look(tally)

    def _look(self, tally: Tally) -> None:
        tally.doubled += _here_twice(self.path, self._passphrase)
        with closing(EventStore.open(self.path, self._passphrase)) as store:
            verdict = verify(store)
            assert verdict.holds, verdict.faults[0].text(Language.ENGLISH)
            here = {p.code for p in store.people() if p.arrived_at is not None}
            jobs = Counter(job.person_id for job in store.badge_jobs(_now).all())
        missing = self.acknowledged - here
        tally.missing += sorted(missing)
        tally.unacknowledged += len(here - self.acknowledged - self._unsaid)
        tally.doubled += [str(who) for who, count in jobs.items() if count > 1]
        self.acknowledged -= missing
        self._unsaid |= here - self.acknowledged  # asked again: to be answered, not doubled


def _now() -> datetime:
    return datetime.now(UTC)


def _people() -> list[Person]:
    taken: set[str] = set()
    people = []
    for number in range(PEOPLE):
        details = PersonDetails(name_latin=f"SOK {number}", category="cbo")
        people.append(new_person(details, new_id(), lambda code: code not in taken))
        taken.add(people[-1].code)
    return people


def _on(path: Path, passphrase: Passphrase | None, statement: str) -> list[Any]:
    with closing(bare_connection(path, key_of(path, passphrase))) as connection:
        return list(connection.execute(statement).fetchall())


def _forget_uniqueness(path: Path, passphrase: Passphrase | None) -> None:
    _on(path, passphrase, "DROP INDEX uq_attendance_person_here")


def _here_twice(path: Path, passphrase: Passphrase | None) -> list[str]:
    query = (
        "SELECT person_id FROM attendance WHERE undone_at IS NULL GROUP BY 1 HAVING count(*) > 1"
    )
    return [str(row[0]) for row in _on(path, passphrase, query)]


class _Life:
    """A desk in a process of its own, and what it acknowledged."""

    def __init__(
        self,
        work: Callable[[Path, Sequence[str], Callable[[str], None]], None],
        path: Path,
        codes: Sequence[str],
        weaken: str,
    ) -> None:
        self._words, writes = os.pipe()
        self.count = 0
        self._process = os.fork()
        if self._process == 0:
            _live(lambda: work(path, codes, lambda name: _say(writes, name)), weaken)
        os.close(writes)

    def wait_for_words(self) -> None:
        """Until the first acknowledgement, or until it has ended by itself."""
        ready, _, _ = select.select([self._words], [], [], PATIENCE_S)
        assert ready, "the desk does not check anyone in"

    def kill(self) -> set[str]:
        """End it with -9; answers whom it had acknowledged."""
        os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        with os.fdopen(self._words, "rb") as words:
            said = words.read()
        whole = said[: said.rfind(b"\n") + 1].decode().splitlines()
        self.count = len(whole)
        return set(whole)


def _say(writes: int, name: str) -> None:
    os.write(writes, f"{name}\n".encode())


def _live(work: Callable[[], None], weaken: str) -> None:
    """In the new process: never comes back."""
    try:
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        if weaken:
            _WEAKENED[weaken]()
        work()
    finally:  # whatever ended it, the parent sees what was said until then
        os._exit(1)


def _command(path: Path, codes: Sequence[str], say: Callable[[str], None]) -> None:
    """``kiosk check-in``; its lines are taken as they leave it."""

    class Lines:
        encoding = "utf-8"

        def write(self, words: str) -> int:
            for line in words.splitlines():
                if line.strip():
                    say(_name_in(line))
            return len(words)

        def flush(self) -> None: ...

    sys.stdout = cast("Any", Lines())
    cli.main(["check-in", str(path), *codes, "--lang", "en"])


def _name_in(line: str) -> str:
    """“SOK 17 arrived at …”, “Sok 17 is here already, …”."""
    return " ".join(line.split()[:2]).upper()


def _window(path: Path, codes: Sequence[str], say: Callable[[str], None]) -> None:
    """The desk window; a code is typed, Enter struck, and the notice read."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from kiosk.ui.program import Program

    program = Program(Language.ENGLISH)
    program.start(path, given_passphrase(None, VARIABLE))
    assert program.opened is not None
    window = program.opened.window
    while not program.opened.desk.ready:
        program.application.processEvents()
    for code in codes:
        window.search.setText(code)
        QTest.keyClick(window.search, Qt.Key.Key_Return)
        program.application.processEvents()
        shown = window.notice.text()
        if " arrived at " in shown or " is here already" in shown:
            say(_name_in(shown))


def _acknowledge_early() -> None:
    """Arrivals are answered at once and written by someone else, some time."""
    waiting: SimpleQueue[tuple[Desk, UUID | str, bool]] = SimpleQueue()
    check_in = Desk.check_in

    def write() -> None:
        while True:
            desk, who, badge = waiting.get()
            check_in(desk, who, badge=badge)

    def answer(
        self: Desk, who: UUID | str, *, badge: bool = True, although_replaced: bool = False
    ) -> Arrival:
        waiting.put((self, who, badge))
        return Arrival(self.person(who), datetime.now(UTC), already=False)

    threading.Thread(target=write, daemon=True).start()
    Desk.check_in = answer  # type: ignore[method-assign]


_WEAKENED: dict[str, Callable[[], None]] = {"early": _acknowledge_early, "twice": lambda: None}


def main() -> int:
    """Kill, and print the tally; 1 where something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=["command", "two commands", "window"], default="")
    parser.add_argument("--weaken", choices=sorted(_WEAKENED), default="")
    parser.add_argument("--protected", action="store_true")
    options = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        wishes = {"seed": options.seed, "only": options.only, "weaken": options.weaken}
        words = Passphrase.of("rice field under water") if options.protected else None
        tally = run(Path(folder), options.kills, **wishes, passphrase=words)
    print(f"{tally}; {time.monotonic() - started:.0f} s")
    for fault in (*tally.missing[:5], *tally.doubled[:5], *tally.broken[:5]):
        print(f"  {fault}")
    return 0 if tally.holds else 1


if __name__ == "__main__":
    sys.exit(main())
