"""The organizer's PIN on the command line: ``kiosk pin``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from kiosk.cli import arguments
from kiosk.cli.answering import open_desk, print_json, say
from kiosk.cli.asking_pin import VARIABLE, typed
from kiosk.cli.output import tell
from kiosk.cli.secret_words import asked_again
from kiosk.language import Language, Refusal, Sentence
from kiosk.services.desk import Desk
from kiosk.services.guarding import renew_copies
from kiosk.services.organizer import LOCK_AFTER, LOCK_AFTER_CHOICES, NONE_SET
from kiosk.services.organizer import Organizer as Service
from kiosk.services.safekeeping import places_of
from kiosk.services.twice_typed import check_same

IS_SET = Sentence(
    en="The event has an organizer's PIN; the desk locks by itself after {minutes}"
    " {minutes:minute|minutes}.",
    km="ព្រឹត្តិការណ៍មានលេខសម្ងាត់អ្នករៀបចំ ហើយតុចាក់សោដោយខ្លួនឯងក្រោយ {minutes} នាទី។",
)
IS_NOT_SET = Sentence(
    en="The event has no organizer's PIN: everyone at the desk may do everything.",
    km="ព្រឹត្តិការណ៍គ្មានលេខសម្ងាត់អ្នករៀបចំទេ៖ អ្នកណានៅតុក៏អាចធ្វើអ្វីៗទាំងអស់បាន។",
)
WAITS = Sentence(
    en="Wait {seconds} {seconds:second|seconds} before the next try: {wrong} wrong in a row.",
    km="សូមរង់ចាំ {seconds} វិនាទី មុនសាកម្តងទៀត៖ ខុសជាប់គ្នា {wrong} ដង។",
)
SET = Sentence(
    en="The PIN is set. Exports, settings, purging and disability need it from now on.",
    km="បានកំណត់លេខសម្ងាត់។ ចាប់ពីពេលនេះ ការនាំចេញ ការកំណត់ ការលុបទិន្នន័យ និងព័ត៌មានពិការភាព ត្រូវការវា។",
)
CHANGED = Sentence(en="The PIN is changed.", km="បានប្តូរលេខសម្ងាត់។")
REMOVED = Sentence(
    en="The PIN is off: everyone at the desk may do everything.",
    km="បានដកលេខសម្ងាត់៖ អ្នកណានៅតុក៏អាចធ្វើអ្វីៗទាំងអស់បាន។",
)
FORGOTTEN = Sentence(
    en="The PIN is off, without it being given. The journal says so for good. Set a new one with:"
    " kiosk pin set",
    km="បានដកលេខសម្ងាត់ ដោយមិនបានវាយវា។ កំណត់ហេតុកត់ត្រាការនេះជារៀងរហូត។ សូមកំណត់លេខថ្មីដោយ៖ kiosk pin set",
)
WOULD_FORGET = Sentence(
    en="This takes the PIN off without asking for it. The journal tells of it for good, and the"
    " desk window shows it. To do it, add --yes.",
    km="ការនេះដកលេខសម្ងាត់ដោយមិនសួររកវា។ កំណត់ហេតុនឹងកត់ត្រាជារៀងរហូត ហើយផ្ទាំងតុនឹងបង្ហាញវា។"
    " ដើម្បីធ្វើ សូមបន្ថែម --yes។",
)
COPIES_RENEWED = Sentence(
    en="New copies have it; {gone} from before {gone:was|were} overwritten and deleted. Those on"
    " a stick that is not in now open without it, until the stick is in again and the event is"
    " copied.",
    km="ច្បាប់ចម្លងថ្មីមានលេខនេះ ហើយច្បាប់ចម្លងពីមុន {gone} ត្រូវបានសរសេរជាន់ និងលុប។ ច្បាប់ចម្លងលើ USB"
    " ដែលមិនបានដោតឥឡូវនេះ បើកបានដោយគ្មានលេខ រហូតដល់ដោត USB នោះ ហើយព្រឹត្តិការណ៍ត្រូវបានចម្លងម្តងទៀត។",
)
STILL_OPEN = Sentence(
    en="These still open without it, and are yours to delete:",
    km="ឯកសារទាំងនេះនៅបើកបានដោយគ្មានលេខ សូមលុបវាដោយខ្លួនឯង៖",
)
AWAY = Sentence(
    en="Chosen for copies, and not within reach now:",
    km="កន្លែងដែលបានជ្រើសរើសសម្រាប់ច្បាប់ចម្លង តែមិនអាចទៅដល់ឥឡូវនេះ៖",
)
ASK_OLD = Sentence(en="The PIN as it is: ", km="លេខសម្ងាត់បច្ចុប្បន្ន៖ ")
ASK_NEW = Sentence(en="The new PIN, 4 to 12 digits: ", km="លេខសម្ងាត់ថ្មី ពី ៤ ដល់ ១២ ខ្ទង់៖ ")

NEW = "KIOSK_NEW_PIN"
"""The variable that may hold a new PIN."""


def describe_pin(parser: argparse.ArgumentParser) -> None:
    """What can be typed after ``kiosk pin``. A PIN itself never is: others see it there."""
    does = parser.add_subparsers(dest="does", metavar="WHAT", required=True)
    show = does.add_parser("show", help="whether the event has a PIN")
    arguments.of_all(show, within=True)
    arguments.event(show)
    arguments.json(show)
    for name, told in (
        ("set", "give the event a PIN (asked for; else KIOSK_NEW_PIN)"),
        ("change", "another PIN in place of this one"),
        ("remove", "take it off"),
        ("forgotten", "take it off without it; the journal tells of it for good"),
        ("lock-after", "minutes without a deed of the organizer's until the desk locks by itself"),
    ):
        sub = does.add_parser(name, help=told, description=told)
        arguments.event(sub)
        arguments.of_all(sub, within=True)
        if name in ("set", "change"):
            sub.add_argument("--new-pin-file", type=Path, metavar="FILE", help="its first line")
        if name == "forgotten":
            sub.add_argument("--yes", action="store_true", help="do it; else it is only said")
        if name == "lock-after":
            sub.add_argument("minutes", type=int, choices=LOCK_AFTER_CHOICES, metavar="MINUTES")


def pin(options: argparse.Namespace, language: Language) -> int:
    """The event's PIN: shown to be there, set, changed, taken off."""
    with open_desk(options) as desk:
        _DOES[options.does](desk, options, language)
    return 0


def _show(desk: Desk, options: argparse.Namespace, language: Language) -> None:
    pin, wait = desk.organizer.stored, desk.organizer.wait_s()
    if options.json:
        minutes = None if pin is None else pin.lock_after
        wrong = 0 if pin is None else pin.wrong
        print_json({"set": bool(pin), "lock_after": minutes, "wrong": wrong, "wait_s": wait})
    elif pin is None:
        say(IS_NOT_SET, language)
    else:
        say(IS_SET, language, minutes=pin.lock_after)
        if wait:
            say(WAITS, language, seconds=wait, wrong=pin.wrong)


def _set(desk: Desk, options: argparse.Namespace, language: Language) -> None:
    desk.organizer.check_none_set()
    # There is no old one that the general option could mean.
    file = options.new_pin_file or options.pin_file
    desk.organizer.set_pin(_new(file, language), LOCK_AFTER)
    say(SET, language)
    _renew_copies(desk, language)


def _change(desk: Desk, options: argparse.Namespace, language: Language) -> None:
    old = _old(desk.organizer, options, language)
    desk.organizer.change_pin(old, _new(options.new_pin_file, language))
    say(CHANGED, language)
    _renew_copies(desk, language)


def _renew_copies(desk: Desk, language: Language) -> None:
    done = renew_copies(desk.store, places_of(desk.store.path), desk.now)
    for told in done.troubles:
        tell(told.text(language), sys.stderr)
    say(COPIES_RENEWED, language, gone=len(done.gone))
    for sentence, paths in ((STILL_OPEN, done.open), (AWAY, done.away)):
        if paths:
            say(sentence, language)
        for path in paths:
            print(f"  {path}")


def _remove(desk: Desk, options: argparse.Namespace, language: Language) -> None:
    desk.organizer.remove_pin(_old(desk.organizer, options, language))
    say(REMOVED, language)


def _lock_after(desk: Desk, options: argparse.Namespace, language: Language) -> None:
    desk.organizer.change_lock_after(_old(desk.organizer, options, language), options.minutes)
    say(IS_SET, language, minutes=options.minutes)


def _forget(desk: Desk, options: argparse.Namespace, language: Language) -> None:
    if not desk.organizer.is_set:
        raise Refusal(NONE_SET)
    if not options.yes:
        say(WOULD_FORGET, language)
        return
    desk.organizer.forget_pin()
    say(FORGOTTEN, language)


_DOES: dict[str, Callable[[Desk, argparse.Namespace, Language], None]] = {
    "show": _show,
    "set": _set,
    "change": _change,
    "remove": _remove,
    "forgotten": _forget,
    "lock-after": _lock_after,
}


def _old(organizer: Service, options: argparse.Namespace, language: Language) -> str:
    if not organizer.is_set:
        raise Refusal(NONE_SET)
    return typed(options.pin_file, VARIABLE, ASK_OLD.text(language))


def _new(file: Path | None, language: Language) -> str:
    given = file or os.environ.get(NEW)
    new = typed(file, NEW, ASK_NEW.text(language))
    if not given:
        check_same(new, asked_again(language))
    return new
