"""LibreOffice as the judge of workbooks: it calculates without our stored results."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

Values = dict[tuple[str, str], Any]


def convert(files: Sequence[Path], kind: str, folder: Path) -> list[Path]:
    """Open ``files`` in LibreOffice and save them as ``kind`` into ``folder``."""
    folder.mkdir(exist_ok=True)
    command = ["soffice", f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless"]
    command += ["--convert-to", kind, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return [folder / f"{file.stem}.{kind}" for file in files]


def calculated(books: dict[str, Workbook], folder: Path) -> dict[str, Values]:
    """What LibreOffice makes of each book; openpyxl saves no results, so all are its own."""
    bare = folder / "bare"
    bare.mkdir(parents=True)
    for name, book in books.items():
        book.save(bare / f"{name}.xlsx")
    made = convert([bare / f"{name}.xlsx" for name in books], "xlsx", folder / "made")
    return {file.stem: values(load_workbook(file, data_only=True)) for file in made}


def values(book: Workbook) -> Values:
    """Every cell that holds something, by sheet and place."""
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in (None, "")
    }


def formulas(book: Workbook) -> Iterator[tuple[str, str]]:
    """Where ``book`` holds formulas."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            yield from ((sheet.title, cell.coordinate) for cell in row if cell.data_type == "f")


def verdicts(found: Values) -> dict[str, str]:
    """The check cells of the Summary by row, the overall one included."""
    return {
        place: str(value)
        for (sheet, place), value in found.items()
        if sheet == "Summary" and place.startswith("I") and value in ("OK", "CHECK")
    }
