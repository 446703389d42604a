"""The commands: each opens the event, asks the desk, and answers in words or JSON."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from kiosk import settings
from kiosk.bundled import sample_file
from kiosk.cli import words
from kiosk.cli.output import tell
from kiosk.cli.sending import send_badges
from kiosk.domain import (
    DETAIL_FIELDS,
    AgeBand,
    Arrival,
    Disability,
    Person,
    PersonDetails,
    PhotoConsent,
    Sex,
)
from kiosk.language import Language, Refusal, Sentence
from kiosk.services.attendance_figures import event_zone
from kiosk.services.desk import Desk, name_of
from kiosk.services.event_file import read_event

if TYPE_CHECKING:
    from kiosk.services.lists import ListPlan
    from kiosk.services.lookup import Match

TEXT_OPTIONS = {
    "name-km": "T",
    "name-latin": "T",
    "honorific": "T",
    "position-km": "T",
    "position-en": "T",
    "organisation-km": "T",
    "organisation-en": "T",
    "province": "T",
    "phone": "T",
    "email": "T",
    "note": "T",
}
"""The free texts that ``kiosk add`` takes, with their placeholder."""


def window(options: argparse.Namespace, language: Language) -> int:
    """Open the desk window; comes back when it is closed."""
    from kiosk.app import run_window

    return run_window(options.event, language_wish=options.lang)


def demo(options: argparse.Namespace, language: Language) -> int:
    """Hold a whole morning and name the files it leaves."""
    from kiosk.cli.demo import hold_morning

    hold_morning(options.out, language)
    return 0


def new(options: argparse.Namespace, language: Language) -> int:
    """Make an event file."""
    event = read_event(options.source or sample_file("workshop.toml"))
    Desk.create(options.event, event, name=settings.load().desk_name).close()
    title = _in(language, event.title_km, event.title_en)
    date = event.date.strftime("%d/%m/%Y")
    _say(words.MADE, language, file=options.event, title=title, date=date)
    return 0


def import_list(options: argparse.Namespace, language: Language) -> int:
    """Read a participant list into the event, or say what that would do."""
    with _desk(options) as desk:
        planned = desk.plan_list(options.list, default_category=options.category)
        if not options.dry_run:
            desk.take(planned)
        if options.json:
            _print_json(plan_as_json(planned, language))
        else:
            _say_plan(planned, language, dry_run=options.dry_run)
    return 0


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
    }


def _say_plan(planned: ListPlan, language: Language, *, dry_run: bool) -> None:
    report = plan_as_json(planned, language)
    counts = {name: report[name] for name in ("rows", "added", "changed", "same")}
    _say(words.WOULD_READ if dry_run else words.READ, language, **counts)
    for key, heading, said in (
        ("refused", words.NOT_TAKEN, "reason"),
        ("questions", words.QUESTIONS, "question"),
    ):
        if report[key]:
            _say(heading, language, count=len(report[key]))
        for row in report[key]:
            place = words.SHEET if row["row"] is None else words.PLACE
            _say(place, language, sheet=row["sheet"], row=row["row"], words=row[said])


def find(options: argparse.Namespace, language: Language) -> int:
    """Look people up."""
    with _desk(options) as desk:
        found = desk.find(options.text, options.limit)
        if options.json:
            _print_json([_found_as_json(desk, match) for match in found])
        elif not found:
            _say(words.NO_ONE_FOUND, language)
        else:
            for match in found:
                print(_line(desk, match.person, language))
    return 0


def _found_as_json(desk: Desk, match: Match) -> dict[str, Any]:
    person = match.person
    return {
        "id": str(person.id),
        "code": person.code,
        "name_km": person.name_km_canonical,
        "name_latin": person.name_latin_canonical,
        "organisation": person.organisation,
        "arrived_at": _moment(desk, person.arrived_at),
        "why": match.why.value,
        "score": round(match.score, 3),
    }


def _line(desk: Desk, person: Person, language: Language) -> str:
    if person.arrived_at is None:
        here = words.NOT_HERE_YET.text(language)
    else:
        here = words.HERE_SINCE.text(language, time=_clock_time(desk, person.arrived_at))
    names = (person.name_km_canonical, person.name_latin_canonical, person.organisation)
    return "  ".join([person.code, *(name for name in names if name), f"({here})"])


def show(options: argparse.Namespace, language: Language) -> int:
    """Everything known of one person."""
    with _desk(options) as desk:
        person = person_as_json(desk, desk.person(options.who))
    if options.json:
        _print_json(person)
    else:
        for name, value in person.items():
            print(f"{name}: {'' if value is None else value}")
    return 0


def person_as_json(desk: Desk, person: Person) -> dict[str, Any]:
    """Every field of a person, as ``kiosk show --json`` prints it."""
    values = {field.name: getattr(person, field.name) for field in fields(Person)}
    first = {"id": str(person.id), "code": person.code}
    return {**first, **values, **first, "arrived_at": _moment(desk, person.arrived_at)}


def add(options: argparse.Namespace, language: Language) -> int:
    """Put someone on the event."""
    typed = vars(options)
    said: dict[str, Any] = {
        name: typed[name] for name in DETAIL_FIELDS if typed.get(name) is not None
    }
    for name, kind in _CHOICES.items():
        if name in said:
            said[name] = kind(said[name])
    with _desk(options) as desk:
        person = desk.add(PersonDetails(**said))
    if options.json:
        _print_json({"id": str(person.id), "code": person.code})
    else:
        _say(words.ADDED, language, name=name_of(person), code=person.code)
    return 0


_CHOICES: Mapping[str, Any] = {
    "sex": Sex,
    "age_band": AgeBand,
    "disability": Disability,
    "photo_consent": PhotoConsent,
}


def check_in(options: argparse.Namespace, language: Language) -> int:
    """People are here, or with ``--undo`` are not; one line each, once it is on disk.

    Everyone who was asked for is checked in, also where no one reads the lines any more. What
    keeps the badges from printing is said and changes nothing of the arrivals: the code stays 0.
    """
    code = 0
    with _desk(options) as desk:
        for who in options.who:
            try:
                _check_in_one(desk, who, options, language)
            except Refusal as refusal:
                tell(refusal.text(language), sys.stderr)
                code = 1
        if not options.undo and _wants_badge(options):
            send_badges(desk, language)
    return code


def _wants_badge(options: argparse.Namespace) -> bool:
    return not (options.no_badge or settings.load().badges_beforehand)


def _check_in_one(desk: Desk, who: str, options: argparse.Namespace, language: Language) -> None:
    if options.undo:
        person = desk.undo_check_in(who)
        line = words.TAKEN_BACK.text(language, name=name_of(person))
    else:
        arrival = desk.check_in(who, badge=_wants_badge(options))
        person, line = arrival.person, _arrival_line(desk, arrival, language)
    if options.json:
        line = _json({"id": str(person.id), "arrived_at": _moment(desk, person.arrived_at)})
    tell(line)


def _arrival_line(desk: Desk, arrival: Arrival, language: Language) -> str:
    sentence = words.HERE_ALREADY if arrival.already else words.ARRIVED
    time = _clock_time(desk, arrival.arrived_at)
    return sentence.text(language, name=name_of(arrival.person), time=time)


def badges(options: argparse.Namespace, language: Language) -> int:
    """Badges as one PDF."""
    with _desk(options) as desk:
        made = desk.badges(options.out, options.who, options.template)
        _say(words.BADGES_MADE, language, count=made.badges, file=options.out)
        _say_left_out(desk, made.left_out, language)
    return 0


def _say_left_out(desk: Desk, left_out: Mapping[UUID, str], language: Language) -> None:
    for person_id, characters in left_out.items():
        name = name_of(desk.person(person_id))
        said = words.LEFT_OUT.text(language, name=name, characters=characters)
        print(said, file=sys.stderr)


def export(options: argparse.Namespace, language: Language) -> int:
    """The sign-in workbook."""
    from kiosk.services.workbook import Audience

    with _desk(options) as desk:
        written = desk.workbook(options.out, Audience(options.audience))
    _say(words.WORKBOOK_MADE, language, file=written)
    return 0


def stats(options: argparse.Namespace, language: Language) -> int:
    """How many are expected, here, walked in."""
    with _desk(options) as desk:
        if options.json:
            _print_json(stats_as_json(desk))
        else:
            found = desk.figures()
            expected = found.arrived - found.walk_ins_arrived
            counts = {"registered": found.registered, "no_shows": found.no_shows}
            walk_ins = found.walk_ins_arrived
            _say(words.STATS, language, expected=expected, walk_ins=walk_ins, **counts)
    return 0


def stats_as_json(desk: Desk) -> dict[str, Any]:
    """The figures as ``kiosk stats --json`` prints them; each count is of persons.

    Disability is private, so it is not among them; the donor workbook has it.
    """
    found = desk.figures()
    report: dict[str, Any] = {
        "registered": found.registered,
        "arrived": found.arrived,
        "walk_ins": found.walk_ins,
        "no_shows": found.no_shows,
        "by_closing": found.by_closing,
        "no_photo": found.no_photo,
    }
    for name in ("by_sex", "by_category", "by_group", "by_age_band", "by_province"):
        report[name] = {
            "none" if key in (None, "") else str(key): {
                "registered": tally.registered,
                "walk_ins": tally.walk_ins,
                "arrived": tally.arrived,
            }
            for key, tally in getattr(found, name).items()
        }
    return report


@contextmanager
def _desk(options: argparse.Namespace) -> Iterator[Desk]:
    desk = Desk.open(options.event, name=settings.load().desk_name)
    try:
        yield desk
    finally:
        desk.close()


def _moment(desk: Desk, at: datetime | None) -> str | None:
    """ISO 8601 in the event's own time, with its offset."""
    return None if at is None else at.astimezone(event_zone(desk.event)).isoformat()


def _clock_time(desk: Desk, at: datetime) -> str:
    return at.astimezone(event_zone(desk.event)).strftime("%H:%M")


def _in(language: Language, km: str, en: str) -> str:
    return (km or en) if language is Language.KHMER else (en or km)


def _say(sentence: Sentence, language: Language, **facts: object) -> None:
    print(sentence.text(language, **facts))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _print_json(value: Any) -> None:
    print(_json(value))
