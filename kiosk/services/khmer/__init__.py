"""Khmer text: one spelling for what looks the same, its syllables, where its lines may break.

What was typed on the wrong keyboard layout is read by :mod:`kiosk.services.khmer.keyboards`.
"""

from kiosk.services.khmer.breaking import with_break_marks, words
from kiosk.services.khmer.clusters import syllables
from kiosk.services.khmer.spelling import canonical

__all__ = ["canonical", "syllables", "with_break_marks", "words"]
