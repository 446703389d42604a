"""How an event file is opened so that what was acknowledged survives, and what its errors mean.

Plain files are opened with Python's own SQLite, encrypted ones with SQLCipher (decision 0070).

The settings and the figures behind them: WAL with ``synchronous=FULL`` lost none of the
acknowledged rows in 22,905 replayed power cuts, WAL with NORMAL and DELETE with FULL did.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import uuid_utils.compat
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, InvalidRequestError
from sqlalchemy.pool import QueuePool

from kiosk.language import Refusal, Sentence
from kiosk.services.database.cipher import PAGE_SIZE, Key, is_protected
from kiosk.services.database.shares import check_not_on_share, share_of
from kiosk.services.database.strangers import (
    bounded,
    check_schema,
    check_size,
    check_values,
    harden,
)

APPLICATION_ID = 0x4B494F53  # "KIOS" in the SQLite header's application id
BUSY_TIMEOUT_MS = 5000

MAX_NAME_BYTES = 230
"""A file's name may have 255; this leaves room for the names of what lies beside an event: its
log, its lock, its copy before an upgrade."""

_SQLITE_MAGIC = b"SQLite format 3\x00"
_HEADER_SIZE = 100
ROOM_TO_WRITE = 128 * 1024
"""Bytes that the write-ahead log and its index need for a first change."""

NOT_AN_EVENT = Sentence(
    en="“{file}” is not an event of this program. Choose a file that ends in .kiosk,"
    " or make a new event.",
    km="«{file}» មិនមែនជាឯកសារព្រឹត្តិការណ៍របស់កម្មវិធីនេះទេ។ សូមជ្រើសរើសឯកសារដែលបញ្ចប់ដោយ .kiosk"
    " ឬបង្កើតព្រឹត្តិការណ៍ថ្មី។",
)
NO_SUCH_FILE = Sentence(
    en="There is no file “{file}”. Check the name, or make it with: kiosk new",
    km="រកមិនឃើញឯកសារ «{file}» ទេ។ សូមពិនិត្យឈ្មោះឯកសារ ឬបង្កើតវាដោយពាក្យបញ្ជា kiosk new",
)
DAMAGED = Sentence(
    en="The event file “{file}” is damaged. Leave it as it is: its newest good copy can be brought"
    " back, with what the file still tells.",
    km="ឯកសារព្រឹត្តិការណ៍ «{file}» ខូចហើយ។ សូមកុំប៉ះពាល់វា៖ អាចស្តារច្បាប់ចម្លងល្អចុងក្រោយវិញ"
    " ជាមួយអ្វីដែលឯកសារនៅប្រាប់បាន។",
)
DISK_FULL = Sentence(
    en="The disk is full, so nothing was saved. Free some space, then do it once more.",
    km="ថាសពេញហើយ ដូច្នេះមិនបានរក្សាទុកអ្វីទេ។ សូមលុបឯកសារមិនចាំបាច់ រួចធ្វើម្តងទៀត។",
)
READ_ONLY = Sentence(
    en="“{file}” cannot be written here: the file or its folder is read-only."
    " Copy it to a folder of your own, and open the copy.",
    km="មិនអាចសរសេរលើ «{file}» បានទេ៖ ឯកសារ ឬថតត្រូវបានកំណត់ឱ្យអានប៉ុណ្ណោះ។"
    " សូមចម្លងវាទៅថតរបស់អ្នក រួចបើកច្បាប់ចម្លងនោះ។",
)
BUSY = Sentence(
    en="Another program is writing to “{file}”. Wait a moment, then do it once more.",
    km="កម្មវិធីផ្សេងកំពុងសរសេរលើ «{file}»។ សូមរង់ចាំបន្តិច រួចធ្វើម្តងទៀត។",
)
OUT_OF_REACH = Sentence(
    en="“{file}” cannot be reached any more. Is the stick or the folder still there?"
    " Put it back, then do it once more.",
    km="រកមិនឃើញ «{file}» ទៀតទេ។ តើ USB ឬថតនោះនៅភ្ជាប់ដែរឬទេ? សូមភ្ជាប់វាវិញ រួចធ្វើម្តងទៀត។",
)

DISK_FAULT = Sentence(
    en="The disk could not read or write “{file}” (an input/output error), so nothing was saved."
    " Do it once more. If it says so again, copy the event to a stick (Ctrl+Shift+K) and go on"
    " with another laptop or on paper.",
    km="ថាសមិនអាចអាន ឬសរសេរ «{file}» បានទេ (កំហុសថាស) ដូច្នេះមិនបានរក្សាទុកអ្វីទេ។ សូមធ្វើម្តងទៀត។"
    " បើវានៅតែប្រាប់ដូច្នេះ សូមចម្លងព្រឹត្តិការណ៍ទៅ USB (Ctrl+Shift+K) ហើយបន្តលើកុំព្យូទ័រមួយទៀត ឬលើក្រដាស។",
)
SECOND_NAME = Sentence(
    en="“{file}” is there under a second name too (a hard link). What is written under one name is"
    " lost under the other, so it is not opened. Delete one of the two names: keep the one beside"
    " which “…-wal” lies, if there is one. Then open it once more.",
    km="«{file}» មានឈ្មោះទីពីរផងដែរ (hard link)។ អ្វីដែលសរសេរតាមឈ្មោះមួយ នឹងបាត់ពីឈ្មោះមួយទៀត"
    " ដូច្នេះមិនបានបើកវាទេ។ សូមលុបឈ្មោះមួយ ហើយទុកឈ្មោះដែលមាន «…-wal» នៅក្បែរ បើមាន។ រួចបើកវាម្តងទៀត។",
)
NAME_TOO_LONG = Sentence(
    en="“{file}” is too long for the name of an event. Choose a shorter one.",
    km="ឈ្មោះ «{file}» វែងពេកសម្រាប់ឯកសារព្រឹត្តិការណ៍។ សូមជ្រើសរើសឈ្មោះខ្លីជាងនេះ។",
)

_MEANING = {
    "SQLITE_FULL": DISK_FULL,
    "SQLITE_READONLY": READ_ONLY,
    "SQLITE_PERM": READ_ONLY,
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": BUSY,
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_NOTADB": NOT_AN_EVENT,
    "SQLITE_CANTOPEN": OUT_OF_REACH,
    "SQLITE_IOERR": OUT_OF_REACH,
}
_MEANING_TO_SYSTEM = {
    errno.ENOSPC: DISK_FULL,
    errno.EDQUOT: DISK_FULL,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
    errno.EROFS: READ_ONLY,
    errno.ENAMETOOLONG: NAME_TOO_LONG,
    errno.EIO: DISK_FAULT,
}


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562): unique anywhere, and ordered by the time it was made."""
    return uuid_utils.compat.uuid7()


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Turn the database errors that a person can act on into a :class:`Refusal`."""
    try:
        yield
    except UnicodeDecodeError as error:  # what SQLite says of a torn schema is no text either
        raise Refusal(DAMAGED, file=path.name) from error
    except Exception as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        known = isinstance(error, (DBAPIError, *driver_errors()))
        sentence = _meaning(cause, path) if known else None
        if sentence is None:
            raise
        raise Refusal(sentence, file=path.name) from error


@contextmanager
def reading_refusals(path: Path) -> Iterator[None]:
    """As :func:`refusals`, where nothing but reading happens: what cannot be made sense of there
    (a word that this program never writes, a table that is missing) is damage too."""
    with refusals(path):
        try:
            yield
        except (
            ValueError,
            LookupError,
            TypeError,
            AttributeError,
            ArithmeticError,
            RecursionError,
            InvalidRequestError,  # no event in the file, or two
        ) as error:
            raise Refusal(DAMAGED, file=path.name) from error
        except DBAPIError as error:
            if _meaning(error.orig, path) is not None:
                raise
            raise Refusal(DAMAGED, file=path.name) from error


@contextmanager
def disk_refusals(path: Path) -> Iterator[None]:
    """Turn what the system says of the file itself into a :class:`Refusal`."""
    try:
        yield
    except OSError as error:
        sentence = _MEANING_TO_SYSTEM.get(error.errno or 0, OUT_OF_REACH)
        raise Refusal(sentence, file=_shortened(path.name)) from error


def check_name(path: Path) -> None:
    """Raises :class:`Refusal` where the name is too long for an event's file."""
    if len(os.fsencode(path.name)) > MAX_NAME_BYTES:
        raise Refusal(NAME_TOO_LONG, file=_shortened(path.name))


def _shortened(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:40]}…{name[-12:]}"


_TORN = ("Could not decode", "malformed", "no such table", "no such column", "has no column named")
"""What the driver and SQLite say where a text or the schema makes no sense."""

_FULL = "disk is full"


def _meaning(cause: BaseException | None, path: Path) -> Sentence | None:
    if any(words in str(cause) for words in _TORN):
        return DAMAGED
    if _FULL in str(cause):  # without a code of its own, where SQLCipher writes a file anew
        return DISK_FULL
    errorname = getattr(cause, "sqlite_errorname", "")
    found = (sentence for name, sentence in _MEANING.items() if errorname.startswith(name))
    sentence = next(found, None)
    if sentence is NOT_AN_EVENT and _is_of_cipher(cause):  # its key was proven before
        return DAMAGED
    if errorname.startswith("SQLITE_IOERR") and path.exists():
        sentence = DISK_FAULT
    # On a full disk the write-ahead log cannot even be opened, and SQLite says only that.
    if sentence in (OUT_OF_REACH, DISK_FAULT) and _is_full(path.parent):
        return DISK_FULL
    return sentence


def _is_of_cipher(cause: BaseException | None) -> bool:
    """Whether SQLCipher said it. The file itself is not looked at: this process has it open."""
    cipher: Any = sys.modules.get("sqlcipher3.dbapi2")
    return cipher is not None and isinstance(cause, cipher.Error)


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < ROOM_TO_WRITE
    except OSError:
        return False


def driver_errors() -> tuple[type[Exception], ...]:
    """What the drivers raise; SQLCipher's is imported only where something is encrypted."""
    cipher: Any = sys.modules.get("sqlcipher3.dbapi2")
    return (sqlite3.Error,) if cipher is None else (sqlite3.Error, cipher.Error)


def connect(path: Path, key: Key | None = None) -> Engine:
    """An engine on the file at ``path``, which is made when it is not there; with ``key`` it is
    encrypted.

    What people are called is kept out of its errors: these may end in a log.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)) if key is None else _sealed_url(path, key),
        hide_parameters=True,
        json_serializer=partial(json.dumps, ensure_ascii=False),
        connect_args={"timeout": BUSY_TIMEOUT_MS / 1000},
        poolclass=QueuePool,
    )
    if key is not None:
        event.listen(engine, "connect", _be_silent)
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def connect_to_read(path: Path, key: Key | None, reading: Reading) -> Engine:
    """An engine on the file at ``path``, through which nothing is written."""
    engine = create_engine(
        "sqlite://" if key is None else _sealed_url(path, key),
        creator=partial(bare_connection, path, key, reading),
        hide_parameters=True,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0 if reading is Reading.ALONE else -1,
    )
    if reading is Reading.ALONE:
        event.listen(engine, "connect", _let_no_one_in)
    event.listen(engine, "begin", _on_begin)
    forbid_writing(engine)
    return engine


def _let_no_one_in(connection: Any, _record: Any) -> None:
    """SQLite keeps the index of the log in memory then, and not in a file."""
    connection.execute("PRAGMA locking_mode = EXCLUSIVE").close()


def forbid_writing(engine: Engine) -> None:
    """Let nothing be written through ``engine`` from here on."""
    event.listen(engine, "connect", _only_read)
    engine.dispose()


def _only_read(connection: Any, _record: Any) -> None:
    harden(connection)
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}").close()
    connection.execute("PRAGMA query_only = ON").close()


def _sealed_url(path: Path, key: Key) -> URL:
    return URL.create("sqlite+pysqlcipher", password=key.as_literal(), database=str(path))


class Reading(StrEnum):
    """How a file is opened that shall not be written: with the log beside it; as if there were none
    and no one else; or with no one else let in, which needs no room on the disk. The value is what
    SQLite is told."""

    WITH_LOG = "mode=ro"
    WITHOUT_LOG = "mode=ro&immutable=1"
    ALONE = "mode=rw"


def bare_connection(path: Path, key: Key | None, reading: Reading | None = None) -> Any:
    """A connection of the driver's own, without transactions begun by themselves."""
    if key is not None:
        return cipher_connection(path, key, reading)
    name, uri = _named(path, reading)
    return sqlite3.connect(name, uri=uri, isolation_level=None)


def cipher_connection(path: Path, key: Key | None, reading: Reading | None = None) -> Any:
    """As :func:`bare_connection`, of SQLCipher's driver in any case: only that can read a plain
    file and write an encrypted one."""
    from sqlcipher3 import dbapi2

    name, uri = _named(path, reading)
    connection = dbapi2.connect(name, uri=uri, isolation_level=None)
    if key is not None:
        connection.execute(f'PRAGMA key = "{key.as_literal()}"')
    _be_silent(connection)
    return connection


def _named(path: Path, reading: Reading | None) -> tuple[str, bool]:
    """What the drivers are told, and whether that is a URI."""
    return (f"{path.absolute().as_uri()}?{reading}", True) if reading else (str(path), False)


def _be_silent(connection: Any, _record: Any = None) -> None:
    """SQLCipher would tell of each torn page on stderr; and what SQLite sets aside while it works
    stays in memory, where it is not encrypted."""
    connection.execute("PRAGMA cipher_log_level = NONE").close()
    connection.execute("PRAGMA temp_store = MEMORY").close()


def _on_connect(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by _on_begin, not by the driver
    harden(connection)
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    (mode,) = cursor.execute("PRAGMA journal_mode = WAL").fetchone()
    # Without WAL (some network shares) a FULL rollback journal could lose a row; EXTRA does not.
    cursor.execute(f"PRAGMA synchronous = {'FULL' if mode == 'wal' else 'EXTRA'}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA secure_delete = ON")  # what is deleted leaves no bytes in its page
    cursor.close()


def _on_begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def stamp(connection: Connection) -> None:
    """Mark the file as an event of this program, in SQLite's own header."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def can_be_used_at(path: Path) -> bool:
    """Whether an event at ``path`` can be written, and so be opened where it lies."""
    return _is_writable(path) and not share_of(path)


def _is_writable(path: Path) -> bool:
    return os.access(path, os.R_OK | os.W_OK) and os.access(path.parent, os.W_OK)


def way_to_read(path: Path) -> Reading:
    """How an event at ``path`` that cannot be written there may be read where it lies. With a log
    SQLite needs an index of it, a file that has to be there or be made; without one it does not,
    where no one else is at it."""
    if has_log(path):
        return Reading.WITH_LOG
    return Reading.ALONE if _is_writable(path) else Reading.WITHOUT_LOG


def log_of(path: Path) -> Path:
    """What the log of the event at ``path`` is called."""
    return path.with_name(f"{path.name}-wal")


def has_log(path: Path) -> bool:
    """Whether a log with something in it lies beside the file at ``path``."""
    try:
        return log_of(path).stat().st_size > 0
    except OSError:
        return False


def check_is_event(path: Path, *, to_write: bool = True) -> None:
    """Look at the file's first bytes and its permissions, without opening it as a database.

    Raises:
        Refusal: there is no such file, it is not an event, it has a second name, or it cannot be
            written where it shall be (``to_write``).
    """
    check_name(path)
    with disk_refusals(path):
        if not path.is_file():
            raise Refusal(NO_SUCH_FILE, file=path.name)
        if to_write and not _is_writable(path):
            raise Refusal(READ_ONLY, file=path.name)
        check_not_on_share(path)
        check_has_one_name(path)
        check_size(path)
        with path.open("rb") as file:
            head = file.read(_HEADER_SIZE)
        length = path.stat().st_size
    if length >= PAGE_SIZE and is_protected(path):
        return
    if len(head) < _HEADER_SIZE or not head.startswith(_SQLITE_MAGIC):
        raise Refusal(NOT_AN_EVENT, file=path.name)
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise Refusal(NOT_AN_EVENT, file=path.name)


def check_has_one_name(path: Path) -> None:
    """SQLite's log is called after the name by which a file is opened: one file under two names
    (hard links) has two logs, and each loses what stands in the other. A file system that counts
    no names says 0 or 1.

    Raises:
        Refusal: the file has a second name.
    """
    if path.stat().st_nlink > 1:
        raise Refusal(SECOND_NAME, file=path.name)


def check_is_whole(engine: Engine, path: Path) -> None:
    """Let SQLite read every page once (65 ms for 100,000 people), and look at what the file says
    of itself before.

    ``quick_check`` would miss three of four wrong bytes.

    Raises:
        Refusal: the file is damaged, or holds what this program never writes.
    """
    with reading_refusals(path), engine.connect() as connection, bounded(_driver(connection)):
        check_schema(_driver(connection), path)
        verdict = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
        if verdict != "ok":
            raise Refusal(DAMAGED, file=path.name)


def check_is_bounded(engine: Engine, path: Path) -> None:
    """Raises :class:`Refusal` where a value is longer than any that this program writes, or of
    another kind."""
    with reading_refusals(path):
        check_values(engine, path)


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection
