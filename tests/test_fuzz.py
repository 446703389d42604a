"""What strangers bring is read or refused in words: the fuzzer in short.

Long: ``python -m tests.fuzz --seconds 600``.
"""

from __future__ import annotations

import pytest

from tests.fuzz import run

TARGETS = (
    *("event", "values", "torn", "toml", "sheet", "typed", "signature", "settings", "design"),
    *("picture", "drawing", "export", "list"),
)


@pytest.mark.parametrize("only", TARGETS)
def test_whatever_is_brought_is_read_or_refused_in_words(only: str) -> None:
    assert run(2.0, seed=11, only=only) == {}
