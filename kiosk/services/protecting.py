"""An event protected with a passphrase, given another one, or none; and what is plain elsewhere.

Only the file and what this program keeps of it are encrypted. What lies about unencrypted all the
same is named, so that someone can see to it: exports, badges as files, the lists as they came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.domain import Action
from kiosk.language import Refusal, Sentence, Told
from kiosk.services.database import (
    EventStore,
    Passphrase,
    is_protected,
    log_overwritten,
    reseal,
    salt_of,
)
from kiosk.services.safekeeping import (
    badges_of,
    copies_of,
    exports_of,
    keep_copies,
    left_of,
    wiped,
)

IS_PROTECTED = Sentence(
    en="“{file}” is protected already. To give it another passphrase, add --change.",
    km="«{file}» ត្រូវបានការពាររួចហើយ។ ដើម្បីប្តូរឃ្លាសម្ងាត់ សូមបន្ថែម --change។",
)
IS_PLAIN = Sentence(
    en="“{file}” has no passphrase. To protect it with one: kiosk protect {file}",
    km="«{file}» គ្មានឃ្លាសម្ងាត់ទេ។ ដើម្បីការពារវា៖ kiosk protect {file}",
)


@dataclass(frozen=True, slots=True)
class Resealed:
    """Which older copies and what upgrades left were overwritten and deleted, what still lies
    about that opens without the passphrase, and what kept a new copy from being made."""

    gone: tuple[Path, ...]
    plain: tuple[Path, ...]
    troubles: tuple[Told, ...]


def protect(
    path: Path,
    old: Passphrase | None,
    new: Passphrase,
    *,
    desk: str,
    at: datetime,
    places: Iterable[Path],
    badges: Path,
    role: str = "",
) -> Resealed:
    """Encrypt the event at ``path``, which no one has open, so that only ``new`` opens it; ``old``
    opened it so far. In each of ``places`` a new copy is made, and the older ones there go.

    Raises:
        Refusal: as :func:`~kiosk.services.database.reseal`; then everything is as it was.
    """
    places = list(places)
    path = path.resolve()
    _resealed(path, old, new, lambda store: _note(store, Action.PROTECTED, desk, at, role))
    with closing(EventStore.open(path, new)) as store:
        copies = [copy.path for copy in copies_of(places, store.event_id().hex[-8:])]
        kept = keep_copies(store, places, lambda: at)
        left = left_of(store, places, old)
        before = [*copies, *(each for each in left.own if salt_of(each) != store.salt)]
        wiped(before[len(copies) :])
        salt, files = store.salt, badges_of(store, store.people(), badges)
        exports = exports_of(store, [*left.own, *files.own, *copies])
    gone = [copy for copy in before if not copy.exists()]
    plain = [copy for copy in before if copy.exists() and salt_of(copy) != salt]
    doubtful = (*left.doubtful, *files.doubtful)
    named = (*exports.there, *exports.moved, *sorted(files.own), *doubtful)
    return Resealed(tuple(gone), (*plain, *named), kept.troubles)


def unprotect(
    path: Path, passphrase: Passphrase | None, *, desk: str, at: datetime, role: str = ""
) -> None:
    """Take the passphrase off the event at ``path``, which no one has open. Copies from before keep
    it; those made from now on have none.

    Raises:
        Refusal: it has none, or as :func:`~kiosk.services.database.reseal`.
    """
    if not is_protected(path):
        raise Refusal(IS_PLAIN, file=path.name)
    path = path.resolve()
    _resealed(
        path, passphrase, None, lambda store: _note(store, Action.UNPROTECTED, desk, at, role)
    )


def _resealed(
    path: Path, old: Passphrase | None, new: Passphrase | None, note: Callable[[EventStore], None]
) -> None:
    with log_overwritten(path):
        EventStore.open(path, old).close()  # whole, an event, and of the newest schema
        reseal(path, old, new, note)


def _note(store: EventStore, action: Action, desk: str, at: datetime, role: str) -> None:
    with store.writing(desk=desk, at=at, role=role) as change:
        change.note(action)
