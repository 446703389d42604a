"""Allowances, signatures, substitutes, and the organizer's own designs and pictures"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def upgrade() -> None:
    """Bring a file of the revision before to this one."""
    op.add_column("event", sa.Column("riel_rate", sa.Integer(), nullable=True))
    for name in ("transport", "meals", "lodging"):
        op.add_column("category", sa.Column(name, sa.Integer(), server_default="0", nullable=False))
    op.add_column("person", _text("in_place_of"))
    op.add_column(
        "person", sa.Column("signing", sa.String(16), server_default="on_paper", nullable=False)
    )
    op.add_column("person", _text("signature"))
    op.add_column("person", _text("signed_by"))
    op.add_column("badge_job", _text("printer"))
    op.add_column("badge_job", _text("design"))
    op.create_table(
        "badge_design",
        sa.Column("name", sa.String(length=64), nullable=False),
        _text("toml"),
        sa.PrimaryKeyConstraint("name", name="pk_badge_design"),
    )
    op.create_table(
        "picture",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=64), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_picture"),
    )
