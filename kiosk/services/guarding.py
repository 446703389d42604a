"""The copies of an event that got a PIN, or another one: those from before open without it.

They are replaced at once by new ones. Sticks that are away are told of; the copies on them go when
they are in again and the event is copied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.language import Told
from kiosk.services.database import EventStore
from kiosk.services.organizer import guarded_since
from kiosk.services.safekeeping import (
    away_places,
    copies_of,
    damaged_beside,
    keep_copies,
    upgrades_beside,
    wiped,
)


@dataclass(frozen=True, slots=True)
class Renewed:
    """Which files that open without the PIN were overwritten and deleted, which still lie about,
    the places for copies that are away now, and what kept a new copy from being made."""

    gone: tuple[Path, ...]
    open: tuple[Path, ...]
    away: tuple[Path, ...]
    troubles: tuple[Told, ...]


def renew_copies(
    store: EventStore, places: Iterable[Path], clock: Callable[[], datetime]
) -> Renewed:
    """In each of ``places`` a copy with the PIN that the event of ``store`` has now; those from
    before go, and so do the copies that upgrades left. A damaged file that was set aside stays."""
    places = list(places)
    event, since = store.event_id().hex[-8:], guarded_since(store)
    before = [copy.path for copy in copies_of(places, event) if copy.rows < since]
    before += upgrades_beside(store.path) if since else []
    kept = keep_copies(store, places, clock)
    wiped(before if kept.copies else [])
    gone = tuple(path for path in before if not path.exists())
    still = tuple(path for path in before if path.exists())
    aside = tuple(damaged_beside(store.path)) if since else ()
    return Renewed(gone, (*still, *aside), tuple(away_places()), kept.troubles)
