"""Categories, groups and provinces that a list names and the event does not have.

Each is one question, however many rows name it; the answer may be one that the event has,
or, for a category or group, to make it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kiosk.domain import Category, Event, Group
from kiosk.language import Refusal, Sentence, Told
from kiosk.services.lists import sentences as say
from kiosk.services.lists.cells import is_khmer
from kiosk.services.lists.model import Place, UnknownValue
from kiosk.services.lists.reading import Reading, category_name
from kiosk.services.lists.titles import Field
from kiosk.services.provinces import PROVINCES, province

MAKE = "+"
"""What an answer begins with that makes a category or group of that name."""
MOST_ASKED = 100
"""Values of one list that are asked about; the rows of more are taken without the question."""
_MOST_KEY = 40

NO_SUCH_VALUE = Sentence(
    en="“{answer}” cannot be {field} of someone at this event. Choose one of: {known}.",
    km="«{answer}» មិនអាចជា{field}ក្នុងព្រឹត្តិការណ៍នេះបានទេ។ សូមជ្រើសរើស៖ {known}។",
)

Values = Mapping[tuple[Field, str], str]


@dataclass(frozen=True, slots=True)
class Widened:
    """The event with the categories and groups that the answers make, and the answers with
    their keys and numbers in place of the wish to make them."""

    event: Event
    values: Values
    categories: tuple[Category, ...] = ()
    groups: tuple[Group, ...] = ()


def widened(event: Event, values: Values) -> Widened:
    """The event as it will be when the list is taken.

    Raises:
        Refusal: an answer names what the event does not have.
    """
    said = dict(values)
    categories: list[Category] = []
    groups: list[Group] = []
    for (field, key), answer in values.items():
        name = answer.removeprefix(MAKE).strip()
        if answer.startswith(MAKE) and name and field is Field.CATEGORY:
            categories.append(_new_category(name, (*event.categories, *categories)))
            said[field, key] = categories[-1].key
        elif answer.startswith(MAKE) and name and field is Field.GROUP:
            groups.append(_new_group(name, (*event.groups, *groups)))
            said[field, key] = str(groups[-1].number)
        else:
            _check_known(field, answer, event)
    wide = replace(
        event,
        categories=(*event.categories, *categories),
        groups=(*event.groups, *groups),
    )
    return Widened(wide, said, tuple(categories), tuple(groups))


def _check_known(field: Field, answer: str, event: Event) -> None:
    known = {
        Field.CATEGORY: [category.key for category in event.categories],
        Field.GROUP: [str(group.number) for group in event.groups],
    }.get(field)
    if answer == "" or (known is not None and answer in known):
        return
    if field is Field.PROVINCE and province(answer):
        return
    what = say.FIELDS[field]
    raise Refusal(NO_SUCH_VALUE, answer=answer, field=what, known=", ".join(known or PROVINCES))


def _new_category(name: str, there: Iterable[Category]) -> Category:
    taken = {category.key for category in there}
    base = re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")[:_MOST_KEY] or "category"
    numbered = (f"{base}_{number}" for number in range(2, len(taken) + 3))
    key = next(key for key in (base, *numbered) if key not in taken)
    return Category(key=key, km=name) if is_khmer(name) else Category(key=key, en=name)


def _new_group(name: str, there: Iterable[Group]) -> Group:
    number = max((group.number for group in there), default=0) + 1
    return Group(number=number, km=name) if is_khmer(name) else Group(number=number, en=name)


def questions_of(readings: Iterable[Reading], event: Event, category: str) -> list[UnknownValue]:
    """One question for each value that rows name and the event does not have."""
    found: dict[tuple[Field, str], tuple[str, int, Place]] = {}
    for reading in readings:
        for field, key, text in reading.unknown:
            first, count, place = found.get((field, key), (text, 0, (reading.sheet, reading.row)))
            found[field, key] = (first, count + 1, place)
    named = category_name(event, category)
    return [
        UnknownValue(
            field,
            text,
            count,
            place,
            Told.of(_ASKED[field], text=text[:80], count=count, category=named),
        )
        for (field, _), (text, count, place) in list(found.items())[:MOST_ASKED]
    ]


_ASKED = {
    Field.CATEGORY: say.CATEGORY_UNKNOWN,
    Field.GROUP: say.GROUP_UNKNOWN,
    Field.PROVINCE: say.PROVINCE_UNKNOWN,
}
