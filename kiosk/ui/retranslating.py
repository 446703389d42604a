"""Open dialogs in the other language: every word that stands on them is said anew at once.

A dialog is filled once and has no other words than those of the translation file, so these are
looked up from what is shown, in either direction; what people typed is in no file and stays.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QSpinBox,
    QTableWidget,
    QTabWidget,
    QWidget,
)

from kiosk.language import Language
from kiosk.services.khmer import with_break_marks
from kiosk.ui.speech import TRANSLATIONS, Speech

_SAID = "kiosk-said"
_PLACE = re.compile(r"%\d")
Setter = Callable[[str], object]


class Phrase(NamedTuple):
    """What is said in a context, in both languages."""

    context: str
    en: str
    km: str


def retranslate_dialogs(speech: Speech) -> None:
    """Have every open dialog speak the language that is spoken now."""
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, QDialog) and dialog.isVisible():
            retranslate(dialog, speech.language)


def retranslate(dialog: QWidget, language: Language) -> None:
    """Set every word of ``dialog`` anew."""
    for widget in (dialog, *dialog.findChildren(QWidget)):
        contexts = [type(each).__name__ for each in (widget, *_around(widget))]
        before = widget.property(_SAID) or {}
        for at, (text, setter) in enumerate(_texts(widget)):
            # Two English words may have one Khmer: what stood there before is put back.
            now, other = before.get(at, ("", ""))
            said = other if now == text else said_in(language, text, contexts)
            if said not in ("", text):
                setter(said)
                before[at] = (said, text)
        widget.setProperty(_SAID, before)


def said_in(language: Language, text: str, contexts: Iterable[str]) -> str:
    """``text`` in ``language``; nothing where it is no phrase of the program."""
    plain = text.replace("\u200b", "")
    if not plain:
        return ""
    known = list(contexts)

    def nearness(phrase: Phrase) -> int:
        return known.index(phrase.context) if phrase.context in known else len(known)

    whole = _by_words().get(plain, ())
    if whole:
        phrase = min(whole, key=nearness)
        return _marked(phrase.km if language is Language.KHMER else phrase.en, text)
    return _marked(_filled(language, plain), text)


def _marked(said: str, before: str) -> str:
    return with_break_marks(said) if "\u200b" in before or "\n" in before else said


def _filled(language: Language, text: str) -> str:
    """A phrase with facts in its places, with the same facts in the other language's."""
    for pattern, places, phrase in _patterns()[language]:
        if match := pattern.fullmatch(text):
            said = phrase.km if language is Language.KHMER else phrase.en
            for place, fact in zip(places, match.groups(), strict=True):
                said = said.replace(place, fact)
            return said
    return ""


def _around(widget: QWidget) -> Iterator[QWidget]:
    around = widget.parentWidget()
    while around is not None:
        yield around
        around = around.parentWidget()


@lru_cache(maxsize=1)
def _phrases() -> tuple[Phrase, ...]:
    """Everything in the translation file beside the released one."""
    root = ElementTree.parse(Path(TRANSLATIONS) / "kiosk_km.ts").getroot()
    return tuple(
        Phrase(
            context.findtext("name", ""),
            message.findtext("source", ""),
            message.findtext("translation", ""),
        )
        for context in root.iter("context")
        for message in context.iter("message")
    )


@lru_cache(maxsize=1)
def _by_words() -> dict[str, list[Phrase]]:
    found = defaultdict(list)
    for phrase in _phrases():
        for words in {phrase.en, phrase.km}:
            found[words].append(phrase)
    return dict(found)


@lru_cache(maxsize=1)
def _patterns() -> dict[Language, list[tuple[re.Pattern[str], list[str], Phrase]]]:
    """What a phrase with places looks like in the other language than the key, longest first."""
    placed = [phrase for phrase in _phrases() if _PLACE.search(phrase.en)]
    placed.sort(key=lambda phrase: -len(phrase.en))
    return {
        Language.KHMER: [(*_pattern(phrase.en), phrase) for phrase in placed],
        Language.ENGLISH: [(*_pattern(phrase.km), phrase) for phrase in placed],
    }


def _pattern(words: str) -> tuple[re.Pattern[str], list[str]]:
    between = [re.escape(part) for part in _PLACE.split(words)]
    return re.compile("(.+?)".join(between), re.DOTALL), _PLACE.findall(words)


def _texts(widget: QWidget) -> Iterator[tuple[str, Setter]]:
    """The texts that the program put on ``widget``, each with what sets it."""
    yield widget.accessibleName(), widget.setAccessibleName
    yield widget.toolTip(), widget.setToolTip
    if widget.isWindow():
        yield widget.windowTitle(), widget.setWindowTitle
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text(), widget.setText
    elif isinstance(widget, QLineEdit):
        yield widget.placeholderText(), widget.setPlaceholderText
    elif isinstance(widget, QAbstractSpinBox):
        yield from _of_number(widget)
    else:
        yield from _of_rows(widget)


def _of_number(field: QAbstractSpinBox) -> Iterator[tuple[str, Setter]]:
    yield field.specialValueText(), field.setSpecialValueText
    if isinstance(field, QSpinBox | QDoubleSpinBox):
        yield field.suffix(), field.setSuffix


def _of_rows(widget: QWidget) -> Iterator[tuple[str, Setter]]:
    if isinstance(widget, QComboBox):
        for row in range(widget.count()):
            yield widget.itemText(row), _at(widget.setItemText, row)
    elif isinstance(widget, QTabWidget):
        for tab in range(widget.count()):
            yield widget.tabText(tab), _at(widget.setTabText, tab)
    elif isinstance(widget, QTableWidget):
        for column in range(widget.columnCount()):
            if (item := widget.horizontalHeaderItem(column)) is not None:
                yield item.text(), item.setText


def _at(setter: Callable[[int, str], object], place: int) -> Setter:
    return lambda text: setter(place, text)
