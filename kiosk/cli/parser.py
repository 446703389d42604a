"""What can be typed: the commands, their arguments, and where each is carried out."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple

from kiosk import __version__
from kiosk.cli import arguments, passphrases
from kiosk.language import Language

DESCRIPTION = """\
Workshop registration in Khmer and English, on one laptop without internet.

  kiosk [EVENT.kiosk]     open the desk window
  kiosk demo              a whole morning, without window or printer"""


class Command(NamedTuple):
    """A command: ``module`` of this package holds the function ``verb``, and ``describe_verb``
    for its arguments. It is imported when it is asked for: each draws in libraries of its own."""

    module: str
    verb: str
    help_text: str

    def describe(self, parser: argparse.ArgumentParser) -> None:
        """Give ``parser`` the arguments and the function."""
        module = import_module(f"kiosk.cli.{self.module}")
        getattr(module, f"describe_{self.verb}")(parser)
        parser.set_defaults(run=getattr(module, self.verb))


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of one command line; ends the program with exit code 2 on wrong usage."""
    words = _with_window_command(_language_last(list(arguments)))
    parser = _parser(words[0])
    options, more = parser.parse_known_args(words)
    if more and (options.command != "print" or any(word.startswith("-") for word in more)):
        parser.error(f"unrecognized arguments: {' '.join(more)}")
    if more:  # argparse takes no more people once an option came between them
        options.who += more
    if getattr(options, "event", None) and os.path.islink(options.event):
        options.event = options.event.resolve()
    options.lang = Language(options.lang) if options.lang else None
    return options


def _language_last(arguments: list[str]) -> list[str]:
    """``kiosk --lang km find …`` is ``kiosk find … --lang km``."""
    words = 1 if arguments[:1] and arguments[0].startswith("--lang=") else 2
    spoken = arguments[:words] if arguments[:1] and arguments[0].startswith("--lang") else []
    return [*arguments[len(spoken) :], *spoken]


def _with_window_command(arguments: list[str]) -> list[str]:
    """``kiosk`` and ``kiosk EVENT.kiosk`` mean the window."""
    words = [word for word in arguments if not word.startswith("-")]
    if words and words[0] in COMMANDS:  # also after an option of all commands
        return arguments
    return arguments if {"-h", "--help", "--version"} & set(arguments) else ["window", *arguments]


def _parser(chosen: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kiosk", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"kiosk {__version__}")
    parser.set_defaults(lang="")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, command in COMMANDS.items():
        sub = subparsers.add_parser(name, help=command.help_text, description=command.help_text)
        arguments.of_all(sub)
        passphrases.describe(sub)
        if name == chosen:
            command.describe(sub)
    return parser


COMMANDS = {
    "window": Command("commands", "window", "open the desk window (also: kiosk EVENT.kiosk)"),
    "demo": Command("commands", "demo", "a whole morning, without window or printer"),
    "new": Command("commands", "new", "make an event file"),
    "import": Command("lists", "import_list", "read a participant list into the event"),
    "find": Command("people", "find", "look people up, best first"),
    "show": Command("people", "show", "everything known of one person"),
    "add": Command("people", "add", "put someone on the event"),
    "change": Command("people", "change", "correct what is written of someone"),
    "remove": Command("people", "remove", "take someone off the event who is on it by mistake"),
    "check-in": Command("commands", "check_in", "people are here; with --undo, are not"),
    "badges": Command("printing", "badges", "badges as a PDF"),
    "print": Command("printing", "print_badges", "badges on a printer"),
    "printers": Command("printing", "printers", "the printers there are and how they are"),
    "design": Command("designs", "design", "the badge designs and the logo of an event"),
    "jobs": Command("printing", "jobs", "every badge that was ordered, and how it stands"),
    "export": Command("exports", "export", "the sign-in workbook for donors or finance"),
    "allowances": Command(
        "exports", "allowances", "what each category is paid, in dollars and riel"
    ),
    "backup": Command("safekeeping", "backup", "a checked copy in a second place"),
    "restore": Command("safekeeping", "restore", "bring an event back from its newest good copy"),
    "protect": Command("protection", "protect", "encrypt the event's file with a passphrase"),
    "unprotect": Command("protection", "unprotect", "take the passphrase off the event's file"),
    "journal": Command("journal", "journal", "what was done, when and where"),
    "undo": Command("journal", "undo", "take back the last act, or a journal row"),
    "purge": Command(
        "purging", "purge", "what is known of persons goes; figures and evidence stay"
    ),
    "verify": Command(
        "evidence", "verify", "is the journal whole, and does a sheet agree with it?"
    ),
    "groups": Command("groups", "groups", "how full the groups are, and lists for their doors"),
    "photos": Command("groups", "photos", "who must not be photographed"),
    "pin": Command("organizer", "pin", "the PIN that guards what only the organizer does"),
    "stats": Command("commands", "stats", "how many are expected, here, walked in"),
}
