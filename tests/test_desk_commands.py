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
