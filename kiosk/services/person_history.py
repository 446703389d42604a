"""What happened to one person, in words: from the journal, for the card and the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain import ORGANIZER, Action, Event, JournalRow
from kiosk.language import Sentence, Told
from kiosk.services.field_words import FIELD_WORDS, value_words

PRIVATE = frozenset({"phone", "email", "disability", "age_band", "note"})
"""Fields that are named in the history but whose values strangers must not read."""

ADDED = Sentence(en="put on the event", km="បានដាក់ចូលក្នុងព្រឹត្តិការណ៍")
WALKED_IN = Sentence(en="added at the desk", km="បានបន្ថែមនៅតុចុះឈ្មោះ")
REMOVED = Sentence(en="taken off the event", km="បានដកចេញពីព្រឹត្តិការណ៍")
ARRIVED = Sentence(en="arrived", km="បានមកដល់")
NOT_HERE = Sentence(en="not here after all", km="បានដកការមកដល់វិញ")
SEEN = Sentence(en="disability was shown", km="បានបង្ហាញព័ត៌មានពិការភាព")
PURGED = Sentence(en="what was known was purged", km="បានលុបទិន្នន័យផ្ទាល់ខ្លួន")
CORRECTED = Sentence(en="corrected; how was purged", km="បានកែ ហើយខ្លឹមសារត្រូវបានលុប")
UNDONE = Sentence(en="undone: {deed}", km="ត្រឡប់វិញ៖ {deed}")
SET = Sentence(en="{field}: {after}", km="{field}៖ {after}")
SET_ANEW = Sentence(en="{field}: {before} → {after}", km="{field}៖ {before} → {after}")
EMPTIED = Sentence(en="{field}: {before} → nothing", km="{field}៖ {before} → ទទេ")
CHANGED = Sentence(en="{field} changed", km="បានប្តូរ{field}")

_PLAIN = {
    Action.PERSON_REMOVED: REMOVED,
    Action.ARRIVED: ARRIVED,
    Action.ARRIVAL_UNDONE: NOT_HERE,
    Action.PERSON_PURGED: PURGED,
    Action.PRIVATE_SHOWN: SEEN,
}
_UNDOES = {
    Action.PERSON_ADDED: REMOVED,
    Action.PERSON_REMOVED: ADDED,
    Action.ARRIVED: NOT_HERE,
    Action.ARRIVAL_UNDONE: ARRIVED,
}


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was done to a person: when (UTC), at which desk, and what in words;
    ``by_organizer`` where the organizer's PIN allowed it."""

    at: datetime
    desk: str
    what: tuple[Told, ...]
    by_organizer: bool = False


def deeds(
    rows: Sequence[JournalRow], event: Event, *, private: bool = True, disability: bool = True
) -> list[Deed]:
    """What the journal ``rows`` of one person say, oldest first. Without ``private`` the values
    of :data:`PRIVATE` fields are left out, without ``disability`` that one's."""
    hidden = (frozenset() if private else PRIVATE) | (
        frozenset() if disability else frozenset({"disability"})
    )
    return [
        Deed(row.at, row.desk, tuple(_what(row, event, hidden)), row.role == ORGANIZER)
        for row in rows
    ]


def _what(row: JournalRow, event: Event, hidden: frozenset[str]) -> Iterator[Told]:
    if row.action is Action.PERSON_CHANGED:
        told = list(changes(row, event, hidden).values()) or [Told.of(CORRECTED)]
        yield from (Told.of(UNDONE, deed=each) for each in told) if row.undoes else told
    elif row.undoes is not None:
        yield Told.of(UNDONE, deed=_UNDOES[row.action])
    elif row.action is Action.PERSON_ADDED:
        yield Told.of(WALKED_IN if row.after.get("walk_in") else ADDED)
    else:
        yield Told.of(_PLAIN[row.action])


def changes(row: JournalRow, event: Event, hidden: frozenset[str] = PRIVATE) -> Mapping[str, Told]:
    """What a correction changed, field by field, from what to what; of ``hidden`` fields only that
    they changed. An undoing sets back what was: told as the change that it takes back."""
    before, after = (row.after, row.before) if row.undoes else (row.before, row.after)
    return {
        name: _change(name, before.get(name), after[name], event, hidden)
        for name in FIELD_WORDS
        if name in after
    }


def _change(name: str, before: object, after: object, event: Event, hidden: frozenset[str]) -> Told:
    facts = {"before": before, "after": after}
    words = {k: value_words(name, v, event) for k, v in facts.items() if v}
    if name in hidden or words.get("before") == words.get("after"):  # drawn anew
        return Told.of(CHANGED, field=FIELD_WORDS[name])
    return Told.of(_SENTENCES[frozenset(words)], field=FIELD_WORDS[name], **words)


_SENTENCES = {
    frozenset({"after"}): SET,
    frozenset({"before"}): EMPTIED,
    frozenset({"before", "after"}): SET_ANEW,
}
