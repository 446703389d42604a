"""How full the groups are, and who must not be photographed."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kiosk.cli import arguments, words
from kiosk.cli.answering import in_language, open_desk, print_json, say
from kiosk.cli.replacing import check_free, describe_replace
from kiosk.domain import Person
from kiosk.language import Language
from kiosk.services.desk import name_of
from kiosk.services.groups import GroupCount, group_counts
from kiosk.services.photo_consent import not_asked, refused


def describe_groups(parser: argparse.ArgumentParser) -> None:
    """What ``kiosk groups`` takes."""
    arguments.event(parser)
    parser.add_argument("--pdf", type=Path, metavar="OUT.pdf", help="the lists for their doors")
    describe_replace(parser)
    arguments.json(parser)


def groups(options: argparse.Namespace, language: Language) -> int:
    """How full the groups are; with ``--pdf`` the lists for their doors."""
    if options.pdf is not None:
        check_free(options.pdf, options)
    with open_desk(options) as desk:
        counts = group_counts(desk.event, desk.people())
        if options.pdf is not None:
            desk.door_lists(options.pdf)
    if options.json:
        print_json([_as_json(count) for count in counts])
    else:
        _say_groups(counts, language)
    if options.pdf is not None and not options.json:
        say(words.DOOR_LISTS_MADE, language, file=options.pdf)
    return 0


def _as_json(count: GroupCount) -> dict[str, Any]:
    return {
        "group": count.group.number if count.group else None,
        "people": count.people,
        "here": count.here,
        "women": count.women,
        "men": count.men,
        "other": count.other,
        "by_category": dict(count.by_category),
    }


def _say_groups(counts: Sequence[GroupCount], language: Language) -> None:
    for count in counts:
        facts = {"people": count.people, "here": count.here}
        facts |= {"women": count.women, "men": count.men}
        if count.group is None:
            say(words.WITHOUT_GROUP, language, **facts)
        else:
            name = in_language(language, count.group.km, count.group.en)
            say(words.GROUP, language, number=count.group.number, name=name, **facts)


def describe_photos(parser: argparse.ArgumentParser) -> None:
    """What ``kiosk photos`` takes."""
    arguments.event(parser)
    parser.add_argument("--pdf", type=Path, metavar="OUT.pdf", help="the list on A4")
    describe_replace(parser)
    arguments.json(parser)


def photos(options: argparse.Namespace, language: Language) -> int:
    """Who is not to be photographed, for whoever takes the pictures; ``--pdf`` on A4 too."""
    if options.pdf is not None:
        check_free(options.pdf, options)
    with open_desk(options) as desk:
        people = desk.people()
        if options.pdf is not None:
            desk.photo_list(options.pdf)
    listed = refused(people)
    if options.json:
        print_json([_to_spare(person) for person in listed])
        return 0
    say(words.NO_PHOTOS, language, refused=len(listed), not_asked=not_asked(people))
    for person in listed:
        print("  ".join(filter(None, (person.code, name_of(person), person.organisation))))
    if options.pdf is not None:
        say(words.PHOTO_LIST_MADE, language, file=options.pdf)
    return 0


def _to_spare(person: Person) -> dict[str, Any]:
    return {
        "id": str(person.id),
        "code": person.code,
        "name_km": person.name_km_canonical,
        "name_latin": person.name_latin_canonical,
        "organisation": person.organisation,
        "group": person.group,
        "here": person.arrived_at is not None,
    }
