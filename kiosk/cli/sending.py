"""The badges of those who were checked in from the command line, on their way to the printer."""

from __future__ import annotations

import sys
from typing import Protocol

from kiosk import settings
from kiosk.cli import words
from kiosk.cli.output import tell
from kiosk.cli.ways import address_of, printer_at
from kiosk.language import Language, Refusal, Sentence
from kiosk.services.badge_room import kept_way
from kiosk.services.desk import Desk, name_of
from kiosk.services.printing import (
    Printer,
    WorkedOff,
    printing_turn,
    window_is_open,
)


class _Say(Protocol):
    def __call__(self, sentence: Sentence, **facts: object) -> None: ...


def send_badges(desk: Desk, language: Language) -> None:
    """Hand over what waits, unless the desk window or another command does. Whatever keeps
    badges waiting is said, and raised by none: the arrivals stand. All of it goes to stderr,
    since stdout is the arrivals'."""

    def say(sentence: Sentence, **facts: object) -> None:
        tell(sentence.text(language, **facts), sys.stderr)

    try:
        if not window_is_open(desk.store.path):
            _take_turns(desk, say)
        elif _wait(desk):
            _check_not_held(desk)
            say(words.WINDOW_PRINTS)
    except Refusal as trouble:
        say(words.BADGES_WAIT, trouble=trouble.told)


def _check_not_held(desk: Desk) -> None:
    """The window prints no badges of a protected event either while no printer is chosen. Raises
    :class:`Refusal`."""
    address = address_of("", desk.badge_room.folder())
    if address.startswith("folder:"):
        desk.badge_room.outbox(printer_at(address))


def _take_turns(desk: Desk, say: _Say) -> None:
    """One process prints at a time. It looks again once it gave its turn back: whoever came
    for the turn meanwhile left badges to it."""
    address = address_of("", desk.badge_room.folder())
    printer = printer_at(address)
    outbox = desk.badge_room.outbox(printer, kept_way(address, settings.load().badge_design))
    going_on = True
    while going_on:
        with printing_turn(desk.store.path) as ours:
            done = outbox.work_off() if ours else None
        if done is not None:
            _say_done(desk, done, printer, say)
        elif _wait(desk):
            say(words.ANOTHER_PRINTS)
        going_on = done is not None and _moves(done) and _wait(desk)


def _moves(done: WorkedOff) -> bool:
    return bool(done.handed or done.failed) and done.trouble is None


def _wait(desk: Desk) -> bool:
    return bool(desk.badge_room.jobs().waiting())


def _say_done(desk: Desk, done: WorkedOff, printer: Printer, say: _Say) -> None:
    if done.handed:
        say(words.BADGES_SENT, count=len(done.handed), printer=printer.name)
    for ended in (*done.failed, *done.asked):
        person = desk.store.person(ended.job.person_id)
        say(words.BADGE_OF, name=name_of(person) if person else "—", told=ended.told)
    if done.trouble is not None:
        say(words.BADGES_WAIT, trouble=done.trouble.told)
