"""Weighing people: how well the words of a name answer the words that were typed.

Scores lie in bands: a whole name 1.0, whole words in order from 0.90, all words in another
order 0.89, beginnings from 0.80, words or beginnings in another order from 0.70, and below
0.70 slips, sounds and fields by their quality.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from heapq import nlargest, nsmallest
from itertools import chain, islice
from operator import attrgetter
from typing import NamedTuple

from kiosk.services.lookup.match import Why
from kiosk.services.lookup.roll import Roll
from kiosk.services.lookup.whole import Near
from kiosk.services.lookup.words import Hit, Words, begun

_WEIGHED = 12
"""Candidates that are weighed word by word, beyond what is asked for."""
_RANK = {why: rank for rank, why in enumerate(Why)}
_OF_LETTERS = frozenset((Why.EXACT, Why.PREFIX))
_QUALITY = attrgetter("quality")
_NO: Mapping[int, float] = {}
LEAST_QUALITY = 0.5
"""People whose words answer less of what was typed are not weighed."""
_ALL_WORDS = 0.89
"""All words of a name in another order."""
_BEGINNINGS = 0.7
_MISREAD = 0.015
_MISREAD_NEARLY = 0.03
_TELLING = 4
"""Letters from which a word read with the other keyboard layout is hardly chance."""
_FLOOD = 400
"""From so many words begun on, people are read out in order rather than all gathered."""
_READ_OUT = 20_000
_BEGUN = 0.95
_UNTYPED = 0.03
_REORDERED = 0.01
_COVERED = 0.06
"""For a name typed to the end, the less the more of it is untyped."""
_OF_FAMILY = 0.019
"""More than another given name's length makes of it."""


class Answer(NamedTuple):
    """One person before the answers are put in order.

    ``words`` are the words of the name that were meant, ``fields`` the typed words that
    stand in another field.
    """

    slot: int
    why: Why
    score: float
    words: frozenset[str] = frozenset()
    fields: tuple[str, ...] = ()
    reading: str = ""
    by_given_name: bool = False
    """Whether the family name is none of what was meant."""

    def read_as(self, reading: str) -> Answer:
        """The same answer where ``reading`` is what the other keyboard layout would have given."""
        letters = min(len(reading), sum(map(len, self.words)))
        score = _read_score(self, letters)
        return self._replace(why=Why.KEYBOARD, score=score, reading=reading)


def _read_score(answer: Answer, letters: int) -> float:
    """Whole names and words are no chance; beginnings stand among slips and sounds."""
    if answer.why is Why.CODE and answer.score == 1.0:
        return 1.0
    if answer.why is Why.EXACT or answer.score == _ALL_WORDS:
        whole = answer.score in (1.0, _ALL_WORDS)
        if whole and len(answer.words) > 1:
            return answer.score - _MISREAD
        return 0.715 if letters >= _TELLING else 0.695 if whole else 0.66
    if answer.score < _BEGINNINGS:
        return answer.score - _MISREAD_NEARLY
    return 0.3 + (answer.score - 0.3) * (0.7 if letters >= _TELLING else 0.6)


class Meaning:
    """What one typed word may mean: words of names, and people by their other fields.

    Words that it begins need no list; ``hits`` are the others that are like it.
    """

    def __init__(
        self, typed: str, words: Words, hits: Sequence[Hit] = (), fields: Mapping[int, float] = _NO
    ) -> None:
        self.typed = typed
        self.fields = fields
        self._words = words
        self._hits = {hit.word: hit for hit in reversed(hits)}

    def hit(self, word: str) -> Hit | None:
        """What ``word`` is to the typed one; None where it is nothing."""
        if word.startswith(self.typed):
            return begun(word, self.typed)
        return self._hits.get(word)

    @property
    def commonness(self) -> int:
        """How many words it begins."""
        return self._words.count_begun_by(self.typed)

    @cached_property
    def people_begun(self) -> dict[int, float]:
        """People with a word that it begins, by quality."""
        return self._people_of(self._words.begun_by(self.typed))

    @cached_property
    def people(self) -> dict[int, float]:
        """People with any word that it may mean, or another field, by quality."""
        found = self._people_of(self._hits.values())
        for slot, quality in chain(self.people_begun.items(), self.fields.items()):
            if quality > found.get(slot, 0.0):
                found[slot] = quality
        return found

    @property
    def people_so_called(self) -> dict[int, float]:
        """People with the word itself."""
        if self.typed not in self._words:
            return {}
        return dict.fromkeys(self._words.people(self.typed), 1.0)

    def _people_of(self, hits: Iterable[Hit]) -> dict[int, float]:
        found: dict[int, float] = {}
        for hit in sorted(hits, key=_QUALITY):
            found.update(dict.fromkeys(self._words.people(hit.word), hit.quality))
        return found


class _Taken(NamedTuple):
    """What answers one typed word: a word of the name at its position, or a field."""

    quality: float
    why: Why
    position: int = -1
    word: str = ""


class _Scored(NamedTuple):
    """How well one name of a person does; ``positions`` are those of the words that were meant."""

    score: float
    why: Why
    taken: list[_Taken]
    positions: list[int]


_NAMELESS: tuple[tuple[str, ...], ...] = ((),)
_MISSING = _Taken(0.0, Why.EXACT)


class Weighing:
    """The meanings of all typed words, weighed against the people they stand for."""

    def __init__(self, roll: Roll, meanings: Sequence[Meaning]) -> None:
        self._roll = roll
        self._meanings = meanings
        self._sizes = [len(meaning.typed) for meaning in meanings]
        self._letters = max(1, sum(self._sizes))

    def by_all_words(self, most: int) -> dict[int, Answer]:
        """Those whose names have a word that begins with each typed word."""
        if not self._meanings:
            return {}
        rarest, *others = sorted(self._meanings, key=lambda meaning: meaning.commonness)
        typed = [f"\n{meaning.typed}" for meaning in others]
        if not others and rarest.commonness > _FLOOD:
            return self._weighed(self._first_begun(rarest, most + _WEIGHED), most, missing=0)
        people = rarest.people_begun
        weights = (
            {s: q for s, q in people.items() if self._all_begin(s, typed)} if typed else people
        )
        return self._weighed(weights, most, missing=0)

    def _first_begun(self, meaning: Meaning, most: int) -> dict[int, float]:
        """Who is called exactly so, and the first in order with a word that begins so."""
        due: dict[int, float] = {}
        come: dict[int, float] = {}
        start = f"\n{meaning.typed}"
        for slot in islice(self._roll.slots_in_order(), _READ_OUT):
            if self._all_begin(slot, (start,)):
                (come if self._roll.turns[slot][0] else due)[slot] = _BEGUN
                if len(due) == most:
                    break
        return dict(islice((due | come).items(), most)) | meaning.people_so_called

    def _all_begin(self, slot: int, starts: Sequence[str]) -> bool:
        """Whether some word begins so, for each of the words after their line feeds."""
        line = self._roll[slot].line
        return all(start in line for start in starts)

    def by_most_words(self, most: int) -> dict[int, Answer]:
        """Those who answer every typed word, or all but one."""
        least = LEAST_QUALITY * self._letters
        weights = {slot: weight for slot, weight in self._weights().items() if weight >= least}
        return self._weighed(weights, most, missing=min(1, len(self._meanings) - 1))

    def candidates(self, most: int) -> Collection[int]:
        """Those who answer any typed word, heaviest first."""
        return self._heaviest(self._weights(), most)

    def wholes(self, found: Iterable[Near]) -> dict[int, Answer]:
        """Answers of names that are like all that was typed; the best for each person."""
        nearest: dict[int, Near] = {}
        for near in found:
            if near.slot not in nearest or near.quality > nearest[near.slot].quality:
                nearest[near.slot] = near
        return {slot: self._whole(near) for slot, near in nearest.items()}

    def _whole(self, near: Near) -> Answer:
        quality = min(1.0, near.quality)
        return Answer(near.slot, near.why, _close_score(quality), frozenset(near.names))

    def _weights(self) -> dict[int, float]:
        """Cheap and near enough; one letter beside longer words gathers nobody."""
        longest = max((len(meaning.typed) for meaning in self._meanings), default=0)
        weights: dict[int, float] = {}
        for meaning in self._meanings:
            size = len(meaning.typed)
            if size == 1 < longest:
                continue
            for slot, quality in meaning.people.items():
                weights[slot] = weights.get(slot, 0.0) + size * quality
        return weights

    def _weighed(self, weights: dict[int, float], most: int, missing: int) -> dict[int, Answer]:
        found = (self._answer(slot, missing) for slot in self._heaviest(weights, most + _WEIGHED))
        return {answer.slot: answer for answer in found if answer}

    def _heaviest(self, weights: dict[int, float], wanted: int) -> Collection[int]:
        """The candidates worth weighing word by word; ties by who is due, then by name."""
        if len(weights) <= wanted:
            return weights.keys()
        least = nlargest(wanted, weights.values())[-1]
        sure = [slot for slot, weight in weights.items() if weight > least]
        tied = [slot for slot, weight in weights.items() if weight == least]
        turn, room = self._roll.turns.__getitem__, wanted - len(sure)
        if len(self._meanings) > 1:
            return sure + nsmallest(room, tied, key=turn)
        so_called = self._of_that_family(tied, least)
        others = (slot for slot in tied if slot not in so_called)
        return sure + nsmallest(room, so_called, key=turn) + nsmallest(room // 2, others, key=turn)

    def _of_that_family(self, slots: Iterable[int], weight: float) -> set[int]:
        """Those whose family name a single typed word means as well as any word of theirs."""
        only, meant = self._meanings[0], dict[str, bool]()
        found = set()
        for slot in slots:
            for words in self._roll[slot].names:
                head = words[0]
                if head not in meant:
                    hit = only.hit(head)
                    meant[head] = bool(hit and hit.quality * len(only.typed) >= weight)
                if meant[head]:
                    found.add(slot)
                    break
        return found

    def _answer(self, slot: int, missing: int) -> Answer | None:
        """By the name that answers best of those in either script."""
        best: _Scored | None = None
        for names in self._roll[slot].names or _NAMELESS:
            taken = self._taken(slot, names)
            if taken.count(_MISSING) <= missing:
                scored = self._scored(taken, names)
                if best is None or scored.score > best.score:
                    best = scored
        if best is None:
            return None
        words = frozenset([t.word for t in best.taken])
        fields, given = self._in_fields(best.taken), 0 not in best.positions
        return Answer(slot, best.why, best.score, words, fields, by_given_name=given)

    def _taken(self, slot: int, names: Sequence[str]) -> list[_Taken]:
        free = dict(enumerate(names))
        found = []
        for meaning in self._meanings:
            best, most, at = None, 0.0, -1
            for position, word in free.items():
                hit = meaning.hit(word)
                if hit and hit.quality > most:
                    best, most, at = hit, hit.quality, position
            held = meaning.fields.get(slot, 0.0)
            if held > most:
                found.append(_Taken(held, Why.PHONE if meaning.typed.isdigit() else Why.FIELD))
            elif best:
                del free[at]
                found.append(_Taken(most, best.why, at, best.word))
            else:
                found.append(_MISSING)
        return found

    def _scored(self, taken: list[_Taken], names: Sequence[str]) -> _Scored:
        why = max([t.why for t in taken], key=_RANK.__getitem__)
        positions = [t.position for t in taken if t.position >= 0]
        if why in _OF_LETTERS and _MISSING not in taken:
            score = self._name_score(why, positions, names)
            why = why if positions == sorted(positions) else Why.ORDER
        else:
            score = self._close_score(taken, positions, len(names))
            why = Why.TYPO if why in _OF_LETTERS else why
        return _Scored(score, why, taken, positions)

    def _in_fields(self, taken: Sequence[_Taken]) -> tuple[str, ...]:
        pairs = zip(self._meanings, taken, strict=True)
        return tuple(m.typed for m, t in pairs if t.position < 0 and t.quality)

    def _name_score(self, why: Why, positions: Sequence[int], names: Sequence[str]) -> float:
        ordered = positions == sorted(positions)
        if why is Why.EXACT and len(positions) == len(names):
            return 1.0 if ordered else _ALL_WORDS
        covered = min(1.0, self._letters / max(1, sum(map(len, names))))
        fit = _COVERED * covered + (_OF_FAMILY if 0 in positions else 0.0)
        return (_BEGINNINGS if not ordered else 0.90 if why is Why.EXACT else 0.80) + fit

    def _close_score(self, taken: Sequence[_Taken], positions: Sequence[int], names: int) -> float:
        pairs = zip(self._sizes, taken, strict=True)
        quality = sum([size * t.quality for size, t in pairs]) / self._letters
        if positions:
            quality -= _UNTYPED * min(3, names - len(positions))
            quality -= 0.0 if positions == sorted(positions) else _REORDERED
        return _close_score(min(1.0, quality))


def _close_score(quality: float) -> float:
    return 0.30 + 0.395 * quality
