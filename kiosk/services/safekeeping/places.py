"""Where copies of an event are kept: a second place on this machine, and sticks that were chosen.

A stick takes part only once it has the folder :data:`FOLDER`, which ``kiosk backup --to`` or the
window makes: what is known of persons must not land on every stick that someone brings a list on.
"""

from __future__ import annotations

import os
import string
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import platformdirs

FOLDER = "kiosk copies"
"""The folder on a stick, or in a place that was chosen, under which copies lie."""


def own_place() -> Path:
    """The folder of this machine's user (``KIOSK_BACKUP_DIR`` names another one)."""
    chosen = os.environ.get("KIOSK_BACKUP_DIR")
    return (
        Path(chosen) if chosen else platformdirs.user_data_path("kiosk", appauthor=False) / FOLDER
    )


def sticks() -> list[Path]:
    """The folders for copies on the sticks that are in now."""
    found = []
    for mount in mounts():
        with suppress(OSError):
            if (mount / FOLDER).is_dir() and os.access(mount / FOLDER, os.W_OK):
                found.append(mount / FOLDER)
    return found


def mounts() -> Iterator[Path]:
    """What may be a stick; ``KIOSK_STICKS`` names a folder of them instead."""
    chosen = os.environ.get("KIOSK_STICKS")
    if chosen:
        yield from _within(Path(chosen))
    elif sys.platform == "win32":
        yield from _drives()
    elif sys.platform == "darwin":
        yield from _within(Path("/Volumes"))
    else:
        for place in (Path("/media"), Path("/run/media")):
            yield from _within(place)
            for user in _within(place):
                yield from _within(user)
        yield from _within(Path("/mnt"))


def _within(folder: Path) -> list[Path]:
    with suppress(OSError):
        return sorted(each for each in folder.iterdir() if each.is_dir())
    return []


_REMOVABLE = 2
"""``DRIVE_REMOVABLE`` of GetDriveTypeW."""

if sys.platform == "win32":
    from ctypes import windll

    def _drives() -> Iterator[Path]:
        for letter in string.ascii_uppercase:
            if windll.kernel32.GetDriveTypeW(f"{letter}:\\") == _REMOVABLE:
                yield Path(f"{letter}:\\")

else:

    def _drives() -> Iterator[Path]:
        """No letters here."""
        return iter(())
