"""What was typed, read as words, as a phone number and as a code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.services.khmer.keyboards import typed_with_khmer_layout, typed_with_latin_layout
from kiosk.services.lookup.fields import LEAST_DIGITS, typed_phone
from kiosk.services.lookup.text import fold, typed_words
from kiosk.services.names import is_khmer, split_honorific

_LONGEST = 200
"""Characters that are read; a pasted page is answered like its beginning."""
_MOST_WORDS = 6
_MOST_READINGS = 6


@dataclass(frozen=True, slots=True)
class Query:
    """One reading of typed text; ``phone`` and ``code`` are "" where it can be neither."""

    words: tuple[str, ...]
    phone: str
    code: str

    @classmethod
    def of(cls, text: str) -> Query:
        """The query of typed text, its honorific apart."""
        _, name = split_honorific(text[:_LONGEST])
        digits = typed_phone(text[:_LONGEST])
        words = typed_words(name)[:_MOST_WORDS]
        return cls(
            words=() if len(digits) >= LEAST_DIGITS else tuple(words),
            phone=digits if len(digits) >= LEAST_DIGITS else "",
            code=fold(text[:_LONGEST]).strip() if len(words) == 1 else "",
        )


def readings_of(text: str) -> list[str]:
    """What the keys would have been on the other keyboard layout, likeliest first."""
    if is_khmer(text) or any("\u17b4" <= c <= "\u17ff" for c in text):
        return typed_with_khmer_layout(text.strip())[:_MOST_READINGS]
    return list(dict.fromkeys(_as_khmer(text)))


def _as_khmer(text: str) -> Iterator[str]:
    by_word = [typed_with_latin_layout(word) for word in text[:_LONGEST].split()]
    for layout in range(2):
        yield " ".join(found[min(layout, len(found) - 1)] for found in by_word if found)
