"""The organizer's PIN as an event file keeps it, with the count of wrong ones."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from kiosk.services.database import tables as t

LONGEST_OPEN = 15
"""Minutes without a deed of the organizer's after which a desk has locked at the latest."""
_MOST_WRONG = 10**6


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPin:
    """``digest`` is argon2's own text; ``lock_after`` minutes without a deed of the organizer's
    the desk locks by itself. ``wrong`` PINs were typed in a row, the last at ``wrong_at``."""

    digest: str
    lock_after: int
    wrong: int = 0
    wrong_at: datetime | None = None


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
    return None if row is None else StoredPin(**row._mapping)


def store_pin(connection: Connection, pin: StoredPin | None) -> None:
    """Keep ``pin`` in place of what is kept; nothing for None."""
    connection.execute(delete(t.organizer_pin_table))
    if pin is not None:
        connection.execute(insert(t.organizer_pin_table), {"id": 1, **dataclasses.asdict(pin)})
