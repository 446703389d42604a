"""How many: the figures of an event's attendance, counted once for everyone who shows them.

Each person counts once. What the words mean, here and wherever the figures are shown:

registered
    on the list beforehand, so expected at the desk (``walk_in`` is False);
walk-in
    added at the desk, whether or not the arrival still stands;
arrived
    has an arrival, registered or walk-in: the persons who attended;
no-show
    registered and not arrived;
by closing
    arrived at or before the event's ``registration_closes`` on the event's date, in the
    event's timezone, by whole seconds as the workbook's cells hold them;
no photo
    arrived and refused to be photographed; someone who was not asked is not among them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import TypeVar
from zoneinfo import ZoneInfo

from kiosk.domain import AgeBand, Disability, Event, Person, PhotoConsent, Sex
from kiosk.language import Refusal, Sentence

_UNKNOWN_TIMEZONE = Sentence(
    en="The event's timezone “{name}” is not known. "
    "Write it like Asia/Phnom_Penh in the event's facts.",
    km="មិនស្គាល់ល្វែងម៉ោង «{name}» របស់ព្រឹត្តិការណ៍ទេ។ សូមសរសេរវាដូចជា Asia/Phnom_Penh ក្នុងព័ត៌មានព្រឹត្តិការណ៍។",
)

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Persons of one kind; ``women`` and ``men`` are among ``arrived``."""

    registered: int = 0
    walk_ins: int = 0
    walk_ins_arrived: int = 0
    arrived: int = 0
    no_shows: int = 0
    by_closing: int = 0
    no_photo: int = 0
    women: int = 0
    men: int = 0

    @property
    def other(self) -> int:
        """Arrived persons whose sex is other or not stated."""
        return self.arrived - self.women - self.men


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All figures of one event.

    ``by_closing`` is None where the event has no closing time. The mappings hold every sex,
    age band, disability answer, category and group of the event even at nought; ``by_group``
    has None for persons without a group and ``by_province`` an empty string, both last and
    only where there is such a person.
    """

    registered: int
    walk_ins: int
    walk_ins_arrived: int
    arrived: int
    no_shows: int
    by_closing: int | None
    no_photo: int
    by_sex: Mapping[Sex, Tally]
    by_category: Mapping[str, Tally]
    by_group: Mapping[int | None, Tally]
    by_age_band: Mapping[AgeBand, Tally]
    by_disability: Mapping[Disability, Tally]
    by_province: Mapping[str, Tally]


@dataclass(frozen=True, slots=True)
class _Kind:
    """What of a person is counted: persons alike in all of it fall together."""

    sex: Sex
    category: str
    group: int | None
    age_band: AgeBand
    disability: Disability
    province: str
    walk_in: bool
    arrived: bool
    in_time: bool
    no_photo: bool


def event_zone(event: Event) -> ZoneInfo:
    """The event's timezone; a :class:`Refusal` if there is none of that name."""
    try:
        return ZoneInfo(event.timezone)
    except (KeyError, ValueError, OSError):
        raise Refusal(_UNKNOWN_TIMEZONE, name=event.timezone) from None


def closing_time(event: Event) -> datetime | None:
    """When registration closes, timezone-aware, or None where the event does not say."""
    if event.registration_closes is None:
        return None
    return datetime.combine(event.date, event.registration_closes, event_zone(event))


def opening_time(event: Event) -> datetime | None:
    """When registration opens, timezone-aware, or None where the event does not say."""
    if event.registration_opens is None:
        return None
    return datetime.combine(event.date, event.registration_opens, event_zone(event))


@dataclass(frozen=True, slots=True)
class Headcount:
    """What stands at the top of the window: persons expected, how many of these are here, and
    walk-ins that are here."""

    registered: int
    here: int
    walk_ins_here: int


class HeadcountKept:
    """The headcount of people who are entered and struck off one by one, as they come: to count
    10,000 anew takes 3 ms at every Enter."""

    def __init__(self, people: Iterable[Person] = ()) -> None:
        self._registered = self._here = self._walk_ins_here = 0
        for person in people:
            self.enter(person)

    def enter(self, person: Person) -> None:
        """Count ``person`` too."""
        self._count(person, 1)

    def strike(self, person: Person) -> None:
        """Count ``person`` no more, who was entered just so."""
        self._count(person, -1)

    def _count(self, person: Person, by: int) -> None:
        arrived = by if person.arrived_at is not None else 0
        if person.walk_in:
            self._walk_ins_here += arrived
        else:
            self._registered += by
            self._here += arrived

    def now(self) -> Headcount:
        """The three numbers as they are."""
        return Headcount(self._registered, self._here, self._walk_ins_here)


def headcount(people: Iterable[Person]) -> Headcount:
    """The three numbers of the queue; 3 ms for 10,000 people, where all figures take 30."""
    return HeadcountKept(people).now()


def figures(event: Event, people: Iterable[Person]) -> Figures:
    """The figures of ``people``: everyone on the event who is not removed."""
    closing = closing_time(event)
    kinds = Counter(_kind(person, closing) for person in people)
    whole = _tally(kinds.items())
    return Figures(
        registered=whole.registered,
        walk_ins=whole.walk_ins,
        walk_ins_arrived=whole.walk_ins_arrived,
        arrived=whole.arrived,
        no_shows=whole.no_shows,
        by_closing=None if closing is None else whole.by_closing,
        no_photo=whole.no_photo,
        by_sex=_split(kinds, lambda kind: kind.sex, Sex),
        by_category=_split(kinds, lambda kind: kind.category, [c.key for c in event.categories]),
        by_group=_split(kinds, lambda kind: kind.group, [g.number for g in event.groups]),
        by_age_band=_split(kinds, lambda kind: kind.age_band, AgeBand),
        by_disability=_split(kinds, lambda kind: kind.disability, Disability),
        by_province=_split(kinds, lambda kind: kind.province, ()),
    )


def _kind(person: Person, closing: datetime | None) -> _Kind:
    arrived = person.arrived_at
    return _Kind(
        sex=person.sex,
        category=person.category,
        group=person.group,
        age_band=person.age_band,
        disability=person.disability,
        province=person.province.strip(),
        walk_in=person.walk_in,
        arrived=arrived is not None,
        in_time=bool(arrived and closing and arrived.replace(microsecond=0) <= closing),
        no_photo=arrived is not None and person.photo_consent is PhotoConsent.NO,
    )


def _split(
    kinds: Counter[_Kind], key_of: Callable[[_Kind], Key], known: Iterable[Key]
) -> Mapping[Key, Tally]:
    parts: dict[Key, list[tuple[_Kind, int]]] = {key: [] for key in known}
    rest: dict[Key, list[tuple[_Kind, int]]] = {}
    for kind, count in kinds.items():
        key = key_of(kind)
        (parts if key in parts else rest).setdefault(key, []).append((kind, count))
    in_order = sorted(rest, key=lambda key: (key in (None, ""), str(key)))
    everything = parts | {key: rest[key] for key in in_order}
    return MappingProxyType({key: _tally(part) for key, part in everything.items()})


def _tally(kinds: Iterable[tuple[_Kind, int]]) -> Tally:
    counted = list(kinds)

    def persons(wanted: Callable[[_Kind], bool]) -> int:
        return sum(count for kind, count in counted if wanted(kind))

    return Tally(
        registered=persons(lambda kind: not kind.walk_in),
        walk_ins=persons(lambda kind: kind.walk_in),
        walk_ins_arrived=persons(lambda kind: kind.walk_in and kind.arrived),
        arrived=persons(lambda kind: kind.arrived),
        no_shows=persons(lambda kind: not kind.walk_in and not kind.arrived),
        by_closing=persons(lambda kind: kind.in_time),
        no_photo=persons(lambda kind: kind.no_photo),
        women=persons(lambda kind: kind.arrived and kind.sex is Sex.FEMALE),
        men=persons(lambda kind: kind.arrived and kind.sex is Sex.MALE),
    )
