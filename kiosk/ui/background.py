"""The one way to do something off the window's thread: one after another, answered on it.

The answer comes through a signal of this object, never of the runnable: a runnable that
owns its signal is deleted before the answer is delivered, and answers vanish.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

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
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(-1)  # a thread that stays keeps its database connection
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
        self._pool.start(_Work(work, done, failed or _log_failure, self._ended.emit))

    @Slot(object)
    def _deliver(self, answer: Callable[[], None]) -> None:
        if not self._finished:
            answer()

    def finish(self) -> None:
        """Wait for the work that was handed over; answers still on their way are dropped."""
        self._finished = True
        self._pool.waitForDone()
        self._collector.stop()


class _Work(QRunnable):
    def __init__(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        answer: Callable[[Callable[[], None]], None],
    ) -> None:
        super().__init__()
        self._work, self._done, self._failed, self._answer = work, done, failed, answer

    def run(self) -> None:
        try:
            result = self._work()
        except Exception as error:
            failed, fault = self._failed, error
            self._answer(lambda: failed(fault))
        else:
            done = self._done
            self._answer(lambda: done(result))


def _log_failure(error: Exception) -> None:
    _log.error("background work failed\n%s", without_values(error, error.__traceback__))
