"""What is known of a person besides the name: phones, codes, organisation, province, email."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, islice, takewhile

from kiosk.domain import Person
from kiosk.language import with_latin_digits
from kiosk.services.khmer import canonical
from kiosk.services.lookup.sorting import in_order
from kiosk.services.lookup.text import fold, without_dots
from kiosk.services.provinces import PROVINCES

TEXT_FIELDS = ("organisation_km", "organisation_en", "province", "email")
_WIDTH = 32
"""Bytes for the phone numbers of one person: two numbers and the gap between."""
LEAST_DIGITS = 3
LEAST_LETTERS = 2
MOST_HELD = 3000

_NOT_DIGITS = re.compile(r"[^\d]+")
_ONLY_PHONE = re.compile(r"[\d\s+().\-/]*\d[\d\s+().\-/]*")


def typed_phone(text: str) -> str:
    """The digits of text that can only be a phone number, as within Cambodia; else ""."""
    plain = with_latin_digits(text).strip()
    if not _ONLY_PHONE.fullmatch(plain):
        return ""
    return _national(_NOT_DIGITS.sub("", plain), abroad="+" in plain)


def phone_digits(text: str) -> list[str]:
    """The phone numbers of a field, digits only, +855 as 0."""
    if text.isascii() and text.isdigit():
        return [_national(text, abroad=False)]
    numbers = re.split(r"[/,;]|\s{2,}", with_latin_digits(text))
    found = ((_NOT_DIGITS.sub("", number), "+" in number) for number in numbers)
    return [_national(digits, abroad=abroad) for digits, abroad in found if digits]


def _national(digits: str, *, abroad: bool) -> str:
    if digits.startswith("00855"):
        return "0" + digits[5:].lstrip("0")
    if digits.startswith("855") and (abroad or len(digits) > 9):
        return "0" + digits[3:].lstrip("0")
    return digits


class Phones:
    """The digits of every person in one run of bytes, searched as one."""

    def __init__(self) -> None:
        self._digits = bytearray()

    def put(self, slot: int, text: str) -> None:
        """The phone numbers of the person in ``slot``; "" takes them away."""
        missing = (slot + 1) * _WIDTH - len(self._digits)
        if missing > 0:
            self._digits.extend(bytes(missing))
        record = b"\0".join(number.encode() for number in phone_digits(text))[: _WIDTH - 1]
        self._digits[slot * _WIDTH : (slot + 1) * _WIDTH] = record.ljust(_WIDTH, b"\0")

    def holding(self, digits: str) -> Iterator[tuple[int, float]]:
        """The slots whose number holds these digits in a row, with a score.

        A lost first zero is no matter. Whole numbers score best, then the end or the
        beginning of one.
        """
        wanted = digits.encode()
        at = self._digits.find(wanted)
        while at >= 0:
            slot, end = at // _WIDTH, (at // _WIDTH + 1) * _WIDTH
            yield slot, _phone_score(wanted, self._digits[end - _WIDTH : end])
            at = self._digits.find(wanted, end)


def _phone_score(typed: bytes, record: bytearray) -> float:
    numbers = record.split(b"\0")
    if any(typed.lstrip(b"0") == number.lstrip(b"0") for number in numbers):
        return 0.98
    return 0.86 if any(n.startswith(typed) or n.endswith(typed) for n in numbers) else 0.8


class Codes:
    """Badge codes in small letters, each with the slot of its person."""

    def __init__(self, codes: Iterable[tuple[str, int]]) -> None:
        self._slots = {code.lower(): slot for code, slot in codes if code}
        self._in_order = in_order(self._slots)

    def get(self, code: str) -> int | None:
        """Whose code it is."""
        return self._slots.get(code)

    def put(self, code: str, slot: int) -> None:
        """Let the code stand for ``slot``; "" is no code."""
        if code and code.lower() not in self._slots:
            insort(self._in_order, code.lower())
        if code:
            self._slots[code.lower()] = slot

    def remove(self, code: str) -> None:
        """The code stands for nobody."""
        if self._slots.pop(code.lower(), None) is not None:
            del self._in_order[bisect_left(self._in_order, code.lower())]

    def begun(self, start: str) -> Iterator[int]:
        """The slots whose codes begin so."""
        at = bisect_left(self._in_order, start)
        codes = takewhile(lambda code: code.startswith(start), islice(self._in_order, at, None))
        return (self._slots[code] for code in codes)


class Texts:
    """Folded organisations, provinces and emails, each once, with the slots they belong to."""

    def __init__(self) -> None:
        self._slots: dict[str, array[int]] = {}
        self._all = ""
        self._starts: list[int] = []

    def put(self, slot: int, person: Person) -> None:
        """Add what is said of the person in ``slot``."""
        for text in texts_of(person):
            slots = self._slots.get(text)
            if slots is None:
                slots = self._slots[text] = array("L")
                self._starts.clear()
            slots.append(slot)

    def remove(self, slot: int, person: Person) -> None:
        """Take away what was said of the person in ``slot``."""
        for text in texts_of(person):
            slots = self._slots[text]
            slots.remove(slot)
            if not slots:
                del self._slots[text]
                self._starts.clear()

    def holding(self, word: str) -> dict[int, float]:
        """The slots whose texts hold ``word``, with its quality there.

        What half the list has in common (gmail) tells nobody apart: of such a text only
        the first :data:`MOST_HELD` slots are given.
        """
        found: dict[int, float] = {}
        if len(word) < LEAST_LETTERS:
            return found
        held = [(quality_in(word, text), text) for text in self._texts_with(word)]
        for quality, text in sorted(pair for pair in held if pair[0]):
            room = MOST_HELD - len(found)
            found.update(dict.fromkeys(islice(self._slots[text], max(room, 0)), quality))
        return found

    def slots(self, text: str) -> Sequence[int]:
        """The slots that have just this folded text."""
        return self._slots.get(text, ())

    def _texts_with(self, word: str) -> Iterator[str]:
        """All texts lie in one string, a line each, and are searched as one."""
        if not self._starts:
            self._all = "\n".join(self._slots) + "\n"
            self._starts = [0, *accumulate(len(text) + 1 for text in self._slots)]
        at = self._all.find(word)
        while at >= 0:
            line = bisect_right(self._starts, at) - 1
            start, end = self._starts[line], self._starts[line + 1]
            yield self._all[start : end - 1]
            at = self._all.find(word, end)


def texts_of(person: Person) -> list[str]:
    """The folded texts of a person, each once: province in both languages, email in its parts."""
    values = [person.organisation_km, person.organisation_en, person.province]
    values += [PROVINCES.get(person.province, ""), *person.email.split("@")]
    return list(dict.fromkeys(_compared(value) for value in values if value))


@lru_cache(maxsize=16384)
def _compared(text: str) -> str:
    return fold(canonical(without_dots(text)))


def quality_in(word: str, text: str) -> float:
    """How well a word fits a text that holds it: whole word, beginning of one, or inside."""
    at = text.find(word)
    if at < 0:
        return 0.0
    begins = at == 0 or not text[at - 1].isalnum()
    end = at + len(word)
    whole = begins and (end == len(text) or not text[end].isalnum())
    return 0.77 if whole else 0.66 if begins else 0.52 if len(word) > 2 else 0.0
