"""A full disk and a read-only medium: real ones, small file systems of the test's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.services.desk import Desk

ROOT = Path(__file__).parents[1]
ALONE = ["unshare", "--user", "--map-root-user", "--mount"]


def _can_mount() -> bool:
    if shutil.which("unshare") is None:
        return False
    probe = [*ALONE, "sh", "-c", "mount -t tmpfs -o size=64k tmpfs /mnt"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


pytestmark = pytest.mark.skipif(not _can_mount(), reason="needs user and mount namespaces")


def kiosk_on(mount: str, script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run ``script`` with ``$DISK`` a file system of its own; ``kiosk`` is our command."""
    kiosk = f'kiosk() {{ "{sys.executable}" -m kiosk "$@"; }}'
    disk = folder / "disk"
    disk.mkdir()
    return subprocess.run(
        [*ALONE, "sh", "-c", f'{kiosk}\nmount -t tmpfs {mount} tmpfs "$DISK"\n{script}'],
        env={**os.environ, "DISK": str(disk), "PYTHONPATH": str(ROOT), "SOURCE": str(folder)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def event_file(full_desk: Desk, tmp_path: Path) -> Path:
    """A closed event with the messy list, as ``$SOURCE/day.kiosk``."""
    full_desk.close()
    return tmp_path / "day.kiosk"


@pytest.mark.faults("full disk")
def test_a_full_disk_refuses_and_keeps_what_was_there(
    event_file: Path, tmp_path: Path, happened: list[str]
) -> None:
    done = kiosk_on(
        "-o size=600k",
        """
        cp "$SOURCE/day.kiosk" "$DISK/"
        CODE=$(kiosk find "$DISK/day.kiosk" "sok api" --limit 1 | cut -c1-6)
        dd if=/dev/zero of="$DISK/filler" bs=1k 2>/dev/null
        kiosk check-in "$DISK/day.kiosk" "$CODE" --no-badge; echo "check-in $?"
        kiosk export "$DISK/day.kiosk" "$DISK/sheet.xlsx"; echo "export $?"
        kiosk badges "$DISK/day.kiosk" "$DISK/badges.pdf"; echo "badges $?"
        kiosk new "$DISK/other.kiosk"; echo "new $?"
        ls -A "$DISK" | grep -v -e filler -e '^day.kiosk'; echo listed
        rm "$DISK/filler"
        kiosk check-in "$DISK/day.kiosk" "$CODE" --no-badge; echo "again $?"
        """,
        tmp_path,
    )
    assert "Traceback" not in done.stderr
    happened += done.stderr.splitlines()
    assert done.stderr.count("The disk is full") >= 3, done.stderr
    for command in ("check-in 1", "export 1", "badges 1", "new 1", "again 0"):
        assert command in done.stdout, done.stdout + done.stderr
    left = done.stdout.split("new 1\n")[1].split("listed")[0]
    assert left.split() == [], "nothing half-written is left"


@pytest.mark.faults("read-only medium")
def test_a_read_only_medium_is_refused_in_words(
    event_file: Path, tmp_path: Path, happened: list[str]
) -> None:
    done = kiosk_on(
        "-o size=4m",
        """
        cp "$SOURCE/day.kiosk" "$DISK/"
        mount -o remount,ro tmpfs "$DISK"
        kiosk check-in "$DISK/day.kiosk" 2a222q; echo "check-in $?"
        kiosk new "$DISK/other.kiosk"; echo "new $?"
        kiosk export "$SOURCE/day.kiosk" "$DISK/sheet.xlsx"; echo "export $?"
        kiosk badges "$SOURCE/day.kiosk" "$DISK/badges.pdf"; echo "badges $?"
        kiosk demo --out "$DISK/demo"; echo "demo $?"
        """,
        tmp_path,
    )
    assert "Traceback" not in done.stderr
    happened += done.stderr.splitlines()
    for command in ("check-in 1", "new 1", "export 1", "badges 1", "demo 1"):
        assert command in done.stdout, done.stdout + done.stderr
    assert len(done.stderr.strip().splitlines()) == 6, "what only reads would work, and is told so"
    assert done.stderr.count("cannot be written") + done.stderr.count("read-only") >= 4


@pytest.fixture
def cut_file(full_desk: Desk, tmp_path: Path) -> Path:
    """``$SOURCE/cut.kiosk`` and its log, as a desk that ended midway leaves them: one is here."""
    full_desk.store.carry_log()
    full_desk.check_in(next(person for person in full_desk.people() if person.named).id)
    path = tmp_path / "cut.kiosk"
    for ending in ("", "-wal"):
        shutil.copyfile(f"{full_desk.store.path}{ending}", f"{path}{ending}")
    full_desk.close()
    return path


FULL = 'dd if=/dev/zero of="$DISK/filler" bs=1k 2>/dev/null'
LOCKED = 'mount -o remount,ro tmpfs "$DISK"'


@pytest.mark.faults("read where nothing can be written")
@pytest.mark.parametrize("trouble", [FULL, LOCKED], ids=["full", "locked"])
@pytest.mark.parametrize("log", [True, False], ids=["log", "no log"])
def test_what_only_reads_works_where_nothing_can_be_written(
    cut_file: Path, tmp_path: Path, happened: list[str], trouble: str, *, log: bool
) -> None:
    done = kiosk_on(
        "-o size=800k",
        f"""
        cp "$SOURCE/cut.kiosk" "$DISK/"
        {'cp "$SOURCE/cut.kiosk-wal" "$DISK/"' if log else ""}
        {trouble}
        ls "$DISK" | grep -v shm >"$SOURCE/before"
        cksum "$DISK/cut.kiosk" "$DISK/cut.kiosk-wal" >"$SOURCE/sums"
        kiosk find "$DISK/cut.kiosk" "sok api" --limit 1; echo "find $?"
        kiosk stats "$DISK/cut.kiosk"; echo "stats $?"
        kiosk export "$DISK/cut.kiosk" "$SOURCE/sheet.xlsx"; echo "export $?"
        kiosk add "$DISK/cut.kiosk" --name-latin "SOK Dara" --category cbo; echo "add $?"
        cksum "$DISK/cut.kiosk" "$DISK/cut.kiosk-wal" | diff - "$SOURCE/sums"; echo "same $?"
        ls "$DISK" | grep -v shm | diff - "$SOURCE/before"; echo "left $?"
        """,
        tmp_path,
    )
    assert "Traceback" not in done.stderr
    happened += done.stderr.splitlines()
    for command in ("find 0", "stats 0", "export 1", "add 1", "same 0", "left 0"):
        assert command in done.stdout, done.stdout + done.stderr
    assert f"{int(log)} of 79 expected" in done.stdout
    assert "it is only read" in done.stderr
    assert not (tmp_path / "sheet.xlsx").exists(), "no file leaves of which no row tells"


HOLDING = """
import sys
from pathlib import Path
from kiosk.services.desk import Desk
desk = Desk.open(Path(sys.argv[1]), name="x")
print("open", flush=True)
sys.stdin.read()
"""


@pytest.mark.faults("read where nothing can be written")
def test_what_only_reads_works_beside_a_desk_on_a_full_disk(cut_file: Path, tmp_path: Path) -> None:
    (tmp_path / "holding.py").write_text(HOLDING)
    os.mkfifo(tmp_path / "pipe")
    done = kiosk_on(
        "-o size=800k",
        f"""
        cp "$SOURCE/cut.kiosk" "$SOURCE/cut.kiosk-wal" "$DISK/"
        "{sys.executable}" "$SOURCE/holding.py" "$DISK/cut.kiosk" <"$SOURCE/pipe" >"$SOURCE/said" &
        exec 9>"$SOURCE/pipe"
        until grep -q open "$SOURCE/said"; do sleep 0.1; done
        {FULL}
        kiosk verify "$DISK/cut.kiosk" --no-copies; echo "verify $?"
        exec 9>&-; wait
        """,
        tmp_path,
    )
    assert "Traceback" not in done.stderr
    assert "verify 0" in done.stdout, done.stdout + done.stderr
