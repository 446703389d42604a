"""The lookup: anyone, from two letters, in either script, however it was typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain import Person, PersonDetails, Sex
from kiosk.services.khmer import canonical, syllables
from kiosk.services.khmer.keyboards import MICROSOFT, NIDA
from kiosk.services.lookup import Lookup, Match, Why
from kiosk.services.lookup.words import Measure
from kiosk.services.names import canonical_latin

DATA = Path(__file__).parent / "data"
ARRIVED = datetime(2023, 9, 13, 1, 5, tzinfo=UTC)


def person(number: int, km: str = "", latin: str = "", **details: object) -> Person:
    """A person as the database gives one out."""
    known: dict[str, object] = {"category": "cbo", "code": f"2a{number:04d}"} | details
    return Person(
        id=UUID(int=number),
        name_km=km,
        name_latin=latin,
        name_km_canonical=canonical(km),
        name_latin_canonical=canonical_latin(latin),
        **known,  # type: ignore[arg-type]
    )


def roll(*names: str) -> Lookup:
    """People with one name each, Khmer or Latin, or both with a slash between."""
    return Lookup(_people(names))


def _people(names: tuple[str, ...]) -> Iterator[Person]:
    for number, name in enumerate(names):
        first, _, second = name.partition("/")
        khmer = first if first > "\u1780" else ""
        yield person(number, khmer, second or ("" if khmer else first))


def names(matches: list[Match]) -> list[str]:
    """The names as the result shows them."""
    return [m.person.name_km or m.person.name_latin for m in matches]


def first(lookup: Lookup, text: str) -> tuple[str, Why]:
    """The best answer and why it is one."""
    match = lookup.find(text)[0]
    return names([match])[0], match.why


@pytest.fixture(scope="module")
def sample() -> list[Person]:
    sheet = openpyxl.load_workbook(DATA / "participants_80_clean.xlsx").active
    assert sheet is not None
    rows = sheet.iter_rows(min_row=2, values_only=True)
    return [
        _sample_person(number, [str(cell or "") for cell in row]) for number, row in enumerate(rows)
    ]


def _sample_person(number: int, row: list[str]) -> Person:
    return person(
        number,
        row[1],
        row[2],
        organisation_en=row[8],
        organisation_km=row[9],
        province=row[12],
        phone=row[13],
        email=row[14],
    )


class TestNames:
    def test_any_word_order(self) -> None:
        lookup = roll("Sok Dara", "Chan Thy", "Keo Sophal")
        assert first(lookup, "Sok Dara") == ("Sok Dara", Why.EXACT)
        assert first(lookup, "Dara Sok") == ("Sok Dara", Why.ORDER)
        assert first(lookup, "dar so") == ("Sok Dara", Why.ORDER)

    def test_from_the_first_letter_on(self) -> None:
        lookup = roll("Sok Dara", "Chan Thy")
        assert names(lookup.find("d")) == ["Sok Dara"]
        assert names(lookup.find("ch")) == ["Chan Thy"]

    def test_short_names_are_found(self) -> None:
        lookup = roll("Ly Sok", "Chan Thy", "សុខ លី")
        assert first(lookup, "Ly")[0] == "Ly Sok"
        assert first(lookup, "សុខ") == ("សុខ លី", Why.EXACT)

    def test_best_first(self) -> None:
        lookup = roll("Sokhat Keo", "Sokhb Chan", "Sokha", "Sokhany Ly", "សុខា ជា")
        whys = [m.why for m in lookup.find("sokha")]
        assert whys[:2] == [Why.EXACT, Why.PREFIX]
        assert whys[2] is Why.PREFIX
        assert set(whys[3:]) == {Why.TYPO, Why.SOUND}
        scores = [m.score for m in lookup.find("sokha")]
        assert scores == sorted(scores, reverse=True)

    def test_all_words_in_another_order_come_before_beginnings(self) -> None:
        assert names(roll("Chan Sokha", "Sok Chan").find("chan sok")) == ["Sok Chan", "Chan Sokha"]

    def test_not_arrived_before_arrived_among_equals(self) -> None:
        here = replace(person(1, "", "Sok Dara"), arrived_at=ARRIVED)
        awaited = person(2, "", "Sok Dara")
        assert [m.person for m in Lookup([here, awaited]).find("sok")] == [awaited, here]

    def test_honorifics_are_no_matter(self) -> None:
        lookup = roll("សុខ ដារា", "Chan Thy")
        assert first(lookup, "លោក សុខ ដារា") == ("សុខ ដារា", Why.EXACT)
        assert first(lookup, "Ms. Chan") == ("Chan Thy", Why.EXACT)

    def test_accents_and_capitals_are_no_matter(self) -> None:
        assert first(roll("Nguyễn Ánh", "Sok Dara"), "NGUYEN anh") == ("Nguyễn Ánh", Why.EXACT)

    @pytest.mark.parametrize("typed", ["Keokongkea", "Keo Kongkea", "kongkea", "keo kong kea"])
    @pytest.mark.parametrize("listed", ["Prak Keokongkea", "Prak Keo Kongkea"])
    def test_spaces_within_a_name_are_no_matter(self, typed: str, listed: str) -> None:
        assert first(roll("Keo Dara", "Kong Thy", listed), typed)[0] == listed

    @pytest.mark.parametrize(
        ("typed", "listed"),
        [
            ("Chhun Keo Kongkea", "ឈុន កែវកង្គា"),
            ("Meas Srey Nich", "មាស ស្រីនិច"),
            ("គង់ សំណាង", "Kong Sam Nang"),
            ("សំណាង", "Kong Sam Nang"),
            ("keo mony srey", "ស្រី កែវមុនី"),
        ],
    )
    def test_parts_of_a_name_are_found_across_scripts(self, typed: str, listed: str) -> None:
        khmer = ["ឈុន កែវ", "មាស ស្រី", "កែវ កង្គា", "ស្រី មុនី", "នី ច្រឹប"]
        latin = ["Kong Samol", "Kang Nang", "Som Na"]
        assert first(roll(*khmer, *latin, listed), typed)[0] == listed

    def test_two_latin_words_find_one_khmer_word(self) -> None:
        assert first(roll("បាត់ដំបង", "ភ្នំពេញ", "តាកែវ"), "phnom penh")[0] == "ភ្នំពេញ"


class TestKhmerSpelling:
    @pytest.mark.parametrize(
        "typed",
        ["ស្រី\u200bមុំ", "សី្រមំុ", "\ufeffស្រីមុំ", "ស្រី\u200cមុំ", "ស្រី\u200b\u200bមុំ "],
    )
    def test_the_same_look_finds_the_name(self, typed: str) -> None:
        assert first(roll("ស្រី ពៅ", "ស្រីមុំ", "មុំ ស្រី"), typed)[0] == "ស្រីមុំ"

    def test_the_space_bar_of_nida_parts_words(self) -> None:
        assert first(roll("កែវ ដារា", "កែវ សុខា"), "កែវ\u200bសុខា") == ("កែវ សុខា", Why.EXACT)

    def test_a_coeng_still_without_its_letter_is_waited_for(self) -> None:
        assert names(roll("ស្រី ពៅ", "ដារា").find("ស្")) == ["ស្រី ពៅ"]


class TestAcrossScripts:
    @pytest.mark.parametrize(
        ("khmer", "latin"),
        [
            ("សុខា", "sokha"),
            ("ជា", "chea"),
            ("ជា", "jea"),
            ("សុខ", "sok"),
            ("ផល្លី", "pally"),
            ("ស្រី", "srey"),
            ("ស្រី", "srei"),
            ("អ៊ុក", "ouk"),
            ("អ៊ុក", "uk"),
            ("ច័ន្ទ", "chan"),
            ("វណ្ណា", "vanna"),
            ("ពេជ្រ", "pich"),
            ("សុវណ្ណ", "sovann"),
            ("ពិសិដ្ឋ", "piseth"),
        ],
    )
    def test_latin_letters_find_a_khmer_name_and_the_reverse(self, khmer: str, latin: str) -> None:
        others_km = ["ដារា", "ធីតា", "បុប្ផា", "រិទ្ធី", "មករា", "ថន"]
        others_latin = ["Dara", "Thida", "Bopha", "Rithy", "Makara", "Thon"]
        assert first(roll(*others_km, khmer), latin) == (khmer, Why.SOUND)
        assert first(roll(*others_latin, latin), khmer) == (latin, Why.SOUND)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Chea", "Jea"),
            ("Sok", "Sokh"),
            ("Phally", "Pally"),
            ("Srey", "Srei"),
            ("Ouk", "Uk"),
            ("Vuthy", "Wuthi"),
        ],
    )
    def test_spellings_in_use_find_each_other(self, one: str, other: str) -> None:
        lookup = roll("Dara", "Thida", "Bopha", "Makara", other)
        assert names(lookup.find(one))[0] == other

    def test_every_sample_person_is_found_by_the_latin_name_alone(
        self, sample: list[Person]
    ) -> None:
        khmer_only = Lookup(replace(p, name_latin="", name_latin_canonical="") for p in sample)
        latin_only = Lookup(replace(p, name_km="", name_km_canonical="") for p in sample)
        for wanted in sample:
            by_latin = [m.person.name_km for m in khmer_only.find(wanted.name_latin, 5)]
            by_khmer = [m.person.name_latin for m in latin_only.find(wanted.name_km, 5)]
            assert wanted.name_km in by_latin
            assert wanted.name_latin in by_khmer


class TestSlips:
    @pytest.mark.parametrize("typed", ["sophaal", "sopal", "sopahl", "sophql", "spohal"])
    def test_a_wrong_missing_doubled_or_swapped_letter(self, typed: str) -> None:
        lookup = roll("Keo Sophal", "Chan Thida", "Som Bora", "Ly Makara")
        assert names(lookup.find(typed))[0] == "Keo Sophal"

    @pytest.mark.parametrize("typed", ["povn ari", "po vnari", "pvo nari"])
    def test_a_slip_that_takes_the_space_along(self, typed: str) -> None:
        lookup = roll("Pov Nary", "Chan Nari", "Pov Nari", "Po Vanna")
        assert names(lookup.find(typed))[0] == "Pov Nari"

    @pytest.mark.parametrize("typed", ["ផនណ ាវី", "ផ នណាវី", "ផន ណវាី", "ផនន ណាវី"])
    def test_a_slip_in_a_whole_khmer_name(self, typed: str) -> None:
        lookup = roll("ផន ណារី", "ផល ណាវី ជា", "កែវ ណាវី", "ផន ណាវី", "ផាន់ ណា")
        assert names(lookup.find(typed))[0] == "ផន ណាវី"

    def test_a_slip_in_khmer(self) -> None:
        assert first(roll("បុប្ផា", "ធីតា", "មករា"), "បុប្ភា") == ("បុប្ផា", Why.TYPO)


class TestKeyboard:
    def test_latin_typed_with_a_khmer_layout_on(self, sample: list[Person]) -> None:
        lookup = Lookup(sample)
        for layout in (NIDA, MICROSOFT):
            for wanted in sample:
                typed = "".join(layout.get(key, key) for key in wanted.name_latin.lower())
                match = lookup.find(typed)[0]
                assert match.person.name_latin == wanted.name_latin

    def test_the_reading_is_told(self) -> None:
        match = roll("Keo Thida", "Sok Dara").find("សោក\u200bដារា")[0]
        assert (match.why, match.reading) == (Why.KEYBOARD, "sok dara")

    def test_khmer_typed_with_the_latin_layout_on(self) -> None:
        match = roll("សុខា", "Sok Dara").find("suxa")[0]
        assert (match.person.name_km, match.why, match.reading) == ("សុខា", Why.KEYBOARD, "សុខា")

    def test_a_whole_name_of_the_other_layout_is_no_chance_beginning(self) -> None:
        lookup = roll("មៃ វូ", *(f"Chan Vu{end}" for end in "abcdefghijklmnopqrstuvwxyz"))
        match = lookup.find("mS vU")[0]
        assert (match.person.name_km, match.why) == ("មៃ វូ", Why.KEYBOARD)

    @pytest.mark.parametrize(
        ("name", "typed"),
        [("ស្រី ពៅ", "s rI BO"), ("សួន សុវណ្ណ", "sYn suvN N"), ("ខៀវ ធ្នូ", "x}v F nU")],
    )
    def test_the_space_of_microsofts_layout_is_a_coeng(self, name: str, typed: str) -> None:
        match = roll("សុខ ដារា", "ជា សុខា", name).find(typed)[0]
        assert (match.person.name_km, match.why) == (name, Why.KEYBOARD)

    def test_letters_of_the_right_alt_key(self) -> None:
        lookup = roll("សុខ រតនៈ", "សៅ ឱភាស", "នួន ឫទ្ធី")
        assert first(lookup, "sux rtn'") == ("សុខ រតនៈ", Why.KEYBOARD)
        assert first(lookup, "sO oPas") == ("សៅ ឱភាស", Why.KEYBOARD)
        assert first(lookup, "nYn rTjFI") == ("នួន ឫទ្ធី", Why.KEYBOARD)

    def test_a_name_of_the_other_script_is_heard_through_the_layout(self) -> None:
        lookup = roll("សុខ សុភាព", "ជា វិច្ឆិកា", "កែវ ដាវី")
        for layout in (NIDA, MICROSOFT):
            typed = "".join(layout[key] for key in "chea vicheka")
            assert first(lookup, typed) == ("ជា វិច្ឆិកា", Why.KEYBOARD)

    def test_a_right_reading_needs_none(self) -> None:
        assert roll("សុខា", "Sok Dara").find("sok")[0].reading == ""

    @pytest.mark.parametrize("layout", [NIDA, MICROSOFT], ids=["nida", "microsoft"])
    @pytest.mark.parametrize("caps", [False, True])
    def test_a_scanned_code_is_read_through_a_khmer_layout(
        self, layout: dict[str, str], caps: bool
    ) -> None:
        people = [person(n, "", "Sok", code=code) for n, code in enumerate(["7k2mqx", "3avbna"])]
        for wanted in people:
            keys = wanted.code.upper() if caps else wanted.code
            match = Lookup(people).find("".join(layout[key] for key in keys))[0]
            assert match.person == wanted
            assert match.score == 1.0


class TestOtherFields:
    @pytest.fixture
    def lookup(self) -> Lookup:
        return Lookup(
            [
                person(1, "សុខ ដារា", "Sok Dara", phone="012345678", email="dara@ccc.org"),
                person(
                    2, "", "Chan Thy", phone="+855 96 123 4567", province="Takeo", code="7k2mqx"
                ),
                person(3, organisation_en="NSSF", organisation_km="បេឡាជាតិសន្តិសុខសង្គម"),
            ]
        )

    @pytest.mark.parametrize(
        "typed", ["345", "012 345 678", "+855 12 345 678", "12345678", "០១២៣៤៥៦៧៨", "00855 12 345"]
    )
    def test_phone(self, lookup: Lookup, typed: str) -> None:
        assert first(lookup, typed) == ("សុខ ដារា", Why.PHONE)

    def test_phone_written_abroad(self, lookup: Lookup) -> None:
        assert first(lookup, "0961234567") == ("Chan Thy", Why.PHONE)

    @pytest.mark.parametrize("typed", ["7k2mqx", "7K2MQX", " 7k2mqx "])
    def test_badge_code(self, lookup: Lookup, typed: str) -> None:
        assert first(lookup, typed) == ("Chan Thy", Why.CODE)

    def test_the_beginning_of_a_code(self, lookup: Lookup) -> None:
        assert first(lookup, "7k2") == ("Chan Thy", Why.CODE)

    @pytest.mark.parametrize("typed", ["takeo", "តាកែវ", "takeo chan"])
    def test_province_in_both_languages(self, lookup: Lookup, typed: str) -> None:
        assert first(lookup, typed) == ("Chan Thy", Why.FIELD)

    @pytest.mark.parametrize(
        "typed", ["Siem Reap", "seam reab", "ខេត្តសៀមរាប", "Kompong Cham", "PNH"]
    )
    def test_a_province_by_what_people_write(self, typed: str) -> None:
        lookup = Lookup(
            [
                person(1, "", "Sok Dara", province="Siemreap"),
                person(2, "", "Chan Thy", province="Kampong Cham"),
                person(3, "", "Keo Bora", province="Phnom Penh"),
            ]
        )
        wanted = {"K": "Chan Thy", "P": "Keo Bora"}.get(typed[0], "Sok Dara")
        assert first(lookup, typed) == (wanted, Why.FIELD)

    @pytest.mark.parametrize("typed", ["dara@ccc.org", "ccc.org", "dara@", "DARA@CCC"])
    def test_email_by_its_parts(self, lookup: Lookup, typed: str) -> None:
        assert names(lookup.find(typed))[0] == "សុខ ដារា"

    def test_email(self, lookup: Lookup) -> None:
        assert names(lookup.find("dara@ccc.org")) == ["សុខ ដារា"]

    @pytest.mark.parametrize("typed", ["nssf", "សន្តិសុខ", "បេឡាជាតិ"])
    def test_an_unnamed_seat_by_its_organisation(self, lookup: Lookup, typed: str) -> None:
        match = lookup.find(typed)[0]
        assert (match.person.organisation_en, match.why) == ("NSSF", Why.FIELD)

    @pytest.mark.parametrize("typed", ["ប.ស.ស.", "ប.ស.ស", "បសស", "n.s.s.f.", "NSSF"])
    def test_an_abbreviation_with_and_without_its_dots(self, typed: str) -> None:
        seat = person(1, organisation_en="N.S.S.F", organisation_km="ប.ស.ស.")
        lookup = Lookup([person(2, "សុខ ប៊ុន", "Sok Bun"), person(3, "", "S.K. Nessa"), seat])
        assert lookup.find(typed)[0].person.id == seat.id
        assert lookup.find("s.k. nessa")[0].person.name_latin == "S.K. Nessa"

    def test_name_and_organisation_together(self, sample: list[Person]) -> None:
        match = Lookup(sample).find("sok inclusive")[0]
        assert match.person.name_latin == "SOK Api"


class TestMarks:
    def marked(self, lookup: Lookup, text: str) -> list[str]:
        match = lookup.find(text)[0]
        return [getattr(match.person, f)[a:b] for f, spans in match.marks.items() for a, b in spans]

    def test_typed_letters(self) -> None:
        assert self.marked(roll("Sok Dara"), "dar") == ["Dar"]
        assert self.marked(roll("Sok Dara"), "dara so") == ["So", "Dara"]

    def test_khmer_by_whole_syllables(self) -> None:
        assert self.marked(roll("ស្រីមុំ"), "ស") == ["ស្រី"]
        lookup = roll("សុខា ជា")
        for text in ("ស", "សុ", "សុខ"):
            assert "".join(self.marked(lookup, text)) in {"សុ", "សុខា"}
            assert all(syllables(part) for part in self.marked(lookup, text))

    def test_a_word_that_only_sounds_so_is_marked_whole(self) -> None:
        assert self.marked(roll("ជា សុខា"), "sokha") == ["សុខា"]

    def test_phone_code_and_field(self) -> None:
        lookup = Lookup(
            [person(1, "", "Sok", phone="012 345 678", code="7k2mqx", organisation_en="CCC Team")]
        )
        assert self.marked(lookup, "2345") == ["2 345"]
        assert self.marked(lookup, "7k2mqx") == ["7k2mqx"]
        assert self.marked(lookup, "team") == ["Team"]


class TestTheList:
    def test_empty_text_lists_everyone_in_order(self) -> None:
        lookup = roll("Chan Thy", "ដារា", "Ann Bora", "កែវ")
        assert names(lookup.find("")) == ["កែវ", "ដារា", "Ann Bora", "Chan Thy"]
        assert names(lookup.find("  \u200b", 2)) == ["កែវ", "ដារា"]
        assert len(lookup.find("", 0)) == len(lookup.find("", None)) == 4

    def test_limit(self, sample: list[Person]) -> None:
        lookup = Lookup(sample)
        assert len(lookup.find("s", 3)) == 3
        assert len(lookup.find("s", 0)) > 20

    def test_a_change_is_found_at_once(self) -> None:
        lookup = roll("Sok Dara")
        lookup.put(person(7, "", "Chan Thy", phone="012999888"))
        assert names(lookup.find("chan")) == names(lookup.find("999")) == ["Chan Thy"]
        lookup.put(person(7, "", "Keo Thy", phone="012777666", code="9zzzzz"))
        assert lookup.find("chan") == lookup.find("999888") == []
        assert names(lookup.find("9zzzzz")) == ["Keo Thy"]
        lookup.remove(UUID(int=7))
        lookup.remove(UUID(int=7))
        assert lookup.find("keo") == []
        assert len(lookup) == 1
        assert names(lookup.find("")) == ["Sok Dara"]

    def test_changes_leave_the_same_lookup_as_a_new_one(self, sample: list[Person]) -> None:
        changed = Lookup(sample)
        for one in sample[:40]:
            changed.put(replace(one, name_latin_canonical="Zed Zed", phone="0"))
        for one in sample[40:]:
            changed.remove(one.id)
        for one in sample:
            changed.put(one)
        fresh = Lookup(sample)
        for text in ("sok", "សុ", "sophea", "012", "takeo", "vicheq", "", "kim api"):
            assert changed.find(text, 0) == fresh.find(text, 0)

    def test_an_arrival_moves_a_person_behind_equals(self) -> None:
        lookup = Lookup([person(1, "", "Sok Dara"), person(2, "", "Sok Dara")])
        lookup.put(replace(person(1, "", "Sok Dara"), arrived_at=ARRIVED))
        assert [m.person.id.int for m in lookup.find("dara")] == [2, 1]

    def test_the_same_question_has_the_same_answer(self, sample: list[Person]) -> None:
        one, other = Lookup(sample), Lookup(reversed(sample))
        for text in ("s", "sok", "suxa", "ស", "sith", "000"):
            assert one.find(text) == one.find(text) == other.find(text)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("sok dara", Why.EXACT),
        ("Dara", Why.EXACT),
        ("sok da", Why.PREFIX),
        ("dara sok", Why.ORDER),
        ("sok dxara", Why.TYPO),
        ("សុខ ដារា", Why.SOUND),
        ("សោក\u200bដារា", Why.KEYBOARD),
        ("678", Why.PHONE),
        ("7k2mqx", Why.CODE),
        ("federation", Why.FIELD),
        ("takeo", Why.FIELD),
    ],
)
def test_each_answer_says_why(typed: str, why: Why) -> None:
    wanted = person(
        1,
        "",
        "Sok Dara",
        phone="012345678",
        code="7k2mqx",
        organisation_en="The Federation",
        province="Takeo",
    )
    match = Lookup([person(2, "", "Chan Thy"), wanted]).find(typed)[0]
    assert (match.person, match.why) == (wanted, why)
    assert 0.5 <= match.score <= 1


def test_why_stands_in_the_order_a_person_would_give() -> None:
    lookup = roll("Sokha Ly", "Sok Dara", "Soka Ly", "សុខ លី", "Chan Sok", "Sokh Bora")
    rank = [Why.EXACT, Why.PREFIX, Why.ORDER, Why.TYPO, Why.SOUND]
    for text in ("sok", "sok dara", "sokha", "ly"):
        whys = [rank.index(match.why) for match in lookup.find(text) if match.score >= 0.7]
        assert whys == sorted(whys)


HOSTILE = [
    "x" * 10_000,
    "ក" * 10_000,
    "ស្" * 5_000,
    "12" * 5_000,
    "a b c d e f g h " * 600,
    "!!! ??? ---",
    "😀👩‍👩‍👧",
    "\u17d2",
    "\u17d2\u17d2ា",
    "' OR 1=1; DROP TABLE person; --",
    ".*(a+)+$[",
    "%_%",
    "\x00\x1b[31m",
    "\ud800",
    "()",
    "+",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_pasted_is_answered(sample: list[Person], text: str) -> None:
    assert isinstance(Lookup(sample).find(text), list)


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=40))
def test_any_text_is_answered_in_order(text: str) -> None:
    matches = LOOKUP.find(text, 5)
    assert len(matches) <= 5
    assert [m.score for m in matches] == sorted((m.score for m in matches), reverse=True)
    for match in matches:
        for name, spans in match.marks.items():
            shown = getattr(match.person, name)
            assert all(0 <= start < end <= len(shown) for start, end in spans)


LOOKUP = roll("សុខ ដារា/Sok Dara", "ស្រីមុំ", "Chan Thy", "គឹម អភិ/KIM Api", "Nguyễn Ánh")


class TestMaybeTwice:
    def details(self, **known: object) -> PersonDetails:
        return PersonDetails(category="cbo", **known)  # type: ignore[arg-type]

    def asked(self, lookup: Lookup, **known: object) -> list[int]:
        return [m.person.id.int for m in lookup.may_be_same(self.details(**known))]

    def test_the_same_name_in_either_script_is_asked_about(self) -> None:
        lookup = Lookup([person(1, "សុខ ដារា"), person(2, "", "Chan Thy")])
        assert self.asked(lookup, name_km="សុខ ដារា") == [1]
        assert self.asked(lookup, name_latin="Dara Sok") == [1]
        assert self.asked(lookup, name_latin="CHAN Thi") == [2]

    def test_another_name_is_not(self) -> None:
        lookup = Lookup([person(1, "សុខ ដារា", "Sok Dara"), person(2, "", "Chan Thy")])
        assert self.asked(lookup, name_latin="Sok Bopha") == []
        assert self.asked(lookup, name_km="កែវ ធីតា") == []

    def test_two_people_with_one_name_are_told_apart(self) -> None:
        known = person(1, "សុខ ដារា", phone="012345678", organisation_en="CCC", sex=Sex.MALE)
        lookup = Lookup([known])
        same = {"name_km": "សុខ ដារា"}
        assert self.asked(lookup, **same, phone="098765432", organisation_en="NSSF") == []
        assert self.asked(lookup, **same, sex=Sex.FEMALE) == []
        assert self.asked(lookup, **same, phone="+85512345678", organisation_en="NSSF") == [1]

    def test_a_namesake_is_mentioned_and_not_asked_about(self) -> None:
        known = person(1, "សុខ ដារា", phone="012345678", organisation_en="CCC", sex=Sex.MALE)
        near = person(2, "សុខ ដារ៉ុង", phone="011222333", organisation_en="ILO")
        lookup = Lookup([known, near])
        same = {"name_km": "សុខ ដារា"}
        other = lookup.alike(self.details(**same, phone="098765432", organisation_en="NSSF"))
        assert (other.same, other.namesakes) == ((), (known,))
        one = lookup.alike(self.details(**same, phone="098765432", organisation_en="CCC"))
        assert ([match.person for match in one.same], one.namesakes) == ([known], ())

    @pytest.mark.parametrize(
        ("listed", "come"),
        [
            ("Sok Dara", "OK Dara"),
            ("Kim Chivorn", "Som Chivorn"),
            ("Keo Sophal", "Keo Sophea"),
            ("Chan Veasna", "Chay Veasna"),
            ("សួន វិចិត្រា", "ភួង វិចិត្រា"),
            ("ទឹម ណារិទ្ធ", "ទឹម ដារិទ្ធ"),
        ],
    )
    def test_names_that_are_only_near_are_two_people(self, listed: str, come: str) -> None:
        name = "name_km" if come > "\u1780" else "name_latin"
        assert self.asked(roll(listed), **{name: come}) == []

    @pytest.mark.parametrize(
        ("listed", "come"),
        [
            ("Sok Dara", "Sokh Darra"),
            ("Chea Phally", "Jea Pally"),
            ("Keo Kongkea", "Keokongkea"),
            ("សុខ សុភាព", "Sok Sopheap"),
            ("ញ៉ែម វិច្ឆិកា", "Nhem Vicheka"),
            ("សុខ វិច្ឆិកា", "សុខ វិច្ឆកា"),
            ("Sok Sopheap", "Sok Sohpeap"),
        ],
    )
    def test_one_name_spelt_twice_is_asked_about(self, listed: str, come: str) -> None:
        name = "name_km" if come > "\u1780" else "name_latin"
        assert self.asked(roll(listed), **{name: come}) == [0]

    def test_one_phone_lends_weight_to_a_name_that_is_near(self) -> None:
        lookup = Lookup([person(1, "", "Sok Dara", phone="012345678")])
        assert self.asked(lookup, name_latin="Sok Darra", phone="012345678") == [1]
        assert self.asked(lookup, name_latin="Keo Thida", phone="012345678") == []

    def test_a_seat_without_a_name_is_nobody(self) -> None:
        lookup = Lookup([person(1, organisation_en="NSSF")])
        assert self.asked(lookup, name_latin="Sok Dara", organisation_en="NSSF") == []
        assert self.asked(lookup, organisation_en="NSSF") == []

    def test_the_sample_asks_about_nobody_but_namesakes(self, sample: list[Person]) -> None:
        lookup = Lookup(sample)
        for one in sample:
            others = [m.person for m in lookup.may_be_same(one.details()) if m.person.id != one.id]
            assert all(other.name_latin == one.name_latin for other in others)


@pytest.mark.parametrize("start", ["s", "ស"])
def test_a_measure_that_goes_on_measures_like_a_new_one(start: str, sample: list[Person]) -> None:
    words = sorted({word for p in sample for word in f"{p.name_km} {p.name_latin}".lower().split()})
    typed = [word[:end] for word in words if word[0] == start for end in (2, 3, 4, 6, 3)]
    measure = Measure(start)
    for text in typed:
        measure.retype(text)
        fresh = Measure(text)
        assert [measure(word) for word in words] == [fresh(word) for word in words]
