"""Everyone is counted once, by words that mean one thing."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, time

import pytest

from kiosk.domain import AgeBand, Disability, PhotoConsent, Sex
from kiosk.language import Refusal
from kiosk.services.attendance_figures import figures, headcount
from tests.workbook_people import the_eighty, workshop

EVENT = workshop()
CLOSING = datetime(2023, 9, 13, 1, 30, tzinfo=UTC)


def test_the_words_add_up() -> None:
    people = the_eighty()
    counts = figures(EVENT, people)
    assert counts.registered + counts.walk_ins == len(people)
    assert counts.arrived == counts.registered - counts.no_shows + counts.walk_ins_arrived
    assert counts.arrived == sum(p.arrived_at is not None for p in people)
    assert counts.no_photo == sum(
        p.arrived_at is not None and p.photo_consent is PhotoConsent.NO for p in people
    )


def test_each_split_is_the_whole() -> None:
    counts = figures(EVENT, the_eighty())
    for split in (
        counts.by_sex,
        counts.by_category,
        counts.by_group,
        counts.by_age_band,
        counts.by_disability,
        counts.by_province,
    ):
        parts = split.values()
        assert sum(part.arrived for part in parts) == counts.arrived
        assert sum(part.registered for part in parts) == counts.registered
        assert sum(part.women for part in parts) == counts.by_sex[Sex.FEMALE].arrived
        assert sum(part.other for part in parts) == 0


def test_what_nobody_is_still_counts_nought() -> None:
    counts = figures(EVENT, [])
    assert list(counts.by_category) == [each.key for each in EVENT.categories]
    assert list(counts.by_group) == [1, 2, 3, 4, 5]
    assert (set(counts.by_sex), set(counts.by_age_band)) == (set(Sex), set(AgeBand))
    assert set(counts.by_disability) == set(Disability)
    assert (counts.by_province, counts.by_closing) == ({}, 0)


def test_the_unknown_comes_last() -> None:
    first, second, third, *_ = the_eighty()
    people = [
        dataclasses.replace(first, group=None, province=" ", category="guest"),
        dataclasses.replace(second, group=9, province="Takeo "),
        dataclasses.replace(third, province="Kep"),
    ]
    counts = figures(EVENT, people)
    assert list(counts.by_group) == [1, 2, 3, 4, 5, 9, None]
    assert list(counts.by_province) == ["Kep", "Takeo", ""]
    assert list(counts.by_category)[-1] == "guest"


@pytest.mark.parametrize(
    ("arrival", "in_time"),
    [
        (CLOSING, 1),
        (CLOSING.replace(microsecond=999_999), 1),
        (CLOSING.replace(second=1), 0),
        (CLOSING.replace(day=12, hour=23), 1),
        (CLOSING.replace(day=14, hour=0), 0),
    ],
)
def test_in_time_means_by_the_closing_on_the_day(arrival: datetime, in_time: int) -> None:
    person = dataclasses.replace(the_eighty()[0], arrived_at=arrival)
    assert figures(EVENT, [person]).by_closing == in_time


def test_without_a_closing_time_nobody_is_late_or_in_time() -> None:
    event = dataclasses.replace(EVENT, registration_closes=None)
    assert figures(event, the_eighty()).by_closing is None


def test_the_closing_is_by_the_clocks_of_the_event() -> None:
    event = dataclasses.replace(EVENT, timezone="Pacific/Auckland", registration_closes=time(8, 30))
    early = datetime(2023, 9, 12, 20, 30, tzinfo=UTC)
    person = dataclasses.replace(the_eighty()[0], arrived_at=early)
    assert figures(event, [person]).by_closing == 1


def test_an_unknown_timezone_is_said() -> None:
    event = dataclasses.replace(EVENT, timezone="Asia/Angkor")
    with pytest.raises(Refusal, match="Asia/Angkor"):
        figures(event, [])


def test_the_headcount_agrees_with_the_figures() -> None:
    people = the_eighty()
    counted, all_figures = headcount(people), figures(workshop(), people)
    assert counted.registered == all_figures.registered
    assert counted.walk_ins_here == all_figures.walk_ins_arrived
    assert counted.here == all_figures.arrived - all_figures.walk_ins_arrived
