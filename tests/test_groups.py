"""The groups: how full, where a walk-in goes, and the lists for their doors."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pypdfium2
import pytest

from kiosk.domain import PersonDetails, PhotoConsent, Sex
from kiosk.language import Refusal
from kiosk.services.desk import Desk
from kiosk.services.door_lists import ON_A_PAGE
from kiosk.services.groups import emptiest, group_counts, members
from tests.conftest import Clock


def someone(desk: Desk, name: str, group: int | None, sex: Sex = Sex.FEMALE) -> None:
    desk.add(PersonDetails(name_latin=name, category="cbo", group=group, sex=sex))


def test_groups_are_counted_with_who_is_here_and_of_which_kind(desk: Desk) -> None:
    someone(desk, "A One", 1)
    someone(desk, "B Two", 1, Sex.MALE)
    someone(desk, "C Three", None, Sex.NOT_STATED)
    desk.check_in(desk.people()[0].id)
    counts = group_counts(desk.event, desk.people())
    assert [count.group.number if count.group else None for count in counts] == [
        *range(1, 6),
        None,
    ]
    first = counts[0]
    assert (first.people, first.here, first.women, first.men, first.other) == (2, 1, 1, 1, 0)
    assert first.by_category == {"cbo": 2}
    assert (counts[-1].people, counts[-1].other) == (1, 1)


def test_a_walk_in_is_offered_the_emptiest_group(desk: Desk) -> None:
    for number in (1, 2, 3, 4, 5, 1, 2, 4, 5):
        someone(desk, f"N {number}", number)
    group = emptiest(group_counts(desk.event, desk.people()))
    assert group is not None
    assert group.number == 3
    assert emptiest(()) is None


def test_a_door_reads_khmer_names_first_and_seats_last(desk: Desk) -> None:
    desk.add(PersonDetails(organisation_en="NSSF", category="cbo", group=1))
    desk.add(PersonDetails(name_latin="ABEL Tan", category="cbo", group=1))
    desk.add(PersonDetails(name_km="សុខ ដារា", category="cbo", group=1))
    inside = members(desk.event.group(1), desk.people())
    assert [p.name_km or p.name_latin or p.organisation for p in inside] == [
        "សុខ ដារា",
        "ABEL Tan",
        "NSSF",
    ]


def words_of(path: Path) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def test_the_lists_for_the_doors_name_everyone_once(full_desk: Desk, tmp_path: Path) -> None:
    pages = words_of(full_desk.door_lists(tmp_path / "doors.pdf"))
    for group in full_desk.event.groups:
        inside = members(group, full_desk.people())
        (page,) = [page for page in pages if group.en in page]
        assert all((p.name_latin_canonical or p.name_km_canonical) in page for p in inside)
        assert f"{len(inside)} people" in page
    everyone = "\n".join(pages)
    assert not any(p.phone and p.phone in everyone for p in full_desk.people())


def test_a_long_group_goes_on_to_the_next_page(desk: Desk, tmp_path: Path) -> None:
    for number in range(ON_A_PAGE + 1):
        someone(desk, f"Number{number:03}", 2)
    pages = words_of(desk.door_lists(tmp_path / "doors.pdf"))
    (first, second) = [page for page in pages if "of 2" in page]
    assert f"Number{ON_A_PAGE - 1:03}" in first
    assert f"Number{ON_A_PAGE:03}" in second


def test_an_event_without_groups_says_so(desk: Desk, tmp_path: Path, clock: Clock) -> None:
    desk.change_event(dataclasses.replace(desk.event, groups=()))
    with pytest.raises(Refusal, match="no groups"):
        desk.door_lists(tmp_path / "doors.pdf")
    assert list(tmp_path.glob("*.pdf")) == []


def test_whoever_takes_pictures_has_the_refused_on_paper(full_desk: Desk, tmp_path: Path) -> None:
    person = full_desk.find("sok api", 1)[0].person
    full_desk.change(person.id, photo_consent=PhotoConsent.NO)
    full_desk.check_in(full_desk.find("dara", 1)[0].person.id)
    (page,) = words_of(full_desk.photo_list(tmp_path / "photos.pdf"))
    refused = [p for p in full_desk.people() if p.photo_consent is PhotoConsent.NO]
    assert all(p.code in page for p in refused)
    assert f"{len(refused)} said no; 1 of those here were not asked" in page
    assert not any(p.phone and p.phone in page for p in refused)


def test_a_list_of_no_one_says_so(desk: Desk, tmp_path: Path) -> None:
    (page,) = words_of(desk.photo_list(tmp_path / "photos.pdf"))
    assert "No one has said no." in page
