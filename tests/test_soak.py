"""A desk does not grow with the arrivals behind it; the short form of the soak, which counts.

Long, with memory and processor time: ``python -m tests.soak``.
"""

from __future__ import annotations

import subprocess
import sys

import pytest


def _counts(*wishes: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.soak_counts", *wishes]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_nothing_is_kept_and_nothing_gets_dearer_with_each_arrival() -> None:
    told = _counts()
    assert told.returncode == 0, told.stdout + told.stderr
    assert "grew: nothing" in told.stdout


@pytest.mark.parametrize(("weakened", "what"), [("leak", "list more"), ("slow", "function more")])
def test_a_desk_that_leaks_or_slows_down_is_caught(weakened: str, what: str) -> None:
    told = _counts("--weakened", weakened)
    assert told.returncode == 1, told.stdout + told.stderr
    assert what in told.stdout.splitlines()[-1]
