"""The text of cells: without what no one sees, bounded, and never a formula."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from kiosk.services.lists.mojibake import is_garbled
from kiosk.services.lists.tables import Cell

MAX_CELL = 2000
"""Characters that are looked at in one cell."""

_INVISIBLE = re.compile(
    "[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\ufffe\uffff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]"
)
_BLANKS = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[\s]*")
_RUINED = re.compile(r"^[?\s.,\-/()]*\?{2,}[?\s.,\-/()]*$")
_FORMULA = re.compile(
    r"^=(?=.*[A-Za-z0-9])|^@[A-Za-z.]+\(|^[+\-@][A-Za-z.]+\d*\(|^[+\-=@].*\|.*!|\b(?:cmd|powershell|mshta)\s*\|",
    re.IGNORECASE,
)
_DITTO = frozenset(
    (
        "〃",
        '"',
        "''",
        "“",
        "”",
        "//",
        "ditto",
        "idem",
        "same as above",
        "as above",
        "ដូចខាងលើ",
        "ដដែល",
    )
)
_LITERAL = re.compile(r'="([^"]{0,200})"')
"""How zeros are kept in a csv: ="012345678" is nothing but its text."""
_FORMULA_STARTS = ("=", "@", "+", "-")
_EMPTY_WORDS = frozenset(
    {"", "-", "--", "---", "–", "—", "n/a", "none", "null", "nil", "#n/a", "."}
    | {"tbc", "tbd", "tba", "to be confirmed", "to be determined", "vacant"}
)
"""Not "na": ណា is a name, and so written in Latin."""


def text_of(cell: Cell) -> str:
    """The text that a cell shows, tidy: single spaces, nothing invisible, whole numbers plain."""
    if isinstance(cell, str):
        return tidy(cell)
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float | int):
        return str(int(cell)) if cell == int(cell) else str(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(" ", "minutes")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, timedelta) else ""


def tidy(text: str) -> str:
    """``text`` with single spaces and without characters that have no ink (ZWSP, controls)."""
    if text.isascii() and text.isprintable():
        if literal := _LITERAL.fullmatch(text):
            text = literal.group(1)
        return " ".join(text[: MAX_CELL * 20].split())
    plain = _INVISIBLE.sub("", text[: MAX_CELL * 20].replace("\r\n", "\n").replace("\r", "\n"))
    return _LINES.sub("\n", _BLANKS.sub(" ", unicodedata.normalize("NFC", plain))).strip()


def is_empty(cell: Cell) -> bool:
    """Whether a cell shows nothing."""
    if not isinstance(cell, str):
        return False
    return not cell[:1].isalnum() and not tidy(cell)


def says_nothing(text: str) -> bool:
    """Whether a text stands for an empty cell: a dash, "N/A", "(TBC)"."""
    return text.strip("()[]").casefold() in _EMPTY_WORDS


def is_ditto(text: str) -> bool:
    """Whether a text says that the cell above it holds here too: 〃, ", "ដូចខាងលើ"."""
    return len(text) < 20 and text.strip(" -–—.").casefold() in _DITTO


def is_ruined(text: str) -> bool:
    """Whether the letters were lost when the text was saved: nothing but question marks, or
    Khmer read as Western letters that could not be put right."""
    return ("??" in text and _RUINED.match(text) is not None) or is_garbled(text)


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet might run the text: ``=HYPERLINK(…)``, ``@SUM(…)``, ``=cmd|…!A0``."""
    return (text[:1] in _FORMULA_STARTS or "|" in text) and _FORMULA.search(text) is not None


def khmer_part(text: str) -> tuple[str, str]:
    """The Khmer and the other words of ``text``: a cell with a name in both scripts.

    Marks that parted them (brackets, slashes, dashes) go.
    """
    if not _KHMER.search(text):
        return "", text
    if not _LATIN.search(text):
        return text, ""
    khmer = " ".join(_KHMER_RUN.findall(text))
    latin = _KHMER_RUN.sub(" ", text)
    return _bare(khmer), _bare(latin)


def is_khmer(text: str) -> bool:
    """Whether the text holds a Khmer letter."""
    return _KHMER.search(text) is not None


_KHMER = re.compile("[\u1780-\u17b3]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_KHMER_RUN = re.compile(
    "[\u1780-\u17dd\u17e0-\u17e9]"
    "(?:[\u1780-\u17dd\u17e0-\u17e9 .\u200b-]*[\u1780-\u17dd\u17e0-\u17e9])?"
)
_EDGES = " \n/|()[]-–—,;:"


def _bare(text: str) -> str:
    return re.sub(r"[ \n]+", " ", text).strip(_EDGES)
