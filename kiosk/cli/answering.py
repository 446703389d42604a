"""What every command needs: the desk on the event that was named, and answers in words or JSON."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
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


ONLY_READ = Sentence(
    en="“{file}” cannot be written now, so it is only read: nothing can be changed, and nothing"
    " exported, since its journal could not tell of it.",
    km="ឥឡូវនេះមិនអាចសរសេរលើ «{file}» បានទេ ដូច្នេះវាត្រូវបានអានប៉ុណ្ណោះ៖ មិនអាចកែ ឬនាំចេញអ្វីបានទេ"
    " ព្រោះកំណត់ហេតុមិនអាចកត់ត្រាវាបាន។",
)


def check_closed(event: Path) -> None:
    """Raises :class:`Refusal` while a desk window has the event at ``event`` open."""
    if window_is_open(event):
        raise Refusal(IS_OPEN, file=event.name)


@contextmanager
def open_desk(options: argparse.Namespace) -> Iterator[Desk]:
    """The desk on the event of ``options``, closed afterwards. What only the organizer does asks
    for the PIN. Where the event cannot be written, whatever only reads works all the same."""
    with _opened(options) as desk:
        desk.organizer.ask = asker(options)
        language = options.lang or settings.language_of(settings.load())
        if desk.store.log_is_missing:
            tell(LOG_IS_MISSING.text(language, file=options.event.name), sys.stderr)
        if desk.store.is_only_read:
            tell(ONLY_READ.text(language, file=options.event.name), sys.stderr)
        yield desk


@contextmanager
def _opened(options: argparse.Namespace) -> Iterator[Desk]:
    passphrase, name = passphrase_for(options, options.event), settings.load().desk_name
    try:
        desk = Desk.open(options.event, name=name, passphrase=passphrase)
    except Refusal as kept:
        from kiosk.services.safekeeping import opened_to_read

        with opened_to_read(options.event, passphrase, kept) as store:
            yield Desk(store, name=name)
        return
    with closing(desk):
        yield desk


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
