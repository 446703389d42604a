"""Seats written in words where a name is expected: "2 representatives of the NSSF", «តំណាង GIZ»."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kiosk.language import with_latin_digits
from kiosk.services.khmer import canonical

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNT = rf"(?P<count>\d{{1,3}}|an?|{'|'.join(_NUMBERS)})"
_WHO = r"(?:representatives?|reps?\.?|delegates?)"
_BEHIND = r"(?:\s*[(\[]\s*(?P<behind>\d{1,3})\s*(?:people|persons?|pers\.?|pax|នាក់)?\s*[)\]])?"
_ENGLISH = (
    rf"(?:{_COUNT}\s+)?{_WHO}\s+(?:of|from|for)\s+(?:the\s+)?(?P<whose>\S.*?){_BEHIND}",
    rf"(?:{_COUNT}\s+)?{_WHO}{_BEHIND}",
)
_KHMER = (
    r"(?:អ្នក|លោក)?តំណាង(?:\s*(?P<count>\d{1,3})\s*(?:នាក់|រូប))?\s*(?:មកពី|របស់|ឱ្យ|ឲ្យ|ពី|នៃ)?"
    r"(?P<whose>.*?)(?:\s*[(\[]?\s*(?P<behind>\d{1,3})\s*(?:នាក់|រូប)\s*[)\]]?)?"
)
_PATTERNS = (
    *(re.compile(pattern, re.IGNORECASE) for pattern in _ENGLISH),
    re.compile(canonical(_KHMER)),
)
_WORD = re.compile(rf"\brepresentatives?\b|{canonical('តំណាង')}", re.IGNORECASE)
_NAME_FOLLOWS = re.compile(r"[:៖;]")


@dataclass(frozen=True, slots=True)
class SeatWords:
    """For how many people a text keeps places, and whose they are; "" where it does not say."""

    count: int
    organisation: str


def seat_in(text: str) -> SeatWords | None:
    """What a text says that keeps places and names no one; None of every other, also of
    one in which a name may follow ("Representative: Sok Dara")."""
    plain = with_latin_digits(" ".join(text.split()))
    if _NAME_FOLLOWS.search(plain):
        return None
    if "តំណាង" in plain:
        plain = canonical(plain)
    found = next(filter(None, (pattern.fullmatch(plain) for pattern in _PATTERNS)), None)
    if found is None:
        return None
    parts = found.groupdict()
    count = _number(parts.get("count") or parts.get("behind"))
    return SeatWords(count, (parts.get("whose") or "").strip(" -–—,()"))


def may_be_seat(text: str) -> bool:
    """Whether a text has the word for it, and may keep a place or name someone."""
    return _WORD.search(canonical(text)) is not None


def _number(text: str | None) -> int:
    if text is None or text.lower() in ("a", "an"):
        return 1
    return int(text) if text.isdigit() else _NUMBERS.index(text.lower()) + 1
