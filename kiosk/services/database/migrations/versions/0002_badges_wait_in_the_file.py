"""Badges wait in the file until they are printed"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a file of the revision before to this one."""
    op.create_table(
        "badge_job",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("job_name", sa.String(length=64), nullable=False),
        sa.Column("queued_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("detail", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_badge_job_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_badge_job"),
        sa.UniqueConstraint("job_name", name="uq_badge_job_job_name"),
    )
    op.create_index("ix_badge_job_person_id", "badge_job", ["person_id"])
    op.create_index("ix_badge_job_state", "badge_job", ["state"])
