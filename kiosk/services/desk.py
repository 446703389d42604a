"""The whole day as verbs: the one door through which the window and the command line go.

Every verb that changes something returns when the change is on disk, or raises a
:class:`~kiosk.language.Refusal` and has changed nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from kiosk.domain import (
    Action,
    AgeBand,
    Arrival,
    Disability,
    Event,
    JournalRow,
    Person,
    PersonDetails,
)
from kiosk.language import Refusal, Sentence, Told
from kiosk.services.attendance_figures import Figures, Headcount, figures
from kiosk.services.badge_room import BadgeRoom, BadgesWritten, Box
from kiosk.services.codes import is_code
from kiosk.services.database import EventStore, Passphrase, Writing, new_id
from kiosk.services.database.event_store import Act
from kiosk.services.directory import Directory, Loaded, load
from kiosk.services.event_facts import checked_event
from kiosk.services.exports import Exports, check_not_an_event
from kiosk.services.history import (
    act_to_redo,
    act_to_undo,
    deed,
    deed_done_again,
    take_back,
)
from kiosk.services.lookup import Alike, Match
from kiosk.services.organizer import Deed as Guarded
from kiosk.services.organizer import Organizer, PinNeeded, is_the_organizers
from kiosk.services.people import checked, new_person, stored_changes
from kiosk.services.person_history import Deed, changes, deeds
from kiosk.services.substitutes import Replaced

if TYPE_CHECKING:
    from kiosk.services.list_taking import Progress
    from kiosk.services.lists import Answers, ListPlan, ListScan
    from kiosk.services.purging import Purged

NO_SUCH_PERSON = Sentence(
    en="No one on this event has the id or code “{who}”. Look the person up by name.",
    km="គ្មាននរណាក្នុងព្រឹត្តិការណ៍នេះមានលេខ ឬកូដ «{who}» ទេ។ សូមស្វែងរកតាមឈ្មោះ។",
)
NOT_HERE = Sentence(
    en="{name} has not been checked in, so there is nothing to take back.",
    km="{name} មិនទាន់បានចុះឈ្មោះមកដល់ទេ ដូច្នេះគ្មានអ្វីត្រូវដកវិញទេ។",
)
IS_HERE = Sentence(
    en="{name} has been checked in, so they stay on the event. Take the arrival back first.",
    km="{name} បានមកដល់ហើយ ដូច្នេះមិនអាចដកចេញពីព្រឹត្តិការណ៍បានទេ។ សូមដកការមកដល់វិញជាមុនសិន។",
)
NOTHING_TO_UNDO = Sentence(
    en="There is nothing to undo at this desk.", km="គ្មានអ្វីត្រូវត្រឡប់វិញនៅតុនេះទេ។"
)
NOTHING_TO_REDO = Sentence(
    en="There is nothing to redo at this desk.", km="គ្មានអ្វីត្រូវធ្វើឡើងវិញនៅតុនេះទេ។"
)

STILL_NO_NAME = Sentence(
    en="Type the name of the person who came for this seat, in Khmer or Latin letters.",
    km="សូមវាយឈ្មោះអ្នកដែលមកអង្គុយកន្លែងនេះ ជាអក្សរខ្មែរ ឬអក្សរឡាតាំង។",
)
STILL_USED = Sentence(
    en="“{what}” cannot go: {name} is in it. Give them another category or group first.",
    km="មិនអាចលុប «{what}» បានទេ៖ {name} នៅក្នុងនោះ។ សូមប្តូរប្រភេទ ឬក្រុមរបស់គាត់ជាមុនសិន។",
)
NO_ONE_MEANT = Sentence(
    en="There is no one to make a badge for yet. Read a list, or check someone in first.",
    km="មិនទាន់មាននរណាត្រូវធ្វើផ្លាកឈ្មោះទេ។ សូមអានបញ្ជី ឬចុះឈ្មោះនរណាម្នាក់ជាមុនសិន។",
)

PLAN_IS_OLD = Sentence(
    en="The event changed since this plan was made: read the list once more.",
    km="ព្រឹត្តិការណ៍បានផ្លាស់ប្តូរ តាំងពីពេលរៀបចំផែនការនេះ។ សូមអានបញ្ជីម្តងទៀត។",
)


def utc_now() -> datetime:
    """The time of day, as every clock handed to a desk gives it."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was taken back by undo or done again by redo, in the eyes of who did it, and whom
    it touched, as they were before. ``fields`` are the details that a correction touched, or the
    facts of the event; of one person's correction ``changes`` says from what to what."""

    action: Action
    people: tuple[Person, ...]
    fields: frozenset[str] = frozenset()
    changes: Mapping[str, Told] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InPlace:
    """In whose place someone came, and who came in theirs."""

    of: Person | None = None
    by: Person | None = None


@dataclass(frozen=True, slots=True)
class Private:
    """What strangers must not read of someone; ``disability`` is None where only the organizer
    may."""

    phone: str
    email: str
    age_band: AgeBand
    disability: Disability | None


class Desk:
    """One desk on one event file.

    ``name`` is what the journal calls it; ``clock`` gives the time, timezone-aware. One
    thread asks it; only what says so may run on another meanwhile. Libraries that only
    lists, badges and workbooks need are imported when these are first asked for, so that
    the window opens at once. Where the event has a PIN, ``organizer`` says whether what only the
    organizer does may be done now; verbs that need it raise
    :class:`~kiosk.services.organizer.PinNeeded`.
    """

    def __init__(
        self, store: EventStore, *, name: str, clock: Callable[[], datetime] = utc_now
    ) -> None:
        self.store = store
        self.name = name
        self._clock = clock
        self._directory = Directory(store)
        self._event = store.event()
        self._taking = False
        self._passed_over: set[UUID] = set()  # acts that cannot be undone or redone, and told
        self.organizer = Organizer(store, desk=name, clock=clock)
        self.badge_room = BadgeRoom(
            store,
            desk=name,
            clock=clock,
            event=lambda: self._event,
            person=self.person,
            organizer=self.organizer,
        )

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        name: str,
        clock: Callable[[], datetime] = utc_now,
        passphrase: Passphrase | None = None,
    ) -> Desk:
        """A desk on the event file at ``path``. Raises :class:`Refusal`, as the store does."""
        store = EventStore.open(path, passphrase)
        if store.salt:
            from kiosk.services.safekeeping import places_of, tidy

            tidy(store, places_of(store.path))
        if store.ended_midway:
            from kiosk.services.printing import window_is_open

            if not window_is_open(store.path):
                store.say_closed()  # its log lies here: nothing is missing
        return cls(store, name=name, clock=clock)

    @classmethod
    def create(
        cls,
        path: Path,
        event: Event,
        *,
        name: str,
        clock: Callable[[], datetime] = utc_now,
        passphrase: Passphrase | None = None,
    ) -> Desk:
        """A desk on a new event file at ``path``. Raises :class:`Refusal`, as the store does."""
        store = EventStore.create(path, event, desk=name, at=clock(), passphrase=passphrase)
        return cls(store, name=name, clock=clock)

    def close(self) -> None:
        """Lock, and let go of the event file."""
        self.organizer.close()
        self.store.close()

    @property
    def event(self) -> Event:
        """Every fact of the event."""
        return self._event

    def change_event(self, event: Event) -> None:
        """Write what was confirmed or corrected of the event's facts.

        Raises:
            Refusal: a fact cannot be, or a category or group is gone that people are in; or it
                needs the organizer.
        """
        event = checked_event(event)
        self._check_no_one_is_left_out(event)
        with self._writing(Guarded.FACTS) as change:
            change.change_event(event)
        self._event = event

    def practise(self) -> None:
        """See :meth:`Organizer.practise`."""
        self.organizer.practise()
        self._event = self.store.event()

    def now(self) -> datetime:
        """The time by the desk's clock, timezone-aware."""
        return self._clock()

    @property
    def ready(self) -> bool:
        """Whether everyone was read and indexed, so that :meth:`find` answers at once."""
        return self._directory.ready

    def refresh(self) -> None:
        """Take in what other desks changed since the last question, the event's facts too;
        nothing while :meth:`take_and_load` is at it on another thread."""
        if self._taking:
            return
        seen = self._directory.journal_rows
        self._directory.refresh()
        if self._directory.journal_rows != seen:
            self._event = self.store.event()

    @property
    def journal_rows(self) -> int:
        """How long the journal was at the last look: it grows with every change by any desk."""
        return self._directory.journal_rows

    def load(self) -> Loaded:
        """Read and index everyone, for :meth:`adopt`; may run on another thread."""
        return load(self.store)

    def adopt(self, loaded: Loaded) -> None:
        """Answer from what :meth:`load` read, and from every change since."""
        self._taking = False
        self._directory.adopt(loaded)

    def _check_no_one_is_left_out(self, event: Event) -> None:
        for person in self.people():
            if event.category(person.category) is None:
                raise Refusal(STILL_USED, what=person.category, name=name_of(person))
            if person.group is not None and event.group(person.group) is None:
                raise Refusal(STILL_USED, what=str(person.group), name=name_of(person))

    def people(self) -> Sequence[Person]:
        """Everyone on the event, in the order they came onto it."""
        return self._directory.people()

    def find(self, text: str, limit: int | None = 20) -> list[Match]:
        """Who is meant by ``text``, best first; everyone for an empty text."""
        return self._directory.find(text, limit)

    def may_be_same(self, details: PersonDetails, limit: int = 3) -> list[Match]:
        """Who on the event may be the person that ``details`` describe."""
        return self._directory.may_be_same(details, limit)

    def alike(self, details: PersonDetails) -> Alike:
        """Who on the event may be that person, and who only has the name."""
        return self._directory.alike(details)

    def headcount(self) -> Headcount:
        """Expected, here, walked in: what the queue needs to know."""
        return self._directory.headcount()

    def figures(self) -> Figures:
        """How many are expected, here, walked in, by kind."""
        return figures(self._event, self.people())

    def person(self, who: UUID | str) -> Person:
        """The person with an id or a short code. Raises :class:`Refusal` when there is none."""
        person_id = who if isinstance(who, UUID) else _as_uuid(who)
        if person_id is not None:
            person = self.store.person(person_id)
        else:
            code = str(who).strip().lower()
            person = self.store.person_by_code(code) if is_code(code) else None
        if person is None:
            raise Refusal(NO_SUCH_PERSON, who=str(who)[:80])
        return person

    def add(self, details: PersonDetails, *, arrives: bool = False, badge: bool = True) -> Person:
        """Someone new on the event; with ``arrives`` here at once, as a walk-in is, and their
        badge goes to print in the same act unless ``badge`` is False.

        Raises:
            Refusal: what :func:`~kiosk.services.people.checked` refuses.
        """
        details = checked(details, self._event)
        with self._writing() as change:
            person = new_person(details, new_id(), change.code_is_free)
            change.add_people([person])
            if arrives:
                self._arrive(change, person, badge=badge)
        return self.person(person.id)

    def change(self, person_id: UUID, **changes: Any) -> Person:
        """Set details of a person: a corrected name, a consent, a seat's name filled in.

        Raises:
            Refusal: what :func:`~kiosk.services.people.checked` refuses; or it needs the
                organizer, as disability does.
        """
        stored = stored_changes(self.person(person_id), changes, self._event)
        with self._writing(_guard_of(changes)) as change:
            change.change_person(person_id, stored)
        return self.person(person_id)

    def remove(self, who: UUID | str) -> Person:
        """Take someone off the event who is on it by mistake; undo brings them back.

        Raises:
            Refusal: there is no such person, or they are here: then it is no mistake; or it needs
                the organizer.
        """
        person = self.person(who)
        with self._writing(Guarded.REMOVE) as change:
            now = change.person(person.id)
            if now is not None and now.arrived_at is not None:
                raise Refusal(IS_HERE, name=name_of(person))
            if now is not None:
                change.remove_people([now], undoes={})
        return person

    def purge(self, people: Sequence[Person], places: Iterable[Path]) -> Purged:
        """As :func:`kiosk.services.purging.purge`, of this event and its folder of badges.

        Raises:
            Refusal: as there, or it needs the organizer.
        """
        from kiosk.services.purging import purge

        role = self.organizer.allow(Guarded.PURGE)
        return purge(
            self.store,
            people,
            desk=self.name,
            at=self._clock(),
            places=places,
            badges=self.badge_room.folder(),
            role=role,
        )

    def private(self, person: Person, *, ask: bool = False) -> Private:
        """What strangers must not read of ``person``. Disability is the organizer's to see; with
        ``ask`` the PIN is asked for. Where a PIN is set, the journal tells that it was shown.

        Raises:
            Refusal: with ``ask``, it needs the organizer.
        """
        if ask:
            self.organizer.allow(Guarded.DISABILITY)
        seen = self.organizer.may
        if self.organizer.unlocked:
            role = self.organizer.allow(Guarded.DISABILITY)
            with self.store.writing(desk=self.name, at=self._clock(), role=role) as change:
                change.note(Action.PRIVATE_SHOWN, person.id)
        disability = person.disability if seen else None
        return Private(person.phone, person.email, person.age_band, disability)

    def in_place(self, person: Person) -> InPlace:
        """In whose place ``person`` came, and who came in theirs."""
        of = self.store.person_by_code(person.in_place_of) if person.in_place_of else None
        return InPlace(of, self.came_instead().get(person.code))

    def came_instead(self) -> Mapping[str, Person]:
        """Who came in whose place, by the badge code of whoever was replaced."""
        return self._directory.came_instead()

    def history(self, person_id: UUID, *, private: bool = True) -> list[Deed]:
        """What was done to a person, oldest first, in words; ``private`` as in
        :func:`~kiosk.services.person_history.deeds`, disability where the organizer is here."""
        return deeds(
            self.store.journal(person_id=person_id),
            self._event,
            private=private,
            disability=private and self.organizer.may,
        )

    def check_in(
        self, who: UUID | str, *, badge: bool = True, although_replaced: bool = False
    ) -> Arrival:
        """The person is here. When this returns, the arrival is on disk and, unless ``badge``
        is False, so is the order to print the badge.

        Checking in someone who is here changes nothing and says so.

        Raises:
            Replaced: someone came in their place; with ``although_replaced`` both are here.
        """
        person = self.person(who)
        if not although_replaced and person.arrived_at is None:
            by = self.came_instead().get(person.code)
            if by is not None:
                raise Replaced(person, by)
        with self._writing() as change:
            new = self._arrive(change, person, badge=badge)
        person = self.person(person.id)
        assert person.arrived_at is not None
        return Arrival(person, person.arrived_at, already=not new)

    def undo_check_in(self, who: UUID | str) -> Person:
        """The person is not here after all. Raises :class:`Refusal` when they were not."""
        person = self.person(who)
        with self._writing() as change:
            if not change.undo_arrival(person.id):
                raise Refusal(NOT_HERE, name=name_of(person))
        return self.person(person.id)

    def _arrive(self, change: Writing, person: Person, *, badge: bool) -> bool:
        new = change.arrive(person.id, self._clock())
        if new and badge:
            change.queue_badge(person)
        return new

    def name_seat(self, person_id: UUID, **changes: Any) -> Arrival:
        """Someone came for a seat that was expected without a name: fill the name in and check
        them in, in one act.

        Raises:
            Refusal: what :func:`~kiosk.services.people.checked` refuses, or still no name; or it
                needs the organizer, as :meth:`change`.
        """
        seat = self.person(person_id)
        stored = stored_changes(seat, changes, self._event)
        if not (stored.get("name_km_canonical") or stored.get("name_latin_canonical")):
            raise Refusal(STILL_NO_NAME)
        with self._writing(_guard_of(changes)) as change:
            change.change_person(person_id, stored)
            new = self._arrive(change, seat, badge=True)
        person = self.person(person_id)
        assert person.arrived_at is not None
        return Arrival(person, person.arrived_at, already=not new)

    def badges(self, path: Path, box: Box, design: str = "") -> BadgesWritten:
        """As :meth:`BadgeRoom.write`, and refused where ``path`` is an event file."""
        check_not_an_event(self.store.path, path)
        with self.organizer.exporting("badges", path):
            return self.badge_room.write(path, box, design)

    def door_lists(self, path: Path) -> Path:
        """As :meth:`BadgeRoom.door_lists`, and refused where ``path`` is an event file."""
        check_not_an_event(self.store.path, path)
        with self.organizer.exporting("door_lists", path):
            return self.badge_room.door_lists(path)

    def photo_list(self, path: Path) -> Path:
        """As :meth:`BadgeRoom.photo_list`, and refused where ``path`` is an event file."""
        check_not_an_event(self.store.path, path)
        with self.organizer.exporting("photo_list", path):
            return self.badge_room.photo_list(path)

    @property
    def exports(self) -> Exports:
        """Workbooks and sheets made of the event; may be used on another thread."""
        return Exports(self.store, desk=self.name, clock=self._clock, organizer=self.organizer)

    def scan_list(
        self, path: Path, *, password: str | None = None, progress: Progress | None = None
    ) -> ListScan:
        """What is in the participant list at ``path``; may run on another thread.

        Raises:
            Refusal: it cannot be read, or is locked with another password.
        """
        from kiosk.services.list_taking import scanned

        check_not_an_event(self.store.path, path)
        self.organizer.allow(Guarded.LIST)
        return scanned(path, password, progress)

    def plan_list(
        self,
        source: Path | ListScan,
        *,
        default_category: str | None = None,
        answers: Answers | None = None,
        progress: Progress | None = None,
    ) -> ListPlan:
        """What reading a participant list would change, with the ``answers`` given about its
        columns, values and category; those about single rows are applied by
        :func:`~kiosk.services.lists.settled`. Changes nothing, may run on another thread.
        ``progress`` may raise to give it up.

        Raises:
            Refusal: it cannot be read, or an answer names what the event does not have.
        """
        from kiosk.services.list_taking import planned
        from kiosk.services.lists import Answers

        self.organizer.allow(Guarded.LIST)
        listed = self.scan_list(source, progress=progress) if isinstance(source, Path) else source
        said = answers or Answers(category=default_category)
        return planned(self.store, self._event, listed, said, progress)

    def take(self, planned: ListPlan, *, progress: Progress | None = None) -> None:
        """Write what ``planned`` says is new or changed: all of it, in one act, or nothing; may
        run on another thread. ``progress`` may raise to give it up: nothing is written then.

        Raises:
            Refusal: someone was added, changed or removed since the plan was made, or someone
                new is not fit to be on the event.
        """
        from kiosk.services.list_taking import Taking

        self.organizer.allow(Guarded.LIST)
        taking = Taking.of(self.store, self._event, planned)
        if not taking.nothing:
            with self._writing(Guarded.LIST) as change:
                taking.write(change, progress)
            self._event = taking.event
        taking.remember_columns()

    def take_and_load(self, planned: ListPlan, *, progress: Progress | None = None) -> Loaded:
        """As :meth:`take`, and everyone read anew on the same thread, for :meth:`adopt`: to
        index ten thousand people would hold up the window. Raises as :meth:`take`."""
        self._taking = True
        try:
            self.take(planned, progress=progress)
            return self.load()
        except BaseException:
            self._taking = False
            raise

    def undo(self) -> TakenBack:
        """Take back the last thing that was done at this desk.

        Raises:
            Refusal: there is nothing, or another desk changed the same since; the next undo
                passes that over; or it was the organizer's, and is not passed over.
        """
        return self._take_back(act_to_undo, deed, NOTHING_TO_UNDO)

    def redo(self) -> TakenBack:
        """Do again what undo took back last, unless something else was done since.

        Raises:
            Refusal: as :meth:`undo`.
        """
        return self._take_back(act_to_redo, deed_done_again, NOTHING_TO_REDO)

    def take_back(self, row: int) -> TakenBack:
        """Take back the journal row with that number, whichever desk wrote it.

        Raises:
            Refusal: there is no such row, it cannot be, or something stands on it since; or it
                needs the organizer.
        """
        from kiosk.services.taking_back import take_back_row

        with self._writing(Guarded.TAKE_BACK) as change:
            action, people = take_back_row(change, row, self._check_no_one_is_left_out)
        self._event = self.store.event()
        return TakenBack(action, tuple(people))

    def _take_back(
        self,
        choose: Callable[[Iterable[Act], Collection[UUID]], UUID | None],
        told: Callable[[Sequence[JournalRow]], Action],
        nothing: Sentence,
    ) -> TakenBack:
        try:
            return self._take_back_once(choose, told, nothing)
        except PinNeeded as needed:  # asked outside of the transaction, where it can be
            self.organizer.allow(needed.deed)
            return self._take_back_once(choose, told, nothing)

    def _take_back_once(
        self,
        choose: Callable[[Iterable[Act], Collection[UUID]], UUID | None],
        told: Callable[[Sequence[JournalRow]], Action],
        nothing: Sentence,
    ) -> TakenBack:
        with self.store.writing(desk=self.name, at=self._clock()) as change:
            with closing(change.acts()) as acts:
                act = choose(acts, self._passed_over)
            if act is None:
                self._passed_over.clear()
                raise Refusal(nothing)
            if is_the_organizers(change.rows_of_act(act)):
                change.role = self.organizer.check(Guarded.TAKE_BACK)
            try:
                back = self._taken_back(change, act, told)
            except Refusal:
                self._passed_over.add(act)
                raise
        if back.action is Action.EVENT_CHANGED:
            self._event = self.store.event()
        return back

    def _taken_back(
        self, change: Writing, act: UUID, told: Callable[[Sequence[JournalRow]], Action]
    ) -> TakenBack:
        rows = change.journal_of_act(act)
        if not rows:
            return self._take_back_facts(change, act)
        people = take_back(change, rows)
        corrections = [row for row in rows if row.action is Action.PERSON_CHANGED]
        fields = frozenset(name for row in corrections for name in row.after)
        told_in_full = changes(corrections[0], self._event) if len(corrections) == 1 else {}
        return TakenBack(told(rows), tuple(people), fields, told_in_full)

    def _take_back_facts(self, change: Writing, act: UUID) -> TakenBack:
        from kiosk.services.taking_back import take_back_facts

        rows = change.facts_of_act(act)
        facts = take_back_facts(change, rows, self._check_no_one_is_left_out)
        return TakenBack(Action.EVENT_CHANGED, (), facts)

    def _writing(self, deed: Guarded | None = None) -> AbstractContextManager[Writing]:
        role = "" if deed is None else self.organizer.allow(deed)
        self._passed_over.clear()
        return self.store.writing(desk=self.name, at=self._clock(), role=role)


def _guard_of(changes: Collection[str]) -> Guarded | None:
    """Whoever may set a disability of someone on the event learns by it what stood there."""
    return Guarded.DISABILITY if "disability" in changes else None


def name_of(person: PersonDetails) -> str:
    """What to call someone in a sentence: the Khmer name, the Latin one, or whose seat it is."""
    names = (person.name_km, person.name_latin, person.organisation_km, person.organisation_en)
    return next((name for name in names if name), "—")


def _as_uuid(text: str) -> UUID | None:
    try:
        return UUID(text.strip())
    except ValueError:
        return None
