"""The first half of reading a list: what is in the file, before asking what it changes."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from kiosk.language import Refusal, Told
from kiosk.services.lists import sentences as say
from kiosk.services.lists.cells import is_empty, is_ruined, text_of
from kiosk.services.lists.header import columns_of, find_header, guessed_columns
from kiosk.services.lists.layout import lists_abreast, upright
from kiosk.services.lists.model import Column, ListNote, ListRow, ListScan, SheetScan
from kiosk.services.lists.mojibake import mended_tables
from kiosk.services.lists.own_workbook import sheets_with_people
from kiosk.services.lists.source import Source, read_source
from kiosk.services.lists.steps import Steps
from kiosk.services.lists.tables import Table
from kiosk.services.lists.titles import Field

_RUINED_SHARE = 0.3
"""A workbook whose rows are ruined by ``????`` to this share is refused whole."""


def scan(
    path: Path,
    *,
    password: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> ListScan:
    """Read a list: its sheets, titles, columns and rows. Nothing is written or decided.

    Hidden sheets are read only to be counted. 100,000 rows take seconds. ``password`` opens a
    workbook that is locked with one. ``progress`` is told steps done and steps in all
    (0 and 0 while that is not known), and may raise to give up.

    Raises:
        Refusal: the file is no list, is encrypted, damaged, too big, ruined or without names.
    """
    tell = progress or _no_one
    source = read_source(path, password, lambda: tell(0, 0))
    own = sheets_with_people(source.tables)
    tables, mended = mended_tables(own or source.tables, lambda: tell(0, 0))
    lists = [each for table in tables for each in lists_abreast(upright(table))]
    step = Steps(sum(len(table.rows) for table in lists), tell)
    sheets = tuple(s for table in lists if (s := _scanned(table, step)) is not None)
    _refuse_ruined(sheets, path.name)
    if not any(_may_name_people(sheet) for sheet in sheets):
        raise Refusal(say.NOBODY, file=path.name)
    notes = tuple(_notes(path, source, mended, lists))
    if own:
        notes = (ListNote(path.name, None, Told.of(say.OWN_WORKBOOK)), *notes)
    return ListScan(path, sheets, notes)


def _notes(path: Path, source: Source, mended: int, lists: Sequence[Table]) -> Iterator[ListNote]:
    """What is to be said of the file as a whole."""
    for doubt in source.doubts:
        yield ListNote(path.name, None, Told.of(doubt.sentence, count=doubt.count), asks=True)
    if mended:
        yield ListNote(path.name, None, Told.of(say.MENDED, count=mended))
    for table in lists:
        if table.turned:
            yield ListNote(table.name, None, Told.of(say.TURNED))


def with_columns(sheet: SheetScan, chosen: Mapping[str, Field | None]) -> tuple[Column, ...]:
    """The columns of a sheet after the choices made by hand, by place ("Sheet!B") or title."""
    if not chosen:
        return sheet.columns
    return tuple(_chosen(column, chosen) for column in sheet.columns)


def _no_one(_done: int, _total: int) -> None:
    """No one waits for progress."""


def _scanned(table: Table, step: Steps) -> SheetScan | None:
    header = find_header(table)
    columns = columns_of(table, header) if header else guessed_columns(table)
    start = header.last + 1 if header else 0
    rows = tuple(
        ListRow(table.first_row + i, tuple(cells))
        for i, cells in step.through(enumerate(table.rows[start:], start=start))
        if not all(map(is_empty, cells))
    )
    if not rows and not table.marks.stray_rows:
        return None
    above = [text_of(cell) for row in table.rows[: header.first] for cell in row] if header else []
    return SheetScan(
        name=table.name,
        titled=header is not None,
        hidden=table.hidden,
        first_column=table.first_column,
        columns=columns,
        above=tuple(text for text in above if text),
        rows=rows,
        marks=table.marks,
    )


def _may_name_people(sheet: SheetScan) -> bool:
    guessed = (column.suggestion for column in sheet.columns)
    return bool(sheet.rows) and (sheet.titled or Field.NAME in guessed)


def _refuse_ruined(sheets: tuple[SheetScan, ...], file: str) -> None:
    rows = [row for sheet in sheets if not sheet.hidden for row in sheet.rows]
    ruined = sum(any(isinstance(c, str) and is_ruined(c) for c in row.cells) for row in rows)
    if ruined and ruined > _RUINED_SHARE * len(rows):
        raise Refusal(say.QUESTION_MARKS, file=file)


def _chosen(column: Column, chosen: Mapping[str, Field | None]) -> Column:
    for key in (f"{column.sheet}!{column.letters}", column.key):
        if key in chosen:
            return dataclasses.replace(column, field=chosen[key], suggestion=None, by_hand=True)
    return column
