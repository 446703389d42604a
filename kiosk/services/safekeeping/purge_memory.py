"""Whom the events of this machine were purged of, kept beside its settings: so that a copy from
before, on a stick that comes out of a drawer, does not bring anyone back unnoticed.

Only ids that the program gave out, and when: nothing that is known of anyone. A file that cannot
be read or written is as good as none.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from kiosk import settings
from kiosk.domain import Action, JournalRow, Person
from kiosk.language import Refusal
from kiosk.services.database import EventStore
from kiosk.services.whole_files import write_whole

_MOST_BYTES = 16_000_000
"""Of the memory of one event; 100,000 people take 7 MB."""


class Purge(NamedTuple):
    """Who was purged, and when."""

    person: UUID
    at: datetime


def purges_of(rows: Iterable[JournalRow]) -> set[Purge]:
    """The purges that ``rows`` tell of."""
    purged = (row for row in rows if row.action is Action.PERSON_PURGED)
    return {Purge(row.person_id, row.at) for row in purged if row.person_id is not None}


def remember_purges(store: EventStore) -> None:
    """Keep what the journal of ``store`` tells of purges."""
    event = store.event_id()
    told, known = purges_of(store.telling([Action.PERSON_PURGED])), remembered(event)
    if told - known:
        lines = sorted(f"{each.person.hex} {each.at.isoformat()}\n" for each in told | known)
        file = _file(event)
        with suppress(OSError, Refusal):
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, "".join(lines).encode("ascii"))


def remembered(event: UUID) -> set[Purge]:
    """What this machine knows of purges of ``event``."""
    try:
        with _file(event).open("rb") as kept:
            lines = kept.read(_MOST_BYTES).decode("ascii", "replace").splitlines()
    except OSError:
        return set()
    found = set()
    for line in lines:
        person, _, at = line.partition(" ")
        with suppress(ValueError):
            moment = datetime.fromisoformat(at)
            if moment.tzinfo is not None:
                found.add(Purge(UUID(person), moment))
    return found


def to_purge_again(
    store: EventStore, known: Iterable[Purge], following: Iterable[JournalRow] = ()
) -> list[Person]:
    """Of whom ``store``, a copy, still knows what was purged after it was made, once the rows that
    are ``following`` are done again: whoever was purged no earlier stays as they are."""
    done: dict[UUID, datetime] = {}
    for person, at in purges_of([*store.telling([Action.PERSON_PURGED]), *following]):
        done[person] = max(at, done.get(person, at))
    due = {each.person for each in known if each.person not in done or done[each.person] < each.at}
    return [person for person in store.unpurged() if person.id in due] if due else []


def _file(event: UUID) -> Path:
    return settings.folder() / "purged" / f"{event.hex}.txt"
