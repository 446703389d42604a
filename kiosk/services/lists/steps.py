"""Telling whoever waits how far the reading of a list is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

BETWEEN = 500
"""Steps between two reports."""
_Thing = TypeVar("_Thing")


class Steps:
    """Counts steps and tells them with ``progress``, which may raise to give the work up."""

    def __init__(self, total: int, progress: Callable[[int, int], None] | None) -> None:
        self._done, self._total, self._progress = 0, total, progress

    def __call__(self) -> None:
        self._done += 1
        if self._progress and self._done % BETWEEN == 0:
            self._progress(self._done, self._total)

    def through(self, things: Iterable[_Thing]) -> Iterator[_Thing]:
        """``things``, each one a step."""
        for thing in things:
            self()
            yield thing
