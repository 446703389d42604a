"""The same file over a network share: one folder mounted twice, as two laptops would."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

import pytest

from kiosk.cli import main
from kiosk.language import Language, Refusal
from kiosk.services.database.shares import kind_of_mount, share_of
from kiosk.services.desk import Desk

SERVER = Path("/usr/lib/openssh/sftp-server")
PATIENCE_S = 20

pytestmark = pytest.mark.faults("the same file over a network share")


@contextmanager
def mounted(source: Path, point: Path) -> Iterator[Path]:
    """``source`` at ``point`` through sshfs and an SFTP server, over pipes; needs no network."""
    point.mkdir()
    (to_server, from_client), (to_client, from_server) = os.pipe(), os.pipe()
    server = subprocess.Popen([SERVER], stdin=to_server, stdout=from_server)
    client = subprocess.Popen(
        ["sshfs", f"x:{source}", point, "-f", "-o", "passive"], stdin=to_client, stdout=from_client
    )
    for pipe in (to_server, from_client, to_client, from_server):
        os.close(pipe)
    try:
        _wait_for(point, client)
        yield point
    finally:
        client.terminate()
        client.wait()
        server.terminate()
        server.wait()
        subprocess.run(["fusermount3", "-u", "-z", point], check=False, capture_output=True)


def _wait_for(point: Path, client: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not os.path.ismount(point):
        if client.poll() is not None or time.monotonic() > until:
            pytest.skip("a FUSE file system cannot be mounted here")
        time.sleep(0.02)


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[list[Path]]:
    """The folder of the event as two laptops see it."""
    if shutil.which("sshfs") is None or not SERVER.exists():
        pytest.skip("needs sshfs and OpenSSH's sftp-server")
    (tmp_path / "share").mkdir()
    with ExitStack() as mounts:
        yield [mounts.enter_context(mounted(tmp_path / "share", tmp_path / name)) for name in "ab"]


def test_what_sqlite_would_do_there(laptops: list[Path], tmp_path: Path) -> None:
    """Why it is refused: two are let in to write at once, and one of their rows is lost."""
    with closing(sqlite3.connect(laptops[0] / "x.db")) as made:
        assert made.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
        made.execute("CREATE TABLE t (x)")
    one, other = (sqlite3.connect(each / "x.db", isolation_level=None) for each in laptops)
    with closing(one), closing(other):
        for desk in (one, other):
            assert desk.execute("SELECT count(*) FROM t").fetchone() == (0,)
        one.execute("BEGIN IMMEDIATE")
        one.execute("INSERT INTO t VALUES ('one')")
        other.execute("INSERT INTO t VALUES ('other')")
        one.execute("COMMIT")
    rows = []
    with closing(sqlite3.connect(tmp_path / "share" / "x.db")) as left, suppress(sqlite3.Error):
        rows = [x for (x,) in left.execute("SELECT x FROM t")]
    assert len(rows) < 2, "both were told that it is saved"


def test_an_event_there_is_refused_in_words(
    laptops: list[Path],
    full_desk: Desk,
    capsys: pytest.CaptureFixture[str],
    happened: list[str],
) -> None:
    full_desk.close()
    for laptop in laptops:
        path = laptop / "day.kiosk"
        if not path.exists():
            shutil.copy(full_desk.store.path, path)
        with pytest.raises(Refusal, match="lies on a network share") as refused:
            Desk.open(path, name="Desk 1")
        assert "ថតចែករំលែក" in refused.value.text(Language.KHMER)
        assert main(["check-in", str(path), "2a222q", "--no-badge"]) == 1
        assert main(["new", str(laptop / "new.kiosk")]) == 1
        happened.append(capsys.readouterr().err.splitlines()[0])
    assert sorted(os.listdir(laptops[0])) == ["day.kiosk"]
    local = full_desk.store.path
    assert share_of(local) == ""
    with closing(Desk.open(local, name="Desk 1")) as desk:
        assert len(desk.people()) == 79


MOUNTS = r"""22 1 8:1 / / rw - ext4 /dev/sda1 rw
36 22 0:30 / /home/desk/My\040share rw,nosuid shared:3 - cifs //server/x rw
37 36 0:31 / /home/desk/My\040share/stick rw - vfat /dev/sdb1 rw
40 22 0:33 / /mnt/ក rw - nfs4 server:/x rw
41 22 0:34 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/home/desk", "ext4"),
        ("/home/desk/My share/events", "cifs"),
        ("/home/desk/My share/stick/events", "vfat"),
        ("/home/desk/My shareholders", "ext4"),
        ("/mnt/ក", "nfs4"),
        ("/run/user/1000/gvfs/smb-share:server=x", "fuse.gvfsd-fuse"),
    ],
)
def test_the_kind_of_a_place_is_read_from_the_mounts(place: str, kind: str) -> None:
    assert kind_of_mount(place, MOUNTS) == kind
