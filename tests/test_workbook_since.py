"""What a second export says of the first: who was added, removed, and which fields changed."""

from __future__ import annotations

import dataclasses
import re
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from kiosk.cli import main
from kiosk.domain import Disability, Person, PersonDetails, Sex, Signing
from kiosk.language import Language, Refusal
from kiosk.services.desk import Desk
from kiosk.services.signatures import written
from kiosk.services.workbook import Audience, read_sheet
from tests.conftest import Clock
from tests.workbook_office import calculated, verdicts


@pytest.fixture
def first(full_desk: Desk, tmp_path: Path) -> Path:
    """The workbook of half past eight, when every second person was here."""
    for person in list(full_desk.people())[::2]:
        full_desk.check_in(person.id)
    return full_desk.exports.workbook(tmp_path / "first.xlsx", Audience.DONOR).path


def changed(path: Path) -> list[tuple[Any, ...]]:
    """The lines of the sheet, without their numbers."""
    rows = load_workbook(path)["Changes"].iter_rows(min_row=7, min_col=2, values_only=True)
    return [row for row in rows if any(row)]


def after_the_first(desk: Desk, clock: Clock) -> tuple[Person, Person, Person, Person]:
    """Someone is corrected and signs, someone is added, someone comes, someone goes."""
    here, absent = list(desk.people())[:2]
    clock.move_on(3600)
    desk.change(here.id, name_latin="CORRECTED Name", sex=Sex.OTHER, disability=Disability.YES)
    drawn = written((((1, 1), (500, 200)),))
    desk.change(here.id, signing=Signing.ON_SCREEN, signature=drawn)
    desk.change(here.id, province="Takeo")
    desk.change(here.id, province=here.province)
    desk.check_in(absent.id)
    left = list(desk.people())[2]
    desk.undo_check_in(left.id)
    new = desk.add(PersonDetails(name_latin="NEW Person", category="cbo", walk_in=True))
    event = desk.event
    paid = [dataclasses.replace(c, transport=Decimal(5)) for c in event.categories[:1]]
    desk.change_event(
        dataclasses.replace(
            event,
            venue_en="Hotel",
            categories=(*paid, *event.categories[1:]),
            groups=(dataclasses.replace(event.groups[0], en="Secret"), *event.groups[1:]),
        )
    )
    return here, absent, left, new


def test_the_donor_is_told_every_change_and_what_was_changed_back_is_none(
    full_desk: Desk, clock: Clock, first: Path, tmp_path: Path
) -> None:
    here, absent, left, new = after_the_first(full_desk, clock)
    made = full_desk.exports.workbook(tmp_path / "second.xlsx", Audience.DONOR, since=first)
    lines = changed(made.path)
    of = {
        person.code: {
            (row[4].split("\n")[-1] if row[4] else ""): row[5:]
            for row in lines
            if row[0] == person.code
        }
        for person in (here, absent, left, new)
    }
    assert of[here.code] == {
        "The Latin name": (here.name_latin_canonical, "CORRECTED Name"),
        "Sex": ("female" if here.sex is Sex.FEMALE else "male", "other"),
        "Disability": ("no" if here.disability is Disability.NO else "not stated", "yes"),
        "Signs": ("on paper", "on the screen"),
        "The signature": (None, "drawn on the screen"),
    }
    assert of[absent.code] == {"Time in": (None, "2023-09-13 09:00:00")}
    assert of[left.code] == {"Time in": ("2023-09-13 08:00:00", None)}
    assert of[new.code] == {"": (None, None)}
    facts = [(row[4].split("\n")[-1], *row[5:]) for row in lines if row[0] is None]
    assert ("The venue in English", None, "Hotel") in facts
    assert ("Category “ccc_member”: transport, USD", "0.00", "5.00") in facts
    assert len(lines) == 5 + 1 + 1 + 1 + 2
    assert f"{len(lines)} changes since “first.xlsx”" in str(made.remarks[0].text(Language.ENGLISH))


def test_the_finance_copy_tells_nothing_private_of_what_changed(
    full_desk: Desk, clock: Clock, first: Path, tmp_path: Path
) -> None:
    here, absent, left, new = after_the_first(full_desk, clock)
    path = full_desk.exports.workbook(tmp_path / "copy.xlsx", Audience.FINANCE, since=first).path
    lines = changed(path)
    assert {row[0]: row[3].split(" · ")[1] for row in lines if row[0]} == {
        here.code: "changed",
        absent.code: "new on the list",
        left.code: "no longer on the list",
    }
    assert new.code not in {row[0] for row in lines}
    with zipfile.ZipFile(path) as package:
        told = b"".join(package.read(name) for name in package.namelist()).decode("utf-8", "ignore")
    for word in ("isabilit", "ពិការ", "Secret", "Age band"):
        assert word not in told


def all_but_the_seal(path: Path) -> dict[str, str]:
    """Every part of a workbook, the end of the journal left out: each export is a row of it."""
    (says, _) = read_sheet(path).claims
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}
    rows = re.compile(rf"(?<=>){says.journal_rows}(?=<)|{says.journal_rows}(?= journal rows)")
    return {name: rows.sub("ROWS", part.replace(says.seal, "SEAL")) for name, part in parts.items()}


def test_without_a_change_the_sheet_says_so_and_the_bytes_stay_the_same(
    full_desk: Desk, first: Path, tmp_path: Path
) -> None:
    one, two = (
        full_desk.exports.workbook(tmp_path / name, Audience.DONOR, since=first)
        for name in ("one.xlsx", "two.xlsx")
    )
    assert all_but_the_seal(one.path) == all_but_the_seal(two.path)
    again = full_desk.exports.workbook(tmp_path / "again.xlsx", Audience.DONOR).path
    assert all_but_the_seal(again) == all_but_the_seal(first)
    (line,) = changed(one.path)
    assert line[3] == "គ្មានអ្វីផ្លាស់ប្តូរទេ · Nothing changed"
    (found,) = calculated({"one": load_workbook(one.path)}, tmp_path / "office").values()
    assert set(verdicts(found).values()) == {"OK"}


def test_a_workbook_of_another_event_is_no_beginning(
    full_desk: Desk, first: Path, tmp_path: Path
) -> None:
    other = Desk.create(tmp_path / "other.kiosk", full_desk.event, name="Desk 2")
    foreign = other.exports.workbook(tmp_path / "other.xlsx", Audience.DONOR).path
    for desk, file in ((other, first), (full_desk, foreign)):
        with pytest.raises(Refusal, match="was not made from this event"):
            desk.exports.workbook(tmp_path / "x.xlsx", Audience.DONOR, since=file)
    other.close()
    assert not (tmp_path / "x.xlsx").exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0 no", b"<xml/>"])
def test_what_is_no_workbook_of_ours_is_said(
    full_desk: Desk, tmp_path: Path, content: bytes
) -> None:
    earlier = tmp_path / "earlier.xlsx"
    earlier.write_bytes(content)
    with pytest.raises(Refusal, match="not a sign-in workbook of this program"):
        full_desk.exports.workbook(tmp_path / "x.xlsx", Audience.DONOR, since=earlier)
    assert not (tmp_path / "x.xlsx").exists()


def test_an_earlier_workbook_that_is_not_there_is_said_to_be_missing(
    full_desk: Desk, tmp_path: Path
) -> None:
    with pytest.raises(Refusal, match=r"There is no file “earlier\.xlsx”"):
        full_desk.exports.workbook(
            tmp_path / "x.xlsx", Audience.DONOR, since=tmp_path / "earlier.xlsx"
        )
    assert not (tmp_path / "x.xlsx").exists()


def test_a_sealed_workbook_is_a_beginning_with_its_password(
    full_desk: Desk, first: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, sealed = str(full_desk.store.path), tmp_path / "sealed.xlsx"
    full_desk.exports.workbook(sealed, Audience.DONOR, password="secret")
    (tmp_path / "secret.txt").write_text("secret\n", "utf-8")
    out = [str(tmp_path / "x.xlsx"), "--since", str(sealed)]
    assert main(["export", file, *out, "--password-file", str(tmp_path / "secret.txt")]) == 0
    assert "0 changes since “sealed.xlsx”" in capsys.readouterr().err
    assert main(["export", file, *out, "--replace"]) == 1
    assert "sealed with a password" in capsys.readouterr().err
