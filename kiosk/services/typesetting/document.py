"""A PDF of set type on ReportLab: glyph ids as HarfBuzz gave them, at the places HarfBuzz gave
them, and the text beside them for copying.

Each face is embedded once as one subset whose codes are the font's own glyph ids, so the
content stream can be held against HarfBuzz number by number. Everything stands in pt from
the lower left corner of the page. The same content makes the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

import uharfbuzz as hb
from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from kiosk.services.typesetting.fitting import Block, Stack
from kiosk.services.typesetting.fonts import Face
from kiosk.services.typesetting.shaping import Line, Run

MM = 72 / 25.4
"""One millimetre in pt."""

# ASCII85 would make every picture a quarter larger, for printers of the last century.
rl_config.useA85 = 0

_EFFORT = 4
"""How hard zlib works: by 6 pages are 5 % smaller and take 40 % longer."""

_NEGLIGIBLE = 0.01
"""Thousandths of an em that the pen may stand beside its place: 0.0004 pt at 40 pt. Widths
are written to a ten-thousandth of a thousandth; what that leaves over is not followed."""

_DROPPED_TABLES = ("GSUB", "GPOS", "GDEF", "name", "post", "cmap", "OS/2", "STAT", "gasp", "meta")


class Box(NamedTuple):
    """A rectangle on the page, in pt, from its lower left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.y + self.height

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width


def _canvas(buffer: io.BytesIO, size: tuple[float, float], language: str) -> Any:
    """ReportLab's canvas; its stubs know nothing of pages and fonts of one's own."""
    return _Canvas(buffer, pagesize=size, invariant=1, pdfVersion=(1, 7), lang=language)


@dataclass(frozen=True)
class Drawing:
    """Something drawn in a document: its operators, and the glyphs they show."""

    operators: str
    glyphs: Mapping[Face, set[int]]


class _Canvas(Canvas):
    """ReportLab's canvas without the Helvetica it names on every page but never embeds."""

    def _make_preamble(self) -> None:
        self._preamble = ""


class Document:
    """One PDF in the making."""

    def __init__(self, *, title: str, language: str, size: tuple[float, float]) -> None:
        self._buffer = io.BytesIO()
        self._canvas = _canvas(self._buffer, size, language)
        self._canvas.setTitle(title)
        self._canvas.setCreator("kiosk")
        self._canvas.setAuthor("")
        self._canvas.setSubject("")
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self._canvas.setViewerPreference("PrintScaling", "None")
        self._pdf = self._canvas._doc
        self._size = size
        self._content: list[str] = []
        self._glyphs: dict[Face, set[int]] = {}
        self._pictures: dict[str, None] = {}

    def place(self, block: Block, box: Box, *, colour: str, align: str = "left") -> None:
        """Draws ``block`` from the top of ``box`` down; ``align`` is left, center or right
        and goes by the ink. ``colour`` is ``#rrggbb``."""
        baselines = (box.top - down for down in block.baselines)
        placed = [
            (_start(line, block.size, box, align), y, line)
            for line, y in zip(block.lines, baselines, strict=True)
        ]
        self._show(block.text, block.size, placed, colour)

    def place_stack(
        self, stack: Stack, box: Box, *, align: str = "left", valign: str = "top"
    ) -> None:
        """Draws the blocks of ``stack`` in ``box``; ``valign`` is top, middle or bottom."""
        share = {"top": 0.0, "middle": 0.5, "bottom": 1.0}[valign]
        top = box.top - (box.height - stack.height) * share
        for paragraph, block, down in stack.parts:
            place = Box(box.x, top - down - block.height, box.width, block.height)
            self.place(block, place, colour=paragraph.colour, align=align)

    def draw_line(self, line: Line, x: float, y: float, size: float, colour: str) -> None:
        """Draws a line with the start of its baseline at ``x``, ``y``."""
        self._show(line.text, size, [(x, y, line)], colour)

    def fill(self, box: Box, colour: str, *, radius: float = 0.0) -> None:
        """Fills ``box``, with rounded corners where ``radius`` is given."""
        outline = _rounded(box, radius) if radius else f"{_numbers(*box)} re"
        self.paint(f"{outline} f", colour)

    def rule(
        self, box: Box, colour: str, *, width: float = 0.5, dashes: Sequence[float] = ()
    ) -> None:
        """Draws a line from the lower left to the upper right corner of ``box``, broken where
        ``dashes`` gives the lengths drawn and left out."""
        ends = f"{_numbers(box.x, box.y)} m {_numbers(box.right, box.top)} l S"
        broken = f" [{_numbers(*dashes)}] 0 d" if dashes else ""
        self._write(f"q {stroke_operator(colour)} {number(width)} w{broken} {ends} Q")

    def frame(self, box: Box, colour: str, *, width: float = 0.5) -> None:
        """Draws the edges of ``box``."""
        self._write(f"q {stroke_operator(colour)} {number(width)} w {_numbers(*box)} re S Q")

    def paint(self, operators: str, colour: str) -> None:
        """Paints path ``operators`` with ``colour``."""
        self._write(f"{fill_operator(colour)} {operators}")

    def picture(self, png: bytes, box: Box, *, align: str = "center") -> None:
        """Draws a picture as large as ``box`` allows, undistorted, in the middle of its height;
        ``align`` is left, center or right."""
        picture = ImageReader(io.BytesIO(png))
        anchor = {"left": "w", "center": "c", "right": "e"}[align]
        self._canvas.drawImage(picture, *box, mask="auto", preserveAspectRatio=True, anchor=anchor)
        self._content += self._canvas._code
        self._pictures.update(dict.fromkeys(self._canvas._formsinuse))
        self._canvas._restartAccumulators()

    def recorded(self, draw: Callable[[], None]) -> Drawing:
        """What ``draw`` draws, to be shown again and again instead of being drawn."""
        before, self._content = self._content, []
        others, self._glyphs = self._glyphs, {}
        draw()
        drawn = Drawing(" ".join(self._content), self._glyphs)
        self._content, self._glyphs = before, others
        return drawn

    def show(self, drawing: Drawing) -> None:
        """Draws what was recorded."""
        self._write(drawing.operators)
        for face, glyphs in drawing.glyphs.items():
            self._use(face, glyphs)

    @contextmanager
    def moved(self, x: float, y: float, *, turned: bool = False) -> Iterator[None]:
        """What is drawn within has its origin at ``x``, ``y``; ``turned`` a quarter to the left."""
        self._write(f"q {'0 1 -1 0' if turned else '1 0 0 1'} {_numbers(x, y)} cm")
        yield
        self._write("Q")

    def _write(self, operators: str) -> None:
        self._content.append(operators)

    def _show(
        self, text: str, size: float, placed: Sequence[tuple[float, float, Line]], colour: str
    ) -> None:
        parts = [f"/Span<</ActualText{_utf16(text)}>>BDC BT {fill_operator(colour)}"]
        scale = number(size)
        for x, y, line in placed:
            height = number(y)
            for run, start in zip(line.runs, line.starts, strict=True):
                self._use(run.face, run.glyph_ids)
                matrix = f"{scale} 0 0 {scale} {number(x + start * size)} {height} Tm"
                parts.append(f"/{run.face.name} 1 Tf {matrix} {_operators(run)}")
        parts.append("ET EMC")
        self._write(" ".join(parts))

    def _use(self, face: Face, glyphs: Set[int]) -> None:
        used = self._glyphs.get(face)
        if used is None:
            used = self._glyphs[face] = set()
        used |= glyphs

    def end_page(self, size: tuple[float, float] | None = None) -> None:
        """Closes the page; the next ones have ``size`` where given."""
        content = self._pdf.Reference(_stream("\n".join(self._content).encode("ascii")))
        pictures = self._pdf.xobjDict(self._pictures)
        self._pdf.inPage()
        self._pdf.addPage(_page(self._pdf, self._size, content, pictures))
        self._content = []
        self._size = size or self._size

    def finish(self) -> bytes:
        """The finished file."""
        for face, glyphs in self._glyphs.items():
            _embed(self._pdf, face, sorted(glyphs))
        self._canvas.save()
        return self._buffer.getvalue()


def _start(line: Line, size: float, box: Box, align: str) -> float:
    spare = box.width - line.ink_width * size
    share = {"left": 0.0, "center": 0.5, "right": 1.0}[align]
    return box.x + spare * share - line.ink.left * size


def number(value: float) -> str:
    """A number as PDF writes it, to a ten-thousandth of a pt."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


@lru_cache(maxsize=256)
def fill_operator(colour: str) -> str:
    """The operator that fills with ``#rrggbb``."""
    return " ".join(number(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5)) + " rg"


@lru_cache(maxsize=256)
def stroke_operator(colour: str) -> str:
    """The operator that draws lines in ``#rrggbb``."""
    return fill_operator(colour).upper()


def _numbers(*values: float) -> str:
    return " ".join(map(number, values))


def _rounded(box: Box, radius: float) -> str:
    """The outline of ``box`` with round corners, each one Bézier curve."""
    r = min(radius, box.width / 2, box.height / 2)
    k = r * 0.44772  # 1 - 4/3 (sqrt 2 - 1), the usual arc
    left, low, right, top = box.x, box.y, box.right, box.top
    return " ".join(
        [
            f"{_numbers(left + r, low)} m {_numbers(right - r, low)} l",
            f"{_numbers(right - k, low, right, low + k, right, low + r)} c",
            f"{_numbers(right, top - r)} l",
            f"{_numbers(right, top - k, right - k, top, right - r, top)} c",
            f"{_numbers(left + r, top)} l",
            f"{_numbers(left + k, top, left, top - k, left, top - r)} c",
            f"{_numbers(left, low + r)} l",
            f"{_numbers(left, low + k, left + k, low, left + r, low)} c h",
        ]
    )


def _utf16(text: str) -> str:
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


@lru_cache(maxsize=1024)
def _operators(run: Run) -> str:
    """The glyphs of a run at size 1: hexadecimal codes in ``TJ`` with what the pen must move
    beside their own widths, in thousandths of an em, and ``Ts`` where a glyph is raised."""
    parts: list[str] = []
    codes: list[str] = []
    rise = 0
    pen = 0.0
    scale = 1000 / run.face.units_per_em
    for glyph in run.glyphs:
        if glyph.y != rise:
            parts += _shown(codes)
            parts.append(f"{number(glyph.y / run.face.units_per_em)} Ts")
            codes, rise = [], glyph.y
        if abs(pen - glyph.x * scale) > _NEGLIGIBLE:
            move = number(pen - glyph.x * scale)
            codes.append(move)
            pen -= float(move)
        codes.append(f"<{glyph.id:04X}>")
        pen += float(_pdf_width(run.face, glyph.id))
    parts += _shown(codes)
    return " ".join([*parts, "0 Ts"] if rise else parts)


def _shown(codes: Sequence[str]) -> Iterator[str]:
    if codes:
        yield f"[{''.join(codes).replace('><', '')}]TJ"


@lru_cache(maxsize=8192)
def _pdf_width(face: Face, glyph: int) -> str:
    """A glyph's width in thousandths of an em, as the font's ``W`` array says it."""
    return number(face.advance(glyph) * 1000 / face.units_per_em)


class _Object(pdfdoc.PDFObject):
    """A PDF object written by us into ReportLab's document: text, streams as they stand, and
    what ReportLab must write, its references above all."""

    __RefOnly__ = 1

    def __init__(self, *parts: Any) -> None:
        self._parts = parts

    def format(self, document: Any) -> bytes:
        """The object as it stands in the file."""
        return b"".join(
            part.encode("ascii") if isinstance(part, str) else pdfdoc.format(part, document)
            for part in self._parts
        )


def _stream(content: bytes, facts: str = "") -> _Object:
    packed = zlib.compress(content, _EFFORT)
    head = f"<</Filter /FlateDecode /Length {len(packed)} {facts}>>\nstream\n"
    return _Object(head, packed, "\nendstream\n")


def _page(document: Any, size: tuple[float, float], content: Any, pictures: Any) -> _Object:
    """A page with all fonts of the document. ReportLab's own names a Helvetica that nothing
    uses, and takes as long to be written as a badge to be set."""
    return _Object(
        f"<</Type /Page /MediaBox [0 0 {_numbers(*size)}] /Parent ",
        document.Reference(document.Pages),
        "\n/Resources <</Font ",
        pdfdoc.PDFObjectReference(pdfdoc.BasicFonts),
        " /XObject ",
        pictures,
        ">>\n/Contents ",
        content,
        ">>",
    )


def _embed(document: Any, face: Face, used: Sequence[int]) -> None:
    """Writes the objects of a face: its dictionaries and its subset of the glyphs ``used``."""
    name = f"/{_tag(used)}+{face.name}"
    subset = _subset(face, used)
    font = _Object(
        f"<</Type /Font /Subtype /Type0 /BaseFont {name} /Encoding /Identity-H\n/ToUnicode ",
        document.Reference(_stream(_to_unicode(face, used))),
        f"\n/DescendantFonts [<</Type /Font /Subtype /CIDFontType2 /BaseFont {name}\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>\n"
        f"/FontDescriptor <</Type /FontDescriptor /FontName {name} {_measures(face)} /FontFile2 ",
        document.Reference(_stream(subset, f"/Length1 {len(subset)}")),
        f">>\n/CIDToGIDMap /Identity /DW 0 /W [{_widths(face, used)}]>>]>>",
    )
    document.idToObject[pdfdoc.BasicFonts].dict[face.name] = document.Reference(font)


def _widths(face: Face, used: Sequence[int]) -> str:
    return " ".join(f"{glyph}[{_pdf_width(face, glyph)}]" for glyph in used)


@cache
def _measures(face: Face) -> str:
    """What a viewer would need to put another font in this one's place."""
    scale = 1000 / face.units_per_em
    vertical = face.font.get_font_extents("ltr")
    box = _numbers(*(value * scale for value in face.bounding_box))
    return (
        f"/Flags 4 /FontBBox [{box}] /ItalicAngle 0 /Ascent {number(vertical.ascender * scale)} "
        f"/Descent {number(vertical.descender * scale)} /CapHeight 714 /StemV 80"
    )


def _tag(used: Sequence[int]) -> str:
    digest = hashlib.sha256(repr(used).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _subset(face: Face, used: Sequence[int]) -> bytes:
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(used)
    wanted.flags = (
        hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    )
    wanted.drop_table_tag_set.update(int.from_bytes(t.encode(), "big") for t in _DROPPED_TABLES)
    return bytes(hb.subset(face.face, wanted).blob.data)


def _to_unicode(face: Face, used: Sequence[int]) -> bytes:
    """For readers that know no ``ActualText``: the character of each glyph that stands for one."""
    known = face.character_of
    rows = [
        f"<{glyph:04X}> <{known[glyph].encode('utf-16-be').hex().upper()}>"
        for glyph in used
        if glyph in known
    ]
    blocks = [rows[i : i + 100] for i in range(0, len(rows), 100)]
    body = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap CMapName currentdict /CMap defineresource pop end end\n"
    ).encode()
