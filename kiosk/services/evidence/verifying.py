"""The whole check of an event file: the chain, and the tables against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from kiosk.domain import Action, JournalRow
from kiosk.language import Sentence, Told
from kiosk.services.database import EventStore, StoredPin
from kiosk.services.evidence.chain import Chain, check_chain
from kiosk.services.evidence.own_things import own_differences
from kiosk.services.evidence.replay import differences
from kiosk.services.organizer import TELLING_OF_THE_PIN, mark_of

NONSENSE = Sentence(
    en="The journal says what this program never writes: another program wrote it.",
    km="កំណត់ហេតុមានខ្លឹមសារដែលកម្មវិធីនេះមិនដែលសរសេរ៖ កម្មវិធីផ្សេងបានសរសេរវា។",
)
ANOTHER_PIN = Sentence(
    en="The organizer's PIN in the file is not the one that the journal tells of: it was set,"
    " changed or taken off behind the program's back.",
    km="លេខសម្ងាត់អ្នករៀបចំក្នុងឯកសារ មិនមែនជាលេខដែលកំណត់ហេតុកត់ត្រាទេ៖ វាត្រូវបានកំណត់ ប្តូរ ឬដកចេញ"
    " ដោយមិនឆ្លងកាត់កម្មវិធី។",
)
PIN_BY_HAND = Sentence(
    en="After how long the desk locks, or how many wrong PINs were typed, is not what the journal"
    " tells: it was changed by hand.",
    km="រយៈពេលមុនតុចាក់សោ ឬចំនួនលេខសម្ងាត់ខុស មិនដូចក្នុងកំណត់ហេតុទេ៖ វាត្រូវបានកែដោយដៃ។",
)
ANOTHER_ID = Sentence(
    en="The id of the event is not the one that the journal begins with: it was changed by hand.",
    km="លេខសម្គាល់ព្រឹត្តិការណ៍មិនមែនជាលេខដែលកំណត់ហេតុចាប់ផ្តើមជាមួយទេ៖ វាត្រូវបានកែដោយដៃ។",
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check showed. ``adds_up`` is whether the journal tells anything that can be held
    against other things."""

    chain: Chain
    faults: tuple[Told, ...]
    adds_up: bool = True

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.faults


def verify(store: EventStore) -> Verdict:
    """Check the event of ``store``."""
    recorded, rows, event, own = store.recorded()
    chain = check_chain(rows)
    if chain.fault is not None:  # what a forged journal adds up to tells nothing
        return Verdict(chain, (chain.fault,), adds_up=False)
    try:
        faults = differences(recorded, rows, event, chain.sealed_later)
        faults += own_differences(own, rows)
        faults += _pin_differs(rows, store.pin())
        faults += _id_differs(rows, store.event_id())
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return Verdict(chain, (Told.of(NONSENSE),), adds_up=False)
    return Verdict(chain, tuple(faults))


def _pin_differs(rows: Sequence[JournalRow], pin: StoredPin | None) -> Iterator[Told]:
    """By the newest row that tells of the PIN; a restoring by an older program, after which the
    PIN was the copy's, tells nothing."""
    newest = next((row for row in reversed(rows) if row.action in TELLING_OF_THE_PIN), None)
    if newest is not None and newest.action is Action.RESTORED and "mark" not in newest.after:
        return
    noted = newest.after.get("mark") if newest is not None else None
    if noted != (None if pin is None else mark_of(pin.digest)):
        yield Told.of(ANOTHER_PIN)
    elif pin is not None and newest is not None:
        minutes = newest.after.get("minutes", pin.lock_after)
        if minutes != pin.lock_after or pin.wrong < _wrong_in_a_row(rows):
            yield Told.of(PIN_BY_HAND)


def _wrong_in_a_row(rows: Sequence[JournalRow]) -> int:
    """How many wrong PINs were typed since a right one or another PIN, at least."""
    telling = (*TELLING_OF_THE_PIN, Action.UNLOCKED, Action.PIN_WRONG)
    newest = next((row for row in reversed(rows) if row.action in telling), None)
    counts = newest is not None and newest.action is Action.PIN_WRONG
    return int(newest.after.get("wrong", 0)) if newest is not None and counts else 0


def _id_differs(rows: Sequence[JournalRow], event_id: UUID) -> Iterator[Told]:
    """Events that older programs made do not tell their id."""
    noted = rows[0].after.get("id") if rows else None
    if noted is not None and noted != event_id.hex:
        yield Told.of(ANOTHER_ID)
