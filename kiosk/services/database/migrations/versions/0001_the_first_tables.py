"""The first tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a file of the revision before to this one."""
    op.create_table(
        "agenda_item",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("en", sa.Text(), server_default="", nullable=False),
        sa.Column("km", sa.Text(), server_default="", nullable=False),
        sa.Column("who", sa.Text(), server_default="", nullable=False),
        sa.Column("speakers", sa.JSON(), nullable=False),
        sa.Column("groups", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_agenda_item"),
    )
    op.create_table(
        "category",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("en", sa.Text(), server_default="", nullable=False),
        sa.Column("km", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_category"),
    )
    op.create_table(
        "discussion_group",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("en", sa.Text(), server_default="", nullable=False),
        sa.Column("km", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_discussion_group"),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title_en", sa.Text(), server_default="", nullable=False),
        sa.Column("title_km", sa.Text(), server_default="", nullable=False),
        sa.Column("kind_en", sa.Text(), server_default="", nullable=False),
        sa.Column("kind_km", sa.Text(), server_default="", nullable=False),
        sa.Column("organizer_en", sa.Text(), server_default="", nullable=False),
        sa.Column("organizer_km", sa.Text(), server_default="", nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=True),
        sa.Column("ends", sa.Time(), nullable=True),
        sa.Column("timezone", sa.Text(), server_default="", nullable=False),
        sa.Column("venue_en", sa.Text(), server_default="", nullable=False),
        sa.Column("venue_km", sa.Text(), server_default="", nullable=False),
        sa.Column("city_en", sa.Text(), server_default="", nullable=False),
        sa.Column("city_km", sa.Text(), server_default="", nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("expected_participants", sa.Integer(), nullable=False),
        sa.Column("registration_opens", sa.Time(), nullable=True),
        sa.Column("registration_closes", sa.Time(), nullable=True),
        sa.Column("photo_notice_en", sa.Text(), server_default="", nullable=False),
        sa.Column("photo_notice_km", sa.Text(), server_default="", nullable=False),
        sa.Column("organizer_address", sa.Text(), server_default="", nullable=False),
        sa.Column("organizer_phone", sa.Text(), server_default="", nullable=False),
        sa.Column("organizer_email", sa.Text(), server_default="", nullable=False),
        sa.Column("organizer_website", sa.Text(), server_default="", nullable=False),
        sa.Column("donor", sa.Text(), server_default="", nullable=False),
        sa.Column("project", sa.Text(), server_default="", nullable=False),
        sa.Column("grant_number", sa.Text(), server_default="", nullable=False),
        sa.Column("activity_code", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
    )
    op.create_table(
        "journal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("act", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("desk", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("undoes", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_journal"),
        sa.UniqueConstraint("number", name="uq_journal_number"),
        sa.UniqueConstraint("undoes", name="uq_journal_undoes"),
    )
    op.create_index("ix_journal_act", "journal", ["act"])
    op.create_index("ix_journal_person_id", "journal", ["person_id"])
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER journal_no_{verb.lower()} BEFORE {verb} ON journal"
                " BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
            )
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("name_km", sa.Text(), server_default="", nullable=False),
        sa.Column("name_km_canonical", sa.Text(), server_default="", nullable=False),
        sa.Column("name_latin", sa.Text(), server_default="", nullable=False),
        sa.Column("name_latin_canonical", sa.Text(), server_default="", nullable=False),
        sa.Column("honorific", sa.Text(), server_default="", nullable=False),
        sa.Column("sex", sa.String(length=16), nullable=False),
        sa.Column("age_band", sa.String(length=16), nullable=False),
        sa.Column("disability", sa.String(length=16), nullable=False),
        sa.Column("position_km", sa.Text(), server_default="", nullable=False),
        sa.Column("position_en", sa.Text(), server_default="", nullable=False),
        sa.Column("organisation_km", sa.Text(), server_default="", nullable=False),
        sa.Column("organisation_en", sa.Text(), server_default="", nullable=False),
        sa.Column("category", sa.String(length=64), nullable=False),
        sa.Column("group", sa.Integer(), nullable=True),
        sa.Column("province", sa.Text(), server_default="", nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("photo_consent", sa.String(length=16), nullable=False),
        sa.Column("walk_in", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "name_km_canonical <> '' OR name_latin_canonical <> ''"
            " OR organisation_km <> '' OR organisation_en <> ''",
            name="ck_person_named_or_of_an_organisation",
        ),
        sa.ForeignKeyConstraint(["category"], ["category.key"], name="fk_person_category"),
        sa.ForeignKeyConstraint(["group"], ["discussion_group.number"], name="fk_person_group"),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("code", name="uq_person_code"),
    )
    op.create_table(
        "attendance",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(), nullable=False),
        sa.Column("desk", sa.String(length=64), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_attendance_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_attendance"),
    )
    op.create_index(
        "uq_attendance_person_here",
        "attendance",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("undone_at IS NULL"),
        postgresql_where=sa.text("undone_at IS NULL"),
    )
