"""The sign-in workbook: who came, counted and ready to sign, for the donor or for finance."""

from kiosk.services.workbook.cell_reading import Book, Cells, Held
from kiosk.services.workbook.cells import letters, moment
from kiosk.services.workbook.changes import Change, Changes
from kiosk.services.workbook.export import LAYOUT, plain_workbook, write_workbook
from kiosk.services.workbook.looks import Faces
from kiosk.services.workbook.morning import Audience, Provenance
from kiosk.services.workbook.provenance_reading import read_provenance
from kiosk.services.workbook.saving import SAVED_UNDER_ANOTHER_NAME
from kiosk.services.workbook.sealing import check_password
from kiosk.services.workbook.sheet_reading import Claim, SheetFile, read_sheet

__all__ = [
    "LAYOUT",
    "SAVED_UNDER_ANOTHER_NAME",
    "Audience",
    "Book",
    "Cells",
    "Change",
    "Changes",
    "Claim",
    "Faces",
    "Held",
    "Provenance",
    "SheetFile",
    "check_password",
    "letters",
    "moment",
    "plain_workbook",
    "read_provenance",
    "read_sheet",
    "write_workbook",
]
