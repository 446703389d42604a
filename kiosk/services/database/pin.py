"""The organizer's PIN as an event file keeps it, with the count of wrong ones."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select

from kiosk.services.database import tables as t

LONGEST_OPEN = 15
"""Minutes without a deed of the organizer's after which a desk has locked at the latest."""
_MOST_WRONG = 10**6


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPin:
    """``digest`` is argon2's own text; ``lock_after`` minutes without a deed of the organizer's
    the desk locks by itself. ``wrong`` PINs were typed in a row, the last when the clock that no
    one can set (:func:`kiosk.services.organizer.seconds_also_asleep`) stood at ``wrong_ticks``."""

    digest: str
    lock_after: int
    wrong: int = 0
    wrong_ticks: float | None = None


_NOUGHT = datetime(1970, 1, 1, tzinfo=UTC)
"""The file keeps that clock as if the machine had been switched on then. Files of older programs
have the time of day there: later than any clock that began at nought stands."""


def ticks_of(kept: datetime | None) -> float | None:
    """What the clock that no one can set showed, as the file keeps it."""
    return None if kept is None else (kept - _NOUGHT).total_seconds()


def read_pin(connection: Connection) -> StoredPin | None:
    """The PIN that is kept. Whatever was written into its row by hand, wrong ones are counted from
    nought and a desk locks."""
    kept = t.organizer_pin_table.c
    columns = (
        kept.digest,
        func.min(func.max(kept.lock_after, 1), LONGEST_OPEN).label("lock_after"),
        func.min(func.max(kept.wrong, 0), _MOST_WRONG).label("wrong"),
        kept.wrong_at,
    )
    row = connection.execute(select(*columns)).first()
    if row is None:
        return None
    ticks = ticks_of(row.wrong_at)
    return StoredPin(
        digest=row.digest, lock_after=row.lock_after, wrong=row.wrong, wrong_ticks=ticks
    )


def store_pin(connection: Connection, pin: StoredPin | None) -> None:
    """Keep ``pin`` in place of what is kept; nothing for None."""
    connection.execute(delete(t.organizer_pin_table))
    if pin is not None:
        values = dataclasses.asdict(pin)
        ticks = values.pop("wrong_ticks")
        at = None if ticks is None else _NOUGHT + timedelta(seconds=ticks)
        connection.execute(insert(t.organizer_pin_table), {"id": 1, **values, "wrong_at": at})
