"""Lists made to be too much, in every format: each is read within bounds or refused with them.

Counted, never timed: what is compared is what takes the time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from rapidfuzz import fuzz

from kiosk.bundled import sample_file
from kiosk.domain import Event
from kiosk.language import Language, Refusal
from kiosk.services.event_file import read_event
from kiosk.services.lists import ListPlan, Outcome, plan, sameness, scan, titles
from kiosk.services.lists.bounds import MAX_CELL_TEXT, MAX_COLUMNS
from kiosk.services.lists.sheet_xml import MAX_ROWS, MAX_TABLE
from kiosk.services.lookup import twice


@pytest.fixture(scope="module")
def event() -> Event:
    return read_event(sample_file("workshop.toml"))


def saved(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def said(planned: ListPlan) -> list[str]:
    return [note.told.text(Language.ENGLISH) for note in planned.notes]


def page(body: str) -> str:
    head = "<table><tr><td>Name</td><td>Sex</td></tr><tr><td>Sok Dara</td><td>M</td></tr>"
    return f"<html>{head}{body}</table></html>"


def excel_2003(rows: str) -> str:
    return (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="a"><Table>'
        f"{rows}</Table></Worksheet></Workbook>"
    )


TOO_MUCH: dict[str, tuple[Callable[[], str], int]] = {
    "rows": (lambda: "Name,Sex\n" + "a,F\n" * MAX_ROWS, MAX_ROWS),
    "cells": (lambda: "Name,Sex\n" + ("," * 2999 + "a\n") * (MAX_TABLE // 3000), MAX_TABLE),
    "page cells": (lambda: page("<tr>" + "<td colspan=50>" * (MAX_TABLE // 50)), MAX_TABLE),
    "page rows": (lambda: page("<tr><td>" * MAX_ROWS), MAX_ROWS),
    "2003 gaps": (
        lambda: excel_2003("<Row>" + '<Cell ss:MergeAcross="256"/>' * (MAX_TABLE // 257 + 1)),
        MAX_TABLE,
    ),
    "2003 rows": (lambda: excel_2003("<Row/>" * (MAX_ROWS + 1)), MAX_ROWS),
}


@pytest.mark.parametrize(("make", "most"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_a_list_that_is_too_much_is_refused_with_the_bound(
    tmp_path: Path, make: Callable[[], str], most: int
) -> None:
    with pytest.raises(Refusal, match=f"at most {most} are read. Copy only the"):
        scan(saved(tmp_path / "much.csv", make()))


def test_sheets_that_are_too_much_together_are_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for number in range(3):
        sheet = book.create_sheet(f"{number}")
        sheet["A1"], sheet["Z100000"] = "Name", "x"
    book.save(tmp_path / "far.xlsx")
    with pytest.raises(Refusal, match=f"at most {MAX_TABLE} are read"):
        scan(tmp_path / "far.xlsx")


def test_a_hundred_thousand_people_as_text_are_read(tmp_path: Path) -> None:
    rows = (f"សុខ ដារា {n},Sok Dara {n},F,012 {n:06},,,,,,,,,," for n in range(100_000))
    text = "Name (Khmer),Name (English),Sex,Phone,,,,,,,,,,\n" + "\n".join(rows)
    (sheet,) = scan(saved(tmp_path / "many.csv", text)).sheets
    assert len(sheet.rows) == 100_000


def test_empty_lines_are_no_rows(event: Event, tmp_path: Path) -> None:
    text = "Name,Sex\n" + ",\n" * (MAX_ROWS + 10) + "Sok Dara,F\n"
    planned = plan(scan(saved(tmp_path / "empty.csv", text)), event, ())
    assert [(row.row, row.outcome) for row in planned.rows] == [(MAX_ROWS + 12, Outcome.NEW)]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "html"])
def test_only_so_many_columns_are_read_and_it_is_said(
    event: Event, tmp_path: Path, kind: str
) -> None:
    def read(beyond: str) -> ListPlan:
        rows = [["Name", "Sex"], ["Sok Dara", "F", *[""] * 2000, beyond]]
        path = tmp_path / f"wide.{kind}"
        if kind == "xlsx":
            book = openpyxl.Workbook()
            for row in rows:
                book.worksheets[0].append(row)
            book.save(path)
        elif kind == "csv":
            saved(path, "\n".join(",".join(row) for row in rows))
        else:
            tags = ("".join(f"<td>{text}</td>" for text in row) for row in rows)
            saved(path, "<table>" + "".join(f"<tr>{row}</tr>" for row in tags) + "</table>")
        found = scan(path)
        assert max(len(row.cells) for row in found.sheets[0].rows) <= MAX_COLUMNS
        return plan(found, event, ())

    words = f"Only the first {MAX_COLUMNS} columns were read"
    assert any(note.startswith(words) for note in said(read("more")))
    assert not any(note.startswith(words) for note in said(read("")))


def test_a_quotation_mark_that_is_never_closed_is_told_with_its_row(tmp_path: Path) -> None:
    text = 'Name,Sex\nSok Dara,F\nKeo,"' + "Chan Bopha,F\n" * 5000
    with pytest.raises(Refusal, match=f"row 3 of .* more than {MAX_CELL_TEXT} characters"):
        scan(saved(tmp_path / "open.csv", text))


@pytest.mark.parametrize("hostile", ["<!--", "<![foo[", "<a b='", "<", "<!--x>"])
def test_marks_without_end_hide_no_one_before_them(
    event: Event, tmp_path: Path, hostile: str
) -> None:
    path = saved(tmp_path / "list.html", page("") + hostile * 100_000)
    assert plan(scan(path), event, ()).count(Outcome.NEW) == 1


def test_conditions_of_excel_in_a_page_are_remarks(event: Event, tmp_path: Path) -> None:
    rows = "<![if supportMisalignedColumns]><tr><td>Keo Bopha</td><td>F</td></tr><![endif]>"
    path = saved(tmp_path / "list.html", page(rows + "<!-- a remark -->"))
    assert plan(scan(path), event, ()).count(Outcome.NEW) == 2


def test_only_cells_that_may_be_titles_are_compared_with_them(tmp_path: Path) -> None:
    cells = ",".join(f"some text number {n} of the list" for n in range(3000))
    rows = (f"{row} {cells}".replace("some", f"some{row}") for row in range(200))
    titles.field_of.cache_clear()
    scan(saved(tmp_path / "titles.csv", "Name,Sex\n" + "\n".join(rows)))
    assert 0 < titles.field_of.cache_info().misses < 41 * MAX_COLUMNS


def test_a_text_too_long_to_be_near_a_title_would_not_be_near_it() -> None:
    longest = titles._LONGEST_NEAR
    for key in titles._TABLE:
        assert fuzz.ratio(key, key + "x" * (longest + 1 - len(key))) < titles.SUGGESTED_FROM


def near_names(count: int) -> str:
    """Names of one long word, each two letters off the next."""
    word = "sokhachannarithpiseykeosreymombophadararattana"
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = (
        f"Sok {word[: n % 40]}{letters[n % 26]}{word[n % 40 + 1 :]}{letters[n // 26 % 26]}"
        for n in range(count)
    )
    return "Name,Organisation\n" + "".join(f"{name},\n" for name in names)


def test_names_that_are_all_nearly_alike_are_compared_only_so_often(
    event: Event, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sameness, "MOST_COMPARED", 400_000)
    text = near_names(400) + "Keo Bopha,\n" * 2
    twice._alike.cache_clear()
    planned = plan(scan(saved(tmp_path / "near.csv", text)), event, ())
    compared = twice._alike.cache_info().misses
    assert 0 < compared < 2 * 400_000 / 50**2 * 4
    told = [note for note in planned.notes if "nearly alike" in note.told.text(Language.ENGLISH)]
    assert len(told) == 1
    assert told[0].asks
    assert told[0].row is not None
    assert told[0].row < 400
    assert planned.rows[-1].outcome is Outcome.ASK  # an equal name is found all the same


def test_near_names_are_looked_for_only_so_often(
    event: Event, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sameness, "MOST_SEARCHED", 100)
    path = saved(tmp_path / "near.csv", near_names(60))
    assert any("nearly alike" in note for note in said(plan(scan(path), event, ())))


def test_an_ordinary_list_is_compared_whole(event: Event) -> None:
    clean = Path(__file__).parent / "data" / "participants_80_clean.xlsx"
    assert not any("nearly alike" in note for note in said(plan(scan(clean), event, ())))
