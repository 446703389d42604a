"""How far work off the window's thread is, and a button that calls it off.

The desk goes on meanwhile: the box stands beside the work, shows after a second, and what is
called off leaves nothing behind.
"""

from __future__ import annotations

import time
from threading import Event

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QProgressDialog, QPushButton, QWidget

SHOWS_AFTER_MS = 1000
_TELLS_EVERY_S = 0.1


class CalledOffError(Exception):
    """Someone pressed the button, or the window was closed."""


class LongWork(QProgressDialog):
    """Give :meth:`tell` to the work as its progress; :meth:`end` when it has ended."""

    _told = Signal(int, int)

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setLabelText(words)
        self.setRange(0, 0)
        bar, button = QProgressBar(), QPushButton(self.tr("Call it off"))
        bar.setTextVisible(False)
        button.setAutoDefault(False)
        self.setBar(bar)
        self.setCancelButton(button)
        self.setCancelButtonText(button.text())  # else Qt puts a word of its own at a new language
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.setWindowTitle(words)
        self.setMinimumDuration(SHOWS_AFTER_MS)
        self.setAutoClose(False)
        self.setAutoReset(False)
        self._off = Event()
        self._next = 0.0
        self._told.connect(self._show_told, Qt.ConnectionType.QueuedConnection)
        self.canceled.connect(self._off.set)

    def tell(self, done: int, total: int) -> None:
        """On the worker: ``done`` of ``total``. Raises :class:`CalledOffError` once it is."""
        if self._off.is_set():
            raise CalledOffError
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _TELLS_EVERY_S
            self._told.emit(done, total)

    def _show_told(self, done: int, total: int) -> None:
        if not self._off.is_set():
            self.setMaximum(total)
            self.setValue(min(done, total - 1))

    def call_off(self) -> None:
        """As the button."""
        self._off.set()

    def end(self) -> None:
        """Away with it."""
        self._off.set()
        self.close()
        self.deleteLater()
