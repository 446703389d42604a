"""Badges as they come out of the printer: read back, scanned, measured."""

from __future__ import annotations

import dataclasses
import random
import re
import shutil
import subprocess
import tomllib
from collections.abc import Sequence
from datetime import date, time
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID

import openpyxl
import pytest
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL.Image import Dither, Image, Resampling
from PIL.Image import new as new_picture

from kiosk.bundled import sample_file
from kiosk.domain import AgendaItem, Category, Event, Group, Person, PhotoConsent
from kiosk.language import Language, Refusal
from kiosk.services.badges import (
    Blank,
    Design,
    badge_sheet,
    calibration_page,
    design,
    design_names,
    missing_on_badge,
    preview,
    read_design,
    specimens,
)
from kiosk.services.badges.facts import date_en, date_km
from kiosk.services.badges.layout import Area, Code, PhotoMark, TextBox
from kiosk.services.badges.qr import QUIET_MODULES, modules
from kiosk.services.badges.reading import SHIPPED
from kiosk.services.badges.sheet import corner
from kiosk.services.codes import new_code
from kiosk.services.khmer import canonical, syllables
from tests.pdf_reading import (
    Pdf,
    Shown,
    assert_valid,
    boxes_of,
    by_harfbuzz,
    page_sizes,
    pages,
    text_of,
)

DATA = Path(__file__).parent / "data"
MM = 72 / 25.4


def _with_tuples(item: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(said) if isinstance(said, list) else said for key, said in item.items()}


def the_event() -> Event:
    facts = tomllib.loads(sample_file("workshop.toml").read_text(encoding="utf-8"))
    head = {key: value for key, value in facts["event"].items() if key != "languages"}
    return Event(
        **head,
        categories=tuple(Category(**category) for category in facts["category"]),
        groups=tuple(Group(**group) for group in facts["group"]),
        agenda=tuple(AgendaItem(**_with_tuples(item)) for item in facts["agenda"]),
    )


EVENT = the_event()


def a_person(number: int = 1, **said: Any) -> Person:
    said.setdefault("category", "ccc_member")
    return Person(
        id=UUID(int=number),
        code=new_code(random.Random(number).choice),
        name_km_canonical=canonical(said.get("name_km", "")),
        name_latin_canonical=said.get("name_latin", ""),
        **said,
    )


def the_sample() -> list[Person]:
    rows = openpyxl.load_workbook(DATA / "participants_80_clean.xlsx").worksheets[0].values
    titles = [str(title) for title in next(rows)]
    categories = {category.en.split(" (")[0]: category.key for category in EVENT.categories}
    categories["CBO"] = "cbo"
    groups = {group.en: group.number for group in EVENT.groups}
    people = []
    for number, row in enumerate(rows, start=1):
        said = dict(zip(titles, row, strict=True))
        people.append(
            a_person(
                number,
                name_km=said["Name_Khmer"],
                name_latin=said["Name_Latin"],
                position_km=said["Position_KH"],
                organisation_km=said["Organisation_KH"],
                organisation_en=said["Organisation_EN"],
                category=categories[str(said["Participant_type"])],
                group=groups[str(said["Discussion_group"])],
            )
        )
    return people


SAMPLE = the_sample()
SOKHA = a_person(
    501,
    honorific="លោកស្រី",
    name_km="សុខ សុខា",
    name_latin="SOK Sokha",
    position_km="នាយិកា",
    organisation_km="អង្គការថែទាំមនុស្សចាស់កម្ពុជា",
    organisation_en="Elder Care Cambodia",
    group=5,
)
LONGEST_NAME = a_person(
    502,
    honorific="ឯកឧត្តមបណ្ឌិតសភាចារ្យ",
    name_km="ព្រះគ្រូវិសុទ្ធិវង្ស សុវណ្ណរតនារិទ្ធិសម្បត្តិ",
    name_latin="PREAH KROU VISUTHIVONG Sovannaratanarithisambath",
    position_km="អនុប្រធាននាយកដ្ឋានទទួលបន្ទុកកិច្ចការគាំពារសង្គម និងសុខុមាលភាព",
    organisation_km="អគ្គលេខាធិការដ្ឋានក្រុមប្រឹក្សាជាតិគាំពារសង្គម",
    organisation_en="General Secretariat of the National Social Protection Council",
    category="government",
    group=2,
    photo_consent=PhotoConsent.NO,
)
SHORTEST = a_person(503, name_km="អ៊ូ", category="speaker")
SEAT = a_person(504, organisation_km="បេឡាជាតិសន្តិសុខសង្គម", organisation_en="NSSF", category="speaker")
PEOPLE = [SOKHA, LONGEST_NAME, SHORTEST, SEAT]

ALL_DESIGNS = pytest.mark.parametrize("name", design_names())


def test_the_designs_shipped() -> None:
    assert design_names() == ("a6", "card", "labels", "roll62", "sheet10", "sheet8")


# ---- what is on it ----


def words_of(person: Person, name: str = "card", event: Event = EVENT) -> list[str]:
    return text_of(badge_sheet(event, [person], design(name))).splitlines()


def test_a_badge_says_who_where_from_and_what_for() -> None:
    assert words_of(SOKHA) == [
        EVENT.title_km,
        f"{EVENT.title_en} · 13 September 2023",
        "លោកស្រី សុខ សុខា",
        "SOK Sokha",
        "នាយិកា",
        "អង្គការថែទាំមនុស្សចាស់កម្ពុជា",
        "Elder Care Cambodia",
        SOKHA.code,
        "សមាជិក CCC",
        "CCC member",
        "ក្រុម Group",
        "កុមារ និងយុវជន",
        "5",
    ]


def test_without_a_khmer_name_the_latin_one_stands_large() -> None:
    thao = a_person(name_latin="Nguyễn Thị Phương Thảo", honorific="Ms")
    assert words_of(thao)[2] == "Ms Nguyễn Thị Phương Thảo"


def test_a_latin_honorific_stands_with_the_latin_name() -> None:
    person = a_person(name_km="ញ៉ុំ ស្រី", name_latin="NHOM Srey", honorific="H.E.")
    said = words_of(person)
    assert said[2] == canonical("ញ៉ុំ ស្រី")
    assert said[3].startswith("H.E. NHOM Srey")


def test_the_canonical_spelling_is_printed() -> None:
    assert canonical("ស្រី") in words_of(a_person(name_km="សី្រ"))[2]


def test_an_unnamed_seat_says_whose_it_is_and_has_a_line_to_write_on() -> None:
    words = words_of(SEAT)
    assert words[2:5] == ["បេឡាជាតិសន្តិសុខសង្គម", "NSSF", "ឈ្មោះ Name"]


def test_a_name_no_font_has_gives_way_to_the_other_and_is_told() -> None:
    person = a_person(name_km="李明", name_latin="LI Ming 😀")
    assert words_of(person)[2].startswith("LI Ming")
    assert set(missing_on_badge(person, EVENT)) == set("李明😀")
    assert missing_on_badge(SOKHA, EVENT) == ""


def test_a_blank_for_a_walk_in_has_room_and_no_code() -> None:
    words = text_of(badge_sheet(EVENT, [Blank()], design("card"))).splitlines()
    assert words == [EVENT.title_km, f"{EVENT.title_en} · 13 September 2023", "ឈ្មោះ Name"]


def test_dates_in_both_languages() -> None:
    assert date_en(date(2023, 9, 13)) == "13 September 2023"
    assert date_km(date(2023, 9, 13)) == "ថ្ងៃទី១៣ ខែកញ្ញា ឆ្នាំ២០២៣"


def test_the_back_of_the_lanyard_badge_is_the_agenda_in_both_languages() -> None:
    item = AgendaItem(
        starts=time(8, 0), ends=time(8, 30), en="Arrival", km="ការមកដល់", who="CCC's Team"
    )
    event = dataclasses.replace(EVENT, agenda=(item,))
    back = text_of(badge_sheet(event, [SOKHA], design("a6")), page=1)
    assert back.splitlines()[-3:] == ["08:00–08:30 ការមកដល់", "Arrival", "CCC's Team"]


def test_an_agenda_that_is_too_long_stays_on_the_badge(tmp_path: Path) -> None:
    long = dataclasses.replace(EVENT, agenda=EVENT.agenda * 4)
    data = badge_sheet(long, [SOKHA], design("a6"))
    assert_valid(data, tmp_path)
    [_, back] = pages(data, scale=2)
    margin = back.crop((0, int(back.height - 8 * MM * 2), back.width, back.height))
    assert margin.getcolors() == [(margin.width * margin.height, (255, 255, 255))]


# ---- glyphs ----


def lines_of(glyphs: Sequence[Shown]) -> list[list[int]]:
    """Glyph ids split where the pen goes back to the left."""
    cuts = [i + 1 for i, (a, b) in enumerate(pairwise(glyphs)) if b.x < a.x - 20]
    ends = [0, *cuts, len(glyphs)]
    return [[glyph.id for glyph in glyphs[a:b]] for a, b in pairwise(ends)]


def stands_whole(text: str, spans: Sequence[list[Shown]], face: str) -> bool:
    """Whether a span shows ``text`` glyph by glyph as HarfBuzz sets it, on one line or two."""
    whole = [glyph for glyph, _, _ in by_harfbuzz(face, text, "Khmr", "km")[0]]
    shown = [[glyph for glyph in span if glyph.face == face] for span in spans]
    if any([glyph.id for glyph in span] == whole for span in shown):
        return True
    pieces = syllables(text)
    broken = [
        [by_harfbuzz(face, part.strip(), "Khmr", "km")[0] for part in ("".join(a), "".join(b))]
        for a, b in ((pieces[:i], pieces[i:]) for i in range(1, len(pieces)))
    ]
    wanted = [[glyph for part in parts for glyph, _, _ in part] for parts in broken]
    return any([glyph.id for glyph in span] in wanted for span in shown)


def test_every_badge_of_the_sample_stands_as_harfbuzz_sets_it(tmp_path: Path) -> None:
    data = badge_sheet(EVENT, SAMPLE, design("card"))
    spans = Pdf.of(data, tmp_path).lines()
    assert len(spans) > 80 * 9
    for person in SAMPLE:
        assert stands_whole(person.name_km_canonical, spans, "NotoSansKhmer-Bold"), person
        assert stands_whole(person.organisation_km, spans, "NotoSansKhmer-Bold"), person
        assert stands_whole(person.position_km, spans, "NotoSansKhmer-Regular"), person


# ---- the code ----


def area_of(kind: type, made: Design) -> Area:
    return next(box.area for box in made.front if isinstance(box, kind))


def cut_out(page: Image, made: Design, area: Area, scale: float, place: int = 0) -> Image:
    """An area of a badge on the page, turned upright."""
    x, y = corner(made, place)
    if made.turned:
        page, x = page.rotate(-90, expand=True), 0
    left, top = x + area.left, page.height / scale / MM - y - made.height + area.top
    left, top, width, height = (mm * MM * scale for mm in (left, top, area.width, area.height))
    return page.crop((round(left), round(top), round(left + width), round(top + height)))


def as_a_label_printer_prints(page: Image, dither: Dither) -> Image:
    """Black and white only: nearest, or with the dots by which printers make grey."""
    return page.convert("L").convert("1", dither=dither)


def scanned(page: Image) -> list[str]:
    """The codes that ZXing finds anywhere on the page."""
    found = zxingcpp.read_barcodes(page.convert("L"))
    assert all(code.format == zxingcpp.BarcodeFormat.QRCode for code in found)
    return sorted(code.text for code in found)


@ALL_DESIGNS
@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("dither", [Dither.NONE, Dither.FLOYDSTEINBERG], ids=["nearest", "dots"])
def test_the_code_is_scanned_back_from_the_page(name: str, dpi: int, dither: Dither) -> None:
    made = design(name)
    found: list[str] = []
    for page in pages(badge_sheet(EVENT, [*PEOPLE, *SAMPLE[:3]], made), dpi / 72):
        found += scanned(as_a_label_printer_prints(page, dither))
    assert sorted(found) == sorted(person.code for person in [*PEOPLE, *SAMPLE[:3]])


def test_thousand_codes_are_read_back() -> None:
    chosen = random.Random(1)
    codes = [new_code(chosen.choice) for _ in range(1000)]
    assert [read_symbol(code) for code in codes] == [[code] for code in codes]


@pytest.mark.skipif(not shutil.which("zbarimg"), reason="ZBar is not installed (zbar-tools)")
def test_zbar_reads_what_zxing_wrote(tmp_path: Path) -> None:
    codes = [new_code(random.Random(number).choice) for number in range(30)]
    for number, code in enumerate(codes):
        symbol(code).save(tmp_path / f"{number:02d}.png")
    files = [str(file) for file in sorted(tmp_path.glob("*.png"))]
    read = subprocess.run(
        ["zbarimg", "-q", "--raw", *files], capture_output=True, text=True, check=True, timeout=60
    )
    assert read.stdout.split() == codes


def read_symbol(content: str) -> list[str]:
    """What ZXing reads from the symbol."""
    return [code.text for code in zxingcpp.read_barcodes(symbol(content))]


def symbol(content: str) -> Image:
    """The symbol, four pixels a module, with its quiet zone."""
    rows = modules(content)
    side = len(rows) + 2 * QUIET_MODULES
    picture = new_picture("L", (side, side), 255)
    for y, row in enumerate(rows, start=QUIET_MODULES):
        for x, module in enumerate(row, start=QUIET_MODULES):
            picture.putpixel((x, y), module)
    return picture.resize((4 * side, 4 * side), Resampling.NEAREST)


def test_a_badge_code_makes_the_smallest_symbol() -> None:
    assert {len(modules(person.code)) for person in SAMPLE} == {21}


@ALL_DESIGNS
def test_the_code_has_its_quiet_zone(name: str) -> None:
    """Four modules of paper on every side."""
    made, scale = design(name), 4
    area = area_of(Code, made)
    for person in PEOPLE:
        module = area.width / len(modules(person.code))
        page = pages(badge_sheet(EVENT, [person], made), scale)[0]
        for strip in _around(area, QUIET_MODULES * module):
            picture = cut_out(page, made, strip, scale).convert("L")
            assert min(picture.tobytes()) > 200, (person.name_latin, strip)


def _around(area: Area, width: float) -> list[Area]:
    left, top, gap = area.left - width, area.top - width, 0.15
    across, down = area.width + 2 * width, area.height + 2 * width
    return [
        Area(left, top, across, width - gap),
        Area(left, area.top + area.height + gap, across, width - gap),
        Area(left, top, width - gap, down),
        Area(area.left + area.width + gap, top, width - gap, down),
    ]


# ---- seen from afar ----


def dark_share(picture: Image) -> float:
    gray = picture.convert("L").point(lambda value: 255 if value < 128 else 0)
    return gray.histogram()[255] / (picture.width * picture.height)


@ALL_DESIGNS
def test_the_photo_mark_is_there_for_a_no_and_only_then(name: str) -> None:
    made = design(name)
    said_no = dataclasses.replace(SOKHA, photo_consent=PhotoConsent.NO)
    seen = {}
    for person in (SOKHA, said_no):
        page = pages(badge_sheet(EVENT, [person], made), 4)[0]
        seen[person.photo_consent] = dark_share(cut_out(page, made, area_of(PhotoMark, made), 4))
    assert seen[PhotoConsent.NO] > 0.4
    assert seen[PhotoConsent.NOT_ASKED] < 0.1


@ALL_DESIGNS
def test_the_group_number_can_be_read_from_two_metres(name: str) -> None:
    """A figure is read with ease at 200 times its height (DIN 1450): 10 mm."""
    made = design(name)
    boxes = boxes_of(badge_sheet(EVENT, [SOKHA], made), "5")
    assert max(across if made.turned else up for across, up in boxes) >= 10 * MM


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@ALL_DESIGNS
def test_words_on_every_colour_can_be_read(name: str) -> None:
    """A contrast of 4.5 at the least, WCAG 2.2, 1.4.3."""
    colours = design(name).colours
    paper = luminance(colours.named["paper"])
    for key in ("ink", "quiet"):
        assert (paper + 0.05) / (luminance(colours.named[key]) + 0.05) >= 4.5
    for category in EVENT.categories:
        band = luminance(colours.of_category(EVENT, category.key))
        assert (paper + 0.05) / (band + 0.05) >= 4.5


def test_each_category_has_a_colour_of_its_own() -> None:
    colours = design("card").colours
    assert len({colours.of_category(EVENT, c.key) for c in EVENT.categories}) == 8


# ---- any words ----

anything = st.text(max_size=40) | st.lists(
    st.sampled_from(
        ["ស្ត្រី", "ញ៉ុំ", "ញ្ជ្រៀ", "ឡើង", "ព្រឹក្ស៊ី", "្រ", "៊", "ំ", "ក្រុម", " ", "\u200b", "Nguyễn", "Mr",
         "W" * 30, "😀", "李", "𐍈", "5", "(", "น้ำ", "\n", "\u0301", "\ud800"]
    ),
    max_size=20,
).map("".join)  # fmt: skip
SINGLE = [dataclasses.replace(design(name), sheet=None) for name in design_names()]


FIELDS = (
    "name_km", "name_latin", "honorific", "position_km", "organisation_km", "organisation_en",
)  # fmt: skip


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    said=st.fixed_dictionaries(dict.fromkeys(FIELDS, anything)),
    refused=st.booleans(),
    made=st.sampled_from(SINGLE),
)  # fmt: skip
def test_any_words_stay_in_their_boxes_on_a_valid_page(
    said: dict[str, str], refused: bool, made: Design, tmp_path: Path
) -> None:
    consent = PhotoConsent.NO if refused else PhotoConsent.YES
    person = a_person(700, **said, group=3, photo_consent=consent)
    assert_valid(badge_sheet(EVENT, [person], made), tmp_path)
    for box in made.front:
        if isinstance(box, TextBox):
            alone = dataclasses.replace(made, front=(box,), back=())
            assert ink_beyond(pages(badge_sheet(EVENT, [person], alone), 2)[0], alone, box) is None


def ink_beyond(page: Image, made: Design, box: TextBox) -> tuple[int, int, int, int] | None:
    """Where a page of one text box has ink that is not in its area, a pixel of grace."""
    upright = page.rotate(-90, expand=True) if made.turned else page
    left, top = box.area.left * MM * 2, box.area.top * MM * 2
    right, bottom = left + box.area.width * MM * 2, top + box.area.height * MM * 2
    gray = upright.convert("L").point(lambda value: 255 if value < 245 else 0)
    gray.paste(0, (int(left) - 1, int(top) - 1, int(right) + 2, int(bottom) + 2))
    return gray.getbbox()


WHAT_CANNOT_BE_PRINTED = [
    {"name_km": "សុខ 李明"},
    {"name_latin": "LI 李明"},
    {"organisation_km": "អង្គការ 李明"},
    {"organisation_en": "NGO 李明"},
    {"position_en": "李明"},
    {"honorific": "李明"},
]


@pytest.mark.parametrize("said", WHAT_CANNOT_BE_PRINTED, ids=lambda said: next(iter(said)))
def test_what_no_font_has_is_told_wherever_it_stands(said: dict[str, str], tmp_path: Path) -> None:
    person = a_person(701, **{"name_km": "សុខា", "name_latin": "Sokha", **said})
    assert missing_on_badge(person, EVENT) == "李明"
    lines = Pdf.of(badge_sheet(EVENT, [person], design("card")), tmp_path).lines()
    assert all(glyph.id for line in lines for glyph in line), "a box"


# ---- pages and sheets ----


@ALL_DESIGNS
def test_pages_have_the_size_of_the_stock(name: str) -> None:
    made = design(name)
    for size in page_sizes(badge_sheet(EVENT, PEOPLE, made)):
        assert size == pytest.approx([mm * MM for mm in made.page_size_mm], abs=0.01)


def test_single_stock_has_a_page_each_and_the_lanyard_badge_two() -> None:
    assert len(page_sizes(badge_sheet(EVENT, PEOPLE, design("card")))) == 4
    assert len(page_sizes(badge_sheet(EVENT, PEOPLE, design("a6")))) == 8


def test_each_of_many_badges_is_as_it_would_be_alone() -> None:
    """What is drawn once and shown again does not mix people up, however many there are."""
    many = [
        dataclasses.replace(person, id=UUID(int=1000 + i), code=new_code(random.Random(i).choice))
        for i, person in enumerate(SAMPLE * 3)
    ]
    data = badge_sheet(EVENT, many, design("card"))
    for page in (0, 79, 160, 171, 239):
        assert text_of(data, page) == text_of(badge_sheet(EVENT, [many[page]], design("card")))


def test_a_sheet_begins_at_the_first_free_label() -> None:
    made = design("sheet10")
    data = badge_sheet(EVENT, [SOKHA] * 3, made, start_at=9)
    assert len(page_sizes(data)) == 2
    first, second = pages(data, 2)
    whole = Area(2, 2, 86, 51)
    used = [dark_share(cut_out(first, made, whole, 2, place)) > 0 for place in range(10)]
    assert used == [False] * 8 + [True] * 2
    assert dark_share(cut_out(second, made, whole, 2, 0)) > 0


def test_crop_marks_stay_off_the_badges() -> None:
    made = design("sheet10")
    page = pages(badge_sheet(EVENT, [Blank()], made, start_at=10), 4)[0]
    for place in range(8):
        assert dark_share(cut_out(page, made, Area(0.2, 0.2, 89.6, 54.6), 4, place)) == 0
    assert dark_share(page.crop((0, 0, page.width, int(11 * MM * 4)))) > 0


@pytest.mark.parametrize("start_at", [0, 11])
def test_a_label_that_is_not_on_the_sheet_is_refused(start_at: int) -> None:
    with pytest.raises(Refusal, match="from 1 to 10"):
        badge_sheet(EVENT, [SOKHA], design("sheet10"), start_at=start_at)


def test_an_offset_moves_everything() -> None:
    codes = tuple(box for box in design("card").front if isinstance(box, Code))
    made = dataclasses.replace(design("card"), front=codes)
    plain, moved = (
        pages(badge_sheet(EVENT, [SOKHA], made, offset_mm=offset), 4)[0]
        for offset in ((0.0, 0.0), (3.0, -2.0))
    )

    def inked(page: Image) -> tuple[int, int, int, int]:
        box = page.convert("L").point(lambda v: 255 if v < 200 else 0).getbbox()
        assert box is not None
        return box

    assert inked(moved)[0] - inked(plain)[0] == pytest.approx(3 * MM * 4, abs=2)
    assert inked(moved)[1] - inked(plain)[1] == pytest.approx(-2 * MM * 4, abs=2)


@ALL_DESIGNS
def test_hard_names_make_valid_files_that_are_the_same_each_time(name: str, tmp_path: Path) -> None:
    hard = [
        *PEOPLE,
        a_person(5, name_km="ក" * 120, name_latin="x" * 120, organisation_en="W" * 300),
        a_person(
            6, name_km="😀", organisation_en="\ud800\x07", category="no such category", group=99
        ),
    ]
    data = badge_sheet(EVENT, hard, design(name))
    assert_valid(data, tmp_path)
    assert data == badge_sheet(EVENT, hard, design(name))


def test_one_badge_is_a_small_file_with_title_and_language(tmp_path: Path) -> None:
    data = badge_sheet(EVENT, [SOKHA], design("card"))
    source = Pdf.of(data, tmp_path).source
    assert len(data) < 24_000
    assert "/Lang (km)" in source
    assert "/Title" in source
    assert len(re.findall(r"/FontFile2", source)) == 5


def test_the_preview_shows_the_longest_the_shortest_and_the_odd_ones() -> None:
    found = specimens([*SAMPLE, *PEOPLE])
    assert {LONGEST_NAME.id, SHORTEST.id, SEAT.id} <= {person.id for person in found}
    assert len(found) <= 8
    assert len(page_sizes(preview(EVENT, [*SAMPLE, *PEOPLE], design("card")))) == len(found)
    assert specimens([]) == []


@ALL_DESIGNS
def test_the_test_page_frames_each_badge_where_badges_are_printed(
    name: str, tmp_path: Path
) -> None:
    made, scale = design(name), 8
    data = calibration_page(made, offset_mm=(1.0, 0.0))
    assert_valid(data, tmp_path)
    [size] = page_sizes(data)
    assert size == pytest.approx([mm * MM for mm in made.page_size_mm], abs=0.01)
    page = pages(data, scale)[0].convert("L")
    x, y = corner(made, made.per_page - 1)
    left = 0.0 if made.turned else x
    middle = page.height - (y + 0.3 * made.height) * MM * scale
    edge = page.crop(tuple_of(left + 0.8, middle, left + 1.2, middle + 2, scale))
    assert min(edge.tobytes()) < 100


def tuple_of(
    left: float, top: float, right: float, bottom: float, scale: float
) -> tuple[int, int, int, int]:
    return (round(left * MM * scale), round(top), round(right * MM * scale), round(bottom))


# ---- designs are data ----


def written(folder: Path, text: str) -> Path:
    file = folder / "mine.toml"
    file.write_text(text, encoding="utf-8")
    return file


SMALL = """[stock]
width = 60
height = 30

[colours]
ink = "#102030"

[[front]]
kind = "text"
at = [2, 2, 56, 26]
[[front.text]]
say = "{name}"
size = [8, 20]
"""


def test_an_organizer_can_write_one(tmp_path: Path) -> None:
    made = read_design(written(tmp_path, SMALL))
    assert (made.name, made.page_size_mm) == ("mine", (60, 30))
    assert text_of(badge_sheet(EVENT, [SOKHA], made)) == "សុខ សុខា"


def test_one_like_another_changes_only_what_it_names(tmp_path: Path) -> None:
    text = 'like = "card"\n[colours]\nink = "#000000"\n[colours.category]\nccc_member = "#123456"\n'
    made = read_design(written(tmp_path, text))
    assert made.front == design("card").front
    assert made.colours.of_category(EVENT, "ccc_member") == "#123456"
    assert made.colours.named["quiet"] == design("card").colours.named["quiet"]


SHEET_OF_3 = """[sheet]
columns = 3
rows = 1
width = 100
height = 60
left = 0
top = 0
[stock]"""

MISTAKES = [
    ("width = 60", "width = 6", 2, "“width” must be a number from 15 to 1200"),
    ("height = 30\n", "", 1, "“height” is missing"),
    ("width = 60", "wide = 60", 1, "“width” is missing"),
    ("height = 30", "height = 30\ndepth = 2", 4, "“depth” means nothing here"),
    ("#102030", "#12", 6, "“ink” must be a colour"),
    ("56, 26]", "59, 26]", 10, "reaches over the edge of the badge (60 × 30 mm)"),
    ("56, 26]", "56]", 10, "“at” must be a list of 4 numbers"),
    ('"text"', '"txt"', 9, "“kind” must be one of: text, band"),
    ("{name}", "{nome}", 12, "“say” must be one of: category_en"),
    ("{name}", "{name", 12, "“say” must be one of"),
    ("{name}", "{name:>99999999999}", 12, "“say” must be one of"),
    ("{name}", "{name!r}", 12, "“say” must be one of"),
    ("56, 26]", "56, nan]", 10, "“at” must be a list of 4 numbers"),
    ("56, 26]", "inf, 26]", 10, "“at” must be a list of 4 numbers"),
    ("[8, 20]", "[8, 20]\ngap = nan", 14, "“gap” must be a number"),
    ("[8, 20]", "[20, 8]", 13, "“size” must be two or three sizes"),
    ("[8, 20]", "[8, 20]\nbold = 1", 14, "“bold” must be true or false"),
    ("[8, 20]", '[8, 20]\ncolour = "pink"', 14, "“colour” must be a colour"),
    ("[8, 20]", "[8, 20]\nlines = 0", 14, "“lines” must be a whole number from 1 to 20"),
    ("height = 30", 'height = "30"', 3, "“height” must be a number from 15 to 1200"),
    ("56, 26]", '"56", 26]', 10, "“at” must be a list of 4 numbers"),
    ("[8, 20]", "8", 13, "“size” must be two or three sizes"),
    ("[8, 20]", "[8, 900]", 13, "“size” must be two or three sizes"),
    ('"{name}"', "7", 12, "“say” must be a list of texts"),
    ('"{name}"', '"{name}"\nbetween = 1', 13, "“between” must be a text"),
    ("[[front.text]]", "[front.text]", 11, "“text” must be a table"),
    ("[colours]\n", "[colours]\npalette = ['red']\n", 6, "“palette” must be a colour"),
    ("[colours]\n", "title = 3\n[colours]\n", 5, "“title” means nothing here"),
    ('kind = "text"', 'kind = "text"\nwhen = "never"', 10, "“when” must be one of: always"),
    ("size = [8", "size [8", 13, "this is not TOML"),
    ("[stock]", SHEET_OF_3, 2, "3 badges do not fit"),
    ("[[front]]", '[[front]]\nkind = "picture"\nat = [1, 1, 9, 9]\nfile = "no.png"\n[[front]]',
     11, "there is no picture no.png"),
]  # fmt: skip


def test_a_title_may_hold_braces(tmp_path: Path) -> None:
    design = read_design(written(tmp_path, f"[title]\nen = 'Ours {{1}} {{}}'\n{SMALL}"))
    assert design.title.text(Language.ENGLISH) == "Ours {1} {}"


@pytest.mark.parametrize(
    ("old", "new", "line", "what"), MISTAKES, ids=[m[1][:20] for m in MISTAKES]
)
def test_a_mistake_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, what: str
) -> None:
    with pytest.raises(Refusal) as refused:
        read_design(written(tmp_path, SMALL.replace(old, new, 1)))
    assert refused.value.text(Language.ENGLISH).startswith(f"mine.toml, line {line}: ")
    assert what in refused.value.text(Language.ENGLISH)
    assert "បន្ទាត់ទី" in refused.value.text(Language.KHMER)


def test_a_design_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(Refusal, match="Choose one of: a6, card, labels"):
        design("nothing")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe\x00")
    for name in ("x.toml", "gone.toml"):
        with pytest.raises(Refusal, match="cannot be read"):
            read_design(tmp_path / name)


def test_a_logo_is_drawn_from_beside_the_design(tmp_path: Path) -> None:
    new_picture("RGB", (40, 40), (200, 30, 30)).save(tmp_path / "logo.png")
    text = SMALL + '[[front]]\nkind = "picture"\nat = [40, 10, 10, 10]\nfile = "logo.png"\n'
    page = pages(badge_sheet(EVENT, [SOKHA], read_design(written(tmp_path, text))), 4)[0]
    assert page.getpixel((int(45 * MM * 4), int(15 * MM * 4))) == (200, 30, 30)


def test_every_shipped_file_is_a_design() -> None:
    assert {file.stem for file in SHIPPED.iterdir()} == set(design_names())
    for name in design_names():
        assert design(name).title.km != name
