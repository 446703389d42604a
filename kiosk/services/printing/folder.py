"""A folder that takes badges as numbered PDF files: what is left when there is no printer."""

from __future__ import annotations

import errno
import hashlib
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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


@dataclass(slots=True)
class _Listing:
    """What a folder held when it was ``at`` this: the file of each job, the last number."""

    at: tuple[int, int] = (0, 0)
    files: dict[str, str] = field(default_factory=dict)
    last: int = 0

    def take(self, name: str) -> None:
        """One file more."""
        if match := _NUMBERED.fullmatch(name):
            self.files[match["name"]] = name
            self.last = max(self.last, int(match["number"]))


class FolderPrinter:
    """Writes ``NNN <job name>.pdf`` into ``folder``, whole or not at all.

    The folder itself is made when missing, its parent is not: a badge must not land on the
    system's disk because a stick was pulled out. A job that is there already is not written
    again. Copies are said in the file's name (``x2``) for whoever prints it.

    Between its own badges the folder is not read again while its time of change stands still:
    with ten thousand badges in it that took 11 ms each.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = str(folder)
        self._listing = _Listing()

    def send(self, job: PrintJob) -> Handed:
        """Write the file. Raises :class:`PrinterTrouble` (disk, unreachable)."""
        try:
            self.folder.mkdir(exist_ok=True)
            self._look()
            name = self._listing.files.get(_file_name(job.name)) or self._next_name(job)
            target = self.folder / name
            if not target.exists():
                write_whole(target, job.pdf)
                self._listing.take(name)
                self._listing.at = self._changed()
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

    def _names(self) -> list[str]:
        """The names of all files, read anew."""
        return os.listdir(self.folder) if self.folder.exists() else []

    def _look(self) -> None:
        """Know what is in the folder, which others write into as well."""
        at = self._changed()
        if at != self._listing.at:
            self._listing = _Listing(at)
            for name in os.listdir(self.folder):
                self._listing.take(name)

    def _changed(self) -> tuple[int, int]:
        """Another folder, or the same one after something came or went, has another."""
        there = self.folder.stat()
        return there.st_ino, there.st_mtime_ns

    def _next_name(self, job: PrintJob) -> str:
        copies = f" x{job.copies}" if job.copies > 1 else ""
        return f"{self._listing.last + 1:03d} {_file_name(job.name)}{copies}.pdf"

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


def _file_name(job_name: str) -> str:
    """``job_name`` as every file system takes it; where that changes it, a short hash of
    the whole keeps two jobs apart."""
    safe = _UNSAFE.sub("-", job_name).rstrip(". ")
    safe = safe.encode()[:_LONGEST_NAME_BYTES].decode(errors="ignore")
    if safe == job_name and not _COPIES.search(safe):
        return safe
    return f"{safe}~{hashlib.sha256(job_name.encode(errors='replace')).hexdigest()[:8]}"
