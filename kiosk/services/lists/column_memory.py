"""Which field a column fills, as someone chose it by hand, kept for the next list with those
titles.

Kept on this machine, beside its settings, in ``columns.json``: one entry for each set of
titles, the latest first, at most :data:`MOST_SETS`. A file that cannot be read is as good as
none, and one that cannot be written stops nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import Any

from kiosk import settings
from kiosk.services.lists.model import Column
from kiosk.services.lists.titles import Field
from kiosk.services.whole_files import for_this_user

MOST_SETS = 60
"""Sets of titles that are remembered."""
_MOST_COLUMNS = 200

Chosen = Mapping[str, Field | None]
"""Fields by a column's key; None for a column that is left out."""


def remembered(columns: Sequence[Column]) -> dict[str, Field | None]:
    """What was chosen for the columns of a sheet with just these titles."""
    titles = _titles(columns)
    return next((chosen for known, chosen in _stored() if known == titles), {})


def remember(columns: Iterable[Column]) -> None:
    """Keep the choices made by hand among the columns of a list, sheet by sheet."""
    kept = _stored()
    for _, sheet in groupby(columns, key=lambda column: column.sheet):
        of_sheet = list(sheet)
        chosen = {c.key: c.field for c in of_sheet if c.by_hand and c.title}
        titles = _titles(of_sheet)
        if chosen and len(titles) <= _MOST_COLUMNS:
            kept = [(titles, chosen), *((k, c) for k, c in kept if k != titles)]
    _store(kept[:MOST_SETS])


def _titles(columns: Sequence[Column]) -> tuple[str, ...]:
    return tuple(sorted(column.key for column in columns if column.title))


def _file() -> Path:
    return settings.folder() / "columns.json"


def _stored() -> list[tuple[tuple[str, ...], dict[str, Field | None]]]:
    try:
        entries = json.loads(_file().read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return []
    if not isinstance(entries, list):
        return []
    return [known for entry in entries[:MOST_SETS] if (known := _entry(entry))]


def _entry(entry: Any) -> tuple[tuple[str, ...], dict[str, Field | None]] | None:
    """One entry as it was stored; None where someone else wrote something else."""
    if not isinstance(entry, dict):
        return None
    titles, chosen = entry.get("titles"), entry.get("columns")
    if not isinstance(titles, list) or not isinstance(chosen, dict):
        return None
    fields = {field.value: field for field in Field}
    known = {
        str(key): fields.get(value)
        for key, value in chosen.items()
        if value is None or value in fields
    }
    return tuple(map(str, titles)), known


def _store(kept: Sequence[tuple[tuple[str, ...], Chosen]]) -> None:
    file = _file()
    unfinished = file.with_suffix(".new")
    entries = [{"titles": list(titles), "columns": dict(chosen)} for titles, chosen in kept]
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with open(unfinished, "w", encoding="ascii", opener=for_this_user) as out:
            json.dump(entries, out)
        os.replace(unfinished, file)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()
