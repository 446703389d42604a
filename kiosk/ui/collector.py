"""Python's cyclic garbage, collected on the window's thread only.

Python collects in whichever thread happens to allocate. A closed window is such garbage, and
Qt's widgets must not be deleted on a worker: that ended the process now and then. So while a
worker may run, collecting is switched off and done here by a timer.
"""

from __future__ import annotations

import gc
from typing import ClassVar

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000


class Collector(QObject):
    """Collects what Python would have, on the thread that made this, until :meth:`stop`."""

    _at_work: ClassVar[int] = 0

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        Collector._at_work += 1
        gc.disable()
        self._stopped = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(collect)
        self._timer.start()

    def stop(self) -> None:
        """Leave it to Python again, once the last one has stopped."""
        if self._stopped:
            return
        self._stopped = True
        self._timer.stop()
        Collector._at_work -= 1
        if not Collector._at_work:
            gc.enable()


def collect() -> None:
    """Collect the oldest generation that Python would collect now."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    due = [age for age in range(3) if counts[age] > thresholds[age] > 0]
    if due:
        gc.collect(due[-1])


def spare_what_was_read() -> None:
    """Collect everything now, and look no more at what is left: everyone on the event.

    With 100,000 people each full collection stopped the window for 0.4 s. A window that was
    closed meanwhile is collected when the next one has read its people.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
