"""One workbook held against another, cell by cell: as the program makes it, and as it is now."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from kiosk.language import Told
from kiosk.services.sheet_evidence import words as say
from kiosk.services.sheet_evidence.aligning import (
    People,
    blank_rows,
    pair_rows,
    people_on,
)
from kiosk.services.sheet_evidence.at_export import GONE, UNSURE
from kiosk.services.sheet_evidence.words import (
    Difference,
    Place,
    of_cell,
    of_sheet,
    value_in_words,
)
from kiosk.services.workbook import Book, Cells, Held, SheetFile, letters

_SURE = ("No.", "ID", "Time in", "Attended")
"""Columns that hold also where someone was purged after unknown changes."""
_QUOTED = re.compile(r'("(?:[^"]|"")*")')
_PLAIN_SHEET = re.compile(r"'([A-Za-z_]\w*)'!")
_FALSE = re.compile(r"\b(TRUE|FALSE)\(\)")
_MOST_MERGED = 100
_KEPT_LABELS = ("Invisible characters", "Cut at 32,767 characters")


@dataclass(slots=True)
class Found:
    """What was found: ``faults``, what was ``typed`` into empty cells that are meant for it, and
    how many formulas have no stored result. ``upset`` is whether rows came or went: then
    spreadsheets have rewritten formulas, and what these say is no fault by itself."""

    faults: list[Difference] = field(default_factory=list)
    formulas: list[Difference] = field(default_factory=list)
    typed: list[Difference] = field(default_factory=list)
    no_result: int = 0
    upset: bool = False

    def all_faults(self) -> tuple[Difference, ...]:
        """Every fault, those of formulas last."""
        return tuple(self.faults if self.upset else (*self.faults, *self.formulas))


@dataclass(frozen=True, slots=True)
class Lost:
    """What can no longer be compared: whether anyone was purged, and whether anyone's figures are
    not certain."""

    purged: bool = False
    unsure: bool = False

    @property
    def sheets(self) -> tuple[str, ...]:
        """Sheets that cannot be compared at all: Changes names people; which lines the Summary has
        depends on what is counted of them."""
        return ("Changes",) * self.purged + ("Summary",) * self.unsure


def compare(was: Book, now: SheetFile, lost: Lost) -> Found:
    """All that differs between the workbook as the program makes it and as it is now."""
    found = Found()
    known = (*was.sheets, *lost.sheets)
    found.faults += [of_sheet(say.SHEET_GONE, s) for s in was.sheets if s not in now.sheets]
    found.faults += [of_sheet(say.SHEET_MORE, s) for s in now.sheets if s not in known]
    found.faults += [of_sheet(say.SHEET_HIDDEN, s) for s in sorted(now.hidden)]
    if now.from_1904:
        found.faults.append(Difference(Told.of(say.FROM_1904)))
    if now.disguises:
        found.faults.append(Difference(Told.of(say.DISGUISES)))
    found.faults += _properties_differ(was.properties(), now)
    found.upset = any(title not in now.sheets for title in was.sheets)
    for title in was.sheets:
        if title in now.sheets and title not in lost.sheets:
            _Sheet(title, was.read(title), now.read(title), lost).compare(found)
    return found


def compare_lines(was: Book, now: SheetFile, lost: Lost) -> Found:
    """What differs between the lines of people alone, found by their badge codes: all that can be
    held against the journal where the workbook's other cells cannot."""
    found = Found()
    for title in was.sheets:
        if title in now.sheets:
            found.faults += _lines_differ(title, was.read(title), now.read(title), lost)
        elif people_on(was.read(title)) is not None:
            found.faults.append(of_sheet(say.SHEET_GONE, title))
    return found


def _properties_differ(was: dict[str, str], now: SheetFile) -> Iterator[Difference]:
    for name, said in was.items():
        other = now.properties.get(name, said)
        if other != said:
            yield of_sheet(say.PROPERTY, "", name=name.removeprefix("kiosk."), was=said, now=other)


class _Sheet:
    """One sheet as it was and as it is."""

    def __init__(self, title: str, was: Cells, now: Cells, lost: Lost) -> None:
        self._title, self._was, self._now, self._lost = title, was, now, lost
        self._people = people_on(was)
        self._paired = pair_rows(was, now, self._people)

    def compare(self, found: Found) -> None:
        """Put what differs into ``found``."""
        paired = self._paired
        found.faults += self._rows_differ()
        found.upset |= bool(paired.gone or paired.more or paired.moved or [*blank_rows(paired)])
        found.faults += self._hidden()
        found.faults += self._merged()
        for before, after in sorted((*paired.pairs, *paired.moved), key=lambda pair: pair[1]):
            self._compare_row(found, before, after)
        found.faults += self._laid_over()
        found.faults += self._margins_differ()

    def _rows_differ(self) -> Iterator[Difference]:
        paired, title = self._paired, self._title
        known = {self._code(self._was, row) for row in self._was.rows}
        for row in paired.gone:
            yield of_sheet(say.ROW_GONE, title, row, what=self._what(self._was, row))
        for row in paired.more:
            code = self._code(self._now, row)
            twice = say.ROW_TWICE if code and code in known else say.ROW_MORE
            yield of_sheet(twice, title, row, what=self._what(self._now, row))
        for before, row in paired.moved:
            what = self._what(self._now, row)
            yield of_sheet(say.ROW_MOVED, title, row, before=str(before), what=what)
        for row in blank_rows(paired):
            yield of_sheet(say.ROWS_BLANK, title, row)

    def _hidden(self) -> Iterator[Difference]:
        rows = sorted(self._now.hidden_rows & self._now.rows.keys())
        for first, last in _runs(rows):
            told = say.rows_in_words(first, last)
            yield of_sheet(say.ROWS_HIDDEN, self._title, first, rows=told)
        widest = max((max(row) for row in self._was.rows.values()), default=0)
        for first, last in self._now.hidden_columns:
            if first <= widest:
                told = say.columns_in_words(first, min(last, widest))
                yield of_sheet(say.ROWS_HIDDEN, self._title, rows=told)

    def _merged(self) -> Iterator[Difference]:
        """Merged since, over more than one cell that holds something."""
        known, rows = {*self._was.merged}, self._now.rows
        if self._paired.gone or self._paired.more:
            return  # every range below has moved
        since = (area for area in self._now.merged if area not in known)
        for first, top, last, bottom in islice(since, _MOST_MERGED):
            within = (cells for row, cells in rows.items() if top <= row <= bottom)
            if sum(first <= column <= last for row in within for column in row) > 1:
                area = f"{letters(first)}{top}:{letters(last)}{bottom}"
                yield of_sheet(say.CELLS_MERGED, self._title, top, area=area)

    def _compare_row(self, found: Found, before: int, after: int) -> None:
        was, now = self._was.rows[before], self._now.rows[after]
        taken = self._taken_of(before)
        for column in sorted(was.keys() | now.keys()):
            held = was.get(column), now.get(column)
            if column not in taken and held[0] != held[1]:
                self._compare_cell(found, (before, after), column, *held)

    def _taken_of(self, row: int) -> frozenset[int]:
        """The columns that can no longer be compared in ``row``."""
        if not self._lost.purged:
            return frozenset()
        held = self._was.rows[row]
        texts = {c: h.value for c, h in held.items() if isinstance(h.value, str)}
        gone = {c for c, text in texts.items() if GONE in text or UNSURE in text}
        titles = self._people.titles if self._people else {}
        in_line = self._people is not None and bool(self._code(self._was, row))
        if in_line and any(UNSURE in text for text in texts.values()):
            return frozenset(c for c, title in titles.items() if title not in _SURE)
        if in_line and gone:
            gone |= {c for c, title in titles.items() if title.startswith("Signature")}
        if self._title == "Notes" and any(text in _KEPT_LABELS for text in texts.values()):
            gone |= {3}
        return frozenset(gone)

    def _compare_cell(
        self, found: Found, rows: tuple[int, int], column: int, was: Held | None, now: Held | None
    ) -> None:
        place = Place(self._title, rows[1], column, self._about(rows[0], column))
        if was is None and (rows[0], column) in self._was.blanks:
            found.typed.append(of_cell(say.TYPED, place, "", value_in_words(now)))
        elif was is not None and was.formula and now is not None and now.formula:
            self._compare_formula(found, place, was, now)
        elif not _same(was, now):
            said = say.told_apart(was, now, (_formula_beside(was), _formula_beside(now, was)))
            found.faults.append(of_cell(say.CELL, place, *said))
        elif was is not None and now is not None and was.style.shows != now.style.shows:
            shows = was.style.shows, now.style.shows
            found.faults.append(of_cell(say.SHOWN, place, *shows))

    def _compare_formula(self, found: Found, place: Place, was: Held, now: Held) -> None:
        if _plain(was.formula) != _plain(now.formula):
            said = f"={was.formula}", f"={now.formula}"
            found.formulas.append(of_cell(say.FORMULA, place, *said))
        elif now.value is None:
            found.no_result += was.value not in (None, "")
        elif not self._lost.unsure and not _same_value(was.value, now.value):
            said = value_in_words(was), value_in_words(now, was)
            found.formulas.append(of_cell(say.RESULT, place, *said))
        elif was.style.shows != now.style.shows:
            shows = was.style.shows, now.style.shows
            found.faults.append(of_cell(say.SHOWN, place, *shows))

    def _laid_over(self) -> Iterator[Difference]:
        rows = dict((*self._paired.pairs, *self._paired.moved))
        now = {row: Counter(each) for row, each in self._now.laid_over.items()}
        for before, pictures in sorted(self._was.laid_over.items()):
            row = rows.get(before, 0)
            there, expected = now.pop(row, Counter[str]()), Counter(pictures)
            if row and there != expected:
                sentence = say.PICTURE_OTHER if there else say.PICTURE_GONE
                yield of_sheet(sentence, self._title, row, what=self._what(self._now, row))
        signed = {now for was, now in rows.items() if self._lost.purged and self._taken_of(was)}
        for row in sorted(now.keys() - signed):
            what = self._what(self._now, row)
            yield of_sheet(say.PICTURE_MORE, self._title, row, what=what)

    def _margins_differ(self) -> Iterator[Difference]:
        was, now = self._was.margins, self._now.margins
        for name in sorted(was.keys() | now.keys()):
            before, after = was.get(name, ""), now.get(name, "")
            if before != after:
                sentence = say.HEADER if name.endswith("Header") else say.FOOTER
                yield of_sheet(sentence, self._title, was=before or "–", now=after or "–")

    def _code(self, cells: Cells, row: int) -> str:
        return self._people.code_in(cells, row) if self._people else ""

    def _about(self, row: int, column: int) -> str:
        """Which column of whom, or the words before it in its row."""
        if self._people is not None and (code := self._code(self._was, row)):
            return ", ".join(filter(None, (self._people.titles.get(column, ""), code)))
        left = sorted((c, h) for c, h in self._was.rows[row].items() if c < column)
        labels = [h.value for _, h in left if isinstance(h.value, str) and not h.formula]
        return say.one_line(labels[-1] if labels else "")

    def _what(self, cells: Cells, row: int) -> str:
        held = cells.rows.get(row, {})
        texts = [value_in_words(each) for _, each in sorted(held.items())]
        shown = ", ".join(text for text in texts[:5] if text)
        return say.one_line(shown.replace(GONE, "—").replace(UNSURE, "—")) or "–"


def _lines_differ(title: str, was: Cells, now: Cells, lost: Lost) -> Iterator[Difference]:
    then, there = people_on(was), people_on(now)
    if then is None:
        return
    if there is None:
        yield of_sheet(say.SHEET_GONE, title)
        return
    lines, noted = _lines(now, there), _lines(was, then)
    for code, rows in lines.items():
        for row in rows if code not in noted else rows[1:]:
            who = _who(now, there, row)
            sentence = say.ON_SHEET_ONLY if code not in noted else say.ROW_TWICE
            yield of_sheet(sentence, title, row, **{_WHO[sentence]: who})
    for code, rows in noted.items():
        if code not in lines:
            yield of_sheet(say.IN_JOURNAL_ONLY, title, who=_who(was, then, rows[0]))
        else:
            yield from _line_differs(
                title, (was, then, rows[0]), (now, there, lines[code][0]), lost
            )


_WHO = {say.ON_SHEET_ONLY: "who", say.ROW_TWICE: "what"}
_Line = tuple[Cells, People, int]


def _line_differs(title: str, was: _Line, now: _Line, lost: Lost) -> Iterator[Difference]:
    (cells, people, row), (others, there, place) = was, now
    values = [str(held.value) for held in cells.rows[row].values()]
    taken = lost.purged and any(GONE in text or UNSURE in text for text in values)
    for column, name in people.titles.items():
        other = there.column(name)
        if not other or name == "No." or (taken and name not in _SURE):
            continue
        then, there_now = cells.at(row, column), others.at(place, other)
        if then is None and (row, column) in cells.blanks:
            continue
        values_of = [each.value if each else None for each in (then, there_now)]
        unsaid = there_now is not None and there_now.formula and there_now.value is None
        if not unsaid and not _same_value(*values_of):
            code = people.code_in(cells, row)
            said = value_in_words(then), value_in_words(there_now, then)
            spot = Place(title, place, other, f"{name}, {code}")
            yield of_cell(say.LINE_DIFFERS, spot, *said)


def _lines(cells: Cells, people: People) -> dict[str, list[int]]:
    lines: dict[str, list[int]] = {}
    for row in sorted(cells.rows):
        if code := people.code_in(cells, row):
            lines.setdefault(code, []).append(row)
    return lines


def _who(cells: Cells, people: People, row: int) -> str:
    names = (cells.at(row, people.column(f"Name ({script})")) for script in ("Khmer", "Latin"))
    said = next((str(held.value) for held in names if held is not None), "—")
    return f"{said} ({people.code_in(cells, row)})"


def _same(was: Held | None, now: Held | None) -> bool:
    if was is None or now is None:
        return was is now
    return bool(was.formula) == bool(now.formula) and _same_value(was.value, now.value)


def _same_value(was: object, now: object) -> bool:
    """Numbers to the fifteen digits that LibreOffice writes; no text is a number."""
    if isinstance(was, float) and isinstance(now, float):
        return math.isclose(was, now, rel_tol=1e-13, abs_tol=1e-12)
    return (was or "") == (now or "") if not isinstance(was, float) else False


def _plain(formula: str) -> str:
    """A formula in one spelling: each program writes quotes, spaces and truths its way."""
    parts = _QUOTED.split(formula)
    return "".join(part if place % 2 else _bare(part) for place, part in enumerate(parts))


def _bare(part: str) -> str:
    return _FALSE.sub(r"\1", _PLAIN_SHEET.sub(r"\1!", part)).replace(" ", "").upper()


def _formula_beside(held: Held | None, like: Held | None = None) -> str:
    """A value in words, and the formula that makes it."""
    value = value_in_words(held, like)
    return f"{value} (={held.formula})" if held is not None and held.formula else value


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of numbers on end."""
    if not numbers:
        return
    ends = [a for a, b in pairwise(numbers) if b != a + 1]
    starts = [b for a, b in pairwise(numbers) if b != a + 1]
    yield from zip([numbers[0], *starts], [*ends, numbers[-1]], strict=True)
