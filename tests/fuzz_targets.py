"""What the fuzzer feeds: every reader of what strangers may bring, and the drawing of texts.

Each target takes bytes and may answer, or refuse with a sentence; anything else is a fault.
"""

from __future__ import annotations

import io
import os
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pypdfium2

from kiosk import settings
from kiosk.bundled import sample_file
from kiosk.domain import Event, Person, PersonDetails
from kiosk.language import Refusal
from kiosk.services.badges import badge_sheet, design, design_names, picture_of, shipped_text
from kiosk.services.codes import is_code
from kiosk.services.database import EventStore, new_id, readable_rows
from kiosk.services.desk import Desk
from kiosk.services.event_file import read_event
from kiosk.services.evidence import verify
from kiosk.services.lists import plan, scan
from kiosk.services.lists.column_memory import remembered
from kiosk.services.lookup import Lookup
from kiosk.services.people import canonical_names, checked, new_person
from kiosk.services.signatures import strokes
from kiosk.services.workbook import Audience, read_sheet

DATA = Path(__file__).parent / "data"

Read = Callable[[bytes, Path], None]

HARD_TEXTS = (
    "សុខ ដារា SOK Dara",
    "ស្ត្រី្ក្ខ្គ្ឃ្ង" * 40,
    "\u200b" * 300 + "ក",
    "\u202e(សុខ)\u202c \u2066RLI\u2069 \u200d\u200c\ufeff",
    "=HYPERLINK(1) @SUM(1) +1 -1",
    ") Tj ET Q (x) \\) /F1 9 Tf <</JS (app.alert)>> endstream endobj %PDF",
    "'; DROP TABLE person; -- $(rm -rf ~) `id` | ; & ../../etc/passwd {0} {name} %s %n",
    "👩‍👩‍👧 é ﷺ 𐀀 \U000e0041",
)


class Target(NamedTuple):
    """A reader: good files to begin with, and what is done with the bytes."""

    seeds: list[bytes]
    read: Read


def targets(folder: Path) -> dict[str, Target]:
    """Every reader of what strangers may bring, by name; ``folder`` holds what they need."""
    event_file = _event_file(folder)
    sheet = folder / "sheet.xlsx"
    with closing(Desk.open(event_file, name="fuzz")) as desk:
        desk.exports.workbook(sheet, Audience.DONOR)
    texts = [text.encode() for text in HARD_TEXTS]
    found = {
        "event": Target([event_file.read_bytes()], _event),
        "values": Target([bytes(range(40)), b"\x01\x02\x03sok", b"\x09\x02\x01[[["], _values),
        "torn": Target([event_file.read_bytes()], _torn),
        "toml": Target([sample_file("workshop.toml").read_bytes()], _toml),
        "sheet": Target([sheet.read_bytes()], _sheet),
        "typed": Target(texts, _typed),
        "signature": Target([b"12,40 15,44;100,20 101,22"], _signature),
        "settings": Target([b'{"recent": ["x"], "text_percent": 120, "desk": "D"}'], _settings),
        "design": Target([shipped_text(name).encode() for name in design_names()], _design),
        "picture": Target(_pictures(), _picture),
        "drawing": Target(texts, _drawing),
        "export": Target(texts, _export),
    }
    for path in [sample_file("participants_80_messy.xlsx"), *_other_lists()]:
        found[f"list.{path.suffix[1:]}.{path.stem}"] = Target(
            [path.read_bytes()], _list(path.suffix)
        )
    return found


def _other_lists() -> list[Path]:
    return sorted((DATA / "other_formats").iterdir())


def _event_file(folder: Path) -> Path:
    path = folder / "seed.kiosk"
    if path.exists():
        return path
    with closing(Desk.create(path, read_event(sample_file("workshop.toml")), name="fuzz")) as desk:
        for number in range(12):
            details = PersonDetails(name_latin=f"SOK {number}", name_km="សុខ", category="cbo")
            desk.add(details, arrives=number % 2 == 0)
    return path


def _list(ending: str) -> Read:
    event = read_event(sample_file("workshop.toml"))

    def read(content: bytes, folder: Path) -> None:
        path = folder / f"list{ending}"
        path.write_bytes(content)
        plan(scan(path), event, [])

    return read


def _event(content: bytes, folder: Path) -> None:
    path = folder / "day.kiosk"
    path.write_bytes(content)
    _use(path)


def _use(path: Path) -> None:
    with closing(Desk.open(path, name="fuzz", clock=lambda: datetime.now(UTC))) as desk:
        people = desk.people()
        desk.figures()
        desk.badge_room.jobs().all()
        verify(desk.store)
        if people:
            desk.check_in(people[0].id)


_ODD = (None, -1, 0, 2**62, 1e308, b"\xff\x00", "", "x" * 30_000, "[[", "{}", "NaN", "9999-99-99")


def _values(content: bytes, folder: Path) -> None:
    """Some value of some row is what the bytes say."""
    path = folder / "day.kiosk"
    path.write_bytes((folder.parent / "seed.kiosk").read_bytes())
    table_at, column_at, kind, *rest = content.ljust(4, b"\0")
    odd = _ODD[kind % len(_ODD)] if kind < 128 else bytes(rest).decode("utf-8", "replace")
    with closing(sqlite3.connect(path)) as file:
        file.execute("DROP TRIGGER journal_no_update")
        query = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        tables = [name for (name,) in file.execute(query)]
        table = tables[table_at % len(tables)]
        columns = [row[1] for row in file.execute(f'PRAGMA table_info("{table}")')]
        column = columns[column_at % len(columns)]
        with suppress(sqlite3.Error):
            file.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE rowid < 3', (odd,))
        file.commit()
    _use(path)


def _torn(content: bytes, folder: Path) -> None:
    path = folder / "torn.kiosk"
    path.write_bytes(content)
    readable_rows(path)


def _toml(content: bytes, folder: Path) -> None:
    path = folder / "event.toml"
    path.write_bytes(content)
    read_event(path)


def _sheet(content: bytes, folder: Path) -> None:
    path = folder / "sheet.xlsx"
    path.write_bytes(content)
    found = read_sheet(path)
    for title in found.sheets:
        found.read(title)


_LOOKUP: list[Lookup] = []


def _typed(content: bytes, folder: Path) -> None:
    text = content.decode("utf-8", "surrogateescape")[:500]
    is_code(text)
    if not _LOOKUP:
        with closing(EventStore.open(folder.parent / "seed.kiosk")) as store:
            _LOOKUP.append(Lookup(store.people()))
    _LOOKUP[0].find(text, 20)


def _signature(content: bytes, _folder: Path) -> None:
    strokes(content.decode("utf-8", "replace"))


@contextmanager
def _settings_in(folder: Path) -> Iterator[None]:
    before = os.environ.get("KIOSK_CONFIG_DIR")
    os.environ["KIOSK_CONFIG_DIR"] = str(folder)
    try:
        yield
    finally:
        os.environ.pop("KIOSK_CONFIG_DIR")
        if before is not None:
            os.environ["KIOSK_CONFIG_DIR"] = before


def _settings(content: bytes, folder: Path) -> None:
    for name in ("settings.json", "printers.json", "columns.json"):
        (folder / name).write_bytes(content)
    with _settings_in(folder):
        chosen = settings.load()
        settings.recent_files(chosen)
        settings.printer_settings("folder:x").after_a_badge(8)
        remembered([])


def _design(content: bytes, folder: Path) -> None:
    path = folder / "own.toml"
    path.write_bytes(content)
    event_file = folder / "day.kiosk"
    event_file.write_bytes((folder.parent / "seed.kiosk").read_bytes())
    with closing(Desk.open(event_file, name="fuzz")) as desk:
        chosen = desk.badge_room.designs.add("own-fuzz", path)
        _look_at(badge_sheet(desk.event, desk.people()[:1], chosen))


def _picture(content: bytes, folder: Path) -> None:
    path = folder / "logo.png"
    path.write_bytes(content)
    picture_of(path)


def _pictures() -> list[bytes]:
    from PIL import Image

    seeds = []
    for kind, mode in (("PNG", "RGBA"), ("PNG", "P"), ("JPEG", "RGB"), ("JPEG", "CMYK")):
        out = io.BytesIO()
        Image.new(mode, (40, 30)).save(out, kind)
        seeds.append(out.getvalue())
    return seeds


_EVENT: list[Event] = []


def _workshop() -> Event:
    if not _EVENT:
        _EVENT.append(read_event(sample_file("workshop.toml")))
    return _EVENT[0]


def _someone(content: bytes) -> Person:
    """The text in every field of someone; where the desk refuses it, as a stranger's event file
    might hold it all the same."""
    text = content.decode("utf-8", "surrogateescape")
    details = PersonDetails(
        name_km=text,
        name_latin=text,
        position_en=text,
        organisation_km=text,
        note=text,
        category="cbo",
    )
    with suppress(Refusal):
        return new_person(checked(details, _workshop()), new_id(), lambda _code: True)
    plain = text.encode("utf-8", "replace").decode()[:20_000]  # no file holds half characters
    odd = replace(details, name_km=plain, name_latin=plain, note=plain)
    # No file holds someone without a name and an organisation.
    odd = replace(odd, position_en=plain, organisation_km=plain, organisation_en="NSSF")
    person = new_person(odd, new_id(), lambda _code: True)
    return replace(person, **canonical_names(odd))


def _drawing(content: bytes, _folder: Path) -> None:
    person = _someone(content)
    names = design_names()
    chosen = design(names[len(content) % len(names)])
    event = replace(_workshop(), title_km=person.name_km[:2000], title_en=person.name_latin[:2000])
    _look_at(badge_sheet(event, [person], chosen))


def _look_at(pdf: bytes) -> None:
    """What was drawn opens, holds a page, and carries nothing that acts."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        assert len(document) >= 1
        document[0].get_textpage().get_text_bounded()
    assert b"/JavaScript" not in pdf
    assert b"/OpenAction" not in pdf
    assert b"/Launch" not in pdf


def _export(content: bytes, folder: Path) -> None:
    """No text becomes a formula, and the workbook reads back."""
    path = folder / "day.kiosk"
    path.write_bytes((folder.parent / "seed.kiosk").read_bytes())
    person = _someone(content)
    with closing(Desk.open(path, name="fuzz")) as desk:
        with desk.store.writing(desk="fuzz", at=datetime.now(UTC)) as change:
            change.add_people([person])
            change.arrive(person.id, datetime.now(UTC))
        sheet = desk.exports.workbook(folder / "sheet.xlsx", Audience.DONOR).path
    read_sheet(sheet)
    with zipfile.ZipFile(sheet) as package:
        for name in package.namelist():
            assert b"HYPERLINK(" not in package.read(name).partition(b"<f>")[2].split(b"</f>")[0]
