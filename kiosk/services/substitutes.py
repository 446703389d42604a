"""Who came in whose place, and how sheets say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kiosk.domain import Person
from kiosk.language import Language, Refusal, Sentence

IN_PLACE_OF = Sentence(en="in place of {name} ({code})", km="ជំនួស {name} ({code})")
CAME_INSTEAD = Sentence(en="{name} ({code}) came in their place", km="{name} ({code}) មកជំនួស")
REPLACED = Sentence(
    en="{by} came in place of {name}, who was therefore not checked in. If both are here, say so"
    " with --although-replaced.",
    km="{by} បានមកជំនួស {name} ដូច្នេះ {name} មិនត្រូវបានចុះឈ្មោះទេ។ បើទាំងពីរនាក់បានមក"
    " សូមបញ្ជាក់ដោយ --although-replaced។",
)


class Replaced(Refusal):
    """``person`` was to be checked in, and ``by`` came in their place."""

    def __init__(self, person: Person, by: Person) -> None:
        self.person, self.by = person, by
        super().__init__(REPLACED, name=_called(person), by=_called(by))


def _called(person: Person) -> str:
    names = (person.name_km_canonical, person.name_latin_canonical, person.organisation)
    return next((name for name in names if name), person.code)


def came_instead(people: Iterable[Person]) -> dict[str, Person]:
    """Who of ``people`` came for another, by the other's code; the last, where several did."""
    return {p.in_place_of: p for p in people if p.in_place_of and p.arrived_at is not None}


def awaited(people: Iterable[Person]) -> list[Person]:
    """Who of ``people`` may still come: expected, not here, and no one came in their place."""
    everyone = list(people)
    came = came_instead(everyone)
    return [p for p in everyone if p.arrived_at is None and not p.walk_in and p.code not in came]


@dataclass(frozen=True, slots=True)
class Substitutes:
    """``others`` are people by their code; ``came`` who came instead, by the code of the other."""

    others: Mapping[str, Person]
    came: Mapping[str, Person]

    @classmethod
    def among(cls, people: Iterable[Person]) -> Substitutes:
        """Whoever of ``people`` came for another."""
        everyone = list(people)
        missing = {p.in_place_of for p in everyone if p.in_place_of}
        return cls({p.code: p for p in everyone if p.code in missing}, came_instead(everyone))

    def remark(self, person: Person) -> str:
        """In both languages, in whose place ``person`` came, or who came in theirs; empty where
        it is neither."""
        other, instead = self.others.get(person.in_place_of), self.came.get(person.code)
        if other is not None:
            return _both(IN_PLACE_OF, other)
        return _both(CAME_INSTEAD, instead) if instead is not None else ""


def _both(sentence: Sentence, person: Person) -> str:
    km = person.name_km_canonical or person.name_latin_canonical
    latin = person.name_latin_canonical or person.name_km_canonical
    khmer = sentence.text(Language.KHMER, name=km, code=person.code)
    return f"{khmer}\n{sentence.text(Language.ENGLISH, name=latin, code=person.code)}"
