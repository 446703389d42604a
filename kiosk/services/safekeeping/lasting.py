"""What lasts whatever copy comes back: that the organizer guards the event with a PIN, and that
people were purged.

A copy is as old as its PIN and its people. The file that it comes back for, torn or whole, and
newer copies within reach are asked which PIN there was last, and who was purged since.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from kiosk.domain import Action, JournalRow
from kiosk.services.database import (
    EventStore,
    Passphrase,
    ReadPin,
    StoredPin,
    readable_id,
    readable_pin,
    readable_rows,
)
from kiosk.services.organizer import TELLING_OF_THE_PIN, mark_of, marks, unknown_pin
from kiosk.services.safekeeping.beside import looking_prefix
from kiosk.services.safekeeping.first_page import lend_first_page, lenders
from kiosk.services.safekeeping.purge_memory import Purge, purges_of

_TAKEN_OFF = (Action.PIN_REMOVED, Action.PIN_FORGOTTEN)


@dataclass(frozen=True, slots=True)
class Witness:
    """What can still be read of an event's file, whole or torn: the rows of its journal, the end
    of the event's id, and its PIN."""

    rows: tuple[JournalRow, ...] = ()
    event: str = ""
    pin: ReadPin = field(default_factory=ReadPin, repr=False)


def witness_of(file: Path, passphrase: Passphrase | None, lender: Path | None = None) -> Witness:
    """What ``file`` tells, read from a copy of it and of its log: it stays as it is. ``lender`` is
    a copy whose first page is taken in place of its own."""
    with tempfile.TemporaryDirectory(prefix=looking_prefix()) as folder, suppress(OSError):
        torn = Path(folder) / "torn.kiosk"
        for ending in ("", "-wal"):
            with suppress(FileNotFoundError):
                shutil.copyfile(file.with_name(file.name + ending), f"{torn}{ending}")
        if lender is not None:
            lend_first_page(lender, torn)
        rows = tuple(readable_rows(torn, passphrase))
        event = readable_id(torn, passphrase)[-8:]
        return Witness(rows, event, readable_pin(torn, passphrase))
    return Witness()


def torn_witness(file: Path, places: Iterable[Path], passphrase: Passphrase | None) -> Witness:
    """As :func:`witness_of`; where nothing can be read, with the first page of a copy in ``places``
    of the same event."""
    witness = witness_of(file, passphrase)
    for copy in () if witness.rows else lenders(file, places):
        lent = witness_of(file, passphrase, copy.path)
        if lent.rows and lent.event == copy.event:
            return lent
    return witness


class Guard(StrEnum):
    """Which PIN an event has that comes back from a copy. ``AS_IT_WAS``: the one that it had, or
    none as before. ``OF_FILE``: that of the file, since the copy has none or another. ``UNSURE``:
    the copy's, and nothing tells whether it was changed since; ``UNSURE_NONE``: nor whether one
    was set. ``LOCKED``: one was set that no one can read any more."""

    AS_IT_WAS = "as_it_was"
    OF_FILE = "of_file"
    UNSURE = "unsure"
    UNSURE_NONE = "unsure_none"
    LOCKED = "locked"


def lasting_pin(
    store: EventStore,
    event: str,
    following: Sequence[JournalRow],
    witnesses: Sequence[Witness],
) -> tuple[StoredPin | None, Guard]:
    """The PIN that the copy of ``store`` shall have, once the rows that are ``following`` are done
    again, and how that is known; ``event`` is the end of its id. ``witnesses`` are the file that
    it comes back for and newer copies.

    What takes a PIN off must be proven, what sets one need not be.
    """
    taken_off = any(row.action in _TAKEN_OFF for row in following)
    own = None if taken_off else store.pin()
    for witness in witnesses:
        kept, same = witness.pin.kept, witness.event in ("", event)
        if kept is not None and (same or own is None):
            as_before = own is not None and own.digest == kept.digest
            return kept, Guard.AS_IT_WAS if as_before else Guard.OF_FILE
    own_mark = None if own is None else mark_of(own.digest)
    proven = [*store.telling(TELLING_OF_THE_PIN), *following]
    said = [mark for _number, mark in marks([*proven, *_unproven(witnesses, event, following)])]
    if said and said[-1] not in (None, own_mark):
        return unknown_pin(), Guard.LOCKED
    if own is None and (taken_off or any(witness.pin.told for witness in witnesses)):
        return None, Guard.AS_IT_WAS
    return own, Guard.UNSURE_NONE if own is None else Guard.UNSURE


def purges_told(witnesses: Sequence[Witness], event: str) -> set[Purge]:
    """The purges that the files of the event whose id ends in ``event`` tell of."""
    told = (witness.rows for witness in witnesses if witness.event == event)
    return purges_of(row for rows in told for row in rows)


def _unproven(
    witnesses: Sequence[Witness], event: str, following: Sequence[JournalRow]
) -> list[JournalRow]:
    """Rows of the same event that come after a gap, and tell that a PIN was set."""
    last = following[-1].number if following else 0
    return [
        row
        for witness in witnesses
        if witness.event == event
        for row in witness.rows
        if row.number > last and row.action in (Action.PIN_SET, Action.PIN_CHANGED)
    ]
