"""How words sound: Khmer and Latin words as rows of sounds, each with its usual spellings.

Cambodian names have no fixed Latin spelling. A Khmer word is read into sounds by the rules
of Khmer spelling (two series of consonants, inherent vowels, silent finals), and each sound
lists the Latin spellings in use with a cost: 0 for the plain one, 1 for a wrong consonant.
Two Latin spellings are alike as far as some Khmer sound is written both ways, so the same
tables compare Latin with Latin. No names are listed anywhere; the spellings follow Huffman,
*Cambodian System of Writing* (1970), for the sounds, and the habits of passports and the
UNGEGN romanisation for the letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kiosk.services.khmer.letters import (
    AA,
    COENG,
    MUUSIKATOAN,
    NIKAHIT,
    REAHMUK,
    ROBAT,
    SAMYOK_SANNYA,
    TOANDAKHIAT,
    TRIISAP,
    YUUKALEAPINTU,
)

WRONG_CONSONANT = 0.9
WRONG_VOWEL = 0.45
_OTHER_SERIES = 0.1
_SILENT = 0.04
"""The cost of leaving out what is written and hardly ever heard."""


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """One sound of a word.

    ``spellings`` maps Latin letters to their cost; ``gap`` is the cost of leaving the sound
    unwritten.
    """

    spellings: Mapping[str, float]
    gap: float
    vowel: bool = False

    @property
    def plain(self) -> str:
        """The most usual spelling; "" for a sound that is mostly not written."""
        spelling = min(self.spellings, key=self.spellings.__getitem__)
        return spelling if self.spellings[spelling] <= self.gap else ""


def _spellings(text: str) -> dict[str, float]:
    """``"k g.2"`` is k for nothing and g for 0.2."""
    found = (re.fullmatch(r"([a-z]+)(\.\d+)?", item) for item in text.split())
    return {item[1]: float(item[2] or 0) for item in found if item}


# Consonants before a vowel.
_ONSETS = {
    "ក": "k g.2 c.25 kh.25 q.4 ck.2",
    "ខ": "kh k.12 c.4",
    "គ": "k g.15 kh.15 c.25",
    "ឃ": "kh k.1 g.25",
    "ង": "ng n.35 g.5 nh.4",
    "ច": "ch c.15 chh.12 j.15 tch.1 ts.3 z.4",
    "ឆ": "chh ch.03 s.35 c.25 sh.3",
    "ជ": "ch j.08 c.15 chh.1 z.35 dj.1",
    "ឈ": "chh ch.03 j.25 c.25",
    "ញ": "nh ny.1 n.2 gn.12 y.35 ng.4",
    "ដ": "d t.25 dh.1",
    "ឋ": "th t.12",
    "ឌ": "d t.25",
    "ឍ": "th t.12 dh.1 d.25",
    "ណ": "n nh.35",
    "ត": "t d.15 th.15 dt.1",
    "ថ": "th t.1",
    "ទ": "t th.15 d.2",
    "ធ": "th t.12 dh.1 d.3",
    "ន": "n nh.3",
    "ប": "b p.1 bh.2",
    "ផ": "ph p.1 f.3",
    "ព": "p ph.12 b.12",
    "ភ": "ph p.08 bh.1 b.2 f.3",
    "ម": "m",
    "យ": "y i.15 j.4",
    "រ": "r l.45",
    "ល": "l r.5",
    "វ": "v w.06 u.25 o.3 f.4",
    "ស": "s z.3 sh.25 x.35 c.4",
    "ហ": "h",
    "ឡ": "l r.5",
    "ឝ": "s sh.1",
    "ឞ": "s sh.1",
    "p": "p b.1 ph.2",
    "f": "f ph.1 v.3 p.2",
}
# Consonants that close a syllable.
_CODAS = {
    "k": "k c.15 kh.1 g.12 q.3 ck.05 gh.2",
    "ng": "ng n.22 g.4 nh.25",
    "ch": "ch c.15 chh.08 j.15 k.35 t.35 cht.1",
    "nh": "nh n.12 ng.15 gn.1 ny.1 y.3 i.3 nch.2",
    "t": "t th.06 d.1 dh.15 dt.05 s.4",
    "n": "n nh.3 ng.3",
    "p": "p b.1 ph.1 bh.2",
    "m": "m n.6",
    "y": "y i.04 e.25 ey.15 j.3",
    "r": "r.08",
    "l": "l r.4",
    "v": "v w.05 o.08 u.1 f.3 ov.2 uv.2",
    "s": "s h.15 ss z.25 sh.25 ch.5",
    "h": "h s.12",
}
_CODA_GAPS = {"r": 0.03, "h": 0.1, "s": 0.45, "y": 0.35, "v": 0.25, "t": 0.55, "k": 0.6}
_CLASSES = {
    **dict.fromkeys("កខគឃ", "k"),
    "ង": "ng",
    **dict.fromkeys("ចឆជឈ", "ch"),
    "ញ": "nh",
    **dict.fromkeys("ដឋឌឍតថទធ", "t"),
    **dict.fromkeys("ណន", "n"),
    **dict.fromkeys("បផពភ", "p"),
    "ម": "m",
    "យ": "y",
    "រ": "r",
    **dict.fromkeys("លឡ", "l"),
    "វ": "v",
    **dict.fromkeys("សឝឞ", "s"),
    "ហ": "h",
}


# Vowels after a consonant of the first and of the second series.
_VOWELS = {
    "": (
        "a.03 or.04 o.04 aw.1 ar.07 oa.2 u.25 ao.2 aa.1",
        "o.02 u.1 or.05 ou.15 oa.12 ea.1 a.08 uo.15",
    ),
    "ា": ("a ar.1 aa.05 ah.1 o.35 ea.25 ae.3", "ea ear.1 ia.08 a.1 ie.1 eah.1 e.3 ya.15 iea.1"),
    "ិ": ("e i.04 ei.15 eh.15 oe.3 y.15", "i e.1 ee.1 ih.15 y.1 ei.15"),
    "ី": ("ei ey y.1 i.08 ee.1 e.2 ie.3 ai.3 ay.2", "i y.04 ee.05 ey.1 ei.1 e.2 ie.2 ea.3"),
    "ឹ": ("oe eu.08 e.12 i.2 u.25 o.3 er.2 eo.3", "eu.04 oe.08 u.15 i.15 e.12 er.2 ue.12 ou.3"),
    "ឺ": (
        "oeu eu.03 oe.08 ue.12 e.2 er.15 u.25 o.25 eur.1",
        "eu oeu.04 ue.1 ou.25 u.2 oe.1 er.15 i.3 eur.1 e.25 eou.1 o.3",
    ),
    "ុ": ("o u.06 oh.15 ou.2 oo.2 or.25 au.15", "u o.1 ou.1 uh.15 oo.1"),
    "ូ": ("ou o.08 ow.15 u.1 oo.12 au.15 ao.3", "ou u.04 oo.04 o.15 uo.2"),
    "ួ": (
        "uo ou.04 ua.1 uor.06 u.15 o.15 oua.1 ur.2 ue.15 our.07 oo.15",
        "uo ou.04 ua.1 uor.06 u.15 o.15 oua.1 ur.2 ue.15 our.07 oo.15",
    ),
    "ើ": (
        "aeu oeu.04 eu.08 ae.2 er.12 oe.1 ao.2 aoe.1 eur.1 eou.1 e.2 o.3 u.3",
        "eu oeu oe.06 er.1 eur.04 ue.12 aeu.1 u.22 e.18 eou.06 oue.12 ou.22 o.3",
    ),
    "ឿ": (
        "eu oeu eua.05 oeua.05 ue.1 ua.2 ea.25 eou.06 oe.1 uea.08 oeur.06 eur.06 ie.3 u.3",
        "eu oeu eua.05 oeua.05 ue.1 ua.2 ea.25 eou.06 oe.1 uea.08 oeur.06 eur.06 ie.3 u.3",
    ),
    "ៀ": (
        "ie ea.1 ia.06 iea.04 e.2 ear.15 ier.1 i.18 eay.15",
        "ie ea.1 ia.06 iea.04 e.2 ear.15 ier.1 i.18 eay.15",
    ),
    "េ": (
        "e ei.08 ey.12 ae.15 ay.12 i.15 eh.1 ee.12 ai.2",
        "e ei.06 ay.1 ey.08 i.12 ee.1 ae.2 eh.1",
    ),
    "ែ": ("ae e.04 ai.12 a.2 eh.1 ay.2 ea.15 er.2", "e ae.04 ea.12 eh.1 ee.2 ai.2 i.3"),
    "ៃ": ("ai ay.03 ei.2 ey.15 y.22 i.25 e.3", "ey ei.04 ai.08 y.1 ay.08 i.18 e.2 ee.2"),
    "ោ": (
        "ao o.06 or.08 aor.1 au.1 ou.2 aw.1 a.3 oa.2 av.3",
        "o ou.08 ao.12 or.1 oa.15 oo.15 ow.1 u.2",
    ),
    "ៅ": (
        "ao au.04 av.1 ov.15 aw.05 ow.12 o.2 aov.1",
        "ov ou.08 au.1 ow.04 av.15 o.18 ao.15 u.22 eou.06 eu.12 eo.15",
    ),
    "ាំ": ("a o.15 ar.15 u.25", "oa ea.06 a.1 o.12 u.2"),
    "ាំង": ("a ai.03 ea.12 o.25 ae.2 ei.3", "ea a.06 ai.1 oa.1 ie.12 eai.1"),
    "ឹម": ("oe i.03 e.06 oeu.06 eu.1 y.15 u.3", "i eu.06 oeu.06 oe.06 y.1 e.1 u.25"),
    "ំ": ("o a.04 u.1 or.2", "u o.06 a.15 ou.2"),
    "ះ": ("a ar.15", "ea a.08 e.12"),
    "ៈ": ("a ah.1", "ea eah.1 a.06 ah.1"),
    "័": ("a o.2 oa.2", "oa o.08 a.08 ea.08 or.1 uo.2 u.25"),
    "់": ("o a.04 or.15 u.2", "o u.05 or.1 ou.15 a.15 oa.15"),
    "ា់": ("a o.25 ar.15 u.3", "oa ea.06 o.12 a.1 uo.15 or.2"),
}
_INDEPENDENT = {
    "ឥ": "e i.03 ei.15 ey.2 y.2",
    "ឦ": "ei i.04 ey.05 ee.1 y.1 e.15",
    "ឧ": "u o.06 ou.08 oo.12",
    "ឩ": "ou u.06 oo.08 o.15",
    "ឪ": "ov au.1 eo.2 ou.12 ow.08 av.12",
    "ឯ": "e ae.04 ek.3 ai.12 a.2 ay.15",
    "ឰ": "ai ei.08 ey.1 ay.06 e.2",
    "ឱ": "o ao.04 or.12 aw.12 ou.2 au.12",
    "ឳ": "au ov.08 ao.08 aw.1 ow.1",
}
_SPELT_OUT = {"ឫ": "រឹ", "ឬ": "រឺ", "ឭ": "លឹ", "ឮ": "លឺ"}

_FIRST_SERIES = frozenset("កខចឆដឋណតថបផសហឡអឝឞ")
_SONORANTS = frozenset("ងញនមយរលវ")
_LOAN_ONSETS = {"វ": "f", "គ": "គ", "ន": "ន", "ម": "ម", "ល": "ល", "ឡ": "ល", "ស": "ស", "រ": "រ"}


def _both_series(texts: tuple[str, str]) -> tuple[dict[str, float], dict[str, float]]:
    """Loans keep the vowel of the other series: its spellings count too, a little dearer."""
    first, second = map(_spellings, texts)
    return _widened(first, second), _widened(second, first)


def _widened(own: dict[str, float], other: dict[str, float]) -> dict[str, float]:
    dearer = {spelling: cost + _OTHER_SERIES for spelling, cost in other.items()}
    return {s: min(own.get(s, 9), dearer.get(s, 9)) for s in own | dearer}


def _vowel_sound(spellings: dict[str, float]) -> Sound:
    return Sound(spellings, 0.5, vowel=True)


_ONSET_SOUNDS = {
    letter: Sound(_spellings(text), 0.4 if letter == "ហ" else WRONG_CONSONANT)
    for letter, text in _ONSETS.items()
}
_CODA_SOUNDS = {
    name: Sound(_spellings(text), _CODA_GAPS.get(name, 0.75)) for name, text in _CODAS.items()
}
_VOWEL_SOUNDS = {
    vowel: tuple(map(_vowel_sound, _both_series(texts))) for vowel, texts in _VOWELS.items()
}
_INDEPENDENT_SOUNDS = {
    letter: _vowel_sound(_spellings(text)) for letter, text in _INDEPENDENT.items()
}


@lru_cache(maxsize=1024)
def _weak(sound: Sound, gap: float) -> Sound:
    """The same sound where many leave it unwritten."""
    return replace(sound, gap=min(gap, sound.gap))


@lru_cache(maxsize=256)
def _medial(letter: str) -> Sound:
    """A consonant that either closes a syllable or opens the next."""
    onset = _ONSET_SOUNDS["p" if letter == "ប" else letter]
    coda = _CODA_SOUNDS[_CLASSES[letter]]
    return Sound(_merged(onset.spellings, coda.spellings), coda.gap)


def _merged(one: Mapping[str, float], two: Mapping[str, float]) -> dict[str, float]:
    return {s: min(one.get(s, 9), two.get(s, 9)) for s in {**one, **two}}


@dataclass(frozen=True, slots=True)
class _Cluster:
    """One written syllable of a canonical Khmer word, in its parts."""

    base: str
    robat: bool
    subs: str
    register: str
    vowel: str
    signs: str

    @property
    def bare(self) -> bool:
        """No written vowel: the vowel is inherent, or there is none."""
        return not self.vowel and not set(self.signs) & {
            NIKAHIT,
            REAHMUK,
            YUUKALEAPINTU,
            SAMYOK_SANNYA,
        }


_CLUSTER = re.compile(
    rf"([\u1780-\u17b3])({ROBAT}?)((?:{COENG}[\u1780-\u17b3])*)"
    rf"([{MUUSIKATOAN}{TRIISAP}]?)([\u17b6-\u17c5]*)([\u17c6-\u17d1\u17dd]*)"
)


def _clusters(word: str) -> list[_Cluster]:
    spelt = "".join(_SPELT_OUT.get(c, c) for c in word)
    parts = (m.groups() for m in _CLUSTER.finditer(spelt))
    return [
        _Cluster(b, bool(ro), su.replace(COENG, ""), re_, vo, si)
        for b, ro, su, re_, vo, si in parts
    ]


@lru_cache(maxsize=65536)
def khmer_sounds(word: str) -> tuple[Sound, ...]:
    """The sounds of a canonical Khmer word."""
    clusters = _clusters(word)
    found: list[Sound] = []
    series = 0
    for at, cluster in enumerate(clusters):
        before = clusters[at - 1] if at else None
        after = clusters[at + 1] if at + 1 < len(clusters) else None
        series = _series(cluster, before, series)
        found += _sounds_of(cluster, before, after, _is_last_bare(clusters, at + 1), series)
    return tuple(found)


def _is_last_bare(clusters: Sequence[_Cluster], at: int) -> bool:
    return at == len(clusters) - 1 and clusters[at].bare


def _series(cluster: _Cluster, before: _Cluster | None, last: int) -> int:
    """0 for the first series, 1 for the second."""
    if cluster.register:
        return int(cluster.register == TRIISAP)
    letters = cluster.base + cluster.subs
    strong = [letter for letter in letters if letter not in _SONORANTS]
    if strong:
        return int(strong[-1] not in _FIRST_SERIES)
    carried = before is not None and (cluster.subs or before.bare or NIKAHIT in before.signs)
    return 0 if carried and last == 0 else 1


def _sounds_of(
    cluster: _Cluster, before: _Cluster | None, after: _Cluster | None, coda_next: bool, series: int
) -> Iterator[Sound]:
    if TOANDAKHIAT in cluster.signs or cluster.robat:
        yield from _killed(cluster)
    elif before is not None and cluster.bare and after is None:
        yield from _final(cluster, before)
    elif before is not None and cluster.bare and not cluster.subs:
        yield from _bare_middle(cluster, after, coda_next, series)
    else:
        yield from _onset(cluster, first=before is None)
        yield from _rhyme(cluster, before, after, series)


def _killed(cluster: _Cluster) -> Iterator[Sound]:
    """Toandakhiat and robat silence: the first of two consonants still sounds."""
    if cluster.robat:
        yield _weak(_CODA_SOUNDS["r"], 0.03)
    if name := _CLASSES.get(cluster.base):
        yield _CODA_SOUNDS[name] if cluster.subs else _weak(_CODA_SOUNDS[name], 0.05)
    if cluster.vowel in _VOWEL_SOUNDS and cluster.vowel:
        yield _weak(_VOWEL_SOUNDS[cluster.vowel][0], 0.4 if cluster.robat else 0.02)


def _final(cluster: _Cluster, before: _Cluster) -> Iterator[Sound]:
    """A consonant without vowel at the end: coda; what hangs below it is mostly silent."""
    name = _CLASSES.get(cluster.base)
    if name is None:
        return
    subs = [sub for sub in cluster.subs if _CLASSES.get(sub) not in (None, name)]
    geminate = [sub for sub in cluster.subs if _CLASSES.get(sub) == name]
    coda = _medial(geminate[0]) if geminate else _CODA_SOUNDS[name]
    yield _weak(coda, 0.02) if name == "y" and SAMYOK_SANNYA in before.signs else coda
    for sub in subs:
        yield _weak(_CODA_SOUNDS[_CLASSES[sub]], _SILENT)
    if "រ" in subs:
        yield _weak(_VOWEL_SOUNDS[AA][0], 0.03)


def _bare_middle(
    cluster: _Cluster, after: _Cluster | None, coda_next: bool, series: int
) -> Iterator[Sound]:
    """No vowel and no coeng between two syllables: coda, or a syllable of its own.

    Before a consonant of its own kind it is mostly not written: ប៊ុននី is Bunny or Buny.
    """
    if cluster.base in _INDEPENDENT_SOUNDS:
        yield _INDEPENDENT_SOUNDS[cluster.base]
    elif name := _CLASSES.get(cluster.base):
        doubled = after is not None and _CLASSES.get(after.base) == name
        yield _weak(_medial(cluster.base), 0.05) if doubled else _medial(cluster.base)
    inherent = _VOWEL_SOUNDS[""][series]
    yield inherent if coda_next else _weak(inherent, 0.04)


def _onset(cluster: _Cluster, first: bool) -> Iterator[Sound]:
    base, subs = cluster.base, cluster.subs.replace("អ", "")
    if base in _INDEPENDENT_SOUNDS:
        yield _INDEPENDENT_SOUNDS[base]
    elif base == "ហ" and subs and subs[0] in _LOAN_ONSETS:
        yield _ONSET_SOUNDS[_LOAN_ONSETS[subs[0]]]
        subs = subs[1:]
    elif base in _CLASSES and not (subs and not first and _CLASSES[base] == _CLASSES.get(subs[0])):
        yield _base_sound(cluster, first, bool(subs))
    for sub in subs:
        if sub in _CLASSES:
            onset = _ONSET_SOUNDS["p" if sub == "ប" and first else sub]
            yield _weak(onset, _SILENT) if _ends_a_part(cluster, first) else onset


def _ends_a_part(cluster: _Cluster, first: bool) -> bool:
    """Whether its first letter ends one part of a compound, what hangs below being silent.

    ច័ន្ទ and តារា are Chantara together, but អក្ខរា keeps both of one kind.
    """
    kinds = {_CLASSES.get(letter) for letter in cluster.base + cluster.subs}
    return not first and cluster.bare and len(kinds) > 1


def _base_sound(cluster: _Cluster, first: bool, clustered: bool) -> Sound:
    if clustered and not first:
        return _medial(cluster.base)
    if cluster.base == "ប" and (clustered or cluster.register == MUUSIKATOAN):
        return _ONSET_SOUNDS["p"]
    return _ONSET_SOUNDS[cluster.base]


def _rhyme(
    cluster: _Cluster, before: _Cluster | None, after: _Cluster | None, series: int
) -> Iterator[Sound]:
    vowel = _vowel_name(cluster, after)
    independent = cluster.base in _INDEPENDENT_SOUNDS
    if not (independent and vowel == ""):
        sound = _VOWEL_SOUNDS[vowel][series]
        silent_end = before is not None and after is None and vowel in ("ិ", "ុ")
        open_middle = before is not None and vowel == ""
        mute = _SILENT if _ends_a_part(cluster, before is None) else 0.15
        yield _weak(sound, 0.2 if silent_end else mute if open_middle else 0.5)
    if NIKAHIT in cluster.signs and vowel != "ាំង":
        yield _CODA_SOUNDS["m"]
    if REAHMUK in cluster.signs:
        yield _CODA_SOUNDS["h"]
    if YUUKALEAPINTU in cluster.signs:
        yield _weak(_CODA_SOUNDS["k"], 0.06)


def _vowel_name(cluster: _Cluster, after: _Cluster | None) -> str:
    vowel, signs = cluster.vowel[:1], cluster.signs
    if SAMYOK_SANNYA in signs:
        return "ៃ" if after and after.base == "យ" and after.bare else "័"
    if not vowel:
        return next((s for s in (NIKAHIT, REAHMUK, YUUKALEAPINTU) if s in signs), _short("", after))
    coda = after.base if after and after.bare else ""
    if vowel == AA and NIKAHIT in signs:
        return "ាំង" if coda == "ង" else "ាំ"
    if vowel == "\u17b9" and coda == "ម":
        return "ឹម"
    return _short(vowel, after)


def _short(vowel: str, after: _Cluster | None) -> str:
    """A bantoc on the coda shortens aa and the inherent vowel."""
    shortened = after is not None and after.bare and "\u17cb" in after.signs
    return vowel + "\u17cb" if shortened and vowel in ("", AA) else vowel


# Latin words: graphemes, each alike to what some Khmer sound is also written.

_GRAPHEME = re.compile(
    r"chh|tch|ch|ck|kh|gh|^ngh|ng|gn|nh|ny(?=[aeiou])|ph|bh|th|dt|dh|sh"
    r"|y(?=[aeiou])|(?:ao|[ao])[vw](?![aeiouy])"
    r"|(?:oeu|eu|ou|uo|ao|ea|ie|[aeou])r(?![aeiouy])"  # a mute r: Phorn, Sar
    r"|[aeiou]+(?:y(?![aeiou]))?|[a-z]"
)


def _all_sounds() -> list[Sound]:
    vowels = [sound for pair in _VOWEL_SOUNDS.values() for sound in pair]
    return [*_ONSET_SOUNDS.values(), *_CODA_SOUNDS.values(), *vowels, *_INDEPENDENT_SOUNDS.values()]


def _alike(grapheme: str) -> dict[str, float]:
    """Other spellings of whatever ``grapheme`` may stand for."""
    found: dict[str, float] = {grapheme: 0.0}
    for sound in _all_sounds():
        own = sound.spellings.get(grapheme)
        if own is None:
            continue
        for spelling, cost in sound.spellings.items():
            found[spelling] = min(found.get(spelling, 9), own + cost)
    return {spelling: cost for spelling, cost in found.items() if cost <= WRONG_VOWEL}


@lru_cache(maxsize=4096)
def _latin_sound(grapheme: str, vowel: bool) -> Sound:
    gap = 0.5 if vowel else _LATIN_GAPS.get(grapheme, 0.8)
    return Sound(_alike(grapheme), gap, vowel)


_LATIN_GAPS = {"h": 0.25, "r": 0.35, "w": 0.5, "y": 0.5}
_NO_LETTERS = re.compile(r"[^a-z]")
_DOUBLED = re.compile(r"([bcdfgjklmnpqrstvwxz])\1+")


def letters_of(word: str) -> str:
    """The letters a-z of a folded Latin word, doubled consonants written once."""
    plain = word if word.isascii() and word.isalpha() else _NO_LETTERS.sub("", word)
    return _DOUBLED.sub(lambda run: run[1], plain)


@lru_cache(maxsize=65536)
def latin_sounds(word: str) -> tuple[Sound, ...]:
    """The sounds of a folded Latin word."""
    letters = letters_of(word)
    found = ((m.group(), letters[m.end() : m.end() + 1]) for m in _GRAPHEME.finditer(letters))
    return tuple(_latin_sound(g, _is_vowel(g, after)) for g, after in found)


def _is_vowel(grapheme: str, after: str) -> bool:
    """A y is a vowel but before another."""
    return grapheme[0] in "aeiou" or (grapheme == "y" and after not in ("a", "e", "i", "o", "u"))


def spelling_of(sounds: Iterable[Sound]) -> str:
    """The plain Latin spelling of sounds."""
    return "".join(sound.plain for sound in sounds)
