"""The journal read and taken back: ``kiosk journal`` and ``kiosk undo``."""

from __future__ import annotations

import argparse
from datetime import UTC
from pathlib import Path
from typing import Any

from kiosk.cli.answering import as_json, moment, open_desk, print_json, say
from kiosk.domain import Action, JournalRow, Person
from kiosk.language import Language, Sentence
from kiosk.services.desk import Desk, TakenBack, name_of
from kiosk.services.journal_words import BY_ORGANIZER, facts_told, row_in_words

TAKEN_BACK = Sentence(
    en="Taken back: {what} ({count} {count:person|people}).",
    km="បានដកវិញ៖ {what} (មនុស្ស {count} នាក់)។",
)
TAKEN_BACK_FACTS = Sentence(en="Taken back: {what}.", km="បានដកវិញ៖ {what}។")
TAKEN_BACK_ROW = Sentence(
    en="Row {row} was taken back, by row {by}: {what}", km="បានដកជួរទី {row} វិញ ដោយជួរទី {by}៖ {what}"
)
UNDONE = Sentence(en="(taken back by row {by})", km="(ត្រូវបានដកវិញដោយជួរទី {by})")


def describe_journal(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``kiosk journal``."""
    parser.add_argument("event", type=Path, metavar="EVENT.kiosk", help="the event's file")
    parser.add_argument("--person", metavar="CODE", help="only what was done to them")
    parser.add_argument("--last", type=int, metavar="N", help="only the newest N rows")
    parser.add_argument("--json", action="store_true", help="answer as JSON, a row a line")


def describe_undo(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``kiosk undo``."""
    parser.add_argument("event", type=Path, metavar="EVENT.kiosk", help="the event's file")
    parser.add_argument(
        "--row", type=int, metavar="N", help="this row of the journal (default: the last act here)"
    )
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def journal(options: argparse.Namespace, language: Language) -> int:
    """The rows of the journal, oldest first."""
    with open_desk(options) as desk:
        person = desk.person(options.person).id if options.person else None
        rows = desk.store.journal(person_id=person)
        undone = {row.undoes: row.number for row in desk.store.journal() if row.undoes}
        people = {each.person.id: each.person for each in desk.store.recorded()[0]}
        for row in rows[-options.last :] if options.last else rows:
            by, who = undone.get(row.id), people.get(row.person_id) if row.person_id else None
            if options.json:
                print(as_json(_row_as_json(row, by, who, desk, language)))
            else:
                print(_line(row, by, who, desk, language))
    return 0


def _row_as_json(
    row: JournalRow, by: int | None, who: Person | None, desk: Desk, language: Language
) -> dict[str, Any]:
    return {
        "row": row.number,
        "at": moment(desk, row.at),
        "at_utc": row.at.astimezone(UTC).isoformat(),
        "desk": row.desk,
        "role": row.role,
        "action": row.action.value,
        "code": who.code if who else None,
        "words": _words(row, desk, language),
        "undone_by": by,
        "seal": row.seal,
    }


def _line(
    row: JournalRow, by: int | None, who: Person | None, desk: Desk, language: Language
) -> str:
    at = (moment(desk, row.at) or "")[:19].replace("T", " ")
    name = f"{name_of(who)} ({who.code})" if who else ""
    undone = UNDONE.text(language, by=by) if by else ""
    desk_name = f"{row.desk} ({BY_ORGANIZER.text(language)})" if row.role else row.desk
    parts = (f"{row.number:>6}", at, desk_name, name, _words(row, desk, language), undone)
    return "  ".join(filter(None, parts))


def _words(row: JournalRow, desk: Desk, language: Language) -> str:
    return ", ".join(told.text(language) for told in row_in_words(row, desk.event))


def undo(options: argparse.Namespace, language: Language) -> int:
    """Take back a row of the journal, or the last act of this desk."""
    with open_desk(options) as desk:
        if options.row is not None:
            back = desk.take_back(options.row)
            (row,) = [each for each in desk.store.journal() if each.number == options.row]
            what, by = _words(row, desk, language), desk.store.journal_length()
            if not options.json:
                say(TAKEN_BACK_ROW, language, row=options.row, by=by, what=what)
        else:
            back = desk.undo()
            if not options.json:
                _say_back(back, language)
        if options.json:
            codes = [person.code for person in back.people]
            print_json({"action": back.action.value, "people": codes})
    return 0


def _say_back(back: TakenBack, language: Language) -> None:
    if back.action is Action.EVENT_CHANGED:
        say(TAKEN_BACK_FACTS, language, what=facts_told(sorted(back.fields)))
    else:
        what = ", ".join(name_of(person) for person in back.people[:3])
        say(TAKEN_BACK, language, what=what, count=len(back.people))
