"""The pixels of the PDF beside Qt's own drawing of the same text with the same font: two
shapers' callers and two rasterisers that know nothing of each other."""

from __future__ import annotations

import random

import pytest
from PIL import ImageChops, ImageStat
from PIL.Image import Image, frombytes
from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QImage, QPainter

from kiosk.bundled import font_file
from kiosk.services.typesetting import BOLD, REGULAR, Document, Face, Line, Style, shape
from kiosk.services.typesetting.fonts import KHMER, KHMER_BOLD, LATIN, LATIN_BOLD, THAI
from kiosk.ui.badge_preview import SCALE, page_image
from tests.pdf_reading import pages
from tests.test_typesetting import HARD, KHMER_FACES, khmer_texts, only

SIZE = 64
"""Pixels an em."""
WIDTH, HEIGHT, LEFT, BASELINE = 1800, 220, 30, 130
TOLERANCE = 0.15
"""How much of the ink of any em of a line may differ: 0.09 at the most where the glyphs are
the same and only the edges are drawn otherwise, 0.38 at the least for a vowel on the wrong
side of its consonant, over some hundred of both."""


def ours(line: Line) -> Image:
    document = Document(title="Line", language="km", size=(WIDTH, HEIGHT))
    document.draw_line(line, LEFT, HEIGHT - BASELINE, SIZE, "#000000")
    document.end_page()
    return pages(document.finish(), 1)[0].convert("L")


def by_qt(text: str, *faces: Face) -> Image:
    picture = QImage(WIDTH, HEIGHT, QImage.Format.Format_Grayscale8)
    picture.fill(255)
    painter = QPainter(picture)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.setFont(_font(faces))
    painter.drawText(QPointF(LEFT, BASELINE), text)
    painter.end()
    size, stride = (WIDTH, HEIGHT), picture.bytesPerLine()
    return frombytes("L", size, bytes(picture.constBits()), "raw", "L", stride)


def _font(faces: tuple[Face, ...]) -> QFont:
    ids = [QFontDatabase.addApplicationFont(str(font_file(f"{face.name}.ttf"))) for face in faces]
    font = QFont([QFontDatabase.applicationFontFamilies(found)[0] for found in ids])
    font.setPixelSize(SIZE)
    font.setBold("Bold" in faces[0].name)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.NoSubpixelAntialias)
    return font


def apart(one: Image, other: Image) -> float:
    """The share of ink that differs, in the em of the line where it differs most."""
    return max(_share(one, other, x) for x in range(0, WIDTH, SIZE))


def _share(one: Image, other: Image, x: int) -> float:
    box = (x, 0, x + SIZE, HEIGHT)
    first, second = one.crop(box), other.crop(box)
    ink = 255 * SIZE * HEIGHT - ImageStat.Stat(first).sum[0]
    least = 255 * SIZE * SIZE / 10
    return float(ImageStat.Stat(ImageChops.difference(first, second)).sum[0]) / max(ink, least)


def some_names(face: Face) -> list[str]:
    chosen = random.Random(face.name).sample([t for t in khmer_texts() if len(t) < 28], 60)
    return [*chosen, *(text for text in HARD if text >= "ក")]


@pytest.mark.parametrize("face", KHMER_FACES, ids=lambda face: face.name)
def test_khmer_looks_as_qt_draws_it(face: Face, qapp: QGuiApplication) -> None:
    differing = {
        text: apart(ours(shape(text, only(face))), by_qt(text, face)) for text in some_names(face)
    }
    assert {text: share for text, share in differing.items() if share > TOLERANCE} == {}


@pytest.mark.parametrize("face", KHMER_FACES, ids=lambda face: face.name)
@pytest.mark.parametrize(
    ("text", "wrong"), [("កែវ", "ែកវ"), ("សេង", "េសង"), ("ខ្មែរ", "ខមែរ"), ("ភ្នំ", "ភនំ")]
)
def test_a_vowel_out_of_its_place_and_a_lost_subscript_are_seen(
    face: Face, text: str, wrong: str, qapp: QGuiApplication
) -> None:
    assert apart(ours(shape(wrong, only(face))), by_qt(text, face)) > 2 * TOLERANCE


MIXED = ["លោក Mr ស្រីមុំ", "Nguyễn Thị ភ្នំពេញ", "H.E. ខៀវ កាញារីទ្ធ", "น้ำ ទឹក water"]


@pytest.mark.parametrize(
    ("style", "faces"),
    [(REGULAR, (LATIN, KHMER, THAI)), (BOLD, (LATIN_BOLD, KHMER_BOLD, THAI))],
    ids=["regular", "bold"],
)
@pytest.mark.parametrize("text", MIXED)
def test_mixed_lines_look_as_qt_draws_them(
    text: str, style: Style, faces: tuple[Face, ...], qapp: QGuiApplication
) -> None:
    assert apart(ours(shape(text, style)), by_qt(text, *faces)) < TOLERANCE


def test_the_preview_is_the_printed_page(qapp: QGuiApplication) -> None:
    """The picture beside the search is what PDFium makes of the very file that is printed, so
    that what holds of its glyphs holds of the preview."""
    document = Document(title="Line", language="km", size=(WIDTH / 3, HEIGHT / 3))
    document.draw_line(shape("ស្ត្រី Mr ខ្ញុំ"), 10, 30, 20, "#a23e48")
    document.end_page()
    pdf = document.finish()
    shown = page_image(pdf)
    seen = frombytes(
        "RGB", (shown.width(), shown.height()), bytes(shown.constBits()), "raw", "RGB",
        shown.bytesPerLine(),
    )  # fmt: skip
    assert seen.tobytes() == pages(pdf, SCALE)[0].tobytes()
