"""``kiosk protect`` and ``kiosk unprotect``: the event's file encrypted with a passphrase."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kiosk import settings
from kiosk.cli import arguments
from kiosk.cli.answering import check_closed, print_json, say
from kiosk.cli.asking_pin import allow_whole
from kiosk.cli.output import tell
from kiosk.cli.passphrases import (
    FINAL,
    NEW_VARIABLE,
    VARIABLE,
    new_passphrase,
    passphrase_for,
)
from kiosk.language import Language, Refusal, Sentence
from kiosk.services.badge_room import badge_folder
from kiosk.services.database import Passphrase, is_protected, log_overwritten, suggestion
from kiosk.services.desk import utc_now
from kiosk.services.organizer import Deed
from kiosk.services.protecting import IS_PLAIN, IS_PROTECTED, Resealed
from kiosk.services.protecting import protect as encrypt
from kiosk.services.protecting import unprotect as decrypt
from kiosk.services.safekeeping import places_of

PROTECTED = Sentence(
    en="“{file}” opens with its passphrase only, from now on. {gone} older"
    " {gone:copy was|copies were} overwritten and deleted; those on a stick that is not in now go"
    " when it is in again.",
    km="ចាប់ពីពេលនេះ «{file}» បើកបានតែដោយឃ្លាសម្ងាត់។ បានសរសេរជាន់ និងលុបច្បាប់ចម្លងចាស់ {gone}។"
    " ច្បាប់ចម្លងលើ USB ដែលមិនទាន់ដោត នឹងលុបពេលដោតវាវិញ។",
)
PLAIN = Sentence(
    en="Still unencrypted, for you to see to, as are the lists as they came:",
    km="នៅមិនទាន់បានការពារ សូមពិនិត្យដោយខ្លួនឯង រួមទាំងបញ្ជីដើម៖",
)
UNPROTECTED = Sentence(
    en="“{file}” has no passphrase any more: who has the file can read it.",
    km="«{file}» គ្មានឃ្លាសម្ងាត់ទៀតទេ៖ អ្នកមានឯកសារអាចអានវាបាន។",
)


def describe_protect(parser: argparse.ArgumentParser) -> None:
    """What ``kiosk protect`` takes."""
    arguments.event(parser)
    parser.add_argument(
        "--change", action="store_true", help="another passphrase for a protected event"
    )
    parser.add_argument(
        "--new-passphrase-file",
        metavar="FILE",
        help=f"the new one (with --change else {NEW_VARIABLE}, else it is asked for)",
    )
    parser.add_argument(
        "--suggest",
        action="store_true",
        help="say a passphrase that no one guesses, change nothing",
    )
    arguments.json(parser)


def protect(options: argparse.Namespace, language: Language) -> int:
    """Encrypt the event's file, and its copies anew."""
    if options.suggest:
        tell(suggestion())
        return 0
    event = options.event
    check_closed(event)
    if is_protected(event) and not options.change:
        raise Refusal(IS_PROTECTED, file=event.name)
    if options.change and event.exists() and not is_protected(event):
        raise Refusal(IS_PLAIN, file=event.name)
    old = passphrase_for(options, event)
    with log_overwritten(event):
        role = allow_whole(options, Deed.PROTECT, old)
    done = encrypt(
        event,
        old,
        _new(options, event, language),
        desk=settings.load().desk_name,
        at=utc_now(),
        places=places_of(event),
        badges=badge_folder(event),
        role=role,
    )
    _say_protected(done, options, language)
    return 1 if done.troubles else 0


def _new(options: argparse.Namespace, event: Path, language: Language) -> Passphrase:
    if options.change:
        file, variable, option = options.new_passphrase_file, NEW_VARIABLE, "--new-passphrase-file"
    else:
        file, variable, option = options.passphrase_file, VARIABLE, "--passphrase-file"
        file = options.new_passphrase_file or file  # it has no old one: either names the new one
    return new_passphrase(file, variable, option, event, language)


def _say_protected(done: Resealed, options: argparse.Namespace, language: Language) -> None:
    for told in done.troubles:
        tell(told.text(language), sys.stderr)
    if options.json:
        plain = [str(path) for path in done.plain]
        print_json({"gone": [str(path) for path in done.gone], "plain": plain})
        return
    say(PROTECTED, language, file=options.event.name, gone=len(done.gone))
    say(FINAL, language)
    if done.plain:
        say(PLAIN, language)
    for path in done.plain:
        print(f"  {path}")


def describe_unprotect(parser: argparse.ArgumentParser) -> None:
    """What ``kiosk unprotect`` takes."""
    arguments.event(parser)


def unprotect(options: argparse.Namespace, language: Language) -> int:
    """Take the passphrase off."""
    event = options.event
    check_closed(event)
    name = settings.load().desk_name
    passphrase = passphrase_for(options, event)
    role = allow_whole(options, Deed.PROTECT, passphrase)
    decrypt(event, passphrase, desk=name, at=utc_now(), role=role)
    say(UNPROTECTED, language, file=event.name)
    return 0
