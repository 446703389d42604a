"""The desk window on a real X server, driven by real key events."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from kiosk.domain import Person
from kiosk.services.desk import Desk

NEEDED = ("Xvfb", "xdotool", "setxkbmap", "openbox")
MISSING = [name for name in NEEDED if shutil.which(name) is None]
PATIENCE_S = 30


@contextmanager
def real_screen() -> Iterator[dict[str, str]]:
    """The environment of a new X server with a window manager, a US and a Khmer layout."""
    reads, writes = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writes), "-screen", "0", "1366x768x24", "-noreset"],
        pass_fds=[writes],
        stderr=subprocess.DEVNULL,
    )
    os.close(writes)
    with os.fdopen(reads) as answer:
        display = f":{answer.readline().strip()}"
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    environment.pop("WAYLAND_DISPLAY", None)
    manager = subprocess.Popen(
        ["openbox"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    subprocess.run(["setxkbmap", "-layout", "us,kh"], env=environment, check=True)
    yield environment
    for process in (manager, server):
        process.terminate()
        process.wait()


class Work(NamedTuple):
    """Seconds on a processor: of the whole program, and of the thread that the window waits for."""

    all_threads: float
    window: float


class RealDesk:
    """``kiosk EVENT.kiosk`` on a screen, and what its event file says."""

    def __init__(self, event: Path, screen: dict[str, str]) -> None:
        self._event, self._screen = event, screen
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kiosk", str(event)],
            env={**screen, "KIOSK_SAY_READY": "1"},
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stderr is not None
        line = self.process.stderr.readline()
        assert line.startswith("ready"), line
        self._comes_to_the_front()

    def _comes_to_the_front(self) -> None:
        """The window manager may still be starting, and may put the window into a frame of its
        own: until one of the program's windows is the active one."""
        until = time.monotonic() + PATIENCE_S
        mine = ["search", "--onlyvisible", "--pid", str(self.process.pid)]
        while True:
            windows = self._asks(*mine).split()
            for window in windows:
                self._asks("windowactivate", window)
            if self._asks("getactivewindow").strip() in windows:
                return
            assert time.monotonic() < until, "the window does not come to the front"

    def _asks(self, *arguments: str) -> str:
        """What xdotool answers, nothing where it cannot."""
        command = ["xdotool", *arguments]
        return subprocess.run(
            command, env=self._screen, capture_output=True, text=True, timeout=60, check=False
        ).stdout

    def _xdotool(self, *arguments: str) -> str:
        command = ["xdotool", *arguments]
        done = subprocess.run(
            command, env=self._screen, check=True, capture_output=True, text=True, timeout=60
        )
        return done.stdout

    def types(self, text: str) -> None:
        """A key down and up for each character, with the layout that has it."""
        self._xdotool("type", "--delay", "25", text)

    def presses(self, *keys: str) -> None:
        """Keys by the names of X."""
        self._xdotool("key", "--delay", "60", *keys)

    def holds(self, key: str, seconds: float) -> None:
        """A key that stays down, which the server repeats."""
        self._xdotool("keydown", key, "sleep", str(seconds), "keyup", key)

    def journal_rows(self) -> int:
        """How many changes there were."""
        desk = Desk.open(self._event, name="the test")
        try:
            return desk.store.journal_length()
        finally:
            desk.close()

    def work_s(self) -> Work:
        """How long the program was at work on a processor until now."""
        pid = self.process.pid
        spent = {
            task.name: int((task / "schedstat").read_text().split()[0]) / 1e9
            for task in Path(f"/proc/{pid}/task").iterdir()
        }
        return Work(sum(spent.values()), spent[str(pid)])

    def title(self) -> str:
        """What the title bar of the active window says."""
        return self._asks("getactivewindow", "getwindowname").strip()

    def picture(self, path: Path) -> None:
        """A screenshot."""
        if shutil.which("import"):
            command = ["import", "-window", "root", str(path)]
            subprocess.run(command, env=self._screen, check=True, timeout=60)

    def ends(self) -> int:
        """The exit code, once the window is closed."""
        with self.process:
            return self.process.wait(timeout=PATIENCE_S)

    def people(self) -> list[Person]:
        """Everyone, as the file has them now."""
        desk = Desk.open(self._event, name="the test")
        try:
            return list(desk.people())
        finally:
            desk.close()

    def badges_waiting(self) -> int:
        """How many badges have not left for the printer."""
        desk = Desk.open(self._event, name="the test")
        try:
            return len(desk.badge_room.jobs().waiting()) + len(desk.badge_room.jobs().sending())
        finally:
            desk.close()

    def waits_for(self, what: Callable[[list[Person]], bool]) -> None:
        """Until the file says so."""
        until = time.monotonic() + PATIENCE_S
        while not what(self.people()):
            if time.monotonic() > until:
                self.picture(self._event.with_name("as it stands.png"))
                pytest.fail(f"the file says only that {arrived(self.people())} are here")
            assert self.process.poll() is None, "the window is gone"


def arrived(people: list[Person]) -> set[str]:
    """The Latin names of those who are here."""
    return {p.name_latin_canonical for p in people if p.arrived_at is not None}
