"""Protecting beside other work: two events in a folder, killed programs, links, a full disk."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.cli import main
from kiosk.domain import Action, Event
from kiosk.language import Refusal
from kiosk.services.database import EventStore, Passphrase, is_protected, reseal
from kiosk.services.database.connection import DISK_FULL, SECOND_NAME, refusals
from kiosk.services.desk import Desk
from kiosk.services.evidence import verify
from kiosk.services.protecting import Resealed, protect, unprotect
from kiosk.services.safekeeping import copies_of, keep_copies, places_of
from kiosk.services.whole_files import unfinished_beside
from tests.conftest import Clock
from tests.test_protection import OTHER, WORDS, texts_of
from tests.test_purging import found


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, of the test's own."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def ran(code: str, *arguments: object) -> int:
    """The exit code of a program of its own, which may kill itself."""
    begin = (
        "import os, sys\nfrom pathlib import Path\n"
        "from kiosk.services.database import Passphrase, reseal\n"
        "from kiosk.services.protecting import protect, unprotect\n"
        "from kiosk.services.desk import utc_now\n"
        f"words = Passphrase({WORDS.text!r})\nevent = Path(sys.argv[1])\n"
        "def die(*_): os.kill(os.getpid(), 9)\n"
    )
    command = [sys.executable, "-c", begin + code, *map(str, arguments)]
    return subprocess.run(command, check=False).returncode


def begin_to_write(event: Path, content: bytes) -> Path:
    """What another program, which ran and was killed, left half written of ``event``."""
    code = (
        "from kiosk.services.whole_files import unfinished_beside\n"
        "file = unfinished_beside(event, sys.argv[2])\n"
        "file.write_bytes(sys.stdin.buffer.read())\nprint(file)"
    )
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys; from pathlib import Path; event=Path(sys.argv[1])\n{code}",
            str(event),
            event.name,
        ],
        input=content,
        capture_output=True,
        check=True,
    )
    return Path(os.fsdecode(said.stdout.rstrip(b"\r\n")))


def sealed_now(path: Path, clock: Clock, *, new: Passphrase = WORDS) -> Resealed:
    places = places_of(path)
    return protect(path, None, new, desk="1", at=clock(), places=places, badges=path.parent / "no")


def test_what_others_write_in_the_folder_stays(full_desk: Desk, clock: Clock) -> None:
    path = full_desk.store.path
    full_desk.close()
    mine = begin_to_write(path, b"a name, half written")
    living = unfinished_beside(path, path.name)
    others = begin_to_write(path.with_name("other.kiosk"), b"another event, half written")
    for file in (living,):
        file.write_bytes(b"being written now")
    sealed_now(path, clock)
    assert not mine.exists()
    assert living.read_bytes() == b"being written now"
    assert others.read_bytes() == b"another event, half written"


def test_a_link_leads_to_the_file_that_is_meant(
    full_desk: Desk, clock: Clock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts, path = texts_of(full_desk), full_desk.store.path
    full_desk.close()
    link, words = tmp_path / "link.kiosk", tmp_path / "words.txt"
    link.symlink_to(path)
    words.write_text(WORDS.text, "utf-8")
    assert main(["protect", str(link), "--passphrase-file", str(words)]) == 0
    assert link.is_symlink()
    assert found(texts, tmp_path) == []
    assert list((tmp_path / "copies" / "day").iterdir()), "copies under the file's own name"
    with closing(EventStore.open(link, WORDS)) as store:
        assert verify(store).holds


def test_a_file_with_a_second_name_is_refused(full_desk: Desk, tmp_path: Path) -> None:
    path, second = full_desk.store.path, tmp_path / "second.kiosk"
    full_desk.close()
    os.link(path, second)
    with pytest.raises(Refusal) as told:
        reseal(path, None, WORDS)
    assert told.value.told.sentence is SECOND_NAME
    path.unlink()
    EventStore.open(second).close()


def test_copies_under_an_earlier_name_go_too(full_desk: Desk, clock: Clock, tmp_path: Path) -> None:
    texts, path = texts_of(full_desk), full_desk.store.path
    keep_copies(full_desk.store, places_of(path), clock)
    full_desk.close()
    renamed = path.rename(tmp_path / "renamed.kiosk")
    done = protect(
        renamed,
        None,
        WORDS,
        desk="1",
        at=clock(),
        places=places_of(renamed),
        badges=tmp_path / "no",
    )
    assert len(done.gone) == 1
    assert found(texts, tmp_path) == []


def test_a_purge_takes_copies_under_an_earlier_name(
    full_desk: Desk, clock: Clock, tmp_path: Path
) -> None:
    texts, path = texts_of(full_desk), full_desk.store.path
    keep_copies(full_desk.store, places_of(path), clock)
    full_desk.close()
    renamed = path.rename(tmp_path / "renamed.kiosk")
    assert main(["purge", str(renamed), "--early", "--yes"]) == 0
    assert found(texts, tmp_path) == []


def test_copies_of_another_event_of_that_name_stay(
    full_desk: Desk, event: Event, clock: Clock, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    namesake = Desk.create(tmp_path / "elsewhere" / "day.kiosk", event, name="1", clock=clock)
    keep_copies(namesake.store, places_of(namesake.store.path), clock)
    ending = namesake.store.event_id().hex[-8:]
    namesake.close()
    full_desk.close()
    sealed_now(full_desk.store.path, clock)
    assert len(copies_of(places_of(full_desk.store.path), ending)) == 1


def test_plain_copies_go_at_the_next_round_though_nothing_happened_since(
    full_desk: Desk, clock: Clock, tmp_path: Path
) -> None:
    """A program killed between the new copy and the old ones leaves these."""
    texts, path = texts_of(full_desk), full_desk.store.path
    places = places_of(path)
    (plain,) = keep_copies(full_desk.store, places[:1], clock).copies
    kept = plain.path.read_bytes()
    full_desk.close()
    sealed_now(path, clock)
    plain.path.write_bytes(kept)
    assert found(texts, tmp_path)
    with closing(Desk.open(path, name="1", passphrase=WORDS)) as desk:
        keep_copies(desk.store, places, clock)
    assert found(texts, tmp_path) == []


@pytest.mark.parametrize("content", [b"torn", b"", "whole"])
def test_a_copy_that_was_left_half_made_is_no_hindrance(
    full_desk: Desk, clock: Clock, tmp_path: Path, content: bytes | str
) -> None:
    texts, path = texts_of(full_desk), full_desk.store.path
    place = places_of(path)[0]
    full_desk.close()
    place.mkdir(parents=True)
    left = path.read_bytes() if isinstance(content, str) else content
    half = begin_to_write(place / path.name, left)
    assert half.exists()
    done = sealed_now(path, clock)
    assert done.troubles == ()
    assert not half.exists()
    assert found(texts, tmp_path) == []


@pytest.mark.parametrize("step", ["_check_same", "check_copy", "sync_file", "_take_place"])
@pytest.mark.parametrize("sealing", [True, False])
def test_a_kill_at_any_step_leaves_an_event_and_the_next_opening_tidies(
    full_desk: Desk, clock: Clock, tmp_path: Path, step: str, sealing: bool
) -> None:
    texts, path = texts_of(full_desk), full_desk.store.path
    people = full_desk.people()
    full_desk.close()
    if not sealing:
        sealed_now(path, clock)
    kill = (
        "from kiosk.services.database import resealing\n"
        f"resealing.{step} = die\n"
        "place = {'desk': 'd', 'at': utc_now()}\n"
        + (
            "protect(event, None, words, **place, places=[], badges=Path('no'))"
            if sealing
            else "unprotect(event, words, **place)"
        )
    )
    assert ran(kill, path) == -9
    assert is_protected(path) is not sealing
    if sealing:
        sealed_now(path, clock)
    else:
        assert found(texts, tmp_path), "what was half made is plain"
    with closing(Desk.open(path, name="1", passphrase=WORDS)) as desk:
        assert desk.people() == people
        assert verify(desk.store).holds
    assert found(texts, tmp_path) == []


def test_killed_right_after_the_file_took_its_place(
    full_desk: Desk, clock: Clock, tmp_path: Path
) -> None:
    texts, path = texts_of(full_desk), full_desk.store.path
    full_desk.store.copy_to(tmp_path / "day.before-upgrade-0004.kiosk")
    full_desk.close()
    code = (
        "import kiosk.services.protecting as p\n"
        "real = p.reseal\n"
        "p.reseal = lambda *each: (real(*each), die())\n"
        "protect(event, None, words, desk='d', at=utc_now(), places=[], badges=Path('no'))"
    )
    assert ran(code, path) == -9
    with closing(Desk.open(path, name="1", passphrase=WORDS)) as desk:
        assert desk.store.journal()[-1].action is Action.PROTECTED, "noted with the file itself"
    assert found(texts, tmp_path) == []


def test_practices_and_looks_of_killed_programs_go(
    full_desk: Desk, clock: Clock, tmp_path: Path, temporary: Path
) -> None:
    texts, path = texts_of(full_desk), full_desk.store.path
    full_desk.close()
    code = (
        "import shutil, tempfile\n"
        "from kiosk.services.safekeeping import practice_prefix\n"
        "from kiosk.services.safekeeping.copies import opened\n"
        "from kiosk.services.safekeeping import lasting\n"
        "shutil.copyfile(event, Path(tempfile.mkdtemp(prefix=practice_prefix())) / event.name)\n"
        "lasting.readable_rows = die\n"
        "with opened(event): lasting.witness_of(event, None)"
    )
    assert ran(code, path) == -9
    assert len({name for _, name in found(texts, temporary)}) == 3
    sealed_now(path, clock)
    assert found(texts, tmp_path) == []


def test_a_full_disk_is_said_and_the_event_is_as_it_was(
    full_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = full_desk.store.path
    full_desk.close()
    usage = shutil.disk_usage(path.parent)._replace(free=path.stat().st_size)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage)
    with pytest.raises(Refusal) as told:
        reseal(path, None, WORDS)
    assert told.value.told.sentence is DISK_FULL
    EventStore.open(path).close()


def test_a_full_disk_in_the_middle_of_writing_anew_is_said(full_desk: Desk, tmp_path: Path) -> None:
    """SQLCipher says it as no code, only in words."""
    from sqlcipher3 import dbapi2

    path = full_desk.store.path
    full_desk.close()
    with (
        closing(dbapi2.connect(str(path), isolation_level=None)) as source,
        pytest.raises(Refusal) as told,
        refusals(path),
    ):
        source.execute("ATTACH DATABASE ? AS other KEY 'x'", (str(tmp_path / "small"),))
        source.execute("PRAGMA other.max_page_count = 5")
        source.execute("SELECT sqlcipher_export('other')").fetchone()
    assert told.value.told.sentence is DISK_FULL


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_who_else_may_read_the_file_stays_as_it_was(
    full_desk: Desk, clock: Clock, tmp_path: Path
) -> None:
    path = full_desk.store.path
    full_desk.close()
    path.chmod(0o640)
    sealed_now(path, clock)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    unprotect(path, WORDS, desk="1", at=clock())
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_wrong_passphrase_is_no_way_around_the_pin(
    full_desk: Desk,
    event: Event,
    clock: Clock,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = full_desk.store.path
    full_desk.close()
    sealed_now(path, clock)
    other = tmp_path / "other.kiosk"
    Desk.create(other, event, name="1", clock=clock).close()
    wrong = tmp_path / "wrong.txt"
    wrong.write_text(OTHER.text, "utf-8")
    before = path.read_bytes()
    command = ["restore", str(path), "--from", str(other), "--passphrase-file", str(wrong)]
    assert main(command) == 1
    assert "not the passphrase" in capsys.readouterr().err
    assert path.read_bytes() == before
