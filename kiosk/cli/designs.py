"""The commands of badge designs: list, export, check, add and remove them, and the logo."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kiosk.cli import arguments
from kiosk.cli.answering import open_desk, print_json, say
from kiosk.language import Language, Sentence
from kiosk.services.badge_room import BadgeRoom

LINE = Sentence(en="{mark} {name}: {title}", km="{mark} {name}៖ {title}")
WRITTEN = Sentence(en="The design “{name}” is in “{file}”.", km="គំរូ «{name}» នៅក្នុង «{file}»។")
IS_RIGHT = Sentence(
    en="“{file}” is a badge design: {title}. Keep it with: kiosk design EVENT.kiosk add FILE",
    km="«{file}» ជាគំរូផ្លាកឈ្មោះ៖ {title}។ រក្សាទុកវាដោយ៖ kiosk design EVENT.kiosk add FILE",
)
KEPT = Sentence(
    en="The design “{name}” is kept in the event: {title}.",
    km="បានរក្សាទុកគំរូ «{name}» ក្នុងព្រឹត្តិការណ៍៖ {title}។",
)
REMOVED = Sentence(en="The design “{name}” is removed.", km="បានលុបគំរូ «{name}»។")
LOGO_KEPT = Sentence(
    en="The logo is on the badges of this event.", km="ឡូហ្គោនៅលើផ្លាកឈ្មោះរបស់ព្រឹត្តិការណ៍នេះហើយ។"
)
LOGO_OFF = Sentence(
    en="The badges of this event have no logo.", km="ផ្លាកឈ្មោះរបស់ព្រឹត្តិការណ៍នេះគ្មានឡូហ្គោទេ។"
)


def describe_design(parser: argparse.ArgumentParser) -> None:
    """What can be typed after ``kiosk design``."""
    parser.add_argument("event", type=Path, metavar="EVENT.kiosk", help="the event's file")
    does = parser.add_subparsers(dest="does", metavar="WHAT", required=True)
    listing = does.add_parser("list", help="the designs there are; * are the event's own")
    listing.add_argument("--json", action="store_true", help="answer as JSON")
    export = does.add_parser("export", help="write a design to a file, to change it")
    export.add_argument("name", metavar="NAME")
    export.add_argument("file", type=Path, metavar="FILE.toml")
    check = does.add_parser("check", help="say whether a file is a design, or which line is wrong")
    check.add_argument("file", type=Path, metavar="FILE.toml")
    add = does.add_parser("add", help="keep a design in the event, with the pictures beside it")
    add.add_argument("file", type=Path, metavar="FILE.toml")
    add.add_argument("--name", default="", metavar="NAME", help="default: the file's name")
    remove = does.add_parser("remove", help="take an own design away")
    remove.add_argument("name", metavar="NAME")
    logo = does.add_parser("logo", help="the organizer's logo on every badge: a PNG or JPEG")
    logo.add_argument("file", metavar="FILE|none")
    for part in (listing, export, check, add, remove, logo):
        arguments.of_all(part, within=True)


def design(options: argparse.Namespace, language: Language) -> int:
    """Designs and logo of an event."""
    with open_desk(options) as desk:
        _DOES[options.does](desk.badge_room, options, language)
    return 0


def _list(room: BadgeRoom, options: argparse.Namespace, language: Language) -> None:
    own = room.designs.own()
    found: list[dict[str, Any]] = []
    for name in room.designs.names():
        made = room.designs.named(name)
        width, height = made.page_size_mm
        title = made.title.text(language)
        size = {"page_mm": [width, height], "badges_on_a_page": made.per_page}
        found.append({"name": name, "title": title, "own": name in own, **size})
    if options.json:
        print_json(found)
        return
    for each in found:
        mark = "*" if each["own"] else "-"
        say(LINE, language, mark=mark, name=each["name"], title=each["title"])


def _export(room: BadgeRoom, options: argparse.Namespace, language: Language) -> None:
    room.designs.export(options.name, options.file)
    say(WRITTEN, language, name=options.name, file=options.file)


def _check(_room: BadgeRoom, options: argparse.Namespace, language: Language) -> None:
    from kiosk.services.badges import read_design

    title = read_design(options.file).title
    say(IS_RIGHT, language, file=options.file, title=title)


def _add(room: BadgeRoom, options: argparse.Namespace, language: Language) -> None:
    name = options.name or options.file.stem
    title = room.designs.add(name, options.file).title
    say(KEPT, language, name=name, title=title)


def _remove(room: BadgeRoom, options: argparse.Namespace, language: Language) -> None:
    room.designs.drop(options.name)
    say(REMOVED, language, name=options.name)


def _logo(room: BadgeRoom, options: argparse.Namespace, language: Language) -> None:
    none = options.file == "none"
    room.designs.keep_logo(None if none else Path(options.file))
    say(LOGO_OFF if none else LOGO_KEPT, language)


_DOES: dict[str, Callable[[BadgeRoom, argparse.Namespace, Language], None]] = {
    "list": _list,
    "export": _export,
    "check": _check,
    "add": _add,
    "remove": _remove,
    "logo": _logo,
}
