"""The lookup itself: what is typed, against everyone on the list.

A search goes in two steps. The first takes whole words and beginnings, by dictionary and
bisection, phones and codes; where it fills the answer, nothing else could rank above it.
The second adds slips, sounds, the other keyboard layout and the other fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import nsmallest
from itertools import groupby, islice, zip_longest
from uuid import UUID

from kiosk.domain import Person, PersonDetails
from kiosk.services.khmer import canonical
from kiosk.services.lookup.fields import LEAST_DIGITS, MOST_HELD, Codes, Phones, Texts, phone_digits
from kiosk.services.lookup.marks import marks_in_fields, marks_in_names, marks_in_phone
from kiosk.services.lookup.match import Alike, Match, Why
from kiosk.services.lookup.query import LONGEST, Query, badge_code, readings_of
from kiosk.services.lookup.roll import Entry, Label, Roll
from kiosk.services.lookup.text import fold, is_khmer_word, words_of
from kiosk.services.lookup.twice import is_namesake, likely_same
from kiosk.services.lookup.weighing import Answer, Meaning, Weighing
from kiosk.services.lookup.whole import by_slips, by_sound
from kiosk.services.lookup.words import Words
from kiosk.services.names import is_khmer
from kiosk.services.provinces import province

_LEAST_SCORE = 0.5
_LEAST_OF_CODE = 2
_SURE = 0.64
"""Where something scores this, rarer ways to read what was typed are not tried."""
_SURE_OF_SPACES = 0.68
"""Two words that sound like two of a name a little less may be one, typed apart."""
_AS_GOOD = 0.05
"""Answers whose scores lie in the same twentieth are as good as each other."""
_LIKE_SPACED = 1
_NAMESAKES = 1000
"""People with something of what was typed whose whole names are compared letter by letter."""
_OF_ONE_SOUND = 300
"""Those of them whose whole names are compared by sound."""
_SURE_OF_SLIP = 0.69
_DOUBTFUL = 0.62
"""Below this the other layout's reading is tried by slips and sounds too."""
_READ_CLOSELY = 2
"""Readings tried so, of Khmer letters the likeliest of each layout."""
_NAMED_PROVINCE = 0.6
_AS_WELL = 24
"""Answers beyond those asked for among which turns are taken."""
_TELLING = 5
"""Characters from which a beginning read with the other layout is hardly chance."""


class Lookup:
    """Everyone on the list, ready to be found. Not for two threads at once."""

    def __init__(self, people: Iterable[Person] = ()) -> None:
        self._roll = Roll(people)
        self._phones = Phones()
        self._texts = Texts()
        self._codes = Codes((entry.person.code, slot) for slot, entry in self._roll)
        for slot, entry in self._roll:
            self._phones.put(slot, entry.person.phone)
            self._texts.put(slot, entry.person)
        self._words = Words(placed for slot, entry in self._roll for placed in _placed(slot, entry))

    def __len__(self) -> int:
        return len(self._roll)

    def put(self, person: Person) -> None:
        """Enter a person, or the new state of one who is on the list."""
        slot = self._roll.slot(person.id)
        before = None if slot is None else self._roll[slot]
        if slot is not None and before is not None and before.says_the_same_of(person):
            self._roll.replace(slot, before._replace(person=person))
            return
        slot = self._roll.put(person)
        after = self._roll[slot]
        if before is not None:
            self._leave_fields(slot, before.person)
        self._enter_fields(slot, person)
        old = set() if before is None else set(_placed(slot, before))
        new = set(_placed(slot, after))
        for word, place in sorted(old - new):
            self._words.remove(word, place)
        for word, place in sorted(new - old):
            self._words.add(word, place)

    def remove(self, person_id: UUID) -> None:
        """Take a person off the list; one who is not on it is no error."""
        slot = self._roll.slot(person_id)
        if slot is None:
            return
        entry = self._roll[slot]
        self._leave_fields(slot, entry.person)
        for word, place in _placed(slot, entry):
            self._words.remove(word, place)
        self._roll.remove(person_id)

    def find(self, text: str, limit: int | None = 20) -> list[Match]:
        """Who may be meant by ``text``, best first; everyone in order where it is empty.

        ``limit`` 0 or None is no limit. Never raises, whatever is typed.
        """
        most = limit or len(self._roll)
        if not canonical(text[:LONGEST]):
            people = islice(self._roll.in_order(), most)
            return [Match(person, Why.PREFIX, 0.0) for person in people]
        query = Query.of(text)
        answers = self._near(query, text, most)
        return [self._match(answer, query) for answer in self._ranked(answers, most)]

    def may_be_same(self, details: PersonDetails, limit: int = 3) -> list[Match]:
        """Who on the list may be the person described; empty where nobody need be asked."""
        return list(self.alike(details).same[: limit or None])

    def alike(self, details: PersonDetails) -> Alike:
        """Who on the list may be the person described, and who is only called so."""
        people = [self._roll[slot].person for slot in self._alike_slots(details)]
        same = [match for person in people if (match := likely_same(details, person))]
        same.sort(key=lambda match: (-match.score, str(match.person.id)))
        namesakes = [person for person in people if is_namesake(details, person)]
        return Alike(tuple(same), tuple(sorted(namesakes, key=lambda person: str(person.id))))

    def _alike_slots(self, details: PersonDetails) -> Iterable[int]:
        """Whoever has a name or a phone like the one described."""
        slots: dict[int, None] = {}
        for name in (details.name_km, details.name_latin):
            query = Query.of(name)
            if query.words:
                answers = self._close(query, 50, wide=True)
                slots |= dict.fromkeys(a.slot for a in self._ranked(answers, 30))
        for digits in phone_digits(details.phone):
            slots |= dict.fromkeys((slot for slot, _ in islice(self._phones.holding(digits), 30)))
        return slots

    def _near(self, query: Query, text: str, most: int) -> dict[int, Answer]:
        """Plain readings first; the dearer ones only as far as those leave room."""
        answers = self._as_typed(query, text, most)
        others = {reading: Query.of(reading) for reading in readings_of(text)}
        full = len(answers) >= most
        read: dict[int, Answer] = {}
        for reading, other in others.items():
            if not full or other.is_name_of(self._words):
                _add(read, _read_as(reading, self._direct(other, most)))
        _add(answers, read)
        if full:
            return answers
        wide = _best(answers) < _SURE and not (read and len(text) >= _TELLING)
        _add(answers, self._close(query, most, wide=wide))
        _add(answers, self._of_province(text))
        if wide:
            _add(answers, self._otherwise_spaced(query, most, _best(answers)))
        if _best(answers) < _DOUBTFUL:
            for reading, other in islice(others.items(), _READ_CLOSELY if is_khmer(text) else 1):
                _add(answers, _read_as(reading, self._close(other, most, wide=False)))
        return {slot: answer for slot, answer in answers.items() if answer.score >= _LEAST_SCORE}

    def _as_typed(self, query: Query, text: str, most: int) -> dict[int, Answer]:
        """By whole words and beginnings, other spaces between them, and a scanned code."""
        answers = self._direct(query, most)
        scanned = self._codes.get(badge_code(text))
        if scanned is not None:
            answers[scanned] = Answer(scanned, Why.CODE, 1.0)
        for words in query.otherwise_spaced(self._words.has_begun):
            _add(answers, self._direct(query.with_words(words), most))
        return answers

    def _otherwise_spaced(self, query: Query, most: int, best: float) -> dict[int, Answer]:
        """By slips and sounds with other spaces, where the ``best`` so far is none too sure."""
        if len(query.words) > 1:
            return self._as_one(query, most, best)
        answers: dict[int, Answer] = {}
        if best < _SURE:
            for words in islice(query.otherwise_spaced(self._words.has_like), _LIKE_SPACED):
                _add(answers, self._close(query.with_words(words), most, wide=False))
        return answers

    def _as_one(self, query: Query, most: int, best: float) -> dict[int, Answer]:
        """All words read as one: Kim Yan may be the given name គឹមយ៉ាន.

        A Khmer name is written in the words that it is typed in, if not by a slip.
        """
        joined = "".join(query.words)
        if best >= (_SURE if is_khmer_word(joined) else _SURE_OF_SPACES):
            return {}
        meaning = Meaning(joined, self._words, self._words.sounding(joined))
        return Weighing(self._roll, [meaning]).by_most_words(most)

    def _direct(self, query: Query, most: int) -> dict[int, Answer]:
        """By whole words and beginnings, phone and code."""
        meanings = [Meaning(word, self._words) for word in query.words]
        answers = Weighing(self._roll, meanings).by_all_words(most)
        if query.phone:
            answers |= self._by_phone(query.phone)
        slot = self._codes.get(query.code)
        if slot is not None:
            answers[slot] = Answer(slot, Why.CODE, 1.0)
        return answers

    def _by_phone(self, digits: str) -> dict[int, Answer]:
        held = islice(self._phones.holding(digits), MOST_HELD)
        return {slot: Answer(slot, Why.PHONE, score) for slot, score in held}

    def _close(self, query: Query, most: int, *, wide: bool) -> dict[int, Answer]:
        """By slips, sounds, parts of words, the other fields, and the beginning of a code."""
        meanings = [self._meaning(word) for word in query.words]
        weighing = Weighing(self._roll, meanings)
        answers = weighing.by_most_words(most)
        if wide and len(meanings) > 1:
            _add(answers, self._whole(query, weighing, _best(answers)))
        if len(query.code) >= _LEAST_OF_CODE and query.code[0].isdigit():
            slots = islice(self._codes.begun(query.code), MOST_HELD)
            _add(answers, {slot: Answer(slot, Why.CODE, 0.6) for slot in slots})
        return answers

    def _whole(self, query: Query, weighing: Weighing, best: float) -> dict[int, Answer]:
        """By all letters together, among people with something of what was typed."""
        found: dict[int, Answer] = {}
        if best < _SURE_OF_SLIP:
            khmer = is_khmer_word(query.words[0])
            named = self._named(weighing.candidates(_NAMESAKES))
            own = [(slot, names) for slot, names in named if is_khmer_word(names[0]) == khmer]
            _add(found, weighing.wholes(by_slips(query.words, own)))
        if _LEAST_SCORE <= max(best, _best(found)) < _SURE:
            near = self._named(weighing.candidates(_OF_ONE_SOUND))
            measure = self._words.measure(*query.words)
            _add(found, weighing.wholes(by_sound(query.words, measure, near)))
        return found

    def _named(self, slots: Iterable[int]) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The names of people as they stand on the list."""
        for slot in slots:
            for names in self._roll[slot].names:
                yield slot, names

    def _of_province(self, text: str) -> dict[int, Answer]:
        """People of the province that ``text`` names in any of its spellings."""
        name = province(text) if LEAST_DIGITS <= len(text) <= LONGEST else None
        if name is None:
            return {}
        written = tuple(words_of(name))
        slots = islice(self._texts.slots(fold(name)), MOST_HELD)
        return {slot: Answer(slot, Why.FIELD, _NAMED_PROVINCE, fields=written) for slot in slots}

    def _meaning(self, word: str) -> Meaning:
        return Meaning(word, self._words, self._words.like(word), self._in_fields(word))

    def _in_fields(self, word: str) -> dict[int, float]:
        found = self._texts.holding(word)
        if word.isdigit() and len(word) >= LEAST_DIGITS:
            slots = (slot for slot, _ in self._phones.holding(word))
            found |= dict.fromkeys(islice(slots, MOST_HELD), 0.9)
        return found

    def _ranked(self, answers: dict[int, Answer], most: int) -> list[Answer]:
        """Best first; what fits a family name and another's given name as well, by turns."""
        first = nsmallest(most + _AS_WELL, answers.values(), key=self._rank)
        return [a for _, as_good in groupby(first, self._merit) for a in _by_turns(as_good)][:most]

    def _rank(self, answer: Answer) -> tuple[int, bool, float, Label]:
        """Who is as good stands before who has arrived; within that, the better first."""
        return *self._merit(answer), self._roll.turns[answer.slot][1]

    def _merit(self, answer: Answer) -> tuple[int, bool, float]:
        arrived = self._roll.turns[answer.slot][0]
        return -int(answer.score / _AS_GOOD), arrived, -round(answer.score, 3)

    def _match(self, answer: Answer, query: Query) -> Match:
        person = self._roll[answer.slot].person
        meant = Query.of(answer.reading) if answer.reading else query
        marks = marks_in_names(person, meant.words, answer.words)
        if answer.fields:
            marks |= marks_in_fields(person, answer.fields)
        if meant.phone or answer.why is Why.PHONE:
            marks |= marks_in_phone(person, meant.phone or _digits_of(answer.fields))
        if meant.code and person.code.startswith(meant.code):
            marks |= {"code": ((0, len(meant.code)),)}
        return Match(person, answer.why, round(answer.score, 3), marks, answer.reading)

    def _enter_fields(self, slot: int, person: Person) -> None:
        self._phones.put(slot, person.phone)
        self._texts.put(slot, person)
        self._codes.put(person.code, slot)

    def _leave_fields(self, slot: int, person: Person) -> None:
        self._phones.put(slot, "")
        self._texts.remove(slot, person)
        self._codes.remove(person.code)


def _placed(slot: int, entry: Entry) -> list[tuple[str, int]]:
    """The words of a name, each once, with the number of the person."""
    return [(word, slot) for word in dict.fromkeys(entry.words)]


def _by_turns(answers: Iterable[Answer]) -> list[Answer]:
    """One by the family name, one by the given name, and so on."""
    kinds: tuple[list[Answer], list[Answer]] = ([], [])
    for answer in answers:
        kinds[answer.by_given_name].append(answer)
    return [answer for pair in zip_longest(*kinds) for answer in pair if answer]


def _add(answers: dict[int, Answer], more: dict[int, Answer]) -> None:
    """Keep the better answer for each person."""
    for slot, answer in more.items():
        if slot not in answers or answer.score > answers[slot].score:
            answers[slot] = answer


def _read_as(reading: str, answers: dict[int, Answer]) -> dict[int, Answer]:
    return {slot: answer.read_as(reading) for slot, answer in answers.items()}


def _best(answers: dict[int, Answer]) -> float:
    return max((answer.score for answer in answers.values()), default=0.0)


def _digits_of(words: tuple[str, ...]) -> str:
    return next((word for word in words if word.isdigit()), "")
