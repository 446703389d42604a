"""``kiosk print``, ``printers`` and ``jobs``, on a folder, a real IPP printer and a real queue."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat
from reportlab.lib.units import mm

from kiosk import settings
from kiosk.cli import main
from kiosk.domain import Person, PersonDetails
from kiosk.services.desk import Desk, name_of
from kiosk.settings import PrinterSettings
from tests.ipp_rig import QUEUE, Rig, until

Answer = tuple[int, str, str]


class Commands:
    """The commands on one event, in this process."""

    def __init__(self, event: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.event = event
        self._capsys = capsys

    def __call__(self, *arguments: object) -> Answer:
        """Exit code, stdout, stderr."""
        self._capsys.readouterr()
        code = main([str(each) for each in arguments])
        said = self._capsys.readouterr()
        return code, said.out, said.err

    def print(self, *arguments: object) -> Answer:
        """``kiosk print`` on the event."""
        return self("print", self.event, *arguments)

    def jobs(self) -> list[dict[str, Any]]:
        """``kiosk jobs --json``."""
        code, out, _err = self("jobs", self.event, "--json")
        assert code == 0
        found: list[dict[str, Any]] = json.loads(out)
        return found

    def states(self) -> list[str]:
        """The states of the jobs, in order."""
        return [job["state"] for job in self.jobs()]


@pytest.fixture
def kiosk(full_desk: Desk, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(full_desk.store.path, capsys)


@pytest.fixture
def people(full_desk: Desk) -> list[Person]:
    return list(full_desk.people())


def codes_of(printed: list[str]) -> Counter[str]:
    """Whose badges came out, by the names of their jobs (``badge-CODE-…``)."""
    return Counter(name.split("-")[1] for name in printed if name.startswith("badge-"))


# --- a folder -----------------------------------------------------------------------------


def test_badges_go_to_a_folder_that_is_named(
    kiosk: Commands, people: list[Person], tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    code, out, err = kiosk.print(people[0].code, people[1].id, "--printer", f"folder:{folder}")
    assert (code, err) == (0, "")
    assert out.count(f"went to {folder}") == 2
    assert codes_of([f.stem.partition(" ")[2] for f in folder.iterdir()]) == {
        people[0].code: 1,
        people[1].code: 1,
    }
    first, second = kiosk.jobs()
    assert (first["state"], first["printer"], first["attempts"]) == (
        "printed",
        f"folder:{folder}",
        1,
    )
    assert (first["code"], first["number"], second["badges_of_person"]) == (people[0].code, 1, 1)


def test_what_no_font_has_is_said_of_each_badge(
    kiosk: Commands, full_desk: Desk, tmp_path: Path
) -> None:
    odd = full_desk.add(PersonDetails(name_latin="Sok 😀 Dara", category="cbo"))
    code, out, err = kiosk.print(odd.code, "--printer", f"folder:{tmp_path / 'out'}")
    assert (code, out.count("went to")) == (0, 1)
    assert "characters could not be printed: 😀" in err


def test_what_waits_keeps_its_design_and_its_order(
    kiosk: Commands, full_desk: Desk, people: list[Person], tmp_path: Path
) -> None:
    designs = ["a6", "", "roll62", "labels"]
    for person, design in zip(people, designs, strict=False):
        full_desk.badge_room.order(person.id, design=design)
    _code, out, _err = kiosk.print("--waiting", "--printer", f"folder:{tmp_path / 'out'}")
    assert [job["design"] for job in kiosk.jobs()] == designs
    said = [line.split(" went to ")[0] for line in out.splitlines()]
    assert said == [f"The badge of {name_of(person)}" for person in people[:4]]


def test_a_second_badge_is_said_and_counted(kiosk: Commands, people: list[Person]) -> None:
    person = people[0]
    assert "number" not in kiosk.print(person.code)[1]
    code, out, _err = kiosk.print(person.code)
    assert code == 0
    assert re.search(r"has a badge since \d\d:\d\d: this is number 2\.", out)
    assert [job["number"] for job in kiosk.jobs()] == [1, 2]
    assert {job["badges_of_person"] for job in kiosk.jobs()} == {2}
    shown = json.loads(kiosk("show", kiosk.event, person.code, "--json")[1])
    assert shown["badges_printed"] == 2


def test_the_answers_in_json_are_the_jobs(kiosk: Commands, people: list[Person]) -> None:
    kiosk.print(people[0].code)
    code, out, err = kiosk.print(people[0].code, "--design", "a6", "--json")
    (job,) = json.loads(out)
    assert code == 0
    assert (job["state"], job["design"], job["number"]) == ("printed", "a6", 2)
    assert "number 2" in err


def test_one_who_is_not_known_keeps_no_one_back(kiosk: Commands, people: list[Person]) -> None:
    code, out, err = kiosk.print("9zzzzz", people[0].code)
    assert code == 1
    assert "9zzzzz" in err
    assert "went to" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Name the people"),
        (["x", "--printer", "nowhere"], "no printer called “nowhere” here, nor any other"),
        (["x", "--printer", "ipp://:x/"], "is not a printer this program knows"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_ordered(
    kiosk: Commands, arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUPS_SERVER", "/nowhere/cups.sock")
    code, _out, err = kiosk.print(*arguments)
    assert code == 1
    assert said in err
    assert kiosk.jobs() == []


def test_an_unknown_design_is_refused_with_those_there_are(
    kiosk: Commands, people: list[Person]
) -> None:
    code, _out, err = kiosk.print(people[0].code, "--design", "nothing")
    assert code == 1
    assert "Choose one of: a6, card" in err


def test_a_badge_that_waits_is_not_doubled(
    kiosk: Commands, full_desk: Desk, people: list[Person]
) -> None:
    full_desk.check_in(people[0].id)
    assert kiosk.print(people[0].code)[0] == 0
    assert kiosk.states() == ["printed"]


def test_labels_are_counted_down_and_a_begun_sheet_goes_on(
    kiosk: Commands, people: list[Person], tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    address = f"folder:{folder}"
    settings.keep_printer_settings(address, PrinterSettings(labels_left=2, next_label=8))
    for person in people[:3]:
        assert kiosk.print(person.code, "--printer", address, "--design", "labels")[0] == 0
    kept = settings.printer_settings(address)
    assert (kept.labels_left, kept.next_label) == (0, 3)
    tops = [_ink_box(file.read_bytes()) for file in sorted(folder.iterdir())]
    # The eighth label of eight stands lowest at the right, then the sheet begins anew.
    assert tops[0][0] > 100
    assert tops[0][1] > 210
    assert tops[1][0] < 10
    assert tops[1][1] < 20
    assert tops[2][0] > 100
    assert tops[2][1] < 20


def _ink_box(pdf: bytes) -> tuple[float, float]:
    """Where ink begins on the first page, in mm from its left and its top."""
    scale = 2.0
    document = pypdfium2.PdfDocument(pdf)
    picture = document[0].render(scale=scale).to_pil().convert("L").point(lambda v: 255 - v)
    document.close()
    left, top, _right, _bottom = picture.getbbox() or (0, 0, 0, 0)
    return left / scale / mm, top / scale / mm


def test_the_offset_of_a_printer_is_on_its_pages(
    kiosk: Commands, people: list[Person], tmp_path: Path
) -> None:
    """Shifted to the right and up, to the tenth of a millimetre; the paper stays as it is."""
    pictures = []
    for right, down in ((0, 0), (2.5, -1)):
        folder = tmp_path / f"out {right}"
        address = f"folder:{folder}"
        assert kiosk("printers", address, "--offset", right, down)[0] == 0
        kiosk.print(people[0].code, "--printer", address)
        (page,) = folder.iterdir()
        pictures.append(_picture(page.read_bytes()))
    straight, shifted = pictures
    assert straight.size == shifted.size == (900, 550)
    off = ImageChops.difference(straight.crop((0, 10, 875, 550)), shifted.crop((25, 0, 900, 540)))
    assert ImageStat.Stat(off).mean[0] < 1.5
    still = ImageChops.difference(straight, shifted)
    assert ImageStat.Stat(still).mean[0] > 10


def _picture(pdf: bytes) -> Image.Image:
    """The first page in grey, ten dots a millimetre."""
    document = pypdfium2.PdfDocument(pdf)
    drawn: Image.Image = document[0].render(scale=10 / mm).to_pil()
    document.close()
    return drawn.convert("L")


def test_the_test_page_says_its_size_and_offset(kiosk: Commands, tmp_path: Path) -> None:
    address = f"folder:{tmp_path / 'out'}"
    kiosk("printers", address, "--offset", "1.5", "-2")
    code, out, _err = kiosk("print", "--test-page", "--printer", address, "--design", "a6")
    assert code == 0
    assert "Hold a ruler to its scale" in out
    (page,) = (tmp_path / "out").iterdir()
    document = pypdfium2.PdfDocument(page.read_bytes())
    words = document[0].get_textpage().get_text_range()
    assert (document[0].get_width() / mm, document[0].get_height() / mm) == pytest.approx(
        (105, 148), abs=0.01
    )
    document.close()
    assert "105 × 148 mm · right 1.5 mm · down -2 mm" in words


def test_offsets_and_labels_out_of_bounds_are_refused(kiosk: Commands, tmp_path: Path) -> None:
    for wrong in (
        ["--offset", "51", "0"],
        ["--offset", "nan", "0"],
        ["--labels", "-3"],
        ["--labels", "100001"],
    ):
        code, _out, err = kiosk("printers", f"folder:{tmp_path}", *wrong)
        assert code == 1
        assert "An offset is from -50 to 50 mm" in err
    out = tmp_path / "out.pdf"
    for far in ("nan", "inf", "51"):
        code, _out, err = kiosk("badges", kiosk.event, out, "--offset", "0", far)
        assert (code, out.exists()) == (1, False)
        assert "An offset is from -50 to 50 mm" in err


# --- a real printer and its queue -----------------------------------------------------------


@pytest.fixture(params=["direct", "queue"])
def printer(request: pytest.FixtureRequest, rig: Rig) -> str:
    """What to type for the printer itself, and for the queue before it."""
    return rig.printer_uri if request.param == "direct" else QUEUE


def all_printed(kiosk: Commands) -> Callable[[], bool]:
    return lambda: set(kiosk.states()) == {"printed"}


def test_a_badge_comes_out_at_its_size(
    kiosk: Commands, people: list[Person], printer: str, rig: Rig
) -> None:
    code, out, err = kiosk.print(people[0].code, "--printer", printer)
    assert (code, err) == (0, "")
    assert "went to" in out
    until(all_printed(kiosk), "the badge is printed")
    (page,) = rig.pages()
    document = pypdfium2.PdfDocument(page.read_bytes())
    width, height = document[0].get_size()
    document.close()
    assert (width / mm, height / mm) == pytest.approx((90, 55), abs=0.01)
    assert "9000" in rig.environment_of(page)["IPP_MEDIA_COL"]


def test_printers_are_listed_with_state_paper_and_reasons_in_words(
    kiosk: Commands, rig: Rig
) -> None:
    def listed() -> dict[str, Any]:
        (found,) = json.loads(kiosk("printers", "--json")[1])
        return dict(found)

    found = listed()
    assert (found["name"], found["state"], found["trouble"]) == (QUEUE, "idle", None)
    assert [90, 55] in found["takes_mm"]
    rig.cups_command("cupsdisable", QUEUE)
    found = listed()
    assert found["trouble"] == "paused"
    assert "is stopped. Resume it" in found["says"]
    assert found["reasons"]["paused"] == "stopped"
    code, out, _err = kiosk("printers", "--lang", "km")
    assert code == 0
    assert "ត្រូវបានផ្អាក" in out


def test_a_name_that_is_none_is_told_with_those_there_are(
    kiosk: Commands, people: list[Person], rig: Rig
) -> None:
    code, _out, err = kiosk.print(people[0].code, "--printer", "renamed")
    assert code == 1
    assert f"These are: {QUEUE}." in err
    assert kiosk.jobs() == []


def test_without_paper_a_badge_waits_and_is_printed_later(
    kiosk: Commands, people: list[Person], rig: Rig
) -> None:
    rig.cups_command("cupsdisable", QUEUE)
    code, _out, err = kiosk.print(people[0].code, people[1].code, "--printer", QUEUE)
    assert code == 1
    assert err.count("is stopped") == 2
    assert [(job["state"], job["printer"]) for job in kiosk.jobs()] == [
        ("waiting", f"cups:{QUEUE}")
    ] * 2
    rig.cups_command("cupsenable", QUEUE)
    assert kiosk.print("--waiting", "--printer", QUEUE)[0] == 0
    until(all_printed(kiosk), "both are printed")
    assert codes_of(rig.printed_jobs()) == {people[0].code: 1, people[1].code: 1}


def test_what_waits_for_one_printer_is_sent_to_another(
    kiosk: Commands, people: list[Person], rig: Rig, tmp_path: Path
) -> None:
    rig.cups_command("cupsreject", QUEUE)
    assert kiosk.print(people[0].code, "--printer", QUEUE)[0] == 1
    assert kiosk.print("--waiting", "--printer", f"folder:{tmp_path / 'out'}")[0] == 0
    assert kiosk.states() == ["printed"]
    assert rig.printed_jobs() == []


def test_the_printer_that_is_off_is_told_and_jobs_live_on(
    kiosk: Commands, people: list[Person], rig: Rig
) -> None:
    rig.kill_printer()
    code, _out, err = kiosk.print(people[0].code, "--printer", rig.printer_uri)
    assert code == 1
    assert "does not answer" in err
    rig.start_printer()
    assert kiosk.print("--waiting", "--printer", rig.printer_uri)[0] == 0
    until(all_printed(kiosk), "it is printed")
    assert codes_of(rig.printed_jobs()) == {people[0].code: 1}


def test_a_command_killed_again_and_again_neither_loses_nor_doubles(
    kiosk: Commands, people: list[Person], rig: Rig
) -> None:
    """kill -9 at moments that move through the whole of its work."""
    codes = [person.code for person in people[:6]]
    command = [sys.executable, "-m", "kiosk", "print", str(kiosk.event), "--printer", QUEUE]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    for i, who in enumerate(codes):
        child = subprocess.Popen(
            [*command, who],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _let_it_be_ordered(kiosk, who)
        time.sleep(0.004 * i)
        child.send_signal(signal.SIGKILL)
        child.wait(60)
    code, _out, err = kiosk.print("--waiting", "--printer", QUEUE)
    assert (code, err) == (0, "")
    until(all_printed(kiosk), "all are printed")
    assert codes_of(rig.printed_jobs()) == dict.fromkeys(codes, 1)


def _let_it_be_ordered(kiosk: Commands, code: str) -> None:
    """Until the badge of ``code`` was ordered, whatever became of it since."""

    def ordered() -> bool:
        desk = Desk.open(kiosk.event, name="test")
        try:
            person = desk.person(code)
            return bool(desk.badge_room.jobs().of_person(person.id))
        finally:
            desk.close()

    until(ordered, f"the badge of {code} is ordered")


def test_through_qt_without_a_window(kiosk: Commands, people: list[Person], rig: Rig) -> None:
    """As on Windows, where only Qt reaches the printer. A process of its own: within one, Qt
    keeps to the CUPS server that it saw first."""
    command = ["print", str(kiosk.event), people[0].code, "--printer", f"qt:{QUEUE}"]
    ended = subprocess.run(
        [sys.executable, "-m", "kiosk", *command],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert f"went to {QUEUE}" in ended.stdout
    until(lambda: len(rig.pages()) == 1, "the page came out")
