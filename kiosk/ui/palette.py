"""The colours of the window, light, dark and with high contrast.

The ratios of WCAG 2.2 that they hold: words on their ground 4.5 (7 with high contrast), and what
tells a control or its state from its ground 3; ``tests/test_colours.py`` computes them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one scheme, as #rrggbb.

    ``line`` parts what lies side by side, ``edge`` is around what can be filled in, ``raised``
    the ground of what can be pressed; ``*_soft`` are backgrounds for ``ink`` text,
    ``accent_deep`` is ``accent`` pressed down.
    """

    page: str
    surface: str
    line: str
    edge: str
    raised: str
    ink: str
    quiet: str
    accent: str
    accent_deep: str
    on_accent: str
    accent_soft: str
    done: str
    done_soft: str
    warn: str
    warn_soft: str
    mark: str


LIGHT = Colours(
    page="#f3f5f8",
    surface="#ffffff",
    line="#d5dbe3",
    edge="#7d8a9b",
    raised="#ebf0f6",
    ink="#17202c",
    quiet="#566273",
    accent="#0a5a9c",
    accent_deep="#074474",
    on_accent="#ffffff",
    accent_soft="#dcebf8",
    done="#17693f",
    done_soft="#def3e6",
    warn="#8a4b00",
    warn_soft="#fdeccf",
    mark="#ffe28a",
)
DARK = Colours(
    page="#12171e",
    surface="#1b222c",
    line="#364150",
    edge="#6b7a8d",
    raised="#2a3441",
    ink="#edf1f6",
    quiet="#a5b1c0",
    accent="#6db6f2",
    accent_deep="#a3d2f8",
    on_accent="#0b1622",
    accent_soft="#1f3d58",
    done="#6fd39b",
    done_soft="#173526",
    warn="#ffc46b",
    warn_soft="#463108",
    mark="#6a5410",
)
CONTRAST = Colours(
    page="#000000",
    surface="#000000",
    line="#ffffff",
    edge="#ffffff",
    raised="#000000",
    ink="#ffffff",
    quiet="#ffffff",
    accent="#ffe14d",
    accent_deep="#ffffff",
    on_accent="#000000",
    accent_soft="#00337a",
    done="#8dffb5",
    done_soft="#00301a",
    warn="#ffe14d",
    warn_soft="#402c00",
    mark="#6b5000",
)
