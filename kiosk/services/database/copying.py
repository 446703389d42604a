"""Copies of an event file made while it is in use, looked over, and read where they are torn.

All of it goes through SQLite: opening the file of an open event in any other way would let go of
SQLite's locks on it.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Engine

from kiosk.domain import Action, JournalRow
from kiosk.language import Refusal
from kiosk.services.database.cipher import Key, Passphrase
from kiosk.services.database.connection import (
    APPLICATION_ID,
    DAMAGED,
    NOT_AN_EVENT,
    Reading,
    bare_connection,
    disk_refusals,
    driver_errors,
    refusals,
)
from kiosk.services.database.log_beside import mark
from kiosk.services.database.pin import LONGEST_OPEN, StoredPin, ticks_of
from kiosk.services.database.strangers import (
    MAX_CHECKING_S,
    bounded,
    check_schema,
    harden,
)
from kiosk.services.database.unlocking import key_of

_ROW = (
    'SELECT id, number, act, at, desk, action, person_id, "before", "after", undoes,'
    " salt, digest, seal, '' FROM journal NOT INDEXED WHERE rowid = ?"
)


def copy_to(engine: Engine, target: Path, key: Key | None) -> None:
    """A copy at ``target``, of one moment, whoever writes meanwhile; one file, synced, encrypted
    with the event's ``key``.

    Raises:
        Refusal: ``target`` cannot be written.
    """
    with disk_refusals(target), refusals(target), closing(engine.raw_connection()) as source:
        # Not for others of this machine to read, whoever may read the event.
        os.close(os.open(target, os.O_RDWR | os.O_CREAT, 0o600))
        driver: Any = source.driver_connection
        with closing(bare_connection(target, key)) as copy:
            driver.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            mark(copy, in_use=False)
        sync_file(target)


def check_copy(path: Path, passphrase: Passphrase | None = None) -> None:
    """Read every page of the copy at ``path``.

    Raises:
        Refusal: it is damaged, or no event, or the passphrase does not open it.
    """
    key = key_of(path, passphrase)
    with (
        refusals(path),
        closing(bare_connection(path, key, Reading.WITH_LOG)) as copy,
        bounded(copy),
    ):
        harden(copy)
        (application,) = copy.execute("PRAGMA application_id").fetchone()
        if application != APPLICATION_ID:
            raise Refusal(NOT_AN_EVENT, file=path.name)
        check_schema(copy, path)
        (verdict,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
        if verdict != "ok":
            raise Refusal(DAMAGED, file=path.name)


def readable_rows(path: Path, passphrase: Passphrase | None = None) -> list[JournalRow]:
    """The journal rows that can still be read from the file at ``path``, by their number; none
    where not even that much is whole. Copy a damaged file elsewhere first: opening it plays its
    log into it."""
    rows: dict[int, JournalRow] = {}
    with _as_far_as_it_goes(), closing(_Torn(path, passphrase)) as damaged:
        rows.update((row.number, row) for row in _read_rows(damaged))
    return [rows[number] for number in sorted(rows)]


def readable_id(path: Path, passphrase: Passphrase | None = None) -> str:
    """The event's id in hexadecimal, if it can still be read from the file at ``path``."""
    found: tuple[Any, ...] | None = None
    with _as_far_as_it_goes(), closing(_Torn(path, passphrase)) as damaged:
        found = damaged.one("SELECT id FROM event")
    return str(found[0]) if found else ""


@dataclass(frozen=True, slots=True)
class ReadPin:
    """The organizer's PIN as a file that may be torn tells of it; ``told`` is False where nothing
    of it could be read, so that none may have been set or any."""

    kept: StoredPin | None = None
    told: bool = False


def readable_pin(path: Path, passphrase: Passphrase | None = None) -> ReadPin:
    """The PIN that can still be read from the file at ``path``."""
    query = "SELECT digest, lock_after, wrong, wrong_at FROM organizer_pin NOT INDEXED"
    with _as_far_as_it_goes(), closing(_Torn(path, passphrase)) as damaged:
        if not damaged.is_table("organizer_pin"):
            return ReadPin()
        count, found = damaged.one("SELECT count(*) FROM organizer_pin"), damaged.one(query)
        if found is None:
            return ReadPin(told=count == (0,))
        with suppress(ValueError, TypeError, AttributeError):
            return ReadPin(_pin(found), told=True)
    return ReadPin()


def _pin(found: tuple[Any, ...]) -> StoredPin:
    digest, minutes, wrong, at = found
    if not isinstance(digest, str) or not digest.startswith("$argon2id$"):
        raise ValueError(digest)
    return StoredPin(
        digest=digest,
        lock_after=min(max(int(minutes), 1), LONGEST_OPEN),
        wrong=max(int(wrong), 0),
        wrong_ticks=ticks_of(datetime.fromisoformat(at).replace(tzinfo=UTC) if at else None),
    )


@contextmanager
def _as_far_as_it_goes() -> Iterator[None]:
    """What cannot be read at all ends the block."""
    try:
        yield
    except Exception as error:
        if not isinstance(error, (Refusal, *driver_errors())):
            raise


class _Torn:
    """A damaged file, asked again and again. SQLCipher, once it met a torn page, fails at whole
    ones too: then the file is opened anew."""

    def __init__(self, path: Path, passphrase: Passphrase | None) -> None:
        self._path, self._key = path, key_of(path, passphrase)
        self._until = time.monotonic() + MAX_CHECKING_S
        self._opened = ExitStack()
        self._connection = self._open()

    def _open(self) -> Any:
        connection = bare_connection(self._path, self._key)
        self._opened.enter_context(closing(connection))
        self._opened.enter_context(bounded(connection, self._until - time.monotonic()))
        harden(connection)
        return connection

    def one(self, query: str, *values: int) -> tuple[Any, ...] | None:
        """The first row of the answer; None where there is none, or it cannot be read."""
        try:
            found: tuple[Any, ...] | None = self._connection.execute(query, values).fetchone()
        except Exception as error:
            if not isinstance(error, (UnicodeDecodeError, *driver_errors())):
                raise
            if self._key is not None:
                self.close()
                self._connection = self._open()
            return None
        return found

    def is_table(self, name: str) -> bool:
        """False where it is a view that another program made, or that cannot be told."""
        query = f"SELECT count(*) FROM sqlite_master WHERE name = '{name}' AND type <> 'table'"
        return self.one(query) == (0,)

    def most_rows(self) -> int:
        """A torn file may say that its last row has the number 2^60."""
        pages, size = (self.one(f"PRAGMA {name}") for name in ("page_count", "page_size"))
        if pages is None or size is None:
            return _GIVE_UP_AFTER
        return max(_GIVE_UP_AFTER, int(pages[0]) * int(size[0]) // _SMALLEST_ROW)

    def close(self) -> None:
        """Let go of the file."""
        self._opened.close()


_SMALLEST_ROW = 64
"""Bytes: the seal alone has as many."""


def _read_rows(damaged: _Torn) -> Iterator[JournalRow]:
    if not damaged.is_table("journal"):
        return
    query = _row_query(damaged)
    found = damaged.one("SELECT max(rowid) FROM journal NOT INDEXED")
    last = found[0] or 0 if found else _last_by_trying(damaged)
    for rowid in range(1, min(last, damaged.most_rows()) + 1):
        with suppress(ValueError, TypeError, AttributeError, RecursionError):
            found = damaged.one(query, rowid)
            if found is not None:
                yield _row(found)


def _row_query(damaged: _Torn) -> str:
    """Files of revisions before 0005 have no roles."""
    query = "SELECT 1 FROM pragma_table_info('journal') WHERE name = 'role'"
    return _ROW.replace("''", "role", 1) if damaged.one(query) else _ROW


_GIVE_UP_AFTER = 20_000
"""Rows in a row that cannot be read, until it is taken that no more follow."""


def _last_by_trying(damaged: _Torn) -> int:
    last, rowid = 0, 1
    most = damaged.most_rows()
    while rowid - last < _GIVE_UP_AFTER and rowid <= most:
        if damaged.one(_ROW, rowid) is not None:
            last = rowid
        rowid += 1
    return last


def _row(found: tuple[Any, ...]) -> JournalRow:
    row, number, act, at, desk, action, person, before, after, undoes, *seals = found
    salt, digest, seal, role = seals
    said = json.loads(before), json.loads(after)
    if not all(isinstance(each, dict) for each in said):
        raise ValueError(number)
    return JournalRow(
        id=UUID(row),
        number=number,
        act=UUID(act),
        at=datetime.fromisoformat(at).replace(tzinfo=UTC),
        desk=desk,
        action=Action(action),
        person_id=UUID(person) if person else None,
        before=said[0],
        after=said[1],
        undoes=UUID(undoes) if undoes else None,
        salt=salt,
        digest=digest,
        seal=seal,
        role=role,
    )


def sync_file(path: Path) -> None:
    """To the disk, with its name; no connection is open on it."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
