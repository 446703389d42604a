"""Where copies of an event are kept: a second place on this machine, and sticks that were chosen.

A stick takes part only once it has the folder :data:`FOLDER`, which ``kiosk backup --to`` or the
window makes: what is known of persons must not land on every stick that someone brings a list on.
What was chosen is remembered on this machine too, since a second disk or a folder that goes
elsewhere by itself is no stick that could be found.
"""

from __future__ import annotations

import os
import string
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import platformdirs

from kiosk import settings

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


def chosen_places() -> list[Path]:
    """The folders for copies that were chosen on this machine and are there now: a stick, another
    disk, a folder that goes elsewhere by itself."""
    found = []
    for place in settings.copy_places():
        with suppress(OSError):
            if place.is_dir() and os.access(place, os.W_OK):
                found.append(place)
    return found


def away_places() -> list[Path]:
    """The folders for copies that were chosen on this machine and cannot be reached now."""
    here = chosen_places()
    return [place for place in settings.copy_places() if place not in here]


def second_places() -> list[Path]:
    """Every folder for copies besides the machine's own that is within reach now."""
    return list(dict.fromkeys([*chosen_places(), *sticks()]))


def choose_place(folder: Path) -> Path:
    """The folder for copies in ``folder``, which takes part from now on whenever it is there."""
    place = folder if folder.name == FOLDER else folder / FOLDER
    settings.keep_copy_places([*settings.copy_places(), place.absolute()])
    return place


def forget_place(folder: Path) -> bool:
    """No more copies in ``folder``; those that lie there stay. False where none were."""
    meant = {folder.absolute(), folder.absolute() / FOLDER}
    before = settings.copy_places()
    settings.keep_copy_places([place for place in before if place not in meant])
    return len(settings.copy_places()) < len(before)


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
