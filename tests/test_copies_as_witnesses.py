"""What `kiosk verify` learns from the copies: also of a file under another name or id, and that it
learned nothing."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.cli import main
from kiosk.domain import PersonDetails
from kiosk.language import Language
from kiosk.services.database import Passphrase, ends_of
from kiosk.services.desk import Desk
from kiosk.services.protecting import protect
from kiosk.services.safekeeping import against_copies, copies_in, keep_copies, places_of
from kiosk.services.sealing import BEGINNING, sealed
from kiosk.services.workbook import Audience
from tests.conftest import DATA, Clock

SOON = "No copy of it could be compared"


@pytest.fixture
def morning(desk: Desk, clock: Clock) -> Desk:
    """Six people here, and a copy of it."""
    for name in ("SOK Dara", "CHAN Sophea", "KEO Mony", "LIM Vuthy", "TEP Rum", "HENG Srey"):
        desk.add(PersonDetails(name_latin=name, category="cbo"), arrives=True)
    keep(desk, clock)
    return desk


def keep(desk: Desk, clock: Clock) -> None:
    clock.move_on(60)
    assert not keep_copies(desk.store, places_of(desk.store.path), clock).troubles


def last_arrival_dropped(path: Path, *more: str) -> None:
    """The newest two rows taken off with what they did, by someone who knows of the triggers."""
    with closing(sqlite3.connect(path)) as connection, connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _sql in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        (last,) = connection.execute("SELECT max(number) FROM journal").fetchone()
        (who,) = connection.execute(
            f"SELECT person_id FROM journal WHERE number = {last}"
        ).fetchone()
        for table, column in (("attendance", "person_id"), ("badge_job", "person_id")):
            connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (who,))
        connection.execute("DELETE FROM person WHERE id = ?", (who,))
        connection.execute(f"DELETE FROM journal WHERE number > {last - 2}")
        for statement in more:
            assert connection.execute(statement).rowcount != 0, statement
        for _name, sql in triggers:
            connection.execute(sql)


def verified(path: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    capsys.readouterr()
    code = main(["verify", str(path), *more])
    return code, capsys.readouterr().out


OTHER_ID = "UPDATE event SET id = '000000000000000000000000deadbeef'"


@pytest.mark.parametrize("renamed", [False, True], ids=["same name", "renamed"])
@pytest.mark.parametrize("statements", [(), (OTHER_ID,)], ids=["same id", "another id"])
def test_rows_taken_off_the_end_are_found_under_any_name_and_id(
    morning: Desk,
    renamed: bool,
    statements: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = morning.store.path
    morning.close()
    last_arrival_dropped(path, *statements)
    if renamed:
        path = path.rename(path.with_name("another.kiosk"))
    assert verified(path, capsys, "--no-copies")[0] == (1 if statements else 0)
    code, said = verified(path, capsys)
    assert code == 1
    assert "the last 2 are gone" in said
    assert ("under another id of the event" in said) == bool(statements)
    assert "{" not in verified(path, capsys, "--lang", "km")[1]


def test_who_goes_on_after_the_drop_is_found_by_the_older_copies(
    morning: Desk, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    """The newest copy is then one of the new journal, and agrees."""
    path = morning.store.path
    morning.close()
    last_arrival_dropped(path)
    with closing(Desk.open(path, name="Desk 1", clock=clock)) as desk:
        for name in ("NOP Chea", "UNG Lina", "SAO Pich"):
            desk.add(PersonDetails(name_latin=name, category="cbo"), arrives=True)
        keep(desk, clock)
    code, said = verified(path, capsys)
    assert code == 1
    assert "has another journal up to row" in said


def test_a_chain_that_was_sealed_anew_from_its_first_row_is_found(
    morning: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    path, rows = morning.store.path, morning.store.journal()
    morning.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TRIGGER journal_no_update")
        for row in sealed(rows, BEGINNING):
            values = (row.salt, row.digest, row.seal, row.number)
            sql = "UPDATE journal SET salt = ?, digest = ?, seal = ? WHERE number = ?"
            connection.execute(sql, values)
    path = path.rename(path.with_name("another.kiosk"))
    assert verified(path, capsys, "--no-copies")[0] == 0, "the file alone cannot tell"
    code, said = verified(path, capsys)
    assert code == 1
    assert "has another journal up to row" in said


def test_where_nothing_could_be_compared_it_is_said(
    morning: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = morning.store.path
    sheet = morning.exports.workbook(tmp_path / "sheet.xlsx", Audience.DONOR).path
    morning.close()
    assert SOON not in verified(path, capsys)[1]
    assert json.loads(verified(path, capsys, "--json")[1])["end_compared"]
    for place in places_of(path):
        shutil.rmtree(place)
    code, said = verified(path, capsys)
    assert code == 0
    assert SOON in said
    assert "none dropped before the last" in said
    assert not json.loads(verified(path, capsys, "--json")[1])["end_compared"]
    assert SOON not in verified(path, capsys, "--workbook", str(sheet))[1]
    assert "មិនមានច្បាប់ចម្លង" in verified(path, capsys, "--lang", "km")[1]


def test_copies_that_cannot_be_opened_are_counted(
    morning: Desk, tmp_path: Path, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    path = morning.store.path
    (place,) = places_of(path)
    (copy,) = place.iterdir()
    (place / copy.name.replace("20230913", "20220913")).write_bytes(b"KIOS" + bytes(5000))
    said = verified(path, capsys)[1]
    assert "1 copy of it could not be opened" in said
    assert "1 copy of it agrees" in said


def test_copies_of_a_protected_event_are_asked_and_other_events_are_not(
    morning: Desk, tmp_path: Path, clock: Clock
) -> None:
    path, phrase = morning.store.path, Passphrase.of("river lamp mango seven")
    (tmp_path / "two").mkdir()
    with closing(Desk.create(tmp_path / "two" / "day.kiosk", morning.event, name="x")) as other:
        keep(other, clock)
    morning.close()
    protect(path, None, phrase, desk="x", at=clock(), places=places_of(path), badges=tmp_path / "b")
    with closing(Desk.open(path, name="Desk 1", clock=clock, passphrase=phrase)) as desk:
        compared = against_copies(desk.store, places_of(path))
        assert (compared.asked, compared.closed, compared.told) == (1, 0, [])
        desk.add(PersonDetails(name_latin="NOP Chea", category="cbo"))
        keep(desk, clock)
        newest = copies_in(places_of(path)[0], "day", desk.store.event_id().hex[-8:])[0].path
        assert ends_of(newest) is None
        assert ends_of(newest, phrase) is not None


@pytest.mark.parametrize("content", [b"", b"junk" * 900, b"SQLite format 3\0" + bytes(9000)])
def test_what_is_no_copy_has_no_ends(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.kiosk"
    file.write_bytes(content)
    assert ends_of(file) is None
    assert ends_of(DATA / "event_0002.kiosk") is None
    assert ends_of(tmp_path / "gone.kiosk") is None


def test_a_copy_is_only_read(morning: Desk) -> None:
    (place,) = places_of(morning.store.path)
    before = {path: path.read_bytes() for path in place.iterdir()}
    compared = against_copies(morning.store, [place])
    assert [told.text(Language.ENGLISH) for told in compared.told] == []
    assert {path: path.read_bytes() for path in place.iterdir()} == before
