"""A disk that answers EIO: a real one for the program, calls fail in a library loaded before it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.services.desk import Desk
from kiosk.services.evidence import verify

ROOT = Path(__file__).parents[1]
KINDS = ("read", "write", "sync")

pytestmark = [
    pytest.mark.skipif(
        not sys.platform.startswith("linux") or shutil.which("cc") is None,
        reason="needs Linux and a C compiler",
    ),
    pytest.mark.faults("disk answers EIO"),
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = tmp_path_factory.mktemp("eio") / "disk_that_fails.so"
    source = Path(__file__).parent / "disk_that_fails.c"
    subprocess.run(["cc", "-shared", "-fPIC", "-o", built, source, "-ldl"], check=True, timeout=60)
    return built


def on_it(library: Path, folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a Python command for which files under ``folder/disk`` fail as ``folder/switch`` says."""
    (folder / "switch").mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, *command],
        env={
            **os.environ,
            "LD_PRELOAD": str(library),
            "EIO_UNDER": str(folder / "disk"),
            "EIO_SWITCH": str(folder / "switch"),
            "PYTHONPATH": str(ROOT),
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def on_disk(full_desk: Desk, tmp_path: Path) -> tuple[Path, list[str]]:
    """The event on the disk that will fail, and codes of people to come."""
    codes = [p.code for p in full_desk.people() if p.named][:3]
    full_desk.close()
    (tmp_path / "disk").mkdir()
    path = tmp_path / "disk" / "day.kiosk"
    shutil.copy(full_desk.store.path, path)
    return path, codes


DESK = """
import sys
from contextlib import closing
from pathlib import Path
from kiosk.language import Refusal
from kiosk.services.desk import Desk
path, kind, switch = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
first, second, third = sys.argv[4:]
with closing(Desk.open(path, name="Desk 1")) as desk:
    desk.check_in(first)
    desk.store._engine.dispose()  # nothing of the file is kept in memory
    for _ in range(2):
        (switch / kind).touch()
        try:
            desk.check_in(second)
            print("acknowledged")
        except Refusal as refusal:
            print(refusal)
        (switch / kind).unlink()
    desk.check_in(second)
    desk.check_in(third)
"""


@pytest.mark.parametrize("kind", KINDS)
def test_a_desk_says_so_saves_nothing_by_half_and_goes_on(
    library: Path, on_disk: tuple[Path, list[str]], tmp_path: Path, kind: str, happened: list[str]
) -> None:
    path, codes = on_disk
    done = on_it(library, tmp_path, "-c", DESK, str(path), kind, str(tmp_path / "switch"), *codes)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("input/output error") == 2, done.stdout
    assert "acknowledged" not in done.stdout
    happened.append(done.stdout.splitlines()[0])
    with closing(Desk.open(path, name="Desk 2")) as desk:
        assert verify(desk.store).holds
        assert {p.code for p in desk.people() if p.arrived_at} == set(codes)


@pytest.mark.parametrize("kind", KINDS)
def test_the_commands_say_so_and_leave_nothing_half_written(
    library: Path, on_disk: tuple[Path, list[str]], tmp_path: Path, kind: str, happened: list[str]
) -> None:
    path, codes = on_disk
    (tmp_path / "switch").mkdir()
    (tmp_path / "switch" / kind).touch()
    before = {file.name for file in path.parent.iterdir()}
    out = str(path.parent / "sheet.xlsx")
    commands = [["check-in", str(path), codes[0], "--no-badge"], ["export", str(path), out]]
    commands += [["badges", str(path), str(path.parent / "badges.pdf")]]
    for command in commands:
        done = on_it(library, tmp_path, "-m", "kiosk", *command)
        assert "Traceback" not in done.stderr
        refused = done.returncode == 1 and len(done.stderr.strip().splitlines()) == 1
        if kind != "read" or command[0] == "check-in":
            assert refused, (command, done.stdout, done.stderr)
        happened.append(done.stderr.strip())
    (tmp_path / "switch" / kind).unlink()
    left = {f.name for f in path.parent.iterdir()} - before - {"day.kiosk-wal", "day.kiosk-shm"}
    assert left == set()
    done = on_it(library, tmp_path, "-m", "kiosk", *commands[0])
    assert done.returncode == 0, done.stderr
    with closing(Desk.open(path, name="Desk 2")) as desk:
        assert verify(desk.store).holds
        assert desk.headcount().here == 1
