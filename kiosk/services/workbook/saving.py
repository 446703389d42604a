"""Putting a file in its place whole, or not at all.

The bytes go to a temporary file in the same folder, are flushed to the disk, and take the
name in one step. A workbook that is open elsewhere keeps its name and the new one gets
another, because Windows refuses to replace it and, on the other systems, the program that
has it open would later save the old content over the new.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import IO

from kiosk.language import Refusal, Sentence

_PATIENCE_S = 2.0
_PAUSE_S = 0.1
_OPEN_ON_WINDOWS = frozenset({5, 32, 33})
"""ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION."""
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NO_LEAVE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})

SAVED_UNDER_ANOTHER_NAME = Sentence(
    en="“{wanted}” is open in another program, so the workbook was saved as “{written}”.",
    km="«{wanted}» កំពុងបើកក្នុងកម្មវិធីផ្សេង ដូច្នេះសៀវភៅការងារត្រូវបានរក្សាទុកជា «{written}»។",
)
"""What to tell when the path that was written is not the one that was asked for."""

_NO_FOLDER = Sentence(
    en="There is no folder “{folder}”. Make it, or choose another place for the workbook.",
    km="គ្មានថត «{folder}» ទេ។ សូមបង្កើតវា ឬជ្រើសរើសកន្លែងផ្សេងសម្រាប់សៀវភៅការងារ។",
)
_IS_FOLDER = Sentence(
    en="“{name}” is a folder. Give the workbook another name.",
    km="«{name}» ជាថត។ សូមដាក់ឈ្មោះផ្សេងឱ្យសៀវភៅការងារ។",
)
_READ_ONLY = Sentence(
    en="The folder “{folder}” may not be written to. Choose another place for the workbook.",
    km="មិនអាចសរសេរក្នុងថត «{folder}» បានទេ។ សូមជ្រើសរើសកន្លែងផ្សេងសម្រាប់សៀវភៅការងារ។",
)
_DISK_FULL = Sentence(
    en="The disk is full: “{name}” was not saved. Free some space or choose another disk, "
    "then export again.",
    km="ថាសពេញហើយ៖ «{name}» មិនត្រូវបានរក្សាទុកទេ។ សូមលុបឯកសារមិនចាំបាច់ ឬជ្រើសរើសថាសផ្សេង រួចនាំចេញម្តងទៀត។",
)
_FAILED = Sentence(
    en="“{name}” could not be saved ({reason}). Choose another name or place and export again.",
    km="មិនអាចរក្សាទុក «{name}» បានទេ ({reason})។ សូមជ្រើសរើសឈ្មោះ ឬកន្លែងផ្សេង រួចនាំចេញម្តងទៀត។",
)


def save(path: Path, write: Callable[[IO[bytes]], None]) -> Path:
    """Let ``write`` fill the file at ``path``; the path that was written in the end.

    Raises a :class:`Refusal` where the disk or the folder says no. Whatever is raised, a
    file that stood at ``path`` is as it was and no other is left behind.
    """
    try:
        _check_place(path)
        return _placed(_filled(path, write), path)
    except OSError as error:
        raise _refusal(error, path) from error


def _check_place(path: Path) -> None:
    if path.is_dir():
        raise Refusal(_IS_FOLDER, name=path)
    if not path.parent.is_dir():
        raise Refusal(_NO_FOLDER, folder=path.parent)


def _filled(path: Path, write: Callable[[IO[bytes]], None]) -> Path:
    temporary = path.with_name(f".kiosk-{os.getpid()}-{time.monotonic_ns():x}.tmp")
    try:
        with temporary.open("xb") as out:
            write(out)
            out.flush()
            os.fsync(out.fileno())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _placed(temporary: Path, path: Path) -> Path:
    try:
        for candidate in _names(path):
            if _replaced(temporary, candidate):
                _sync_folder(path.parent)
                return candidate
        raise AssertionError("names never end")
    finally:
        temporary.unlink(missing_ok=True)


def _names(path: Path) -> Iterator[Path]:
    """``path``, if no program has it open, then ``name (2)`` and so on, none of them taken."""
    if not _is_open(path):
        yield path
    for number in count(2):
        other = path.with_name(f"{path.stem} ({number}){path.suffix}")
        if not other.exists() and not _is_open(other):
            yield other


def _is_open(path: Path) -> bool:
    """Whether the mark of LibreOffice or Excel lies beside the file."""
    marks = (f".~lock.{path.name}#", f"~${path.name}")
    return path.exists() and any(path.with_name(mark).exists() for mark in marks)


def _replaced(temporary: Path, path: Path) -> bool:
    """True once done, False where Windows holds the file for longer than we wait."""
    give_up = time.monotonic() + _PATIENCE_S
    while True:
        try:
            temporary.replace(path)
        except OSError as error:
            if getattr(error, "winerror", None) not in _OPEN_ON_WINDOWS or not path.exists():
                raise
            if time.monotonic() > give_up:
                return False
            time.sleep(_PAUSE_S)
        else:
            return True


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refusal(error: OSError, path: Path) -> Refusal:
    if error.errno in _NO_ROOM:
        return Refusal(_DISK_FULL, name=path.name)
    if error.errno in _NO_LEAVE:
        return Refusal(_READ_ONLY, folder=path.parent)
    return Refusal(_FAILED, name=path.name, reason=error.strerror or str(error))
