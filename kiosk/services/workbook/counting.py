"""The Summary's figures, split by sex, each beside the formula on Data that counts it.

What the program itself wrote into Data (Yes, F, 18-30 years) is counted with COUNTIFS. What
people typed (a province, the name of a category) is compared with EXACT, because COUNTIFS
takes ``*`` and ``<`` in it for commands, ``7e2`` for a number and capitals for small letters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from datetime import datetime
from typing import Literal, NamedTuple

from kiosk.domain import Sex
from kiosk.language import Language, Sentence, in_digits_of
from kiosk.services.attendance_figures import Tally, closing_time
from kiosk.services.provinces import PROVINCES
from kiosk.services.workbook.cells import holdable
from kiosk.services.workbook.data import data_table
from kiosk.services.workbook.morning import (
    AGES,
    DISABILITIES,
    NO_PROVINCE,
    NOT_STATED,
    SEX_UNSAID,
    Audience,
    Morning,
)
from kiosk.services.workbook.sign_in import sign_in_table

Split = tuple[int, int, int, int]
"""Women, men, other or not stated, all."""

_SEX_CODES = (("F",), ("M",), ("Other", NOT_STATED), ())
_PROVINCES_SHOWN = 40


class Condition(NamedTuple):
    """A column of Data and the expression its cells must equal, or (``until``) not exceed."""

    title: str
    wanted: str
    how: Literal["coded", "typed", "until"] = "coded"


class Line(NamedTuple):
    """One line of figures; ``formulas`` is told the row it stands in.

    ``everyone`` marks the line of all who attended, which other sections must add up to.
    """

    label: Sentence
    figures: Split
    formulas: Callable[[int], Sequence[str]]
    everyone: bool = False


class Section(NamedTuple):
    """Lines under a title."""

    title: Sentence
    lines: Sequence[Line]


def headline(morning: Morning) -> Section:
    """How many were registered, came, stayed away, came unannounced, came in time."""
    came, walked = Condition("Attended", '"Yes"'), Condition("Walk-in", '"Yes"')
    listed = Condition("Walk-in", '"No"')
    line = _Headline(morning)
    lines = [
        line("registered", "បានចុះឈ្មោះជាមុន", "Registered beforehand", listed),
        line("no_shows", "អវត្តមាន", "of them absent", listed, Condition("Attended", '"No"')),
        line("walk_ins_arrived", "ចុះឈ្មោះនៅកន្លែង", "Walk-ins who attended", walked, came),
        line("arrived", "មនុស្សដែលបានចូលរួម", "Attended: persons", came)._replace(everyone=True),
        _attendances(morning),
        *_in_time(morning, line, came),
        line("no_photo", "មិនយល់ព្រមថតរូប", "No photo", Condition("Photo OK", '"No"'), came),
    ]
    return Section(Sentence(en="Headline figures", km="តួលេខសំខាន់ៗ"), lines)


def disaggregation(morning: Morning) -> Iterator[Section]:
    """Who attended, by what donors ask for; what is private only where it may stand."""
    counts, donor = morning.counts, morning.audience is Audience.DONOR
    names = morning.categories.items()
    types = [(name, counts.by_category[key]) for key, name in names]
    yield _section("ប្រភេទអ្នកចូលរួម", "Type", morning, types, "typed")
    if donor:
        ages = [(AGES[band], tally) for band, tally in counts.by_age_band.items()]
        yield _section("ក្រុមអាយុ", "Age band", morning, ages, "coded")
        answers = [(DISABILITIES[said], tally) for said, tally in counts.by_disability.items()]
        yield _section("ពិការភាព", "Disability", morning, answers, "coded")
        groups = [(morning.groups[number], tally) for number, tally in counts.by_group.items()]
        yield _section("ក្រុមពិភាក្សា", "Group", morning, groups, "typed")
    yield _provinces(morning)


class _Headline:
    """Makes the lines whose figures are one field of every tally by sex."""

    def __init__(self, morning: Morning) -> None:
        self._morning = morning

    def __call__(self, figure: str, km: str, en: str, *conditions: Condition) -> Line:
        by_sex = {sex: getattr(t, figure) for sex, t in self._morning.counts.by_sex.items()}
        other = by_sex[Sex.OTHER] + by_sex[Sex.NOT_STATED]
        split = (by_sex[Sex.FEMALE], by_sex[Sex.MALE], other, sum(by_sex.values()))
        formulas = _by_sex(self._morning, conditions)
        return Line(Sentence(en=en, km=km), split, lambda _: formulas)


def _in_time(morning: Morning, line: _Headline, came: Condition) -> Iterator[Line]:
    closing = closing_time(morning.event)
    if closing is None:
        return
    clock = f"{closing:%H:%M}"
    km = f"មកដល់ត្រឹមម៉ោង {in_digits_of(Language.KHMER, clock)}"
    until = Condition("Time in", _moment(closing), "until")
    yield line("by_closing", km, f"Signed in by {clock}", came, until)


def _moment(moment: datetime) -> str:
    """A time as an expression, half a second late so that no rounding decides."""
    day = f"DATE({moment.year},{moment.month},{moment.day})"
    return f"{day}+TIME({moment.hour},{moment.minute},{moment.second})+0.5/86400"


def _attendances(morning: Morning) -> Line:
    """The lines of the Sign-in sheet; on a one-day event as many as persons."""
    counts, table = morning.counts, sign_in_table(morning)
    sex = table.span("Sex")
    either = (f'COUNTIFS({sex},"F")', f'COUNTIFS({sex},"M")')
    other = f'COUNTIFS({sex},"Other")+COUNTIFS({sex},"{SEX_UNSAID}")'
    formulas = (*either, other, f"COUNTA({table.span('ID')})")
    women, men = counts.by_sex[Sex.FEMALE].arrived, counts.by_sex[Sex.MALE].arrived
    figures = (women, men, counts.arrived - women - men, counts.arrived)
    label = Sentence(en="Attendances: lines on Sign-in", km="ចំនួនវត្តមាន (ជួរក្នុង Sign-in)")
    return Line(label, figures, lambda _: formulas)


def _section(
    km: str,
    en: str,
    morning: Morning,
    parts: Iterable[tuple[Sentence, Tally]],
    how: Literal["coded", "typed"],
) -> Section:
    lines = [_part(morning, en, name, tally, how) for name, tally in parts]
    return Section(Sentence(en=en, km=km), lines)


def _part(
    morning: Morning, title: str, name: Sentence, tally: Tally, how: Literal["coded", "typed"]
) -> Line:
    """Who attended of one kind, which the line's own label names."""

    def formulas(row: int) -> Sequence[str]:
        wanted = '""' if name is NO_PROVINCE else f"$B{row}"
        came = Condition("Attended", '"Yes"')
        return _by_sex(morning, (Condition(title, wanted, how), came))

    return Line(name, _split(tally), formulas)


def _provinces(morning: Morning) -> Section:
    """The provinces by name; where lists hold more than a page of them, the rest in one line."""
    attended = {name: tally for name, tally in _held(morning).items() if tally.arrived}
    often = sorted(attended, key=lambda name: -attended[name].arrived)[:_PROVINCES_SHOWN]
    shown = [
        name for name in sorted(attended, key=lambda name: (name == "", name)) if name in often
    ]
    labels = [_province(name) for name in shown]
    parts = [(label, attended[name]) for label, name in zip(labels, shown, strict=True)]
    section = _section("រាជធានី-ខេត្ត", "Province", morning, parts, "typed")
    if len(attended) == len(shown):
        return section
    rest = _sum(tally for name, tally in attended.items() if name not in often)
    return section._replace(lines=[*section.lines, _remainder(morning, rest, len(shown))])


def _province(name: str) -> Sentence:
    return Sentence(en=name, km=PROVINCES.get(name, "")) if name else NO_PROVINCE


def _held(morning: Morning) -> Mapping[str, Tally]:
    """Tallies by province as cells hold it."""
    alike: defaultdict[str, list[Tally]] = defaultdict(list)
    for name, tally in morning.counts.by_province.items():
        alike[holdable(name).strip()].append(tally)
    return {name: _sum(tallies) for name, tallies in alike.items()}


def _remainder(morning: Morning, rest: Tally, above: int) -> Line:
    everyone = _by_sex(morning, (Condition("Attended", '"Yes"'),))

    def formulas(row: int) -> Sequence[str]:
        return [
            f"{whole}-SUM({letter}{row - above}:{letter}{row - 1})"
            for letter, whole in zip("CDEF", everyone, strict=True)
        ]

    return Line(Sentence(en="All other provinces", km="ខេត្តផ្សេងទៀតទាំងអស់"), _split(rest), formulas)


def _by_sex(morning: Morning, conditions: Sequence[Condition]) -> Sequence[str]:
    return [
        "+".join(_count(morning, (*conditions, Condition("Sex", f'"{code}"'))) for code in codes)
        or _count(morning, conditions)
        for codes in _SEX_CODES
    ]


def _count(morning: Morning, conditions: Sequence[Condition]) -> str:
    """The formula for how many rows of Data meet all ``conditions``."""
    span = data_table(morning).span
    if all(condition.how == "coded" for condition in conditions):
        return f"COUNTIFS({','.join(f'{span(title)},{want}' for title, want, _ in conditions)})"
    factors = [
        f"({span(title)}<={want})" if how == "until" else f"EXACT({span(title)},{want})"
        for title, want, how in conditions
    ]
    return f"SUMPRODUCT({'*'.join(factors)})"


def _split(tally: Tally) -> Split:
    return tally.women, tally.men, tally.other, tally.arrived


def _sum(tallies: Iterable[Tally]) -> Tally:
    columns = zip(*(astuple(tally) for tally in tallies), strict=True)
    fields = Tally.__dataclass_fields__
    return Tally(**{name: sum(column) for name, column in zip(fields, columns, strict=True)})
