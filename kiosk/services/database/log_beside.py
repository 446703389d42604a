"""The write-ahead log beside an event's file, in which what was done last may stand alone.

SQLite plays any log into the file that has its name, also one that another file left there, and
the last one to close the event writes that into the file for good. So a log is looked at before,
through a connection that writes nothing. And a file tells of itself (in ``user_version``, which
SQLite leaves to the program) that a window has it open: where that is said and no log lies beside,
it was copied or moved without.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from kiosk.language import Refusal, Sentence
from kiosk.services.database.cipher import Key
from kiosk.services.database.connection import (
    DAMAGED,
    NOT_AN_EVENT,
    Reading,
    bare_connection,
    disk_refusals,
    driver_errors,
    has_log,
    reading_refusals,
)
from kiosk.services.database.strangers import bounded, check_schema, harden

LOG_OF_ANOTHER = Sentence(
    en="“{file}-wal” beside “{file}” is the log of another file: together they are no whole event."
    " Nothing was changed. Move “{file}-wal” to another folder and keep it, then open the event"
    " once more.",
    km="«{file}-wal» នៅក្បែរ «{file}» ជាកំណត់ហេតុរបស់ឯកសារផ្សេង៖ បញ្ចូលគ្នាវាមិនមែនជាព្រឹត្តិការណ៍ពេញលេញទេ។"
    " មិនបានផ្លាស់ប្តូរអ្វីទេ។ សូមផ្លាស់ទី «{file}-wal» ទៅថតផ្សេង ហើយរក្សាទុកវា រួចបើកព្រឹត្តិការណ៍ម្តងទៀត។",
)
LOG_OF_EARLIER = Sentence(
    en="“{file}-wal” beside “{file}” is from an earlier state of this event: what was done in"
    " “{file}” since then would be lost. Nothing was changed. Move “{file}-wal” to another folder"
    " and keep it, then open the event once more and compare the last arrivals with paper.",
    km="«{file}-wal» នៅក្បែរ «{file}» មកពីសភាពមុនរបស់ព្រឹត្តិការណ៍នេះ៖"
    " អ្វីដែលបានធ្វើក្នុង «{file}» តាំងពីពេលនោះនឹងបាត់។"
    " មិនបានផ្លាស់ប្តូរអ្វីទេ។ សូមផ្លាស់ទី «{file}-wal» ទៅថតផ្សេង ហើយរក្សាទុកវា រួចបើកព្រឹត្តិការណ៍ម្តងទៀត"
    " ហើយផ្ទៀងផ្ទាត់អ្នកមកដល់ចុងក្រោយជាមួយក្រដាស។",
)
LOG_IS_MISSING = Sentence(
    en="“{file}” was copied or moved while a desk had it open, without the “{file}-wal” beside it:"
    " what was done last may be missing here. Before anyone works on here, look for that file"
    " where the event came from, or compare the last arrivals with paper.",
    km="«{file}» ត្រូវបានចម្លង ឬផ្លាស់ទី ពេលតុកំពុងបើកវា ដោយគ្មាន «{file}-wal» នៅក្បែរ៖"
    " អ្វីដែលបានធ្វើចុងក្រោយអាចបាត់។"
    " មុនពេលនរណាម្នាក់ធ្វើការបន្តនៅទីនេះ សូមរកឯកសារនោះនៅកន្លែងដើម ឬផ្ទៀងផ្ទាត់អ្នកមកដល់ចុងក្រោយជាមួយក្រដាស។",
)

_IN_USE = 1
_VERSIONS = slice(18, 20)
"""Where the header says how the file is written: 1 with a rollback journal, 2 with a log."""
_NO_LOG = b"\x01\x01"


def check_log(path: Path, key: Key | None) -> None:
    """Look at the file at ``path`` together with the log beside it, and change neither.

    Raises:
        Refusal: the log is not the file's, or not of what the file is now, or both are damaged.
    """
    if not has_log(path):
        return
    with disk_refusals(path), path.open("rb") as file:
        versions = file.read(_VERSIONS.stop)[_VERSIONS]
    # The file of an event has its log from the beginning, its copies have none.
    if key is None and versions == _NO_LOG:
        raise Refusal(LOG_OF_ANOTHER, file=path.name)
    last = _last_row(path, key)  # before the log is looked at: another desk may be at work
    try:
        _check(path, key, Reading.WITH_LOG)
    except Refusal as refusal:
        if refusal.told.sentence not in (DAMAGED, NOT_AN_EVENT):
            raise
        _check(path, key, Reading.WITHOUT_LOG)
        raise Refusal(LOG_OF_ANOTHER, file=path.name) from refusal
    if last is not None and not _tells_of(path, key, last) and _is_whole_alone(path, key):
        raise Refusal(LOG_OF_EARLIER, file=path.name)


def _last_row(path: Path, key: Key | None) -> tuple[object, object] | None:
    """Id and number of the journal's last row as the file tells without its log. A file that was
    left midway may have pages of several moments, or half written: what is read is then a row of
    one of them, nonsense, or nothing."""
    # By the table alone: an index may be of another moment.
    asked = "SELECT id, number FROM journal NOT INDEXED ORDER BY rowid DESC LIMIT 1"
    try:
        with (
            closing(bare_connection(path, key, Reading.WITHOUT_LOG)) as connection,
            bounded(connection),
        ):
            found: tuple[object, object] | None = connection.execute(asked).fetchone()
    except driver_errors():
        return None
    return found


def _is_whole_alone(path: Path, key: Key | None) -> bool:
    try:
        _check(path, key, Reading.WITHOUT_LOG)
    except Refusal:
        return False
    return True


def _tells_of(path: Path, key: Key | None, row: tuple[object, object]) -> bool:
    """Whether file and log together have that row of the journal."""
    with (
        reading_refusals(path),
        closing(bare_connection(path, key, Reading.WITH_LOG)) as connection,
        bounded(connection),
    ):
        asked = "SELECT count(*) FROM journal WHERE id = ? AND number = ?"
        (count,) = connection.execute(asked, row).fetchone()
    return bool(count)


def _check(path: Path, key: Key | None, reading: Reading) -> None:
    with (
        reading_refusals(path),
        closing(bare_connection(path, key, reading)) as connection,
        bounded(connection),
    ):
        harden(connection)
        check_schema(connection, path)
        (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if verdict != "ok":
            raise Refusal(DAMAGED, file=path.name)


def carry(connection: Any) -> bool:
    """Write what stands in the log into the file, beside whoever reads and writes, through the
    driver's ``connection``. Both are synced by SQLite, the log first: nothing is less durable.
    Not all of it is, while someone reads what stood there before the last change, and the file
    alone is then of two times: False."""
    _, in_log, carried = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    return bool(in_log == carried)


def is_in_use(connection: Any) -> bool:
    """Whether the file says that a window has it open, or had when it ended midway."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return bool(version == _IN_USE)


def mark(connection: Any, *, in_use: bool) -> None:
    """Let the file say so, or no longer."""
    if is_in_use(connection) != in_use:
        connection.execute(f"PRAGMA user_version = {_IN_USE if in_use else 0}").close()
