"""One spelling for everything that looks the same.

Unicode leaves the order of a Khmer syllable's signs to the typist and its normal forms
unite none of the spellings that a reader cannot tell apart. The order kept here is robat,
coengs (ro last), register, pre- and split vowels, below vowel, above vowel, aa, nikahit
and other signs, visarga: The Unicode Standard, chapter 16.4, table "Khmer syllabic
structure". What looks alike was judged by HarfBuzz with the bundled fonts.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kiosk.services.khmer.letters import (
    AA,
    COENG,
    COENG_RO,
    II,
    LETTERS,
    MARKS,
    MUUSIKATOAN,
    NIKAHIT,
    OE,
    OO,
    ROBAT,
    SAMYOK_SANNYA,
    TRIISAP,
    E,
    U,
)

_REPLACED = str.maketrans(
    {
        "\u17a3": "\u17a2",  # deprecated spellings of a letter that has another
        "\u17a4": "\u17a2\u17b6",
        "\u17a8": "\u17a7\u1780",
        "\u17b2": "\u17b1",
        "\u17d3": NIKAHIT,
        "\u17b4": None,  # inherent vowels: never drawn
        "\u17b5": None,
        "\u17fb": "\u17bb\u17c7",  # the two-character keys of a Linux keyboard, uncomposed
        "\u17fc": "\u17bb\u17c6",
        "\u17fd": "\u17c1\u17c7",
        "\u17fe": "\u17c4\u17c7",
        "\u17ff": "\u17b6\u17c6",
    }
)
_JOINERS = "\u200c\u200d"
_IDLE_JOINER = re.compile(
    # Joiners draw nothing beside Khmer and Latin; between other letters, or in an emoji, they do.
    rf"(?<![^\s\x00-\u036f\u1780-\u17ff{_JOINERS}])[{_JOINERS}]+"
    rf"|[{_JOINERS}]+(?![^\s\x00-\u036f\u1780-\u17ff{_JOINERS}])"
)
_PART = re.compile(rf"{COENG}+[{LETTERS}]|[{MARKS}]|{COENG}")
_SYLLABLE = re.compile(rf"([{LETTERS}\u25cc])((?:{_PART.pattern})+)")
_SPACES = re.compile(r"\s+")

_RANKS = {
    ROBAT: 0,
    COENG: 3,  # one without its letter: kept, where it cannot catch the next letter
    **dict.fromkeys((MUUSIKATOAN, TRIISAP), 4),
    **dict.fromkeys("\u17bf\u17c0\u17c1\u17c2\u17c3\u17c4\u17c5\u17be", 5),
    **dict.fromkeys("\u17bb\u17bc\u17bd", 6),
    **dict.fromkeys("\u17b7\u17b8\u17b9\u17ba", 7),
    AA: 8,
    **dict.fromkeys("\u17c7\u17c8", 10),
}
_SIGN_RANK = 9

_RAISED = frozenset("\u17b7\u17b8\u17b9\u17ba\u17be\u17bf") | {SAMYOK_SANNYA}
_TAKES_MUUSIKATOAN = frozenset("ងញនបមយរលវ")
_TAKES_TRIISAP = frozenset("សហអ")


def canonical(text: str) -> str:
    """The spelling that stands for every spelling of ``text`` that looks the same.

    Idempotent for any text. Characters without ink go (ZWSP, joiners, controls,
    byte order mark, lone surrogates), every run of white space becomes one space,
    the rest is in Unicode's normal form C; text in other scripts keeps its look.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    plain = _without_ink_gone(text.translate(_REPLACED))
    joined = _IDLE_JOINER.sub("", unicodedata.normalize("NFC", plain))
    ordered = _SYLLABLE.sub(_ordered, unicodedata.normalize("NFC", joined))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", ordered)).strip()


def _without_ink_gone(text: str) -> str:
    return "".join(c for c in text if c.isspace() or c in _JOINERS or not _inkless(c))


@lru_cache(maxsize=4096)
def _inkless(character: str) -> bool:
    if unicodedata.category(character) in ("Cc", "Cf", "Cs"):
        return True
    return ord(character) & 0xFFFE == 0xFFFE or "\ufdd0" <= character <= "\ufdef"


def _ordered(syllable: re.Match[str]) -> str:
    return _in_order(*syllable.groups())


@lru_cache(maxsize=16384)  # names are made of few syllables: 9 of 10 were met before
def _in_order(base: str, tail: str) -> str:
    parts = [_tidy_coeng(part) for part in _PART.findall(tail)]
    marks = [part for part in parts if len(part) == 1]
    coengs = [part for part in parts if len(part) == 2]
    coengs.sort(key=COENG_RO.__eq__)
    marks = _with_register(base, coengs, _joined_vowels(marks))
    if marks[:1] == [ROBAT]:
        return base + ROBAT + "".join(coengs + marks[1:])
    return base + "".join(coengs + marks)


def _tidy_coeng(part: str) -> str:
    """Coeng typed twice is one; below the line ដ and ត are one shape, written ត."""
    if len(part) == 1:
        return part
    return COENG + ("ត" if part[-1] == "ដ" else part[-1])


def _joined_vowels(marks: list[str]) -> list[str]:
    """Each mark once, in order; split vowels that were typed in two parts joined."""
    found = dict.fromkeys("".join(marks).replace(OO, E + AA).replace(OE, E + II))
    if E in found and AA in found:
        del found[E], found[AA]
        found[OO] = None
    elif E in found and II in found:
        del found[E], found[II]
        found[OE] = None
    return sorted(found, key=_rank)


def _rank(mark: str) -> int:
    return _RANKS.get(mark, _SIGN_RANK)


def _with_register(base: str, coengs: list[str], marks: list[str]) -> list[str]:
    """A register below a raised vowel is drawn as the vowel u, and typed as it by many."""
    register = _register_of(base, coengs)
    if not register:
        return marks
    has_register = MUUSIKATOAN in marks or TRIISAP in marks
    raised = not _RAISED.isdisjoint(marks) or (AA in marks and NIKAHIT in marks)
    if U in marks and raised and not has_register:
        return sorted((register if mark == U else mark for mark in marks), key=_rank)
    if marks == [register, NIKAHIT]:
        return [U, NIKAHIT]
    return marks


def _register_of(base: str, coengs: list[str]) -> str:
    """The register that a raised vowel pushes below this cluster; "" where none is."""
    below = [coeng[1] for coeng in coengs if coeng != COENG_RO]
    letter = below[-1] if below else base
    if letter in _TAKES_MUUSIKATOAN:
        return MUUSIKATOAN
    takes_triisap = letter == "ស" if below else letter in _TAKES_TRIISAP
    return TRIISAP if takes_triisap else ""
