"""Copies of the event by themselves: after each quiet minute, in a long rush, and at closing."""

from __future__ import annotations

import logging
import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from kiosk.fault_log import without_values
from kiosk.language import Refusal
from kiosk.services.desk import Desk, utc_now
from kiosk.services.safekeeping import Kept, choose_place, keep_copies, mounts, places_of
from kiosk.ui.background import Background
from kiosk.ui.desk_window import DeskWindow
from kiosk.ui.files import folder_to_choose
from kiosk.ui.notice import Tone
from kiosk.ui.speech import Speech

QUIET_S = 60
"""This long without a change, and the event is copied."""
RUSH_S = 300
"""In a rush that knows no quiet minute it is copied this often."""
LOOK_MS = 5000

_log = logging.getLogger(__name__)


class Keeper(QObject):
    """Copies on a worker of its own: a slow stick holds up nothing."""

    def __init__(self, desk: Desk, window: DeskWindow, speech: Speech) -> None:
        super().__init__(window)
        self._desk, self._window, self._speech = desk, window, speech
        self._background = Background()
        self._seen = self._copied = 0
        self._changed_at = self._copied_at = time.monotonic()
        self._busy = False
        self._watch = QTimer(self)
        self._watch.setInterval(LOOK_MS)
        self._watch.timeout.connect(self.look)
        window.ready.connect(self._begin)

    def _begin(self) -> None:
        self._watch.start()
        self.copy()

    def look(self) -> None:
        """Copy, if there is something new and it is quiet, or was not for long."""
        now = time.monotonic()
        rows = self._desk.journal_rows
        if rows != self._seen:
            self._seen, self._changed_at = rows, now
        quiet = now - self._changed_at >= QUIET_S or now - self._copied_at >= RUSH_S
        if rows != self._copied and quiet:
            self.copy()
        self._window.copies.show_age()

    def copy(self) -> None:
        """Copy now, behind the work."""
        if not self._busy:
            self._busy = True
            rows = self._desk.journal_rows
            self._background.run(self._keep, lambda kept: self._show(kept, rows), self._failed)

    def choose_place(self) -> None:
        """Ask for a stick; copies lie on it from now on, whenever it is in."""
        start = next(iter(mounts()), Path.home())
        chosen = folder_to_choose(self._window, self.tr("The stick for copies"), start)
        if chosen is not None:
            rows = self._desk.journal_rows
            self._background.run(
                lambda: self._keep(choose_place(chosen)),
                lambda kept: self._say_chosen(kept, rows),
                self._failed,
            )

    def _say_chosen(self, kept: Kept, rows: int) -> None:
        self._show(kept, rows)
        if kept.troubles:
            trouble = kept.troubles[0]
            self._window.say(Tone.WARN, lambda: trouble.text(self._speech.language))
        else:
            self._window.say(Tone.DONE, self._copied_words)
        self._window.pages.show_figures()

    def _copied_words(self) -> str:
        return self.tr("The event is copied there, and again whenever the stick is in.")

    def _keep(self, chosen: Path | None = None) -> Kept:
        places = places_of(self._desk.store.path, chosen)
        return keep_copies(self._desk.store, places, utc_now)

    def _show(self, kept: Kept, rows: int) -> None:
        self._busy = False
        self._copied_at = time.monotonic()
        if kept.copies:
            self._copied = rows
        places = tuple(str(copy.path) for copy in kept.copies)
        self._window.copies.show_copied(places, kept.troubles[0] if kept.troubles else None)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        if not isinstance(error, Refusal):
            raise error
        self._window.copies.show_copied((), error.told)

    def close(self) -> None:
        """One last copy, waited for."""
        self._watch.stop()
        self._background.run(self._keep, lambda _kept: None, _note)
        self._background.finish()
        self._background.deleteLater()


def _note(error: Exception) -> None:
    _log.warning("no copy at closing: %s", without_values(error, error.__traceback__))
