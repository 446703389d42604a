"""How fast people come, and when the rest will be in."""

from __future__ import annotations

from datetime import timedelta

from kiosk.domain import PersonDetails
from kiosk.services.attendance_figures import opening_time
from kiosk.services.desk import Desk
from kiosk.services.pace import pace
from tests.conftest import DOORS_OPEN, Clock


def arrive(desk: Desk, count: int) -> None:
    waiting = [person for person in desk.people() if person.arrived_at is None]
    for person in waiting[:count]:
        desk.check_in(person.id)


def test_steps_have_no_gap_and_hold_every_arrival(full_desk: Desk, clock: Clock) -> None:
    arrive(full_desk, 3)
    clock.move_on(4 * 60 + 59)
    arrive(full_desk, 1)
    clock.move_on(10 * 60)
    arrive(full_desk, 2)
    steps = pace(full_desk.people(), clock.at).steps
    assert [count for _at, count in steps] == [4, 0, 2]
    assert steps[0][0] == DOORS_OPEN
    assert steps[1][0] - steps[0][0] == timedelta(minutes=5)


def test_the_curve_begins_when_registration_opens(full_desk: Desk, clock: Clock) -> None:
    clock.move_on(31 * 60)
    arrive(full_desk, 2)
    found = pace(full_desk.people(), clock.at, opening_time(full_desk.event))
    assert found.steps[0] == (DOORS_OPEN, 0)
    assert [count for _at, count in found.steps] == [0] * 6 + [2]
    early = pace(full_desk.people(), clock.at, clock.at + timedelta(minutes=3))
    assert [count for _at, count in early.steps] == [2], "who came before the opening counts too"
    evening = pace(full_desk.people(), clock.at, clock.at - timedelta(hours=9))
    assert [count for _at, count in evening.steps] == [2]


def test_the_end_is_told_from_the_last_ten_minutes(full_desk: Desk, clock: Clock) -> None:
    clock.move_on(60)
    arrive(full_desk, 19)
    clock.move_on(11 * 60)
    assert pace(full_desk.people(), clock.at).done_at is None, "no one came lately"
    arrive(full_desk, 20)
    found = pace(full_desk.people(), clock.at)
    assert found.recent == 10
    assert found.waiting == 40
    assert found.done_at == clock.at + timedelta(minutes=20)


def test_walk_ins_set_the_pace_but_no_one_waits_for_them(desk: Desk, clock: Clock) -> None:
    details = PersonDetails(name_latin="NOP Sreymom", category="cbo", walk_in=True)
    desk.add(details, arrives=True)
    found = pace(desk.people(), clock.at)
    assert (found.recent, found.waiting, found.done_at) == (0.5, 0, None)
