"""Any mornings, by hypothesis: every journal row of every verb is taken back, the last one first,
by another desk after a restart, and each state is the one that was; then that is taken back."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from kiosk.bundled import sample_file
from kiosk.domain import Action, Event, Grant, Group, PersonDetails, PhotoConsent, Signing
from kiosk.language import Refusal
from kiosk.services.database import StoredPicture
from kiosk.services.desk import Desk
from kiosk.services.event_file import read_event
from kiosk.services.evidence import verify
from tests.conftest import Clock

Deed = Callable[[Desk, int], object]


def _someone(desk: Desk, number: int, *, here: bool | None = None, named: bool = True) -> Any:
    found = [
        p
        for p in desk.people()
        if p.named is named and (here is None or (p.arrived_at is not None) is here)
    ]
    return found[number % len(found)].id if found else None


def _if_there(deed: Callable[[Desk, Any, int], object], **kind: Any) -> Deed:
    def done(desk: Desk, number: int) -> None:
        who = _someone(desk, number, **kind)
        if who is not None:
            deed(desk, who, number)

    return done


def _add(desk: Desk, number: int) -> None:
    details = PersonDetails(name_latin=f"SOK Dara {number}", category="cbo", phone="012 345 678")
    desk.add(details, arrives=number % 2 == 0)


def _design(desk: Desk, number: int) -> None:
    with desk.store.writing(desk=desk.name, at=desk.now()) as change:
        change.set_design("own", None if number % 3 == 0 else f"x = {number}")


def _picture(desk: Desk, number: int) -> None:
    new = None if number % 3 == 0 else StoredPicture("image/png", bytes([number % 5]))
    with desk.store.writing(desk=desk.name, at=desk.now()) as change:
        change.set_picture("logo", new)


def _facts(desk: Desk, number: int) -> None:
    first, *others = desk.event.categories
    groups = (*desk.event.groups, Group(number=900, en="More"))[: 1 + len(desk.event.groups)]
    changed: list[dict[str, Any]] = [
        {"venue_en": f"Hall {number}"},
        {"grant": Grant(donor=f"Donor {number}")},
        {"riel_rate": 4000 + number},
        {"agenda": desk.event.agenda[number % 2 :]},
        {"categories": (dataclasses.replace(first, en=f"First {number}"), *others)},
        {"groups": groups if desk.event.group(900) is None else desk.event.groups[:-1]},
    ]
    desk.change_event(dataclasses.replace(desk.event, **changed[number % len(changed)]))


def _list(desk: Desk, number: int) -> None:
    path = desk.store.path.with_name("list.csv")
    names = "".join(f"Keo Sreymom {number % 7} {i},cbo\n" for i in range(2))
    path.write_text(f"Name,Category\n{names}", "utf-8")
    desk.take(desk.plan_list(path, default_category="cbo"))


def _change(desk: Desk, who: Any, number: int) -> None:
    changes: list[dict[str, Any]] = [
        {"phone": f"012 345 6{number % 90 + 10}"},
        {"name_latin": f"CHAN Sophea {number}"},
        {"photo_consent": PhotoConsent.NO},
        {"note": f"note {number}", "group": None},
        {"signing": Signing.ON_SCREEN, "signature": "1,1 2,2"},
    ]
    desk.change(who, **changes[number % len(changes)])


VERBS: dict[str, Deed] = {
    "add": _add,
    "list": _list,
    "check in": _if_there(lambda d, who, _n: d.check_in(who), here=False),
    "not here": _if_there(lambda d, who, _n: d.undo_check_in(who), here=True),
    "change": _if_there(_change),
    "remove": _if_there(lambda d, who, _n: d.remove(who), here=False),
    "name a seat": _if_there(
        lambda d, who, n: d.name_seat(who, name_latin=f"Seat {n}"), named=False, here=False
    ),
    "facts": _facts,
    "design": _design,
    "picture": _picture,
    "undo": lambda desk, _number: desk.undo(),
    "redo": lambda desk, _number: desk.redo(),
}


def stand(desk: Desk) -> object:
    """All that a journal row can change."""
    people, _rows, event, own = desk.store.recorded()
    return event, {r.person.id: r.person for r in people if not r.removed}, own


def act(desk: Desk, verb: str, number: int) -> None:
    try:
        VERBS[verb](desk, number)
    except Refusal:  # nothing to undo, a group in use: then nothing was done
        return


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An event with a few people and an open seat."""
    path = tmp_path_factory.mktemp("seed") / "day.kiosk"
    event: Event = read_event(sample_file("workshop.toml"))
    with closing(Desk.create(path, event, name="Desk 1", clock=Clock())) as desk:
        for number in range(3):
            desk.add(PersonDetails(name_latin=f"CHEA Vuthy {number}", category="cbo"))
        desk.add(PersonDetails(organisation_en="NSSF", category="speaker"))
    return path


deeds = st.lists(st.tuples(st.sampled_from(sorted(VERBS)), st.integers(0, 29)), max_size=14)


@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@example(deeds=[("add", 0), ("list", 0)])
@example(deeds=[("add", 0), ("undo", 0), ("redo", 0), ("undo", 0)])
@example(deeds=[("list", 0), ("undo", 0), ("redo", 0), ("change", 4)])
@example(deeds=[("picture", 1), ("picture", 2), ("picture", 3), ("design", 1), ("design", 2)])
@given(deeds=deeds)
def test_every_row_of_any_morning_is_taken_back_and_done_again(
    seed: Path, tmp_path_factory: pytest.TempPathFactory, deeds: list[tuple[str, int]]
) -> None:
    path, clock = tmp_path_factory.mktemp("m") / "day.kiosk", Clock()
    shutil.copy(seed, path)
    stands: dict[int, object] = {}
    with closing(Desk.open(path, name="Desk 1", clock=clock)) as desk:
        begun = desk.store.journal_length()
        stands[begun] = stand(desk)
        for verb, number in deeds:
            clock.move_on(1)
            act(desk, verb, number)
            stands[desk.store.journal_length()] = stand(desk)
        rows = {row.number: row for row in desk.store.journal()}
    end = max(stands)
    taken: list[tuple[int, int, object]] = []
    with closing(Desk.open(path, name="Desk 2", clock=clock)) as later:
        for number in range(end, begun, -1):
            before, length = stand(later), later.store.journal_length()
            row = rows[number]
            if row.action is Action.LIST_TAKEN or not _by_its_list(row, rows):
                later.take_back(number)  # a list goes as a whole, by its own row
                taken.append((length, later.store.journal_length(), before))
            if number - 1 in stands:
                assert stand(later) == stands[number - 1], (deeds, row.action)
        assert verify(later.store).holds
    with closing(Desk.open(path, name="Desk 3", clock=clock)) as again:
        for length, written, before in reversed(taken):
            for row_number in range(written, length, -1):
                again.take_back(row_number)
            assert stand(again) == before
        assert verify(again.store).holds


def _by_its_list(row: Any, rows: dict[int, Any]) -> bool:
    return any(r.act == row.act and r.action is Action.LIST_TAKEN for r in rows.values())
