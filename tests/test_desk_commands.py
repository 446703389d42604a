"""The command line's part in what the desk does: substitutes, and what was done to a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_command_line import Kiosk


@pytest.fixture
def kiosk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Kiosk:
    """The command line on a new event."""
    kiosk = Kiosk(tmp_path, capsys)
    kiosk.done("new")
    return kiosk


def test_both_say_who_came_in_whose_place(kiosk: Kiosk) -> None:
    expected = kiosk.json("add", "--category", "cbo", "--name-latin", "SOK Dara")
    options = ["--category", "cbo", "--name-latin", "KONG Vibol", "--walk-in"]
    substitute = kiosk.json("add", *options, "--in-place-of", expected["id"])
    kiosk.done("check-in", substitute["code"], "--no-badge")
    assert kiosk.json("show", substitute["code"])["in_place_of"] == expected["code"]
    assert kiosk.json("show", expected["code"])["replaced_by"] == substitute["code"]
    assert "came in place of SOK Dara" in kiosk.done("show", substitute["code"])
    assert "KONG Vibol" in kiosk.done("show", expected["code"])
    counts = kiosk.json("stats")
    assert (counts["registered"], counts["no_shows"], counts["arrived"]) == (1, 1, 1)


def test_a_place_of_no_one_is_refused(kiosk: Kiosk) -> None:
    options = ["--category", "cbo", "--name-latin", "KONG Vibol", "--in-place-of", "nobody"]
    code, _out, said = kiosk("add", kiosk.event, *options)
    assert code == 1
    assert "No one on this event" in said


def test_show_tells_what_was_done(kiosk: Kiosk) -> None:
    person = kiosk.json("add", "--category", "cbo", "--name-latin", "SOK Dara")
    kiosk.done("check-in", person["code"], "--no-badge")
    kiosk.done("change", person["code"], "--photo-consent", "no")
    kiosk.done("check-in", person["code"], "--undo")
    told = [line.split("  ")[-1] for line in kiosk.done("show", person["code"]).splitlines()[-4:]]
    assert told[:2] == ["put on the event", "arrived"]
    assert told[2] == "Photos may be taken: not asked → no"
    assert told[3] == "not here after all"


def test_groups_are_told_and_their_lists_written(kiosk: Kiosk, tmp_path: Path) -> None:
    kiosk.json("add", "--category", "cbo", "--name-latin", "SOK Dara", "--group", "2")
    counts = kiosk.json("groups")
    assert [(c["group"], c["people"]) for c in counts] == [(1, 0), (2, 1), (3, 0), (4, 0), (5, 0)]
    pdf = tmp_path / "doors.pdf"
    assert str(pdf) in kiosk.done("groups", "--pdf", str(pdf))
    assert pdf.read_bytes().startswith(b"%PDF")


def test_who_must_not_be_photographed(kiosk: Kiosk) -> None:
    kiosk.json("add", "--category", "cbo", "--name-latin", "SOK Dara", "--photo-consent", "no")
    kiosk.json("add", "--category", "cbo", "--name-latin", "SOK Api", "--photo-consent", "yes")
    assert [each["name_latin"] for each in kiosk.json("photos")] == ["SOK Dara"]
    assert "SOK Api" not in kiosk.done("photos")


def test_no_file_is_written_over_unless_it_is_said(kiosk: Kiosk, tmp_path: Path) -> None:
    kiosk.done("add", "--category", "cbo", "--name-latin", "SOK Dara")
    for file, *command in (
        ("a.xlsx", "export", kiosk.event, "OUT"),
        ("a.pdf", "export", kiosk.event, "OUT", "--for", "paper"),
        ("b.pdf", "badges", kiosk.event, "OUT"),
        ("c.pdf", "groups", kiosk.event, "--pdf", "OUT"),
        ("d.pdf", "photos", kiosk.event, "--pdf", "OUT"),
    ):
        out = tmp_path / file
        out.write_text("what finance noted")
        given = [str(out) if each == "OUT" else each for each in command]
        code, _said, err = kiosk(*given)
        assert (code, out.read_text()) == (1, "what finance noted")
        assert "--replace" in err
        assert kiosk(*given, "--replace")[0] == 0
        assert out.read_bytes()[:2] in (b"PK", b"%P")
