"""A damaged event brought back: the newest good copy, plus what the torn file still tells.

The torn file is set aside under another name, not a byte of it changed. Of its journal those rows
are done again that follow on the copy seal by seal: they are proven to be what was written.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from kiosk.domain import Action, JournalRow
from kiosk.language import Refusal, Sentence
from kiosk.services.attendance_figures import event_zone
from kiosk.services.database import (
    PASSPHRASE_NEEDED,
    WRONG_PASSPHRASE,
    EventStore,
    JournalEnd,
    Passphrase,
    StoredPin,
    disk_refusals,
    is_protected,
    seems_encrypted,
)
from kiosk.services.evidence import own_by_journal
from kiosk.services.organizer import mark_of
from kiosk.services.safekeeping.copies import Copy, check_whole, copies_in, copies_of, opened
from kiosk.services.safekeeping.lasting import (
    Guard,
    Witness,
    lasting_pin,
    purges_told,
    torn_witness,
    witness_of,
)
from kiosk.services.safekeeping.purge_memory import remembered, to_purge_again
from kiosk.services.sealing import digest_of, seal_of
from kiosk.services.whole_files import make_for_this_user, unfinished_beside

NO_GOOD_COPY = Sentence(
    en="No good copy of “{file}” was found. Put in the stick that has one and try again, or name a"
    " copy.",
    km="រកមិនឃើញច្បាប់ចម្លងល្អនៃ «{file}» ទេ។ សូមដោត USB ដែលមានច្បាប់ចម្លង រួចព្យាយាមម្តងទៀត ឬបញ្ជាក់ច្បាប់ចម្លង។",
)
_LOGS = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be brought back: a good copy, the title of its event, and the rows of the torn
    file that follow on it. ``made_at`` is when the copy was made, in the event's own time zone.
    ``torn`` is how many rows could be read of it at all, ``unproven`` how many of these come
    after a gap, so that nothing proves them. ``pin`` is the organizer's that the event will have,
    ``guard`` how that is known. ``purged`` people of the copy were purged since, and are again."""

    copy: Copy
    title: Sentence
    made_at: datetime
    following: tuple[JournalRow, ...]
    torn: int
    unproven: int
    guard: Guard
    pin: StoredPin | None = field(repr=False)
    purged: frozenset[UUID]

    def deeds(self) -> Counter[Action]:
        """What the rows that follow tell, counted."""
        return Counter(row.action for row in self.following)


@dataclass(frozen=True, slots=True)
class Restored:
    """Where the torn file lies now, if there was one, and what was brought back."""

    offer: Offer
    set_aside: Path | None


def best_offer(
    event: Path,
    places: Iterable[Path],
    named: Path | None = None,
    passphrase: Passphrase | None = None,
) -> Offer:
    """What can be brought back of the event at ``event``, which is left as it is; may run on
    another thread. ``named`` is a copy to take in any case; ``passphrase`` opens what is encrypted.

    Raises:
        Refusal: there is no good copy.
    """
    places = list(places)
    torn = torn_witness(event, places, passphrase)
    rows = torn.rows
    if named is None:
        copy = _newest_good(event, torn.event, places, passphrase)
    else:
        copy = _as_copy(named, passphrase)
    with opened(copy.path, passphrase) as store:
        end, facts = store.journal_end(), store.event()
        following = _following(rows, end)
        event_id = store.event_id().hex[-8:]
        newer = _newer(copy, places, event_id, passphrase)
        pin, guard = lasting_pin(store, event_id, following, [torn, *newer])
        purges = remembered(store.event_id())
        purges |= purges_told([torn, *newer], event_id)
        purged = frozenset(person.id for person in to_purge_again(store, purges, following))
    unproven = sum(row.number > copy.rows + len(following) for row in rows)
    title = Sentence(en=facts.title_en or facts.title_km, km=facts.title_km or facts.title_en)
    made_at = copy.made_at.astimezone(event_zone(facts))
    return Offer(copy, title, made_at, tuple(following), len(rows), unproven, guard, pin, purged)


def _newer(
    copy: Copy, places: Iterable[Path], event_id: str, passphrase: Passphrase | None
) -> list[Witness]:
    """What the newest copy within reach tells, where that is not ``copy``."""
    found = max(copies_of(places, event_id), key=lambda each: each.rows, default=copy)
    return [witness_of(found.path, passphrase)] if found.rows > copy.rows else []


def restore(
    event: Path,
    offer: Offer,
    *,
    desk: str,
    at: datetime,
    passphrase: Passphrase | None = None,
    role: str = "",
) -> Restored:
    """Put ``offer`` in the place of the event at ``event``, which no one has open.

    Raises:
        Refusal: the folder cannot be written; then everything is as it was.
    """
    unfinished = unfinished_beside(event, event.name)
    with disk_refusals(event):
        try:
            make_for_this_user(unfinished)
            shutil.copyfile(offer.copy.path, unfinished)
            with suppress(FileNotFoundError):
                shutil.copymode(event, unfinished)
            _bring_up(unfinished, offer, passphrase, desk=desk, at=at, role=role)
            set_aside = _set_aside(event, at)
            os.replace(unfinished, event)
        finally:
            for ending in ("", *_LOGS):
                unfinished.with_name(unfinished.name + ending).unlink(missing_ok=True)
    return Restored(offer, set_aside)


def _bring_up(
    path: Path, offer: Offer, passphrase: Passphrase | None, *, desk: str, at: datetime, role: str
) -> None:
    told = {"copy_rows": offer.copy.rows, "following": len(offer.following), **_told_of(offer.pin)}
    with closing(EventStore.open(path, passphrase)) as store:
        store.play(offer.following)
        now, noted = store.recorded()[3], own_by_journal(store.journal())
        purged = [person for person in store.unpurged() if person.id in offer.purged]
        with store.writing(desk=desk, at=at, role=role) as change:
            change.set_pin(offer.pin)
            change.note(Action.RESTORED, after=told)
            for key in sorted(key for key in {*now, *noted} if now.get(key) != noted.get(key)):
                # The journal holds no pictures: it tells which there is again from here on.
                was, again = {key: noted.get(key)}, {key: now.get(key)}
                change.note(Action.EVENT_CHANGED, before=was, after=again)
            change.purge_people(purged)
        if purged or offer.deeds()[Action.PERSON_PURGED]:
            store.compact()


def _told_of(pin: StoredPin | None) -> dict[str, Any]:
    return (
        {"mark": None} if pin is None else {"mark": mark_of(pin.digest), "minutes": pin.lock_after}
    )


def _set_aside(event: Path, at: datetime) -> Path | None:
    """Give the file and its logs another name."""
    if not event.exists():
        return None
    aside = event.with_name(f"{event.stem}.damaged-{at.astimezone(UTC):%Y%m%dT%H%M%S}.kiosk")
    for ending in ("", *_LOGS):
        with suppress(FileNotFoundError):
            event.with_name(event.name + ending).rename(aside.with_name(aside.name + ending))
    return aside


def _newest_good(
    event: Path, event_id: str, places: Iterable[Path], passphrase: Passphrase | None
) -> Copy:
    """Of the event under any name that it had; where the torn file does not tell which event it
    is, the newest by time of any event that had its name."""
    if event_id:
        found = copies_of(places, event_id)
    else:
        found = [copy for place in places for copy in copies_in(place, event.stem)]
    found.sort(key=lambda copy: (copy.rows if event_id else 0, copy.made_at), reverse=True)
    locked = None
    protected = False
    with suppress(OSError):
        protected = is_protected(event) or seems_encrypted(event)
    for copy in found:
        if protected and not is_protected(copy.path):
            continue  # what is protected never comes back without protection by itself
        try:
            check_whole(copy.path, passphrase)
        except Refusal as refusal:
            if refusal.told.sentence in (PASSPHRASE_NEEDED, WRONG_PASSPHRASE):
                locked = refusal
        else:
            return copy
    raise locked or Refusal(NO_GOOD_COPY, file=event.name)


def _as_copy(path: Path, passphrase: Passphrase | None) -> Copy:
    check_whole(path, passphrase)
    made_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return Copy(path, _end_of(path, passphrase).rows, made_at)


def _end_of(path: Path, passphrase: Passphrase | None) -> JournalEnd:
    with opened(path, passphrase) as store:
        return store.journal_end()


def _following(rows: Sequence[JournalRow], end: JournalEnd) -> list[JournalRow]:
    """The rows that follow on ``end`` without a gap, each proven by its seal."""
    number, seal = end.rows, end.seal
    following = []
    for row in rows:
        if row.number <= end.rows:
            continue
        purged = not row.salt and not row.before and not row.after
        whole = purged or digest_of(row.salt, row.before, row.after) == row.digest
        if row.number != number + 1 or seal_of(seal, row) != row.seal or not whole:
            break
        following.append(row)
        number, seal = row.number, row.seal
    return following
