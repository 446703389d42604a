"""What a list corrects in someone already known, and what it must not touch by itself."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Any

from kiosk.domain import (
    DETAIL_FIELDS,
    AgeBand,
    Disability,
    PersonDetails,
    PhotoConsent,
    Sex,
)
from kiosk.services.lists.row_fields import MAX_NOTE
from kiosk.services.names import canonical_name

Changes = dict[str, tuple[object, object]]

_NAMES = frozenset({"name_km", "name_latin"})
_UNSAID: tuple[object, ...] = (
    "",
    None,
    Sex.NOT_STATED,
    AgeBand.NOT_STATED,
    Disability.NOT_STATED,
    PhotoConsent.NOT_ASKED,
)
_THE_DESKS = frozenset({"walk_in", "in_place_of", "signing", "signature", "signed_by"})
_COMPARED = tuple(name for name in DETAIL_FIELDS if name not in _THE_DESKS)
_PART = "; "


def differences(
    details: PersonDetails,
    person: PersonDetails,
    *,
    category_stated: bool,
    edited: AbstractSet[str] = frozenset(),
) -> tuple[Changes, Changes]:
    """Old and new of every field that the list corrects, and of those that the desk changed.

    What the list leaves empty wipes nothing; a category that was only assumed changes none;
    a note gains what it lacks; how someone came and signed is the
    desk's alone.
    """
    changes: Changes = {}
    contested: Changes = {}
    for name in _COMPARED:
        old, new = getattr(person, name), getattr(details, name)
        if name == "note":
            new = _joined_note(old, new)
        if new in _UNSAID or not _differs(name, old, new):
            continue
        if name == "category" and not category_stated:
            continue
        (contested if name in edited else changes)[name] = (old, new)
    return changes, contested


def gains(details: PersonDetails, other: PersonDetails, *, category_stated: bool) -> Changes:
    """What one row of a list tells of a person that another row of it does not."""
    changes, _ = differences(details, other, category_stated=category_stated)
    return {name: pair for name, pair in changes.items() if pair[0] in _UNSAID or name == "note"}


def _differs(name: str, old: Any, new: Any) -> bool:
    if old == new:
        return False
    if name in _NAMES and old and new:
        return canonical_name(old) != canonical_name(new)
    return True


def _joined_note(old: str, new: str) -> str:
    """The old note with the list's parts; a part with the same title takes the old one's place."""
    parts = {_title(part): part for part in old.split(_PART) if part}
    parts |= {_title(part): part for part in new.split(_PART) if part}
    return _PART.join(parts.values())[:MAX_NOTE]


def _title(part: str) -> str:
    return part.partition(": ")[0]
