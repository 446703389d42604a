"""A signature drawn on the screen, as one line of text that the event file and the journal hold.

Points are whole numbers in a box :data:`WIDTH` wide and :data:`HEIGHT` high, y downwards,
whatever the pad's size was: ``"12,40 15,44;100,20 101,22"`` is two strokes of two points.
"""

from __future__ import annotations

import re

from kiosk.language import Refusal, Sentence

WIDTH, HEIGHT = 1000, 300
MAX_POINTS = 5000
"""A pad gives about 100 points a second; a long signature takes some ten seconds."""

Point = tuple[int, int]
Stroke = tuple[Point, ...]

NOT_A_SIGNATURE = Sentence(
    en="This is no signature that was drawn here. Let the person sign once more.",
    km="នេះមិនមែនជាហត្ថលេខាដែលបានគូរនៅទីនេះទេ។ សូមឱ្យគាត់ចុះហត្ថលេខាម្តងទៀត។",
)
TOO_MUCH_INK = Sentence(
    en="The signature has {count} points; {most} fit. Let the person sign once more, shorter.",
    km="ហត្ថលេខានេះមាន {count} ចំណុច ប៉ុន្តែដាក់បានត្រឹម {most}។ សូមឱ្យគាត់ចុះហត្ថលេខាម្តងទៀត ឱ្យខ្លីជាងនេះ។",
)

_WRITTEN = re.compile(r"\d{1,4},\d{1,3}(?:[ ;]\d{1,4},\d{1,3})*", re.ASCII)


def written(strokes: tuple[Stroke, ...]) -> str:
    """``strokes`` as text; points outside the box are moved to its edge."""
    return ";".join(" ".join(_point(x, y) for x, y in stroke) for stroke in strokes if stroke)


def strokes(text: str) -> tuple[Stroke, ...]:
    """The strokes of a signature; none for an empty text.

    Raises:
        Refusal: ``text`` was not written by :func:`written`, or has too many points.
    """
    if not text:
        return ()
    count = text.count(",")
    if count > MAX_POINTS:
        raise Refusal(TOO_MUCH_INK, count=count, most=MAX_POINTS)
    if not _WRITTEN.fullmatch(text):
        raise Refusal(NOT_A_SIGNATURE)
    drawn = tuple(tuple(_pair(point) for point in stroke.split(" ")) for stroke in text.split(";"))
    if any(x > WIDTH or y > HEIGHT for stroke in drawn for x, y in stroke):
        raise Refusal(NOT_A_SIGNATURE)
    return drawn


def _point(x: int, y: int) -> str:
    return f"{min(max(x, 0), WIDTH)},{min(max(y, 0), HEIGHT)}"


def _pair(point: str) -> Point:
    x, y = point.split(",")
    return int(x), int(y)
