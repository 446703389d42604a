"""A person's names and honorific out of the cells that hold them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.language import Told
from kiosk.services.khmer import canonical
from kiosk.services.lists import sentences as say
from kiosk.services.lists.cells import (
    is_khmer,
    is_ruined,
    khmer_part,
    looks_like_formula,
    says_nothing,
)
from kiosk.services.lists.titles import Field
from kiosk.services.names import split_honorific

MAX_NAME = 120
"""Characters in a name; the longest of a real list had 41."""

_TYPED_FOR_A_KHMER_FONT = re.compile(r"[a-z][A-Z]|[A-Za-z][;:<>|\\^~`{}@#$%&*+=0-9][A-Za-z]")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LISTED = re.compile(r"^(?:[0-9០-៩]{1,4}\s*[.)៖:]\s*|[•●▪◦·*✓✔➢►–—-]\s+)(?=\S)")
"""How a line of a pasted list begins: "1. Sok Dara", "• Sok Dara"."""
_SURNAME_FIRST = re.compile(
    r"^([^\W\d_][\w'’.-]*(?: [\w'’.-]+)?), ?([^\W\d_][\w'’.-]*(?: [\w'’.-]+)?)$"
)
_SEX_BEHIND = re.compile(r"\s*[(\[](f|m|female|male|ស|ប|ស្រី|ប្រុស)[)\]]$", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_][\w\u1780-\u17d3]+")
_TITLE_START = 12
_TITLES_BEGIN = tuple(
    map(canonical, ("លោក", "អ្នក", "នាង", "ឧក", "ឯក", "ឯ.", "សម្ត", "ព្រះ", "សាស្ត", "វេជ្ជ", "ល."))
) + tuple(map(canonical, ("កញ្ញា", "បណ្ឌិ", "ភិក្ខុ", "ភន្តេ", "យុវ", "ជំទា")))
"""What the Khmer honorifics begin with."""


@dataclass(frozen=True, slots=True)
class NameCell:
    """One cell of a name's column. ``formula`` is set where its value must not be believed,
    ``font`` where it is typed in a font of before Unicode; ``raw`` is the cell untidied."""

    field: Field
    title: str
    text: str
    raw: object = ""
    formula: str = ""
    font: str = ""


@dataclass(frozen=True, slots=True)
class Naming:
    """The names found, or why there are none; ``notes`` say what was left out."""

    name_km: str = ""
    name_latin: str = ""
    honorific: str = ""
    sex: str = ""
    refused: Told | None = None
    notes: tuple[Told, ...] = ()
    lost: tuple[tuple[NameCell, str], ...] = ()
    """Words of cells in both scripts that found no place, each with its cell."""

    @property
    def named(self) -> bool:
        """Whether anyone is named."""
        return bool(self.name_km or self.name_latin)


def naming_of(cells: Sequence[NameCell]) -> Naming:
    """The Khmer and the Latin name in the cells of one row, each as typed but tidy.

    A cell with both scripts is split; a surname and a given name are joined as
    "SURNAME Given"; honorifics are taken off, the Khmer one preferred, and so are the number
    of a line before the name and the ``sex`` behind it: "1. Sok Dara (F)".
    """
    for cell in cells:
        if reason := _untrusted(cell):
            return Naming(refused=reason)
    readable, notes, lost = _readable(cells)
    words = _Words.of(readable)
    naming = words.naming()
    if not naming.named and lost:
        return Naming(refused=lost)
    if reason := _not_a_name(naming):
        return Naming(refused=reason)
    if any(_UNPRINTABLE.search(str(cell.raw)) for cell in readable):
        notes.append(Told.of(say.NAME_CLEANED, text=naming.name_km or naming.name_latin))
    return replace(naming, notes=tuple(notes))


def without_list_mark(text: str) -> str:
    """A line of a pasted list without what it begins with: "1. ", "២) ", "• "."""
    return text if text[:1].isalpha() else _LISTED.sub("", text)


def is_honorific(text: str) -> bool:
    """Whether a text is an honorific and nothing else (លោកជំទាវ, "Dr.")."""
    name = "សុខ" if is_khmer(text) else "Sok"
    honorific, rest = split_honorific(f"{text} {name}")
    return bool(honorific) and rest == name


class _Words:
    """The names by script while they are put together."""

    def __init__(self) -> None:
        self.names = {True: "", False: ""}
        self.surnames = {True: "", False: ""}
        self.given = {True: "", False: ""}
        self.honorifics = {True: "", False: ""}
        self.sex = ""
        self.parts: list[tuple[NameCell, str]] = []

    @classmethod
    def of(cls, cells: Sequence[NameCell]) -> _Words:
        words = cls()
        for cell in sorted(cells, key=_gives_way):
            words._take(cell)
        return words

    def _take(self, cell: NameCell) -> None:
        honorific, name = _split(self._plain(cell.text.replace("\n", " ")))
        if "," in name:
            name = _SURNAME_FIRST.sub(r"\1 \2", name)
        for part, khmer in zip(khmer_part(name), (True, False), strict=True):
            if not part:
                continue
            inner, bare = _split(part) if part != name else ("", part)
            self._keep_honorific(" ".join(h for h in (honorific, inner) if h))
            honorific = ""
            slot = {Field.SURNAME: self.surnames, Field.GIVEN: self.given}
            slots = slot.get(cell.field, self.names)
            slots[khmer] = slots[khmer] or bare
            if part != name:
                self.parts.append((cell, bare))

    def _plain(self, text: str) -> str:
        """The name without what stands before and behind it in a pasted list."""
        text = without_list_mark(text)
        if text.endswith((")", "]")) and (behind := _SEX_BEHIND.search(text)):
            self.sex = behind.group(1)
            text = text[: behind.start()]
        return text

    def _keep_honorific(self, honorific: str) -> None:
        if honorific:
            khmer = is_khmer(honorific)
            self.honorifics[khmer] = self.honorifics[khmer] or honorific

    def naming(self) -> Naming:
        found = Naming(
            self._name(khmer=True),
            self._name(khmer=False),
            self.honorifics[True] or self.honorifics[False],
            self.sex,
        )
        named = f"{found.name_km} {found.name_latin} {found.honorific}".casefold()
        return replace(found, lost=tuple(p for p in self.parts if not _has_place(p[1], named)))

    def _name(self, *, khmer: bool) -> str:
        whole, surname, given = self.names[khmer], self.surnames[khmer], self.given[khmer]
        if surname and not given and whole and " " not in whole:
            given, whole = whole, ""  # a column "Name" beside "Surname" holds the given name
        if not (surname or given):
            return whole
        if whole and not (surname and given):
            return whole
        return " ".join(part for part in (surname.upper(), given) if part)


def _gives_way(cell: NameCell) -> bool:
    """A column of Latin names comes before the Latin words in one of Khmer names."""
    return cell.field is not Field.NAME_LATIN or is_khmer(cell.text)


def _has_place(part: str, named: str) -> bool:
    """Whether any word of ``part`` is in what was ``named``, or it has none."""
    words = _WORDS.findall(part.casefold())
    return not words or any(word in named for word in words)


def _split(name: str) -> tuple[str, str]:
    """The honorific and the name; most Khmer names begin like no title and cost little."""
    if is_khmer(name[:1]) and not canonical(name[:_TITLE_START]).startswith(_TITLES_BEGIN):
        return "", name
    return split_honorific(name)


def _untrusted(cell: NameCell) -> Told | None:
    if cell.formula or looks_like_formula(cell.text):
        return Told.of(say.FORMULA_NAME, text=(cell.formula or cell.text)[:80])
    if len(cell.text) > MAX_NAME:
        return Told.of(say.LONG_NAME, length=len(cell.text), most=MAX_NAME)
    return None


def _readable(cells: Sequence[NameCell]) -> tuple[list[NameCell], list[Told], Told | None]:
    """The cells that can be read, notes on the others, and the reason if no other is left."""
    readable, notes, lost = [], [], None
    for cell in cells:
        if cell.font or _is_legacy(cell):
            font = cell.font or "Limon"
            notes.append(Told.of(say.LEGACY_CELL, title=cell.title, font=font))
            lost = Told.of(say.LEGACY_NAME, font=font)
        elif is_ruined(cell.text):
            notes.append(Told.of(say.RUINED_CELL, title=cell.title))
            lost = Told.of(say.RUINED_NAME)
        elif not says_nothing(cell.text):
            readable.append(cell)
    return readable, notes, lost


def _is_legacy(cell: NameCell) -> bool:
    """Latin letters in a column of Khmer names that no Latin name is written with: "sYn esaPa"."""
    if cell.field is not Field.NAME_KM or not cell.text.isascii():
        return False
    return any(
        _TYPED_FOR_A_KHMER_FONT.search(word) and not word.startswith(("Mc", "Mac", "De", "Le"))
        for word in cell.text.split()
    )


def _not_a_name(naming: Naming) -> Told | None:
    for name in (naming.name_km, naming.name_latin):
        if len(name) > MAX_NAME:
            return Told.of(say.LONG_NAME, length=len(name), most=MAX_NAME)
        if name and not any(unicodedata.category(c).startswith("L") for c in name):
            return Told.of(say.NOT_A_NAME, text=name[:80])
    return None
