"""Badges on their way to paper while the desk goes on: the outbox on the background worker."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.domain import Person
from kiosk.language import Refusal, Told
from kiosk.services.badge_room import Way
from kiosk.services.desk import Desk
from kiosk.services.printing import (
    Ended,
    Outbox,
    PrinterTrouble,
    WorkedOff,
    folder_address,
    open_printer,
    printing_turn,
)
from kiosk.ui.background import Background
from kiosk.ui.qt_printer import printer_makers

AGAIN_MS = 3000
"""How often the printer is asked again while badges wait, are under way, or it is in trouble."""


Said = tuple[Person, Told]
"""Whose badge, and what is to be said of it."""


@dataclass(frozen=True, slots=True)
class _Stand:
    """How the badges stand after a round."""

    done: WorkedOff
    waiting: int
    under_way: int
    failures: tuple[Said, ...]
    asked: tuple[tuple[Ended, Person], ...]


class PrintRoom(QObject):
    """Sends what waits, one at a time, and says how it stands.

    ``changed`` fires when :attr:`waiting`, :attr:`trouble`, :attr:`failures`, :attr:`asked` or
    :attr:`remarks` may be new. ``at_check_in`` is False where badges were printed beforehand.
    """

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        background: Background,
        *,
        address: str = "",
        design: str = "",
        at_check_in: bool = True,
    ) -> None:
        super().__init__()
        self.at_check_in = at_check_in
        self._desk, self._background = desk, background
        self.design = design
        self.waiting = 0
        self.trouble: Refusal | None = None
        self.failures: tuple[Said, ...] = ()
        self._asked: tuple[tuple[Ended, Person], ...] = ()
        self.remarks: tuple[Told, ...] = ()
        self._again = QTimer(self)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self.work_off)
        self.address = ""
        self._outbox: Outbox | None = None
        self._open(address)

    def use(self, address: str, design: str = "") -> None:
        """Print on the printer at ``address`` from now on; empty means the folder of PDFs.
        What the old printer has not printed yet comes along."""
        before = self._outbox
        if before is not None:
            self._background.run(lambda: self._leave(before), lambda _left: None, self._fault)
        self.design = design or self.design
        self._open(address)
        self.work_off()

    def _leave(self, outbox: Outbox) -> None:
        """Take from the old printer what it has not printed. What nobody can tell of counts as
        handed over: the new printer does not know it, and must not be given it unasked."""
        outbox.take_back()
        jobs = self._desk.badge_room.jobs()
        for job in jobs.sending():
            jobs.mark_sent(job.id, "")

    @property
    def asked(self) -> tuple[Said, ...]:
        """Badges of which only a look at the paper tells whether they came out."""
        return tuple((person, ended.told) for ended, person in self._asked)

    def _open(self, address: str) -> None:
        self.address = address or folder_address(self._desk.badge_room.folder())
        self.trouble = None
        try:
            printer = open_printer(self.address, printer_makers())
        except PrinterTrouble as trouble:
            self._outbox, self.trouble = None, trouble
            self.changed.emit()
            return
        self._outbox = self._desk.badge_room.outbox(
            printer, Way(address=self.address, design=self.design)
        )

    def folder(self) -> Path | None:
        """The folder that badges go to, when it is no printer."""
        scheme, _, rest = self.address.partition(":")
        return Path(rest) if scheme == "folder" else None

    def printer_name(self) -> str:
        """What people call where the badges go."""
        folder = self.folder()
        return folder.name if folder else self.address.partition(":")[2]

    def retry(self) -> None:
        """Someone mended the printer: print what waits and what failed, and once more the badge
        that is asked about."""
        self._settle_first(came_out=False)
        self._background.run(
            self._desk.badge_room.jobs().requeue_failed, lambda _n: None, self._fault
        )
        self.work_off()

    def came_out(self) -> None:
        """Someone looked: the badge that is asked about came out."""
        self._settle_first(came_out=True)
        self.work_off()

    def _settle_first(self, *, came_out: bool) -> None:
        outbox = self._outbox
        if outbox is not None and self._asked:
            job = self._asked[0][0].job
            self._asked = self._asked[1:]
            self._background.run(
                lambda: outbox.answer(job, came_out=came_out),
                lambda _none: self.changed.emit(),
                self._fault,
            )

    def work_off(self) -> None:
        """Hand over what waits, in the background."""
        outbox = self._outbox
        if outbox is not None:
            self._background.run(lambda: self._round(outbox), self._take_in, self._fault)

    def _round(self, outbox: Outbox) -> _Stand:
        with printing_turn(self._desk.store.path) as ours:
            # While a command prints, what is under way there looks lost from here.
            followed = outbox.follow() if ours else WorkedOff()
            done = outbox.work_off() if ours else WorkedOff()
        return self._stand(followed, done)

    def _stand(self, followed: WorkedOff, done: WorkedOff) -> _Stand:
        jobs, person = self._desk.badge_room.jobs(), self._desk.store.person
        asked = {ended.job.id: ended for ended in (*followed.asked, *done.asked)}
        trouble = done.trouble or followed.trouble
        return _Stand(
            dataclasses.replace(done, trouble=trouble),
            len(jobs.waiting()),
            len(jobs.sent()) + len(jobs.sending()),
            tuple((p, told) for job, told in jobs.failed() if (p := person(job.person_id))),
            tuple((e, p) for e in asked.values() if (p := person(e.job.person_id))),
        )

    def _take_in(self, stand: _Stand) -> None:
        self.waiting, self.trouble = stand.waiting, stand.done.trouble
        self.failures, self._asked = stand.failures, stand.asked
        self.remarks = stand.done.remarks or self.remarks
        self._go_on_asking(bool(stand.waiting or stand.under_way or stand.done.trouble))
        self.changed.emit()

    def _fault(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            raise error
        self.trouble = error
        self._go_on_asking(True)
        self.changed.emit()

    def _go_on_asking(self, needed: bool) -> None:
        if needed and not self._again.isActive():
            self._again.start()
        elif not needed:
            self._again.stop()

    def stop(self) -> None:
        """No more rounds; what waits is printed the next time."""
        self._again.stop()
