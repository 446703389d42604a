"""What is exported: the event and its people in the order of the sheets, told as cells tell it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from kiosk.domain import AgeBand, Disability, Event, Person, PhotoConsent, Sex, Signing
from kiosk.language import Language, Sentence, in_digits_of
from kiosk.services.attendance_figures import Figures, event_zone, figures
from kiosk.services.substitutes import Substitutes
from kiosk.services.workbook.allowances import Allowances
from kiosk.services.workbook.cells import holdable

Key = TypeVar("Key", bound=Hashable)

NOT_STATED = "Not stated"
NOT_ASKED = "Not asked"
SEX_UNSAID = "–"
"""What the Sign-in sheet shows where Data says :data:`NOT_STATED`."""

SEXES: Mapping[Sex, str] = {
    Sex.FEMALE: "F",
    Sex.MALE: "M",
    Sex.OTHER: "Other",
    Sex.NOT_STATED: NOT_STATED,
}
PHOTO: Mapping[PhotoConsent, str] = {
    PhotoConsent.YES: "Yes",
    PhotoConsent.NO: "No",
    PhotoConsent.NOT_ASKED: NOT_ASKED,
}
SIGNINGS: Mapping[Signing, str] = {
    Signing.ON_PAPER: "On paper",
    Signing.ON_SCREEN: "On screen",
    Signing.THUMBPRINT: "Thumbprint",
}
# Never bare "18-30": spreadsheets take such a criterion for a date.
AGES: Mapping[AgeBand, Sentence] = {
    AgeBand.CHILD: Sentence(en="0-17 years", km="០-១៧ ឆ្នាំ"),
    AgeBand.YOUNG: Sentence(en="18-30 years", km="១៨-៣០ ឆ្នាំ"),
    AgeBand.ADULT: Sentence(en="31-59 years", km="៣១-៥៩ ឆ្នាំ"),
    AgeBand.ELDER: Sentence(en="60 years or more", km="៦០ ឆ្នាំឡើងទៅ"),
    AgeBand.NOT_STATED: Sentence(en=NOT_STATED, km="មិនបានបញ្ជាក់"),
}
DISABILITIES: Mapping[Disability, Sentence] = {
    Disability.YES: Sentence(en="Yes", km="មានពិការភាព"),
    Disability.NO: Sentence(en="No", km="គ្មានពិការភាព"),
    Disability.NOT_STATED: Sentence(en=NOT_STATED, km="មិនបានបញ្ជាក់"),
}
NO_GROUP = Sentence(en="No group", km="គ្មានក្រុម")
NO_PROVINCE = Sentence(en=NOT_STATED, km="មិនបានបញ្ជាក់")


class Audience(StrEnum):
    """For whom a workbook is made."""

    DONOR = "donor"
    FINANCE = "finance"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a workbook comes from: made when (UTC), at which desk, from how many journal rows;
    by the ``seal`` of the last of them ``kiosk verify`` tells whether file and sheet agree."""

    made_at: datetime
    desk: str
    journal_rows: int
    seal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """Everything the sheets show.

    ``arrived`` is in order of arrival, ``others`` by code; ``categories`` and ``groups`` are
    the names by which the sheets tell them apart, each different from the rest.
    """

    event: Event
    audience: Audience
    provenance: Provenance
    arrived: Sequence[Person]
    others: Sequence[Person]
    counts: Figures
    zone: ZoneInfo
    categories: Mapping[str, Sentence]
    groups: Mapping[int | None, Sentence]
    allowances: Allowances
    substitutes: Substitutes

    @property
    def people(self) -> Sequence[Person]:
        """Everyone: those who arrived, then the others."""
        return [*self.arrived, *self.others]

    @property
    def no_shows(self) -> Sequence[Person]:
        """Who was on the list beforehand and did not come."""
        return [person for person in self.others if not person.walk_in]

    def local(self, moment: datetime | None) -> datetime | None:
        """``moment`` as the event's clocks showed it, naive as cells want it, to the second."""
        if moment is None:
            return None
        return moment.astimezone(self.zone).replace(tzinfo=None, microsecond=0)


def morning_of(
    event: Event,
    people: Iterable[Person],
    *,
    audience: Audience,
    provenance: Provenance,
) -> Morning:
    """``people`` put in order and counted. A :class:`Refusal` for an unknown timezone."""
    everyone = list(people)
    counts = figures(event, everyone)
    return Morning(
        event=event,
        audience=audience,
        provenance=provenance,
        arrived=sorted((p for p in everyone if p.arrived_at), key=_by_arrival),
        others=sorted((p for p in everyone if not p.arrived_at), key=_by_code),
        counts=counts,
        zone=event_zone(event),
        categories=_distinct({key: _category(event, key) for key in counts.by_category}),
        groups=_distinct({number: _group(event, number) for number in counts.by_group}),
        allowances=Allowances.of_event(event),
        substitutes=Substitutes.among(everyone),
    )


def first_said(km: str, en: str) -> str:
    """The Khmer if a cell of it would show anything, else the English."""
    return km if holdable(km) else en


def province_of(person: Person) -> str:
    """The province as cells hold it, so that equal cells are one line of the Summary."""
    return holdable(person.province).strip()


def _by_arrival(person: Person) -> tuple[datetime | None, str, UUID]:
    return person.arrived_at, person.code, person.id


def _by_code(person: Person) -> tuple[str, UUID]:
    return person.code, person.id


def _category(event: Event, key: str) -> Sentence:
    known = event.category(key)
    return Sentence(en=known.en or key, km=known.km) if known else Sentence(en=key, km="")


def _group(event: Event, number: int | None) -> Sentence:
    if number is None:
        return NO_GROUP
    known = event.group(number)
    if known is None:
        return Sentence(en=f"Group {number}", km=f"ក្រុមទី{in_digits_of(Language.KHMER, number)}")
    return Sentence(en=known.en or f"Group {number}", km=known.km)


def _distinct(names: dict[Key, Sentence]) -> Mapping[Key, Sentence]:
    """``names`` as cells will hold them, with the key behind those that would be alike."""
    held = {key: Sentence(en=_one_line(name.en), km=name.km) for key, name in names.items()}
    often = Counter(name.en for name in held.values())
    return {
        key: name if often[name.en] == 1 else Sentence(en=f"{name.en} ({key})", km=name.km)
        for key, name in held.items()
    }


def _one_line(text: str) -> str:
    return " ".join(holdable(text).split())
