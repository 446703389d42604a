"""What belongs to an event goes also after its file was renamed; what is another's stays."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.cli import main
from kiosk.domain import Action, Event, PersonDetails
from kiosk.services.database import EventStore, Passphrase
from kiosk.services.desk import Desk
from kiosk.services.printing import FolderPrinter
from kiosk.services.printing.address import folder_address
from kiosk.services.protecting import protect
from kiosk.services.safekeeping import best_offer, keep_copies, places_of, restore
from kiosk.services.workbook import Audience
from tests.conftest import Clock

AWAY = "20230913T010000"


@pytest.fixture
def renamed(full_desk: Desk, clock: Clock, tmp_path: Path) -> Path:
    """An event of which everything was made while it had another name."""
    people = [person for person in full_desk.people() if person.named]
    for person in people[:3]:
        full_desk.check_in(person.id)
    full_desk.badge_room.outbox(FolderPrinter(full_desk.badge_room.folder())).work_off()
    keep_copies(full_desk.store, places_of(full_desk.store.path), clock)
    for name in (f"day.damaged-{AWAY}.kiosk", "day.before-upgrade-0003.kiosk"):
        full_desk.store.copy_to(tmp_path / name)
    full_desk.exports.workbook(tmp_path / "day-sign-in.xlsx", Audience.DONOR)
    (tmp_path / "mailed").mkdir()
    full_desk.exports.workbook(tmp_path / "mailed" / "for finance.xlsx", Audience.FINANCE)
    full_desk.exports.paper(tmp_path / "mailed" / "paper.pdf")
    full_desk.exports.paper(tmp_path / "mailed" / "empty.pdf", names=False)
    (tmp_path / "mailed" / "paper.pdf").rename(tmp_path / "mailed" / "printed.pdf")
    full_desk.close()
    return full_desk.store.path.rename(tmp_path / "evening.kiosk")


def purged(event: Path, capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, list[str]]:
    capsys.readouterr()
    assert main(["purge", str(event), "--early", "--yes", "--json", *options]) == 0
    said = json.loads(capsys.readouterr().out.splitlines()[-1])
    return {
        name: sorted(Path(path).name for path in paths)
        for name, paths in said.items()
        if isinstance(paths, list)
    }


def test_a_renamed_event_is_purged_of_what_it_left_under_its_old_name(
    renamed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(list(tmp_path.glob("day badges/*.pdf"))) == 3
    said = purged(renamed, capsys)
    assert len(said["badges"]) == 3
    assert len(said["copies"]) == 1
    assert said["left"] == ["day.before-upgrade-0003.kiosk", f"day.damaged-{AWAY}.kiosk"]
    assert said["exports"] == ["day-sign-in.xlsx", "for finance.xlsx"]
    assert said["moved"] == ["paper.pdf"]
    assert said["doubtful"] == []
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"config", "copies", "day-sign-in.xlsx", "evening.kiosk", "mailed"}


def test_what_is_left_to_a_person_is_said_in_words(
    renamed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["purge", str(renamed), "--early", "--yes"]) == 0
    said = capsys.readouterr().out
    assert "1 copy of the event, 3 badges as files, and 2 files that" in said
    for file in ("day-sign-in.xlsx", "mailed/for finance.xlsx", "mailed/paper.pdf"):
        assert str(tmp_path / file) in said
    assert "empty.pdf" not in said, "there is no one on it"


def test_one_person_s_badges_go_and_the_others_stay(
    renamed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(EventStore.open(renamed)) as store:
        one = next(person for person in store.people() if person.arrived_at)
    said = purged(renamed, capsys, "--person", one.code)
    assert [one.code in name for name in said["badges"]] == [True]
    assert len(list(tmp_path.glob("day badges/*.pdf"))) == 2


def test_what_is_another_event_s_is_neither_touched_nor_named(
    renamed: Path, event: Event, clock: Clock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(
        EventStore.create(tmp_path / "other.kiosk", event, desk="Desk 1", at=clock())
    ) as store:
        desk = Desk(store, name="Desk 1", clock=clock)
        person = desk.add(PersonDetails(name_latin="KEO Bopha", category="cbo"))
        desk.check_in(person.id)
        desk.badge_room.outbox(FolderPrinter(desk.badge_room.folder())).work_off()
        keep_copies(store, places_of(store.path), clock)
        desk.exports.workbook(tmp_path / "other-sign-in.xlsx", Audience.DONOR)
        for name in ("other", "day", "evening"):  # it had these names, too
            store.copy_to(tmp_path / f"{name}.damaged-20230101T010101.kiosk")
    (tmp_path / "other.damaged-20230101T010102.kiosk").write_bytes(b"noise")
    before = {path for path in tmp_path.rglob("*") if "other" in path.name or "0101T" in path.name}
    before |= set((tmp_path / "other badges").iterdir())
    said = purged(renamed, capsys)
    assert {path for path in before if path.exists()} == before
    assert said["doubtful"] == []
    assert said["exports"] == ["day-sign-in.xlsx", "for finance.xlsx"]


def test_what_cannot_be_told_is_named_and_stays(
    renamed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(EventStore.open(renamed)) as store:
        code = next(person.code for person in store.people() if person.arrived_at)
    badge = tmp_path / "morning badges" / f"001 badge-{code}-0123456789ab.pdf"
    badge.parent.mkdir()
    noise = [tmp_path / "day.damaged-20230101T010101.kiosk", badge]
    for path in noise:
        path.write_bytes(b"noise")
    said = purged(renamed, capsys)
    assert said["doubtful"] == sorted(path.name for path in noise)
    assert all(path.read_bytes() == b"noise" for path in noise)


def test_a_file_set_aside_when_the_journal_says_is_the_event_s(
    renamed: Path, clock: Clock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    renamed.write_bytes(b"noise")
    (copy,) = (tmp_path / "copies" / "day").iterdir()
    offer = best_offer(renamed, places_of(renamed), copy)
    restored = restore(renamed, offer, desk="Desk 1", at=clock())
    assert restored.set_aside is not None
    assert restored.set_aside.read_bytes() == b"noise"
    aside = restored.set_aside.rename(
        tmp_path / restored.set_aside.name.replace("evening", "before")
    )
    said = purged(renamed, capsys)
    assert aside.name in said["left"]
    assert not aside.exists()


def test_badges_in_a_folder_that_was_chosen_go_and_nothing_else_there(
    full_desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "chosen"
    folder.mkdir()
    (folder / "001 menu.pdf").write_bytes(b"rice")
    full_desk.check_in(next(person for person in full_desk.people() if person.named).id)
    room = full_desk.badge_room
    way = room.jobs().at(folder_address(folder))
    (waiting,) = way.waiting()
    assert way.mark_sending(waiting.id)
    (folder / f"002 {waiting.job_name}.2 x2.pdf").write_bytes(b"her name")
    full_desk.close()
    assert len(purged(full_desk.store.path, capsys)["badges"]) == 1
    assert [path.name for path in folder.iterdir()] == ["001 menu.pdf"]


def test_protecting_a_renamed_event_takes_and_names_what_is_plain_under_its_old_name(
    renamed: Path, clock: Clock, tmp_path: Path
) -> None:
    words = Passphrase.of("rice seven lantern ox")
    done = protect(
        renamed,
        None,
        words,
        desk="Desk 1",
        at=clock(),
        places=places_of(renamed),
        badges=tmp_path / "evening badges",
    )
    assert not list(tmp_path.glob("day.*"))
    assert len(done.gone) == 3
    named = [path.name for path in done.plain]
    assert named[:3] == ["day-sign-in.xlsx", "for finance.xlsx", "paper.pdf"]
    assert [path.parent.name for path in done.plain[3:]] == ["day badges"] * 3


def test_exports_of_before_their_names_were_kept_are_counted(
    full_desk: Desk, clock: Clock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with full_desk.store.writing(desk="Desk 1", at=clock()) as change:
        change.note(Action.EXPORTED, after={"file": "badges", "people": 80})
        change.note(Action.EXPORTED, after={"file": "photo_list", "people": 80})
        change.note(Action.EXPORTED, after={"file": "photo_list", "written": False})
        change.note(Action.EXPORTED, after={"file": "badges", "path": "//share/x.pdf"})
    full_desk.close()
    assert main(["purge", str(full_desk.store.path), "--early", "--yes"]) == 0
    said = capsys.readouterr().out
    assert "1 more export was made before" in said
    assert "no longer there" in said
    assert "//share/x.pdf" in said
