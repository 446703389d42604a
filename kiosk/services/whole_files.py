"""Files that are there whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import sys
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from kiosk.language import Refusal, Sentence

NO_SUCH_FOLDER = Sentence(
    en="There is no folder “{folder}”. Make it first, or choose another place.",
    km="រកមិនឃើញថត «{folder}» ទេ។ សូមបង្កើតថតនោះជាមុនសិន ឬជ្រើសរើសកន្លែងផ្សេង។",
)
DISK_FULL = Sentence(
    en="The disk is full, so “{file}” was not written. Free some space, then do it once more.",
    km="ថាសពេញហើយ ដូច្នេះមិនបានសរសេរ «{file}» ទេ។ សូមលុបឯកសារមិនចាំបាច់ រួចធ្វើម្តងទៀត។",
)
NOT_WRITABLE = Sentence(
    en="“{file}” cannot be written there. Is it open elsewhere, or is the folder read-only?"
    " Choose another name or place.",
    km="មិនអាចសរសេរ «{file}» នៅទីនោះបានទេ។ តើវាកំពុងបើកនៅកម្មវិធីផ្សេង ឬថតត្រូវបានហាមសរសេរ?"
    " សូមជ្រើសរើសឈ្មោះ ឬកន្លែងផ្សេង។",
)
DISK_FAULT = Sentence(
    en="The disk could not take “{file}” (an input/output error), so it was not written. Choose"
    " another disk or a stick.",
    km="ថាសមិនអាចទទួល «{file}» បានទេ (កំហុសថាស) ដូច្នេះមិនបានសរសេរវាទេ។ សូមជ្រើសរើសថាសផ្សេង ឬ USB។",
)
IS_FOLDER = Sentence(
    en="“{file}” is a folder. Add a name for the file.",
    km="«{file}» ជាថត។ សូមបន្ថែមឈ្មោះឯកសារ។",
)
NAME_TOO_LONG = Sentence(
    en="The name “{file}” is too long for a file. Choose a shorter one.",
    km="ឈ្មោះ «{file}» វែងពេកសម្រាប់ឯកសារ។ សូមជ្រើសរើសឈ្មោះខ្លីជាងនេះ។",
)


_BLOCK = 1 << 16


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` through a file beside it, synced before it takes the name.

    Raises:
        Refusal: the folder is missing or read-only, ``path`` is a folder itself, its name is
            too long, or the disk is full. What was at ``path`` before is then still there.
    """
    with finished_beside(path, lambda out: out.write(content)) as file:
        os.replace(file, path)
        sync_folder(path.absolute().parent)


@contextmanager
def finished_beside(path: Path, fill: Callable[[IO[bytes]], object]) -> Iterator[Path]:
    """A file in the folder of ``path``, filled and synced, to be given that name (or another)
    within the block; whatever happens, none of it is left once the block has ended. It is for this
    user alone; one that replaces another may be read by whoever might before.

    Raises:
        Refusal: as :func:`write_whole`, also for what the block itself is denied.
    """
    check_place(path)
    unfinished = unfinished_beside(path.absolute())
    try:
        with open(unfinished, "xb", opener=for_this_user) as out:
            _take_mode(path, unfinished)
            fill(out)
            out.flush()
            os.fsync(out.fileno())
        yield unfinished
    except OSError as error:
        raise not_written(path, error) from error
    finally:
        with suppress(OSError):
            unfinished.unlink()


def _take_mode(replaced: Path, unfinished: Path) -> None:
    """Who may read what is replaced may read what comes in its place. Windows keeps that with the
    folder."""
    if os.name != "nt":
        with suppress(OSError):
            shutil.copymode(replaced, unfinished)


def for_this_user(name: str, flags: int) -> int:
    """An ``opener`` for a file that no other user of the machine may read, where it is new."""
    return os.open(name, flags, 0o600)


def make_for_this_user(path: Path) -> None:
    """A new, empty file that no other user of the machine may read. Raises :class:`OSError`."""
    open(path, "xb", opener=for_this_user).close()


def unfinished_beside(path: Path, name: str = "") -> Path:
    """What a file that shall be called ``path`` is called while this process writes it: whose it
    is (``name``), and the process, so that another one can tell what was given up from what is
    being written now. With the end of a log 25 bytes longer than ``name`` at most."""
    whose = f"{name}." if name else ""
    return path.with_name(f".{whose}{os.getpid()}-{secrets.token_hex(2)[1:]}.new")


_UNFINISHED = re.compile(
    r"\.(?:(?P<name>.+)\.)?(?P<process>\d{1,10})-[0-9a-f]+\.new(-wal|-shm|-journal)?"
)


def given_up(folder: Path, names: Container[str]) -> Iterator[Path]:
    """What was being written in ``folder``, of one of ``names``, by a process that is no more."""
    try:
        found = sorted(folder.iterdir())
    except OSError:
        return
    for path in found:
        match = _UNFINISHED.fullmatch(path.name)
        if match is None or (match["name"] or "") not in names:
            continue
        if not lives(int(match["process"])):
            yield path


if sys.platform == "win32":
    from ctypes import windll

    _SYNCHRONIZE = 0x100000

    def lives(process: int) -> bool:
        """Whether that process of this machine runs."""
        handle = windll.kernel32.OpenProcess(_SYNCHRONIZE, False, process)
        if not handle:
            return False
        still_runs = windll.kernel32.WaitForSingleObject(handle, 0) != 0
        windll.kernel32.CloseHandle(handle)
        return still_runs

else:

    def lives(process: int) -> bool:
        """Whether that process of this machine runs."""
        try:
            os.kill(process, 0)
        except PermissionError:
            return True
        except (OSError, OverflowError):
            return False
        return True


def blank(file: IO[bytes]) -> None:
    """Write noughts over all of ``file``, to the disk. A flash disk may keep the old cells all the
    same: only encryption helps there."""
    length = file.seek(0, os.SEEK_END)
    file.seek(0)
    for start in range(0, length, _BLOCK):
        file.write(bytes(min(_BLOCK, length - start)))
    file.flush()
    os.fsync(file.fileno())


def wipe(path: Path) -> None:
    """Write noughts over a file that no one has open, and delete it."""
    with path.open("r+b") as file:
        blank(file)
    path.unlink()


def sync_folder(folder: Path) -> None:
    """Make a new name in ``folder`` durable; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def check_place(path: Path) -> None:
    """Raises :class:`Refusal` where no file can be at ``path``."""
    if os.path.isdir(path):
        raise Refusal(IS_FOLDER, file=path)
    folder = path.absolute().parent
    if not os.path.isdir(folder):
        raise Refusal(NO_SUCH_FOLDER, folder=folder)


def not_written(path: Path, error: OSError) -> Refusal:
    """The system's ``error`` at writing ``path``, in words."""
    if error.errno == errno.ENAMETOOLONG:
        return Refusal(NAME_TOO_LONG, file=f"{path.name[:40]}…{path.name[-12:]}")
    if error.errno == errno.EIO:
        return Refusal(DISK_FAULT, file=path.name or path)
    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return Refusal(DISK_FULL if full else NOT_WRITABLE, file=path.name or path)
