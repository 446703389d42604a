"""What was typed, read as words, as a phone number and as a code."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kiosk.services.codes import LENGTH, is_code
from kiosk.services.khmer.keyboards import typed_with_khmer_layout, typed_with_latin_layout
from kiosk.services.khmer.letters import ZWSP
from kiosk.services.lookup.fields import LEAST_DIGITS, typed_phone
from kiosk.services.lookup.spacing import respaced
from kiosk.services.lookup.text import fold, typed_words, without_dots
from kiosk.services.names import split_honorific

LONGEST = 200
"""Characters that are read; a pasted page is answered like its beginning."""
_LONGEST_SCAN = 2 * LENGTH
"""Characters of a scanned code: some keys of a Khmer layout give two."""
_MOST_WORDS = 6
_MOST_READINGS = 6
_LATIN = re.compile("[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Query:
    """One reading of typed text; ``phone`` and ``code`` are "" where it can be neither."""

    words: tuple[str, ...]
    phone: str
    code: str
    parted: tuple[str, ...] = ()
    """The words where ZWSP was meant for a space, as on NiDA's space bar; () without ZWSP."""

    @classmethod
    @lru_cache(maxsize=64)
    def of(cls, text: str) -> Query:
        """The query of typed text, its honorific apart."""
        typed = text[:LONGEST]
        _, name = split_honorific(typed)
        digits = typed_phone(typed)
        if len(digits) >= LEAST_DIGITS:
            return cls((), digits, "")
        name = without_dots(name)
        words = _words(name)
        parted = _words(name.replace(ZWSP, " ")) if ZWSP in name else ()
        return cls(words, "", fold(typed).strip() if len(words) == 1 else "", parted)

    def with_words(self, words: tuple[str, ...]) -> Query:
        """Only these words."""
        return Query(words[:_MOST_WORDS], "", "")

    def is_name_of(self, words: Container[str]) -> bool:
        """Whether it is two words or more that all are among ``words``."""
        return len(self.words) > 1 and all(word in words for word in self.words)

    def otherwise_spaced(self, known: Callable[[str], bool]) -> Iterator[tuple[str, ...]]:
        """The same words with other spaces, as far as the words they make are known."""
        if self.parted and self.parted != self.words and any(map(known, self.parted)):
            yield self.parted
        yield from respaced(self.words, known)


def _words(name: str) -> tuple[str, ...]:
    return tuple(typed_words(name)[:_MOST_WORDS])


def readings_of(text: str) -> list[str]:
    """What the keys would have been on the other keyboard layout, likeliest first."""
    found = typed_with_khmer_layout(text.strip())[:_MOST_READINGS]
    if not found or _LATIN.search(text):
        found += typed_with_latin_layout(" ".join(text.split()))
    return found


def badge_code(text: str) -> str:
    """The short code that ``text`` is, also through a Khmer layout or Caps Lock, else ""."""
    typed = text.strip()
    if len(typed) > _LONGEST_SCAN:
        return ""
    read = (fold(reading).strip() for reading in (typed, *typed_with_khmer_layout(typed)))
    return next((reading for reading in read if is_code(reading)), "")
