"""The one way to do something off the window's thread: one after another, answered on it.

The thread is Python's. Qt's pool keeps a runnable written in Python for good when it has run
before ``start`` came back, as it does on a busy machine: one in four was kept at check-in.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from kiosk.fault_log import without_values
from kiosk.ui.collector import Collector

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


class Background(QObject):
    """A serial worker. Whoever hands work over must not touch what the work uses until the
    answer is there."""

    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # One thread that stays: it keeps its database connection.
        self._worker = ThreadPoolExecutor(1, "kiosk-background")
        self._collector = Collector(self)
        self._finished = False
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], _T],
        done: Callable[[_T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do ``work`` on the worker, then ``done`` or ``failed`` on the window's thread; nothing
        once it is finished, when a timer may still wish for something."""
        if self._finished:
            return
        self._worker.submit(self._do, work, done, failed or _log_failure)

    def _do(
        self,
        work: Callable[[], _T],
        done: Callable[[_T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        try:
            result = work()
        except Exception as error:
            fault = error
            self._ended.emit(lambda: failed(fault))
        else:
            self._ended.emit(lambda: done(result))

    @Slot(object)
    def _deliver(self, answer: Callable[[], None]) -> None:
        if not self._finished:
            answer()

    def finish(self) -> None:
        """Wait for the work that was handed over; answers still on their way are dropped."""
        self._finished = True
        self._worker.shutdown()
        self._collector.stop()


def _log_failure(error: Exception) -> None:
    _log.error("background work failed\n%s", without_values(error, error.__traceback__))
