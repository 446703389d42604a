"""What lies beside an event's file and may tell of its people."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from kiosk.services.database import readable_id
from kiosk.services.printing import window_is_open

_UPGRADES = "{stem}.before-upgrade-*.kiosk*"
_SET_ASIDE = "{stem}.damaged-*.kiosk*"
_RESTORING = ".{stem}.kiosk.restoring*"
_HALF_MADE = re.compile(r"\.(\d+-[0-9a-f]+\.new|[0-9a-f]{32}\.kiosk\.new(-wal|-shm|-journal)?)")
PRACTICE = "kiosk-practice-"
"""How the temporary folders begin in which volunteers practise."""
LOOKING = "kiosk-look-"
"""How the temporary folders begin in which copies are looked at."""
_EXPORTED = (".xlsx", ".pdf", ".csv")


def left_beside(event: Path) -> Iterator[Path]:
    """What upgrades and restorings left, and what a program that was killed could not take away:
    files and exports half made."""
    for pattern in (_UPGRADES, _SET_ASIDE, _RESTORING):
        yield from event.parent.glob(pattern.format(stem=_literal(event.stem)))
    yield from (path for path in _files(event.parent) if _HALF_MADE.fullmatch(path.name))


def left_in_places(event: Path, places: Iterable[Path]) -> Iterator[Path]:
    """Copies that were not finished, in the folders of the event's copies."""
    for place in places:
        yield from (path for path in _files(place) if path.name.startswith(f".{event.stem}.copy"))


def left_in_temporary(event: Path, event_id: str) -> Iterator[Path]:
    """Practices on the event, and copies of it that were being looked at when the program was
    killed. One in which someone practises now is passed over."""
    temporary = Path(tempfile.gettempdir())
    for folder in temporary.glob(f"{PRACTICE}*"):
        if (folder / event.name).exists() and not window_is_open(folder / event.name):
            yield from (path for path in folder.rglob("*") if path.is_file())
    for folder in temporary.glob(f"{LOOKING}*"):
        copy = folder / "copy.kiosk"
        if copy.exists() and readable_id(copy) in ("", event_id):
            yield from _files(folder)


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_file())
    except OSError:
        return []


def exports_beside(event: Path) -> list[Path]:
    """Files that carry the event's name and were exported."""
    beside = event.parent.glob(f"{_literal(event.stem)}*")
    return sorted(path for path in beside if path.suffix.lower() in _EXPORTED)


def _literal(name: str) -> str:
    """``name`` for a pattern in which ``[``, ``*`` and ``?`` mean themselves."""
    return "".join(f"[{letter}]" if letter in "[*?" else letter for letter in name)
