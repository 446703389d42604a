"""``kiosk purge``: what is known of persons goes, figures and evidence stay."""

from __future__ import annotations

import argparse
import dataclasses
import sys
from datetime import date, datetime
from pathlib import Path

from kiosk.cli.answering import check_closed, open_desk, print_json, say
from kiosk.cli.output import tell
from kiosk.language import Language, Sentence
from kiosk.services.attendance_figures import event_zone
from kiosk.services.desk import Desk
from kiosk.services.organizer import Deed
from kiosk.services.purging import Purged, check_due
from kiosk.services.safekeeping import places_of

WOULD_PURGE = Sentence(
    en="What is known of {count} {count:person|people} would go for good: names, phones,"
    " positions, signatures,"
    " and every copy of it. Figures, allowances and the journal's seals stay. To do it, add --yes.",
    km="ទិន្នន័យរបស់មនុស្ស {count} នាក់នឹងត្រូវលុបជារៀងរហូត៖ ឈ្មោះ លេខទូរស័ព្ទ តួនាទី ហត្ថលេខា"
    " និងច្បាប់ចម្លងទាំងអស់។ តួលេខ ប្រាក់ឧបត្ថម្ភ និងត្រានៃកំណត់ហេតុនៅដដែល។ ដើម្បីលុប សូមបន្ថែម --yes។",
)
PURGED = Sentence(
    en="What was known of {count} {count:person|people} is gone. With it went {copies}"
    " {copies:copy|copies} of the event, {badges} {badges:badge|badges} as"
    " {badges:a file|files}, and {left} {left:file|files} that restorings, upgrades or stopped"
    " programs left.",
    km="បានលុបទិន្នន័យរបស់មនុស្ស {count} នាក់ហើយ រួមទាំងច្បាប់ចម្លងនៃព្រឹត្តិការណ៍ {copies} ឯកសារផ្លាកឈ្មោះ {badges}"
    " និងឯកសារ {left} ដែលនៅសល់ពីការស្តារ ការធ្វើឱ្យទាន់សម័យ ឬកម្មវិធីដែលឈប់កណ្តាលទី។",
)
EXPORTS = Sentence(
    en="These were exported and still hold it; they are yours to delete:",
    km="ឯកសារទាំងនេះបាននាំចេញ ហើយនៅមានទិន្នន័យនោះ សូមលុបវាដោយខ្លួនឯង៖",
)
MOVED = Sentence(
    en="These were exported too and are no longer there; look where they went:",
    km="ឯកសារទាំងនេះក៏បាននាំចេញដែរ តែមិននៅកន្លែងដើមទៀតទេ សូមរកមើលថាវាទៅណា៖",
)
UNNAMED = Sentence(
    en="{count} more {count:export was|exports were} made before the journal kept the names of"
    " files: look for {count:it|them}, and for the lists as they came.",
    km="មានការនាំចេញ {count} ទៀត មុនពេលកំណត់ហេតុកត់ត្រាឈ្មោះឯកសារ៖ សូមរកមើលវា និងបញ្ជីដើម។",
)
DOUBTFUL = Sentence(
    en="These may be of this event, which cannot be told for sure; look, and delete them yourself:",
    km="ឯកសារទាំងនេះអាចជារបស់ព្រឹត្តិការណ៍នេះ តែមិនអាចប្រាកដបានទេ សូមពិនិត្យ ហើយលុបវាដោយខ្លួនឯង៖",
)
STICKS = Sentence(
    en="Copies on a stick that is not in now go when it is in and the event is copied again.",
    km="ច្បាប់ចម្លងនៅលើ USB ដែលមិនបានដោតឥឡូវនេះ នឹងត្រូវលុបពេលដោត USB នោះ ហើយព្រឹត្តិការណ៍ត្រូវបានចម្លងម្តងទៀត។",
)
KEPT_UNTIL = Sentence(
    en="What is known of persons may be kept until {day}.",
    km="ទិន្នន័យផ្ទាល់ខ្លួនអាចរក្សាទុកដល់ {day}។",
)


def describe_purge(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``kiosk purge``."""
    parser.add_argument("event", type=Path, metavar="EVENT.kiosk", help="the event's file")
    parser.add_argument("--person", metavar="CODE", help="one person, who asked for it")
    parser.add_argument("--yes", action="store_true", help="do it; else it is only said")
    parser.add_argument("--early", action="store_true", help="before the retention time is over")
    parser.add_argument(
        "--keep-until",
        type=date.fromisoformat,
        metavar="DATE",
        help="say how long data may be kept (such as 2028-12-31), and purge nothing",
    )
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def purge(options: argparse.Namespace, language: Language) -> int:
    """Purge the event, or one person; or say until when it may be kept."""
    check_closed(options.event)
    with open_desk(options) as desk:
        desk.organizer.allow(Deed.PURGE)
        if options.keep_until:
            desk.change_event(dataclasses.replace(desk.event, purge_after=options.keep_until))
            say(KEPT_UNTIL, language, day=options.keep_until.strftime("%d/%m/%Y"))
            return 0
        people = desk.store.unpurged()
        if options.person:
            meant = desk.person(options.person).id
            people = [person for person in people if person.id == meant]
        elif not options.early:
            check_due(desk.event.purge_after, _today(desk))
        if not options.yes:
            say(WOULD_PURGE, language, count=len(people))
            return 0
        done = desk.purge(people, places_of(desk.store.path))
    _say(done, options, language)
    return 0


def _today(desk: Desk) -> date:
    return datetime.now(event_zone(desk.event)).date()


def _say(done: Purged, options: argparse.Namespace, language: Language) -> None:
    if options.json:
        print_json(_as_json(done))
        return
    counts = {name: len(getattr(done, name)) for name in _GONE}
    say(PURGED, language, count=done.people, **counts)
    named = (EXPORTS, done.exports.there), (MOVED, done.exports.moved), (DOUBTFUL, done.doubtful)
    for sentence, paths in named:
        if paths:
            say(sentence, language)
        for path in paths:
            tell("  " + "".join(letter for letter in str(path) if letter.isprintable()))
    if done.exports.unnamed:
        say(UNNAMED, language, count=done.exports.unnamed)
    tell(STICKS.text(language), sys.stderr)


_GONE = ("copies", "badges", "left")


def _as_json(done: Purged) -> dict[str, object]:
    return {
        "people": done.people,
        "files": sum(len(getattr(done, name)) for name in _GONE),
        **{name: [str(path) for path in getattr(done, name)] for name in _GONE},
        "exports": [str(path) for path in done.exports.there],
        "moved": [str(path) for path in done.exports.moved],
        "unnamed_exports": done.exports.unnamed,
        "doubtful": [str(path) for path in done.doubtful],
    }
