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
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from kiosk.language import Language

MOST_BYTES = 1_000_000
"""Of a settings file; what is longer was not written here."""
MAX_RECENT = 5
MAX_PLACES = 5
"""Chosen for copies; the newest stay."""
MOST_LABELS = 100_000
MOST_OFFSET_MM = 50.0
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
    text_percent: int = 100
    scheme: str = ""

    @property
    def desk_name(self) -> str:
        """What the journal calls this desk: its given name, else the machine's."""
        return (self.desk or platform.node() or "desk")[:_MAX_NAME]

    def with_recent(self, path: Path) -> Settings:
        """The same with ``path`` first among the events opened."""
        others = [name for name in self.recent if name != str(path)]
        return dataclasses.replace(self, recent=(str(path), *others)[:MAX_RECENT])


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterSettings:
    """What is known of one printer: how far its page has to be shifted (right and down, in
    mm), the labels left on its roll (None: not counted), on sheets the next free label, from 1,
    and whether it is ``settled``: a test page was printed, or the folder of PDFs was chosen."""

    right_mm: float = 0.0
    down_mm: float = 0.0
    labels_left: int | None = None
    next_label: int = 1
    settled: bool = False

    def after_a_badge(self, per_page: int) -> PrinterSettings:
        """The same once a badge was printed, ``per_page`` of which go on a sheet."""
        left = None if self.labels_left is None else max(0, self.labels_left - 1)
        following = self.next_label % per_page + 1
        return dataclasses.replace(self, labels_left=left, next_label=following)


def printer_settings(address: str) -> PrinterSettings:
    """What is known of the printer at ``address``."""
    return _printers().get(address, PrinterSettings())


def keep_printer_settings(address: str, kept: PrinterSettings) -> None:
    """Keep ``kept`` for the printer at ``address``, in a file of its own beside the settings:
    a command counts labels while a window has the settings open."""
    printers = {**_printers(), address: kept}
    _write(_printers_file(), {name: dataclasses.asdict(each) for name, each in printers.items()})


def copy_places() -> list[Path]:
    """The folders that were chosen on this machine for copies of events; they may be away."""
    stored = _read(_copies_file()).get("places")
    if not isinstance(stored, list):
        return []
    return [Path(name) for name in stored[:MAX_PLACES] if isinstance(name, str) and name]


def keep_copy_places(places: Sequence[Path]) -> None:
    """Keep ``places`` as the folders that were chosen for copies."""
    names = list(dict.fromkeys(str(place) for place in places))
    _write(_copies_file(), {"places": names[-MAX_PLACES:]})


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
    return Settings(**_known(_read(_file())))


def save(settings: Settings) -> None:
    """Keep ``settings``, whole or not at all. A folder that cannot be written is no reason
    to stop the morning: the settings are then forgotten at closing."""
    _write(_file(), dataclasses.asdict(settings))


def _read(file: Path) -> dict[str, Any]:
    try:
        with file.open("rb") as kept:
            stored = json.loads(kept.read(MOST_BYTES).decode("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return stored if isinstance(stored, dict) else {}


def _write(file: Path, content: dict[str, Any]) -> None:
    unfinished = file.with_suffix(f".{os.getpid()}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # ASCII, so that a file name which is no Unicode text can be kept as well.
        with open(unfinished, "w", encoding="ascii", opener=_for_this_user) as out:
            json.dump(content, out)
        os.replace(unfinished, file)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()


def _for_this_user(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def folder() -> Path:
    """Where this machine's own files are; it may not be there yet."""
    chosen = os.environ.get("KIOSK_CONFIG_DIR")
    return Path(chosen or platformdirs.user_config_path("kiosk", appauthor=False))


def _file() -> Path:
    return folder() / "settings.json"


def _copies_file() -> Path:
    return folder() / "copies.json"


def _printers_file() -> Path:
    return folder() / "printers.json"


def _printers() -> dict[str, PrinterSettings]:
    return {
        address: _known_printer(said)
        for address, said in _read(_printers_file()).items()
        if isinstance(said, dict)
    }


def _known_printer(said: dict[str, Any]) -> PrinterSettings:
    left, following = said.get("labels_left"), said.get("next_label")
    return PrinterSettings(
        right_mm=_millimetres(said.get("right_mm")),
        down_mm=_millimetres(said.get("down_mm")),
        labels_left=left if type(left) is int and 0 <= left <= MOST_LABELS else None,
        next_label=following if type(following) is int and following > 0 else 1,
        settled=said.get("settled") is True,
    )


def _millimetres(said: object) -> float:
    fits = isinstance(said, int | float) and abs(said) <= MOST_OFFSET_MM
    return float(said) if fits and isinstance(said, int | float) else 0.0


def _known(stored: dict[str, Any]) -> dict[str, Any]:
    known: dict[str, Any] = {
        name: stored[name]
        for name in ("language", "printer", "desk", "badge_design", "scheme")
        if isinstance(stored.get(name), str)
    }
    size = stored.get("text_percent")
    if isinstance(size, int) and 100 <= size <= 200:
        known["text_percent"] = size
    known["badges_beforehand"] = stored.get("badges_beforehand") is True
    recent = stored.get("recent")
    if isinstance(recent, list):
        known["recent"] = tuple(str(name) for name in recent[:MAX_RECENT])
    return known
