"""Finding people at the desk: from two letters, in either script, however they were typed."""

from kiosk.services.lookup.engine import Lookup
from kiosk.services.lookup.match import Alike, Match, Why
from kiosk.services.lookup.query import badge_code
from kiosk.services.lookup.twice import has_this_name

__all__ = ["Alike", "Lookup", "Match", "Why", "badge_code", "has_this_name"]
