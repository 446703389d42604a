"""Orthographic syllables: the pieces that are never cut when text is wrapped or marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kiosk.services.khmer.letters import COENG, LETTERS, MARKS

_KHMER = re.compile(
    rf"[{LETTERS}\u25cc](?:[\u200c\u200d]*(?:{COENG}[\u200c\u200d]*[{LETTERS}]|[{MARKS}{COENG}]))*"
)
_ZWJ = "\u200d"


def syllables(text: str) -> list[str]:
    """``text`` cut into Khmer syllables and, elsewhere, letters with the marks upon them.

    Joined again the pieces are ``text``. A Khmer syllable is a letter with its coengs,
    vowels and signs in any order, as it was typed.
    """
    if text.isascii():
        return list(text)
    return list(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        khmer = _KHMER.match(text, start)
        end = _end_of_marks(text, khmer.end() if khmer else _end_of_letter(text, start))
        yield text[start:end]
        start = end


def _end_of_letter(text: str, start: int) -> int:
    """A flag is two regional indicators; a line end may be two characters."""
    pair = text[start : start + 2]
    if pair == "\r\n" or (len(pair) == 2 and all("\U0001f1e6" <= c <= "\U0001f1ff" for c in pair)):
        return start + 2
    return start + 1


def _end_of_marks(text: str, end: int) -> int:
    while end < len(text) and _hangs(text, end):
        end += 1
    return end


def _hangs(text: str, at: int) -> bool:
    character = text[at]
    if character.isascii():
        return False
    if "\U0001f3fb" <= character <= "\U0001f3ff" or character == _ZWJ:
        return True
    if unicodedata.category(character).startswith("M"):
        return True
    return text[at - 1] == _ZWJ and at >= 2 and unicodedata.category(character) == "So"
