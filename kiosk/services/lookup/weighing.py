"""Weighing people: how well the words of a name answer the words that were typed.

Scores lie in bands: a whole name 1.0, whole words in order from 0.90, all words in another
order 0.89, beginnings from 0.80, words or beginnings in another order from 0.70, and below
0.70 slips, sounds and fields by their quality.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest

from kiosk.services.lookup.match import Why
from kiosk.services.lookup.roll import Label, Roll
from kiosk.services.lookup.words import Hit, Words

Placed = tuple[float, Why, int, str]
Hits = Mapping[int, Sequence[Placed]]
"""By slot: quality, why, place in the name (3 bits of position below the bit of script), word."""

POSITIONS = 8
LATIN = 8
PLACES = 16

_WEIGHED = 200
"""Candidates that are weighed word by word, beyond what is asked for."""
_RANK = {why: rank for rank, why in enumerate(Why)}
_UNTYPED = 0.03
_KEYBOARD_WHOLE = 0.695


@dataclass(frozen=True, slots=True)
class Answer:
    """One person before the answers are put in order."""

    slot: int
    why: Why
    score: float
    words: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    reading: str = ""

    def read_as(self, reading: str) -> Answer:
        """The same answer to what the other keyboard layout would have given."""
        if self.why is Why.CODE and self.score == 1.0:
            score = 1.0
        elif self.score >= 0.89:
            score = _KEYBOARD_WHOLE if self.score in (1.0, 0.89) else 0.66
        else:
            score = 0.3 + (self.score - 0.3) * 0.6
        return replace(self, why=Why.KEYBOARD, score=score, reading=reading)


def hits_of(hits: Iterable[Hit], words: Words) -> Hits:
    """Where the hits stand, by slot, best first."""
    placed: dict[int, list[Placed]] = {}
    for hit in hits:
        for place in words.places(hit.word):
            found = (hit.quality, hit.why, place % PLACES, hit.word)
            placed.setdefault(place // PLACES, []).append(found)
    return placed


@dataclass(frozen=True, slots=True)
class _Taken:
    """The word of a name, or the field, that answers one typed word."""

    quality: float
    why: Why
    place: int = -1
    word: str = ""


_MISSING = _Taken(0.0, Why.FIELD)


class Weighing:
    """One search's hits, weighed against the people they stand for."""

    def __init__(
        self,
        roll: Roll,
        words: Sequence[str],
        hits: Sequence[Hits],
        fields: Sequence[Mapping[int, float]] = (),
    ) -> None:
        self._roll = roll
        self._words = words
        self._hits = hits
        self._fields = fields or [{}] * len(words)
        self._letters = max(1, sum(map(len, words)))

    def all_words(self, most: int) -> dict[int, Answer]:
        """Those whose names hold every typed word or its beginning."""
        if not self._hits:
            return {}
        first, *others = sorted(self._hits, key=len)
        slots = [slot for slot in first if all(slot in hits for hits in others)]
        found = (self._name_answer(slot) for slot in self._heaviest(slots, most))
        return {answer.slot: answer for answer in found if answer}

    def most_words(self, most: int) -> dict[int, Answer]:
        """Those who answer every typed word somehow, or all but one."""
        slots = dict.fromkeys(s for found in (*self._hits, *self._fields) for s in found)
        answers = (self._any_answer(slot) for slot in self._heaviest(slots, most))
        return {answer.slot: answer for answer in answers if answer}

    def _heaviest(self, slots: Iterable[int], most: int) -> list[int]:
        keyed = [(self._weight(slot), slot) for slot in slots]
        if len(keyed) > most + _WEIGHED:
            keyed = nsmallest(most + _WEIGHED, keyed)
        return [slot for _, slot in keyed]

    def _weight(self, slot: int) -> tuple[float, bool, Label]:
        """Cheap and near enough to choose who is weighed; smallest first."""
        total = 0.0
        for word, hits, fields in zip(self._words, self._hits, self._fields, strict=True):
            hit = hits.get(slot)
            quality = hit[0][0] if hit else 0.0
            total += len(word) * max(quality, fields.get(slot, 0.0))
        entry = self._roll[slot]
        return -total, entry.person.arrived_at is not None, entry.label

    def _name_answer(self, slot: int) -> Answer | None:
        scripts = (self._taken(slot, script, ()) for script in (0, LATIN))
        answers = [self._scored(slot, taken) for taken in scripts if _MISSING not in taken]
        return max(answers, key=lambda a: a.score, default=None)

    def _any_answer(self, slot: int) -> Answer | None:
        options = (self._taken(slot, script, self._fields) for script in (0, LATIN))
        answers = [self._scored(slot, taken) for taken in options if self._enough(taken)]
        return max(answers, key=lambda a: a.score, default=None)

    def _enough(self, taken: Sequence[_Taken]) -> bool:
        missing = taken.count(_MISSING)
        return missing == 0 or (missing == 1 and len(taken) > 1)

    def _taken(self, slot: int, script: int, fields: Sequence[Mapping[int, float]]) -> list[_Taken]:
        used: set[int] = set()
        taken = []
        for at in range(len(self._words)):
            best = _best_place(self._hits[at].get(slot, ()), script, used)
            held = fields[at].get(slot, 0.0) if fields else 0.0
            if held > best.quality:
                best = _Taken(held, _field_why(self._words[at]))
            elif best.quality:
                used.add(best.place)
            taken.append(best)
        return taken

    def _scored(self, slot: int, taken: Sequence[_Taken]) -> Answer:
        worst = max((t.why for t in taken), key=_RANK.__getitem__)
        places = [t.place for t in taken if t.place >= 0]
        ordered = places == sorted(places)
        names = self._name(slot, places)
        if worst in (Why.EXACT, Why.PREFIX):
            score = self._name_score(worst, ordered, taken, names)
        else:
            score = self._close_score(taken, ordered, len(names) - len(places))
        why = worst if ordered or worst not in (Why.EXACT, Why.PREFIX) else Why.ORDER
        fields = (w for w, t in zip(self._words, taken, strict=True) if t.place < 0 and t.quality)
        return Answer(slot, why, score, tuple(t.word for t in taken if t.word), tuple(fields))

    def _name(self, slot: int, places: Sequence[int]) -> tuple[str, ...]:
        """The name in the script that was matched."""
        entry = self._roll[slot]
        return (entry.latin if places[0] & LATIN else entry.khmer) if places else ()

    def _name_score(
        self, worst: Why, ordered: bool, taken: Sequence[_Taken], names: Sequence[str]
    ) -> float:
        covered = min(1.0, self._letters / max(1, sum(map(len, names))))
        whole = len(taken) == len(names)
        if worst is Why.EXACT and whole:
            return 1.0 if ordered else 0.89
        if not ordered:
            return 0.70 + 0.08 * covered
        return (0.90 if worst is Why.EXACT else 0.80) + 0.08 * covered

    def _close_score(self, taken: Sequence[_Taken], ordered: bool, untyped: int) -> float:
        qualities = zip(self._words, taken, strict=True)
        quality = sum(len(word) * t.quality for word, t in qualities) / self._letters
        quality -= _UNTYPED * min(3, max(0, untyped)) + (0.0 if ordered else 0.01)
        return 0.30 + 0.395 * min(1.0, quality)


def _best_place(hits: Sequence[Placed], script: int, used: set[int]) -> _Taken:
    best = _MISSING
    for quality, why, place, word in hits:
        if place & LATIN == script and place not in used and quality > best.quality:
            best = _Taken(quality, why, place, word)
    return best


def _field_why(word: str) -> Why:
    return Why.PHONE if word.isdigit() else Why.FIELD
