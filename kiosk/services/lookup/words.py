"""The words of all names: which stand on the list, and which are like a typed one.

Every distinct word is kept once, with the places where it stands (person, script, position
in the name). Names repeat themselves, so this list is far shorter than the list of people.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from kiosk.services.lookup.likeness import Typed
from kiosk.services.lookup.match import Why
from kiosk.services.lookup.sounds import khmer_sounds, latin_sounds, letters_of, spelling_of
from kiosk.services.lookup.text import is_khmer_word

_SCANNED = 160
"""Coarse keys whose words are measured one by one."""
_MEASURED = 400
_LEAST_KEY_RATIO = 50
_LEAST_LIKENESS = 0.7
_LONGEST_WORD = 40
"""Letters of a typed word that are compared; longer ones are no names."""
_TYPO_FAVOUR = 0.08
"""A slip of the finger is likelier than another spelling that is as far off."""


class Hit(NamedTuple):
    """A word of the list that a typed word may mean; ``quality`` is 1 for the word itself."""

    word: str
    why: Why
    quality: float


class Words:
    """Distinct words and their places; a place is any number."""

    def __init__(self, placed: Iterable[tuple[str, int]] = ()) -> None:
        self._places: dict[str, array[int]] = {}
        for word, place in placed:
            self._place(word, place)
        self._sorted = sorted(self._places)
        self._by_key: dict[str, list[str]] = defaultdict(list)
        for word in self._sorted:
            self._by_key[coarse_key(word)].append(word)
        self._keys = sorted(self._by_key)

    def add(self, word: str, place: int) -> None:
        """Let ``word`` stand at ``place`` too."""
        if not self._place(word, place):
            return
        insort(self._sorted, word)
        key = coarse_key(word)
        if key not in self._by_key:
            insort(self._keys, key)
        self._by_key[key].append(word)

    def remove(self, word: str, place: int) -> None:
        """``word`` stands at ``place`` no more."""
        places = self._places[word]
        places.remove(place)
        if places:
            return
        del self._places[word]
        del self._sorted[bisect_left(self._sorted, word)]
        key = coarse_key(word)
        self._by_key[key].remove(word)
        if not self._by_key[key]:
            del self._by_key[key]
            del self._keys[bisect_left(self._keys, key)]

    def _place(self, word: str, place: int) -> bool:
        """True where the word is new."""
        places = self._places.get(word)
        if places is None:
            self._places[word] = array("Q", (place,))
            return True
        places.append(place)
        return False

    def __contains__(self, word: object) -> bool:
        return word in self._places

    def places(self, word: str) -> array[int]:
        """Where ``word`` stands."""
        return self._places[word]

    def begun_by(self, typed: str) -> list[Hit]:
        """The word itself and the words that begin with it."""
        return [
            Hit(word, Why.EXACT, 1.0) if word == typed else Hit(word, Why.PREFIX, 0.95)
            for word in _starting_with(self._sorted, typed)
        ]

    def like(self, typed: str) -> list[Hit]:
        """Words that contain, nearly spell or sound like ``typed``, best first."""
        typed = typed[:_LONGEST_WORD]
        measure = _Measure(typed)
        hits = (measure(word) for word in self._near(typed))
        found = [hit for hit in hits if hit and not hit.word.startswith(typed)]
        return sorted(found, key=lambda hit: (-hit.quality, hit.word))

    def _near(self, typed: str) -> list[str]:
        """Words worth measuring: like keys, keys begun alike, slips, and words that contain it."""
        key = coarse_key(typed)
        keys = [
            k
            for k, _, _ in process.extract(
                key, self._keys, scorer=fuzz.ratio, limit=_SCANNED, score_cutoff=_LEAST_KEY_RATIO
            )
        ]
        by_key = (word for k in keys for word in self._by_key[k])
        begun = (word for k in _starting_with(self._keys, key) for word in self._by_key[k])
        return list(dict.fromkeys([*_first(by_key), *_first(begun), *self._slips(typed)]))

    def _slips(self, typed: str) -> list[str]:
        found = (
            process.extract(
                typed,
                self._sorted,
                scorer=OSA.distance,
                limit=60,
                score_cutoff=_slips_allowed(typed),
            )
            if _slips_allowed(typed)
            else []
        )
        inside = [w for w in self._sorted if typed in w] if len(typed) > 2 else []
        return [word for word, _, _ in found] + inside


def _first(words: Iterator[str]) -> list[str]:
    return [word for word, _ in zip(words, range(_MEASURED), strict=False)]


def _starting_with(ordered: list[str], start: str) -> list[str]:
    low = bisect_left(ordered, start)
    return ordered[low : bisect_left(ordered, start + "\U0010ffff", low)]


def _slips_allowed(typed: str) -> int:
    return 0 if len(typed) < 3 else 1 if len(typed) < 5 else 2


class _Measure:
    """How like the words of the list are to one typed word."""

    def __init__(self, typed: str) -> None:
        self._typed = typed
        self._khmer = is_khmer_word(typed)
        self._sounds = khmer_sounds(typed) if self._khmer else ()
        self._letters = Typed(spelling_of(self._sounds) if self._khmer else letters_of(typed))
        self._allowed = _slips_allowed(typed)

    def __call__(self, word: str) -> Hit | None:
        khmer = is_khmer_word(word)
        sound = self._likeness(word, khmer)
        slip = self._slip(word) if khmer == self._khmer else 0.0
        if slip and slip + _TYPO_FAVOUR >= sound:
            return Hit(word, Why.TYPO, slip + _TYPO_FAVOUR)
        if sound >= _LEAST_LIKENESS:
            return Hit(word, Why.TYPO if slip else Why.SOUND, sound)
        if self._typed in word:
            return Hit(word, Why.TYPO, 0.75)
        return None

    def _likeness(self, word: str, khmer: bool) -> float:
        if self._khmer and not khmer:
            return Typed(letters_of(word)).likeness(self._sounds)
        sounds = khmer_sounds(word) if khmer else latin_sounds(word)
        whole = self._letters.likeness(sounds)
        begun = self._letters.likeness(sounds, begun=True) - 0.06
        return max(whole, begun)

    def _slip(self, word: str) -> float:
        slips = OSA.distance(self._typed, word, score_cutoff=self._allowed)
        return 1 - 0.9 * slips / len(self._typed) if slips <= self._allowed else 0.0


def likeness_of_words(one: str, other: str) -> float:
    """1 for the same word, 0 for words that are not alike, in either script."""
    if one == other:
        return 1.0
    hit = _Measure(one)(other)
    return hit.quality if hit and not other.startswith(one) else 0.0


_KHMER_CLASSES = str.maketrans(
    {
        **dict.fromkeys("កខគឃ", "K"),
        **dict.fromkeys("ចឆជឈ", "C"),
        **dict.fromkeys("ដឋឌឍតថទធ", "T"),
        **dict.fromkeys("បផពភ", "P"),
        **dict.fromkeys("ងញណន", "N"),
        "ម": "M",
        "យ": "Y",
        "រ": "R",
        **dict.fromkeys("លឡ", "L"),
        "វ": "V",
        **dict.fromkeys("សឝឞ", "S"),
        "ហ": "H",
        "អ": None,
        **dict.fromkeys("ឫឬ", "Re"),
        **dict.fromkeys("ឭឮ", "Le"),
        **dict.fromkeys("ឥឦឯ", "e"),
        "ឰ": "aY",
        **dict.fromkeys("ឧឩឱ", "o"),
        **dict.fromkeys("ឪឳ", "oV"),
        "\u17b6": "a",
        **dict.fromkeys("\u17b7\u17b8\u17b9\u17ba\u17be\u17bf\u17c0\u17c1\u17c2", "e"),
        "\u17c3": "aY",
        **dict.fromkeys("\u17bb\u17bc\u17bd\u17c4", "o"),
        "\u17c5": "oV",
        "\u17c6": "M",
        "\u17d0": "a",
        **dict.fromkeys("\u17c7\u17c8\u17c9\u17ca\u17cb\u17cc\u17cd\u17d2", None),
    }
)
_SILENT_KHMER = re.compile(
    "[\u1780-\u17a2][\u17b6-\u17c5]?\u17cd"  # killed by toandakhiat
    "|(?<=.)រ(?![\u17b6-\u17d3])"  # ro at the end of a syllable
    "|(?:\u17d2[\u1780-\u17a2])+$"  # below the last letter
    "|(?<=\u17d2.)[\u17b7\u17bb]$"
)
_SILENT_LATIN = re.compile("(?<=[aeiou])[rh](?![aeiouy])|(?<=[a-z])h")
_LATIN_NASALS = re.compile("ng|gn|n[hy](?=[aeiou])|nh")
_LATIN_VOWELS = re.compile("[aeiouy]+")
_LATIN_CLASSES = str.maketrans("bcdfghjklmnpqrstvwxz", "PKTPKHCKLMNPKRSTVVSS")


@lru_cache(maxsize=65536)
def coarse_key(word: str) -> str:
    """Consonant classes and three vowels: equal or nearly so for words that sound alike."""
    key = _khmer_key(word) if is_khmer_word(word) else _latin_key(word)
    return re.sub(r"([A-Z])\1+", r"\1", key)


def _khmer_key(word: str) -> str:
    return _SILENT_KHMER.sub("", word).translate(_KHMER_CLASSES)


def _latin_key(word: str) -> str:
    key = _LATIN_NASALS.sub("n", word).replace("ch", "j")
    key = _SILENT_LATIN.sub("", key)
    return _LATIN_VOWELS.sub(_vowel_class, key).translate(_LATIN_CLASSES)


def _vowel_class(vowels: re.Match[str]) -> str:
    group = vowels.group()
    if group in ("ai", "ay", "eay", "aay"):
        return "aY"
    if group in ("ao", "au"):
        return "oV"
    if group[0] == "y" and vowels.start() == 0 and len(group) > 1:
        return "Y" + _VOWEL_CLASSES.get(group[1:], "o" if group[1] in "ou" else "e")
    return _VOWEL_CLASSES.get(group) or ("o" if group[0] in "ou" else "e") + (
        "V" if group == "eo" else ""
    )


_VOWEL_CLASSES = {
    **dict.fromkeys(("a", "ea", "aa", "ia", "oa"), "a"),
    "oe": "e",
    "oeu": "e",
    "eo": "eV",
}
