"""Text to glyphs: runs by script and font, each shaped by HarfBuzz with its script and
language set, never guessed. A shaped line has no size yet: its measures are in em.

ReportLab's own shaping is not used: it misplaces 8.7 % of Khmer words, cuts clusters and
measures the unshaped width.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from typing import NamedTuple

import uharfbuzz as hb

from kiosk.services.typesetting.fonts import SANS, Face, Family

_COENG = "\u17d2"
_JOINERS = "\u200c\u200d"
_ZWSP = "\u200b"
_LANGUAGES = {"Khmr": "km", "Thai": "th", "Deva": "hi", "Grek": "el", "Cyrl": "ru"}
_SCRIPTS = {
    "KHMER": "Khmr",
    "THAI": "Thai",
    "LATIN": "Latn",
    "GREEK": "Grek",
    "CYRILLIC": "Cyrl",
    "DEVANAGARI": "Deva",
}
_BRACKETS = {")": "(", "]": "[", "}": "{", "»": "«", "”": "“", "’": "‘"}
# What Unicode calls Default_Ignorable beyond category Cf: fillers, inherent vowels, selectors.
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0]")
_SELECTORS = re.compile("[\U000e0000-\U000e0fff]")
_SPACES = re.compile(r"[\t-\r\x1c-\x1f\x85\u1680\u2028\u2029]")
_LONE = re.compile("[\ud800-\udfff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff]")


class Style(NamedTuple):
    """How a text is set: the family and its weight."""

    family: Family = SANS
    bold: bool = False


REGULAR = Style()
BOLD = Style(bold=True)


class Glyph(NamedTuple):
    """A glyph at its place in the run, and the pen's advance, in font units."""

    id: int
    x: int
    y: int
    advance: int


class Ink(NamedTuple):
    """The box that the ink fills, in em from the start of the baseline."""

    left: float
    bottom: float
    right: float
    top: float

    def moved(self, x: float) -> Ink:
        """The same box ``x`` em to the right."""
        return Ink(self.left + x, self.bottom, self.right + x, self.top)

    def joined(self, other: Ink) -> Ink:
        """The box around both."""
        return Ink(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )


@dataclass(frozen=True, eq=False)
class Run:
    """Glyphs of one script from one face."""

    face: Face
    script: str
    text: str
    glyphs: tuple[Glyph, ...]

    @cached_property
    def width(self) -> float:
        """The pen's advance in em."""
        return sum(glyph.advance for glyph in self.glyphs) / self.face.units_per_em

    @cached_property
    def glyph_ids(self) -> frozenset[int]:
        """The glyphs it shows, each once."""
        return frozenset(glyph.id for glyph in self.glyphs)

    @cached_property
    def ink(self) -> Ink | None:
        """The ink of all glyphs; None for blanks."""
        extents, em = self.face.extents, self.face.units_per_em
        seen = [(x, y, found) for id, x, y, _ in self.glyphs if (found := extents(id))]
        if not seen:
            return None
        return Ink(
            min([x + ink.left for x, _, ink in seen]) / em,
            min([y + ink.bottom for _, y, ink in seen]) / em,
            max([x + ink.right for x, _, ink in seen]) / em,
            max([y + ink.top for _, y, ink in seen]) / em,
        )


@dataclass(frozen=True, eq=False)
class Line:
    """A shaped line: ``text`` as it was given, ``runs`` as they stand, ``missing`` what no
    bundled font has and is therefore left out."""

    text: str
    runs: tuple[Run, ...]
    missing: str = ""

    @cached_property
    def starts(self) -> tuple[float, ...]:
        """Where each run begins, in em."""
        pens = [0.0]
        for run in self.runs:
            pens.append(pens[-1] + run.width)
        return tuple(pens[:-1])

    @cached_property
    def width(self) -> float:
        """The pen's advance in em; what is seen is :attr:`ink`."""
        return sum(run.width for run in self.runs)

    @cached_property
    def ink(self) -> Ink:
        """The box around the ink in em; of no size where nothing is seen."""
        boxes = [
            run.ink.moved(start)
            for run, start in zip(self.runs, self.starts, strict=True)
            if run.ink is not None
        ]
        return reduce(Ink.joined, boxes) if boxes else Ink(0.0, 0.0, 0.0, 0.0)

    @cached_property
    def ink_width(self) -> float:
        """The width of the ink in em."""
        return self.ink.right - self.ink.left

    @cached_property
    def is_khmer(self) -> bool:
        """Whether Khmer stands in it, which needs more room above and below."""
        return any(run.script == "Khmr" for run in self.runs)


def clean(text: str) -> str:
    """``text`` without what can be in no document: controls, lone surrogates, noncharacters.
    Line ends and tabs become spaces."""
    return _LONE.sub("", _SPACES.sub(" ", text))


@lru_cache(maxsize=1024)
def shape(text: str, style: Style = REGULAR) -> Line:
    """``text`` as one line in ``style``."""
    cleaned = clean(text)
    if plain := _in_one_run(cleaned, style):
        return Line(cleaned, (_shape_run(*plain),))
    printed, missing = _split_off_missing(_seen(cleaned), style)
    runs = tuple(_shape_run(*piece) for piece in _runs(printed, style))
    return Line(cleaned, runs, missing)


def join(lines: Iterable[Line]) -> Line:
    """Lines one after the other as one, for a line in more than one style."""
    parts = tuple(lines)
    if len(parts) == 1:
        return parts[0]
    return Line(
        "".join(part.text for part in parts),
        tuple(run for part in parts for run in part.runs),
        _unique("".join(part.missing for part in parts)),
    )


def missing_characters(text: str, style: Style = REGULAR) -> str:
    """Each character of ``text`` that no bundled font has, once, in order; empty when all
    can be printed."""
    return shape(text, style).missing


def has_ink(text: str, style: Style = REGULAR) -> bool:
    """Whether anything of ``text`` is seen on paper."""
    letters = [character for character in text if character.isalnum()]
    faces = {*style.family.regular, *style.family.bold}
    return any(c in face.characters for c in letters for face in faces) or bool(
        shape(text, style).ink_width
    )


def _in_one_run(text: str, style: Style) -> tuple[Face, str, str] | None:
    """The run of a text that has one script and needs one font, as most names do."""
    characters = frozenset(text)
    scripts = {script for script in map(_script, characters) if script}
    script = scripts.pop() if scripts else "Latn"
    face = style.family.faces(script, bold=style.bold)[0]
    plain = not scripts and characters <= face.characters and text == _seen(text)
    return (face, script, text) if text and plain else None


def _seen(text: str) -> str:
    text = _SELECTORS.sub("", _UNSEEN.sub("", text))
    return "".join(c for c in text if c.isascii() or c in "\u200b\u200c\u200d" or not _is_format(c))


@lru_cache(maxsize=4096)
def _is_format(character: str) -> bool:
    return unicodedata.category(character) == "Cf"


@lru_cache(maxsize=4096)
def _extends(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character)[0] == "M"


def clusters(text: str) -> Iterator[str]:
    """``text`` cut where a font may change: before each base, with its marks and coengs."""
    start = 0
    for i in range(1, len(text)):
        subscript = text[i - 1] == _COENG and _script(text[i]) == "Khmr"
        if not subscript and not _extends(text[i]):
            yield text[start:i]
            start = i
    if text:
        yield text[start:]


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    """ISO 15924 of a character; empty for what all scripts share."""
    if unicodedata.category(character) in {"Lm", "Sk"}:
        return ""
    return _SCRIPTS.get(unicodedata.name(character, "").split(" ", 1)[0], "")


def _scripts(pieces: Sequence[str]) -> list[str]:
    """The script of each cluster. What all scripts share goes with what stands before it,
    a closing bracket with its opening one."""
    found = [_script(piece[0]) for piece in pieces]
    current = next((script for script in found if script), "Latn")
    opened: list[tuple[str, str]] = []
    for i, piece in enumerate(pieces):
        current = found[i] or _of_the_opening(piece[0], opened) or current
        found[i] = current
        if piece[0] in _BRACKETS.values():
            opened.append((piece[0], current))
    return found


def _of_the_opening(character: str, opened: list[tuple[str, str]]) -> str:
    opening = _BRACKETS.get(character)
    if opening is None or not opened or opened[-1][0] != opening:
        return ""
    return opened.pop()[1]


def _split_off_missing(text: str, style: Style) -> tuple[str, str]:
    """What can be printed of ``text``, and what can't. No doubled space is left behind."""
    kept: list[str] = []
    missing: list[str] = []
    for piece, script in zip(pieces := list(clusters(text)), _scripts(pieces), strict=True):
        printable, lost = _printable(piece, style.family.faces(script, bold=style.bold))
        missing.append(lost)
        if not (lost and printable in ("", " ") and kept and kept[-1] == " "):
            kept.append(printable)
    if not any(missing):
        return text, ""
    return re.sub(" {2,}", " ", "".join(kept)).strip(), _unique("".join(missing))


def _printable(piece: str, faces: Sequence[Face]) -> tuple[str, str]:
    face = _face_for(piece, faces)
    if face is None:
        return "", "".join(c for c in piece if not _always(c))
    kept = "".join(c for c in piece if c in face.characters or _always(c))
    return kept, "".join(c for c in piece if c not in kept)


def _face_for(piece: str, faces: Sequence[Face]) -> Face | None:
    """The first face that has the whole cluster, else the first that has its base."""
    needed = {c for c in piece if not _always(c)}
    whole = next((face for face in faces if needed <= face.characters), None)
    return whole or next((face for face in faces if piece[0] in face.characters), None)


def _always(character: str) -> bool:
    """What HarfBuzz sets without a glyph of its own in the font: joiners and spaces."""
    return character in "\u200b\u200c\u200d" or (not character.isascii() and character.isspace())


def _runs(text: str, style: Style) -> Iterator[tuple[Face, str, str]]:
    start, end = 0, 0
    last: tuple[Face, str] | None = None
    for piece, script in zip(pieces := list(clusters(text)), _scripts(pieces), strict=True):
        face = _face_for(piece, style.family.faces(script, bold=style.bold))
        assert face is not None, "what no face has was split off before"
        if last is not None and last != (face, script):
            yield (*last, text[start:end])
            start = end
        last, end = (face, script), end + len(piece)
    if last is not None:
        yield (*last, text[start:end])


@lru_cache(maxsize=1024)
def _shape_run(face: Face, script: str, text: str) -> Run:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction = "ltr"
    buffer.script = script
    buffer.language = _LANGUAGES.get(script, "en")
    hb.shape(face.font, buffer)
    glyphs: list[Glyph] = []
    pen = 0
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyphs.append(Glyph(info.codepoint, pen + place.x_offset, place.y_offset, place.x_advance))
        pen += place.x_advance
    return Run(face, script, text, tuple(glyphs))


def _unique(text: str) -> str:
    return "".join(dict.fromkeys(text))
