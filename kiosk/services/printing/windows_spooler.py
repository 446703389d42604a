"""What the Windows spooler knows of a printer and of our jobs (winspool.drv, by ctypes).

Qt says a page was printed when it was not, so what became of a job is read here, by its
unique document name. The layouts of the structures and the bits are those of winspool.h.
"""

from __future__ import annotations

import contextlib
import ctypes
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from kiosk.language import Told
from kiosk.services.printing import words
from kiosk.services.printing.printer import (
    JobFate,
    PrinterState,
    PrinterStatus,
    PrinterTrouble,
    Trouble,
)
from kiosk.services.printing.words import trouble

_DWORD = ctypes.c_uint32
_TEXT = ctypes.c_wchar_p
_HANDLE = ctypes.c_void_p


class JobInfo(ctypes.Structure):
    """JOB_INFO_1W, its time of submission as bytes."""

    _fields_ = (
        ("job_id", _DWORD),
        ("printer_name", _TEXT),
        ("machine_name", _TEXT),
        ("user_name", _TEXT),
        ("document", _TEXT),
        ("datatype", _TEXT),
        ("status_text", _TEXT),
        ("status", _DWORD),
        ("priority", _DWORD),
        ("position", _DWORD),
        ("total_pages", _DWORD),
        ("pages_printed", _DWORD),
        ("submitted", ctypes.c_uint16 * 8),
    )


class PrinterInfo2(ctypes.Structure):
    """PRINTER_INFO_2W."""

    _fields_ = (
        ("server_name", _TEXT),
        ("printer_name", _TEXT),
        ("share_name", _TEXT),
        ("port_name", _TEXT),
        ("driver_name", _TEXT),
        ("comment", _TEXT),
        ("location", _TEXT),
        ("device_mode", ctypes.c_void_p),
        ("separator_file", _TEXT),
        ("print_processor", _TEXT),
        ("datatype", _TEXT),
        ("parameters", _TEXT),
        ("security_descriptor", ctypes.c_void_p),
        ("attributes", _DWORD),
        ("priority", _DWORD),
        ("default_priority", _DWORD),
        ("start_time", _DWORD),
        ("until_time", _DWORD),
        ("status", _DWORD),
        ("jobs", _DWORD),
        ("average_pages_a_minute", _DWORD),
    )


# The bits of a printer's status, the gravest trouble first.
_PRINTER_TROUBLES = (
    (0x00000010, Trouble.OUT_OF_PAPER),
    (0x00000008, Trouble.JAMMED),
    (0x00400000, Trouble.OPEN),
    (0x00040000, Trouble.OUT_OF_INK),
    (0x00000080, Trouble.UNREACHABLE),
    (0x00001000, Trouble.UNREACHABLE),
    (0x00000004, Trouble.UNKNOWN_PRINTER),
    (0x00000001, Trouble.PAUSED),
    (0x00000040, Trouble.FAULT),
    (0x00000800, Trouble.FAULT),
    (0x00100000, Trouble.FAULT),
    (0x00000002, Trouble.FAULT),
)
_WORK_OFFLINE = 0x00000400
# Many drivers leave the printer's status at nought and mark the job alone.
_JOB_TROUBLES = (
    (0x0040, Trouble.OUT_OF_PAPER),
    (0x0020, Trouble.UNREACHABLE),
    (0x0400, Trouble.FAULT),
    (0x0200, Trouble.FAULT),
    (0x0002, Trouble.FAULT),
)
_JOB_GONE = 0x0004 | 0x0100
_JOB_DONE = 0x0080 | 0x1000
_JOB_PRINTING = 0x0010


@dataclass(frozen=True, slots=True)
class SpooledJob:
    """A job in a printer's queue."""

    number: int
    document: str
    status: int


def printer_trouble(status: int, attributes: int, jobs: Iterable[SpooledJob]) -> Trouble | None:
    """What keeps a printer from printing, by its own bits and those of its jobs."""
    if attributes & _WORK_OFFLINE:
        return Trouble.UNREACHABLE
    own = (kind for bit, kind in _PRINTER_TROUBLES if status & bit)
    of_jobs = (kind for job in jobs for bit, kind in _JOB_TROUBLES if job.status & bit)
    return next(chain(own, of_jobs), None)


def job_fate(status: int) -> JobFate:
    """What the bits of a queued job say became of it."""
    if status & _JOB_DONE:
        return JobFate.PRINTED
    return JobFate.FAILED if status & _JOB_GONE else JobFate.WAITING


class Queue(Protocol):
    """A printer's queue. Every call raises PrinterTrouble where there is no such printer."""

    def jobs(self) -> list[SpooledJob]:
        """The jobs that stand in it."""

    def bits(self) -> tuple[int, int]:
        """The printer's status and its attributes."""

    def delete(self, number: int) -> bool:
        """Take a job out; whether the spooler agreed."""


class WindowsSpooler:
    """What became of jobs on the printer called ``name``.

    The spooler forgets a job once it is printed. One whose :meth:`fate` was asked while it
    stood in the queue, and that is there no longer, has left it; of one that was never seen
    nothing is known.
    """

    def __init__(self, name: str, queue: Queue | None = None) -> None:
        self.name = name
        self._queue = queue or _SystemQueue(name)
        self._seen: set[str] = set()

    def status(self) -> PrinterStatus:
        """How the printer is."""
        (status, attributes), jobs = self._queue.bits(), self._queue.jobs()
        kind = printer_trouble(status, attributes, jobs)
        if kind is not None:
            sentence = words.told(kind, printer=self.name, reason=f"0x{status:x}")
            return PrinterStatus(PrinterState.STOPPED, sentence, trouble=kind)
        if jobs:
            return PrinterStatus(
                PrinterState.PROCESSING, Told.of(words.PRINTING, printer=self.name)
            )
        return PrinterStatus(PrinterState.IDLE, Told.of(words.READY, printer=self.name))

    def fate(self, job_name: str) -> JobFate:
        """What became of a job."""
        found = self._find(job_name)
        if found:
            self._seen.add(job_name)
            return job_fate(found.status)
        return JobFate.PRINTED if job_name in self._seen else JobFate.UNKNOWN

    def withdraw(self, job_name: str) -> bool:
        """Delete a job that has not begun; whether a begun one stops, nobody can say."""
        found = self._find(job_name)
        if found is None or job_fate(found.status) is not JobFate.WAITING:
            return False
        deleted = self._queue.delete(found.number)
        # Of what was deleted its absence says nothing.
        self._seen.discard(job_name)
        return deleted and not found.status & _JOB_PRINTING

    def _find(self, job_name: str) -> SpooledJob | None:
        return next((job for job in self._queue.jobs() if job.document == job_name), None)


_DELETE = 5
_MOST_JOBS = 1000
# Room for a job that comes in between asking for the size and asking for the jobs.
_SPARE_BYTES = 4096

if sys.platform == "win32":
    _library = ctypes.WinDLL("winspool.drv", use_last_error=True)
    _counter = ctypes.POINTER(_DWORD)
    _library.OpenPrinterW.argtypes = (_TEXT, ctypes.POINTER(_HANDLE), ctypes.c_void_p)
    _library.ClosePrinter.argtypes = (_HANDLE,)
    _library.EnumJobsW.argtypes = (
        _HANDLE, _DWORD, _DWORD, _DWORD, ctypes.c_void_p, _DWORD, _counter, _counter,
    )  # fmt: skip
    _library.GetPrinterW.argtypes = (_HANDLE, _DWORD, ctypes.c_void_p, _DWORD, _counter)
    _library.SetJobW.argtypes = (_HANDLE, _DWORD, _DWORD, ctypes.c_void_p, _DWORD)

    class _SystemQueue:
        def __init__(self, name: str) -> None:
            self._name = name

        def jobs(self) -> list[SpooledJob]:
            needed, count = _DWORD(), _DWORD()
            counted = (ctypes.byref(needed), ctypes.byref(count))
            with self._open() as handle:
                _library.EnumJobsW(handle, 0, _MOST_JOBS, 1, None, 0, *counted)
                room = ctypes.create_string_buffer(needed.value + _SPARE_BYTES)
                if not _library.EnumJobsW(handle, 0, _MOST_JOBS, 1, room, len(room), *counted):
                    return []
            found = ctypes.cast(room, ctypes.POINTER(JobInfo))
            jobs = (found[at] for at in range(count.value))
            return [SpooledJob(job.job_id, job.document or "", job.status) for job in jobs]

        def bits(self) -> tuple[int, int]:
            needed = _DWORD()
            with self._open() as handle:
                _library.GetPrinterW(handle, 2, None, 0, ctypes.byref(needed))
                room = ctypes.create_string_buffer(needed.value + _SPARE_BYTES)
                size = ctypes.byref(needed)
                if not _library.GetPrinterW(handle, 2, room, len(room), size):
                    return 0, 0
            info = ctypes.cast(room, ctypes.POINTER(PrinterInfo2)).contents
            return info.status, info.attributes

        def delete(self, number: int) -> bool:
            with self._open() as handle:
                return bool(_library.SetJobW(handle, number, 0, None, _DELETE))

        @contextlib.contextmanager
        def _open(self) -> Iterator[ctypes.c_void_p]:
            handle = _HANDLE()
            if not _library.OpenPrinterW(self._name, ctypes.byref(handle), None):
                raise trouble(Trouble.UNKNOWN_PRINTER, printer=self._name)
            try:
                yield handle
            finally:
                _library.ClosePrinter(handle)

else:

    class _SystemQueue:
        """Elsewhere no printer is known to Windows."""

        def __init__(self, name: str) -> None:
            self._name = name

        def jobs(self) -> list[SpooledJob]:
            raise self._unknown()

        def bits(self) -> tuple[int, int]:
            raise self._unknown()

        def delete(self, number: int) -> bool:
            raise self._unknown()

        def _unknown(self) -> PrinterTrouble:
            return trouble(Trouble.UNKNOWN_PRINTER, printer=self._name)
