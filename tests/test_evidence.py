"""The journal as a chain: what was altered, dropped, put in or taken off its end is named."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from kiosk.bundled import sample_file
from kiosk.cli import main
from kiosk.cli.evidence import HOLDS, SHEET_AGREES
from kiosk.cli.safekeeping import COPY as COPY_LISTED
from kiosk.domain import Grant, Person, PersonDetails, Signing
from kiosk.language import Language, Refusal
from kiosk.services.database import EventStore, StoredPicture
from kiosk.services.desk import Desk
from kiosk.services.event_file import read_event
from kiosk.services.event_values import event_of, values_of
from kiosk.services.evidence import Verdict, check_chain, verify
from kiosk.services.safekeeping import against_copies, keep_copies, keep_copy, opened, places_of
from kiosk.services.safekeeping.comparing import COPY_HAS_MORE
from kiosk.services.safekeeping.words import FOLLOWING, FROM_COPY
from kiosk.services.sealing import BEGINNING, sealed
from kiosk.services.sheet_evidence import SheetVerdict, check_sheet
from kiosk.services.sheet_evidence.words import ROWS_TAKEN_OFF
from kiosk.services.workbook import Audience, read_sheet
from tests.conftest import Clock

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def held_morning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a list, arrivals, corrections, undo, a walk-in, a removal, changed facts."""
    path = tmp_path_factory.mktemp("held") / "day.kiosk"
    clock = Clock()
    event = read_event(sample_file("workshop.toml"))
    with closing(Desk.create(path, event, name="Desk 1", clock=clock)) as desk:
        desk.take(desk.plan_list(sample_file("participants_80_messy.xlsx")))
        hold(desk, clock)
    return path


def hold(desk: Desk, clock: Clock) -> None:
    people = desk.people()
    for person in people[:12]:
        clock.move_on(7)
        if person.named:
            desk.check_in(person.id)
    desk.change(people[0].id, name_km="សុខ សុភ\u17b6\u17b6", phone="012 345 678")
    desk.change(people[1].id, signing=Signing.ON_SCREEN, signature="1,1 2,2")
    desk.undo()
    desk.redo()
    desk.undo_check_in(people[2].id)
    desk.add(PersonDetails(name_latin="chan  SOPHEA", category="cbo"), arrives=True)
    desk.remove(people[20].id)
    first, *others = desk.event.categories
    priced = dataclasses.replace(first, transport=Decimal("5.50"))
    facts = dataclasses.replace(desk.event, grant=Grant(donor="EU"), categories=(priced, *others))
    desk.change_event(facts)


@pytest.fixture
def morning(held_morning: Path, tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """A desk on a copy of that file."""
    path = tmp_path / "day.kiosk"
    shutil.copy(held_morning, path)
    with closing(Desk.open(path, name="Desk 1", clock=clock)) as desk:
        yield desk


def behind_its_back(path: Path, *statements: str) -> None:
    """Change the file as someone with a database browser would, who knows of the triggers."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for verb in ("update", "delete"):
            connection.execute(f"DROP TRIGGER IF EXISTS journal_no_{verb}")
        for statement in statements:
            assert connection.execute(statement).rowcount != 0, statement


def sheet_words(desk: Desk, sheet: Path) -> list[str]:
    """What is told of a sheet that is not as it was exported."""
    verdict = checked(desk, sheet)
    found = [*([verdict.apart] if verdict.apart else ()), *(each.told for each in verdict.faults)]
    for told in found:
        assert "{" not in told.text(Language.KHMER)
    return [told.text(Language.ENGLISH) for told in found]


def checked(desk: Desk, sheet: Path) -> SheetVerdict:
    return check_sheet(desk.store, verify(desk.store).chain, sheet)


def words(verdict: Verdict) -> list[str]:
    for told in verdict.faults:
        assert "{" not in told.text(Language.KHMER)
    return [told.text(Language.ENGLISH) for told in verdict.faults]


def test_what_was_done_at_the_desk_verifies(morning: Desk) -> None:
    verdict = verify(morning.store)
    assert words(verdict) == []
    assert verdict.chain.rows == morning.store.journal_length()
    assert verdict.chain.seal == morning.store.journal_end().seal


def test_facts_come_back_from_the_journal_as_they_were(morning: Desk) -> None:
    assert event_of(values_of(morning.event)) == morning.event
    assert event_of(json.loads(json.dumps(values_of(morning.event)))) == morning.event


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("""UPDATE journal SET after = replace(after, '2023', '2022') WHERE number = 90""", "90"),
        ("UPDATE journal SET desk = 'Desk 9' WHERE number = 90", "90"),
        ("UPDATE journal SET at = '2022-01-01 00:00:00.000000' WHERE number = 90", "90"),
        ("UPDATE journal SET person_id = NULL WHERE number = 90", "90"),
        ("UPDATE journal SET digest = seal WHERE number = 90", "90"),
        ("UPDATE journal SET seal = digest WHERE number = 90", "90"),
        ("UPDATE journal SET salt = '' WHERE number = 90", "90"),
        ("DELETE FROM journal WHERE number = 90", "90 of the journal is missing"),
        ("DELETE FROM journal WHERE number = 1", "Row 1 of the journal is missing"),
        ("UPDATE journal SET number = 9000 WHERE number = 90", "90 of the journal is missing"),
    ],
)
def test_the_first_row_that_is_not_as_it_was_written_is_named(
    morning: Desk, statement: str, said: str
) -> None:
    assert "2023" in json.dumps(dict(morning.store.journal(after=89)[0].after))
    behind_its_back(morning.store.path, statement)
    fault = check_chain(morning.store.journal()).fault
    assert fault is not None
    assert said in fault.text(Language.ENGLISH)
    assert not verify(morning.store).holds


def test_a_row_dropped_with_the_numbers_closed_up_is_named(morning: Desk) -> None:
    behind_its_back(
        morning.store.path,
        "DELETE FROM journal WHERE number = 90",
        "UPDATE journal SET number = -number WHERE number > 90",
        "UPDATE journal SET number = -number - 1 WHERE number < 0",
    )
    assert "Row 90 of the journal does not follow" in words(verify(morning.store))[0]


def test_a_row_put_in_between_is_named(morning: Desk) -> None:
    columns = "act, at, desk, action, person_id, before, after, salt, digest, seal"
    behind_its_back(
        morning.store.path,
        "UPDATE journal SET number = -number WHERE number > 90",
        "UPDATE journal SET number = -number + 1 WHERE number < 0",
        f"INSERT INTO journal (id, number, {columns})"
        f" SELECT '{'0' * 32}', 91, {columns} FROM journal WHERE number = 90",
    )
    assert "Row 91 of the journal was put in later" in words(verify(morning.store))[0]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE person SET name_km_canonical = 'ក' WHERE code = '{code}'", "as printed"),
        ("UPDATE person SET name_latin = 'Someone' WHERE code = '{code}'", "Latin name is"),
        ("UPDATE person SET disability = 'yes' WHERE code = '{code}'", "Disability is not what"),
        ("UPDATE person SET category = 'speaker' WHERE code = '{code}'", "category is"),
        ("UPDATE person SET code = '9z999z' WHERE code = '{code}'", "The code is “9z999z”"),
        ("UPDATE person SET removed_at = '2023-01-01' WHERE code = '{code}'", "Taken off"),
        ("UPDATE attendance SET arrived_at = '2023-09-13 03:00:00'", "The arrival"),
        ("UPDATE attendance SET undone_at = NULL", "The arrival"),
        ("DELETE FROM attendance", "The arrival"),
        ("UPDATE event SET donor = 'Someone'", "Facts of the event"),
        ("UPDATE category SET transport = 90000", "Facts of the event"),
    ],
)
def test_a_change_behind_the_journals_back_is_found(
    morning: Desk, statement: str, said: str
) -> None:
    person = next(p for p in morning.people() if p.name_km and p.name_latin)
    behind_its_back(morning.store.path, statement.format(code=person.code))
    found = words(verify(morning.store))
    assert any(said in line for line in found), found
    assert check_chain(morning.store.journal()).fault is None


def test_someone_put_among_the_people_or_taken_out_is_named(morning: Desk) -> None:
    gone, copied = [p for p in morning.people() if p.arrived_at is None][:2]
    columns = ", ".join(f.name if f.name != "group" else '"group"' for f in fields_of_tables())
    behind_its_back(
        morning.store.path,
        f"DELETE FROM person WHERE id = '{gone.id.hex}'",
        f"INSERT INTO person (id, code, {columns}) SELECT '{'1' * 32}', '9z999z', {columns}"
        f" FROM person WHERE id = '{copied.id.hex}'",
    )
    found = words(verify(morning.store))
    assert any("(9z999z) is in the event, and the journal tells nothing" in f for f in found)
    assert any(f"({gone.code}) came onto the event by the journal" in f for f in found)


def fields_of_tables() -> list[dataclasses.Field[object]]:
    skipped = ("id", "code", "arrived_at")
    return [field for field in dataclasses.fields(Person) if field.name not in skipped]


@pytest.mark.parametrize("audience", list(Audience))
def test_sheet_and_file_agree_also_when_the_morning_goes_on(
    morning: Desk, tmp_path: Path, audience: Audience
) -> None:
    sheet = morning.exports.workbook(tmp_path / "sheet.xlsx", audience).path
    assert (sheet_words(morning, sheet), checked(morning, sheet).later) == ([], 0)
    morning.check_in(next(p for p in morning.people() if p.arrived_at is None).id)
    assert (sheet_words(morning, sheet), checked(morning, sheet).later) == ([], 1)


def test_rows_taken_off_the_end_show_against_the_sheet_alone(morning: Desk, tmp_path: Path) -> None:
    last = next(person for person in morning.people() if person.arrived_at is None)
    morning.check_in(last.id)
    end = morning.store.journal_length()
    sheet = morning.exports.workbook(tmp_path / "sheet.xlsx", Audience.DONOR).path
    behind_its_back(
        morning.store.path,
        f"DELETE FROM journal WHERE number >= {end}",
        f"DELETE FROM attendance WHERE person_id = '{last.id.hex}' AND undone_at IS NULL",
    )
    assert verify(morning.store).holds, "the file alone cannot tell"
    found = sheet_words(morning, sheet)
    assert f"made from {end + 1} journal rows, and the file has only {end - 1}" in found[0]
    assert any(f"({last.code}) stands on the sheet, and not there" in line for line in found)


def test_a_journal_written_anew_shows_against_the_sheet(morning: Desk, tmp_path: Path) -> None:
    sheet = morning.exports.workbook(tmp_path / "sheet.xlsx", Audience.DONOR).path
    other = tmp_path / "other.kiosk"
    with closing(Desk.create(other, morning.event, name="Desk 1")) as forged:
        for _ in range(read_sheet(sheet).claims[0].journal_rows):
            forged.add(PersonDetails(name_latin="Nobody", category="cbo"))
        assert verify(forged.store).holds
        found = sheet_words(forged, sheet)
    assert "not that of journal row" in found[0]
    assert any("stands on the sheet, and not there by the journal" in line for line in found)


def test_a_sheet_that_is_not_there_is_said_to_be_missing(morning: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"There is no file “nix\.xlsx”"):
        checked(morning, tmp_path / "nix.xlsx")


@pytest.mark.parametrize("make", ["text", "list"])
def test_what_is_no_sheet_of_ours_is_refused(morning: Desk, tmp_path: Path, make: str) -> None:
    sheet = tmp_path / "sheet.xlsx"
    if make == "text":
        sheet.write_text("no sheet")
    else:
        shutil.copy(DATA / "participants_80_clean.xlsx", sheet)
    with pytest.raises(Refusal, match="is not a sign-in workbook"):
        checked(morning, sheet)


@pytest.mark.parametrize("file", sorted(DATA.glob("event_000[123].kiosk")), ids=lambda p: p.stem)
def test_an_older_file_is_sealed_at_its_upgrade_and_says_so(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / file.name
    shutil.copy(file, path)
    with closing(EventStore.open(path)) as store:
        verdict = verify(store)
        *_, begun = store.journal()
    assert words(verdict) == []
    assert verdict.chain.sealed_later == begun.number - 1 == verdict.chain.rows - 1
    assert main(["verify", str(path)]) == 0
    assert "were sealed when the file was upgraded" in capsys.readouterr().out


def reseal(path: Path, first: int) -> None:
    """Seal every row from ``first`` anew, as someone would who has read this program."""
    with closing(EventStore.open(path)) as store:
        rows = store.journal(after=first - 2)
        previous = rows[0].seal if first > 1 else BEGINNING
        chained = sealed(rows[1:] if first > 1 else rows, previous)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TRIGGER IF EXISTS journal_no_update")
        for row in chained:
            connection.execute(
                "UPDATE journal SET salt = ?, digest = ?, seal = ? WHERE number = ?",
                (row.salt, row.digest, row.seal, row.number),
            )


def test_who_seals_the_whole_chain_anew_is_told_by_the_sheet_and_by_the_copies(
    morning: Desk, tmp_path: Path, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    """The honest limit: a file alone cannot tell, once its journal was written anew."""
    sheet = morning.exports.workbook(tmp_path / "sheet.xlsx", Audience.DONOR).path
    keep_copies(morning.store, places_of(morning.store.path), clock)
    path = morning.store.path
    morning.close()
    behind_its_back(
        path,
        "UPDATE journal SET desk = 'Desk 9' WHERE number = 90",
        "UPDATE attendance SET desk = 'Desk 9' WHERE person_id ="
        " (SELECT person_id FROM journal WHERE number = 90)",
    )
    reseal(path, 90)
    assert main(["verify", str(path), "--no-copies"]) == 0, "the file alone cannot tell"
    assert main(["verify", str(path), "--no-copies", "--workbook", str(sheet)]) == 1
    assert "not that of journal row" in capsys.readouterr().out
    assert main(["verify", str(path)]) == 1
    assert "has another journal up to row" in capsys.readouterr().out


def test_rows_taken_off_the_end_are_told_by_a_copy(
    morning: Desk, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    keep_copies(morning.store, places_of(morning.store.path), clock)
    path, end = morning.store.path, morning.store.journal_length()
    morning.close()
    assert main(["verify", str(path)]) == 0
    assert "1 copy of it agrees" in capsys.readouterr().out
    behind_its_back(path, f"DELETE FROM journal WHERE number = {end}")
    assert main(["verify", str(path), "--lang", "km"]) == 1
    assert main(["verify", str(path), "--json"]) == 1
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert any(f"has {end} journal rows, and the file only {end - 1}" in f for f in told["faults"])


def test_two_rows_that_changed_places_are_named(morning: Desk) -> None:
    behind_its_back(
        morning.store.path,
        "UPDATE journal SET number = -91 WHERE number = 90",
        "UPDATE journal SET number = 90 WHERE number = 91",
        "UPDATE journal SET number = 91 WHERE number = -91",
    )
    assert "Row 90 of the journal" in words(verify(morning.store))[0]


PNG = b"\x89PNG 1"


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE badge_design SET toml = 'x = 2'", "design “own” is not"),
        ("DELETE FROM badge_design", "design “own” is not"),
        ("INSERT INTO badge_design (name, toml) VALUES ('b', '')", "design “b” is not"),
        ("UPDATE picture SET data = x'00'", "picture “logo” is not"),
        ("UPDATE picture SET name = 'seal'", "picture “logo” is not"),
        ("DELETE FROM picture", "picture “logo” is not"),
    ],
)
def test_designs_and_pictures_changed_behind_its_back_are_named(
    morning: Desk, clock: Clock, statement: str, said: str
) -> None:
    with morning.store.writing(desk="Desk 1", at=clock()) as change:
        change.set_design("own", "x = 1")
        change.set_design("gone", "x = 1")
        change.set_design("gone", None)
        change.set_picture("logo", StoredPicture("image/png", PNG))
    assert words(verify(morning.store)) == []
    behind_its_back(morning.store.path, statement)
    assert any(said in line for line in words(verify(morning.store)))


def test_a_sheet_with_a_password_is_checked_with_it(
    morning: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    sheet = morning.exports.workbook(
        tmp_path / "sheet.xlsx", Audience.DONOR, password="រៀល 2023"
    ).path
    morning.close()
    (tmp_path / "right.txt").write_text("រៀល 2023\n", "utf-8")
    (tmp_path / "wrong.txt").write_text("riel\n", "utf-8")
    command = ["verify", str(morning.store.path), "--workbook", str(sheet)]
    assert main([*command, "--password-file", str(tmp_path / "right.txt")]) == 0
    assert "The sheet agrees" in capsys.readouterr().out
    assert main([*command, "--password-file", str(tmp_path / "wrong.txt")]) == 1
    assert "does not open" in capsys.readouterr().err
    assert main(command) == 1
    assert "locked with a password" in capsys.readouterr().err
    monkeypatch.setenv("KIOSK_WORKBOOK_PASSWORD", "រៀល 2023")
    assert main(command) == 0


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_a_file_on_a_medium_that_cannot_be_written_is_checked(
    morning: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As the desk left it when the power went: with a log that was not folded in yet."""
    medium = tmp_path / "medium"
    medium.mkdir()
    for ending in ("", "-wal"):
        shutil.copy(f"{morning.store.path}{ending}", medium)
    rows = morning.store.journal_length()
    before = {path.name: path.read_bytes() for path in medium.iterdir()}
    script = f"mount --bind {medium} {medium} && mount -o remount,ro,bind {medium} && exec "
    script += f'"{sys.executable}" -m kiosk verify {medium}/day.kiosk --json'
    alone = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script]
    root = str(Path(__file__).parents[1])
    done = subprocess.run(
        alone, env={**os.environ, "PYTHONPATH": root}, capture_output=True, text=True, check=False
    )
    if "unshare" in done.stderr or "mount" in done.stderr:
        pytest.skip("needs user and mount namespaces")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["rows"] == rows
    assert {path.name: path.read_bytes() for path in medium.iterdir()} == before


def test_verify_answers_in_words_and_json(
    morning: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    morning.close()
    path = str(morning.store.path)
    assert main(["verify", path]) == 0
    assert "The journal holds" in capsys.readouterr().out
    behind_its_back(morning.store.path, "UPDATE journal SET desk = 'X' WHERE number > 60")
    assert main(["verify", path, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["holds"] is False
    assert "Row 61 of" in told["faults"][0]
    assert main(["verify", path, "--lang", "km"]) == 1
    assert "កំណត់ហេតុមិនត្រឹមត្រូវ" in capsys.readouterr().out


def test_one_is_told_in_the_singular() -> None:
    for sentence, told in (
        (ROWS_TAKEN_OFF, "made from 1 journal row, and the file has only 1: the last 1 is gone"),
        (HOLDS, "The journal holds: 1 row, none altered"),
        (SHEET_AGREES, "; 1 journal row came after"),
        (COPY_HAS_MORE, "has 1 journal row, and the file only 1: the last 1 is gone"),
        (COPY_LISTED, "(1 journal row, 1)"),
        (FROM_COPY, "with 1 journal row."),
        (FOLLOWING, "1 arrival, 1 new person, 1 correction, 1 other."),
    ):
        places = ("rows", "sheet", "missing", "later", "copy", "count", "arrivals", "added")
        facts = dict.fromkeys((*places, "changed", "others", "file", "time", "title"), 1)
        assert told in sentence.text(Language.ENGLISH, **facts)


def test_each_copy_that_tells_otherwise_is_named_with_its_place(
    morning: Desk, tmp_path: Path
) -> None:
    clock, places = Clock(), [tmp_path / "one", tmp_path / "two"]
    older = keep_copy(morning.store, tmp_path / "older", clock())
    morning.check_in(next(p for p in morning.people() if p.arrived_at is None and p.named).id)
    for place in places:
        keep_copy(morning.store, place, clock())
    with opened(older.path) as store:
        told = against_copies(store, places).told
    assert len(told) == 2
    for place, each in zip(places, told, strict=True):
        assert str(place) in each.text(Language.ENGLISH)
