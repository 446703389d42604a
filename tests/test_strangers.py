"""Event files that a stranger made: what they carry is refused in words, in bounded time."""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from kiosk.cli import main
from kiosk.domain import Action
from kiosk.language import Language, Refusal
from kiosk.services.database import EventStore, check_copy, readable_id, readable_rows
from kiosk.services.desk import Desk
from kiosk.services.evidence import verify

BOUND_S = 60.0
"""What every answer must keep within; most take a hundredth."""

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
SCHEMAS = {
    "a trigger that empties the journal": [
        "CREATE TRIGGER t AFTER INSERT ON attendance BEGIN DELETE FROM journal; END"
    ],
    "our trigger's name on another": [
        "DROP TRIGGER journal_no_delete",
        "CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT 1; END",
    ],
    "a view named as a table, without end": [
        "PRAGMA legacy_alter_table = ON",
        "ALTER TABLE attendance RENAME TO hidden",
        f"CREATE VIEW attendance AS {ENDLESS}",
    ],
    "a journal that is a view without end": [
        "PRAGMA legacy_alter_table = ON",
        "ALTER TABLE journal RENAME TO hidden",
        f"CREATE VIEW journal AS {ENDLESS}",
    ],
    "an unknown table": ["CREATE TABLE extra (x)"],
    "a virtual table": ["CREATE VIRTUAL TABLE extra USING fts5(x)"],
    "a table of ours as a virtual one": [
        "DROP TABLE badge_design",
        "CREATE VIRTUAL TABLE badge_design USING fts5(name, toml)",
    ],
    "a computed column": ["ALTER TABLE person ADD COLUMN x GENERATED ALWAYS AS (upper(code))"],
    "an index on an expression": ["CREATE INDEX x ON person (hex(zeroblob(200000)))"],
    "one can arrive twice": [
        "DROP INDEX uq_attendance_person_here",
        "CREATE INDEX uq_attendance_person_here ON attendance (person_id)",
    ],
}
VALUES = {
    "a name of 5 MB": ["UPDATE person SET name_latin = hex(zeroblob(2500000))"],
    "a picture of 70 MB": ["INSERT INTO picture VALUES ('logo', 'image/png', zeroblob(70000000))"],
    "a JSON value nested 100,000 deep": [
        "UPDATE event SET languages = replace(hex(zeroblob(50000)), '0', '[')"
    ],
    "bytes where a text stands": ["UPDATE person SET organisation_en = x'00ff'"],
    "a column called otherwise": ["ALTER TABLE attendance RENAME COLUMN desk TO dask"],
    "a number without end": ["UPDATE event SET riel_rate = 9e999"],
    "a text where a number stands": ["UPDATE category SET transport = 'much'"],
    "a word that is none of ours": ["UPDATE person SET sex = 'x'"],
    "no event at all": ["DELETE FROM event"],
    "two events": [
        "CREATE TEMP TABLE two AS SELECT * FROM event",
        "UPDATE two SET id = 'ffffffffffffffffffffffffffffffff'",
        "INSERT INTO event SELECT * FROM two",
        "DROP TABLE two",
    ],
    "bytes that are no text": ["UPDATE person SET name_km = CAST(x'ff41' AS TEXT)"],
    "a row number near the end of all numbers": [
        "DROP TRIGGER journal_no_update",
        "UPDATE journal SET rowid = 9223372036854775000 WHERE number = 2",
    ],
}


def tampered(path: Path, statements: list[str]) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@pytest.fixture
def strange(full_desk: Desk) -> Path:
    full_desk.check_in(next(p for p in full_desk.people() if p.named).id)
    full_desk.close()
    return full_desk.store.path


def all_that_reads(path: Path) -> Refusal | None:
    """Every way in which a stranger's file is read, the desk last; answers what the desk said."""
    started = time.monotonic()
    with suppress(Refusal):
        check_copy(path)
    assert isinstance(readable_id(path), str)
    rows = readable_rows(path)
    assert len(rows) < 1000
    refused = None
    try:
        with closing(Desk.open(path, name="Desk 1")) as desk:
            desk.load()
            desk.figures()
            desk.store.designs()
            desk.store.picture("logo")
            verify(desk.store)
            desk.check_in(desk.people()[0].id)
    except Refusal as refusal:
        refused = refusal
    assert time.monotonic() - started < BOUND_S
    return refused


@pytest.mark.parametrize("statements", SCHEMAS.values(), ids=SCHEMAS)
def test_what_this_program_never_writes_into_a_schema_is_refused(
    strange: Path, statements: list[str]
) -> None:
    tampered(strange, statements)
    before = strange.read_bytes()
    refused = all_that_reads(strange)
    assert refused is not None
    assert "never writes" in refused.text(Language.ENGLISH)
    assert "មិនដែលសរសេរ" in refused.text(Language.KHMER)
    assert strange.read_bytes() == before, "not a byte is changed"


@pytest.mark.parametrize("statements", VALUES.values(), ids=VALUES)
def test_values_that_this_program_never_writes_are_bounded(
    strange: Path, statements: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    tampered(strange, statements)
    all_that_reads(strange)
    for command in (["stats", str(strange)], ["verify", str(strange)]):
        assert main(command) in (0, 1)
    assert "Traceback" not in capsys.readouterr().err


def test_a_file_larger_than_any_event_is_refused_unread(strange: Path) -> None:
    with strange.open("r+b") as file:
        file.truncate(3 << 30)  # sparse: no disk is used
    with pytest.raises(Refusal, match="too large"):
        EventStore.open(strange)


def test_what_the_schema_may_call_is_nothing_with_effects(strange: Path) -> None:
    with closing(Desk.open(strange, name="Desk 1")) as desk, desk.store._engine.connect() as c:
        said = [
            c.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("trusted_schema", "cell_size_check")
        ]
    assert said == [0, 1]


def test_a_journal_row_nested_deep_is_a_fault_of_the_journal(strange: Path) -> None:
    tampered(
        strange,
        [
            "DROP TRIGGER journal_no_update",
            "UPDATE journal SET after = '" + '{"x":' * 50_000 + "' WHERE number = 3",
        ],
    )
    with closing(EventStore.open(strange)) as store, pytest.raises(Refusal, match="damaged"):
        verify(store)
    assert 3 not in {row.number for row in readable_rows(strange)}
    assert json.dumps([row.number for row in readable_rows(strange)])


@pytest.mark.parametrize("value", ["[]", '"x"', "7", "null", " [1]"])
@pytest.mark.parametrize("column", ["before", "after"])
def test_a_journal_row_that_says_something_else_than_facts_is_refused(
    strange: Path, column: str, value: str
) -> None:
    tampered(
        strange,
        [
            "DROP TRIGGER journal_no_update",
            f"""UPDATE journal SET "{column}" = '{value}' WHERE number = 3""",
        ],
    )
    refused = all_that_reads(strange)
    assert refused is not None
    assert "value journal" in refused.text(Language.ENGLISH)
    assert 3 not in {row.number for row in readable_rows(strange)}


def test_a_row_of_the_pin_sealed_by_another_program_is_nonsense_in_words(desk: Desk) -> None:
    """Whoever seals rows of their own can let them say anything: it is told, and no fault."""
    desk.organizer.set_pin("7315")
    with desk.store.writing(desk="x", at=desk.now()) as change:
        change.note(Action.PIN_WRONG, after={"wrong": {"x": 1}})
    (fault,) = verify(desk.store).faults
    assert "another program wrote it" in fault.text(Language.ENGLISH)
