"""Do the sheets agree? Each check is two figures and what must hold between them.

The Sign-in sheet and Data hold the same people in the same rows, so a changed, moved or
removed cell is found by comparing cell with cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from kiosk.domain import Person, Sex
from kiosk.language import Sentence
from kiosk.services.workbook.cells import Formula
from kiosk.services.workbook.data import data_table
from kiosk.services.workbook.finance import (
    dollar_total_cell,
    dollars_paid,
    finance_table,
    riel_paid,
    riel_total_cell,
)
from kiosk.services.workbook.morning import NOT_ASKED, NOT_STATED, SEX_UNSAID, Audience, Morning
from kiosk.services.workbook.page import Table
from kiosk.services.workbook.sign_in import sign_in_table

Figure = Formula | int


class Check(NamedTuple):
    """What is compared: ``first`` must be ``relation`` (``=`` or ``<=``) ``second``."""

    label: Sentence
    first: Figure
    second: Figure
    relation: str = "="

    @property
    def holds(self) -> bool:
        """Whether it does so when exported."""
        first, second = _value(self.first), _value(self.second)
        return first <= second if self.relation == "<=" else first == second


def checks(morning: Morning) -> list[Check]:
    """All checks that the workbook for this audience can make."""
    donor = morning.audience is Audience.DONOR
    return [
        *_persons(morning, donor),
        *_finance(morning),
        *_duplicates(morning, donor),
        *(_same_cells(morning) if donor and morning.arrived else ()),
    ]


def _persons(morning: Morning, donor: bool) -> Iterator[Check]:
    sign_in, data = sign_in_table(morning), data_table(morning)
    persons, women = morning.counts.arrived, morning.counts.by_sex[Sex.FEMALE].arrived
    attended = f'{data.span("Attended")},"Yes"'
    there = Sentence(en="Data", km="Data") if donor else Sentence(en="as exported", km="ពេលនាំចេញ")
    signed = Formula(f"COUNTA({sign_in.span('ID')})", persons)
    yield Check(
        Sentence(en=f"Persons: Sign-in = {there.en}", km=f"ចំនួនមនុស្ស៖ Sign-in = {there.km}"),
        signed,
        Formula(f"COUNTIFS({attended})", persons) if donor else persons,
    )
    yield Check(
        Sentence(en=f"Women: Sign-in = {there.en}", km=f"ចំនួនស្រី៖ Sign-in = {there.km}"),
        Formula(f'COUNTIFS({sign_in.span("Sex")},"F")', women),
        Formula(f'COUNTIFS({attended},{data.span("Sex")},"F")', women) if donor else women,
    )


def _finance(morning: Morning) -> Iterator[Check]:
    sign_in, finance = sign_in_table(morning), finance_table(morning)
    paid = sum(1 for p in morning.arrived if morning.allowances.of(p.category).total)
    yield Check(
        Sentence(en="Persons paid ≤ persons on Sign-in", km="អ្នកទទួលប្រាក់ ≤ អ្នកក្នុង Sign-in"),
        Formula(f'COUNTIFS({finance.span("Total USD")},">0")', paid),
        Formula(f"COUNTA({sign_in.span('ID')})", morning.counts.arrived),
        "<=",
    )
    yield Check(
        Sentence(
            en="Lines where Finance ≠ Sign-in: ID",
            km="ជួរ Finance ≠ Sign-in៖ លេខសម្គាល់",
        ),
        Formula(f"SUMPRODUCT(1-EXACT({finance.span('ID')},{sign_in.span('ID')}))", 0),
        0,
    )
    yield from _money(morning, finance)


def _money(morning: Morning, finance: Table) -> Iterator[Check]:
    amounts = ",".join(finance.span(f"{kind} USD") for kind in ("Transport", "Meals", "Lodging"))
    yield Check(
        Sentence(en="USD: sum of all amounts = grand total", km="ដុល្លារ៖ ផលបូក = សរុបរួម"),
        Formula(f"ROUND(SUM({amounts}),2)", dollars_paid(morning)),
        Formula(f"N({dollar_total_cell(morning)})", dollars_paid(morning)),
    )
    yield Check(
        Sentence(en="Riel: sum as shown = grand total", km="រៀល៖ ផលបូកដូចបានបង្ហាញ = សរុបរួម"),
        Formula(f"SUM({finance.span('Total riel')})", riel_paid(morning)),
        Formula(f"N({riel_total_cell(morning)})", riel_paid(morning)),
    )


def _duplicates(morning: Morning, donor: bool) -> Iterator[Check]:
    yield _unique(sign_in_table(morning), morning.arrived)
    if donor:
        yield _unique(data_table(morning), morning.people)


def _unique(table: Table, people: Sequence[Person]) -> Check:
    """IDs that stand in an earlier row too. MATCH, because COUNTIF takes 7e2 for a number."""
    ids = table.span("ID")
    again = len(people) - len({person.code.casefold() for person in people})
    text = f"SUMPRODUCT(--(MATCH({ids},{ids},0)<>ROW({ids})-{table.first - 1}))"
    label = Sentence(
        en=f"IDs that stand twice on {table.sheet}", km=f"លេខសម្គាល់ស្ទួនក្នុង {table.sheet}"
    )
    return Check(label, Formula(f"IF(COUNTA({ids})=0,0,{text})", again), 0)


def _same_cells(morning: Morning) -> Iterator[Check]:
    """For each column of Sign-in, how many cells no longer say what Data says."""
    table = sign_in_table(morning)
    kms = {column.en: column.km for column in table.columns}
    for title, differing in _differing(morning, table).items():
        label = Sentence(
            en=f"Cells where Sign-in ≠ Data: {title}",
            km=f"ក្រឡា Sign-in ≠ Data៖ {kms[title]}",
        )
        yield Check(label, Formula(f"SUMPRODUCT({differing})", 0), 0)


def _differing(morning: Morning, table: Table) -> dict[str, str]:
    """For each column, 1 where a cell differs. EXACT sees capitals; a time is no text."""
    data, persons = data_table(morning), len(morning.arrived)

    def there(title: str) -> str:
        return data.span(title, persons)

    def first_said(what: str) -> str:
        km, en = there(f"{what} (Khmer)"), there(f"{what} (English)")
        return f'{km}&REPT({en},--({km}=""))'

    expected = {
        **{title: there(title) for title in ("ID", "Name (Khmer)", "Name (Latin)")},
        "Sex": f'SUBSTITUTE({there("Sex")},"{NOT_STATED}","{SEX_UNSAID}")',
        "Position": first_said("Position"),
        "Organisation": first_said("Organisation"),
        **{title: there(title) for title in ("Province", "Phone")},
        "Photo OK": f'SUBSTITUTE({there("Photo OK")},"{NOT_ASKED}","")',
    }
    compared = {title: f"1-EXACT({table.span(title)},{this})" for title, this in expected.items()}
    return compared | {"Time in": f"--({table.span('Time in')}<>{there('Time in')})"}


def _value(figure: Figure) -> int | float | Decimal:
    result = figure.result if isinstance(figure, Formula) else figure
    assert not isinstance(result, str)
    return result
