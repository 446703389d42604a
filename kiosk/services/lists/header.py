"""Where the titles of a sheet are, and which column fills which field."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.services.lists.cells import is_empty, is_khmer, text_of
from kiosk.services.lists.model import Column
from kiosk.services.lists.naming import is_honorific
from kiosk.services.lists.sheet_xml import column_letters
from kiosk.services.lists.tables import Cell, Table
from kiosk.services.lists.titles import (
    NAME_FIELDS,
    Field,
    field_of,
    language_named,
    title_key,
)
from kiosk.services.phones import numbers_in

LOOKED_AT = 40
"""Rows in which titles are looked for."""
_MAX_TITLE = 300
_SAMPLES = 3
_GUESSED_FROM = 60
"""Rows from which the columns of a sheet without titles are guessed."""
_NAME_WORDS = re.compile(r"^[^\W\d_][^\W\d_.'’-]*(?: [^\W\d_][^\W\d_.'’()-]*){1,4}$")


@dataclass(frozen=True, slots=True)
class Header:
    """The titles of a sheet: which rows of the table they are (from 0), one title a column."""

    first: int
    last: int
    titles: tuple[str, ...]


def find_header(table: Table) -> Header | None:
    """The row, or the two rows, with the most titles among the first 40; None without a name's."""
    rows = [_texts(row) for row in table.rows[:LOOKED_AT]]
    scores = [_score(row) for row in rows]
    best = max(range(len(rows)), key=scores.__getitem__, default=0)
    if not rows or scores[best] < 1:
        return None
    above = best > 0 and _continues(rows[best - 1], rows[best])
    below = best + 1 < len(rows) and _continues(rows[best + 1], rows[best])
    if below:
        return _of_two(best, rows[best], rows[best + 1])
    if above:
        return _of_two(best - 1, rows[best - 1], rows[best])
    return Header(best, best, rows[best])


def titles_in(header: Header) -> int:
    """How many different fields the titles name for sure; "F" and "M" are values as often."""
    matches = (field_of(title) for title in header.titles if title)
    named = {match.field for match in matches if match and match.certain}
    return len(named - {Field.FEMALE, Field.MALE})


def columns_of(table: Table, header: Header) -> tuple[Column, ...]:
    """Each column with a title or with values, beside its field."""
    titles = [*header.titles, *[""] * (_width(table) - len(header.titles))]
    columns = _columns(table, titles, header.last + 1, [None] * len(titles))
    over = Counter(column.title.partition("\n")[0] for column in columns)
    return tuple(
        _of_group(column) if over[column.title.partition("\n")[0]] > 1 else column
        for column in columns
    )


def guessed_columns(table: Table) -> tuple[Column, ...]:
    """The columns of a sheet without titles, with what their values look like as suggestions."""
    width = _width(table)
    rows = [_texts(row) for row in table.rows[:_GUESSED_FROM]]
    values = [[row[i] for row in rows if i < len(row) and row[i]] for i in range(width)]
    return _columns(table, [""] * width, 0, [_looks_like(column) for column in values])


def _columns(
    table: Table,
    titles: Sequence[str],
    start: int,
    guesses: Sequence[Field | None],
) -> tuple[Column, ...]:
    columns = []
    seen: Counter[str] = Counter()
    for i, title in enumerate(titles):
        number = table.first_column + i
        samples = _samples(table, i, start)
        if not title and not samples:
            continue
        key = title_key(title) or f"{table.name}!{column_letters(number)}"
        seen[key] += 1
        column = Column(
            sheet=table.name,
            number=number,
            letters=column_letters(number),
            title=title,
            key=key if seen[key] == 1 else f"{key} ({seen[key]})",
            field=None,
            suggestion=guesses[i],
            hidden=number in table.marks.hidden_columns,
            samples=samples,
        )
        columns.append(_with_field(column))
    return tuple(columns)


def _with_field(column: Column) -> Column:
    match = field_of(column.title) if column.title else None
    if match is None:
        return column
    if match.field is Field.POSITION and column.samples and all(map(is_honorific, column.samples)):
        return replace(column, field=Field.HONORIFIC)
    if match.certain:
        return replace(column, field=match.field)
    return replace(column, suggestion=match.field)


def _of_group(column: Column) -> Column:
    """One of several columns below one title: its own title says what it holds, "First name"
    below "Participant", but not "Khmer" or "Name" below "Organisation"."""
    upper, _, lower = column.title.partition("\n")
    if not lower or language_named(lower):
        return column
    own, above = field_of(lower), field_of(upper)
    if own is None or not own.certain:
        return column
    of_people = above is None or above.field in NAME_FIELDS | {Field.PHONE}
    if own.field in NAME_FIELDS and not of_people:
        return column
    return replace(column, field=own.field, suggestion=None)


def _samples(table: Table, index: int, start: int) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for row in table.rows[start : start + 200]:
        if index < len(row) and not is_empty(row[index]):
            found.setdefault(text_of(row[index])[:60])
        if len(found) == _SAMPLES:
            break
    return tuple(found)


def _width(table: Table) -> int:
    return max((len(row) for row in table.rows[: LOOKED_AT * 2]), default=0)


def _texts(row: Sequence[Cell]) -> tuple[str, ...]:
    return tuple("" if is_empty(cell) else text_of(cell)[:_MAX_TITLE] for cell in row)


def _fields(row: Sequence[str]) -> list[Field]:
    matches = (field_of(text) for text in row if text and len(text) < _MAX_TITLE)
    return [match.field for match in matches if match]


def _score(row: Sequence[str]) -> float:
    """How much a row looks like titles: fields named, less cells that are no title.

    Below 1 it is none. A name's column alone among unknown titles is the least that counts.
    """
    fields = set(_fields(row))
    named = fields & NAME_FIELDS or (Field.ORGANISATION in fields and len(fields) > 2)
    if not named:
        return 0
    others = sum(1 for text in row if text) - len(_fields(row))
    if len(fields) < 2 and others:
        return 1 if all(map(_short_words, row)) else 0
    return max(0, len(fields) - 0.4 * others + (0.5 if fields & NAME_FIELDS else 0))


def _short_words(text: str) -> bool:
    """Words that may be a title: "Shirt 3" may, a date or a phone number may not."""
    return len(text) < 60 and sum(letter.isdigit() for letter in text) < 3 and not text.isdigit()


def _continues(other: Sequence[str], titles: Sequence[str]) -> bool:
    """Whether a row beside the titles is a second row of them, in the other language or below."""
    texts = [(i, text) for i, text in enumerate(other) if text]
    if len(texts) < 2 or any(len(text) > 80 for _, text in texts):
        return False
    known = [i for i, text in texts if _is_title(text)]
    return len(known) >= 2 and len(known) > len(texts) / 2 and not _same_script_again(other, titles)


def _is_title(text: str) -> bool:
    match = field_of(text)
    return bool(match and match.certain) or language_named(text) is not None


def _same_script_again(other: Sequence[str], titles: Sequence[str]) -> bool:
    """Two lists one below the other repeat the same titles: those are not one header."""
    both = [(a, b) for a, b in zip(other, titles, strict=False) if a and b]
    return bool(both) and all(title_key(a) == title_key(b) for a, b in both)


def _of_two(first: int, top: Sequence[str], bottom: Sequence[str]) -> Header:
    """One title a column out of two rows; a top title reaches over the columns below it."""
    width = max(len(top), len(bottom))
    tops = [*top, *[""] * (width - len(top))]
    bottoms = [*bottom, *[""] * (width - len(bottom))]
    titles, over = [], ""
    for upper, lower in zip(tops, bottoms, strict=True):
        over = upper or (over if lower else "")
        titles.append("\n".join(dict.fromkeys(part for part in (over, lower) if part)))
    return Header(first, first + 1, tuple(titles))


def _looks_like(values: Sequence[str]) -> Field | None:
    """The field whose values these look like, where most of them do."""
    if len(values) < 2:
        return None
    tests = (
        (Field.EMAIL, lambda text: "@" in text and "." in text.rpartition("@")[2]),
        (Field.PHONE, lambda text: bool(numbers_in(text))),
        (Field.SEX, lambda text: text.casefold() in _SEXES),
        (Field.NAME, _looks_like_name),
    )
    for field, test in tests:
        if sum(map(test, values)) > 0.6 * len(values):
            return field
    return None


def _looks_like_name(text: str) -> bool:
    if is_khmer(text):
        return 1 <= text.count(" ") <= 3 and len(text) <= 40
    return bool(_NAME_WORDS.match(text)) and len(text) <= 40


_SEXES = frozenset(("f", "m", "female", "male", "ស", "ប", "ស្រី", "ប្រុស", "mr", "ms", "mrs"))
