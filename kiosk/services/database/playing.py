"""Journal rows of another copy of the same event, done again: the row as it was sealed, and what
it says in the tables."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, update

from kiosk.domain import Action, JournalRow
from kiosk.services.database import tables as t
from kiosk.services.database.connection import new_id
from kiosk.services.database.own_designs import DESIGN, store_design
from kiosk.services.database.pin import store_pin
from kiosk.services.database.purging import PURGED, blank_person, empty_rows

_BLANK: Mapping[str, Any] = {
    "sex": "not_stated",
    "age_band": "not_stated",
    "disability": "not_stated",
    "photo_consent": "not_asked",
    "walk_in": False,
}


def play(connection: Connection, row: JournalRow) -> None:
    """Write ``row`` and do what it says. What it says of the event itself is left to the caller
    (:func:`kiosk.services.database.event_store.EventStore.play`), but for badge designs."""
    values = {**dataclasses.asdict(row), "action": row.action.value}
    connection.execute(insert(t.journal_table), values)
    said = dict(row.after)
    match row.action:
        case Action.PERSON_ADDED:
            _add(connection, row, said)
        case Action.PERSON_CHANGED if said:
            _set(connection, row, said)
        case Action.PERSON_REMOVED:
            _set(connection, row, {"removed_at": row.at})
        case Action.ARRIVED:
            arrived = datetime.fromisoformat(said["arrived_at"])
            stay = UUID(said["attendance"]) if "attendance" in said else new_id()
            values = {"id": stay, "person_id": row.person_id, "desk": row.desk}
            connection.execute(insert(t.attendance_table), {**values, "arrived_at": arrived})
        case Action.ARRIVAL_UNDONE:
            here = t.attendance_table.c.person_id == row.person_id
            still = t.attendance_table.c.undone_at.is_(None)
            connection.execute(
                update(t.attendance_table).where(here, still).values(undone_at=row.at)
            )
        case Action.PERSON_PURGED if row.person_id is not None:
            empty_rows(connection, row.person_id)
            blank_person(connection, row.person_id, {**PURGED, **said}, row.at)
        case Action.PIN_REMOVED | Action.PIN_FORGOTTEN:
            store_pin(connection, None)
        case Action.EVENT_CHANGED:
            _store_designs(connection, said)


def _store_designs(connection: Connection, said: Mapping[str, Any]) -> None:
    for key, toml in said.items():
        if key.startswith(DESIGN):
            store_design(connection, key.removeprefix(DESIGN), toml)


def _add(connection: Connection, row: JournalRow, said: Mapping[str, Any]) -> None:
    person = t.person_table
    back = update(person).where(person.c.id == row.person_id).values(removed_at=None)
    if connection.execute(back).rowcount == 0:
        printed = {f"{name}_canonical": said.get(name, "") for name in ("name_km", "name_latin")}
        connection.execute(insert(person), {**_BLANK, "id": row.person_id, **printed, **said})


def _set(connection: Connection, row: JournalRow, values: Mapping[str, Any]) -> None:
    person = t.person_table
    connection.execute(update(person).where(person.c.id == row.person_id).values(**values))
