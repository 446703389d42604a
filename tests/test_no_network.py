"""No network is ever opened: a whole demo under strace, and every import of the product."""

from __future__ import annotations

import os
import re
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


needs_strace = pytest.mark.skipif(not _may_trace(), reason="needs strace")
_FAMILY = re.compile(r"\b(?:socket|connect|bind|sendto|sendmsg)\(.*?\b(AF_\w+)")


def traced(folder: Path, *command: str) -> set[str]:
    """The families of sockets that a command and its children used."""
    trace = folder / "trace"
    subprocess.run(
        ["strace", "-f", "-e", "trace=network", "-o", trace, *command],
        check=True,
        capture_output=True,
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "KIOSK_CONFIG_DIR": str(folder / "config"),
            "QT_QPA_PLATFORM": "offscreen",
        },
        timeout=240,
    )
    return set(_FAMILY.findall(trace.read_text()))


@needs_strace
def test_the_trace_sees_a_socket(tmp_path: Path) -> None:
    code = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()"
    assert "AF_INET" in traced(tmp_path, sys.executable, "-c", code)


@needs_strace
def test_a_whole_demo_opens_no_network(tmp_path: Path) -> None:
    families = traced(tmp_path, sys.executable, "-m", "kiosk", "demo", "--out", "demo")
    assert families & {"AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET"} == set()


@needs_strace
def test_a_window_that_checks_someone_in_opens_no_network(tmp_path: Path) -> None:
    script = tmp_path / "desk.py"
    script.write_text(WINDOW, "utf-8")
    families = traced(tmp_path, sys.executable, str(script))
    assert families & {"AF_INET", "AF_INET6", "AF_PACKET"} == set()


WINDOW = """
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from kiosk.bundled import sample_file
from kiosk.cli import main
from kiosk.language import Language
from kiosk.ui.program import Program

assert main(["new", "day.kiosk"]) == 0
assert main(["add", "day.kiosk", "--name-latin", "SOK Dara", "--category", "cbo"]) == 0
program = Program(Language.KHMER)
program.start(Path("day.kiosk"))
opened = program.opened
while not opened.desk.ready:
    program.application.processEvents()
opened.window.search.setText("sok dara")
QTest.keyClick(opened.window.search, Qt.Key.Key_Return)
while opened.desk.badge_room.jobs().waiting() or opened.desk.badge_room.jobs().sending():
    program.application.processEvents()
assert opened.desk.headcount().here == 1
program.close_event()
"""
