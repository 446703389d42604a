"""The window on a real X server, driven by real key events: Latin, Khmer, Enter, Ctrl+Z."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain import PhotoConsent
from kiosk.services.desk import Desk
from kiosk.ui.blank import NOTHING
from tests.ipp_rig import until
from tests.real_desk import MISSING, RealDesk, arrived, real_screen

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")


@pytest.fixture
def screen() -> Iterator[dict[str, str]]:
    """The environment of a new screen."""
    with real_screen() as environment:
        yield environment


def test_a_rush_of_real_keys(full_desk: Desk, screen: dict[str, str], tmp_path: Path) -> None:
    full_desk.close()
    desk = RealDesk(full_desk.store.path, screen)

    desk.types("api sok")
    desk.presses("Return")
    desk.waits_for(lambda people: arrived(people) == {"SOK Api"})

    desk.types("ចន្ទ្នារី")
    desk.presses("Return")
    desk.waits_for(lambda people: len(arrived(people)) == 2)

    desk.presses("ctrl+z")
    desk.waits_for(lambda people: arrived(people) == {"SOK Api"})

    desk.presses("F9", "F9")
    desk.types("Nop Sreymom")
    desk.presses("F2", "Return")
    desk.waits_for(lambda people: "Nop Sreymom" in arrived(people))
    desk.picture(tmp_path / "desk.png")

    desk.presses("ctrl+q")
    assert desk.ends() == 0
    (walk_in,) = [person for person in desk.people() if person.walk_in]
    assert walk_in.name_latin == "Nop Sreymom"
    assert desk.badges_waiting() == 0, "what was ordered is printed before the window is gone"


def test_f12_covers_through_a_menu_and_a_dialog(full_desk: Desk, screen: dict[str, str]) -> None:
    full_desk.close()
    desk = RealDesk(full_desk.store.path, screen)
    whose = desk.title()
    assert whose.endswith("– kiosk")
    desk.presses("alt+p", "F12")
    until(lambda: desk.title() == NOTHING, "the title is gone")
    desk.presses("Return", "Escape", "F12")
    until(lambda: desk.title() == whose, "the title is back")

    desk.presses("ctrl+l")
    until(lambda: desk.title() not in (whose, NOTHING, ""), "the file dialog is open")
    asks = desk.title()
    desk.presses("F12")
    until(lambda: desk.title() == NOTHING, "the dialog is covered")
    desk.presses("Return", "Escape", "F12")
    until(lambda: desk.title() == asks, "the dialog is back")
    desk.presses("Escape")
    until(lambda: desk.title() == whose, "the dialog is closed")
    desk.presses("ctrl+q")
    assert desk.ends() == 0


def test_a_held_key_acts_once(full_desk: Desk, screen: dict[str, str]) -> None:
    full_desk.close()
    desk = RealDesk(full_desk.store.path, screen)
    before = desk.journal_rows()
    desk.types("api sok")
    desk.holds("F3", 2)
    desk.waits_for(
        lambda people: (
            PhotoConsent.YES
            in {p.photo_consent for p in people if p.name_latin_canonical == "SOK Api"}
        )
    )
    assert desk.journal_rows() == before + 1
    desk.presses("F3")
    desk.holds("Return", 2)
    desk.waits_for(lambda people: arrived(people) == {"SOK Api"})
    assert desk.journal_rows() == before + 3
    desk.presses("ctrl+q")
    assert desk.ends() == 0
