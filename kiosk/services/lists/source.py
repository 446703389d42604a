"""A file as tables: told apart by its first bytes, never by its name.

Whatever is no list is refused before anything is unpacked; what a workbook would unpack
to is bounded (:mod:`kiosk.services.lists.package`).
"""

from __future__ import annotations

import io
import os
import re
import stat
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kiosk.language import Refusal, Sentence
from kiosk.services.lists import sentences as say
from kiosk.services.lists.binary_sheets import scan_xls
from kiosk.services.lists.bounds import MAX_COLUMNS, narrowed
from kiosk.services.lists.excel_2003_xml import read_excel_2003
from kiosk.services.lists.package import LEGACY_FONT, Package
from kiosk.services.lists.sheet_xml import MAX_ROWS
from kiosk.services.lists.spreadsheet import read_spreadsheet
from kiosk.services.lists.tables import Table
from kiosk.services.lists.text_file import Doubt, read_text
from kiosk.services.lists.unlocking import unlocked
from kiosk.services.lists.web_table import read_web_page

MAX_FILE_BYTES = 200_000_000
"""A list of 100,000 people has 10-20 MB."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")


@dataclass(frozen=True, slots=True)
class Source:
    """The tables of one file; ``doubts`` are what has to be said of how it is stored."""

    tables: tuple[Table, ...]
    doubts: tuple[Doubt, ...] = ()


def read_source(path: Path, password: str | None, tick: Callable[[], None]) -> Source:
    """The tables of the file, unlocked with ``password`` where it is encrypted; ``tick`` is
    called now and then, and may raise to give up.

    Raises:
        Refusal: it is no list, or cannot be read; says which and what to do.
    """
    source = _read(path, password, tick)
    tables, lost = narrowed(source.tables)
    doubts = (*source.doubts, Doubt(say.TOO_WIDE, MAX_COLUMNS)) if lost else source.doubts
    return Source(tables, doubts)


def _read(path: Path, password: str | None, tick: Callable[[], None]) -> Source:
    content = _content(path)
    tick()
    if content.startswith(_OLE):
        content = unlocked(content, path.name, password)
        tick()
    if content.startswith(_OLE):
        return Source(_old_workbook(content, path.name))
    if content.startswith(b"PK"):
        return Source(_package(content, path.name, tick))
    if what := _recognised(content):
        raise Refusal(say.NOT_A_LIST, file=path.name, what=what)
    start = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<style")):
        return Source(read_web_page(content, path.name))
    if start.startswith(b"<?xml"):
        if b"<html" in start:
            return Source(read_web_page(content, path.name))
        if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
            return Source(read_excel_2003(content, path.name))
        raise Refusal(say.NOT_A_LIST, file=path.name, what=say.AN_XML_FILE)
    table, doubts = read_text(content, path.name)
    return Source((table,), doubts)


def _content(path: Path) -> bytes:
    if os.path.isdir(path):
        raise Refusal(say.NOT_A_LIST, file=path.name or path, what=say.A_FOLDER)
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise Refusal(say.NOT_A_LIST, file=path.name, what=say.A_DEVICE)
        size = about.st_size
        if size > MAX_FILE_BYTES:
            raise Refusal(say.TOO_BIG, file=path.name, megabytes=size // 1_000_000)
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise Refusal(say.NO_FILE, file=path.name) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Refusal(say.UNREADABLE, file=path.name, reason=reason) from None
    if not content.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise Refusal(say.EMPTY_FILE, file=path.name)
    return content


def _recognised(content: bytes) -> Sentence | None:
    if content.startswith(b"%PDF"):
        return say.A_PDF
    if re.match(rb"[\xef\xbb\xbf\s]*(?:\[\s*[\[{]|\{\s*\")", content[:200]):
        return say.A_JSON_FILE
    if content.startswith(b"{\\rtf"):
        return say.AN_OLD_DOCUMENT
    return say.A_PICTURE if content.startswith(_PICTURES) else None


def _old_workbook(content: bytes, name: str) -> tuple[Table, ...]:
    """An xls; or what else hides in the same container: an encrypted xlsx, an old document."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Refusal(say.ENCRYPTED, file=name)
    streams = [stream.encode("utf-16-le") for stream in ("Workbook", "Book")]
    if not any(stream in content for stream in streams):
        word = "WordDocument".encode("utf-16-le") in content
        what = say.A_WORD_DOCUMENT if word else say.AN_OLD_DOCUMENT
        raise Refusal(say.NOT_A_LIST, file=name, what=what)
    try:
        facts = scan_xls(content, LEGACY_FONT)
    except (ValueError, IndexError, struct.error):
        raise Refusal(say.DAMAGED, file=name) from None
    if any(sheet.too_much for sheet in facts.values()):
        raise Refusal(say.TOO_MANY_ROWS, file=name, most=MAX_ROWS)
    marks = {sheet: known.marks for sheet, known in facts.items()}
    return read_spreadsheet(io.BytesIO(content), name, marks)


def _package(content: bytes, name: str, tick: Callable[[], None]) -> tuple[Table, ...]:
    try:
        package = Package(zipfile.ZipFile(io.BytesIO(content)), name, tick)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError):
        raise Refusal(say.DAMAGED, file=name) from None
    package.check()
    return read_spreadsheet(package.trimmed(content), name, package.marks())
