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
    assert len(done.stderr.strip().splitlines()) == 5
    assert done.stderr.count("cannot be written") + done.stderr.count("read-only") >= 4
