"""The PIN on the command line: ``kiosk pin``, how it is asked for, and every command walked."""

from __future__ import annotations

import io
import json
import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from kiosk.bundled import sample_file
from kiosk.cli import main
from kiosk.cli.parser import COMMANDS
from kiosk.domain import ORGANIZER, Action, Disability, PersonDetails
from kiosk.services.database import Passphrase, is_protected
from kiosk.services.desk import Desk
from kiosk.services.event_file import read_event
from kiosk.services.evidence import verify
from tests.conftest import Clock

PIN, OTHER = "7315", "90417"
Said = tuple[int, str, str]
Kiosk = Callable[..., Said]


class Held(NamedTuple):
    """An event with a PIN, and the code of someone on it."""

    path: Path
    code: str


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Held:
    path = tmp_path_factory.mktemp("held") / "day.kiosk"
    event = read_event(sample_file("workshop.toml"))
    with closing(Desk.create(path, event, name="Desk 1", clock=Clock())) as desk:
        person = desk.add(
            PersonDetails(name_latin="SOK Dara", category="cbo", disability=Disability.YES)
        )
        desk.badge_room.designs.keep("mine", desk.badge_room.designs.text("card"))
        desk.organizer.set_pin(PIN)
    return Held(path, person.code)


@pytest.fixture
def event_file(held: Held, tmp_path: Path) -> Path:
    """A copy of that event in an empty folder."""
    folder = tmp_path / "event"
    folder.mkdir()
    return Path(shutil.copy(held.path, folder / "day.kiosk"))


@pytest.fixture
def kiosk(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Kiosk:
    """One command line; what it answers. No one sits at the terminal."""
    monkeypatch.setattr("sys.stdin", io.StringIO())

    def run(*words: object, pin: str | None = None, new: str | None = None) -> Said:
        for variable, value in (("KIOSK_PIN", pin), ("KIOSK_NEW_PIN", new)):
            if value is None:
                monkeypatch.delenv(variable, raising=False)
            else:
                monkeypatch.setenv(variable, value)
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def rows(path: Path) -> int:
    said = os.environ.get("KIOSK_PASSPHRASE", "")
    passphrase = Passphrase.of(said) if is_protected(path) else None
    with closing(Desk.open(path, name="the test", passphrase=passphrase)) as desk:
        return desk.store.journal_length()


# --- every command -------------------------------------------------------------------------------

LIST = sample_file("participants_80_messy.xlsx")
GUARDED: dict[str, list[str]] = {
    "import": [f"import EVENT {LIST}", f"import EVENT {LIST} --dry-run"],
    "remove": ["remove EVENT CODE"],
    "change": ["change EVENT CODE --disability yes", "change EVENT CODE --disability no"],
    "badges": ["badges EVENT OUT.pdf", "badges EVENT OUT.pdf --who CODE"],
    "design": ["design EVENT logo none", "design EVENT add OUT.toml", "design EVENT remove mine"],
    "export": [
        "export EVENT OUT.xlsx",
        "export EVENT OUT.xlsx --for finance",
        "export EVENT OUT.pdf --for paper",
        "export EVENT OUT.pdf --for paper --empty --blanks 9",
    ],
    "allowances": [
        "allowances EVENT --set cbo transport=2.50",
        "allowances EVENT --riel-rate 4000",
    ],
    "backup": ["backup EVENT --to FOLDER", "backup EVENT --forget FOLDER"],
    "print": [
        "print EVENT CODE --printer folder:OUT",
        "print EVENT --waiting --printer folder:OUT",
    ],
    "restore": ["restore EVENT"],
    "protect": ["protect EVENT --passphrase-file OUT.txt"],
    "unprotect": ["unprotect EVENT"],
    "undo": ["undo EVENT --row 2"],
    "purge": [
        "purge EVENT --early --yes",
        "purge EVENT --early",
        "purge EVENT --person CODE --yes",
        "purge EVENT --keep-until 2030-01-01",
    ],
    "groups": ["groups EVENT --pdf OUT.pdf"],
    "photos": ["photos EVENT --pdf OUT.pdf"],
    "show": ["show EVENT CODE --disability", "show EVENT CODE --disability --json"],
    "pin": ["pin change EVENT", "pin remove EVENT", "pin lock-after EVENT 5"],
}
"""Command lines that need the PIN."""

FREE: dict[str, list[str]] = {
    "find": ["find EVENT dara"],
    "show": ["show EVENT CODE", "show EVENT CODE --json"],
    "add": ["add EVENT --name-latin New --category cbo"],
    "change": ["change EVENT CODE --phone 012345678"],
    "check-in": ["check-in EVENT CODE --no-badge", "check-in EVENT CODE --undo"],
    "print": ["print EVENT CODE"],
    "jobs": ["jobs EVENT"],
    "printers": ["printers"],
    "design": ["design EVENT list", "design EVENT export card OUT.toml"],
    "allowances": ["allowances EVENT"],
    "backup": ["backup EVENT", "backup EVENT --list"],
    "restore": ["restore EVENT --dry-run"],
    "journal": ["journal EVENT", "journal EVENT --json"],
    "undo": ["undo EVENT"],
    "verify": ["verify EVENT"],
    "groups": ["groups EVENT"],
    "photos": ["photos EVENT"],
    "stats": ["stats EVENT", "stats EVENT --json"],
    "pin": ["pin show EVENT", "pin forgotten EVENT"],
}
"""Command lines that everyone may type."""

OF_NO_EVENT = {"window", "demo", "new"}
"""Commands that make an event of their own, or are asked for the PIN in their window."""


def test_every_command_is_walked() -> None:
    """Fails for a new one until someone says whether it needs the PIN."""
    assert FREE.keys() | GUARDED.keys() | OF_NO_EVENT == COMMANDS.keys()


def spelt(line: str, event_file: Path, code: str) -> list[str]:
    out = event_file.parent / "out"
    known = {"EVENT": str(event_file), "CODE": code, "FOLDER": str(event_file.parent)}
    return [known.get(word, word.replace("OUT", str(out))) for word in line.split(" ")]


@pytest.mark.parametrize("line", [line for lines in GUARDED.values() for line in lines])
def test_a_guarded_command_is_refused_without_the_pin(
    kiosk: Kiosk, held: Held, event_file: Path, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = spelt(line, event_file, held.code)
    if words[0] == "unprotect":
        monkeypatch.setenv("KIOSK_PASSPHRASE", "four words not guessed")
        assert kiosk("protect", event_file, pin=PIN)[0] == 0
    if "OUT.txt" in line:
        event_file.with_name("out.txt").write_text("four words not guessed")
    if "OUT.toml" in line:
        kiosk(*spelt("design EVENT export card OUT.toml", event_file, held.code))
    kiosk("backup", event_file)
    before, files, kept = rows(event_file), set(event_file.parent.rglob("*")), machine_settings()
    code, out, err = kiosk(*words)
    assert (code, out) == (1, ""), (out, err)
    assert "needs the organizer's PIN" in err
    code, out, err = kiosk(*words, "--lang", "km", pin="9999", new=OTHER)
    assert (code, out) == (1, "")
    assert "លេខសម្ងាត់របស់អ្នករៀបចំទេ" in err
    assert rows(event_file) == before + 1, "only the wrong PIN"
    assert set(event_file.parent.rglob("*")) == files
    assert machine_settings() == kept


def machine_settings() -> dict[Path, bytes]:
    """What this machine keeps for every event."""
    files = Path(os.environ["KIOSK_CONFIG_DIR"]).rglob("*")
    return {file: file.read_bytes() for file in files if file.is_file()}


@pytest.mark.parametrize("line", [line for lines in FREE.values() for line in lines])
def test_a_free_command_needs_none(kiosk: Kiosk, held: Held, event_file: Path, line: str) -> None:
    words = spelt(line, event_file, held.code)
    kiosk("backup", event_file)
    if words[0] == "undo" or "--undo" in words:
        kiosk("check-in", event_file, held.code, "--no-badge")
    code, _out, err = kiosk(*words)
    assert code == 0, err
    assert "PIN" not in err


def test_with_the_pin_it_is_done(kiosk: Kiosk, held: Held, event_file: Path) -> None:
    out = event_file.with_name("out.xlsx")
    assert kiosk("export", event_file, out, pin="៧៣១៥")[0] == 0
    assert out.exists()
    file = event_file.with_name("pin.txt")
    file.write_text(f"\ufeff{PIN}\nanything\n", "utf-8")
    assert kiosk("remove", event_file, held.code, "--pin-file", file)[0] == 0
    assert kiosk("undo", event_file)[0] == 1
    assert kiosk("undo", event_file, pin=PIN)[0] == 0
    assert kiosk("export", event_file, out, "--replace", "--pin-file", "nowhere.txt")[2].startswith(
        "The PIN cannot be read"
    )
    with closing(Desk.open(event_file, name="the test")) as desk:
        assert verify(desk.store).holds
        done = [row for row in desk.store.journal() if row.action is Action.EXPORTED]
        assert [row.role for row in done] == [ORGANIZER]


@pytest.mark.parametrize("endless", [False, True])
@pytest.mark.parametrize(
    "line",
    [
        "photos EVENT --pdf OUT.pdf --pin-file FILE",
        "pin set EVENT --new-pin-file FILE",
        "protect EVENT --passphrase-file FILE",
        "export EVENT OUT.xlsx --password-file FILE",
    ],
)
def test_of_a_file_with_a_secret_no_more_than_a_line_is_read(
    kiosk: Kiosk, held: Held, event_file: Path, line: str, endless: bool
) -> None:
    if endless and not Path("/dev/zero").exists():
        pytest.skip("no endless file here")
    secret = Path("/dev/zero") if endless else event_file.with_name("secret.txt")
    if not endless:
        secret.write_text(f"{'blue river stone ' * 1000}\n")
    if line.startswith("pin set"):
        kiosk("pin", "forgotten", event_file, "--yes")
    words = [str(secret) if w == "FILE" else w for w in spelt(line, event_file, held.code)]
    code, out, err = kiosk(*words, pin=None if "--pin-file" in line else PIN)
    assert (code, out) == (1, "")
    assert f"cannot be read from “{secret}”" in err
    assert not is_protected(event_file)


def test_the_pin_may_come_from_stdin(
    kiosk: Kiosk, event_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PIN}\n1111\n"))
    out = event_file.with_name("out.pdf")
    assert kiosk("photos", event_file, "--pdf", out, "--pin-file", "-")[0] == 0
    assert out.exists()


def test_the_journal_says_what_the_organizer_did(
    kiosk: Kiosk, held: Held, event_file: Path
) -> None:
    kiosk("export", event_file, event_file.with_name("out.xlsx"), pin="9999")
    kiosk("export", event_file, event_file.with_name("out.xlsx"), pin=PIN)
    kiosk("show", event_file, held.code, "--disability", pin=PIN)
    _code, out, _err = kiosk("journal", event_file)
    for words in (
        "the organizer's PIN was set",
        "a wrong PIN, 1 in a row",
        "unlocked, after 1 wrong",
        "exported: sign-in workbook for donors, 1 person",
        "disability was shown",
        "was locked (at closing)",
        "(organizer)  ",
    ):
        assert words in out
    khmer = kiosk("journal", event_file, "--lang", "km")[1]
    assert "បាននាំចេញ៖ បញ្ជីវត្តមានសម្រាប់ម្ចាស់ជំនួយ មនុស្ស ១ នាក់" in khmer
    roles = [
        json.loads(line)["role"]
        for line in kiosk("journal", event_file, "--json")[1].split("\n")
        if line
    ]
    assert set(roles) == {"", ORGANIZER}


def test_disability_is_shown_to_the_organizer_only(
    kiosk: Kiosk, held: Held, event_file: Path
) -> None:
    assert "Disability" not in kiosk("show", event_file, held.code)[1]
    assert json.loads(kiosk("show", event_file, held.code, "--json")[1])["disability"] is None
    with_pin = kiosk("show", event_file, held.code, "--disability", pin=PIN)[1]
    assert "Disability: yes" in with_pin
    said = kiosk("show", event_file, held.code, "--disability", "--json", pin=PIN)[1]
    assert json.loads(said)["disability"] == "yes"


# --- kiosk pin -----------------------------------------------------------------------------------


def test_set_show_change_and_remove(kiosk: Kiosk, held: Held, event_file: Path) -> None:
    assert kiosk("pin", "remove", event_file, pin=PIN)[0] == 0
    assert "no organizer's PIN" in kiosk("pin", "show", event_file)[1]
    assert "no one can be asked" in kiosk("pin", "set", event_file)[2]
    assert "among the first" in kiosk("pin", "set", event_file, new="1234")[2]
    assert kiosk("pin", "set", event_file, new="៩០៤១៧")[0] == 0
    assert "already" in kiosk("pin", "set", event_file, new="7315")[2]
    file = event_file.with_name("new.txt")
    file.write_text(PIN, "utf-8")
    assert kiosk("pin", "change", event_file, "--new-pin-file", file, pin=OTHER)[0] == 0
    assert kiosk("pin", "lock-after", event_file, 10, pin=PIN)[0] == 0
    said = json.loads(kiosk("pin", "show", event_file, "--json")[1])
    assert said == {"set": True, "lock_after": 10, "wrong": 0, "wait_s": 0}
    assert kiosk("pin", "remove", event_file, pin=PIN)[0] == 0
    assert kiosk("pin", "set", event_file, "--pin-file", file)[0] == 0
    assert kiosk("remove", event_file, held.code, pin=PIN)[0] == 0


def test_wrong_pins_slow_the_commands_down(kiosk: Kiosk, event_file: Path) -> None:
    out = event_file.with_name("out.pdf")
    for n in (1, 2, 3):
        assert f"Wrong so far: {n}" in kiosk("photos", event_file, "--pdf", out, pin="9999")[2]
    assert "Too many wrong PINs. Wait " in kiosk("photos", event_file, "--pdf", out, pin=PIN)[2]
    khmer = kiosk("photos", event_file, "--pdf", out, "--lang", "km", pin=PIN)[2]
    assert "សូមរង់ចាំ" in khmer
    assert not any(digit in khmer for digit in "0123456789")
    assert not out.exists()
    said = json.loads(kiosk("pin", "show", event_file, "--json")[1])
    assert said["wrong"] == 3
    assert 0 < said["wait_s"] <= 5


def test_a_forgotten_pin_is_no_dead_end(kiosk: Kiosk, held: Held, event_file: Path) -> None:
    assert "add --yes" in kiosk("pin", "forgotten", event_file)[1]
    assert kiosk("remove", event_file, held.code)[0] == 1
    assert kiosk("pin", "forgotten", event_file, "--yes")[0] == 0
    assert kiosk("remove", event_file, held.code)[0] == 0
    assert "taken off as forgotten, without it" in kiosk("journal", event_file)[1]


def test_a_damaged_event_comes_back_without_a_pin_and_has_one(
    kiosk: Kiosk, held: Held, event_file: Path
) -> None:
    assert kiosk("backup", event_file)[0] == 0
    event_file.write_bytes(event_file.read_bytes()[:5000])
    assert kiosk("restore", event_file)[0] == 0
    assert kiosk("remove", event_file, held.code)[0] == 1
    assert kiosk("remove", event_file, held.code, pin=PIN)[0] == 0


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of its own needs a pty")
def test_at_a_terminal_it_is_asked_for_and_not_shown(event_file: Path) -> None:
    out = event_file.with_name("out.pdf")
    answers, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "photos", str(event_file), "--pdf", str(out)],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env={k: v for k, v in os.environ.items() if k != "KIOSK_PIN"},
        start_new_session=True,
    )
    os.close(terminal)
    shown = b""
    while b"PIN: " not in shown:
        shown += os.read(answers, 1000)
    assert b"Exporting" in shown
    os.write(answers, f"{PIN}\n".encode())
    try:
        while more := os.read(answers, 1000):
            shown += more
    except OSError:  # the terminal is gone with the program
        pass
    os.close(answers)
    assert process.wait() == 0
    assert out.exists()
    assert PIN.encode() not in shown
