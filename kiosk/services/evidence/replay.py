"""What the journal adds up to, and where the tables say otherwise: so a change that was made
behind the journal's back is found."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from kiosk.domain import DETAIL_FIELDS, Action, Event, JournalRow, PersonDetails
from kiosk.language import Sentence, Told
from kiosk.services.database import Recorded
from kiosk.services.event_values import event_of
from kiosk.services.field_words import FIELD_WORDS, value_words
from kiosk.services.people import canonical_names

NOT_IN_JOURNAL = Sentence(
    en="{who} is in the event, and the journal tells nothing of them.",
    km="{who} មានក្នុងព្រឹត្តិការណ៍ តែកំណត់ហេតុមិនបានកត់ត្រាទេ។",
)
NOT_IN_EVENT = Sentence(
    en="{who} came onto the event by the journal, and is not in it.",
    km="{who} មានក្នុងកំណត់ហេតុ តែគ្មានក្នុងព្រឹត្តិការណ៍ទេ។",
)
DIFFERS = Sentence(
    en="{who}: {field} is “{now}”; by the journal it is “{noted}”.",
    km="{who}៖ {field} គឺ «{now}» តែតាមកំណត់ហេតុគឺ «{noted}»។",
)
DIFFERS_PRIVATELY = Sentence(
    en="{who}: {field} is not what it is by the journal.",
    km="{who}៖ {field} មិនដូចក្នុងកំណត់ហេតុទេ។",
)
EVENT_DIFFERS = Sentence(
    en="Facts of the event are not what they are by the journal: {fields}.",
    km="ព័ត៌មានរបស់ព្រឹត្តិការណ៍មិនដូចក្នុងកំណត់ហេតុទេ៖ {fields}។",
)
_WORDS: Mapping[str, Sentence] = {
    **FIELD_WORDS,
    "name_km_canonical": Sentence(en="The Khmer name as printed", km="ឈ្មោះខ្មែរដែលបោះពុម្ព"),
    "name_latin_canonical": Sentence(en="The Latin name as printed", km="ឈ្មោះឡាតាំងដែលបោះពុម្ព"),
    "code": Sentence(en="The code", km="កូដ"),
    "arrived_at": Sentence(en="The arrival", km="ការមកដល់"),
    "removed": Sentence(en="Taken off the event", km="ត្រូវបានដកចេញ"),
}
_PRIVATE = ("age_band", "disability", "phone", "email", "note", "signature")
"""Of these it is said that they differ, not how."""

_NAMES = ("name_km", "name_latin")
_UNSAID = PersonDetails(category="")
_BLANK: Mapping[str, Any] = {
    **{name: getattr(_UNSAID, name) for name in DETAIL_FIELDS},
    "name_km_canonical": "",
    "name_latin_canonical": "",
    "code": "",
    "arrived_at": None,
    "removed": False,
}

State = dict[str, Any]
"""Someone by the journal: every detail, code, printed names, arrival, and whether removed."""


def people_by_journal(rows: Iterable[JournalRow], sealed_later: int = 0) -> dict[UUID, State]:
    """Everyone whom ``rows``, oldest first, tell of, as they were after the last of them.

    Rows up to ``sealed_later`` are of programs that did not note how names are printed.
    """
    people: dict[UUID, State] = {}
    for row in rows:
        if row.person_id is not None:
            state = people.setdefault(row.person_id, dict(_BLANK))
            _apply(state, row, printed_is_noted=row.number > sealed_later)
    return people


def event_by_journal(rows: Iterable[JournalRow]) -> Event | None:
    """The event whose facts ``rows``, oldest first, add up to."""
    values: dict[str, Any] = {}
    for row in rows:
        if row.action in (Action.EVENT_CREATED, Action.EVENT_CHANGED):
            values |= row.after
    return event_of(values) if values else None


def differences(
    recorded: Sequence[Recorded], rows: Sequence[JournalRow], event: Event, sealed_later: int
) -> list[Told]:
    """Where the tables say something else than the journal, in words."""
    by_journal = people_by_journal(rows, sealed_later)
    told = list(_event_differences(event, event_by_journal(rows)))
    for each in recorded:
        noted = by_journal.pop(each.person.id, None)
        if noted is None:
            told.append(Told.of(NOT_IN_JOURNAL, who=_who(_state_of(each))))
        else:
            told.extend(_person_differences(_state_of(each), noted, event))
    told.extend(Told.of(NOT_IN_EVENT, who=_who(state)) for state in by_journal.values())
    return told


def _apply(state: State, row: JournalRow, *, printed_is_noted: bool) -> None:
    said = row.after
    match row.action:
        case Action.PERSON_ADDED:
            state.update(_BLANK if row.salt else {})
            state.update(said, removed=False)
            _print_names(state, said, printed_is_noted=printed_is_noted)
        case Action.PERSON_CHANGED:
            state.update(said)
        case Action.PERSON_REMOVED:
            state["removed"] = True
        case Action.ARRIVED:
            state["arrived_at"] = datetime.fromisoformat(said["arrived_at"])
        case Action.ARRIVAL_UNDONE:
            state["arrived_at"] = None
        case Action.PERSON_PURGED:
            lasting = {name: state[name] for name in ("arrived_at", "removed")}
            state.update({**_BLANK, **lasting, **said})


def _print_names(state: State, said: Mapping[str, Any], *, printed_is_noted: bool) -> None:
    """The printed names: as noted; else as typed, or for old rows as they follow from it."""
    typed = {f"{name}_canonical": state[name] for name in _NAMES}
    if not printed_is_noted:
        names = {name: state[name] for name in _NAMES}
        typed = canonical_names(PersonDetails(category="", **names))
    state.update({name: said.get(name, value) for name, value in typed.items()})


def _state_of(recorded: Recorded) -> State:
    values = {name: getattr(recorded.person, name) for name in _BLANK if name != "removed"}
    return {**values, "removed": recorded.removed}


def _person_differences(now: State, noted: State, event: Event) -> Iterator[Told]:
    for name in _BLANK:
        if now[name] == noted[name]:
            continue
        if name in _PRIVATE:
            yield Told.of(DIFFERS_PRIVATELY, who=_who(now), field=_WORDS[name])
        else:
            said = [value_words(name, state[name], event) for state in (now, noted)]
            yield Told.of(DIFFERS, who=_who(now), field=_WORDS[name], now=said[0], noted=said[1])


def _event_differences(event: Event, noted: Event | None) -> Iterator[Told]:
    if noted is None or noted == event:
        return
    names = (field.name for field in dataclasses.fields(Event))
    differ = [name for name in names if getattr(event, name) != getattr(noted, name)]
    yield Told.of(EVENT_DIFFERS, fields=", ".join(differ))


def _who(state: State) -> str:
    names = (state[f"{name}_canonical"] or state[name] for name in _NAMES)
    others = (state["organisation_km"], state["organisation_en"])
    return f"{next(filter(None, (*names, *others)), '—')} ({state['code']})"
