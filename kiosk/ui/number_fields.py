"""Fields for numbers, days and times in the digits of the desk's language; both kinds of digits may
be typed at any time.

Qt's own date field reads its sections by the digits of a locale, and CLDR writes Khmer with Latin
digits, a decimal comma and two-digit years; staff write ១៣/០៩/២០២៣ and ២.៥. So a day and a time of
day are texts that are read when they are needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QDate, QEvent, QLocale, Qt, QTime
from PySide6.QtGui import QFocusEvent, QKeyEvent, QValidator
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QLineEdit, QSpinBox

from kiosk.language import Language, Refusal, Sentence, in_digits_of, with_latin_digits

NO_DAY = Sentence(
    en="“{text}” is not a day. Write day, month and year: 13/09/2023",
    km="«{text}» មិនមែនជាថ្ងៃខែឆ្នាំទេ។ សូមសរសេរថ្ងៃ ខែ ឆ្នាំ ដូចនេះ៖ ១៣/០៩/២០២៣",
)
NO_TIME = Sentence(
    en="“{text}” is not a time of day. Write it like this: 08:30",
    km="«{text}» មិនមែនជាម៉ោងទេ។ សូមសរសេរដូចនេះ៖ ០៨:៣០",
)
_BETWEEN = re.compile(r"[^0-9]+")
Checked = tuple[QValidator.State, str, int]
"""What a field thinks of a text, the text, and where its cursor is."""
_MINUTES = 5
"""How far an arrow moves a time of day."""


def written(number: object) -> str:
    """``number`` in the digits of the language that :class:`~kiosk.ui.speech.Speech` speaks."""
    khmer = QLocale().language() is QLocale.Language.Khmer
    return in_digits_of(Language.KHMER if khmer else Language.ENGLISH, number)


def day_in(text: str) -> QDate:
    """The day that ``text`` says: day, month and year, or year first where it has four digits.

    Raises:
        Refusal: it says none.
    """
    parts = [part for part in _BETWEEN.split(with_latin_digits(text)) if part]
    if len(parts) == 3 and len(parts[0]) == 4:
        parts.reverse()
    day = QDate(int(parts[2]), int(parts[1]), int(parts[0])) if len(parts) == 3 else QDate()
    if not day.isValid() or len(parts[2]) != 4:
        raise Refusal(NO_DAY, text=text)
    return day


def time_in(text: str) -> QTime:
    """The time of day that ``text`` says: 8, 830, 8:30, ៨.៣០.

    Raises:
        Refusal: it says none.
    """
    parts = [part for part in _BETWEEN.split(with_latin_digits(text)) if part]
    if len(parts) == 1 and len(parts[0]) in (3, 4):
        parts = [parts[0][:-2], parts[0][-2:]]
    said = QTime(*[int(part) for part in (*parts, "0")[:2]]) if len(parts) in (1, 2) else QTime()
    if not said.isValid():
        raise Refusal(NO_TIME, text=text)
    return said


class _TextField(QLineEdit):
    """A text that means something: set into its usual form when the cursor leaves it, in other
    digits when the language changes; arrows step it."""

    def __init__(self, tidied: Callable[[str, int], str]) -> None:
        super().__init__()
        self._tidied = tidied

    def _tidy(self, steps: int = 0) -> None:
        try:
            self.setText(self._tidied(self.text(), steps))
        except Refusal:
            self.setText(written(with_latin_digits(self.text())))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._tidy()
        super().focusOutEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._tidy()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if steps:
            self._tidy(steps)
        else:
            super().keyPressEvent(event)


class DayField(_TextField):
    """A day, as 13/09/2023 or ១៣/០៩/២០២៣; ↑ is the next one."""

    def __init__(self, day: QDate) -> None:
        super().__init__(
            lambda text, days: written(day_in(text).addDays(days).toString("dd/MM/yyyy"))
        )
        self.setText(written(day.toString("dd/MM/yyyy")))

    def date(self) -> QDate:
        """The day. Raises :class:`Refusal` where the text says none."""
        return day_in(self.text())


class TimeField(_TextField):
    """A time of day, as 08:30 or ០៨:៣០; ↑ is five minutes later."""

    def __init__(self, time: QTime) -> None:
        super().__init__(
            lambda text, steps: written(
                time_in(text).addSecs(60 * _MINUTES * steps).toString("HH:mm")
            )
        )
        self.setText(written(time.toString("HH:mm")))

    def time(self) -> QTime:
        """The time of day. Raises :class:`Refusal` where the text says none."""
        return time_in(self.text())


def _anew(box: QAbstractSpinBox, event: QEvent, text: Callable[[], str]) -> None:
    if event.type() == QEvent.Type.LanguageChange:
        box.lineEdit().setText(text())


class NumberField(QSpinBox):
    """A whole number."""

    def __init__(self) -> None:
        super().__init__()
        self.setLocale(QLocale.c())

    def textFromValue(self, value: int) -> str:
        return written(super().textFromValue(value))

    def valueFromText(self, text: str) -> int:
        return super().valueFromText(with_latin_digits(text))

    def validate(self, text: str, at: int) -> Checked:
        return _checked(super().validate(with_latin_digits(text), at), text)

    def changeEvent(self, event: QEvent) -> None:
        special = self.specialValueText() if self.value() == self.minimum() else ""
        plain = f"{self.prefix()}{self.textFromValue(self.value())}{self.suffix()}"
        _anew(self, event, lambda: special or plain)
        super().changeEvent(event)


class DecimalField(QDoubleSpinBox):
    """A number with a point."""

    def __init__(self) -> None:
        super().__init__()
        self.setLocale(QLocale.c())

    def textFromValue(self, value: float) -> str:
        return written(super().textFromValue(value))

    def valueFromText(self, text: str) -> float:
        return super().valueFromText(with_latin_digits(text))

    def validate(self, text: str, at: int) -> Checked:
        return _checked(super().validate(with_latin_digits(text), at), text)

    def changeEvent(self, event: QEvent) -> None:
        _anew(self, event, lambda: f"{self.textFromValue(self.value())}{self.suffix()}")
        super().changeEvent(event)


def _checked(found: Checked, text: str) -> Checked:
    """What Qt found of the Latin digits, with what was typed."""
    return found[0], text, found[2]
