"""The whole check of an event file: chain, tables against it, sheet against both."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from kiosk.domain import Action, JournalRow
from kiosk.language import Sentence, Told
from kiosk.services.attendance_figures import event_zone
from kiosk.services.database import NO_NAME, EventStore, StoredPin
from kiosk.services.evidence.chain import Chain, check_chain
from kiosk.services.evidence.own_things import own_differences
from kiosk.services.evidence.replay import State, differences, people_by_journal
from kiosk.services.organizer import TELLING_OF_THE_PIN, mark_of
from kiosk.services.workbook import SheetSays, SignedIn, holdable, read_sheet

NONSENSE = Sentence(
    en="The journal says what this program never writes: another program wrote it.",
    km="កំណត់ហេតុមានខ្លឹមសារដែលកម្មវិធីនេះមិនដែលសរសេរ៖ កម្មវិធីផ្សេងបានសរសេរវា។",
)
ROWS_TAKEN_OFF = Sentence(
    en="The sheet was made from {sheet} journal {sheet:row|rows}, and the file has only {rows}:"
    " the last {missing} {missing:is|are} gone.",
    km="តារាងត្រូវបានបង្កើតពីកំណត់ហេតុ {sheet} ជួរ តែឯកសារមានត្រឹម {rows}៖ ជួរចុងក្រោយ {missing} បាត់ហើយ។",
)
ANOTHER_HISTORY = Sentence(
    en="The seal on the sheet is not that of journal row {row} of this file: they do not come from"
    " the same journal, or it was written anew.",
    km="ត្រាលើតារាងមិនមែនជាត្រានៃជួរទី {row} ក្នុងឯកសារនេះទេ៖ វាមិនមកពីកំណត់ហេតុតែមួយ ឬកំណត់ហេតុត្រូវបានសរសេរឡើងវិញ។",
)
NO_SEAL = Sentence(
    en="The sheet carries no seal: an older program made it, or it was taken off.",
    km="តារាងនេះគ្មានត្រាទេ៖ វាត្រូវបានបង្កើតដោយកម្មវិធីជំនាន់ចាស់ ឬត្រាត្រូវបានលុបចេញ។",
)
ARRIVED_IN_FILE = Sentence(
    en="{who}: here by the journal, and not on the sheet.",
    km="{who}៖ មកដល់តាមកំណត់ហេតុ តែគ្មានលើតារាង។",
)
ARRIVED_ON_SHEET = Sentence(
    en="{who}: on the sheet, and not here by the journal.",
    km="{who}៖ មានលើតារាង តែមិនបានមកដល់តាមកំណត់ហេតុ។",
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
LINE_DIFFERS = Sentence(
    en="{code}: “{sheet}” on the sheet, “{file}” by the journal.",
    km="{code}៖ លើតារាងជា «{sheet}» តាមកំណត់ហេតុជា «{file}»។",
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check showed. ``later`` is how many journal rows came after the sheet was made,
    None where no sheet was compared."""

    chain: Chain
    faults: tuple[Told, ...]
    later: int | None = None

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.faults


def verify(store: EventStore, sheet: Path | None = None, *, password: str | None = None) -> Verdict:
    """Check the event of ``store``, and with ``sheet`` whether that workbook, which ``password``
    opens, agrees with it.

    Raises:
        Locked: ``sheet`` needs a password, or another one.
        Refusal: ``sheet`` cannot be read, or is no workbook of this program.
    """
    recorded, rows, event, own = store.recorded()
    chain = check_chain(rows)
    if chain.fault is not None:  # what a forged journal adds up to tells nothing
        return Verdict(chain, (chain.fault,))
    try:
        faults = differences(recorded, rows, event, chain.sealed_later)
        faults += own_differences(own, rows)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return Verdict(chain, (Told.of(NONSENSE),))
    faults += _pin_differs(rows, store.pin())
    faults += _id_differs(rows, store.event_id())
    if sheet is None:
        return Verdict(chain, tuple(faults))
    from kiosk.services.lists.unlocking import unlocked

    says = read_sheet(sheet, lambda content: unlocked(content, sheet.name, password))
    faults += _against_sheet(rows, says)
    states = _people_then(rows, says.journal_rows, chain.sealed_later)
    faults += _lines_differ(states, says.signed_in, event_zone(event))
    return Verdict(chain, tuple(faults), max(0, len(rows) - says.journal_rows))


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


def _against_sheet(rows: Sequence[JournalRow], says: SheetSays) -> Iterator[Told]:
    if not says.seal:
        yield Told.of(NO_SEAL)
    elif says.journal_rows > len(rows):
        missing = says.journal_rows - len(rows)
        facts = {"sheet": says.journal_rows, "rows": len(rows), "missing": missing}
        yield Told.of(ROWS_TAKEN_OFF, **facts)
    elif rows[says.journal_rows - 1].seal != says.seal:
        yield Told.of(ANOTHER_HISTORY, row=says.journal_rows)


def _lines_differ(
    states: Iterable[State], signed_in: Sequence[SignedIn], zone: ZoneInfo
) -> Iterator[Told]:
    here = {state["code"]: state for state in states if state["arrived_at"]}
    sheet = {line.code: line for line in signed_in}
    for code, line in sheet.items():
        if code not in here:
            who = f"{line.name_km or line.name_latin} ({code})"
            yield Told.of(ARRIVED_ON_SHEET, who=who)
    for code, state in here.items():
        noted = _line(state, zone)
        if code not in sheet:
            yield Told.of(ARRIVED_IN_FILE, who=f"{noted.name_km or noted.name_latin} ({code})")
        elif noted != _without_names(sheet[code], state):
            yield Told.of(LINE_DIFFERS, code=code, sheet=_words(sheet[code]), file=_words(noted))


def _people_then(rows: Sequence[JournalRow], count: int, sealed_later: int) -> list[State]:
    """Everyone as they were after ``count`` rows. Of whom was purged since, the rows of then tell
    no more who it was: code and the want of a name are as they are now."""
    then = people_by_journal(rows[:count], sealed_later)
    now = people_by_journal(rows, sealed_later)
    for person_id, state in then.items():
        if now[person_id]["name_latin"] == NO_NAME:
            state.update(code=now[person_id]["code"], name_latin=NO_NAME)
    return list(then.values())


def _line(state: State, zone: ZoneInfo) -> SignedIn:
    """The line as a sheet holds it."""
    km, latin = (holdable(state[f"{name}_canonical"]) for name in ("name_km", "name_latin"))
    time_in = state["arrived_at"].astimezone(zone).replace(tzinfo=None, microsecond=0)
    return _without_names(SignedIn(state["code"], km, latin, time_in), state)


def _without_names(line: SignedIn, state: State) -> SignedIn:
    """Of someone who was purged, a line is compared by code and time."""
    purged = state["name_latin"] == NO_NAME
    return dataclasses.replace(line, name_km="", name_latin="") if purged else line


def _words(line: SignedIn) -> str:
    time = f"{line.time_in:%H:%M:%S}" if line.time_in else "–"
    return " ".join(filter(None, (line.name_km, line.name_latin, time)))
