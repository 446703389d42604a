"""The characters of the Khmer block by their part in a syllable.

Sources: The Unicode Standard, chapter 16.4 "Khmer"; Unicode code chart U+1780-17FF.
"""

from __future__ import annotations

COENG = "\u17d2"
ROBAT = "\u17cc"
COENG_RO = COENG + "\u179a"
MUUSIKATOAN = "\u17c9"
TRIISAP = "\u17ca"
NIKAHIT = "\u17c6"
REAHMUK = "\u17c7"
YUUKALEAPINTU = "\u17c8"
TOANDAKHIAT = "\u17cd"
SAMYOK_SANNYA = "\u17d0"
AA = "\u17b6"
II = "\u17b8"
U = "\u17bb"
E = "\u17c1"
OE = "\u17be"
OO = "\u17c4"

ZWSP = "\u200b"

# For use inside a regular expression's character class.
CONSONANTS = "\u1780-\u17a2"
LETTERS = "\u1780-\u17b3"
"""Consonants and independent vowels, the deprecated ones included."""
MARKS = "\u17b4-\u17d1\u17d3\u17dd\u17fb-\u17ff"
"""Everything that hangs on a letter but the coeng; U+17FB-17FF stand for two such marks
where a Linux keyboard is used without its compose table."""
