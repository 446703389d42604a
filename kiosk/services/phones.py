"""Telephone numbers of Cambodia: one plain form to store and compare, one grouped form to read.

The plain form is national, digits only, with its leading zero (``012000101``); a number of
another country is kept as ``+`` and digits. A spreadsheet that took the number for a
quantity loses the zero (``12000101``): it is put back. Numbers of Cambodia have 8 or 9
digits after it (ITU-T E.164, national plan of +855); ``phonenumbers`` knows those of others.
"""

from __future__ import annotations

import re

import phonenumbers

from kiosk.language import with_latin_digits

_COUNTRY = "855"
_SPACES = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]+")
_NUMBER = re.compile(r"(?:\+|00)?[\d(][\d\s()./‐‑‒–—-]*\d")
_BETWEEN_NUMBERS = re.compile(r"\s*(?:[/,;|&\n\r]|\bor\b|\band\b|ឬ|និង)\s*", re.IGNORECASE)
_RUN_TOGETHER = re.compile(r"(?<![\d+])0\d{1,2}[ .-]?\d{3,4}[ .-]?\d{3,4}(?!\d)")
_NATIONAL = re.compile(r"0[1-9]\d{7,8}")
_SHORTEST, _LONGEST = 8, 15
"""Digits of a telephone number: a landline without its zero, and the most E.164 allows."""


def normalise(text: str) -> str:
    """The first telephone number in ``text`` in its plain form, or ``""`` where there is none."""
    return next(iter(numbers_in(text)), "")


def numbers_in(text: str) -> tuple[str, ...]:
    """Every telephone number in ``text``, in plain form, in order, each once."""
    line = _SPACES.sub(" ", with_latin_digits(text)).strip()
    if whole := _plain(line):
        return (whole,)
    found = [_plain(m.group()) for part in _parts(text) for m in _NUMBER.finditer(part)]
    if not any(found):
        found = [_plain(m.group()) for m in _RUN_TOGETHER.finditer(line)]
    return tuple(dict.fromkeys(number for number in found if number))


def display(text: str) -> str:
    """The number grouped for reading, ``012 000 101`` or ``096 0000 108``.

    What is not a number in plain form comes back unchanged.
    """
    if _NATIONAL.fullmatch(text):
        return f"{text[:3]} {text[3:-3]} {text[-3:]}"
    if not text.startswith("+"):
        return text
    try:
        number = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException:
        return text
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _parts(text: str) -> list[str]:
    parts = _BETWEEN_NUMBERS.split(with_latin_digits(text))
    return [_SPACES.sub(" ", part) for part in parts]


def _plain(text: str) -> str:
    """``text`` as one number in plain form, or ``""`` if it is none or more than one."""
    if not _NUMBER.fullmatch(text) or _BETWEEN_NUMBERS.search(text):
        return ""
    digits = re.sub(r"\D", "", text)
    if text.startswith("00"):
        return _foreign_or_own(digits[2:])
    if text.startswith(("+", "(+")):
        return _foreign_or_own(digits)
    if digits.startswith(_COUNTRY) and len(digits) >= len(_COUNTRY) + _SHORTEST:
        return _foreign_or_own(digits)
    return _national(digits)


def _national(digits: str) -> str:
    """Digits dialled within Cambodia, the zero put back, or ``""``."""
    national = "0" + digits.lstrip("0")
    return national if _NATIONAL.fullmatch(national) else ""


def _foreign_or_own(digits: str) -> str:
    if digits.startswith(_COUNTRY):
        return _national(digits.removeprefix(_COUNTRY))
    if not _SHORTEST <= len(digits) <= _LONGEST:
        return ""
    return f"+{digits}" if _possible(f"+{digits}") else ""


def _possible(number: str) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(number, None))
    except phonenumbers.NumberParseException:
        return False
