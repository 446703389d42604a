"""Exports and allowances through the command line and the desk."""

from __future__ import annotations

import dataclasses
import io
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msoffcrypto import OfficeFile
from openpyxl import load_workbook

from kiosk.cli import main
from kiosk.cli.progress import Counter
from kiosk.domain import Event
from kiosk.language import Language, Refusal
from kiosk.services.desk import Desk
from kiosk.services.event_file import read_event
from kiosk.services.workbook import Audience


@pytest.fixture
def file(full_desk: Desk) -> str:
    for person in list(full_desk.people())[::2]:
        full_desk.check_in(person.id)
    return str(full_desk.store.path)


def opened(path: Path, password: str) -> list[str]:
    """The sheets of a sealed workbook."""
    plain = io.BytesIO()
    with path.open("rb") as sealed:
        office = OfficeFile(sealed)
        office.load_key(password, verify_password=True)
        office.decrypt(plain)
    return load_workbook(plain).sheetnames


def test_a_workbook_that_is_open_is_said_and_another_name_written(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "sheet.xlsx"
    target.write_bytes(b"open elsewhere")
    (tmp_path / "~$sheet.xlsx").touch()
    assert main(["export", file, str(target), "--replace"]) == 0
    out, err = capsys.readouterr()
    assert "sheet (2).xlsx" in out
    assert "“sheet.xlsx” is open in another program" in err
    assert main(["export", file, str(target), "--replace", "--lang", "km"]) == 0
    assert "កំពុងបើកក្នុងកម្មវិធីផ្សេង" in capsys.readouterr().err


@pytest.mark.parametrize("audience", ["donor", "finance"])
def test_a_password_comes_from_a_file_from_stdin_or_from_the_line(
    file: str, audience: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret.txt").write_text("\ufeffស្រី 12\nsecond line", "utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO("from stdin\n"))
    for number, (given, password) in enumerate(
        (
            (["--password-file", str(tmp_path / "secret.txt")], "ស្រី 12"),
            (["--password-file", "-"], "from stdin"),
            (["--password", "on the line"], "on the line"),
        )
    ):
        path = tmp_path / f"{number}.xlsx"
        assert main(["export", file, str(path), "--for", audience, *given]) == 0
        assert opened(path, password)[0] == "Sign-in"


def test_a_password_is_asked_for_twice(
    file: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path, typed = tmp_path / "a.xlsx", iter(["one", "two", "three", "three", "", ""])
    monkeypatch.setattr("getpass.getpass", lambda _words: next(typed))
    assert main(["export", file, str(path), "--password"]) == 1
    assert "differ" in capsys.readouterr().err
    assert not path.exists()
    assert main(["export", file, str(path), "--password"]) == 0
    assert opened(path, "three")[0] == "Sign-in"
    assert main(["export", file, str(tmp_path / "b.xlsx"), "--password"]) == 1
    assert "password is empty" in capsys.readouterr().err
    assert not (tmp_path / "b.xlsx").exists()


@pytest.mark.parametrize("content", [None, b"", b"\n", b"\xff\xfe\x00"])
def test_a_password_file_without_a_password_is_said(
    file: str, content: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret, path = tmp_path / "secret.txt", tmp_path / "a.xlsx"
    if content is not None:
        secret.write_bytes(content)
    assert main(["export", file, str(path), "--password-file", str(secret)]) == 1
    assert "password" in capsys.readouterr().err
    assert not path.exists()


def test_allowances_are_set_shown_and_paid(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["allowances", file]) == 0
    assert "cbo  transport=0.00  meals=0.00  lodging=0.00" in capsys.readouterr().out
    rates = ["--set", "cbo", "transport=2.50", "meals=៥", "--set", "government", "lodging=20"]
    assert main(["allowances", file, *rates, "--riel-rate", "4100"]) == 0
    out = capsys.readouterr().out
    assert "cbo  transport=2.50  meals=5.00  lodging=0.00" in out
    assert "1 dollar is 4100 riel" in out
    assert main(["export", file, str(tmp_path / "a.xlsx"), "--for", "finance"]) == 0
    book = load_workbook(tmp_path / "a.xlsx", data_only=True)
    rows: list[Any] = list(book["Finance"].values)
    total = next(row for row in rows if str(row[0]).endswith("Grand total"))
    paid = [row for row in rows if isinstance(row[0], int)]
    assert len(paid) == 40
    assert total[8] == sum(row[8] for row in paid) > 0
    assert total[9] == sum(row[9] for row in paid) > 0


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--set", "nobody", "meals=1"], "no category “nobody”"),
        (["--set", "cbo", "beer=1"], "“beer=1” is no rate"),
        (["--set", "cbo", "meals=much"], "“meals=much” is no rate"),
        (["--set", "cbo", "meals=-1"], "allowance"),
        (["--set", "cbo", "meals=nan"], "allowance"),
        (["--riel-rate", "-5"], "riel"),
    ],
)
def test_what_is_no_allowance_is_refused_and_changes_nothing(
    file: str, given: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk.open(Path(file), name="Desk 2")
    before = desk.event
    assert main(["allowances", file, *given]) == 1
    assert told in capsys.readouterr().err
    desk.close()
    desk = Desk.open(Path(file), name="Desk 2")
    assert desk.event == before
    desk.close()


def test_allowances_come_with_the_event_and_stand_in_the_journal(
    tmp_path: Path, event: Event
) -> None:
    source = tmp_path / "event.toml"
    source.write_text(
        '[event]\ntitle_en = "X"\ndate = 2026-12-01\nriel_rate = 4050\n'
        '[[category]]\nkey = "a"\ntransport = 2.5\nmeals = 3\n[[category]]\nkey = "b"\n',
        "utf-8",
    )
    read = read_event(source)
    assert read.riel_rate == 4050
    assert [(c.transport, c.meals, c.lodging) for c in read.categories] == [
        (Decimal("2.50"), Decimal(3), Decimal(0)),
        (Decimal(0), Decimal(0), Decimal(0)),
    ]
    desk = Desk.create(tmp_path / "a.kiosk", read, name="Desk 1")
    assert desk.event == read
    desk.change_event(dataclasses.replace(read, riel_rate=4100))
    row = desk.store.journal()[-1]
    assert (row.before, row.after) == ({"riel_rate": 4050}, {"riel_rate": 4100})
    with pytest.raises(Refusal, match="riel"):
        desk.change_event(dataclasses.replace(read, riel_rate=0))
    desk.close()


def test_how_far_an_export_is_stands_on_stderr(
    full_desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Counter(Language.KHMER, patience_s=0) as counter:
        full_desk.exports.workbook(tmp_path / "a.xlsx", Audience.DONOR, progress=counter)
    out, err = capsys.readouterr()
    lines = err.splitlines()
    assert out == ""
    assert len(lines) > 3
    assert lines[-1] == "១០០ % …"


def test_an_export_that_is_broken_off_leaves_nothing(file: str, tmp_path: Path) -> None:
    """Ctrl+C while the rows are written."""
    folder = tmp_path / "out"
    folder.mkdir()
    interrupted = (
        "import sys, kiosk.cli.exports as e\n"
        "from kiosk.cli import main\n"
        "class Interrupting(e.Counter):\n"
        "    def __call__(self, done, total): raise KeyboardInterrupt\n"
        "e.Counter = Interrupting\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    command = [sys.executable, "-c", interrupted, "export", file, str(folder / "a.xlsx")]
    assert subprocess.run(command, check=False, capture_output=True, timeout=60).returncode
    assert list(folder.iterdir()) == []
