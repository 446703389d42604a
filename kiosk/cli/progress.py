"""How far a long command is, on stderr, for whoever waits at a terminal."""

from __future__ import annotations

import sys
import time
from types import TracebackType

from kiosk.language import Language, Sentence

_PATIENCE_S = 1.0
"""What takes less says nothing."""

DONE = Sentence(en="{percent} % …", km="{percent} % …")


class Counter:
    """Told what is done and what there is in all; says so once a second at most."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._next = time.monotonic() + _PATIENCE_S
        self._said = False

    def __enter__(self) -> Counter:
        return self

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now < self._next or not total:
            return
        self._next, self._said = now + _PATIENCE_S, True
        words = DONE.text(self._language, percent=100 * done // total)
        print(f"\r{words}" if sys.stderr.isatty() else words, end="", file=sys.stderr)
        if not sys.stderr.isatty():
            print(file=sys.stderr)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._said and sys.stderr.isatty():
            print("\r" + " " * 12 + "\r", end="", file=sys.stderr)
