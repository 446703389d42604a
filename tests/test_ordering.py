"""The box of badges on the desk: Khmer dictionary order, Latin order by family name."""

from __future__ import annotations

import random
import sys

import pytest
from PySide6.QtCore import QCollator, QLocale

from kiosk.domain import Person
from kiosk.services.badges import BoxOrder, in_order
from kiosk.services.database import new_id
from kiosk.services.desk import Desk
from kiosk.services.khmer import canonical
from kiosk.services.khmer.ordering import dictionary_key

DICTIONARY = [
    "ក", "កក", "កក់", "កករ", "កា", "កុំ", "កំ", "កាំ", "កះ", "កុះ", "ក្រ", "គឹម", "ធរ្ម", "ធម៌",
    "បង", "បា", "ប៉ា", "រក", "ឫស", "ឬ", "លក", "ឮ", "សុខ", "សុភា", "សៅ", "ស្រី", "ហេង", "ឡុង",
    "អក", "អិ", "ឥន្ទ", "ឧក", "អ៊ុក", "ឩ", "ឪ",
]  # fmt: skip
"""Words in the dictionary's order, one for each part of its rule."""


def test_words_stand_as_in_the_dictionary() -> None:
    shuffled = random.Random(1).sample(DICTIONARY, len(DICTIONARY))
    assert sorted(shuffled, key=dictionary_key) == DICTIONARY


def _syllable(chance: random.Random) -> str:
    letters = "កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរលវសហឡអ"
    vowels = [
        "ា", "ិ", "ី", "ឹ", "ឺ", "ុ", "ូ", "ួ", "ើ", "ឿ", "ៀ", "េ",
        "ែ", "ៃ", "ោ", "ៅ", "ុំ", "ំ", "ាំ", "ះ", "ុះ", "េះ", "ោះ",
    ]  # fmt: skip
    if chance.random() < 0.08:
        return chance.choice("ឥឦឧឩឪឫឬឭឮឯឰឱឳ")
    below = f"្{chance.choice(letters)}" if chance.random() < 0.3 else ""
    shift = chance.choice(["", "", "", "៉", "៊"])
    return chance.choice(letters) + below + shift + chance.choice(["", "", *vowels])


@pytest.mark.skipif(sys.platform != "linux", reason="only there Qt brings ICU along")
def test_the_order_is_icus() -> None:
    judge = QCollator(QLocale("km_KH"))
    chance = random.Random(2)
    made = {"".join(_syllable(chance) for _ in range(chance.randint(1, 3))) for _ in range(2000)}
    texts = sorted(map(canonical, made))
    for _ in range(20_000):
        one, other = chance.sample(texts, 2)
        ours = (dictionary_key(one) > dictionary_key(other)) - (
            dictionary_key(one) < dictionary_key(other)
        )
        theirs = judge.compare(one, other)
        assert ours == (theirs > 0) - (theirs < 0), (one, other)


def someone(name_km: str = "", name_latin: str = "", **more: str) -> Person:
    said = {"category": "ccc_member", **more}
    return Person(
        id=new_id(),
        code="x",
        name_km_canonical=name_km,
        name_latin_canonical=name_latin,
        **said,  # type: ignore[arg-type]
    )


def names(people: list[Person]) -> list[str]:
    return [p.name_km_canonical or p.name_latin_canonical or p.organisation for p in people]


PEOPLE = [
    someone("ស្រី មុំ", "Srey Mom"),
    someone("", "Dr. Ángel Ruiz"),
    someone("គឹម ហេង", "KIM Heng"),
    someone("", "", organisation_en="NSSF"),
    someone("សុខ សុភា", "Sophea SOK"),
    someone("", "Đặng Thị Hoa"),
    someone("សុខ ដារ៉ា", "Sok Dara"),
]


def test_in_khmer_order_names_without_khmer_letters_stand_last_and_seats_after_them() -> None:
    assert names(in_order(PEOPLE, BoxOrder.KHMER)) == [
        "គឹម ហេង",
        "សុខ ដារ៉ា",
        "សុខ សុភា",
        "ស្រី មុំ",
        "Dr. Ángel Ruiz",
        "Đặng Thị Hoa",
        "NSSF",
    ]


def test_latin_order_is_by_family_name_without_titles_and_accents() -> None:
    assert [p.name_latin_canonical for p in in_order(PEOPLE, BoxOrder.LATIN)] == [
        "Dr. Ángel Ruiz",
        "Đặng Thị Hoa",
        "KIM Heng",
        "Sok Dara",
        "Sophea SOK",
        "Srey Mom",
        "",
    ]


def test_by_category_in_the_events_order_then_khmer(full_desk: Desk) -> None:
    event = full_desk.event
    keys = [category.key for category in event.categories]
    found = in_order(full_desk.people(), BoxOrder.CATEGORY, event.categories)
    places = [keys.index(person.category) for person in found]
    assert places == sorted(places)
    assert len(set(places)) > 2
    first = [person for person in found if person.category == keys[0]]
    assert first == in_order(first, BoxOrder.KHMER)


def test_the_lists_order_is_as_people_came(full_desk: Desk) -> None:
    people = list(full_desk.people())
    assert in_order(people, BoxOrder.LIST) == people
