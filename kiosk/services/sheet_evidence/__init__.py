"""A workbook that was exported, held against the journal: what of it is not as it was written."""

from kiosk.services.sheet_evidence.checking import SheetVerdict, check_sheet
from kiosk.services.sheet_evidence.words import Difference

__all__ = ["Difference", "SheetVerdict", "check_sheet"]
