"""Copies of the event by themselves, in a second place, and the way back from them."""

from kiosk.services.safekeeping.beside import (
    LOOKING,
    PRACTICE,
    exports_beside,
    left_beside,
    left_in_places,
    left_in_temporary,
)
from kiosk.services.safekeeping.comparing import against_copies
from kiosk.services.safekeeping.copies import (
    Copy,
    Kept,
    check_whole,
    copies_in,
    keep_copies,
    keep_copy,
    opened,
    places_of,
    to_drop,
    wipe,
)
from kiosk.services.safekeeping.places import (
    FOLDER,
    choose_place,
    forget_place,
    mounts,
    own_place,
    second_places,
    sticks,
)
from kiosk.services.safekeeping.restoring import Offer, Restored, best_offer, restore
from kiosk.services.safekeeping.words import offer_in_words

__all__ = [
    "FOLDER",
    "LOOKING",
    "PRACTICE",
    "Copy",
    "Kept",
    "Offer",
    "Restored",
    "against_copies",
    "best_offer",
    "check_whole",
    "choose_place",
    "copies_in",
    "exports_beside",
    "forget_place",
    "keep_copies",
    "keep_copy",
    "left_beside",
    "left_in_places",
    "left_in_temporary",
    "mounts",
    "offer_in_words",
    "opened",
    "own_place",
    "places_of",
    "restore",
    "second_places",
    "sticks",
    "to_drop",
    "wipe",
]
