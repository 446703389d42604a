"""What this machine remembers between mornings: language, printer, desk name, events opened.

Kept as JSON in the user's configuration folder (``KIOSK_CONFIG_DIR`` names another one).
A file that cannot be read is as good as none: the desk opens all the same.
"""

from __future__ import annotations

import dataclasses
import json
import locale
import os
import platform
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from kiosk.language import Language

MAX_RECENT = 5
_MAX_NAME = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The machine's own settings. An empty ``language`` follows the system or the event,
    an empty ``printer`` means a folder of PDFs beside the event."""

    language: str = ""
    printer: str = ""
    desk: str = ""
    badge_design: str = ""
    badges_beforehand: bool = False
    recent: tuple[str, ...] = ()

    @property
    def desk_name(self) -> str:
        """What the journal calls this desk: its given name, else the machine's."""
        return (self.desk or platform.node() or "desk")[:_MAX_NAME]

    def with_recent(self, path: Path) -> Settings:
        """The same with ``path`` first among the events opened."""
        others = [name for name in self.recent if name != str(path)]
        return dataclasses.replace(self, recent=(str(path), *others)[:MAX_RECENT])


def recent_files(settings: Settings) -> list[Path]:
    """The events opened last that are still there. A name that the system cannot even look
    up (of another machine, too long, in a folder without leave) is as one that is gone."""
    return [Path(name) for name in settings.recent if os.path.isfile(name)]


def language_of(settings: Settings, otherwise: Language | None = None) -> Language:
    """The language to speak where none was asked for: ``KIOSK_LANG``, else the one chosen at
    this desk, else ``otherwise``, else the system's, which is English unless it is Khmer."""
    for wish in (os.environ.get("KIOSK_LANG", ""), settings.language):
        if wish in tuple(Language):
            return Language(wish)
    if otherwise is not None:
        return otherwise
    system = locale.getlocale()[0] or ""
    return Language.KHMER if system.startswith(("km", "Khmer")) else Language.ENGLISH


def load() -> Settings:
    """The settings of this machine, or the defaults."""
    try:
        stored = json.loads(_file().read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    return Settings(**_known(stored)) if isinstance(stored, dict) else Settings()


def save(settings: Settings) -> None:
    """Keep ``settings``, whole or not at all. A folder that cannot be written is no reason
    to stop the morning: the settings are then forgotten at closing."""
    file = _file()
    unfinished = file.with_suffix(".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # ASCII, so that a file name which is no Unicode text can be kept as well.
        unfinished.write_text(json.dumps(dataclasses.asdict(settings)), "ascii")
        os.replace(unfinished, file)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()


def _file() -> Path:
    folder = os.environ.get("KIOSK_CONFIG_DIR")
    return Path(folder or platformdirs.user_config_path("kiosk", appauthor=False)) / "settings.json"


def _known(stored: dict[str, Any]) -> dict[str, Any]:
    known: dict[str, Any] = {
        name: stored[name]
        for name in ("language", "printer", "desk", "badge_design")
        if isinstance(stored.get(name), str)
    }
    known["badges_beforehand"] = stored.get("badges_beforehand") is True
    recent = stored.get("recent")
    if isinstance(recent, list):
        known["recent"] = tuple(str(name) for name in recent[:MAX_RECENT])
    return known
