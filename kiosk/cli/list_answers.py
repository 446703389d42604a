"""The answers of ``kiosk import``, as they are typed, into what the desk understands."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from kiosk.cli import list_words as words
from kiosk.language import Refusal
from kiosk.services.desk import Desk
from kiosk.services.lists import (
    Answers,
    Column,
    Field,
    ListPlan,
    ListScan,
    PlannedRow,
    RowAnswer,
    UnknownValue,
    Who,
)
from kiosk.services.lists.titles import title_key
from kiosk.services.lists.unknown_values import MAKE
from kiosk.services.lists.values import value_key

ROW_ANSWER = "[SHEET!]ROW=new|same|same:CODE|skip|keep|take"
_MOST_NAMED = 30
_Answer = TypeVar("_Answer")


def before_planning(options: argparse.Namespace, listed: ListScan) -> Answers:
    """What was typed about columns and about everything at once.

    Raises:
        Refusal: a column or field is named that is not there.
    """
    columns = [column for sheet in listed.sheets for column in sheet.columns]
    chosen: dict[str, Field | None] = {}
    for text in options.map:
        name, field = _halves(text, "COLUMN=FIELD")
        for column in _meant(name, columns):
            chosen[f"{column.sheet}!{column.letters}"] = _field(field)
    return Answers(
        category=options.category,
        columns=chosen,
        asked=Who(options.asked),
        take_contested=options.desk_edits == "take",
    )


def about_values(options: argparse.Namespace, planned: ListPlan, answers: Answers) -> Answers:
    """The answers with what was typed about values that the plan asks about.

    Raises:
        Refusal: the plan does not ask about such a value.
    """
    said = dict(answers.values)
    for text in options.value:
        name, answer = _halves(text, "VALUE=ANSWER")
        for value in _asked_about(name, planned.values):
            made = f"{MAKE}{value.text}" if answer == MAKE else answer
            said[value.field, value_key(value.text)] = made
    return replace(answers, values=said)


def about_rows(
    options: argparse.Namespace, planned: ListPlan, answers: Answers, desk: Desk
) -> Answers:
    """The answers with what was typed about single rows.

    Raises:
        Refusal: the row asks nothing, or may not be whom it was said to be.
    """
    asking = [row for row in planned.rows if row.asks_who]
    contested = [row for row in planned.rows if row.contested]
    said, whose = dict(answers.rows), dict(answers.contested)
    for text in options.row:
        name, answer = _halves(text, ROW_ANSWER)
        if answer in ("keep", "take"):
            row = _row(name, contested)
            whose |= {(row.place, field): answer == "take" for field in row.contested}
        else:
            row = _row(name, asking)
            said[row.place] = _who(answer, row, desk)
    return replace(answers, rows=said, contested=whose)


def _halves(text: str, pattern: str) -> tuple[str, str]:
    name, sign, answer = text.rpartition("=")
    if not sign or not name.strip():
        raise Refusal(words.NOT_AN_ANSWER, text=text, pattern=pattern)
    return name.strip(), answer.strip()


def _meant(name: str, columns: Sequence[Column]) -> list[Column]:
    """The columns of that place (``Sheet1!B``), title or letters."""
    key = title_key(name)
    for found in (
        [c for c in columns if f"{c.sheet}!{c.letters}" == name],
        [c for c in columns if key and key in _keys(c)],
        [c for c in columns if c.letters == name.upper()],
    ):
        if found:
            return found
    known = (f"{c.letters} {c.title!r}" if c.title else c.letters for c in columns)
    raise Refusal(words.NO_SUCH_COLUMN, column=name, known=_named(known))


def _keys(column: Column) -> Iterator[str]:
    yield column.key
    yield from (title_key(part) for part in column.title.split("\n"))


def _field(name: str) -> Field | None:
    if name in ("", "none", "-"):
        return None
    fields = {field.value: field for field in Field}
    plain = name.casefold().replace("-", "_").replace(" ", "_")
    if plain not in fields:
        raise Refusal(words.NO_SUCH_FIELD, field=name, known=", ".join(fields))
    return fields[plain]


def _asked_about(name: str, values: Sequence[UnknownValue]) -> list[UnknownValue]:
    key = value_key(name)
    found = [value for value in values if value_key(value.text) == key]
    if not found:
        known = _named(value.text for value in values)
        raise Refusal(words.NO_SUCH_VALUE, text=name, known=known)
    return found


def _row(name: str, asking: Sequence[PlannedRow]) -> PlannedRow:
    sheet, sign, number = name.rpartition("!")
    found = [
        row for row in asking if str(row.row) == number.strip() and (not sign or row.sheet == sheet)
    ]
    if len(found) != 1:
        known = _named(f"{row.sheet}!{row.row}" for row in asking)
        raise Refusal(words.NO_SUCH_ROW, row=name, known=known)
    return found[0]


def _who(answer: str, row: PlannedRow, desk: Desk) -> RowAnswer:
    who, _, code = answer.partition(":")
    if who not in tuple(Who) or (code and who != Who.SAME):
        raise Refusal(words.NOT_AN_ANSWER, text=answer, pattern=ROW_ANSWER)
    if who != Who.SAME or (not code and len(row.candidates) == 1):
        return RowAnswer(Who(who))
    codes = [
        {str(one.person_id), desk.person(one.person_id).code} if one.person_id else set()
        for one in row.candidates
    ]
    number = next((i for i, known in enumerate(codes) if code.strip().lower() in known), None)
    if number is None:
        people = (desk.person(one.person_id) for one in row.candidates if one.person_id)
        known = _named(f"{p.code} ({p.organisation or p.phone})" for p in people)
        raise Refusal(words.NO_SUCH_ONE, row=row.row, known=known)
    return RowAnswer(Who.SAME, number)


def _named(names: Iterable[str]) -> str:
    """Some of the names, so that the sentence stays one."""
    several = list(names)
    more = " …" if len(several) > _MOST_NAMED else ""
    return (", ".join(several[:_MOST_NAMED]) or "–") + more
