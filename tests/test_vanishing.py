"""The stick is pulled, the file deleted or moved, the clock jumps: nothing is said to be saved
that is not, and work goes on when things are back."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.language import Language, Refusal
from kiosk.services.desk import Desk
from kiosk.services.evidence import verify
from tests.conftest import Clock

LOGS = ("", "-wal", "-shm")


def move(path: Path, to: Path) -> None:
    to.mkdir(exist_ok=True)
    for ending in LOGS:
        os.replace(f"{path}{ending}", to / f"{path.name}{ending}")


@pytest.mark.faults("stick pulled, file moved or replaced")
@pytest.mark.skipif(os.name == "nt", reason="Windows keeps an open file from being moved")
def test_a_file_that_was_taken_away_takes_no_arrival(
    full_desk: Desk, tmp_path: Path, happened: list[str]
) -> None:
    first, second = [p for p in full_desk.people() if p.named][:2]
    path, away = full_desk.store.path, tmp_path / "away"
    full_desk.check_in(first.id)
    move(path, away)
    for _ in range(2):
        with pytest.raises(Refusal, match="cannot be reached any more") as refused:
            full_desk.check_in(second.id)
    happened.append(str(refused.value))
    assert "USB" in refused.value.text(Language.KHMER)
    assert not path.exists(), "no empty file is made in its place"
    move(away / path.name, path.parent)
    full_desk.check_in(second.id)
    with closing(Desk.open(path, name="Desk 2")) as other:
        assert {first.id, second.id} <= {p.id for p in other.people() if p.arrived_at}
        assert verify(other.store).holds


@pytest.mark.faults("stick pulled, file moved or replaced")
@pytest.mark.skipif(os.name == "nt", reason="Windows keeps an open file from being replaced")
def test_a_file_that_was_replaced_is_noticed_before_anything_is_said(
    full_desk: Desk, tmp_path: Path
) -> None:
    first, second = [p for p in full_desk.people() if p.named][:2]
    path = full_desk.store.path
    full_desk.store.copy_to(tmp_path / "copy.kiosk")
    move(path, tmp_path / "away")
    shutil.move(tmp_path / "copy.kiosk", path)
    with pytest.raises(Refusal, match="cannot be reached any more"):
        full_desk.check_in(first.id)
    full_desk.check_in(second.id)
    with closing(Desk.open(path, name="Desk 2")) as other:
        assert other.person(second.id).arrived_at is not None
        assert verify(other.store).holds


@pytest.mark.faults("clock jumps hours and years")
@pytest.mark.parametrize(
    "jump", [timedelta(hours=-3), timedelta(days=-365 * 20), timedelta(days=365 * 20)]
)
def test_a_clock_that_jumps_turns_nothing_around(
    full_desk: Desk, clock: Clock, jump: timedelta
) -> None:
    first, second, third = [p for p in full_desk.people() if p.named][:3]
    full_desk.check_in(first.id)
    clock.at += jump
    full_desk.check_in(second.id)
    full_desk.change(third.id, note="vegetarian")
    clock.at -= jump
    full_desk.check_in(third.id)
    full_desk.undo()
    full_desk.undo()
    full_desk.undo()
    here = {p.id for p in full_desk.people() if p.arrived_at}
    assert here == {first.id}
    assert full_desk.person(third.id).note == third.note
    assert verify(full_desk.store).holds
