"""The seals that make the journal a chain: each row's seal takes in the one before it.

What a row says (``before`` and ``after``) goes into its seal as a digest, salted with 128 random
bits that stand in the row. Purging takes what the row says and its salt away and leaves the
digest: the chain still verifies, and no guess at a name can be tried against the digest.

The form below is kept for good: files of every version are verified with it. A role, which rows of
older versions have not, stands at the end where there is one.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import UTC
from typing import Any

from kiosk.domain import JournalRow

BEGINNING = "0" * 64
"""What stands before the first row's seal."""


def new_salt() -> str:
    """128 random bits, in hexadecimal."""
    return secrets.token_hex(16)


def digest_of(salt: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """SHA-256 of the salt and of what a row says, in hexadecimal."""
    return _sha256([salt, dict(before), dict(after)])


def seal_of(previous: str, row: JournalRow) -> str:
    """SHA-256 of the seal before and of the whole row, what it says by its digest."""
    return _sha256(
        [
            previous,
            row.id.hex,
            row.number,
            row.act.hex,
            row.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f"),
            row.desk,
            row.action,
            row.person_id.hex if row.person_id else None,
            row.undoes.hex if row.undoes else None,
            row.digest,
            *((row.role,) if row.role else ()),
        ]
    )


def sealed(rows: Iterable[JournalRow], previous: str) -> list[JournalRow]:
    """``rows`` with salt, digest and seal, chained behind ``previous``."""
    chain = []
    for row in rows:
        salt = new_salt()
        digest = digest_of(salt, row.before, row.after)
        salted = dataclasses.replace(row, salt=salt, digest=digest)
        previous = seal_of(previous, salted)
        chain.append(dataclasses.replace(salted, seal=previous))
    return chain


def _sha256(value: list[Any]) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
