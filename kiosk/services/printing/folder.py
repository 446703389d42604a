"""A folder that takes badges as numbered PDF files: what is left when there is no printer."""

from __future__ import annotations

import errno
import hashlib
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kiosk.language import Refusal, Sentence, Told
from kiosk.services.printing import words
from kiosk.services.printing.printer import (
    Handed,
    JobFate,
    PrinterState,
    PrinterStatus,
    PrinterTrouble,
    PrintJob,
    Trouble,
)
from kiosk.services.whole_files import write_whole

_NUMBERED = re.compile(r"(?P<number>\d{3,}) (?P<name>.+?)( x\d+)?\.pdf")
_COPIES = re.compile(r" x\d+$")
# Windows and FAT refuse these in a file's name; the length leaves room within 255 bytes.
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_LONGEST_NAME_BYTES = 180

_FULL = {errno.ENOSPC, errno.EDQUOT}
_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}
_MISSING = {errno.ENOENT, errno.ENOTDIR}


class FolderPrinter:
    """Writes ``NNN <job name>.pdf`` into ``folder``, whole or not at all.

    The folder itself is made when missing, its parent is not: a badge must not land on the
    system's disk because a stick was pulled out. A job that is there already is not written
    again. Copies are said in the file's name (``x2``) for whoever prints it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = str(folder)

    def send(self, job: PrintJob) -> Handed:
        """Write the file. Raises :class:`PrinterTrouble` (disk, unreachable)."""
        try:
            self.folder.mkdir(exist_ok=True)
            there = self._names()
            name = _of_job(job.name, there) or _next_name(job, there)
            target = self.folder / name
            if name not in there:
                write_whole(target, job.pdf)
        except OSError as error:
            raise self._trouble(error) from error
        except Refusal as refused:
            cause = refused.__cause__
            gone = OSError(errno.ENOENT, "")
            raise self._trouble(cause if isinstance(cause, OSError) else gone) from refused
        return Handed(job.name, detail=str(target), printed=True)

    def status(self) -> PrinterStatus:
        """Ready when the folder (or the parent it would be made in) can be written to."""
        there = self.folder if self.folder.exists() else self.folder.parent
        if not there.is_dir():
            raise self._told(Trouble.UNREACHABLE, words.FOLDER_MISSING)
        if not os.access(there, os.W_OK | os.X_OK):
            raise self._told(Trouble.DISK, words.FOLDER_READ_ONLY)
        return PrinterStatus(PrinterState.IDLE, Told.of(words.FOLDER_READY, folder=self.folder))

    def fate(self, job_name: str) -> JobFate:
        """A file is the print: there or not."""
        try:
            return _fate(job_name, self._names())
        except OSError as error:
            raise self._trouble(error) from error

    def fates(self, job_names: Sequence[str]) -> Mapping[str, JobFate]:
        """As :meth:`fate`, of many."""
        if not job_names:
            return {}
        try:
            there = self._names()
        except OSError as error:
            raise self._trouble(error) from error
        return {name: _fate(name, there) for name in job_names}

    def withdraw(self, job_name: str) -> bool:
        """Never: a file that was written is out, and none ever waits."""
        return False

    def _names(self) -> frozenset[str]:
        """The names of all files: read anew each time, since others write here too."""
        return frozenset(os.listdir(self.folder)) if self.folder.exists() else frozenset()

    def _trouble(self, error: OSError) -> PrinterTrouble:
        if error.errno in _FULL:
            return self._told(Trouble.DISK, words.FOLDER_FULL)
        if error.errno in _READ_ONLY:
            return self._told(Trouble.DISK, words.FOLDER_READ_ONLY)
        if error.errno in _MISSING or isinstance(error, FileExistsError):
            return self._told(Trouble.UNREACHABLE, words.FOLDER_MISSING)
        reason = error.strerror or type(error).__name__
        return self._told(Trouble.DISK, words.FOLDER_FAULT, reason=reason)

    def _told(self, kind: Trouble, sentence: Sentence, **facts: object) -> PrinterTrouble:
        return PrinterTrouble(kind, sentence, folder=self.folder, **facts)


def _fate(job_name: str, there: Iterable[str]) -> JobFate:
    return JobFate.PRINTED if _of_job(job_name, there) else JobFate.ABSENT


def _of_job(job_name: str, there: Iterable[str]) -> str | None:
    """The file that a job was written to."""
    wanted = _file_name(job_name)
    files = ((name, _NUMBERED.fullmatch(name)) for name in there if wanted in name)
    return next((name for name, match in files if match and match["name"] == wanted), None)


def _next_name(job: PrintJob, there: Iterable[str]) -> str:
    numbers = (name.partition(" ")[0] for name in there if name.endswith(".pdf"))
    last = max((int(n) for n in numbers if len(n) >= 3 and n.isascii() and n.isdigit()), default=0)
    copies = f" x{job.copies}" if job.copies > 1 else ""
    return f"{last + 1:03d} {_file_name(job.name)}{copies}.pdf"


def _file_name(job_name: str) -> str:
    """``job_name`` as every file system takes it; where that changes it, a short hash of
    the whole keeps two jobs apart."""
    safe = _UNSAFE.sub("-", job_name).rstrip(". ")
    safe = safe.encode()[:_LONGEST_NAME_BYTES].decode(errors="ignore")
    if safe == job_name and not _COPIES.search(safe):
        return safe
    return f"{safe}~{hashlib.sha256(job_name.encode(errors='replace')).hexdigest()[:8]}"
