"""Giving a finished workbook its name, which another program may have open.

Such a name is left alone and the new workbook gets another: Windows refuses to replace the
file, and on the other systems the program that has it open would later save the old content
over the new.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import IO

from kiosk.language import Sentence
from kiosk.services.whole_files import finished_beside, sync_folder

_PATIENCE_S = 2.0
_PAUSE_S = 0.1
_OPEN_ON_WINDOWS = frozenset({5, 32, 33})
"""ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION."""

SAVED_UNDER_ANOTHER_NAME = Sentence(
    en="“{wanted}” is open in another program, so the workbook was saved as “{written}”.",
    km="«{wanted}» កំពុងបើកក្នុងកម្មវិធីផ្សេង ដូច្នេះសៀវភៅការងារត្រូវបានរក្សាទុកជា «{written}»។",
)
"""What to tell when the path that was written is not the one that was asked for."""


def save(path: Path, write: Callable[[IO[bytes]], None]) -> Path:
    """Let ``write`` fill the file at ``path``; the path that was written in the end.

    Raises a :class:`~kiosk.language.Refusal` where the disk or the folder says no. Whatever
    is raised, a file that stood at ``path`` is as it was and no other is left behind.
    """
    with finished_beside(path, write) as finished:
        for candidate in _names(path):
            if _replaced(finished, candidate):
                sync_folder(path.absolute().parent)
                return candidate
    raise AssertionError("names never end")


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


def _replaced(finished: Path, path: Path) -> bool:
    """True once done, False where Windows holds the file for longer than we wait."""
    give_up = time.monotonic() + _PATIENCE_S
    while True:
        try:
            os.replace(finished, path)
        except OSError as error:
            if getattr(error, "winerror", None) not in _OPEN_ON_WINDOWS or not path.exists():
                raise
            if time.monotonic() > give_up:
                return False
            time.sleep(_PAUSE_S)
        else:
            return True
