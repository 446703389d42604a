"""The event file: durable settings, append-only journal, schema versions, errors in words."""

from __future__ import annotations

import dataclasses
import os
import shutil
import sqlite3
import threading
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from kiosk.bundled import sample_file
from kiosk.domain import Action, Grant, Person
from kiosk.language import Language, Refusal
from kiosk.services.database import HEAD, EventStore, new_id
from kiosk.services.database.connection import connect
from kiosk.services.database.tables import metadata
from kiosk.services.database.versions import MIGRATIONS
from kiosk.services.event_file import read_event

AT = datetime(2023, 9, 13, 1, 0, tzinfo=UTC)
DATA = Path(__file__).parent / "data"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EventStore]:
    event = read_event(sample_file("workshop.toml"))
    store = EventStore.create(tmp_path / "day.kiosk", event, desk="Desk 1", at=AT)
    yield store
    store.close()


def person(name: str = "SOK Dara", code: str = "2a222q") -> Person:
    return Person(
        id=new_id(), code=code, name_latin=name, name_latin_canonical=name, category="cbo"
    )


def add(store: EventStore, *people: Person) -> None:
    with store.writing(desk="Desk 1", at=AT) as change:
        change.add_people(people)


def test_the_file_holds_every_fact_of_the_event(store: EventStore) -> None:
    assert store.event() == read_event(sample_file("workshop.toml"))


def test_facts_to_be_confirmed_are_empty_and_can_be_filled_in(store: EventStore) -> None:
    event = store.event()
    assert event.venue_en == ""
    assert event.grant.donor == ""
    filled = dataclasses.replace(event, venue_en="Phnom Penh Hotel", grant=Grant(donor="EU"))
    with store.writing(desk="Desk 1", at=AT) as change:
        change.change_event(filled)
    assert store.event() == filled
    row = store.journal()[-1]
    assert row.action is Action.EVENT_CHANGED
    assert row.before["venue_en"] == ""
    assert row.after["venue_en"] == "Phnom Penh Hotel"


def test_every_connection_waits_syncs_fully_and_writes_ahead(store: EventStore) -> None:
    engine = connect(store.path)
    with engine.connect() as connection:
        pragma = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    engine.dispose()
    assert pragma == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
    }


def test_a_change_that_fails_leaves_neither_the_change_nor_its_journal_row(
    store: EventStore,
) -> None:
    before = store.journal_length()
    with pytest.raises(RuntimeError), store.writing(desk="Desk 1", at=AT) as change:
        change.add_people([person()])
        raise RuntimeError
    assert store.people() == []
    assert store.journal_length() == before


def test_a_person_arrives_once_however_often_it_is_tried(store: EventStore) -> None:
    dara = person()
    add(store, dara)
    with store.writing(desk="Desk 1", at=AT) as change:
        assert change.arrive(dara.id, AT)
    with store.writing(desk="Desk 2", at=AT) as change:
        assert not change.arrive(dara.id, AT)
    assert [row.action for row in store.journal(person_id=dara.id)] == [
        Action.PERSON_ADDED,
        Action.ARRIVED,
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM journal",
        "UPDATE journal SET desk = 'x'",
        """UPDATE journal SET "before" = '{}', "after" = '{}'""",
        """UPDATE journal SET "before" = '{}', "after" = '{}', salt = '', desk = 'x'""",
        """UPDATE journal SET "before" = '{}', "after" = '{}', salt = '', seal = ''""",
        """UPDATE journal SET "before" = '{}', "after" = '{"a": 1}', salt = ''""",
    ],
)
def test_the_journal_can_only_grow(store: EventStore, statement: str) -> None:
    with (
        closing(sqlite3.connect(store.path)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        connection.execute(statement)


def test_what_a_row_says_can_be_purged_and_nothing_else_of_it(store: EventStore) -> None:
    (row,) = store.journal()
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("""UPDATE journal SET "before" = '{}', "after" = '{}', salt = ''""")
    assert store.journal() == [dataclasses.replace(row, before={}, after={}, salt="")]


def test_a_person_without_name_and_organisation_is_refused_by_the_table(
    store: EventStore,
) -> None:
    with pytest.raises(sa.exc.IntegrityError):
        add(store, dataclasses.replace(person(), name_latin_canonical=""))


def test_the_revision_that_new_files_carry_is_the_newest_one() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


@pytest.mark.parametrize("file", sorted(DATA.glob("event_*.kiosk")), ids=lambda p: p.stem)
def test_a_file_of_every_older_version_is_upgraded_with_its_people(
    file: Path, tmp_path: Path
) -> None:
    path = tmp_path / file.name
    shutil.copy(file, path)
    store = EventStore.open(path)
    people = {p.code: p for p in store.people()}
    store.close()
    assert people["2a222q"].name_km == "សុខ ដារា"
    assert people["2a222q"].arrived_at == AT
    assert people["3b333r"].arrived_at is None
    assert people["4c444s"].organisation_en == "NSSF"
    assert not people["4c444s"].named
    revision = file.stem.removeprefix("event_")
    kept = tmp_path / f"{file.stem}.before-upgrade-{revision}.kiosk"
    assert kept.exists()


@pytest.mark.parametrize("file", sorted(DATA.glob("event_*.kiosk")), ids=lambda p: p.stem)
def test_an_upgraded_file_has_the_tables_of_a_new_one(
    file: Path, tmp_path: Path, store: EventStore
) -> None:
    path = tmp_path / file.name
    shutil.copy(file, path)
    EventStore.open(path).close()
    engine = connect(path)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)
    engine.dispose()
    assert differences == []
    assert _triggers(path) == _triggers(store.path)


def _triggers(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
        return list(connection.execute(query))


def test_a_file_of_a_newer_program_is_refused_and_left_as_it_is(store: EventStore) -> None:
    store.close()
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = store.path.read_bytes()
    with pytest.raises(Refusal, match="newer version"):
        EventStore.open(store.path)
    assert store.path.read_bytes() == before


def _not_an_event(tmp_path: Path) -> Path:
    path = tmp_path / "holiday.kiosk"
    path.write_bytes(b"\xff\xd8\xff\xe0 a photo" * 100)
    return path


def _another_database(tmp_path: Path) -> Path:
    path = tmp_path / "contacts.kiosk"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE contact (name)")
    return path


def _damaged(tmp_path: Path) -> Path:
    event = read_event(sample_file("workshop.toml"))
    store = EventStore.create(tmp_path / "torn.kiosk", event, desk="Desk 1", at=AT)
    store.close()
    content = bytearray(store.path.read_bytes())
    content[4096 * 3 : 4096 * 6] = os.urandom(4096 * 3)
    store.path.write_bytes(content)
    return store.path


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda folder: folder / "nowhere.kiosk", "There is no file"),
        (_not_an_event, "is not an event"),
        (_another_database, "is not an event"),
        (_damaged, "is damaged"),
    ],
)
def test_what_cannot_be_opened_is_said_in_both_languages(
    tmp_path: Path, make: object, words: str
) -> None:
    assert callable(make)
    with pytest.raises(Refusal) as refused:
        EventStore.open(make(tmp_path))
    assert words in refused.value.text(Language.ENGLISH)
    assert "។" in refused.value.text(Language.KHMER)


def test_a_file_that_is_there_is_never_written_over(store: EventStore) -> None:
    with pytest.raises(Refusal, match="already"):
        EventStore.create(store.path, store.event(), desk="Desk 1", at=AT)


def test_what_a_deleted_event_left_does_not_come_into_a_new_one(
    store: EventStore, tmp_path: Path
) -> None:
    add(store, person())
    log = store.path.with_name("day.kiosk-wal")
    left = log.read_bytes()
    assert len(left) > 4096, "the log holds what was written last"
    store.close()
    for name in ("new.kiosk-wal", "new.kiosk-shm", "new.kiosk-journal"):
        (tmp_path / name).write_bytes(left)
    new = EventStore.create(tmp_path / "new.kiosk", store.event(), desk="Desk 1", at=AT)
    assert new.people() == []
    assert new.journal_length() == 1
    new.close()
    EventStore.open(new.path).close()


def test_of_two_who_take_a_name_at_once_one_is_refused(store: EventStore, tmp_path: Path) -> None:
    event, path = store.event(), tmp_path / "same.kiosk"
    start = threading.Barrier(4)

    def create(number: int) -> str:
        start.wait()
        try:
            EventStore.create(path, event, desk=f"Desk {number}", at=AT).close()
        except Refusal as refusal:
            return refusal.text(Language.ENGLISH)
        return f"Desk {number}"

    with ThreadPoolExecutor(4) as executor:
        said = list(executor.map(create, range(4)))
    made = [each for each in said if each.startswith("Desk")]
    assert len(made) == 1, said
    assert sum("already" in each for each in said) == 3, said
    store = EventStore.open(path)
    assert [row.desk for row in store.journal()] == made
    store.close()
    assert not [file for file in tmp_path.iterdir() if file.name.endswith(".new")]


@pytest.mark.parametrize(
    "name", ["what?.kiosk", "a%20b.kiosk", "c#d.kiosk", "file:e.kiosk", "ថ្ងៃ ១.kiosk", "f"]
)
def test_a_file_may_be_called_anything(store: EventStore, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    made = EventStore.create(folder / name, store.event(), desk="Desk 1", at=AT)
    add(made, person())
    made.close()
    assert [file.name for file in folder.iterdir()] == [name]
    again = EventStore.open(folder / name)
    assert len(again.people()) == 1
    again.close()


@pytest.mark.parametrize("name", ["n" * 300, "n" * 231, "ញ" * 80 + ".kiosk"])
def test_a_name_without_room_for_what_lies_beside_is_refused(
    store: EventStore, tmp_path: Path, name: str
) -> None:
    with pytest.raises(Refusal, match="too long"):
        EventStore.create(tmp_path / name, store.event(), desk="Desk 1", at=AT)
    with pytest.raises(Refusal, match="too long"):
        EventStore.open(tmp_path / name)
    longest = tmp_path / ("n" * 230)
    EventStore.create(longest, store.event(), desk="Desk 1", at=AT).close()


def test_an_error_of_the_database_names_no_one(store: EventStore) -> None:
    unsaid = dataclasses.replace(person("SECRET Name"), name_latin_canonical="")
    with pytest.raises(sa.exc.IntegrityError) as failed:
        add(store, unsaid)
    assert "SECRET" not in "".join(traceback.format_exception(failed.value))


def test_a_missing_folder_is_named(tmp_path: Path, store: EventStore) -> None:
    with pytest.raises(Refusal, match="There is no folder"):
        EventStore.create(tmp_path / "a" / "b.kiosk", store.event(), desk="Desk 1", at=AT)


def test_a_full_disk_saves_nothing_and_says_so(store: EventStore) -> None:
    add(store, person())
    engine = connect(store.path)
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    engine.dispose()
    limited = EventStore(store.path, connect(store.path))
    sa.event.listen(
        limited._engine,
        "connect",
        lambda connection, _: connection.execute(f"PRAGMA max_page_count = {pages}"),
    )
    people = [person(f"Name {i} " + "x" * 900, f"2b{i:04d}") for i in range(200)]
    with pytest.raises(Refusal, match="disk is full"):
        add(limited, *people)
    limited.close()
    assert len(store.people()) == 1
