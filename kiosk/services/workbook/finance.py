"""The Finance sheet: what each person who signed in is paid, from rates by category.

An amount is the rate of the person's category until someone types another over it. Riel is
rounded for each person, and the riel total is the sum of those rounded amounts, so it adds
up as shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kiosk.domain import Person
from kiosk.services.sheet_words import (
    both,
    day_and_place,
    english_title,
    grant_facts,
    khmer_title,
)
from kiosk.services.workbook.cells import Cell, Content, Formula, Row
from kiosk.services.workbook.looks import BAND, FILL_IN, QUIET, Look, StyleBook
from kiosk.services.workbook.morning import Morning
from kiosk.services.workbook.package import Sheet
from kiosk.services.workbook.page import (
    EVENT_EN,
    EVENT_KM,
    LINE,
    SUBTITLE,
    TITLE,
    Column,
    Table,
    add_table,
    head_rows,
    lines_of,
    merge,
    merge_sign_off,
    people_rows,
    set_print,
    set_widths,
    sign_off,
    wide,
)
from kiosk.services.workbook.sign_in import fact_look

# “_)” keeps the figures from the rule: LibreOffice loses the indent of some right-aligned cells.
_DOLLARS = '#,##0.00_);[Red]-#,##0.00_);"–"_)'
_RIEL = '#,##0_);[Red]-#,##0_);"–"_)'
_USD = Look(face="latin", across="right", wrap=False, number=_DOLLARS, typed=True)
_USD_SUM = Look(face="latin", across="right", wrap=False, number=_DOLLARS, bold=True)
_KHR_SUM = Look(face="latin", across="right", wrap=False, number=_RIEL, bold=True)
_LATIN = Look(face="latin", number="@", indent=1)
_KHMER = Look(number="@", indent=1)
_KINDS = ("transport", "meals", "lodging")
_RATES_HEAD = 7
_WRAPPED = {2: 20, 3: 21, 4: 23}
_ROW_HEIGHT = 39.0
"""Points: 11 mm of ink on paper, at the 82 % at which one page is wide enough."""
_SIGN_OFF_SPANS = (3, 2, 3, 3)


Value = Callable[[Morning, int, Person], Content]


@dataclass(frozen=True, slots=True)
class _Places:
    """Rows of the sheet: rates by category, the riel rate, then the people."""

    rates: dict[str, int]

    @property
    def riel_rate(self) -> int:
        return _RATES_HEAD + len(self.rates) + 1

    @property
    def first(self) -> int:
        return self.riel_rate + 4


def finance_table(morning: Morning) -> Table:
    """Where the people stand, in the rows of the Sign-in sheet."""
    places = _places(morning)
    return Table("Finance", "Finance", _columns(places), places.first, len(morning.arrived))


def finance_sheet(morning: Morning, page: Worksheet, styles: StyleBook) -> Sheet:
    """The sheet; locked without a password but for rates, amounts and signatures."""
    table, places = finance_table(morning), _places(morning)
    _set_page(page, morning, styles, table, places)
    rows = chain(
        _title_rows(morning, styles),
        _rate_rows(morning, places, styles),
        head_rows(table, styles),
        people_rows(table, morning, morning.arrived, styles, _height),
        [_total_row(table, morning, places, styles), Row([], 10)],
        [sign_off(styles, _SIGN_OFF_SPANS, _closing(table, morning, styles))],
    )
    end = table.last + 3
    return Sheet(page, rows, f"A1:K{end}", end)


def riel_total_cell(morning: Morning) -> str:
    """The cell of the riel grand total, as formulas name it."""
    return f"Finance!$J${finance_table(morning).last + 1}"


def dollar_total_cell(morning: Morning) -> str:
    """The cell of the dollar grand total, as formulas name it."""
    return f"Finance!$I${finance_table(morning).last + 1}"


def dollars_paid(morning: Morning) -> Decimal:
    """US dollars for everyone who signed in, by the rates."""
    amounts = (morning.allowances.of(person.category).total for person in morning.arrived)
    return sum(amounts, Decimal(0))


def riel_paid(morning: Morning) -> int:
    """The sum of each person's rounded riel, nought while no rate is set."""
    of = morning.allowances
    return sum(of.riel(of.of(person.category).total) or 0 for person in morning.arrived)


def _places(morning: Morning) -> _Places:
    keys = enumerate(morning.categories, _RATES_HEAD + 1)
    return _Places({key: row for row, key in keys})


def _columns(places: _Places) -> tuple[Column, ...]:
    number = Look(face="latin", across="center")
    code = Look(face="latin", across="center", number="@")
    signature = Look(typed=True)
    return (
        Column("ល.រ", "No.", 5, number, lambda _, number, __: number),
        Column("លេខសម្គាល់", "ID", 9, code, lambda _, __, p: p.code),
        Column(
            "គោត្តនាម-នាម",
            "Name (Khmer)",
            20,
            _KHMER,
            lambda _, __, p: p.name_km_canonical,
        ),
        Column("ឈ្មោះឡាតាំង", "Name (Latin)", 21, _LATIN, lambda _, __, p: p.name_latin_canonical),
        Column("ប្រភេទ", "Type", 23, _LATIN, lambda m, _, p: m.categories[p.category].en),
        Column("ថ្លៃធ្វើដំណើរ", "Transport USD", 14, _USD, _amount("F", "transport", places)),
        Column("ថ្លៃអាហារ", "Meals USD", 12, _USD, _amount("G", "meals", places)),
        Column("ថ្លៃស្នាក់នៅ", "Lodging USD", 12, _USD, _amount("H", "lodging", places)),
        Column("សរុប ដុល្លារ", "Total USD", 13, _USD_SUM, _total(places)),
        Column("សរុប រៀល", "Total riel", 15, _KHR_SUM, _riel(places)),
        Column(
            "ហត្ថលេខា/ស្នាមមេដៃ", "Signature or thumbprint", 27, signature, lambda _, __, ___: None
        ),
    )


def _amount(letter: str, kind: str, places: _Places) -> Value:
    """The rate of the person's category, which may be typed over."""

    def value(morning: Morning, _: int, person: Person) -> Content:
        amount = getattr(morning.allowances.of(person.category), kind)
        return Formula(f"${letter}${places.rates[person.category]}", amount)

    return value


def _total(places: _Places) -> Value:
    def value(morning: Morning, number: int, person: Person) -> Content:
        row = places.first + number - 1
        total = morning.allowances.of(person.category).total
        return Formula(f"ROUND(SUM(F{row}:H{row}),2)", total)

    return value


def _riel(places: _Places) -> Value:
    rate = f"$J${places.riel_rate}"

    def value(morning: Morning, number: int, person: Person) -> Content:
        row = places.first + number - 1
        riel = morning.allowances.riel(morning.allowances.of(person.category).total)
        # To the cent first: 0.29 × 5,000 is a little less than 1,450 in binary.
        text = f'IF(N({rate})=0,"",ROUND(ROUND(I{row}*{rate},2),-2))'
        return Formula(text, "" if riel is None else riel)

    return value


def _set_page(
    page: Worksheet, morning: Morning, styles: StyleBook, table: Table, places: _Places
) -> None:
    set_widths(page, [column.width for column in table.columns])
    set_print(page, morning, styles, landscape=True, repeat=f"{table.first - 2}:{table.first - 1}")
    page.freeze_panes = f"E{table.first}"
    merge(page, *(f"A{row}:K{row}" for row in (1, 2, 3, 4)))
    for row in (5, 6):
        merge(page, f"A{row}:B{row}", f"C{row}:D{row}", f"F{row}:H{row}", f"J{row}:K{row}")
    for row in range(_RATES_HEAD, places.riel_rate + 1):
        merge(page, f"A{row}:E{row}")
    merge(page, f"F{places.riel_rate}:I{places.riel_rate}", f"A{table.last + 1}:E{table.last + 1}")
    merge_sign_off(page, table.last + 3, _SIGN_OFF_SPANS)
    add_table(page, table, filtered=False)
    _protect(page, table, places)


def _protect(page: Worksheet, table: Table, places: _Places) -> None:
    """Against slips, not against intent: a sheet's lock protects nothing."""
    page.protection.sheet = True
    page.protection.formatRows = page.protection.formatColumns = False
    amounts = DataValidation(
        type="decimal",
        operator="greaterThanOrEqual",
        formula1="0",
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="Amount",
        error="A number that is not below nought. ចំនួនដែលមិនតូចជាងសូន្យ។",
    )
    amounts.add(f"F{_RATES_HEAD + 1}:H{places.riel_rate - 1}")
    amounts.add(f"J{places.riel_rate}")
    amounts.add(f"F{table.first}:H{table.last}")
    page.add_data_validation(amounts)


def _title_rows(morning: Morning, styles: StyleBook) -> list[Row]:
    project, donor, grant, activity = grant_facts(morning.event)
    day, place = day_and_place(morning.event)
    return [
        wide(styles, TITLE, "តារាងទូទាត់ប្រាក់ឧបត្ថម្ភ", 11, 38),
        wide(styles, SUBTITLE, "ALLOWANCE PAYMENT SHEET", 11, 18),
        wide(styles, EVENT_KM, khmer_title(morning.event), 11, 27),
        wide(styles, EVENT_EN, english_title(morning.event), 11, 19),
        _facts(styles, (day, project, grant)),
        _facts(styles, (place, donor, activity)),
    ]


def _facts(styles: StyleBook, facts: Sequence[tuple[str, str]]) -> Row:
    label = styles(Look(size=8.5, colour=QUIET, edges="none", across="right"))
    cells: list[Cell] = []
    for (name, value), (before, within) in zip(facts, ((2, 2), (1, 3), (1, 2)), strict=True):
        field = styles(fact_look(value))
        cells += [Cell(label, name)] + [Cell(label)] * (before - 1)
        cells += [Cell(field, value)] + [Cell(field)] * (within - 1)
    tallest = max(2, *(lines_of(value, 34) for _, value in facts))
    return Row(cells, 17.0 * min(tallest, 5) + 4)


def _rate_rows(morning: Morning, places: _Places, styles: StyleBook) -> Iterator[Row]:
    head = styles(Look(size=9, bold=True, fill=BAND, indent=1))
    right = styles(Look(size=9, bold=True, fill=BAND, across="right", indent=1))
    titles = ("ធ្វើដំណើរ", "អាហារ", "ស្នាក់នៅ", "សរុប Total")
    title = Cell(head, "អត្រាក្នុងម្នាក់ គិតជាដុល្លារ · Rates per person, USD")
    cells = [title] + [Cell(head)] * 4 + [Cell(right, text) for text in titles]
    yield Row(cells, 22)
    for key, row in places.rates.items():
        yield _rate_row(morning, key, row, styles)
    yield _riel_rate_row(morning, styles)
    yield Row([], 8)


def _rate_row(morning: Morning, key: str, row: int, styles: StyleBook) -> Row:
    name, rates = morning.categories[key], morning.allowances.of(key)
    label = styles(Look(size=9, indent=1))
    typed = styles(
        Look(
            face="latin",
            size=9,
            across="right",
            number=_DOLLARS,
            typed=True,
            fill=FILL_IN,
        )
    )
    total = styles(
        Look(face="latin", size=9, across="right", wrap=False, number=_DOLLARS, bold=True)
    )
    amounts = [Cell(typed, getattr(rates, kind)) for kind in _KINDS]
    whole = Cell(total, Formula(f"ROUND(SUM(F{row}:H{row}),2)", rates.total))
    return Row([Cell(label, both(name.km, name.en)), *[Cell(label)] * 4, *amounts, whole], 19)


def _riel_rate_row(morning: Morning, styles: StyleBook) -> Row:
    label = styles(Look(size=9, edges="none", across="right", indent=1))
    typed = styles(
        Look(
            face="latin",
            across="right",
            number=_RIEL,
            typed=True,
            fill=FILL_IN,
            bold=True,
        )
    )
    none = styles(Look(edges="none"))
    name = Cell(label, "អត្រាប្តូរប្រាក់ ១ ដុល្លារ ស្មើរៀល · Exchange rate, riel for 1 USD")
    cells = [*[Cell(none)] * 5, name, *[Cell(label)] * 3, Cell(typed, morning.allowances.riel_rate)]
    return Row(cells, 22)


def _total_row(table: Table, morning: Morning, places: _Places, styles: StyleBook) -> Row:
    label = styles(Look(bold=True, edges="total", across="right", indent=1))
    dollars = styles(
        Look(
            face="latin",
            bold=True,
            edges="total",
            across="right",
            wrap=False,
            number=_DOLLARS,
        )
    )
    riel = styles(
        Look(
            face="latin",
            bold=True,
            edges="total",
            across="right",
            wrap=False,
            number=_RIEL,
        )
    )
    sums = [
        Cell(dollars, Formula(f"ROUND(SUM({letter}{table.first}:{letter}{table.last}),2)", amount))
        for letter, amount in zip("FGHI", _dollar_sums(morning), strict=True)
    ]
    grand = Formula(
        f'IF(N($J${places.riel_rate})=0,"",SUM(J{table.first}:J{table.last}))',
        riel_paid(morning) if morning.allowances.riel_rate else "",
    )
    name = Cell(label, "សរុបរួម · Grand total")
    return Row([name, *[Cell(label)] * 4, *sums, Cell(riel, grand), Cell(label)], 28)


def _closing(table: Table, morning: Morning, styles: StyleBook) -> Cell:
    """What is paid, in the row of the boxes: nobody signs on a page that says no sum."""
    persons = f'COUNTIF({table.here("Total USD")},">0")'
    dollars, riel = (f"{letter}{table.last + 1}" for letter in "IJ")
    km = f'"ទូទាត់ជូន "&{persons}&" នាក់"'
    en = f'"Paid to persons: "&{persons}&CHAR(10)&"USD "&FIXED({dollars},2)'
    text = f'{km}&CHAR(10)&{en}&CHAR(10)&"KHR "&IF({riel}="","–",FIXED({riel},0))'
    look = styles(Look(size=10.5, bold=True, edges="box", down="top", indent=1))
    number = sum(morning.allowances.of(p.category).total > 0 for p in morning.arrived)
    paid = f"{riel_paid(morning):,}" if morning.allowances.riel_rate else "–"
    lines = (f"ទូទាត់ជូន {number} នាក់", f"Paid to persons: {number}")
    sums = (f"USD {dollars_paid(morning):,.2f}", f"KHR {paid}")
    return Cell(look, Formula(text, "\n".join((*lines, *sums))))


def _dollar_sums(morning: Morning) -> list[Decimal]:
    paid = [morning.allowances.of(person.category) for person in morning.arrived]
    return [
        sum((getattr(rates, kind) for rates in paid), Decimal(0)) for kind in (*_KINDS, "total")
    ]


def _height(contents: Sequence[Content]) -> float:
    lines = (lines_of(str(contents[i]), w) if contents else 1 for i, w in _WRAPPED.items())
    return max(_ROW_HEIGHT, LINE * max(lines))
