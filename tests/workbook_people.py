"""The workshop and its people for the workbook's tests, with a morning's arrival times."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from openpyxl import load_workbook

from kiosk.bundled import sample_file
from kiosk.domain import (
    AgeBand,
    Disability,
    Event,
    Person,
    PhotoConsent,
    Sex,
)
from kiosk.services.event_file import read_event
from kiosk.services.workbook import Provenance

PROVENANCE = Provenance(datetime(2023, 9, 13, 5, 30, tzinfo=UTC), "Desk 1", 214, "5ea1" * 16)
_LIST = Path(__file__).parent / "data" / "participants_80_clean.xlsx"
_DOORS_OPEN = datetime(2023, 9, 13, 0, 46, tzinfo=UTC)


def workshop() -> Event:
    """The packaged first event."""
    return read_event(sample_file("workshop.toml"))


def the_eighty() -> list[Person]:
    """The list's people: 69 of them came, ten of these after 8:30, and four walked in."""
    sheet = load_workbook(_LIST).worksheets[0]
    titles, *rows = sheet.iter_rows(values_only=True)
    event, chance = workshop(), random.Random(13)
    return [
        _person(event, number, dict(zip(map(str, titles), row, strict=True)), chance)
        for number, row in enumerate(rows)
    ]


def _person(event: Event, number: int, row: Mapping[str, Any], chance: random.Random) -> Person:
    def said(title: str) -> str:
        return str(row[title] or "")

    kind = str(row["Participant_type"])
    category = next(c.key for c in event.categories if c.en == kind or f"({kind})" in c.en)
    group = next((g.number for g in event.groups if g.en == row["Discussion_group"]), None)
    return Person(
        id=UUID(int=number + 1),
        code=f"{number % 8 + 2}e{number + 2222}",
        name_km=said("Name_Khmer"),
        name_km_canonical=said("Name_Khmer"),
        name_latin=said("Name_Latin"),
        name_latin_canonical=said("Name_Latin"),
        sex=Sex(said("Sex")),
        age_band=AgeBand(said("Age_band").lower().replace(" ", "_")),
        disability=Disability(said("Disability").lower().replace(" ", "_")),
        position_km=said("Position_KH"),
        position_en=said("Position_EN"),
        organisation_km=said("Organisation_KH"),
        organisation_en=said("Organisation_EN"),
        category=category,
        group=group,
        province=said("Province"),
        phone=said("Phone"),
        email=said("Email"),
        photo_consent=_consent(number),
        walk_in=number % 20 == 7,
        arrived_at=_arrival(number, chance),
    )


def _consent(number: int) -> PhotoConsent:
    if number % 9 == 4:
        return PhotoConsent.NO
    return PhotoConsent.NOT_ASKED if number % 11 == 5 else PhotoConsent.YES


def _arrival(number: int, chance: random.Random) -> datetime | None:
    if number % 7 == 3:
        return None
    return _DOORS_OPEN + timedelta(seconds=chance.randrange(0, 50 * 60))
