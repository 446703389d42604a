"""Names by their script: what is typed goes into the field of its letters."""

from __future__ import annotations

import re

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from kiosk.language import with_latin_digits
from kiosk.services.names import is_khmer

_LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def apart(text: str) -> tuple[str, str]:
    """The Khmer and the Latin of ``text``; what has no script stays with the letters before it.

    "SOK Api សុខ អភិ" is "សុខ អភិ" and "SOK Api".
    """
    khmer, latin = list[str](), list[str]()
    into = khmer if _first_is_khmer(text) else latin
    for character in text:
        if is_khmer(character):
            into = khmer
        elif _LATIN_LETTER.match(character):
            into = latin
        into.append(character)
    return "".join(khmer), "".join(latin)


def _first_is_khmer(text: str) -> bool:
    letters = (c for c in text if is_khmer(c) or _LATIN_LETTER.match(c))
    return is_khmer(next(letters, ""))


def typed_into_fields(text: str, reading: str = "") -> dict[str, str]:
    """Where letters from the search box belong: by their script, or as phone or email. A
    ``reading`` is what they were meant as where the keyboard's layout was the wrong one."""
    text = text.strip()
    digits = with_latin_digits(text)
    if "@" in text:
        return {"email": text}
    if digits and all(c.isdigit() or c in " +-()/." for c in digits):
        return {"phone": digits}
    khmer, latin = (part.strip() for part in apart(reading or text))
    return {name: part for name, part in (("name_km", khmer), ("name_latin", latin)) if part}


class NameFields(QObject):
    """Watches the two fields of a name, and takes letters of the other script over."""

    def __init__(self, khmer: QLineEdit, latin: QLineEdit) -> None:
        super().__init__(khmer)
        self._khmer, self._latin = khmer, latin
        self._before = {khmer: "", latin: ""}
        self._keeps_what_is_there = False
        for field in (khmer, latin):
            field.textEdited.connect(lambda text, field=field: self._edited(field, text))
            field.textChanged.connect(lambda _text, field=field: self._remember(field))

    def start(self, *, keeps_what_is_there: bool) -> None:
        """Begin with another person; a name that ``keeps_what_is_there`` gets nothing put behind
        it: it is being corrected."""
        self._keeps_what_is_there = keeps_what_is_there

    def _remember(self, field: QLineEdit) -> None:
        self._before[field] = field.text()

    def _edited(self, field: QLineEdit, text: str) -> None:
        if _mixed(self._before[field]):
            return  # so it was written, and so it may stay
        khmer, latin = apart(text)
        stays, goes = (khmer, latin) if field is self._khmer else (latin, khmer)
        other = self._latin if field is self._khmer else self._khmer
        letters = is_khmer(goes) or _LATIN_LETTER.search(goes)
        if letters and not (self._keeps_what_is_there and other.text()):
            self._take_over(field, stays, other, goes)

    def _take_over(self, field: QLineEdit, stays: str, other: QLineEdit, goes: str) -> None:
        field.setText(stays.rstrip())
        there = other.text()
        apart_from_it = " " if there and not there.endswith(" ") else ""
        other.setFocus()
        other.setText(f"{there}{apart_from_it}{goes.strip()}")


def _mixed(text: str) -> bool:
    return is_khmer(text) and bool(_LATIN_LETTER.search(text))
