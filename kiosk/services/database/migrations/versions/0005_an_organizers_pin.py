"""An organizer's PIN, and the role of who did what the journal tells"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

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
_ONLY_PURGED = (
    " AND ".join(f'NEW."{name}" IS OLD."{name}"' for name in _LASTING)
    + """ AND NEW."before" = '{}' AND NEW."after" = '{}' AND NEW."salt" = ''"""
)


def upgrade() -> None:
    """Bring a file of the revision before to this one; rows that are there have no role."""
    op.add_column("journal", sa.Column("role", sa.String(16), server_default="", nullable=False))
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER journal_no_update")
        op.execute(
            f"CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal WHEN NOT ({_ONLY_PURGED})"
            " BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
        )
    op.create_table(
        "organizer_pin",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(256), nullable=False),
        sa.Column("lock_after", sa.Integer(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("wrong_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_organizer_pin"),
    )
