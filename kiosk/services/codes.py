"""Short codes for the badge's QR: five characters and one that checks them, as in ``7k2mq4``.

The alphabet has 31 characters: lowercase letters and digits without ``0 o 1 l i``, which
are misread. Lowercase letters and digits are what a USB scanner brings through a Khmer
keyboard layout unambiguously. A code begins with a digit and goes on with a letter, so it
is neither a name nor a phone number.

Because 31 is prime, the weighted sum finds every single wrong character and every swap
of two neighbours.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 6

_DIGITS = ALPHABET[:8]
_LETTERS = ALPHABET[8:]


def check_character(payload: str) -> str:
    """The character that completes ``payload`` (five characters of the alphabet)."""
    total = sum(weight * ALPHABET.index(c) for weight, c in enumerate(payload, start=2))
    return ALPHABET[-total % len(ALPHABET)]


def new_code(choice: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """A random code; ``choice`` picks one of a sequence."""
    payload = choice(_DIGITS) + choice(_LETTERS) + "".join(choice(ALPHABET) for _ in range(3))
    return payload + check_character(payload)


def is_code(text: str) -> bool:
    """Whether ``text`` has the form of a code and its check character is right."""
    return (
        len(text) == LENGTH
        and all(c in ALPHABET for c in text)
        and text[0] in _DIGITS
        and text[1] in _LETTERS
        and check_character(text[:-1]) == text[-1]
    )
