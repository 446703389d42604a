"""Rolling copies of an event file: made beside the work, checked by opening them, bounded.

A copy is called ``EVENT 000095 20230913T080512 1a2b3c4d.kiosk``: journal rows, the time (UTC), and
which event it is, since another one may have the same name. The copies of an event are ordered by
journal rows, which no clock that jumps can turn around.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kiosk.language import Refusal, Sentence, Told
from kiosk.services.database import (
    EventStore,
    Passphrase,
    check_copy,
    disk_refusals,
    driver_errors,
    salt_of,
)
from kiosk.services.evidence import verify
from kiosk.services.organizer import guarded_since
from kiosk.services.safekeeping.beside import looking_prefix, wiped
from kiosk.services.safekeeping.places import own_place, second_places
from kiosk.services.safekeeping.purge_memory import remember_purges
from kiosk.services.whole_files import given_up, unfinished_beside

NOT_CHECKED = Sentence(
    en="The copy of “{file}” does not hold: {fault}",
    km="ច្បាប់ចម្លងនៃ «{file}» មិនត្រឹមត្រូវទេ៖ {fault}",
)
NO_COPY = Sentence(en="No copy could be kept: {reason}", km="មិនអាចរក្សាទុកច្បាប់ចម្លងបានទេ៖ {reason}")

_NAMED = re.compile(
    r"(?P<stem>.+) (?P<rows>\d{6,}) (?P<at>\d{8}T\d{6}) (?P<event>[0-9a-f]{8})\.kiosk"
)
_MOMENT = "%Y%m%dT%H%M%S"
_STEPS = (
    (timedelta(minutes=1), 8),
    (timedelta(minutes=10), 12),
    (timedelta(hours=1), 12),
    (timedelta(days=1), 14),
)
"""Of each span of time one copy is kept, for so many spans: at most 46 copies in all."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy: where it lies, how many journal rows it holds, when it was made (UTC), and the
    beginning of the event's id."""

    path: Path
    rows: int
    made_at: datetime
    event: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of a round: the copies that were made, and what kept others from being."""

    copies: tuple[Copy, ...]
    troubles: tuple[Told, ...]


def places_of(event: Path, chosen: Path | None = None) -> list[Path]:
    """The folders in which copies of the event at ``event`` are kept."""
    roots = [*([chosen] if chosen else []), own_place(), *second_places()]
    stem = event.resolve().stem
    return [root / stem for root in dict.fromkeys(roots)]


def keep_copies(store: EventStore, places: Iterable[Path], clock: Callable[[], datetime]) -> Kept:
    """A checked copy in each of ``places``, older ones thinned out; may run on another thread.

    A place that is full or gone is told of and keeps the others from nothing.
    """
    copies, troubles = [], []
    for place in places:
        try:
            copies.append(keep_copy(store, place, clock()))
        except Refusal as refusal:
            troubles.append(Told.of(NO_COPY, reason=refusal.told))
        except driver_errors() as error:
            troubles.append(Told.of(NO_COPY, reason=str(error)))
    return Kept(tuple(copies), tuple(troubles))


def keep_copy(store: EventStore, place: Path, at: datetime) -> Copy:
    """A checked copy in the folder ``place``, where it is not there already.

    Raises:
        Refusal: it cannot be written, or what was written does not hold; then it is gone again.
    """
    rows, stem, event = store.journal_length(), store.path.stem, store.event_id().hex[-8:]
    _forget_purged(store, copies_of([place], event))
    newest = next(iter(copies_in(place, stem, event)), None)
    if newest is not None and newest.rows == rows and salt_of(newest.path) == store.salt:
        _forget_open(store, copies_of([place], event))
        return newest
    with disk_refusals(place):
        place.mkdir(parents=True, exist_ok=True)
        wiped(given_up(place, (store.path.name,)))
        unfinished = unfinished_beside(place / store.path.name, store.path.name)
        try:
            store.copy_to(unfinished)
            check_copy(unfinished, store.passphrase)
            named = place / f"{stem} {rows:06d} {at.astimezone(UTC):{_MOMENT}} {event}.kiosk"
            unfinished.replace(named)
        finally:
            unfinished.unlink(missing_ok=True)
    _forget_open(store, copies_of([place], event))
    for old in to_drop(copies_in(place, stem, event)):
        with suppress(OSError):
            old.path.unlink()
    return Copy(named, rows, at, event)


def _forget_purged(store: EventStore, copies: Sequence[Copy]) -> None:
    """Copies from before a purge hold what was purged: those on a stick that was away meanwhile
    go when it is back."""
    purged = store.last_purge()
    if purged:
        remember_purges(store)
    wiped(copy.path for copy in copies if copy.rows < purged)


def _forget_open(store: EventStore, copies: Sequence[Copy]) -> None:
    """Copies from before the event was protected, or from under an earlier passphrase, are a way
    around the one it has, and those from before its PIN around that: they go once there is a
    checked one that needs them."""
    guarded = guarded_since(store)
    wiped(
        copy.path
        for copy in copies
        if copy.rows < guarded or (store.salt and salt_of(copy.path) != store.salt)
    )


def check_whole(copy: Path, passphrase: Passphrase | None = None) -> None:
    """Let the copy be read from end to end: by SQLite, and as a journal with its seals.

    Raises:
        Refusal: something is not as it was written, or the passphrase does not open it.
    """
    check_copy(copy, passphrase)
    with opened(copy, passphrase) as store:
        verdict = verify(store)
    if not verdict.holds:
        raise Refusal(NOT_CHECKED, file=copy.name, fault=verdict.faults[0])


@contextmanager
def opened(copy: Path, passphrase: Passphrase | None = None) -> Iterator[EventStore]:
    """The event in ``copy``, opened from a copy of its own: ``copy`` itself may be of an older
    version of the program or on a medium that cannot be written, and stays as it is.

    Raises:
        Refusal: it cannot be opened.
    """
    with tempfile.TemporaryDirectory(prefix=looking_prefix()) as folder, disk_refusals(copy):
        path = Path(folder) / "copy.kiosk"
        shutil.copyfile(copy, path)
        log = copy.with_name(f"{copy.name}-wal")
        if log.exists():  # of an event itself, on a medium that cannot be written
            shutil.copyfile(log, path.with_name(f"{path.name}-wal"))
        with closing(EventStore.open(path, passphrase)) as store:
            yield store


def copies_in(place: Path, stem: str | None, event: str = "") -> list[Copy]:
    """The copies in a folder of events with that name (None: any), or of one of them, the one with
    most journal rows first."""
    try:
        found = [copy for copy in _named(place, stem) if event in ("", copy.event)]
    except OSError:
        return []
    return sorted(found, key=lambda copy: (copy.rows, copy.made_at), reverse=True)


def copies_of(places: Iterable[Path], event: str) -> list[Copy]:
    """The copies of the event whose id ends in ``event``, under whatever name it had when they
    were made: in each of ``places``, and in the folders beside them."""
    return [copy for copy in copies_beside(places) if copy.event == event]


def copies_beside(places: Iterable[Path]) -> list[Copy]:
    """The copies of every event in each of ``places`` and in the folders beside them, folder by
    folder."""
    roots = dict.fromkeys(place.parent for place in places)
    folders = (folder for root in roots for folder in _folders(root))
    return [copy for folder in folders for copy in copies_in(folder, None)]


def _folders(root: Path) -> list[Path]:
    try:
        return sorted(folder for folder in root.iterdir() if folder.is_dir())
    except OSError:
        return []


def _named(place: Path, stem: str | None) -> Iterator[Copy]:
    for path in place.iterdir():
        match = _NAMED.fullmatch(path.name)
        if match is not None and stem in (None, match["stem"]):
            at = datetime.strptime(match["at"], _MOMENT).replace(tzinfo=UTC)
            yield Copy(path, int(match["rows"]), at, match["event"])


def to_drop(copies: Sequence[Copy]) -> list[Copy]:
    """Which of ``copies``, most rows first, may go. The newest always stays; then of each minute,
    ten minutes, hour and day in which copies were made the first one, for as many as there is
    room for. What time it is now does not matter."""
    kept = {copy.path for copy in copies[:1]}
    for span, most in _STEPS:
        first: dict[int, Copy] = {}
        for copy in copies:
            first[int(copy.made_at.timestamp() // span.total_seconds())] = copy
        kept |= {first[each].path for each in sorted(first, reverse=True)[:most]}
    return [copy for copy in copies if copy.path not in kept]
