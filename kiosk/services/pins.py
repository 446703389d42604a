"""What a PIN may be, and how it is kept: argon2id (RFC 9106), slow on purpose.

The parameters are measured (docs/decisions/0065-the-organizers-pin.md).
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from kiosk.language import Refusal, Sentence, with_latin_digits

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 4, 12
"""How many digits a PIN has."""

TIME_COST, MEMORY_KIB, LANES = 3, 64 * 1024, 1
_MOST_ROUNDS, _MOST_KIB, _MOST_LANES = 12, 256 * 1024, 8
"""What a stranger's file may ask of this machine to try a PIN."""

NOT_DIGITS = Sentence(
    en="A PIN is {shortest} to {longest} digits.",
    km="លេខសម្ងាត់ត្រូវមានពី {shortest} ដល់ {longest} ខ្ទង់។",
)
TOO_WEAK = Sentence(
    en="That PIN is among the first that anyone tries. Choose digits that do not count up or down,"
    " repeat, or spell a year.",
    km="លេខសម្ងាត់នេះងាយទាយណាស់។ សូមជ្រើសរើសលេខដែលមិនរាប់ឡើងចុះ មិនដដែលៗ និងមិនមែនជាឆ្នាំ។",
)
UNKNOWN_KEEPING = Sentence(
    en="The organizer's PIN in this file is not kept as this program keeps it. Take it off with:"
    " kiosk pin forgotten",
    km="លេខសម្ងាត់អ្នករៀបចំក្នុងឯកសារនេះ មិនត្រូវបានរក្សាទុកតាមរបៀបកម្មវិធីនេះទេ។ សូមដកវាចេញដោយ៖"
    " kiosk pin forgotten",
)


def digits_of(typed: str) -> str:
    """The digits that were typed: Khmer ones count as the same, spaces and hyphens do not."""
    return with_latin_digits(typed).translate({ord(" "): None, ord("-"): None}).strip()


def checked_pin(typed: str) -> str:
    """The digits of a new PIN.

    Raises:
        Refusal: it is no PIN, or one of those that are tried first.
    """
    pin = digits_of(typed)
    if not (pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST):
        raise Refusal(NOT_DIGITS, shortest=SHORTEST, longest=LONGEST)
    if _is_weak(pin):
        raise Refusal(TOO_WEAK)
    return pin


def _is_weak(pin: str) -> bool:
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    repeats = any(
        pin == pin[:size] * (len(pin) // size) for size in (1, 2, 3) if not len(pin) % size
    )
    year = len(pin) == 4 and pin[:2] in ("19", "20")
    mirrored = len(pin) == 4 and pin[0] == pin[1] and pin[2] == pin[3]
    down_the_pad = pin in ("2580", "0852", "1470", "0741", "3690", "0963")
    return (len(steps) == 1 and steps <= {0, 1, 9}) or repeats or year or mirrored or down_the_pad


def hashed(pin: str) -> str:
    """``pin`` as it is kept: salt, parameters and digest in one text."""
    return _hasher().hash(pin)


def is_right(digest: str, typed: str) -> bool:
    """Whether ``typed`` is the PIN that is kept as ``digest``; takes a fifth of a second.

    Raises:
        Refusal: ``digest`` is not how this program keeps a PIN.
    """
    from argon2 import Type, extract_parameters
    from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

    try:
        asks = extract_parameters(digest)
        if (
            asks.type is not Type.ID
            or asks.time_cost > _MOST_ROUNDS
            or asks.memory_cost > _MOST_KIB
            or asks.parallelism > _MOST_LANES
        ):
            raise Refusal(UNKNOWN_KEEPING)
        return _hasher().verify(digest, digits_of(typed))
    except VerifyMismatchError:
        return False
    except (InvalidHashError, VerificationError, ValueError) as error:
        raise Refusal(UNKNOWN_KEEPING) from error


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher, Type

    return PasswordHasher(TIME_COST, MEMORY_KIB, LANES, hash_len=32, salt_len=16, type=Type.ID)
