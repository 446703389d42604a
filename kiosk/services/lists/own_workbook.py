"""The program's own sign-in workbook, read back as a list: its people stand on one sheet.

The donor copy has everyone on "Data"; the finance copy only who is here ("Sign-in") and who
is not ("Absent"). The other sheets repeat or count them. Each person has the code, by which
they are found in the event whatever was corrected.
"""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.services.lists.cells import text_of
from kiosk.services.lists.tables import Table

_SHEETS = frozenset({"Sign-in", "Summary", "Finance", "Notes"})
_TITLES = frozenset({"ID", "Name (Khmer)", "Name (Khmer) as typed", "Record"})
_OF_FINANCE = ("Sign-in", "Absent")


def sheets_with_people(tables: Sequence[Table]) -> Sequence[Table] | None:
    """The sheets of our own workbook that are to be read; None where it is someone else's."""
    named = {table.name: table for table in tables}
    if not named.keys() >= _SHEETS:
        return None
    data = named.get("Data")
    if data is None:
        return [named[name] for name in _OF_FINANCE if name in named]
    titles = {text_of(cell) for cell in data.rows[0]} if data.rows else set()
    return [data] if titles >= _TITLES else None
