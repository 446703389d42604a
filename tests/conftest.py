"""What every test shares: settings of its own, an offscreen Qt, the packaged event."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from kiosk.bundled import sample_file
from kiosk.domain import Event, PersonDetails, PhotoConsent
from kiosk.services.desk import Desk
from kiosk.services.event_file import read_event
from kiosk.ui import theme
from tests import ipp_rig
from tests.ipp_rig import Rig

DATA = Path(__file__).parent / "data"
DOORS_OPEN = datetime(2023, 9, 13, 1, 0, tzinfo=UTC)
"""8:00 in Phnom Penh, on the day of the packaged workshop."""


class Clock:
    """A clock that the test moves on."""

    def __init__(self) -> None:
        self.at = DOORS_OPEN

    def __call__(self) -> datetime:
        return self.at

    def move_on(self, seconds: float) -> None:
        """Let time pass."""
        self.at += timedelta(seconds=seconds)


@pytest.fixture(autouse=True)
def settings_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or changes the settings of the machine."""
    monkeypatch.setenv("KIOSK_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("KIOSK_LANG", "en")
    monkeypatch.setenv("KIOSK_BACKUP_DIR", str(tmp_path / "copies"))
    monkeypatch.setenv("KIOSK_STICKS", str(tmp_path / "sticks"))


@pytest.fixture(scope="session", autouse=True)
def one_application(qapp: QApplication) -> None:
    """The window's kind of application from the first test on: a process has one for good, and
    printing at the command line would make the smaller kind, with which no window can be."""


@pytest.fixture
def event() -> Event:
    """The packaged workshop."""
    return read_event(sample_file("workshop.toml"))


@pytest.fixture
def clock() -> Clock:
    """Eight o'clock on the morning of the workshop."""
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, event: Event, clock: Clock) -> Iterator[Desk]:
    """A desk on a new, empty event file."""
    desk = Desk.create(tmp_path / "day.kiosk", event, name="Desk 1", clock=clock)
    yield desk
    desk.close()


@pytest.fixture
def full_desk(desk: Desk) -> Desk:
    """The desk after the messy list was read."""
    desk.take(desk.plan_list(sample_file("participants_80_messy.xlsx")))
    return desk


@pytest.fixture
def ready_desk(full_desk: Desk) -> Desk:
    """A desk with a seat, and a person with all that a card can say."""
    full_desk.add(
        PersonDetails(organisation_en="NSSF", organisation_km="ប.ស.ស.", category="speaker")
    )
    person = full_desk.find("sok api", 1)[0].person
    full_desk.change(person.id, photo_consent=PhotoConsent.NO, note="ត្រូវការកៅអីរុញ")
    return full_desk


@pytest.fixture
def usual_look(qapp: QApplication) -> Iterator[None]:
    """What a test wears is taken off again."""
    yield
    theme.change_look(qapp, theme.Look())


@pytest.fixture(scope="module")
def whole_rig() -> Iterator[Rig]:
    if why := ipp_rig.missing():
        pytest.skip(why)
    with ipp_rig.running(DATA / "ipp_badge.conf") as rig:
        yield rig


@pytest.fixture
def rig(whole_rig: Rig, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rig]:
    """The rig with an empty tray, paper, both printers up, and no job anywhere."""
    monkeypatch.setenv("CUPS_SERVER", str(whole_rig.cups_socket))
    yield whole_rig
    whole_rig.reset()


@pytest.fixture
def happened(record_property: Callable[[str, object], None]) -> Iterator[list[str]]:
    """What was said when something was made to fail, for the table of ``tests.faults``."""
    said: list[str] = []
    yield said
    for each in said:
        record_property("happened", each)
