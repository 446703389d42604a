"""Copies of the event by themselves, in a second place, and the way back from them."""

from kiosk.services.safekeeping.belongings import (
    Exported,
    Found,
    badges_of,
    exports_of,
    forget_empty,
    left_of,
)
from kiosk.services.safekeeping.beside import (
    damaged_beside,
    practice_prefix,
    tidy,
    upgrades_beside,
    wiped,
)
from kiosk.services.safekeeping.comparing import Compared, against_copies
from kiosk.services.safekeeping.copies import (
    Copy,
    Kept,
    check_whole,
    copies_in,
    copies_of,
    keep_copies,
    keep_copy,
    opened,
    places_of,
    to_drop,
)
from kiosk.services.safekeeping.looking import opened_to_read
from kiosk.services.safekeeping.places import (
    FOLDER,
    away_places,
    choose_place,
    forget_place,
    mounts,
    own_place,
    second_places,
    sticks,
)
from kiosk.services.safekeeping.purge_memory import remembered, to_purge_again
from kiosk.services.safekeeping.restoring import (
    NO_GOOD_COPY,
    Offer,
    Restored,
    best_offer,
    restore,
)
from kiosk.services.safekeeping.words import offer_in_words

__all__ = [
    "FOLDER",
    "NO_GOOD_COPY",
    "Compared",
    "Copy",
    "Exported",
    "Found",
    "Kept",
    "Offer",
    "Restored",
    "against_copies",
    "away_places",
    "badges_of",
    "best_offer",
    "check_whole",
    "choose_place",
    "copies_in",
    "copies_of",
    "damaged_beside",
    "exports_of",
    "forget_empty",
    "forget_place",
    "keep_copies",
    "keep_copy",
    "left_of",
    "mounts",
    "offer_in_words",
    "opened",
    "opened_to_read",
    "own_place",
    "places_of",
    "practice_prefix",
    "remembered",
    "restore",
    "second_places",
    "sticks",
    "tidy",
    "to_drop",
    "to_purge_again",
    "upgrades_beside",
    "wiped",
]
