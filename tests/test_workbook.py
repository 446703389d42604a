"""The sign-in workbook as its readers open it: an auditor, finance, LibreOffice."""

from __future__ import annotations

import dataclasses
import io
import random
import zipfile
from collections.abc import Callable
from datetime import datetime, time
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID

import pypdfium2
import pytest
from openpyxl import Workbook, load_workbook
from PIL import Image

from kiosk.domain import AgeBand, Disability, Event, Person, Sex, Signing
from kiosk.services.signatures import written as written_as
from kiosk.services.workbook import Audience, Faces, write_workbook
from kiosk.services.workbook.ink import PEN, picture
from tests.workbook_office import calculated, convert, formulas, values, verdicts
from tests.workbook_people import PROVENANCE, the_eighty, workshop

RATES: dict[str, dict[str, Decimal]] = {
    "ccc_member": {"transport": Decimal("7.50"), "meals": Decimal("12.25")},
    "government": {"transport": Decimal("3.35"), "lodging": Decimal(20)},
    "cbo": {"meals": Decimal("0.10")},
}


def paying_workshop() -> Event:
    """The packaged event with allowances."""
    event = workshop()
    paying = [dataclasses.replace(c, **RATES.get(c.key, {})) for c in event.categories]  # type: ignore[arg-type]
    return dataclasses.replace(event, categories=tuple(paying), riel_rate=4013)


def local(hour: int, minute: int, second: int = 0) -> datetime:
    """A time of the day as cells hold it, without timezone."""
    return datetime.combine(workshop().date, time(hour, minute, second))


def written(
    folder: Path, audience: Audience, people: list[Person], event: Event | None = None, **more: Any
) -> Path:
    target = folder / f"{audience}.xlsx"
    return write_workbook(
        target, event or workshop(), people, audience=audience, provenance=PROVENANCE, **more
    )


@pytest.fixture(scope="module")
def donor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("donor")
    return written(folder, Audience.DONOR, the_eighty(), paying_workshop())


@pytest.fixture(scope="module")
def finance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("finance")
    return written(folder, Audience.FINANCE, the_eighty(), paying_workshop())


def shown(path: Path, sheet: str) -> list[tuple[Any, ...]]:
    """The rows of a sheet as a previewer shows them: stored results, no calculation."""
    return list(load_workbook(path, data_only=True)[sheet].iter_rows(values_only=True))


def test_the_sheets_are_those_that_the_audience_may_see(donor: Path, finance: Path) -> None:
    assert load_workbook(donor).sheetnames == [
        "Sign-in",
        "Summary",
        "Finance",
        "Absent",
        "Data",
        "Notes",
    ]
    assert load_workbook(finance).sheetnames == ["Sign-in", "Summary", "Finance", "Notes"]


def test_only_who_came_stands_on_the_sign_in_sheet_in_order_of_arrival(donor: Path) -> None:
    came = sorted((p for p in the_eighty() if p.arrived_at), key=lambda p: str(p.arrived_at))
    rows = shown(donor, "Sign-in")[9 : 9 + len(came)]
    assert [row[1] for row in rows] == [p.code for p in came]
    assert [row[2] for row in rows] == [p.name_km_canonical for p in came]
    assert rows[0][9] == local(7, 46, 59)
    assert all(row[11] is None for row in rows)


def test_the_absent_stand_apart(donor: Path) -> None:
    stayed_away = {p.code for p in the_eighty() if not p.arrived_at and not p.walk_in}
    rows = shown(donor, "Absent")[5:]
    assert {row[1] for row in rows} == stayed_away
    assert not stayed_away & {row[1] for row in shown(donor, "Sign-in")}


def test_the_list_closes_with_the_count_in_khmer_digits(donor: Path) -> None:
    closing = next(row[0] for row in shown(donor, "Sign-in") if str(row[0]).startswith("បញ្ឈប់បញ្ជី"))
    assert closing == (
        "បញ្ឈប់បញ្ជីត្រឹមចំនួន ៦៩ នាក់ ក្នុងនោះស្រីចំនួន ៣៩ នាក់។\n"
        "This list closes at 69 persons, of whom 39 women."
    )


def test_the_headline_counts_what_the_list_says(donor: Path) -> None:
    lines = {row[1]: row[2:6] for row in shown(donor, "Summary")[8:15]}
    people = the_eighty()

    def split(wanted: Callable[[Person], object]) -> tuple[int, int, int, int]:
        met = [p.sex for p in people if wanted(p)]
        women, men = met.count(Sex.FEMALE), met.count(Sex.MALE)
        return women, men, len(met) - women - men, len(met)

    assert lines["Registered beforehand"] == split(lambda p: not p.walk_in)
    assert lines["of them absent"] == split(lambda p: not p.walk_in and not p.arrived_at)
    assert lines["Walk-ins who attended"] == split(lambda p: p.walk_in and p.arrived_at)
    assert lines["Attended: persons"] == split(lambda p: p.arrived_at)
    assert lines["Signed in by 08:30"] == split(
        lambda p: p.arrived_at and (p.arrived_at.hour, p.arrived_at.minute) < (1, 30)
    )


@pytest.mark.parametrize("audience", list(Audience))
def test_libreoffice_calculates_what_is_stored(
    audience: Audience, donor: Path, finance: Path, tmp_path: Path
) -> None:
    path = {Audience.DONOR: donor, Audience.FINANCE: finance}[audience]
    stored = values(load_workbook(path, data_only=True))
    ours = set(formulas(load_workbook(path)))
    theirs = calculated({"book": load_workbook(path)}, tmp_path)["book"]
    assert {place: theirs.get(place) for place in ours} == {
        place: stored.get(place) for place in ours
    }
    assert set(verdicts(theirs).values()) == {"OK"}


def change(sheet: str, place: str, value: Any) -> Callable[[Workbook], None]:
    def make(book: Workbook) -> None:
        assert book[sheet][place].value != value
        book[sheet][place].value = value

    return make


def swap_lines(book: Workbook) -> None:
    sheet = book["Sign-in"]
    for column in "BCDEFGHIJK":
        upper, lower = sheet[f"{column}12"], sheet[f"{column}13"]
        upper.value, lower.value = lower.value, upper.value


CHANGES: dict[str, Callable[[Workbook], None]] = {
    "name": change("Sign-in", "D10", "SOUN manou"),
    "sex": change("Sign-in", "E11", "F"),
    "time": change("Sign-in", "J12", local(7, 59)),
    "photo": change("Sign-in", "K15", "Yes"),
    "removed": change("Sign-in", "B20", None),
    "twice": change("Sign-in", "B21", "4e2248"),
    "moved": swap_lines,
    "age": change("Data", "G2", "Not stated"),
    "disability": change("Data", "H2", "Not stated"),
    "province": change("Data", "O3", "kampong speu"),
    "attended": change("Data", "Q80", "Yes"),
    "paid": change("Finance", "B22", "9z9999"),
}


def test_a_changed_cell_turns_a_check_red(donor: Path, tmp_path: Path) -> None:
    books = {}
    for name, make in CHANGES.items():
        books[name] = load_workbook(donor)
        make(books[name])
    judged = {name: verdicts(found) for name, found in calculated(books, tmp_path).items()}
    assert {name for name, found in judged.items() if found["I6"] == "CHECK"} == set(CHANGES)
    assert all(list(found.values()).count("CHECK") >= 2 for found in judged.values())


def test_a_workbook_without_people_is_sound_too(tmp_path: Path) -> None:
    nobody_came = [dataclasses.replace(p, arrived_at=None) for p in the_eighty()]
    books = {
        f"{audience} {len(people)}": load_workbook(written(tmp_path, audience, people))
        for audience in Audience
        for people in ([], nobody_came)
    }
    for found in calculated(books, tmp_path / "office").values():
        assert set(verdicts(found).values()) == {"OK"}


def test_money_adds_up_as_shown(finance: Path) -> None:
    rows = shown(finance, "Finance")
    paid = [row for row in rows[19:] if isinstance(row[0], int)]
    total = next(row for row in rows if str(row[0]).endswith("Grand total"))
    assert len(paid) == 69
    assert {row[9] % 100 for row in paid} == {0}
    assert total[9] == sum(row[9] for row in paid) > 0
    assert Decimal(str(total[8])) == sum(Decimal(str(row[8])) for row in paid)
    members = [row for row in paid if row[4] == "CCC member"]
    assert {(row[5], row[6], row[7], row[8], row[9]) for row in members} == {
        (7.5, 12.25, 0, 19.75, 79300)
    }


def test_any_rates_add_up_in_libreoffice_as_they_do_here(tmp_path: Path) -> None:
    chance = random.Random(11)
    event, (someone, *_) = workshop(), the_eighty()

    def amount() -> Decimal:
        return Decimal(chance.randrange(0, 12_000)) / 100

    categories = [
        dataclasses.replace(
            event.categories[0], key=f"k{n}", en=f"Kind {n}", transport=amount(), meals=amount()
        )
        for n in range(150)
    ]
    books = {}
    for rate in (4100, 4050, 1250, 3999):
        paying = dataclasses.replace(event, categories=tuple(categories), riel_rate=rate)
        people = [
            dataclasses.replace(someone, id=UUID(int=n + 1), code=f"2a{n:04}", category=f"k{n}")
            for n in range(150)
        ]
        path = write_workbook(
            tmp_path / f"{rate}.xlsx",
            paying,
            people,
            audience=Audience.FINANCE,
            provenance=PROVENANCE,
        )
        books[str(rate)] = path
    found = calculated({name: load_workbook(p) for name, p in books.items()}, tmp_path / "office")
    for name, path in books.items():
        stored = values(load_workbook(path, data_only=True))
        ours = set(formulas(load_workbook(path)))
        assert {place: found[name].get(place) for place in ours} == {
            place: stored.get(place) for place in ours
        }
        assert set(verdicts(found[name]).values()) == {"OK"}


def test_the_finance_copy_does_not_depend_on_anything_private(tmp_path: Path) -> None:
    plain = [
        dataclasses.replace(p, organisation_km="អង្គការ", organisation_en="") for p in the_eighty()
    ]
    open_book = [
        dataclasses.replace(
            p,
            age_band=AgeBand.CHILD,
            disability=Disability.YES,
            note="uses a wheelchair",
            email="private@example.org",
            group=None,
        )
        for p in plain
    ]
    (tmp_path / "private").mkdir()
    usual = written(tmp_path, Audience.FINANCE, plain)
    private = written(tmp_path / "private", Audience.FINANCE, open_book)
    assert usual.read_bytes() == private.read_bytes()
    with zipfile.ZipFile(private) as archive:
        told = b"".join(archive.read(name) for name in archive.namelist()).decode()
    for word in ("isabilit", "ពិការ", "Age band", "អាយុ", "wheelchair", "private@"):
        assert word not in told


def test_the_same_data_gives_the_same_bytes(donor: Path, tmp_path: Path) -> None:
    again = written(tmp_path, Audience.DONOR, the_eighty()[::-1], paying_workshop())
    assert again.read_bytes() == donor.read_bytes()


def test_facts_still_to_be_confirmed_are_fields_to_fill_in(donor: Path) -> None:
    sheet = load_workbook(donor)["Sign-in"]
    for place in ("C5", "G5", "I5", "L5"):
        assert sheet[place].value is None
        assert sheet[place].fill.fgColor.rgb == "00FFF7D6"
    assert sheet["G6"].value == "\nភ្នំពេញ · Phnom Penh"
    assert sheet["I6"].value == "08:30 – 12:00"
    assert "None" not in {str(value) for value in values(load_workbook(donor)).values()}


def test_without_a_closing_time_the_line_is_left_out(tmp_path: Path) -> None:
    event = dataclasses.replace(workshop(), registration_closes=None)
    path = write_workbook(
        tmp_path / "a.xlsx", event, the_eighty(), audience=Audience.DONOR, provenance=PROVENANCE
    )
    assert not any("by 08:30" in str(row[1]) for row in shown(path, "Summary"))


def test_someone_in_the_closing_second_is_in_time(tmp_path: Path) -> None:
    event = dataclasses.replace(workshop(), registration_closes=time(8, 30))
    moment = PROVENANCE.made_at.replace(hour=1, minute=30, second=0, microsecond=900_000)
    late = moment.replace(second=1)
    first, second, *_ = the_eighty()
    people = [
        dataclasses.replace(first, arrived_at=moment),
        dataclasses.replace(second, arrived_at=late),
    ]
    path = write_workbook(
        tmp_path / "a.xlsx", event, people, audience=Audience.DONOR, provenance=PROVENANCE
    )
    found = calculated({"book": load_workbook(path)}, tmp_path / "office")["book"]
    row = next(place for (sheet, place), value in found.items() if value == "Signed in by 08:30")
    assert found["Summary", row.replace("B", "F")] == 1
    assert set(verdicts(found).values()) == {"OK"}


def test_drawn_signatures_lie_within_their_own_cells(tmp_path: Path) -> None:
    people = [
        dataclasses.replace(p, signing=Signing.ON_SCREEN, signature=signature(number))
        for number, p in enumerate(the_eighty())
    ]
    sheet = load_workbook(written(tmp_path, Audience.DONOR, people))["Sign-in"]
    images = sheet._images  # type: ignore[attr-defined]
    assert len(images) == 69
    for number, image in enumerate(images):
        place, shape = image.anchor, image.width / image.height
        start, end = place._from, place.to
        assert (start.col, start.row) == (end.col, end.row) == (11, 9 + number)
        assert place.editAs == "twoCell"
        across, down = end.colOff - start.colOff, end.rowOff - start.rowOff
        assert across / down == pytest.approx(shape, rel=0.01)
        assert end.rowOff / 12_700 < sheet.row_dimensions[start.row + 1].height
    assert sheet.protection.sheet
    assert sheet.protection.sort


def test_a_signature_is_drawn_as_it_was_written() -> None:
    drawn = written_as((((100, 50), (900, 50)), ((500, 100), (500, 290)), ((0, 0),)))
    image = Image.open(io.BytesIO(picture(drawn))).convert("RGBA")

    def inked(x: int, y: int) -> bool:
        colour = image.getpixel((x + PEN, y + PEN))
        assert isinstance(colour, tuple)
        return colour[3] > 0

    assert all(inked(x, y) for x, y in ((100, 50), (500, 50), (900, 50), (500, 200), (0, 0)))
    assert not any(inked(x, y) for x, y in ((500, 75), (100, 200), (800, 80), (40, 40)))
    assert picture(drawn) == picture(drawn)


def test_a_picture_holds_the_ink_and_little_else() -> None:
    wide = Image.open(io.BytesIO(picture(written_as((((100, 140), (800, 150)),)))))
    dot = Image.open(io.BytesIO(picture(written_as((((999, 299),),)))))
    assert 700 <= wide.width <= 740
    assert wide.height == 150
    assert dot.size == (480, 150)
    box = dot.convert("RGBA").getchannel("A").getbbox()
    assert box is not None
    assert (box[2] - box[0], box[3] - box[1]) == (2 * PEN + 1, 2 * PEN + 1)


def test_a_thumb_and_who_signed_for_another_are_noted_and_have_room(tmp_path: Path) -> None:
    first, second, third, *rest = sorted(
        (p for p in the_eighty() if p.arrived_at), key=lambda p: str(p.arrived_at)
    )
    people = [
        dataclasses.replace(first, signing=Signing.THUMBPRINT),
        dataclasses.replace(second, signed_by="LY Sokha"),
        dataclasses.replace(
            third, signing=Signing.ON_SCREEN, signature=signature(3), signed_by="ចាន់ ធីតា"
        ),
        *rest,
    ]
    book = load_workbook(written(tmp_path, Audience.DONOR, people))
    sheet, data = book["Sign-in"], book["Data"]
    said = [sheet[f"L{row}"].value for row in (10, 11, 12, 13)]
    assert said == [
        "ស្នាមមេដៃ thumbprint",
        "ចុះជំនួសដោយ signed for them by: LY Sokha",
        "ចុះជំនួសដោយ signed for them by: ចាន់ ធីតា",
        None,
    ]
    assert [sheet.row_dimensions[row].height >= 50 for row in (10, 11, 12, 13)] == [
        True,
        True,
        True,
        False,
    ]
    assert [data[f"U{row}"].value for row in (2, 3, 4, 5)] == [
        "Thumbprint",
        "On paper",
        "On screen",
        "On paper",
    ]
    assert data["V4"].value == "ចាន់ ធីតា"


def signature(number: int) -> str:
    return written_as((((60, 200), (300, 30 + number % 160), (500, 250), (900, 100)),))


def test_the_file_says_where_it_comes_from(donor: Path) -> None:
    book = load_workbook(donor)
    declared = {each.name: each.value for each in book.custom_doc_props.props}  # type: ignore[attr-defined]
    assert declared == {
        "kiosk.audience": "donor",
        "kiosk.made_at": local(5, 30),
        "kiosk.desk": "Desk 1",
        "kiosk.journal_rows": 214,
        "kiosk.journal_seal": "5ea1" * 16,
    }
    notes = {row[1]: row[2] for row in shown(donor, "Notes")}
    assert notes["Made"] == "2023-09-13 12:30:00 Asia/Phnom_Penh (2023-09-13 05:30:00 UTC)"
    assert (notes["At desk"], notes["Journal rows"]) == ("Desk 1", "214")
    assert notes["Journal seal"] == "5ea1" * 16


def test_every_page_is_a4_and_carries_titles_and_number(donor: Path, tmp_path: Path) -> None:
    (pdf,) = convert([donor], "pdf", tmp_path)
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [(page.get_size(), page.get_textpage().get_text_bounded()) for page in document]
    assert {tuple(sorted(map(round, size))) for size, _ in pages} == {(595, 842)}
    signed = [text for _, text in pages if "| Sign-in" in text]
    assert 4 <= len(signed) <= 6
    assert all("Organisation" in text and "Signature" in text for text in signed)
    assert all(f"Page {number} /" in text for number, (_, text) in enumerate(pages, 1))
    boxes = [text for text in signed if "Prepared by" in text]
    assert len(boxes) == 1
    assert "Approved by" in boxes[0]
    assert sum("| Summary" in text for _, text in pages) == 1


def test_on_paper_a_signature_has_a_centimetre(donor: Path, tmp_path: Path) -> None:
    codes = [row[1] for row in shown(donor, "Sign-in")[9:12]]
    (pdf,) = convert([donor], "pdf", tmp_path)
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].get_textpage()
        places = [page.search(code).get_next() for code in codes]
        baselines = [page.get_charbox(place[0])[1] for place in places if place]
    heights = [upper - lower for upper, lower in pairwise(baselines)]
    assert len(heights) == 2
    assert min(heights) >= 25.5, "points: 9 mm"


def test_the_boxes_of_the_payment_sheet_say_what_is_paid(finance: Path) -> None:
    rows = shown(finance, "Finance")
    total = next(row for row in rows if str(row[0]).endswith("Grand total"))
    [closing] = [str(row[0]) for row in rows if "Paid to" in str(row[0])]
    someone = [row for row in rows[19:] if isinstance(row[0], int) and row[8]]
    assert closing.split("\n")[1:] == [
        f"Paid to persons: {len(someone)}",
        f"USD {total[8]:,.2f}",
        f"KHR {total[9]:,}",
    ]


def test_the_office_may_have_its_own_fonts(tmp_path: Path) -> None:
    faces = Faces(title="Moul", khmer="Noto Sans Khmer", latin="Noto Sans")
    sheet = load_workbook(written(tmp_path, Audience.DONOR, the_eighty(), faces=faces))["Sign-in"]
    assert [sheet[place].font.name for place in ("A1", "C10", "D10")] == [
        "Moul",
        "Noto Sans Khmer",
        "Noto Sans",
    ]
