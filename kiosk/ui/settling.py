"""What is done at the desk stands in SQLite's log at once, and in the event's own file a few
seconds later: someone may copy that file alone."""

from __future__ import annotations

import logging
import time
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer

from kiosk.fault_log import without_values
from kiosk.language import Refusal
from kiosk.services.desk import Desk
from kiosk.ui.background import Background
from kiosk.ui.desk_window import DeskWindow

LOOK_MS = 3000
"""Two looks without a change between them are a quiet moment."""
RUSH_S = 30
"""In a rush that knows none it is done this often."""

_log = logging.getLogger(__name__)


class Settling(QObject):
    """Writes the log into the file in quiet moments, on a worker of its own."""

    def __init__(self, desk: Desk, window: DeskWindow) -> None:
        super().__init__(window)
        self._desk = desk
        self._background = Background()
        self._seen = self._settled = -1
        self._settled_at = time.monotonic()
        self._busy = False
        self._watch = QTimer(self)
        self._watch.setInterval(LOOK_MS)
        self._watch.timeout.connect(self.look)
        window.ready.connect(self._begin)

    def _begin(self) -> None:
        self._watch.start()
        self._settle()

    def look(self) -> None:
        """Settle what is new, if no one is at it just now, or someone is for long."""
        rows, now = self._desk.journal_rows, time.monotonic()
        quiet = rows == self._seen or now - self._settled_at >= RUSH_S
        self._seen = rows
        if quiet and rows != self._settled and not self._busy:
            self._settle()

    def _settle(self) -> None:
        self._busy = True
        rows = self._desk.journal_rows
        self._background.run(
            self._desk.store.carry_log, lambda whole: self._done(rows, whole=whole), self._failed
        )

    def _done(self, rows: int, *, whole: bool) -> None:
        self._busy = False
        if whole:  # else someone was reading: the next look tries again
            self._settled, self._settled_at = rows, time.monotonic()

    def _failed(self, error: Exception) -> None:
        """Nothing is lost, it stands in the log: the next look tries again."""
        self._busy = False
        if not isinstance(error, Refusal):
            raise error
        _log.warning("not settled: %s", without_values(error, error.__traceback__))

    def close(self) -> None:
        """The file says from here on that no window has it open."""
        self._watch.stop()
        self._background.finish()
        with suppress(Refusal):
            self._desk.store.say_closed()
        self._background.deleteLater()
