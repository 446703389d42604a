"""Printing through Qt: exact size, every dot, every page, and what Qt itself never says.

Qt's own PDF device shows what reaches paper; with the rig (``ipp_rig.py``) pages go through
Qt's printing system and a real CUPS queue.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pypdfium2
import pytest
from PIL import Image, ImageChops
from PySide6.QtPrintSupport import QPrinter
from reportlab.lib.colors import Color
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from kiosk.language import Language
from kiosk.services.printing import (
    JobFate,
    PrinterState,
    PrinterTrouble,
    PrintJob,
    Trouble,
    open_printer,
)
from kiosk.ui.qt_printer import (
    QtPrinter,
    available_printers,
    lay_out,
    paint,
    printer_makers,
    qt_printers,
)
from tests import ipp_rig
from tests.ipp_rig import Rig, until

CONF = Path(__file__).parent / "data" / "ipp_badge.conf"
DPI = 600
DOT_MM = 25.4 / DPI
# QPageSize keeps a paper's sides in whole points.
POINT_MM = 25.4 / 72

pytestmark = pytest.mark.usefixtures("qapp")


def a_job(width_mm: float = 90, height_mm: float = 55, pages: int = 1, copies: int = 1) -> PrintJob:
    """Pages with a fine frame 2 mm from the edge and a red, a green and a blue field."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(width_mm * mm, height_mm * mm), invariant=True)
    for number in range(pages):
        canvas.setLineWidth(0.3 * mm)
        canvas.rect(2 * mm, 2 * mm, (width_mm - 4) * mm, (height_mm - 4) * mm)
        for at, colour in enumerate((Color(1, 0, 0), Color(0, 1, 0), Color(0, 0, 1))):
            canvas.setFillColor(colour)
            canvas.rect((5 + 12 * at) * mm, 5 * mm, 10 * mm, 10 * mm, stroke=0, fill=1)
        canvas.setFillColor(Color(0, 0, 0))
        canvas.setFont("Helvetica", 14)
        canvas.drawString(5 * mm, 30 * mm, f"Page {number + 1}")
        canvas.showPage()
    canvas.save()
    return PrintJob(f"kiosk-{width_mm}-{pages}", out.getvalue(), width_mm, height_mm, copies)


def printed(job: PrintJob, file: Path) -> bytes:
    """What Qt's PDF device makes of the job."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    lay_out(printer, job)
    paint(printer, job, "PDF")
    return file.read_bytes()


def pages_of(pdf: bytes) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=DPI / 72).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def size_mm(pdf: bytes) -> tuple[float, float]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        width, height = document[0].get_size()
        return width / mm, height / mm
    finally:
        document.close()


def ink(page: Image.Image) -> tuple[int, int, int, int]:
    box = page.convert("L").point(lambda grey: 255 * (grey < 128)).getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize("paper", [(90, 55), (85.6, 54), (62, 100), (105, 148), (210, 297)])
def test_the_drawing_keeps_its_exact_size_and_place(
    tmp_path: Path, paper: tuple[float, float]
) -> None:
    job = a_job(*paper)
    pdf = printed(job, tmp_path / "out.pdf")
    assert size_mm(pdf) == pytest.approx(paper, abs=POINT_MM)
    (page,), (original,) = pages_of(pdf), pages_of(job.pdf)
    off = [abs(a - b) for a, b in zip(ink(page), ink(original), strict=True)]
    assert max(off) * DOT_MM <= 2 * DOT_MM


def test_strips_meet_without_a_seam_and_nothing_is_lost(tmp_path: Path) -> None:
    """A sheet of A4 is drawn in several strips; its colours and lines stay."""
    job = a_job(210, 297)
    (page,), (original,) = pages_of(printed(job, tmp_path / "out.pdf")), pages_of(job.pdf)
    width, height = min(page.width, original.width), min(page.height, original.height)
    whole = (0, 0, width, height)
    difference = ImageChops.difference(page.crop(whole), original.crop(whole)).convert("L")
    far_off = sum(difference.histogram()[128:]) / (width * height)
    assert far_off < 0.001
    field = [original.height - round(10 / DOT_MM)] * 3
    for at, (y, colour) in enumerate(
        zip(field, ((255, 0, 0), (0, 255, 0), (0, 0, 255)), strict=True)
    ):
        assert page.getpixel((round((10 + 12 * at) / DOT_MM), y)) == colour


def test_no_page_becomes_a_jpeg(tmp_path: Path) -> None:
    pdf = printed(a_job(), tmp_path / "out.pdf")
    assert b"DCTDecode" not in pdf
    assert b"/Image" in pdf


@pytest.mark.parametrize(("pages", "copies"), [(1, 1), (3, 1), (2, 2)])
def test_every_page_comes_out_and_every_copy(tmp_path: Path, pages: int, copies: int) -> None:
    pdf = printed(a_job(pages=pages, copies=copies), tmp_path / "out.pdf")
    assert len(pages_of(pdf)) == pages * copies


def test_a_page_that_is_no_pdf_is_refused_alone(tmp_path: Path) -> None:
    with pytest.raises(PrinterTrouble) as trouble:
        printed(PrintJob("kiosk-1", b"no PDF", 90, 55), tmp_path / "out.pdf")
    assert trouble.value.kind is Trouble.REFUSED


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_device_that_does_not_begin_is_said(tmp_path: Path) -> None:
    with pytest.raises(PrinterTrouble) as trouble:
        printed(a_job(), tmp_path / "missing" / "out.pdf")
    assert trouble.value.kind is Trouble.FAULT


def test_an_unknown_name_prints_nowhere() -> None:
    """Qt would print on another printer without a word."""
    printer = open_printer("qt:no such printer", printer_makers())
    with pytest.raises(PrinterTrouble) as trouble:
        printer.send(a_job())
    assert trouble.value.kind is Trouble.UNKNOWN_PRINTER
    assert "no such printer" in trouble.value.text(Language.KHMER)


# --- through Qt to a real queue ------------------------------------------------------------

_T = TypeVar("_T")


def off_the_gui_thread(work: Callable[[], _T]) -> _T:
    """Where the desk prints; and libcups reads where its server is once a thread."""
    with ThreadPoolExecutor(1) as executor:
        return executor.submit(work).result(timeout=60)


@pytest.fixture(scope="module")
def whole_rig() -> Iterator[Rig]:
    if why := ipp_rig.missing():
        pytest.skip(why)
    with ipp_rig.running(CONF) as rig:
        yield rig


@pytest.fixture
def rig(whole_rig: Rig, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rig]:
    monkeypatch.setenv("CUPS_SERVER", str(whole_rig.cups_socket))
    if not off_the_gui_thread(qt_printers):
        pytest.skip("Qt was built or installed without CUPS")
    yield whole_rig
    whole_rig.reset()


def test_qt_and_cups_name_the_same_printers(rig: Rig) -> None:
    (found,) = off_the_gui_thread(qt_printers)
    assert found.address == f"qt:{ipp_rig.QUEUE}"
    assert found.status.state is PrinterState.IDLE
    assert [each.address for each in available_printers()] == [f"cups:{ipp_rig.QUEUE}"]


def test_a_page_goes_through_qt_to_the_printer(rig: Rig) -> None:
    printer = QtPrinter(ipp_rig.QUEUE)
    job = a_job()
    handed = off_the_gui_thread(lambda: printer.send(job))
    assert handed.remarks == ()
    until(lambda: printer.fate(job.name) is JobFate.PRINTED, "the page is printed")
    (page,) = rig.pages()
    assert rig.printed_jobs() == [job.name]
    assert size_mm(page.read_bytes()) == pytest.approx((90, 55), abs=POINT_MM)
    (arrived,), (original,) = pages_of(page.read_bytes()), pages_of(job.pdf)
    off = [abs(a - b) for a, b in zip(ink(arrived), ink(original), strict=True)]
    assert max(off) * DOT_MM <= POINT_MM


@pytest.mark.parametrize(
    ("command", "kind"), [("cupsdisable", Trouble.PAUSED), ("cupsreject", Trouble.REJECTING)]
)
def test_a_queue_that_drops_pages_is_given_none(rig: Rig, command: str, kind: Trouble) -> None:
    rig.cups_command(command, ipp_rig.QUEUE)
    printer = QtPrinter(ipp_rig.QUEUE)
    assert off_the_gui_thread(printer.status).trouble is kind
    with pytest.raises(PrinterTrouble) as trouble:
        off_the_gui_thread(lambda: printer.send(a_job()))
    assert trouble.value.kind is kind
    assert rig.cups_command("lpstat", "-o") == ""
