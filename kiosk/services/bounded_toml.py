"""TOML of strangers, read in bounded time: the standard library's reader takes a key of many parts
quadratically (50,000 parts in 200 kB: 108 s)."""

from __future__ import annotations

import re
import tomllib
from typing import Any

MOST_PARTS = 32
"""Of a dotted key; this program's have two."""

_LONG_KEY = re.compile(rf"(?:[\w\"'-]{{1,80}}[ \t]{{0,8}}\.[ \t]{{0,8}}){{{MOST_PARTS}}}")


def toml_of(source: str) -> dict[str, Any]:
    """What ``source`` says.

    Raises:
        tomllib.TOMLDecodeError: it is no TOML, or has a key of too many parts.
        RecursionError: it is nested too deep.
    """
    found = _LONG_KEY.search(source)
    if found is not None:
        line = source.count("\n", 0, found.start()) + 1
        raise tomllib.TOMLDecodeError(f"A key of more than {MOST_PARTS} parts (at line {line})")
    return tomllib.loads(source)
