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


_SHEETS_OF = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">
Sub SheetsOf(file As String, secret As String, answer As String)
  Dim options(1) As New com.sun.star.beans.PropertyValue
  options(0).Name = "Hidden"
  options(0).Value = True
  options(1).Name = "Password"
  options(1).Value = secret
  On Error Resume Next
  book = StarDesktop.loadComponentFromURL(ConvertToURL(file), "_blank", 0, options())
  found = ""
  If Not IsNull(book) Then found = Join(book.Sheets.ElementNames, ", ")
  number = FreeFile
  Open answer For Output As #number
  Print #number, found
  Close #number
  StarDesktop.terminate()
End Sub
</script:module>
"""


def opened_in_office(file: Path, password: str, folder: Path) -> str:
    """The names of the sheets of a sealed workbook, nothing where LibreOffice cannot open it."""
    office, answer = folder / "profile", folder / "answer.txt"
    answer.unlink(missing_ok=True)
    command = ["soffice", f"-env:UserInstallation={office.as_uri()}", "--headless"]
    subprocess.run([*command, "--terminate_after_init"], check=True, timeout=120)
    module = office / "user" / "basic" / "Standard" / "Module1.xba"
    module.write_text(_SHEETS_OF, "utf-8")
    call = f'macro:///Standard.Module1.SheetsOf("{file}","{password}","{answer}")'
    subprocess.run([*command, call], check=True, capture_output=True, timeout=120)
    return answer.read_text("utf-8").strip()


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
