"""The Summary sheet: who came, in figures, and whether all sheets agree.

In the donor workbook every figure is a formula on Data, with its result stored. The finance
copy has no Data, so its figures are fixed numbers; its checks are formulas all the same.
Beside each total stands what it was when exported: a cell changed since turns its check red.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal

from openpyxl.worksheet.worksheet import Worksheet

from kiosk.language import Sentence
from kiosk.services.sheet_words import (
    both,
    english_date,
    english_title,
    khmer_date,
    khmer_title,
)
from kiosk.services.workbook.cells import Cell, Content, Formula, Row
from kiosk.services.workbook.counting import Line, Section, Split, disaggregation, headline
from kiosk.services.workbook.looks import BAND, QUIET, Edges, Look, StyleBook
from kiosk.services.workbook.morning import Audience, Morning
from kiosk.services.workbook.package import Sheet
from kiosk.services.workbook.page import (
    EVENT_EN,
    EVENT_KM,
    LINE,
    SUBTITLE,
    TITLE,
    lines_of,
    mark_checks,
    merge,
    set_print,
    set_widths,
    wide,
)
from kiosk.services.workbook.reconciliation import Check, checks

_WIDTHS = (36, 40, 9, 9, 16, 10, 10, 12, 12)
_MOST_ON_A_PAGE = 2200.0
"""Points of rows that one page takes at half their size; more go on a second one."""
_OVERALL_ROW = 6
_FIRST_ROW = 8
_FIGURE = Look(face="latin", across="center", number="#,##0")
_PLAIN = Look(face="latin", across="center")
_TOTAL = Look(face="latin", across="center", number="#,##0", bold=True)
_EXPORTED = Look(face="latin", size=9, across="center", number="#,##0", colour=QUIET)
_SHARE = Look(face="latin", across="center", number="0%")
_VERDICT = Look(face="latin", size=9, bold=True, across="center")
_LABEL_KM = Look(size=9.5, indent=1)
_LABEL_EN = Look(face="latin", size=9.5, number="@", indent=1)
_SPLIT_TITLES = (
    ("ស្រី", "Women"),
    ("ប្រុស", "Men"),
    ("ផ្សេង/មិនបញ្ជាក់", "Other/not stated"),
    ("សរុប", "Total"),
    ("% ស្រី", "% women"),
    ("ពេលនាំចេញ", "As exported"),
    ("ផ្ទៀងផ្ទាត់", "Check"),
)
_CHECK_TITLES = ("", "", "", "ទីមួយ\nFirst", "", "ទីពីរ\nSecond", "ផ្ទៀងផ្ទាត់\nCheck")
_RECONCILIATION = Sentence(en="Do the sheets agree?", km="ការផ្ទៀងផ្ទាត់រវាងតារាង")


@dataclass(slots=True)
class _Rows:
    """The rows so far, and what later ones refer to."""

    styles: StyleBook
    live: bool
    rows: list[Row] = field(default_factory=list)
    verdicts: list[int] = field(default_factory=list)
    passed: int = 0
    attended: int = 0

    @property
    def next(self) -> int:
        """The number of the row that comes next."""
        return _FIRST_ROW + len(self.rows)

    def verdict(self, condition: str, holds: bool) -> Cell:
        """A check cell: OK where ``condition`` holds, CHECK where not or where it errs."""
        self.verdicts.append(self.next)
        self.passed += holds
        text = f'IFERROR(IF({condition},"OK","CHECK"),"CHECK")'
        return Cell(self.styles(_VERDICT), Formula(text, "OK" if holds else "CHECK"))

    def add(self, cells: Sequence[Cell], height: float) -> None:
        """Put a row beneath the others."""
        self.rows.append(Row(cells, height))


def summary_sheet(morning: Morning, page: Worksheet, styles: StyleBook) -> Sheet:
    """The sheet for the morning's audience."""
    body = _Rows(styles, live=morning.audience is Audience.DONOR)
    _add_headline(body, headline(morning))
    for section in disaggregation(morning):
        _add_section(body, section)
    _add_checks(body, checks(morning))
    last = body.next - 1
    rows = [*_title_rows(morning, body, last), *body.rows]
    _set_page(page, morning, styles)
    if sum(row.height or LINE for row in rows) <= _MOST_ON_A_PAGE:
        page.page_setup.fitToHeight = 1
    mark_checks(page, [_OVERALL_ROW, *body.verdicts], "I")
    return Sheet(page, rows, f"A1:I{last}", last)


def _set_page(page: Worksheet, morning: Morning, styles: StyleBook) -> None:
    set_widths(page, _WIDTHS)
    set_print(page, morning, styles, landscape=False, repeat=None)
    merge(page, *(f"A{row}:I{row}" for row in (1, 2, 3, 4, 5)))
    merge(page, f"A{_OVERALL_ROW}:H{_OVERALL_ROW}")
    page.freeze_panes = f"A{_OVERALL_ROW + 1}"


def _title_rows(morning: Morning, body: _Rows, last: int) -> list[Row]:
    styles, day = body.styles, morning.event.date
    verdicts = f"I{_FIRST_ROW}:I{last}"
    all_hold = "OK" if body.passed == len(body.verdicts) else "CHECK"
    overall = Formula(f'IF(COUNTIF({verdicts},"OK")={len(body.verdicts)},"OK","CHECK")', all_hold)
    label = styles(Look(size=10, bold=True, across="right", edges="none"))
    name = "ការផ្ទៀងផ្ទាត់ទាំងអស់ · All checks on this page"
    quiet = Look(size=9.5, colour=QUIET, edges="none", across="center")
    return [
        wide(styles, TITLE, "សេចក្តីសង្ខេបវត្តមាន", 9, 38),
        wide(styles, SUBTITLE, "ATTENDANCE SUMMARY", 9, 18),
        wide(styles, EVENT_KM, khmer_title(morning.event), 9, 27),
        wide(styles, EVENT_EN, english_title(morning.event), 9, 19),
        wide(styles, quiet, both(khmer_date(day), english_date(day)), 9, 22),
        Row([Cell(label, name), *[Cell(label)] * 7, Cell(styles(_VERDICT), overall)], 22),
        Row([], 8),
    ]


def _add_headline(body: _Rows, section: Section) -> None:
    _add_titles(body, section.title, [f"{km}\n{en}" for km, en in _SPLIT_TITLES])
    for line in section.lines:
        if line.everyone:
            body.attended = body.next
        _add_line(body, line)


def _add_section(body: _Rows, section: Section) -> None:
    body.add([], 10)
    _add_titles(body, section.title, [f"{km}\n{en}" for km, en in _SPLIT_TITLES])
    first = body.next
    for line in section.lines:
        _add_line(body, line)
    sums = [sum(figures) for figures in zip(*(line.figures for line in section.lines), strict=True)]
    women, men, other, total = sums or (0, 0, 0, 0)
    _add_total(body, first, (women, men, other, total))


def _add_titles(body: _Rows, title: Sentence, columns: Sequence[str]) -> None:
    left = body.styles(Look(size=10.5, bold=True, fill=BAND, indent=1))
    head = body.styles(Look(size=8.5, bold=True, fill=BAND, across="center"))
    body.add([Cell(left, title.km), Cell(left, title.en), *(Cell(head, c) for c in columns)], 38)


def _add_line(body: _Rows, line: Line) -> None:
    row, styles = body.next, body.styles
    formulas = line.formulas(row) if body.live else [""] * 4
    figures = [
        Formula(formula, figure) if formula else figure
        for formula, figure in zip(formulas, line.figures, strict=True)
    ]
    labels = [Cell(styles(_LABEL_KM), line.label.km), Cell(styles(_LABEL_EN), line.label.en)]
    holds = f"AND(C{row}+D{row}+E{row}=F{row},F{row}=H{row})"
    _add_figures(body, labels, figures, line.figures, holds)


def _add_total(body: _Rows, first: int, sums: Split) -> None:
    row, styles = body.next, body.styles
    bold = styles(Look(bold=True, edges="total", indent=1))
    labels = [Cell(bold, "សរុប"), Cell(bold, "Total")]
    figures: list[Content] = [
        Formula(f"SUM({letter}{first}:{letter}{row - 1})" if row > first else "0", figure)
        for letter, figure in zip("CDEF", sums, strict=True)
    ]
    holds = f"AND(C{row}+D{row}+E{row}=F{row},F{row}=H{row},F{row}=F${body.attended})"
    _add_figures(body, labels, figures, sums, holds, edges="total")


def _add_figures(
    body: _Rows,
    labels: Sequence[Cell],
    figures: Sequence[Content],
    now: Split,
    holds: str,
    *,
    edges: Edges = "grid",
) -> None:
    row = body.next
    women, _, _, total = now
    share = Formula(f'IF(F{row}=0,"",ROUND(C{row}/F{row},4))', _share(women, total))
    looks = (_FIGURE, _FIGURE, _FIGURE, _TOTAL, _SHARE, _EXPORTED)
    contents = (*figures, share, total)
    cells = [
        *labels,
        *(
            Cell(body.styles(replace(look, edges=edges)), content)
            for look, content in zip(looks, contents, strict=True)
        ),
        body.verdict(holds, True),
    ]
    body.add(cells, _height(labels))


def _share(women: int, total: int) -> Decimal | str:
    """As ROUND gives it: half up, four places."""
    if total == 0:
        return ""
    return (Decimal(women) / total).quantize(Decimal("0.0001"), ROUND_HALF_UP)


def _add_checks(body: _Rows, made: Sequence[Check]) -> None:
    body.add([], 10)
    _add_titles(body, _RECONCILIATION, _CHECK_TITLES)
    for check in made:
        cells = list(_check_cells(body, check))
        body.add(cells, _height(cells[:2]))


def _height(labels: Sequence[Cell]) -> float:
    """Of a row with these two labels."""
    texts = zip(labels, _WIDTHS, strict=False)
    return max(
        20.0, LINE * max(lines_of(str(label.content or ""), width) for label, width in texts)
    )


def _check_cells(body: _Rows, check: Check) -> Iterator[Cell]:
    row, styles = body.next, body.styles
    blank, plain = styles(_FIGURE), styles(_PLAIN)
    yield Cell(styles(_LABEL_KM), check.label.km)
    yield Cell(styles(_LABEL_EN), check.label.en)
    yield from [Cell(blank)] * 3
    yield Cell(plain, check.first)
    yield Cell(blank)
    yield Cell(plain, check.second)
    yield body.verdict(f"F{row}{check.relation}H{row}", check.holds)
