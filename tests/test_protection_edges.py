"""The edges of protecting: odd passphrases, torn heads, modes of files, roles, retries."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from kiosk.cli import main
from kiosk.domain import ORGANIZER, Action
from kiosk.language import Refusal
from kiosk.services.database import (
    DAMAGED,
    NOT_AN_EVENT,
    WRONG_PASSPHRASE,
    EventStore,
    Passphrase,
    connection,
    key_of,
    reseal,
)
from kiosk.services.desk import Desk
from kiosk.services.safekeeping import best_offer, keep_copies, places_of, restore
from tests.conftest import Clock
from tests.test_protection import PAGE, WORDS, refused

no_modes = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")


@pytest.mark.parametrize(
    "text", ["four words " * 19, "rice field\x00under water", "rice field \x1b[31m under water"]
)
def test_what_could_not_be_typed_again_is_no_new_passphrase(text: str) -> None:
    with pytest.raises(Refusal, match="cannot be typed"):
        Passphrase.of(text).checked()


@no_modes
def test_a_variable_that_is_no_text_is_a_wrong_passphrase(desk: Desk) -> None:
    path = desk.store.path
    desk.close()
    reseal(path, None, WORDS)
    command = [sys.executable, "-m", "kiosk", "stats", str(path)]
    for words, said in ((b"\xff\xfe words of no one", "not the passphrase"), (b"", "protected")):
        environment = {**os.environb, b"KIOSK_PASSPHRASE": words}
        done = subprocess.run(
            command,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode == 1
        assert said in done.stderr
    environment = {**os.environb, b"KIOSK_PASSPHRASE": b"\xff\xfe words of no one"}
    command = [sys.executable, "-m", "kiosk", "new", f"{path}.new.kiosk", "--protect"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert "cannot be typed" in done.stderr


def test_a_wrong_passphrase_says_nothing_of_the_state_of_the_file() -> None:
    assert "damage" not in WRONG_PASSPHRASE.en


@pytest.mark.parametrize("size", [5000, 4 * PAGE])
def test_a_text_that_begins_like_an_event_is_none(tmp_path: Path, size: int) -> None:
    file = tmp_path / "notes.kiosk"
    file.write_text(("KIOSK notes of the morning, in plain words. " * 1000)[:size])
    assert refused(file, WORDS) is NOT_AN_EVENT


def test_a_torn_head_brings_no_plain_copy_back_unasked(full_desk: Desk, clock: Clock) -> None:
    path, places = full_desk.store.path, places_of(full_desk.store.path)
    keep_copies(full_desk.store, places, clock)
    full_desk.close()
    reseal(path, None, WORDS)
    with path.open("r+b") as file:
        file.write(bytes(512))
    with pytest.raises(Refusal, match="No good copy"):
        best_offer(path, places)
    copy = next(places[0].iterdir())
    assert best_offer(path, places, named=copy).copy.path == copy


@no_modes
def test_copies_are_for_no_one_else_and_a_restored_event_for_whom_it_was(
    full_desk: Desk, clock: Clock
) -> None:
    path, places = full_desk.store.path, places_of(full_desk.store.path)
    (copy,) = keep_copies(full_desk.store, places[:1], clock).copies
    assert stat.S_IMODE(copy.path.stat().st_mode) == 0o600
    full_desk.close()
    path.chmod(0o640)
    restore(path, best_offer(path, places), desk="1", at=clock())
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_what_the_pin_allowed_is_marked_as_the_organizer_s(
    full_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(full_desk.store.path)
    full_desk.close()
    words = tmp_path / "words.txt"
    words.write_text(WORDS.text, "utf-8")
    for variable in ("KIOSK_NEW_PIN", "KIOSK_PIN"):
        monkeypatch.setenv(variable, "739152")
    assert main(["pin", "set", path]) == 0
    assert main(["protect", path, "--passphrase-file", str(words)]) == 0
    assert main(["restore", path, "--passphrase-file", str(words)]) == 0
    assert main(["unprotect", path, "--passphrase-file", str(words)]) == 0
    store = EventStore.open(full_desk.store.path)
    deeds = (Action.PROTECTED, Action.RESTORED, Action.UNPROTECTED)
    roles = {row.action: row.role for row in store.journal() if row.action in deeds}
    store.close()
    assert roles == dict.fromkeys(deeds, ORGANIZER)


def test_who_opens_it_while_it_is_written_anew_sees_the_new_one(
    full_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, people = full_desk.store.path, list(full_desk.people())
    full_desk.close()
    real, done = connection.check_is_whole, list[object]()

    def meanwhile(engine: Engine, file: Path) -> None:
        if not done:
            done.append(engine)
            code = (
                "import sys; from pathlib import Path\n"
                "from kiosk.services.database import Passphrase, reseal\n"
                f"reseal(Path(sys.argv[1]), None, Passphrase({WORDS.text!r}))"
            )
            subprocess.run([sys.executable, "-c", code, str(path)], check=True)
            raise Refusal(DAMAGED, file=file.name)  # as the overwritten one looks
        real(engine, file)

    monkeypatch.setattr("kiosk.services.database.event_store.check_is_whole", meanwhile)
    store = EventStore.open(path, WORDS)
    assert store.people() == people
    store.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows deletes no open file")
def test_the_log_of_a_killed_program_is_overwritten(
    full_desk: Desk, clock: Clock, tmp_path: Path
) -> None:
    path, log = full_desk.store.path, tmp_path / "day.kiosk-wal"
    name = next(person.name_latin for person in full_desk.people() if len(person.name_latin) > 8)
    kept = [path.read_bytes(), log.read_bytes()]
    full_desk.close()
    path.write_bytes(kept[0])
    log.write_bytes(kept[1])
    assert name.encode() in kept[1]
    words = tmp_path / "words.txt"
    words.write_text(WORDS.text, "utf-8")
    with log.open("rb") as held:
        assert main(["protect", str(path), "--passphrase-file", str(words)]) == 0
        assert not any(held.read())


@no_modes
def test_a_process_that_has_a_key_leaves_no_core(desk: Desk) -> None:
    path = desk.store.path
    desk.close()
    reseal(path, None, WORDS)
    code = (
        "import resource, sys; from pathlib import Path\n"
        "from kiosk.services.database import EventStore, Passphrase\n"
        f"EventStore.open(Path(sys.argv[1]), Passphrase({WORDS.text!r})).close()\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE)[0])"
    )
    limit = "import resource; resource.setrlimit(resource.RLIMIT_CORE, (most, most))"
    raised = f"import resource; most = resource.getrlimit(resource.RLIMIT_CORE)[1]; {limit}\n"
    done = subprocess.run(
        [sys.executable, "-c", raised + code, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "0\n"


def test_an_error_s_meaning_is_told_without_opening_the_file(
    full_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second opening and closing in this process would let go of SQLite's locks."""
    path = full_desk.store.path
    full_desk.close()
    reseal(path, None, WORDS)
    key = key_of(path, WORDS)
    with path.open("r+b") as file:
        file.seek(100)
        file.write(bytes(50))
    opened, real = list[Path](), Path.open

    def noted(file: Path, *each: Any, **more: Any) -> Any:
        opened.append(file)
        return real(file, *each, **more)

    monkeypatch.setattr(Path, "open", noted)
    driver = connection.cipher_connection(path, key)
    with pytest.raises(Refusal) as told, connection.refusals(path):
        driver.execute("SELECT count(*) FROM sqlite_master")
    driver.close()
    assert told.value.told.sentence is DAMAGED
    assert opened == []
