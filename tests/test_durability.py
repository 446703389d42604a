"""What was acknowledged survives kill -9 and power loss: the two harnesses, in short.

Long: ``python -m tests.kill_harness --kills 1000``, ``python -m tests.power_loss --arrivals 60``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def _may_trace() -> bool:
    if shutil.which("strace") is None:
        return False
    probe = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False)
    return probe.returncode == 0


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
needs_strace = pytest.mark.skipif(not _may_trace(), reason="needs strace")


def harness(name: str, *arguments: str) -> tuple[int, str]:
    """Run it in a process of its own: it forks, and its desks leave no trace here."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.{name}", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout


@needs_fork
def test_desks_that_are_killed_lose_and_double_nothing() -> None:
    code, said = harness("kill_harness", "--kills", "20")
    assert code == 0, said
    assert "0 missing, 0 doubled, 0 files broken" in said


@needs_fork
def test_desks_of_a_protected_event_lose_nothing_either() -> None:
    code, said = harness("kill_harness", "--kills", "6", "--protected")
    assert code == 0, said


@needs_fork
def test_the_harness_catches_a_desk_that_acknowledges_before_the_commit() -> None:
    code, said = harness("kill_harness", "--kills", "4", "--weaken", "early", "--only", "command")
    assert code == 1
    assert " 0 missing" not in said


@needs_fork
def test_the_harness_catches_a_file_in_which_one_can_arrive_twice() -> None:
    wishes = ("--kills", "3", "--weaken", "twice", "--only", "two commands")
    code, said = harness("kill_harness", *wishes)
    assert code == 1
    assert "0 doubled, 0 files broken" not in said


@needs_strace
@pytest.mark.parametrize("settling", [[], ["--settling"]], ids=["", "settling"])
def test_no_cut_of_the_power_loses_what_was_acknowledged(settling: list[str]) -> None:
    code, said = harness("power_loss", "--arrivals", "2", *settling)
    assert code == 0, said
    assert "in 0 one was lost (at most 0), 0 files broken" in said


@needs_strace
def test_the_cut_catches_a_desk_that_does_not_sync() -> None:
    code, said = harness("power_loss", "--arrivals", "2", "--weaken", "off")
    assert code == 1
    assert "in 0 one was lost" not in said
