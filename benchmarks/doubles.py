"""Which doubles are asked about, and which different people: ``python benchmarks/doubles.py``.

The people are the clean list's. A double is the same person written once more as lists do it:
another romanization, the words in the other order, a letter doubled; without the phone. A list
of a hundred thousand cannot face each with each, so what it finds is measured beside the rule
by which the desk asks about a walk-in.
"""

from __future__ import annotations

import dataclasses
import itertools
from pathlib import Path
from uuid import uuid4

from kiosk.bundled import sample_file
from kiosk.domain import DETAIL_FIELDS, Person, PersonDetails
from kiosk.services.event_file import read_event
from kiosk.services.lists import plan, scan
from kiosk.services.lists.sameness import Acquaintances, Identity
from kiosk.services.lookup.twice import likely_same
from kiosk.services.people import canonical_names

LIST = Path(__file__).parents[1] / "tests" / "data" / "participants_80_clean.xlsx"
SPELLINGS = (
    ("ea", "ia"),
    ("ou", "u"),
    ("th", "t"),
    ("ph", "p"),
    ("y", "i"),
    ("ch", "c"),
    ("k", "kh"),
    ("r", "rr"),
    ("n", "nn"),
)


def people() -> list[PersonDetails]:
    """Everyone on the clean list."""
    planned = plan(scan(LIST), read_event(sample_file("workshop.toml")), ())
    return [row.details for row in planned.rows if row.details]


def doubles(one: PersonDetails) -> list[PersonDetails]:
    """The same person as other lists write the Latin name, alone."""
    name = one.name_latin
    lower = name.lower()
    written = {lower.replace(a, b, 1) for a, b in SPELLINGS if a in lower}
    written.add(" ".join(reversed(name.split())))
    alone = dataclasses.replace(one, name_km="", phone="", email="", note="")
    return [dataclasses.replace(alone, name_latin=w) for w in sorted(written) if w != lower]


def as_person(details: PersonDetails) -> Person:
    """The details as a person of the event."""
    said = {name: getattr(details, name) for name in DETAIL_FIELDS}
    return Person(id=uuid4(), code="", **said, **canonical_names(details))


def by_list(one: PersonDetails, other: PersonDetails) -> bool:
    """Whether a list of both asks: the other is found among those it may be, and judged."""
    known = Acquaintances()
    known.add(Identity.of(other))
    return known.may_be(Identity.of(one)) is not None


def by_desk(one: PersonDetails, other: PersonDetails) -> bool:
    """Whether the desk's rule asks."""
    return likely_same(one, as_person(other)) is not None


def main() -> None:
    """Print how many doubles each rule asks about, and how many pairs of different people."""
    everyone = people()
    true = [(double, one) for one in everyone for double in doubles(one)]
    false = list(itertools.combinations(everyone, 2))
    bare = [dataclasses.replace(d, phone="", email="", organisation_en="") for d in everyone]
    unknown = list(itertools.combinations(bare, 2))
    print(f"{'rule':<8} {'doubles':>12} {'different':>12} {'different, names alone':>24}")
    for name, asks in (("list", by_list), ("desk", by_desk)):
        counts = [sum(asks(a, b) for a, b in pairs) for pairs in (true, false, unknown)]
        totals = [len(pairs) for pairs in (true, false, unknown)]
        shown = [f"{count}/{total}" for count, total in zip(counts, totals, strict=True)]
        print(f"{name:<8} {shown[0]:>12} {shown[1]:>12} {shown[2]:>24}")


if __name__ == "__main__":
    main()
