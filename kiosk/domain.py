"""What a morning is made of: the event, its people, their attendance, the journal.

Frozen values and pure functions over the standard library; nothing here knows of files,
windows or printers.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from kiosk.language import Language


class Sex(StrEnum):
    """Sex as donors ask for it; what a person did not say stays ``not_stated``."""

    FEMALE = "F"
    MALE = "M"
    OTHER = "other"
    NOT_STATED = "not_stated"


class AgeBand(StrEnum):
    """Age in full years on the day of the event, in the bands of the sign-in workbook."""

    CHILD = "0-17"
    YOUNG = "18-30"
    ADULT = "31-59"
    ELDER = "60+"
    NOT_STATED = "not_stated"

    @classmethod
    def of_age(cls, years: int) -> AgeBand:
        """The band of someone ``years`` old."""
        if years < 18:
            return cls.CHILD
        if years <= 30:
            return cls.YOUNG
        return cls.ADULT if years < 60 else cls.ELDER


class Disability(StrEnum):
    """Private: never on the screen of the queue, on a badge, or on the finance copy."""

    YES = "yes"
    NO = "no"
    NOT_STATED = "not_stated"


class PhotoConsent(StrEnum):
    """Whether the person agreed to be photographed; ``not_asked`` is not a yes."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"


class Signing(StrEnum):
    """How the person signs the sheet: with ink on paper, on the screen, or by thumb on paper."""

    ON_PAPER = "on_paper"
    ON_SCREEN = "on_screen"
    THUMBPRINT = "thumbprint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A kind of participant (CCC member, speaker, …); ``key`` is its name in files and commands.
    ``transport``, ``meals`` and ``lodging`` are the allowances of each who came, in US dollars."""

    key: str
    en: str = ""
    km: str = ""
    transport: Decimal = Decimal(0)
    meals: Decimal = Decimal(0)
    lodging: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A discussion group; ``number`` is what stands large on the badge."""

    number: int
    en: str = ""
    km: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """A slot of the agenda: ``who`` holds facilitators as written, ``speakers`` one entry each."""

    starts: time
    ends: time
    en: str = ""
    km: str = ""
    who: str = ""
    speakers: tuple[str, ...] = ()
    groups: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What donors and finance ask for on the sheet; empty while it is to be confirmed."""

    donor: str = ""
    project: str = ""
    grant_number: str = ""
    activity_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Every fact of one event. An empty string is a fact still to be confirmed (TBC);
    ``riel_rate`` is riel for one US dollar, None while allowances are paid in dollars only;
    ``purge_after`` is the last day on which what is known of persons may be kept."""

    title_en: str = ""
    title_km: str = ""
    kind_en: str = ""
    kind_km: str = ""
    organizer_en: str = ""
    organizer_km: str = ""
    purge_after: date | None = None
    date: date
    starts: time | None = None
    ends: time | None = None
    timezone: str = "Asia/Phnom_Penh"
    venue_en: str = ""
    venue_km: str = ""
    city_en: str = ""
    city_km: str = ""
    languages: tuple[str, ...] = ("km", "en")
    expected_participants: int = 0
    registration_opens: time | None = None
    registration_closes: time | None = None
    photo_notice_en: str = ""
    photo_notice_km: str = ""
    organizer_address: str = ""
    organizer_phone: str = ""
    organizer_email: str = ""
    organizer_website: str = ""
    riel_rate: int | None = None
    grant: Grant = field(default_factory=Grant)
    categories: tuple[Category, ...]
    groups: tuple[Group, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()

    def category(self, key: str) -> Category | None:
        """The category with that key."""
        return next((c for c in self.categories if c.key == key), None)

    def group(self, number: int | None) -> Group | None:
        """The discussion group with that number."""
        return next((g for g in self.groups if g.number == number), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDetails:
    """What is said of a person: typed at the desk or read from a list, kept as it was typed.

    Required are ``category`` and a name in one script or, for a seat that is expected but
    not yet named, the organisation. ``in_place_of`` is the badge code of the expected person
    in whose place this one came. ``signature`` holds the strokes of one who signed on the
    screen, as :mod:`kiosk.services.signatures` writes them; ``signed_by`` is who signed for
    the person, empty when they did themselves.
    """

    name_km: str = ""
    name_latin: str = ""
    honorific: str = ""
    sex: Sex = Sex.NOT_STATED
    age_band: AgeBand = AgeBand.NOT_STATED
    disability: Disability = Disability.NOT_STATED
    position_km: str = ""
    position_en: str = ""
    organisation_km: str = ""
    organisation_en: str = ""
    category: str
    group: int | None = None
    province: str = ""
    phone: str = ""
    email: str = ""
    photo_consent: PhotoConsent = PhotoConsent.NOT_ASKED
    walk_in: bool = False
    note: str = ""
    in_place_of: str = ""
    signing: Signing = Signing.ON_PAPER
    signature: str = ""
    signed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(PersonDetails):
    """A person of the event, as stored, with the attendance that counts.

    ``name_km_canonical`` and ``name_latin_canonical`` are the forms that are printed and
    compared; ``arrived_at`` is timezone-aware UTC, or None for someone not here (yet).
    """

    id: UUID
    code: str
    name_km_canonical: str = ""
    name_latin_canonical: str = ""
    arrived_at: datetime | None = None

    @property
    def named(self) -> bool:
        """False for an expected seat whose person is not known yet."""
        return bool(self.name_km_canonical or self.name_latin_canonical)

    @property
    def organisation(self) -> str:
        """The organisation in Khmer where it is known, else in English."""
        return self.organisation_km or self.organisation_en

    @property
    def position(self) -> str:
        """The position in Khmer where it is known, else in English."""
        return self.position_km or self.position_en

    def details(self) -> PersonDetails:
        """Only what was said of the person."""
        return PersonDetails(**{name: getattr(self, name) for name in DETAIL_FIELDS})


DETAIL_FIELDS: tuple[str, ...] = tuple(f.name for f in dataclasses.fields(PersonDetails))


class Action(StrEnum):
    """What a journal row records."""

    EVENT_CREATED = "event_created"
    EVENT_CHANGED = "event_changed"
    PERSON_ADDED = "person_added"
    PERSON_CHANGED = "person_changed"
    PERSON_REMOVED = "person_removed"
    LIST_TAKEN = "list_taken"
    ARRIVED = "arrived"
    ARRIVAL_UNDONE = "arrival_undone"
    CHAIN_BEGUN = "chain_begun"
    PERSON_PURGED = "person_purged"
    PROTECTED = "protected"
    UNPROTECTED = "unprotected"
    RESTORED = "restored"
    PIN_SET = "pin_set"
    PIN_CHANGED = "pin_changed"
    PIN_REMOVED = "pin_removed"
    PIN_FORGOTTEN = "pin_forgotten"
    PIN_WRONG = "pin_wrong"
    UNLOCKED = "unlocked"
    LOCKED = "locked"
    EXPORTED = "exported"
    PRIVATE_SHOWN = "private_shown"


TELLING_ONLY = frozenset(
    {
        Action.PIN_SET,
        Action.PIN_CHANGED,
        Action.PIN_REMOVED,
        Action.PIN_FORGOTTEN,
        Action.PIN_WRONG,
        Action.UNLOCKED,
        Action.LOCKED,
        Action.EXPORTED,
        Action.PRIVATE_SHOWN,
    }
)
"""Actions that change nothing of the event and its people: there is nothing to take back."""

ORGANIZER = "organizer"
"""The role of journal rows that the organizer's PIN allowed; staff's have none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalRow:
    """One change, written in the transaction that made it.

    ``number`` counts from 1 without gaps within a file; ``before`` and ``after`` hold only
    the fields that the change touched; rows of one act (a list read, say) share ``act``;
    ``undoes`` names the row that this one takes back. ``seal`` takes in the whole row and the
    seal before it, what the row says through its ``digest`` (:mod:`kiosk.services.sealing`); a
    row whose ``salt`` is gone was purged: it says nothing any more, and its digest still stands.
    ``role`` is :data:`ORGANIZER` where the organizer's PIN allowed it, else empty.
    """

    id: UUID
    number: int
    act: UUID
    at: datetime
    desk: str
    action: Action
    person_id: UUID | None
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    undoes: UUID | None = None
    salt: str = ""
    digest: str = ""
    seal: str = ""
    role: str = ""


class JobState(StrEnum):
    """Where a badge is on its way to paper."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    PRINTED = "printed"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeJob:
    """One badge on its way to paper. ``detail`` is where it went (a file, a spooler's number);
    ``reason_en`` and ``reason_km`` say why it failed; ``printer`` is the address it went or
    shall go to and ``design`` the design asked for, empty where the desk's own count."""

    id: UUID
    person_id: UUID
    job_name: str
    queued_at: datetime
    changed_at: datetime
    state: JobState
    printer: str = ""
    design: str = ""
    attempts: int = 0
    detail: str = ""
    reason_en: str = ""
    reason_km: str = ""

    def reason_in(self, language: Language) -> str:
        """Why it failed."""
        return self.reason_km if language is Language.KHMER else self.reason_en


@dataclass(frozen=True, slots=True)
class BadgeOrder:
    """The answer to asking for a badge: it is the ``number``-th of its person. ``before`` is
    the one that left last; ``new`` is False where one was waiting already and goes out now."""

    person: Person
    job_id: UUID
    number: int
    before: BadgeJob | None = None
    new: bool = True


@dataclass(frozen=True, slots=True)
class Arrival:
    """The answer to a check-in: who, when (UTC), and whether it was so already."""

    person: Person
    arrived_at: datetime
    already: bool
