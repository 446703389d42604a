"""Badges: what people hold in their hands, as a PDF from a design that is data.

pdf = badge_sheet(event, [person], design("card"))
"""

from kiosk.services.badges.box import BoxOrder, in_order
from kiosk.services.badges.calibration import calibration_page
from kiosk.services.badges.checking import WrongLine
from kiosk.services.badges.facts import missing_on_badge
from kiosk.services.badges.layout import Blank, Design
from kiosk.services.badges.pictures import LOGO, picture_of
from kiosk.services.badges.reading import (
    design,
    design_names,
    design_text,
    parse_design,
    pictures_beside,
    pictures_in,
    read_design,
    shipped_text,
)
from kiosk.services.badges.sheet import badge_sheet
from kiosk.services.badges.specimens import preview, specimens, trial
from kiosk.services.badges.timetable import missing_in_agenda

__all__ = [
    "LOGO",
    "Blank",
    "BoxOrder",
    "Design",
    "WrongLine",
    "badge_sheet",
    "calibration_page",
    "design",
    "design_names",
    "design_text",
    "in_order",
    "missing_in_agenda",
    "missing_on_badge",
    "parse_design",
    "picture_of",
    "pictures_beside",
    "pictures_in",
    "preview",
    "read_design",
    "shipped_text",
    "specimens",
    "trial",
]
