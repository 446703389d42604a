"""Undo is total: any row of the journal is taken back, also by another desk after a restart."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from kiosk.cli import main
from kiosk.domain import Action, Event, Grant, Group, Person, PersonDetails
from kiosk.language import Language, Refusal
from kiosk.services.database import StoredPicture
from kiosk.services.desk import Desk
from kiosk.services.event_values import values_of
from kiosk.services.evidence import verify
from kiosk.services.fact_names import facts_in_words
from tests.conftest import Clock


@pytest.fixture
def later(full_desk: Desk, clock: Clock) -> Iterator[Desk]:
    """Another desk, opened anew, some time after."""
    clock.move_on(3600)
    with closing(Desk.open(full_desk.store.path, name="Desk 2", clock=clock)) as desk:
        yield desk


def last(desk: Desk) -> int:
    return desk.store.journal_length()


def stand(desk: Desk) -> tuple[Event, dict[str, Person]]:
    return desk.store.event(), {p.code: p for p in desk.store.people()}


def named(desk: Desk) -> list[Person]:
    return [p for p in desk.people() if p.named and p.arrived_at is None]


@pytest.mark.parametrize(
    "deed",
    [
        lambda desk: desk.check_in(named(desk)[0].id),
        lambda desk: desk.change(named(desk)[0].id, phone="012 345 678"),
        lambda desk: desk.remove(named(desk)[0].id),
        lambda desk: desk.add(PersonDetails(name_latin="New One", category="cbo")),
        lambda desk: desk.change_event(dataclasses.replace(desk.event, grant=Grant(donor="EU"))),
        lambda desk: desk.change_event(dataclasses.replace(desk.event, agenda=())),
        lambda desk: desk.change_event(dataclasses.replace(desk.event, riel_rate=4000)),
    ],
    ids=["arrival", "correction", "removal", "new", "donor", "agenda", "riel"],
)
def test_a_row_is_taken_back_and_that_again_by_another_desk(
    full_desk: Desk, later: Desk, deed: object
) -> None:
    assert callable(deed)
    before = stand(full_desk)
    deed(full_desk)
    row, after = last(full_desk), stand(full_desk)
    later.take_back(row)
    assert stand(later) == before
    assert later.store.journal()[-1].undoes == later.store.journal(after=row - 1)[0].id
    with pytest.raises(Refusal, match=f"by row {row + 1}. To do it again"):
        later.take_back(row)
    later.take_back(row + 1)
    assert stand(later) == after
    assert verify(later.store).holds


def test_a_whole_list_goes_by_its_row(full_desk: Desk, later: Desk) -> None:
    row = next(r for r in full_desk.store.journal() if r.action is Action.LIST_TAKEN)
    back = later.take_back(row.number)
    assert len(back.people) == 79
    assert later.people() == ()
    assert verify(later.store).holds
    with pytest.raises(Refusal, match="was taken back already"):
        later.take_back(row.number)


def test_one_of_a_list_goes_alone(full_desk: Desk, later: Desk) -> None:
    row = next(r for r in full_desk.store.journal() if r.action is Action.PERSON_ADDED)
    later.take_back(row.number)
    assert len(later.people()) == 78
    assert verify(later.store).holds


def test_what_stands_on_a_row_is_never_taken_with_it(full_desk: Desk, later: Desk) -> None:
    person = named(full_desk)[0]
    row = next(r for r in full_desk.store.journal() if r.person_id == person.id)
    full_desk.check_in(person.id)
    before = stand(full_desk)
    with pytest.raises(Refusal, match="has arrived at “Desk 1”"):
        later.take_back(row.number)
    full_desk.change_event(dataclasses.replace(full_desk.event, venue_en="One"))
    first = last(full_desk)
    full_desk.change_event(dataclasses.replace(full_desk.event, venue_en="Two"))
    with pytest.raises(Refusal, match="the venue in English") as refused:
        later.take_back(first)
    assert "ទីកន្លែងជាភាសាអង់គ្លេស" in refused.value.text(Language.KHMER)
    assert stand(full_desk) == (full_desk.event, before[1])


def test_a_group_in_which_someone_sits_is_not_taken_back(full_desk: Desk, later: Desk) -> None:
    groups = (*full_desk.event.groups, Group(number=9, en="Nine"))
    full_desk.change_event(dataclasses.replace(full_desk.event, groups=groups))
    row = last(full_desk)
    full_desk.change(named(full_desk)[0].id, group=9)
    with pytest.raises(Refusal, match="“9” cannot go"):
        later.take_back(row)


def test_allowances_and_facts_of_an_older_row_are_taken_back(full_desk: Desk, later: Desk) -> None:
    first, *others = full_desk.event.categories
    priced = (dataclasses.replace(first, transport=Decimal("5.50")), *others)
    before = stand(full_desk)
    full_desk.change_event(dataclasses.replace(full_desk.event, categories=priced))
    later.take_back(last(full_desk))
    assert stand(later) == before


def test_a_design_and_a_first_picture_are_taken_back(
    full_desk: Desk, later: Desk, clock: Clock
) -> None:
    store = full_desk.store
    with store.writing(desk="Desk 1", at=clock()) as change:
        change.set_design("own", "toml = 1")
        change.set_picture("logo", StoredPicture("image/png", b"1"))
        change.set_picture("logo", StoredPicture("image/png", b"2"))
    rows = last(full_desk)
    with pytest.raises(Refusal, match="the logo"):
        later.take_back(rows - 1)
    later.take_back(rows)
    assert store.picture("logo") == StoredPicture("image/png", b"1")
    later.take_back(last(later))
    assert store.picture("logo") == StoredPicture("image/png", b"2")
    later.take_back(rows - 2)
    assert store.designs() == {}
    later.take_back(last(later))
    assert store.designs() == {"own": "toml = 1"}
    with store.writing(desk="Desk 1", at=clock()) as change:
        change.set_picture("other", StoredPicture("image/png", b"3"))
    later.take_back(last(later))
    assert store.picture("other") is None


def test_the_beginning_and_a_row_that_is_not_there_are_refused(later: Desk) -> None:
    with pytest.raises(Refusal, match="how this file came to be"):
        later.take_back(1)
    with pytest.raises(Refusal, match="has no row 9999"):
        later.take_back(9999)


def test_the_commands_show_the_journal_and_take_back(
    full_desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    path, person = str(full_desk.store.path), named(full_desk)[0]
    full_desk.check_in(person.id)
    full_desk.change(named(full_desk)[0].id, phone="012 345 678")
    full_desk.change_event(dataclasses.replace(full_desk.event, venue_en="One"))
    end = last(full_desk)
    full_desk.close()
    assert main(["undo", path, "--row", str(end)]) == 0
    assert f"Row {end} was taken back, by row {end + 1}" in capsys.readouterr().out
    assert main(["journal", path, "--last", "4"]) == 0
    said = capsys.readouterr().out
    assert f"(taken back by row {end + 1})" in said
    assert "012" not in said, "what is private is not told in the list"
    for language in ("en", "km"):
        assert main(["journal", path, "--json", "--lang", language]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(rows) == 2 * (end + 1)
    assert main(["journal", path, "--person", person.code]) == 0
    assert "arrived" in capsys.readouterr().out
    assert main(["check-in", path, named_code(path), "--no-badge"]) == 0
    assert main(["undo", path, "--json"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["action"] == "arrived"
    assert main(["undo", path]) == 1
    assert "nothing to undo" in capsys.readouterr().err


def named_code(path: str) -> str:
    with closing(Desk.open(Path(path), name="x")) as desk:
        return named(desk)[0].code


def test_what_is_taken_back_of_the_events_facts_is_called_by_its_name(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(desk.store.path)
    assert main(["purge", path, "--keep-until", "2028-12-31"]) == 0
    assert main(["journal", path, "--last", "1"]) == 0
    assert "facts of the event changed: how long names are kept" in capsys.readouterr().out
    assert main(["undo", path]) == 0
    said = capsys.readouterr().out
    assert said == "Taken back: facts of the event changed: how long names are kept.\n"
    assert main(["journal", path, "--lang", "km"]) == 0
    assert "purge_after" not in capsys.readouterr().out


def test_every_fact_that_the_journal_may_name_has_words(event: Event) -> None:
    for fact in values_of(event):
        assert facts_in_words([fact]).km != fact, fact
