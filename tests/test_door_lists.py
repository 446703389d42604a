"""The lists for the doors are read standing, however long names, organisations and titles are."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from kiosk.domain import Person, PersonDetails
from kiosk.services.desk import Desk
from kiosk.services.door_lists import list_for_door
from kiosk.services.groups import group_counts
from kiosk.services.table_page import LEFT, RIGHT, Table
from kiosk.services.typesetting import MM
from tests.pdf_reading import text_of

LONG_EN = (
    "Association of Commune Water User Communities and Farmer Field Schools of the Greater"
    " Tonle Sap Lake Basin (ACWUC-TSB)"
)
LONG_KM = "មន្ទីរកិច្ចការនារីខេត្តកំពង់ឆ្នាំង និងគណៈកម្មាធិការពិគ្រោះយោបល់កិច្ចការស្ត្រីនិងកុមារ"
TITLE = (
    "Third National Consultation on Community-Based Disaster Preparedness, Gender-Responsive"
    " Budgeting and Local Accountability in the Tonle Sap Provinces"
)
LONG_NAME = "Maria del Carmen Fernandez-Villaverde de la Torre y Gonzalez"


def door(desk: Desk) -> Table:
    (count,) = [
        c for c in group_counts(desk.event, desk.people()) if c.group and c.group.number == 1
    ]
    return list_for_door(desk.event, count, desk.people())


def someone(desk: Desk, **said: str) -> Person:
    return desk.add(PersonDetails(category="cbo", group=1, **said))  # type: ignore[arg-type]


def said_on(desk: Desk, path: Path) -> str:
    return "".join(text_of(desk.door_lists(path).read_bytes()).split())


def test_whoever_has_no_khmer_name_stands_under_the_latin_one(desk: Desk, tmp_path: Path) -> None:
    latin, both = someone(desk, name_latin="ABEL Tan"), someone(desk, name_km="សុខ ដារា")
    seat = someone(desk, organisation_en="NSSF")
    name = door(desk).columns[1].text
    assert name is not None
    assert [name(person, 1) for person in (latin, both)] == ["ABEL Tan", "សុខ ដារា"]
    assert "seat without a name" in name(seat, 1)
    assert said_on(desk, tmp_path / "doors.pdf").count("ABELTan") == 1


def test_what_is_long_stands_whole_on_several_lines(desk: Desk, tmp_path: Path) -> None:
    desk.change_event(dataclasses.replace(desk.event, title_en=TITLE))
    someone(desk, name_latin=LONG_NAME, organisation_en=LONG_EN)
    someone(desk, name_km="ហ៊ុន សុវណ្ណរិទ្ធ", name_latin="HUN Sovannrith", organisation_km=LONG_KM)
    said = said_on(desk, tmp_path / "doors.pdf")
    for text in (TITLE, LONG_NAME, LONG_EN):
        assert "".join(text.split()) in said
    assert "…" not in said
    table = door(desk)
    assert table.row[1] > 1
    assert table.widths[3] > 60 * MM, "most of the room is the organisation's"


def test_a_short_list_keeps_its_rows_low(full_desk: Desk) -> None:
    assert door(full_desk).row[1] == 1


@pytest.mark.parametrize(
    "people",
    [
        [],
        [{"name_latin": "A B"}],
        [{"name_km": "ក" * 60, "name_latin": "A B"}],
        [{"name_latin": "W" * 120, "organisation_en": "W" * 300}],
        [{"name_km": "ក ខ", "name_latin": "W" * 120}],
    ],
    ids=["no one", "short", "long name", "all long", "long Latin name"],
)
def test_columns_fill_the_page_and_none_is_a_sliver(
    desk: Desk, people: list[dict[str, str]]
) -> None:
    for said in people:
        someone(desk, **said)
    table = door(desk)
    assert sum(table.widths) == pytest.approx(RIGHT - LEFT)
    for column, width in zip(table.columns, table.widths, strict=True):
        assert width >= column.least * MM - 0.01
