"""A font that ships with the program gone or damaged, at the start and in the middle: said in a
sentence; people are checked in all the same, and their badges come when it is back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.bundled import FONT_DIGESTS, check_fonts
from kiosk.services.desk import Desk
from kiosk.services.evidence import verify

ROOT = Path(__file__).parents[1]
FONT = "NotoSansKhmer-Bold.ttf"

pytestmark = pytest.mark.faults("font file gone or damaged")


def test_the_fonts_are_those_that_ship() -> None:
    check_fonts()
    there = {path.name for path in (ROOT / "resources" / "fonts").glob("*.ttf")}
    assert there == set(FONT_DIGESTS)


@pytest.fixture
def copy_of_it(tmp_path: Path) -> Path:
    """The program in a folder of its own, whose fonts may be spoilt."""
    place = tmp_path / "program"
    skipped = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "kiosk", place / "kiosk", ignore=skipped)
    shutil.copytree(ROOT / "resources", place / "resources")
    return place


def spoil(place: Path, how: str) -> None:
    font = place / "resources" / "fonts" / FONT
    if how == "gone":
        font.unlink()
    elif how == "cut":
        with font.open("r+b") as file:
            file.truncate(1000)
    else:
        content = bytearray(font.read_bytes())
        content[len(content) // 2] ^= 1
        font.write_bytes(content)


def run(place: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        env={**os.environ, "PYTHONPATH": str(place), "QT_QPA_PLATFORM": "offscreen"},
        cwd=place,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("how", ["gone", "cut", "one bit turned"])
def test_the_commands_go_on_without_the_badge(
    full_desk: Desk, copy_of_it: Path, how: str, happened: list[str]
) -> None:
    person = next(p for p in full_desk.people() if p.named)
    full_desk.close()
    path = full_desk.store.path
    spoil(copy_of_it, how)
    done = run(copy_of_it, "-m", "kiosk", "check-in", str(path), person.code)
    assert done.returncode == 0, done.stderr
    assert f"The font “{FONT}” of this program is missing or damaged" in done.stderr
    happened.append(done.stderr.strip())
    done = run(copy_of_it, "-m", "kiosk", "badges", str(path), "all.pdf")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert not (copy_of_it / "all.pdf").exists()
    with closing(Desk.open(path, name="Desk 2")) as desk:
        assert desk.headcount().here == 1
        assert verify(desk.store).holds


WINDOW = """
import shutil, sys
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from kiosk.bundled import font_file
from kiosk.language import Language
from kiosk.ui.program import Program

path, how, first, second, third = Path(sys.argv[1]), *sys.argv[2:]
font = font_file("NotoSansKhmer-Bold.ttf")
kept = font.read_bytes()
def spoil():
    if how == "cut": font.write_bytes(kept[:1000])
    else: font.unlink()
def until(true):
    while not true():
        program.application.processEvents()
def states():
    return sorted(job.state.value for job in opened.desk.badge_room.jobs().all())
def arrive(code):
    opened.window.search.setText(code)
    QTest.keyClick(opened.window.search, Qt.Key.Key_Return)
    until(lambda: opened.desk.person(code).arrived_at)
spoil()
program = Program(Language.ENGLISH)
program.start(path)
opened = program.opened
until(lambda: opened.desk.ready)
until(lambda: "is missing or damaged" in opened.window.notice.text())
print("at start:", opened.window.notice.text())
arrive(first)
until(lambda: opened.prints.failures)
print("notice:", opened.window.notice.text())
print("banner:", opened.window.printing.text())
arrive(second)
font.write_bytes(kept)
opened.prints.retry()
until(lambda: states().count("printed") == 2)
until(lambda: not opened.prints.failures)
spoil()
arrive(third)
until(lambda: len(states()) == 3 and set(states()) <= {"printed", "failed"})
print("states:", *states())
program.close_event()
"""


@pytest.mark.parametrize("how", ["gone", "cut"])
def test_the_window_says_so_at_the_start_and_goes_on(
    full_desk: Desk, copy_of_it: Path, how: str, happened: list[str]
) -> None:
    codes = [p.code for p in full_desk.people() if p.named][:3]
    full_desk.close()
    done = run(copy_of_it, "-c", WINDOW, str(full_desk.store.path), how, *codes)
    assert done.returncode == 0, done.stdout + done.stderr
    said = done.stdout.splitlines()
    happened += said
    assert "arrived" in said[1]
    assert "F5" in said[2]
    # Whoever came first needed the font, whole again by then; the third is drawn from memory.
    assert said[3] == "states: printed printed printed"
    with closing(Desk.open(full_desk.store.path, name="Desk 2")) as desk:
        assert desk.headcount().here == 3
        assert verify(desk.store).holds
