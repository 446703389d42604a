"""What every command needs: the desk on the event that was named, and answers in words or JSON."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk import settings
from kiosk.cli.asking_pin import asker
from kiosk.cli.output import tell
from kiosk.cli.passphrases import passphrase_for
from kiosk.language import Language, Refusal, Sentence
from kiosk.services.attendance_figures import event_zone
from kiosk.services.database import LOG_IS_MISSING
from kiosk.services.desk import Desk
from kiosk.services.printing import window_is_open

IS_OPEN = Sentence(
    en="“{file}” is open in a desk window. Close it first.",
    km="«{file}» កំពុងបើកនៅផ្ទាំងតុ។ សូមបិទវាជាមុនសិន។",
)


def check_closed(event: Path) -> None:
    """Raises :class:`Refusal` while a desk window has the event at ``event`` open."""
    if window_is_open(event):
        raise Refusal(IS_OPEN, file=event.name)


@contextmanager
def open_desk(options: argparse.Namespace) -> Iterator[Desk]:
    """The desk on the event of ``options``, closed afterwards. What only the organizer does asks
    for the PIN."""
    passphrase = passphrase_for(options, options.event)
    desk = Desk.open(options.event, name=settings.load().desk_name, passphrase=passphrase)
    desk.organizer.ask = asker(options)
    try:
        if desk.store.log_is_missing:
            language = options.lang or settings.language_of(settings.load())
            tell(LOG_IS_MISSING.text(language, file=options.event.name), sys.stderr)
        yield desk
    finally:
        desk.close()


def moment(desk: Desk, at: datetime | None) -> str | None:
    """ISO 8601 in the event's own time, with its offset."""
    return None if at is None else at.astimezone(event_zone(desk.event)).isoformat()


def clock_time(desk: Desk, at: datetime) -> str:
    """The time of day at the event, such as 08:05."""
    return at.astimezone(event_zone(desk.event)).strftime("%H:%M")


def day_and_time(desk: Desk, at: datetime) -> str:
    """The day and the time of day at the event, such as 2026-11-23 00:14."""
    return at.astimezone(event_zone(desk.event)).strftime("%Y-%m-%d %H:%M")


def in_language(language: Language, km: str, en: str) -> str:
    """The text of that language, else the other."""
    return (km or en) if language is Language.KHMER else (en or km)


def say(sentence: Sentence, language: Language, **facts: object) -> None:
    """One sentence on stdout."""
    print(sentence.text(language, **facts))


def as_json(value: Any) -> str:
    """One line of JSON, letters as they are."""
    return json.dumps(value, ensure_ascii=False)


def print_json(value: Any) -> None:
    """One line of JSON on stdout."""
    print(as_json(value))
