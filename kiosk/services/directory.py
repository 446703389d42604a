"""Everyone on the event, in memory, as fresh as the journal.

The people are read once; after that each question costs one look at the journal's length,
and only those whom a newer row names are read again, whichever desk wrote it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from kiosk.domain import Person, PersonDetails
from kiosk.services.attendance_figures import Headcount, HeadcountKept
from kiosk.services.database import EventStore
from kiosk.services.lookup import Alike, Lookup, Match
from kiosk.services.substitutes import came_instead

RELOAD_FROM = 500
_RELOAD_SHARE = 4
"""From so many changed people on, and a quarter of all, reading everyone again is quicker."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everyone as of one journal row, with the index of their names, how many they are, and by
    the code of someone who came in their place."""

    journal_rows: int
    people: dict[UUID, Person]
    lookup: Lookup
    counted: HeadcountKept
    instead: dict[str, dict[UUID, Person]]

    @classmethod
    def of(cls, journal_rows: int, people: Iterable[Person]) -> Loaded:
        """``people`` as of that row."""
        by_id = {person.id: person for person in people}
        loaded = cls(journal_rows, by_id, Lookup(by_id.values()), HeadcountKept(), {})
        for person in by_id.values():
            loaded._enter(person)
        return loaded

    def put(self, person: Person) -> None:
        """Take in someone, or what is new of them."""
        person = _with_what_is_known(self.people.get(person.id), person)
        self._strike(person.id)
        self.people[person.id] = person
        self.lookup.put(person)
        self._enter(person)

    def remove(self, person_id: UUID) -> None:
        """Forget someone; who is not known is no error."""
        self._strike(person_id)
        if self.people.pop(person_id, None) is not None:
            self.lookup.remove(person_id)

    def _enter(self, person: Person) -> None:
        self.counted.enter(person)
        if person.in_place_of:
            self.instead.setdefault(person.in_place_of, {})[person.id] = person

    def _strike(self, person_id: UUID) -> None:
        person = self.people.get(person_id)
        if person is not None:
            self.counted.strike(person)
            self.instead.get(person.in_place_of, {}).pop(person_id, None)


def _with_what_is_known(known: Person | None, person: Person) -> Person:
    """``person``; where only the arrival is new, with the texts that are in memory already: those
    just read would lie scattered among what passes, ten thousand times a day."""
    if known is None:
        return person
    same = replace(known, arrived_at=person.arrived_at)
    return same if same == person else person


def load(store: EventStore) -> Loaded:
    """Read everyone and index them; may run on another thread. 0.7 s for 10,000 people."""
    journal_rows = store.journal_length()
    return Loaded.of(journal_rows, store.people())


class Directory:
    """The people of one event file, and who is found among them."""

    def __init__(self, store: EventStore) -> None:
        self._store = store
        self._loaded: Loaded | None = None
        self._seen = 0

    @property
    def ready(self) -> bool:
        """Whether the people have been read."""
        return self._loaded is not None

    @property
    def journal_rows(self) -> int:
        """The newest journal row that was taken in."""
        return self._seen

    def adopt(self, loaded: Loaded) -> None:
        """Take over what :func:`load` read."""
        self._loaded, self._seen = loaded, loaded.journal_rows

    def refresh(self) -> None:
        """Take in what was changed since the last look."""
        self._fresh()

    def _fresh(self) -> Loaded:
        if self._loaded is None:
            self.adopt(load(self._store))
        assert self._loaded is not None
        newest = self._store.journal_length()
        changed = self._store.people_touched(after=self._seen) if newest != self._seen else ()
        if len(changed) >= max(RELOAD_FROM, len(self._loaded.people) // _RELOAD_SHARE):
            self.adopt(load(self._store))
        else:
            for person_id in changed:
                self._take_in(person_id)
            self._seen = newest
        return self._loaded

    def _take_in(self, person_id: UUID) -> None:
        assert self._loaded is not None
        person = self._store.person(person_id)
        if person is None:
            self._loaded.remove(person_id)
        else:
            self._loaded.put(person)

    def people(self) -> Sequence[Person]:
        """Everyone, in the order they came onto the event."""
        return tuple(self._fresh().people.values())

    def headcount(self) -> Headcount:
        """Expected, here, walked in; kept, not counted anew."""
        return self._fresh().counted.now()

    def came_instead(self) -> Mapping[str, Person]:
        """Who came in whose place, by the code of the other; the last, where several did. Whoever
        went again did not come. It does not have everyone read."""
        if self._loaded is None:
            return came_instead(self._store.people_in_place())
        return came_instead(p for people in self._fresh().instead.values() for p in people.values())

    def find(self, text: str, limit: int | None) -> list[Match]:
        """Who is meant by ``text``, best first; everyone for an empty text."""
        return self._fresh().lookup.find(text, limit or 0)

    def may_be_same(self, details: PersonDetails, limit: int = 3) -> list[Match]:
        """Who on the event may be the person that ``details`` describe."""
        return self._fresh().lookup.may_be_same(details, limit)

    def alike(self, details: PersonDetails) -> Alike:
        """Who on the event may be that person, and who only has the name."""
        return self._fresh().lookup.alike(details)
