"""Whose turn it is to print the badges of an event: one process at a time, or badges double.

The desk window holds ``.EVENT.lock`` beside the event while it is open (a ``QLockFile``: the
process, its program and the machine, a line each). Whoever works badges off holds
``.EVENT.printing``, locked by the operating system, so that a crash lets go of it.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PROCESSES = Path("/proc")


def window_is_open(event: Path) -> bool:
    """Whether a desk window of this machine has the event at ``event`` open.

    On Windows the file goes with its window, whatever ends it, or is refused to others; where
    processes can be asked, the lock of a window that died is told from one that lives.
    """
    event = event.resolve()
    try:
        lines = event.with_name(f".{event.name}.lock").read_text("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    if os.name == "nt" or len(lines) < 3 or not lines[0].isdigit():
        return True
    process, program, machine = int(lines[0]), lines[1], lines[2]
    return machine == platform.node() and _runs(process, program)


def _runs(process: int, program: str) -> bool:
    """Whether ``process`` lives and, where that can be seen, still is ``program``: numbers are
    given out again."""
    try:
        os.kill(process, 0)
    except PermissionError:
        pass
    except (OSError, OverflowError):
        return False
    try:
        return (_PROCESSES / str(process) / "exe").readlink().name == program
    except OSError:
        return True


@contextmanager
def printing_turn(event: Path) -> Iterator[bool]:
    """True inside where it is ours to print the badges of ``event``; False, at once, where
    another process is at it.

    Where no lock can be had at all (a full disk, a share without locks) it is ours.
    """
    event = event.resolve()
    place = event.with_name(f".{event.name}.printing")
    try:
        handle = _take(place)
    except OSError:
        yield True
        return
    try:
        yield handle is not None
    finally:
        if handle is not None:
            _give_back(handle, place)


def _take(place: Path) -> int | None:
    while True:
        handle = os.open(place, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            ours = _lock(handle)
        except OSError:
            os.close(handle)
            raise
        if ours and _is_there(handle, place):
            return handle
        os.close(handle)
        if not ours:
            return None


def _is_there(handle: int, place: Path) -> bool:
    """False where whoever had the turn before removed the file that we locked."""
    try:
        return os.path.samestat(os.fstat(handle), os.stat(place))
    except FileNotFoundError:
        return False


def _give_back(handle: int, place: Path) -> None:
    """Remove the file while it is still ours; Windows can remove it only once it is closed,
    and does not while another has it open."""
    if sys.platform != "win32":
        with suppress(OSError):
            place.unlink()
    os.close(handle)
    if sys.platform == "win32":
        with suppress(OSError):
            place.unlink()


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
