"""The two ends of a journal, read from a copy of an event as it lies there: nothing is copied,
upgraded or written, so that every copy within reach can be asked."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from kiosk.language import Refusal
from kiosk.services.database.cipher import Passphrase
from kiosk.services.database.connection import Reading, bare_connection, driver_errors
from kiosk.services.database.strangers import bounded, harden
from kiosk.services.database.unlocking import key_of

_ENDS = (
    "SELECT id, seal FROM journal NOT INDEXED WHERE number = 1 LIMIT 1",
    "SELECT number, seal FROM journal ORDER BY number DESC LIMIT 1",
    "SELECT id FROM event",
)
_MOST_S = 20.0
"""Seconds for one copy: a stranger's may be made to be slow."""


class JournalEnds(NamedTuple):
    """By what a journal is known from its first row, ``first_id`` and ``first_seal``; its last
    row's number and seal; and the event's id in hexadecimal."""

    first_id: str
    first_seal: str
    rows: int
    seal: str
    event: str

    def begins_as(self, first_id: str, first_seal: str) -> bool:
        """Whether it is the journal of that first row; who seals it anew has to change both."""
        return first_id == self.first_id or first_seal == self.first_seal


def ends_of(copy: Path, passphrase: Passphrase | None = None) -> JournalEnds | None:
    """The ends of the journal in ``copy``; None where it cannot be opened, or is from before
    journals had seals. Not for a file that this process has open as a database."""
    try:
        key = key_of(copy, passphrase)
        with (
            closing(bare_connection(copy, key, Reading.WITH_LOG)) as opened,
            bounded(opened, _MOST_S),
        ):
            harden(opened)
            found = [opened.execute(query).fetchone() for query in _ENDS]
    except Exception as error:
        if not isinstance(error, (Refusal, OSError, UnicodeDecodeError, *driver_errors())):
            raise
        return None
    return _ends(found)


def _ends(found: list[tuple[Any, ...] | None]) -> JournalEnds | None:
    first, last, event = found
    if first is None or last is None or event is None or not isinstance(last[0], int):
        return None
    first_id, first_seal, seal, event_id = map(str, (*first, last[1], event[0]))
    whole = first_id and first_seal and seal
    return JournalEnds(first_id, first_seal, last[0], seal, event_id) if whole else None
