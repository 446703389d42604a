"""What belongs to an event under whatever name its file had: known by what it is, never by what it
is called alone.

Files that upgrades, restorings and killed programs left are the event's where they hold its id, are
encrypted as it is, or were set aside at a moment that its journal tells of. Badges are the event's
where they are called as one of its jobs. What may be the event's and cannot be told is named, for a
person to see to.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kiosk.domain import Action, JournalRow, Person
from kiosk.services.database import EventStore, Passphrase, salt_of
from kiosk.services.safekeeping.beside import exports_beside, given_up_of
from kiosk.services.safekeeping.lasting import witness_of
from kiosk.services.whole_files import given_up

_LEFT = re.compile(
    r"(?P<stem>.+)\.(?:before-upgrade-[^.]+|damaged-(?P<at>\d{8}T\d{6}))\.kiosk"
    r"(?:-wal|-shm|-journal)?"
)
_UNFINISHED = re.compile(r"\.(?P<stem>.+)\.kiosk\.\d{1,10}-[0-9a-f]+\.new(?:-wal|-shm|-journal)?")
_LOG = re.compile(r"-(?:wal|shm|journal)$")
_BADGE = re.compile(r"\d{3,} (?P<job>badge-(?P<code>.+)-[0-9a-f]{12})(?:\.\d+)?(?: x\d+)?\.pdf")
_BADGES = " badges"
_FOLDER = "folder:"
_ELSEWHERE = ("\\\\", "//")
_WITHOUT_PEOPLE = frozenset({"empty_paper_sheet"})


@dataclass(frozen=True, slots=True)
class Found:
    """Files that are the event's, and files that may be, which are only to be named."""

    own: tuple[Path, ...]
    doubtful: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Exported:
    """What the journal tells was exported, and what carries a name that the event had: files that
    are there, files that are no longer where they were written, and how many exports were told of
    without a name."""

    there: tuple[Path, ...]
    moved: tuple[Path, ...]
    unnamed: int


def left_of(store: EventStore, places: Iterable[Path], older: Passphrase | None = None) -> Found:
    """What upgrades, restorings and killed programs left of the event of ``store``, beside it and
    where its copies lie; ``older`` is a passphrase that it had before."""
    places = list(places)
    stopped = dict.fromkeys(given_up_of(store.path, places))
    roots = [each for place in places for each in _folders(place.parent)]
    left = list(_left_in([store.path.parent, *roots]))
    judge = _Judge(store, older)
    own = dict.fromkeys(path for path in left if judge.is_own(path))
    doubtful = [path for path in left if path not in stopped and judge.may_be_own(path)]
    return Found((*(own | stopped),), tuple(doubtful))


def badges_of(store: EventStore, people: Sequence[Person], folder: Path) -> Found:
    """Badges of ``people`` as files: in ``folder``, where they go now, in the folders beside the
    event under names that it had, and where its jobs say that they went."""
    ids = {person.id for person in people}
    jobs = [job for job in store.badge_jobs(_never).all() if job.person_id in ids]
    names, codes = {job.job_name for job in jobs}, {person.code for person in people}
    beside = (each for each in _folders(store.path.parent) if each.name.endswith(_BADGES))
    sent = (Path(job.printer.removeprefix(_FOLDER)) for job in jobs if _is_near(job.printer))
    own, doubtful = [], []
    for place in dict.fromkeys([folder, *beside, *sent]):
        for path in _files(place):
            match = _BADGE.fullmatch(path.name)
            if match is None:
                continue
            if match["job"] in names or (place == folder and match["code"] in codes):
                own.append(path)
            elif match["code"] in codes:
                doubtful.append(path)
    return Found(tuple(own), tuple(doubtful))


def exports_of(store: EventStore, known: Iterable[Path]) -> Exported:
    """The exports of the event that the journal tells of, and files beside it that carry its name
    or one that it had, as ``known`` files of it tell."""
    stems = [store.path.stem, *filter(None, map(_earlier_stem, known))]
    named = [path for stem in dict.fromkeys(stems) for path in _beside(store.path, stem)]
    told, unnamed = _told(store.telling([Action.EXPORTED]))
    there = [path for path in told if _is_there(path)]
    moved = [path for path in told if path not in there]
    return Exported(tuple(dict.fromkeys([*named, *there])), tuple(moved), unnamed)


def forget_empty(folders: Iterable[Path]) -> None:
    """Take away folders of badges that are empty now."""
    for folder in folders:
        if folder.name.endswith(_BADGES):
            with suppress(OSError):
                folder.rmdir()


def _left_in(folders: Iterable[Path]) -> Iterator[Path]:
    """What is called as upgrades, restorings and programs that are no more call what they leave."""
    for folder in dict.fromkeys(folders):
        yield from (path for path in _files(folder) if _LEFT.fullmatch(path.name))
        yield from (path for path in given_up(folder, _ANY) if _stem_of_left(path))


class _AnyName:
    """Contains every name."""

    def __contains__(self, name: object) -> bool:
        return True


_ANY = _AnyName()


class _Judge:
    """Tells whose file one is."""

    def __init__(self, store: EventStore, older: Passphrase | None) -> None:
        self._path, self._salt, self._id = store.path, store.salt, store.event_id().hex[-8:]
        self._passphrases = dict.fromkeys([store.passphrase, older, None])
        restored = store.telling([Action.RESTORED])
        self._set_aside = {f"{row.at.astimezone(UTC):%Y%m%dT%H%M%S}" for row in restored}
        self._ids: dict[Path, str] = {}

    def is_own(self, path: Path) -> bool:
        """Whether it is certainly this event's."""
        whole = self._whole(path)
        if (known := self._id_in(whole)) or not whole.exists():
            return known == self._id
        if self._salt and salt_of(whole) == self._salt:
            return True
        match = _LEFT.fullmatch(whole.name)
        return match is not None and match["at"] in self._set_aside

    def may_be_own(self, path: Path) -> bool:
        """Whether nothing tells whose it is, and no other event has its name."""
        other = self._path.with_name(f"{_stem_of_left(path)}.kiosk")
        taken = other.exists() and not other.samefile(self._path)
        return not taken and not self._id_in(self._whole(path)) and not self.is_own(path)

    def _whole(self, path: Path) -> Path:
        """The file whose log ``path`` is, or itself."""
        return path.with_name(_LOG.sub("", path.name))

    def _id_in(self, path: Path) -> str:
        if path not in self._ids:
            read = (witness_of(path, each).event for each in self._passphrases)
            self._ids[path] = next(filter(None, read), "")
        return self._ids[path]


def _stem_of_left(path: Path) -> str:
    match = _LEFT.fullmatch(path.name) or _UNFINISHED.fullmatch(path.name)
    return match["stem"] if match else ""


def _earlier_stem(path: Path) -> str:
    """What the event was called when ``path`` was made."""
    if path.parent.name.endswith(_BADGES):
        return path.parent.name.removesuffix(_BADGES)
    folder = path.parent.name  # copies lie in a folder of that name
    return folder if path.name.startswith(f"{folder} ") else _stem_of_left(path)


def _beside(event: Path, stem: str) -> Iterator[Path]:
    """What carries the name ``stem``, and not that of another event beside it."""
    others = [each.stem for each in event.parent.glob("*.kiosk") if each.stem != stem]
    longer = [other for other in others if other.startswith(stem)]
    for path in exports_beside(event.with_name(f"{stem}.kiosk")):
        if not any(path.name.startswith(other) for other in longer):
            yield path


def _told(rows: Iterable[JournalRow]) -> tuple[list[Path], int]:
    """The files of exports that were written, and how many have no name."""
    written: Counter[str] = Counter()
    for row in rows:
        if row.after.get("file") not in _WITHOUT_PEOPLE:
            written[str(row.after.get("path", ""))] += 1 if row.after.get("written", True) else -1
    unnamed = max(0, written.pop("", 0))
    return [Path(path) for path, times in written.items() if times > 0], unnamed


def _is_near(address: str) -> bool:
    """Whether an address is a folder that can be looked into without a network."""
    folder = address.removeprefix(_FOLDER)
    return folder != address and Path(folder).is_absolute() and not folder.startswith(_ELSEWHERE)


def _is_there(path: Path) -> bool:
    """Whether a file is there; none is looked for on a share, since the journal may be anyone's."""
    with suppress(OSError, ValueError):
        return not str(path).startswith(_ELSEWHERE) and path.is_absolute() and path.exists()
    return False


def _folders(root: Path) -> list[Path]:
    return [path for path in _listed(root) if path.is_dir()]


def _files(folder: Path) -> list[Path]:
    return [path for path in _listed(folder) if path.is_file()]


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _never() -> datetime:
    raise AssertionError("nothing is marked here")
