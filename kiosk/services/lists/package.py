"""The zip around an xlsx, xlsb or ods: what it would unpack to, and what its sheets mark.

calamine builds a dense table from corner to corner and trusts the zip, so a small file
could ask for any amount of memory. Every part that it will read is unpacked here first,
in pieces and within bounds; on the way the marks that calamine cannot tell are found
(hidden rows and columns, formulas, fonts of before Unicode).
"""

from __future__ import annotations

import html
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

from kiosk.language import Refusal, Sentence
from kiosk.services.lists import sentences as say
from kiosk.services.lists.binary_sheets import scan_xlsb, xlsb_sheets
from kiosk.services.lists.ods_xml import scan_ods
from kiosk.services.lists.sheet_xml import MAX_ROWS, SheetFacts, scan_sheet, trimmed_sheet
from kiosk.services.lists.tables import Marks

MAX_UNPACKED = 600_000_000
"""Bytes of all parts that are read together; 100,000 people of 15 columns have 120 million."""
MAX_PART_OF_STRINGS = 200_000_000
MAX_ENTRIES = 5000
_PIECE = 1 << 20
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    KeyError,
    IndexError,
    ValueError,
)
"""What reading a damaged zip or binary part raises."""

LEGACY_FONT = re.compile(
    rb"^(?:limon|abc-|abczwsp|baidok|khek|ksw|fk[ -]|truth|krasar|khmer-?limon)", re.IGNORECASE
)
"""Names of the fonts of before Unicode, whose letters only look like Khmer."""

_FONT = re.compile(rb"<font>.*?</font>|<font/>", re.DOTALL)
_FONT_NAME = re.compile(rb"<name\b[^>]*\bval=\"([^\"]*)\"")
_RUN_FONT = re.compile(rb"<rFont\b[^>]*\bval=\"([^\"]*)\"")
_CELL_FORMATS = re.compile(rb"<cellXfs\b.*?</cellXfs>", re.DOTALL)
_FORMAT_FONT = re.compile(rb"<xf\b[^>]*?\bfontId=\"(\d+)\"")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_STRING_ITEM = re.compile(rb"<si>.*?</si>", re.DOTALL)
_PREFIX = re.compile(rb"<(/?)\w+:(?=\w)")

_OTHER_DOCUMENTS: tuple[tuple[str, Sentence], ...] = (
    ("word/document.xml", say.A_WORD_DOCUMENT),
    ("ppt/presentation.xml", say.A_PRESENTATION),
)


class Package:
    """One open zip. Sheets are scanned once, by :meth:`check`; ``tick`` is called at each piece
    that is unpacked, and may raise to give up."""

    def __init__(self, archive: zipfile.ZipFile, name: str, tick: Callable[[], None]) -> None:
        self._archive = archive
        self._name = name
        self._tick = tick
        self._facts: dict[str, SheetFacts] = {}
        self._paths: dict[str, str] = {}

    def check(self) -> None:
        """Unpack every part that will be read, within bounds, and note what sheets mark.

        Raises:
            Refusal: the zip holds no workbook, is locked or damaged, or unpacks to too much.
        """
        try:
            self._check_entries()
            self._read_parts()
        except _DAMAGED:
            raise Refusal(say.DAMAGED, file=self._name) from None
        except RuntimeError:  # zipfile's word for a part that needs a password
            raise Refusal(say.ENCRYPTED, file=self._name) from None

    def marks(self) -> dict[str, Marks]:
        """What each sheet marks, by its name."""
        paths = ((name, self._facts.get(path)) for name, path in self._paths.items())
        return {name: facts.marks for name, facts in paths if facts}

    def trimmed(self, content: bytes) -> io.BytesIO:
        """The file for calamine: as it is, or without cells that stand far from the list."""
        far = {path: facts for path, facts in self._facts.items() if facts.cut}
        if not far:
            return io.BytesIO(content)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as smaller:
            for entry in self._archive.infolist():
                part = self._archive.read(entry)
                if facts := far.get(entry.filename):
                    part = trimmed_sheet(part, facts.cut)
                smaller.writestr(entry.filename, part)
        out.seek(0)
        return out

    def _check_entries(self) -> None:
        names = set(self._archive.namelist())
        for path, what in _OTHER_DOCUMENTS:
            if path in names:
                raise Refusal(say.NOT_A_LIST, file=self._name, what=what)
        mimetype = self._archive.read("mimetype")[:200] if "mimetype" in names else b""
        is_ods = b"opendocument.spreadsheet" in mimetype or b"opendocument" not in mimetype
        known = any(name.lower().startswith("xl/workbook") for name in names)
        if not known and not (is_ods and "content.xml" in names):
            what = say.AN_OLD_DOCUMENT if mimetype else say.A_ZIP
            raise Refusal(say.NOT_A_LIST, file=self._name, what=what)
        if b"encryption-data" in self._part("META-INF/manifest.xml"):
            raise Refusal(say.LOCKED_ODS, file=self._name)
        unpacked = sum(entry.file_size for entry in self._parts())
        if unpacked > MAX_UNPACKED or len(names) > MAX_ENTRIES:
            raise Refusal(say.TOO_BIG, file=self._name, megabytes=unpacked // 1_000_000)

    def _parts(self) -> list[zipfile.ZipInfo]:
        """The parts that calamine reads: all but pictures and the like."""
        return [
            entry
            for entry in self._archive.infolist()
            if entry.filename.lower().endswith((".xml", ".rels", ".bin"))
            and "/media/" not in entry.filename
        ]

    def _read_parts(self) -> None:
        if "content.xml" in self._archive.namelist():
            self._read_ods()
            return
        self._paths = self._sheet_paths()
        formats = self._legacy_formats()
        strings = self._legacy_strings()
        sheets = set(self._paths.values())
        for entry in self._parts():
            if entry.filename not in sheets:
                for _ in self._pieces(entry):
                    pass
                continue
            if entry.filename.endswith(".bin"):
                facts = scan_xlsb(self._archive.read(entry))
            else:
                facts = scan_sheet(self._pieces(entry), formats, strings)
            if facts.broken:
                raise Refusal(say.DAMAGED, file=self._name)
            if facts.too_much:
                raise Refusal(say.TOO_MANY_ROWS, file=self._name, most=MAX_ROWS)
            self._facts[entry.filename] = facts

    def _read_ods(self) -> None:
        """An ods: all of its sheets are one part."""
        facts = scan_ods(self._pieces(self._archive.getinfo("content.xml")))
        if any(sheet.too_much for sheet in facts.values()):
            raise Refusal(say.TOO_MANY_ROWS, file=self._name, most=MAX_ROWS)
        self._facts = facts
        self._paths = {name: name for name in facts}

    def _pieces(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        with self._archive.open(entry) as part:
            while piece := part.read(_PIECE):
                self._tick()
                yield piece

    def _part(self, path: str, most: int = MAX_PART_OF_STRINGS) -> bytes:
        """A whole part without namespace prefixes; empty where the zip has none of that name."""
        entry = next((e for e in self._archive.infolist() if e.filename == path), None)
        if entry is None:
            return b""
        if entry.file_size > most:
            raise Refusal(say.TOO_BIG, file=self._name, megabytes=entry.file_size // 1_000_000)
        return _PREFIX.sub(rb"<\1", self._archive.read(entry))

    def _sheet_paths(self) -> dict[str, str]:
        """Sheet names with the paths of their parts, as the workbook and its relations say."""
        binary = "xl/workbook.bin" in self._archive.namelist()
        relations = f"xl/_rels/workbook.{'bin' if binary else 'xml'}.rels"
        targets = {}
        for relation in _RELATION.findall(self._part(relations)):
            target = _attribute(relation, b"Target")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            targets[_attribute(relation, b"Id")] = path
        if binary:
            named = xlsb_sheets(self._archive.read("xl/workbook.bin"))
            return {name: targets.get(key, "") for name, key in named.items()}
        paths = {}
        for sheet in _SHEET.findall(self._part("xl/workbook.xml")):
            relation_id = re.search(rb"\b\w+:id=\"([^\"]*)\"|(?<![\w:])id=\"([^\"]*)\"", sheet)
            key = next((g.decode() for g in relation_id.groups() if g), "") if relation_id else ""
            paths[html.unescape(_attribute(sheet, b"name"))] = targets.get(key, "")
        return paths

    def _legacy_formats(self) -> dict[int, str]:
        """Numbers of the cell formats whose font is of before Unicode, with its name."""
        styles = self._part("xl/styles.xml")
        names = [_FONT_NAME.search(font) for font in _FONT.findall(styles)]
        legacy = {
            str(i).encode(): found.group(1).decode("utf-8", "replace")
            for i, found in enumerate(names)
            if found and LEGACY_FONT.match(found.group(1))
        }
        block = _CELL_FORMATS.search(styles) if legacy else None
        fonts = _FORMAT_FONT.findall(block.group()) if block else []
        return {i: legacy[font] for i, font in enumerate(fonts) if font in legacy}

    def _legacy_strings(self) -> dict[int, str]:
        """Numbers of the shared strings that have a run in a font of before Unicode."""
        entry = next((e for e in self._archive.namelist() if e == "xl/sharedStrings.xml"), None)
        if entry is None or not any(LEGACY_FONT.match(f) for f in self._run_fonts(entry)):
            return {}
        found = {}
        for number, item in enumerate(_STRING_ITEM.finditer(self._part(entry))):
            fonts = [f for f in _RUN_FONT.findall(item.group()) if LEGACY_FONT.match(f)]
            if fonts:
                found[number] = fonts[0].decode("utf-8", "replace")
        return found

    def _run_fonts(self, entry: str) -> set[bytes]:
        fonts: set[bytes] = set()
        for piece in self._pieces(self._archive.getinfo(entry)):
            fonts.update(_RUN_FONT.findall(piece))
        return fonts


def _attribute(tag: bytes, name: bytes) -> str:
    found = re.search(rb"(?<![\w:])" + name + rb"=(?:\"([^\"]*)\"|'([^']*)')", tag)
    return (found.group(1) or found.group(2) or b"").decode("utf-8", "replace") if found else ""
