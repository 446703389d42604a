"""Purging: not a byte of what is known of persons is left; figures and evidence are."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from kiosk.cli import main
from kiosk.domain import Event, Person, PersonDetails, Signing
from kiosk.language import Language, Refusal
from kiosk.services.database import EventStore
from kiosk.services.desk import Desk
from kiosk.services.event_values import values_of
from kiosk.services.evidence import verify
from kiosk.services.printing import FolderPrinter
from kiosk.services.safekeeping import keep_copies, places_of
from kiosk.services.sheet_evidence import check_sheet
from kiosk.services.workbook import Audience
from tests.conftest import Clock

SIGNATURE = "123,45 167,89;200,101 222,133"
PRIVATE = (
    "name_km",
    "name_km_canonical",
    "name_latin",
    "name_latin_canonical",
    "phone",
    "email",
    "position_km",
    "position_en",
    "organisation_km",
    "organisation_en",
    "note",
    "signature",
    "signed_by",
)


@pytest.fixture
def day(full_desk: Desk, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A morning with everything that holds names: journal, badges, copies, a damaged file, a
    copy of an upgrade, a stick."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "sticks" / "BLUE" / "kiosk copies").mkdir(parents=True)
    people = [person for person in full_desk.people() if person.named]
    for person in people[:20]:
        full_desk.check_in(person.id)
    full_desk.change(people[0].id, name_km="ហេង ចន្ទថា", note="ត្រូវការ\u200bរទេះ")
    full_desk.change(
        people[1].id, signing=Signing.ON_SCREEN, signature=SIGNATURE, signed_by="KEO Sreymom"
    )
    full_desk.undo_check_in(people[2].id)
    full_desk.undo()
    full_desk.remove(people[40].id)
    full_desk.add(PersonDetails(name_latin="TEP Rumduol", phone="012 777 888", category="cbo"))
    full_desk.badge_room.outbox(FolderPrinter(full_desk.badge_room.folder())).work_off()
    keep_copies(full_desk.store, places_of(full_desk.store.path), clock)
    for name in ("day.before-upgrade-0003.kiosk", "day.damaged-20230913T010000.kiosk"):
        full_desk.store.copy_to(tmp_path / name)
    killed_in_the_middle(full_desk, tmp_path)
    return full_desk


def killed_in_the_middle(desk: Desk, folder: Path) -> None:
    """What programs leave that are killed while they copy, restore, export, look, practise."""
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        dead = ended.pid
    left = [
        folder / f".day.kiosk.{dead}-1a2.new",
        folder / f".day.kiosk.{dead}-1a2.new-wal",
        folder / f".{dead}-1a2.new",
        folder / "temporary" / f"kiosk-practice-{dead}-x" / "day.kiosk",
        folder / "temporary" / f"kiosk-practice-{dead}-x" / "day badges" / "0001 badge.pdf",
        folder / "temporary" / f"kiosk-look-{dead}-x" / "copy.kiosk",
        folder / "copies" / "day" / f".day.kiosk.{dead}-2b3.new",
    ]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        desk.store.copy_to(path)


def said_of(people: Iterable[Person], event: Event) -> set[str]:
    """Every text known of people, long enough not to be there by chance, and not published in the
    programme of the event."""
    texts = {str(getattr(person, name)) for person in people for name in PRIVATE}
    published = json.dumps(values_of(event), ensure_ascii=False)
    return {text for text in texts if len(text.encode()) >= 8 and text not in published}


def every_file(folder: Path) -> Iterator[tuple[Path, bytes]]:
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix != ".xlsx":
            yield path, path.read_bytes()


def found(texts: set[str], folder: Path) -> list[tuple[str, str]]:
    """Which of ``texts`` stands where, in the ways a file may hold it."""
    ways = ("utf-8", "utf-16-le", "utf-16-be")
    needles = [(text, text.encode(way)) for text in sorted(texts) for way in ways]
    needles += [(text, json.dumps(text)[1:-1].encode()) for text in sorted(texts)]
    return [
        (text, path.name)
        for path, content in every_file(folder)
        for text, needle in needles
        if needle in content or needle in path.name.encode()
    ]


def test_not_a_byte_is_left_of_anyone(
    day: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    everyone = [each.person for each in day.store.recorded()[0]]
    texts = said_of(everyone, day.event)
    assert len(texts) > 200
    assert len({name for _, name in found(texts, tmp_path)}) >= 4, "the search finds what is there"
    assert list(tmp_path.rglob("*badge-*.pdf"))
    figures = day.figures()
    sheet = day.exports.workbook(tmp_path / "day-sign-in.xlsx", Audience.DONOR).path
    day.close()
    path = str(day.store.path)
    assert main(["purge", path, "--early"]) == 0
    assert "would go for good" in capsys.readouterr().out
    assert found(texts, tmp_path), "without --yes nothing is done"
    assert main(["purge", path, "--early", "--yes"]) == 0
    said = capsys.readouterr().out
    assert sheet.name in said, "what was exported is named"
    assert found(texts, tmp_path) == []
    assert list(tmp_path.rglob("*badge-*.pdf")) == []
    with closing(Desk.open(day.store.path, name="Desk 1")) as desk:
        assert desk.figures() == figures
        assert verify(desk.store).holds
        assert verify(desk.store).chain.purged > 80
        verdict = check_sheet(desk.store, verify(desk.store).chain, sheet)
        assert verdict.agrees, "the sheet still agrees, in all that the journal still tells"
        assert "purged since" in verdict.remarks[0].text(Language.ENGLISH)
        assert {p.signature + p.phone for p in desk.people()} == {""}
    assert main(["purge", path, "--early", "--yes"]) == 1


def test_one_person_who_asks_goes_and_no_one_else(day: Desk, tmp_path: Path) -> None:
    everyone = [p for p in day.people() if p.named]
    one, others = everyone[1], [*everyone[:1], *everyone[2:]]
    assert one.signature == SIGNATURE
    texts, kept = said_of([one], day.event), said_of(others, day.event)
    day.close()
    assert main(["purge", str(day.store.path), "--person", one.code, "--yes"]) == 0
    assert found(texts - kept, tmp_path) == []
    with closing(Desk.open(day.store.path, name="Desk 1")) as desk:
        assert said_of(desk.people(), desk.event) >= kept
        assert verify(desk.store).holds
        purged = desk.person(one.code)
        assert (purged.name_latin, purged.sex, purged.category) == ("—", one.sex, one.category)
        assert purged.arrived_at == one.arrived_at


def test_a_stick_that_was_away_is_cleaned_when_it_is_back(
    day: Desk, tmp_path: Path, clock: Clock
) -> None:
    texts = said_of(day.people(), day.event)
    stick, away = tmp_path / "sticks" / "BLUE", tmp_path.parent / f"{tmp_path.name}-away"
    shutil.move(stick, away)
    day.close()
    assert main(["purge", str(day.store.path), "--early", "--yes"]) == 0
    assert found(texts, away)
    shutil.move(away, stick)
    with closing(EventStore.open(day.store.path)) as store:
        keep_copies(store, places_of(store.path), clock)
    assert found(texts, stick) == []


def test_the_retention_time_is_kept(day: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    day.close()
    path = str(day.store.path)
    assert main(["purge", path, "--yes"]) == 1
    assert "does not say how long" in capsys.readouterr().err
    assert main(["purge", path, "--keep-until", "2099-12-31"]) == 0
    assert main(["purge", path, "--yes"]) == 1
    assert "may be kept until 31/12/2099" in capsys.readouterr().err
    assert main(["purge", path, "--keep-until", "2024-01-01"]) == 0
    assert main(["purge", path, "--yes", "--json"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["people"] > 70
    with closing(EventStore.open(day.store.path)) as store:
        assert store.event().purge_after == date(2024, 1, 1)
        assert verify(store).holds


def test_what_was_purged_cannot_be_undone(day: Desk, clock: Clock) -> None:
    person = next(p for p in day.people() if p.named and p.arrived_at is None)
    day.change(person.id, phone="012 345 678")
    with day.store.writing(desk=day.name, at=clock()) as change:
        change.purge_people([day.person(person.id)])
    with pytest.raises(Refusal, match="cannot be taken back"):
        day.undo()


def test_who_is_named_anew_after_a_purge_can_be_purged_again(day: Desk, clock: Clock) -> None:
    person = next(p for p in day.people() if p.named)
    for name in ("HENG Sokly", "HENG Dara"):
        with day.store.writing(desk=day.name, at=clock()) as change:
            change.purge_people([day.person(person.id)])
        assert person.id not in {p.id for p in day.store.unpurged()}
        day.change(person.id, name_latin=name)
        assert person.id in {p.id for p in day.store.unpurged()}
        assert verify(day.store).holds
