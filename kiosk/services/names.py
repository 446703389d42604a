"""Names of people as they are compared and printed: honorifics apart, one form in each script."""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate

from kiosk.services.khmer import canonical, syllables
from kiosk.services.khmer.letters import LETTERS, ZWSP

_KHMER_LETTER = re.compile(f"[{LETTERS}]")
_BETWEEN = f" \t\n\u00a0{ZWSP}\ufeff"

# Titles that many write without a space before the name.
_JOINED_TITLES = frozenset(
    map(
        canonical,
        [
            "លោក",
            "លោកស្រី",
            "លោកជំទាវ",
            "លោកគ្រូ",
            "លោកតា",
            "លោកយាយ",
            "លោកឧកញ៉ា",
            "លោកបណ្ឌិត",
            "លោកវេជ្ជបណ្ឌិត",
            "អ្នកស្រី",
            "អ្នកគ្រូ",
            "អ្នកនាង",
            "អ្នកជំទាវ",
            "អ្នកឧកញ៉ា",
            "នាងកញ្ញា",
            "ឧកញ៉ា",
            "ឯកឧត្តម",
            "ឯកឧត្តមបណ្ឌិត",
            "សម្តេច",
            "ព្រះតេជគុណ",
            "ព្រះតេជព្រះគុណ",
            "ព្រះករុណា",
            "សាស្ត្រាចារ្យ",
            "វេជ្ជបណ្ឌិត",
            "ឯ.ឧ",
            "ឯ.ឧ.",
            "ល.ជ",
            "ល.ជ.",
            "ល.ជ.ទ",
            "ល.ជ.ទ.",
        ],
    )
)
# Titles that are names too: they count only where a space and a name follow.
_TITLES_APART = frozenset(map(canonical, ["កញ្ញា", "បណ្ឌិត", "ភិក្ខុ", "ភន្តេ", "យុវតី", "ជំទាវ"]))
_LONGEST_TITLE = 14
"""Syllables, joiners and dots of the longest title."""

_LATIN_TITLE = re.compile(
    r"(?:mrs?|ms|miss|mme|mlle|dr|doctor|prof|professor|assoc\.?\s?prof|madame?|venerable"
    r"|(?:his |her )?excellency|lok ?ch[ou]mteav|(?:neak )?oknha|samdech)(?:\.\s*|\s+)"
    r"|(?:ven|rev|hon|gen|col|lt|maj|capt|h\.\s?e|e\.\s?x|h\.\s?r\.\s?h)\.\s*"
    r"|h\.\s?e\s+|he\s+(?=(?:mrs?|ms|dr)[.\s])",
    re.IGNORECASE,
)
_LATIN_WORD_START = re.compile(r"(?:^|(?<=[\s\-.'’(]))[^\W\d_]")


def is_khmer(text: str) -> bool:
    """Whether ``text`` holds a Khmer letter."""
    return bool(_KHMER_LETTER.search(text))


def canonical_latin(text: str) -> str:
    """A Latin name in the form that is printed: NFC, single spaces, no character without ink.

    A name without any capital gets them ("sok dara" is "Sok Dara"); others keep theirs.
    """
    tidy = canonical(text)
    if tidy != tidy.lower():
        return tidy
    return _LATIN_WORD_START.sub(lambda letter: letter.group().upper(), tidy)


def canonical_name(text: str) -> str:
    """The form in which a name of either script is printed and compared."""
    return canonical(text) if is_khmer(text) else canonical_latin(text)


def split_honorific(text: str) -> tuple[str, str]:
    """The honorific before a name, tidy, and the name as it was typed; "" where there is none.

    Several in a row are one ("H.E. Dr."). A name that only begins with such letters stays
    whole, and so does a text that is nothing but a title.
    """
    name = text.strip(_BETWEEN)
    titles = []
    while end := _title_end(name):
        titles.append(canonical(name[:end]))
        name = name[end:].lstrip(_BETWEEN)
    return " ".join(titles), name


def _title_end(name: str) -> int:
    """Where the first title of ``name`` ends; 0 where there is none or nothing follows it."""
    end = _khmer_title_end(name) if is_khmer(name[:1]) else _latin_title_end(name)
    return end if _has_letter(name[end:]) else 0


def _khmer_title_end(name: str) -> int:
    ends = accumulate(map(len, syllables(name[:64])[:_LONGEST_TITLE]))
    return max((end for end in ends if _is_khmer_title(name, end)), default=0)


def _is_khmer_title(name: str, end: int) -> bool:
    if name[end - 1] in _BETWEEN:
        return False
    title = canonical(name[:end])
    if title in _TITLES_APART:
        return name[end : end + 1] in _BETWEEN
    return title in _JOINED_TITLES


def _latin_title_end(name: str) -> int:
    found = _LATIN_TITLE.match(name)
    return found.end() if found else 0


def _has_letter(text: str) -> bool:
    return any(unicodedata.category(character).startswith("L") for character in text)
