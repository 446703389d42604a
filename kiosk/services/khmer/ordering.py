"""The order of the Khmer dictionary, as a key to sort by.

The rule is that of Chuon Nath's dictionary (វចនានុក្រមខ្មែរ, 5th edition 1967) as the CLDR's
collation for Khmer writes it down (``common/collation/km.xml``):

- consonants ក to អ; ឫ ឬ stand after រ and ឭ ឮ after ល; other independent vowels stand where
  អ with the dependent vowel would;
- after a letter: nothing, or another letter; then the vowels ា to ៅ, then ុំ ំ ាំ ះ ិះ ុះ េះ ោះ,
  and last what is written below (coeng): ក, កក, កា, កំ, កះ, ក្រ;
- robat is a រ before its letter: ធម៌ stands where ធរ្ម would;
- the signs ៎ ៏ ័ ៈ ់ ៉ ៊ ៍ count only between words that are alike otherwise.
"""

from __future__ import annotations

import re
import unicodedata

from kiosk.services.khmer.letters import COENG, LETTERS, ROBAT
from kiosk.services.khmer.spelling import canonical

Key = tuple[tuple[int, ...], tuple[int, ...]]
"""What is compared first, and what decides between words alike in that."""

_LETTERS = "កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរឫឬលឭឮវឝឞសហឡអ"
_VOWELS = "ា ិ ី ឹ ឺ ុ ូ ួ ើ ឿ ៀ េ ែ ៃ ោ ៅ ុំ ំ ាំ ះ ិះ ុះ េះ ោះ"
_SIGNS = "៎៏៑័ៈ៝់៉៊៍" + ROBAT
_INDEPENDENT = {
    "ឣ": "អ",
    "ឤ": "អា",
    "ឥ": "អិ",
    "ឦ": "អី",
    "ឧ": "អុ",
    "ឨ": "អុក",
    "ឩ": "អូ",
    "ឪ": "អូវ",
    "ឯ": "អែ",
    "ឰ": "អៃ",
    "ឱ": "អោ",
    "ឲ": "អោ",
    "ឳ": "អៅ",
}
_FIRST = 0x1780
_ORDER = [*_LETTERS, *_VOWELS.split(), COENG]
_WEIGHTS = {token: weight for weight, token in enumerate(_ORDER, start=_FIRST)}
_SECOND = {sign: weight for weight, sign in enumerate(_SIGNS, start=1)}
_TOKENS = re.compile("|".join(sorted(map(re.escape, _WEIGHTS), key=len, reverse=True)) + "|.", re.S)
_WITH_ROBAT = re.compile(f"([{LETTERS}]){ROBAT}")
_SPELT_OUT = str.maketrans(_INDEPENDENT)


def dictionary_key(text: str) -> Key:
    """Sorts ``text`` as the Khmer dictionary does; other scripts stand before Khmer, without
    regard to case and accents. A space stands before every letter, so that names go by their
    first word."""
    plain = _WITH_ROBAT.sub(rf"រ{COENG}\1{ROBAT}", canonical(text)).translate(_SPELT_OUT)
    first: list[int] = []
    second: list[int] = []
    for token in _TOKENS.findall(plain):
        if token in _SECOND:
            second.append(len(first) << 4 | _SECOND[token])
        elif token in _WEIGHTS:
            first.append(_WEIGHTS[token])
        else:
            first.extend(map(ord, latin_key(token)))
    return tuple(first), tuple(second)


def latin_key(text: str) -> str:
    """``text`` without case and accents: Đặng stands with Dang."""
    spread = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    return "".join(c for c in spread if not unicodedata.combining(c))
