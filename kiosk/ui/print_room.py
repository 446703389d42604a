"""Badges on their way to paper while the desk goes on: the outbox on the background worker."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.language import Refusal, Told
from kiosk.services.desk import Desk
from kiosk.services.printing import Outbox, PrinterTrouble, WorkedOff, folder_address, open_printer
from kiosk.ui.background import Background
from kiosk.ui.qt_printer import printer_makers

RETRY_MS = 5000
"""How often a printer in trouble is asked again."""


class PrintRoom(QObject):
    """Sends what waits, one at a time, and says how it stands.

    ``changed`` fires when :attr:`waiting`, :attr:`trouble` or :attr:`failures` may be new.
    """

    changed = Signal()

    def __init__(self, desk: Desk, background: Background, address: str, design: str) -> None:
        super().__init__()
        self._desk, self._background = desk, background
        self._design = design
        self.waiting = 0
        self.trouble: Refusal | None = None
        self.failures: tuple[Told, ...] = ()
        self._retry = QTimer(self)
        self._retry.setInterval(RETRY_MS)
        self._retry.timeout.connect(self.work_off)
        self.address = ""
        self._outbox: Outbox | None = None
        self._open(address)

    def use(self, address: str, design: str = "") -> None:
        """Print on the printer at ``address`` from now on; empty means the folder of PDFs."""
        self._design = design or self._design
        self._open(address)
        self.work_off()

    def _open(self, address: str) -> None:
        self.address = address or folder_address(self._desk.badges_folder())
        try:
            printer = open_printer(self.address, printer_makers())
        except PrinterTrouble as trouble:
            self._outbox, self.trouble = None, trouble
            self.changed.emit()
            return
        self._outbox = self._desk.outbox(printer, self._design)

    def folder(self) -> Path | None:
        """The folder that badges go to, when it is no printer."""
        scheme, _, rest = self.address.partition(":")
        return Path(rest) if scheme == "folder" else None

    def printer_name(self) -> str:
        """What people call where the badges go."""
        folder = self.folder()
        return folder.name if folder else self.address.partition(":")[2]

    def work_off(self) -> None:
        """Hand over what waits, in the background."""
        outbox = self._outbox
        if outbox is not None:
            self._background.run(lambda: self._round(outbox), self._take_in, self._fault)

    def _round(self, outbox: Outbox) -> tuple[WorkedOff, int]:
        done = outbox.work_off()
        return done, len(self._desk.badge_jobs().waiting())

    def _take_in(self, answer: tuple[WorkedOff, int]) -> None:
        done, self.waiting = answer
        self.trouble = done.trouble
        self.failures = tuple(each.told for each in (*done.failed, *done.asked))
        self._go_on_asking(bool(self.waiting or done.trouble))
        self.changed.emit()

    def _fault(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            raise error
        self.trouble = error
        self._go_on_asking(True)
        self.changed.emit()

    def _go_on_asking(self, needed: bool) -> None:
        if needed and not self._retry.isActive():
            self._retry.start()
        elif not needed:
            self._retry.stop()

    def stop(self) -> None:
        """No more rounds; what waits is printed the next time."""
        self._retry.stop()
