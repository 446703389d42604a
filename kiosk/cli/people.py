"""People by name: look them up, show, add, correct and remove them."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import fields, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from kiosk.cli import arguments, words
from kiosk.cli.answering import clock_time, moment, open_desk, print_json, say
from kiosk.domain import (
    DETAIL_FIELDS,
    AgeBand,
    Disability,
    Person,
    PersonDetails,
    PhotoConsent,
    Sex,
)
from kiosk.language import Language, Refusal, Sentence
from kiosk.services.desk import Desk, Private, name_of
from kiosk.services.field_words import known_details

if TYPE_CHECKING:
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
"""The free texts that ``kiosk add`` and ``kiosk change`` take, with their placeholder."""


def describe_find(parser: argparse.ArgumentParser) -> None:
    """What ``kiosk find`` takes."""
    arguments.event(parser)
    parser.add_argument("text", metavar="TEXT", help="name, phone, organisation, code; '' is all")
    parser.add_argument(
        "--limit", type=arguments.whole_number, metavar="N", help="at most N people"
    )
    arguments.json(parser)


def find(options: argparse.Namespace, language: Language) -> int:
    """Look people up."""
    with open_desk(options) as desk:
        found = desk.find(options.text, options.limit)
        if options.json:
            print_json([_found_as_json(desk, match) for match in found])
        elif not found:
            say(words.NO_ONE_FOUND, language)
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
        "arrived_at": moment(desk, person.arrived_at),
        "why": match.why.value,
        "score": round(match.score, 3),
    }


def _line(desk: Desk, person: Person, language: Language) -> str:
    if person.arrived_at is None:
        by = desk.came_instead().get(person.code)
        not_here = words.NOT_HERE_YET.text(language)
        here = words.REPLACED.text(language, name=name_of(by)) if by else not_here
    else:
        here = words.HERE_SINCE.text(language, time=clock_time(desk, person.arrived_at))
    names = (person.name_km_canonical, person.name_latin_canonical, person.organisation)
    return "  ".join([person.code, *(name for name in names if name), f"({here})"])


def describe_show(parser: argparse.ArgumentParser) -> None:
    """What ``kiosk show`` takes."""
    arguments.event(parser)
    parser.add_argument("who", metavar="ID-OR-CODE")
    parser.add_argument(
        "--disability", action="store_true", help="that too, where the event has a PIN"
    )
    arguments.json(parser)


def show(options: argparse.Namespace, language: Language) -> int:
    """Everything known of one person."""
    with open_desk(options) as desk:
        person = desk.person(options.who)
        private = desk.private(person, ask=options.disability)
        if options.json:
            print_json(person_as_json(desk, person, private))
        else:
            print(_line(desk, person, language))
            for name, value in known_details(_as_seen(person, private), desk.event):
                print(f"  {name.text(language)}: {value.text(language)}")
            _say_badges(desk, person, language)
            _say_in_place(desk, person, language)
            _say_history(desk, person, language)
    return 0


def _say_badges(desk: Desk, person: Person, language: Language) -> None:
    if count := desk.badge_room.count(person.id):
        say(words.BADGES_OF_ONE, language, count=count)


def _say_in_place(desk: Desk, person: Person, language: Language) -> None:
    """In whose place someone came, and who came in theirs."""
    found = desk.in_place(person)
    for sentence, other in ((words.IN_PLACE_OF, found.of), (words.REPLACED_BY, found.by)):
        if other is not None:
            say(sentence, language, name=name_of(other), code=other.code)


def _say_history(desk: Desk, person: Person, language: Language) -> None:
    for deed in desk.history(person.id):
        what = "; ".join(told.text(language) for told in deed.what)
        print(f"  {clock_time(desk, deed.at)}  {deed.desk}  {what}")


def _as_seen(person: Person, private: Private) -> Person:
    hidden = private.disability is None
    return replace(person, disability=Disability.NOT_STATED) if hidden else person


def person_as_json(desk: Desk, person: Person, private: Private) -> dict[str, Any]:
    """Every field of a person, as ``kiosk show --json`` prints it; disability is null where it is
    the organizer's to see."""
    values = {field.name: getattr(person, field.name) for field in fields(Person)}
    values["disability"] = private.disability
    first = {"id": str(person.id), "code": person.code}
    by = desk.in_place(person).by
    last = {"arrived_at": moment(desk, person.arrived_at), "replaced_by": by.code if by else ""}
    badges = {"badges_printed": desk.badge_room.count(person.id)}
    return {**first, **values, **first, **last, **badges}


def describe_add(parser: argparse.ArgumentParser) -> None:
    """What ``kiosk add`` takes."""
    arguments.event(parser)
    parser.add_argument("--category", required=True, metavar="KEY")
    _details(parser)
    parser.add_argument("--walk-in", action="store_true", help="was not on the list beforehand")
    parser.add_argument(
        "--in-place-of", metavar="ID-OR-CODE", help="the expected person in whose place they come"
    )
    arguments.json(parser)


def add(options: argparse.Namespace, language: Language) -> int:
    """Put someone on the event."""
    with open_desk(options) as desk:
        said = _said(options)
        if said.get("in_place_of"):
            said["in_place_of"] = desk.person(said["in_place_of"]).code
        person = desk.add(PersonDetails(**said))
    _tell_of(person, words.ADDED, options, language)
    return 0


def describe_change(parser: argparse.ArgumentParser) -> None:
    """What ``kiosk change`` takes."""
    arguments.event(parser)
    parser.add_argument("who", metavar="ID-OR-CODE")
    parser.add_argument("--category", metavar="KEY")
    _details(parser)
    arguments.json(parser)


def change(options: argparse.Namespace, language: Language) -> int:
    """Correct what is written of a person; a seat gets its name so."""
    said = _said(options)
    if not said:
        raise Refusal(words.NOTHING_TO_CHANGE)
    with open_desk(options) as desk:
        person = desk.change(desk.person(options.who).id, **said)
    _tell_of(person, words.CHANGED, options, language)
    return 0


def describe_remove(parser: argparse.ArgumentParser) -> None:
    """What ``kiosk remove`` takes."""
    arguments.event(parser)
    parser.add_argument("who", metavar="ID-OR-CODE")
    arguments.json(parser)


def remove(options: argparse.Namespace, language: Language) -> int:
    """Take someone off the event who is on it by mistake."""
    with open_desk(options) as desk:
        person = desk.remove(options.who)
    _tell_of(person, words.REMOVED, options, language)
    return 0


def _details(parser: argparse.ArgumentParser) -> None:
    for name, metavar in TEXT_OPTIONS.items():
        parser.add_argument(f"--{name}", metavar=metavar)
    for name, choices in CHOICES.items():
        parser.add_argument(f"--{name.replace('_', '-')}", choices=[str(each) for each in choices])
    parser.add_argument("--group", type=int, metavar="NUMBER")


def _tell_of(
    person: Person, sentence: Sentence, options: argparse.Namespace, language: Language
) -> None:
    if options.json:
        print_json({"id": str(person.id), "code": person.code})
    else:
        say(sentence, language, name=name_of(person), code=person.code)


def _said(options: argparse.Namespace) -> dict[str, Any]:
    """The details that were typed."""
    typed = vars(options)
    said = {name: typed[name] for name in DETAIL_FIELDS if typed.get(name) is not None}
    return {
        name: CHOICES[name](value) if name in CHOICES else value for name, value in said.items()
    }


CHOICES: Mapping[str, type[StrEnum]] = {
    "sex": Sex,
    "age_band": AgeBand,
    "disability": Disability,
    "photo_consent": PhotoConsent,
}
"""The details of which one of few is chosen."""
