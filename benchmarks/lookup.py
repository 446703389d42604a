"""Lookup: how well and how fast, beside RapidFuzz's WRatio and SQLite's LIKE.

    python benchmarks/lookup.py [--people 5000] [--queries 400] [--sizes 1000 10000 100000]

All people are composed here, from the syllables Khmer allows; no name is taken from a list.
They are romanised by four rule sets written for this benchmark (a passport office, an older
French hand, an English-speaking one, a quick hand in a chat), which share nothing with the
tables of the lookup. A second table
is of names as they are written in Cambodia (``tests/data/cambodian_names.tsv``); only the half
of them that no rule of the lookup was tried on is asked for. A third is of people who may be
on the list twice. Figures are printed as Markdown tables.
"""

from __future__ import annotations

import argparse
import gc
import random
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from rapidfuzz import fuzz, process

from kiosk.domain import Person, PersonDetails
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


NAMES = Path(__file__).parents[1] / "tests" / "data" / "cambodian_names.tsv"


@dataclass(frozen=True, slots=True)
class Written:
    """A part of a name in Khmer and in the Latin spellings of several people."""

    khmer: str
    latin: tuple[str, ...]

    @property
    def unseen(self) -> bool:
        """Whether it was kept apart while the sounds were learnt."""
        return zlib.crc32(self.khmer.encode()) % 2 == 0

    def same(self, other: Written) -> bool:
        """Whether the two cannot be told apart in one of the scripts."""
        return self.khmer == other.khmer or not set(self.latin).isdisjoint(other.latin)


Whole = tuple[Written, Written]


def written_names(part: str) -> list[Written]:
    """The families or the given names of the file."""
    rows = (line.split("\t") for line in NAMES.read_text(encoding="utf-8").splitlines())
    return [Written(row[1], tuple(row[2].split("/"))) for row in rows if row[0] == part]


def _in_latin(name: Whole, dice: random.Random) -> str:
    return " ".join(dice.choice(part.latin) for part in name)


def _in_khmer(name: Whole) -> str:
    return " ".join(part.khmer for part in name)


def real_names(size: int, queries: int) -> Iterator[str]:
    """One row for each way to type the names of the file."""
    dice = random.Random(SEED)
    families, givens = written_names("family"), written_names("given")
    names = [(dice.choice(families), dice.choice(givens)) for _ in range(size)]
    texts = [_in_latin(name, dice) for name in names]
    lists = {
        "k": [_named(at, _in_khmer(name), "") for at, name in enumerate(names)],
        "l": [_named(at, "", text) for at, text in enumerate(texts)],
    }
    unseen = [at for at, name in enumerate(names) if all(part.unseen for part in name)][:queries]
    yield f"\n### Names as they are written, among {size:,} people, {len(unseen)} queries a row\n"
    yield "| typed | " + " | ".join(RIVALS) + " |\n|---|" + "---|" * len(RIVALS)
    for kind, script, typed in _ways(texts):
        finds = [make(lists[script]) for make in RIVALS.values()]
        asked = [(at, typed(names[at], at, dice)) for at in unseen]
        cells = (_share_found(find, asked, names, kind) for find in finds)
        yield f"| {kind} | " + " | ".join(cells) + " |"


def _named(at: int, km: str, latin_name: str) -> Person:
    return Person(
        id=UUID(int=at),
        code=f"2a{at:05d}",
        category="cbo",
        name_km=km,
        name_latin=latin_name,
        name_km_canonical=km,
        name_latin_canonical=latin_name,
    )


def _ways(
    texts: Sequence[str],
) -> list[tuple[str, str, Callable[[Whole, int, random.Random], str]]]:
    return [
        ("full name, Latin typed, Khmer listed", "k", lambda n, _, d: _in_latin(n, d)),
        ("full name, Khmer typed, Latin listed", "l", lambda n, *_: _in_khmer(n)),
        ("given name, Latin typed, Khmer listed", "k", lambda n, _, d: d.choice(n[1].latin)),
        ("given name, Khmer typed, Latin listed", "l", lambda n, *_: n[1].khmer),
        ("another Latin spelling", "l", lambda n, _, d: _in_latin(n, d)),
        ("one slip, Latin", "l", lambda _, at, d: slip(texts[at].lower(), d)),
        ("one slip, Khmer", "k", lambda n, _, d: slip(_in_khmer(n), d)),
        ("one slip, Latin typed, Khmer listed", "k", lambda n, _, d: slip(_in_latin(n, d), d)),
        (
            "Latin typed with the Khmer layout on",
            "l",
            lambda _, at, d: with_khmer_layout(texts[at].lower()),
        ),
        (
            "Khmer typed with the Latin layout on",
            "k",
            lambda n, *_: " ".join(with_latin_layout(part.khmer) for part in n),
        ),
    ]


def _share_found(
    find: Find, asked: Sequence[tuple[int, str]], names: Sequence[Whole], kind: str
) -> str:
    first = fifth = 0
    for at, text in asked:
        found = [names[person.id.int] for person in find(text, 5)]
        given = kind.startswith("given")
        right = [
            name[1].same(names[at][1]) and (given or name[0].same(names[at][0])) for name in found
        ]
        first += any(right[:1])
        fifth += any(right)
    return f"{first / len(asked):.3f} / {fifth / len(asked):.3f}"


def twice(size: int, newcomers: int) -> Iterator[str]:
    """How often staff are asked about a newcomer, rightly and wrongly."""
    dice = random.Random(SEED)
    families, givens = written_names("family"), written_names("given")
    names = [(dice.choice(families), dice.choice(givens)) for _ in range(size)]
    latin_list = [_named(at, "", _in_latin(name, dice)) for at, name in enumerate(names)]
    khmer_list = [_named(at, _in_khmer(name), "") for at, name in enumerate(names)]
    yield f"\n### Who may this be twice, among {size:,} people\n"
    yield "| newcomer, by the name alone | asked about the right one | asked about another |"
    yield "|---|---|---|"
    ways: list[tuple[str, Sequence[Person], Callable[[Whole], tuple[str, str]]]] = [
        ("on the list, other Latin spelling", latin_list, lambda n: ("", _in_latin(n, dice))),
        (
            "on the list, a slip in Latin",
            latin_list,
            lambda n: ("", slip(_in_latin(n, dice), dice)),
        ),
        ("on the list in Khmer, told in Latin", khmer_list, lambda n: ("", _in_latin(n, dice))),
        ("on the list, a slip in Khmer", khmer_list, lambda n: (slip(_in_khmer(n), dice), "")),
    ]
    for kind, people, describe in ways:
        known = dice.sample(range(size), newcomers)
        row = _asked(Lookup(people), [(names[at], describe(names[at])) for at in known], names)
        yield f"| {kind} | {row[0]:.3f} | {row[1]:.3f} |"
    others = [(dice.choice(families), dice.choice(givens)) for _ in range(2 * newcomers)]
    strange = [n for n in others if not any(_one_name(n, m) for m in names)]
    row = _asked(Lookup(latin_list), [(n, ("", _in_latin(n, dice))) for n in strange], names)
    yield f"| not on the list | | {row[1]:.3f} |"


def _one_name(one: Whole, other: Whole) -> bool:
    return one[0].same(other[0]) and one[1].same(other[1])


def _asked(
    lookup: Lookup, newcomers: Sequence[tuple[Whole, tuple[str, str]]], names: Sequence[Whole]
) -> tuple[float, float]:
    right = wrong = 0
    for name, (km, latin_name) in newcomers:
        details = PersonDetails(category="cbo", name_km=km, name_latin=latin_name)
        found = [names[match.person.id.int] for match in lookup.may_be_same(details)]
        right += any(_one_name(name, other) for other in found)
        wrong += any(not _one_name(name, other) for other in found)
    return right / len(newcomers), wrong / len(newcomers)


def speed(sizes: Sequence[int], queries: int) -> Iterator[str]:
    """One row for each size of list; a keystroke is every beginning of what is typed."""
    yield "\n### Speed\n"
    yield (
        "| people | index built | of processor time | memory | keystroke p50 | p99 "
        "| p99 of processor time | slowest | WRatio p99 | LIKE p99 | a change |"
    )
    yield "|---|---|---|---|---|---|---|---|---|---|---|"
    for size in sizes:
        dice = random.Random(SEED)
        composer = Composer(dice, given=max(400, size // 3))
        names = [composer.name() for _ in range(size)]
        people = people_of(names, dice, "kl")
        keys = list(_keystrokes(names, people, dice, queries))
        gc.collect()
        before = _resident()
        start, before_work = time.perf_counter(), time.process_time()
        lookup = Lookup(people)
        built, work = time.perf_counter() - start, time.process_time() - before_work
        gc.collect()
        gc.freeze()  # as the window does
        times, worked = _times(lookup.find, keys)
        memory = (_resident() - before) / 2**20
        few = dice.sample(keys, min(60, len(keys)))
        rivals = [_times(make(people), few)[0] for make in (w_ratio, sql_like)]
        row = [
            f"{size:,}",
            f"{built:.2f} s",
            f"{work:.2f} s",
            f"{memory:.0f} MiB",
            *map(_ms, (_at(times, 0.5), _at(times, 0.99), _at(worked, 0.99), times[-1])),
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


def _times(
    find: Callable[[str, int], object], keys: Sequence[str]
) -> tuple[list[float], list[float]]:
    """Seconds on the clock and of the processor, smallest first."""
    times, worked = [], []
    for text in keys:
        start, before = time.perf_counter(), time.process_time()
        find(text, 20)
        worked.append(time.process_time() - before)
        times.append(time.perf_counter() - start)
    return sorted(times), sorted(worked)


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
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--queries", type=int, default=400)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 10_000, 100_000])
    chosen = parser.parse_args()
    for line in recall(chosen.people, chosen.queries) if chosen.people else ():
        print(line, flush=True)
    for line in real_names(chosen.people, chosen.queries) if chosen.people else ():
        print(line, flush=True)
    for line in twice(1000, 200) if chosen.people else ():
        print(line, flush=True)
    for line in speed(chosen.sizes, chosen.queries) if chosen.sizes else ():
        print(line, flush=True)


if __name__ == "__main__":
    main()
