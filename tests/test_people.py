"""What may be said of a person: tidied, bounded, printable."""

from __future__ import annotations

import dataclasses
from uuid import UUID

import pytest

from kiosk.domain import Category, Event, PersonDetails
from kiosk.language import Language, Refusal
from kiosk.services.codes import is_code
from kiosk.services.desk import Desk
from kiosk.services.people import FIELD_NAMES, checked, new_person, stored_changes, usual_category

SOMEONE = PersonDetails(name_latin="SOK Dara", category="cbo")
ID = UUID(int=7)
SPEAKER = Category(key="speaker", en="Speaker", km="វាគ្មិន")
MEMBER = Category(key="ccc_member", en="CCC member", km="សមាជិក CCC")


def _with(**said: object) -> PersonDetails:
    return dataclasses.replace(SOMEONE, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize("field", list(FIELD_NAMES))
def test_every_text_loses_the_blanks_around_it(event: Event, field: str) -> None:
    assert getattr(checked(_with(**{field: "  x \n"}), event), field) == "x"


@pytest.mark.parametrize("field", list(FIELD_NAMES))
@pytest.mark.parametrize("character", ["\t", "\r", "\0", "\x1b", "\u2028", "\u2029", "\ud800"])
def test_no_text_holds_what_cannot_be_printed(event: Event, field: str, character: str) -> None:
    with pytest.raises(Refusal, match=f"U\\+{ord(character):04X}") as refused:
        checked(_with(**{field: f"a{character}b"}), event)
    assert FIELD_NAMES[field].km in refused.value.text(Language.KHMER)


@pytest.mark.parametrize("field", [name for name in FIELD_NAMES if name != "note"])
def test_only_the_note_has_several_lines(event: Event, field: str) -> None:
    assert checked(_with(note="a\nb"), event).note == "a\nb"
    with pytest.raises(Refusal, match=r"U\+000A"):
        checked(_with(**{field: "a\nb"}), event)


@pytest.mark.parametrize(
    ("field", "most"), [("name_km", 120), ("name_latin", 120), ("email", 300), ("note", 2000)]
)
def test_what_does_not_fit_is_refused_with_its_length(event: Event, field: str, most: int) -> None:
    letter = "A" if field == "name_latin" else "ក"
    assert len(getattr(checked(_with(**{field: letter * most}), event), field)) == most
    with pytest.raises(Refusal, match=f"has {most + 1} characters; {most} fit"):
        checked(_with(**{field: letter * (most + 1)}), event)


def test_a_seat_without_a_name_needs_an_organisation(event: Event) -> None:
    seat = PersonDetails(organisation_km="ប.ស.ស.", category="speaker")
    assert checked(seat, event) == seat
    for nobody in (PersonDetails(category="cbo"), _with(name_latin=" \u200b ")):
        with pytest.raises(Refusal, match="Type a name"):
            checked(nobody, event)


@pytest.mark.parametrize("group", [0, 6, -1, 10**30])
def test_category_and_group_are_those_of_the_event(event: Event, group: int) -> None:
    with pytest.raises(Refusal, match="not a category of this event"):
        checked(_with(category="guests"), event)
    with pytest.raises(Refusal, match="no group"):
        checked(_with(group=group), event)


def test_phone_and_province_get_one_form_where_they_are_understood(event: Event) -> None:
    tidy = checked(_with(phone="+855 12 345 678", province="ភ្នំពេញ"), event)
    assert (tidy.phone, tidy.province) == ("012345678", "Phnom Penh")
    asked = checked(_with(phone="ask the driver", province="Île-de-France"), event)
    assert (asked.phone, asked.province) == ("ask the driver", "Île-de-France")


def test_a_new_person_has_a_code_that_is_free(event: Event) -> None:
    refused: list[str] = []

    def is_free(code: str) -> bool:
        refused.append(code)
        return len(refused) > 3

    person = new_person(checked(SOMEONE, event), ID, is_free)
    assert is_code(person.code)
    assert person.code == refused[-1]
    assert person.name_latin_canonical


def test_a_change_of_name_changes_what_is_printed(event: Event) -> None:
    person = new_person(checked(SOMEONE, event), ID, lambda _: True)
    stored = stored_changes(person, {"name_km": " សុខ ដារ៉ា "}, event)
    assert stored["name_km"] == stored["name_km_canonical"] == "សុខ ដារ៉ា"
    assert set(stored_changes(person, {"phone": "012 345 678"}, event)) == {"phone"}


def test_a_name_in_the_field_of_the_other_script_goes_where_it_belongs(event: Event) -> None:
    latin = checked(PersonDetails(name_km="Lee Ann", category="cbo"), event)
    khmer = checked(PersonDetails(name_latin="សុខ ដារា", category="cbo"), event)
    both = checked(PersonDetails(name_km="Lee", name_latin="Lee Ann", category="cbo"), event)
    assert (latin.name_km, latin.name_latin) == ("", "Lee Ann")
    assert (khmer.name_km, khmer.name_latin) == ("សុខ ដារា", "")
    assert (both.name_km, both.name_latin) == ("Lee", "Lee Ann")


def test_who_comes_in_place_of_another_names_their_badge(desk: Desk) -> None:
    with pytest.raises(Refusal, match="no badge code"):
        desk.add(PersonDetails(name_latin="SOK Dara", category="cbo", in_place_of="someone"))


@pytest.mark.parametrize(
    ("categories", "usual"),
    [
        ((SPEAKER, Category(key="other", en="Other stakeholder")), "other"),
        ((SPEAKER, Category(key="k3", km="ផ្សេងៗ")), "k3"),
        ((SPEAKER, Category(key="k3", en="Participants ")), "k3"),
        ((Category(key="participant"), Category(key="k4", en="Others")), "k4"),
        ((SPEAKER,), "speaker"),
        ((SPEAKER, MEMBER), ""),
    ],
)
def test_which_category_is_evidently_for_others(
    event: Event, categories: tuple[Category, ...], usual: str
) -> None:
    assert usual_category(dataclasses.replace(event, categories=categories)) == usual
