"""What lies beside an event's file and may tell of its people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_UPGRADES = "{stem}.before-upgrade-*.kiosk*"
_SET_ASIDE = "{stem}.damaged-*.kiosk*"
_EXPORTED = (".xlsx", ".pdf", ".csv")


def left_beside(event: Path) -> Iterator[Path]:
    """What upgrades and restorings left."""
    for pattern in (_UPGRADES, _SET_ASIDE):
        yield from event.parent.glob(pattern.format(stem=_literal(event.stem)))


def exports_beside(event: Path) -> list[Path]:
    """Files that carry the event's name and were exported."""
    beside = event.parent.glob(f"{_literal(event.stem)}*")
    return sorted(path for path in beside if path.suffix.lower() in _EXPORTED)


def _literal(name: str) -> str:
    """``name`` for a pattern in which ``[``, ``*`` and ``?`` mean themselves."""
    return "".join(f"[{letter}]" if letter in "[*?" else letter for letter in name)
