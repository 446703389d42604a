"""Writing the workbook: the sheets for an audience, in one file, whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from io import BytesIO
from pathlib import Path
from typing import IO

from openpyxl import Workbook
from openpyxl.packaging.custom import DateTimeProperty, IntProperty, StringProperty
from openpyxl.worksheet.worksheet import Worksheet

from kiosk.domain import Event, Person
from kiosk.services.workbook.absent import absent_sheet
from kiosk.services.workbook.cells import CellWriter, holdable
from kiosk.services.workbook.changes import Changes, changes_sheet
from kiosk.services.workbook.data import COLUMNS as DATA_COLUMNS
from kiosk.services.workbook.data import data_sheet
from kiosk.services.workbook.finance import finance_sheet
from kiosk.services.workbook.looks import Faces, StyleBook, set_default_font
from kiosk.services.workbook.morning import Audience, Morning, Provenance, morning_of
from kiosk.services.workbook.notes import notes_sheet
from kiosk.services.workbook.package import Progress, Sheet, write_package
from kiosk.services.workbook.saving import save
from kiosk.services.workbook.sealing import check_password, seal
from kiosk.services.workbook.sign_in import sign_in_sheet
from kiosk.services.workbook.summary import summary_sheet

LAYOUT = 1
"""Which cells the same event gets. It goes up with every change of what stands in any cell, so that
a workbook of another layout is not taken for one that was altered."""


def write_workbook(
    path: Path,
    event: Event,
    people: Sequence[Person],
    *,
    audience: Audience,
    provenance: Provenance,
    changes: Changes | None = None,
    password: str = "",
    faces: Faces | None = None,
    progress: Progress | None = None,
) -> Path:
    """Write the sign-in workbook of ``people``, everyone on the event who is not removed.

    ``changes`` since an earlier workbook get a sheet. With a ``password`` the file is sealed
    before any of it reaches the disk. ``progress`` is told rows written and rows in all; what
    it raises ends the export without a trace.

    Returns the path written: ``path``, with ``.xlsx`` behind it where that was missing, or
    another name beside it while that file is open elsewhere. The same content gives the
    same bytes, but for sealed ones. Raises a :class:`~kiosk.language.Refusal` where disk or
    folder say no, or the password is none.
    """
    if password:
        check_password(password)
    morning = morning_of(event, people, audience=audience, provenance=provenance)
    named = path.suffix.lower() == ".xlsx" or not path.name
    target = path if named else path.with_name(f"{path.name}.xlsx")

    def write(out: IO[bytes]) -> None:
        _write(morning, changes, faces or Faces(), out, progress or _silent)

    def write_sealed(out: IO[bytes]) -> None:
        plain = BytesIO()
        write(plain)
        seal(plain, password, out)

    return save(target, write_sealed if password else write)


def plain_workbook(
    event: Event,
    people: Sequence[Person],
    *,
    audience: Audience,
    provenance: Provenance,
    changes: Changes | None = None,
) -> bytes:
    """What :func:`write_workbook` writes of the same, without a password; its layout is
    :data:`LAYOUT`."""
    morning, out = morning_of(event, people, audience=audience, provenance=provenance), BytesIO()
    _write(morning, changes, Faces(), out, _silent)
    return out.getvalue()


def _write(
    morning: Morning, changes: Changes | None, faces: Faces, out: IO[bytes], progress: Progress
) -> None:
    book, writer = Workbook(), CellWriter()
    first = book.worksheets[0]
    set_default_font(book)
    styles = StyleBook(first, faces)
    book.remove(first)
    _describe(book, morning)
    sheets = _sheets(book, morning, changes, styles, writer)
    write_package(book, sheets, out, writer, progress)


def _sheets(
    book: Workbook,
    morning: Morning,
    changes: Changes | None,
    styles: StyleBook,
    writer: CellWriter,
) -> list[Sheet]:
    def page(title: str) -> Worksheet:
        made: Worksheet = book.create_sheet(title)
        return made

    donor = morning.audience is Audience.DONOR
    sheets = [
        sign_in_sheet(morning, page("Sign-in"), styles),
        summary_sheet(morning, page("Summary"), styles),
        finance_sheet(morning, page("Finance"), styles),
    ]
    if donor:
        sheets.append(absent_sheet(morning, page("Absent"), styles))
        sheets.append(data_sheet(morning, page("Data"), styles))
    if changes is not None:
        sheets.append(changes_sheet(changes, morning, page("Changes"), styles))
    explained = [(column.km, column.en) for column in DATA_COLUMNS] if donor else []
    sheets.append(notes_sheet(morning, page("Notes"), styles, writer, explained))
    return sheets


def _describe(book: Workbook, morning: Morning) -> None:
    """What the file says of itself, and by which a later export can be told from it."""
    source, event = morning.provenance, morning.event
    made = source.made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    about = book.properties
    about.created = about.modified = made
    about.creator = holdable(event.organizer_en or event.organizer_km) or "kiosk"
    about.lastModifiedBy = holdable(source.desk)
    about.title = holdable(event.title_en or event.title_km)
    for declared in (
        StringProperty(name="kiosk.audience", value=morning.audience.value),
        DateTimeProperty(name="kiosk.made_at", value=made),
        StringProperty(name="kiosk.desk", value=holdable(source.desk)),
        IntProperty(name="kiosk.journal_rows", value=source.journal_rows),
        StringProperty(name="kiosk.journal_seal", value=source.seal),
    ):
        book.custom_doc_props.append(declared)  # type: ignore[attr-defined]


def _silent(done: int, total: int) -> None:
    """Nobody asked how far it is."""
