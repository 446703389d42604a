"""A printer, or a queue of CUPS, that is spoken to in IPP and given the PDF itself."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import replace

from kiosk.language import Sentence, Told
from kiosk.services.printing import words
from kiosk.services.printing.ipp import (
    Attribute,
    Group,
    GroupTag,
    Message,
    Operation,
    Range,
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
from kiosk.services.printing.printer import (
    Handed,
    JobFate,
    Media,
    PrinterState,
    PrinterStatus,
    PrinterTrouble,
    PrintJob,
    Trouble,
)
from kiosk.services.printing.words import trouble

USER = "kiosk"
"""The name jobs are owned by; CUPS shows a job's name only to its owner."""

PRINTER_ATTRIBUTES = (
    "printer-name",
    "printer-info",
    "printer-state",
    "printer-state-reasons",
    "printer-is-accepting-jobs",
    "printer-up-time",
    "media-ready",
    "media-default",
    "media-supported",
    "media-size-supported",
    "document-format-supported",
    "cups-version",
)
# CUPS leaves job-name out unless document-format is asked for too.
_JOB_ATTRIBUTES = (
    "job-id",
    "job-name",
    "job-state",
    "job-state-reasons",
    "time-at-processing",
    "document-format",
)
# printer-up-time counts whole seconds.
_SAME_START_S = 1.5

# Status codes: RFC 8011, 4.1.8 and appendix B.
_IGNORED_ATTRIBUTES = 0x0001
_FIRST_ERROR = 0x0400
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
# A job that was tried more than once counts by the best that came of it.
_BEST_FIRST = (JobFate.PRINTED, JobFate.WAITING, JobFate.FAILED)

_STATES = {3: PrinterState.IDLE, 4: PrinterState.PROCESSING, 5: PrinterState.STOPPED}
_SEVERITY = re.compile(r"-(report|warning|error)$")
# Printer state reasons: RFC 8011, 5.4.12, and PWG 5100.9; first match speaks.
_REASONS = (
    ("media-empty", Trouble.OUT_OF_PAPER),
    ("media-needed", Trouble.OUT_OF_PAPER),
    ("media-jam", Trouble.JAMMED),
    ("cover-open", Trouble.OPEN),
    ("door-open", Trouble.OPEN),
    ("interlock-open", Trouble.OPEN),
    ("marker-supply-empty", Trouble.OUT_OF_INK),
    ("toner-empty", Trouble.OUT_OF_INK),
    ("offline", Trouble.UNREACHABLE),
    ("shutdown", Trouble.UNREACHABLE),
    ("timed-out", Trouble.UNREACHABLE),
    ("paused", Trouble.PAUSED),
)
_HARMLESS = ("none", "moving-to-paused", "connecting-to-device")


class IppPrinter:
    """The printer at ``address`` (``ipp://host:port/path``), called ``name``.

    ``server`` is where that address is asked, when it is not the address' own host (CUPS
    on its Unix socket). Every call ends within about ``timeout_s`` seconds a request; a job
    older than ``patience_s`` seconds makes the status ``stuck``.
    """

    def __init__(
        self,
        address: str,
        name: str = "",
        *,
        server: Server | None = None,
        timeout_s: float = 10.0,
        patience_s: float = 60.0,
    ) -> None:
        own, self._path = server_of(address)
        self.address = address
        self.name = name or address
        self._server = server or own
        self._timeout_s = timeout_s
        self._patience_s = patience_s
        self._started: dict[str, float] = {}

    def send(self, job: PrintJob) -> Handed:
        """Hand the PDF over, on paper of exactly its size, never scaled.

        A printer that is stopped, rejects jobs, or waits for someone to help it gets
        nothing: :class:`PrinterTrouble` says which. One that is idle gets the job even
        while it reports a fault, as spoolers keep old reasons until the next job.
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
        self._note_start(job.name, printer)
        return Handed(job.name, str(number or ""), tuple(self._remarks(job, reply, printer)))

    def status(self) -> PrinterStatus:
        """How the printer is, and whether it gets on: an unplugged printer behind a spooler
        shows only by a page that never ends."""
        return self._status(self._attributes())

    def fate(self, job_name: str) -> JobFate:
        """Look the job up among those not completed, then (it may just have ended) among
        those completed."""
        fates = {_fate(job) for job in self._jobs_called(job_name)}
        if not fates:
            return self._missing(job_name)
        return next((fate for fate in _BEST_FIRST if fate in fates), JobFate.UNKNOWN)

    def withdraw(self, job_name: str) -> bool:
        """Cancel the waiting job. A page that was being printed when it was cancelled may
        have come out, so that is not a yes."""
        jobs = self._jobs_called(job_name)
        for number in [job.number("job-id") for job in jobs if _is_open(job)]:
            self._cancel(number or 0)
        begun = any(_is_printing(job) for job in jobs)
        return not begun and self.fate(job_name) in (JobFate.FAILED, JobFate.ABSENT)

    # --- asking -------------------------------------------------------------------------

    def _attributes(self) -> Group:
        reply = self._ask(
            Operation.GET_PRINTER_ATTRIBUTES,
            keyword("requested-attributes", *PRINTER_ATTRIBUTES),
        )
        return reply.first_of(GroupTag.PRINTER)

    def _status(self, printer: Group) -> PrinterStatus:
        status = status_of(printer, self.name)
        if status.trouble is None and status.state is PrinterState.PROCESSING:
            seconds = self._seconds_at_one_page(printer)
            if seconds >= self._patience_s:
                sentence = words.told(Trouble.STUCK, printer=self.name, seconds=seconds)
                return replace(status, sentence=sentence, trouble=Trouble.STUCK)
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

    def _jobs_called(self, job_name: str) -> list[Group]:
        (sent_as,) = name_text("job-name", job_name).values
        jobs = [*self._jobs("not-completed"), *self._jobs("completed")]
        return [job for job in jobs if job.text("job-name") == sent_as]

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
        head = (uri("printer-uri", self.address), *ids, name_text("requesting-user-name", USER))
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
        other = Trouble.FAULT if reply.code >= _FIRST_SERVER_ERROR else Trouble.REFUSED
        kind = _KINDS.get(reply.code, other)
        said = reply.first_of(GroupTag.OPERATION).text("status-message")
        raise self._trouble(kind, reason=said or f"IPP 0x{reply.code:04x}")

    def _check_ready(self, printer: Group) -> None:
        status = self._status(printer)
        if status.trouble is not None and status.state is not PrinterState.IDLE:
            told = status.sentence
            raise PrinterTrouble(status.trouble, told.sentence, **dict(told.facts))
        if not status.accepting:
            raise self._trouble(Trouble.REJECTING)
        formats = printer.texts("document-format-supported")
        if formats and not {"application/pdf", "*/*"} & set(formats):
            raise self._trouble(Trouble.NO_PDF)

    def _remarks(self, job: PrintJob, reply: Message, printer: Group) -> Iterator[Told]:
        ignored = {a.name for a in reply.first_of(GroupTag.UNSUPPORTED).attributes}
        media_ignored = reply.code == _IGNORED_ATTRIBUTES and bool(ignored & {"media-col", "media"})
        if media_ignored or not _takes_size(printer, job.width_mm, job.height_mm):
            size = f"{job.width_mm:g} × {job.height_mm:g}"
            yield Told.of(words.OTHER_PAPER, printer=self.name, size=size)

    # --- what a printer without a lasting record can still tell --------------------------

    def _note_start(self, job_name: str, printer: Group) -> None:
        self._started[job_name] = _start_of(printer)

    def _missing(self, job_name: str) -> JobFate:
        """CUPS keeps its record over restarts; a printer's own ends when it is switched off.

        A printer that has been up ever since it took the job and no longer lists it is done
        with it.
        """
        printer = self._attributes()
        if printer.get("cups-version"):
            return JobFate.ABSENT
        then = self._started.get(job_name)
        same = then is not None and abs(_start_of(printer) - then) <= _SAME_START_S
        return JobFate.PRINTED if same else JobFate.UNKNOWN


def _start_of(printer: Group) -> float:
    """When the printer was switched on, on this computer's monotonic clock."""
    return time.monotonic() - (printer.number("printer-up-time") or 0)


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


# --- reading a printer's attributes -------------------------------------------------------


def status_of(printer: Group, name: str) -> PrinterStatus:
    """The status in a printer's attributes; ``name`` is what the sentence calls it."""
    state = _STATES.get(printer.number("printer-state") or 0, PrinterState.IDLE)
    accepting = printer.flag("printer-is-accepting-jobs", default=True)
    reasons = tuple(r for r in printer.texts("printer-state-reasons") if r != "none")
    kind, reason = _trouble_of(state, accepting, reasons)
    return PrinterStatus(
        state=state,
        sentence=_sentence(state, kind, name, reason),
        reasons=reasons,
        accepting=accepting,
        media=tuple(_media(printer)),
        trouble=kind,
    )


def _trouble_of(
    state: PrinterState, accepting: bool, reasons: tuple[str, ...]
) -> tuple[Trouble | None, str]:
    stopped = state is PrinterState.STOPPED
    for known, kind in _REASONS:
        found = next((r for r in reasons if _says(r, known, even_warnings=stopped)), None)
        if found:
            return kind, found
    if stopped:
        return Trouble.PAUSED, ""
    if not accepting:
        return Trouble.REJECTING, ""
    fault = next((r for r in reasons if r.endswith("-error") and r not in _HARMLESS), None)
    return (Trouble.FAULT, fault) if fault else (None, "")


def _says(reason: str, known: str, *, even_warnings: bool) -> bool:
    """Whether ``reason`` is ``known`` at a severity that stops the printing. CUPS reports a
    printer that is switched off as ``offline-report``, at the lowest severity."""
    bare = _SEVERITY.sub("", reason)
    grave = reason == bare or reason.endswith("-error") or known == "offline"
    return bare == known and (grave or even_warnings)


def _sentence(state: PrinterState, kind: Trouble | None, name: str, reason: str) -> Told:
    if kind is not None:
        return words.told(kind, printer=name, reason=reason)
    calm: Sentence = words.PRINTING if state is PrinterState.PROCESSING else words.READY
    return Told.of(calm, printer=name)


_SIZE = re.compile(r"_(?P<width>[\d.]+)x(?P<height>[\d.]+)(?P<unit>mm|in)$")
_MM = {"mm": 1.0, "in": 25.4}


def _media(printer: Group) -> Iterator[Media]:
    """What lies in the printer, or, where it doesn't say, what it takes by default."""
    for name in printer.texts("media-ready") or printer.texts("media-default"):
        size = _SIZE.search(name)
        if size:
            unit = _MM[size["unit"]]
            yield Media(name, float(size["width"]) * unit, float(size["height"]) * unit)


def _takes_size(printer: Group, width_mm: float, height_mm: float) -> bool:
    """Whether the size is among those the printer lists; True where it lists none."""
    found = printer.get("media-size-supported")
    if found is None:
        return True
    sizes = [Group(GroupTag.PRINTER, v) for v in found.values if isinstance(v, tuple)]
    wanted = (("x-dimension", round(width_mm * 100)), ("y-dimension", round(height_mm * 100)))
    return any(all(_holds(size, name, value) for name, value in wanted) for size in sizes)


def _holds(size: Group, name: str, hundredths: int) -> bool:
    """Half a millimetre is less than any printer places its page by."""
    found = size.get(name)
    return any(_within(value, hundredths) for value in (found.values if found else ()))


def _within(value: object, hundredths: int) -> bool:
    if isinstance(value, Range):
        return value.lowest <= hundredths <= value.highest
    return isinstance(value, int) and abs(value - hundredths) <= 50
