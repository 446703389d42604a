"""The organizer's own badge designs and pictures, as rows of the event file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from kiosk.services.database.tables import badge_design_table as design
from kiosk.services.database.tables import picture_table as picture

DESIGN, PICTURE = "badge_design ", "picture "
"""How the journal calls a design and a picture among the facts of the event, before its name."""

_REPLACED = "was "
"""How the name begins under which a picture stays that another took the place of, so that this can
be taken back; then come digits of its SHA-256."""
_DIGITS = 40


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A picture's bytes and what they are (``image/png``)."""

    media_type: str
    data: bytes

    def told(self) -> dict[str, Any]:
        """What the journal says of it: not the picture itself, but enough to tell it apart."""
        digest = hashlib.sha256(self.data).hexdigest()
        return {"media_type": self.media_type, "bytes": len(self.data), "sha256": digest}


def read_designs(connection: Connection) -> dict[str, str]:
    """The TOML of every design, by name."""
    rows = connection.execute(select(design.c.name, design.c.toml).order_by(design.c.name))
    return {row.name: row.toml for row in rows}


def store_design(connection: Connection, name: str, toml: str | None) -> None:
    """Put a design in place of the one of that name; None takes it away."""
    connection.execute(delete(design).where(design.c.name == name))
    if toml is not None:
        connection.execute(insert(design), {"name": name, "toml": toml})


def read_picture(connection: Connection, name: str) -> StoredPicture | None:
    """The picture of that name."""
    query = select(picture.c.media_type, picture.c.data).where(picture.c.name == name)
    row = connection.execute(query).one_or_none()
    return None if row is None else StoredPicture(row.media_type, row.data)


def read_own(connection: Connection) -> dict[str, Any]:
    """Every design and what tells each picture apart, named as the journal names them."""
    rows = connection.execute(select(picture.c.name, picture.c.media_type, picture.c.data))
    pictures = {
        f"{PICTURE}{row.name}": StoredPicture(row.media_type, row.data).told()
        for row in rows
        if not row.name.startswith(_REPLACED)
    }
    designs = {f"{DESIGN}{name}": toml for name, toml in read_designs(connection).items()}
    return {**designs, **pictures}


def store_picture(connection: Connection, name: str, new: StoredPicture | None) -> None:
    """Put a picture in place of the one of that name; None takes it away."""
    connection.execute(delete(picture).where(picture.c.name == name))
    if new is not None:
        row = {"name": name, "media_type": new.media_type, "data": new.data}
        connection.execute(insert(picture), row)


def keep_replaced(connection: Connection, old: StoredPicture) -> None:
    """Keep a picture that is about to go from its name."""
    store_picture(connection, f"{_REPLACED}{old.told()['sha256'][:_DIGITS]}", old)


def read_replaced(connection: Connection, told: Mapping[str, Any]) -> StoredPicture | None:
    """The picture of which the journal ``told``, where it is still what it was."""
    found = read_picture(connection, f"{_REPLACED}{str(told['sha256'])[:_DIGITS]}")
    return found if found is not None and found.told() == told else None
