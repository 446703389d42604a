"""What a workbook of this program holds and says of where it comes from, read back."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from kiosk.language import Refusal, Sentence
from kiosk.services.workbook.cell_reading import Book, Cells
from kiosk.services.workbook.notes import JOURNAL_SEAL

MAX_BYTES = 200_000_000
"""Unpacked; the workbook of 10,000 people has 30 MB."""
MAX_PACKED = 100_000_000
_NOTES_ROWS = 200
_JOURNAL_ROWS = "Journal rows"

NOT_A_SHEET = Sentence(
    en="“{file}” is not a sign-in workbook of this program. Choose one that it wrote.",
    km="«{file}» មិនមែនជាបញ្ជីវត្តមានរបស់កម្មវិធីនេះទេ។ សូមជ្រើសរើសឯកសារដែលកម្មវិធីនេះបានសរសេរ។",
)
NO_SHEET = Sentence(
    en="There is no file “{file}”. Check the name and the folder.",
    km="គ្មានឯកសារ «{file}» ទេ។ សូមពិនិត្យឈ្មោះ និងថត។",
)


class Claim(NamedTuple):
    """From how many journal rows a workbook says that it was made, and the seal of the last."""

    journal_rows: int
    seal: str


class SheetFile:
    """A workbook that says that this program wrote it.

    ``claims`` is what it says of the journal: in the properties of the file and on the sheet
    Notes, which are alike where nobody altered either.
    """

    def __init__(self, name: str, content: bytes) -> None:
        """Raises :class:`Refusal` where ``content`` is no such workbook."""
        self.name = name
        with self._refusing():
            self._book = _bounded(content)
            self.sheets = tuple(self._book.sheets)
            self.hidden = self._book.hidden
            self.from_1904, self.disguises = self._book.from_1904, self._book.disguises
            self.properties: Mapping[str, str] = self._book.properties()
            self.claims = tuple(self._claims())
            if not self.claims:
                raise ValueError(name)

    def read(self, title: str) -> Cells:
        """The sheet of that title. Raises :class:`Refusal` where it cannot be read."""
        with self._refusing():
            return self._book.read(title)

    def _claims(self) -> Iterator[Claim]:
        said = self.properties
        found = [(said.get("kiosk.journal_rows"), said.get("kiosk.journal_seal"))]
        if "Notes" in self.sheets:
            notes = _labelled(self._book.read("Notes"))
            found.append((notes.get(_JOURNAL_ROWS), notes.get(JOURNAL_SEAL.en)))
        for rows, seal in found:
            if rows and rows.isascii() and rows.isdecimal() and 0 < int(rows[:12]) < 10**9:
                yield Claim(int(rows), seal or "")

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # whatever a damaged or hostile file brings to light
            raise Refusal(NOT_A_SHEET, file=self.name) from error


def read_sheet(path: Path, unlock: Callable[[bytes], bytes] = bytes) -> SheetFile:
    """The workbook at ``path``, once ``unlock`` has opened it.

    Raises:
        Refusal: as ``unlock``.
        Refusal: it is missing, or no workbook that this program wrote.
    """
    check_there(path)
    try:
        if path.stat().st_size > MAX_PACKED:
            raise Refusal(NOT_A_SHEET, file=path.name)
        content = path.read_bytes()
    except OSError as error:
        raise Refusal(NOT_A_SHEET, file=path.name) from error
    return SheetFile(path.name, unlock(content))


def check_there(path: Path) -> None:
    """Raises :class:`Refusal` where there is nothing at ``path``."""
    if not path.exists():
        raise Refusal(NO_SHEET, file=path.name)


def _bounded(content: bytes) -> Book:
    """The workbook, which unpacks to no more than :data:`MAX_BYTES`."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        if sum(part.file_size for part in package.infolist()) > MAX_BYTES:
            raise ValueError("unpacks to too much")
    return Book(content)


def _labelled(notes: Cells) -> dict[str, str]:
    """What Notes says, by its English labels."""
    lines = (notes.rows.get(number, {}) for number in range(1, _NOTES_ROWS))
    return {str(line[2].value): _whole(line[3].value) for line in lines if {2, 3} <= line.keys()}


def _whole(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
