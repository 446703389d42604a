"""Badges: what people hold in their hands, as a PDF from a design that is data.

pdf = badge_sheet(event, [person], design("card"))
"""

from kiosk.services.badges.calibration import calibration_page
from kiosk.services.badges.facts import missing_on_badge
from kiosk.services.badges.layout import Design
from kiosk.services.badges.reading import design, design_names, read_design
from kiosk.services.badges.sheet import badge_sheet, blank_badges
from kiosk.services.badges.specimens import preview, specimens

__all__ = [
    "Design",
    "badge_sheet",
    "blank_badges",
    "calibration_page",
    "design",
    "design_names",
    "missing_on_badge",
    "preview",
    "read_design",
    "specimens",
]
