"""Rows that name no person: section titles, totals, signature lines, the titles once more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kiosk.language import Sentence
from kiosk.services.khmer import canonical
from kiosk.services.lists import sentences as say

_TOTAL = re.compile(
    r"^(?:grand |sub ?-?)?totals?\b|^(?:ចំនួន)?សរុប|^(?:បញ្ឈប់|បញ្ចប់|បិទ)បញ្ជី|^ចំនួន(?:អ្នកចូលរួម|មនុស្ស)|"
    r"^(?:female|male|women|men)\s*[:=]\s*\d",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    "^(?:អ្នកធ្វើ|អ្នករៀបចំ(?:តារាង|បញ្ជី)|រៀបចំដោយ|ធ្វើនៅ|បានឃើញ|បានពិនិត្យ|ឯកភាព|អនុម័ត|ត្រួតពិនិត្យ|"
    "ពិនិត្យដោយ|ហត្ថលេខា|ប្រធានអង្គភាព|នាយកប្រតិបត្តិ$)|^សម្គាល់|^កំណត់សម្គាល់|"
    r"^(?:prepared|approved|verified|checked|reviewed|certified|submitted|acknowledged|endorsed|seen)\b.{0,20}\bby\b|"
    r"^(?:seen and|signature\b|date ?:|place ?:|notes? ?:|n\.?b\.? ?:|source ?:|updated\b)|"
    "ថ្ងៃ(?:ទី)?.{0,24}ខែ.{0,24}(?:ឆ្នាំ|ព\\.?ស)|^ថ្ងៃ(?:អាទិត្យ|ច័ន្ទ|ចន្ទ|អង្គារ|ពុធ|ព្រហស្បតិ៍|សុក្រ|សៅរ៍)",
    re.IGNORECASE,
)
_SECTION_MARK = re.compile(r"^(?:[A-Zក-អ]|[IVX]{1,5}|\d{1,2}|[០-៩]{1,2})\s*[.)/–-]+\s*\S")
_ORGANISATION = re.compile(
    r"\b(?:organi[sz]ations?|associations?|ministry|department|network|foundation|centre|center|institute|"
    r"university|ngos?|committee|council|office|agency|community|union|federation|company|school|group|members?)\b|"
    "អង្គការ|សមាគម|ក្រសួង|មន្ទីរ|នាយកដ្ឋាន|បណ្តាញ|មូលនិធិ|មជ្ឈមណ្ឌល|វិទ្យាស្ថាន|សាកលវិទ្យាល័យ|គណៈកម្ម|ក្រុមប្រឹក្សា|"
    "ស្ថាប័ន|សហព័ន្ធ|សហជីព|ក្រុមហ៊ុន|សាលា|អគ្គលេខាធិការដ្ឋាន|ក្រុម|តំណាង|សហគមន៍",
    re.IGNORECASE,
)
_LETTERS_ONLY = re.compile(r"^[^\d:;?!#@_=<>{}\[\]]+$")
_MOST_NAME_WORDS = 5
_MOST_SIGNATURE_CELLS = 4


def why_no_person(texts: Sequence[str]) -> Sentence | None:
    """The reason that a row of these texts is a total or a signature line, or None."""
    if _TOTAL.match(texts[0]) or (len(texts) > 1 and _TOTAL.match(texts[1])):
        return say.TOTAL_ROW
    if len(texts) <= _MOST_SIGNATURE_CELLS and any(map(_is_signature, texts)):
        return say.SIGNATURE_LINE
    return None


def is_section_title(text: str, *, in_name_column: bool, columns_covered: int) -> bool:
    """Whether the only text of a row is the title of a section, and no one's name."""
    if columns_covered >= 3 or not in_name_column:
        return True
    if _SECTION_MARK.match(text) or names_organisation(text) or not _LETTERS_ONLY.match(text):
        return True
    return len(text.split()) > _MOST_NAME_WORDS


def names_organisation(text: str) -> bool:
    """Whether a text has a word that organisations are called by."""
    return _ORGANISATION.search(canonical(text)) is not None


def without_section_mark(text: str) -> str:
    """A section's title without its letter or number: "A. ", "II) ", "១-"."""
    if not _SECTION_MARK.match(text):
        return text
    return re.sub(r"^\w+\s*[.)/–-]+\s*", "", text, count=1)


def _is_signature(text: str) -> bool:
    return _SIGNATURE.search(canonical(text[:200])) is not None
