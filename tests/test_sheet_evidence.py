"""A workbook that was exported, held against the journal: every alteration is named by its place,
and what is none is not: a save by another program, more arrivals, a pen's worth of typing."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.drawing.image import Image as SheetImage
from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from PIL import Image

from kiosk.bundled import sample_file
from kiosk.cli import main
from kiosk.domain import PersonDetails, Signing
from kiosk.language import Language
from kiosk.services.desk import Desk
from kiosk.services.event_file import read_event
from kiosk.services.evidence import check_chain
from kiosk.services.sheet_evidence import Difference, SheetVerdict, check_sheet
from kiosk.services.workbook import (
    LAYOUT,
    Audience,
    Book,
    Provenance,
    plain_workbook,
    write_workbook,
)
from tests.conftest import Clock
from tests.test_evidence import behind_its_back, reseal
from tests.workbook_office import convert
from tests.workbook_people import PROVENANCE, the_eighty, workshop

Alter = Callable[[Workbook], None]
PASSWORD = "រៀល 2023"
CELLS_OF_LAYOUT = (1, "d0258b7f")


@dataclasses.dataclass(frozen=True)
class Morning:
    """An event after a morning, and what was exported of it."""

    event: Path
    donor: Path
    finance: Path
    since: Path
    sealed: Path
    resaved: dict[str, Path]


@pytest.fixture(scope="module")
def morning(tmp_path_factory: pytest.TempPathFactory) -> Morning:
    folder = tmp_path_factory.mktemp("sheets")
    clock, event = Clock(), folder / "day.kiosk"
    facts = dataclasses.replace(read_event(sample_file("workshop.toml")), riel_rate=4100)
    with closing(Desk.create(event, facts, name="Desk 1", clock=clock)) as desk:
        desk.take(desk.plan_list(sample_file("participants_80_messy.xlsx")))
        out = desk.exports
        first = out.workbook(folder / "first.xlsx", Audience.DONOR).path
        hold(desk, clock)
        donor = out.workbook(folder / "donor.xlsx", Audience.DONOR).path
        finance = out.workbook(folder / "finance.xlsx", Audience.FINANCE).path
        since = out.workbook(folder / "since.xlsx", Audience.DONOR, since=first).path
        sealed = out.workbook(folder / "sealed.xlsx", Audience.FINANCE, password=PASSWORD).path
    made = convert([donor, finance, since], "xlsx", folder / "resaved")
    return Morning(event, donor, finance, since, sealed, {path.stem: path for path in made})


def hold(desk: Desk, clock: Clock) -> None:
    named = [person for person in desk.people() if person.named]
    for person in named[:14]:
        clock.move_on(7)
        desk.check_in(person.id)
    ink = "1,1 200,200 300,50;5,5 600,250"
    for person in named[3:5]:
        drawn = ink if person is named[3] else "9,9 500,20 40,270"
        desk.change(person.id, signing=Signing.ON_SCREEN, signature=drawn)
    desk.change(named[5].id, signing=Signing.THUMBPRINT, signed_by="ចាន់ សុភា")
    desk.change(named[6].id, name_latin="  =SUM(A1) _x0041_ & <b>  ")
    priced = [dataclasses.replace(c, transport=Decimal("5.50")) for c in desk.event.categories]
    desk.change_event(dataclasses.replace(desk.event, categories=tuple(priced)))
    instead = PersonDetails(name_latin="Stand In", category="cbo", in_place_of=named[20].code)
    desk.add(instead, arrives=True)


@pytest.fixture
def desk(morning: Morning, tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """A desk on a copy of the event."""
    path = tmp_path / "day.kiosk"
    shutil.copy(morning.event, path)
    with closing(Desk.open(path, name="Desk 2", clock=clock)) as desk:
        yield desk


def checked(desk: Desk, sheet: Path, password: str | None = None) -> SheetVerdict:
    return check_sheet(desk.store, check_chain(desk.store.journal()), sheet, password=password)


def told(found: tuple[Difference, ...]) -> list[str]:
    for each in found:
        assert "{" not in each.told.text(Language.KHMER)
        assert re.search("[\u1780-\u17ff]", each.told.text(Language.KHMER))
    return [each.told.text(Language.ENGLISH) for each in found]


# --- what agrees ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["donor", "finance", "since"])
def test_what_was_exported_agrees_also_once_libreoffice_saved_it(
    morning: Morning, desk: Desk, kind: str
) -> None:
    for sheet in (getattr(morning, kind), morning.resaved[kind]):
        verdict = checked(desk, sheet)
        assert (told(verdict.faults), told(verdict.typed), verdict.remarks) == ([], [], ())
        assert verdict.agrees
        assert verdict.whole


def test_a_sealed_workbook_agrees_in_both_languages(
    morning: Morning, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KIOSK_WORKBOOK_PASSWORD", PASSWORD)
    command = ["verify", str(morning.event), "--no-copies", "--workbook", str(morning.sealed)]
    assert main(command) == 0
    assert "The sheet agrees with the file, cell by cell; 0 journal" in capsys.readouterr().out
    assert main([*command, "--lang", "km"]) == 0
    assert "តារាងត្រូវនឹងឯកសារ គ្រប់ក្រឡា" in capsys.readouterr().out


def test_more_since_the_export_is_counted_and_no_fault(morning: Morning, desk: Desk) -> None:
    before = checked(desk, morning.donor).later
    person = next(p for p in desk.people() if p.arrived_at is None and p.named)
    desk.check_in(person.id)
    desk.change(person.id, name_km="សុខ ថ្មី", sex="M")
    desk.change_event(dataclasses.replace(desk.event, title_en="Another title", riel_rate=4000))
    verdict = checked(desk, morning.donor)
    assert told(verdict.faults) == []
    assert verdict.later == before + 3


def test_a_save_by_a_program_that_keeps_no_results_says_so_and_agrees(
    morning: Morning, desk: Desk, tmp_path: Path
) -> None:
    verdict = checked(desk, altered(morning.donor, tmp_path, lambda _: None))
    assert told(verdict.faults) == []
    (remark,) = verdict.remarks
    assert "have no stored result" in remark.text(Language.ENGLISH)


def test_formulas_that_excel_shares_between_rows_are_the_same(
    morning: Morning, desk: Desk, tmp_path: Path
) -> None:
    """Excel writes a formula once for rows on end; so it saves what it opened."""

    def share(part: bytes) -> bytes:
        first = rb"<f>(ROUND\(SUM\(F20:H20\),2\))</f>"
        part = re.sub(first, rb'<f t="shared" ref="I20:I30" si="0">\1</f>', part)
        others = rb"<f>ROUND\(SUM\(F2[1-9]:H2[1-9]\),2\)</f>"
        return re.sub(others, b'<f t="shared" si="0"/>', part)

    shared = raw(morning.donor, tmp_path, "Finance", share)
    assert b'<f t="shared" si="0"/>' in zipfile.ZipFile(shared).read("xl/worksheets/sheet3.xml")
    assert told(checked(desk, shared).faults) == []


# --- what was typed where there is room for it ---------------------------------------------------


def test_what_is_typed_into_empty_fields_is_told_apart(
    morning: Morning, desk: Desk, tmp_path: Path
) -> None:
    def fill(book: Workbook) -> None:
        book["Sign-in"]["L10"] = "signed"
        book["Finance"]["K20"] = "received"

    verdict = checked(desk, altered(morning.donor, tmp_path, fill))
    assert told(verdict.faults) == []
    typed = told(verdict.typed)
    assert len(typed) == 2
    assert "Sign-in, row 10, column L (Signature" in typed[0]
    assert "“received” was typed since the export" in typed[1]


def test_a_rate_typed_into_its_empty_cell_is_reckoned_with(desk: Desk, tmp_path: Path) -> None:
    desk.change_event(dataclasses.replace(desk.event, riel_rate=None))
    sheet = desk.exports.workbook(tmp_path / "rateless.xlsx", Audience.FINANCE).path
    places = {each.value: each.row for each in load_workbook(sheet)["Finance"]["F"] if each.value}
    row = next(row for text, row in places.items() if "riel for 1 USD" in str(text))

    def fill(book: Workbook) -> None:
        book["Finance"][f"J{row}"] = 4100

    (made,) = convert([altered(sheet, tmp_path, fill)], "xlsx", tmp_path / "made")
    verdict = checked(desk, made)
    assert told(verdict.faults) == [], "the sums in riel are those of that rate"
    (typed,) = told(verdict.typed)
    assert f"Finance, row {row}, column J" in typed
    forged = raw(made, tmp_path, "Finance", lambda part: part.replace(b">22600<", b">99900<"))
    assert any("stored as its result" in line for line in told(checked(desk, forged).faults))


# --- what was altered ----------------------------------------------------------------------------


def altered(sheet: Path, folder: Path, alter: Alter) -> Path:
    book, target = load_workbook(sheet), folder / "altered.xlsx"
    alter(book)
    book.save(target)
    return target


def cell(sheet: str, place: str, value: Any) -> Alter:
    return lambda book: book[sheet].__setitem__(place, value)


def doubled(book: Workbook) -> None:
    page = book["Sign-in"]
    page.insert_rows(13)
    for column in range(1, 13):
        page.cell(13, column, page.cell(12, column).value)


def exchanged(book: Workbook) -> None:
    page = book["Sign-in"]
    for column in range(1, 13):
        first, second = page.cell(10, column), page.cell(11, column)
        first.value, second.value = second.value, first.value


def extra_sheet(book: Workbook) -> None:
    book.create_sheet("Bonus")["A1"] = 1


def hidden(what: str) -> Alter:
    def hide(book: Workbook) -> None:
        page = book["Finance"]
        if what == "rows":
            page.row_dimensions[21].hidden = page.row_dimensions[22].hidden = True
        elif what == "column":
            page.column_dimensions["I"].hidden = True
        elif what == "low row":
            page.row_dimensions[21].height = 0.1
        else:
            page.sheet_state = "veryHidden"

    return hide


def laid_over(book: Workbook) -> None:
    picture = BytesIO()
    Image.new("RGB", (40, 20), "white").save(picture, "PNG")
    book["Finance"].add_image(SheetImage(picture), "I20")


def without_pictures(book: Workbook) -> None:
    book["Sign-in"]._images.clear()  # type: ignore[attr-defined]


def other_pictures(book: Workbook) -> None:
    first, second = book["Sign-in"]._images  # type: ignore[attr-defined]
    first.anchor, second.anchor = second.anchor, first.anchor


def from_1904(book: Workbook) -> None:
    book.epoch = datetime(1904, 1, 1)  # noqa: DTZ001


def header(book: Workbook) -> None:
    first = book["Finance"].firstHeader
    assert first is not None
    first.left.text = "Another organizer"


def disguised(book: Workbook) -> None:
    style = DifferentialStyle(numFmt=NumberFormat(numFmtId=190, formatCode='"9.50"'))
    rule = Rule(type="expression", dxf=style, formula=["TRUE"])
    book["Finance"].conditional_formatting.add("F20:F20", rule)


def shown_otherwise(book: Workbook) -> None:
    book["Finance"]["F8"].number_format = '"9.50"'


def merged(book: Workbook) -> None:
    page = book["Sign-in"]
    page.merged_cells.add("C10:C12")


ALTERATIONS: dict[str, tuple[Alter, str]] = {
    "sex": (cell("Sign-in", "E10", "Other"), r"Sign-in, row 10, column E \(Sex, \w+\): “.*”"),
    "organisation": (cell("Sign-in", "G11", "Fraud Co"), "row 11, column G .*“Fraud Co” now"),
    "position": (cell("Sign-in", "F10", "King"), "row 10, column F"),
    "province": (cell("Sign-in", "H10", "Mars"), "row 10, column H"),
    "phone": (cell("Sign-in", "I10", "000"), "row 10, column I"),
    "phone as a number": (cell("Sign-in", "I10", 12345678), "row 10, column I"),
    "photo": (cell("Sign-in", "K10", "Maybe"), "row 10, column K"),
    "name": (cell("Sign-in", "C12", "X"), "row 12, column C"),
    "code": (cell("Sign-in", "B12", "zzzzzz"), "row 12, column B"),
    "time": (cell("Sign-in", "J10", datetime(2020, 1, 1)), "“2020-01-01 00:00:00” now"),  # noqa: DTZ001
    "number": (cell("Sign-in", "A10", 99), "row 10, column A"),
    "number as text": (cell("Sign-in", "A10", "1"), '“1” at the export, “"1"” now'),
    "a space too many": (cell("Data", "F2", "M "), "“M” at the export, “M␣” now"),
    "a sign unseen": (cell("Data", "F2", "M\u200b"), "“M” at the export, “M⟨U\\+200B⟩” now"),
    "how they signed": (cell("Sign-in", "L15", ""), "row 15, column L .*“.empty.” now"),
    "title": (cell("Sign-in", "A4", "Another workshop"), "Sign-in, row 4, column A"),
    "day": (cell("Sign-in", "C6", "14 Sep 2024"), "Sign-in, row 6, column C"),
    "heading": (cell("Sign-in", "E9", "S"), "Sign-in, row 9, column E"),
    "notice": (cell("Sign-in", "A7", "No notice"), "Sign-in, row 7, column A"),
    "rate": (cell("Finance", "F8", 99), r"Finance, row 8, column F .*“5\.5” at the export, “99”"),
    "riel rate": (cell("Finance", "J16", 5000), "Finance, row 16, column J"),
    "amount": (cell("Finance", "F20", 500), r"“5\.5 \(=\$F\$\d+\)” at the export, “500” now"),
    "sum's formula": (cell("Finance", "I20", "=SUM(F20:H20)*10"), "the formula was =ROUND"),
    "total": (cell("Finance", "I35", 9999), "Finance, row 35, column I"),
    "who is paid": (cell("Finance", "D21", "Someone"), "Finance, row 21, column D"),
    "figure": (cell("Summary", "F12", 99), "Summary, row 12, column F .Attended: persons"),
    "exported figure": (cell("Summary", "H12", 99), "Summary, row 12, column H"),
    "verdict": (cell("Summary", "I6", "OK"), "Summary, row 6, column I"),
    "absent": (cell("Absent", "C6", "Someone"), "Absent, row 6, column C"),
    "remark": (cell("Absent", "K7", "ill"), "Absent, row 7, column K"),
    "disability": (cell("Data", "H2", "Maybe"), "Data, row 2, column H .Disability"),
    "attended": (cell("Data", "Q2", "No"), "Data, row 2, column Q"),
    "record": (cell("Data", "Z2", "x"), "Data, row 2, column Z"),
    "name as typed": (cell("Data", "X2", "x"), "Data, row 2, column X"),
    "made": (cell("Notes", "C6", "2020-01-01"), "Notes, row 6, column C"),
    "desk": (cell("Notes", "C7", "Desk 9"), "Notes, row 7, column C"),
    "rows": (cell("Notes", "C8", "50"), "Notes, row 8, column C"),
    "seal": (cell("Notes", "C9", "0" * 64), "Notes, row 9, column C"),
    "what a figure means": (cell("Notes", "C14", "x"), "Notes, row 14, column C"),
    "beside the sheet": (cell("Finance", "N20", "paid 900"), "Finance, row 20, column N"),
    "a cell emptied": (cell("Finance", "E20", None), "row 20, column E .*“.empty.” now"),
    "a line doubled": (doubled, "Sign-in, row 1[23]: this row stands there twice"),
    "a line put in": (cell("Sign-in", "B60", "zzzzzz"), "row 60: this row was put in"),
    "a line taken out": (lambda b: b["Sign-in"].delete_rows(12), "row 12 of the export is missing"),
    "a line emptied": (lambda b: b["Data"].delete_rows(40), "Data: row 40 of the export is missi"),
    "lines exchanged": (exchanged, r"Sign-in, row 1[01]: this row stood in row 1[01] at"),
    "an empty row": (lambda b: b["Finance"].insert_rows(22), "before row 23, empty rows were put"),
    "a column": (lambda b: b["Data"].delete_cols(8), "Data, row 1, column H"),
    "a sheet taken out": (lambda b: b.remove(b["Finance"]), "The sheet Finance is missing"),
    "Notes taken out": (lambda b: b.remove(b["Notes"]), "The sheet Notes is missing"),
    "a sheet put in": (extra_sheet, "“Bonus” was put in since"),
    "a sheet hidden": (hidden("sheet"), "The sheet Finance is hidden"),
    "rows hidden": (hidden("rows"), "Finance: hidden: rows 21 to 22"),
    "a row as low as a hair": (hidden("low row"), "Finance: hidden: row 21"),
    "a column hidden": (hidden("column"), "Finance: hidden: column I"),
    "cells merged": (merged, "the cells C10:C12 were merged"),
    "shown otherwise": (shown_otherwise, "Finance, row 8, column F .*is shown otherwise"),
    "a header": (header, "Finance: the header .* “Another organizer . 2023"),
    "a number in disguise": (disguised, "A conditional format was put in"),
    "days from 1904": (from_1904, "Days are counted from 1904"),
    "signatures taken out": (without_pictures, "Sign-in, row 13: the signature or picture there w"),
    "signatures exchanged": (other_pictures, "Sign-in, row 13: .*is another than at the export"),
    "a picture over a sum": (laid_over, "Finance, row 20: a picture or shape was laid over"),
}


@pytest.mark.parametrize("kind", ["donor", "finance", "since"])
def test_no_cell_of_any_sheet_escapes(
    morning: Morning, desk: Desk, tmp_path: Path, kind: str
) -> None:
    """Every cell that holds something is altered, and every one of them is named."""
    places = set()

    def alter(book: Workbook) -> None:
        for page in book.worksheets:
            for each in (each for row in page.iter_rows() for each in row):
                if each.value is not None:
                    each.value = f"{each.value}!".lstrip("=")
                    places.add((page.title, each.row, each.column_letter))

    altered_sheet = altered(getattr(morning, kind), tmp_path, alter)
    found = checked(desk, altered_sheet).faults
    assert {(each.sheet, each.row, each.column) for each in found if each.column} == places
    assert len(places) > 700


@pytest.mark.parametrize("kind", ALTERATIONS)
def test_every_alteration_is_named_by_its_place(
    morning: Morning, desk: Desk, tmp_path: Path, kind: str
) -> None:
    alter, said = ALTERATIONS[kind]
    verdict = checked(desk, altered(morning.donor, tmp_path, alter))
    assert not verdict.agrees
    found = told(verdict.faults)
    assert any(re.search(said, line) for line in found), found


def test_alterations_saved_by_libreoffice_are_named_too(
    morning: Morning, desk: Desk, tmp_path: Path
) -> None:
    kinds = ["sex", "amount", "total", "a sheet hidden", "rows hidden", "a line taken out"]
    sheets = []
    for number, kind in enumerate(kinds):
        sheet = altered(morning.donor, tmp_path, ALTERATIONS[kind][0])
        sheets.append(sheet.rename(tmp_path / f"{number}.xlsx"))
    for kind, made in zip(kinds, convert(sheets, "xlsx", tmp_path / "made"), strict=True):
        found = told(checked(desk, made).faults)
        assert any(re.search(ALTERATIONS[kind][1], line) for line in found), (kind, found)


def raw(sheet: Path, folder: Path, title: str, change: Callable[[bytes], bytes]) -> Path:
    """The workbook with the part of one sheet (or of that name) changed, byte by byte."""
    target, parts = folder / "forged.xlsx", Book(sheet.read_bytes()).sheets
    with zipfile.ZipFile(sheet) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == parts.get(title, title):
                assert change(part) != part
                part = change(part)
            new.writestr(name, part)
    return target


FORGERIES: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "a result": (
        "Summary",
        lambda part: part.replace(b"</f><v>15</v>", b"</f><v>51</v>", 1),
        "the formula gives “15”, and “51” is stored",
    ),
    "a sum's result": (
        "Finance",
        lambda part: re.sub(rb"(</f><v>)5.50(</v></c><c r=\"J20\")", rb"\g<1>55\2", part, count=1),
        "Finance, row 20, column I .*“5.5”, and “55” is stored as its result",
    ),
    "the time it was made": (
        "docProps/custom.xml",
        lambda part: part.replace(b"2023-09-13T", b"2023-09-12T"),
        "“2023-09-12T.*” of itself for made_at; at the export it said “2023-09-13",
    ),
    "a text of two parts": (
        "Sign-in",
        lambda part: re.sub(
            rb"<is><t>M</t></is>", b"<is><r><t>F</t></r><r><t>M</t></r></is>", part, count=1
        ),
        "“M” at the export, “FM” now",
    ),
}


@pytest.mark.parametrize("kind", FORGERIES)
def test_what_no_office_program_writes_is_named_too(
    morning: Morning, desk: Desk, tmp_path: Path, kind: str
) -> None:
    part, change, said = FORGERIES[kind]
    found = told(checked(desk, raw(morning.donor, tmp_path, part, change)).faults)
    assert any(re.search(said, line) for line in found), found


def test_both_claims_rewritten_do_not_belong_to_the_journal(
    morning: Morning, desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seal = Book(morning.donor.read_bytes()).properties()["kiosk.journal_seal"]
    other = seal[::-1].encode()
    forged = raw(
        morning.donor, tmp_path, "docProps/custom.xml", lambda p: p.replace(seal.encode(), other)
    )
    again = raw(forged, tmp_path / "..", "Notes", lambda p: p.replace(seal.encode(), other))
    verdict = checked(desk, again)
    assert verdict.apart is not None
    assert main(["verify", str(desk.store.path), "--no-copies", "--workbook", str(again)]) == 1
    assert "do not belong together" in capsys.readouterr().out


@pytest.mark.parametrize(
    "nonsense",
    [
        "UPDATE journal SET after = json_set(after, '$.sex', 'X') WHERE number = 5",
        "UPDATE journal SET after = json_set(after, '$.since.rows', 99999) WHERE number > 100",
        "UPDATE journal SET after = json_set(after, '$.since', 7) WHERE action = 'exported'",
        "UPDATE journal SET after = json_set(after, '$.timezone', 'Mars') WHERE number = 1",
        "UPDATE journal SET after = json_set(after, '$.arrived_at', 5) WHERE action = 'arrived'",
    ],
)
def test_a_journal_that_tells_nonsense_ends_in_a_sentence(
    morning: Morning, desk: Desk, nonsense: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = desk.store.path
    desk.close()
    behind_its_back(path, nonsense)
    reseal(path, 1)
    assert main(["verify", str(path), "--no-copies", "--workbook", str(morning.since)]) == 1
    said = "".join(capsys.readouterr())
    assert "Traceback" not in said
    assert len(said) > 60


# --- how it is told ------------------------------------------------------------------------------


def test_the_sheet_is_told_apart_from_the_journal_in_words_and_json(
    morning: Morning, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def thirty(book: Workbook) -> None:
        for row in range(2, 32):
            book["Data"][f"C{row}"] = "X"

    sheet = altered(morning.donor, tmp_path, thirty)
    command = ["verify", str(morning.event), "--no-copies", "--workbook", str(sheet)]
    assert main(command) == 1
    said = capsys.readouterr().out
    assert "The journal holds" in said
    assert "The sheet “altered.xlsx” is not what was exported (30 found):" in said
    assert said.count("“X” now") == 20
    assert "… and 10 more." in said
    assert main([*command, "--lang", "km"]) == 1
    khmer = capsys.readouterr().out
    assert "មិនដូចអ្វីដែលបាននាំចេញ" in khmer
    assert "ឥឡូវ «X»" in khmer
    assert main([*command, "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["holds"] is True
    assert answer["sheet"]["agrees"] is False
    first = answer["sheet"]["faults"][0]
    assert (first["sheet"], first["row"], first["column"], first["now"]) == ("Data", 2, "C", "X")
    assert len(answer["sheet"]["faults"]) == 30


# --- what can no longer be compared --------------------------------------------------------------


def test_after_a_purge_the_rest_is_compared_and_it_is_said(
    morning: Morning, desk: Desk, tmp_path: Path
) -> None:
    *_, last = (person for person in desk.people() if person.signing is Signing.THUMBPRINT)
    desk.change(last.id, note="seen")
    path = desk.store.path
    desk.close()
    assert main(["purge", str(path), "--early", "--yes"]) == 0
    with closing(Desk.open(path, name="Desk 1")) as after:
        for sheet in (morning.donor, morning.resaved["since"]):
            verdict = checked(after, sheet)
            assert told(verdict.faults) == []
            assert len(verdict.remarks) == 2
            assert not verdict.whole
        for kind in ("sex", "time", "code", "rate", "disability", "title", "a line taken out"):
            alter, _ = ALTERATIONS[kind]
            assert not checked(after, altered(morning.donor, tmp_path, alter)).agrees, kind


def test_who_was_taken_off_before_the_purge_does_not_show_as_a_change(
    desk: Desk, tmp_path: Path
) -> None:
    """What changed since an earlier workbook names them, and the journal no longer does."""
    earlier = desk.exports.workbook(tmp_path / "earlier.xlsx", Audience.DONOR).path
    leaver = next(p for p in desk.people() if p.arrived_at is None and p.named)
    desk.remove(leaver.id)
    later = desk.exports.workbook(tmp_path / "later.xlsx", Audience.DONOR, since=earlier).path
    assert told(checked(desk, later).faults) == []
    with desk.store.writing(desk="Desk 1", at=datetime.now(UTC)) as change:
        change.purge_people([change.person_ever(leaver.id)])
    for sheet in (earlier, later):
        verdict = checked(desk, sheet)
        assert told(verdict.faults) == []
        assert "1 person was purged since" in verdict.remarks[0].text(Language.ENGLISH)


def older(desk: Desk, path: Path) -> Path:
    """A workbook as a program wrote it that did not note its layout in the journal."""
    with desk.organizer.exporting("workbook_donor", path) as at:
        people, event, end = desk.store.people_event_and_end()
        made = Provenance(at, "Desk 2", end.rows, end.seal)
        return write_workbook(path, event, people, audience=Audience.DONOR, provenance=made)


def test_a_workbook_of_an_older_program_is_compared_line_by_line(
    desk: Desk, tmp_path: Path
) -> None:
    sheet = older(desk, tmp_path / "older.xlsx")
    verdict = checked(desk, sheet)
    assert (told(verdict.faults), verdict.whole) == ([], False)
    assert "Another version of the program" in verdict.remarks[0].text(Language.ENGLISH)
    titled = checked(desk, altered(sheet, tmp_path, ALTERATIONS["title"][0]))
    assert titled.agrees, "it says that titles are not compared"
    for kind in ("sex", "who is paid", "amount", "disability", "a line doubled", "a line put in"):
        alter, _ = ALTERATIONS[kind]
        assert not checked(desk, altered(sheet, tmp_path, alter)).agrees, kind


def test_what_stands_in_the_cells_has_the_layout_that_it_says() -> None:
    """Where this fails, cells changed: raise ``LAYOUT``, and put the digest of the new one here."""
    someone, *others = the_eighty()
    signed = dataclasses.replace(someone, signing=Signing.ON_SCREEN, signature="1,1 200,200 9,50")
    people = [signed, *others]
    content = plain_workbook(workshop(), people, audience=Audience.DONOR, provenance=PROVENANCE)
    book = Book(content)
    cells = {title: sorted_cells(book, title) for title in book.sheets}
    digest = hashlib.sha256(json.dumps(cells, ensure_ascii=False).encode()).hexdigest()
    assert (LAYOUT, digest[:8]) == CELLS_OF_LAYOUT


def sorted_cells(book: Book, title: str) -> list[Any]:
    cells = book.read(title)
    held = [(r, c, h) for r, row in sorted(cells.rows.items()) for c, h in sorted(row.items())]
    return [cells.laid_over, *([r, c, h.value, h.formula, h.style] for r, c, h in held)]
