"""How a PDF reaches paper: printers behind one protocol, and the outbox that feeds them."""

from kiosk.services.printing.address import PrinterMaker, folder_address, name_in, open_printer
from kiosk.services.printing.cups import printers
from kiosk.services.printing.folder import FolderPrinter
from kiosk.services.printing.ipp_printer import IppPrinter
from kiosk.services.printing.outbox import Ended, JobStore, Outbox, StoredJob, WorkedOff
from kiosk.services.printing.printer import (
    Handed,
    JobFate,
    Media,
    Printer,
    PrinterInfo,
    PrinterState,
    PrinterStatus,
    PrinterTrouble,
    PrintJob,
    Trouble,
    paper_sizes,
)
from kiosk.services.printing.turn import printing_turn, window_is_open
from kiosk.services.printing.words import did_it_come_out, words_for

__all__ = [
    "Ended",
    "FolderPrinter",
    "Handed",
    "IppPrinter",
    "JobFate",
    "JobStore",
    "Media",
    "Outbox",
    "PrintJob",
    "Printer",
    "PrinterInfo",
    "PrinterMaker",
    "PrinterState",
    "PrinterStatus",
    "PrinterTrouble",
    "StoredJob",
    "Trouble",
    "WorkedOff",
    "did_it_come_out",
    "folder_address",
    "name_in",
    "open_printer",
    "paper_sizes",
    "printers",
    "printing_turn",
    "window_is_open",
    "words_for",
]
