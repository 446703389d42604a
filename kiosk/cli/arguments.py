"""Arguments that several commands take."""

from __future__ import annotations

import argparse
from pathlib import Path


def event(parser: argparse.ArgumentParser) -> None:
    """The event's file, first of all."""
    parser.add_argument("event", type=Path, metavar="EVENT.kiosk", help="the event's file")


def json(parser: argparse.ArgumentParser) -> None:
    """``--json``."""
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def of_all(parser: argparse.ArgumentParser, *, within: bool = False) -> None:
    """What every command takes, and ``within`` one also each of its parts: ``--lang`` and
    ``--pin-file``."""
    parser.add_argument(
        "--lang",
        choices=["km", "en"],
        default=argparse.SUPPRESS if within else "",
        help="language of the answers",
    )
    parser.add_argument(
        "--pin-file",
        type=Path,
        default=argparse.SUPPRESS if within else None,
        metavar="FILE",
        help="the organizer's PIN is its first line; - is stdin"
        " (else KIOSK_PIN, else it is asked for)",
    )


def design(parser: argparse.ArgumentParser, *other_names: str) -> None:
    """``--design``, also under other names."""
    parser.add_argument(
        "--design", *other_names, dest="design", default="", metavar="NAME", help="the design"
    )


def whole_number(text: str) -> int:
    """A number from 1; ValueError for anything else, as argparse wants."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def count(text: str) -> int:
    """A number from 0 to 1000; ValueError for anything else."""
    number = int(text)
    if not 0 <= number <= 1000:
        raise ValueError(text)
    return number
