"""The journal is a chain; a person and an event know of purging"""

import uuid
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from kiosk.domain import Action, JournalRow
from kiosk.services.sealing import BEGINNING, sealed

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

UPGRADE = "upgrade"
"""What stands for the desk in the row that tells of this step."""

_COLUMNS = ("salt", "digest", "seal")
_ABORT = "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
_APPEND_ONLY = (
    "CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal WHEN NOT ("
    + " AND ".join(
        f'NEW."{name}" IS OLD."{name}"'
        for name in (
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
        )
    )
    + """ AND NEW."before" = '{}' AND NEW."after" = '{}' AND NEW."salt" = '') """
    + _ABORT,
    f"CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal {_ABORT}",
)


def upgrade() -> None:
    """Bring a file of the revision before to this one.

    The rows that are there are sealed as they are found, and one more row says so: of what was
    done to them before, the chain cannot tell.
    """
    op.add_column("event", sa.Column("purge_after", sa.Date(), nullable=True))
    op.add_column("person", sa.Column("purged_at", sa.DateTime(), nullable=True))
    for name, length in zip(_COLUMNS, (32, 64, 64), strict=True):
        column = sa.Column(name, sa.String(length), server_default="", nullable=False)
        op.add_column("journal", column)
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    if on_sqlite:
        op.execute("DROP TRIGGER journal_no_update")
        op.execute("DROP TRIGGER journal_no_delete")
    _seal()
    if on_sqlite:
        for statement in _APPEND_ONLY:
            op.execute(statement)


_journal = sa.table(
    "journal",
    sa.column("id", sa.Uuid()),
    sa.column("number", sa.Integer()),
    sa.column("act", sa.Uuid()),
    sa.column("at", sa.DateTime()),
    sa.column("desk", sa.String()),
    sa.column("action", sa.String()),
    sa.column("person_id", sa.Uuid()),
    sa.column("before", sa.JSON()),
    sa.column("after", sa.JSON()),
    sa.column("undoes", sa.Uuid()),
    *(sa.column(name, sa.String()) for name in _COLUMNS),
)


def _seal() -> None:
    connection = op.get_bind()
    found = connection.execute(sa.select(_journal).order_by(_journal.c.number)).mappings()
    rows = [JournalRow(**{**row, "at": row["at"].replace(tzinfo=UTC)}) for row in found]
    *old, begun = sealed([*rows, _begun(len(rows))], BEGINNING)
    change = sa.update(_journal).where(_journal.c.id == sa.bindparam("row"))
    change = change.values({name: sa.bindparam(f"new_{name}") for name in _COLUMNS})
    for row in old:
        new = {f"new_{name}": getattr(row, name) for name in _COLUMNS}
        connection.execute(change, {"row": row.id, **new})
    values = {c.name: getattr(begun, c.name) for c in _journal.c}
    connection.execute(
        sa.insert(_journal),
        {**values, "at": begun.at.replace(tzinfo=None), "action": begun.action.value},
    )


def _begun(rows: int) -> JournalRow:
    return JournalRow(
        id=uuid.uuid4(),
        number=rows + 1,
        act=uuid.uuid4(),
        at=datetime.now(UTC),
        desk=UPGRADE,
        action=Action.CHAIN_BEGUN,
        person_id=None,
        before={},
        after={"rows": rows},
    )
