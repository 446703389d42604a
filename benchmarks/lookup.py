"""Lookup: how well and how fast, beside RapidFuzz's WRatio and SQLite's LIKE.

    python benchmarks/lookup.py [--people 5000] [--queries 400] [--sizes 1000 10000 100000]

All people are composed here, from the syllables Khmer allows; no name is taken from a list.
They are romanised by four rule sets written for this benchmark (a passport office, an older
French hand, an English-speaking one, a quick hand in a chat), which share nothing with the
tables of the lookup. Figures are printed as Markdown tables.
"""

from __future__ import annotations

import argparse
import gc
import random
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from rapidfuzz import fuzz, process

from kiosk.domain import Person
from kiosk.services.khmer import canonical, syllables
from kiosk.services.khmer.keyboards import NIDA
from kiosk.services.lookup import Lookup
from kiosk.services.names import canonical_latin

SEED = 20230913

# Every table: Khmer, then passport, French, English, chat.
ONSETS = [
    ("ក", "k", "k", "k", "k", 5),
    ("ខ", "kh", "kh", "kh", "kh", 3),
    ("គ", "k", "k", "g", "k", 3),
    ("ឃ", "kh", "kh", "kh", "k", 1),
    ("ង", "ng", "ng", "ng", "ng", 1),
    ("ច", "ch", "ch", "ch", "ch", 5),
    ("ឆ", "chh", "chh", "ch", "ch", 2),
    ("ជ", "ch", "ch", "j", "j", 3),
    ("ឈ", "chh", "chh", "ch", "ch", 1),
    ("ញ", "nh", "nh", "ny", "nh", 1),
    ("ដ", "d", "d", "d", "d", 3),
    ("ឌ", "d", "d", "d", "d", 1),
    ("ត", "t", "t", "t", "t", 3),
    ("ថ", "th", "th", "th", "t", 2),
    ("ទ", "t", "t", "t", "t", 2),
    ("ធ", "th", "th", "th", "t", 2),
    ("ន", "n", "n", "n", "n", 4),
    ("ណ", "n", "n", "n", "n", 2),
    ("ប", "b", "b", "b", "b", 4),
    ("ប៉", "p", "p", "p", "p", 1),
    ("ផ", "ph", "ph", "p", "p", 2),
    ("ព", "p", "p", "p", "p", 3),
    ("ភ", "ph", "ph", "p", "p", 3),
    ("ម", "m", "m", "m", "m", 5),
    ("យ", "y", "y", "y", "y", 2),
    ("រ", "r", "r", "r", "r", 5),
    ("ល", "l", "l", "l", "l", 4),
    ("វ", "v", "v", "w", "v", 4),
    ("ស", "s", "s", "s", "s", 8),
    ("ហ", "h", "h", "h", "h", 3),
    ("អ", "", "", "", "", 2),
    ("ស្រ", "sr", "sr", "sr", "sr", 3),
    ("ព្រ", "pr", "pr", "pr", "pr", 1),
    ("ក្រ", "kr", "kr", "kr", "kr", 1),
    ("ស្វ", "sv", "sv", "sw", "sv", 1),
    ("ខ្ល", "khl", "khl", "khl", "kl", 1),
]
SECOND_SERIES = frozenset("គឃងជឈញឌទធនពភមយរលវ")
Hand = tuple[str, str, str, str]
# Vowel: the spellings after the first series, then after the second.
VOWELS: list[tuple[str, Hand, Hand, int]] = [
    ("ា", ("a", "a", "a", "a"), ("ea", "ea", "ea", "ea"), 9),
    ("ិ", ("e", "e", "e", "e"), ("i", "i", "i", "i"), 5),
    ("ី", ("ei", "ey", "ey", "y"), ("i", "y", "ee", "i"), 6),
    ("ុ", ("o", "o", "o", "o"), ("u", "ou", "u", "u"), 6),
    ("ូ", ("o", "au", "ou", "o"), ("ou", "ou", "oo", "u"), 3),
    ("ួ", ("uo", "uo", "ou", "ou"), ("uo", "uo", "ou", "ou"), 2),
    ("ើ", ("aeu", "oeu", "er", "eu"), ("eu", "oeu", "eu", "er"), 1),
    ("ឿ", ("oeu", "oeu", "eua", "eu"), ("eu", "oeu", "eua", "eu"), 1),
    ("ៀ", ("ie", "iè", "ea", "ie"), ("ie", "iè", "ea", "ie"), 1),
    ("េ", ("e", "é", "e", "e"), ("e", "é", "e", "e"), 1),
    ("ែ", ("ae", "ê", "e", "e"), ("e", "ê", "e", "e"), 1),
    ("ៃ", ("ai", "ai", "ai", "ay"), ("ey", "ey", "ei", "ey"), 1),
    ("ោ", ("ao", "ao", "o", "o"), ("o", "o", "or", "o"), 2),
    ("ៅ", ("ao", "au", "ao", "av"), ("ov", "ou", "ow", "ov"), 1),
    ("", ("a", "a", "or", "o"), ("o", "o", "or", "o"), 4),
]
CODAS = [
    ("", "", "", "", "", 6),
    ("ក", "k", "k", "k", "k", 3),
    ("ង", "ng", "ng", "ng", "ng", 4),
    ("ច", "ch", "ch", "ch", "ch", 1),
    ("ញ", "nh", "nh", "nh", "n", 1),
    ("ត", "t", "t", "t", "t", 2),
    ("ន", "n", "n", "n", "n", 4),
    ("ប", "p", "p", "p", "p", 1),
    ("ម", "m", "m", "m", "m", 2),
    ("យ", "y", "y", "y", "i", 1),
    ("រ", "r", "r", "", "", 1),
    ("ល", "l", "l", "l", "l", 1),
    ("វ", "v", "v", "w", "v", 1),
    ("ស", "s", "s", "s", "h", 1),
    ("ទ្ធ", "th", "th", "th", "t", 1),
    ("ណ្ណ", "nn", "n", "n", "n", 1),
    ("ក្ស", "k", "ks", "k", "k", 1),
    ("ន្ទ", "n", "nd", "nth", "n", 1),
]
STYLES = range(4)
ZWSP = "\u200b"
LATIN_KEYS = "abcdefghijklmnoprstuvwy"
KHMER_KEYS = "កខគងចឆជញដតថទធនបផពភមយរលវសហអាិីុូេោែ"

Syllable = tuple[int, int, int]
Word = tuple[Syllable, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A composed name: family and given, each a row of syllables."""

    family: Word
    given: Word

    @property
    def khmer(self) -> str:
        return f"{khmer(self.family)} {khmer(self.given)}"

    def latin(self, dice: random.Random, style: int | None = None) -> str:
        hand = dice.choice(STYLES) if style is None else style
        return f"{latin(self.family, dice, hand)} {latin(self.given, dice, hand)}"


def khmer(word: Word) -> str:
    """The Khmer spelling."""
    text = "".join(ONSETS[o][0] + VOWELS[v][0] + CODAS[c][0] for o, v, c in word)
    return canonical(text)


def latin(word: Word, dice: random.Random, hand: int) -> str:
    """A Latin spelling in one hand, which strays into another at every fourth syllable."""
    text = ""
    for onset, vowel, coda in word:
        style = hand if dice.random() < 0.75 else dice.choice(STYLES)
        series = ONSETS[onset][0][0] in SECOND_SERIES
        _, first, second, _ = VOWELS[vowel]
        hand_vowel = (second if series else first)[style]
        text += f"{ONSETS[onset][1 + style]}{hand_vowel}{CODAS[coda][1 + style]}"
    return text.capitalize()


class Composer:
    """Composes names: some families and given names are common, most are not."""

    def __init__(self, dice: random.Random, given: int) -> None:
        self._dice = dice
        self.families = self._pool(260, [0.85, 1.0])
        self.givens = self._pool(given, [0.2, 0.8, 1.0])

    def name(self) -> Name:
        """The next name."""
        return Name(self._of(self.families), self._of(self.givens))

    def _of(self, pool: list[Word]) -> Word:
        return pool[int(len(pool) * self._dice.random() ** 1.7)]

    def _pool(self, size: int, lengths: Sequence[float]) -> list[Word]:
        found: dict[str, Word] = {}
        while len(found) < size:
            word = self._word(next(n for n, p in enumerate(lengths, 1) if self._dice.random() <= p))
            found.setdefault(khmer(word), word)
        return list(found.values())

    def _word(self, length: int) -> Word:
        return tuple(self._syllable(at == length - 1) for at in range(length))

    def _syllable(self, last: bool) -> Syllable:
        onset = self._dice.choices(range(len(ONSETS)), [o[-1] for o in ONSETS])[0]
        vowel = self._dice.choices(range(len(VOWELS)), [v[-1] for v in VOWELS])[0]
        closed = 1.0 if last and not VOWELS[vowel][0] else 0.6 if last else 0.2
        if self._dice.random() > closed:
            return onset, vowel, 0
        most = len(CODAS) if last else 7
        coda = self._dice.choices(range(1, most), [c[-1] for c in CODAS[1:most]])[0]
        return onset, vowel, coda


# How the desk types.


def look_alike(name: str, dice: random.Random) -> str:
    """The same look from other keys: split vowels, signs in another order, ZWSP."""
    pieces = [_other_keys(syllable, dice) for syllable in syllables(name)]
    return "".join(p + (ZWSP if dice.random() < 0.2 and p != " " else "") for p in pieces)


def _other_keys(syllable: str, dice: random.Random) -> str:
    text = syllable.replace("ោ", "េា").replace("ើ", "េី").replace("្ត", "្ដ")
    if "ស៊" in text and any(v in text for v in "ិីឹឺ"):
        text = text.replace("៊", "ុ")
    head, tail = text[:1], text[1:]
    if "\u17d2" in tail and len(tail) > 2:  # the vowel before the coeng
        tail = tail[2:] + tail[:2] if dice.random() < 0.5 else tail
    if len(tail) == 2 and tail[0] in "៉៊":  # the register after the vowel
        tail = tail[::-1]
    return head + tail


def slip(text: str, dice: random.Random) -> str:
    """One letter wrong, missing, doubled or swapped with the next."""
    at = dice.choice([i for i, c in enumerate(text) if c != " "][1:])
    kind = dice.randrange(4)
    if kind == 0:
        letters = KHMER_KEYS if text[at] > "\u1780" else LATIN_KEYS
        return text[:at] + dice.choice(letters) + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at + 1 :]
    if kind == 2:
        return text[:at] + text[at] + text[at:]
    return text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :]


def with_khmer_layout(text: str) -> str:
    """What comes of Latin keys while the NiDA layout is on."""
    return "".join(NIDA.get(c, c) for c in text)


def with_latin_layout(text: str) -> str:
    """What comes of a Khmer text's keys while the Latin layout is on."""
    keys = {produced: key for key, produced in NIDA.items()}
    return "".join(keys.get(c, c) for c in text)


# People and rivals.

Find = Callable[[str, int], list[Person]]


def people_of(names: Sequence[Name], dice: random.Random, scripts: str) -> list[Person]:
    """One person a name, with the name in Khmer ("k"), Latin ("l") or both ("kl")."""
    return [_person(at, name, dice, scripts) for at, name in enumerate(names)]


def _person(at: int, name: Name, dice: random.Random, scripts: str) -> Person:
    km = name.khmer if "k" in scripts else ""
    latin_name = canonical_latin(name.latin(dice)) if "l" in scripts else ""
    return Person(
        id=UUID(int=at),
        code=f"{2 + at % 8}{'abcdefghjk'[at // 8 % 10]}{at:05d}",
        category="cbo",
        name_km=km,
        name_latin=latin_name,
        name_km_canonical=km,
        name_latin_canonical=latin_name,
        organisation_en=f"Association {at % 997}",
        province=("Takeo", "Kampot", "Kandal", "Pursat")[at % 4],
        phone=f"0{dice.randrange(10, 99)}{dice.randrange(10**5, 10**7)}",
        email=f"p{at}@example.org",
    )


def kiosk_lookup(people: Sequence[Person]) -> Find:
    lookup = Lookup(people)
    return lambda text, limit: [match.person for match in lookup.find(text, limit)]


def w_ratio(people: Sequence[Person]) -> Find:
    """The best of each person's names and phone."""
    fields = [(p.name_km, p.name_latin.casefold(), p.phone) for p in people]
    texts = {
        (at, kind): text for at, row in enumerate(fields) for kind, text in enumerate(row) if text
    }

    def find(text: str, limit: int) -> list[Person]:
        found = process.extract(text.casefold(), texts, scorer=fuzz.WRatio, limit=3 * limit)
        slots = dict.fromkeys(at for _, _, (at, _) in found)
        return [people[at] for at in list(slots)[:limit]]

    return find


def sql_like(people: Sequence[Person]) -> Find:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE person (at INTEGER, km TEXT, latin TEXT, phone TEXT)")
    rows = ((at, p.name_km, p.name_latin, p.phone) for at, p in enumerate(people))
    base.executemany("INSERT INTO person VALUES (?, ?, ?, ?)", rows)
    query = "SELECT at FROM person WHERE km LIKE ?1 OR latin LIKE ?1 OR phone LIKE ?1 LIMIT ?2"
    return lambda text, limit: [people[at] for (at,) in base.execute(query, (f"%{text}%", limit))]


RIVALS: dict[str, Callable[[Sequence[Person]], Find]] = {
    "kiosk": kiosk_lookup,
    "WRatio": w_ratio,
    "LIKE": sql_like,
}


@dataclass(frozen=True, slots=True)
class Trial:
    """What was typed and which names or phones answer it."""

    text: str
    name: Name
    part: str = ""

    def answered_by(self, person: Person, names: Sequence[Name]) -> bool:
        """Whether that is a right answer: people of one name are all right."""
        name = names[person.id.int]
        if self.part == "given":
            return self.name.given in (name.given, name.family)
        if self.part == "phone":
            return person.phone.endswith(self.text.replace(" ", "")[-6:])
        return name == self.name


Make = Callable[[Name, Person, random.Random], Trial]
KINDS: list[tuple[str, str, Make]] = [
    ("exact, Khmer", "kl", lambda n, p, d: Trial(p.name_km, n)),
    ("exact, Latin", "kl", lambda n, p, d: Trial(p.name_latin, n)),
    ("reordered", "kl", lambda n, p, d: Trial(" ".join(p.name_latin.lower().split()[::-1]), n)),
    ("look-alike spellings", "k", lambda n, p, d: Trial(look_alike(p.name_km, d), n)),
    (
        "cross-script given name, Latin typed",
        "k",
        lambda n, p, d: Trial(latin(n.given, d, d.choice(STYLES)), n, "given"),
    ),
    (
        "cross-script given name, Khmer typed",
        "l",
        lambda n, p, d: Trial(khmer(n.given), n, "given"),
    ),
    ("cross-script full name, Latin typed", "k", lambda n, p, d: Trial(n.latin(d), n)),
    ("cross-script full name, Khmer typed", "l", lambda n, p, d: Trial(n.khmer, n)),
    ("another Latin spelling", "l", lambda n, p, d: Trial(n.latin(d), n)),
    ("one slip, Latin", "kl", lambda n, p, d: Trial(slip(p.name_latin.lower(), d), n)),
    ("one slip, Khmer", "k", lambda n, p, d: Trial(slip(p.name_km, d), n)),
    (
        "one slip, cross-script full name",
        "k",
        lambda n, p, d: Trial(slip(n.latin(d).lower(), d), n),
    ),
    (
        "Latin typed with the Khmer layout on",
        "kl",
        lambda n, p, d: Trial(with_khmer_layout(p.name_latin.lower()), n),
    ),
    (
        "Khmer typed with the Latin layout on",
        "kl",
        lambda n, p, d: Trial(" ".join(map(with_latin_layout, p.name_km.split())), n),
    ),
    (
        "phone, last six digits",
        "kl",
        lambda n, p, d: Trial(f"{p.phone[-6:-3]} {p.phone[-3:]}", n, "phone"),
    ),
]


def recall(size: int, queries: int) -> Iterator[str]:
    """One row for each kind of query."""
    yield f"### Recall at 1 / at 5 among {size:,} people, {queries} queries a row\n"
    yield "| typed | " + " | ".join(RIVALS) + " |\n|---|" + "---|" * len(RIVALS)
    dice = random.Random(SEED)
    composer = Composer(dice, given=max(400, size // 3))
    names = [composer.name() for _ in range(size)]
    for scripts in ("kl", "k", "l"):
        people = people_of(names, random.Random(SEED), scripts)
        finds = {rival: make(people) for rival, make in RIVALS.items()}
        for kind, wanted, make in KINDS:
            if wanted == scripts:
                chosen = random.Random(SEED + 1).sample(range(size), queries)
                trials = [make(names[at], people[at], dice) for at in chosen]
                cells = (_recall_of(find, trials, names) for find in finds.values())
                yield f"| {kind} | " + " | ".join(cells) + " |"


def _recall_of(find: Find, trials: Sequence[Trial], names: Sequence[Name]) -> str:
    first = fifth = 0
    for trial in trials:
        right = [trial.answered_by(person, names) for person in find(trial.text, 5)]
        first += any(right[:1])
        fifth += any(right)
    return f"{first / len(trials):.3f} / {fifth / len(trials):.3f}"


def speed(sizes: Sequence[int], queries: int) -> Iterator[str]:
    """One row for each size of list; a keystroke is every beginning of what is typed."""
    yield "\n### Speed\n"
    yield (
        "| people | index built | memory | keystroke p50 | p99 | slowest "
        "| WRatio p99 | LIKE p99 | a change |"
    )
    yield "|---|---|---|---|---|---|---|---|---|"
    for size in sizes:
        dice = random.Random(SEED)
        composer = Composer(dice, given=max(400, size // 3))
        names = [composer.name() for _ in range(size)]
        people = people_of(names, dice, "kl")
        keys = list(_keystrokes(names, people, dice, queries))
        gc.collect()
        before = _resident()
        start = time.perf_counter()
        lookup = Lookup(people)
        built = time.perf_counter() - start
        times = _times(lookup.find, keys)
        memory = (_resident() - before) / 2**20
        few = dice.sample(keys, min(60, len(keys)))
        rivals = [_times(make(people), few) for make in (w_ratio, sql_like)]
        row = [
            f"{size:,}",
            f"{built:.2f} s",
            f"{memory:.0f} MiB",
            *map(_ms, (_at(times, 0.5), _at(times, 0.99), times[-1])),
        ]
        row += [_ms(_at(found, 0.99)) for found in rivals] + [_ms(_change(lookup, people))]
        yield "| " + " | ".join(row) + " |"


def _keystrokes(
    names: Sequence[Name], people: Sequence[Person], dice: random.Random, queries: int
) -> Iterator[str]:
    for at in dice.sample(range(len(names)), min(queries, len(names))):
        _, _, make = dice.choice(KINDS)
        text = make(names[at], people[at], dice).text
        yield from (text[:end] for end in range(1, len(text) + 1))


def _times(find: Callable[[str, int], object], keys: Sequence[str]) -> list[float]:
    times = []
    for text in keys:
        start = time.perf_counter()
        find(text, 20)
        times.append(time.perf_counter() - start)
    return sorted(times)


def _at(times: Sequence[float], share: float) -> float:
    return times[int(share * (len(times) - 1))]


def _change(lookup: Lookup, people: Sequence[Person]) -> float:
    start = time.perf_counter()
    for person in people[:100]:
        lookup.remove(person.id)
        lookup.put(person)
    return (time.perf_counter() - start) / 200


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms"


def _resident() -> int:
    """Bytes of memory in use by this process; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:
            return int(statm.read().split()[1]) * 4096
    except OSError:
        return 0


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--queries", type=int, default=400)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 10_000, 100_000])
    chosen = parser.parse_args()
    for line in recall(chosen.people, chosen.queries) if chosen.people else ():
        print(line, flush=True)
    for line in speed(chosen.sizes, chosen.queries) if chosen.sizes else ():
        print(line, flush=True)


if __name__ == "__main__":
    main()
