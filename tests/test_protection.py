"""An event protected with a passphrase: nothing of anyone is readable without it, and all works."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from kiosk import settings
from kiosk.bundled import sample_file
from kiosk.cli import main
from kiosk.domain import Action, Event, PersonDetails
from kiosk.language import Refusal
from kiosk.services.badge_room import FOLDER_HELD
from kiosk.services.database import (
    DAMAGED,
    NOT_AN_EVENT,
    PASSPHRASE_NEEDED,
    WRONG_PASSPHRASE,
    EventStore,
    Passphrase,
    check_copy,
    is_protected,
    readable_rows,
    reseal,
    salt_of,
    suggestion,
)
from kiosk.services.desk import Desk
from kiosk.services.evidence import verify
from kiosk.services.printing import FolderPrinter, PrinterTrouble, open_printer
from kiosk.services.protecting import protect, unprotect
from kiosk.services.safekeeping import best_offer, copies_in, keep_copies, places_of, restore
from tests import ipp_rig
from tests.conftest import Clock
from tests.ipp_rig import Rig
from tests.test_purging import found, said_of

WORDS = Passphrase.of("rice field under water")
OTHER = Passphrase.of("seven buffaloes at noon")
DATA = Path(__file__).parent / "data"
PAGE = 4096


@pytest.fixture
def sealed(tmp_path: Path, event: Event, clock: Clock) -> Desk:
    """A desk on a protected event with the messy list and twenty arrivals; closed by the test."""
    path = tmp_path / "sealed.kiosk"
    desk = Desk.create(path, event, name="Desk 1", clock=clock, passphrase=WORDS)
    desk.take(desk.plan_list(sample_file("participants_80_messy.xlsx")))
    for person in [person for person in desk.people() if person.named][:20]:
        desk.check_in(person.id)
    return desk


def refused(path: Path, passphrase: Passphrase | None) -> object:
    with pytest.raises(Refusal) as told:
        EventStore.open(path, passphrase)
    return told.value.told.sentence


def texts_of(desk: Desk) -> set[str]:
    return said_of([each.person for each in desk.store.recorded()[0]], desk.event)


# The file and its key.


def test_the_file_tells_nothing_without_its_passphrase(sealed: Desk, tmp_path: Path) -> None:
    path, texts = sealed.store.path, texts_of(sealed)
    assert len(texts) > 200
    assert found(texts, tmp_path) == [], "with the log beside it"
    sealed.close()
    assert found(texts, tmp_path) == []
    assert refused(path, None) is PASSPHRASE_NEEDED
    assert refused(path, OTHER) is WRONG_PASSPHRASE
    with closing(EventStore.open(path, WORDS)) as store:
        assert verify(store).holds
        assert sum(person.arrived_at is not None for person in store.people()) == 20


def test_the_same_words_typed_otherwise_open_it() -> None:
    typed = Passphrase.of("  ស្រែ\u200bទឹក   cafe\u0301 field ")
    assert typed == Passphrase.of("ស្រែ ទឹក café field")
    assert "café" not in repr(typed), "it must not land in a log"


@pytest.mark.parametrize("text", ["", "1234", "short one", "aaaaaaaaaaaaaaaaaaaa", "121212121212"])
def test_what_is_easily_guessed_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="too easy"):
        Passphrase.of(text).checked()


def test_a_suggestion_is_good_enough_and_new_each_time() -> None:
    assert Passphrase.of(suggestion()).checked().text != suggestion()


def test_another_program_for_sqlcipher_opens_it(sealed: Desk) -> None:
    from sqlcipher3 import dbapi2

    path = sealed.store.path
    sealed.close()
    with closing(dbapi2.connect(str(path))) as connection:
        connection.execute(f"PRAGMA key = '{WORDS.text}'")
        (count,) = connection.execute("SELECT count(*) FROM attendance").fetchone()
    assert count == 20


@pytest.mark.parametrize("page", [1, 2, 30])
def test_a_torn_file_is_not_taken_for_a_wrong_passphrase(
    sealed: Desk, tmp_path: Path, page: int
) -> None:
    sealed.store.copy_to(tmp_path / "torn.kiosk")
    torn = tmp_path / "torn.kiosk"
    sealed.close()
    with torn.open("r+b") as file:
        file.seek((page - 1) * PAGE + 100)
        file.write(bytes(50))
    assert refused(torn, WORDS) is DAMAGED
    assert refused(torn, OTHER) is WRONG_PASSPHRASE


def test_a_torn_salt_is_damage_whatever_is_typed(sealed: Desk, tmp_path: Path) -> None:
    torn = tmp_path / "torn.kiosk"
    sealed.store.copy_to(torn)
    sealed.close()
    with torn.open("r+b") as file:
        file.seek(7)
        file.write(b"\x00")
    assert refused(torn, WORDS) is DAMAGED
    with torn.open("r+b") as file:
        file.write(os.urandom(4))
    assert refused(torn, WORDS) is NOT_AN_EVENT


@pytest.mark.parametrize("content", [b"", b"KIOS", b"KIOS and a short text", os.urandom(9000)])
def test_what_is_no_event_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other.kiosk"
    file.write_bytes(content)
    assert refused(file, WORDS) is NOT_AN_EVENT


def test_every_connection_keeps_its_promises(sealed: Desk) -> None:
    with closing(sealed.store._engine.raw_connection()) as connection:
        driver = connection.driver_connection
        assert driver is not None

        def asked(name: str) -> object:
            return driver.execute(f"PRAGMA {name}").fetchone()[0]

        names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "temp_store")
        assert [asked(name) for name in names] == ["wal", 2, 1, 1, 2]
    sealed.close()


@pytest.mark.parametrize("version", ["0001", "0002", "0003"])
def test_an_older_protected_file_is_upgraded_protected(tmp_path: Path, version: str) -> None:
    path = tmp_path / "old.kiosk"
    shutil.copyfile(DATA / f"event_{version}.kiosk", path)
    with closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name_latin FROM person") if row[0]]
    reseal(path, None, WORDS)
    with closing(EventStore.open(path, WORDS)) as store:
        assert verify(store).holds
        texts = {name for name in names if len(name) > 7}
        assert texts <= {person.name_latin for person in store.people()}
    before = tmp_path / f"old.before-upgrade-{version}.kiosk"
    check_copy(before, WORDS)
    assert found(texts, tmp_path) == []


# Protecting, changing, taking off.


def test_protecting_leaves_no_plain_copy(full_desk: Desk, clock: Clock, tmp_path: Path) -> None:
    path, texts = full_desk.store.path, texts_of(full_desk)
    places = places_of(path)
    keep_copies(full_desk.store, places, clock)
    clock.move_on(90)
    person = next(person for person in full_desk.people() if person.named)
    full_desk.check_in(person.id)
    keep_copies(full_desk.store, places, clock)
    full_desk.store.copy_to(tmp_path / "day.before-upgrade-0003.kiosk")
    figures, end = full_desk.figures(), full_desk.store.journal_end()
    full_desk.close()
    assert found(texts, tmp_path)
    badges = tmp_path / "day badges"
    done = protect(path, None, WORDS, desk="Desk 1", at=clock(), places=places, badges=badges)
    assert found(texts, tmp_path) == []
    assert len(done.gone) == 3
    assert done.plain == ()
    assert sorted(os.listdir(tmp_path)) == ["config", "copies", "day.kiosk"]
    with closing(Desk.open(path, name="Desk 1", passphrase=WORDS)) as desk:
        assert desk.figures() == figures
        assert verify(desk.store).holds
        rows = desk.store.journal()
        assert [row.action for row in rows[end.rows :]] == [Action.PROTECTED]
        assert rows[end.rows - 1].seal == end.seal, "the chain is the one it was"
    (copy,) = copies_in(places[0], "day")
    check_copy(copy.path, WORDS)


def test_what_stays_plain_is_named(full_desk: Desk, clock: Clock, tmp_path: Path) -> None:
    full_desk.check_in(next(person for person in full_desk.people() if person.named).id)
    full_desk.badge_room.outbox(FolderPrinter(full_desk.badge_room.folder())).work_off()
    (tmp_path / "day-sign-in.xlsx").write_bytes(b"a workbook")
    full_desk.close()
    badges = full_desk.badge_room.folder()
    path, places = full_desk.store.path, places_of(full_desk.store.path)
    done = protect(path, None, WORDS, desk="1", at=clock(), places=places, badges=badges)
    assert [file.suffix for file in done.plain] == [".xlsx", ".pdf"]


def test_another_passphrase_and_none(sealed: Desk, clock: Clock, tmp_path: Path) -> None:
    path, places = sealed.store.path, places_of(sealed.store.path)
    people = sealed.people()
    keep_copies(sealed.store, places, clock)
    sealed.close()
    first_salt = salt_of(path)
    protect(path, WORDS, OTHER, desk="1", at=clock(), places=places, badges=tmp_path)
    assert salt_of(path) not in (first_salt, b"")
    assert refused(path, WORDS) is WRONG_PASSPHRASE
    (copy,) = copies_in(places[0], "sealed")
    check_copy(copy.path, OTHER)
    unprotect(path, OTHER, desk="1", at=clock())
    with closing(Desk.open(path, name="1")) as desk:
        assert desk.people() == people
        assert verify(desk.store).holds
    with pytest.raises(Refusal, match="no passphrase"):
        unprotect(path, None, desk="1", at=clock())


def test_while_another_program_is_at_it_nothing_changes(full_desk: Desk) -> None:
    path = full_desk.store.path
    code = (
        "import sys; from pathlib import Path; from kiosk.language import Refusal\n"
        "from kiosk.services.database import Passphrase, reseal\n"
        "try: reseal(Path(sys.argv[1]), None, Passphrase('rice field under water'))\n"
        "except Refusal as refusal: print(refusal)"
    )
    full_desk.people()
    said = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
    )
    assert "Another program" in said.stdout
    full_desk.add(PersonDetails(name_latin="TEP Rumduol", category="cbo"))
    full_desk.close()
    assert not is_protected(path)
    assert [name for name in os.listdir(path.parent) if name.endswith(".new")] == []


# Copies and the way back.


def test_copies_are_protected_and_bring_it_back(sealed: Desk, clock: Clock, tmp_path: Path) -> None:
    path, places, texts = sealed.store.path, places_of(sealed.store.path), texts_of(sealed)
    keep_copies(sealed.store, places, clock)
    after = [person for person in sealed.people() if person.named and not person.arrived_at][:5]
    for person in after:
        sealed.check_in(person.id)
    whole = tmp_path / "whole.kiosk"
    sealed.store.copy_to(whole)
    sealed.close()
    pages = path.stat().st_size // PAGE
    with path.open("r+b") as file:
        file.seek((pages // 2) * PAGE)
        file.write(os.urandom(PAGE))
    assert refused(path, WORDS) is DAMAGED
    with pytest.raises(Refusal) as told:
        best_offer(path, places)
    assert told.value.told.sentence is PASSPHRASE_NEEDED
    offer = best_offer(path, places, passphrase=WORDS)
    restore(path, offer, desk="1", at=clock(), passphrase=WORDS)
    with closing(EventStore.open(path, WORDS)) as store:
        assert verify(store).holds
        copied, back = offer.copy.rows, len(offer.following)
        assert store.journal_length() == copied + back + 1
    assert len(readable_rows(whole, WORDS)) == copied + 5
    assert found(texts, tmp_path) == []


def test_a_plain_copy_never_takes_a_protected_event_s_place_by_itself(
    full_desk: Desk, clock: Clock
) -> None:
    path, places = full_desk.store.path, places_of(full_desk.store.path)
    keep_copies(full_desk.store, places, clock)
    full_desk.close()
    reseal(path, None, WORDS)
    with path.open("r+b") as file:
        file.seek(PAGE)
        file.write(os.urandom(PAGE))
    with pytest.raises(Refusal, match="No good copy"):
        best_offer(path, places, passphrase=WORDS)


# Badges.


def test_badges_of_a_protected_event_go_into_no_folder(sealed: Desk, tmp_path: Path) -> None:
    with pytest.raises(PrinterTrouble) as told:
        sealed.badge_room.outbox(FolderPrinter(tmp_path / "badges"))
    assert told.value.told.sentence is FOLDER_HELD
    assert len(sealed.badge_room.jobs().waiting()) == 20
    sealed.close()


# The command line.


@pytest.fixture
def words(tmp_path: Path) -> str:
    file = tmp_path / "words.txt"
    file.write_text(f"{WORDS.text}\nnot this line\n", "utf-8")
    return str(file)


def test_a_day_on_the_command_line(
    tmp_path: Path,
    words: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    event, listed = str(tmp_path / "day.kiosk"), str(sample_file("participants_80_messy.xlsx"))
    assert main(["new", event, "--protect", "--passphrase-file", words]) == 0
    assert is_protected(Path(event))
    assert main(["import", event, listed, "--passphrase-file", words]) == 0
    monkeypatch.setenv("KIOSK_PASSPHRASE", WORDS.text)
    capsys.readouterr()
    assert main(["find", event, "dara", "--json"]) == 0
    code = json.loads(capsys.readouterr().out)[0]["code"]
    assert main(["check-in", event, code]) == 0
    assert "badges are not written into a folder" in capsys.readouterr().err
    assert main(["backup", event]) == 0
    assert main(["verify", event]) == 0
    assert main(["restore", event, "--dry-run"]) == 0
    assert main(["export", event, str(tmp_path / "out.xlsx")]) == 0
    assert main(["purge", event, "--early", "--yes"]) == 0
    assert main(["verify", event]) == 0


def test_protect_change_unprotect(
    tmp_path: Path,
    words: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    event = str(tmp_path / "day.kiosk")
    assert main(["new", event]) == 0
    assert main(["backup", event]) == 0
    assert main(["protect", event, "--new-passphrase-file", words]) == 0
    said = capsys.readouterr().out
    assert "1 older copy was overwritten" in said
    assert "A lost passphrase is final" in said
    assert main(["stats", event]) == 1
    assert "opens with its passphrase only" in capsys.readouterr().err
    assert main(["protect", event, "--passphrase-file", words]) == 1
    assert "--change" in capsys.readouterr().err
    monkeypatch.setenv("KIOSK_NEW_PASSPHRASE", OTHER.text)
    assert main(["protect", event, "--change", "--passphrase-file", words]) == 0
    assert main(["stats", event, "--passphrase-file", words]) == 1
    assert "That is not the passphrase" in capsys.readouterr().err
    monkeypatch.setenv("KIOSK_PASSPHRASE", OTHER.text)
    assert main(["unprotect", event]) == 0
    monkeypatch.delenv("KIOSK_PASSPHRASE")
    capsys.readouterr()
    assert main(["journal", event]) == 0
    said = capsys.readouterr().out
    assert said.count("protected with a new passphrase") == 2
    assert "passphrase was taken off" in said


def test_a_passphrase_that_is_too_short_makes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    event = tmp_path / "day.kiosk"
    monkeypatch.setenv("KIOSK_PASSPHRASE", "1234")
    assert main(["new", str(event), "--protect"]) == 1
    assert "too easy to guess" in capsys.readouterr().err
    assert not event.exists()
    monkeypatch.delenv("KIOSK_PASSPHRASE")
    assert main(["new", str(event), "--protect"]) == 1
    assert "Say which passphrase" in capsys.readouterr().err


# A whole morning, and what lies about afterwards.

MORNING = """
import os, sys
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from kiosk.language import Language
from kiosk.services.database import Passphrase
from kiosk.ui import keys
from kiosk.ui.program import Program

program = Program(Language.ENGLISH)
program.start(Path(sys.argv[1]), Passphrase.of(os.environ["WORDS"]))

def go_on(until):
    while not until():
        program.application.processEvents()

desk = lambda: program.opened.desk
go_on(lambda: desk().ready)
program.opened.window.wants.emit(keys.PRACTISE)
go_on(lambda: desk().ready)
desk().check_in(next(p.id for p in desk().people() if p.named))
program.opened.window.wants.emit(keys.PRACTISE)
go_on(lambda: desk().ready)
window = program.opened.window
for code in [p.code for p in desk().people() if p.named and not p.arrived_at][:10]:
    window.search.setText(code)
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    program.application.processEvents()
desk().change(desk().people()[0].id, note="needs a wheelchair ramp", phone="012 345 678")
program.opened.keeper.copy()
go_on(lambda: program.opened.prints.waiting == 0)
print("working", flush=True)
window.search.setText("dara")
while True:
    program.application.processEvents()
"""


def test_the_spooler_keeps_no_page_of_a_protected_event(sealed: Desk, rig: Rig) -> None:
    printer = open_printer(f"cups:{ipp_rig.QUEUE}")
    spool = rig.folder / "spool"
    outbox = sealed.badge_room.outbox(printer)
    assert len(outbox.work_off().handed) == 20
    assert len(list(spool.glob("d0*"))) > 0, "the pages lie there while they are printed"
    printed = 0

    def done() -> bool:
        nonlocal printed
        printed += len(outbox.follow().printed)
        return printed == 20

    ipp_rig.until(done, "all are printed", 60)
    ipp_rig.until(lambda: not list(spool.glob("[cd]0*")), "the spool is empty")
    sealed.close()


def test_after_a_morning_and_a_kill_no_byte_of_anyone_lies_about(
    sealed: Desk, clock: Clock, tmp_path: Path, rig: Rig
) -> None:
    """File, log, copies, the practice left behind, settings, temporary files, the spool."""
    path, temporary = sealed.store.path, tmp_path / "temporary"
    sealed.close()
    temporary.mkdir()
    settings.save(settings.Settings(printer=f"cups:{ipp_rig.QUEUE}", language="en"))
    environment = {**os.environ, "WORDS": WORDS.text, "TMPDIR": str(temporary)}
    command = [sys.executable, "-c", MORNING, str(path)]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as morning:
        assert morning.stdout is not None
        assert morning.stderr is not None
        assert morning.stdout.readline() == "working\n", morning.stderr.read()
        morning.kill()
    assert Path(f"{path}-wal").stat().st_size > 0, "it was killed with its log"
    with closing(Desk.open(path, name="Desk 2", clock=clock, passphrase=WORDS)) as desk:
        assert len([p for p in desk.people() if p.arrived_at]) == 30
        texts = texts_of(desk) | {"needs a wheelchair ramp", "012345678"}
        keep_copies(desk.store, places_of(path), clock)
        assert found(texts, tmp_path) == []
    assert found(texts, tmp_path) == []
    assert copies_in(places_of(path)[0], "sealed")
