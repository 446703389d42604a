"""The command line: what each command answers, its JSON keys, its exit codes, its refusals."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest
from PySide6.QtCore import QLockFile

from kiosk import settings
from kiosk.bundled import sample_file
from kiosk.cli import main
from kiosk.cli.parser import COMMANDS
from kiosk.services.desk import Desk
from kiosk.services.lists import Outcome
from kiosk.services.lookup import Why
from kiosk.services.printing import printing_turn
from kiosk.settings import Settings

LIST = str(sample_file("participants_80_messy.xlsx"))


class Kiosk:
    """Runs commands in this process, as ``kiosk`` would."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.event = str(folder / "day.kiosk")
        self._capture = capture

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        """The exit code, stdout and stderr of one command."""
        self._capture.readouterr()
        code = main(arguments)
        captured = self._capture.readouterr()
        return code, captured.out, captured.err

    def done(self, command: str, *arguments: str) -> str:
        """The stdout of a command on the event that must succeed without a word on stderr."""
        code, out, err = self(command, self.event, *arguments)
        assert (code, err) == (0, "")
        return out

    def json(self, command: str, *arguments: str) -> Any:
        """What a command answers with ``--json``."""
        return json.loads(self.done(command, *arguments, "--json"))


@pytest.fixture
def kiosk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Kiosk:
    """The command line on a new event."""
    kiosk = Kiosk(tmp_path, capsys)
    kiosk.done("new")
    return kiosk


def test_import_says_what_it_took_and_what_not(kiosk: Kiosk) -> None:
    planned = kiosk.json("import", LIST, "--dry-run")
    assert kiosk.json("stats")["registered"] == 0
    taken = kiosk.json("import", LIST)
    assert taken == planned
    assert list(taken)[:6] == ["rows", "added", "changed", "same", "refused", "questions"]
    assert (taken["added"], taken["changed"], taken["same"]) == (79, 0, 0)
    assert {tuple(row) for row in taken["refused"]} == {("sheet", "row", "reason")}
    assert {tuple(row) for row in taken["questions"]} == {("sheet", "row", "question")}
    again = kiosk.json("import", LIST)
    assert (again["added"], again["changed"], again["same"]) == (0, 0, 79)


def test_every_row_of_the_messy_list_is_taken_or_named(kiosk: Kiosk) -> None:
    desk = Desk.open(Path(kiosk.event), name="Desk 1")
    planned = desk.plan_list(Path(LIST)).rows
    desk.close()
    taken = {(row.sheet, row.row) for row in planned if row.outcome is Outcome.NEW}
    report = kiosk.json("import", LIST)
    assert report["added"] == len(taken) == len(kiosk.json("find", ""))
    refused = {(row["sheet"], row["row"]) for row in report["refused"]}
    named = refused | {(row["sheet"], row["row"]) for row in report["questions"]}
    rows = set()
    for sheet in openpyxl.load_workbook(LIST).worksheets:
        if sheet.sheet_state == "visible":
            below = _first_row_below_titles(sheet)
            rows |= {
                (sheet.title, row[0].row)
                for row in sheet.iter_rows(min_row=below)
                if any(str(cell.value or "").strip() for cell in row)
            }
    assert rows <= taken | named, "no row is lost"
    assert taken <= rows, "no one is made of nothing"
    assert not taken & refused
    assert ("Form Responses 1", 18) in named, "the row of formulas is refused"
    assert {("CSO-CBO list", 36), ("CSO-CBO list", 37)} <= named, "the doubles are asked about"


def _first_row_below_titles(sheet: Any) -> int:
    titles = {"ល.រ", "No", "N°", "Timestamp"}
    return (
        1
        + max(
            cell.row for row in sheet.iter_rows(max_row=10) for cell in row if cell.value in titles
        )
        if sheet.max_row > 1
        else 1
    )


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("sok dara", "exact"),
        ("sok da", "prefix"),
        ("dara sok", "order"),
        ("sok dxara", "typo"),
        ("ជា វណ្ណា", "sound"),
        ("សោក\u200bដារា", "keyboard"),
        ("678", "phone"),
        ("CODE", "code"),
        ("federation", "field"),
    ],
)
def test_find_says_why_each_was_found(kiosk: Kiosk, typed: str, why: str) -> None:
    kiosk.done("add", "--category", "cbo", "--name-latin", "Chea Vanna")
    said = ("--phone", "012345678", "--organisation-en", "The Federation")
    kiosk.done("add", "--category", "cbo", "--name-latin", "Sok Dara", *said)
    dara = kiosk.json("find", "sok dara")[0]["code"]
    found = kiosk.json("find", dara if typed == "CODE" else typed)[0]
    wanted = "Chea Vanna" if why == "sound" else "Sok Dara"
    assert (found["name_latin"], found["why"]) == (wanted, why)
    assert 0.5 <= found["score"] <= 1


def test_find_show_and_check_in_tell_of_the_same_person(kiosk: Kiosk) -> None:
    kiosk.done("import", LIST)
    (found,) = kiosk.json("find", "Api Sok", "--limit", "1")
    keys = ["id", "code", "name_km", "name_latin", "organisation", "arrived_at", "why", "score"]
    assert list(found) == keys
    assert found["why"] in tuple(Why)
    assert 0 < found["score"] <= 1
    assert found["score"] == round(found["score"], 3)
    assert (found["name_km"], found["arrived_at"]) == ("សុខ អភិ", None)

    line = json.loads(kiosk.done("check-in", found["code"], "--no-badge", "--json"))
    assert list(line) == ["id", "arrived_at"]
    assert line["id"] == found["id"]
    shown = kiosk.json("show", found["id"])
    assert shown["arrived_at"] == line["arrived_at"]
    assert shown["arrived_at"].endswith("+07:00")
    assert {"name_km", "name_km_canonical", "sex", "disability", "phone", "walk_in"} <= set(shown)

    undone = json.loads(kiosk.done("check-in", found["id"], "--undo", "--json"))
    assert undone == {"id": found["id"], "arrived_at": None}


def test_an_empty_text_finds_everyone(kiosk: Kiosk) -> None:
    kiosk.done("import", LIST)
    assert len(kiosk.json("find", "")) == 79
    assert len(kiosk.json("find", "", "--limit", "5")) == 5


def test_check_in_answers_one_line_for_each_and_prints_the_badges(kiosk: Kiosk) -> None:
    kiosk.done("import", LIST)
    codes = [person["code"] for person in kiosk.json("find", "", "--limit", "3")]
    code, out, err = kiosk("check-in", kiosk.event, *codes, "--json")
    assert code == 0
    assert [set(json.loads(line)) for line in out.splitlines()] == [{"id", "arrived_at"}] * 3
    assert "3 badges went to" in err
    assert len(list(Path(kiosk.event).with_name("day badges").glob("*.pdf"))) == 3


def test_a_printer_that_only_the_window_has_keeps_the_badges_not_the_people(kiosk: Kiosk) -> None:
    kiosk.done("import", LIST)
    settings.save(Settings(printer="qt:EPSON L3150"))
    (person,) = kiosk.json("find", "", "--limit", "1")
    code, out, err = kiosk("check-in", kiosk.event, person["code"])
    assert (code, len(out.splitlines())) == (0, 1)
    assert "EPSON L3150" in err
    assert "desk window" in err
    assert _waiting(kiosk) == 1
    settings.save(Settings(printer="carrier pigeon"))
    (other,) = kiosk.json("find", "", "--limit", "2")[1:]
    code, _, err = kiosk("check-in", kiosk.event, other["code"])
    assert code == 0
    assert "not a printer" in err
    assert _waiting(kiosk) == 2


def test_a_badge_that_cannot_be_made_is_named(kiosk: Kiosk) -> None:
    kiosk.done("import", LIST)
    settings.save(Settings(badge_design="diamond"))
    (person,) = kiosk.json("find", "", "--limit", "1")
    code, _, err = kiosk("check-in", kiosk.event, person["code"])
    assert code == 0
    assert "diamond" in err
    assert person["name_km"] in err


def test_badges_printed_beforehand_are_not_printed_at_the_door(kiosk: Kiosk) -> None:
    kiosk.done("import", LIST)
    settings.save(Settings(badges_beforehand=True))
    (person,) = kiosk.json("find", "", "--limit", "1")
    assert kiosk("check-in", kiosk.event, person["code"])[::2] == (0, "")
    assert _waiting(kiosk) == 0


def test_an_open_window_is_left_the_badges(kiosk: Kiosk) -> None:
    kiosk.done("import", LIST)
    (person,) = kiosk.json("find", "", "--limit", "1")
    window = QLockFile(str(Path(kiosk.event).with_name(".day.kiosk.lock")))
    assert window.tryLock(0)
    code, _, err = kiosk("check-in", kiosk.event, person["code"])
    assert code == 0
    assert "left to the desk window" in err
    assert _waiting(kiosk) == 1
    assert "left" not in kiosk("check-in", kiosk.event, "2aaaaa")[1]
    window.unlock()
    assert "1 badge went to" in kiosk("check-in", kiosk.event, person["code"])[2]
    assert _waiting(kiosk) == 0


def test_a_command_that_prints_is_left_the_badges(kiosk: Kiosk) -> None:
    kiosk.done("import", LIST)
    (person,) = kiosk.json("find", "", "--limit", "1")
    with printing_turn(Path(kiosk.event)) as ours:
        assert ours
        code, _, err = kiosk("check-in", kiosk.event, person["code"])
    assert code == 0
    assert "left to another command" in err
    assert _waiting(kiosk) == 1


def test_commands_at_once_print_each_badge_once(kiosk: Kiosk) -> None:
    kiosk.done("import", LIST)
    codes = [person["code"] for person in kiosk.json("find", "", "--limit", "12")]
    command = [sys.executable, "-m", "kiosk", "check-in", kiosk.event]
    running = [
        subprocess.Popen(
            [*command, *codes[i::3]], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        for i in range(3)
    ]
    for each in running:
        _, err = each.communicate(timeout=120)
        assert each.returncode == 0, err
    made = [file.stem for file in Path(kiosk.event).with_name("day badges").glob("*.pdf")]
    assert len(made) == len(codes)
    assert all(any(f"badge-{code}-" in name for name in made) for code in codes)
    assert _waiting(kiosk) == 0
    assert not list(Path(kiosk.event).parent.glob(".*.printing"))


def _waiting(kiosk: Kiosk) -> int:
    desk = Desk.open(Path(kiosk.event), name="Desk 1")
    waiting = len(desk.badge_room.jobs().waiting())
    desk.close()
    return waiting


def test_one_unknown_code_does_not_keep_the_others_out(kiosk: Kiosk) -> None:
    kiosk.done("import", LIST)
    (person,) = kiosk.json("find", "", "--limit", "1")
    code, out, err = kiosk("check-in", kiosk.event, "zzzzzz", person["code"], "--no-badge")
    assert code == 1
    assert "zzzzzz" in err
    assert "arrived at" in out


def test_add_takes_every_field(kiosk: Kiosk) -> None:
    added = kiosk.json(
        "add", "--name-km", "សុខ ដារា", "--name-latin", "SOK Dara", "--category", "speaker",
        "--sex", "F", "--age-band", "18-30", "--group", "2", "--phone", "+855 12 345 678",
        "--province", "PP", "--photo-consent", "no", "--walk-in", "--organisation-en", "NSSF",
    )  # fmt: skip
    assert list(added) == ["id", "code"]
    shown = kiosk.json("show", added["code"])
    assert shown["phone"] == "012345678"
    assert shown["province"] == "Phnom Penh"
    assert (shown["sex"], shown["age_band"], shown["group"]) == ("F", "18-30", 2)
    assert shown["walk_in"] is True
    assert shown["photo_consent"] == "no"


def test_stats_count_persons(kiosk: Kiosk) -> None:
    kiosk.done("import", LIST)
    kiosk.done("add", "--name-latin", "A B", "--category", "cbo", "--sex", "F", "--walk-in")
    (person,) = kiosk.json("find", "A B", "--limit", "1")
    kiosk.done("check-in", person["code"], "--no-badge")
    stats = kiosk.json("stats")
    assert (stats["registered"], stats["walk_ins"], stats["arrived"]) == (79, 1, 1)
    assert sum(each["arrived"] for each in stats["by_sex"].values()) == 1
    assert "0 of 79 expected people are here; walk-ins: 1; not here: 79" in kiosk.done("stats")
    assert "disability" not in json.dumps(stats)


def test_badges_and_workbook_are_written(kiosk: Kiosk, tmp_path: Path) -> None:
    kiosk.done("import", LIST)
    pdf, workbook = tmp_path / "badges.pdf", tmp_path / "sheet.xlsx"
    kiosk.done("badges", str(pdf))
    assert len(pypdfium2.PdfDocument(pdf)) == 79
    (person,) = kiosk.json("find", "", "--limit", "1")
    kiosk.done("badges", str(pdf), "--who", person["id"], "--replace")
    assert len(pypdfium2.PdfDocument(pdf)) == 1
    assert "sheet.xlsx" in kiosk.done("export", str(workbook))
    assert "Sign-in" in openpyxl.load_workbook(workbook).sheetnames
    kiosk.done("export", str(workbook), "--for", "finance", "--replace")
    assert "Data" not in openpyxl.load_workbook(workbook).sheetnames


def test_the_same_badges_are_the_same_bytes(kiosk: Kiosk, tmp_path: Path) -> None:
    kiosk.done("import", LIST)
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    kiosk.done("badges", str(one))
    kiosk.done("badges", str(two))
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize("language", ["en", "km"])
def test_every_command_also_answers_in_words(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch, language: str, tmp_path: Path
) -> None:
    monkeypatch.setenv("KIOSK_LANG", language)
    words = [kiosk.done("import", LIST, "--dry-run"), kiosk.done("import", LIST)]
    (person,) = kiosk.json("find", "", "--limit", "1")
    words += [
        kiosk.done("find", "sokha"),
        kiosk.done("find", "zzzzzzzz"),
        kiosk.done("check-in", person["code"], "--no-badge"),
        kiosk.done("check-in", person["code"], "--no-badge"),
        kiosk.done("check-in", person["code"], "--undo"),
        kiosk.done("add", "--name-latin", "A B", "--category", "cbo"),
        kiosk.done("badges", str(tmp_path / "b.pdf")),
        kiosk.done("export", str(tmp_path / "b.xlsx")),
        kiosk.done("stats"),
    ]
    for text in words:
        khmer = any("\u1780" <= letter <= "\u17b3" for letter in text.replace("ឈ្មោះ", ""))
        assert text.strip()
        assert language == "en" or khmer
        assert "{" not in text


def _jpeg(folder: Path) -> str:
    path = folder / "photo.kiosk"
    path.write_bytes(b"\xff\xd8\xff" * 400)
    return str(path)


def test_what_is_refused_is_said_in_one_sentence(kiosk: Kiosk, tmp_path: Path) -> None:
    photo = _jpeg(tmp_path)
    text = tmp_path / "poem.xlsx"
    text.write_text("Roses are red", "utf-8")
    seat = kiosk.json("add", "--organisation-en", "NSSF", "--category", "speaker")["code"]
    refused = [
        ("find", str(tmp_path / "no.kiosk"), "a"),
        ("find", photo, "a"),
        ("new", kiosk.event),
        ("new", str(tmp_path / "no" / "such.kiosk")),
        ("new", str(tmp_path / "x.kiosk"), "--from", str(tmp_path / "no.toml")),
        ("new", str(tmp_path / "x.kiosk"), "--from", photo),
        ("import", kiosk.event, str(tmp_path / "no.xlsx")),
        ("import", kiosk.event, str(text)),
        ("import", kiosk.event, LIST, "--category", "guests"),
        ("show", kiosk.event, "someone"),
        ("check-in", kiosk.event, "2aaaaa"),
        ("add", kiosk.event, "--category", "cbo"),
        ("add", kiosk.event, "--name-latin", "A" * 300, "--category", "cbo"),
        ("badges", kiosk.event, str(tmp_path / "b.pdf"), "--who", "arrived"),
        ("badges", kiosk.event, str(tmp_path / "b.pdf"), "--who", "2aaaaa"),
        ("export", kiosk.event, str(tmp_path / "no" / "b.xlsx")),
        ("find", str(tmp_path / ("n" * 300)), "a"),
        ("new", str(tmp_path / ("ញ" * 80))),
        ("new", str(tmp_path / ("n" * 241))),
        ("new", str(tmp_path / "x.kiosk"), "--from", str(tmp_path / ("n" * 300))),
        ("badges", kiosk.event, ".", "--who", seat),
        ("badges", kiosk.event, str(tmp_path), "--who", seat),
        ("export", kiosk.event, "."),
        ("demo", "--out", str(tmp_path / ("n" * 300))),
    ]
    for arguments in refused:
        for language in ("en", "km"):
            code, out, err = kiosk(*arguments, "--lang", language)
            assert (code, out) == (1, ""), arguments
            assert len(err.strip().splitlines()) == 1, arguments
            assert "Traceback" not in err, arguments
            assert ("។" in err or "៖" in err) == (language == "km"), arguments
    assert not (tmp_path / "x.kiosk").exists()
    assert not (tmp_path / "b.pdf").exists()


@pytest.mark.parametrize(
    "arguments",
    [["find"], ["add", "e.kiosk"], ["export", "e.kiosk", "o.xlsx", "--for", "me"], ["--wrong"]],
)
def test_wrong_usage_ends_with_code_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_without_a_screen_the_window_says_so(tmp_path: Path) -> None:
    blind = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    blind.pop("QT_QPA_PLATFORM", None)
    for display in ({}, {"DISPLAY": ":4711"}):
        ended = subprocess.run(
            [sys.executable, "-m", "kiosk"],
            env={**blind, **display},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert ended.returncode == 1
        assert "no screen" in ended.stderr
        assert "Traceback" not in ended.stderr


def test_arrivals_are_flushed_line_by_line(kiosk: Kiosk) -> None:
    kiosk.done("import", LIST)
    codes = [person["code"] for person in kiosk.json("find", "", "--limit", "2")]
    with subprocess.Popen(
        [sys.executable, "-m", "kiosk", "check-in", kiosk.event, *codes, "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        first = json.loads(process.stdout.readline())
        process.kill()
    assert kiosk.json("show", first["id"])["arrived_at"] == first["arrived_at"]


def test_everyone_is_checked_in_although_no_one_reads_on(kiosk: Kiosk) -> None:
    kiosk.done("import", LIST)
    codes = [person["code"] for person in kiosk.json("find", "", "--limit", "6")]
    with subprocess.Popen(
        [sys.executable, "-m", "kiosk", "check-in", kiosk.event, *codes, "--no-badge"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0
    assert all(kiosk.json("show", code)["arrived_at"] for code in codes)


def _export_with_a_broken_library(kiosk: Kiosk, folder: Path) -> tuple[int, str]:
    """The exit code and stderr where a library that we stand on is broken; ``folder`` is the
    one for temporary files."""
    library = folder / "libraries" / "openpyxl"
    library.mkdir(parents=True)
    (library / "__init__.py").write_text("1 / 0", "utf-8")
    paths = os.pathsep.join([str(library.parent), str(Path(__file__).parents[1])])
    ended = subprocess.run(
        [sys.executable, "-m", "kiosk", "export", kiosk.event, str(folder / "sheet.xlsx")],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return ended.returncode, ended.stderr


def test_a_fault_of_the_program_is_kept_and_said(kiosk: Kiosk, tmp_path: Path) -> None:
    code, err = _export_with_a_broken_library(kiosk, tmp_path)
    assert code == 1
    assert "fault of the program" in err
    assert "Traceback" not in err
    assert "ZeroDivisionError" in (tmp_path / "config" / "faults.txt").read_text("utf-8")


def test_a_fault_that_cannot_be_kept_is_said_all_the_same(kiosk: Kiosk, tmp_path: Path) -> None:
    (tmp_path / "config" / "faults.txt").mkdir(parents=True)
    code, err = _export_with_a_broken_library(kiosk, tmp_path)
    assert code == 1
    assert "fault of the program (ZeroDivisionError)" in err
    assert "Traceback" not in err


def test_the_language_asked_for_goes_before_every_other(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.save(Settings(language="en"))
    monkeypatch.setenv("KIOSK_LANG", "en")
    assert "អ្នកដែលរំពឹងទុក" in kiosk.done("stats", "--lang", "km")
    monkeypatch.setenv("KIOSK_LANG", "km")
    assert "expected" in kiosk.done("stats", "--lang", "en")
    assert "អ្នកដែលរំពឹងទុក" in kiosk.done("stats")
    monkeypatch.delenv("KIOSK_LANG")
    assert "expected" in kiosk.done("stats")


def test_the_demo_holds_a_morning_and_names_its_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["demo", "--out", str(tmp_path / "demo")]) == 0
    out = capsys.readouterr().out
    for name in ("workshop.kiosk", "badges.pdf", "sign-in-donor.xlsx", "sign-in-finance.xlsx"):
        assert (tmp_path / "demo" / name).stat().st_size > 0
        assert name in out
    assert "finds no one" not in out
    assert main(["demo", "--out", str(tmp_path / "demo")]) == 0
    assert (tmp_path / "demo-2" / "workshop.kiosk").exists()
    monkeypatch.chdir(tmp_path / "demo")
    assert main(["demo", "--out", ".", "--lang", "km"]) == 0
    assert (tmp_path / "demo" / "kiosk-demo" / "workshop.kiosk").exists()
    assert "រួមគ្នាដើម្បីប្រព័ន្ធគាំពារសង្គម" in capsys.readouterr().out


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs unshare(1), of util-linux")
def test_the_whole_morning_needs_no_network(tmp_path: Path) -> None:
    """In a network namespace that has not even a loopback, and with every socket forbidden."""
    forbid = (
        "import sys; sys.addaudithook(lambda name, _: name.startswith('socket.') and"
        " name != 'socket.gethostname' and sys.exit('a socket was touched: ' + name));"
        "from kiosk.__main__ import main; sys.argv = ['kiosk', 'demo', '--out', 'out'];"
        "sys.exit(main())"
    )
    alone = ["unshare", "--user", "--map-root-user", "--net"]
    ended = subprocess.run(
        [*alone, sys.executable, "-c", forbid],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )
    assert ended.returncode == 0, ended.stderr
    assert (tmp_path / "out" / "sign-in-donor.xlsx").exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_takes(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert f"usage: kiosk {command}" in capsys.readouterr().out


@pytest.mark.parametrize("language", [["--lang", "km"], ["--lang=km"]])
def test_the_language_may_be_said_first(kiosk: Kiosk, language: list[str]) -> None:
    code, out, _err = kiosk(*language, "stats", kiosk.event)
    assert code == 0
    assert "មិនទាន់មក" in out


def test_looking_someone_up_draws_in_no_library_of_another_command(kiosk: Kiosk) -> None:
    heavy = "{'openpyxl', 'reportlab', 'PySide6', 'python_calamine', 'alembic', 'PIL'}"
    code = (
        "import sys; from kiosk.cli import main;"
        f" main(['find', {kiosk.event!r}, 'sok']);"
        f" drawn = {heavy} & set(sys.modules); sys.exit(str(drawn) if drawn else 0)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")
