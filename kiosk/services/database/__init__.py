"""The event file: SQLite through SQLAlchemy, in tables that PostgreSQL takes as well."""

from kiosk.services.database.badge_jobs import LEFT, BadgeJobs
from kiosk.services.database.connection import DAMAGED, NOT_AN_EVENT, disk_refusals, new_id
from kiosk.services.database.copying import check_copy, readable_id, readable_rows
from kiosk.services.database.event_store import EventStore, JournalEnd, Recorded, Writing
from kiosk.services.database.own_designs import DESIGN, PICTURE, StoredPicture
from kiosk.services.database.purging import NO_NAME, PERSONAL
from kiosk.services.database.versions import HEAD

__all__ = [
    "DAMAGED",
    "DESIGN",
    "HEAD",
    "LEFT",
    "NOT_AN_EVENT",
    "NO_NAME",
    "PERSONAL",
    "PICTURE",
    "BadgeJobs",
    "EventStore",
    "JournalEnd",
    "Recorded",
    "StoredPicture",
    "Writing",
    "check_copy",
    "disk_refusals",
    "new_id",
    "readable_id",
    "readable_rows",
]
