"""The sign-in sheet on paper: for wet ink, and for the day the laptop dies.

paper = paper_sheet(event, people, blanks=10)
"""

from kiosk.services.paper_sheet.sheet import Paper, paper_sheet

__all__ = ["Paper", "paper_sheet"]
