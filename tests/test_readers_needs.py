"""What each export tells of a person: no more than its reader has need of."""

from __future__ import annotations

import zipfile
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest

from kiosk.domain import AgeBand, Disability, PersonDetails, PhotoConsent, Sex, Signing
from kiosk.services.badge_room import Box
from kiosk.services.desk import Desk
from kiosk.services.workbook import Audience

ALL = {
    "name": "NAMEMARK",
    "position": "POSMARK",
    "organisation": "ORGMARK",
    "phone": "012 345 678",
    "email": "mark@mail.example",
    "note": "NOTEMARK",
    "age": "60 years or more",
    "signed by": "SIGNMARK",
}

TOLD = {
    "donor.xlsx": {"name", "position", "organisation", "phone", "age", "signed by"},
    "finance.xlsx": {"name", "position", "organisation", "phone", "signed by"},
    "paper.pdf": {"name", "position", "organisation", "phone"},
    "door.pdf": {"name", "organisation"},
    "photo.pdf": {"name", "organisation"},
    "badges.pdf": {"name", "position", "organisation"},
}


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from kiosk.bundled import sample_file
    from kiosk.services.event_file import read_event

    folder = tmp_path_factory.mktemp("exported")
    event = read_event(sample_file("workshop.toml"))
    with closing(Desk.create(folder / "day.kiosk", event, name="Desk 1")) as desk:
        details = PersonDetails(
            name_latin="NAMEMARK Sok",
            position_en="POSMARK",
            organisation_en="ORGMARK",
            phone="012 345 678",
            email="mark@mail.example",
            note="NOTEMARK",
            age_band=AgeBand.ELDER,
            disability=Disability.YES,
            sex=Sex.FEMALE,
            category="cbo",
            group=event.groups[0].number,
            photo_consent=PhotoConsent.NO,
            signing=Signing.ON_SCREEN,
            signature="1,1 2,2",
            signed_by="SIGNMARK",
        )
        desk.add(details, arrives=True)
        for audience in Audience:
            desk.exports.workbook(folder / f"{audience}.xlsx", audience)
        desk.exports.paper(folder / "paper.pdf")
        desk.door_lists(folder / "door.pdf")
        desk.photo_list(folder / "photo.pdf")
        desk.badges(folder / "badges.pdf", Box())
    return folder


def text_of(path: Path) -> str:
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as package:
            parts = [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
        return "".join(parts)
    with closing(pypdfium2.PdfDocument(path)) as document:
        pages = [document[number].get_textpage() for number in range(len(document))]
        return "".join(page.get_text_bounded() for page in pages)


@pytest.mark.parametrize("name", TOLD)
def test_an_export_tells_what_its_reader_needs_and_no_more(exported: Path, name: str) -> None:
    text = text_of(exported / name)
    assert {what for what, mark in ALL.items() if mark in text} == TOLD[name]
