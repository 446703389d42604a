"""Copies and the organizer's PIN: a restoring does not take it off, and a new PIN reaches them."""

from __future__ import annotations

import io
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.bundled import sample_file
from kiosk.cli import main
from kiosk.domain import Action, Disability, PersonDetails
from kiosk.language import Language
from kiosk.services.desk import Desk
from kiosk.services.event_file import read_event
from kiosk.services.evidence import verify
from kiosk.services.organizer import mark_of
from kiosk.services.safekeeping import (
    Copy,
    best_offer,
    copies_in,
    keep_copies,
    offer_in_words,
    places_of,
    restore,
)
from kiosk.services.safekeeping.lasting import Guard
from tests.conftest import Clock

PIN, OTHER = "7315", "90417"
PAGE = 4096


@pytest.fixture
def open_desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """An event without a PIN, someone with a disability on it, and a copy of it."""
    event = read_event(sample_file("workshop.toml"))
    path = tmp_path / "event" / "day.kiosk"
    path.parent.mkdir()
    with closing(Desk.create(path, event, name="Desk 1", clock=clock)) as desk:
        details = PersonDetails(name_latin="SOK Dara", category="cbo", disability=Disability.YES)
        desk.add(details)
        keep(desk, clock)
        yield desk


def keep(desk: Desk, clock: Clock) -> Copy:
    clock.move_on(60)
    kept = keep_copies(desk.store, places_of(desk.store.path), clock)
    assert not kept.troubles
    return kept.copies[0]


def copies(desk: Desk) -> list[Copy]:
    return [copy for place in places_of(desk.store.path) for copy in copies_in(place, "day")]


def set_aside(desk: Desk, to: Path) -> Path:
    """A copy of now that no program knows of, as on a stick that is away."""
    desk.store.copy_to(to)
    return to


def tear(path: Path, *tables: str) -> None:
    """Overwrite the pages of tables, as a dying disk would."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        pages = [connection.execute(query, (table,)).fetchone()[0] for table in tables]
    with path.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * PAGE)
            file.write(os.urandom(PAGE))


def come_back(path: Path, named: Path | None, clock: Clock) -> tuple[Guard, str]:
    """The event at ``path`` brought back; which PIN it is said to have, and the words for it."""
    offer = best_offer(path, places_of(path), named)
    restore(path, offer, desk="Desk 1", at=clock())
    for told in offer_in_words(offer):
        assert "{" not in told.text(Language.KHMER)
    return offer.guard, " ".join(told.text(Language.ENGLISH) for told in offer_in_words(offer))


def guarded(path: Path, pin: str, clock: Clock) -> bool:
    """Whether the event at ``path`` asks for a PIN, this one opens it, and it verifies."""
    with closing(Desk.open(path, name="Desk 1", clock=clock)) as desk:
        assert verify(desk.store).holds
        if not desk.organizer.is_set:
            return False
        desk.organizer.unlock(pin)
        return desk.organizer.unlocked


def test_a_whole_file_keeps_its_pin_when_an_older_copy_takes_its_place(
    open_desk: Desk, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, before = open_desk.store.path, set_aside(open_desk, tmp_path / "before.kiosk")
    open_desk.organizer.set_pin(PIN)
    open_desk.close()
    assert main(["restore", str(path), "--from", str(before)]) == 1, "the PIN is asked for"
    monkeypatch.setenv("KIOSK_PIN", PIN)
    assert main(["restore", str(path), "--from", str(before)]) == 0
    assert guarded(path, PIN, clock)


def test_a_torn_file_keeps_its_pin(open_desk: Desk, tmp_path: Path, clock: Clock) -> None:
    path, before = open_desk.store.path, set_aside(open_desk, tmp_path / "before.kiosk")
    open_desk.organizer.set_pin(PIN)
    open_desk.close()
    tear(path, "person", "journal")
    guard, words = come_back(path, before, clock)
    assert guard is Guard.OF_FILE
    assert "PIN stays the one that the file had" in words
    assert guarded(path, PIN, clock)


def test_a_changed_pin_is_not_the_old_one_again(open_desk: Desk, clock: Clock) -> None:
    path = open_desk.store.path
    open_desk.organizer.set_pin(PIN)
    copy = keep(open_desk, clock)
    open_desk.organizer.change_pin(PIN, OTHER)
    open_desk.close()
    tear(path, "person")
    guard, _words = come_back(path, copy.path, clock)
    assert guard is Guard.OF_FILE
    assert guarded(path, OTHER, clock)


def test_a_pin_that_no_one_can_read_any_more_stays_locked(
    open_desk: Desk, tmp_path: Path, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    path, before = open_desk.store.path, set_aside(open_desk, tmp_path / "before.kiosk")
    open_desk.organizer.set_pin(PIN)
    open_desk.close()
    tear(path, "person", "organizer_pin")
    guard, words = come_back(path, before, clock)
    assert guard is Guard.LOCKED
    assert "stays locked" in words
    with closing(Desk.open(path, name="Desk 1", clock=clock)) as desk:
        assert not desk.organizer.may
        assert desk.check_in(desk.people()[0].id), "whoever is there at eight goes on"
        assert verify(desk.store).holds
    assert main(["pin", "forgotten", str(path), "--yes"]) == 0
    assert main(["verify", str(path)]) == 0


def test_a_newer_copy_tells_of_the_pin_too(open_desk: Desk, tmp_path: Path, clock: Clock) -> None:
    path, before = open_desk.store.path, set_aside(open_desk, tmp_path / "before.kiosk")
    open_desk.organizer.set_pin(PIN)
    keep(open_desk, clock)
    open_desk.close()
    path.write_bytes(b"")
    guard, _words = come_back(path, before, clock)
    assert guard is Guard.OF_FILE
    assert guarded(path, PIN, clock)


def test_where_nothing_tells_it_is_said(open_desk: Desk, tmp_path: Path, clock: Clock) -> None:
    path, before = open_desk.store.path, set_aside(open_desk, tmp_path / "before.kiosk")
    open_desk.organizer.set_pin(PIN)
    after = set_aside(open_desk, tmp_path / "after.kiosk")
    open_desk.close()
    for place in places_of(path):
        shutil.rmtree(place)
    path.write_bytes(b"")
    guard, words = come_back(path, after, clock)
    assert (guard, guarded(path, PIN, clock)) == (Guard.UNSURE, True)
    assert "will be that of the copy" in words
    path.write_bytes(b"")
    guard, words = come_back(path, before, clock)
    assert (guard, guarded(path, PIN, clock)) == (Guard.UNSURE_NONE, False)
    assert "set it again: kiosk pin set" in words


def test_a_pin_that_was_taken_off_does_not_come_back(open_desk: Desk, clock: Clock) -> None:
    path = open_desk.store.path
    open_desk.organizer.set_pin(PIN)
    copy = keep(open_desk, clock)
    open_desk.organizer.remove_pin(PIN)
    open_desk.close()
    tear(path, "person")
    guard, words = come_back(path, copy.path, clock)
    assert guard is Guard.AS_IT_WAS
    assert "PIN" not in words
    assert not guarded(path, PIN, clock)


def test_another_event_does_not_lend_its_pin(open_desk: Desk, tmp_path: Path, clock: Clock) -> None:
    """Who makes an event with a PIN of their own gets no other event under that PIN."""
    open_desk.organizer.set_pin(PIN)
    copy = keep(open_desk, clock)
    mine = tmp_path / "mine.kiosk"
    with closing(Desk.create(mine, open_desk.event, name="x", clock=clock)) as desk:
        desk.organizer.set_pin(OTHER)
    come_back(mine, copy.path, clock)
    assert guarded(mine, PIN, clock)


def test_a_pin_changed_by_hand_after_a_restoring_is_found(
    open_desk: Desk, tmp_path: Path, clock: Clock
) -> None:
    path, before = open_desk.store.path, set_aside(open_desk, tmp_path / "before.kiosk")
    open_desk.organizer.set_pin(PIN)
    open_desk.close()
    come_back(path, before, clock)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM organizer_pin")
    with closing(Desk.open(path, name="x", clock=clock)) as desk:
        (fault,) = verify(desk.store).faults
        assert "PIN" in fault.text(Language.ENGLISH)
        (restored,) = desk.store.telling([Action.RESTORED])
        assert restored.after["mark"]


def test_copies_from_before_a_pin_go_once_there_is_one_with_it(
    open_desk: Desk, tmp_path: Path, clock: Clock
) -> None:
    stick = tmp_path / "sticks" / "BLUE" / "kiosk copies"
    stick.mkdir(parents=True)
    keep(open_desk, clock)
    away = tmp_path / "away"
    stick.parent.rename(away)
    open_desk.organizer.set_pin(PIN)
    renewed = keep(open_desk, clock)
    assert copies(open_desk) == [renewed]
    away.rename(stick.parent)
    keep(open_desk, clock)
    assert len(copies(open_desk)) == 2
    for copy in copies(open_desk):
        assert guarded(copy.path, PIN, clock), copy.path


@pytest.mark.parametrize("changes", [False, True], ids=["set", "changed"])
def test_setting_a_pin_renews_the_copies_at_once_and_says_which_it_cannot_reach(
    open_desk: Desk,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    changes: bool,
) -> None:
    path, stick = open_desk.store.path, tmp_path / "red"
    code = open_desk.people()[0].code
    stick.mkdir()
    upgrade = set_aside(open_desk, path.with_name("day.before-upgrade-0004.kiosk"))
    damaged = set_aside(open_desk, path.with_name("day.damaged-20230913T010000.kiosk"))
    if changes:
        open_desk.organizer.set_pin(PIN)
        monkeypatch.setenv("KIOSK_PIN", PIN)
    open_desk.close()
    assert main(["backup", str(path), "--to", str(stick)]) == 0
    shutil.move(stick, tmp_path / "pocket")
    before = copies(open_desk)
    capsys.readouterr()
    monkeypatch.setenv("KIOSK_NEW_PIN", OTHER)
    assert main(["pin", "change" if changes else "set", str(path)]) == 0
    said = capsys.readouterr().out
    assert str(stick / "kiosk copies") in said
    assert str(damaged) in said
    assert damaged.exists()
    assert not upgrade.exists()
    assert not any(copy.path.exists() for copy in before)
    (copy,) = copies(open_desk)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    monkeypatch.delenv("KIOSK_PIN", raising=False)
    assert main(["show", str(copy.path), code, "--disability"]) == 1
    assert "needs the organizer's PIN" in capsys.readouterr().err
    monkeypatch.setenv("KIOSK_PIN", OTHER)
    assert main(["show", str(copy.path), code, "--disability"]) == 0


def test_the_journal_tells_which_pin_a_restored_event_has(
    open_desk: Desk, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    path = open_desk.store.path
    open_desk.organizer.set_pin(PIN)
    keep(open_desk, clock)
    open_desk.close()
    tear(path, "person")
    assert main(["restore", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["pin"] == "as_it_was"
    with closing(Desk.open(path, name="x", clock=clock)) as desk:
        (restored,) = desk.store.telling([Action.RESTORED])
        stored = desk.store.pin()
        assert stored is not None
        assert restored.after["mark"] == mark_of(stored.digest)
