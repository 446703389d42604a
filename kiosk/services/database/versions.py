"""Schema versions of event files: upgrade an older one, refuse a newer one.

The steps are Alembic revisions in ``migrations/versions``. Alembic is imported only when a
file has to be upgraded, so that opening a current one stays quick.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Column, Connection, Engine, MetaData, String, Table, insert, inspect, select

from kiosk.language import Refusal, Sentence
from kiosk.services.database.cipher import Key
from kiosk.services.database.connection import NOT_AN_EVENT, reading_refusals, refusals
from kiosk.services.database.copying import copy_to
from kiosk.services.database.tables import metadata

HEAD = "0005"
"""The revision that this program writes; a test holds it equal to Alembic's head."""

NEWER = Sentence(
    en="“{file}” was made with a newer version of this program."
    " Install that version here, or open the event on the laptop it was made on.",
    km="«{file}» ត្រូវបានបង្កើតដោយកម្មវិធីជំនាន់ថ្មីជាងនេះ។"
    " សូមដំឡើងជំនាន់ថ្មីនោះ ឬបើកព្រឹត្តិការណ៍នេះលើកុំព្យូទ័រដែលបានបង្កើតវា។",
)

NOT_CURRENT = Sentence(
    en="“{file}” is from another version of this program. Copy it to a folder of your own, and open"
    " the copy.",
    km="«{file}» ត្រូវបានបង្កើតដោយកម្មវិធីជំនាន់ផ្សេង។ សូមចម្លងវាទៅថតរបស់អ្នក រួចបើកច្បាប់ចម្លងនោះ។",
)

MIGRATIONS = Path(__file__).resolve().parent / "migrations"

_version = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), primary_key=True),
)


def create_schema(connection: Connection) -> None:
    """All tables as they are now, marked with :data:`HEAD`."""
    metadata.create_all(connection)
    _version.create(connection)
    connection.execute(insert(_version).values(version_num=HEAD))


def upgrade(engine: Engine, path: Path, key: Key | None = None) -> None:
    """Bring the file to :data:`HEAD`, keeping a copy of it as it was, encrypted as it is.

    Raises:
        Refusal: the file is newer than this program, or is not an event.
    """
    found = _revision(engine, path)
    if found == HEAD:
        return
    if found not in _known_revisions():
        raise Refusal(NEWER, file=path.name)
    copy_to(engine, path.with_name(f"{path.stem}.before-upgrade-{found}{path.suffix}"), key)
    _run_migrations(engine, path)


def check_is_current(engine: Engine, path: Path) -> None:
    """Raises :class:`Refusal` where the file is not of :data:`HEAD`."""
    if _revision(engine, path) != HEAD:
        raise Refusal(NOT_CURRENT, file=path.name)


def _revision(engine: Engine, path: Path) -> str:
    with reading_refusals(path), engine.connect() as connection:
        if not inspect(connection).has_table(_version.name):
            raise Refusal(NOT_AN_EVENT, file=path.name)
        return str(connection.execute(select(_version.c.version_num)).scalar_one())


def _known_revisions() -> set[str]:
    return {file.name.split("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py")}


def _run_migrations(engine: Engine, path: Path) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with refusals(path), engine.connect().execution_options(writing=True) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
