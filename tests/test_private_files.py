"""Whatever the program writes is for the user who runs it; others of the machine read nothing."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk import settings
from kiosk.bundled import sample_file
from kiosk.cli import main
from kiosk.domain import Event
from kiosk.services.desk import Desk
from kiosk.services.whole_files import write_whole

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows keeps that with the folder")


@pytest.fixture(autouse=True)
def open_to_all() -> Iterator[None]:
    """The umask that most systems come with: new files may be read by everyone."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_nobody_else_reads_what_is_written(tmp_path: Path, event: Event) -> None:
    path = tmp_path / "day.kiosk"
    desk = Desk.create(path, event, name="Desk 1")
    assert mode(path.with_name("day.kiosk-wal")) == 0o600
    desk.close()
    day = str(path)
    for command in (
        ["import", day, str(sample_file("participants_80_messy.xlsx"))],
        ["export", day, str(tmp_path / "sheet.xlsx")],
        ["export", day, str(tmp_path / "locked.xlsx"), "--password", "a long one"],
        ["export", day, str(tmp_path / "paper.pdf"), "--for", "paper"],
        ["badges", day, str(tmp_path / "badges.pdf")],
        ["photos", day, "--pdf", str(tmp_path / "photos.pdf")],
        ["backup", day],
    ):
        assert main(command) == 0, command
    settings.save(settings.load())
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 9] = bytes(4096 * 6)
    path.write_bytes(content)
    assert main(["restore", day]) == 0
    path.unlink()
    assert main(["restore", day]) == 0
    written = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert {file.suffix for file in written} >= {".kiosk", ".xlsx", ".pdf", ".json"}
    assert len(list(tmp_path.glob("day.damaged-*"))) == 1
    assert {str(file): oct(mode(file)) for file in written if mode(file) & 0o077} == {}


def test_what_replaces_a_file_may_be_read_by_whoever_might_before(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.pdf"
    sheet.write_bytes(b"before")
    sheet.chmod(0o640)
    write_whole(sheet, b"after")
    assert (sheet.read_bytes(), mode(sheet)) == (b"after", 0o640)
    write_whole(tmp_path / "new.pdf", b"new")
    assert mode(tmp_path / "new.pdf") == 0o600
