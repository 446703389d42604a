"""An event looked at where it cannot be written: the disk is full, or the medium is read-only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from kiosk.language import Refusal
from kiosk.services.database import (
    DAMAGED,
    DISK_FULL,
    NOT_AN_EVENT,
    PASSPHRASE_NEEDED,
    READ_ONLY,
    WRONG_PASSPHRASE,
    EventStore,
    Passphrase,
)
from kiosk.services.safekeeping.copies import opened

_KEEPS_FROM_WRITING = (READ_ONLY, DISK_FULL)
_STANDS = (PASSPHRASE_NEEDED, WRONG_PASSPHRASE, DAMAGED, NOT_AN_EVENT)
"""What is true of the event wherever it lies."""


@contextmanager
def opened_to_read(
    event: Path, passphrase: Passphrase | None, kept: Refusal
) -> Iterator[EventStore]:
    """The event at ``event``, which was not opened because of ``kept``: read where it lies, or
    else, such as beside a log on a read-only medium, from a copy in a temporary folder. Who wishes
    to write is told ``kept``.

    Raises:
        Refusal: ``kept``, where it says something else than that nothing can be written, or where
            there is no room for such a copy either; or the event is damaged, or the passphrase
            does not open it.
    """
    if kept.told.sentence not in _KEEPS_FROM_WRITING:
        raise kept
    with ExitStack() as stack:
        try:
            store = _entered(stack, event, passphrase, kept)
        except Refusal as refusal:
            raise refusal if refusal.told.sentence in _STANDS else kept from None
        yield store


def _entered(
    stack: ExitStack, event: Path, passphrase: Passphrase | None, kept: Refusal
) -> EventStore:
    try:
        return stack.enter_context(closing(EventStore.open_to_read(event, passphrase, kept)))
    except Refusal as refusal:
        if refusal.told.sentence in _STANDS:
            raise
        store = stack.enter_context(opened(event, passphrase))
        store.keep_from_writing(kept)
        return store
