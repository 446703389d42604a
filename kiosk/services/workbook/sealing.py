"""A password on a workbook: the file that Excel and LibreOffice ask it for (ECMA-376 agile,
AES-256, SHA-512). The salts are random, so two sealed files are never the same bytes.
"""

from __future__ import annotations

import unicodedata
from typing import IO

from msoffcrypto.format.ooxml import OOXMLFile

from kiosk.language import Refusal, Sentence

LONGEST_PASSWORD = 255
"""UTF-16 units that Excel takes."""

_NO_PASSWORD = Sentence(
    en="The password is empty. Give one, or leave the password out.",
    km="ពាក្យសម្ងាត់ទទេ។ សូមដាក់ពាក្យសម្ងាត់ ឬកុំប្រើពាក្យសម្ងាត់។",
)
_TOO_LONG = Sentence(
    en="The password has {length} characters; Excel takes {most}. Choose a shorter one.",
    km="ពាក្យសម្ងាត់មាន {length} តួអក្សរ ប៉ុន្តែ Excel ទទួលបានត្រឹម {most}។ សូមជ្រើសរើសពាក្យខ្លីជាងនេះ។",
)
_UNTYPED = Sentence(
    en="The password has a character that no keyboard types (U+{code}). Choose another one.",
    km="ពាក្យសម្ងាត់មានតួអក្សរដែលគ្មានក្តារចុចណាវាយបាន (U+{code})។ សូមជ្រើសរើសពាក្យផ្សេង។",
)


def check_password(password: str) -> None:
    """Raises :class:`Refusal` for one that Excel could not be given."""
    if not password:
        raise Refusal(_NO_PASSWORD)
    strange = next((c for c in password if unicodedata.category(c) in ("Cc", "Cs")), "")
    if strange:
        raise Refusal(_UNTYPED, code=f"{ord(strange):04X}")
    length = len(password.encode("utf-16-le")) // 2
    if length > LONGEST_PASSWORD:
        raise Refusal(_TOO_LONG, length=length, most=LONGEST_PASSWORD)


def seal(plain: IO[bytes], password: str, out: IO[bytes]) -> None:
    """Write the workbook in ``plain`` to ``out`` so that only ``password`` opens it."""
    OOXMLFile(plain).encrypt(password, out)
