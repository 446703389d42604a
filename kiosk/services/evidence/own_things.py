"""The organizer's own badge designs and pictures, held against the journal: the logo and the
signature lines on every badge are evidence too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kiosk.domain import Action, JournalRow
from kiosk.language import Sentence, Told
from kiosk.services.database import DESIGN, PICTURE

DESIGN_DIFFERS = Sentence(
    en="The badge design “{name}” is not what it is by the journal.",
    km="គំរូផ្លាកឈ្មោះ «{name}» មិនដូចក្នុងកំណត់ហេតុទេ។",
)
PICTURE_DIFFERS = Sentence(
    en="The picture “{name}” is not what it is by the journal.",
    km="រូបភាព «{name}» មិនដូចក្នុងកំណត់ហេតុទេ។",
)


def own_by_journal(rows: Iterable[JournalRow]) -> dict[str, Any]:
    """What ``rows``, oldest first, tell of designs and pictures in the end, those that are gone
    left out; named as in the journal."""
    told: dict[str, Any] = {}
    for row in rows:
        if row.action is Action.EVENT_CHANGED:
            own = {k: v for k, v in row.after.items() if k.startswith((DESIGN, PICTURE))}
            told |= own
    return {key: value for key, value in told.items() if value is not None}


def own_differences(now: Mapping[str, Any], rows: Iterable[JournalRow]) -> Iterator[Told]:
    """Where the tables hold another design or picture than the journal, one more, or one less."""
    noted = own_by_journal(rows)
    for key in sorted({*now, *noted}):
        if now.get(key) != noted.get(key):
            sentence, prefix = DESIGN_DIFFERS, DESIGN
            if key.startswith(PICTURE):
                sentence, prefix = PICTURE_DIFFERS, PICTURE
            yield Told.of(sentence, name=key.removeprefix(prefix))
