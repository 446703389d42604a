"""An event out of a TOML file, and what its facts must be wherever they are typed."""

from __future__ import annotations

import dataclasses
from contextlib import closing
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kiosk.bundled import sample_file
from kiosk.domain import AgendaItem, Category, Event, Grant, Group
from kiosk.language import Language, Refusal
from kiosk.services.desk import Desk
from kiosk.services.event_facts import NAMES, checked_event
from kiosk.services.event_file import DEFAULT_CATEGORIES, read_event

SHORT = '[event]\ntitle_km = "វគ្គបណ្តុះបណ្តាល"\ndate = 2026-12-01\n'


def read(folder: Path, toml: str | bytes) -> Event:
    path = folder / "day.toml"
    path.write_bytes(toml if isinstance(toml, bytes) else toml.encode())
    return read_event(path)


def test_the_short_form_is_a_title_and_a_date(tmp_path: Path) -> None:
    event = read(tmp_path, SHORT)
    assert (event.title_km, event.date) == ("វគ្គបណ្តុះបណ្តាល", date(2026, 12, 1))
    assert event.categories == DEFAULT_CATEGORIES
    assert (event.venue_en, event.expected_participants, event.grant) == ("", 0, Grant())
    windows = b"\xef\xbb\xbf" + SHORT.replace("\n", "\r\n").encode()
    assert read(tmp_path, windows) == event


def test_the_packaged_workshop_is_already_as_it_must_be() -> None:
    event = read_event(sample_file("workshop.toml"))
    assert checked_event(event) == event
    assert (len(event.categories), len(event.groups)) == (8, 5)
    assert event.agenda[0].starts == time(8, 0)


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("", "“date” is missing"),
        ("[event]\ndate = 2026-12-01", "no title"),
        ('[event]\ntitle_en = "   "\ndate = 2026-12-01', "no title"),
        ('[event]\ntitle_en = "X"\ndate = "tomorrow"', "must be a date"),
        ('[event]\ntitle_en = "X"\ndate = 2026-12-01T08:00:00', "must be a date"),
        ('[event]\ntitle_en = "X"\ndate = 2569-12-01', "in the year 2569"),
        ("[event]\ntitle_en = 7\ndate = 2026-12-01", "must be text"),
        (SHORT + "expected_participants = -5", "is -5; it must be from 0 to 1000000"),
        (SHORT + "expected_participants = 99999999999999999999", "must be from 0"),
        (SHORT + "expected_participants = true", "must be a whole number"),
        (SHORT + "expected_participants = " + "9" * 5000, "cannot be read as TOML"),
        (SHORT + 'venue_en = "a\\u0007b"', "The venue in English has a character"),
        (SHORT + 'title_en = "two\\nlines"', r"The title in English has .* \(U\+000A\)"),
        (SHORT + f'venue_km = "{"ក" * 2001}"', "has 2001 characters; 2000 fit"),
        (SHORT + 'timezone = "Asia/Angkor"', "“Asia/Angkor” is not a time zone"),
        (SHORT + 'timezone = "../../etc/passwd"', "is not a time zone"),
        (SHORT + 'timezone = ""', "is not a time zone"),
        (SHORT + 'color = "red"', "“event.color” is not a fact"),
        (SHORT + "[[group]]\nnumber = 0", "number of a group is 0"),
        (SHORT + "[[group]]\nnumber = 99999999999999999999", "must be from 1 to 999"),
        (SHORT + "[[group]]\nnumber = 2\n[[group]]\nnumber = 2", "The group 2 is there twice"),
        (SHORT + '[[category]]\nen = "Guest"', "“key” is missing"),
        (SHORT + '[[category]]\nkey = " "', "has no key"),
        (SHORT + '[[category]]\nkey = "a"\n[[category]]\nkey = " a"', "“a” is there twice"),
        (SHORT + f'[[category]]\nkey = "{"k" * 65}"', "has 65 characters; 64 fit"),
        (SHORT + "[[group]]\nnumber = 1\n" * 501, "501 groups; 500 fit"),
        (SHORT + "[[agenda]]\nstarts = 08:00:00\nends = 09:00:00\ngroups = [1000]", "1 to 999"),
        ("[" * 5000, "cannot be read as TOML"),
        (b"\xff\xfe[event]", "cannot be read as TOML"),
        (b"#" * 1_000_001, "too large"),
    ],
)
def test_what_is_wrong_is_said_with_the_file_and_the_place(
    tmp_path: Path, toml: str | bytes, words: str
) -> None:
    with pytest.raises(Refusal, match=words) as refused:
        read(tmp_path, toml)
    assert "day.toml" in str(refused.value)
    khmer = refused.value.text(Language.KHMER)
    assert "day.toml" in khmer
    assert "{" not in khmer
    assert any("\u1780" <= letter <= "\u17b3" for letter in khmer)


def test_what_is_no_file_is_said(tmp_path: Path) -> None:
    for path in (tmp_path / "no.toml", tmp_path, tmp_path / ("n" * 300), Path(".")):
        with pytest.raises(Refusal, match="There is no file"):
            read_event(path)


@pytest.fixture
def typed() -> Event:
    """An event as it may be typed in the window, with a blank at the end of every text."""
    texts: dict[str, Any] = {n: f"{n} " for n in NAMES if n.endswith(("_km", "_en"))}
    return Event(
        **texts,
        date=date(2026, 12, 1),
        grant=Grant(donor=" EU "),
        categories=(Category(key=" guest ", en="Guest ", km="ភ្ញៀវ "),),
        groups=(Group(number=1, en=" One"),),
        agenda=(AgendaItem(starts=time(8), ends=time(9), en=" A\nB ", speakers=(" X ",)),),
    )


def test_blanks_at_the_ends_go(typed: Event) -> None:
    tidy = checked_event(typed)
    assert tidy.title_en == "title_en"
    assert tidy.grant.donor == "EU"
    assert tidy.categories == (Category(key="guest", en="Guest", km="ភ្ញៀវ"),)
    assert tidy.groups[0].en == "One"
    assert (tidy.agenda[0].en, tidy.agenda[0].speakers) == ("A\nB", ("X",))
    assert checked_event(tidy) == tidy


@pytest.mark.parametrize("name", [f.name for f in dataclasses.fields(Event) if f.type == "str"])
def test_every_text_of_an_event_is_held_to_the_rules(typed: Event, name: str) -> None:
    for wrong in ("x\0y", "x" * 2001, "x\u2028y"):
        changes: dict[str, Any] = {name: wrong}
        with pytest.raises(Refusal) as refused:
            checked_event(dataclasses.replace(typed, **changes))
        assert NAMES[name].en in str(refused.value)


@pytest.mark.parametrize("name", [f.name for f in dataclasses.fields(Grant)])
def test_every_text_of_the_grant_is_held_to_the_rules(typed: Event, name: str) -> None:
    grant = Grant(**{name: "x\ny"})
    with pytest.raises(Refusal, match=NAMES[name].en):
        checked_event(dataclasses.replace(typed, grant=grant))


@pytest.mark.parametrize("name", ["photo_notice_km", "photo_notice_en", "organizer_address"])
def test_a_notice_and_an_address_may_have_lines(typed: Event, name: str) -> None:
    changes: dict[str, Any] = {name: "one\ntwo"}
    assert getattr(checked_event(dataclasses.replace(typed, **changes)), name) == "one\ntwo"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title_km": " ", "title_en": ""}, "no title"),
        ({"categories": ()}, "no category"),
        ({"categories": (Category(key="a", en="x\ny"),)}, "category “a” has a character"),
        ({"groups": (Group(number=3, km="ក" * 2001),)}, "The group 3 has 2001"),
        ({"agenda": (AgendaItem(starts=time(8), ends=time(9), who="\x07"),)}, "Slot 1 of the"),
        ({"agenda": (AgendaItem(starts=time(8), ends=time(9), speakers=("a\nb",)),)}, "Slot 1"),
        ({"languages": ("km\n", "x" * 99)}, "The language has 99 characters"),
        ({"date": date(1999, 12, 31)}, "in the year 1999"),
    ],
)
def test_what_is_typed_wrong_is_said(typed: Event, changes: dict[str, Any], words: str) -> None:
    with pytest.raises(Refusal, match=words):
        checked_event(dataclasses.replace(typed, **changes))


ALLOWANCES = """
[[category]]
key = "cso"
transport = 2.5
meals = 5
lodging = 12.345
"""


def test_allowances_are_dollars_to_the_cent_and_kept_so(tmp_path: Path) -> None:
    event = read(tmp_path, SHORT + "riel_rate = 4100\n" + ALLOWANCES)
    cso = event.categories[0]
    assert (cso.transport, cso.meals, cso.lodging) == (
        Decimal("2.50"),
        Decimal("5.00"),
        Decimal("12.35"),
    )
    assert event.riel_rate == 4100
    with closing(Desk.create(tmp_path / "day.kiosk", event, name="desk")) as desk:
        assert desk.store.event() == event
        dearer = dataclasses.replace(cso, transport=Decimal("3"))
        desk.change_event(dataclasses.replace(event, categories=(dearer,)))
        assert desk.store.event().categories[0].transport == Decimal(3)
        assert desk.store.journal()[-1].after["categories"][0]["transport"] == "3.00"


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        (ALLOWANCES.replace("2.5", "-2.5"), "allowance of the category “cso” is -2.5"),
        (ALLOWANCES.replace("2.5", "10001"), "it must be from 0 to 10000"),
        (ALLOWANCES.replace("2.5", "nan"), "it must be from 0 to 10000"),
        (ALLOWANCES.replace("2.5", "true"), "must be an amount"),
        (ALLOWANCES.replace("2.5", '"2.5"'), "must be an amount"),
        ("riel_rate = 0\n" + ALLOWANCES, "The rate in riel for one dollar is 0"),
    ],
)
def test_what_cannot_be_paid_is_refused(tmp_path: Path, toml: str, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        read(tmp_path, SHORT + toml)
