"""What stands in the cells of a workbook, whoever saved it last: values, formulas and their stored
results, what is hidden, merged, or laid over the cells.

openpyxl reads either formulas or results, makes an object of each cell of a merged range and lets
go of what is hidden; here each sheet is read once, part by part, without a tree of its cells.
"""

from __future__ import annotations

import math
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple
from xml.etree import ElementTree
from xml.parsers import expat

from openpyxl.formula.translate import Translator
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.cell import range_boundaries

from kiosk.services.workbook.cells import serial
from kiosk.services.workbook.ink import pixels

MOST_CELLS = 4_000_000
"""Of one sheet that hold something; Data has 2,600,000 with 100,000 people."""
_MOST_OF_A_PART = 20_000_000
"""Bytes of a part that is read as a tree; drawings of 10,000 signatures have 9,000,000."""
_MOST_TEXTS = 4_000_000
_MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_OFFICE = "/officeDocument"
_MARGINS = tuple(
    f"{page}{end}" for page in ("odd", "even", "first") for end in ("Header", "Footer")
)
_MARGIN_CODES = re.compile(r'&(?:"[^"]*"|\d+|[LCR&])')
_CHUNK = 1 << 16
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")

Value = str | float


class Style(NamedTuple):
    """How a cell shows what it holds: whether it is locked, and its number format in one spelling,
    whichever program wrote it."""

    locked: bool = True
    shows: str = "general"


class Held(NamedTuple):
    """What a cell holds: its value, or its ``formula`` and the result stored beside it, which is
    None where none is. Texts are as XML has them, line ends as newlines; numbers are floats, times
    their serial number."""

    value: Value | None
    formula: str = ""
    style: Style = Style()


@dataclass(slots=True)
class Cells:
    """One sheet: what its cells hold by row and column, which empty ones (row, column) are not
    locked, what of it is hidden, which ranges are merged (first column, first row, last column,
    last row), by row what is laid over it, and what its headers and footers say."""

    rows: dict[int, dict[int, Held]] = field(default_factory=dict)
    blanks: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    laid_over: dict[int, list[str]] = field(default_factory=dict)
    drawing: str = ""
    margins: dict[str, str] = field(default_factory=dict)

    def at(self, row: int, column: int) -> Held | None:
        """The cell, None where it is empty."""
        return self.rows.get(row, {}).get(column)


class Book:
    """A workbook from memory; sheets are read when they are asked for."""

    def __init__(self, content: bytes) -> None:
        """Raises ValueError, LookupError, or what zip and XML readers raise, for what is none."""
        self._package = zipfile.ZipFile(BytesIO(content))
        names = self._package.namelist()
        if len({name.casefold() for name in names}) < len(names):
            raise ValueError("a part that stands twice is read by one program so, by another so")
        self._main = next(
            target for kind, target in self._related("").values() if kind.endswith(_OFFICE)
        )
        self._parts = self._related(self._main)
        self.from_1904 = any(
            _local(each.tag) == "workbookPr" and _yes(each.get("date1904"))
            for each in self._tree(self._main)
        )
        """Whether its days are counted from 1904, four years after those of ours."""
        self._texts = self._shared_texts()
        self._styles, self.disguises = self._read_styles()
        """Whether a conditional format has a number format: it shows other than cells hold."""
        self.sheets: Mapping[str, str] = dict(self._listed())
        """Each sheet's part by its title, in their order."""
        self.hidden = frozenset(
            each.get("name", "")
            for each in self._sheet_elements()
            if each.get("state", "visible") != "visible"
        )

    def read(self, title: str) -> Cells:
        """The sheet of that title. Raises as :class:`Book`."""
        part = self.sheets[title]
        reading = _SheetReading(self._texts, self._styles)
        self._feed(part, reading.begin, reading.end, reading.text)
        cells = reading.cells
        if cells.drawing:
            _, drawing = self._related(part)[cells.drawing]
            for row, found in self._laid_over(drawing).items():
                cells.laid_over.setdefault(row, []).extend(found)
        return cells

    def properties(self) -> dict[str, str]:
        """What the file says of itself under names of this program, by name."""
        part = "docProps/custom.xml"
        if part not in self._package.namelist():
            return {}
        found = self._tree(part)
        told = {each.get("name", ""): "".join(each.itertext()) for each in found}
        return {name: text for name, text in told.items() if name.startswith("kiosk.")}

    def _sheet_elements(self) -> Iterator[ElementTree.Element]:
        return (each for each in self._tree(self._main).iter() if _local(each.tag) == "sheet")

    def _listed(self) -> Iterator[tuple[str, str]]:
        for each in self._sheet_elements():
            place = next(value for name, value in each.items() if _local(name) == "id")
            yield each.attrib["name"], self._parts[place][1]

    def _related(self, part: str) -> dict[str, tuple[str, str]]:
        """Kind and target of each relation of ``part`` (of the package where it is empty)."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self._package.namelist():
            return {}
        return {
            each.attrib["Id"]: (
                each.attrib["Type"],
                posixpath.normpath(posixpath.join("/", folder, each.attrib["Target"])).lstrip("/"),
            )
            for each in self._tree(relations)
        }

    def _tree(self, part: str) -> ElementTree.Element:
        if self._package.getinfo(part).file_size > _MOST_OF_A_PART:
            raise ValueError(part)
        return ElementTree.fromstring(self._package.read(part))

    def _of_kind(self, ending: str) -> str:
        return next((part for kind, part in self._parts.values() if kind.endswith(ending)), "")

    def _shared_texts(self) -> Sequence[str]:
        part, reading = self._of_kind("/sharedStrings"), _TextsReading()
        if part:
            self._feed(part, reading.begin, reading.end, reading.text)
        return reading.texts

    def _read_styles(self) -> tuple[Sequence[Style], bool]:
        part = self._of_kind("/styles")
        if not part:
            return [], False
        tree = self._tree(part)
        conditional = (e for e in tree.iter() if _local(e.tag) == "dxf")
        numbers = (_local(each.tag) == "numFmt" for dxf in conditional for each in dxf)
        return list(_styles(tree)), any(numbers)

    def _feed(
        self,
        part: str,
        begin: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None],
        text: Callable[[str], None],
    ) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = begin, end
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = _no_doctype
        with self._package.open(part) as opened:
            while chunk := opened.read(_CHUNK):
                parser.Parse(chunk, False)
        parser.Parse(b"", True)

    def _laid_over(self, drawing: str) -> dict[int, list[str]]:
        """By row, a digest of each picture; of anything else, its kind."""
        pictures = self._related(drawing)
        found: dict[int, list[str]] = {}
        for anchor in self._tree(drawing):
            place = next((e.text for e in anchor.iter() if _local(e.tag) == "row"), None)
            row = int(place or 0) + 1
            found.setdefault(row, []).extend(self._objects(anchor, pictures))
        return found

    def _objects(
        self, anchor: ElementTree.Element, pictures: Mapping[str, tuple[str, str]]
    ) -> Iterator[str]:
        for each in anchor:
            kind = _local(each.tag)
            if kind == "pic":
                blip = next(e for e in each.iter() if _local(e.tag) == "blip")
                place = next(value for name, value in blip.items() if _local(name) == "embed")
                yield pixels(self._package.read(pictures[place][1]))
            elif kind in (
                "sp",
                "grpSp",
                "graphicFrame",
                "cxnSp",
                "contentPart",
                "AlternateContent",
            ):
                yield kind


class _Reading:
    """Takes what a parser finds in elements of a spreadsheet, and nothing of other kinds."""

    def __init__(self) -> None:
        self._phonetic = False
        self._heard: list[str] = []

    def text(self, said: str) -> None:
        """Characters between tags."""
        if not self._phonetic:
            self._heard.append(said)

    def _taken(self) -> str:
        said = "".join(self._heard)
        self._heard.clear()
        return said


class _TextsReading(_Reading):
    """The texts that cells name by number."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._parts: list[str] = []

    def begin(self, name: str, _: dict[str, str]) -> None:
        """An element begins."""
        local = _known(name)
        self._phonetic = self._phonetic or local == "rPh"
        if local == "t":
            self._heard.clear()

    def end(self, name: str) -> None:
        """An element ends."""
        match _known(name):
            case "rPh":
                self._phonetic = False
            case "t" if not self._phonetic:
                self._parts.append(self._taken())
            case "si":
                self.texts.append(_unescaped("".join(self._parts)))
                self._parts.clear()
                if len(self.texts) > _MOST_TEXTS:
                    raise ValueError("more texts than any workbook of ours")


class _SheetReading(_Reading):
    """The cells of a sheet."""

    def __init__(self, texts: Sequence[str], styles: Sequence[Style]) -> None:
        super().__init__()
        self.cells = Cells()
        self._texts, self._styles = texts, styles
        self._row = self._column = self._count = 0
        self._cell: Mapping[str, str] = {}
        self._formula: Mapping[str, str] | None = None
        self._formula_text, self._value, self._inline = "", None, list[str]()
        self._shared: dict[str, tuple[str, str]] = {}

    _value: str | None

    def begin(self, name: str, said: dict[str, str]) -> None:
        """An element begins."""
        match _known(name):
            case "row":
                self._begin_row(said)
            case "c":
                self._begin_cell(said)
            case "f":
                self._formula = dict(said)
                self._heard.clear()
            case local if local in ("v", "t") or local in _MARGINS:
                self._heard.clear()
            case "rPh":
                self._phonetic = True
            case local:
                self._begin_beside(local, said)

    def _begin_beside(self, local: str, said: Mapping[str, str]) -> None:
        """What is of the sheet and of no cell."""
        match local:
            case "col" if _yes(said.get("hidden")) or _next_to_nothing(said.get("width")):
                self.cells.hidden_columns.append((int(said["min"]), int(said["max"])))
            case "mergeCell":
                self._merge(said["ref"])
            case "control" | "oleObject" as kind:
                self.cells.laid_over.setdefault(1, []).append(kind)
            case "drawing":
                self.cells.drawing = next(v for k, v in said.items() if k.endswith(" id"))
            case "sheetFormatPr" if _yes(said.get("zeroHeight")):
                raise ValueError("rows that are hidden unless they say otherwise")

    def end(self, name: str) -> None:
        """An element ends."""
        match _known(name):
            case "rPh":
                self._phonetic = False
            case "f":
                self._formula_text = self._taken()
            case "v":
                self._value = self._taken()
            case "t" if not self._phonetic:
                self._inline.append(self._taken())
            case "c":
                self._end_cell()
            case local if local in _MARGINS:
                if said := _words_of(self._taken()):
                    self.cells.margins[local] = said

    def _begin_row(self, said: Mapping[str, str]) -> None:
        number = int(said.get("r", self._row + 1))
        if number <= self._row:
            raise ValueError("a row that stands twice")
        self._row, self._column = number, 0
        if _yes(said.get("hidden")) or _next_to_nothing(said.get("ht")):
            self.cells.hidden_rows.add(number)

    def _begin_cell(self, said: dict[str, str]) -> None:
        letters = said.get("r", "").rstrip("0123456789")
        column = column_index_from_string(letters) if letters else self._column + 1
        if column <= self._column:
            raise ValueError("a cell that stands twice")
        self._column, self._cell = column, said
        self._formula, self._formula_text, self._value = None, "", None
        self._inline.clear()

    def _end_cell(self) -> None:
        formula = self._formula_of() if self._formula is not None else ""
        value = self._value_of()
        number = int(self._cell.get("s", 0))
        style = self._styles[number] if number < len(self._styles) else Style()
        empty = value in (None, "") and not formula
        if empty and style.locked:
            return
        self._count += 1
        if self._count > MOST_CELLS:
            raise ValueError("more cells than any sheet of ours")
        if empty:
            self.cells.blanks.add((self._row, self._column))
            return
        self.cells.rows.setdefault(self._row, {})[self._column] = Held(value, formula, style)

    def _value_of(self) -> Value | None:
        said, kind = self._value, self._cell.get("t", "n")
        if kind == "inlineStr":
            return _unescaped("".join(self._inline))
        if said is None or (said == "" and kind != "str"):
            return None
        match kind:
            case "s":
                return self._texts[int(said)]
            case "b":
                return "TRUE" if _yes(said.strip()) else "FALSE"
            case "d":
                moment = datetime.fromisoformat(said.strip().replace("Z", ""))
                return serial(moment) + moment.microsecond / 86_400_000_000
            case "n":
                number = float(said)
                if not math.isfinite(number):
                    raise ValueError(said)
                return number
        return _unescaped(said)

    def _formula_of(self) -> str:
        said = self._formula or {}
        place = f"{get_column_letter(self._column)}{self._row}"
        text = self._formula_text
        if said.get("t") == "dataTable":
            text = f"TABLE({said.get('r1', '')})"
        if said.get("t") == "shared":
            if text:
                self._shared[said["si"]] = (text, place)
            else:
                first, origin = self._shared[said["si"]]
                text = Translator(f"={first}", origin).translate_formula(place)[1:]
        return text

    def _merge(self, area: str) -> None:
        first, top, last, bottom = range_boundaries(area)
        self.cells.merged.append((first or 1, top or 1, last or 1, bottom or 1))
        if len(self.cells.merged) > MOST_CELLS:
            raise ValueError("more merged ranges than any sheet of ours")


@lru_cache(maxsize=1000)
def _known(name: str) -> str:
    """The name of an element of a spreadsheet, empty for one of another kind."""
    space, _, local = name.rpartition(" ")
    return local if space in _MAIN else ""


def _styles(tree: ElementTree.Element) -> Iterator[Style]:
    formats = {
        int(each.attrib["numFmtId"]): each.attrib["formatCode"]
        for each in tree.iter()
        if _local(each.tag) == "numFmt" and "formatCode" in each.attrib
    }
    found = next((each for each in tree if _local(each.tag) == "cellXfs"), None)
    for each in found if found is not None else ():
        number = int(each.get("numFmtId", 0))
        code = formats.get(number) or BUILTIN_FORMATS.get(number, f"format {number}")
        lock = next((p for p in each if _local(p.tag) == "protection"), None)
        yield Style(lock is None or _yes(lock.get("locked", "1")), _one_spelling(code))


def _one_spelling(code: str) -> str:
    """A number format as both Excel and LibreOffice write it, once quotes and slashes are off."""
    return code.replace("\\", "").replace('"', "").replace(" ", "").casefold()


def _unescaped(text: str) -> str:
    """``text`` with one kind of line end, and without what XML needs to hold the others."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _words_of(margin: str) -> str:
    """A header or footer without its fonts and sizes, its parts apart."""
    kept = {"&&": "&", **dict.fromkeys(("&L", "&C", "&R"), " | ")}
    words = _MARGIN_CODES.sub(lambda code: kept.get(code[0], " "), margin)
    return " ".join(words.split()).strip("| ")


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _yes(said: str | None) -> bool:
    return said is not None and said.strip().casefold() in ("1", "true", "on")


def _next_to_nothing(said: str | None) -> bool:
    return said is not None and float(said) < 1


def _no_doctype(*_: object) -> None:
    raise ValueError("a workbook has no types of its own")
