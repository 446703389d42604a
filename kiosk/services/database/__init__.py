"""The event file: SQLite through SQLAlchemy, in tables that PostgreSQL takes as well."""

from kiosk.services.database.badge_jobs import LEFT, BadgeJobs
from kiosk.services.database.cipher import (
    Passphrase,
    is_protected,
    salt_of,
    seems_encrypted,
    suggestion,
)
from kiosk.services.database.connection import (
    DAMAGED,
    DISK_FULL,
    NO_SUCH_FILE,
    NOT_AN_EVENT,
    READ_ONLY,
    can_be_used_at,
    disk_refusals,
    driver_errors,
    new_id,
)
from kiosk.services.database.copying import (
    ReadPin,
    check_copy,
    readable_id,
    readable_pin,
    readable_rows,
)
from kiosk.services.database.ends import JournalEnds, ends_of
from kiosk.services.database.event_store import EventStore, JournalEnd, Recorded, Stay, Writing
from kiosk.services.database.log_beside import LOG_IS_MISSING
from kiosk.services.database.own_designs import DESIGN, PICTURE, StoredPicture
from kiosk.services.database.pin import StoredPin
from kiosk.services.database.purging import COUNTED, NO_NAME, PERSONAL
from kiosk.services.database.resealing import log_overwritten, reseal
from kiosk.services.database.unlocking import (
    PASSPHRASE_NEEDED,
    WRONG_PASSPHRASE,
    fitting,
    key_of,
    meant_passphrase,
)
from kiosk.services.database.versions import HEAD

__all__ = [
    "COUNTED",
    "DAMAGED",
    "DESIGN",
    "DISK_FULL",
    "HEAD",
    "LEFT",
    "LOG_IS_MISSING",
    "NOT_AN_EVENT",
    "NO_NAME",
    "NO_SUCH_FILE",
    "PASSPHRASE_NEEDED",
    "PERSONAL",
    "PICTURE",
    "READ_ONLY",
    "WRONG_PASSPHRASE",
    "BadgeJobs",
    "EventStore",
    "JournalEnd",
    "JournalEnds",
    "Passphrase",
    "ReadPin",
    "Recorded",
    "Stay",
    "StoredPicture",
    "StoredPin",
    "Writing",
    "can_be_used_at",
    "check_copy",
    "disk_refusals",
    "driver_errors",
    "ends_of",
    "fitting",
    "is_protected",
    "key_of",
    "log_overwritten",
    "meant_passphrase",
    "new_id",
    "readable_id",
    "readable_pin",
    "readable_rows",
    "reseal",
    "salt_of",
    "seems_encrypted",
    "suggestion",
]
