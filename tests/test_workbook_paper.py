"""The sheet on paper, as whoever prints it sees it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pypdfium2
import pytest

from kiosk.cli import main
from kiosk.domain import Person, PhotoConsent
from kiosk.language import Refusal
from kiosk.services.desk import Desk
from kiosk.services.paper_sheet import paper_sheet
from kiosk.services.sheet_words import COLUMNS
from kiosk.services.workbook.sign_in import COLUMNS as WORKBOOK_COLUMNS
from tests.workbook_people import the_eighty, workshop


def pages(pdf: bytes | Path) -> list[str]:
    """The text of each page, as it would be copied."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def sizes(pdf: bytes) -> set[tuple[int, int]]:
    with pypdfium2.PdfDocument(pdf) as document:
        return {(round(page.get_width()), round(page.get_height())) for page in document}


def test_the_columns_are_those_of_the_workbook() -> None:
    assert [(c.km, c.en) for c in COLUMNS] == [(c.km, c.en) for c in WORKBOOK_COLUMNS]


def test_everyone_stands_on_it_once_with_titles_and_numbers_on_every_page() -> None:
    people = the_eighty()
    paper = paper_sheet(workshop(), people, blanks=12)
    texts = pages(paper.pdf)
    assert sizes(paper.pdf) == {(842, 595)}
    assert len(texts) == paper.pages
    assert paper.left_out == {}
    together = "\n".join(texts)
    for person in people:
        assert together.count(person.code) == 1
        assert person.name_km_canonical in together
    for number, text in enumerate(texts, 1):
        assert "គោត្តនាម-នាម" in text
        assert "Signature" in text
        assert f"Page {number} / {len(texts)}" in text
        assert "រួមគ្នាដើម្បីប្រព័ន្ធគាំពារសង្គម" in text
    assert "Photo consent is recorded separately" in texts[0]
    assert together.count("ថ្មី new") == 12


@pytest.mark.parametrize("rows", [1, 2, 7, 8, 9, 10, 16, 17, 18, 19, 20, 21, 40, 80, 81, 200])
def test_the_boxes_stand_whole_on_the_last_page_beneath_rows(rows: int) -> None:
    texts = pages(paper_sheet(workshop(), [], blanks=rows).pdf)
    assert [("Prepared by" in t, "Approved by" in t) for t in texts] == [(False, False)] * (
        len(texts) - 1
    ) + [(True, True)]
    assert "ថ្មី new" in texts[-1]
    assert "បញ្ឈប់បញ្ជីត្រឹមចំនួន" in texts[-1]
    assert sum(text.count("ថ្មី new") for text in texts) == rows


def test_what_was_said_of_photos_is_printed_and_what_was_not_asked_can_be_ticked() -> None:
    someone = the_eighty()[0]

    def said(consent: PhotoConsent) -> str:
        person = dataclasses.replace(someone, photo_consent=consent)
        (text,) = pages(paper_sheet(workshop(), [person]).pdf)
        return text

    assert "ទេ No" in said(PhotoConsent.NO)
    assert "ព្រម Yes" not in said(PhotoConsent.NO)
    assert "ទេ No" not in said(PhotoConsent.YES)
    assert {"ព្រម Yes", "ទេ No"} <= set(said(PhotoConsent.NOT_ASKED).splitlines())


def test_a_seat_without_a_name_is_a_row_to_fill_in() -> None:
    seat = dataclasses.replace(
        the_eighty()[0], name_km_canonical="", name_latin_canonical="", arrived_at=None
    )
    (text,) = pages(paper_sheet(workshop(), [seat]).pdf)
    assert seat.organisation in text


def hard_people() -> list[Person]:
    first, second, third, *_ = the_eighty()
    return [
        dataclasses.replace(first, name_km_canonical="ក្រុមការងារ" * 20, position_km="គ" * 200),
        dataclasses.replace(second, name_latin_canonical="NGUYỄN Thị Hoà 陳大文"),
        dataclasses.replace(third, organisation_km="អង្គការ " * 60, name_km_canonical="ស្ត្រី្ត្រី្ត្រី"),
    ]


def test_what_no_font_has_is_said_and_what_is_long_stays_within_its_cell() -> None:
    first, second, third = hard_people()
    paper = paper_sheet(workshop(), [first, second, third])
    assert paper.left_out == {second.id: "陳大文"}
    image = pypdfium2.PdfDocument(paper.pdf)[0].render(scale=2).to_pil().convert("L")
    gutter = image.crop((0, 0, 40, image.height))
    assert gutter.getextrema()[0] > 200, "nothing is drawn left of the table"


def test_the_same_people_make_the_same_bytes() -> None:
    one, two = (paper_sheet(workshop(), the_eighty(), blanks=3).pdf for _ in range(2))
    assert one == two


@pytest.mark.parametrize("blanks", [-1, 2001])
def test_a_number_of_empty_rows_that_cannot_be_is_refused(blanks: int) -> None:
    with pytest.raises(Refusal, match="empty rows"):
        paper_sheet(workshop(), the_eighty(), blanks=blanks)


def test_a_sheet_without_any_row_is_refused() -> None:
    with pytest.raises(Refusal, match="Ask for some"):
        paper_sheet(workshop(), [])


@pytest.fixture
def file(full_desk: Desk) -> str:
    return str(full_desk.store.path)


def test_the_command_line_makes_it_in_the_order_asked_for(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "sheet.pdf"

    def names(*given: str) -> list[str]:
        assert main(["export", file, str(out), "--for", "paper", "--replace", *given]) == 0
        assert "sheet.pdf" in capsys.readouterr().out
        text = "\n".join(pages(out))
        desk = Desk.open(Path(file), name="Desk 2")
        people = [p for p in desk.people() if p.code in text]
        desk.close()
        return [p.name_latin_canonical for p in sorted(people, key=lambda p: text.index(p.code))]

    listed, latin, khmer = names("--order", "list"), names("--order", "latin"), names()
    assert len(listed) == len(latin) == len(khmer) == 79
    assert listed != latin != khmer
    known = [name for name in latin if name]
    assert known == sorted(known, key=str.casefold)
    assert names("--empty", "--blanks", "7") == []
    assert "\n".join(pages(out)).count("ថ្មី new") == 7
    assert names("--empty") == []
    assert "\n".join(pages(out)).count("ថ្មី new") == 80


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--for", "paper", "--password", "x"], "not for the paper sheet"),
        (["--blanks", "5"], "--for paper"),
        (["--for", "finance", "--empty"], "--for paper"),
        (["--for", "paper", "--blanks", "-3"], "empty rows"),
    ],
)
def test_options_of_the_other_export_are_refused(
    file: str, tmp_path: Path, given: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["export", file, str(out), *given]) == 1
    assert told in capsys.readouterr().err
    assert not out.exists()
