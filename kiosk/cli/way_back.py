"""Which command brings an event back, said where its file is damaged or gone."""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

from kiosk.language import Refusal, Sentence, Told
from kiosk.services.database import DAMAGED, NO_SUCH_FILE, NOT_AN_EVENT

COMES_BACK = Sentence(
    en="To bring its newest good copy back: {command}",
    km="ដើម្បីស្តារច្បាប់ចម្លងល្អចុងក្រោយវិញ៖ {command}",
)
FROM_COPY = Sentence(en="To name a copy: {command}", km="ដើម្បីបញ្ជាក់ច្បាប់ចម្លង៖ {command}")


def way_back(refusal: Refusal, options: argparse.Namespace | None) -> Iterator[Told]:
    """What to type after ``refusal`` of the command with ``options``, if it is of the event's own
    file: always where that is damaged, and where it is gone or torn beyond recognition if there is
    a copy of that name."""
    event = getattr(options, "event", None)
    if not isinstance(event, Path):
        return
    from kiosk.services.safekeeping import NO_GOOD_COPY, copies_in, places_of

    sentence, facts = refusal.told.sentence, dict(refusal.told.facts)
    if facts.get("file") != event.name:
        return
    if sentence is NO_GOOD_COPY:
        yield Told.of(FROM_COPY, command=_command(event, "--from", "COPY.kiosk"))
    copied = sentence in (NO_SUCH_FILE, NOT_AN_EVENT) and any(
        copies_in(place, event.stem) for place in places_of(event)
    )
    if sentence is DAMAGED or copied:
        yield Told.of(COMES_BACK, command=_command(event))


def _command(event: Path, *more: str) -> str:
    """As it is typed in the shell of this system."""
    words = ["kiosk", "restore", str(event), *more]
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)
