"""What a person answers to a plan: columns, values, who a row is, whose word counts."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk import settings
from kiosk.cli import main
from kiosk.domain import Action, PersonDetails, PhotoConsent
from kiosk.language import Language, Refusal
from kiosk.services.desk import Desk
from kiosk.services.list_taking import Stage
from kiosk.services.lists import Answers, Field, Outcome, RowAnswer, Who, settled
from kiosk.services.lists.values import value_key

KNOWN = PersonDetails(
    name_latin="SOK Dara", phone="012000101", organisation_en="River Fund", category="cbo"
)


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def values(field: Field, **said: str) -> dict[tuple[Field, str], str]:
    return {(field, value_key(text.replace("_", " "))): answer for text, answer in said.items()}


# Columns -----------------------------------------------------------------------------------------


def test_a_column_chosen_by_hand_is_remembered_for_the_next_list_with_those_titles(
    desk: Desk, tmp_path: Path
) -> None:
    titles = "Name,Shirt,Shirt\n"
    first = written(tmp_path / "one.csv", titles + "SOK Dara,012 000 101,XL\n")
    chosen = Answers(columns={"one.csv!B": Field.PHONE, "one.csv!C": Field.NOTE})
    planned = desk.plan_list(first, answers=chosen)
    assert [(c.letters, c.field, c.by_hand) for c in planned.columns] == [
        ("A", Field.NAME, False),
        ("B", Field.PHONE, True),
        ("C", Field.NOTE, True),
    ]
    assert not (settings.folder() / "columns.json").exists(), "a plan remembers nothing"
    desk.take(planned)

    later = written(tmp_path / "two.csv", titles + "CHAN Srey,011 000 222,M\n")
    again = desk.plan_list(later)
    assert [c.field for c in again.columns] == [Field.NAME, Field.PHONE, Field.NOTE]
    (row,) = again.rows
    assert row.details is not None
    assert (row.details.phone, row.details.note) == ("011000222", "Shirt: M")
    told = [note.told.text(Language.ENGLISH) for note in again.notes if not note.asks]
    assert told == ["The columns are filled as you chose for a list with these titles before."]

    other = written(tmp_path / "three.csv", "Name,Shirt\nCHAN Srey,011 000 222\n")
    assert [c.field for c in desk.plan_list(other).columns] == [Field.NAME, None]
    anew = desk.plan_list(later, answers=Answers(columns={"two.csv!B": None}))
    assert [c.field for c in anew.columns] == [Field.NAME, None, Field.NOTE]


@pytest.mark.parametrize("content", ["", "[]", "{", '[{"titles": 1}]', '[["a"]]', "\0", "[" * 9999])
def test_a_memory_that_someone_else_wrote_is_as_good_as_none(
    desk: Desk, tmp_path: Path, content: str
) -> None:
    settings.folder().mkdir(parents=True)
    (settings.folder() / "columns.json").write_text(content, "utf-8")
    path = written(tmp_path / "one.csv", "Name,Shirt\nSOK Dara,XL\n")
    planned = desk.plan_list(path, answers=Answers(columns={"one.csv!B": Field.NOTE}))
    desk.take(planned)
    (entry,) = json.loads((settings.folder() / "columns.json").read_text("utf-8"))
    assert entry == {"titles": ["name", "shirt"], "columns": {"shirt": "note"}}


def test_the_memory_is_bounded(desk: Desk, tmp_path: Path) -> None:
    for number in range(70):
        path = written(tmp_path / "one.csv", f"Name,Shirt {number}\nPERSON {number},XL\n")
        desk.take(desk.plan_list(path, answers=Answers(columns={"one.csv!B": Field.NOTE})))
    entries = json.loads((settings.folder() / "columns.json").read_text("utf-8"))
    assert len(entries) == 60
    assert entries[0]["columns"] == {"shirt 69": "note"}


# Values that the event does not have -------------------------------------------------------------


def test_a_value_is_asked_about_once_and_a_category_of_that_name_is_made(
    desk: Desk, tmp_path: Path
) -> None:
    names = "Sok Dara|Chan Srey|Keo Pisey|Ly Bopha|Heng Vanna|Mao Rithy|Nuon Kim|Tep Sothy|Ouk Nary"
    rows = "".join(f"{name},Journalist,Media team,Atlantis\n" for name in names.split("|"))
    path = written(tmp_path / "one.csv", "Name,Category,Group,Province\n" + rows)
    planned = desk.plan_list(path)
    assert [(v.field, v.text, v.count) for v in planned.values] == [
        (Field.CATEGORY, "Journalist", 9),
        (Field.GROUP, "Media team", 9),
        (Field.PROVINCE, "Atlantis", 9),
    ]
    asked = [note.told.text(Language.ENGLISH).split(" is ")[0] for note in planned.questions]
    assert asked == ["“Journalist”", "“Media team”", "“Atlantis”"]
    answers = Answers(
        values={
            **values(Field.CATEGORY, JOURNALIST="+Journalist"),
            **values(Field.GROUP, media_team="+Media team"),
            **values(Field.PROVINCE, Atlantis="Kampot"),
        }
    )
    made = desk.plan_list(path, answers=answers)
    assert made.values == ()
    before = desk.event
    desk.take(made)
    assert desk.event.categories == (*before.categories, *made.categories)
    assert (desk.event.categories[-1].key, desk.event.categories[-1].en) == (
        "journalist",
        "Journalist",
    )
    assert {(p.category, p.group, p.province) for p in desk.people()} == {
        ("journalist", before.groups[-1].number + 1, "Kampot")
    }
    again = Answers(values=values(Field.PROVINCE, Atlantis="Kampot"))
    assert desk.plan_list(path, answers=again).count(Outcome.SAME) == 9
    desk.undo()
    assert desk.people() == ()


def test_a_value_that_is_left_be_is_asked_about_no_more(desk: Desk, tmp_path: Path) -> None:
    path = written(tmp_path / "one.csv", "Name,Category\nSOK Dara,Journalist\n")
    answers = Answers(values=values(Field.CATEGORY, Journalist=""))
    planned = desk.plan_list(path, answers=answers)
    assert planned.values == ()
    (row,) = planned.rows
    assert row.details is not None
    assert row.details.category == "other"


@pytest.mark.parametrize(
    ("field", "answer"),
    [
        (Field.CATEGORY, "vip"),
        (Field.GROUP, "77"),
        (Field.PROVINCE, "Atlantis"),
        (Field.GROUP, "+"),
    ],
)
def test_an_answer_that_the_event_does_not_have_is_refused(
    desk: Desk, tmp_path: Path, field: Field, answer: str
) -> None:
    path = written(tmp_path / "one.csv", "Name\nSOK Dara\n")
    with pytest.raises(Refusal, match="at this event"):
        desk.plan_list(path, answers=Answers(values={(field, "x"): answer}))


def test_khmer_values_make_categories_in_khmer(desk: Desk, tmp_path: Path) -> None:
    path = written(tmp_path / "one.csv", "ឈ្មោះ,ប្រភេទ\nសុខ ដារា,អ្នកសារព័ត៌មាន\nចាន់ ស្រី,គ្រូពេទ្យ\n")
    texts = [value.text for value in desk.plan_list(path).values]
    said = {(Field.CATEGORY, value_key(text)): f"+{text}" for text in texts}
    desk.take(desk.plan_list(path, answers=Answers(values=said)))
    made = desk.event.categories[-2:]
    assert [(c.key, c.km) for c in made] == [
        ("category", "អ្នកសារព័ត៌មាន"),
        ("category_2", "គ្រូពេទ្យ"),
    ]
    assert [p.category for p in desk.people()] == ["category", "category_2"]


# Who a row is ------------------------------------------------------------------------------------


def test_a_row_that_may_be_someone_corrects_them_is_new_or_is_left_out(
    desk: Desk, tmp_path: Path
) -> None:
    person = desk.add(KNOWN)
    path = written(
        tmp_path / "l.csv",
        "Name,Phone,Organisation,Position\nSOK Darra,,River Fund,Manager\n",
    )
    planned = desk.plan_list(path)
    (row,) = planned.rows
    assert row.asks_who
    assert row.candidates[0].person_id == person.id
    place = row.place

    def answered(answer: RowAnswer) -> Outcome:
        return settled(planned, Answers(rows={place: answer})).rows[0].outcome

    assert answered(RowAnswer(Who.NEW)) is Outcome.NEW
    assert answered(RowAnswer(Who.SKIP)) is Outcome.REFUSED
    assert settled(planned, Answers()).rows[0].outcome is Outcome.ASK
    assert settled(planned, Answers(asked=Who.NEW)).rows[0].outcome is Outcome.NEW
    same = settled(planned, Answers(rows={place: RowAnswer(Who.SAME)}))
    assert same.rows[0].changes == {"position_en": ("", "Manager")}
    assert same.rows[0].contested == {"name_latin": ("SOK Dara", "SOK Darra")}, "typed at the desk"
    desk.take(same)
    now = desk.person(person.id)
    assert (now.name_latin, now.position_en, now.phone) == ("SOK Dara", "Manager", "012000101")
    desk.undo()
    assert desk.person(person.id) == person


def test_a_double_within_the_list_fills_what_its_first_row_lacks(
    desk: Desk, tmp_path: Path
) -> None:
    path = written(
        tmp_path / "l.csv",
        "Name,Phone,Organisation,Position\n"
        "SOK Dara,,River Fund,Officer\nSOK Darra,012 000 101,River Fund,Manager\n"
        "SOK Daraa,,River Fund,\n",
    )
    planned = desk.plan_list(path)
    assert [row.outcome for row in planned.rows] == [Outcome.NEW, Outcome.ASK, Outcome.ASK]
    joined = settled(planned, Answers(asked=Who.SAME))
    assert [row.outcome for row in joined.rows] == [Outcome.NEW, Outcome.SAME, Outcome.SAME]
    desk.take(joined)
    (person,) = desk.people()
    assert (person.name_latin, person.phone, person.position_en) == (
        "SOK Dara",
        "012000101",
        "Officer",
    )


def test_of_several_namesakes_one_is_chosen_and_all_at_once_chooses_none(
    desk: Desk, tmp_path: Path
) -> None:
    first = desk.add(PersonDetails(name_latin="SOK Dara", phone="012000101", category="cbo"))
    second = desk.add(PersonDetails(name_latin="SOK Dara", phone="015000202", category="cbo"))
    planned = desk.plan_list(written(tmp_path / "l.csv", "Name,Position\nSok Dara,Manager\n"))
    (row,) = planned.rows
    assert {one.person_id for one in row.candidates} == {first.id, second.id}
    assert settled(planned, Answers(asked=Who.SAME)).rows == planned.rows
    number = [one.person_id for one in row.candidates].index(second.id)
    chosen = Answers(rows={row.place: RowAnswer(Who.SAME, number)})
    desk.take(settled(planned, chosen))
    assert desk.person(second.id).position_en == "Manager"
    assert desk.person(first.id) == first


# Whose word counts -------------------------------------------------------------------------------


def test_what_the_desk_changed_is_kept_unless_the_list_is_chosen_and_consent_always(
    desk: Desk, tmp_path: Path
) -> None:
    titles = "Name,Phone,Position,Photo consent\n"
    desk.take(desk.plan_list(written(tmp_path / "a.csv", titles + "SOK Dara,012000101,,\n")))
    (person,) = desk.people()
    desk.change(person.id, position_en="Director", photo_consent=PhotoConsent.NO)
    desk.check_in(person.id, badge=False)
    later = written(tmp_path / "b.csv", titles + "SOK Dara,012000101,Officer,yes\n")
    planned = desk.plan_list(later)
    (row,) = planned.rows
    assert row.outcome is Outcome.ASK
    assert set(row.contested) == {"position_en", "photo_consent"}
    question = planned.questions[0]
    assert "“Director”; the list says “Officer”" in question.told.text(Language.ENGLISH)

    kept = settled(planned, Answers(contested={(row.place, "position_en"): False}))
    assert kept.rows[0].outcome is Outcome.SAME
    assert [note.row for note in kept.questions] == [None], "only the category is still asked"
    for taking in (
        Answers(take_contested=True),
        Answers(contested={(row.place, "position_en"): True, (row.place, "photo_consent"): True}),
    ):
        taken = settled(planned, taking)
        assert taken.rows[0].changes == {"position_en": ("Director", "Officer")}
    desk.take(taken)
    now = desk.person(person.id)
    assert (now.position_en, now.photo_consent) == ("Officer", PhotoConsent.NO)
    assert now.arrived_at is not None


# Progress, giving up, undo -----------------------------------------------------------------------


def test_each_stage_tells_its_progress_and_giving_up_leaves_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    rows = "".join(f"PERSON {n},0{10_000_000 + n},Office {n}\n" for n in range(1200))
    path = written(tmp_path / "long.csv", "Name,Phone,Organisation\n" + rows)
    told: list[tuple[Stage, int, int]] = []

    def note(stage: Stage, done: int, total: int) -> None:
        told.append((stage, done, total))

    planned = desk.plan_list(path, progress=note)
    assert {stage for stage, _, _ in told} == {Stage.READING, Stage.COMPARING}
    assert all(done <= total for _, done, total in told)

    def give_up(stage: Stage, done: int, _total: int) -> None:
        if stage is Stage.WRITING and done >= 1000:
            raise InterruptedError

    before = desk.store.journal_length()
    with pytest.raises(InterruptedError):
        desk.take(planned, progress=give_up)
    assert desk.store.journal_length() == before
    assert desk.people() == ()
    told.clear()
    desk.take(planned, progress=note)
    assert told == [(Stage.WRITING, done, 1200) for done in (500, 1000, 1200)]
    assert len({row.act for row in desk.store.journal(after=before)}) == 1
    path = desk.store.path
    desk.close()
    again = Desk.open(path, name="Desk 1")
    assert again.undo().action is Action.PERSON_ADDED
    assert again.people() == ()
    again.close()


# At the command line -----------------------------------------------------------------------------


def kiosk(capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 0) -> str:
    assert main([str(each) for each in arguments]) == code
    said = capsys.readouterr()
    return said.err if code else said.out


LIST = (
    "Name,Handy,Organisation,Category,Position\n"
    "SOK Dara,012 000 101,River Fund,Journalist,Officer\n"
    "SOK Darra,,River Fund,Journalist,Manager\n"
    "Chan Srey,011 222 333,UNDP,CBO,\n"
)


def test_a_dry_run_prints_columns_with_samples_and_what_becomes_of_each_row(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    event, path = desk.store.path, written(tmp_path / "l.csv", LIST)
    said = kiosk(capsys, "import", event, path, "--dry-run", "--map", "Handy=phone")
    assert "  B  “Handy” → the phone number (chosen by hand)   012 000 101 | 011 222 333" in said
    assert "  l.csv, row 2: new: SOK Dara\n" in said
    assert "  l.csv, row 3: to answer: SOK Darra. Is this the same person as “SOK Dara”" in said
    assert "3 rows would be read: 2 new, 0 changed, 0 the same, 1 to answer, 0 not taken." in said
    assert "“Journalist” is no category of this event (2 rows)" in said
    assert "--row 3=same" in said
    assert "--value “Journalist=+”" in said
    assert desk.people() == ()


def test_answers_typed_at_the_command_line_are_carried_out(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    event, path = desk.store.path, written(tmp_path / "l.csv", LIST)
    answers = ("--map", "B=phone", "--value", "journalist=+", "--row", "3=same")
    report = json.loads(kiosk(capsys, "import", event, path, *answers, "--json"))
    assert (report["added"], report["same"], report["made"]) == (2, 1, ["journalist"])
    assert report["columns"][1]["samples"] == ["012 000 101", "011 222 333"]
    assert [row["outcome"] for row in report["outcomes"]] == ["new", "same", "new"]
    desk.refresh()
    first, second = desk.people()
    assert (first.phone, second.phone, first.category) == ("012000101", "011222333", "journalist")

    desk.change(first.id, position_en="Director")
    again = kiosk(capsys, "import", event, path, "--dry-run", "--row", "3=skip")
    assert "Handy” → the phone number (chosen by hand)" in again, "remembered"
    assert "the position in English stays “Director”, as the desk has it" in again
    kiosk(capsys, "import", event, path, "--row", "2=take", "--row", "3=skip")
    assert desk.person(first.id).position_en == "Officer"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("--map", "Nothing=phone"), "has no column “Nothing”. It has: A 'Name', B 'Handy'"),
        (("--map", "B=fone"), "“fone” is nothing that a column can fill. Choose one of: number"),
        (("--map", "B"), "“B” is not written as COLUMN=FIELD"),
        (("--value", "Poet=cbo"), "does not ask about “Poet”. It asks about: Journalist"),
        (("--value", "Journalist=vip"), "“vip” cannot be the category of someone"),
        (("--row", "2=new"), "Row 2 does not ask that. These do: l.csv!3"),
        (("--row", "3=maybe"), "“maybe” is not written as"),
        (("--row", "3=take"), "Row 3 does not ask that. These do: –"),
        (("--row", "3=same:zzz"), "Row 3 may be"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_with_what_can(
    desk: Desk,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    typed: tuple[str, str],
    told: str,
) -> None:
    event, path = desk.store.path, written(tmp_path / "l.csv", LIST)
    assert told in kiosk(capsys, "import", event, path, *typed, code=1)
    assert desk.people() == ()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_ctrl_c_stops_with_a_sentence_and_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    import pty

    rows = "".join(f"PERSON {n},0{10_000_000 + n},Office {n}\n" for n in range(20_000))
    path = written(tmp_path / "long.csv", "Name,Phone,Organisation\n" + rows)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "kiosk", "import", str(desk.store.path), str(path)]
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job's is off
    with subprocess.Popen(command, stderr=theirs, stdout=subprocess.DEVNULL) as running:
        signal.signal(signal.SIGINT, before)
        os.close(theirs)
        said = b""
        while b"Comparing with the event 1" not in said:
            said += os.read(ours, 4096)
        running.send_signal(signal.SIGINT)
        with contextlib.suppress(OSError):  # how Linux says that the other end is closed
            while more := os.read(ours, 4096):
                said += more
    os.close(ours)
    assert running.returncode == 130
    assert "Stopped; the event is as it was." in said.decode()
    assert "Traceback" not in said.decode()
    assert desk.people() == ()


# A later version ---------------------------------------------------------------------------------


def gone(desk: Desk, path: Path) -> list[str]:
    told = [note.told.text(Language.ENGLISH) for note in desk.plan_list(path).notes]
    return [words for words in told if "not on this one" in words]


def test_a_later_version_says_who_is_no_longer_on_it(desk: Desk, tmp_path: Path) -> None:
    titles, sok, chan, meas = "Name,Phone", "Sok Dara,012000101", "Chan Thy,012000102", "Meas Lina,"
    first = written(tmp_path / "one.csv", "\n".join((titles, sok, chan, meas)))
    other = written(tmp_path / "two.csv", "\n".join((titles, "Kim Hong,012000103", "Ros Vy,")))
    for path in (first, other):
        assert gone(desk, path) == []
        desk.take(desk.plan_list(path))
    desk.add(KNOWN)
    assert gone(desk, first) == gone(desk, other) == []
    later = written(tmp_path / "three.csv", "\n".join((titles, sok, meas, "Yim Bo,012000104")))
    [words] = gone(desk, later)
    assert words.startswith("1 person whom an earlier list brought is not on this one")
    assert "Chan Thy" in words
    assert "Kim Hong" not in words
    few = written(tmp_path / "four.csv", "\n".join((titles, sok)))
    assert gone(desk, few) == [], "a list of few is another list"
