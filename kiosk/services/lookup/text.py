"""Text as it is compared: words without capitals, accents and signs that have no sound."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from kiosk.language import with_latin_digits
from kiosk.services.khmer import canonical

_WORD = re.compile(r"[\u1780-\u17d3\u17dd]+|[^\W_\u1780-\u17ff]+")
_KHMER = re.compile("[\u1780-\u17d3]")
_ABBREVIATION = re.compile(
    r"(?<!\w)(?:(?:[\u1780-\u17b3]\.)+[\u1780-\u17b3]|(?:[^\W\d_]\.){2,}[^\W\d_])(?!\w)\.?"
)
_LONE_COENG = re.compile("\u17d2(?![\u1780-\u17b3])")


class Word(NamedTuple):
    """A word as it is compared, and where it stands in the text."""

    text: str
    start: int
    end: int


def is_khmer_word(word: str) -> bool:
    """Whether a word is written in Khmer letters."""
    return bool(_KHMER.match(word))


def fold(text: str) -> str:
    """Canonical Khmer, Latin digits, small Latin letters without accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", with_latin_digits(text).casefold())
    if not plain.isascii():
        plain = "".join(c for c in plain if not "\u0300" <= c <= "\u036f")
        plain = unicodedata.normalize("NFC", plain)
    return plain


def without_dots(text: str) -> str:
    """Abbreviations in one piece: ប.ស.ស. as បសស, N.S.S.F as NSSF. Two Latin letters may be the
    initials of a name and stay."""
    return _ABBREVIATION.sub(lambda found: found.group().replace(".", ""), text)


def words_of(text: str) -> list[str]:
    """The folded words of a canonical text."""
    return [word for part in text.split() for word in _words_of_part(part)]


@lru_cache(maxsize=8192)  # typed texts pass through here too: a day of them is not kept
def _words_of_part(part: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(part)))


def typed_words(text: str) -> list[str]:
    """The folded words of text as it was typed, in any spelling."""
    return words_of(_LONE_COENG.sub("", canonical(text)))


@lru_cache(maxsize=4096)
def words_in(text: str) -> tuple[Word, ...]:
    """The folded words of a canonical text with the spans they have in it."""
    return tuple(Word(fold(m.group()), m.start(), m.end()) for m in _WORD.finditer(text))
