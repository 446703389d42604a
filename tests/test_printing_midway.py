"""The window prints on a real printer while it is killed, stopped, restarted; and the window too:
the pages that came out equal the people."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk import settings
from kiosk.domain import JobState, Person
from kiosk.language import Language
from kiosk.services.desk import Desk
from kiosk.settings import Settings
from kiosk.ui.print_room import PrintRoom
from kiosk.ui.program import Program
from tests.ipp_rig import QUEUE, Rig, until


@pytest.fixture(params=["queue", "direct"])
def address(request: pytest.FixtureRequest, rig: Rig) -> str:
    """The printer itself, and the queue before it, as the settings keep them."""
    return rig.printer_uri if request.param == "direct" else f"cups:{QUEUE}"


class Morning:
    """The real program on an event, printing on a real printer."""

    def __init__(self, event: Path, rig: Rig, qtbot: QtBot) -> None:
        self.rig, self._qtbot = rig, qtbot
        self.program = Program(Language.ENGLISH)
        self.program.open(event)
        qtbot.waitUntil(lambda: self.desk.ready)

    @property
    def desk(self) -> Desk:
        assert self.program.opened is not None
        return self.program.opened.desk

    @property
    def prints(self) -> PrintRoom:
        assert self.program.opened is not None
        return self.program.opened.prints

    def arrive(self, *people: Person) -> None:
        """Check people in, as Enter does."""
        for person in people:
            self.desk.check_in(person.id)
        self.prints.work_off()

    def states(self) -> set[JobState]:
        return {job.state for job in self.desk.badge_room.jobs().all()}

    def waits(self, true: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(true, timeout=60_000)

    def settles(self) -> None:
        """Until every badge is printed; where it is asked, someone looks into the tray."""

        def printed() -> bool:
            if self.prints.asked:
                person, _ = self.prints.asked[0]
                came_out = bool(pages_of(self.rig)[person.code])
                (self.prints.came_out if came_out else self.prints.retry)()
            elif self.prints.failures:
                self.prints.retry()
            else:
                self.prints.work_off()
            return self.states() == {JobState.PRINTED}

        self._qtbot.waitUntil(printed, timeout=90_000)


def pages_of(rig: Rig) -> Counter[str]:
    """Whose pages came out, by their codes."""
    return Counter(name.split("-")[1] for name in rig.printed_jobs())


def once_each(people: list[Person]) -> dict[str, int]:
    return dict.fromkeys((person.code for person in people), 1)


@pytest.fixture
def morning(
    full_desk: Desk, address: str, rig: Rig, qapp: QApplication, qtbot: QtBot
) -> Iterator[Morning]:
    full_desk.close()
    settings.save(Settings(printer=address))
    morning = Morning(full_desk.store.path, rig, qtbot)
    yield morning
    morning.program.close_event()


@pytest.mark.faults("printer or spooler gone and back")
def test_the_printer_is_killed_and_switched_on_again_midway(morning: Morning, rig: Rig) -> None:
    people = list(morning.desk.people()[:6])
    morning.arrive(*people[:2])
    morning.waits(lambda: len(rig.pages()) >= 1)
    rig.kill_printer()
    morning.arrive(*people[2:4])
    morning.waits(lambda: morning.prints.waiting + len(morning.prints.asked) > 0 or _busy(morning))
    rig.start_printer()
    morning.arrive(*people[4:])
    morning.settles()
    assert pages_of(rig) == once_each(people)


def _busy(morning: Morning) -> bool:
    return JobState.SENT in morning.states()


@pytest.mark.faults("printer or spooler gone and back")
@pytest.mark.parametrize("address", ["queue"], indirect=True)
def test_the_spooler_is_killed_and_the_queue_stopped_midway(morning: Morning, rig: Rig) -> None:
    people = list(morning.desk.people()[:6])
    morning.arrive(*people[:2])
    morning.waits(lambda: JobState.WAITING not in morning.states())
    rig.kill_cups()
    morning.arrive(*people[2:4])
    morning.waits(lambda: morning.prints.trouble is not None)
    rig.start_cups()
    rig.cups_command("cupsdisable", "--hold", QUEUE)
    morning.arrive(*people[4:])
    morning.waits(
        lambda: (
            morning.prints.trouble is not None
            and "is stopped" in morning.prints.trouble.text(Language.ENGLISH)
        )
    )
    rig.cups_command("cupsenable", "--release", QUEUE)
    morning.settles()
    assert pages_of(rig) == once_each(people)


@pytest.mark.parametrize("address", ["queue"], indirect=True)
def test_the_program_is_killed_again_and_again_midway(
    full_desk: Desk, address: str, rig: Rig, qapp: QApplication, qtbot: QtBot
) -> None:
    """kill -9, and the next start goes on: neither lost nor doubled."""
    settings.save(Settings(printer=address))
    people = list(full_desk.people()[:6])
    for i in (0, 2, 4):
        for person in people[i : i + 2]:
            full_desk.check_in(person.id)
        _start_and_kill(full_desk, already_gone=i)
    full_desk.close()
    morning = Morning(full_desk.store.path, rig, qtbot)
    morning.settles()
    morning.program.close_event()
    assert pages_of(rig) == once_each(people)


def _start_and_kill(desk: Desk, already_gone: int) -> None:
    """The program in a process of its own, killed as soon as it sends one of the badges."""
    child = subprocess.Popen(
        [sys.executable, "-m", "kiosk", str(desk.store.path)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with child:
        jobs = desk.badge_room.jobs()
        try:
            until(lambda: len(jobs.waiting()) < len(jobs.all()) - already_gone, "one is sent")
        finally:
            child.send_signal(signal.SIGKILL)


@pytest.mark.parametrize("address", ["queue"], indirect=True)
def test_a_command_prints_elsewhere_beside_the_window_and_nothing_doubles(
    morning: Morning, rig: Rig, tmp_path: Path
) -> None:
    """The window prints on the queue, commands into a folder and on the queue, all at once."""
    people = list(morning.desk.people()[:8])
    out = tmp_path / "out"
    command = [sys.executable, "-m", "kiosk", "print", str(morning.desk.store.path)]
    children = [
        subprocess.Popen(
            [*command, *(p.code for p in some), "--printer", where],
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for some, where in ((people[:2], f"folder:{out}"), (people[2:4], QUEUE))
    ]
    morning.arrive(*people[4:])
    for child in children:
        with child:
            morning.waits(lambda child=child: child.poll() is not None)  # type: ignore[misc]
            _said, wrong = child.communicate()
            assert (child.returncode, wrong) == (0, "")
    morning.settles()
    assert pages_of(rig) == once_each(people[2:])
    in_folder = Counter(file.stem.partition(" ")[2].split("-")[1] for file in out.iterdir())
    assert in_folder == once_each(people[:2])
    assert not morning.desk.badge_room.folder().exists()
