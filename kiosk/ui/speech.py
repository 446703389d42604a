"""The language of the window: which one is spoken, and switching it at once.

Qt tells every widget by a ``LanguageChange`` event when the translator is exchanged; each
widget then sets its words anew.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator, Signal

from kiosk.domain import Category, Event, Group, Person
from kiosk.language import Language, Sentence, in_digits_of

TRANSLATIONS = Path(__file__).resolve().parent / "translations"

_MONTHS_KM = (
    "មករា",
    "កុម្ភៈ",
    "មីនា",
    "មេសា",
    "ឧសភា",
    "មិថុនា",
    "កក្កដា",
    "សីហា",
    "កញ្ញា",
    "តុលា",
    "វិច្ឆិកា",
    "ធ្នូ",
)
_MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class Speech(QObject):
    """The language spoken at this desk, and facts in its words."""

    changed = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.language = language
        self._speak()

    def _speak(self) -> None:
        """Tell the application whose words to use, and the fields for numbers which digits."""
        khmer, words = self.language is Language.KHMER, _khmer_words()
        QCoreApplication.removeTranslator(words)
        if khmer:
            QCoreApplication.installTranslator(words)
        QLocale.setDefault(QLocale(QLocale.Language.Khmer) if khmer else QLocale.c())

    def switch(self) -> None:
        """Speak the other language from now on."""
        khmer = self.language is Language.KHMER
        self.language = Language.ENGLISH if khmer else Language.KHMER
        self._speak()
        self.changed.emit()

    def text(self, sentence: Sentence, **facts: object) -> str:
        """A sentence of the services."""
        return sentence.text(self.language, **facts)

    def digits(self, number: object) -> str:
        """A number in the digits of the language."""
        return in_digits_of(self.language, number)

    def time(self, moment: datetime) -> str:
        """Hours and minutes of a local moment."""
        return self.digits(moment.strftime("%H:%M"))

    def date(self, day: date) -> str:
        """A day, as ``13 September 2023`` or ``ថ្ងៃទី១៣ ខែកញ្ញា ឆ្នាំ២០២៣``."""
        if self.language is Language.KHMER:
            month = _MONTHS_KM[day.month - 1]
            return f"ថ្ងៃទី{self.digits(day.day)} ខែ{month} ឆ្នាំ{self.digits(day.year)}"
        return f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}"

    def either(self, km: str, en: str) -> str:
        """The text in the language spoken, else in the other one."""
        return (km or en) if self.language is Language.KHMER else (en or km)

    def title(self, event: Event) -> str:
        """What the event is called."""
        return self.either(event.title_km, event.title_en)

    def named(self, thing: Category | Group) -> str:
        """What a category or group is called."""
        return self.either(thing.km, thing.en)

    def names(self, person: Person) -> tuple[str, str]:
        """The person's name in the language spoken, and the other name; for an expected seat
        the organisation and nothing."""
        km, latin = person.name_km_canonical, person.name_latin_canonical
        if not (km or latin):
            return self.organisation(person), ""
        first, second = (km, latin) if self.language is Language.KHMER else (latin, km)
        return (first, second) if first else (second, "")

    def organisation(self, person: Person) -> str:
        """The organisation in the language spoken, else in the other one."""
        return self.either(person.organisation_km, person.organisation_en)


def _khmer_words() -> QTranslator:
    """The application's Khmer: one, whoever spoke before, or two would have to be taken off."""
    application = QCoreApplication.instance()
    words = application.findChild(QTranslator) if application else None
    if not isinstance(words, QTranslator):
        words = QTranslator(application)
        words.load(str(TRANSLATIONS / "kiosk_km.qm"))
    return words
