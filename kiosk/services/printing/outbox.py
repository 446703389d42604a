"""The outbox: badges on their way to paper, worked off one by one.

A job is a row of the event file, made in the transaction of the arrival. It is marked
*sending* on disk before the printer sees it, so after a crash every job that may have
been taken is known; it is then looked up at the printer by its unique name, and sent
again only where the printer certainly never took it. Where nobody knows, people are
asked: a page is neither lost nor doubled by guessing.

    waiting ──▶ sending ──▶ sent ──▶ printed
       ▲           │          │
       └───────────┴──────────┴────▶ failed

No threads here: the caller runs these calls on its own executor, one at a time.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol
from uuid import UUID

from kiosk.fault_log import without_values
from kiosk.language import Refusal, Told
from kiosk.services.printing import words
from kiosk.services.printing.printer import (
    JobFate,
    Printer,
    PrinterTrouble,
    PrintJob,
)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class StoredJob:
    """A print job as the event file holds it; ``attempts`` counts how often it was marked
    sending; ``design`` is the badge design asked for, if any."""

    id: UUID
    job_name: str
    person_id: UUID
    attempts: int = 0
    design: str = ""

    def attempt_name(self, attempt: int) -> str:
        """What the printer is told: each attempt has a name of its own, or the record of an
        earlier one would speak for it."""
        return self.job_name if attempt <= 1 else f"{self.job_name}.{attempt}"

    @property
    def last_name(self) -> str:
        """The name of the attempt that was made last."""
        return self.attempt_name(self.attempts)


class JobStore(Protocol):
    """The jobs of an event file. Every mark is on disk when the call returns; marks are
    idempotent, and lists come in the order the jobs were made."""

    def waiting(self) -> list[StoredJob]:
        """Jobs not yet handed over."""

    def sending(self) -> list[StoredJob]:
        """Jobs that were about to be handed over: what became of them is not known here."""

    def sent(self) -> list[StoredJob]:
        """Jobs the printer took and has not yet said to be printed."""

    def mark_waiting(self, job_id: UUID) -> None:
        """The printer certainly does not have the job: it stands in line again."""

    def mark_sending(self, job_id: UUID) -> bool:
        """The job is handed over next. False when it was no longer waiting: someone else
        has it, and it must not be sent."""

    def mark_sent(self, job_id: UUID, detail: str) -> None:
        """The printer took the job; ``detail`` is where it is now."""

    def mark_printed(self, job_id: UUID) -> None:
        """The page came out, says the printer or someone who looked."""

    def mark_failed(self, job_id: UUID, told: Told) -> None:
        """The job will not be tried again by itself; ``told`` is why."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A job that failed, and why."""

    job: StoredJob
    told: Told


@dataclass(frozen=True, slots=True)
class WorkedOff:
    """What a round did. ``trouble`` stopped it, and what waits goes on waiting; ``asked``
    are jobs of which only a look at the paper tells whether they came out."""

    handed: tuple[StoredJob, ...] = ()
    printed: tuple[StoredJob, ...] = ()
    failed: tuple[Ended, ...] = ()
    asked: tuple[Ended, ...] = ()
    remarks: tuple[Told, ...] = ()
    trouble: PrinterTrouble | None = None


class Outbox:
    """Hands the jobs of ``store`` to ``printer``, each made by ``render`` when it is sent.

    The printer is told the job's name, or, from the second attempt on, that name and the
    attempt's number.

    ``render`` may raise a :class:`Refusal` (a name that no font can draw): that job fails
    and the next goes on. ``taken`` is told of each page that the printer took, ``ended`` of each
    that was printed or given up, once its row says so.
    """

    def __init__(
        self,
        store: JobStore,
        printer: Printer,
        render: Callable[[StoredJob], PrintJob],
        taken: Callable[[StoredJob], None] = lambda _job: None,
        ended: Callable[[StoredJob], None] = lambda _job: None,
    ) -> None:
        self._store = store
        self._printer = printer
        self._render = render
        self._taken, self._ended = taken, ended

    def work_off(self) -> WorkedOff:
        """Hand over what waits, in order; first settle what an earlier round left open.

        Stops at the first trouble of the printer; the rest goes on waiting.
        """
        round_ = _Round(self._store, self._printer, self._taken, self._ended)
        return round_.result(lambda: self._work_off(round_))

    def reconcile(self) -> WorkedOff:
        """After a start: find out what became of the jobs that were being sent."""
        round_ = _Round(self._store, self._printer, self._taken, self._ended)
        return round_.result(round_.settle_sending)

    def follow(self) -> WorkedOff:
        """Ask after the jobs the printer took: printed, given up, or lost with it."""
        round_ = _Round(self._store, self._printer, self._taken, self._ended)
        return round_.result(round_.settle_sent)

    def take_back(self) -> WorkedOff:
        """Before the jobs go to another printer: take from this one what it has not
        printed. What was taken back is waiting again; what can't be told is asked."""
        round_ = _Round(self._store, self._printer, self._taken, self._ended)
        return round_.result(round_.take_back)

    def answer(self, job: StoredJob, *, came_out: bool) -> None:
        """Someone looked whether the page of an asked job came out. Where that attempt was
        settled meanwhile nothing is done: an answer given twice must not send a page twice."""
        if job not in (*self._store.sending(), *self._store.sent()):
            return
        if came_out:
            self._store.mark_printed(job.id)
        else:
            self._store.mark_waiting(job.id)

    def _work_off(self, round_: _Round) -> None:
        round_.settle_sending()
        for job in self._store.waiting():
            page = self._page(job, round_)
            if page is not None:
                round_.send(job, page)

    def _page(self, job: StoredJob, round_: _Round) -> PrintJob | None:
        try:
            return self._render(job)
        except Refusal as refusal:
            round_.fail(job, refusal.told)
        except Exception as fault:
            way = without_values(fault, fault.__traceback__)
            _log.error("print job %s could not be drawn\n%s", job.job_name, way)
            round_.fail(job, Told.of(words.BADGE_NOT_DRAWN, reason=type(fault).__name__))
        return None


class _Round:
    """One round over the jobs, and what came of it."""

    def __init__(
        self,
        store: JobStore,
        printer: Printer,
        taken: Callable[[StoredJob], None],
        ended: Callable[[StoredJob], None],
    ) -> None:
        self._store = store
        self._printer = printer
        self._taken, self._ended = taken, ended
        self._handed: list[StoredJob] = []
        self._printed: list[StoredJob] = []
        self._failed: list[Ended] = []
        self._asked: list[Ended] = []
        self._remarks: dict[Told, None] = {}

    def result(self, work: Callable[[], None]) -> WorkedOff:
        """Do ``work`` until its end or the printer's trouble."""
        trouble: PrinterTrouble | None = None
        try:
            work()
        except PrinterTrouble as found:
            trouble = found
        return WorkedOff(
            tuple(self._handed),
            tuple(self._printed),
            tuple(self._failed),
            tuple(self._asked),
            tuple(self._remarks),
            trouble,
        )

    def send(self, job: StoredJob, page: PrintJob) -> None:
        """Hand one page over; its row says so before and after."""
        if not self._store.mark_sending(job.id):
            return
        try:
            handed = self._printer.send(replace(page, name=job.attempt_name(job.attempts + 1)))
        except PrinterTrouble as trouble:
            self._not_sent(job, trouble)
            return
        self._store.mark_sent(job.id, handed.detail)
        if handed.printed:
            self._store.mark_printed(job.id)
        self._handed.append(job)
        self._taken(job)
        self._remarks.update(dict.fromkeys(handed.remarks))

    def settle_sending(self) -> None:
        """Look up each job that was being sent."""
        for job, fate in self._with_fates(self._store.sending()):
            self._settle(job, fate, if_absent=self._store.mark_waiting)
            if fate in (JobFate.PRINTED, JobFate.WAITING):
                self._taken(job)

    def settle_sent(self) -> None:
        """Look up each job that was taken; one that a spooler lost may have been printed
        before, so that is asked."""
        for job, fate in self._with_fates(self._store.sent()):
            if fate is not JobFate.WAITING:
                self._settle(job, fate, if_absent=None)

    def _with_fates(self, jobs: Sequence[StoredJob]) -> list[tuple[StoredJob, JobFate]]:
        fates = self._printer.fates([job.last_name for job in jobs])
        return [(job, fates[job.last_name]) for job in jobs]

    def take_back(self) -> None:
        """Withdraw each job that was taken or was being sent."""
        for job in self._store.sending():
            self._withdraw(job, if_absent=self._store.mark_waiting)
        for job in self._store.sent():
            self._withdraw(job, if_absent=None)

    def _withdraw(self, job: StoredJob, *, if_absent: Callable[[UUID], None] | None) -> None:
        if self._printer.withdraw(job.last_name):
            self._store.mark_waiting(job.id)
            return
        fate = self._printer.fate(job.last_name)
        # Stopped in the middle: whether the page is out, only people can see.
        fate = JobFate.UNKNOWN if fate is JobFate.FAILED else fate
        self._settle(job, fate, if_absent=if_absent)

    def fail(self, job: StoredJob, told: Told) -> None:
        """The job ends here."""
        self._store.mark_failed(job.id, told)
        self._failed.append(Ended(job, told))

    def _not_sent(self, job: StoredJob, trouble: PrinterTrouble) -> None:
        if trouble.kind.of_the_page:
            self.fail(job, trouble.told)
            return
        if not trouble.kind.may_have_arrived:
            self._store.mark_waiting(job.id)
        raise trouble

    def _settle(
        self, job: StoredJob, fate: JobFate, *, if_absent: Callable[[UUID], None] | None
    ) -> None:
        name = self._printer.name
        if fate is JobFate.PRINTED:
            self._store.mark_printed(job.id)
            self._printed.append(job)
            self._ended(job)
        elif fate is JobFate.WAITING:
            self._store.mark_sent(job.id, "")
            self._handed.append(job)
        elif fate is JobFate.FAILED:
            self.fail(job, Told.of(words.JOB_STOPPED, printer=name))
            self._ended(job)
        elif fate is JobFate.ABSENT and if_absent is not None:
            if_absent(job.id)
        else:
            self._asked.append(Ended(job, words.did_it_come_out(name)))
