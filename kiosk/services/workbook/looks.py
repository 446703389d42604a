"""How cells look: faces, colours, borders, and the numbers a workbook knows styles by.

An xlsx cannot carry fonts. The faces are those that Cambodian offices install; Excel puts
its own Khmer font (Leelawadee UI) in place of one that is missing. Rows are sized for the
1.87 em line of Khmer OS Siemreap.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

INK = "1B2A3D"
QUIET = "5D6B7A"
BAND = "DCE6EE"
RULE = "8D99A6"
FILL_IN = "FFF7D6"
GOOD = "E3F1E4"
GOOD_INK = "1E5B2A"
BAD = "F9C9C9"
BAD_INK = "8E0F0F"

Edges = Literal["none", "grid", "box", "field", "total"]
Face = Literal["title", "khmer", "latin"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Faces:
    """Font families by use; a setting of the office, not of the event."""

    title: str = "Khmer OS Muol Light"
    khmer: str = "Khmer OS Siemreap"
    latin: str = "Arial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a cell looks like, ``size`` in points; ``typed`` ones stay open on a locked sheet."""

    face: Face = "khmer"
    size: float = 10
    bold: bool = False
    colour: str = INK
    fill: str = ""
    edges: Edges = "grid"
    across: Literal["left", "center", "right"] = "left"
    down: Literal["top", "center", "bottom"] = "center"
    wrap: bool = True
    shrink: bool = False
    indent: int = 0
    number: str = "General"
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """A look by the workbook's numbers; ``quoted`` also marks its text as never a formula."""

    plain: int
    quoted: int


_HAIR = Side(style="thin", color=RULE)
_DOTS = Side(style="dotted", color=RULE)
_BOLD = Side(style="medium", color=INK)
_BORDERS: dict[Edges, Border] = {
    "none": Border(),
    "grid": Border(left=_HAIR, right=_HAIR, top=_HAIR, bottom=_HAIR),
    "box": Border(left=_BOLD, right=_BOLD, top=_BOLD, bottom=_BOLD),
    "field": Border(bottom=_DOTS),
    "total": Border(left=_HAIR, right=_HAIR, top=_BOLD, bottom=_BOLD),
}

GOOD_MARK = DifferentialStyle(
    font=Font(color=GOOD_INK, bold=True), fill=PatternFill(bgColor=GOOD, fill_type="solid")
)
BAD_MARK = DifferentialStyle(
    font=Font(color=BAD_INK, bold=True), fill=PatternFill(bgColor=BAD, fill_type="solid")
)


def set_default_font(book: Workbook) -> None:
    """Make Arial 10 the font that column widths are measured in.

    Excel counts widths in digits of it: 7 pixels, as of Calibri 11, which LibreOffice lacks
    where no font stands in for it; there columns grew a third wider and pages a third smaller.
    """
    font = Font(name="Arial", size=10, family=2)
    book._named_styles["Normal"].font = font  # type: ignore[attr-defined]
    book._fonts[0] = font  # type: ignore[attr-defined]


class StyleBook:
    """Registers looks with a workbook, each once."""

    def __init__(self, page: Worksheet, faces: Faces) -> None:
        self._page = page
        self.faces = faces
        self._known: dict[Look, Style] = {}

    def __call__(self, look: Look) -> Style:
        """The style of ``look``."""
        if look not in self._known:
            self._known[look] = Style(self._number(look, False), self._number(look, True))
        return self._known[look]

    def _number(self, look: Look, quoted: bool) -> int:
        cell = WriteOnlyCell(self._page)
        cell.font = self._font(look)
        cell.border = _BORDERS[look.edges]
        cell.alignment = Alignment(
            horizontal=look.across,
            vertical=look.down,
            wrap_text=look.wrap,
            shrink_to_fit=look.shrink,
            indent=look.indent,
        )
        if look.fill:
            cell.fill = PatternFill(fgColor=look.fill, fill_type="solid")
        cell.number_format = look.number
        cell.protection = Protection(locked=not look.typed)
        cell.quotePrefix = quoted
        return cell.style_id

    def _font(self, look: Look) -> Font:
        name: str = getattr(self.faces, look.face)
        return Font(name=name, size=look.size, bold=look.bold, color=look.colour, family=2)
