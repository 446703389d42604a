"""Everyone on the event, in memory, as fresh as the journal.

The people are read once; after that each question costs one look at the journal's length,
and only those whom a newer row names are read again, whichever desk wrote it.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from kiosk.domain import Person, PersonDetails
from kiosk.services.database import EventStore
from kiosk.services.lookup import Lookup, Match

RELOAD_FROM = 500
"""From this many changed people on, reading everyone again is quicker than one by one."""


class Directory:
    """The people of one event file, and who is found among them."""

    def __init__(self, store: EventStore) -> None:
        self._store = store
        self._seen = 0
        self._people: dict[UUID, Person] = {}
        self._lookup: Lookup | None = None

    def refresh(self) -> bool:
        """Take in what was changed since the last look; True when something was."""
        newest = self._store.journal_length()
        if newest == self._seen:
            return False
        changed = self._store.people_touched(after=self._seen)
        if self._seen == 0 or len(changed) >= RELOAD_FROM:
            self._people = {person.id: person for person in self._store.people()}
            self._lookup = None
        else:
            for person_id in changed:
                self._take_in(person_id)
        self._seen = newest
        return True

    def _take_in(self, person_id: UUID) -> None:
        person = self._store.person(person_id)
        if person is None:
            self._people.pop(person_id, None)
        else:
            self._people[person_id] = person
        if self._lookup is not None:
            if person is None:
                self._lookup.remove(person_id)
            else:
                self._lookup.put(person)

    def people(self) -> Sequence[Person]:
        """Everyone, in the order they came onto the event."""
        self.refresh()
        return tuple(self._people.values())

    def get(self, person_id: UUID) -> Person | None:
        """The person with that id."""
        self.refresh()
        return self._people.get(person_id)

    def find(self, text: str, limit: int | None) -> list[Match]:
        """Who is meant by ``text``, best first; everyone for an empty text."""
        self.refresh()
        return self._index().find(text, limit or 0)

    def may_be_same(self, details: PersonDetails, limit: int = 3) -> list[Match]:
        """Who on the event may be the person that ``details`` describe."""
        self.refresh()
        return self._index().may_be_same(details, limit)

    def _index(self) -> Lookup:
        if self._lookup is None:
            self._lookup = Lookup(self._people.values())
        return self._lookup
