"""Rows of a sheet into what they say of people, each non-empty row accounted for once."""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kiosk.domain import AgeBand, Event, PersonDetails
from kiosk.language import Sentence, Told
from kiosk.services.codes import is_code
from kiosk.services.khmer import canonical
from kiosk.services.lists import sentences as say
from kiosk.services.lists.cells import (
    is_ditto,
    is_khmer,
    is_ruined,
    looks_like_formula,
    says_nothing,
    text_of,
)
from kiosk.services.lists.model import Column, ListRow, SheetScan
from kiosk.services.lists.naming import NameCell, Naming, is_honorific, naming_of, without_list_mark
from kiosk.services.lists.row_fields import (
    Said,
    by_script,
    disability_said,
    email_said,
    keep_lost_words,
    keep_other_names,
    note_said,
    phone_said,
    photo_consent_said,
    sex_said,
    short_title,
)
from kiosk.services.lists.row_kinds import (
    is_section_title,
    names_organisation,
    why_no_person,
    without_section_mark,
)
from kiosk.services.lists.seat_rows import (
    Seat,
    ask_of_seat,
    organisation_of_seat,
    take_seat,
    told_of_seat,
)
from kiosk.services.lists.titles import NAME_FIELDS, SILENT_FIELDS, Field
from kiosk.services.lists.values import (
    age_band_of,
    category_called,
    category_in_title,
    category_of,
    group_in_title,
    group_of,
    is_no_group,
    value_key,
)
from kiosk.services.provinces import province

_HARMLESS_FUNCTIONS = frozenset(
    {
        "CONCATENATE",
        "CONCAT",
        "TEXTJOIN",
        "UPPER",
        "LOWER",
        "PROPER",
        "TRIM",
        "CLEAN",
        "IF",
        "IFERROR",
        "LEFT",
        "RIGHT",
        "MID",
        "SUBSTITUTE",
        "TEXT",
        "VALUE",
        "VLOOKUP",
        "XLOOKUP",
        "HLOOKUP",
        "INDEX",
        "MATCH",
        "DATEDIF",
        "YEAR",
        "TODAY",
        "INT",
        "ROUND",
        "ROW",
        "COUNTA",
    }
)
"""Functions that only put the text of other cells together, or count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one row says: ``details`` of a person, or the reason why it names none.

    ``category_stated`` is False where the category was assumed; ``section`` numbers the
    section of the sheet that the row stands in. ``unknown`` are values that the event does
    not have: field, key and text. ``code`` is the short code that the list gives.
    """

    sheet: str
    row: int
    details: PersonDetails | None = None
    refused: Told | None = None
    notes: tuple[Told, ...] = ()
    category_stated: bool = True
    section: int = 0
    unknown: tuple[tuple[Field, str, str], ...] = ()
    code: str = ""


@dataclass(slots=True)
class _Section:
    """Where in the sheet a row stands: what the last section title said."""

    number: int = 0
    title: str = ""
    category: str | None = None
    group: int | None = None
    province: str = ""
    organisation: str = ""


class SheetReader:
    """Reads the rows of one sheet with the columns as they were confirmed."""

    def __init__(
        self,
        sheet: SheetScan,
        columns: Sequence[Column],
        event: Event,
        default_category: str,
        values: Mapping[tuple[Field, str], str],
    ) -> None:
        self._sheet = sheet
        self._event = event
        self._columns = {column.number - sheet.first_column: column for column in columns}
        self._default = default_category
        self._titles = _title_texts(columns)
        self._fields = {column.field for column in columns}
        self._sheet_category = _category_of_sheet(sheet, event)
        self._sheet_province = ""
        if Field.PROVINCE not in self._fields:
            self._sheet_province = province(sheet.name) or ""
        self._down: dict[int, tuple[int, str]] = {}
        self._above: dict[int, str] = {}
        self._repeating = {
            index for index, column in self._columns.items() if column.field in _REPEATED_FIELDS
        }
        self._sheet_group = None
        if Field.GROUP not in self._fields:
            self._sheet_group = group_in_title(sheet.name, event)
        self._category_of = lru_cache(maxsize=1024)(lambda text: category_of(text, event))
        self._group_of = lru_cache(maxsize=1024)(lambda text: group_of(text, event))
        self._values = values
        self._names_numbered = self._are_names_numbered()
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
        texts = [(i, text) for i, c in enumerate(row.cells) if c != "" and (text := text_of(c))]
        if not texts:
            return self._refused(row.number, Told.of(say.NO_NAME))
        if reason := self._no_person(row, texts):
            return self._refused(row.number, Told.of(reason))
        if self._sheet.marks.merged:
            texts = self._with_merged(row, texts)
        texts = [
            (index, self._repeated(index, text) if index in self._repeating else text)
            for index, text in texts
        ]
        said = self._said(row, texts)
        seat = take_seat(said)
        naming = naming_of(self._name_cells(row, said))
        if naming.refused:
            return self._refused(row.number, naming.refused)
        return self._person(row, said, naming, seat)

    def _with_merged(self, row: ListRow, texts: list[tuple[int, str]]) -> list[tuple[int, str]]:
        """The texts of a row with those of cells merged from above down to it: one cell for
        the organisation of several people."""
        for index, text in texts:
            if self._field(index) in _SHARED_FIELDS:
                place = (row.number, index + self._sheet.first_column)
                _, rows = self._sheet.marks.merged.get(place, (1, 1))
                self._down[index] = (row.number + rows - 1, text)
        there = {index for index, _ in texts}
        below = (
            (index, text)
            for index, (last, text) in self._down.items()
            if row.number <= last and index not in there
        )
        return sorted([*texts, *below])

    def _repeated(self, index: int, text: str) -> str:
        """The text of a cell, or what stands above it where it is a ditto mark."""
        if not is_ditto(text):
            self._above[index] = text
            return text
        return self._above.get(index, text)

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
        reason = why_no_person([t for _, t in texts])
        if reason and (not name_texts or in_name_column):
            return reason
        place = (row.number, first + self._sheet.first_column)
        covered, _ = self._sheet.marks.merged.get(place, (1, 1))
        alone = len(texts) == 1 or covered >= max(3, len(self._columns) - 2)
        if not alone or text.isdigit() or looks_like_formula(text):
            return None
        named_so = in_name_column and not self._names_something(text)
        bare = without_list_mark(text) if self._names_numbered and named_so else text
        if is_section_title(bare, in_name_column=named_so, columns_covered=covered):
            self._begin_section(text)
            return say.SECTION_TITLE
        return None

    def _are_names_numbered(self) -> bool:
        """Whether most names begin with a number, so that "1. Sok Dara" alone is no section."""
        places = [index for index in self._columns if self._field(index) in NAME_FIELDS]
        cells = (
            row.cells[index]
            for row in self._sheet.rows[:_NUMBERED_IN]
            for index in places
            if index < len(row.cells)
        )
        names = [text for cell in cells if (text := text_of(cell))]
        numbered = sum(without_list_mark(text) != text for text in names)
        return numbered > len(names) / 2

    def _names_something(self, text: str) -> bool:
        """Whether a text alone in the name's column is a group, category or province."""
        called = category_called(text, self._event) or group_in_title(text, self._event)
        return called is not None or province(text) is not None

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

    def _said(self, row: ListRow, texts: list[tuple[int, str]]) -> Said:
        said = Said({})
        for index, text in texts:
            column = self._columns.get(index)
            if column is None or column.field is None:
                continue
            if column.field is Field.ID and is_code(text.lower()):
                said.code = text.lower()
            if column.field in SILENT_FIELDS:
                continue
            named = column.field in NAME_FIELDS
            trusted = text if named else self._trusted(row, column, text, said)
            if trusted:
                raw = row.cells[index] if index < len(row.cells) else ""
                cell = (column, trusted, raw)
                said.cells.setdefault(column.field, []).append(cell)
        return said

    def _trusted(self, row: ListRow, column: Column, text: str, said: Said) -> str:
        """The text of a cell, or "" with a note where it is a formula, ruined or legacy."""
        marks, place = self._sheet.marks, (row.number, column.number)
        font = marks.legacy.get(place)
        if font and not is_khmer(text) and re.search("[A-Za-z]{2}", text):
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
        if not formula or (text and _is_harmless(formula, text) and not looks_like_formula(text)):
            return ""
        return formula

    def _name_cells(self, row: ListRow, said: Said) -> list[NameCell]:
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

    def _person(self, row: ListRow, said: Said, naming: Naming, seat: Seat | None) -> Reading:
        organisation = self._organisation(said)
        if seat and not naming.named:
            organisation = organisation_of_seat(said, seat, organisation)
        elif not naming.notes:
            keep_other_names(said, naming)
            keep_lost_words(said, naming)
        if not naming.named and not (any(organisation) and (seat or len(said.cells) > 1)):
            return self._refused(row.number, Told.of(say.NO_NAME))
        if naming.named:
            ask_of_seat(said, naming, seat)
        else:
            said.notes.append(told_of_seat(organisation, seat))
        category, stated = self._category(said)
        position = by_script(said, Field.POSITION)
        details = PersonDetails(
            name_km=naming.name_km,
            name_latin=naming.name_latin,
            honorific=self._honorific(said, naming),
            sex=sex_said(said, naming.sex),
            age_band=self._age_band(said),
            disability=disability_said(said),
            position_km=position[0],
            position_en=position[1],
            organisation_km=organisation[0],
            organisation_en=organisation[1],
            category=category,
            group=self._group(said),
            province=self._province(said),
            phone=phone_said(said),
            email=email_said(said),
            photo_consent=photo_consent_said(said),
            note=note_said(said),
        )
        return Reading(
            sheet=self._sheet.name,
            row=row.number,
            details=details,
            notes=(*naming.notes, *said.notes),
            category_stated=stated,
            section=self._section.number,
            unknown=tuple(said.unknown),
            code=said.code,
        )

    def _honorific(self, said: Said, naming: Naming) -> str:
        """The honorific column's; a rank that stands there ("Chief") becomes the position."""
        for column, text, cell in said.texts(Field.HONORIFIC):
            if is_honorific(text):
                return canonical(text)
            if not said.cells.get(Field.POSITION):
                said.cells[Field.POSITION] = [(column, text, cell)]
            else:
                said.keep(column, text)
        return naming.honorific

    def _organisation(self, said: Said) -> tuple[str, str]:
        if Field.ORGANISATION not in self._fields and self._section.organisation:
            title = self._section.organisation
            return (title, "") if is_khmer(title) else ("", title)
        return by_script(said, Field.ORGANISATION)

    def _category(self, said: Said) -> tuple[str, bool]:
        """The category and whether the list says it: by column, section, sheet or title."""
        for _, text, _ in said.texts(Field.CATEGORY):
            if says_nothing(text):
                continue
            if key := self._answered(Field.CATEGORY, text) or self._category_of(text):
                return key, True
            self._unknown(said, Field.CATEGORY, text)
            return self._default, False
        key = self._section.category or self._sheet_category
        return (key, True) if key else (self._default, False)

    def _age_band(self, said: Said) -> AgeBand:
        for column, text, cell in said.texts(Field.AGE, Field.BIRTH):
            born = column.field is Field.BIRTH
            band = age_band_of(cell, text, self._event.date, of_birth=born)
            if band is None:
                said.not_understood(column, text)
            elif band is not AgeBand.NOT_STATED:
                return band
        return AgeBand.NOT_STATED

    def _group(self, said: Said) -> int | None:
        for column, text, _ in said.texts(Field.GROUP):
            if says_nothing(text) or is_no_group(text):
                continue
            answered = self._answered(Field.GROUP, text)
            group = int(answered) if answered else self._group_of(text)
            if group is not None:
                return group
            said.keep(column, text)
            self._unknown(said, Field.GROUP, text)
        return self._section.group if self._section.group is not None else self._sheet_group

    def _province(self, said: Said) -> str:
        for column, text, _ in said.texts(Field.PROVINCE):
            if says_nothing(text):
                continue
            if name := province(self._answered(Field.PROVINCE, text) or text):
                return name
            said.keep(column, text)
            self._unknown(said, Field.PROVINCE, text)
        return self._section.province or self._sheet_province

    def _answered(self, field: Field, text: str) -> str:
        return self._values.get((field, value_key(text)), "") if self._values else ""

    def _unknown(self, said: Said, field: Field, text: str) -> None:
        """Ask about a value, unless it was answered that it stays as it is."""
        key = value_key(text)
        if (field, key) not in self._values:
            said.unknown.append((field, key, text))


_SHARED_FIELDS = frozenset({Field.ORGANISATION, Field.CATEGORY, Field.GROUP, Field.PROVINCE})
"""Fields for which a cell merged downwards speaks of every row that it covers."""
_REPEATED_FIELDS = _SHARED_FIELDS | {Field.POSITION, Field.SEX}
"""Fields in which a ditto mark stands for what is above it."""
_NUMBERED_IN = 200
"""Rows that show whether names are numbered."""
_NAMES_IN_ORDER = (Field.NAME_KM, Field.NAME_LATIN, Field.NAME, Field.SURNAME, Field.GIVEN)


def category_name(event: Event, key: str) -> Sentence:
    """What the category is called, to stand in a sentence."""
    category = event.category(key)
    return Sentence(en=category.en, km=category.km) if category else Sentence(en=key, km=key)


def with_section_organisations(
    readings: Sequence[Reading], titles: dict[int, str]
) -> list[Reading]:
    """Rows of one section that name the organisation in one script get its other name too.

    Only where the section has exactly one name in each script, its own title counted.
    """
    people: defaultdict[int, list[PersonDetails]] = defaultdict(list)
    for reading in readings:
        if reading.details:
            people[reading.section].append(reading.details)
    names = {n: _names_of_section(people[n], title) for n, title in titles.items()}
    return [_with_both_names(reading, names.get(reading.section)) for reading in readings]


def _names_of_section(people: Sequence[PersonDetails], title: str) -> tuple[str, str] | None:
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
    named -= {"organizer"}  # whoever calls the meeting stands above every list
    return named.pop() if len(named) == 1 else None


def _is_harmless(formula: str, text: str) -> bool:
    """Whether a formula only puts the text of other cells together, or links a mail address."""
    if formula.startswith('=HYPERLINK("mailto:') and re.fullmatch(r"[\w.+-]+@[\w.-]+", text):
        return True
    functions = set(re.findall(r"([A-Z][A-Z0-9.]*)\s*\(", formula.upper()))
    return functions <= _HARMLESS_FUNCTIONS and "|" not in formula and "[" not in formula
