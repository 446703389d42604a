"""A printer, or a queue of CUPS, that is spoken to in IPP and given the PDF itself."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from kiosk.language import Told
from kiosk.services.printing import words
from kiosk.services.printing.ipp import (
    Attribute,
    Group,
    GroupTag,
    Message,
    Operation,
    boolean,
    collection,
    integer,
    keyword,
    mime_type,
    name_text,
    uri,
)
from kiosk.services.printing.ipp_server import (
    HttpRefusal,
    NoAnswer,
    NotReached,
    Server,
    server_of,
)
from kiosk.services.printing.ipp_status import (
    PRINTER_ATTRIBUTES,
    status_of,
    takes_size,
    troubled,
    warned_of,
)
from kiosk.services.printing.printer import (
    Handed,
    JobFate,
    PrinterState,
    PrinterStatus,
    PrinterTrouble,
    PrintJob,
    Trouble,
)
from kiosk.services.printing.words import trouble

USER = "kiosk"
"""Who jobs belong to, whoever is logged in: CUPS tells a job's name to its owner only, and
after a crash it must be found again."""

# CUPS leaves job-name out unless document-format is asked for too.
_JOB_ATTRIBUTES = (
    "job-id",
    "job-name",
    "job-state",
    "job-printer-state-reasons",
    "time-at-processing",
    "document-format",
)
# printer-up-time counts whole seconds.
_SAME_START_S = 1.5
# Some count it from 1970 on and over restarts: as good as nothing.
_NO_UP_TIME_S = 1_000_000_000

# Status codes: RFC 8011, 4.1.8 and appendix B.
_FIRST_ERROR = 0x0400
_UNSUPPORTED_ATTRIBUTES = 0x040B
_FIRST_SERVER_ERROR = 0x0500
_KINDS = {
    0x0401: Trouble.FORBIDDEN,
    0x0402: Trouble.FORBIDDEN,
    0x0403: Trouble.FORBIDDEN,
    0x0406: Trouble.UNKNOWN_PRINTER,
    0x0407: Trouble.UNKNOWN_PRINTER,
    0x040A: Trouble.NO_PDF,
    0x0502: Trouble.UNREACHABLE,
    0x0506: Trouble.REJECTING,
    0x0507: Trouble.BUSY,
}
_HTTP_KINDS = {
    401: Trouble.FORBIDDEN,
    403: Trouble.FORBIDDEN,
    404: Trouble.UNKNOWN_PRINTER,
    426: Trouble.FORBIDDEN,
}

# Job states: RFC 8011, 5.3.7.
_JOB_FATES = {
    3: JobFate.WAITING,
    4: JobFate.WAITING,
    5: JobFate.WAITING,
    6: JobFate.WAITING,
    7: JobFate.FAILED,
    8: JobFate.FAILED,
    9: JobFate.PRINTED,
}
_PROCESSING = 5
_NO_JOB_HISTORY = "cups-ipp-missing-job-history"
# A job that was tried more than once counts by the best that came of it.
_BEST_FIRST = (JobFate.PRINTED, JobFate.WAITING, JobFate.FAILED)


class IppPrinter:
    """The printer at ``address`` (``ipp://host:port/path``), called ``name``.

    ``server`` is where that address is asked, when it is not the address' own host (CUPS
    on its Unix socket); ``user`` is who its jobs belong to. Every call ends within about
    ``timeout_s`` seconds a request.

    A page that takes ``warned_s`` seconds while the printer warns (of an empty tray, say)
    is waiting for just that; one that takes ``stuck_s`` seconds is stuck without a reason.
    """

    def __init__(
        self,
        address: str,
        name: str = "",
        *,
        server: Server | None = None,
        user: str = USER,
        timeout_s: float = 10.0,
        warned_s: float = 10.0,
        stuck_s: float = 60.0,
    ) -> None:
        own, self._path = server_of(address)
        self.address = address
        self.name = name or address
        self._server = server or own
        self._user = user
        self._timeout_s = timeout_s
        self._warned_s = warned_s
        self._stuck_s = stuck_s
        self._at_sending: dict[str, _AtSending] = {}

    def send(self, job: PrintJob) -> Handed:
        """Hand the PDF over, on paper of exactly its size, never scaled.

        A printer that is stopped, rejects jobs, or waits for someone to help it gets
        nothing: :class:`PrinterTrouble` says which. One that is idle, not paused, gets the
        job even while it reports a fault: spoolers keep old reasons until the next job.
        """
        printer = self._attributes()
        self._check_ready(printer)
        reply = self._ask(
            Operation.PRINT_JOB,
            name_text("job-name", job.name),
            mime_type("document-format", "application/pdf"),
            job=_job_attributes(job),
            document=job.pdf,
        )
        number = reply.first_of(GroupTag.JOB).number("job-id")
        self._at_sending[job.name] = _AtSending.of(printer)
        return Handed(job.name, str(number or ""), tuple(self._remarks(job, reply, printer)))

    def status(self) -> PrinterStatus:
        """How the printer is, and whether it gets on: an unplugged printer behind a spooler
        shows only by a page that never ends."""
        return self._status(self._attributes())

    def fate(self, job_name: str) -> JobFate:
        """As :meth:`fates`, of one job."""
        return self.fates([job_name])[job_name]

    def fates(self, job_names: Sequence[str]) -> Mapping[str, JobFate]:
        """Look the jobs up among those not completed, then (they may just have ended) among
        those completed: two questions, however many they are."""
        if not job_names:
            return {}
        listed = self._listed()
        found = {name: _called(name, listed) for name in job_names}
        printer = self._attributes() if not all(found.values()) else Group(GroupTag.PRINTER, ())
        return {
            name: self._fate_of(name, jobs) if jobs else self._missing(name, printer)
            for name, jobs in found.items()
        }

    def _fate_of(self, job_name: str, jobs: list[Group]) -> JobFate:
        fates = {_fate(job) for job in jobs}
        best = next((fate for fate in _BEST_FIRST if fate in fates), JobFate.UNKNOWN)
        lost = best is JobFate.PRINTED and self._was_lost_from_sight(job_name, jobs)
        return JobFate.UNKNOWN if lost else best

    def withdraw(self, job_name: str) -> bool:
        """Cancel the waiting job. A page that was being printed when it was cancelled may
        have come out, so that is not a yes."""
        waiting = [job for job in _called(job_name, self._listed()) if _is_open(job)]
        for job in waiting:
            self._cancel(job.number("job-id") or 0)
        begun = any(_is_printing(job) for job in waiting)
        return bool(waiting) and not begun and self.fate(job_name) is JobFate.FAILED

    def forget(self, job_name: str) -> None:
        """Have the spooler delete the ended job with its document, which CUPS else keeps for a day
        (``PreserveJobFiles``); its ``purge-job`` is an extension that others leave out."""
        with suppress(PrinterTrouble):
            for job in _called(job_name, list(self._jobs("completed"))):
                number = integer("job-id", job.number("job-id") or 0)
                self._ask(Operation.CANCEL_JOB, number, boolean("purge-job", True))

    # --- asking -------------------------------------------------------------------------

    def _attributes(self) -> Group:
        reply = self._ask(
            Operation.GET_PRINTER_ATTRIBUTES,
            keyword("requested-attributes", *PRINTER_ATTRIBUTES),
        )
        return reply.first_of(GroupTag.PRINTER)

    def _status(self, printer: Group) -> PrinterStatus:
        status = status_of(printer, self.name)
        if status.trouble is not None or status.state is not PrinterState.PROCESSING:
            return status
        seconds = self._seconds_at_one_page(printer)
        warned = warned_of(status.reasons)
        if warned is not None and seconds >= self._warned_s:
            return troubled(status, warned, printer=self.name)
        if seconds >= self._stuck_s:
            return troubled(status, Trouble.STUCK, printer=self.name, seconds=seconds)
        return status

    def _seconds_at_one_page(self, printer: Group) -> int:
        now = printer.number("printer-up-time") or 0
        jobs = self._jobs("not-completed")
        begun = (j.number("time-at-processing") for j in jobs if _is_printing(j))
        return max((now - at for at in begun if at is not None), default=0)

    def _jobs(self, which: str) -> Iterator[Group]:
        reply = self._ask(
            Operation.GET_JOBS,
            keyword("which-jobs", which),
            keyword("requested-attributes", *_JOB_ATTRIBUTES),
        )
        return reply.all_of(GroupTag.JOB)

    def _listed(self) -> list[Group]:
        return [*self._jobs("not-completed"), *self._jobs("completed")]

    def _cancel(self, number: int) -> None:
        """A job that has ended in the meantime can't be cancelled: its fate tells."""
        try:
            self._ask(Operation.CANCEL_JOB, integer("job-id", number))
        except PrinterTrouble as refusal:
            if refusal.kind not in (Trouble.REFUSED, Trouble.UNKNOWN_PRINTER):
                raise

    def _ask(
        self,
        operation: Operation,
        *attributes: Attribute,
        job: tuple[Attribute, ...] = (),
        document: bytes = b"",
    ) -> Message:
        groups = [Group(GroupTag.OPERATION, self._head(*attributes))]
        if job:
            groups.append(Group(GroupTag.JOB, job))
        try:
            reply = self._server.ask(
                operation, self._path, *groups, document=document, timeout_s=self._timeout_s
            )
        except (NotReached, NoAnswer, HttpRefusal) as error:
            raise self._silence(error, changing=bool(document)) from error
        self._check(reply)
        return reply

    def _head(self, *attributes: Attribute) -> tuple[Attribute, ...]:
        """Operation attributes in the order that RFC 8011 asks for: target, then job, user."""
        ids = tuple(a for a in attributes if a.name == "job-id")
        rest = tuple(a for a in attributes if a.name != "job-id")
        head = (
            uri("printer-uri", self.address),
            *ids,
            name_text("requesting-user-name", self._user),
        )
        return head + rest

    # --- troubles -----------------------------------------------------------------------

    def _trouble(self, kind: Trouble, **facts: object) -> PrinterTrouble:
        return trouble(kind, printer=self.name, **facts)

    def _silence(self, error: Exception, *, changing: bool) -> PrinterTrouble:
        if isinstance(error, HttpRefusal):
            kind = _HTTP_KINDS.get(error.status, Trouble.FAULT)
            return self._trouble(kind, reason=str(error))
        if isinstance(error, NoAnswer) and changing:
            return self._trouble(Trouble.UNCERTAIN)
        return self._trouble(Trouble.UNREACHABLE)

    def _check(self, reply: Message) -> None:
        if reply.code < _FIRST_ERROR:
            return
        kind = _kind_of(reply)
        said = reply.first_of(GroupTag.OPERATION).text("status-message")
        raise self._trouble(kind, reason=said or f"IPP 0x{reply.code:04x}")

    def _check_ready(self, printer: Group) -> None:
        status = self._status(printer)
        old_reason = status.state is PrinterState.IDLE and status.trouble is not Trouble.PAUSED
        if status.trouble is not None and not old_reason:
            told = status.sentence
            raise PrinterTrouble(status.trouble, told.sentence, **dict(told.facts))
        if not status.accepting:
            raise self._trouble(Trouble.REJECTING)
        formats = printer.texts("document-format-supported")
        if formats and not {"application/pdf", "*/*"} & set(formats):
            raise self._trouble(Trouble.NO_PDF)

    def _remarks(self, job: PrintJob, reply: Message, printer: Group) -> Iterator[Told]:
        if _media_unsupported(reply) or not takes_size(printer, job.width_mm, job.height_mm):
            size = f"{job.width_mm:g} × {job.height_mm:g}"
            yield Told.of(words.OTHER_PAPER, printer=self.name, size=size)

    # --- what is known only of jobs sent since the program started ------------------------

    def _was_lost_from_sight(self, job_name: str, jobs: list[Group]) -> bool:
        """CUPS calls a page completed that went down with its printer, and only notes that
        the printer, which listed its jobs until then, did not list this one."""
        then = self._at_sending.get(job_name)
        listed_then = then is not None and then.lists_jobs
        return listed_then and not all(_lists_jobs(job) for job in jobs)

    def _missing(self, job_name: str, printer: Group) -> JobFate:
        """CUPS keeps its record over restarts; a printer's own ends when it is switched off.

        A printer that has been up ever since it took the job and no longer lists it is done
        with it.
        """
        if printer.get("cups-version"):
            return JobFate.ABSENT
        then, now = self._at_sending.get(job_name), _AtSending.of(printer)
        if then is None or then.started is None or now.started is None:
            return JobFate.UNKNOWN
        same = abs(now.started - then.started) <= _SAME_START_S
        return JobFate.PRINTED if same else JobFate.UNKNOWN


def _kind_of(reply: Message) -> Trouble:
    if reply.code == _UNSUPPORTED_ATTRIBUTES and _media_unsupported(reply):
        return Trouble.NO_SUCH_PAPER
    other = Trouble.FAULT if reply.code >= _FIRST_SERVER_ERROR else Trouble.REFUSED
    return _KINDS.get(reply.code, other)


def _media_unsupported(reply: Message) -> bool:
    unsupported = {a.name for a in reply.first_of(GroupTag.UNSUPPORTED).attributes}
    return bool(unsupported & {"media-col", "media-size"})


@dataclass(frozen=True, slots=True)
class _AtSending:
    """How a printer was when it took a job: switched on when (on this computer's monotonic
    clock; None where that can't be told), and whether CUPS could follow jobs in it."""

    started: float | None
    lists_jobs: bool

    @classmethod
    def of(cls, printer: Group) -> _AtSending:
        up_s = printer.number("printer-up-time") or 0
        # Of one that had only just been switched on, a restart could not be told.
        told = 2 * _SAME_START_S <= up_s < _NO_UP_TIME_S
        return cls(time.monotonic() - up_s if told else None, _lists_jobs(printer))


def _lists_jobs(seen_by_cups: Group) -> bool:
    reasons = {
        *seen_by_cups.texts("printer-state-reasons"),
        *seen_by_cups.texts("job-printer-state-reasons"),
    }
    return _NO_JOB_HISTORY not in reasons


def _called(job_name: str, jobs: list[Group]) -> list[Group]:
    (sent_as,) = name_text("job-name", job_name).values
    return [job for job in jobs if job.text("job-name") == sent_as]


def _is_open(job: Group) -> bool:
    return _fate(job) is JobFate.WAITING


def _is_printing(job: Group) -> bool:
    return job.number("job-state") == _PROCESSING


def _fate(job: Group) -> JobFate:
    return _JOB_FATES.get(job.number("job-state") or 0, JobFate.UNKNOWN)


def _job_attributes(job: PrintJob) -> tuple[Attribute, ...]:
    """The paper's exact size in hundredths of a millimetre (PWG 5100.7), printed as it is."""
    size = collection(
        "media-size",
        integer("x-dimension", round(job.width_mm * 100)),
        integer("y-dimension", round(job.height_mm * 100)),
    )
    margins = [integer(f"media-{side}-margin", 0) for side in ("top", "right", "bottom", "left")]
    return (
        integer("copies", job.copies),
        collection("media-col", size, *margins),
        keyword("print-scaling", "none"),
    )
