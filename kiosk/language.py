"""The two languages of the desk, and sentences that exist in both.

A :class:`Sentence` cannot be made without its Khmer, so what the services say is
complete in both languages by construction; the window's own words go through Qt's
translation files instead (``kiosk/ui/translations``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

_KHMER_DIGITS = str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")
_LATIN_DIGITS = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")


class Language(StrEnum):
    """A language the desk can be switched to; the value is its BCP 47 tag."""

    KHMER = "km"
    ENGLISH = "en"


def in_digits_of(language: Language, text: object) -> str:
    """``text`` with its digits as the language writes them: ``12`` is ``១២`` in Khmer."""
    return str(text).translate(_KHMER_DIGITS) if language is Language.KHMER else str(text)


def with_latin_digits(text: str) -> str:
    """``text`` with Khmer digits (U+17E0-17E9) replaced by 0-9."""
    return text.translate(_LATIN_DIGITS)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence in both languages, with ``{named}`` places for facts.

    A place may choose its word by a number: ``{count} {count:row|rows}`` is "1 row", "2 rows".
    """

    en: str
    km: str

    def text(self, language: Language, **facts: object) -> str:
        """The sentence in ``language``; a fact that is itself a :class:`Sentence` is
        put in the same language, whole numbers get that language's digits."""
        return (self.km if language is Language.KHMER else self.en).format(
            **{name: _fact(language, value) for name, value in facts.items()}
        )


def braced(words: str) -> str:
    """``words`` that are nobody's sentence, to stand in one as they are: ``{`` and all."""
    return words.replace("{", "{{").replace("}", "}}")


class _Number(str):
    """A whole number as a language writes it, which also knows the word that goes with it."""

    number: int

    def __format__(self, spec: str) -> str:
        one, parted, many = spec.partition("|")
        if parted:
            return one if self.number == 1 else many
        return super().__format__(spec)


def _fact(language: Language, value: object) -> str:
    if isinstance(value, Sentence):
        return value.text(language)
    if isinstance(value, Told):
        return value.text(language)
    if isinstance(value, int) and not isinstance(value, bool):
        written = _Number(in_digits_of(language, value))
        written.number = value
        return written
    return str(value)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with its facts, to be put into words later, where the language is known."""

    sentence: Sentence
    facts: tuple[tuple[str, object], ...] = ()

    @classmethod
    def of(cls, sentence: Sentence, **facts: object) -> Told:
        """``sentence`` with ``facts`` for its places."""
        return cls(sentence, tuple(facts.items()))

    def text(self, language: Language) -> str:
        """The words in ``language``."""
        return self.sentence.text(language, **dict(self.facts))


class Refusal(Exception):
    """Something a person can act on: says what is wrong and what to do next.

    The desk shows :meth:`text` in its language and goes on; nothing was changed.
    Every other exception is a fault of the program.
    """

    def __init__(self, sentence: Sentence, **facts: object) -> None:
        self.told = Told.of(sentence, **facts)
        super().__init__(self.told.text(Language.ENGLISH))

    def text(self, language: Language) -> str:
        """The refusal in ``language``."""
        return self.told.text(language)
