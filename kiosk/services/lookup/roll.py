"""The roll: everyone on the list with the order in which they are read out."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import NamedTuple
from uuid import UUID

from kiosk.domain import Person
from kiosk.services.lookup.sorting import in_order
from kiosk.services.lookup.text import fold, words_of

_MOST_WORDS = 8

Label = tuple[bool, bool, str, str]
Turn = tuple[bool, Label]


class Entry(NamedTuple):
    """One person with what a search needs of the name."""

    person: Person
    names: tuple[tuple[str, ...], ...]
    """The words of the name in each script; of three and more also with two made one."""
    line: str
    """All words, each after a line feed: to look for beginnings in."""
    label: Label

    @classmethod
    def of(cls, person: Person) -> Entry:
        """What a search needs of ``person``."""
        km = person.name_km_canonical or person.name_km
        latin = person.name_latin_canonical or person.name_latin
        names = (*_names_of(km), *_names_of(latin))
        line = "".join(f"\n{word}" for words in names for word in words)
        return cls(person, names, line, _label(person))

    def says_the_same_of(self, person: Person) -> bool:
        """Whether nothing but the arrival of ``person`` is new."""
        return replace(person, arrived_at=self.person.arrived_at) == self.person

    @property
    def turn(self) -> Turn:
        """When it comes: who is awaited before who has arrived."""
        return self.person.arrived_at is not None, self.label

    @property
    def words(self) -> Iterator[str]:
        """All words of the names; one may come twice."""
        return chain.from_iterable(self.names)


def _names_of(text: str) -> Iterator[tuple[str, ...]]:
    """Sok Sam Nang is read as Sok Samnang too."""
    words = tuple(words_of(text)[:_MOST_WORDS])
    if words:
        yield words
    if len(words) > 2:
        for at in range(len(words) - 1):
            yield (*words[:at], words[at] + words[at + 1], *words[at + 2 :])


def _label(person: Person) -> Label:
    """Khmer names first, then names that are Latin only, then seats without a name."""
    km = person.name_km_canonical or person.name_km
    latin = fold(person.name_latin_canonical or person.name_latin)
    name = km or latin or person.organisation
    return (not (km or latin), not km, name, str(person.id))


class Roll:
    """Numbered entries: a person keeps the number (slot) while on the roll."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.entries: list[Entry | None] = []
        self.turns: list[Turn] = []
        """By number: whether the person has arrived, then the label; smaller comes first."""
        self._slots: dict[UUID, int] = {}
        self._order: list[tuple[Label, int]] = []
        for person in people:
            self._append(Entry.of(person))
        self._order = in_order((turn[1], slot) for slot, turn in enumerate(self.turns))

    def __len__(self) -> int:
        return len(self._slots)

    def __iter__(self) -> Iterator[tuple[int, Entry]]:
        """Everyone's number and entry."""
        return ((slot, entry) for slot, entry in enumerate(self.entries) if entry)

    def __getitem__(self, slot: int) -> Entry:
        entry = self.entries[slot]
        if entry is None:
            raise KeyError(slot)
        return entry

    def slot(self, person_id: UUID) -> int | None:
        """The number of a person; None for one who is not on the roll."""
        return self._slots.get(person_id)

    def put(self, person: Person) -> int:
        """Enter a person or the person's new state; answers the number."""
        entry = Entry.of(person)
        slot = self._slots.get(person.id)
        if slot is None:
            slot = self._append(entry)
            insort(self._order, (entry.label, slot))
        else:
            self._relabel(slot, entry.label)
            self.replace(slot, entry)
        return slot

    def replace(self, slot: int, entry: Entry) -> None:
        """Put ``entry``, of the same label, in the place of the one of that number."""
        self.entries[slot] = entry
        self.turns[slot] = entry.turn

    def _append(self, entry: Entry) -> int:
        slot = self._slots[entry.person.id] = len(self.entries)
        self.entries.append(entry)
        self.turns.append(entry.turn)
        return slot

    def remove(self, person_id: UUID) -> None:
        """Strike a person off; the number is not given again."""
        slot = self._slots.pop(person_id)
        self._drop(self[slot].label, slot)
        self.entries[slot] = None

    def in_order(self) -> Iterator[Person]:
        """Everyone by Khmer name, then by Latin name, then seats by organisation."""
        return (self[slot].person for slot in self.slots_in_order())

    def slots_in_order(self) -> Iterator[int]:
        """The numbers of everyone in that order."""
        return (slot for _, slot in self._order)

    def _relabel(self, slot: int, label: Label) -> None:
        old = self[slot].label
        if old != label:
            self._drop(old, slot)
            insort(self._order, (label, slot))

    def _drop(self, label: Label, slot: int) -> None:
        del self._order[bisect_left(self._order, (label, slot))]
