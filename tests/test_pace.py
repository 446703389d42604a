"""How fast people come, and when the rest will be in."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.domain import PersonDetails
from kiosk.services.attendance_figures import opening_time
from kiosk.services.desk import Desk
from kiosk.services.pace import Step, pace
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
    assert [step.arrivals for step in steps] == [4, 0, 2]
    assert steps[0].begins == DOORS_OPEN
    assert steps[1].begins - steps[0].begins == timedelta(minutes=5)


def test_the_curve_begins_when_registration_opens(full_desk: Desk, clock: Clock) -> None:
    clock.move_on(31 * 60)
    arrive(full_desk, 2)
    found = pace(full_desk.people(), clock.at, opening_time(full_desk.event))
    assert found.steps[0] == Step(DOORS_OPEN, 0, 0)
    assert [step.arrivals for step in found.steps] == [0] * 6 + [2]
    early = pace(full_desk.people(), clock.at, clock.at + timedelta(minutes=3))
    assert [step.arrivals for step in early.steps] == [2], "who came before the opening counts too"
    evening = pace(full_desk.people(), clock.at, clock.at - timedelta(hours=9))
    assert [step.arrivals for step in evening.steps] == [2]


def test_the_end_is_told_from_the_steps_of_the_last_minutes(full_desk: Desk, clock: Clock) -> None:
    clock.move_on(60)
    arrive(full_desk, 19)
    clock.move_on(11 * 60)
    assert pace(full_desk.people(), clock.at).done_at is None, "no one came lately"
    arrive(full_desk, 20)
    clock.move_on(3 * 60)
    found = pace(full_desk.people(), clock.at)
    assert [step.expected for step in found.steps] == [19, 0, 20]
    assert found.recent == 20, "08:15 begins: the last minutes are those from 08:10 on"
    assert found.waiting == 40
    assert found.done_at == clock.at + timedelta(minutes=10)
    clock.move_on(2.5 * 60)
    later = pace(full_desk.people(), clock.at)
    assert later.recent == pytest.approx(20 * 5 / 7.5)
    assert later.done_at == clock.at + timedelta(minutes=15)


@pytest.mark.parametrize(
    ("minutes", "told"), [(0, 8), (4, 8), (5, 8), (8, 5), (9.99, 4.004), (10, 0)]
)
def test_the_pace_says_what_the_bars_show_from_the_first_minute_on(
    full_desk: Desk, clock: Clock, minutes: float, told: float
) -> None:
    arrive(full_desk, 8)
    clock.move_on(minutes * 60)
    found = pace(full_desk.people(), clock.at, opening_time(full_desk.event))
    assert [step.arrivals for step in found.steps] == [8]
    assert found.recent == pytest.approx(told, rel=1e-3)


def test_walk_ins_set_the_pace_but_no_one_waits_for_them(desk: Desk, clock: Clock) -> None:
    details = PersonDetails(name_latin="NOP Sreymom", category="cbo", walk_in=True)
    desk.add(details, arrives=True)
    found = pace(desk.people(), clock.at)
    assert (found.recent, found.waiting, found.done_at) == (1, 0, None)


def test_walk_ins_are_told_apart_from_those_expected(full_desk: Desk, clock: Clock) -> None:
    arrive(full_desk, 10)
    for name in ("NOP Sreymom", "CHAN Dara", "MEAS Bopha"):
        details = PersonDetails(name_latin=name, category="cbo", walk_in=True)
        full_desk.add(details, arrives=True)
    clock.move_on(2 * 60)
    found, counted = pace(full_desk.people(), clock.at), full_desk.figures()
    assert sum(step.walk_ins for step in found.steps) == counted.walk_ins_arrived == 3
    expected_here = sum(step.expected for step in found.steps)
    assert expected_here == counted.arrived - counted.walk_ins_arrived == 10
    assert expected_here + found.waiting == counted.registered
    assert found.recent == 13
    assert found.done_at == clock.at + timedelta(minutes=5) * (69 / 10), "who walks in is not due"
