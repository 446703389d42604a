"""The organizer at a desk: what only the organizer does, and the PIN that says who that is.

The PIN belongs to the event and is kept in its file. While none is set, everyone may do
everything. It stops a volunteer at the desk, not a thief of the file: that is what the passphrase
is for (docs/security.md).
"""

from __future__ import annotations

import dataclasses
import hashlib
import secrets
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from kiosk.domain import ORGANIZER, Action, Event, JournalRow
from kiosk.language import Refusal, Sentence
from kiosk.services.database import EventStore, StoredPin, Writing
from kiosk.services.pins import checked_pin, hashed, is_right

FREE_TRIES = 3
"""So many wrong PINs cost nothing but themselves."""
FIRST_WAIT_S, LONGEST_WAIT_S = 5, 300
"""What the next one costs; each further one doubles it, up to five minutes."""

LOCK_AFTER = 3
LOCK_AFTER_CHOICES = (1, 2, 3, 5, 10, 15)
"""Minutes without a deed of the organizer's until the desk locks by itself: the usual, and those
to choose from."""


class Deed(StrEnum):
    """What only the organizer does where the event has a PIN."""

    EXPORT = "export"
    LIST = "list"
    FACTS = "facts"
    DESIGNS = "designs"
    PRINTER = "printer"
    COPIES = "copies"
    REMOVE = "remove"
    PURGE = "purge"
    RESTORE = "restore"
    PROTECT = "protect"
    DISABILITY = "disability"
    TAKE_BACK = "take_back"


class Stand(StrEnum):
    """Whether an event has a PIN; ``FORGOTTEN``: one was taken off without it, and none set
    since."""

    SET = "set"
    NONE = "none"
    FORGOTTEN = "forgotten"


class Why(StrEnum):
    """Why a desk was locked."""

    ASKED = "asked"
    IDLE = "idle"
    CLOSED = "closed"
    COVERED = "covered"
    PIN_CHANGED = "pin_changed"


DEEDS = {
    Deed.EXPORT: Sentence(en="Exporting", km="ការនាំចេញឯកសារ"),
    Deed.LIST: Sentence(en="Reading a list", km="ការអានបញ្ជី"),
    Deed.FACTS: Sentence(en="Changing the facts of the event", km="ការកែព័ត៌មានព្រឹត្តិការណ៍"),
    Deed.DESIGNS: Sentence(en="Changing badge designs", km="ការកែគំរូផ្លាកឈ្មោះ"),
    Deed.PRINTER: Sentence(en="Choosing printer and badge", km="ការជ្រើសរើសម៉ាស៊ីនបោះពុម្ព និងផ្លាកឈ្មោះ"),
    Deed.COPIES: Sentence(en="Copying the event to a stick", km="ការចម្លងព្រឹត្តិការណ៍ទៅ USB"),
    Deed.REMOVE: Sentence(en="Taking someone off the event", km="ការដកនរណាម្នាក់ចេញពីព្រឹត្តិការណ៍"),
    Deed.PURGE: Sentence(en="Purging personal data", km="ការលុបទិន្នន័យផ្ទាល់ខ្លួន"),
    Deed.RESTORE: Sentence(
        en="Putting a copy in the event's place", km="ការជំនួសព្រឹត្តិការណ៍ដោយច្បាប់ចម្លង"
    ),
    Deed.PROTECT: Sentence(en="Setting or taking off a passphrase", km="ការដាក់ ឬដកឃ្លាសម្ងាត់"),
    Deed.DISABILITY: Sentence(en="Seeing or changing disability", km="ការមើល ឬកែព័ត៌មានពិការភាព"),
    Deed.TAKE_BACK: Sentence(
        en="Taking back what the organizer did", km="ការដកវិញនូវអ្វីដែលអ្នករៀបចំបានធ្វើ"
    ),
}
"""What each deed is called at the beginning of a sentence."""

NEEDED = Sentence(
    en="{deed} needs the organizer's PIN. Unlock with Ctrl+Shift+O; checking in goes on without.",
    km="{deed} ត្រូវការលេខសម្ងាត់របស់អ្នករៀបចំ។ សូមដោះសោដោយ Ctrl+Shift+O ហើយការចុះឈ្មោះនៅបន្តបានដោយគ្មានវា។",
)
WRONG = Sentence(
    en="That is not the organizer's PIN. Wrong so far: {wrong}.",
    km="លេខនេះមិនមែនជាលេខសម្ងាត់របស់អ្នករៀបចំទេ។ ចំនួនដងដែលខុស៖ {wrong}។",
)
WRONG_AND_WAIT = Sentence(
    en="That is not the organizer's PIN. Wrong so far: {wrong}. Wait {seconds}"
    " {seconds:second|seconds} before the next try.",
    km="លេខនេះមិនមែនជាលេខសម្ងាត់របស់អ្នករៀបចំទេ។ ចំនួនដងដែលខុស៖ {wrong}។ សូមរង់ចាំ {seconds} វិនាទី មុនសាកម្តងទៀត។",
)
WAIT = Sentence(
    en="Too many wrong PINs. Wait {seconds} {seconds:second|seconds} before the next try.",
    km="លេខសម្ងាត់ខុសច្រើនដងពេក។ សូមរង់ចាំ {seconds} វិនាទី មុនសាកម្តងទៀត។",
)
NONE_SET = Sentence(
    en="This event has no PIN. Set one with: kiosk pin set",
    km="ព្រឹត្តិការណ៍នេះគ្មានលេខសម្ងាត់ទេ។ សូមកំណត់វាដោយ៖ kiosk pin set",
)
SET_ALREADY = Sentence(
    en="This event has a PIN already. Change it with: kiosk pin change",
    km="ព្រឹត្តិការណ៍នេះមានលេខសម្ងាត់រួចហើយ។ សូមប្តូរវាដោយ៖ kiosk pin change",
)
NOT_IN_PRACTICE = Sentence(
    en="What needs the organizer's PIN is not practised. End the practice first (Ctrl+Shift+U).",
    km="អ្វីដែលត្រូវការលេខសម្ងាត់អ្នករៀបចំ មិនអាចសាកល្បងបានទេ។ សូមបញ្ចប់ការសាកល្បងជាមុនសិន (Ctrl+Shift+U)។",
)
PRACTICE = Sentence(en="PRACTICE", km="ការហាត់")
NO_SUCH_TIME = Sentence(
    en="The desk can lock by itself after {choices} minutes.",
    km="តុអាចចាក់សោដោយខ្លួនឯងក្រោយ {choices} នាទី។",
)


class PinNeeded(Refusal):
    """The desk is locked, and what was asked for is the organizer's."""

    def __init__(self, deed: Deed) -> None:
        self.deed = deed
        super().__init__(NEEDED, deed=DEEDS[deed])


Asker = Callable[[Deed], str]
"""Asks whoever sits there for the PIN, or has them unlock; raises :class:`PinNeeded` where no one
can be asked."""


def wait_after(wrong: int) -> int:
    """Seconds until the next try after so many wrong PINs in a row."""
    if wrong < FREE_TRIES:
        return 0
    doublings = min(wrong - FREE_TRIES, 16)
    return int(min(LONGEST_WAIT_S, FIRST_WAIT_S * 2**doublings))


def seconds_also_asleep() -> float:
    """A clock that no one can set, and that goes on while the lid is closed: on Windows
    ``time.monotonic`` does, elsewhere it stands still."""
    if sys.platform == "linux":
        now = time.clock_gettime(time.CLOCK_BOOTTIME)
    elif sys.platform == "darwin":
        now = time.clock_gettime(time.CLOCK_MONOTONIC)
    else:
        now = time.monotonic()
    return now


def is_the_organizers(rows: Iterable[JournalRow]) -> bool:
    """Whether an act of ``rows`` may be taken back by the organizer only: the PIN allowed it, or
    it is of the kind that needs one (it may be older than the PIN)."""
    kinds = (Action.EVENT_CHANGED, Action.LIST_TAKEN)
    return any(
        row.role
        or row.action in kinds
        or (row.action is Action.PERSON_REMOVED and not row.undoes)
        or (row.action is Action.PERSON_CHANGED and "disability" in row.after)
        for row in rows
    )


class Organizer:
    """Whether the organizer is at this desk. May be asked on any thread.

    ``ticks`` is a clock in seconds that no one can set; the desk locks itself by it, or by
    ``clock`` where that went on further. ``ask`` is asked for the PIN where a deed needs one and
    the desk is locked; None: it is refused.
    """

    def __init__(
        self,
        store: EventStore,
        *,
        desk: str,
        clock: Callable[[], datetime],
        ticks: Callable[[], float] = seconds_also_asleep,
    ) -> None:
        self._store, self._desk, self._clock, self._ticks = store, desk, clock, ticks
        self.ask: Asker | None = None
        self._opened_with = ""  # the digest of the PIN that unlocked; another desk may change it
        self._deed_at, self._deed_on = 0.0, clock()
        self._practises = False

    # --- who is here ------------------------------------------------------------------------

    @property
    def is_set(self) -> bool:
        """Whether the event has a PIN."""
        return self._store.pin() is not None

    @property
    def stored(self) -> StoredPin | None:
        """The PIN as it is kept, with the count of wrong ones; None where none is set."""
        return self._store.pin()

    @property
    def stand(self) -> Stand:
        """Whether there is a PIN, and how the last one went."""
        if self.is_set:
            return Stand.SET
        newest = self._store.newest_of(OF_THE_PIN)
        return Stand.FORGOTTEN if newest is Action.PIN_FORGOTTEN else Stand.NONE

    def check_none_set(self) -> None:
        """Raises :class:`Refusal` where the event has a PIN."""
        if self.is_set:
            raise Refusal(SET_ALREADY)

    @property
    def unlocked(self) -> bool:
        """Whether the event has a PIN, and the organizer is here."""
        return self.seconds_left() > 0

    @property
    def may(self) -> bool:
        """Whether a deed of the organizer's would be done now, without asking anyone."""
        return not self.is_set or self.unlocked

    @property
    def lock_after(self) -> int:
        """Minutes without a deed until the desk locks by itself."""
        pin = self._store.pin()
        return LOCK_AFTER if pin is None else pin.lock_after

    def seconds_left(self) -> float:
        """Until the desk locks by itself; 0 where it is locked, or no PIN is set."""
        pin = self._store.pin() if self._opened_with else None
        if pin is None or pin.digest != self._opened_with:
            return 0.0
        gone = max(self._ticks() - self._deed_at, (self._clock() - self._deed_on).total_seconds())
        return max(0.0, pin.lock_after * 60 - gone)

    def _stay(self) -> None:
        """The organizer was at it just now."""
        self._deed_at, self._deed_on = self._ticks(), self._clock()

    def practise(self) -> None:
        """From now on this is a practice on a copy, and its title says so on every page that is
        made of it. What needs the PIN is refused there, and in place of the PIN the copy has one
        that no one knows: nothing can be guessed at in it."""
        with self._store.writing(desk=PRACTICE.en, at=self._clock(), role=ORGANIZER) as change:
            change.change_event(_as_practice(change.event()))
        pin = self._store.pin()
        if pin is not None:
            with self._writing() as change:
                self._keep(change, unknown_pin(pin.lock_after), Action.PIN_CHANGED)
            self._practises = True

    def check_not_practising(self) -> None:
        """Raises :class:`Refusal` in a practice where the event has a PIN."""
        if self._practises:
            raise Refusal(NOT_IN_PRACTICE)

    def allow(self, deed: Deed) -> str:
        """The role in whose name ``deed`` is done: asks for the PIN where that is possible.

        Raises:
            Refusal: the desk is locked (:class:`PinNeeded`), the PIN was wrong, or this is a
                practice.
        """
        if not self.is_set:
            return ""
        if not self.unlocked:
            self.check_not_practising()
            if self.ask is None:
                raise PinNeeded(deed)
            typed = self.ask(deed)
            if not self.unlocked:
                self.unlock(typed)
        self._stay()
        return ORGANIZER

    def check(self, deed: Deed) -> str:
        """As :meth:`allow`, and asks no one. Raises :class:`PinNeeded`."""
        if not self.may:
            raise PinNeeded(deed)
        return ORGANIZER if self.unlocked else ""

    @contextmanager
    def exporting(self, kind: str, path: Path, **how: Any) -> Iterator[datetime]:
        """A file of that kind is written at ``path`` within; the journal tells of it first, and
        ``how`` it is made, so that no file leaves without a row, and once more where it was not
        written after all. Yields the time of that row.

        Raises:
            Refusal: as :meth:`allow`, or the journal cannot be written.
        """
        role = self.allow(Deed.EXPORT)
        at, file = self._clock(), _file_at(kind, path)
        with self._store.writing(desk=self._desk, at=at, role=role) as change:
            said = {**file, "people": change.people_count(), **how}
            change.note(Action.EXPORTED, after=said)
        try:
            yield at
        except BaseException:
            with suppress(Refusal), self._writing(role) as change:
                change.note(Action.EXPORTED, after={**file, "written": False})
            raise

    def note_other_name(self, kind: str, path: Path, written: Path) -> None:
        """The file that was to be exported at ``path`` is ``written`` under another name."""
        if written.absolute() != path.absolute():
            with self._writing(self.allow(Deed.EXPORT)) as change:
                said = {**_file_at(kind, written), "people": change.people_count()}
                change.note(Action.EXPORTED, after=said)

    # --- in and out -------------------------------------------------------------------------

    def unlock(self, typed: str) -> None:
        """The organizer is here, if ``typed`` is the PIN; takes a fifth of a second and more.

        Raises:
            Refusal: it is wrong, or it is too early for another try after wrong ones.
        """
        pin = self._tried(typed)
        with self._writing(ORGANIZER) as change:
            change.set_pin(dataclasses.replace(pin, wrong=0, wrong_ticks=None))
            change.note(Action.UNLOCKED, after={"wrong": pin.wrong} if pin.wrong else {})
        self._opened_with = pin.digest
        self._stay()

    def lock(self, why: Why = Why.ASKED) -> None:
        """The organizer leaves. Nothing happens where none was here."""
        opened, self._opened_with = self._opened_with, ""
        if opened:
            with self._writing(ORGANIZER) as change:
                change.note(Action.LOCKED, after={"why": why.value})

    def lock_if_idle(self) -> bool:
        """Lock when the time is over, or another desk changed the PIN; answers whether it did."""
        if not self._opened_with or self.unlocked:
            return False
        pin = self._store.pin()
        changed = pin is None or pin.digest != self._opened_with
        self.lock(Why.PIN_CHANGED if changed else Why.IDLE)
        return True

    def close(self) -> None:
        """Lock, as far as the file can still be written."""
        with suppress(Refusal):
            self.lock(Why.CLOSED)

    # --- the PIN itself ---------------------------------------------------------------------

    def set_pin(self, typed: str, lock_after: int = LOCK_AFTER) -> None:
        """Give the event a PIN; the organizer is taken to be here.

        Raises:
            Refusal: it has one, or ``typed`` is none or a weak one.
        """
        new = _kept(typed, lock_after)
        with self._writing() as change:
            if change.pin() is not None:
                raise Refusal(SET_ALREADY)
            change.role = ORGANIZER
            self._keep(change, new, Action.PIN_SET)
        self._opened_with = new.digest
        self._stay()

    def change_pin(self, old: str, typed: str) -> None:
        """Put another PIN in place of ``old``; every other desk locks.

        Raises:
            Refusal: ``old`` is wrong or comes too early, or ``typed`` is none or a weak one.
        """
        checked_pin(typed)
        pin = self._tried(old)
        new = _kept(typed, pin.lock_after)
        with self._writing(ORGANIZER) as change:
            self._keep(change, new, Action.PIN_CHANGED)
        self._opened_with = new.digest
        self._stay()

    def change_lock_after(self, old: str, minutes: int) -> None:
        """Lock by itself after so many minutes from now on. Raises as :meth:`change_pin`."""
        _check_minutes(minutes)
        pin = self._tried(old)
        new = dataclasses.replace(pin, lock_after=minutes, wrong=0, wrong_ticks=None)
        with self._writing(ORGANIZER) as change:
            self._keep(change, new, Action.PIN_CHANGED)

    def remove_pin(self, old: str) -> None:
        """From now on everyone may do everything. Raises as :meth:`change_pin`."""
        self._tried(old)
        self._take_off(Action.PIN_REMOVED, ORGANIZER)

    def forget_pin(self) -> None:
        """Take off a PIN that no one knows any more; the journal tells of it for good.

        Raises:
            Refusal: there is none.
        """
        if not self.is_set:
            raise Refusal(NONE_SET)
        self._take_off(Action.PIN_FORGOTTEN, "")

    def _take_off(self, action: Action, role: str) -> None:
        with self._writing(role) as change:
            change.set_pin(None)
            change.note(action)
        self._opened_with = ""

    def _keep(self, change: Writing, new: StoredPin, action: Action) -> None:
        change.set_pin(new)
        said = {"minutes": new.lock_after, "mark": mark_of(new.digest)}
        change.note(action, after=said)

    # --- wrong ones -------------------------------------------------------------------------

    def wait_s(self) -> int:
        """Seconds until another PIN may be tried, 0 when at once."""
        pin = self._store.pin()
        return 0 if pin is None else self._left(pin)

    def _left(self, pin: StoredPin) -> int:
        """By a clock that goes on from the start of the machine, over every start of the program;
        the time of day, which can be set, has no part in it. After a start of the machine the time
        since then has gone by at least."""
        now, at = self._ticks(), pin.wrong_ticks
        gone = now - at if at is not None and 0 <= at <= now else now
        return max(0, -int(-(wait_after(pin.wrong) - gone) // 1))

    def _tried(self, typed: str) -> StoredPin:
        """The PIN as it was kept, if ``typed`` is it. A try counts as wrong until it is found
        right: who stops the program halfway, or tries in two at once, gains nothing.

        Raises:
            Refusal: none is set, it is wrong, or it is too early; or this is a practice.
        """
        self.check_not_practising()
        if seconds := self.wait_s():
            raise Refusal(WAIT, seconds=seconds)
        with self._writing() as change:
            pin = change.pin()
            if pin is None:
                raise Refusal(NONE_SET)
            if seconds := self._left(pin):
                raise Refusal(WAIT, seconds=seconds)
            counted = dataclasses.replace(pin, wrong=pin.wrong + 1, wrong_ticks=self._ticks())
            change.set_pin(counted)
        if not is_right(pin.digest, typed):
            self._refuse_wrong(counted)
        now = self._store.pin()
        if now is None or now.digest != pin.digest:
            raise Refusal(WRONG, wrong=counted.wrong)
        return pin

    def _refuse_wrong(self, counted: StoredPin) -> None:
        with self._writing() as change:
            now = change.pin()
            if now is not None and now.digest == counted.digest and now.wrong < counted.wrong:
                change.set_pin(counted)  # a right one meanwhile forgives no wrong one
            change.note(Action.PIN_WRONG, after={"wrong": counted.wrong})
        seconds = wait_after(counted.wrong)
        facts = {"wrong": counted.wrong, "seconds": seconds}
        raise Refusal(WRONG_AND_WAIT if seconds else WRONG, **facts)

    def _writing(self, role: str = "") -> AbstractContextManager[Writing]:
        return self._store.writing(desk=self._desk, at=self._clock(), role=role)


OF_THE_PIN = (Action.PIN_SET, Action.PIN_CHANGED, Action.PIN_REMOVED, Action.PIN_FORGOTTEN)
"""What is done to the PIN itself."""


TELLING_OF_THE_PIN = (*OF_THE_PIN, Action.RESTORED)
"""What may leave another PIN than there was."""


def mark_of(digest: str) -> str:
    """What the journal tells a PIN by: nothing can be tried against it without the file."""
    return hashlib.sha256(digest.encode()).hexdigest()[:16]


def unknown_pin(lock_after: int = LOCK_AFTER) -> StoredPin:
    """A PIN that no one knows: what needs one stays locked."""
    return StoredPin(digest=hashed(secrets.token_hex()), lock_after=lock_after)


def marks(rows: Iterable[JournalRow]) -> Iterator[tuple[int, str | None]]:
    """By which mark the PIN was known from which journal row on, of the ``rows`` that tell of it,
    oldest first; None while there was none. Restorings of older programs do not tell."""
    mark: str | None = None
    for row in rows:
        untold = row.action is Action.RESTORED and "mark" not in row.after
        if row.action in TELLING_OF_THE_PIN and not untold and row.after.get("mark") != mark:
            mark = row.after.get("mark")
            yield row.number, mark


def guarded_since(store: EventStore) -> int:
    """The number of the journal row since which the event has the PIN that it has, 0 where it has
    none: copies with fewer rows open without it."""
    told = list(marks(store.telling(TELLING_OF_THE_PIN)))
    since, mark = told[-1] if told else (0, None)
    return since if mark and store.pin() is not None else 0


def _as_practice(event: Event) -> Event:
    return dataclasses.replace(
        event,
        title_en=event.title_en and f"{PRACTICE.en} – {event.title_en}",
        title_km=event.title_km and f"{PRACTICE.km} – {event.title_km}",
    )


def _file_at(kind: str, path: Path) -> dict[str, str]:
    """What the journal tells of a file that leaves: what it is, and where it went."""
    return {"file": kind, "path": str(path.absolute())}


def _kept(typed: str, lock_after: int) -> StoredPin:
    _check_minutes(lock_after)
    return StoredPin(digest=hashed(checked_pin(typed)), lock_after=lock_after)


def _check_minutes(minutes: int) -> None:
    if minutes not in LOCK_AFTER_CHOICES:
        raise Refusal(NO_SUCH_TIME, choices=", ".join(map(str, LOCK_AFTER_CHOICES)))
