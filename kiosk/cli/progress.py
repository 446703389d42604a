"""How far a long command is, on stderr, for whoever waits at a terminal."""

from __future__ import annotations

import sys
import time
from types import TracebackType

from kiosk.cli.output import tell
from kiosk.language import Language, Sentence

PATIENCE_S = 1.0
"""What takes less says nothing, and what takes more speaks no more often."""

DONE = Sentence(en="{percent} % …", km="{percent} % …")


class Counter:
    """Told what is done and what there is in all; says so every ``patience_s`` at most."""

    def __init__(self, language: Language, patience_s: float = PATIENCE_S) -> None:
        self._language, self._patience_s = language, patience_s
        self._next = time.monotonic() + patience_s
        self._said = False

    def __enter__(self) -> Counter:
        return self

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now < self._next or not total:
            return
        self._next, self._said = now + self._patience_s, True
        words = DONE.text(self._language, percent=100 * done // total)
        if sys.stderr.isatty():
            print(f"\r{words}", end="", file=sys.stderr, flush=True)
        else:
            tell(words, sys.stderr)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._said and sys.stderr.isatty():
            print("\r" + " " * 12 + "\r", end="", file=sys.stderr)
