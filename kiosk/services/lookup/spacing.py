"""The same words with other spaces: Keokongkea and Keo Kongkea are one name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import accumulate, combinations

from kiosk.services.khmer import syllables
from kiosk.services.lookup.text import is_khmer_word

_LEAST_PART = 2
"""Letters of a Latin part; a Khmer part is a syllable or more."""


def respaced(words: tuple[str, ...], known: Callable[[str], bool]) -> Iterator[tuple[str, ...]]:
    """``words`` with neighbours joined or one cut in two, where all that is new is known."""
    for start, end in combinations(range(len(words) + 1), 2):
        joined = "".join(words[start:end])
        if end - start > 1 and known(joined):
            yield (*words[:start], joined, *words[end:])
    for at, word in enumerate(words):
        for cut in _cuts(word):
            parts = word[:cut], word[cut:]
            if known(parts[0]) and known(parts[1]):
                yield (*words[:at], *parts, *words[at + 1 :])


def _cuts(word: str) -> range | list[int]:
    if is_khmer_word(word):
        return list(accumulate(map(len, syllables(word)[:-1])))
    return range(_LEAST_PART, len(word) - _LEAST_PART + 1)
