"""Text from a person stays text: 1,000 people whose every field is out to break the workbook."""

from __future__ import annotations

import dataclasses
import random
import re
import zipfile
from datetime import timedelta
from pathlib import Path
from uuid import UUID
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string
from python_calamine import CalamineWorkbook

from kiosk.domain import AgeBand, Disability, Event, Person, PhotoConsent, Sex
from kiosk.services.phones import display
from kiosk.services.workbook import Audience, write_workbook
from tests.workbook_office import calculated, formulas, values, verdicts
from tests.workbook_people import PROVENANCE, workshop

LONG = "ក" * 32_768
NAMES = (
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.org","win")',
    "+855 12 000 111",
    "-2+3",
    "@SUM(A1:A9)",
    "＝１＋１",
    "\ufeffសុខា",
    "\u202eadohkoS\u202c",
    "\u200fشخص",
    "👩🏽‍🌾 នារី",
    "lone \ud83d half",
    "\udc00",
    "_x0041_ and _x000D_",
    "control \x07\x1b bell",
    "non\ufffe\uffffcharacter",
    "two\r\nlines\rmore\n",
    "  kept  spaces  ",
    "\ttab",
    "<b>&amp;</b> ]]> \"'",
    "7e2345",
    "0012",
    "1-5",
    "TRUE",
    "*?~",
    "<>=",
    "ស្រី\u200bក\u200c\u200dខ្មែរ",
    "o\u0308 Å\u0000x",
    "NULL\x85line",
    "#N/A",
    "{=1}",
)
_LEFT_OUT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def as_announced(text: str) -> str | None:
    """What the Notes sheet says of cells: line ends are newlines, some characters are left out."""
    return _LEFT_OUT.sub("", text.replace("\r\n", "\n").replace("\r", "\n")) or None


def crowd(size: int) -> list[Person]:
    chance = random.Random(7)

    def text() -> str:
        return chance.choice(NAMES) + chance.choice(["", " ", chance.choice(NAMES)])

    return [
        Person(
            id=UUID(int=number + 1),
            code=f"{number % 8 + 2}e{number:05}",
            name_km=text(),
            name_km_canonical=text(),
            name_latin=text(),
            name_latin_canonical=text(),
            honorific=text(),
            sex=chance.choice(list(Sex)),
            age_band=chance.choice(list(AgeBand)),
            disability=chance.choice(list(Disability)),
            position_km=chance.choice(["", text()]),
            position_en=text(),
            organisation_km=chance.choice(["\u200e", text()]),
            organisation_en=text(),
            category=chance.choice(["ccc_member", "cbo", "=1+1", "*"]),
            group=chance.choice([None, 1, 2, 77]),
            province=chance.choice(NAMES) + chance.choice(["", " a", " A"]),
            phone=text(),
            email=text(),
            photo_consent=chance.choice(list(PhotoConsent)),
            walk_in=chance.random() < 0.1,
            note=text(),
            arrived_at=PROVENANCE.made_at - timedelta(seconds=chance.randrange(20_000))
            if chance.random() < 0.9
            else None,
        )
        for number in range(size)
    ]


def hostile_event() -> Event:
    event = workshop()
    return dataclasses.replace(
        event,
        title_en='=1+1 & "R&D" &P',
        title_km="\ufeff=ចំណងជើង",
        organizer_en="A & B\nC" * 40,
        venue_en="@venue\x07",
        grant=dataclasses.replace(event.grant, donor="=cmd|'x'!A1", project="\ud800"),
        categories=(
            *event.categories,
            dataclasses.replace(event.categories[0], key="twin", km="="),
        ),
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("hostile") / "donor.xlsx"
    return write_workbook(
        target, hostile_event(), crowd(1000), audience=Audience.DONOR, provenance=PROVENANCE
    )


FIELDS = {
    "C": "name_km_canonical",
    "D": "name_latin_canonical",
    "E": "honorific",
    "I": "position_km",
    "J": "position_en",
    "K": "organisation_km",
    "L": "organisation_en",
    "P": "phone",
    "X": "name_km",
    "Y": "name_latin",
}


def test_every_field_is_read_back_as_it_was_but_for_what_is_announced(hostile: Path) -> None:
    sheet = load_workbook(hostile)["Data"]
    people = {person.code: person for person in crowd(1000)}
    compared = 0
    for row in range(2, 1002):
        person = people.pop(sheet[f"B{row}"].value)
        for letter, name in FIELDS.items():
            cell = sheet[f"{letter}{row}"]
            said = getattr(person, name)
            expected = as_announced(display(said) if name == "phone" else said)
            assert (cell.value or "").replace("_x005F_", "_") == (expected or "")
            assert cell.data_type in ("s", "inlineStr", "n") or cell.value is None
            compared += 1
    assert (people, compared) == ({}, 10_000)


def test_libreoffice_reads_the_same_text_and_every_check_holds(
    hostile: Path, tmp_path: Path
) -> None:
    stored = values(load_workbook(hostile, data_only=True))
    ours = set(formulas(load_workbook(hostile)))
    texts = {place for place in stored if place[0] == "Data" and place not in ours}
    theirs = calculated({"book": load_workbook(hostile)}, tmp_path)["book"]
    assert {place: theirs.get(place) for place in ours} == {
        place: stored.get(place) for place in ours
    }
    assert {place: str(theirs.get(place)) for place in texts} == {
        place: str(stored[place]).replace("_x005F_", "_") for place in texts
    }
    assert set(verdicts(theirs).values()) == {"OK"}


def test_calamine_reads_the_same_text_too(hostile: Path) -> None:
    rows = CalamineWorkbook.from_path(str(hostile)).get_sheet_by_name("Data").to_python()
    people = {person.code: person for person in crowd(1000)}
    places = {name: column_index_from_string(letter) - 1 for letter, name in FIELDS.items()}
    compared = 0
    for row in rows[1:]:
        person = people.pop(str(row[1]))
        for name, place in places.items():
            said = getattr(person, name)
            expected = as_announced(display(said) if name == "phone" else said)
            assert str(row[place]).replace("_x005F_", "_") == (expected or "")
            compared += 1
    assert (people, compared) == ({}, 10_000)


def test_no_formula_comes_from_a_person(hostile: Path) -> None:
    namespace = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    found: list[str] = []
    with zipfile.ZipFile(hostile) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                tree = ElementTree.fromstring(archive.read(name))
                found += [each.text or "" for each in tree.iter(f"{namespace}f")]
    assert len(found) > 1000
    names = r"COUNTIFS?|COUNTA|SUMPRODUCT|SUBSTITUTE|EXACT|MATCH|ROW|ROUND|SUM|IF|IFERROR|AND|REPT"
    call = re.compile(r"([A-Z]+)\(")
    assert {call_ for text in found for call_ in call.findall(text)} <= {
        *names.replace("?", "").split("|"),
        "COUNTIF",
        "CHAR",
        "FIXED",
        "DATE",
        "TIME",
        "N",
    }
    assert not any("cmd" in text or "HYPERLINK" in text for text in found)


def test_text_that_looks_like_a_formula_is_marked_as_text(hostile: Path) -> None:
    cells = [cell for row in load_workbook(hostile)["Data"].iter_rows(2) for cell in row]
    risky = [c for c in cells if isinstance(c.value, str) and c.value[0] in "=+-@＝＋－＠"]
    assert len(risky) > 500
    assert all(cell.quotePrefix and cell.number_format == "@" for cell in risky)


def test_what_a_cell_cannot_hold_is_said(tmp_path: Path) -> None:
    person = dataclasses.replace(crowd(1)[0], name_km="bell\x07", name_latin=LONG)
    path = write_workbook(
        tmp_path / "a.xlsx", workshop(), [person], audience=Audience.DONOR, provenance=PROVENANCE
    )
    book = load_workbook(path)
    note = book["Data"]["Y2"].value
    assert len(note) == 32_767
    assert note.endswith(" … [cut: 32,768 characters, a cell holds 32,767]")
    told = {row[1]: str(row[2]) for row in book["Notes"].iter_rows(values_only=True)}
    assert told["Cut at 32,767 characters"].endswith("1 cells: Data!Y2.")
    assert "Data!X2" in told["Invisible characters"]


def test_a_text_of_just_the_limit_is_whole(tmp_path: Path) -> None:
    person = dataclasses.replace(crowd(1)[0], name_latin=LONG[1:], name_km="😀" * 16_383)
    path = write_workbook(
        tmp_path / "a.xlsx", workshop(), [person], audience=Audience.DONOR, provenance=PROVENANCE
    )
    sheet = load_workbook(path)["Data"]
    assert sheet["Y2"].value == LONG[1:]
    assert sheet["X2"].value == "😀" * 16_383
