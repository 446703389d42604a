"""The bundled fonts as faces of families, opened on first use.

A family says which face sets which script, in order of preference; the file itself is
read when a text needs it.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import uharfbuzz as hb

from kiosk.bundled import font_bytes


class Extents(NamedTuple):
    """Where a glyph has ink, in font units from its origin."""

    left: int
    bottom: int
    right: int
    top: int


@dataclass(frozen=True, eq=False)
class Face:
    """One font file. ``name`` is its PostScript name and, with ``.ttf``, the file's name."""

    name: str

    @cached_property
    def face(self) -> Any:
        """The HarfBuzz face. Raises :class:`~kiosk.bundled.FontAtFault`."""
        return hb.Face(hb.Blob(font_bytes(f"{self.name}.ttf")))

    @cached_property
    def font(self) -> Any:
        """The HarfBuzz font, scaled to font units."""
        return hb.Font(self.face)

    @cached_property
    def units_per_em(self) -> int:
        """Font units in one em."""
        return int(self.face.upem)

    @cached_property
    def characters(self) -> frozenset[str]:
        """The characters this face has a glyph for."""
        return frozenset(map(chr, self.face.unicodes))

    @cached_property
    def bounding_box(self) -> tuple[int, ...]:
        """xMin, yMin, xMax, yMax over all glyphs in font units, from the ``head`` table."""
        return struct.unpack_from(">4h", self.face.reference_table("head").data, 36)

    @lru_cache(maxsize=4096)  # noqa: B019 - faces live as long as the program
    def extents(self, glyph: int) -> Extents | None:
        """The ink of a glyph; None for one without, such as a space."""
        found = self.font.get_glyph_extents(glyph)
        if found is None or not found.width or not found.height:
            return None
        left, top = found.x_bearing, found.y_bearing
        return Extents(left, top + found.height, left + found.width, top)

    def advance(self, glyph: int) -> int:
        """The width a glyph has by itself (``hmtx``), in font units."""
        return int(self.font.get_glyph_h_advance(glyph))

    @cached_property
    def character_of(self) -> dict[int, str]:
        """The character each glyph of the ``cmap`` stands for; the lowest where several do."""
        find = self.font.get_nominal_glyph
        return {find(ord(c)): c for c in sorted(self.characters, reverse=True)}


KHMER, KHMER_BOLD = Face("NotoSansKhmer-Regular"), Face("NotoSansKhmer-Bold")
LATIN, LATIN_BOLD = Face("NotoSans-Regular"), Face("NotoSans-Bold")
THAI = Face("NotoSansThai-Regular")
TITLE = Face("Moul-Regular")

FACES: tuple[Face, ...] = (KHMER, KHMER_BOLD, LATIN, LATIN_BOLD, THAI, TITLE)


@dataclass(frozen=True, eq=False)
class Family:
    """Faces that go together. ``regular`` and ``bold`` are in order of preference;
    for a script named in ``first`` its faces (regular, bold) are asked before them."""

    name: str
    regular: tuple[Face, ...]
    bold: tuple[Face, ...]
    first: tuple[tuple[str, Face, Face], ...]

    @lru_cache(maxsize=64)  # noqa: B019 - the families live as long as the program
    def faces(self, script: str, *, bold: bool) -> tuple[Face, ...]:
        """The faces to try for a script (ISO 15924), best first."""
        order = self.bold if bold else self.regular
        head = tuple(heavy if bold else light for tag, light, heavy in self.first if tag == script)
        return head + tuple(face for face in order if face not in head)


SANS = Family(
    "sans",
    regular=(LATIN, KHMER, THAI),
    bold=(LATIN_BOLD, KHMER_BOLD, THAI),
    first=(("Khmr", KHMER, KHMER_BOLD), ("Thai", THAI, THAI)),
)
MOUL = Family(
    "moul",
    regular=(LATIN_BOLD, KHMER_BOLD, THAI),
    bold=(LATIN_BOLD, KHMER_BOLD, THAI),
    first=(("Khmr", TITLE, TITLE), ("Thai", THAI, THAI)),
)

FAMILIES: dict[str, Family] = {family.name: family for family in (SANS, MOUL)}
