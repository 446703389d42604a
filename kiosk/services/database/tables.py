"""The tables of an event file, in types that SQLite and PostgreSQL share.

Keys are UUIDv7, so rows of several desks can be put together later. Times of day and
dates are the event's own; moments are UTC.
"""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import (
    DDL,
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    Time,
    TypeDecorator,
    Uuid,
    event,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: timezone-aware outside, UTC without a zone inside."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC without a zone, for the file."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Timezone-aware UTC, from the file."""
        return None if value is None else value.replace(tzinfo=UTC)


class Cents(TypeDecorator[Decimal]):
    """US dollars: a decimal of two places outside, whole cents inside, so that sums are exact."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Whole cents, for the file."""
        return None if value is None else int((value * 100).to_integral_value(ROUND_HALF_UP))

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """Dollars, from the file."""
        return None if value is None else Decimal(value).scaleb(-2)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, default="", server_default="")


def _dollars(name: str) -> Column[Decimal]:
    return Column(name, Cents, nullable=False, default=Decimal(0), server_default="0")


event_table = Table(
    "event",
    metadata,
    Column("id", Uuid, primary_key=True),
    *(_text(f"title_{lang}") for lang in ("en", "km")),
    *(_text(f"kind_{lang}") for lang in ("en", "km")),
    *(_text(f"organizer_{lang}") for lang in ("en", "km")),
    Column("date", Date, nullable=False),
    Column("starts", Time),
    Column("ends", Time),
    _text("timezone"),
    *(_text(f"venue_{lang}") for lang in ("en", "km")),
    *(_text(f"city_{lang}") for lang in ("en", "km")),
    Column("languages", JSON, nullable=False),
    Column("expected_participants", Integer, nullable=False, default=0),
    Column("registration_opens", Time),
    Column("registration_closes", Time),
    *(_text(f"photo_notice_{lang}") for lang in ("en", "km")),
    *(_text(f"organizer_{part}") for part in ("address", "phone", "email", "website")),
    *(_text(part) for part in ("donor", "project", "grant_number", "activity_code")),
    Column("riel_rate", Integer),
    Column("purge_after", Date),
)

category_table = Table(
    "category",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("position", Integer, nullable=False),
    _text("en"),
    _text("km"),
    *(_dollars(name) for name in ("transport", "meals", "lodging")),
)

group_table = Table(
    "discussion_group",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    _text("en"),
    _text("km"),
)

agenda_table = Table(
    "agenda_item",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("starts", Time, nullable=False),
    Column("ends", Time, nullable=False),
    _text("en"),
    _text("km"),
    _text("who"),
    Column("speakers", JSON, nullable=False),
    Column("groups", JSON, nullable=False),
)

person_table = Table(
    "person",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("code", String(16), nullable=False, unique=True),
    _text("name_km"),
    _text("name_km_canonical"),
    _text("name_latin"),
    _text("name_latin_canonical"),
    _text("honorific"),
    Column("sex", String(16), nullable=False),
    Column("age_band", String(16), nullable=False),
    Column("disability", String(16), nullable=False),
    _text("position_km"),
    _text("position_en"),
    _text("organisation_km"),
    _text("organisation_en"),
    Column("category", String(64), ForeignKey("category.key"), nullable=False),
    Column("group", Integer, ForeignKey("discussion_group.number")),
    _text("province"),
    _text("phone"),
    _text("email"),
    Column("photo_consent", String(16), nullable=False),
    Column("walk_in", Boolean(create_constraint=False), nullable=False),
    _text("note"),
    Column("removed_at", UtcDateTime),
    _text("in_place_of"),
    Column("signing", String(16), nullable=False, default="on_paper", server_default="on_paper"),
    _text("signature"),
    _text("signed_by"),
    Column("purged_at", UtcDateTime),
    CheckConstraint(
        "name_km_canonical <> '' OR name_latin_canonical <> ''"
        " OR organisation_km <> '' OR organisation_en <> ''",
        name="named_or_of_an_organisation",
    ),
)

attendance_table = Table(
    "attendance",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("person_id", Uuid, ForeignKey("person.id"), nullable=False),
    Column("arrived_at", UtcDateTime, nullable=False),
    Column("desk", String(64), nullable=False),
    Column("undone_at", UtcDateTime),
    # A person can be checked in once, whichever desk or process tries: the database says no.
    Index(
        "uq_attendance_person_here",
        "person_id",
        unique=True,
        sqlite_where=text("undone_at IS NULL"),
        postgresql_where=text("undone_at IS NULL"),
    ),
)

journal_table = Table(
    "journal",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("act", Uuid, nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False),
    Column("desk", String(64), nullable=False),
    Column("action", String(32), nullable=False),
    # No foreign key: the journal outlives what it tells of.
    Column("person_id", Uuid, index=True),
    Column("before", JSON, nullable=False),
    Column("after", JSON, nullable=False),
    Column("undoes", Uuid, unique=True),
    Column("salt", String(32), nullable=False, default="", server_default=""),
    Column("digest", String(64), nullable=False, default="", server_default=""),
    Column("seal", String(64), nullable=False, default="", server_default=""),
    Column("role", String(16), nullable=False, default="", server_default=""),
)

_LASTING = (
    "id",
    "number",
    "act",
    "at",
    "desk",
    "action",
    "person_id",
    "undoes",
    "digest",
    "seal",
    "role",
)
_PURGED = """NEW."before" = '{}' AND NEW."after" = '{}' AND NEW."salt" = ''"""
_ABORT = "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"


def _no_update(lasting: tuple[str, ...]) -> str:
    only_purged = " AND ".join([*(f'NEW."{c}" IS OLD."{c}"' for c in lasting), _PURGED])
    begin = "CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal"
    return f"{begin} WHEN NOT ({only_purged}) {_ABORT}"


APPEND_ONLY = (
    _no_update(_LASTING),
    f"CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal {_ABORT}",
)
"""What keeps the journal append-only in SQLite, as statements: a row can be changed only by taking
away what it says, with the salt, and leaving everything else."""

APPEND_ONLY_0004 = _no_update(tuple(name for name in _LASTING if name != "role"))
"""The first of them as revision 0004 wrote it."""

for statement in APPEND_ONLY:
    _trigger = DDL(statement)  # type: ignore[no-untyped-call]
    event.listen(journal_table, "after_create", _trigger.execute_if(dialect="sqlite"))

badge_job_table = Table(
    "badge_job",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("person_id", Uuid, ForeignKey("person.id"), nullable=False, index=True),
    # What the spooler knows the job by; the spooler's own numbers are given out twice.
    Column("job_name", String(64), nullable=False, unique=True),
    Column("queued_at", UtcDateTime, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("attempts", Integer, nullable=False, default=0, server_default="0"),
    _text("detail"),
    Column("reason", JSON, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    _text("printer"),
    _text("design"),
)

badge_design_table = Table(
    "badge_design",
    metadata,
    Column("name", String(64), primary_key=True),
    _text("toml"),
)

picture_table = Table(
    "picture",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("media_type", String(64), nullable=False),
    Column("data", LargeBinary, nullable=False),
)

# One row while a PIN is set, none else.
organizer_pin_table = Table(
    "organizer_pin",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("digest", String(256), nullable=False),
    Column("lock_after", Integer, nullable=False),
    Column("wrong", Integer, nullable=False),
    Column("wrong_at", UtcDateTime),
)
