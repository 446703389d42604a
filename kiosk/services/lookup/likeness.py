"""How far typed letters are from the sounds of a word: a weighted edit distance."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, product

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
"""How long the spellings are that end here, and their costs."""
Column = tuple[float, Ways]
"""The cost of a thing typed as a sound that it is not, and the ways in which it may be one."""
_NEVER = float("inf")


class _Reach:
    """How dear each beginning of what was typed is after some sounds; words share beginnings.

    ``turn`` is the number of the text for which the row is complete.
    """

    __slots__ = ("further", "least", "row", "turn")

    def __init__(self, first: float) -> None:
        self.row = [first]
        self.least = first
        self.turn = 0
        self.further: dict[Sound, _Reach] = {}


class _Measured:
    """A row of things typed, measured against the sounds of many words.

    What was measured of one text is kept for the next that begins alike, so that a letter
    more costs one column.
    """

    def __init__(self) -> None:
        self._size = 0
        self._columns: Sequence[Columns] = ()
        self._start = _Reach(0.0)
        self._common = [0]
        """By turn: how many of the first things typed have been the same ever since."""
        self.steps = 0
        """How many beginnings of words are kept."""

    def _go_on(self, columns: Sequence[Columns], size: int) -> None:
        """Measure by other things typed from now on."""
        pairs = enumerate(zip(self._columns, columns, strict=False))
        shorter = min(len(self._columns), len(columns))
        same = next((at for at, (one, other) in pairs if one is not other), shorter)
        self._common = [*(min(same, common) for common in self._common), len(columns)]
        self._columns, self._size = columns, size
        self._start.row = [0.0, *accumulate(column.extra for column in columns)]

    def whole_likeness(self, sounds: Sequence[Sound]) -> float:
        """The same without favour for what is only the beginning of a word."""
        reach = self._start
        for sound in sounds:
            reach = self._further(reach, sound)
        return self._likeness(reach.row[-1], _NEVER, len(sounds)) if self._size else 0.0

    def likeness(self, sounds: Sequence[Sound], least: float = 0.0) -> float:
        """1 for the plainest form of ``sounds``, towards 0 the less what was typed fits.

        What fits only the beginning of the word counts a little less. The answer is 0
        where it would be below ``least``.
        """
        if not self._size:
            return 0.0
        reach, most = self._start, (1 - least) * max(self._size, len(sounds))
        begun, turn = _NEVER, len(self._common) - 1
        for at, sound in enumerate(sounds):
            if at and reach.row[-1] < begun:
                begun = reach.row[-1] + _UNTYPED_SOUND * (len(sounds) - at)
            known = reach.further.get(sound)
            if known is None or known.turn != turn:
                known = self._further(reach, sound)
            reach = known
            if reach.least > most:
                return self._likeness(_NEVER, begun, len(sounds))
        return self._likeness(reach.row[-1], begun, len(sounds))

    def _likeness(self, whole: float, begun: float, sounds: int) -> float:
        return max(0.0, 1 - whole / max(self._size, sounds), 1 - begun / self._size - _BEGUN)

    def _further(self, reach: _Reach, sound: Sound) -> _Reach:
        """One sound further, as far as it was not measured before."""
        row, gap = reach.row, sound.gap
        found = reach.further.get(sound)
        if found is None:
            found = reach.further[sound] = _Reach(row[0] + gap)
            self.steps += 1
        new = found.row
        del new[self._common[found.turn] + 1 :]
        before = new[-1]
        for at in range(len(new), len(row)):
            columns = self._columns[at - 1]
            wrong, ways = columns.get(sound) or columns.of(sound)
            before += columns.extra
            if (cost := row[at - 1] + wrong) < before:
                before = cost
            if (cost := row[at] + gap) < before:
                before = cost
            for back, own in ways:
                if (cost := row[at - back] + own) < before:
                    before = cost
            new.append(before)
        found.least, found.turn = min(new), len(self._common) - 1
        return found


class Typed(_Measured):
    """Latin letters as typed."""

    def retype(self, letters: str) -> None:
        """Measure by other letters from now on."""
        ends = range(1, len(letters) + 1)
        columns = [_letters_column(letters[max(0, end - _LONGEST_SPELLING) : end]) for end in ends]
        self._go_on(columns, len(letters))


class Heard(_Measured):
    """The sounds of a typed Khmer word."""

    def retype(self, sounds: Sequence[Sound]) -> None:
        """Measure by other sounds from now on."""
        before = (None, *sounds)
        columns = [_sound_column(*pair) for pair in zip(before, sounds, strict=False)]
        self._go_on(columns, max(len(sounds), len(spelling_of(sounds))))


class Columns(ABC, dict[Sound, Column]):
    """What one thing typed costs, set against any sound; ``extra`` if it is one too many."""

    def __init__(self, extra: float) -> None:
        super().__init__()
        self.extra = extra

    def of(self, sound: Sound) -> Column:
        """The column of a sound that was not met before."""
        column = self[sound] = self._made(sound)
        return column

    @abstractmethod
    def _made(self, sound: Sound) -> Column: ...


class _Letter(Columns):
    """A letter with the few before it, with which it may be one spelling."""

    def __init__(self, letters: str) -> None:
        super().__init__(_extra(letters[-1]))
        self._letters = letters

    def _made(self, sound: Sound) -> Column:
        ends = ((back, self._letters[-back:]) for back in range(1, len(self._letters) + 1))
        ways = tuple((back, sound.spellings[e]) for back, e in ends if e in sound.spellings)
        return _wrong_letter(self._letters[-1], sound.vowel), ways


class _HeardSound(Columns):
    """A sound that may be a glide after the one before it."""

    def __init__(self, before: Sound | None, own: Sound) -> None:
        super().__init__(own.gap)
        self._own = own
        self._glide = _glide(before, own) if before and _is_glide(before, own) else None

    def _made(self, sound: Sound) -> Column:
        glides = sound.vowel and self._glide
        return _apart(self._own, sound), ((2, _apart(glides, sound)),) if glides else ()


_letters_column = lru_cache(maxsize=512)(_Letter)
_sound_column = lru_cache(maxsize=512)(_HeardSound)


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


@lru_cache(maxsize=64)
def _wrong_letter(letter: str, vowel: bool) -> float:
    """The cost of a letter that is no spelling of the sound at all."""
    if (letter in _VOWELS) != vowel:
        return WRONG_CONSONANT + _OTHER_KIND
    return WRONG_VOWEL if vowel else WRONG_CONSONANT


def _extra(letter: str) -> float:
    if letter in _EXTRA:
        return _EXTRA[letter]
    return _EXTRA_VOWEL if letter in _VOWELS else _EXTRA_CONSONANT
