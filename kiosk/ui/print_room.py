"""Badges on their way to paper while the desk goes on: the outbox on the background worker."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk import settings
from kiosk.domain import Person
from kiosk.language import Refusal, Told
from kiosk.services.badge_room import kept_way
from kiosk.services.desk import Desk
from kiosk.services.printing import (
    Ended,
    Outbox,
    PrinterInfo,
    PrinterTrouble,
    StoredJob,
    Trouble,
    WorkedOff,
    did_it_come_out,
    folder_address,
    name_in,
    open_printer,
    printing_turn,
)
from kiosk.ui.background import Background
from kiosk.ui.qt_printer import available_printers, printer_makers

AGAIN_MS = 3000
"""How often the printer is asked again while badges wait, are under way, or it is in trouble."""
BUSY_MS = 300
"""The same while it is only busy with another page, and takes the next one soon."""
BUSY_SHOWN_S = 10.0
"""Busy for longer than this is trouble that people should see."""


Said = tuple[Person, Told]
"""Whose badge, and what is to be said of it."""


@dataclass(frozen=True, slots=True)
class Other:
    """Another printer to go on with; an empty address is the folder of PDFs."""

    address: str
    name: str


@dataclass(frozen=True, slots=True)
class _Stand:
    """How the badges stand after a round."""

    done: WorkedOff
    waiting: int
    elsewhere: int
    under_way: int
    failures: tuple[Said, ...]
    asked: tuple[tuple[Ended, Person], ...]
    labels_left: int | None
    other: Other | None


class PrintRoom(QObject):
    """Sends what waits, one at a time, and says how it stands.

    ``changed`` fires when :attr:`waiting` (and those among them that wait for another printer,
    :attr:`elsewhere`), :attr:`trouble`, :attr:`failures`, :attr:`asked`, :attr:`remarks`,
    :attr:`labels_left` or :attr:`other` (who could go on) may be new. ``at_check_in`` is False
    where badges were printed beforehand.
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
        self.waiting = self.elsewhere = 0
        self.trouble: Refusal | None = None
        self.failures: tuple[Said, ...] = ()
        self._asked: tuple[tuple[Ended, Person], ...] = ()
        self.remarks: tuple[Told, ...] = ()
        self.labels_left: int | None = None
        self.other: Other | None = None
        self._busy_since: float | None = None
        self._again = QTimer(self)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self.work_off)
        self.address = ""
        self._outbox: Outbox | None = None
        # Whose round stands last in the worker's line and has not begun.
        self._in_line: Outbox | None = None
        # Printers left behind with pages under way; only the worker looks in here.
        self._left: dict[str, Outbox] = {}
        self._open(address)

    def use(self, address: str, design: str = "") -> None:
        """Print on the printer at ``address`` from now on; empty means the folder of PDFs.
        What the old printer has not printed yet comes along."""
        before, old = self._outbox, self.address
        self.design = design or self.design
        self._open(address)
        if before is not None and old != self.address:
            self._before_a_round(lambda: self._leave(old, before))
        self.work_off()

    def _leave(self, address: str, outbox: Outbox) -> None:
        """Take from the old printer what it has not printed. What nobody can tell stays with it
        and is asked; the new printer must not be given it unasked."""
        self._left[address] = outbox
        outbox.take_back()
        self._desk.badge_room.jobs().release_waiting()

    @property
    def asked(self) -> tuple[Said, ...]:
        """Badges of which only a look at the paper tells whether they came out."""
        return tuple((person, ended.told) for ended, person in self._asked)

    def _open(self, address: str) -> None:
        self.address = address or folder_address(self._desk.badge_room.folder())
        self.trouble, self.remarks, self.other, self._busy_since = None, (), None, None
        self._outbox = None
        try:
            self._outbox = self._outbox_at(self.address)
        except PrinterTrouble as trouble:
            self.trouble = trouble
            self.changed.emit()

    def _outbox_at(self, address: str) -> Outbox:
        printer = open_printer(address, printer_makers())
        return self._desk.badge_room.outbox(printer, kept_way(address, self.design))

    def folder(self) -> Path | None:
        """The folder that badges go to, when it is no printer."""
        scheme, _, rest = self.address.partition(":")
        return Path(rest) if scheme == "folder" else None

    @property
    def held(self) -> bool:
        """Whether badges wait since the event is protected and no printer is chosen."""
        return self.folder() is not None and self._desk.store.passphrase is not None

    def printer_name(self) -> str:
        """What people call where the badges go."""
        folder = self.folder()
        return folder.name if folder else name_in(self.address)

    def settled(self) -> bool:
        """Whether its test page was printed or, for the folder, that it was chosen."""
        return settings.printer_settings(self.address).settled

    def retry(self) -> None:
        """Someone mended the printer: print what waits, wherever it was to go, and what failed,
        and once more the badge that is asked about."""
        self._settle_first(came_out=False)
        self._before_a_round(self._wait_again)
        self.work_off()

    def _before_a_round(self, work: Callable[[], object]) -> None:
        """Do ``work`` in the background; the next round comes after it."""
        self._in_line = None
        self._background.run(work, lambda _done: self.changed.emit(), self._fault)

    def _wait_again(self) -> None:
        jobs = self._desk.badge_room.jobs()
        jobs.requeue_failed()
        jobs.release_waiting()

    def came_out(self) -> None:
        """Someone looked: the badge that is asked about came out."""
        self._settle_first(came_out=True)
        self.work_off()

    def _settle_first(self, *, came_out: bool) -> None:
        if self._asked:
            job, jobs = self._asked[0][0].job, self._desk.badge_room.jobs()
            self._asked = self._asked[1:]
            self._before_a_round(lambda: jobs.answer(job, came_out=came_out))

    def work_off(self) -> None:
        """Hand over what waits, in the background: with the round that has not begun yet, where
        there is one."""
        outbox, address = self._outbox, self.address
        if self.held:
            jobs = self._desk.badge_room.jobs()
            self._background.run(lambda: len(jobs.waiting()), self._say_held, self._fault)
        if outbox is not None and self._in_line is not outbox:
            self._in_line = outbox
            self._background.run(
                lambda: self._round(outbox, address),
                lambda stand: self._take_in(stand, address),
                self._fault,
            )

    def _say_held(self, waiting: int) -> None:
        self.waiting = waiting
        self.changed.emit()

    def _round(self, outbox: Outbox, address: str) -> _Stand:
        self._in_line = None  # before the rows are read: who comes now needs a round of their own
        with printing_turn(self._desk.store.path) as ours:
            # While a command prints, what is under way there looks lost from here.
            done = outbox.work_off() if ours else WorkedOff()  # first: people stand there
            followed = outbox.follow() if ours else WorkedOff()
            left = self._ask_those_left(address) if ours else ()
        trouble = done.trouble or followed.trouble
        asked = (*followed.asked, *done.asked, *left)
        return self._stand(dataclasses.replace(done, trouble=trouble), asked, address)

    def _ask_those_left(self, address: str) -> Sequence[Ended]:
        """What became of the pages under way on other printers; where one can't say, people
        are asked."""
        jobs, asked = self._desk.badge_room.jobs(), list[Ended]()
        for other in jobs.addresses_under_way():
            if other != address:
                asked += self._ask_one_left(other)
        return asked

    def _ask_one_left(self, address: str) -> Sequence[Ended]:
        jobs = self._desk.badge_room.jobs().at(address, anywhere=False)
        try:
            outbox = self._left.get(address) or self._outbox_at(address)
        except PrinterTrouble:
            return [_asked(job, address) for job in (*jobs.sending(), *jobs.sent())]
        self._left[address] = outbox
        settled, followed = outbox.reconcile(), outbox.follow()
        if settled.trouble is None and followed.trouble is None:
            return (*settled.asked, *followed.asked)
        return [_asked(job, address) for job in (*jobs.sending(), *jobs.sent())]

    def _stand(self, done: WorkedOff, asked: Sequence[Ended], address: str) -> _Stand:
        jobs, person = self._desk.badge_room.jobs(), self._desk.store.person
        here, waiting = jobs.at(address), len(jobs.waiting())
        each = {ended.job.id: ended for ended in asked}
        return _Stand(
            done,
            waiting,
            waiting - len(here.waiting()),
            len(jobs.sent()) + len(jobs.sending()),
            tuple((p, told) for job, told in jobs.failed() if (p := person(job.person_id))),
            tuple((e, p) for e in each.values() if (p := person(e.job.person_id))),
            settings.printer_settings(address).labels_left,
            self._other(address) if done.trouble else None,
        )

    def _other(self, address: str) -> Other | None:
        """Who could go on: a printer that is ready, at best with the badge's paper; else the
        folder of PDFs."""
        size = self._desk.badge_room.designs.named(self.design).page_size_mm
        ready = [i for i in available_printers() if i.address != address and _is_ready(i)]
        ready.sort(key=lambda info: not _has_paper(info, size))
        if ready:
            return Other(ready[0].address, ready[0].name)
        folder = self._desk.badge_room.folder()
        held = self._desk.store.passphrase is not None or address == folder_address(folder)
        return None if held else Other("", folder.name)

    def _take_in(self, stand: _Stand, address: str) -> None:
        if address != self.address:
            return  # of a printer that was left meanwhile
        self.waiting, self.elsewhere = stand.waiting, stand.elsewhere
        self.trouble = self._shown(stand.done.trouble)
        self.failures, self._asked = stand.failures, stand.asked
        self.remarks = stand.done.remarks or self.remarks
        self.labels_left, self.other = stand.labels_left, stand.other
        busy = stand.done.trouble is not None and self.trouble is None
        waiting_here = stand.waiting - stand.elsewhere
        needed = bool(waiting_here or stand.under_way or stand.done.trouble)
        self._go_on_asking(needed, BUSY_MS if busy else AGAIN_MS)
        self.changed.emit()

    def _shown(self, trouble: PrinterTrouble | None) -> PrinterTrouble | None:
        """``trouble``, unless the printer has only just taken another page."""
        if trouble is None or trouble.kind is not Trouble.BUSY:
            self._busy_since = None
            return trouble
        now = time.monotonic()
        self._busy_since = self._busy_since or now
        return trouble if now - self._busy_since > BUSY_SHOWN_S else None

    def _fault(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            raise error
        self.trouble = error
        self._go_on_asking(True)
        self.changed.emit()

    def _go_on_asking(self, needed: bool, after_ms: int = AGAIN_MS) -> None:
        if not needed:
            self._again.stop()
        elif not self._again.isActive() or self._again.interval() != after_ms:
            self._again.start(after_ms)

    def stop(self) -> None:
        """No more rounds; what waits is printed the next time."""
        self._again.stop()


def _asked(job: StoredJob, address: str) -> Ended:
    return Ended(job, did_it_come_out(name_in(address)))


def _is_ready(info: PrinterInfo) -> bool:
    return info.status.trouble is None and info.status.accepting


def _has_paper(info: PrinterInfo, size_mm: tuple[float, float]) -> bool:
    sizes = [(m.width_mm, m.height_mm) for m in info.status.media] or list(info.status.takes)
    width, height = size_mm
    return any(abs(w - width) <= 1 and abs(h - height) <= 1 for w, h in sizes)
