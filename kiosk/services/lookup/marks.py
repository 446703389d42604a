"""Which letters of a person's fields a search matched, to be marked in the result."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from kiosk.domain import Person
from kiosk.language import with_latin_digits
from kiosk.services.khmer import syllables
from kiosk.services.lookup.fields import TEXT_FIELDS
from kiosk.services.lookup.match import Span
from kiosk.services.lookup.text import Word, words_in

_NAMES = (("name_km_canonical", "name_km"), ("name_latin_canonical", "name_latin"))
Marks = dict[str, tuple[Span, ...]]


def name_fields(person: Person) -> list[str]:
    """The attributes that hold the names as they are compared."""
    return [kept if getattr(person, kept) else typed for kept, typed in _NAMES]


def marks_in_names(person: Person, typed: Collection[str], meant: Collection[str]) -> Marks:
    """Typed letters at the beginning of or inside the ``meant`` words, else those words whole."""
    found: Marks = {}
    for name in name_fields(person) if any(meant) else ():
        text = getattr(person, name)
        words = (word for word in _with_pairs(words_in(text)) if word.text in meant)
        spans = [_span_of(word, typed) for word in words]
        if spans:
            found[name] = tuple(_whole_syllables(text, span) for span in spans)
    return found


def marks_in_fields(person: Person, typed: Collection[str]) -> Marks:
    """Typed letters at the beginning of words of the organisation, province and email."""
    found: Marks = {}
    for name in TEXT_FIELDS:
        text = getattr(person, name)
        spans = [span for word in words_in(text) for span in _letters_in(word, typed)]
        if spans:
            found[name] = tuple(_whole_syllables(text, span) for span in spans)
    return found


def marks_in_phone(person: Person, digits: str) -> Marks:
    """The digits in the phone as it is written, whatever stands between them."""
    between = r"[^\d]*"
    plain = with_latin_digits(person.phone)
    for wanted in (digits, digits.removeprefix("0")):
        if wanted and (match := re.search(between.join(wanted), plain)):
            return {"phone": (match.span(),)}
    return {}


def _with_pairs(words: Sequence[Word]) -> Sequence[Word]:
    """The words, and each two neighbours as the one word they may be read as."""
    if len(words) < 3:
        return words
    pairs = (Word(a.text + b.text, a.start, b.end) for a, b in pairwise(words))
    return [*words, *pairs]


def _span_of(word: Word, typed: Collection[str]) -> Span:
    return next(iter(_letters_in(word, typed)), (word.start, word.end))


def _letters_in(word: Word, typed: Collection[str]) -> list[Span]:
    """The longest typed letters in a word; none where folding changed the word's length."""
    fitting = [letters for letters in typed if letters in word.text]
    if not fitting:
        return []
    letters = max(fitting, key=len)
    start = word.start + word.text.index(letters)
    if len(word.text) != word.end - word.start:
        return [(word.start, word.end)]
    return [(start, start + len(letters))]


def _whole_syllables(text: str, span: Span) -> Span:
    if text.isascii():
        return span
    bounds = _bounds(text)
    start = max(bound for bound in bounds if bound <= span[0])
    return start, min(bound for bound in bounds if bound >= span[1])


@lru_cache(maxsize=4096)
def _bounds(text: str) -> tuple[int, ...]:
    """Where syllables begin and end."""
    return (0, *accumulate(map(len, syllables(text))))
