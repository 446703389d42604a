"""``kiosk import``: a participant list into the event, or what that would do."""

from __future__ import annotations

import argparse
import dataclasses
import getpass
import sys
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.cli import list_words as words
from kiosk.cli.answering import open_desk, print_json, say
from kiosk.cli.output import tell
from kiosk.language import Language, Sentence
from kiosk.services.desk import Desk
from kiosk.services.field_words import value_words

if TYPE_CHECKING:
    from kiosk.services.list_taking import Stage
    from kiosk.services.lists import Column, ListPlan, PlannedRow


def describe_import_list(parser: argparse.ArgumentParser) -> None:
    """What can be typed behind ``kiosk import``."""
    parser.add_argument("event", type=Path, metavar="EVENT.kiosk", help="the event's file")
    parser.add_argument("list", type=Path, metavar="LIST", help="xlsx, xls, xlsb, ods, csv, tsv")
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, only")
    parser.add_argument("--category", metavar="KEY", help="for rows that do not say theirs")
    for name, metavar, help_text in _TYPED:
        parser.add_argument(
            f"--{name}", action="append", default=[], metavar=metavar, help=help_text
        )
    parser.add_argument(
        "--asked",
        choices=["skip", "new", "same"],
        default="skip",
        help="who all other rows are that ask (default: left out)",
    )
    parser.add_argument(
        "--desk-edits",
        choices=["keep", "take"],
        default="keep",
        help="whose word counts where the desk changed what the list says (default: the desk's)",
    )
    parser.add_argument(
        "--password", metavar="P", help="of a workbook that is locked; '-' asks for it"
    )
    parser.add_argument("--json", action="store_true", help="answer as JSON")


_TYPED = (
    (
        "map",
        "COLUMN=FIELD",
        "what a column fills, by its title or letters: 'Mobile=phone', 'B=name_km', 'C=none'",
    ),
    (
        "value",
        "TEXT=ANSWER",
        "which category, group or province a text of the list is; '+' makes it",
    ),
    (
        "row",
        "ROW=ANSWER",
        "of a row that asks: '12=new', 'Sheet1!12=same', '12=same:CODE', '12=skip', '12=take'",
    ),
)


def import_list(options: argparse.Namespace, language: Language) -> int:
    """Read a participant list into the event, or say what that would do."""
    with open_desk(options) as desk:
        before = desk.store.journal_length()
        progress = _Progress(language)
        try:
            planned = _planned(desk, options, progress)
            if not options.dry_run:
                desk.take(planned, progress=progress)
        except KeyboardInterrupt:
            progress.clear()
            if desk.store.journal_length() == before:
                tell(words.STOPPED.text(language), sys.stderr)
            raise
        finally:
            progress.clear()
        if options.json:
            print_json(plan_as_json(planned, language))
        else:
            _Report(planned, language, desk).say(dry_run=options.dry_run)
    return 0


def _planned(desk: Desk, options: argparse.Namespace, progress: _Progress) -> ListPlan:
    from kiosk.cli.list_answers import about_rows, about_values, before_planning
    from kiosk.services.lists import settled

    password = options.password
    if password == "-":
        password = getpass.getpass(f"{options.list.name}: ")
    listed = desk.scan_list(options.list, password=password, progress=progress)
    answers = before_planning(options, listed)
    planned = desk.plan_list(listed, answers=answers, progress=progress)
    if options.value:
        answers = about_values(options, planned, answers)
        planned = desk.plan_list(listed, answers=answers, progress=progress)
    return settled(planned, about_rows(options, planned, answers, desk))


class _Progress:
    """A line on the terminal that says how far it is; none where no one looks."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._looked_at = sys.stderr.isatty()
        self._said = ""

    def __call__(self, stage: Stage, done: int, total: int) -> None:
        share = f" {100 * done // total} %" if total else " …"
        line = words.STAGES[stage].text(self._language) + share
        if self._looked_at and line != self._said:
            sys.stderr.write(f"\r\x1b[K{line}")
            sys.stderr.flush()
            self._said = line

    def clear(self) -> None:
        """Take the line away."""
        if self._said:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._said = ""


def plan_as_json(planned: ListPlan, language: Language) -> dict[str, Any]:
    """The plan as ``kiosk import --json`` prints it; ``row`` is null for a whole sheet."""
    from kiosk.services.lists import Outcome

    refused = [row for row in planned.rows if row.outcome is Outcome.REFUSED]
    return {
        "rows": len(planned.rows),
        "added": planned.count(Outcome.NEW),
        "changed": planned.count(Outcome.CHANGED),
        "same": planned.count(Outcome.SAME),
        "refused": [
            {"sheet": row.sheet, "row": row.row, "reason": row.told.text(language)}
            for row in refused
            if row.told
        ],
        "questions": [
            {"sheet": note.sheet, "row": note.row, "question": note.told.text(language)}
            for note in (*planned.questions, *(n for n in planned.notes if not n.asks))
        ],
        "columns": [_column_as_json(column) for column in planned.columns],
        "values": [
            {"field": value.field, "text": value.text, "rows": value.count}
            for value in planned.values
        ],
        "made": [*(c.key for c in planned.categories), *(g.number for g in planned.groups)],
        "outcomes": [_row_as_json(row, language) for row in planned.rows],
    }


def _column_as_json(column: Column) -> dict[str, Any]:
    return {
        "sheet": column.sheet,
        "column": column.letters,
        "title": column.title,
        "field": column.field,
        "suggestion": column.suggestion,
        "by_hand": column.by_hand,
        "hidden": column.hidden,
        "samples": list(column.samples),
    }


def _row_as_json(row: PlannedRow, language: Language) -> dict[str, Any]:
    told = row.told.text(language) if row.told else None
    details = dataclasses.asdict(row.details) if row.details else None
    return {
        "sheet": row.sheet,
        "row": row.row,
        "outcome": row.outcome,
        "person": str(row.person_id) if row.person_id else None,
        "said": details,
        "changes": _pairs(row.changes),
        "contested": _pairs(row.contested),
        "maybe": [
            {
                "name": one.name,
                "person": str(one.person_id) if one.person_id else None,
                "row": one.row,
                "changes": _pairs(one.changes),
            }
            for one in row.candidates
        ],
        "told": told,
    }


def _pairs(changes: Mapping[str, tuple[object, object]]) -> dict[str, list[object]]:
    return {field: list(pair) for field, pair in changes.items()}


class _Report:
    """The plan in words."""

    def __init__(self, planned: ListPlan, language: Language, desk: Desk) -> None:
        self._planned, self._language, self._event = planned, language, desk.event

    def say(self, *, dry_run: bool) -> None:
        """Everything for a dry run; else the figures and what was not taken."""
        if dry_run:
            self._say_columns()
            self._say(words.ROWS)
            for row in self._planned.rows:
                self._say_row(row)
        self._say_counts(words.WOULD_READ if dry_run else words.READ)
        report = plan_as_json(self._planned, self._language)
        if not dry_run:
            self._say_told(report["refused"], words.NOT_TAKEN, "reason")
        self._say_told(report["questions"], words.QUESTIONS, "question")
        self._say_how_to_answer()

    def _say(self, sentence: Sentence, **facts: object) -> None:
        say(sentence, self._language, **facts)

    def _say_columns(self) -> None:
        from kiosk.services.lists.sentences import FIELDS

        for sheet, columns in groupby(self._planned.columns, key=lambda column: column.sheet):
            self._say(words.COLUMNS, sheet=sheet)
            for column in columns:
                field: object = FIELDS[column.field] if column.field else words.NOTHING_TAKEN
                if column.by_hand:
                    field = words.BY_HAND.text(self._language, field=field)
                samples = " | ".join(sample.replace("\n", " ") for sample in column.samples)
                title = column.title.replace("\n", " / ")
                facts = {"letters": column.letters, "title": title, "field": field}
                self._say(words.COLUMN, samples=samples, **facts)

    def _say_row(self, row: PlannedRow) -> None:
        outcome = words.OUTCOMES[row.outcome].text(self._language)
        name = _name(row)
        if row.told:
            told = row.told.text(self._language)
            said = f"{outcome}: {name}. {told}" if name else f"{outcome}: {told}"
        else:
            said = f"{outcome}: {name}"
        self._say(words.PLACE, sheet=row.sheet, row=row.row, words=said)
        for changes, sentence in ((row.changes, words.CHANGE), (row.contested, words.STAYS)):
            for field, (old, new) in changes.items():
                self._say_change(sentence, field, old, new)
        for one in row.candidates:
            for field, (old, new) in one.changes.items():
                self._say_change(words.WOULD_CHANGE, field, old, new, name=one.name)

    def _say_change(
        self, sentence: Sentence, field: str, old: object, new: object, name: str = ""
    ) -> None:
        from kiosk.services.lists.sentences import FIELDS

        before, after = (value_words(field, value, self._event) for value in (old, new))
        self._say(sentence, field=FIELDS[field], old=before, new=after, name=name)

    def _say_counts(self, sentence: Sentence) -> None:
        from kiosk.services.lists import Outcome

        count = self._planned.count
        made = [c.en or c.km for c in self._planned.categories]
        made += [g.en or g.km for g in self._planned.groups]
        if made:
            self._say(words.WOULD_MAKE, names=", ".join(made))
        self._say(
            sentence,
            rows=len(self._planned.rows),
            added=count(Outcome.NEW),
            changed=count(Outcome.CHANGED),
            same=count(Outcome.SAME),
            asked=count(Outcome.ASK),
            refused=count(Outcome.REFUSED),
        )

    def _say_told(self, rows: list[dict[str, Any]], heading: Sentence, said: str) -> None:
        if rows:
            self._say(heading, count=len(rows))
        for row in rows:
            place = words.SHEET if row["row"] is None else words.PLACE
            self._say(place, sheet=row["sheet"], row=row["row"], words=row[said])

    def _say_how_to_answer(self) -> None:
        asking = next((row for row in self._planned.rows if row.asks_who), None)
        if asking:
            self._say(words.HOW_TO_ANSWER, row=str(asking.row))
        value = next(iter(self._planned.values), None)
        if value:
            known = self._event.categories[0].key if value.field == "category" else "1"
            known = "Takeo" if value.field == "province" else known
            self._say(words.HOW_TO_NAME_VALUE, text=value.text[:40], known=known)


def _name(row: PlannedRow) -> str:
    if row.details is None:
        return ""
    names = (row.details.name_km, row.details.name_latin)
    organisation = row.details.organisation_km or row.details.organisation_en
    return " / ".join(filter(None, names)) or organisation
