"""Where a command gets a passphrase from: a file, the environment, or whoever sits at the keys.

Never from the command line itself, which everyone on the machine can read while it runs.
"""

from __future__ import annotations

import argparse
import getpass
import os
import sys
import time
from pathlib import Path

from kiosk import settings
from kiosk.cli.output import tell
from kiosk.cli.secret_words import asked_again, first_line
from kiosk.language import Language, Refusal, Sentence
from kiosk.services.database import WRONG_PASSPHRASE, Passphrase, is_protected, meant_passphrase
from kiosk.services.twice_typed import check_same

VARIABLE = "KIOSK_PASSPHRASE"
NEW_VARIABLE = "KIOSK_NEW_PASSPHRASE"
TRIES = 3

ASK = Sentence(en="Passphrase of “{file}”: ", km="ឃ្លាសម្ងាត់របស់ «{file}»៖ ")
ASK_NEW = Sentence(en="New passphrase for “{file}”: ", km="ឃ្លាសម្ងាត់ថ្មីសម្រាប់ «{file}»៖ ")
NO_FILE = Sentence(
    en="The passphrase cannot be read from “{file}”. Give the name of a text file, or - for stdin.",
    km="មិនអាចអានឃ្លាសម្ងាត់ពី «{file}» បានទេ។ សូមដាក់ឈ្មោះឯកសារអក្សរ ឬ - សម្រាប់ stdin។",
)
NO_NEW = Sentence(
    en="Say which passphrase it shall have: type it when you are asked, or give it with"
    " {option} FILE or in {variable}.",
    km="សូមបញ្ជាក់ឃ្លាសម្ងាត់ដែលត្រូវដាក់៖ វាយវាពេលត្រូវបានសួរ ឬផ្តល់តាម {option} FILE ឬ {variable}។",
)
FINAL = Sentence(
    en="A lost passphrase is final: without it no one opens this event or its copies again, not"
    " even who made this program. Write it down, and keep the paper apart from the laptop.",
    km="បើបាត់ឃ្លាសម្ងាត់ គឺបាត់រហូត៖ គ្មាននរណាអាចបើកព្រឹត្តិការណ៍នេះ ឬច្បាប់ចម្លងរបស់វាបានទៀតទេ"
    " សូម្បីតែអ្នកបង្កើតកម្មវិធីនេះ។ សូមសរសេរវាលើក្រដាស ហើយទុកក្រដាសនោះដាច់ពីកុំព្យូទ័រ។",
)


def describe(parser: argparse.ArgumentParser) -> None:
    """``--passphrase-file``, which every command on an event takes."""
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        default=None,
        help=f"a protected event's passphrase is the first line of FILE; - is stdin"
        f" (else {VARIABLE}, else it is asked for)",
    )


def passphrase_for(options: argparse.Namespace, event: Path) -> Passphrase | None:
    """What was given for ``event``, or is typed now; None where it is not protected, or no one
    can be asked.

    Raises:
        Refusal: the file cannot be read, or what was typed is wrong three times.
    """
    if not is_protected(event):
        return None
    given = given_passphrase(options.passphrase_file, VARIABLE)
    return given or _typed(event, language_of(options))


def given_passphrase(file: str | None, variable: str) -> Passphrase | None:
    """What stands in ``file``, else in the environment. Raises :class:`Refusal`."""
    text = first_line(file, NO_FILE) if file else os.environ.get(variable, "")
    passphrase = Passphrase.of(text)
    return passphrase if passphrase.text else None


def new_passphrase(
    file: str | None, variable: str, option: str, event: Path, language: Language
) -> Passphrase:
    """The passphrase that ``event`` shall have, given or typed twice.

    Raises:
        Refusal: there is none, it is too easy to guess, or was not typed the same twice.
    """
    given = given_passphrase(file, variable)
    if given is None and sys.stdin.isatty():
        tell(FINAL.text(language), sys.stderr)
        given = Passphrase.of(getpass.getpass(ASK_NEW.text(language, file=event.name))).checked()
        check_same(given, Passphrase.of(asked_again(language)))
    if given is None:
        raise Refusal(NO_NEW, option=option, variable=variable)
    return given.checked()


def language_of(options: argparse.Namespace) -> Language:
    """The language of the answers."""
    return options.lang or settings.language_of(settings.load())


def _typed(event: Path, language: Language) -> Passphrase | None:
    for tried in range(TRIES if sys.stdin.isatty() else 0):
        typed = getpass.getpass(ASK.text(language, file=event.name))
        try:
            return meant_passphrase(event, typed)
        except Refusal as refusal:
            if refusal.told.sentence is not WRONG_PASSPHRASE or tried == TRIES - 1:
                raise
            tell(refusal.text(language), sys.stderr)
            time.sleep(2**tried)
    return None
