"""What lies beside an event's file and may tell of its people."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from kiosk.services.database import EventStore, salt_of
from kiosk.services.whole_files import given_up, lives, wipe

_UPGRADES = "{stem}.before-upgrade-*.kiosk*"
_SET_ASIDE = "{stem}.damaged-*.kiosk*"
_PRACTICE = "kiosk-practice"
_LOOKING = "kiosk-look"
_TEMPORARY = re.compile(rf"(?:{_PRACTICE}|{_LOOKING})-(?P<process>\d{{1,10}})-.+")
_EXPORTED = (".xlsx", ".pdf", ".csv")


def practice_prefix() -> str:
    """How a temporary folder begins in which volunteers practise."""
    return f"{_PRACTICE}-{os.getpid()}-"


def looking_prefix() -> str:
    """How a temporary folder begins in which a copy is looked at."""
    return f"{_LOOKING}-{os.getpid()}-"


def tidy(store: EventStore, places: Iterable[Path]) -> list[Path]:
    """Overwrite and delete what killed programs left of the event of ``store``, which is
    protected, and what upgrades left that opens without its passphrase; answers what is gone. A
    damaged file that was set aside stays."""
    upgrades = (path for path in _beside(store.path, _UPGRADES) if _opens_otherwise(path, store))
    return wiped([*given_up_of(store.path, places), *upgrades])


def given_up_of(event: Path, places: Iterable[Path]) -> Iterator[Path]:
    """What programs that were killed could not take away: files, copies and exports half made,
    practices, and copies that were being looked at. What a living one works at is passed over."""
    yield from given_up(event.parent, ("", event.name))
    for place in places:
        yield from given_up(place, (event.name,))
    for folder in _files(Path(tempfile.gettempdir())):
        match = _TEMPORARY.fullmatch(folder.name)
        if match is not None and not lives(int(match["process"])):
            yield from (path for path in folder.rglob("*") if path.is_file())


def upgrades_beside(event: Path) -> list[Path]:
    """The copies that upgrades left, as the file was before."""
    return list(_beside(event, _UPGRADES))


def damaged_beside(event: Path) -> list[Path]:
    """The files that restorings set aside."""
    return list(_beside(event, _SET_ASIDE))


def wiped(files: Iterable[Path]) -> list[Path]:
    """Those of ``files`` that could be overwritten and deleted."""
    files = list(dict.fromkeys(files))
    for path in files:
        with suppress(OSError):
            wipe(path)
    return [path for path in files if not path.exists()]


def _beside(event: Path, pattern: str) -> Iterator[Path]:
    yield from event.parent.glob(pattern.format(stem=_literal(event.stem)))


def _opens_otherwise(path: Path, store: EventStore) -> bool:
    return salt_of(path) != store.salt


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def exports_beside(event: Path) -> list[Path]:
    """Files that carry the event's name and were exported."""
    beside = event.parent.glob(f"{_literal(event.stem)}*")
    return sorted(path for path in beside if path.suffix.lower() in _EXPORTED)


def _literal(name: str) -> str:
    """``name`` for a pattern in which ``[``, ``*`` and ``?`` mean themselves."""
    return "".join(f"[{letter}]" if letter in "[*?" else letter for letter in name)
