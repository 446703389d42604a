"""Reading and writing an event file; only dataclasses go in and come out.

Every change goes through :class:`Writing`, which writes its journal row in the same
transaction: what is not in the journal did not happen.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Row,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from kiosk.domain import (
    DETAIL_FIELDS,
    TELLING_ONLY,
    Action,
    AgeBand,
    AgendaItem,
    BadgeOrder,
    Category,
    Disability,
    Event,
    Grant,
    Group,
    JobState,
    JournalRow,
    Person,
    PersonDetails,
    PhotoConsent,
    Sex,
    Signing,
)
from kiosk.language import Refusal, Sentence
from kiosk.services.database import tables as t
from kiosk.services.database.badge_jobs import BadgeJobs, insert_badge, order_badge
from kiosk.services.database.cipher import Key, Passphrase, new_key
from kiosk.services.database.connection import (
    BUSY,
    OUT_OF_REACH,
    READ_ONLY,
    check_is_bounded,
    check_is_event,
    check_is_whole,
    check_name,
    connect,
    connect_to_read,
    disk_refusals,
    forbid_writing,
    has_log,
    new_id,
    reading_refusals,
    refusals,
    stamp,
    way_to_read,
)
from kiosk.services.database.copying import copy_to
from kiosk.services.database.log_beside import carry, check_log, is_in_use, mark
from kiosk.services.database.own_designs import (
    DESIGN,
    PICTURE,
    StoredPicture,
    keep_replaced,
    read_designs,
    read_own,
    read_picture,
    read_replaced,
    store_design,
    store_picture,
)
from kiosk.services.database.pin import StoredPin, read_pin, store_pin
from kiosk.services.database.playing import play
from kiosk.services.database.purging import PERSONAL, blank_person, empty_rows, what_stays
from kiosk.services.database.shares import check_not_on_share
from kiosk.services.database.unlocking import key_of
from kiosk.services.database.versions import check_is_current, create_schema, upgrade
from kiosk.services.event_values import event_of, values_of
from kiosk.services.sealing import BEGINNING, sealed
from kiosk.services.whole_files import make_for_this_user, unfinished_beside

EXISTS = Sentence(
    en="There is a file “{file}” already. Choose another name, or open the one that is there.",
    km="មានឯកសារ «{file}» រួចហើយ។ សូមជ្រើសរើសឈ្មោះផ្សេង ឬបើកឯកសារដែលមានស្រាប់។",
)
NO_SUCH_FOLDER = Sentence(
    en="There is no folder “{folder}”. Make it first, or choose another place.",
    km="រកមិនឃើញថត «{folder}» ទេ។ សូមបង្កើតថតនោះជាមុនសិន ឬជ្រើសរើសកន្លែងផ្សេង។",
)

# By value: ten thousand people have forty thousand of these.
_ENUMS: dict[str, dict[str, Any]] = {
    "sex": {member.value: member for member in Sex},
    "age_band": {member.value: member for member in AgeBand},
    "disability": {member.value: member for member in Disability},
    "photo_consent": {member.value: member for member in PhotoConsent},
    "signing": {member.value: member for member in Signing},
}
_PERSON_FIELDS = tuple(f.name for f in dataclasses.fields(Person) if f.name != "arrived_at")
_PERSON_COLUMNS = (*_PERSON_FIELDS, "arrived_at")
_GRANT_FIELDS = tuple(f.name for f in dataclasses.fields(Grant))
_CATEGORY_FIELDS = tuple(f.name for f in dataclasses.fields(Category))
_PARTS = ("grant", "categories", "groups", "agenda")
_EVENT_FIELDS = tuple(f.name for f in dataclasses.fields(Event) if f.name not in _PARTS)
_DETAILS_CHANGED = tuple(
    action.value for action in (Action.PERSON_ADDED, Action.PERSON_CHANGED, Action.PERSON_REMOVED)
)
_JOURNAL_FIELDS = tuple(f.name for f in dataclasses.fields(JournalRow))
_NOTHING_UNDONE: Mapping[UUID, UUID] = {}


@dataclasses.dataclass(frozen=True, slots=True)
class Act:
    """What was done to people in one transaction. ``takes_back`` is the act that it undoes;
    ``undone`` says that a later one undid it."""

    id: UUID
    takes_back: UUID | None
    undone: bool


class JournalEnd(NamedTuple):
    """How long the journal is, and the seal of its last row: who holds both elsewhere (a sheet
    does) can tell later whether rows were taken off its end."""

    rows: int
    seal: str


class Stay(NamedTuple):
    """One arrival in the tables, at which desk, and when it was taken back if it was."""

    id: UUID
    arrived_at: datetime
    desk: str
    undone_at: datetime | None


@dataclasses.dataclass(frozen=True, slots=True)
class Recorded:
    """What the tables hold of someone, on the event or removed, with every arrival, those that
    were taken back too."""

    person: Person
    removed_at: datetime | None
    purged_at: datetime | None
    stays: tuple[Stay, ...]

    @property
    def removed(self) -> bool:
        """Whether they were taken off the event."""
        return self.removed_at is not None


class EventStore:
    """One open event file. Safe to use from several threads; each call is its own transaction."""

    def __init__(
        self,
        path: Path,
        engine: Engine,
        key: Key | None = None,
        passphrase: Passphrase | None = None,
    ) -> None:
        self.path = path
        self.passphrase = None if key is None else passphrase
        self.log_is_missing = False
        """Whether the file was copied or moved without its log while a window had it open."""
        self.ended_midway = False
        """Whether a window has it open, or ended midway and left the log that is beside it."""
        self._engine, self._key = engine, key
        self._kept: Refusal | None = None
        self._file: os.stat_result | None = None

    @classmethod
    def create(
        cls,
        path: Path,
        event: Event,
        *,
        desk: str,
        at: datetime,
        passphrase: Passphrase | None = None,
    ) -> EventStore:
        """A new event file at ``path``: whole, or not there at all; encrypted where there is a
        ``passphrase``.

        Raises:
            Refusal: the name is taken, or the folder is missing or cannot be written.
        """
        path = path.resolve()  # the file itself, where that is a link to it
        check_name(path)
        with disk_refusals(path):
            _check_place(path)
            unfinished = unfinished_beside(path, path.name)
            try:
                with refusals(path):
                    key = None if passphrase is None else new_key(passphrase)
                    _write_new(unfinished, key, event, desk, at)
                _give_name(unfinished, path)
            finally:
                _remove(unfinished)
        return cls.open(path, passphrase)

    @classmethod
    def open(cls, path: Path, passphrase: Passphrase | None = None) -> EventStore:
        """The event file at ``path``, checked, and brought to the current schema. One that is not
        encrypted needs no ``passphrase``.

        Raises:
            Refusal: it is missing, not an event, damaged, newer than the program, or read-only, or
                the passphrase does not open it.
        """
        path = path.resolve()  # the file itself, where that is a link to it
        found = _file_at(path)
        try:
            return cls._opened(path, passphrase)
        except Refusal:
            if _file_at(path) == found:
                raise
        # Another program put a new file in its place meanwhile (resealing does).
        return cls._opened(path, passphrase)

    @classmethod
    def _opened(cls, path: Path, passphrase: Passphrase | None) -> EventStore:
        check_is_event(path)
        key = key_of(path, passphrase)
        had_log = has_log(path)
        check_log(path, key)
        engine = connect(path, key)
        try:
            check_is_whole(engine, path)
            upgrade(engine, path, key)
            check_is_bounded(engine, path)
            in_use = _says_in_use(engine)
        except BaseException:
            engine.dispose()
            raise
        store = cls(path, engine, key, passphrase)
        store.ended_midway, store.log_is_missing = in_use and had_log, in_use and not had_log
        return store

    @classmethod
    def open_to_read(cls, path: Path, passphrase: Passphrase | None, kept: Refusal) -> EventStore:
        """The event file at ``path`` where ``kept`` keeps it from being written: whoever wishes to
        write is told that.

        Raises:
            Refusal: it cannot be read where it lies either, or only once it is upgraded.
        """
        path = path.resolve()
        check_is_event(path, to_write=False)
        key = key_of(path, passphrase)
        engine = connect_to_read(path, key, way_to_read(path))
        try:
            check_is_whole(engine, path)
            check_is_current(engine, path)
            check_is_bounded(engine, path)
            in_use = _says_in_use(engine)
        except BaseException:
            engine.dispose()
            raise
        store = cls(path, engine, key, passphrase)
        store._kept, store.log_is_missing = kept, in_use and not has_log(path)
        return store

    @property
    def is_only_read(self) -> bool:
        """Whether nothing can be written, as was found at opening."""
        return self._kept is not None

    def keep_from_writing(self, kept: Refusal) -> None:
        """Nothing is written from here on; whoever wishes to is told ``kept``."""
        self._kept = kept
        forbid_writing(self._engine)

    @property
    def salt(self) -> bytes:
        """What the encrypted file and its copies begin with; empty for a plain one."""
        return b"" if self._key is None else self._key.salt

    def copy_to(self, target: Path) -> None:
        """A copy at ``target``, of one moment, as one file, encrypted as the event is; may run on
        another thread.

        Raises:
            Refusal: ``target`` cannot be written.
        """
        copy_to(self._engine, target, self._key)

    def carry_log(self) -> bool:
        """Write what stands in the write-ahead log into the file itself, and let it say that a
        window has it open; may run on another thread, beside whoever writes. Whether all of it
        stands there now.

        Raises:
            Refusal: the disk says no; everything is in the log then as before.
        """
        with self._driver() as driver:
            mark(driver, in_use=True)
            return carry(driver)

    def say_closed(self) -> None:
        """Let the file say that no window has it open any more. Raises as :meth:`carry_log`."""
        with self._driver() as driver:
            mark(driver, in_use=False)

    @contextmanager
    def _driver(self) -> Iterator[Any]:
        self._check_there()
        with refusals(self.path), closing(self._engine.raw_connection()) as connection:
            yield connection.driver_connection

    def close(self) -> None:
        """Let go of the file. The write-ahead log is folded back into it."""
        self._engine.dispose()

    def _check_there(self) -> None:
        """A file that was deleted or moved away, or whose stick was pulled, takes what is written
        to it all the same on most systems, and it is lost: look before each use.

        When a file is there again, the connections to the old one are given up, and the next use
        goes to it.

        Raises:
            Refusal: the file is not there, or not the one that was opened.
        """
        try:
            found = os.stat(self.path)
        except OSError as error:
            raise Refusal(OUT_OF_REACH, file=self.path.name) from error
        known, self._file = self._file, found
        if known is not None and not os.path.samestat(known, found):
            self._engine.dispose()
            raise Refusal(OUT_OF_REACH, file=self.path.name)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        self._check_there()
        with reading_refusals(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self, *, desk: str, at: datetime, role: str = "") -> Iterator[Writing]:
        """One transaction, on disk when the block has ended, undone when it raises. ``role`` is
        in whose name its journal rows are written.

        Raises:
            Refusal: the disk is full, the file is gone or read-only, another one is writing.
        """
        self._check_there()
        if self._kept is not None:
            raise self._kept
        with (
            refusals(self.path),
            self._engine.connect().execution_options(writing=True) as connection,
            connection.begin(),
        ):
            yield Writing(connection, desk=desk, at=at, role=role)
            self._check_there()

    def play(self, rows: Iterable[JournalRow]) -> None:
        """Do again what ``rows`` tell, which follow on the journal of this file, seal by seal."""
        with (
            refusals(self.path),
            self._engine.connect().execution_options(writing=True) as connection,
            connection.begin(),
        ):
            values = values_of(_read_event(connection))
            for row in rows:
                play(connection, row)
                if row.action is Action.EVENT_CHANGED:
                    values |= row.after
                    _store_event(connection, event_of(values))

    def event(self) -> Event:
        """Every fact of the event."""
        with self._reading() as connection:
            return _read_event(connection)

    def unpurged(self) -> list[Person]:
        """Everyone ever, on the event or removed, of whom more is known than what is counted."""
        person, journal = t.person_table, t.journal_table
        personal = journal.c.action.in_([action.value for action in PERSONAL])
        told_of = select(journal.c.person_id).where(journal.c.salt != "", personal)
        known = or_(person.c.purged_at.is_(None), person.c.id.in_(told_of))
        with self._reading() as connection:
            rows = connection.execute(_people_ever().where(known).order_by(person.c.id)).all()
            return [_person(row) for row in rows]

    def last_purge(self) -> int:
        """The number of the journal row that tells of the newest purge, 0 where there is none:
        copies with fewer rows hold what was purged."""
        journal = t.journal_table
        purges = journal.c.action == Action.PERSON_PURGED.value
        with self._reading() as connection:
            query = select(func.max(journal.c.number)).where(purges)
            return connection.execute(query).scalar() or 0

    def compact(self) -> None:
        """Write the file anew without what was deleted, and empty its log.

        Raises:
            Refusal: the disk has no room for a second copy, or another one is at the file.
        """
        with self._driver() as driver:
            driver.execute("VACUUM")
            (busy, *_rest) = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if busy:
                raise Refusal(BUSY, file=self.path.name)

    def event_id(self) -> UUID:
        """What tells this event from every other, also from one of the same name."""
        with self._reading() as connection:
            found: UUID = connection.execute(select(t.event_table.c.id)).scalar_one()
        return found

    def people(self) -> list[Person]:
        """Everyone on the event, in the order they came onto it."""
        with self._reading() as connection:
            rows = connection.execute(_people().order_by(t.person_table.c.id)).all()
            return [_person(row) for row in rows]

    def people_in_place(self) -> list[Person]:
        """Whoever was put on the event in another's place, in the order they came onto it."""
        in_place = t.person_table.c.in_place_of != ""
        with self._reading() as connection:
            query = _people().where(in_place).order_by(t.person_table.c.id)
            return [_person(row) for row in connection.execute(query)]

    def person(self, person_id: UUID) -> Person | None:
        """The person with that id."""
        return self._one(_PERSON, {"id": person_id})

    def person_by_code(self, code: str) -> Person | None:
        """The person with that short code."""
        return self._one(_PERSON_BY_CODE, {"code": code})

    def _one(self, query: Select[Any], meant: Mapping[str, Any]) -> Person | None:
        with self._reading() as connection:
            row = connection.execute(query, meant).one_or_none()
            return None if row is None else _person(row)

    def designs(self) -> dict[str, str]:
        """The TOML of the organizer's own badge designs, by name."""
        with self._reading() as connection:
            return read_designs(connection)

    def picture(self, name: str) -> StoredPicture | None:
        """The picture of that name."""
        with self._reading() as connection:
            return read_picture(connection, name)

    def pin(self) -> StoredPin | None:
        """The organizer's PIN as it is kept; None while none is set."""
        with self._reading() as connection:
            return read_pin(connection)

    def newest_of(self, actions: Iterable[Action]) -> Action | None:
        """Which of ``actions`` the journal tells of last."""
        journal = t.journal_table
        query = select(journal.c.action).where(journal.c.action.in_([a.value for a in actions]))
        with self._reading() as connection:
            newest = query.order_by(journal.c.number.desc()).limit(1)
            found = connection.execute(newest).scalar()
        return None if found is None else Action(found)

    def telling(self, actions: Iterable[Action]) -> list[JournalRow]:
        """The journal rows of these ``actions``, oldest first."""
        journal = t.journal_table
        meant = journal.c.action.in_([action.value for action in actions])
        with self._reading() as connection:
            rows = connection.execute(select(journal).where(meant).order_by(journal.c.number))
            return [_journal_row(row) for row in rows]

    def badge_jobs(self, clock: Callable[[], datetime]) -> BadgeJobs:
        """The badges on their way to paper; ``clock`` gives the time of their marks."""
        return BadgeJobs(self.path, self._engine, clock)

    def journal_length(self) -> int:
        """The number of the newest journal row; grows with every change by any desk."""
        with self._reading() as connection:
            return connection.execute(_JOURNAL_LENGTH).scalar() or 0

    def journal_end(self) -> JournalEnd:
        """The journal's length and last seal."""
        with self._reading() as connection:
            return _journal_end(connection)

    def people_event_and_end(self) -> tuple[list[Person], Event, JournalEnd]:
        """Everyone on the event, its facts, and the end of the journal that made them so: of one
        moment, whoever writes meanwhile."""
        with self._reading() as connection:
            end = _journal_end(connection)
            rows = connection.execute(_people().order_by(t.person_table.c.id)).all()
            return [_person(row) for row in rows], _read_event(connection), end

    def recorded(self) -> tuple[list[Recorded], list[JournalRow], Event, dict[str, Any]]:
        """Everyone ever, the whole journal, the event, and its own designs and pictures as the
        journal tells of them: of one moment."""
        person, journal = t.person_table, t.journal_table
        query = _people_ever().add_columns(person.c.removed_at, person.c.purged_at)
        with self._reading() as connection:
            rows = connection.execute(query.order_by(person.c.id)).all()
            noted = connection.execute(select(journal).order_by(journal.c.number)).all()
            event, stays = _read_event(connection), _stays(connection)
            people = [
                Recorded(_person(row[:-2]), row.removed_at, row.purged_at, stays.get(row.id, ()))
                for row in rows
            ]
            return people, [_journal_row(row) for row in noted], event, read_own(connection)

    def people_touched(self, *, after: int) -> set[UUID]:
        """Whom the journal rows numbered above ``after`` tell of."""
        with self._reading() as connection:
            touched = connection.execute(_TOUCHED, {"after": after}).scalars()
            return {found for found in touched if found is not None}

    def codes(self) -> set[str]:
        """Every code that was ever given out."""
        with self._reading() as connection:
            return set(connection.execute(select(t.person_table.c.code)).scalars())

    def brought_by_lists(self) -> dict[UUID, set[UUID]]:
        """Who came onto the event with each list, by the act that took it; removed ones too."""
        journal = t.journal_table
        lists = select(journal.c.act).where(journal.c.action == Action.LIST_TAKEN.value)
        query = select(journal.c.act, journal.c.person_id).where(
            journal.c.action == Action.PERSON_ADDED.value, journal.c.act.in_(lists)
        )
        brought: dict[UUID, set[UUID]] = {}
        with self._reading() as connection:
            for act, person_id in connection.execute(query):
                brought.setdefault(act, set()).add(person_id)
        return brought

    def edited_by_hand(self) -> dict[UUID, frozenset[str]]:
        """Which fields of each person were typed at a desk, not read from a list; what was
        undone does not count, what was done again does."""
        journal = t.journal_table
        lists = select(journal.c.act).where(journal.c.action == Action.LIST_TAKEN.value)
        by_hand = (Action.PERSON_ADDED.value, Action.PERSON_CHANGED.value)
        query = select(journal.c.id, journal.c.person_id, journal.c.after).where(
            journal.c.action.in_(by_hand), journal.c.act.not_in(lists), journal.c.undoes.is_(None)
        )
        undoings = select(journal.c.undoes, journal.c.id).where(journal.c.undoes.is_not(None))
        edited: dict[UUID, frozenset[str]] = {}
        with self._reading() as connection:
            undone_by = {row.undoes: row.id for row in connection.execute(undoings)}
            for row_id, person_id, after in connection.execute(query):
                if _stands(row_id, undone_by):
                    edited[person_id] = edited.get(person_id, frozenset()) | frozenset(after)
        return edited

    def journal(self, *, after: int = 0, person_id: UUID | None = None) -> list[JournalRow]:
        """Journal rows numbered above ``after``, oldest first, of all or of one person."""
        journal = t.journal_table
        query = select(journal).where(journal.c.number > after).order_by(journal.c.number)
        if person_id is not None:
            query = query.where(journal.c.person_id == person_id)
        with self._reading() as connection:
            return [_journal_row(row) for row in connection.execute(query)]


class _Note(NamedTuple):
    """A journal row to be written."""

    action: Action
    person_id: UUID | None
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    undoes: UUID | None = None


class Writing:
    """The changes of one transaction. ``act`` joins the journal rows they leave."""

    def __init__(self, connection: Connection, *, desk: str, at: datetime, role: str = "") -> None:
        self._connection = connection
        self._desk = desk
        self._at = at
        self.role = role
        self.act = new_id()
        self._end = _journal_end(connection)

    def person(self, person_id: UUID) -> Person | None:
        """The person as this transaction sees them, removed ones left out."""
        row = self._connection.execute(_PERSON, {"id": person_id}).one_or_none()
        return None if row is None else _person(row)

    def event(self) -> Event:
        """The event as this transaction sees it."""
        return _read_event(self._connection)

    def people_count(self) -> int:
        """How many are on the event, as this transaction sees it."""
        query = select(func.count()).select_from(t.person_table)
        on_event = query.where(t.person_table.c.removed_at.is_(None))
        return self._connection.execute(on_event).scalar_one()

    def person_ever(self, person_id: UUID) -> Person:
        """The person, be they on the event or removed."""
        query = _people_ever().where(t.person_table.c.id == person_id)
        return _person(self._connection.execute(query).one())

    def people_of_act(self, act: UUID) -> dict[UUID, Person]:
        """Whom an act touched, as this transaction sees them, removed ones left out."""
        journal = t.journal_table
        touched = select(journal.c.person_id).where(journal.c.act == act)
        rows = self._connection.execute(_people().where(t.person_table.c.id.in_(touched)))
        return {person.id: person for person in map(_person, rows)}

    def details_changed_since(self, number: int) -> bool:
        """Whether someone was added, changed or removed after that journal row, by any desk;
        arrivals do not count."""
        journal = t.journal_table
        newer = journal.c.number > number
        query = select(journal.c.id).where(newer, journal.c.action.in_(_DETAILS_CHANGED))
        return self._connection.execute(query.limit(1)).first() is not None

    def code_is_free(self, code: str) -> bool:
        """Whether no one, not even someone removed, has this code."""
        query = select(t.person_table.c.id).where(t.person_table.c.code == code)
        return self._connection.execute(query).first() is None

    def change_event(self, event: Event, *, undoes: UUID | None = None) -> None:
        """Write the facts that differ."""
        before, after = values_of(_read_event(self._connection)), values_of(event)
        changed = {name for name in after if after[name] != before[name]}
        if changed:
            _store_event(self._connection, event)
            self.note(
                Action.EVENT_CHANGED,
                before={name: before[name] for name in changed},
                after={name: after[name] for name in changed},
                undoes=undoes,
            )

    def design(self, name: str) -> str | None:
        """The TOML of the badge design of that name, as this transaction sees it."""
        return read_designs(self._connection).get(name)

    def picture(self, name: str) -> StoredPicture | None:
        """The picture of that name, as this transaction sees it."""
        return read_picture(self._connection, name)

    def replaced_picture(self, told: Mapping[str, Any]) -> StoredPicture | None:
        """The picture of which a journal row ``told`` that it was there before, if it is kept."""
        return read_replaced(self._connection, told)

    def set_design(self, name: str, toml: str | None, *, undoes: UUID | None = None) -> None:
        """Put a badge design in place of the one of that name; None takes it away."""
        before = read_designs(self._connection).get(name)
        if toml != before:
            store_design(self._connection, name, toml)
            key = f"{DESIGN}{name}"
            self.note(Action.EVENT_CHANGED, before={key: before}, after={key: toml}, undoes=undoes)

    def set_picture(
        self, name: str, new: StoredPicture | None, *, undoes: UUID | None = None
    ) -> None:
        """Put a picture in place of the one of that name; None takes it away."""
        before = read_picture(self._connection, name)
        if new != before:
            if before is not None:
                keep_replaced(self._connection, before)
            store_picture(self._connection, name, new)
            was, now = (each and each.told() for each in (before, new))
            key = f"{PICTURE}{name}"
            self.note(Action.EVENT_CHANGED, before={key: was}, after={key: now}, undoes=undoes)

    def pin(self) -> StoredPin | None:
        """The organizer's PIN, as this transaction sees it."""
        return read_pin(self._connection)

    def set_pin(self, pin: StoredPin | None) -> None:
        """Put another PIN in place of the one that is kept; None takes it away. What the journal
        tells of it is the caller's."""
        store_pin(self._connection, pin)

    def add_people(self, people: Iterable[Person]) -> None:
        """New people, one journal row each."""
        people = list(people)
        if not people:
            return
        self._connection.execute(
            insert(t.person_table), [_values(person, _PERSON_FIELDS) for person in people]
        )
        self._note_many(_Note(Action.PERSON_ADDED, p.id, {}, said_of(p)) for p in people)

    def change_person(self, person_id: UUID, changes: Mapping[str, Any]) -> None:
        """Set the named fields of a person; what stays as it was leaves no trace, nor does
        anything of someone who is not on the event."""
        now = self.person(person_id)
        if now is not None:
            self.change_people([(now, changes)])

    def change_people(
        self,
        wished: Iterable[tuple[Person, Mapping[str, Any]]],
        *,
        undoes: Mapping[UUID, UUID] = _NOTHING_UNDONE,
    ) -> None:
        """Set the named fields of people, each given once and as they are now; what stays as
        it was leaves no trace. ``undoes`` names, by person, the journal row this takes back."""
        values, notes = {}, []
        for now, changes in wished:
            changed = {k: v for k, v in changes.items() if getattr(now, k) != v}
            if changed:
                values[now.id] = changed
                before = {name: getattr(now, name) for name in changed}
                note = _Note(Action.PERSON_CHANGED, now.id, before, changed, undoes.get(now.id))
                notes.append(note)
        self._set_people(values)
        self._note_many(notes)

    def remove_people(self, people: Iterable[Person], *, undoes: Mapping[UUID, UUID]) -> None:
        """Take people off the event; their rows stay, so that they can come back."""
        people = list(people)
        self._set_people({person.id: {"removed_at": self._at} for person in people})
        self._note_many(
            _Note(Action.PERSON_REMOVED, p.id, said_of(p), {}, undoes.get(p.id)) for p in people
        )

    def purge_people(self, people: Iterable[Person]) -> None:
        """Take out for good what is known of people, of tables and journal, but for what is
        counted; a row for each tells of it. The file holds no trace once it is compacted
        (:meth:`EventStore.compact`)."""
        notes = []
        for person in people:
            stays = what_stays(person)
            empty_rows(self._connection, person.id)
            blank_person(self._connection, person.id, stays, self._at)
            known = {k: v for k, v in stays.items() if k == "code" or v != getattr(_UNSAID, k, "")}
            notes.append(_Note(Action.PERSON_PURGED, person.id, {}, known))
        self._note_many(notes)

    def restore_people(self, removals: Iterable[JournalRow]) -> None:
        """Bring back those whom the rows removed."""
        undone = {row.person_id: row for row in removals if row.person_id is not None}
        self._set_people({person_id: {"removed_at": None} for person_id in undone})
        self._note_many(
            _Note(Action.PERSON_ADDED, person_id, {}, row.before, row.id)
            for person_id, row in undone.items()
        )

    def _set_people(self, values: Mapping[UUID, Mapping[str, Any]]) -> None:
        """Set fields by person: one statement for all whose same fields are set."""
        person = t.person_table
        rows: dict[frozenset[str], list[dict[str, Any]]] = {}
        for person_id, fields in values.items():
            row = {"who": person_id, **{f"new_{name}": value for name, value in fields.items()}}
            rows.setdefault(frozenset(fields), []).append(row)
        for names, same in rows.items():
            statement = update(person).where(person.c.id == bindparam("who"))
            statement = statement.values({name: bindparam(f"new_{name}") for name in names})
            self._connection.execute(statement, same)

    def arrive(self, person_id: UUID, at: datetime, *, undoes: UUID | None = None) -> bool:
        """Record the arrival; False when the person is here already, or not on the event."""
        if self.person(person_id) is None:
            return False
        stay = new_id()
        row = {"id": stay, "person_id": person_id, "arrived_at": at, "desk": self._desk}
        try:
            with self._connection.begin_nested():
                self._connection.execute(insert(t.attendance_table), row)
        except IntegrityError:
            return False
        said = {"arrived_at": at.isoformat(), "attendance": stay.hex}
        self.note(Action.ARRIVED, person_id, {}, said, undoes=undoes)
        return True

    def undo_arrival(self, person_id: UUID, *, undoes: UUID | None = None) -> bool:
        """Take the arrival back, and the badge that has not left yet; False when the person
        is not here."""
        attendance = t.attendance_table
        here = and_(attendance.c.person_id == person_id, attendance.c.undone_at.is_(None))
        at = self._connection.execute(select(attendance.c.arrived_at).where(here)).scalar()
        if at is None:
            return False
        self._connection.execute(update(attendance).where(here).values(undone_at=self._at))
        job = t.badge_job_table
        waiting = and_(job.c.person_id == person_id, job.c.state == JobState.WAITING.value)
        self._move_badges(waiting, JobState.CANCELLED)
        self.note(
            Action.ARRIVAL_UNDONE, person_id, {"arrived_at": at.isoformat()}, {}, undoes=undoes
        )
        return True

    def queue_badge(self, person: Person) -> None:
        """A badge of ``person`` waits to be printed, from when this transaction is on disk."""
        insert_badge(self._connection, person, self._at)

    def order_badge(self, person: Person, *, printer: str = "", design: str = "") -> BadgeOrder:
        """As :meth:`queue_badge`, for someone who may have a badge already: on the printer at
        that address, in that design."""
        return order_badge(self._connection, person, self._at, printer, design)

    def requeue_badge(self, person_id: UUID) -> None:
        """The person's newest badge waits again, if it was cancelled with the arrival."""
        job = t.badge_job_table
        newest = select(job.c.id).where(job.c.person_id == person_id)
        newest = newest.order_by(job.c.queued_at.desc(), job.c.id.desc()).limit(1)
        meant = and_(job.c.id == newest.scalar_subquery(), job.c.state == JobState.CANCELLED.value)
        self._move_badges(meant, JobState.WAITING)

    def _move_badges(self, meant: ColumnElement[bool], state: JobState) -> None:
        values = {"state": state.value, "changed_at": self._at}
        self._connection.execute(update(t.badge_job_table).where(meant).values(**values))

    def acts(self) -> Generator[Act, None, None]:
        """What this desk did to people and to the event's facts, newest first, read no further
        than it is asked for. An act is undone as a whole, so one of its rows tells of all."""
        undone, undoing = (t.journal_table.alias() for _ in range(2))
        row = t.journal_table
        touched = row.c.action.not_in([action.value for action in TELLING_ONLY])
        of_people = and_(row.c.person_id.is_not(None), touched)
        done = or_(of_people, row.c.action == Action.EVENT_CHANGED.value)
        query = (
            select(row.c.act, undone.c.act, undoing.c.id)
            .outerjoin(undone, undone.c.id == row.c.undoes)
            .outerjoin(undoing, undoing.c.undoes == row.c.id)
            .where(row.c.desk == self._desk, done)
            .order_by(row.c.number.desc())
        )
        with self._connection.execute(query) as found:
            for _act, rows in groupby(found, lambda found: found[0]):  # its rows lie together
                act, takes_back, by = next(rows)
                yield Act(act, takes_back, by is not None)

    @property
    def end(self) -> JournalEnd:
        """The end of the journal as this transaction leaves it so far."""
        return self._end

    def journal_row(self, number: int) -> JournalRow | None:
        """The journal row with that number."""
        journal = t.journal_table
        found = self._connection.execute(select(journal).where(journal.c.number == number))
        row = found.one_or_none()
        return None if row is None else _journal_row(row)

    def undoing(self, row_id: UUID) -> JournalRow | None:
        """The row that took that row back."""
        journal = t.journal_table
        found = self._connection.execute(select(journal).where(journal.c.undoes == row_id))
        row = found.one_or_none()
        return None if row is None else _journal_row(row)

    def journal_of_act(self, act: UUID) -> list[JournalRow]:
        """What an act did to people, oldest first."""
        journal = t.journal_table
        of_people = journal.c.person_id.is_not(None)
        query = select(journal).where(journal.c.act == act, of_people).order_by(journal.c.number)
        return [_journal_row(row) for row in self._connection.execute(query)]

    def facts_of_act(self, act: UUID) -> list[JournalRow]:
        """What an act did to the event's facts, designs and pictures, oldest first."""
        journal = t.journal_table
        of_facts = and_(journal.c.act == act, journal.c.action == Action.EVENT_CHANGED.value)
        query = select(journal).where(of_facts).order_by(journal.c.number)
        return [_journal_row(row) for row in self._connection.execute(query)]

    def rows_of_act(self, act: UUID) -> list[JournalRow]:
        """Every row of an act, oldest first."""
        journal = t.journal_table
        query = select(journal).where(journal.c.act == act).order_by(journal.c.number)
        return [_journal_row(row) for row in self._connection.execute(query)]

    def journal_of_person(self, person_id: UUID, *, after: int) -> list[JournalRow]:
        """The journal rows of a person numbered above ``after``, newest first."""
        journal = t.journal_table
        query = select(journal).where(journal.c.number > after, journal.c.person_id == person_id)
        rows = self._connection.execute(query.order_by(journal.c.number.desc()))
        return [_journal_row(row) for row in rows]

    def note(
        self,
        action: Action,
        person_id: UUID | None = None,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
        *,
        undoes: UUID | None = None,
    ) -> None:
        """One journal row."""
        self._note_many([_Note(action, person_id, before or {}, after or {}, undoes)])

    def _note_many(self, notes: Iterable[_Note]) -> None:
        rows = [
            JournalRow(
                id=new_id(),
                number=number,
                act=self.act,
                at=self._at,
                desk=self._desk,
                action=note.action,
                person_id=note.person_id,
                before=dict(note.before),
                after=dict(note.after),
                undoes=note.undoes,
                role=self.role,
            )
            for number, note in enumerate(notes, start=self._end.rows + 1)
        ]
        if rows:
            chained = sealed(rows, self._end.seal)
            self._end = JournalEnd(chained[-1].number, chained[-1].seal)
            values = [
                {**_values(row, _JOURNAL_FIELDS), "action": row.action.value} for row in chained
            ]
            self._connection.execute(insert(t.journal_table), values)


def _journal_end(connection: Connection) -> JournalEnd:
    row = connection.execute(_NEWEST).one_or_none()
    return JournalEnd(0, BEGINNING) if row is None else JournalEnd(*row)


def _says_in_use(engine: Engine) -> bool:
    with closing(engine.raw_connection()) as connection:
        return is_in_use(connection.driver_connection)


def _file_at(path: Path) -> tuple[int, int] | None:
    with suppress(OSError):
        found = path.stat()
        return found.st_dev, found.st_ino
    return None


def _check_place(path: Path) -> None:
    if os.path.lexists(path):
        raise Refusal(EXISTS, file=path.name)
    if not path.parent.is_dir():
        raise Refusal(NO_SUCH_FOLDER, folder=str(path.parent))
    if not os.access(path.parent, os.W_OK):
        raise Refusal(READ_ONLY, file=path.name)
    check_not_on_share(path)


def _write_new(path: Path, key: Key | None, event: Event, desk: str, at: datetime) -> None:
    make_for_this_user(path)
    engine = connect(path, key)
    try:
        with engine.connect().execution_options(writing=True) as connection, connection.begin():
            stamp(connection)
            create_schema(connection)
            _store_event(connection, event)
            event_id: UUID = connection.execute(select(t.event_table.c.id)).scalar_one()
            made = {**values_of(event), "id": event_id.hex}
            Writing(connection, desk=desk, at=at).note(Action.EVENT_CREATED, after=made)
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        engine.dispose()


def _give_name(finished: Path, path: Path) -> None:
    """Let ``finished`` be called ``path``, unless another has that name: then it is refused.

    An empty file holds the name meanwhile, which works on every file system (FAT knows no
    hard links) and cannot be opened as an event. While it is held, the logs that a deleted
    event of this name left are removed: SQLite would play them into the new one.
    """
    try:
        path.open("xb").close()
    except FileExistsError:
        raise Refusal(EXISTS, file=path.name) from None
    try:
        _remove(path, LOGS)
        os.replace(finished, path)
    except OSError:
        with suppress(OSError):
            path.unlink()
        raise


LOGS = ("-wal", "-shm", "-journal")
"""What SQLite puts beside a database, by the ends of their names."""


def _remove(path: Path, endings: Iterable[str] = ("", *LOGS)) -> None:
    for ending in endings:
        with suppress(FileNotFoundError):
            path.with_name(path.name + ending).unlink()


def _people() -> Select[Any]:
    return _people_ever().where(t.person_table.c.removed_at.is_(None))


def _people_ever() -> Select[Any]:
    person, attendance = t.person_table, t.attendance_table
    here = and_(attendance.c.person_id == person.c.id, attendance.c.undone_at.is_(None))
    columns = [person.c[name] for name in _PERSON_FIELDS]
    return select(*columns, attendance.c.arrived_at).select_from(person.outerjoin(attendance, here))


# What every Enter asks is built once: to build a statement of forty columns takes longer than
# SQLite does to answer it.
_PERSON = _people().where(t.person_table.c.id == bindparam("id"))
_PERSON_BY_CODE = _people().where(t.person_table.c.code == bindparam("code"))
_JOURNAL_LENGTH = select(func.max(t.journal_table.c.number))
_NEWEST = (
    select(t.journal_table.c.number, t.journal_table.c.seal)
    .order_by(t.journal_table.c.number.desc())
    .limit(1)
)
# Not DISTINCT: to get it SQLite would walk the whole journal by the index of people, at every
# Enter, and the day would slow down as it goes.
_TOUCHED = select(t.journal_table.c.person_id).where(t.journal_table.c.number > bindparam("after"))


def _person(row: Sequence[Any]) -> Person:
    values = dict(zip(_PERSON_COLUMNS, row, strict=True))
    for name, members in _ENUMS.items():
        values[name] = members[values[name]]
    return Person(**values)


def _stays(connection: Connection) -> dict[UUID, tuple[Stay, ...]]:
    """Every arrival ever, by person."""
    attendance = t.attendance_table
    columns = [attendance.c[name] for name in Stay._fields]
    found: dict[UUID, list[Stay]] = {}
    for person_id, *values in connection.execute(select(attendance.c.person_id, *columns)):
        found.setdefault(person_id, []).append(Stay(*values))
    return {person_id: tuple(stays) for person_id, stays in found.items()}


def _journal_row(row: Row[Any]) -> JournalRow:
    values = dict(row._mapping)
    return JournalRow(**{**values, "action": Action(values["action"])})


def _stands(row_id: UUID, undone_by: Mapping[UUID, UUID]) -> bool:
    """Whether what a journal row did was done in the end, with every undo and redo since."""
    stands = True
    while row_id in undone_by:
        row_id, stands = undone_by[row_id], not stands
    return stands


def _values(thing: object, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names}


_UNSAID = PersonDetails(category="")
NAMES = ("name_km", "name_latin")
"""The names of a person; each is stored as it was typed and, canonical, as it is printed."""


def said_of(person: Person) -> dict[str, Any]:
    """What the journal says of someone who was added: the code, all that is known, and the
    names as they are printed where that is not as they were typed."""
    said = {name: getattr(person, name) for name in DETAIL_FIELDS}
    known = {k: v for k, v in said.items() if v != getattr(_UNSAID, k)}
    printed = {f"{name}_canonical": getattr(person, f"{name}_canonical") for name in NAMES}
    other = {k: v for k, v in printed.items() if v != said[k.removesuffix("_canonical")]}
    return {"code": person.code, **known, **other}


def _store_event(connection: Connection, event: Event) -> None:
    values = {
        **_values(event, _EVENT_FIELDS),
        "languages": list(event.languages),
        **_values(event.grant, _GRANT_FIELDS),
    }
    exists = connection.execute(select(t.event_table.c.id)).scalar()
    if exists is None:
        connection.execute(insert(t.event_table), {"id": new_id(), **values})
    else:
        connection.execute(update(t.event_table).values(**values))
    _store_categories(connection, event)
    _replace(connection, t.agenda_table, _agenda_rows(event))


def _store_categories(connection: Connection, event: Event) -> None:
    categories = [
        {**_values(c, _CATEGORY_FIELDS), "position": i} for i, c in enumerate(event.categories)
    ]
    groups = [{"number": g.number, "en": g.en, "km": g.km} for g in event.groups]
    _merge(connection, t.category_table, "key", categories)
    _merge(connection, t.group_table, "number", groups)


def _agenda_rows(event: Event) -> list[dict[str, Any]]:
    return [
        {
            **dataclasses.asdict(item),
            "position": i,
            "speakers": list(item.speakers),
            "groups": list(item.groups),
        }
        for i, item in enumerate(event.agenda)
    ]


def _replace(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    connection.execute(delete(table))
    if rows:
        connection.execute(insert(table), rows)


def _merge(connection: Connection, table: Table, key: str, rows: list[dict[str, Any]]) -> None:
    """Rows by key: changed, added, and dropped where no person holds on to them."""
    column = table.c[key]
    there = set(connection.execute(select(column)).scalars())
    for row in rows:
        if row[key] in there:
            connection.execute(update(table).where(column == row[key]).values(**row))
        else:
            connection.execute(insert(table), row)
    connection.execute(delete(table).where(column.not_in([row[key] for row in rows])))


def _read_event(connection: Connection) -> Event:
    facts = dict(connection.execute(select(t.event_table)).one()._mapping)
    categories = connection.execute(select(t.category_table).order_by(t.category_table.c.position))
    groups = connection.execute(select(t.group_table).order_by(t.group_table.c.number))
    agenda = connection.execute(select(t.agenda_table).order_by(t.agenda_table.c.position))
    return Event(
        **{name: facts[name] for name in _EVENT_FIELDS if name != "languages"},
        languages=tuple(facts["languages"]),
        grant=Grant(**{name: facts[name] for name in _GRANT_FIELDS}),
        categories=tuple(Category(**_values(row, _CATEGORY_FIELDS)) for row in categories),
        groups=tuple(Group(number=r.number, en=r.en, km=r.km) for r in groups),
        agenda=tuple(_agenda_item(row) for row in agenda),
    )


def _agenda_item(row: Row[Any]) -> AgendaItem:
    values = {k: v for k, v in row._mapping.items() if k != "position"}
    values["speakers"], values["groups"] = tuple(row.speakers), tuple(row.groups)
    return AgendaItem(**values)
