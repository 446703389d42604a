"""How far typed letters are from the sounds of a word: a weighted edit distance."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise, product

from kiosk.services.lookup.sounds import WRONG_CONSONANT, WRONG_VOWEL, Sound, spelling_of

_VOWELS = frozenset("aeiouy")
_EXTRA = {"h": 0.25, "r": 0.35, "w": 0.45, "y": 0.4}
_EXTRA_CONSONANT = 0.8
_EXTRA_VOWEL = 0.4
_OTHER_KIND = 0.1
_LONGEST_SPELLING = 4
_UNTYPED_SOUND = 0.01
"""A sound that is still to be typed: keeps shorter words first, no more."""
_BEGUN = 0.06
"""Taken off where the letters are only the beginning of a word."""

Ways = tuple[tuple[int, float], ...]
"""From which letter on a spelling that ends here begins, and its cost."""
Column = tuple[float, float, Ways]
"""For one thing typed: the cost of having it too many, of its being the sound, and other ways."""
_NEVER = float("inf")


class _Reach:
    """How dear each beginning of the letters is after some sounds; words share beginnings."""

    __slots__ = ("further", "least", "row")

    def __init__(self, row: list[float]) -> None:
        self.row = row
        self.least = min(row)
        self.further: dict[Sound, _Reach] = {}


class _Measured(ABC):
    """A row of things typed, measured against the sounds of many words."""

    def __init__(self, size: int, extra: Sequence[float]) -> None:
        self._size = size
        self._extra = extra
        self._start = _Reach([0.0, *accumulate(extra)])
        self._kept: dict[int, list[Column]] = {}

    def whole_likeness(self, sounds: Sequence[Sound]) -> float:
        """The same without favour for what is only the beginning of a word."""
        reach = self._start
        for sound in sounds:
            reach = reach.further.get(sound) or self._further(reach, sound)
        return self._likeness(reach.row[-1], _NEVER, len(sounds)) if self._size else 0.0

    def likeness(self, sounds: Sequence[Sound], least: float = 0.0) -> float:
        """1 for the plainest form of ``sounds``, towards 0 the less what was typed fits.

        What fits only the beginning of the word counts a little less. The answer is 0
        where it would be below ``least``.
        """
        if not self._size:
            return 0.0
        reach, most = self._start, (1 - least) * max(self._size, len(sounds))
        begun = _NEVER
        for at, sound in enumerate(sounds):
            if at and reach.row[-1] < begun:
                begun = reach.row[-1] + _UNTYPED_SOUND * (len(sounds) - at)
            reach = reach.further.get(sound) or self._further(reach, sound)
            if reach.least > most:
                return self._likeness(_NEVER, begun, len(sounds))
        return self._likeness(reach.row[-1], begun, len(sounds))

    def _likeness(self, whole: float, begun: float, sounds: int) -> float:
        return max(0.0, 1 - whole / max(self._size, sounds), 1 - begun / self._size - _BEGUN)

    def _further(self, reach: _Reach, sound: Sound) -> _Reach:
        """One sound further."""
        row, gap = reach.row, sound.gap
        columns = self._kept.get(id(sound.spellings))
        if columns is None:
            columns = self._kept[id(sound.spellings)] = self._columns_of(sound)
        across = row[0]
        before = across + gap
        new = [before]
        for at, (extra, wrong, ways) in enumerate(columns, 1):
            up = row[at]
            least = min(up + gap, before + extra, across + wrong)
            for start, cost in ways:
                if (taken := row[start] + cost) < least:
                    least = taken
            new.append(least)
            before, across = least, up
        found = reach.further[sound] = _Reach(new)
        return found

    @abstractmethod
    def _columns_of(self, sound: Sound) -> list[Column]:
        """The columns of a sound that was not met before."""


class Typed(_Measured):
    """Latin letters as typed."""

    def __init__(self, letters: str) -> None:
        super().__init__(len(letters), [_extra(letter) for letter in letters])
        self._pieces = _pieces(letters)
        self._wrong = {vowel: _wrong_letters(letters, vowel) for vowel in (True, False)}

    def _columns_of(self, sound: Sound) -> list[Column]:
        """Where in the letters the sound may be written, and at what cost."""
        costs = sound.spellings.get
        found = []
        for extra, wrong, pieces in zip(
            self._extra, self._wrong[sound.vowel], self._pieces, strict=True
        ):
            ways = [(start, cost) for start, piece in pieces if (cost := costs(piece)) is not None]
            found.append((extra, wrong, tuple(ways)))
        return found


class Heard(_Measured):
    """The sounds of a typed Khmer word."""

    def __init__(self, sounds: Sequence[Sound]) -> None:
        size = max(len(sounds), len(spelling_of(sounds)))
        super().__init__(size, [sound.gap for sound in sounds])
        self._sounds = sounds
        pairs = enumerate(pairwise(sounds), 1)
        self._glides = {at: _glide(*pair) for at, pair in pairs if _is_glide(*pair)}

    def _columns_of(self, sound: Sound) -> list[Column]:
        glides = self._glides if sound.vowel else {}
        found: list[Column] = []
        for at, (extra, own) in enumerate(zip(self._extra, self._sounds, strict=True)):
            glide = glides.get(at)
            ways = ((at - 1, _apart(glide, sound)),) if glide else ()
            found.append((extra, _apart(own, sound), ways))
        return found


def _is_glide(vowel: Sound, after: Sound) -> bool:
    """Khmer writes the end of "ay" as a consonant, Latin words are read with one vowel there."""
    return vowel.vowel and not after.vowel and not after.spellings.keys().isdisjoint("yw")


@lru_cache(maxsize=1024)
def _glide(vowel: Sound, after: Sound) -> Sound:
    both = product(vowel.spellings.items(), after.spellings.items())
    spellings = {v + end: cost + more for (v, cost), (end, more) in both}
    return Sound(spellings, vowel.gap + after.gap, vowel=True)


@lru_cache(maxsize=65536)
def _apart(one: Sound, other: Sound) -> float:
    """How far two sounds are apart: nothing where both have one plain spelling."""
    if one.vowel != other.vowel:
        wrong = WRONG_CONSONANT + _OTHER_KIND
    else:
        wrong = WRONG_VOWEL if one.vowel else WRONG_CONSONANT
    shared = one.spellings.keys() & other.spellings.keys()
    return min((one.spellings[s] + other.spellings[s] for s in shared), default=wrong)


def _pieces(letters: str) -> list[list[tuple[int, str]]]:
    """For each letter the pieces that end with it."""
    ends = range(1, len(letters) + 1)
    return [
        [(start, letters[start:end]) for start in range(max(0, end - _LONGEST_SPELLING), end)]
        for end in ends
    ]


def _wrong_letters(letters: str, vowel: bool) -> list[float]:
    """The cost of each letter where it is no spelling of the sound at all."""
    right = WRONG_VOWEL if vowel else WRONG_CONSONANT
    return [
        right if (letter in _VOWELS) == vowel else WRONG_CONSONANT + _OTHER_KIND
        for letter in letters
    ]


def _extra(letter: str) -> float:
    if letter in _EXTRA:
        return _EXTRA[letter]
    return _EXTRA_VOWEL if letter in _VOWELS else _EXTRA_CONSONANT
