"""Workbooks that are locked with a password: opened where it is known, else said."""

from __future__ import annotations

import io
import re

import msoffcrypto
from msoffcrypto.exceptions import DecryptionError, InvalidKeyError

from kiosk.language import Refusal
from kiosk.services.lists import sentences as say

EXCELS_OWN = "VelvetSweatshop"
"""The password with which Excel itself locks a workbook whose structure alone is protected;
it opens such a file without asking."""
MOST_SPINS = 1_000_000
"""Rounds of hashing a password; Excel makes 100,000, which takes 0.2 s here."""

_SPINS = re.compile(rb"spinCount=\"(\d+)\"")


class Locked(Refusal):
    """The list can be read once its password is told."""


def unlocked(content: bytes, name: str, password: str | None) -> bytes:
    """The workbook behind the lock, or ``content`` where there is none.

    Raises:
        Locked: the password is missing or wrong.
        Refusal: it is locked in a way that cannot be opened here, or damaged.
    """
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(content))
        if not file.is_encrypted():
            return content
    except Exception:  # whatever a damaged container brings to light is told by its readers
        return content
    if any(int(spins) > MOST_SPINS for spins in _SPINS.findall(content)):
        raise Refusal(say.DAMAGED, file=name)
    for known in (password, EXCELS_OWN):
        if known is not None and (opened := _opened(file, known, name)):
            return opened
    raise Locked(say.WRONG_PASSWORD if password else say.ENCRYPTED, file=name)


def _opened(file: msoffcrypto.OfficeFile, password: str, name: str) -> bytes:
    out = io.BytesIO()
    try:
        file.load_key(password=password)
        file.decrypt(out)
    except (InvalidKeyError, DecryptionError, UnicodeError):
        return b""
    except Exception:
        raise Refusal(say.DAMAGED, file=name) from None
    opened = out.getvalue()
    return opened if opened.startswith((b"PK", b"\xd0\xcf\x11\xe0")) else b""
