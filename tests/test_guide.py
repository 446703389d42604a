"""The guide for the desk: one page in each language, telling the keys that the window has."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from kiosk.language import Language
from kiosk.ui import keys

GUIDE = Path(__file__).parent.parent / "docs" / "make_guide.py"


@pytest.fixture(scope="module")
def guide() -> dict[str, Any]:
    """What the script defines."""
    return runpy.run_path(str(GUIDE))


@pytest.mark.parametrize("language", list(Language))
def test_the_guide_is_one_a4_page(guide: dict[str, Any], language: Language) -> None:
    make: Callable[[Language], Any] = guide["Guide"]
    document = pypdfium2.PdfDocument(make(language).made())
    try:
        assert len(document) == 1
        assert [round(edge / 72 * 25.4) for edge in document[0].get_size()] == [210, 297]
        text = document[0].get_textpage().get_text_bounded()
    finally:
        document.close()
    assert guide["TITLE"].text(language) in text
    assert all(key in text for key, _words in guide["KEYS"])


def test_every_key_of_the_guide_is_one_of_the_window(guide: dict[str, Any]) -> None:
    known = {key.shortcut for key in vars(keys).values() if isinstance(key, keys.Key)}
    assert {key for key, _words in guide["KEYS"]} <= known
