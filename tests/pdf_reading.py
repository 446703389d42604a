"""Reading PDFs back: their operators through qpdf, their text and looks through PDFium, and what
HarfBuzz says should stand in them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import uharfbuzz as hb
from PIL.Image import Image

from kiosk.bundled import font_file


class Shown(NamedTuple):
    """A glyph in the content stream: its face, its id, and where it stands in pt."""

    face: str
    id: int
    x: float
    y: float


@dataclass
class Pdf:
    """A PDF laid open by qpdf: fonts' widths and the text operators of its first page."""

    source: str

    @classmethod
    def of(cls, data: bytes, folder: Path) -> Pdf:
        file = folder / "laid-open.pdf"
        file.write_bytes(data)
        done = subprocess.run(
            ["qpdf", "--qdf", "--object-streams=disable", str(file), "-"],
            capture_output=True,
            check=True,
        )
        return cls(done.stdout.decode("latin-1"))

    def widths(self) -> dict[str, dict[int, float]]:
        each = r"/FontName /\w+\+([\w-]+)\n.*?\n( *)/W \[(.*?)\n\2\]"
        fonts = [(name, w) for name, _, w in re.findall(each, self.source, re.S)]
        pairs = {name: re.findall(r"(\d+)\s*\[\s*([\d.]+)\s*\]", w) for name, w in fonts}
        return {name: {int(g): float(w) for g, w in found} for name, found in pairs.items()}

    def lines(self) -> list[list[Shown]]:
        """The glyphs of each marked span, read as a PDF viewer reads them."""
        spans = re.findall(r"/Span ?<<.*?>> ?BDC(.*?)EMC", self.source, re.S)
        widths = self.widths()
        return [list(self._glyphs(span, widths)) for span in spans]

    def _glyphs(self, span: str, widths: dict[str, dict[int, float]]) -> Iterator[Shown]:
        tokens = re.findall(r"\[.*?\]|/[\w-]+|[-\d.]+|[A-Za-z*]+", span, re.S)
        stack: list[str] = []
        face, size, x, y, rise, pen = "", 1.0, 0.0, 0.0, 0.0, 0.0
        for token in tokens:
            if token == "Tf":
                face = stack[-2][1:]
            elif token == "Tm":
                size, x, y = float(stack[-6]), float(stack[-2]), float(stack[-1])
                pen = 0.0
            elif token == "Ts":
                rise = float(stack[-1])
            elif token == "TJ":
                for code, move in re.findall(r"<([0-9A-Fa-f]+)>|([-\d.]+)", stack[-1]):
                    pen -= float(move or 0) / 1000
                    for i in range(0, len(code), 4):
                        glyph = int(code[i : i + 4], 16)
                        yield Shown(face, glyph, x + pen * size, y + rise * size)
                        pen += widths[face][glyph] / 1000
            stack = [*stack, token] if token not in ("Tf", "Tm", "Ts", "TJ", "rg", "BT") else []


def by_harfbuzz(
    face: str, text: str, script: str, language: str
) -> tuple[list[tuple[int, float, float]], float]:
    """Glyph ids and positions, and the pen's way, in em, by a HarfBuzz call of the test's own."""
    font = _font(face)
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "ltr", script, language
    hb.shape(font, buffer)
    found, pen, em = [], 0, font.face.upem
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        found.append((info.codepoint, (pen + place.x_offset) / em, place.y_offset / em))
        pen += place.x_advance
    return found, pen / em


@cache
def _font(face: str) -> Any:
    return hb.Font(hb.Face(hb.Blob.from_file_path(str(font_file(f"{face}.ttf")))))


def text_of(data: bytes, page: int = 0) -> str:
    """The text that PDFium copies from a page."""
    document = pypdfium2.PdfDocument(data)
    try:
        return str(document[page].get_textpage().get_text_bounded())
    finally:
        document.close()


def boxes_of(data: bytes, character: str) -> list[tuple[float, float]]:
    """Width and height in pt of the ink of each ``character`` of the first page."""
    document = pypdfium2.PdfDocument(data)
    try:
        words = document[0].get_textpage()
        found = [i for i in range(words.count_chars()) if words.get_text_range(i, 1) == character]
        boxes = [words.get_charbox(i) for i in found]
    finally:
        document.close()
    return [(right - left, top - bottom) for left, bottom, right, top in boxes]


def pages(data: bytes, scale: float) -> list[Image]:
    """Every page as PDFium draws it, ``scale`` pixels to a pt."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.render(scale=scale).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def page_sizes(data: bytes) -> list[tuple[float, float]]:
    """Width and height of every page in pt."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_size() for page in document]
    finally:
        document.close()


def assert_valid(data: bytes, folder: Path) -> None:
    """qpdf finds nothing to complain about."""
    file = folder / "valid.pdf"
    file.write_bytes(data)
    done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
