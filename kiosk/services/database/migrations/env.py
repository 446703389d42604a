"""Run by Alembic: the schema steps on the connection that the program hands over."""

from alembic import context

from kiosk.services.database.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
