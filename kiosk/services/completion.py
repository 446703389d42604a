"""What a field may be completed to: texts in two languages, found by letters anywhere in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from kiosk.services.khmer import canonical
from kiosk.services.khmer.ordering import dictionary_key
from kiosk.services.names import is_khmer

SHOWN = 8
"""How many are offered at once; one more letter finds who is further down."""


_NOWHERE = 3


class Suggestion(NamedTuple):
    """The text that would be put, and the same in the other language, "" where it is unknown."""

    text: str
    other: str


def suggestions(
    known: Iterable[Sequence[str]], typed: str, *, khmer_first: bool, limit: int | None = SHOWN
) -> list[Suggestion]:
    """The ``known`` that ``typed`` stands in: those that begin with it first, then those of which
    a word does, then the others; each in the order of its script, Khmer by the dictionary.

    Each of ``known`` is one thing in one or more spellings, Khmer and Latin; that one is put in
    which the letters stand. Without letters all are offered, in the language of the desk.
    """
    letters = _folded(typed.strip())
    found: dict[str, tuple[int, str]] = {}
    for spellings in known:
        texts = sorted(filter(None, spellings), key=lambda text: is_khmer(text) != khmer_first)
        ranks = {text: rank for text in texts if (rank := _rank(_folded(text), letters)) < _NOWHERE}
        if ranks:
            text = min(ranks, key=ranks.__getitem__)
            other = next((t for t in texts if is_khmer(t) != is_khmer(text)), "")
            found[text] = (ranks[text], other or found.get(text, (0, ""))[1])

    def place(text: str) -> tuple[object, ...]:
        return found[text][0], is_khmer(text) != khmer_first, dictionary_key(text)

    return [Suggestion(text, found[text][1]) for text in sorted(found, key=place)[:limit]]


def _rank(text: str, letters: str) -> int:
    """0 where the text begins with the letters, 1 where a word does, 2 elsewhere."""
    at = text.find(letters)
    if at <= 0:
        return 0 if at == 0 else _NOWHERE
    starts = any(
        not text[i - 1].isalnum() and text.startswith(letters, i) for i in range(1, len(text))
    )
    return 1 if starts else 2


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    return canonical(text).casefold()
