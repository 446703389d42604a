"""What a workbook of this program says of where it comes from and who signed in, read back."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from kiosk.language import Refusal, Sentence
from kiosk.services.workbook.notes import JOURNAL_SEAL

MAX_BYTES = 200_000_000
"""Unpacked; the workbook of 10,000 people has 30 MB."""
MAX_COLUMNS = 64
MAX_HEAD = 100
"""Rows in which the titles stand."""
MAX_PACKED = 100_000_000
MAX_ROWS = 200_000

NOT_A_SHEET = Sentence(
    en="“{file}” is not a sign-in workbook of this program. Choose one that it wrote.",
    km="«{file}» មិនមែនជាបញ្ជីវត្តមានរបស់កម្មវិធីនេះទេ។ សូមជ្រើសរើសឯកសារដែលកម្មវិធីនេះបានសរសេរ។",
)
NO_SHEET = Sentence(
    en="There is no file “{file}”. Check the name and the folder.",
    km="គ្មានឯកសារ «{file}» ទេ។ សូមពិនិត្យឈ្មោះ និងថត។",
)
_SIGN_IN = ("ID", "Name (Khmer)", "Name (Latin)", "Time in")


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A line of the Sign-in sheet, as its cells hold it; ``time_in`` is the event's local time."""

    code: str
    name_km: str
    name_latin: str
    time_in: datetime | None


@dataclass(frozen=True, slots=True)
class SheetSays:
    """From how many journal rows the workbook was made, the seal of the last, and who signed in."""

    journal_rows: int
    seal: str
    signed_in: Sequence[SignedIn]


def read_sheet(path: Path, unlock: Callable[[bytes], bytes] = bytes) -> SheetSays:
    """What the workbook at ``path`` says, once ``unlock`` has opened it.

    Raises:
        Refusal: as ``unlock``.
        Refusal: it is missing, or no workbook that this program wrote.
    """
    check_there(path)
    try:
        # From memory: openpyxl leaves a file that it cannot read open, locked on Windows. As it
        # comes: else one merged range makes an object for each of 17,000,000,000 cells.
        return _says(load_workbook(_bounded(path, unlock), read_only=True, data_only=True))
    except Refusal:
        raise
    except Exception as error:
        raise Refusal(NOT_A_SHEET, file=path.name) from error


def check_there(path: Path) -> None:
    """Raises :class:`Refusal` where there is nothing at ``path``."""
    if not path.exists():
        raise Refusal(NO_SHEET, file=path.name)


def _bounded(path: Path, unlock: Callable[[bytes], bytes]) -> BytesIO:
    """What is in the file, which unpacks to no more than :data:`MAX_BYTES`."""
    if path.stat().st_size > MAX_PACKED:
        raise ValueError(path.name)
    content = BytesIO(unlock(path.read_bytes()))
    with zipfile.ZipFile(content) as package:
        if sum(part.file_size for part in package.infolist()) > MAX_BYTES:
            raise ValueError(path.name)
    return content


def _says(book: Workbook) -> SheetSays:
    notes = {
        str(row[1]): row[2]
        for row in book["Notes"].iter_rows(max_row=200, max_col=3, values_only=True)
    }
    seal = str(notes.get(JOURNAL_SEAL.en) or "")
    rows = int(str(notes["Journal rows"]))
    if not 0 < rows < 10**9:
        raise ValueError(rows)
    return SheetSays(rows, seal, tuple(_signed_in(book)))


def _signed_in(book: Workbook) -> Iterator[SignedIn]:
    sheet = book["Sign-in"]
    rows = sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True)
    heads = islice(rows, MAX_HEAD)
    titles = next(row for row in heads if all(title in row for title in _SIGN_IN))
    places = [titles.index(title) for title in _SIGN_IN]
    for row in rows:
        code, km, latin, time_in = (row[place] for place in places)
        if not code:
            return
        yield SignedIn(str(code), _text(km), _text(latin), _moment(time_in))


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _moment(value: Any) -> datetime | None:
    return value if isinstance(value, datetime) else None
