"""The Changes sheet: what a workbook says differently than an earlier one of the same event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from kiosk.language import Language, Sentence, Told
from kiosk.services.sheet_words import english_title
from kiosk.services.workbook.cells import Cell, Content, Row
from kiosk.services.workbook.looks import QUIET, Look, StyleBook
from kiosk.services.workbook.morning import Morning, Provenance
from kiosk.services.workbook.package import Sheet
from kiosk.services.workbook.page import (
    EVENT_EN,
    HEAD_EN,
    HEAD_KM,
    LINE,
    SUBTITLE,
    TITLE,
    lines_of,
    merge,
    set_print,
    set_widths,
    wide,
)

_KHMER = Look(number="@", indent=1)
_LATIN = Look(face="latin", number="@", indent=1)
_MIDDLE = Look(face="latin", across="center", number="@")
_COLUMNS: Sequence[tuple[str, str, float, Look]] = (
    ("ល.រ", "No.", 6, Look(face="latin", across="center")),
    ("លេខសម្គាល់", "ID", 10, _MIDDLE),
    ("គោត្តនាម-នាម", "Name (Khmer)", 20, _KHMER),
    ("ឈ្មោះឡាតាំង", "Name (Latin)", 21, _LATIN),
    ("អ្វីកើតឡើង", "What happened", 23, _KHMER),
    ("ព័ត៌មាន", "Field", 26, _KHMER),
    ("ពីមុន", "Was", 33, _KHMER),
    ("ឥឡូវ", "Is now", 33, _KHMER),
)
_WIDTH = len(_COLUMNS)
_FIRST = 7
_NOTHING = "គ្មានអ្វីផ្លាស់ប្តូរទេ · Nothing changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One line: whom it is about (nobody where it is a fact of the event), what happened, which
    field, and what it said before and says now."""

    code: str
    name_km: str
    name_latin: str
    what: Sentence
    field: Sentence | Told
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Changes:
    """All that is different since the workbook of ``since``."""

    since: Provenance
    lines: Sequence[Change]


def changes_sheet(changes: Changes, morning: Morning, page: Worksheet, styles: StyleBook) -> Sheet:
    """The sheet, one line a change."""
    set_widths(page, [width for _, _, width, _ in _COLUMNS])
    set_print(page, morning, styles, landscape=True, repeat=f"{_FIRST - 2}:{_FIRST - 1}")
    page.freeze_panes = f"A{_FIRST}"
    merge(page, *(f"A{row}:H{row}" for row in (1, 2, 3, 4)))
    last = _FIRST + max(1, len(changes.lines)) - 1
    return Sheet(page, _rows(changes, morning, styles), f"A1:H{last}", last)


def _rows(changes: Changes, morning: Morning, styles: StyleBook) -> Iterator[Row]:
    since, count = changes.since, len(changes.lines)
    made = f"{morning.local(since.made_at):%Y-%m-%d %H:%M:%S}"
    told = (
        f"តាំងពីឯកសារ Since the workbook of {made} · {since.desk} · "
        f"{since.journal_rows} → {morning.provenance.journal_rows} journal rows · {count}"
        f" {'change' if count == 1 else 'changes'}"
    )
    quiet = Look(size=9.5, colour=QUIET, edges="none", across="center")
    yield wide(styles, TITLE, "អ្វីដែលផ្លាស់ប្តូរ", _WIDTH, 38)
    yield wide(styles, SUBTITLE, "CHANGES SINCE THE EARLIER WORKBOOK", _WIDTH, 18)
    yield wide(styles, EVENT_EN, english_title(morning.event), _WIDTH, 22)
    yield wide(styles, quiet, told, _WIDTH, 24)
    km, en = styles(HEAD_KM), styles(HEAD_EN)
    yield Row([Cell(km, title) for title, _, _, _ in _COLUMNS], 26)
    yield Row([Cell(en, title) for _, title, _, _ in _COLUMNS], 18)
    looks = [styles(look) for _, _, _, look in _COLUMNS]
    for number, change in enumerate(changes.lines, 1):
        contents = _contents(number, change)
        yield Row([Cell(*each) for each in zip(looks, contents, strict=True)], _height(contents))
    if not changes.lines:
        blank = [Cell(look) for look in looks]
        yield Row([*blank[:4], Cell(looks[4], _NOTHING), *blank[5:]], 2 * LINE)


def _contents(number: int, change: Change) -> list[Content]:
    what, field = change.what, change.field
    return [
        number,
        change.code,
        change.name_km,
        change.name_latin,
        f"{what.km} · {what.en}",
        "\n".join(filter(None, (field.text(Language.KHMER), field.text(Language.ENGLISH)))),
        change.was,
        change.now,
    ]


def _height(contents: Sequence[Content]) -> float:
    widths = [width for _, _, width, _ in _COLUMNS]
    sized = zip(contents[2:], widths[2:], strict=True)
    return max(24.0, LINE * max(lines_of(str(text or ""), width) for text, width in sized))
