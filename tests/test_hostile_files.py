"""Files made to harm: bombs, nests, endless ranges, paths that lead out, in the readers that
``tests/test_list_files.py`` and ``test_list_shapes.py`` do not already try (they try the lists)."""

from __future__ import annotations

import io
import sqlite3
import struct
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from PIL import Image

from kiosk import settings
from kiosk.cli import main
from kiosk.domain import PersonDetails
from kiosk.language import Refusal
from kiosk.services.badge_room import Box
from kiosk.services.badges import picture_of, shipped_text
from kiosk.services.codes import is_code
from kiosk.services.database import EventStore
from kiosk.services.desk import Desk
from kiosk.services.event_file import read_event
from kiosk.services.signatures import strokes
from kiosk.services.workbook import Audience, read_sheet

BOUND_S = 30.0
"""Each answer keeps within it; most take a hundredth."""


@pytest.fixture(autouse=True)
def in_time() -> Iterator[None]:
    started = time.monotonic()
    yield
    assert time.monotonic() - started < BOUND_S


@pytest.fixture
def sheet(full_desk: Desk, tmp_path: Path) -> Path:
    full_desk.check_in(next(p for p in full_desk.people() if p.named).id)
    return full_desk.exports.workbook(tmp_path / "sheet.xlsx", Audience.DONOR).path


def changed(sheet: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """The workbook with its parts changed, packed anew."""
    target = sheet.with_name("hostile.xlsx")
    with (
        zipfile.ZipFile(sheet) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return target


LAUGHS = "<!DOCTYPE x [" + "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12)
)
MERGED = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
WORKBOOKS: dict[str, Callable[[str, bytes], bytes]] = {
    "a part of 250 MB": lambda name, part: (
        part if name != "xl/workbook.xml" else part + b" " * 250_000_000
    ),
    "laughs": lambda _name, part: part.replace(b"?>", f"?>{LAUGHS}]>".encode(), 1).replace(
        b"Sign-in", b"&l11;"
    ),
    "one range of all cells": lambda name, part: (
        part.replace(b"</sheetData>", MERGED, 1) if "worksheets/" in name else part
    ),
    "a nest of 200,000": lambda name, part: (
        b"<x>" * 200_000 + b"</x>" * 200_000 if "worksheets/" in name else part
    ),
    "a row without end": lambda name, part: (
        part.replace(b"<sheetData>", b'<sheetData><row r="1"><c r="XFD1"><v>1</v></c></row>', 1)
        if "worksheets/" in name
        else part
    ),
}


@pytest.mark.parametrize("change", WORKBOOKS.values(), ids=WORKBOOKS)
def test_a_hostile_workbook_is_refused_or_read_in_bounded_time(
    sheet: Path, change: Callable[[str, bytes], bytes]
) -> None:
    with suppress(Refusal):
        found = read_sheet(changed(sheet, change))
        assert {title: len(found.read(title).rows) for title in found.sheets}["Sign-in"] < 20


def test_what_is_read_row_by_row_is_what_the_workbook_says(sheet: Path) -> None:
    found = read_sheet(sheet)
    assert found.read("Sign-in").at(10, 2) is not None
    assert found.read("Sign-in").at(11, 2) is None
    assert found.claims[0] == found.claims[1]


@pytest.mark.parametrize(
    "toml",
    [
        "x = " + "[" * 100_000,
        "x = " + "{a=" * 100_000,
        "a." * 50_000 + "b = 1",
        'title_en = "' + "x" * 900_000 + '"',
        "[[agenda]]\n" * 60_000,
        "x = 1" + "0" * 500_000,
    ],
    ids=["brackets", "braces", "dots", "long", "many", "digits"],
)
def test_hostile_toml_is_refused_as_an_event_and_as_a_design(tmp_path: Path, toml: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(toml, "utf-8")
    with pytest.raises(Refusal):
        read_event(path)
    path.write_text(toml[:190_000], "utf-8")
    assert main(["design", str(tmp_path / "none.kiosk"), "check", str(path)]) == 1


def _png(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("1", (width, height)).save(out, "PNG", optimize=True)
    return out.getvalue()


@pytest.mark.parametrize("make", ["wide", "header", "text"])
def test_a_picture_that_unpacks_to_too_much_is_refused(tmp_path: Path, make: str) -> None:
    content = _png(60_000, 900)
    if make == "header":  # says that it is larger than it is
        content = content[:16] + (2**31 - 1).to_bytes(4, "big") * 2 + content[24:]
    elif make == "text":  # a compressed remark of 200 MB
        packed = b"Comment\0\0" + zlib.compress(b" " * 200_000_000)
        chunk = b"zTXt" + packed
        whole = struct.pack(">I", len(packed)) + chunk + struct.pack(">I", zlib.crc32(chunk))
        content = _png(10, 10)[:33] + whole + _png(10, 10)[33:]
    (tmp_path / "logo.png").write_bytes(content)
    with pytest.raises(Refusal):
        picture_of(tmp_path / "logo.png")


@pytest.mark.parametrize("content", [b"[" * 900_000, b'{"recent": "' + b"x" * 3_000_000, b"\xff"])
def test_hostile_settings_are_as_good_as_none(content: bytes) -> None:
    settings.folder().mkdir(parents=True)
    for name in ("settings.json", "printers.json", "copies.json", "columns.json"):
        (settings.folder() / name).write_bytes(content)
    assert settings.load() == settings.Settings()
    assert settings.copy_places() == []


@pytest.mark.parametrize("name", ["../evil.png", "/tmp/evil.png", "a/b.png", "..", "C:evil.png"])
def test_a_picture_of_a_strangers_design_leads_out_of_no_folder(
    full_desk: Desk, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = full_desk.store.path
    full_desk.close()
    toml = shipped_text("card") + (
        f'\n[[front]]\nkind = "picture"\nat = [60, 20, 12, 12]\nfile = {name!r}\n'
    )
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("INSERT INTO badge_design (name, toml) VALUES ('own', ?)", (toml,))
        picture = "INSERT INTO picture (name, media_type, data) VALUES (?, 'image/png', ?)"
        file.execute(picture, (name, _png(10, 10)))
    target = tmp_path / "inner" / "out"
    target.mkdir(parents=True)
    before = sorted(path.parent.rglob("*"))
    assert main(["design", str(path), "export", "own", str(target / "own.toml")]) == 1
    assert "there is no picture" in capsys.readouterr().err
    assert sorted(path.parent.rglob("*")) == before


HARMFUL = [
    "'; DROP TABLE person; --",
    '" OR 1=1 --',
    "$(touch /tmp/kiosk-was-here)",
    "`touch /tmp/kiosk-was-here`",
    "| touch /tmp/kiosk-was-here",
    "../../etc/passwd",
    ") Tj ET (",
    "=HYPERLINK(1)",
    "{0.__class__} %s {name}",
    "<b onload=x>&amp;</b>",
]


def test_harmful_names_are_names_everywhere(full_desk: Desk, tmp_path: Path) -> None:
    count = len(full_desk.people())
    for text in HARMFUL:
        details = PersonDetails(
            name_latin=text, organisation_en=text, note=text, position_en=text, category="cbo"
        )
        person = full_desk.add(details, arrives=True)
        assert full_desk.person(person.id).organisation_en == text
        assert full_desk.find(text) is not None
        assert not is_code(text)
    full_desk.badge_room.write(tmp_path / "b.pdf", Box())
    full_desk.exports.workbook(tmp_path / "s.xlsx", Audience.DONOR)
    full_desk.exports.paper(tmp_path / "p.pdf")
    assert len(full_desk.people()) == count + len(HARMFUL)
    assert not Path("/tmp/kiosk-was-here").exists()


@pytest.mark.parametrize("length", [10_000, 1_000_000])
def test_endless_typed_scanned_and_drawn_texts_are_bounded(full_desk: Desk, length: int) -> None:
    for text in ("ក" * length, "្ក" * length, "1" * length, " " * length, "\u200b" * length):
        full_desk.find(text)
        assert not is_code(text)
    with pytest.raises(Refusal):
        strokes(" ".join(["1,1"] * length))


@pytest.mark.parametrize(
    "variable",
    ["KIOSK_CONFIG_DIR", "KIOSK_BACKUP_DIR", "KIOSK_STICKS", "KIOSK_LANG", "CUPS_SERVER"],
)
@pytest.mark.parametrize("value", ["\n", "/dev/null/x", "x" * 5000, "../..", "ក{}%s"])
def test_odd_variables_of_the_system_stop_nothing(
    full_desk: Desk, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    path = full_desk.store.path
    person = next(p for p in full_desk.people() if p.named)
    full_desk.close()
    monkeypatch.setenv(variable, value)
    assert main(["check-in", str(path), person.code, "--no-badge"]) == 0
    assert main(["backup", str(path)]) in (0, 1)
    with closing(EventStore.open(path)) as store:
        assert store.person(person.id) is not None
