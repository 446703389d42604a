"""What every printer is to the rest of the program: one protocol, its values, its troubles.

Lengths are millimetres, times seconds. A printer here is anything a finished PDF can be
handed to: an IPP printer, a queue of the system, a folder of files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kiosk.language import Refusal, Sentence, Told


class Trouble(StrEnum):
    """Why a printer does not print, for a program to act on."""

    UNREACHABLE = "unreachable"
    PAUSED = "paused"
    REJECTING = "rejecting"
    OUT_OF_PAPER = "out_of_paper"
    OUT_OF_INK = "out_of_ink"
    JAMMED = "jammed"
    OPEN = "open"
    BUSY = "busy"
    STUCK = "stuck"
    FAULT = "fault"
    UNKNOWN_PRINTER = "unknown_printer"
    FORBIDDEN = "forbidden"
    NO_PDF = "no_pdf"
    NO_SUCH_PAPER = "no_such_paper"
    DISK = "disk"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"

    @property
    def of_the_page(self) -> bool:
        """True where another page may well print: the printer refused this one only."""
        return self is Trouble.REFUSED

    @property
    def may_have_arrived(self) -> bool:
        """True where the page was perhaps taken although no answer came back: look its
        :meth:`Printer.fate` up before it is sent again."""
        return self is Trouble.UNCERTAIN


class PrinterTrouble(Refusal):
    """A printer can't or won't: ``kind`` is for the program, the sentence for the desk."""

    def __init__(self, kind: Trouble, sentence: Sentence, **facts: object) -> None:
        self.kind = kind
        super().__init__(sentence, **facts)


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A finished PDF on its way to paper.

    ``name`` is unique among all jobs ever made: spoolers use their own numbers again, so
    this name is how a job is found after a crash. ``width_mm`` × ``height_mm`` is the
    paper, equal to the page of the PDF.
    """

    name: str
    pdf: bytes
    width_mm: float
    height_mm: float
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Handed:
    """The printer took the job. ``detail`` says where it is now (a file's path, a spooler's
    number); ``remarks`` are what the printer will do otherwise than asked; ``printed`` where
    nothing is left to wait for."""

    job_name: str
    detail: str = ""
    remarks: tuple[Told, ...] = ()
    printed: bool = False


class JobFate(StrEnum):
    """What became of a job, as far as its printer can tell.

    ``ABSENT``: a record that outlives restarts does not hold it, so it was not taken, or
    was lost with the spooler. ``UNKNOWN``: nothing is known; only a look at the paper tells.
    """

    PRINTED = "printed"
    WAITING = "waiting"
    FAILED = "failed"
    ABSENT = "absent"
    UNKNOWN = "unknown"


class PrinterState(StrEnum):
    """The three states of an IPP printer (RFC 8011, 5.4.11)."""

    IDLE = "idle"
    PROCESSING = "processing"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Media:
    """A paper by its name at the printer, with its size."""

    name: str
    width_mm: float
    height_mm: float


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """How a printer is: ``reasons`` are its own keywords, ``media`` what lies in it as far
    as it says, ``takes`` the sizes it can print on (mm), ``trouble`` what keeps it from
    printing (None: nothing known)."""

    state: PrinterState
    sentence: Told
    reasons: tuple[str, ...] = ()
    accepting: bool = True
    media: tuple[Media, ...] = ()
    takes: tuple[tuple[float, float], ...] = ()
    trouble: Trouble | None = None


def paper_sizes(status: PrinterStatus, most: int = 4) -> str:
    """The sizes of what lies in a printer or, where it does not say, of what it takes; the
    first ``most`` of them."""
    sizes = [(m.width_mm, m.height_mm) for m in status.media] or list(status.takes)
    said = [f"{width:g} × {height:g} mm" for width, height in dict.fromkeys(sizes)]
    return ", ".join(said[:most]) + (" …" if len(said) > most else "")


@dataclass(frozen=True, slots=True)
class PrinterInfo:
    """A printer that can be chosen: ``address`` is what the settings keep."""

    name: str
    address: str
    description: str
    status: PrinterStatus
    is_default: bool = False


class Printer(Protocol):
    """Somewhere a PDF becomes a badge in the hand.

    Every call returns within a bounded time and raises :class:`PrinterTrouble` when the
    printer can't be asked.
    """

    @property
    def name(self) -> str:
        """What people call it."""

    def send(self, job: PrintJob) -> Handed:
        """Hand ``job`` over. Raises :class:`PrinterTrouble`; unless its kind
        ``may_have_arrived``, nothing was handed over and nothing will come out."""

    def status(self) -> PrinterStatus:
        """How the printer is now; a printer that can't be reached is raised, not returned."""

    def fate(self, job_name: str) -> JobFate:
        """What became of the job with that unique name."""

    def fates(self, job_names: Sequence[str]) -> Mapping[str, JobFate]:
        """The same of many jobs, by name; of none without asking."""

    def withdraw(self, job_name: str) -> bool:
        """Take a waiting job back. True when it was waiting and no page of it came out or
        will; otherwise its :meth:`fate` is what is known."""
