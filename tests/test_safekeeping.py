"""Copies by themselves, and the way back from a torn file: nothing proven is left out."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.bundled import sample_file
from kiosk.cli import main
from kiosk.domain import Action, Event, Person, PersonDetails
from kiosk.language import Language, Refusal
from kiosk.services.database import EventStore, Passphrase, StoredPicture
from kiosk.services.desk import Desk
from kiosk.services.event_file import read_event
from kiosk.services.evidence import verify
from kiosk.services.safekeeping import (
    FOLDER,
    Copy,
    best_offer,
    check_whole,
    copies_in,
    keep_copies,
    own_place,
    places_of,
    restore,
    second_places,
    sticks,
    to_drop,
)
from tests.conftest import DOORS_OPEN, Clock
from tests.test_protection import WORDS

DATA = Path(__file__).parent / "data"
PAGE = 4096


def absent(desk: Desk) -> list[Person]:
    return [p for p in desk.people() if p.arrived_at is None and p.named]


def keep(desk: Desk, clock: Clock) -> Copy:
    kept = keep_copies(desk.store, places_of(desk.store.path), clock)
    assert not kept.troubles, kept.troubles[0].text(Language.ENGLISH)
    return kept.copies[0]


def tear(path: Path, table: str) -> None:
    """Overwrite the pages of a table or index, as a dying disk would."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        (page,) = connection.execute(query, (table,)).fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(os.urandom(PAGE))


def test_a_place_that_was_chosen_is_remembered_and_forgotten(
    full_desk: Desk, tmp_path: Path, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another disk is no stick that could be found by itself."""
    disk, path = tmp_path / "other disk", str(full_desk.store.path)
    disk.mkdir()
    assert main(["backup", path, "--to", str(disk)]) == 0
    assert second_places() == [disk / FOLDER]
    full_desk.check_in(absent(full_desk)[0].id)
    keep(full_desk, clock)
    newest = copies_in(disk / FOLDER / "day", "day")[0]
    assert newest.rows == full_desk.store.journal_length()
    shutil.move(disk, tmp_path / "away")
    keep(full_desk, clock)
    assert not disk.exists(), "nothing is made in the place of a disk that is away"
    shutil.move(tmp_path / "away", disk)
    assert main(["backup", path, "--forget", str(disk)]) == 0
    assert "stay" in capsys.readouterr().out
    assert second_places() == []
    assert main(["backup", path, "--forget", str(disk), "--lang", "km"]) == 1


# Copies.


def test_a_copy_is_made_beside_the_work_and_holds(full_desk: Desk, clock: Clock) -> None:
    full_desk.check_in(absent(full_desk)[0].id)
    copy = keep(full_desk, clock)
    assert copy.path.parent.parent == own_place()
    assert copy.rows == full_desk.store.journal_length()
    assert [f.name for f in copy.path.parent.iterdir()] == [copy.path.name]
    check_whole(copy.path)
    assert keep(full_desk, clock) == copy, "what is copied already is not copied again"


def test_a_copy_is_of_one_moment_while_others_write(full_desk: Desk, clock: Clock) -> None:
    with full_desk.store.writing(desk="Desk 2", at=clock()) as change:
        change.arrive(absent(full_desk)[0].id, clock())
        copy = keep_copies(full_desk.store, places_of(full_desk.store.path), clock).copies[0]
    check_whole(copy.path)
    assert copy.rows == full_desk.store.journal_length() - 1


def test_a_stick_takes_part_once_it_was_chosen(
    full_desk: Desk, clock: Clock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = tmp_path / "sticks" / "BLUE"
    stick.mkdir(parents=True)
    assert sticks() == []
    keep(full_desk, clock)
    assert list(stick.iterdir()) == [], "what is private does not land on any stick"
    full_desk.close()
    assert main(["backup", str(full_desk.store.path), "--to", str(stick)]) == 0
    assert sticks() == [stick / FOLDER]
    assert len(copies_in(stick / FOLDER / "day", "day")) == 1
    assert "Copied and checked" in capsys.readouterr().out


def test_a_place_that_is_gone_or_full_is_told_and_the_others_are_served(
    full_desk: Desk, clock: Clock, tmp_path: Path
) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("no folder")
    places = [blocked / "day", *places_of(full_desk.store.path)]
    kept = keep_copies(full_desk.store, places, clock)
    assert len(kept.copies) == 1
    (told,) = kept.troubles
    assert "No copy could be kept" in told.text(Language.ENGLISH)
    assert "ច្បាប់ចម្លង" in told.text(Language.KHMER)


def test_copies_are_thinned_out_by_age_and_bounded() -> None:
    copies: list[Copy] = []
    now = DOORS_OPEN
    for minute in range(60 * 24 * 3):
        now = DOORS_OPEN + timedelta(minutes=minute)
        copies.insert(0, Copy(Path(f"{minute}"), minute, now))
        for old in to_drop(copies):
            copies.remove(old)
    ages = [(now - copy.made_at) / timedelta(minutes=1) for copy in copies]
    assert len(copies) <= 46
    assert ages[:5] == [0, 1, 2, 3, 4]
    assert any(45 <= age <= 90 for age in ages)
    assert any(60 * 5 <= age <= 60 * 7 for age in ages)
    assert any(age >= 60 * 24 for age in ages)


def test_a_clock_that_jumps_back_does_not_cost_the_newest_copy() -> None:
    newest = Copy(Path("new"), 100, DOORS_OPEN - timedelta(days=9000))
    times = [(rows, DOORS_OPEN - timedelta(minutes=99 - rows)) for rows in range(99, 0, -1)]
    older = [Copy(Path(f"{rows}"), rows, at) for rows, at in times]
    assert newest not in to_drop([newest, *older])


# The way back.


def test_what_the_torn_file_still_tells_is_done_again(
    full_desk: Desk, clock: Clock, tmp_path: Path
) -> None:
    first, second, third = absent(full_desk)[:3]
    copy = keep(full_desk, clock)
    full_desk.check_in(first.id)
    full_desk.change(second.id, name_latin="SOMEONE Else", phone="012 345 678")
    full_desk.check_in(second.id)
    full_desk.check_in(third.id)
    full_desk.undo()
    new = full_desk.add(PersonDetails(name_km="ចាន់ សុភា", category="cbo"), arrives=True)
    before = {p.code: p for p in full_desk.store.people()}
    rows = full_desk.store.journal_length()
    path = full_desk.store.path
    full_desk.close()
    tear(path, "person")
    torn = path.read_bytes()
    with pytest.raises(Refusal, match="is damaged"):
        EventStore.open(path)
    offer = best_offer(path, places_of(path))
    assert offer.copy == copy
    assert path.read_bytes() == torn, "looking changes nothing"
    done = restore(path, offer, desk="Desk 1", at=clock())
    assert done.set_aside is not None
    assert done.set_aside.read_bytes() == torn
    with closing(Desk.open(path, name="Desk 1", clock=clock)) as desk:
        assert {p.code: p for p in desk.store.people()} == before
        assert desk.person(new.id) == new
        assert verify(desk.store).holds
        row = desk.store.journal()[-1]
        assert (row.action, row.number) == (Action.RESTORED, rows + 1)
        desk.check_in(third.id)


@pytest.mark.parametrize("table", ["journal", "sqlite_autoindex_journal_1", "ix_journal_act"])
def test_a_torn_journal_gives_back_what_is_proven(
    full_desk: Desk, clock: Clock, table: str
) -> None:
    copy = keep(full_desk, clock)
    for person in absent(full_desk)[:5]:
        full_desk.check_in(person.id)
    path = full_desk.store.path
    full_desk.close()
    tear(path, table)
    offer = best_offer(path, places_of(path))
    restore(path, offer, desk="Desk 1", at=clock())
    with closing(Desk.open(path, name="Desk 1", clock=clock)) as desk:
        assert verify(desk.store).holds
        assert desk.store.journal_length() == copy.rows + len(offer.following) + 1
        assert len(offer.following) == (0 if table == "journal" else 5)


def test_a_logo_chosen_after_the_copy_is_said_to_be_gone(full_desk: Desk, clock: Clock) -> None:
    keep(full_desk, clock)
    with full_desk.store.writing(desk="Desk 1", at=clock()) as change:
        change.set_picture("logo", StoredPicture("image/png", b"1"))
        change.set_design("own", "x = 1")
    path = full_desk.store.path
    full_desk.close()
    tear(path, "person")
    restore(path, best_offer(path, places_of(path)), desk="Desk 1", at=clock())
    with closing(EventStore.open(path)) as store:
        assert verify(store).holds
        assert store.picture("logo") is None
        assert store.designs() == {"own": "x = 1"}
        last = store.journal()[-1]
    assert (last.action, last.after) == (Action.EVENT_CHANGED, {"picture logo": None})


def test_a_row_that_is_not_as_it_was_written_is_not_done_again(
    full_desk: Desk, clock: Clock
) -> None:
    keep(full_desk, clock)
    people = absent(full_desk)[:3]
    for person in people:
        full_desk.check_in(person.id)
    rows, path = full_desk.store.journal_length(), full_desk.store.path
    full_desk.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TRIGGER journal_no_update")
        connection.execute(f"UPDATE journal SET person_id = NULL WHERE number = {rows - 1}")
    offer = best_offer(path, places_of(path))
    assert len(offer.following) == 1
    assert offer.unproven == 2


def test_a_damaged_copy_is_passed_over(full_desk: Desk, clock: Clock) -> None:
    good = keep(full_desk, clock)
    full_desk.check_in(absent(full_desk)[0].id)
    clock.move_on(60)
    bad = keep(full_desk, clock)
    assert bad.rows > good.rows
    tear(bad.path, "person")
    assert best_offer(full_desk.store.path, places_of(full_desk.store.path)).copy == good


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"junk" * 5000),
        lambda path: path.write_bytes(bytes(PAGE) + path.read_bytes()[PAGE:]),
        lambda path: path.write_bytes(path.read_bytes()[: PAGE * 3]),
    ],
    ids=["gone", "empty", "junk", "no header", "cut off"],
)
def test_whatever_became_of_the_file_the_copy_comes_back(
    full_desk: Desk,
    clock: Clock,
    spoil: Callable[[Path], object],
    capsys: pytest.CaptureFixture[str],
) -> None:
    copy, path = keep(full_desk, clock), full_desk.store.path
    full_desk.close()
    folder = path.parent / "the day's own"
    folder.mkdir()
    path = path.rename(folder / path.name)
    spoil(path)
    assert main(["find", str(path), "sok"]) == 1
    typed = capsys.readouterr().err.splitlines()[1].partition(": ")[2]
    words = [word.strip('"') for word in shlex.split(typed, posix=os.name != "nt")]
    assert words[:2] == ["kiosk", "restore"]
    assert main([*words[1:], "--dry-run"]) == 0
    assert main(words[1:]) == 0
    assert f"with {copy.rows} journal rows" in capsys.readouterr().out
    assert main(["verify", str(path)]) == 0


@pytest.mark.parametrize("lost", [512, PAGE], ids=["first sector", "first page"])
@pytest.mark.parametrize("passphrase", [None, WORDS], ids=["plain", "protected"])
def test_without_its_first_page_the_rest_of_the_file_still_tells(
    event: Event, clock: Clock, tmp_path: Path, lost: int, passphrase: Passphrase | None
) -> None:
    path, known = tmp_path / "day.kiosk", PersonDetails(category="cbo", name_latin="SOK Dara")
    desk = Desk.create(path, event, name="Desk 1", clock=clock, passphrase=passphrase)
    for _one in range(20):
        desk.add(known)
    keep(desk, clock)
    grows = 200 if passphrase is None else 2
    for _one in range(grows):  # by many pages, of which the copy knows nothing
        desk.add(known, arrives=True)
    before, rows = {p.code: p for p in desk.store.people()}, desk.store.journal_length()
    desk.close()
    torn = bytes(lost) + path.read_bytes()[lost:]
    path.write_bytes(torn)
    offer = best_offer(path, places_of(path), passphrase=passphrase)
    assert path.read_bytes() == torn, "looking changes nothing"
    assert (offer.copy.rows + len(offer.following), offer.unproven) == (rows, 0)
    restore(path, offer, desk="Desk 1", at=clock(), passphrase=passphrase)
    with closing(EventStore.open(path, passphrase)) as store:
        assert {p.code: p for p in store.people()} == before
        assert verify(store).holds


def test_the_first_page_of_another_event_is_not_lent(
    full_desk: Desk, clock: Clock, tmp_path: Path
) -> None:
    path = full_desk.store.path
    (tmp_path / "other").mkdir()
    other = tmp_path / "other" / path.name
    with closing(Desk.create(other, full_desk.event, name="x", clock=clock)) as desk:
        later = keep(desk, clock)
    full_desk.close()
    path.write_bytes(bytes(PAGE) + path.read_bytes()[PAGE:])
    offer = best_offer(path, places_of(path))
    assert (offer.copy, offer.torn, offer.following) == (later, 0, ())


def test_a_copy_of_an_older_version_comes_back_upgraded(tmp_path: Path) -> None:
    old, path = tmp_path / "old.kiosk", tmp_path / "event_0002.kiosk"
    shutil.copy(DATA / "event_0002.kiosk", old)
    assert main(["restore", str(path), "--from", str(old)]) == 0
    with closing(EventStore.open(path)) as store:
        assert len(store.people()) == 3
        assert verify(store).holds


def test_two_events_of_one_name_are_kept_apart(
    full_desk: Desk, clock: Clock, tmp_path: Path
) -> None:
    copy, path = keep(full_desk, clock), full_desk.store.path
    clock.move_on(60)
    (tmp_path / "other").mkdir()
    other = tmp_path / "other" / path.name
    with closing(Desk.create(other, full_desk.event, name="x", clock=clock)) as desk:
        later = keep(desk, clock)
        assert best_offer(other, places_of(other)).copy == later
    full_desk.close()
    tear(path, "person")
    assert best_offer(path, places_of(path)).copy == copy
    path.write_bytes(b"")
    assert best_offer(path, places_of(path)).copy == later, "then the newest, and its title is said"


def test_without_a_copy_it_is_said_what_to_do(
    full_desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    full_desk.close()
    assert main(["restore", str(full_desk.store.path)]) == 1
    said = capsys.readouterr().err
    assert "No good copy" in said
    assert f"kiosk restore {full_desk.store.path} --from COPY.kiosk" in said
    assert full_desk.store.path.exists()
    assert main(["find", str(full_desk.store.path.with_name("never.kiosk")), "sok"]) == 1
    assert "restore" not in capsys.readouterr().err, "there is nothing to bring back"


def test_the_commands_list_copies_and_answer_in_json(
    full_desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    full_desk.close()
    path = str(full_desk.store.path)
    assert main(["backup", path, "--list"]) == 0
    assert "no copies yet" in capsys.readouterr().out
    assert main(["backup", path, "--json"]) == 0
    (copy,) = json.loads(capsys.readouterr().out)["copies"]
    assert main(["backup", path, "--list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["file"] == copy
    assert main(["restore", path, "--json", "--lang", "km"]) == 0
    assert json.loads(capsys.readouterr().out)["copy"] == copy


def test_when_a_copy_was_made_is_told_in_the_events_own_zone(
    full_desk: Desk, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    """Past midnight at the event, still the evening before in UTC: one day and time for all."""
    clock.at = datetime(2026, 11, 22, 17, 14, tzinfo=UTC)
    keep(full_desk, clock)
    full_desk.close()
    path = str(full_desk.store.path)
    assert main(["backup", path, "--list"]) == 0
    assert "2026-11-23 00:14" in capsys.readouterr().out
    assert main(["backup", path, "--list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["made_at"] == "2026-11-23T00:14:00+07:00"
    assert main(["restore", path, "--dry-run"]) == 0
    assert "2026-11-23 00:14" in capsys.readouterr().out
    assert main(["restore", path, "--dry-run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["made_at"] == "2026-11-23T00:14:00+07:00"


def test_after_renaming_the_copies_are_still_the_events(
    full_desk: Desk, clock: Clock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, here = full_desk.store.path, absent(full_desk)[0].id
    full_desk.check_in(here)
    assert main(["backup", str(path)]) == 0
    full_desk.close()
    renamed = path.rename(tmp_path / "renamed.kiosk")
    other = tmp_path / path.name
    Desk.create(other, read_event(sample_file("workshop.toml")), name="Desk 1").close()
    capsys.readouterr()
    assert main(["backup", str(other), "--list"]) == 0
    assert "no copies" in capsys.readouterr().out, "the copies are another event's"
    assert main(["backup", str(renamed), "--list"]) == 0
    assert path.stem in capsys.readouterr().out
    tear(renamed, "person")
    assert main(["restore", str(renamed)]) == 0
    with closing(Desk.open(renamed, name="Desk 1", clock=clock)) as desk:
        assert desk.person(here).arrived_at is not None
