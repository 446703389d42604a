"""The discussion groups: who is in them, how even they are, and where a walk-in goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.domain import Event, Group, Person, Sex


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCount:
    """One group: ``people`` were given it, ``here`` of them arrived; the sexes and the
    categories (by key) are of all who were given it. ``group`` is None for people without one."""

    group: Group | None
    people: int
    here: int
    women: int
    men: int
    by_category: Mapping[str, int]

    @property
    def other(self) -> int:
        """People whose sex is other or not stated."""
        return self.people - self.women - self.men


def group_counts(event: Event, people: Sequence[Person]) -> list[GroupCount]:
    """Every group of ``event`` in the order of its facts, and last those without a group, where
    there are any."""
    numbers: list[int | None] = [group.number for group in event.groups]
    if any(person.group is None for person in people):
        numbers.append(None)
    members: dict[int | None, list[Person]] = {number: [] for number in numbers}
    for person in people:
        members.setdefault(person.group, []).append(person)
    return [_count(event.group(number), members[number]) for number in numbers]


def _count(group: Group | None, members: Sequence[Person]) -> GroupCount:
    sexes = Counter(person.sex for person in members)
    return GroupCount(
        group=group,
        people=len(members),
        here=sum(person.arrived_at is not None for person in members),
        women=sexes[Sex.FEMALE],
        men=sexes[Sex.MALE],
        by_category=Counter(person.category for person in members),
    )


def emptiest(counts: Sequence[GroupCount]) -> Group | None:
    """The group that someone new is offered: the one with the fewest people, among equals the
    one that fewest have come to, then the first. None where there are no groups."""
    groups = [count for count in counts if count.group is not None]
    best = min(groups, key=lambda count: (count.people, count.here), default=None)
    return best.group if best else None


def members(group: Group | None, people: Sequence[Person]) -> list[Person]:
    """Who is in ``group``, by name as the door reads it: Khmer names first, then Latin ones,
    seats without a name last."""
    number = group.number if group else None
    inside = [person for person in people if person.group == number]
    return sorted(inside, key=_as_read)


def _as_read(person: Person) -> tuple[bool, bool, str]:
    name = person.name_km_canonical or person.name_latin_canonical
    return not person.named, not person.name_km_canonical, name.casefold()
