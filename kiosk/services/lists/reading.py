"""Rows of a sheet into what they say of people, each non-empty row accounted for once."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kiosk.domain import AgeBand, Disability, Event, PersonDetails, PhotoConsent, Sex
from kiosk.language import Sentence, Told
from kiosk.services.khmer import canonical
from kiosk.services.lists import sentences as say
from kiosk.services.lists.cells import (
    is_empty,
    is_khmer,
    is_ruined,
    khmer_part,
    looks_like_formula,
    says_nothing,
    text_of,
)
from kiosk.services.lists.model import Column, ListRow, SheetScan
from kiosk.services.lists.naming import NameCell, Naming, is_honorific, naming_of
from kiosk.services.lists.row_kinds import (
    is_section_title,
    names_organisation,
    why_no_person,
    without_section_mark,
)
from kiosk.services.lists.tables import Cell
from kiosk.services.lists.titles import NAME_FIELDS, SILENT_FIELDS, Field
from kiosk.services.lists.values import (
    age_band_of,
    category_called,
    category_in_title,
    category_of,
    consent_of,
    disability_of,
    group_in_title,
    group_of,
    is_ticked,
    sex_of,
    sex_of_ticks,
)
from kiosk.services.phones import display, numbers_in
from kiosk.services.provinces import province

MAX_TEXT = 300
"""Characters in a position, an organisation and the like."""
MAX_NOTE = 2000

_HARMLESS_FUNCTIONS = frozenset(
    "CONCATENATE CONCAT TEXTJOIN UPPER LOWER PROPER TRIM CLEAN IF IFERROR LEFT RIGHT MID SUBSTITUTE TEXT "
    "VLOOKUP XLOOKUP HLOOKUP INDEX MATCH DATEDIF YEAR TODAY INT ROUND ROW COUNTA VALUE".split()
)
_SENTENCE_END = re.compile(r"[\s?*:។៖]+$")
_TWO_SCRIPTS = re.compile(r"\s*[/\n|]\s*|\s+[-–]\s+|\s*[()]\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one row says: ``details`` of a person, or the reason why it names none.

    ``category_stated`` is False where the category was assumed; ``section`` numbers the
    section of the sheet that the row stands in.
    """

    sheet: str
    row: int
    details: PersonDetails | None = None
    refused: Told | None = None
    notes: tuple[Told, ...] = ()
    category_stated: bool = True
    section: int = 0


@dataclass(slots=True)
class _Section:
    """Where in the sheet a row stands: what the last section title said."""

    number: int = 0
    title: str = ""
    category: str | None = None
    group: int | None = None
    province: str = ""
    organisation: str = ""


@dataclass(slots=True)
class _Said:
    """The cells of one row by field while its details are put together."""

    cells: dict[Field, list[tuple[Column, str, Cell]]]
    notes: list[Told] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    def texts(self, *fields: Field) -> list[tuple[Column, str, Cell]]:
        return [cell for f in fields for cell in self.cells.get(f, ())]

    def not_understood(self, column: Column, text: str) -> None:
        """Keep a text that its field cannot hold in the note, and say so."""
        self.notes.append(Told.of(say.NOT_UNDERSTOOD, title=short_title(column), text=text[:80]))
        self.keep(column, text)

    def keep(self, column: Column, text: str) -> None:
        """Put "title: text" into the note."""
        self.extra.append(f"{short_title(column)}: {text}" if column.title else text)


class SheetReader:
    """Reads the rows of one sheet with the columns as they were confirmed."""

    def __init__(
        self, sheet: SheetScan, columns: Sequence[Column], event: Event, default_category: str
    ) -> None:
        self._sheet = sheet
        self._event = event
        self._columns = {column.number - sheet.first_column: column for column in columns}
        self._default = default_category
        self._titles = _title_texts(columns)
        self._fields = {column.field for column in columns}
        self._sheet_category = _category_of_sheet(sheet, event)
        self._sheet_group = None
        if Field.GROUP not in self._fields:
            self._sheet_group = group_in_title(sheet.name, event)
        self._section = _Section()
        self.section_organisations: dict[int, str] = {}
        """Sections by number whose title names an organisation, with that title."""

    def read(self) -> Iterator[Reading]:
        """Every non-empty row, in order."""
        for row in self._sheet.rows:
            yield self._reading(row)
        for number in self._sheet.marks.stray_rows:
            yield self._refused(number, Told.of(say.STRAY_ROW))

    def _reading(self, row: ListRow) -> Reading:
        if row.number in self._sheet.marks.hidden_rows:
            return self._refused(row.number, Told.of(say.HIDDEN_ROW))
        texts = [
            (i, text) for i, c in enumerate(row.cells) if not is_empty(c) and (text := text_of(c))
        ]
        if not texts:
            return self._refused(row.number, Told.of(say.NO_NAME))
        if reason := self._no_person(row, texts):
            return self._refused(row.number, Told.of(reason))
        said = self._said(row, texts)
        naming = naming_of(self._name_cells(row, said))
        if naming.refused:
            return self._refused(row.number, naming.refused)
        return self._person(row, said, naming)

    def _refused(self, row: int, reason: Told) -> Reading:
        return Reading(
            sheet=self._sheet.name, row=row, refused=reason, section=self._section.number
        )

    def _no_person(self, row: ListRow, texts: list[tuple[int, str]]) -> Sentence | None:
        first, text = texts[0]
        in_name_column = self._field(first) in NAME_FIELDS
        name_texts = [t for i, t in texts if self._field(i) in NAME_FIELDS]
        if name_texts and all(t.casefold() in self._titles for t in name_texts):
            return say.TITLES_AGAIN
        if not name_texts or in_name_column:
            if reason := why_no_person([t for _, t in texts]):
                return reason
        covered = self._sheet.marks.merged.get((row.number, first + self._sheet.first_column), 1)
        alone = len(texts) == 1 or covered >= max(3, len(self._columns) - 2)
        if not alone or text.isdigit() or looks_like_formula(text):
            return None
        if is_section_title(text, in_name_column=in_name_column, columns_covered=covered):
            self._begin_section(text)
            return say.SECTION_TITLE
        return None

    def _begin_section(self, text: str) -> None:
        title = without_section_mark(text)
        self._section = _Section(
            number=self._section.number + 1,
            title=title,
            category=category_called(title, self._event),
            group=None if Field.GROUP in self._fields else group_in_title(title, self._event),
            province=("" if Field.PROVINCE in self._fields else province(title)) or "",
            organisation=title if names_organisation(title) else "",
        )
        if self._section.organisation:
            self.section_organisations[self._section.number] = title

    def _field(self, index: int) -> Field | None:
        column = self._columns.get(index)
        return column.field if column else None

    def _said(self, row: ListRow, texts: list[tuple[int, str]]) -> _Said:
        said = _Said({})
        for index, text in texts:
            column = self._columns.get(index)
            if column is None or column.field is None or column.field in SILENT_FIELDS:
                continue
            if column.field not in NAME_FIELDS:
                text = self._trusted(row, column, text, said)
            if text:
                said.cells.setdefault(column.field, []).append((column, text, row.cells[index]))
        return said

    def _trusted(self, row: ListRow, column: Column, text: str, said: _Said) -> str:
        """The text of a cell, or "" with a note where it is a formula, ruined or legacy."""
        marks, place = self._sheet.marks, (row.number, column.number)
        if font := marks.legacy.get(place):
            if not is_khmer(text) and re.search("[A-Za-z]{2}", text):
                said.notes.append(Told.of(say.LEGACY_CELL, title=short_title(column), font=font))
                return ""
        formula = self._untrusted_formula(row, column.number, text)
        if not formula and column.field is not Field.NOTE and looks_like_formula(text):
            formula = text
        if formula:
            said.notes.append(
                Told.of(say.FORMULA_CELL, title=short_title(column), text=formula[:80])
            )
            return ""
        if is_ruined(text):
            said.notes.append(Told.of(say.RUINED_CELL, title=short_title(column)))
            return ""
        return text

    def _untrusted_formula(self, row: ListRow, column: int, text: str) -> str:
        """The formula of a cell whose stored result is not to be believed, else ""."""
        formula = self._sheet.marks.formulas.get((row.number, column), "")
        if not formula or (text and _is_harmless(formula) and not looks_like_formula(text)):
            return ""
        return formula

    def _name_cells(self, row: ListRow, said: _Said) -> list[NameCell]:
        marks = self._sheet.marks
        cells = [
            NameCell(
                field=column.field or Field.NAME,
                title=short_title(column),
                text=text,
                raw=raw,
                formula=self._untrusted_formula(row, column.number, text),
                font="" if is_khmer(text) else marks.legacy.get((row.number, column.number), ""),
            )
            for column, text, raw in said.texts(*_NAMES_IN_ORDER)
        ]
        empty_formulas = (
            NameCell(column.field or Field.NAME, short_title(column), "", "", formula)
            for column in self._columns.values()
            if marks.formulas and column.field in NAME_FIELDS
            if (formula := marks.formulas.get((row.number, column.number), ""))
            and all(cell.title != short_title(column) for cell in cells)
        )
        return [*cells, *empty_formulas]

    def _person(self, row: ListRow, said: _Said, naming: Naming) -> Reading:
        organisation = self._organisation(said)
        if not naming.named and not (any(organisation) and len(said.cells) > 1):
            return self._refused(row.number, Told.of(say.NO_NAME))
        if not naming.named:
            seat = organisation[0] or organisation[1]
            said.notes.append(Told.of(say.SEAT, organisation=seat))
        category, stated = self._category(said)
        position = _by_script(said, Field.POSITION)
        details = PersonDetails(
            name_km=naming.name_km,
            name_latin=naming.name_latin,
            honorific=self._honorific(said, naming),
            sex=_sex(said),
            age_band=self._age_band(said),
            disability=_disability(said),
            position_km=position[0],
            position_en=position[1],
            organisation_km=organisation[0],
            organisation_en=organisation[1],
            category=category,
            group=self._group(said),
            province=self._province(said),
            phone=_phone(said),
            email=_email(said),
            photo_consent=_photo_consent(said),
            note=_note(said),
        )
        return Reading(
            sheet=self._sheet.name,
            row=row.number,
            details=details,
            notes=(*naming.notes, *said.notes),
            category_stated=stated,
            section=self._section.number,
        )

    def _honorific(self, said: _Said, naming: Naming) -> str:
        """The honorific column's; a rank that stands there ("Chief") becomes the position."""
        for column, text, cell in said.texts(Field.HONORIFIC):
            if is_honorific(text):
                return canonical(text)
            if not said.cells.get(Field.POSITION):
                said.cells[Field.POSITION] = [(column, text, cell)]
            else:
                said.keep(column, text)
        return naming.honorific

    def _organisation(self, said: _Said) -> tuple[str, str]:
        if Field.ORGANISATION not in self._fields and self._section.organisation:
            title = self._section.organisation
            return (title, "") if is_khmer(title) else ("", title)
        return _by_script(said, Field.ORGANISATION)

    def _category(self, said: _Said) -> tuple[str, bool]:
        """The category and whether the list says it: by column, section, sheet or title."""
        for _, text, _ in said.texts(Field.CATEGORY):
            if says_nothing(text):
                continue
            if key := category_of(text, self._event):
                return key, True
            named = category_name(self._event, self._default)
            said.notes.append(Told.of(say.CATEGORY_NOT_UNDERSTOOD, text=text[:80], category=named))
            return self._default, False
        key = self._section.category or self._sheet_category
        return (key, True) if key else (self._default, False)

    def _age_band(self, said: _Said) -> AgeBand:
        for column, text, cell in said.texts(Field.AGE, Field.BIRTH):
            band = age_band_of(cell, text, self._event.date)
            if band is None:
                said.not_understood(column, text)
            elif band is not AgeBand.NOT_STATED:
                return band
        return AgeBand.NOT_STATED

    def _group(self, said: _Said) -> int | None:
        for column, text, _ in said.texts(Field.GROUP):
            if says_nothing(text):
                continue
            group = group_of(text, self._event)
            if group is not None:
                return group
            said.not_understood(column, text)
        return self._section.group if self._section.group is not None else self._sheet_group

    def _province(self, said: _Said) -> str:
        for column, text, _ in said.texts(Field.PROVINCE):
            if says_nothing(text):
                continue
            if name := province(text):
                return name
            said.not_understood(column, text)
        return self._section.province


_NAMES_IN_ORDER = (Field.NAME_KM, Field.NAME_LATIN, Field.NAME, Field.SURNAME, Field.GIVEN)


def category_name(event: Event, key: str) -> Sentence:
    """What the category is called, to stand in a sentence."""
    category = event.category(key)
    return Sentence(en=category.en, km=category.km) if category else Sentence(en=key, km=key)


def short_title(column: Column) -> str:
    """The title as it stands in notes: its last line, without the question mark."""
    lines = [line for line in column.title.split("\n") if line.strip()]
    return _SENTENCE_END.sub("", lines[-1])[:80] if lines else column.letters


def with_section_organisations(
    readings: Sequence[Reading], titles: dict[int, str]
) -> list[Reading]:
    """Rows of one section that name the organisation in one script get its other name too.

    Only where the section has exactly one name in each script, its own title counted.
    """
    names = {number: _names_of_section(readings, number, title) for number, title in titles.items()}
    return [_with_both_names(reading, names.get(reading.section)) for reading in readings]


def _names_of_section(
    readings: Sequence[Reading], number: int, title: str
) -> tuple[str, str] | None:
    people = [r.details for r in readings if r.section == number and r.details]
    khmer = {canonical(d.organisation_km): d.organisation_km for d in people if d.organisation_km}
    latin = {d.organisation_en.casefold(): d.organisation_en for d in people if d.organisation_en}
    if is_khmer(title):
        khmer.setdefault(canonical(title), title)
    elif title:
        latin.setdefault(title.casefold(), title)
    if len(khmer) != 1 or len(latin) != 1:
        return None
    return next(iter(khmer.values())), next(iter(latin.values()))


def _with_both_names(reading: Reading, names: tuple[str, str] | None) -> Reading:
    details = reading.details
    if not names or not details or not (details.organisation_km or details.organisation_en):
        return reading
    both = dataclasses.replace(
        details,
        organisation_km=details.organisation_km or names[0],
        organisation_en=details.organisation_en or names[1],
    )
    return dataclasses.replace(reading, details=both)


def _title_texts(columns: Sequence[Column]) -> frozenset[str]:
    parts = (part for column in columns for part in (column.title, *column.title.split("\n")))
    return frozenset(part.casefold() for part in parts if part)


def _category_of_sheet(sheet: SheetScan, event: Event) -> str | None:
    if key := category_of(sheet.name, event):
        return key
    named = {key for text in sheet.above if (key := category_in_title(text, event))}
    return named.pop() if len(named) == 1 else None


def _is_harmless(formula: str) -> bool:
    """Whether a formula only puts the text of other cells together."""
    functions = set(re.findall(r"([A-Z][A-Z0-9.]*)\s*\(", formula.upper()))
    return functions <= _HARMLESS_FUNCTIONS and "|" not in formula and "[" not in formula


def _by_script(said: _Said, which: Field) -> tuple[str, str]:
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


def _bounded(text: str, column: Column, said: _Said) -> str:
    if len(text) <= MAX_TEXT:
        return text
    title = short_title(column)
    said.notes.append(Told.of(say.SHORTENED, title=title, length=len(text), most=MAX_TEXT))
    return text[:MAX_TEXT]


def _sex(said: _Said) -> Sex:
    for column, text, _ in said.texts(Field.SEX):
        sex = sex_of(text)
        if sex is None:
            said.not_understood(column, text)
        elif sex is not Sex.NOT_STATED:
            return sex
    female, male = said.texts(Field.FEMALE), said.texts(Field.MALE)
    ticked = sex_of_ticks(_joined(female), _joined(male))
    if ticked is None:
        said.not_understood(female[0][0], f"{_joined(female)} / {_joined(male)}")
    return ticked or Sex.NOT_STATED


def _joined(cells: Sequence[tuple[Column, str, Cell]]) -> str:
    return " ".join(text for _, text, _ in cells if is_ticked(text))


def _disability(said: _Said) -> Disability:
    for column, text, _ in said.texts(Field.DISABILITY):
        disability = disability_of(text)
        if disability is not None:
            return disability
        told = Told.of(say.DISABILITY_NOT_UNDERSTOOD, title=short_title(column), text=text[:80])
        said.notes.append(told)
    return Disability.NOT_STATED


def _photo_consent(said: _Said) -> PhotoConsent:
    for column, text, _ in said.texts(Field.PHOTO_CONSENT):
        consent = consent_of(text)
        if consent is None:
            said.not_understood(column, text)
        elif consent is not PhotoConsent.NOT_ASKED:
            return consent
    return PhotoConsent.NOT_ASKED


def _phone(said: _Said) -> str:
    phone = ""
    for column, text, _ in said.texts(Field.PHONE):
        if says_nothing(text):
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


def _email(said: _Said) -> str:
    email = ""
    for column, text, _ in said.texts(Field.EMAIL):
        if says_nothing(text):
            continue
        found = re.findall(r"[^\s<>,;/:()]+@[^\s<>,;/:()]+\.[^\s<>,;/:()]+", text)
        if not found:
            said.not_understood(column, text)
        email = email or (found[0][:MAX_TEXT] if found else "")
        for other in found:
            if other != email:
                said.keep(column, other)
    return email


def _note(said: _Said) -> str:
    for column, text, _ in said.texts(Field.NOTE):
        if not says_nothing(text) and disability_of(text) is not Disability.NO:
            said.keep(column, text)
    parts = dict.fromkeys(part.replace("\n", " ") for part in said.extra)
    return "; ".join(parts)[:MAX_NOTE]
