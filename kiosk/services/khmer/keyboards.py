"""Khmer keyboard layouts: what was typed with the wrong one on.

A layout is what each key of a US keyboard produces; a key is named by its US character, a
shifted key by its shifted one. Sources:

- NiDA: xkeyboard-config 2.35.1 ``symbols/kh`` "basic", its five two-character keys composed
  as libX11 does; Microsoft's KBDKNI ("Khmer (NIDA)") agrees on both levels.
- Microsoft's older "Khmer": CLDR ``keyboards/windows/km-t-k0-windows.xml`` (KBDKHMR). Its
  space bar gives the coeng.
"""

from __future__ import annotations

import re
from itertools import zip_longest

from kiosk.services.khmer.letters import COENG, CONSONANTS, ZWSP

_KEYS = (
    "`1234567890-=",
    "qwertyuiop[]\\",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "~!@#$%^&*()_+",
    "QWERTYUIOP{}|",
    'ASDFGHJKL:"',
    "ZXCVBNM<>?",
)
_NIDA_CODES = (
    "00ab 17e1 17e2 17e3 17e4 17e5 17e6 17e7 17e8 17e9 17e0 17a5 17b2",
    "1786 17b9 17c1 179a 178f 1799 17bb 17b7 17c4 1795 17c0 17aa 17ae",
    "17b6 179f 178a 1790 1784 17a0 17d2 1780 179b 17be 17cb",
    "178b 1781 1785 179c 1794 1793 1798 17bb+17c6 17d4 17ca",
    "00bb 0021 17d7 0022 17db 0025 17cd 17d0 17cf 0028 0029 17cc 003d",
    "1788 17ba 17c2 17ac 1791 17bd 17bc 17b8 17c5 1797 17bf 17a7 17ad",
    "17b6+17c6 17c3 178c 1792 17a2 17c7 1789 1782 17a1 17c4+17c7 17c9",
    "178d 1783 1787 17c1+17c7 1796 178e 17c6 17bb+17c7 17d5 003f",
)
_MICROSOFT_CODES = (
    "200c 17e1 17e2 17e3 17e4 17e5 17e6 17e7 17e8 17e9 17e0 002d 003d",
    "1786 17b9 17c1 179a 178f 1799 17bb 17b7 17c4 1795 17be 17bf 005c",
    "17b6 179f 178a 1790 1784 17a0 1789 1780 179b 17c8 17cb",
    "178b 1781 1785 179c 1794 1793 1798 17a2 17d4 200b",
    "200d 0021 17d7 17ca 17db 17d0 17cc 17cd 17cf 17ce 17d1 005f 002b",
    "1788 17ba 17c2 17ac 1791 17bd 17bc 17b8 17c5 1797 17c4+17c7 17c0 002f",
    "17c3 17b6+17c6 178c 1792 17bb+17c7 17c7 17bb+17c6 1782 17a1 17d6 17c9",
    "178d 1783 1787 17c1+17c7 1796 178e 17c6 002c 002e 003f",
)


def _layout(codes: tuple[str, ...], space: str) -> dict[str, str]:
    keys = "".join(_KEYS)
    texts = (_text(code) for row in codes for code in row.split())
    return {" ": space, **dict(zip(keys, texts, strict=True))}


def _text(code: str) -> str:
    return "".join(chr(int(point, 16)) for point in code.split("+"))


NIDA = _layout(_NIDA_CODES, space=ZWSP)
MICROSOFT = _layout(_MICROSOFT_CODES, space=COENG)
_LAYOUTS = (NIDA, MICROSOFT)
_NIDA_RIGHT_ALT = dict(zip("eriop[]", "ឯឫឦឱឰឩឳ", strict=True))
_CONSONANT = re.compile(f"[{CONSONANTS}]")

LONGEST = 80
"""Characters read; no name, phone or code is longer, so longer text has no readings."""
_MOST_READINGS = 16

_UNCOMPOSED = str.maketrans(
    {
        "\u17fb": "\u17bb\u17c7",
        "\u17fc": "\u17bb\u17c6",
        "\u17fd": "\u17c1\u17c7",
        "\u17fe": "\u17c4\u17c7",
        "\u17ff": "\u17b6\u17c6",
    }
)


def _keys_by_text(layout: dict[str, str]) -> dict[str, str]:
    keys: dict[str, str] = {}
    for key, text in layout.items():
        keys.setdefault(text, key)
    return keys


_KEYS_BY_TEXT = tuple(_keys_by_text(layout) for layout in _LAYOUTS)


def typed_with_khmer_layout(text: str) -> list[str]:
    """The Latin texts whose keys give ``text`` while a Khmer layout is on.

    NiDA's and Microsoft's readings in turn, fewest keys first; empty where ``text`` has
    nothing of a Khmer layout or is longer than :data:`LONGEST`. "សុខា" is "suxa".
    """
    typed = text.translate(_UNCOMPOSED)
    if len(typed) > LONGEST or not any("\u1780" <= c <= "\u17ff" for c in typed):
        return []
    by_layout = (_readings(typed, keys) for keys in _KEYS_BY_TEXT)
    found = (reading for both in zip_longest(*by_layout) for reading in both if reading)
    return list(dict.fromkeys(found))


def typed_with_latin_layout(text: str) -> list[str]:
    """The Khmer that the keys of ``text`` give on the NiDA and the Microsoft layout.

    Empty where ``text`` is longer than :data:`LONGEST`. "suxa" is "សុខា". Spaces stay,
    and on Microsoft's layout each is a coeng too, where one may stand.
    """
    if len(text) > LONGEST:
        return []
    nida = "".join(c if c.isspace() else NIDA.get(c, c) for c in text)
    found = [nida, *_spaced(text), _with_right_alt(text)]
    return [reading for reading in dict.fromkeys(found) if reading != text]


def _spaced(text: str) -> list[str]:
    """Microsoft's readings, the one with the fewest coengs first."""
    first, *others = text.split(" ")
    found = [_microsoft(first)]
    for part in map(_microsoft, others):
        coengs = [
            done + COENG + part
            for done in found
            if _CONSONANT.match(done[-1:]) and _CONSONANT.match(part)
        ]
        found = ([f"{done} {part}" for done in found] + coengs)[:_MOST_READINGS]
    return found


def _microsoft(text: str) -> str:
    return "".join(MICROSOFT.get(c, c) for c in text)


def _with_right_alt(text: str) -> str:
    """NiDA's reading where the right Alt key was held for letters that begin a word, and for
    the last sign: words begin with independent vowels, and yuukaleapintu ends them."""
    return " ".join(
        _NIDA_RIGHT_ALT.get(word[0], NIDA.get(word[0], word[0]))
        + "".join(NIDA.get(c, c) for c in word[1:-1])
        + ("\u17c8" if word[-1] == "'" else NIDA.get(word[-1], word[-1]))
        if len(word) > 1
        else word
        for word in text.split()
    )


def _readings(typed: str, keys: dict[str, str]) -> list[str]:
    """Every way to cut ``typed`` into keys, fewest keys first; other characters stay."""
    tails: list[list[str]] = [[""]]
    for at in reversed(range(len(typed))):
        one, two = typed[at], typed[at : at + 2]
        ways = [keys.get(one, one) + tail for tail in tails[-1]]
        if len(two) == 2 and two in keys:
            ways += [keys[two] + tail for tail in tails[-2]]
        tails.append(sorted(ways, key=lambda way: (len(way), way))[:_MOST_READINGS])
    return tails[-1]
