"""Who is asked for the organizer's PIN on the command line: a file, a variable, the terminal.

Never an argument: others on the machine see what is typed there, and the shell remembers it.
"""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from contextlib import closing
from pathlib import Path

from kiosk import settings
from kiosk.cli.secret_words import first_line
from kiosk.language import Refusal, Sentence
from kiosk.services.database import DAMAGED, NO_SUCH_FILE, NOT_AN_EVENT, Passphrase
from kiosk.services.desk import Desk
from kiosk.services.organizer import DEEDS, Asker, Deed

ASK = Sentence(en="{deed} – the organizer's PIN: ", km="{deed} – លេខសម្ងាត់អ្នករៀបចំ៖ ")
NO_ONE_TO_ASK = Sentence(
    en="{what} needs the organizer's PIN, and no one can be asked here. Give it in the variable"
    " {variable}, or with --pin-file FILE.",
    km="{what} ត្រូវការលេខសម្ងាត់អ្នករៀបចំ ហើយមិនអាចសួរនរណានៅទីនេះបានទេ។ សូមដាក់វាក្នុងអថេរ {variable}"
    " ឬប្រើ --pin-file ឯកសារ។",
)
NO_PIN_FILE = Sentence(
    en="The PIN cannot be read from “{file}”. Give the name of a text file, or - for stdin.",
    km="មិនអាចអានលេខសម្ងាត់ពី «{file}» បានទេ។ សូមដាក់ឈ្មោះឯកសារអក្សរ ឬ - សម្រាប់ stdin។",
)
THE_PIN = Sentence(en="Setting the PIN", km="ការកំណត់លេខសម្ងាត់")

VARIABLE = "KIOSK_PIN"
"""The variable that may hold the PIN."""


def asker(options: argparse.Namespace) -> Asker:
    """Asks for the PIN in the way that the command line says."""

    def ask(deed: Deed) -> str:
        language = options.lang or settings.language_of(settings.load())
        prompt = ASK.text(language, deed=DEEDS[deed])
        return typed(options.pin_file, VARIABLE, prompt, DEEDS[deed])

    return ask


def allow_whole(options: argparse.Namespace, deed: Deed, passphrase: Passphrase | None) -> str:
    """Ask for the PIN of an event whose whole file is to be another; answers in whose role that is
    done. A file that is damaged or gone has none to ask for: whoever is there at eight has to go
    on.

    Raises:
        Refusal: it is the organizer's, and there is no PIN or a wrong one; or the event cannot be
            opened for another reason, a wrong passphrase for one.
    """
    try:
        desk = Desk.open(options.event, name=settings.load().desk_name, passphrase=passphrase)
    except Refusal as refusal:
        if refusal.told.sentence not in (DAMAGED, NOT_AN_EVENT, NO_SUCH_FILE):
            raise
        return ""
    with closing(desk):
        desk.organizer.ask = asker(options)
        return desk.organizer.allow(deed)


def typed(file: Path | None, variable: str, prompt: str, what: Sentence = THE_PIN) -> str:
    """What stands in the file, else in the variable, else whoever sits at the terminal types.

    Raises:
        Refusal: the file cannot be read, or there is no one to ask.
    """
    if file is not None:
        return first_line(file, NO_PIN_FILE)
    if variable in os.environ:
        return os.environ[variable]
    if not sys.stdin.isatty():
        raise Refusal(NO_ONE_TO_ASK, what=what, variable=variable)
    return getpass.getpass(prompt)
