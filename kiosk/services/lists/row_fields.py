"""What the cells of one row say of a person, field by field; what is not understood is kept
in the note and said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kiosk.domain import Disability, PhotoConsent, Sex
from kiosk.language import Told, with_latin_digits
from kiosk.services.lists import sentences as say
from kiosk.services.lists.cells import is_khmer, khmer_part, says_nothing
from kiosk.services.lists.model import Column
from kiosk.services.lists.naming import Naming
from kiosk.services.lists.tables import Cell
from kiosk.services.lists.titles import Field, title_key
from kiosk.services.lists.values import (
    consent_of,
    disability_of,
    is_no,
    is_ticked,
    sex_of,
    sex_of_ticks,
    tells_of_disability,
)
from kiosk.services.phones import display, numbers_in

MAX_TEXT = 300
"""Characters in a position, an organisation and the like."""
MAX_NOTE = 2000

_LEGEND = re.compile(r"(\d+)\s*=\s*([^\W\d_][\w\u1780-\u17d3]*)")
_SENTENCE_END = re.compile(r"[\s?*:។៖]+$")
_NUMBERED = re.compile(r"^[\d០-៩]{1,2}[.)]\s*(?=\D)")
_TWO_SCRIPTS = re.compile(r"\s*[/\n|]\s*|\s+[-–]\s+|\s*[()]\s*")


@dataclass(slots=True)
class Said:
    """The cells of one row by field while its details are put together."""

    cells: dict[Field, list[tuple[Column, str, Cell]]]
    notes: list[Told] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    code: str = ""
    unknown: list[tuple[Field, str, str]] = field(default_factory=list)

    def texts(self, *fields: Field) -> list[tuple[Column, str, Cell]]:
        return [cell for f in fields for cell in self.cells.get(f, ())]

    def not_understood(self, column: Column, text: str) -> None:
        """Keep a text that its field cannot hold in the note, and say so."""
        self.notes.append(Told.of(say.NOT_UNDERSTOOD, title=short_title(column), text=text[:80]))
        self.keep(column, text)

    def keep(self, column: Column, text: str) -> None:
        """Put "title: text" into the note."""
        self.extra.append(f"{short_title(column)}: {text}" if column.title else text)


def short_title(column: Column) -> str:
    """The title as it stands in notes: its last line, without the question mark."""
    lines = [line for line in column.title.split("\n") if line.strip()]
    return _NUMBERED.sub("", _SENTENCE_END.sub("", lines[-1]))[:80] if lines else column.letters


def by_script(said: Said, which: Field) -> tuple[str, str]:
    """The Khmer and the Latin text of a field that has one of each."""
    khmer = latin = ""
    for column, text, _ in said.texts(which):
        if says_nothing(text):
            continue
        parts = _scripts(text)
        kept = tuple(_bounded(part.replace("\n", " "), column, said) for part in parts)
        khmer, latin = khmer or kept[0], latin or kept[1]
    return khmer, latin


def _scripts(text: str) -> tuple[str, str]:
    """A text in one script as it is; two names parted by a slash or brackets each by itself.

    An acronym within a Khmer name stays where it is.
    """
    if not is_khmer(text):
        return "", text
    _, latin = khmer_part(text)
    parts = [part for part in _TWO_SCRIPTS.split(text) if part]
    pure_khmer = [p for p in parts if is_khmer(p)]
    pure_latin = [p for p in parts if not is_khmer(p)]
    if len(latin) > 6 and pure_latin and not any(khmer_part(p)[1] for p in pure_khmer):
        return " ".join(pure_khmer), " ".join(pure_latin)
    return text, ""


def _bounded(text: str, column: Column, said: Said) -> str:
    if len(text) <= MAX_TEXT:
        return text
    title = short_title(column)
    said.notes.append(Told.of(say.SHORTENED, title=title, length=len(text), most=MAX_TEXT))
    return text[:MAX_TEXT]


def keep_other_names(said: Said, naming: Naming) -> None:
    """Keep a name of which nothing found a place: a third one, beside one in each script."""
    cells = said.texts(Field.NAME)
    if len(cells) < 2:
        return
    named = f"{naming.name_km} {naming.name_latin} {naming.honorific}".casefold()
    for column, text, _ in cells:
        if says_nothing(text):
            continue
        words = re.findall(r"[^\W\d_][\w\u1780-\u17d3]+", text.casefold())
        if words and not any(word in named for word in words):
            said.not_understood(column, text)


def keep_lost_words(said: Said, naming: Naming) -> None:
    """Keep what stood in a name's cell and found no place, unless the whole cell is kept."""
    for cell, text in naming.lost:
        if not any(text in kept for kept in said.extra):
            told = Told.of(say.NOT_UNDERSTOOD, title=cell.title, text=text[:80])
            said.notes.append(told)
            said.extra.append(f"{cell.title}: {text}")


def by_legend(column: Column, text: str) -> str:
    """The word for which a title says that the code ``text`` stands: "Sex (1=Male, 2=Female)"."""
    code = with_latin_digits(text)
    if "=" not in column.title or not code.isdigit():
        return text
    legend = _LEGEND.findall(with_latin_digits(column.title))
    return next((word for number, word in legend if number == code), text)


def sex_said(said: Said, behind_name: str = "") -> Sex:
    """The sex that a row states or ticks, else what stood behind the name."""
    for column, text, _ in said.texts(Field.SEX):
        sex = sex_of(by_legend(column, text))
        if sex is None:
            said.not_understood(column, text)
        elif sex is not Sex.NOT_STATED:
            return sex
    female, male = said.texts(Field.FEMALE), said.texts(Field.MALE)
    ticked = sex_of_ticks(_joined(female), _joined(male))
    if ticked is None:
        said.not_understood(female[0][0], f"{_joined(female)} / {_joined(male)}")
    if ticked in (None, Sex.NOT_STATED) and behind_name:
        return sex_of(behind_name) or Sex.NOT_STATED
    return ticked or Sex.NOT_STATED


def _joined(cells: Sequence[tuple[Column, str, Cell]]) -> str:
    return " ".join(text for _, text, _ in cells if is_ticked(text))


def disability_said(said: Said) -> Disability:
    """The disability that a row states, yes if any of its columns says yes (walking, seeing,
    hearing), else where it needs what only a disability asks for; being private, neither that
    nor what else someone needs goes into the note."""
    impaired = _needs_told(said)
    stated = set()
    for column, text, _ in said.texts(Field.DISABILITY):
        disability = disability_of(by_legend(column, text))
        if disability is not None:
            stated.add(disability)
            continue
        told = Told.of(say.DISABILITY_NOT_UNDERSTOOD, title=short_title(column), text=text[:80])
        said.notes.append(told)
    answers = (Disability.YES, Disability.NO)
    found = next((one for one in answers if one in stated), Disability.NOT_STATED)
    return Disability.YES if impaired and found is Disability.NOT_STATED else found


def _needs_told(said: Said) -> bool:
    """Tell what someone needs, to whoever reads the list; whether it tells of a disability."""
    impaired = False
    for column, text, _ in said.texts(Field.NEEDS):
        if is_no(text):
            continue
        impaired |= tells_of_disability(text)
        told = Told.of(say.NEEDS_PRIVATE, title=short_title(column), text=text[:80])
        said.notes.append(told)
    return impaired


def photo_consent_said(said: Said) -> PhotoConsent:
    """The consent to photos that a row states."""
    for column, text, _ in said.texts(Field.PHOTO_CONSENT):
        consent = consent_of(by_legend(column, text))
        if consent is None:
            said.not_understood(column, text)
        elif consent is not PhotoConsent.NOT_ASKED:
            return consent
    return PhotoConsent.NOT_ASKED


def phone_said(said: Said) -> str:
    """The first phone number of a row; others go into the note."""
    phone = ""
    for column, text, _ in said.texts(Field.PHONE):
        if is_no(text):
            continue
        numbers = numbers_in(text)
        if not numbers:
            said.not_understood(column, text)
        for number in numbers:
            if not phone:
                phone = number
            elif number != phone:
                said.keep(column, display(number))
    return phone


def email_said(said: Said) -> str:
    """The first email of a row; others go into the note."""
    email = ""
    for column, text, _ in said.texts(Field.EMAIL):
        if is_no(text):
            continue
        found = re.findall(r"[^\s<>,;/:()]+@[^\s<>,;/:()]+\.[^\s<>,;/:()]+", text)
        if not found:
            said.not_understood(column, text)
        email = email or (found[0][:MAX_TEXT] if found else "")
        for other in found:
            if other != email:
                said.keep(column, other)
    return email


def note_said(said: Said) -> str:
    """Remarks, needs and all that found no other place, as "title: text"."""
    for column, text, _ in said.texts(Field.NOTE):
        if is_no(text):
            continue
        if title_key(column.title) == "note":
            said.extra.append(text)
        else:
            said.keep(column, text)
    parts = dict.fromkeys(part.replace("\n", " ") for part in said.extra)
    return "; ".join(parts)[:MAX_NOTE]
