"""A workbook is there whole or not at all, and never takes the place of one that is open."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from msoffcrypto import OfficeFile
from msoffcrypto.exceptions import InvalidKeyError
from openpyxl import load_workbook

from kiosk.language import Language, Refusal
from kiosk.services.workbook import Audience, write_workbook
from kiosk.services.workbook.saving import save
from tests.workbook_office import opened_in_office
from tests.workbook_people import PROVENANCE, the_eighty, workshop

_EXPORT = """
import os, resource, sys
from pathlib import Path
from kiosk.language import Refusal
from kiosk.services.workbook import Audience, write_workbook
from tests.workbook_office import opened_in_office
from tests.workbook_people import PROVENANCE, the_eighty, workshop
event, people = workshop(), the_eighty()
{before}
try:
    write_workbook(Path(sys.argv[1]), event, people, audience=Audience.DONOR, provenance=PROVENANCE)
except Refusal as refusal:
    print(refusal)
"""


def export(path: Path, **more: Any) -> Path:
    return write_workbook(
        path, workshop(), the_eighty(), audience=Audience.DONOR, provenance=PROVENANCE, **more
    )


def exported_elsewhere(path: Path, before: str) -> str:
    """What a process of its own says that does ``before`` and then exports to ``path``."""
    root = Path(__file__).parent.parent
    made = subprocess.run(
        [sys.executable, "-c", _EXPORT.format(before=before), str(path)],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return made.stdout


def test_a_name_without_ending_gets_one(tmp_path: Path) -> None:
    assert export(tmp_path / "13 September") == tmp_path / "13 September.xlsx"
    assert [each.name for each in tmp_path.iterdir()] == ["13 September.xlsx"]


@pytest.mark.parametrize("mark", [".~lock.list.xlsx#", "~$list.xlsx"])
def test_a_workbook_that_is_open_keeps_its_place(mark: str, tmp_path: Path) -> None:
    target = tmp_path / "list.xlsx"
    target.write_bytes(b"open elsewhere")
    (tmp_path / mark).touch()
    assert export(target) == tmp_path / "list (2).xlsx"
    assert export(target) == tmp_path / "list (3).xlsx"
    assert target.read_bytes() == b"open elsewhere"
    assert load_workbook(tmp_path / "list (2).xlsx").sheetnames[0] == "Sign-in"


def test_a_workbook_that_is_not_open_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "list.xlsx"
    target.write_bytes(b"yesterday's")
    assert export(target) == target
    assert load_workbook(target).sheetnames[0] == "Sign-in"


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="There is no folder") as told:
        export(tmp_path / "no" / "list.xlsx")
    assert "រកមិនឃើញថត" in told.value.text(Language.KHMER)


def test_a_folder_instead_of_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").mkdir()
    with pytest.raises(Refusal, match="is a folder"):
        export(tmp_path / "list.xlsx")


def test_a_name_too_long_for_the_disk_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="too long for a file"):
        export(tmp_path / f"{'ន' * 300}.xlsx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="folders have other rights there")
def test_a_read_only_folder_is_said(tmp_path: Path) -> None:
    nobody = "os.getuid() or os.setuid(65534)"
    with tempfile.TemporaryDirectory() as name:  # others may look into it, unlike tmp_path
        Path(name).chmod(0o755)
        sealed = Path(name, "sealed")
        sealed.mkdir(mode=0o555)
        told = exported_elsewhere(sealed / "list.xlsx", nobody)
        assert told.startswith("“list.xlsx” cannot be written there.")
        assert list(sealed.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="no such limit there")
def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "list.xlsx"
    target.write_bytes(b"yesterday's")
    full = "resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))"
    assert exported_elsewhere(target, full).startswith("The disk is full")
    assert [each.name for each in tmp_path.iterdir()] == ["list.xlsx"]
    assert target.read_bytes() == b"yesterday's"


def test_an_export_that_is_called_off_leaves_nothing(tmp_path: Path) -> None:
    class CalledOffError(Exception):
        pass

    steps: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        steps.append((done, total))
        if len(steps) == 3:
            raise CalledOffError

    with pytest.raises(CalledOffError):
        export(tmp_path / "list.xlsx", progress=progress)
    assert list(tmp_path.iterdir()) == []


SECRET = "ស្រី & <សុខា> 2026"


def test_a_sealed_workbook_opens_with_its_password_alone(tmp_path: Path) -> None:
    plain, sealed = export(tmp_path / "plain.xlsx"), tmp_path / "sealed.xlsx"
    assert export(sealed, password=SECRET) == sealed
    with sealed.open("rb") as file:
        office = OfficeFile(file)
        with pytest.raises(InvalidKeyError):
            office.load_key("ស្រី", verify_password=True)
        office.load_key(SECRET, verify_password=True)
        opened = io.BytesIO()
        office.decrypt(opened, verify_integrity=True)
    assert opened.getvalue() == plain.read_bytes()
    assert b"Sign-in" not in sealed.read_bytes()


def test_libreoffice_opens_a_sealed_workbook_with_its_password(tmp_path: Path) -> None:
    export(tmp_path / "sealed.xlsx", password=SECRET)
    wrong = opened_in_office(tmp_path / "sealed.xlsx", "wrong", tmp_path / "office")
    right = opened_in_office(tmp_path / "sealed.xlsx", SECRET, tmp_path / "office")
    assert (wrong, right) == ("", "Sign-in, Summary, Finance, Absent, Data, Notes")


@pytest.mark.parametrize(
    ("password", "told"),
    [("x" * 256, "Excel takes 255"), ("bell\x07", "U\\+0007"), ("\ud800", "U\\+D800")],
)
def test_a_password_that_excel_does_not_take_is_said(
    password: str, told: str, tmp_path: Path
) -> None:
    with pytest.raises(Refusal, match=told):
        export(tmp_path / "list.xlsx", password=password)
    assert list(tmp_path.iterdir()) == []


def test_progress_reaches_its_end(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    export(tmp_path / "list.xlsx", progress=lambda done, total: steps.append((done, total)))
    assert steps[-1][0] == steps[-1][1]
    assert steps == sorted(steps)


def test_a_fault_while_writing_is_not_hidden(tmp_path: Path) -> None:
    def fail(_: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        save(tmp_path / "list.xlsx", fail)
    assert list(tmp_path.iterdir()) == []
