"""The write-ahead log beside an event: what stands in it belongs to the event, and to no other."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.cli import main
from kiosk.language import Refusal
from kiosk.services.database.connection import SECOND_NAME
from kiosk.services.desk import Desk


def test_a_file_under_two_names_is_opened_under_neither(
    full_desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = full_desk.store.path, tmp_path / "elsewhere" / "day.kiosk"
    second.parent.mkdir()
    os.link(first, second)
    came = [person for person in full_desk.people() if person.arrived_at is None][:4]
    for person in came:  # whoever has it open goes on under the name that was opened
        full_desk.check_in(person.id, badge=False)
        assert main(["check-in", str(second), person.code, "--no-badge"]) == 1
        assert "second name" in capsys.readouterr().err
    full_desk.close()
    with pytest.raises(Refusal) as told:
        Desk.open(first, name="Desk 1")
    assert told.value.told.sentence is SECOND_NAME
    second.unlink()
    desk = Desk.open(first, name="Desk 1")
    assert all(desk.person(person.id).arrived_at for person in came)
    desk.close()
