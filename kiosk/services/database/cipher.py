"""Event files that are encrypted with a passphrase: what is in them, and which key opens them.

Such a file is a SQLCipher 4 database with its standard settings (AES-256-CBC and HMAC-SHA512 for
each page of 4096 bytes, the key from the passphrase by PBKDF2-HMAC-SHA512 with 256,000 rounds;
zetetic.net, "SQLCipher Design"), so that every tool for SQLCipher opens it. The key is derived
here, once for a file and all its copies, and not once for each connection, where it would cost a
third of a second each time.

A SQLCipher file begins with its salt, 16 bytes that look like nothing. Here the salt itself says
what it is: four letters, ten random bytes, and a check sum of these, so that an event is known
from its first bytes, and a torn salt from a wrong passphrase.
"""

from __future__ import annotations

import binascii
import hashlib
import hmac
import os
import re
import secrets
import sys
import unicodedata
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kiosk.language import Refusal, Sentence

if sys.platform != "win32":
    import resource

PAGE_SIZE = 4096
ROUNDS = 256_000
LONGEST = 200
"""Characters that a passphrase has at most: more would not fit the window's field."""
SHORTEST = 12
"""Characters that a passphrase has at least: a PIN guards a screen, a passphrase a file that can
be tried by many machines at once, for years."""

_MAGIC = b"KIOS"
_SALT_SIZE = 16
_RANDOM_BYTES = 10
_KEY_SIZE = 32
_MAC_SIZE = 64
_MAC_ROUNDS = 2
_MAC_SALT_MASK = 0x3A
_PAGES_LOOKED_AT = 64
"""One whole page proves the key. No disk tears all of these and leaves the salt."""

_FEWEST_DIFFERENT = 6
_LETTERS = "abcdefghjkmnpqrstuvwxyz"
_SPACES = re.compile(r"[\s\u200b]+")
"""The space bar of a Khmer keyboard writes U+200B, the space without width."""

TOO_SHORT = Sentence(
    en="That passphrase is too easy to guess. Take at least {shortest} characters, {different} of"
    " them different: four words that have nothing to do with each other are good.",
    km="ឃ្លាសម្ងាត់នេះងាយទាយពេក។ សូមប្រើយ៉ាងតិច {shortest} តួ ដែលមាន {different} តួខុសគ្នា៖"
    " ពាក្យបួនដែលមិនទាក់ទងគ្នា គឺល្អ។",
)
NOT_TYPEABLE = Sentence(
    en="That cannot be typed as a passphrase. Take at most {longest} characters, all of which are"
    " on the keyboard.",
    km="ឃ្លានេះមិនអាចវាយជាឃ្លាសម្ងាត់បានទេ។ សូមប្រើយ៉ាងច្រើន {longest} តួ ដែលមាននៅលើក្តារចុច។",
)


@dataclass(frozen=True, slots=True, repr=False)
class Passphrase:
    """A passphrase as it was meant: NFC, and each run of spaces one space, none at the ends.

    No rule of Khmer spelling is applied: such rules may change, and then it would not open.
    """

    text: str

    @classmethod
    def of(cls, typed: str) -> Passphrase:
        """What was typed, or stood in a file."""
        return cls(_SPACES.sub(" ", unicodedata.normalize("NFC", typed)).strip())

    def checked(self) -> Passphrase:
        """The same. Raises :class:`Refusal` where it is too easy to guess for a new one, or could
        not be typed again."""
        if len(self.text) > LONGEST or any(map(_is_no_letter, self.text)):
            raise Refusal(NOT_TYPEABLE, longest=LONGEST)
        if len(self.text) < SHORTEST or len(set(self.text.lower())) < _FEWEST_DIFFERENT:
            raise Refusal(TOO_SHORT, shortest=SHORTEST, different=_FEWEST_DIFFERENT)
        return self


def _is_no_letter(letter: str) -> bool:
    """Controls, and bytes of a variable that were no text."""
    return unicodedata.category(letter) in ("Cc", "Cs")


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """What opens one file and the copies of it."""

    raw: bytes
    salt: bytes

    def as_literal(self) -> str:
        """As SQLCipher takes it without deriving anything: a blob, ``x'…'``."""
        return f"x'{self.raw.hex()}{self.salt.hex()}'"


def suggestion() -> str:
    """A passphrase that no one can guess (72 bits), in letters that are told apart on paper."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
    return "-".join(groups)


def new_key(passphrase: Passphrase) -> Key:
    """The key of a new file."""
    head = _MAGIC + os.urandom(_RANDOM_BYTES)
    return derived_key(passphrase, head + _check_sum(head))


def salt_of(path: Path) -> bytes:
    """The salt of the encrypted file at ``path``, empty where it is none. Looks at its first
    bytes: not for a file that this process has open as a database."""
    try:
        with path.open("rb") as file:
            head = file.read(_SALT_SIZE)
    except OSError:
        return b""
    return head if head.startswith(_MAGIC) else b""


def is_protected(path: Path) -> bool:
    """Whether the file at ``path`` is encrypted; as :func:`salt_of`."""
    return bool(salt_of(path))


def is_whole_salt(salt: bytes) -> bool:
    """Whether the check sum in the salt of a file holds."""
    return len(salt) == _SALT_SIZE and salt[-2:] == _check_sum(salt[:-2])


def derived_key(passphrase: Passphrase, salt: bytes) -> Key:
    """The key that the passphrase makes for files with that salt. From then on the system writes
    no image of this process to the disk when it crashes, as far as it can be told so."""
    _leave_no_core()
    return Key(_derived(passphrase.text, salt), salt)


def _leave_no_core() -> None:
    if sys.platform != "win32":
        _, most = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, most))


def seems_encrypted(path: Path) -> bool:
    """Whether the file at ``path`` has been an encrypted one, also where its salt is torn: most of
    its first pages look like nothing, which is to say that they cannot be compressed."""
    with path.open("rb") as file:
        pages = file.read(_PAGES_LOOKED_AT * PAGE_SIZE)
    starts = range(0, len(pages), PAGE_SIZE)
    like_nothing = [start for start in starts if _is_like_nothing(pages[start:][:PAGE_SIZE])]
    return len(like_nothing) * 2 > len(starts)


def _is_like_nothing(page: bytes) -> bool:
    return len(zlib.compress(page)) > len(page)


def opens(key: Key, path: Path) -> bool:
    """Whether any of the first pages of the file at ``path`` carries the seal that this key makes:
    the passphrase is right then, whatever else is torn."""
    with path.open("rb") as file:
        pages = file.read(_PAGES_LOOKED_AT * PAGE_SIZE)
    mac_salt = bytes(byte ^ _MAC_SALT_MASK for byte in key.salt)
    mac_key = hashlib.pbkdf2_hmac("sha512", key.raw, mac_salt, _MAC_ROUNDS, _KEY_SIZE)
    return any(
        _is_sealed(mac_key, pages[start : start + PAGE_SIZE], start // PAGE_SIZE + 1)
        for start in range(0, len(pages), PAGE_SIZE)
    )


def _check_sum(head: bytes) -> bytes:
    return binascii.crc_hqx(head, 0).to_bytes(2, "big")


@lru_cache(maxsize=16)
def _derived(text: str, salt: bytes) -> bytes:
    """The third of a second that makes guessing slow."""
    typed = text.encode("utf-8", "backslashreplace")  # what is no text opens nothing
    return hashlib.pbkdf2_hmac("sha512", typed, salt, ROUNDS, _KEY_SIZE)


def _is_sealed(mac_key: bytes, page: bytes, number: int) -> bool:
    body = page[_SALT_SIZE if number == 1 else 0 : -_MAC_SIZE]
    made = hmac.digest(mac_key, body + number.to_bytes(4, "little"), "sha512")
    return hmac.compare_digest(made, page[-_MAC_SIZE:])
