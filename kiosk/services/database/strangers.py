"""What an event file that someone else may have made is held to before it is used.

A database can carry code: triggers, views named as tables, columns that are computed. This program
writes two triggers and no view, so whatever else a file holds was put there by another program,
and it is refused. What SQLite may do with the rest is bounded in size and time.

Sources: "Defense Against The Dark Arts" (sqlite.org/security.html), and the files in
``tests/test_strangers.py``.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Engine, Integer, LargeBinary, TypeDecorator
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex

from kiosk.language import Refusal, Sentence
from kiosk.services.database.tables import APPEND_ONLY, APPEND_ONLY_0004, metadata

MAX_BYTES = 1 << 30
"""Of an event file; one of 10,000 people has 30 MB."""
MAX_VALUE_BYTES = 64 << 20
"""Of one value: a picture has less, and a text far less."""
MAX_TEXT = 20_000
"""Characters in a text of someone or of the event: ten times the longest that is taken."""
MAX_LONG = 4_000_000
"""Characters in a list of words or a journal row, which may tell of a whole agenda."""
MAX_CHECKING_S = 120.0
"""How long the first look at a file may take; 100,000 people take 0.1 s."""

TOO_LARGE = Sentence(
    en="“{file}” is too large for an event ({size} MB, at most {most} MB). Choose another file.",
    km="«{file}» ធំពេកសម្រាប់ព្រឹត្តិការណ៍ ({size} MB អតិបរមា {most} MB)។ សូមជ្រើសរើសឯកសារផ្សេង។",
)
FOREIGN = Sentence(
    en="“{file}” holds something that this program never writes ({what}), so it was not opened."
    " Ask for the file again from the laptop on which it was made.",
    km="«{file}» មានអ្វីមួយដែលកម្មវិធីនេះមិនដែលសរសេរ ({what}) ដូច្នេះមិនបានបើកវាទេ។"
    " សូមសុំឯកសារនេះម្តងទៀតពីកុំព្យូទ័រដែលបានបង្កើតវា។",
)

_TABLES = frozenset({*metadata.tables, "alembic_version", "sqlite_stat1", "sqlite_stat4"})
_OLD_TRIGGERS = tuple(
    f"CREATE TRIGGER journal_no_{verb.lower()} BEFORE {verb} ON journal"
    " BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    for verb in ("UPDATE", "DELETE")
)
"""As revisions before 0004 wrote them."""
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: MAX_VALUE_BYTES,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 1_000_000,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 4,
    sqlite3.SQLITE_LIMIT_ATTACHED: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_STEPS = 20_000
"""Steps of SQLite's machine between two looks at the clock."""


def harden(connection: Any) -> None:
    """Let a new connection of the driver trust nothing in the file's schema."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA mmap_size = 0")  # a file cut short under a map ends the process
    if hasattr(connection, "setlimit"):
        for limit, most in _LIMITS.items():
            connection.setlimit(limit, most)


@contextmanager
def bounded(connection: Any, seconds: float = MAX_CHECKING_S) -> Iterator[None]:
    """Interrupt what the driver's ``connection`` does within the block after ``seconds``."""
    until = time.monotonic() + seconds
    connection.set_progress_handler(lambda: int(time.monotonic() > until), _STEPS)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)


def check_size(path: Path) -> None:
    """Raises :class:`Refusal` where the file is larger than any event."""
    size = path.stat().st_size
    if size > MAX_BYTES:
        facts = {"size": size >> 20, "most": MAX_BYTES >> 20}
        raise Refusal(TOO_LARGE, file=path.name, **facts)


def check_schema(connection: Any, path: Path) -> None:
    """Look at every table, index, view and trigger that the driver's ``connection`` sees.

    Raises:
        Refusal: one of them is not of this program.
    """
    found = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    for kind, name, table, sql in found:
        if not _is_ours(connection, str(kind), str(name), str(table), str(sql or "")):
            raise Refusal(FOREIGN, file=path.name, what=f"{kind} {name}"[:80])


def check_values(engine: Engine, path: Path) -> None:
    """Look at the kind and the length of every value.

    Raises:
        Refusal: one is longer than any that this program writes, or of another kind: SQLite
            keeps bytes in a column of texts.
    """
    with engine.connect() as connection, bounded(connection.connection.driver_connection):
        for table in metadata.sorted_tables:
            wrong = " OR ".join(map(_is_wrong, table.columns))
            query = f'SELECT 1 FROM "{table.name}" WHERE {wrong} LIMIT 1'
            if connection.exec_driver_sql(query).first() is not None:
                raise Refusal(FOREIGN, file=path.name, what=f"value {table.name}")


_LONG = {"signature": 200_000, "toml": 200_000}
"""Characters in a signature (5,000 points) and in a badge design."""


_OBJECTS = ("before", "after", "reason")
"""Columns of JSON that hold an object; the others hold a list."""


def _is_wrong(column: Column[Any]) -> str:
    """SQL that is true of a value that this program never writes into ``column``."""
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    name = f'"{column.name}"'
    if isinstance(kind, LargeBinary):
        return f"typeof({name}) NOT IN ('blob', 'null')"
    if isinstance(kind, Integer | Boolean):
        return f"typeof({name}) NOT IN ('integer', 'null')"
    most = MAX_LONG if isinstance(kind, JSON) else _LONG.get(column.name, MAX_TEXT)
    wrong = f"typeof({name}) NOT IN ('text', 'null') OR length({name}) > {most}"
    if isinstance(kind, JSON):
        begins = "{" if column.name in _OBJECTS else "["
        wrong += f" OR substr(ltrim({name}), 1, 1) <> '{begins}'"
    return wrong


def _is_ours(connection: Any, kind: str, name: str, table: str, sql: str) -> bool:
    if kind == "table":
        return name in _TABLES and _is_plain(sql) and not _has_computed(connection, name)
    if kind == "index":
        return table in _TABLES and (not sql or _tidy(sql) in _indexes())
    return kind == "trigger" and _tidy(sql) in map(
        _tidy, (*APPEND_ONLY, APPEND_ONLY_0004, *_OLD_TRIGGERS)
    )


def _is_plain(sql: str) -> bool:
    return _tidy(sql).startswith("createtable") and "virtual" not in _tidy(sql)[:20]


def _has_computed(connection: Any, table: str) -> bool:
    return any(row[6] for row in connection.execute(f'PRAGMA table_xinfo("{table}")'))


@cache
def _indexes() -> frozenset[str]:
    """Every index that the tables of today have; older files have the same or fewer."""
    made = (CreateIndex(index) for table in metadata.tables.values() for index in table.indexes)
    return frozenset(_tidy(str(each.compile(dialect=sqlite.dialect()))) for each in made)


def _tidy(sql: str) -> str:
    """A statement without what a program may write in one way or another."""
    return "".join(sql.split()).replace('"', "").casefold()
