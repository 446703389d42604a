"""Printing through Qt: the way to paper on Windows, where a printer takes no PDF.

Pages are rasterised by pdfium and laid on the printer's paper at their exact physical
size. Qt itself can't be asked what became of a page, so the system's spooler is.
"""

from __future__ import annotations

import getpass
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Protocol

import pypdfium2
from PySide6.QtCore import QCoreApplication, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QGuiApplication, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from kiosk.language import Told
from kiosk.services.printing import (
    Handed,
    JobFate,
    Media,
    PrinterInfo,
    PrinterMaker,
    PrinterState,
    PrinterStatus,
    PrinterTrouble,
    PrintJob,
    Trouble,
    printers,
    words,
)
from kiosk.services.printing.cups import cups_printer
from kiosk.services.printing.windows_spooler import WindowsSpooler
from kiosk.ui import pdfium

SCHEME = "qt"

# Finer than any badge printer; a coarser device is given its own dots.
_FINEST_DPI = 600
# A strip of a page in memory, three bytes a dot.
_STRIP_DOTS = 4_000_000
_POINTS_PER_INCH = 72
_MM_PER_INCH = 25.4
_SAME_MM = 0.5


class Spooler(Protocol):
    """Who knows what became of a job after Qt has let go of it."""

    def status(self) -> PrinterStatus:
        """How the printer is."""

    def fate(self, job_name: str) -> JobFate:
        """What became of a job."""

    def withdraw(self, job_name: str) -> bool:
        """Take a waiting job back."""


def printer_makers() -> Mapping[str, PrinterMaker]:
    """What :func:`kiosk.services.printing.open_printer` needs to open ``qt:NAME``."""
    return {SCHEME: QtPrinter}


def makers_without_window() -> Mapping[str, PrinterMaker]:
    """As :func:`printer_makers`, for a command that has no window."""
    application()
    return printer_makers()


def qt_printers_without_window() -> list[PrinterInfo]:
    """As :func:`qt_printers`, for a command that has no window."""
    application()
    return qt_printers()


@lru_cache(maxsize=1)
def application() -> QCoreApplication:
    """Qt paints only where it has begun; it stays until the command ends."""
    return QGuiApplication.instance() or QGuiApplication(sys.argv[:1])


def available_printers() -> list[PrinterInfo]:
    """The printers of this computer: the queues of CUPS where it runs, else Qt's."""
    return printers() or qt_printers()


def qt_printers() -> list[PrinterInfo]:
    """The printers Qt knows, by name, with their state and default paper."""
    infos = [_info(found) for found in QPrinterInfo.availablePrinters()]
    return sorted(infos, key=lambda info: info.name.casefold())


class QtPrinter:
    """The printer that the system calls ``name``. May be used off the GUI thread."""

    def __init__(self, name: str, spooler: Spooler | None = None) -> None:
        self.name = name
        self._spooler = spooler or _system_spooler(name)

    def send(self, job: PrintJob) -> Handed:
        """Print the pages. Raises PrinterTrouble; a job that failed midway is aborted."""
        info = self._info()
        self._check_ready()
        printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
        remarks = self._lay_out(printer, job)
        paint(printer, job, self.name)
        # Qt answers success for a page that the spooler dropped.
        if self._spooler.fate(job.name) is JobFate.ABSENT:
            raise words.trouble(Trouble.REJECTING, printer=self.name)
        return Handed(job.name, remarks=remarks)

    def status(self) -> PrinterStatus:
        """How the printer is, by the spooler, with the paper that Qt knows of."""
        return replace(self._spooler.status(), media=_media(self._info()))

    def fate(self, job_name: str) -> JobFate:
        """What the spooler says became of the job."""
        return self._spooler.fate(job_name)

    def fates(self, job_names: Sequence[str]) -> Mapping[str, JobFate]:
        """As :meth:`fate`, of many."""
        return {name: self.fate(name) for name in job_names}

    def withdraw(self, job_name: str) -> bool:
        """Take a waiting job back from the spooler."""
        return self._spooler.withdraw(job_name)

    def _info(self) -> QPrinterInfo:
        """Qt prints on another printer, without a word, when the name is not known."""
        info = QPrinterInfo.printerInfo(self.name)
        if info.isNull():
            raise words.trouble(Trouble.UNKNOWN_PRINTER, printer=self.name)
        return info

    def _check_ready(self) -> None:
        """A queue that takes nothing would drop the page and answer success."""
        status = self._spooler.status()
        if status.trouble is not None and status.state is not PrinterState.IDLE:
            told = status.sentence
            raise PrinterTrouble(status.trouble, told.sentence, **dict(told.facts))
        if not status.accepting:
            raise words.trouble(Trouble.REJECTING, printer=self.name)

    def _lay_out(self, printer: QPrinter, job: PrintJob) -> tuple[Told, ...]:
        lay_out(printer, job)
        taken = printer.pageLayout().pageSize().size(QPageSize.Unit.Millimeter)
        asked = QSizeF(job.width_mm, job.height_mm)
        off = max(abs(taken.width() - asked.width()), abs(taken.height() - asked.height()))
        if off <= _SAME_MM:
            return ()
        size = f"{job.width_mm:g} × {job.height_mm:g}"
        return (Told.of(words.OTHER_PAPER, printer=self.name, size=size),)


def lay_out(printer: QPrinter, job: PrintJob) -> None:
    """The paper of ``job``, to its very edge, and the job's unique name."""
    printer.setDocName(job.name)
    printer.setCopyCount(job.copies)
    size = QSizeF(job.width_mm, job.height_mm)
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    # The whole page first: margins under the device's own are refused otherwise.
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(size, QPageSize.Unit.Millimeter, "", exact))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)


def paint(printer: QPrinter, job: PrintJob, name: str) -> None:
    """Every page of the job on a sheet of its own. ``name`` is the printer's, for troubles.

    Raises PrinterTrouble: ``refused`` where the PDF can't be read, ``fault`` where the
    device does not begin or breaks off.
    """
    copies = 1 if printer.supportsMultipleCopies() else job.copies
    try:
        with pdfium.opened(job.pdf) as document:
            _paint_pages(printer, list(document) * copies, name)
    except pypdfium2.PdfiumError as error:
        raise words.trouble(Trouble.REFUSED, printer=name, reason=str(error)) from error


def _paint_pages(printer: QPrinter, pages: Sequence[pypdfium2.PdfPage], name: str) -> None:
    painter = QPainter()
    if not painter.begin(printer):
        raise words.trouble(Trouble.FAULT, printer=name, reason="QPainter.begin")
    try:
        # Without it Qt turns the page into a JPEG.
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        for number, page in enumerate(pages):
            if number and not printer.newPage():
                raise words.trouble(Trouble.FAULT, printer=name, reason="QPrinter.newPage")
            _paint_page(painter, page, printer.resolution())
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()


def _paint_page(painter: QPainter, page: pypdfium2.PdfPage, device_dpi: int) -> None:
    """The page in strips, so that a sheet of A4 at 600 dpi takes 12 MB and not 104."""
    coarser = math.ceil(device_dpi / _FINEST_DPI)
    for top, image in _strips(page, device_dpi / coarser):
        place = QRectF(0, top * coarser, image.width() * coarser, image.height() * coarser)
        painter.drawImage(place, image)


def _strips(page: pypdfium2.PdfPage, dpi: float) -> Iterator[tuple[int, QImage]]:
    """Strips of whole dots from the top down, each with the dots above it."""
    width_pt, height_pt = page.get_size()
    scale = dpi / _POINTS_PER_INCH
    width, height = round(width_pt * scale), round(height_pt * scale)
    at_once = max(1, _STRIP_DOTS // width)
    for top in range(0, height, at_once):
        below = max(0, height - top - at_once)
        crop = (0, below / scale, 0, top / scale)
        yield top, _image(page.render(scale=scale, crop=crop))


def _image(bitmap: pypdfium2.PdfBitmap) -> QImage:
    """A copy of pdfium's picture (three bytes a dot: blue, green, red) that Qt owns."""
    size = (bitmap.width, bitmap.height, bitmap.stride)
    return QImage(bitmap.buffer, *size, QImage.Format.Format_BGR888).copy()


def _system_spooler(name: str) -> Spooler:
    """Under CUPS, Qt's jobs belong to whoever is logged in."""
    if sys.platform == "win32":
        return WindowsSpooler(name)
    return cups_printer(name, getpass.getuser())


def _media(info: QPrinterInfo) -> tuple[Media, ...]:
    default = info.defaultPageSize()
    if not default.isValid():
        return ()
    size = default.size(QPageSize.Unit.Millimeter)
    return (Media(default.name(), size.width(), size.height()),)


def _info(found: QPrinterInfo) -> PrinterInfo:
    name = found.printerName()
    state = _STATES.get(found.state(), PrinterState.STOPPED)
    stopped = state is PrinterState.STOPPED
    sentence = words.READY if not stopped else words.told(Trouble.PAUSED, printer=name).sentence
    status = PrinterStatus(
        state=state,
        sentence=Told.of(sentence, printer=name),
        media=_media(found),
        trouble=Trouble.PAUSED if stopped else None,
    )
    return PrinterInfo(
        name, f"{SCHEME}:{name}", found.description(), status, is_default=found.isDefault()
    )


_STATES = {
    QPrinter.PrinterState.Idle: PrinterState.IDLE,
    QPrinter.PrinterState.Active: PrinterState.PROCESSING,
}
