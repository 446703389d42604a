"""An event whose first page is gone, read with the one of a copy.

The first page says where every table begins; without it SQLite reads nothing, whole as the rest may
be. A copy has the same page, but for how long the file is. It is lent to a copy of the torn file
that is only read, and of what is read then only those journal rows count that their seals prove.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from kiosk.services.database import is_protected
from kiosk.services.safekeeping.copies import Copy, copies_in

_PAGE = 4096
_LENGTH = slice(28, 32)
"""Where the first page of a plain file says how many pages it has (sqlite.org/fileformat2)."""


def lenders(event: Path, places: Iterable[Path]) -> Iterator[Copy]:
    """Of each event that had the name of ``event`` the newest copy."""
    seen = set[str]()
    for place in places:
        for copy in copies_in(place, event.stem):
            if copy.event not in seen:
                seen.add(copy.event)
                yield copy


def lend_first_page(copy: Path, torn: Path) -> None:
    """Put the first page of ``copy`` in the place of that of ``torn``, which no one has open.

    In an encrypted one the length stays that of the copy: what came to stand behind is not found.
    """
    with suppress(OSError), copy.open("rb") as lender, torn.open("r+b") as file:
        page, length = bytearray(lender.read(_PAGE)), torn.stat().st_size
        if not is_protected(copy):
            page[_LENGTH] = (length // _PAGE).to_bytes(4, "big")
        file.write(page)
