"""The commands: each opens the event, asks the desk, and answers in words or JSON."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from kiosk import settings
from kiosk.bundled import sample_file
from kiosk.cli import arguments, words
from kiosk.cli.answering import (
    as_json,
    clock_time,
    in_language,
    moment,
    open_desk,
    print_json,
    say,
)
from kiosk.cli.output import tell
from kiosk.cli.passphrases import VARIABLE, given_passphrase, new_passphrase
from kiosk.cli.sending import send_badges
from kiosk.domain import Arrival
from kiosk.language import Language, Refusal
from kiosk.services.desk import Desk, name_of
from kiosk.services.event_file import read_event


def describe_window(parser: argparse.ArgumentParser) -> None:
    """What ``kiosk window`` takes."""
    parser.add_argument("event", type=Path, nargs="?", metavar="EVENT.kiosk")


def window(options: argparse.Namespace, language: Language) -> int:
    """Open the desk window; comes back when it is closed."""
    from kiosk.app import run_window

    passphrase = given_passphrase(options.passphrase_file, VARIABLE)
    return run_window(
        options.event,
        language_wish=options.lang,
        passphrase=passphrase,
        tell=lambda refusal: tell(refusal.text(language), sys.stderr),
    )


def describe_demo(parser: argparse.ArgumentParser) -> None:
    """What ``kiosk demo`` takes."""
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="where its files go (default: kiosk-demo)"
    )


def demo(options: argparse.Namespace, language: Language) -> int:
    """Hold a whole morning and name the files it leaves."""
    from kiosk.cli.demo import hold_morning

    hold_morning(options.out, language)
    return 0


def describe_new(parser: argparse.ArgumentParser) -> None:
    """What ``kiosk new`` takes."""
    arguments.event(parser)
    parser.add_argument(
        "--from",
        dest="source",
        type=Path,
        metavar="WORKSHOP.toml",
        help="the event's facts (default: the workshop that ships with the program)",
    )
    parser.add_argument(
        "--protect", action="store_true", help="encrypt it with a passphrase (--passphrase-file)"
    )


def new(options: argparse.Namespace, language: Language) -> int:
    """Make an event file."""
    event = read_event(options.source or sample_file("workshop.toml"))
    passphrase = None
    if options.protect:
        passphrase = new_passphrase(
            options.passphrase_file, VARIABLE, "--passphrase-file", options.event, language
        )
    name = settings.load().desk_name
    Desk.create(options.event, event, name=name, passphrase=passphrase).close()
    title = in_language(language, event.title_km, event.title_en)
    date = event.date.strftime("%d/%m/%Y")
    say(words.MADE, language, file=options.event, title=title, date=date)
    return 0


def describe_check_in(parser: argparse.ArgumentParser) -> None:
    """What ``kiosk check-in`` takes."""
    arguments.event(parser)
    parser.add_argument("who", nargs="+", metavar="ID-OR-CODE")
    parser.add_argument("--undo", action="store_true", help="take the arrival back")
    parser.add_argument("--no-badge", action="store_true", help="do not send the badge to print")
    parser.add_argument(
        "--although-replaced",
        action="store_true",
        help="someone came in their place, both are here",
    )
    arguments.json(parser)


def check_in(options: argparse.Namespace, language: Language) -> int:
    """People are here, or with ``--undo`` are not; one line each, once it is on disk.

    Everyone who was asked for is checked in, also where no one reads the lines any more. What
    keeps the badges from printing is said and changes nothing of the arrivals: the code stays 0.
    """
    code = 0
    with open_desk(options) as desk:
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
        replaced = options.although_replaced
        arrival = desk.check_in(who, badge=_wants_badge(options), although_replaced=replaced)
        person, line = arrival.person, _arrival_line(desk, arrival, language)
    if options.json:
        line = as_json({"id": str(person.id), "arrived_at": moment(desk, person.arrived_at)})
    tell(line)


def _arrival_line(desk: Desk, arrival: Arrival, language: Language) -> str:
    sentence = words.HERE_ALREADY if arrival.already else words.ARRIVED
    time = clock_time(desk, arrival.arrived_at)
    return sentence.text(language, name=name_of(arrival.person), time=time)


def describe_stats(parser: argparse.ArgumentParser) -> None:
    """What ``kiosk stats`` takes."""
    arguments.event(parser)
    arguments.json(parser)


def stats(options: argparse.Namespace, language: Language) -> int:
    """How many are expected, here, walked in."""
    with open_desk(options) as desk:
        if options.json:
            print_json(stats_as_json(desk))
        else:
            found = desk.figures()
            expected = found.arrived - found.walk_ins_arrived
            counts = {"registered": found.registered, "no_shows": found.no_shows}
            walk_ins = found.walk_ins_arrived
            say(words.STATS, language, expected=expected, walk_ins=walk_ins, **counts)
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
