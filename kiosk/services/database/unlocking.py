"""The key of an event file from its passphrase, and in words why there is none."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from kiosk.language import Refusal, Sentence
from kiosk.services.database.cipher import (
    Key,
    Passphrase,
    derived_key,
    is_whole_salt,
    opens,
    salt_of,
    seems_encrypted,
)
from kiosk.services.database.connection import DAMAGED, NOT_AN_EVENT, disk_refusals
from kiosk.services.khmer.keyboards import typed_with_khmer_layout, typed_with_latin_layout

PASSPHRASE_NEEDED = Sentence(
    en="“{file}” is protected: it opens with its passphrase only. Type it when you are asked, or"
    " give it with --passphrase-file FILE or in KIOSK_PASSPHRASE.",
    km="«{file}» ត្រូវបានការពារ៖ វាបើកបានតែដោយឃ្លាសម្ងាត់ប៉ុណ្ណោះ។ សូមវាយវាពេលត្រូវបានសួរ ឬផ្តល់តាម"
    " --passphrase-file FILE ឬ KIOSK_PASSPHRASE។",
)
WRONG_PASSPHRASE = Sentence(
    en="That is not the passphrase of “{file}”. Look at the keyboard layout (Khmer or Latin) and at"
    " Caps Lock, then type it once more.",
    km="នោះមិនមែនជាឃ្លាសម្ងាត់របស់ «{file}» ទេ។ សូមពិនិត្យប្លង់ក្តារចុច (ខ្មែរ ឬឡាតាំង) និង Caps Lock រួចវាយម្តងទៀត។",
)


def key_of(path: Path, passphrase: Passphrase | None) -> Key | None:
    """What opens the file at ``path``, proven on its pages; None where it is not encrypted. Not
    for a file that this process has open as a database.

    Raises:
        Refusal: a passphrase is needed, or this is not it, or the file's salt is damaged.
    """
    salt = salt_of(path)
    if not salt:
        return None
    if not is_whole_salt(salt):
        with disk_refusals(path):
            was_event = seems_encrypted(path)
        raise Refusal(DAMAGED if was_event else NOT_AN_EVENT, file=path.name)
    if passphrase is None:
        raise Refusal(PASSPHRASE_NEEDED, file=path.name)
    key = derived_key(passphrase, salt)
    with disk_refusals(path):
        if not opens(key, path):
            raise Refusal(WRONG_PASSPHRASE, file=path.name)
    return key


def fitting(path: Path, passphrases: Iterable[Passphrase | None]) -> Passphrase | None:
    """The first of ``passphrases`` that opens the file at ``path``; None where none is needed, or
    none of them does."""
    for passphrase in passphrases:
        with suppress(Refusal):
            return None if key_of(path, passphrase) is None else passphrase
    return None


_MOST_READINGS = 5
"""Each costs what a wrong try costs, a third of a second; it does not help who guesses."""


def meant_passphrase(path: Path, typed: str) -> Passphrase:
    """What opens the file at ``path``: ``typed``, or what the same keys write with Caps Lock the
    other way or with the other keyboard layout on.

    Raises:
        Refusal: as :func:`key_of`.
    """
    wrong: Refusal | None = None
    for reading in _readings(typed)[:_MOST_READINGS]:
        try:
            key_of(path, reading)
        except Refusal as refusal:
            if refusal.told.sentence is not WRONG_PASSPHRASE:
                raise
            wrong = wrong or refusal
        else:
            return reading
    raise wrong or Refusal(PASSPHRASE_NEEDED, file=path.name)


def _readings(typed: str) -> list[Passphrase]:
    other = [*typed_with_khmer_layout(typed), *typed_with_latin_layout(typed)]
    said = (Passphrase.of(text) for text in (typed, typed.swapcase(), *other))
    return list(dict.fromkeys(reading for reading in said if reading.text))
