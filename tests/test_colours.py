"""Every pair of colours that the window lays on each other, by the ratio of WCAG 2.2."""

from __future__ import annotations

import pytest

from kiosk.ui.palette import CONTRAST, DARK, LIGHT, Colours

WORDS = [
    ("ink", "page surface accent_soft done_soft warn_soft mark"),
    ("quiet", "page surface accent_soft"),
    ("accent", "page surface"),
    ("on_accent", "accent accent_deep"),
    ("done", "done_soft surface accent_soft"),
    ("warn", "warn_soft surface page"),
]
"""Success criteria 1.4.3 and 1.4.6: words, and what they stand on."""
SIGNS = [
    ("edge", "page surface"),
    ("accent", "page surface accent_soft"),
    ("done", "page surface accent_soft line"),
    ("ink", "accent_soft line"),
]
"""Success criterion 1.4.11: what tells a control or its state, and what lies beside it."""
SCHEMES = pytest.mark.parametrize(
    ("colours", "least"),
    [(LIGHT, 4.5), (DARK, 4.5), (CONTRAST, 7.0)],
    ids=["light", "dark", "contrast"],
)


@SCHEMES
def test_words_stand_out_from_their_ground(colours: Colours, least: float) -> None:
    assert too_alike(colours, WORDS, least) == {}


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_controls_and_their_states_stand_out(colours: Colours) -> None:
    assert too_alike(colours, SIGNS, 3.0) == {}


def too_alike(
    colours: Colours, pairs: list[tuple[str, str]], least: float
) -> dict[tuple[str, str], float]:
    """Those of ``pairs`` whose ratio is below ``least``, with it."""
    ratios = {
        (over, ground): round(ratio(getattr(colours, over), getattr(colours, ground)), 2)
        for over, grounds in pairs
        for ground in grounds.split()
    }
    return {pair: found for pair, found in ratios.items() if found < least}


def ratio(one: str, other: str) -> float:
    """How many times as light the lighter of two colours is."""
    dark, light = sorted(luminance(colour) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of ``#rrggbb``."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(part * share for part, share in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))
