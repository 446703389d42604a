"""What strangers bring is read or refused in words: the fuzzer in short.

Long: ``python -m tests.fuzz --seconds 600``.
"""

from __future__ import annotations

import pytest

from tests.fuzz import run


@pytest.mark.parametrize("only", ["event", "torn", "toml", "sheet", "typed", "signature", "list"])
def test_whatever_is_brought_is_read_or_refused_in_words(only: str) -> None:
    assert run(2.5, seed=11, only=only) == {}
