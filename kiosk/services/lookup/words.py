"""The words of all names: which stand on the list, and which are like a typed one.

Every distinct word is kept once, with the numbers of the people in whose names it stands.
Names repeat themselves, so this list is far shorter than the list of people.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from heapq import nsmallest
from itertools import islice
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from kiosk.services.lookup.likeness import Heard, Typed
from kiosk.services.lookup.match import Why
from kiosk.services.lookup.sorting import in_order
from kiosk.services.lookup.sounds import (
    Sound,
    khmer_sounds,
    latin_sounds,
    letters_of,
    spelling_of,
)
from kiosk.services.lookup.text import is_khmer_word

_NEAREST = 28
"""Words of each kind of key that are measured one by one."""
_BEGUN = 12
_SLIPS = 14
_LEAST_LETTERS = 2
_REMEMBERED = 256
"""Typed words whose answers are kept until the list changes."""
_MEASURES = 8
"""First two letters of typed words for which measures are kept."""
_MOST_STEPS = 1500
_LEAST_RATIO = 45
_NEAR_RATIO = 85
LEAST_LIKENESS = 0.7
_STEEPNESS = 1.4
"""How much a sound that is off counts against slips and fields."""
_LEAST_QUALITY = 1 - _STEEPNESS * (1 - LEAST_LIKENESS)
_LONGEST_WORD = 40
"""Letters of a typed word that are compared; longer ones are no names."""
_OTHERWISE_SPELT = 0.1
_NO_SPELLING = 0.1
_TYPO_FAVOUR = 0.08
"""A slip of the finger is likelier than another spelling that is as far off."""


class Hit(NamedTuple):
    """A word of the list that a typed word may mean; ``quality`` is 1 for the word itself."""

    word: str
    why: Why
    quality: float


class _Keyed:
    """Words gathered by a key; words of like keys in one drawer are found together."""

    def __init__(
        self,
        key: Callable[[str], str],
        words: Iterable[str],
        drawer: Callable[[str], str] = lambda _: "",
    ) -> None:
        self._key = key
        self._drawer = drawer
        self._words: dict[str, list[str]] = defaultdict(list)
        self._drawers: dict[str, list[str]] = defaultdict(list)
        for word in words:
            self._words[key(word)].append(word)
        for gathered in in_order(self._words):
            self._drawers[drawer(gathered)].append(gathered)

    def add(self, word: str) -> None:
        """Gather one word more."""
        key = self._key(word)
        if key not in self._words:
            insort(self._drawers[self._drawer(key)], key)
        self._words[key].append(word)

    def remove(self, word: str) -> None:
        """Leave one word out."""
        key = self._key(word)
        self._words[key].remove(word)
        if not self._words[key]:
            del self._words[key]
            _take_out(self._drawers[self._drawer(key)], key)

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self._key(word) in self._words

    def nearest(self, word: str, most: int, least: float = _LEAST_RATIO) -> Iterator[str]:
        """Words whose keys are the most like, by RapidFuzz's ratio."""
        key = self._key(word)
        found = process.extract(
            key,
            self._drawers.get(self._drawer(key), ()),
            scorer=fuzz.ratio,
            limit=most,
            score_cutoff=least,
        )
        return islice((word for key, _, _ in found for word in sorted(self._words[key])), most)

    def begun(self, word: str, most: int) -> Iterator[str]:
        """Words whose keys begin like this word's."""
        key = self._key(word)
        keys = _starting_with(self._drawers.get(self._drawer(key), []), key)
        return islice((word for key in keys for word in sorted(self._words[key])), most)


class Words:
    """Distinct words with the numbers of the people in whose names they stand."""

    def __init__(self, placed: Iterable[tuple[str, int]] = ()) -> None:
        self._people: dict[str, array[int]] = {}
        for word, person in placed:
            self._place(word, person)
        self._sorted = in_order(self._people)
        self._by_sound = _Keyed(coarse_key, self._sorted)
        self._by_spelling = _Keyed(plain_spelling, self._sorted, first_sound)
        self._by_size: dict[tuple[bool, int], list[str]] = defaultdict(list)
        for word in self._sorted:
            self._by_size[_size(word)].append(word)
        self._lines = ""
        self._liked: dict[str, list[Hit]] = {}
        self._measures: dict[str, Measure] = {}

    def add(self, word: str, person: int) -> None:
        """Let ``word`` stand in the name of ``person`` too."""
        if not self._place(word, person):
            return
        self._forget()
        insort(self._sorted, word)
        insort(self._by_size[_size(word)], word)
        self._by_sound.add(word)
        self._by_spelling.add(word)

    def remove(self, word: str, person: int) -> None:
        """``word`` stands in the name of ``person`` no more."""
        people = self._people[word]
        people.remove(person)
        if people:
            return
        self._forget()
        del self._people[word]
        _take_out(self._sorted, word)
        _take_out(self._by_size[_size(word)], word)
        self._by_sound.remove(word)
        self._by_spelling.remove(word)

    def _forget(self) -> None:
        self._lines = ""
        self._liked.clear()

    def _place(self, word: str, person: int) -> bool:
        """True where the word is new."""
        people = self._people.get(word)
        if people is None:
            self._people[word] = array("L", (person,))
            return True
        people.append(person)
        return False

    def __contains__(self, word: object) -> bool:
        return word in self._people

    def has_begun(self, typed: str) -> bool:
        """Whether some word begins with ``typed``."""
        at = bisect_left(self._sorted, typed)
        return at < len(self._sorted) and self._sorted[at].startswith(typed)

    def has_like(self, typed: str) -> bool:
        """Whether some word sounds nearly so."""
        return typed in self._by_sound

    def people(self, word: str) -> array[int]:
        """In whose names ``word`` stands."""
        return self._people[word]

    def begun_by(self, typed: str) -> list[Hit]:
        """The word itself and the words that begin with it."""
        return [begun(word, typed) for word in _starting_with(self._sorted, typed)]

    def count_begun_by(self, typed: str) -> int:
        """How many words begin with ``typed``."""
        low, high = _range_of(self._sorted, typed)
        return high - low

    def like(self, typed: str) -> list[Hit]:
        """Words that contain, nearly spell or sound like ``typed``, best first."""
        if len(typed) < _LEAST_LETTERS:
            return []
        typed = typed[:_LONGEST_WORD]
        found = self._liked.get(typed)
        if found is None:
            if len(self._liked) >= _REMEMBERED:
                self._liked.clear()
            found = self._liked[typed] = likes(typed, self.measure(typed), self._near(typed))
        return found

    def sounding(self, typed: str) -> list[Hit]:
        """Words whose consonants or letters are nearly those of ``typed``."""
        typed = typed[:_LONGEST_WORD]
        near = dict.fromkeys(self._by_sound.nearest(typed, _BEGUN, _NEAR_RATIO))
        near |= dict.fromkeys(self._slips(typed))
        return likes(typed, self.measure(typed), near) if near else []

    def measure(self, *typed: str) -> Measure:
        """What measured the last text that began alike goes on with this one."""
        start = typed[0][:_LEAST_LETTERS]
        measure = self._measures.get(start)
        if measure is None or measure.worn:
            if len(self._measures) >= _MEASURES:
                self._measures.clear()
            measure = self._measures[start] = Measure(*typed)
        else:
            measure.retype(*typed)
        return measure

    def _near(self, typed: str) -> list[str]:
        """Words worth measuring: spelt or sounding alike, slips, and words that contain it."""
        words = [
            *self._by_spelling.nearest(typed, _NEAREST),
            *self._by_sound.nearest(typed, _NEAREST),
            *self._by_sound.begun(typed, _BEGUN),
        ]
        if slips_allowed(typed):
            words += [*self._slips(typed), *islice(self._containing(typed), _SLIPS)]
        return list(dict.fromkeys(words))

    def _slips(self, typed: str) -> list[str]:
        """Words of the same script a slip or two away."""
        allowed = slips_allowed(typed)
        khmer, size = _size(typed)
        sizes = range(size - allowed, size + allowed + 1)
        found = (
            process.extract(way, words, scorer=OSA.distance, limit=_SLIPS, score_cutoff=allowed)
            for words in (self._by_size.get((khmer, size), ()) for size in sizes)
            if words
            for way in slip_spellings(typed)
        )
        slips = [(distance, word) for some in found for word, distance, _ in some]
        return [word for _, word in nsmallest(_SLIPS, slips)]

    def _containing(self, typed: str) -> Iterator[str]:
        """All words lie in one string, a line each, and are searched as one."""
        if not self._lines:
            self._lines = "\n".join(self._sorted) + "\n"
        lines = self._lines
        at = lines.find(typed)
        while at >= 0:
            end = lines.index("\n", at)
            yield lines[lines.rfind("\n", 0, at) + 1 : end]
            at = lines.find(typed, end)


def likes(typed: str, measure: Measure, words: Iterable[str]) -> list[Hit]:
    """Those of ``words`` that contain, nearly spell or sound like ``typed``, best first."""
    hits = (measure(word) for word in words)
    found = [hit for hit in hits if hit and not hit.word.startswith(typed)]
    return sorted(found, key=lambda hit: (-hit.quality, hit.word))


def _size(word: str) -> tuple[bool, int]:
    return is_khmer_word(word), len(word)


def _take_out(ordered: list[str], word: str) -> None:
    del ordered[bisect_left(ordered, word)]


def begun(word: str, typed: str) -> Hit:
    """A word that begins with what was typed, or is it."""
    return Hit(word, Why.EXACT, 1.0) if word == typed else Hit(word, Why.PREFIX, 0.95)


def _starting_with(ordered: list[str], start: str) -> list[str]:
    low, high = _range_of(ordered, start)
    return ordered[low:high]


def _range_of(ordered: list[str], start: str) -> tuple[int, int]:
    low = bisect_left(ordered, start)
    return low, bisect_left(ordered, start + "\U0010ffff", low)


def slips_allowed(typed: str) -> int:
    """How many slips of the finger are forgiven; a word that nobody spells so has one."""
    return 2 if len(typed) >= 5 else 1 if len(typed) >= 3 or _MISSPELT.search(typed) else 0


def slip_spellings(typed: str) -> tuple[str, ...]:
    """``typed``, and as its keys came where canonical order moved two vowels that stand together.

    The letter between them is what is missing.
    """
    as_it_came = _TWO_VOWELS.sub(r"\2\1", typed)
    return (typed,) if as_it_came == typed else (typed, as_it_came)


def fewest_slips(typed: str, word: str, most: int) -> int:
    """How many slips ``word`` is away; more than ``most`` where it is further."""
    ways = (OSA.distance(way, word, score_cutoff=most) for way in slip_spellings(typed))
    return min(ways)


class Measure:
    """How like the words of the list, or whole names, are to typed words of one script."""

    def __init__(self, *typed: str) -> None:
        self._heard = Heard() if is_khmer_word(typed[0]) else Typed()
        self.retype(*typed)

    def retype(self, *typed: str) -> None:
        """Measure by other words of the same script; quicker where they begin alike."""
        self._typed = "".join(typed)
        self._allowed = slips_allowed(self._typed)
        self._misspelt = bool(_MISSPELT.search(self._typed))
        if isinstance(self._heard, Heard):
            self._heard.retype([sound for word in typed for sound in khmer_sounds(word)])
        else:
            self._heard.retype(letters_of(self._typed))

    @property
    def worn(self) -> bool:
        """Whether so much is kept that a new one is better."""
        return self._heard.steps > _MOST_STEPS

    def __call__(self, word: str) -> Hit | None:
        """What ``word`` is to the typed one; None where it is nothing."""
        sound = self.sounds(word) - self._unlike(word)
        slip = self._slip(word) if is_khmer_word(word) == isinstance(self._heard, Heard) else 0.0
        if slip and slip >= sound:
            return Hit(word, Why.TYPO, slip)
        if sound >= _LEAST_QUALITY:
            return Hit(word, Why.TYPO if slip else Why.SOUND, sound)
        if self._typed in word:
            return Hit(word, Why.TYPO, 0.75)
        return None

    def sounds(self, *words: str, least: float = _LEAST_QUALITY) -> float:
        """How alike the words of a name sound when read as one; nothing exact below ``least``."""
        one = sounds_of(words[0]) if len(words) == 1 else _sounds_of_all(words)
        likeness = self._heard.likeness(one, 1 - (1 - least) / _STEEPNESS)
        return 1 - _STEEPNESS * (1 - likeness)

    def whole(self, word: str) -> float:
        """How alike the two words sound, neither of them begun only."""
        return 1 - _STEEPNESS * (1 - self._heard.whole_likeness(sounds_of(word)))

    def _slip(self, word: str) -> float:
        slips = fewest_slips(self._typed, word, self._allowed)
        return quality_of_slips(slips, self._typed, word) if slips <= self._allowed else 0.0

    def _unlike(self, word: str) -> float:
        """What speaks against a sound between two Khmer words: they are typed as they are spelt."""
        if not isinstance(self._heard, Heard) or not is_khmer_word(word):
            return 0.0
        unlike = 1 - OSA.normalized_similarity(self._typed, word)
        return _OTHERWISE_SPELT * unlike + (_NO_SPELLING if self._misspelt else 0.0)


def sounds_of(word: str) -> tuple[Sound, ...]:
    """The sounds of a word of either script."""
    return khmer_sounds(word) if is_khmer_word(word) else latin_sounds(word)


def _sounds_of_all(words: tuple[str, ...]) -> list[Sound]:
    return [sound for word in words for sound in sounds_of(word)]


def quality_of_slips(slips: int, typed: str, meant: str) -> float:
    """The quality of a word or name that is so many slips away."""
    return 1 - 0.9 * slips / max(len(typed), len(meant)) + _TYPO_FAVOUR


_TWO_VOWELS = re.compile("([\u17b6-\u17c5])([\u17b6-\u17c5])")
_MISSPELT = re.compile(f"^[\u17b6-\u17d3]|{_TWO_VOWELS.pattern}")
"""A sign without a letter to stand on."""


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
        "ឰ": "ay",
        **dict.fromkeys("ឧឩឱ", "o"),
        **dict.fromkeys("ឪឳ", "ov"),
        "\u17b6": "a",
        **dict.fromkeys("\u17b7\u17b8\u17b9\u17ba\u17be\u17bf\u17c0\u17c1\u17c2", "e"),
        "\u17c3": "ay",
        **dict.fromkeys("\u17bb\u17bc\u17bd\u17c4", "o"),
        "\u17c5": "ov",
        "\u17c6": "M",
        "\u17d0": "a",
        **dict.fromkeys("\u17c7\u17c8\u17c9\u17ca\u17cb\u17cc\u17cd\u17d2", None),
    }
)
_SILENT_KHMER = re.compile(
    "[\u1780-\u17a2][\u17b6-\u17c5]?\u17cd"  # killed by toandakhiat
    "|(?<=.)រ(?![\u17b6-\u17d3])"  # ro at the end of a syllable
    "|(?:\u17d2[\u1780-\u17a2])+[\u17b7\u17bb]?$"  # below the last letter
)
_LATIN_NASALS = re.compile("ng|gn|n[hy]")
_SILENT_LATIN = re.compile("(?<=[aeiouy])[rh](?![aeiouy])|(?<=[a-z])h|(?<=[nk])(?:d|t|th|s)$")
_LATIN_VOWELS = re.compile("^y[aeiou]+|[aeiou]+(?:y(?![aeiou]))?|y(?![aeiou])")
_LATIN_CLASSES = str.maketrans("bcdfghjklmnpqrstvwxyz", "PKTPKHCKLMNPKRSTVVSYS")
_LATIN_VOWEL_CLASSES = {
    **dict.fromkeys(("a", "ea", "aa", "ia", "oa", "ya", "iea"), "a"),
    **dict.fromkeys(("ai", "ay", "aay", "eay"), "ay"),
    **dict.fromkeys(("ao", "au", "oy"), "o"),
    **dict.fromkeys(("oe", "oeu", "oeue"), "e"),
    "eo": "ev",
}
_REPEATED = re.compile(r"(.)\1+")
_CLOSING = re.compile("[VY](?![aeo])")
_TWICE = str.maketrans({class_: 2 * class_ for class_ in "CHKLMNPRSTVY"})


def first_sound(spelling: str) -> str:
    """The class of the consonant that a plain spelling begins with; "" for a vowel."""
    if spelling.startswith("ch"):
        return "C"
    found = spelling[:1].translate(_LATIN_CLASSES)
    return found if found.isupper() else ""


def plain_spelling(word: str) -> str:
    """The word in plain Latin letters, whatever script it is in."""
    return letters_of(spelling_of(khmer_sounds(word)) if is_khmer_word(word) else word)


@lru_cache(maxsize=16384)
def coarse_key(word: str) -> str:
    """Consonant classes, twice, and three vowels: nearly equal for words that sound alike."""
    key = _khmer_key(word) if is_khmer_word(word) else _latin_key(word)
    closed = _CLOSING.sub(lambda glide: glide.group().lower(), key)
    return _REPEATED.sub(_first_letter, closed).translate(_TWICE)


def _first_letter(run: re.Match[str]) -> str:
    return run[1]


def _khmer_key(word: str) -> str:
    return _SILENT_KHMER.sub("", word).translate(_KHMER_CLASSES)


def _latin_key(word: str) -> str:
    key = _LATIN_NASALS.sub("n", word).replace("ch", "j")
    return _LATIN_VOWELS.sub(_vowel_class, _SILENT_LATIN.sub("", key)).translate(_LATIN_CLASSES)


def _vowel_class(vowels: re.Match[str]) -> str:
    group = vowels.group()
    if group[0] == "y" and vowels.start() == 0 and len(group) > 1:
        return "Y" + (_LATIN_VOWEL_CLASSES.get(group[1:]) or _round(group[1]))
    return _LATIN_VOWEL_CLASSES.get(group) or _round(group[0])


def _round(vowel: str) -> str:
    return "o" if vowel in "ou" else "e"
