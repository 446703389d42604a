"""Badges: what people hold in their hands, as a PDF from a design that is data.

pdf = badge_sheet(event, [person], design("card"))
"""

from kiosk.services.badges.facts import missing_on_badge
from kiosk.services.badges.layout import Design
from kiosk.services.badges.reading import design, design_names, read_design
from kiosk.services.badges.sheet import badge_sheet, blank_badges

__all__ = [
    "Design",
    "badge_sheet",
    "blank_badges",
    "design",
    "design_names",
    "missing_on_badge",
    "read_design",
]
