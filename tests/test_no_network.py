"""No network is ever opened but to the printer that was chosen: a demo, every command and the
window under strace."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def _may_trace() -> bool:
    if shutil.which("strace") is None:
        return False
    probe = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False)
    return probe.returncode == 0


needs_strace = pytest.mark.skipif(not _may_trace(), reason="needs strace")
_CONNECT = re.compile(r"connect\(\d+, \{sa_family=AF_INET6?, (.*?)\}")
_FAMILY = re.compile(r"\b(?:socket|connect|bind|sendto|sendmsg)\(.*?\b(AF_\w+)")


def traced(folder: Path, *command: str) -> set[str]:
    """The families of sockets that a command and its children used."""
    return set(_FAMILY.findall(_trace(folder, *command)))


def reached(folder: Path, *command: str) -> set[str]:
    """The addresses that a command and its children connected to, as strace writes them."""
    return set(_CONNECT.findall(_trace(folder, *command)))


def _trace(folder: Path, *command: str) -> str:
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
            "KIOSK_BACKUP_DIR": str(folder / "copies"),
            "QT_QPA_PLATFORM": "offscreen",
        },
        timeout=240,
    )
    return trace.read_text()


@needs_strace
def test_every_command_opens_no_network(tmp_path: Path) -> None:
    script = tmp_path / "commands.py"
    script.write_text(COMMANDS, "utf-8")
    families = traced(tmp_path, sys.executable, str(script))
    assert families & {"AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET"} == set()


@needs_strace
def test_printing_reaches_the_chosen_printer_and_nothing_else(tmp_path: Path) -> None:
    """A port on which nothing listens: that it was tried is enough."""
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        script = tmp_path / "printing.py"
        script.write_text(PRINTING.replace("PORT", str(port)), "utf-8")
        addresses = reached(tmp_path, sys.executable, str(script))
    assert len(addresses) == 1, addresses
    (address,) = addresses
    assert f"htons({port})" in address
    assert "127.0.0.1" in address


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


COMMANDS = """
import sys
from kiosk.bundled import sample_file
from kiosk.cli import main
from kiosk.services.desk import Desk
from contextlib import closing
from pathlib import Path

def run(*words, answers=(0,)):
    assert main(list(words)) in answers, words

day, sheet = "day.kiosk", str(sample_file("participants_80_messy.xlsx"))
run("new", day)
run("import", day, sheet)
run("add", day, "--name-latin", "SOK Dara", "--category", "cbo")
with closing(Desk.open(Path(day), name="x")) as desk:
    one, other = [p.code for p in desk.people() if p.named][:2]
run("find", day, "sok")
run("show", day, one)
run("change", day, one, "--phone", "012 345 678")
run("check-in", day, one)
run("remove", day, other)
run("undo", day)
run("badges", day, "badges.pdf")
run("print", day, one)
run("jobs", day)
run("design", day, "list", answers=(0, 1))
run("export", day, "sheet.xlsx")
run("export", day, "paper.pdf")
run("allowances", day)
run("backup", day)
run("restore", day, "--dry-run")
run("journal", day)
run("verify", day, "--workbook", "sheet.xlsx")
run("groups", day, "--pdf", "doors.pdf")
run("photos", day, "--pdf", "photos.pdf")
run("stats", day)
run("purge", day, "--early", "--yes")
"""

PRINTING = """
from contextlib import closing
from pathlib import Path
from kiosk import settings
from kiosk.cli import main
from kiosk.services.desk import Desk

settings.save(settings.Settings(printer="ipp://127.0.0.1:PORT/ipp/print"))
assert main(["new", "day.kiosk"]) == 0
assert main(["add", "day.kiosk", "--name-latin", "SOK Dara", "--category", "cbo"]) == 0
with closing(Desk.open(Path("day.kiosk"), name="x")) as desk:
    code = desk.people()[0].code
main(["check-in", "day.kiosk", code])
"""

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
