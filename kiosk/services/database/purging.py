"""What is known of persons, taken out of the tables and the journal for good."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, and_, update

from kiosk.domain import DETAIL_FIELDS, Action, Person, PersonDetails
from kiosk.services.database import tables as t

PERSONAL = (Action.PERSON_ADDED, Action.PERSON_CHANGED, Action.PERSON_REMOVED)
"""What these journal rows say is personal, and goes with a purge."""

NO_NAME = "—"
"""What stands for the name of someone whose data were purged."""

COUNTED = (
    "sex",
    "age_band",
    "disability",
    "category",
    "group",
    "province",
    "walk_in",
    "photo_consent",
    "in_place_of",
)
"""What stays of a person: figures and allowances are made of it."""

_UNSAID = PersonDetails(category="")


PURGED: Mapping[str, Any] = {
    **{name: getattr(_UNSAID, name) for name in DETAIL_FIELDS if name != "category"},
    "name_km_canonical": "",
    "name_latin": NO_NAME,
    "name_latin_canonical": NO_NAME,
}
"""Every field of someone of whom nothing is counted but the category."""


def what_stays(person: Person) -> dict[str, Any]:
    """Every field of ``person`` as it is after the purge, but for the arrival."""
    counted = {name: getattr(person, name) for name in COUNTED}
    return {**PURGED, **counted, "code": person.code}


def empty_rows(connection: Connection, person_id: UUID) -> None:
    """Take away what the journal says of someone; digests and seals stay."""
    journal = t.journal_table
    personal = journal.c.action.in_([action.value for action in PERSONAL])
    theirs = and_(journal.c.person_id == person_id, personal)
    emptied = update(journal).where(theirs).values(before={}, after={}, salt="")
    connection.execute(emptied)


def blank_person(
    connection: Connection, person_id: UUID, stays: Mapping[str, Any], at: object
) -> None:
    """Leave of someone in the tables only what stays."""
    person, job = t.person_table, t.badge_job_table
    theirs = person.c.id == person_id
    connection.execute(update(person).where(theirs).values(**stays, purged_at=at))
    jobs = update(job).where(job.c.person_id == person_id)
    connection.execute(jobs.values(detail="", reason={}))
