"""One process prints the badges of an event: the window where one is open, else who came first."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile

from kiosk.services.printing import printing_turn, window_is_open

HOLD = """
import sys
from pathlib import Path
from kiosk.services.printing import printing_turn
with printing_turn(Path(sys.argv[1])) as ours:
    print(ours, flush=True)
    sys.stdin.read()
"""
OPEN_AND_DIE = """
import os, sys
from PySide6.QtCore import QLockFile
lock = QLockFile(sys.argv[1])
assert lock.tryLock(0)
os._exit(0)
"""


@pytest.fixture
def event_path(tmp_path: Path) -> Path:
    """Where an event is, with the lock of its window beside it as the window names it."""
    return tmp_path / "ថ្ងៃ.kiosk"


def _lock_of(event: Path) -> Path:
    return event.with_name(f".{event.name}.lock")


def _other(script: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )


def test_a_window_that_is_open_is_seen_and_one_that_was_closed_is_not(event_path: Path) -> None:
    assert not window_is_open(event_path)
    lock = QLockFile(str(_lock_of(event_path)))
    assert lock.tryLock(0)
    assert window_is_open(event_path)
    lock.unlock()
    assert not window_is_open(event_path)


@pytest.mark.skipif(os.name == "nt", reason="there the system removes or keeps the file")
def test_the_lock_of_a_window_that_died_keeps_no_one_waiting(event_path: Path) -> None:
    with _other(OPEN_AND_DIE, _lock_of(event_path)) as died:
        assert died.wait(60) == 0
    assert _lock_of(event_path).exists()
    assert not window_is_open(event_path)


@pytest.mark.skipif(not Path("/proc/self/exe").exists(), reason="asks /proc")
@pytest.mark.parametrize(
    ("process", "program", "machine", "is_open"),
    [
        (os.getpid(), Path(sys.executable).resolve().name, platform.node(), True),
        (os.getpid(), "firefox", platform.node(), False),
        (os.getpid(), Path(sys.executable).resolve().name, "another-laptop", False),
        (2**70, "python", platform.node(), False),
    ],
    ids=["ours", "another program", "another machine", "no process"],
)
def test_a_lock_speaks_for_one_program_on_one_machine(
    event_path: Path, process: int, program: str, machine: str, is_open: bool
) -> None:
    _lock_of(event_path).write_text(f"{process}\n{program}\n{machine}\n", "utf-8")
    assert window_is_open(event_path) == is_open


def test_a_lock_that_is_being_written_counts(event_path: Path) -> None:
    _lock_of(event_path).touch()
    assert window_is_open(event_path)


def test_the_turn_is_one_process_s_and_leaves_nothing_behind(event_path: Path) -> None:
    with _other(HOLD, event_path) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "True\n"
        with printing_turn(event_path) as ours:
            assert not ours
        other.communicate("")
    assert list(event_path.parent.iterdir()) == []
    with printing_turn(event_path) as ours:
        assert ours
        with printing_turn(event_path) as again:
            assert not again
    assert list(event_path.parent.iterdir()) == []


def test_a_crash_gives_the_turn_back(event_path: Path) -> None:
    with _other(HOLD, event_path) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "True\n"
        other.kill()
        other.wait(60)
    with printing_turn(event_path) as ours:
        assert ours


def test_where_nothing_can_be_locked_badges_print(tmp_path: Path) -> None:
    with printing_turn(tmp_path / "gone" / "day.kiosk") as ours:
        assert ours
