"""Copies of an event file made while it is in use, looked over, and read where they are torn.

All of it goes through SQLite: opening the file of an open event in any other way would let go of
SQLite's locks on it.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Engine

from kiosk.domain import Action, JournalRow
from kiosk.language import Refusal
from kiosk.services.database.connection import (
    APPLICATION_ID,
    DAMAGED,
    NOT_AN_EVENT,
    disk_refusals,
    refusals,
)
from kiosk.services.database.strangers import bounded, check_schema, harden

_ROW = (
    'SELECT id, number, act, at, desk, action, person_id, "before", "after", undoes,'
    " salt, digest, seal FROM journal NOT INDEXED WHERE rowid = ?"
)


def copy_to(engine: Engine, target: Path) -> None:
    """A copy at ``target``, of one moment, whoever writes meanwhile; one file, synced.

    Raises:
        Refusal: ``target`` cannot be written.
    """
    with disk_refusals(target), refusals(target), closing(engine.raw_connection()) as source:
        driver: Any = source.driver_connection
        with closing(sqlite3.connect(target)) as copy:
            driver.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        _sync(target)


def check_copy(path: Path) -> None:
    """Read every page of the copy at ``path``.

    Raises:
        Refusal: it is damaged, or no event.
    """
    with refusals(path), closing(_read_only(path)) as copy, bounded(copy):
        harden(copy)
        (application,) = copy.execute("PRAGMA application_id").fetchone()
        if application != APPLICATION_ID:
            raise Refusal(NOT_AN_EVENT, file=path.name)
        check_schema(copy, path)
        (verdict,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
        if verdict != "ok":
            raise Refusal(DAMAGED, file=path.name)


def readable_rows(path: Path) -> list[JournalRow]:
    """The journal rows that can still be read from the file at ``path``, by their number; none
    where not even that much is whole. Copy a damaged file elsewhere first: opening it plays its
    log into it."""
    try:
        with closing(sqlite3.connect(path)) as damaged, bounded(damaged):
            harden(damaged)
            _check_is_table(damaged)
            rows = {row.number: row for row in _read_rows(damaged)}
    except sqlite3.Error:
        return []
    return [rows[number] for number in sorted(rows)]


def readable_id(path: Path) -> str:
    """The event's id in hexadecimal, if it can still be read from the file at ``path``."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as damaged, bounded(damaged):
        harden(damaged)
        found = damaged.execute("SELECT id FROM event").fetchone()
        return str(found[0]) if found else ""
    return ""


def _check_is_table(damaged: sqlite3.Connection) -> None:
    """Raises :class:`sqlite3.Error` where the journal is a view that another program made."""
    query = "SELECT count(*) FROM sqlite_master WHERE name = 'journal' AND type <> 'table'"
    if damaged.execute(query).fetchone()[0]:
        raise sqlite3.DatabaseError(query)


_SMALLEST_ROW = 64
"""Bytes: the seal alone has as many."""


def _most_rows(damaged: sqlite3.Connection) -> int:
    """A torn file may say that its last row has the number 2^60."""
    pages, size = (
        damaged.execute(f"PRAGMA {n}").fetchone()[0] for n in ("page_count", "page_size")
    )
    return max(_GIVE_UP_AFTER, int(pages) * int(size) // _SMALLEST_ROW)


def _read_rows(damaged: sqlite3.Connection) -> Iterator[JournalRow]:
    try:
        last = damaged.execute("SELECT max(rowid) FROM journal NOT INDEXED").fetchone()[0] or 0
    except sqlite3.Error:
        last = _last_by_trying(damaged)
    for rowid in range(1, min(last, _most_rows(damaged)) + 1):
        with suppress(sqlite3.Error, ValueError, TypeError, AttributeError, RecursionError):
            found = damaged.execute(_ROW, (rowid,)).fetchone()
            if found is not None:
                yield _row(found)


_GIVE_UP_AFTER = 20_000
"""Rows in a row that cannot be read, until it is taken that no more follow."""


def _last_by_trying(damaged: sqlite3.Connection) -> int:
    last, rowid = 0, 1
    while rowid - last < _GIVE_UP_AFTER and rowid <= _most_rows(damaged):
        with suppress(sqlite3.Error):
            if damaged.execute(_ROW, (rowid,)).fetchone() is not None:
                last = rowid
        rowid += 1
    return last


def _row(found: tuple[Any, ...]) -> JournalRow:
    row, number, act, at, desk, action, person, before, after, undoes, *seals = found
    salt, digest, seal = seals
    return JournalRow(
        id=UUID(row),
        number=number,
        act=UUID(act),
        at=datetime.fromisoformat(at).replace(tzinfo=UTC),
        desk=desk,
        action=Action(action),
        person_id=UUID(person) if person else None,
        before=json.loads(before),
        after=json.loads(after),
        undoes=UUID(undoes) if undoes else None,
        salt=salt,
        digest=digest,
        seal=seal,
    )


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _sync(path: Path) -> None:
    """To the disk, with its name; no connection is open on it."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
