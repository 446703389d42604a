"""How far typed letters are from the sounds of a word: a weighted edit distance."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.services.lookup.sounds import WRONG_CONSONANT, WRONG_VOWEL, Sound

_VOWELS = frozenset("aeiouy")
_EXTRA = {"h": 0.25, "r": 0.35, "w": 0.45, "y": 0.4}
_EXTRA_CONSONANT = 0.8
_EXTRA_VOWEL = 0.4
_LONGEST_SPELLING = 4
_TAIL = 0.01
"""A sound that is still to be typed: keeps shorter words first, no more."""

Step = tuple[int, int, float]


class Typed:
    """Latin letters as typed, to be measured against the sounds of many words."""

    def __init__(self, letters: str) -> None:
        self.letters = letters
        self._extra = [_extra(letter) for letter in letters]
        self._steps: dict[Sound, list[Step]] = {}
        self._start = [0.0]
        for cost in self._extra:
            self._start.append(self._start[-1] + cost)

    def likeness(self, sounds: Sequence[Sound], *, begun: bool = False) -> float:
        """1 for the plainest spelling of ``sounds``, towards 0 the less the letters fit.

        With ``begun`` the letters may be only the beginning of the word.
        """
        cost = self._cost(sounds, begun)
        size = len(self.letters) if begun else max(len(self.letters), len(sounds))
        return max(0.0, 1 - cost / size) if size else 0.0

    def _cost(self, sounds: Sequence[Sound], begun: bool) -> float:
        row = self._start
        best = float("inf")
        for at, sound in enumerate(sounds):
            if begun and at:
                best = min(best, row[-1] + _TAIL * (len(sounds) - at))
            row = self._after(row, sound)
        return min(best, row[-1])

    def _after(self, row: list[float], sound: Sound) -> list[float]:
        steps = self._steps.get(sound)
        if steps is None:
            steps = self._steps[sound] = _steps(self.letters, sound)
        gap = sound.gap
        new = [cost + gap for cost in row]
        for start, end, cost in steps:
            total = row[start] + cost
            if total < new[end]:
                new[end] = total
        before = new[0]
        for at, extra in enumerate(self._extra, 1):
            before += extra
            if before < new[at]:
                new[at] = before
            else:
                before = new[at]
        return new


def _steps(letters: str, sound: Sound) -> list[Step]:
    """Where in ``letters`` the sound may be written, and at what cost."""
    spellings = sound.spellings
    found = [(at, at + 1, _wrong(letter, sound)) for at, letter in enumerate(letters)]
    for start in range(len(letters)):
        for end in range(start + 1, min(start + _LONGEST_SPELLING, len(letters)) + 1):
            cost = spellings.get(letters[start:end])
            if cost is not None:
                found.append((start, end, cost))
    return found


def _wrong(letter: str, sound: Sound) -> float:
    """A letter that is no spelling of the sound at all."""
    if sound.vowel:
        return WRONG_VOWEL if letter in _VOWELS else WRONG_CONSONANT + 0.1
    return WRONG_CONSONANT + 0.1 if letter in _VOWELS else WRONG_CONSONANT


def _extra(letter: str) -> float:
    if letter in _EXTRA:
        return _EXTRA[letter]
    return _EXTRA_VOWEL if letter in _VOWELS else _EXTRA_CONSONANT
