"""An event that is only read: nothing of it changes, plain or protected, however it is opened."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from kiosk.domain import Action, Event
from kiosk.language import Refusal, Sentence
from kiosk.services.database import DISK_FULL, READ_ONLY, EventStore, Passphrase, key_of
from kiosk.services.database.connection import Reading, connect_to_read, driver_errors
from kiosk.services.desk import Desk
from kiosk.services.evidence import verify
from kiosk.services.safekeeping import opened_to_read
from tests.conftest import DATA, Clock
from tests.test_protection import WORDS


@pytest.fixture(params=[None, WORDS], ids=["plain", "protected"])
def passphrase(request: pytest.FixtureRequest) -> Passphrase | None:
    found: Passphrase | None = request.param
    return found


@pytest.fixture
def event_file(event: Event, clock: Clock, tmp_path: Path, passphrase: Passphrase | None) -> Path:
    """A closed event."""
    path = tmp_path / "only" / "day.kiosk"
    path.parent.mkdir()
    Desk.create(path, event, name="Desk 1", clock=clock, passphrase=passphrase).close()
    return path


@pytest.mark.parametrize("reading", list(Reading))
def test_each_way_reads_and_writes_nothing(
    event_file: Path, passphrase: Passphrase | None, reading: Reading
) -> None:
    before = event_file.read_bytes()
    engine = connect_to_read(event_file, key_of(event_file, passphrase), reading)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM event").scalar() == 1
        with pytest.raises(Exception, match="readonly") as told:
            connection.exec_driver_sql("DELETE FROM event")
    assert isinstance(getattr(told.value, "orig", told.value), driver_errors())
    engine.dispose()
    assert event_file.read_bytes() == before


@pytest.mark.parametrize("why", [READ_ONLY, DISK_FULL])
def test_who_wishes_to_write_is_told_why_not(
    event_file: Path, passphrase: Passphrase | None, clock: Clock, why: Sentence
) -> None:
    kept = Refusal(why, file="day.kiosk")
    with opened_to_read(event_file, passphrase, kept) as store:
        assert verify(store).holds
        with pytest.raises(Refusal) as told, store.writing(desk="1", at=clock()) as change:
            change.note(Action.LOCKED)
        assert told.value is kept
    assert [path.name for path in event_file.parent.iterdir()] == [event_file.name]


def test_what_is_wrong_with_it_wherever_it_lies_is_said_instead(
    event_file: Path, passphrase: Passphrase | None
) -> None:
    kept, other = Refusal(READ_ONLY, file="day.kiosk"), Passphrase.of("another one altogether")
    content = bytearray(event_file.read_bytes())
    content[4096 * 2 : 4096 * 6] = bytes(4096 * 4)
    event_file.write_bytes(content)
    with pytest.raises(Refusal, match="is damaged"), opened_to_read(event_file, passphrase, kept):
        pass
    if passphrase is not None:
        with (
            pytest.raises(Refusal, match="not the passphrase"),
            opened_to_read(event_file, other, kept),
        ):
            pass


def test_one_of_an_older_program_is_read_from_a_copy_that_is_upgraded(tmp_path: Path) -> None:
    old = tmp_path / "old.kiosk"
    old.write_bytes((DATA / "event_0003.kiosk").read_bytes())
    before = old.read_bytes()
    kept = Refusal(READ_ONLY, file="old.kiosk")
    with opened_to_read(old, None, kept) as store:
        assert store.is_only_read
        assert store.people()
        with pytest.raises(Refusal):
            store.carry_log()
    assert old.read_bytes() == before
    assert sorted(path.name for path in tmp_path.glob("old*")) == ["old.kiosk"]
    with closing(EventStore.open(old)) as store:
        assert not store.is_only_read
