"""Where a line of Khmer, Latin or both may be broken.

Khmer writes no spaces between words. ZWSP and spaces that were typed come first; inside a
run without them ``khmercut`` (a conditional random field, 0.3 ms a name) finds the words,
and no break is ever taken inside an orthographic syllable, whatever it says. Its model of
18 MB is read when the first Khmer run is cut (40 ms), not when the program starts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from threading import Lock

import khmercut

from kiosk.services.khmer.clusters import syllables
from kiosk.services.khmer.letters import ZWSP

_KHMER_RUN = re.compile(r"[\u1780-\u17dd][\u1780-\u17dd\u200c\u200d]*")
_AFTER_SPACE = re.compile(r"(?<=[ \t\n\u1680\u2000-\u2006\u2008-\u200b\u3000])(?=[^\s\u200b])")
_NO_BREAK_BEFORE = frozenset("ៗ។៕៖ៈ!%),-./:;?]}»”’…\u00a0\u2060")
_NO_BREAK_AFTER = frozenset("([{«“‘#$៛\u00a0\u2060")
_LONGEST_RUN = 2000
"""Characters given to the model at once; no line of a badge or a list comes near it."""


def words(text: str) -> list[str]:
    """``text`` in the pieces between which a line may be broken.

    Joined again the pieces are ``text``: a space or ZWSP stays at the end of its piece.
    """
    breaks = {found.start() for found in _AFTER_SPACE.finditer(text)}
    breaks |= {at for at in _around_khmer(text) if _may_break(text, at)}
    cuts = [at for at in _running(syllables(text)) if at in breaks or at == len(text)]
    return [text[start:end] for start, end in pairwise([0, *cuts])]


@lru_cache(maxsize=512)
def with_break_marks(text: str) -> str:
    """``text`` with a ZWSP at every place where a label may break its line.

    Qt breaks lines at ZWSP and at spaces and never inside Khmer by itself.
    """
    return "".join(_marked(piece) for piece in words(text)).rstrip(ZWSP)


def _marked(piece: str) -> str:
    return piece if piece[-1].isspace() or piece.endswith(ZWSP) else piece + ZWSP


def _around_khmer(text: str) -> Iterator[int]:
    """Where Khmer begins, where it ends, and its words between."""
    for run in _KHMER_RUN.finditer(text):
        yield run.start()
        yield from (run.start() + at for at in _breaks_of(run.group()))
        yield run.end()


def _may_break(text: str, at: int) -> bool:
    if not 0 < at < len(text) or text[at].isspace() or text[at] == ZWSP:
        return False
    return text[at] not in _NO_BREAK_BEFORE and text[at - 1] not in _NO_BREAK_AFTER


@lru_cache(maxsize=4096)
def _breaks_of(run: str) -> tuple[int, ...]:
    """Offsets in a Khmer run where a word ends and a syllable too."""
    whole = syllables(run)
    plain = [re.sub("[\u200c\u200d]", "", syllable) for syllable in whole]
    word_ends = set(_running(_words_of("".join(plain))))
    ends = zip(_running(plain), _running(whole), strict=True)
    return tuple(at for bare, at in ends if bare in word_ends and at < len(run))


def _words_of(run: str) -> list[str]:
    parts = [run[at : at + _LONGEST_RUN] for at in range(0, len(run), _LONGEST_RUN)]
    with _ONE_AT_A_TIME:
        return [word for part in parts for word in khmercut.tokenize(part)]


_ONE_AT_A_TIME = Lock()
"""``khmercut`` hands its model out before it is read: whoever asks in these 40 ms, as a badge
that is drawn while the window breaks its lines, gets a ValueError."""


def _running(pieces: list[str]) -> Iterator[int]:
    end = 0
    for piece in pieces:
        end += len(piece)
        yield end
