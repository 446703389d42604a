"""The sign-in workbook: who came, counted and ready to sign, for the donor or for finance."""

from kiosk.services.workbook.allowances import Rates
from kiosk.services.workbook.export import write_workbook
from kiosk.services.workbook.looks import Faces
from kiosk.services.workbook.morning import Audience, Provenance
from kiosk.services.workbook.saving import SAVED_UNDER_ANOTHER_NAME

__all__ = [
    "SAVED_UNDER_ANOTHER_NAME",
    "Audience",
    "Faces",
    "Provenance",
    "Rates",
    "write_workbook",
]
