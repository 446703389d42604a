"""Lists saved as text: comma, semicolon, tab or bar between cells, in the encodings really met.

The encoding is told by its byte order mark, then by where its NUL bytes stand (UTF-16),
then strict UTF-8; what is left is read as cp1252 and said so. Statistical detectors
guessed wrong, and so did ``csv.Sniffer`` on the delimiter: it is counted.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from dataclasses import dataclass

from kiosk.language import Refusal, Sentence
from kiosk.services.lists import sentences as say
from kiosk.services.lists.bounds import MAX_CELL_TEXT, MAX_LINES, Room
from kiosk.services.lists.sheet_xml import MAX_ROWS
from kiosk.services.lists.tables import Table

_DELIMITERS = "\t;,|"
_SAMPLE_LINES = 50
_RUINED = re.compile(r"\?{3,}")
_SEP_LINE = re.compile(r"\s*\"?sep=(.)\"?\s*(?:\r\n|\r|\n|$)", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAX_TEXT_BYTES = 60_000_000
"""A text of 100,000 people has 20 million."""
MAX_LINE_BYTES = 2_000_000
"""No row is so long: Excel itself holds 32,767 characters in a cell."""
_MOST_LINES = 4 * MAX_LINES
_LINE = re.compile(rb"[^\r\n]{1,%d}" % MAX_LINE_BYTES)
"""A line, or as much of it as may be: found end to end, so that each byte is looked at once."""
_LOST = "\ufffd"
_KHMER = re.compile("[\u1780-\u17d3]")
_KHMER_PER_LOST = 10
_RUINED_SHARE = 0.2
"""A text is ruined when this share of its lines holds ``???`` and it has no Khmer letter."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that was not sure about a file, and how often."""

    sentence: Sentence
    count: int = 0


def read_text(content: bytes, name: str) -> tuple[Table, tuple[Doubt, ...]]:
    """The table of a text file, and what has to be said of how it is stored.

    Raises:
        Refusal: it is no text, no list, too big, or its Khmer was lost when it was saved.
    """
    if len(content) > MAX_TEXT_BYTES:
        raise Refusal(say.TOO_BIG, file=name, megabytes=len(content) // 1_000_000)
    if content.count(b"\n") + content.count(b"\r") > _MOST_LINES:
        raise Refusal(say.TOO_MANY_ROWS, file=name, most=MAX_ROWS)
    if any(len(line.group()) == MAX_LINE_BYTES for line in _LINE.finditer(content)):
        raise Refusal(say.ENDLESS_LINE, file=name)
    text, doubts = _decoded(content, name)
    _refuse_ruined(text, name)
    delimiter = None
    if declared := _SEP_LINE.match(text):
        delimiter = declared.group(1)
        text = text[declared.end() :]
    rows = _rows(text, delimiter or _counted_delimiter(text), name)
    return Table(name=name, rows=rows), doubts


def _decoded(content: bytes, name: str) -> tuple[str, tuple[Doubt, ...]]:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _strict(content, encoding, name).lstrip("\ufeff"), ()
    if utf16 := _utf16_by_nuls(content[:4096]):
        return _strict(content, utf16, name), ()
    if b"\0" in content[:65536]:
        raise Refusal(say.NOT_A_LIST, file=name, what=say.BINARY)
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        if error.start > len(content) - 4 and error.reason == "unexpected end of data":
            raise Refusal(say.DAMAGED, file=name) from None
    if sum(byte < 9 or 13 < byte < 32 for byte in content[:65536]) > 8:
        raise Refusal(say.NOT_A_LIST, file=name, what=say.BINARY)
    text = content.decode("utf-8", errors="replace")
    lost = text.count(_LOST)
    if len(_KHMER.findall(text)) > _KHMER_PER_LOST * lost:
        return text, (Doubt(say.BROKEN_LETTERS, lost),)
    return content.decode("cp1252", errors="replace"), (Doubt(say.WESTERN_TEXT),)


def _strict(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Refusal(say.DAMAGED, file=name) from None


def _utf16_by_nuls(start: bytes) -> str | None:
    """UTF-16 without a mark: its Latin letters and delimiters have a NUL on one side only."""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    enough = len(start) // 20
    if odd > enough and even <= odd // 20:
        return "utf-16-le"
    return "utf-16-be" if even > enough and odd <= even // 20 else None


def _refuse_ruined(text: str, name: str) -> None:
    if re.search("[ក-៹]", text):
        return
    lines = [line for line in text.splitlines() if line.strip()]
    ruined = sum(bool(_RUINED.search(line)) for line in lines)
    if ruined and ruined >= _RUINED_SHARE * len(lines):
        raise Refusal(say.QUESTION_MARKS, file=name)


def _counted_delimiter(text: str) -> str:
    """The delimiter that most lines have equally often, outside of quotes."""
    lines = [line for line in text[:200_000].splitlines() if line.strip()][:_SAMPLE_LINES]
    bare = [re.sub(r'"[^"]*"', "", line) for line in lines]
    return max(_DELIMITERS, key=lambda delimiter: _evenness(bare, delimiter))


def _evenness(lines: list[str], delimiter: str) -> tuple[int, int]:
    counts = [line.count(delimiter) for line in lines if delimiter in line]
    if not counts:
        return (0, 0)
    usual = max(set(counts), key=counts.count)
    return (counts.count(usual), usual)


def _rows(text: str, delimiter: str, name: str) -> list[list[str]]:
    csv.field_size_limit(MAX_CELL_TEXT)
    room, empty = Room(name), list[str]()
    found = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            holds = any(row)
            room.take_row(len(row) if holds else 0)
            found.append(row if holds else empty)
    except csv.Error as error:
        if "field larger" not in str(error):
            raise Refusal(say.DAMAGED, file=name) from None
        facts = {"row": len(found) + 1, "most": MAX_CELL_TEXT}
        raise Refusal(say.LONG_CELL, file=name, **facts) from None
    return found
