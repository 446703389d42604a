"""An event file encrypted, under another passphrase, or plain again: whole, or as it was.

A whole new file is made beside the event, compared with it row by row, read from end to end,
synced, and then takes its name. Meanwhile no other program can read or write the event; this one
must have closed it, since two SQLite libraries in one process do not see each other's locks.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from kiosk.language import Refusal, Sentence
from kiosk.services.database.cipher import Key, Passphrase, new_key
from kiosk.services.database.connection import (
    APPLICATION_ID,
    BUSY,
    BUSY_TIMEOUT_MS,
    DISK_FULL,
    ROOM_TO_WRITE,
    check_has_one_name,
    cipher_connection,
    connect,
    disk_refusals,
    refusals,
)
from kiosk.services.database.copying import check_copy, sync_file
from kiosk.services.database.event_store import LOGS, EventStore
from kiosk.services.database.unlocking import key_of
from kiosk.services.whole_files import (
    blank,
    make_for_this_user,
    sync_folder,
    unfinished_beside,
    wipe,
)

NOT_THE_SAME = Sentence(
    en="The new file did not come out as the event is, so nothing was changed. Is the disk sound?"
    " Try it on another one.",
    km="ឯកសារថ្មីមិនដូចព្រឹត្តិការណ៍ទេ ដូច្នេះមិនបានប្តូរអ្វីឡើយ។ តើថាសនៅល្អឬទេ? សូមសាកលើថាសផ្សេង។",
)


def _nothing(_store: EventStore) -> None:
    """Nothing to note."""


def reseal(
    path: Path,
    old: Passphrase | None,
    new: Passphrase | None,
    note: Callable[[EventStore], None] = _nothing,
) -> None:
    """Put in the place of the event at ``path``, which ``old`` opens, the same event for ``new``;
    None is a plain file. ``note`` writes into the new one before it takes the name; the old one is
    overwritten.

    Raises:
        Refusal: ``old`` does not open it, another program is at it, it has a second name, or the
            disk says no; then everything is as it was.
    """
    path = path.resolve()
    key, other = key_of(path, old), None if new is None else new_key(new)
    _check_can_be_replaced(path)
    unfinished = unfinished_beside(path, path.name)
    try:
        _make_empty(unfinished)
        with disk_refusals(path), refusals(path), _alone_with(path, key) as source:
            _export(source, unfinished, other)
            _check_same(source, path)
            source.execute("DETACH DATABASE other")
            with closing(EventStore(unfinished, connect(unfinished, other), other, new)) as store:
                note(store)
            unfinished.chmod(stat.S_IMODE(path.stat().st_mode))
            sync_file(unfinished)
            check_copy(unfinished, new)
            if os.name == "nt":  # which gives no open file's name away
                source.close()
            _take_place(unfinished, path)
    finally:
        for ending in ("", *LOGS):
            with suppress(OSError):
                wipe(unfinished.with_name(unfinished.name + ending))


def _check_can_be_replaced(path: Path) -> None:
    """Raises :class:`Refusal` where the file has another name too, which would keep what was
    overwritten, or a second one has no room beside it."""
    with disk_refusals(path):
        check_has_one_name(path)
        found, room = path.stat(), shutil.disk_usage(path.parent).free
    if room < found.st_size + ROOM_TO_WRITE:
        raise Refusal(DISK_FULL, file=path.name)


def _make_empty(path: Path) -> None:
    """A new file that no one else of this machine can read."""
    with disk_refusals(path):
        make_for_this_user(path)


@contextmanager
def log_overwritten(path: Path) -> Iterator[None]:
    """Overwrite the write-ahead log of the event at ``path`` where SQLite deletes it within the
    block: it holds names too. Windows deletes no open file; there it is only deleted."""
    try:
        log = None if os.name == "nt" else path.with_name(f"{path.name}-wal").open("r+b")
    except OSError:
        log = None
    if log is None:
        yield
        return
    with log:
        yield
        if os.fstat(log.fileno()).st_nlink == 0:
            blank(log)


@contextmanager
def _alone_with(path: Path, key: Key | None) -> Iterator[Any]:
    """A connection that no other one works beside, until it is closed."""
    with closing(cipher_connection(path, key)) as connection:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        # Whoever else has the file open keeps it from leaving WAL; its log goes with that.
        (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        if mode != "delete":
            raise Refusal(BUSY, file=path.name)
        connection.execute("PRAGMA main.locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        yield connection


def _export(source: Any, target: Path, key: Key | None) -> None:
    literal = "" if key is None else key.as_literal()
    source.execute("ATTACH DATABASE ? AS other KEY ?", (str(target), literal))
    source.execute("SELECT sqlcipher_export('other')").fetchone()
    source.execute(f"PRAGMA other.application_id = {APPLICATION_ID}")


def _check_same(source: Any, path: Path) -> None:
    """Every row of every table, in both."""
    tables = "SELECT name FROM main.sqlite_master WHERE type = 'table' ORDER BY name"
    for (table,) in source.execute(tables).fetchall():
        counts = (f'SELECT count(*) FROM {each}."{table}"' for each in ("main", "other"))
        (here,), (there,) = (source.execute(count).fetchone() for count in counts)
        missing = f'SELECT * FROM main."{table}" EXCEPT SELECT * FROM other."{table}" LIMIT 1'
        if here != there or source.execute(missing).fetchone() is not None:
            raise Refusal(NOT_THE_SAME, file=path.name)


def _take_place(finished: Path, path: Path) -> None:
    """Give ``finished`` the name ``path``, and overwrite what had it."""
    if os.name == "nt":
        aside = finished.with_name(f"{finished.name}.old")
        path.rename(aside)
        finished.rename(path)
        with aside.open("r+b") as old:
            blank(old)
        aside.unlink()
        return
    with path.open("r+b") as old:
        os.replace(finished, path)
        sync_folder(path.parent)
        blank(old)
