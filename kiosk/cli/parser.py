"""What can be typed: the commands, their arguments, and which function carries each out."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from kiosk import __version__
from kiosk.cli import (
    commands,
    designs,
    evidence,
    exports,
    groups,
    journal,
    lists,
    people,
    printing,
    purging,
    safekeeping,
)
from kiosk.language import Language

DESCRIPTION = """\
Workshop registration in Khmer and English, on one laptop without internet.

  kiosk [EVENT.kiosk]     open the desk window
  kiosk demo              a whole morning, without window or printer"""


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of one command line; ends the program with exit code 2 on wrong usage."""
    parser = _parser()
    options, more = parser.parse_known_args(_with_window_command(list(arguments)))
    if more and (options.command != "print" or any(word.startswith("-") for word in more)):
        parser.error(f"unrecognized arguments: {' '.join(more)}")
    if more:  # argparse takes no more people once an option came between them
        options.who += more
    options.lang = Language(options.lang) if options.lang else None
    return options


def _with_window_command(arguments: list[str]) -> list[str]:
    """``kiosk`` and ``kiosk EVENT.kiosk`` mean the window."""
    words = [word for word in arguments if not word.startswith("-")]
    if any(word in COMMANDS for word in words[:1]) or {"-h", "--help", "--version"} & set(
        arguments
    ):
        return arguments
    return ["window", *arguments]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kiosk", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"kiosk {__version__}")
    parser.set_defaults(lang="")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, (describe, run, help_text) in COMMANDS.items():
        sub = subparsers.add_parser(name, help=help_text, description=help_text)
        sub.add_argument("--lang", choices=["km", "en"], default="", help="language of the answers")
        describe(sub)
        sub.set_defaults(run=run)
    return parser


def _event(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("event", type=Path, metavar="EVENT.kiosk", help="the event's file")


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def _window(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("event", type=Path, nargs="?", metavar="EVENT.kiosk")


def _demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="where its files go (default: kiosk-demo)"
    )


def _new(parser: argparse.ArgumentParser) -> None:
    _event(parser)
    parser.add_argument(
        "--from",
        dest="source",
        type=Path,
        metavar="WORKSHOP.toml",
        help="the event's facts (default: the workshop that ships with the program)",
    )


def _find(parser: argparse.ArgumentParser) -> None:
    _event(parser)
    parser.add_argument("text", metavar="TEXT", help="name, phone, organisation, code; '' is all")
    parser.add_argument("--limit", type=_whole_number, metavar="N", help="at most N people")
    _json(parser)


def _show(parser: argparse.ArgumentParser) -> None:
    _event(parser)
    parser.add_argument("who", metavar="ID-OR-CODE")
    _json(parser)


def _add(parser: argparse.ArgumentParser) -> None:
    _event(parser)
    parser.add_argument("--category", required=True, metavar="KEY")
    _details(parser)
    parser.add_argument("--walk-in", action="store_true", help="was not on the list beforehand")
    parser.add_argument(
        "--in-place-of", metavar="ID-OR-CODE", help="the expected person in whose place they come"
    )
    _json(parser)


def _change(parser: argparse.ArgumentParser) -> None:
    _event(parser)
    parser.add_argument("who", metavar="ID-OR-CODE")
    parser.add_argument("--category", metavar="KEY")
    _details(parser)
    _json(parser)


def _details(parser: argparse.ArgumentParser) -> None:
    for name, metavar in people.TEXT_OPTIONS.items():
        parser.add_argument(f"--{name}", metavar=metavar)
    for name, choices in people.CHOICES.items():
        parser.add_argument(f"--{name.replace('_', '-')}", choices=[str(each) for each in choices])
    parser.add_argument("--group", type=int, metavar="NUMBER")


def _check_in(parser: argparse.ArgumentParser) -> None:
    _event(parser)
    parser.add_argument("who", nargs="+", metavar="ID-OR-CODE")
    parser.add_argument("--undo", action="store_true", help="take the arrival back")
    parser.add_argument("--no-badge", action="store_true", help="do not send the badge to print")
    _json(parser)


def _badges(parser: argparse.ArgumentParser) -> None:
    _event(parser)
    parser.add_argument("out", type=Path, metavar="OUT.pdf")
    parser.add_argument(
        "--who", nargs="+", default=["all"], metavar="all|arrived|expected|ID", help="whose badges"
    )
    parser.add_argument(
        "--sort",
        choices=["list", "khmer", "latin", "category"],
        default="list",
        help="as the box on the desk is sorted (default: as the list was)",
    )
    parser.add_argument(
        "--blanks", type=_count, default=0, metavar="N", help="blank badges for walk-ins, after"
    )
    parser.add_argument("--blank-category", default="", metavar="KEY", help="the band of these")
    parser.add_argument(
        "--from-label", type=_whole_number, default=1, metavar="N", help="the first free label"
    )
    parser.add_argument("--offset", nargs=2, type=float, default=(0, 0), metavar=("RIGHT", "DOWN"))
    _design(parser, "--template")


def _design(parser: argparse.ArgumentParser, *other_names: str) -> None:
    parser.add_argument(
        "--design", *other_names, dest="design", default="", metavar="NAME", help="the design"
    )


def _print(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("event", type=Path, nargs="?", metavar="EVENT.kiosk")
    parser.add_argument("who", nargs="*", metavar="ID-OR-CODE")
    parser.add_argument("--printer", default="", metavar="NAME", help="a printer, or its address")
    _design(parser)
    parser.add_argument("--waiting", action="store_true", help="also what waits or failed")
    parser.add_argument("--test-page", action="store_true", help="rulers instead of badges")
    _json(parser)


def _printers(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", default="", metavar="NAME", help="keep of this one:")
    parser.add_argument(
        "--offset", nargs=2, type=float, metavar=("RIGHT", "DOWN"), help="its page's shift in mm"
    )
    parser.add_argument("--labels", metavar="N|none", help="labels left on its roll")
    parser.add_argument("--next-label", type=_whole_number, metavar="N", help="of a begun sheet")
    _json(parser)


def _jobs(parser: argparse.ArgumentParser) -> None:
    _event(parser)
    _json(parser)


def _stats(parser: argparse.ArgumentParser) -> None:
    _event(parser)
    _json(parser)


def _count(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 1000:
        raise ValueError(text)
    return number


def _groups(parser: argparse.ArgumentParser) -> None:
    _event(parser)
    parser.add_argument("--pdf", type=Path, metavar="OUT.pdf", help="the lists for their doors")
    _json(parser)


def _whole_number(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


Describe = Callable[[argparse.ArgumentParser], None]
Run = Callable[[argparse.Namespace, Language], int]

COMMANDS: dict[str, tuple[Describe, Run, str]] = {
    "window": (_window, commands.window, "open the desk window (also: kiosk EVENT.kiosk)"),
    "demo": (_demo, commands.demo, "a whole morning, without window or printer"),
    "new": (_new, commands.new, "make an event file"),
    "import": (lists.describe, lists.import_list, "read a participant list into the event"),
    "find": (_find, people.find, "look people up, best first"),
    "show": (_show, people.show, "everything known of one person"),
    "add": (_add, people.add, "put someone on the event"),
    "change": (_change, people.change, "correct what is written of someone"),
    "remove": (_show, people.remove, "take someone off the event who is on it by mistake"),
    "check-in": (_check_in, commands.check_in, "people are here; with --undo, are not"),
    "badges": (_badges, printing.badges, "badges as a PDF"),
    "print": (_print, printing.print_badges, "badges on a printer"),
    "printers": (_printers, printing.printers, "the printers there are and how they are"),
    "design": (designs.describe, designs.design, "the badge designs and the logo of an event"),
    "jobs": (_jobs, printing.jobs, "every badge that was ordered, and how it stands"),
    "export": (
        exports.describe_export,
        exports.export,
        "the sign-in workbook for donors or finance",
    ),
    "allowances": (
        exports.describe_allowances,
        exports.allowances,
        "what each category is paid, in dollars and riel",
    ),
    "backup": (
        safekeeping.describe_backup,
        safekeeping.run_backup,
        "a checked copy in a second place",
    ),
    "restore": (
        safekeeping.describe_restore,
        safekeeping.run_restore,
        "bring an event back from its newest good copy",
    ),
    "journal": (journal.describe_journal, journal.run_journal, "what was done, when and where"),
    "undo": (journal.describe_undo, journal.run_undo, "take back the last act, or a journal row"),
    "purge": (
        purging.describe_purge,
        purging.run_purge,
        "what is known of persons goes; figures and evidence stay",
    ),
    "verify": (
        evidence.describe_verify,
        evidence.run_verify,
        "is the journal whole, and does a sheet agree with it?",
    ),
    "groups": (_groups, groups.groups, "how full the groups are, and lists for their doors"),
    "photos": (_stats, groups.photos, "who must not be photographed"),
    "stats": (_stats, commands.stats, "how many are expected, here, walked in"),
}
