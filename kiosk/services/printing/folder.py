"""A folder that takes badges as numbered PDF files: what is left when there is no printer."""

from __future__ import annotations

import errno
import hashlib
import os
import re
from collections.abc import Mapping, Sequence
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
            target = self._file_of(job.name) or self._next_file(job)
            if not target.exists():
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
            return JobFate.PRINTED if self._file_of(job_name) else JobFate.ABSENT
        except OSError as error:
            raise self._trouble(error) from error

    def fates(self, job_names: Sequence[str]) -> Mapping[str, JobFate]:
        """As :meth:`fate`, of many."""
        return {name: self.fate(name) for name in job_names}

    def withdraw(self, job_name: str) -> bool:
        """Never: a file that was written is out, and none ever waits."""
        return False

    def _file_of(self, job_name: str) -> Path | None:
        wanted = _file_name(job_name)
        return next((f for f, m in self._numbered() if m["name"] == wanted), None)

    def _next_file(self, job: PrintJob) -> Path:
        number = max((int(m["number"]) for _, m in self._numbered()), default=0) + 1
        copies = f" x{job.copies}" if job.copies > 1 else ""
        return self.folder / f"{number:03d} {_file_name(job.name)}{copies}.pdf"

    def _numbered(self) -> list[tuple[Path, re.Match[str]]]:
        if not self.folder.exists():
            return []
        files = [(f, _NUMBERED.fullmatch(f.name)) for f in self.folder.iterdir()]
        return [(f, match) for f, match in files if match]

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


def _file_name(job_name: str) -> str:
    """``job_name`` as every file system takes it; where that changes it, a short hash of
    the whole keeps two jobs apart."""
    safe = _UNSAFE.sub("-", job_name).rstrip(". ")
    safe = safe.encode()[:_LONGEST_NAME_BYTES].decode(errors="ignore")
    if safe == job_name and not _COPIES.search(safe):
        return safe
    return f"{safe}~{hashlib.sha256(job_name.encode(errors='replace')).hexdigest()[:8]}"
