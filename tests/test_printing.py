"""How a PDF reaches paper: IPP as bytes, a folder, hostile servers, a real printer and queue.

The tests that take ``rig`` print on a real IPP printer and through a real CUPS queue, both
started here (``ipp_rig.py``) on loopback; they are skipped where the tools are missing.
"""

from __future__ import annotations

import contextlib
import ctypes
import io
import os
import socket
import sqlite3
import struct
import subprocess
import sys
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from kiosk.language import Language, Refusal, Sentence, Told
from kiosk.services.printing import (
    FolderPrinter,
    IppPrinter,
    JobFate,
    Outbox,
    PrinterState,
    PrinterTrouble,
    PrintJob,
    StoredJob,
    Trouble,
    WorkedOff,
    folder_address,
    ipp,
    open_printer,
    printers,
    windows_spooler,
    words,
)
from kiosk.services.printing.cups import cups_server
from kiosk.services.printing.ipp_server import HttpRefusal, NoAnswer, NotReached, Server, server_of
from kiosk.services.printing.ipp_status import status_of
from tests import ipp_rig
from tests.ipp_rig import Rig, until

CONF = Path(__file__).parent / "data" / "ipp_badge.conf"


def a_page(text: str = "SOK Dara", width_mm: float = 90, height_mm: float = 55) -> bytes:
    """A page with ink in every corner, so that scaling, turning or shifting shows."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(width_mm * mm, height_mm * mm), invariant=True)
    canvas.rect(2 * mm, 2 * mm, (width_mm - 4) * mm, (height_mm - 4) * mm)
    for x, y in ((3, 3), (width_mm - 8, 3), (3, height_mm - 8)):
        canvas.rect(x * mm, y * mm, 5 * mm, 5 * mm, fill=1)
    canvas.setFont("Helvetica", 16)
    canvas.drawString(12 * mm, height_mm / 2 * mm, text)
    canvas.save()
    return out.getvalue()


def a_job(name: str = "", width_mm: float = 90, height_mm: float = 55) -> PrintJob:
    name = name or f"kiosk-{uuid.uuid4()}"
    return PrintJob(name, a_page(name[-12:], width_mm, height_mm), width_mm, height_mm)


# --- IPP as bytes -------------------------------------------------------------------------


def test_a_request_is_the_bytes_that_the_rfc_lays_out() -> None:
    message = ipp.request(
        ipp.Operation.GET_JOBS,
        7,
        ipp.Group(ipp.GroupTag.OPERATION, (ipp.uri("printer-uri", "ipp://x/"),)),
    )
    assert ipp.encode(message) == (
        b"\x02\x00\x00\x0a\x00\x00\x00\x07\x01"
        b"\x47\x00\x12attributes-charset\x00\x05utf-8"
        b"\x48\x00\x1battributes-natural-language\x00\x02en"
        b"\x45\x00\x0bprinter-uri\x00\x08ipp://x/"
        b"\x03"
    )


def test_a_collection_is_the_bytes_that_the_rfc_lays_out() -> None:
    """RFC 8010, appendix A.6, in small."""
    size = ipp.collection("media-size", ipp.integer("x-dimension", 9000))
    group = ipp.Group(ipp.GroupTag.JOB, (ipp.collection("media-col", size),))
    assert ipp.encode(ipp.Message(0, 1, (group,)))[9:-1] == (
        b"\x34\x00\x09media-col\x00\x00"
        b"\x4a\x00\x00\x00\x0amedia-size"
        b"\x34\x00\x00\x00\x00"
        b"\x4a\x00\x00\x00\x0bx-dimension"
        b"\x21\x00\x00\x00\x04\x00\x00\x23\x28"
        b"\x37\x00\x00\x00\x00"
        b"\x37\x00\x00\x00\x00"
    )


_names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
_whole = st.integers(-(2**31), 2**31 - 1)
_plain = st.one_of(
    st.tuples(st.just(ipp.Tag.INTEGER), st.lists(_whole, min_size=1, max_size=3)),
    st.tuples(st.just(ipp.Tag.BOOLEAN), st.lists(st.booleans(), min_size=1, max_size=2)),
    st.tuples(st.just(ipp.Tag.NAME), st.lists(_names, min_size=1, max_size=3)),
    st.tuples(st.just(ipp.Tag.OCTETS), st.lists(st.binary(max_size=9), min_size=1, max_size=2)),
    st.tuples(st.just(ipp.Tag.RANGE), st.lists(st.builds(ipp.Range, _whole, _whole), min_size=1)),
    st.tuples(
        st.just(ipp.Tag.RESOLUTION),
        st.lists(st.builds(ipp.Resolution, _whole, _whole, st.integers(3, 4)), min_size=1),
    ),
    st.tuples(st.just(0x13), st.just([])),
)
_simple = st.builds(lambda n, tv: ipp.Attribute(n, tv[0], tuple(tv[1])), _names, _plain)
_attributes = st.recursive(
    _simple,
    lambda inner: st.builds(
        lambda n, values: ipp.Attribute(n, ipp.Tag.BEGIN_COLLECTION, tuple(map(tuple, values))),
        _names,
        st.lists(st.lists(inner, max_size=3), min_size=1, max_size=2),
    ),
    max_leaves=6,
)
_groups = st.builds(
    ipp.Group, st.sampled_from(ipp.GroupTag), st.lists(_attributes, max_size=4).map(tuple)
)
_messages = st.builds(
    ipp.Message, st.integers(0, 0xFFFF), _whole.map(abs), st.lists(_groups).map(tuple)
)


@settings(max_examples=60, deadline=None)
@given(_messages)
def test_what_is_encoded_is_decoded_to_the_same(message: ipp.Message) -> None:
    assert ipp.decode(ipp.encode(message) + b"%PDF") == message


@settings(max_examples=60, deadline=None)
@given(_messages, st.data())
def test_damaged_replies_are_messages_or_garbage_and_nothing_else(
    message: ipp.Message, data: st.DataObject
) -> None:
    raw = bytearray(ipp.encode(message))
    for at in data.draw(st.lists(st.integers(0, len(raw) - 1), max_size=4)):
        raw[at] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ipp.IppGarbage):
        ipp.decode(bytes(raw[: data.draw(st.integers(0, len(raw)))]))


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_message_or_garbage(raw: bytes) -> None:
    with contextlib.suppress(ipp.IppGarbage):
        ipp.decode(b"\x02\x00\x00\x00\x00\x00\x00\x01" + raw)


def test_collections_within_collections_without_end_are_garbage() -> None:
    head = b"\x02\x00\x00\x00\x00\x00\x00\x01\x04\x34\x00\x01x\x00\x00"
    deeper = b"\x4a\x00\x00\x00\x01m\x34\x00\x00\x00\x00"
    with pytest.raises(ipp.IppGarbage, match="too deep"):
        ipp.decode(head + deeper * 5000)


def test_text_that_names_its_language_is_read_as_its_text() -> None:
    inner = struct.pack(">H", 2) + b"km" + struct.pack(">H", 6) + "កខ".encode()
    raw = b"\x02\x00\x00\x00\x00\x00\x00\x01\x04"
    raw += b"\x35\x00\x01t" + struct.pack(">H", len(inner)) + inner + b"\x03"
    assert ipp.decode(raw).first_of(ipp.GroupTag.PRINTER).text("t") == "កខ"


# --- servers that misbehave ---------------------------------------------------------------


@contextlib.contextmanager
def a_server(behave: Callable[[socket.socket], None]) -> Iterator[int]:
    """A TCP server on loopback that does ``behave`` with each connection: its port."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = listening.accept()
                with connection, contextlib.suppress(OSError):
                    behave(connection)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()


def _ask(port: int, timeout_s: float = 0.4) -> ipp.Message:
    asked = ipp.Group(ipp.GroupTag.OPERATION)
    return Server("127.0.0.1", port).ask(ipp.Operation.GET_JOBS, "/", asked, timeout_s=timeout_s)


def _drip(connection: socket.socket) -> None:
    """A byte at a time for ever: no single wait is long."""
    connection.recv(4096)
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    connection.settimeout(0.05)
    while True:
        connection.sendall(b"X")
        with contextlib.suppress(TimeoutError):
            if connection.recv(4096) == b"":
                return


def _hang(connection: socket.socket) -> None:
    while connection.recv(4096):
        pass


def _answer(raw: bytes) -> Callable[[socket.socket], None]:
    def behave(connection: socket.socket) -> None:
        connection.recv(4096)
        connection.sendall(raw)
        connection.shutdown(socket.SHUT_WR)
        _hang(connection)

    return behave


@pytest.mark.parametrize(
    "behave",
    [
        pytest.param(_drip, id="drips"),
        pytest.param(_hang, id="hangs"),
        pytest.param(_answer(b""), id="closes"),
        pytest.param(_answer(b"\x00\xff not http"), id="speaks something else"),
        pytest.param(_answer(b"HTTP/1.1 200 OK\r\n\r\nhello"), id="no IPP inside"),
        pytest.param(_answer(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n\x02"), id="cut short"),
    ],
)
def test_a_server_that_gives_no_answer_is_given_up_in_time(
    behave: Callable[[socket.socket], None],
) -> None:
    with a_server(behave) as port, pytest.raises(NoAnswer):
        _ask(port)


def test_a_refusal_in_http_is_told_apart_from_silence() -> None:
    raw = b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"
    with a_server(_answer(raw)) as port, pytest.raises(HttpRefusal) as refusal:
        _ask(port)
    assert refusal.value.status == 401


def test_where_nothing_listens_nothing_was_sent() -> None:
    with a_server(_hang) as port:
        pass
    with pytest.raises(NotReached):
        _ask(port)


def test_a_reply_that_ends_with_its_connection_is_read_whole() -> None:
    body = ipp.encode(ipp.Message(0, 1, ()))
    raw = b"HTTP/1.0 200 OK\r\nConnection: close\r\n\r\n" + body
    with a_server(_answer(raw)) as port:
        assert _ask(port, timeout_s=5).code == 0


@pytest.mark.parametrize(
    "address", ["http://host/", "ipp:///printers/x", "ipp://host:port/", "ipp://[::1", "x"]
)
def test_what_is_no_ipp_address_is_said_at_once(address: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        server_of(address)


def test_an_address_names_server_and_path() -> None:
    assert server_of("ipps://10.0.0.9/ipp/print") == (Server("10.0.0.9", tls=True), "/ipp/print")
    assert server_of("ipp://[::1]:8631/printers/កា")[0] == Server("::1", 8631)


@pytest.mark.parametrize(
    ("told", "server"),
    [
        ("spool.local", Server("spool.local")),
        ("127.0.0.1:6310", Server("127.0.0.1", 6310)),
        ("localhost:631/version=1.1", Server("localhost", 631)),
        ("/tmp/x.sock", Server(unix_socket=Path("/tmp/x.sock"))),
    ],
)
def test_cups_is_looked_for_where_its_variable_says(told: str, server: Server) -> None:
    assert cups_server({"CUPS_SERVER": told}) == server


def test_without_cups_there_are_no_queues(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", "/nowhere/cups.sock")
    assert printers() == []


# --- what a printer says of itself ----------------------------------------------------------


def _status_with(state: int, *reasons: str, accepting: bool = True) -> tuple[Trouble | None, str]:
    attributes = (
        ipp.integer("printer-state", state),
        ipp.keyword("printer-state-reasons", *reasons),
        ipp.boolean("printer-is-accepting-jobs", accepting),
    )
    status = status_of(ipp.Group(ipp.GroupTag.PRINTER, attributes), "P")
    return status.trouble, status.sentence.text(Language.ENGLISH)


@pytest.mark.parametrize(
    ("state", "reason", "trouble"),
    [
        (3, "none", None),
        (4, "none", None),
        (4, "media-low-warning", None),
        (4, "media-empty-warning", None),  # another tray than ours
        (4, "media-empty-error", Trouble.OUT_OF_PAPER),
        (5, "media-empty-warning", Trouble.OUT_OF_PAPER),
        (5, "media-needed", Trouble.OUT_OF_PAPER),
        (5, "media-jam-error", Trouble.JAMMED),
        (5, "door-open-report", Trouble.OPEN),
        (5, "marker-supply-empty-error", Trouble.OUT_OF_INK),
        (3, "offline-report", Trouble.UNREACHABLE),
        (5, "paused", Trouble.PAUSED),
        (5, "none", Trouble.PAUSED),
        (4, "fuser-over-temp-error", Trouble.FAULT),
    ],
)
def test_reasons_become_troubles(state: int, reason: str, trouble: Trouble | None) -> None:
    assert _status_with(state, reason)[0] is trouble


def test_a_fault_without_a_name_of_its_own_says_the_printers_word() -> None:
    assert "fuser-over-temp-error" in _status_with(4, "fuser-over-temp-error")[1]


def test_a_printer_that_takes_nothing_is_rejecting() -> None:
    assert _status_with(3, "none", accepting=False)[0] is Trouble.REJECTING


@pytest.mark.parametrize("kind", Trouble)
def test_every_trouble_has_words_in_both_languages(kind: Trouble) -> None:
    if kind is Trouble.DISK:  # said by the folder, which knows what is wrong with it
        return
    found = words.trouble(kind, printer="P", reason="r", seconds=61)
    assert "P" in found.text(Language.ENGLISH)
    assert "P" in found.text(Language.KHMER)
    assert "{" not in found.text(Language.ENGLISH) + found.text(Language.KHMER)


# --- what Windows says ---------------------------------------------------------------------


def test_the_structures_of_windows_have_their_layout() -> None:
    """Sizes and places as the 64-bit headers of mingw-w64 give them."""
    assert ctypes.sizeof(windows_spooler.JobInfo) == 96
    assert windows_spooler.JobInfo.status.offset == 56
    assert ctypes.sizeof(windows_spooler.PrinterInfo2) == 136
    assert windows_spooler.PrinterInfo2.attributes.offset == 104
    assert windows_spooler.PrinterInfo2.status.offset == 124


@pytest.mark.parametrize(
    ("status", "attributes", "job_status", "trouble"),
    [
        (0, 0, 0x0010, None),
        (0x10, 0, 0, Trouble.OUT_OF_PAPER),
        (0x10 | 0x02, 0, 0, Trouble.OUT_OF_PAPER),
        (0x400000, 0, 0, Trouble.OPEN),
        (0x01, 0, 0, Trouble.PAUSED),
        (0, 0x400, 0, Trouble.UNREACHABLE),
        (0, 0, 0x40, Trouble.OUT_OF_PAPER),
        (0, 0, 0x22, Trouble.UNREACHABLE),
    ],
)
def test_bits_of_windows_become_troubles(
    status: int, attributes: int, job_status: int, trouble: Trouble | None
) -> None:
    jobs = [windows_spooler.SpooledJob(1, "kiosk-1", job_status)]
    assert windows_spooler.printer_trouble(status, attributes, jobs) is trouble


@pytest.mark.parametrize(
    ("status", "fate"),
    [
        (0x0008, JobFate.WAITING),
        (0x0010, JobFate.WAITING),
        (0x0042, JobFate.WAITING),
        (0x0080, JobFate.PRINTED),
        (0x1000, JobFate.PRINTED),
        (0x0104, JobFate.FAILED),
    ],
)
def test_bits_of_windows_become_fates(status: int, fate: JobFate) -> None:
    assert windows_spooler.job_fate(status) is fate


class WindowsQueue:
    """A queue of Windows for want of Windows: what stands in it, and what was deleted."""

    def __init__(self) -> None:
        self.standing: list[windows_spooler.SpooledJob] = []
        self.deleted: list[int] = []

    def jobs(self) -> list[windows_spooler.SpooledJob]:
        return self.standing

    def bits(self) -> tuple[int, int]:
        return 0, 0

    def delete(self, number: int) -> bool:
        self.deleted.append(number)
        self.standing = [job for job in self.standing if job.number != number]
        return True


def test_a_job_that_left_the_queue_of_windows_was_printed() -> None:
    queue = WindowsQueue()
    spooler = windows_spooler.WindowsSpooler("Office", queue)
    assert spooler.status().state is PrinterState.IDLE
    assert spooler.fate("kiosk-1") is JobFate.UNKNOWN
    queue.standing = [windows_spooler.SpooledJob(7, "kiosk-1", 0x0008)]
    assert spooler.status().state is PrinterState.PROCESSING
    assert spooler.fate("kiosk-1") is JobFate.WAITING
    queue.standing = []
    assert spooler.fate("kiosk-1") is JobFate.PRINTED


@pytest.mark.parametrize(("status", "certain"), [(0x0000, True), (0x0010, False)])
def test_a_job_is_taken_back_from_windows_unless_it_began(status: int, certain: bool) -> None:
    queue = WindowsQueue()
    queue.standing = [windows_spooler.SpooledJob(7, "kiosk-1", status)]
    spooler = windows_spooler.WindowsSpooler("Office", queue)
    assert spooler.withdraw("kiosk-1") is certain
    assert queue.deleted == [7]
    assert spooler.fate("kiosk-1") is JobFate.UNKNOWN
    assert not spooler.withdraw("kiosk-1")


@pytest.mark.skipif(sys.platform == "win32", reason="a Windows machine has its own printers")
def test_where_there_is_no_windows_no_printer_is_known_to_it() -> None:
    with pytest.raises(PrinterTrouble) as trouble:
        windows_spooler.WindowsSpooler("Office").status()
    assert trouble.value.kind is Trouble.UNKNOWN_PRINTER


# --- a folder of PDFs ----------------------------------------------------------------------


def test_a_folder_takes_numbered_files_whole(tmp_path: Path) -> None:
    printer = FolderPrinter(tmp_path / "badges")
    first, second = a_job("kiosk-1"), a_job("kiosk-2")
    printer.send(first)
    handed = printer.send(second)
    files = sorted((tmp_path / "badges").iterdir())
    assert [f.name for f in files] == ["001 kiosk-1.pdf", "002 kiosk-2.pdf"]
    assert handed.detail == str(files[1])
    assert files[1].read_bytes() == second.pdf


def test_a_job_is_in_the_folder_once_however_often_it_is_sent(tmp_path: Path) -> None:
    printer = FolderPrinter(tmp_path)
    job = a_job()
    assert printer.fate(job.name) is JobFate.ABSENT
    assert printer.send(job) == printer.send(job)
    assert printer.fate(job.name) is JobFate.PRINTED
    assert not printer.withdraw(job.name)
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    "name", ["a/b", "..", "CON?", "x" * 400, "ស្រី" * 100, "end. ", "job x2", "line\nbreak"]
)
def test_any_name_becomes_a_file_that_is_found_again(tmp_path: Path, name: str) -> None:
    printer = FolderPrinter(tmp_path)
    printer.send(a_job(name))
    printer.send(a_job(f"{name}!"))
    assert printer.fate(name) is JobFate.PRINTED
    assert len([f for f in tmp_path.iterdir() if f.suffix == ".pdf"]) == 2


def test_copies_are_said_in_the_files_name(tmp_path: Path) -> None:
    printer = FolderPrinter(tmp_path)
    printer.send(PrintJob("kiosk-1", b"%PDF", 90, 55, copies=2))
    assert [f.name for f in tmp_path.iterdir()] == ["001 kiosk-1 x2.pdf"]
    assert printer.fate("kiosk-1") is JobFate.PRINTED


def test_numbers_go_on_where_they_were_and_other_files_stay(tmp_path: Path) -> None:
    (tmp_path / "041 kiosk-0.pdf").write_bytes(b"%PDF")
    (tmp_path / "notes.txt").write_text("mine")
    FolderPrinter(tmp_path).send(a_job("kiosk-1"))
    assert (tmp_path / "042 kiosk-1.pdf").exists()
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_what_others_put_into_a_folder_or_take_out_is_seen(tmp_path: Path) -> None:
    printer = FolderPrinter(tmp_path)
    first = Path(printer.send(a_job("kiosk-1")).detail)
    (tmp_path / "007 kiosk-2.pdf").write_bytes(b"%PDF of another desk")
    os.utime(tmp_path, ns=(0, 0))  # the clock of some file systems steps by seconds
    assert Path(printer.send(a_job("kiosk-2")).detail).read_bytes() == b"%PDF of another desk"
    assert Path(printer.send(a_job("kiosk-3")).detail).name == "008 kiosk-3.pdf"
    first.unlink()
    printer.send(a_job("kiosk-1"))
    assert sum("kiosk-1" in f.name for f in tmp_path.iterdir()) == 1


def test_a_folder_whose_disk_is_gone_is_said_in_both_languages(tmp_path: Path) -> None:
    printer = FolderPrinter(tmp_path / "stick" / "badges")
    with pytest.raises(PrinterTrouble) as sending:
        printer.send(a_job())
    with pytest.raises(PrinterTrouble) as asking:
        printer.status()
    assert sending.value.kind is asking.value.kind is Trouble.UNREACHABLE
    assert "not there" in str(sending.value)
    assert "stick" in sending.value.text(Language.KHMER)


def test_a_file_where_the_folder_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "badges").write_text("a file")
    with pytest.raises(PrinterTrouble) as trouble:
        FolderPrinter(tmp_path / "badges").send(a_job())
    assert trouble.value.kind is Trouble.UNREACHABLE


def _fails(command: list[str]) -> bool:
    return subprocess.run(command, check=False, capture_output=True).returncode != 0


@contextlib.contextmanager
def a_small_disk(folder: Path, options: str) -> Iterator[None]:
    """A real file system of its own at ``folder``, with nothing left of it after."""
    mount = ["mount", "-t", "tmpfs", "-o", options, "none", str(folder)]
    if sys.platform != "linux" or _fails(mount):
        pytest.skip("a small disk can be mounted by root on Linux only")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_said_and_nothing_half_is_left(tmp_path: Path) -> None:
    with a_small_disk(tmp_path, "size=64k"):
        printer = FolderPrinter(tmp_path)
        with pytest.raises(PrinterTrouble) as trouble:
            printer.send(PrintJob("kiosk-1", bytes(200_000), 90, 55))
        assert trouble.value.kind is Trouble.DISK
        assert "full" in str(trouble.value)
        assert list(tmp_path.iterdir()) == []


def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    with a_small_disk(tmp_path, "ro"):
        with pytest.raises(PrinterTrouble) as trouble:
            FolderPrinter(tmp_path).send(a_job())
        assert trouble.value.kind is Trouble.DISK
        assert "another folder" in str(trouble.value)


# --- addresses -----------------------------------------------------------------------------


def test_an_address_opens_its_printer(tmp_path: Path) -> None:
    folder = open_printer(folder_address(tmp_path))
    assert isinstance(folder, FolderPrinter)
    assert folder.folder == tmp_path
    direct = open_printer("ipp://10.0.0.9/ipp/print")
    assert isinstance(direct, IppPrinter)
    assert direct.address == "ipp://10.0.0.9/ipp/print"
    queue = open_printer("cups:Badge Printer")
    assert queue.name == "Badge Printer"
    assert isinstance(queue, IppPrinter)
    assert queue.address == "ipp://localhost/printers/Badge%20Printer"


def test_a_scheme_can_be_added(tmp_path: Path) -> None:
    made = open_printer("qt:Office", {"qt": lambda name: FolderPrinter(tmp_path / name)})
    assert made.name == str(tmp_path / "Office")


@pytest.mark.parametrize("address", ["", "lp0", "ftp://x", "cups:", "ipp://", "ipp://x:y/"])
def test_an_address_that_names_no_printer_is_refused(address: str) -> None:
    with pytest.raises(PrinterTrouble) as trouble:
        open_printer(address)
    assert trouble.value.kind is Trouble.UNKNOWN_PRINTER


# --- the outbox ----------------------------------------------------------------------------


class SqliteJobs:
    """The jobs of an event in a SQLite file that outlives whoever writes it."""

    def __init__(self, file: Path) -> None:
        self._db = sqlite3.connect(file, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=FULL")
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS job (id TEXT PRIMARY KEY, name TEXT UNIQUE, state TEXT,"
            " attempts INTEGER DEFAULT 0, note TEXT DEFAULT '')"
        )

    def close(self) -> None:
        self._db.close()

    def add(self, count: int) -> list[StoredJob]:
        for _ in range(count):
            row = (new := str(uuid.uuid4()), f"kiosk-{new}")
            self._db.execute("INSERT INTO job (id, name, state) VALUES (?, ?, 'waiting')", row)
        return self.waiting()[-count:]

    def states(self) -> list[str]:
        return [state for (state,) in self._db.execute("SELECT state FROM job ORDER BY rowid")]

    def notes(self) -> list[str]:
        return [note for (note,) in self._db.execute("SELECT note FROM job ORDER BY rowid")]

    def _in(self, state: str) -> list[StoredJob]:
        query = "SELECT id, name, attempts FROM job WHERE state = ? ORDER BY rowid"
        rows = self._db.execute(query, (state,)).fetchall()
        return [StoredJob(uuid.UUID(i), name, uuid.UUID(i), n) for i, name, n in rows]

    def waiting(self) -> list[StoredJob]:
        return self._in("waiting")

    def sending(self) -> list[StoredJob]:
        return self._in("sending")

    def sent(self) -> list[StoredJob]:
        return self._in("sent")

    def mark_waiting(self, job_id: uuid.UUID) -> None:
        self._mark(job_id, "waiting")

    def mark_sending(self, job_id: uuid.UUID) -> bool:
        query = "UPDATE job SET state = 'sending', attempts = attempts + 1"
        done = self._db.execute(f"{query} WHERE id = ? AND state = 'waiting'", (str(job_id),))
        return done.rowcount == 1

    def mark_sent(self, job_id: uuid.UUID, detail: str) -> None:
        self._mark(job_id, "sent", detail)

    def mark_printed(self, job_id: uuid.UUID) -> None:
        self._mark(job_id, "printed")

    def mark_failed(self, job_id: uuid.UUID, told: Told) -> None:
        self._mark(job_id, "failed", told.text(Language.ENGLISH))

    def _mark(self, job_id: uuid.UUID, state: str, note: str = "") -> None:
        self._db.execute(
            "UPDATE job SET state = ?, note = ? WHERE id = ?", (state, note, str(job_id))
        )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteJobs]:
    jobs = SqliteJobs(tmp_path / "jobs.db")
    yield jobs
    jobs.close()


def names(jobs: Iterable[StoredJob]) -> list[str]:
    return [job.job_name for job in jobs]


def render(job: StoredJob) -> PrintJob:
    return a_job(job.job_name)


def test_what_waits_is_worked_off_in_order(store: SqliteJobs, tmp_path: Path) -> None:
    jobs = store.add(3)
    done = Outbox(store, FolderPrinter(tmp_path / "out"), render).work_off()
    assert names(done.handed) == names(jobs)
    assert done.trouble is None
    files = sorted(f.name for f in (tmp_path / "out").iterdir())
    assert files == [f"00{n} {job.job_name}.pdf" for n, job in enumerate(jobs, 1)]
    assert store.states() == ["printed"] * 3


def test_trouble_stops_the_round_and_nothing_is_lost(store: SqliteJobs, tmp_path: Path) -> None:
    jobs = store.add(2)
    outbox = Outbox(store, FolderPrinter(tmp_path / "stick" / "badges"), render)
    done = outbox.work_off()
    assert done.trouble is not None
    assert done.trouble.kind is Trouble.UNREACHABLE
    assert store.states() == ["waiting"] * 2
    (tmp_path / "stick").mkdir()
    assert names(outbox.work_off().handed) == names(jobs)
    assert outbox.work_off().handed == ()


def test_a_badge_that_cannot_be_drawn_fails_alone(
    store: SqliteJobs, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    refused, broken, good = store.add(3)

    def draw(job: StoredJob) -> PrintJob:
        if job == refused:
            raise Refusal(Sentence(en="No font has {sign}.", km="គ្មានអក្សរ {sign} ទេ។"), sign="漢")
        if job == broken:
            raise ZeroDivisionError
        return render(job)

    done = Outbox(store, FolderPrinter(tmp_path / "out"), draw).work_off()
    assert names(ended.job for ended in done.failed) == names([refused, broken])
    assert store.states() == ["failed", "failed", "printed"]
    assert store.notes()[0] == "No font has 漢."
    assert "ZeroDivisionError" in store.notes()[1]
    assert "could not be drawn" in caplog.text
    assert names(done.handed) == names([good])


def test_what_was_being_sent_is_looked_up_before_it_is_sent_again(
    store: SqliteJobs, tmp_path: Path
) -> None:
    """The program ended between handing a page over and noting it, and before another."""
    folder = FolderPrinter(tmp_path / "out")
    arrived, never = store.add(2)
    for job in (arrived, never):
        store.mark_sending(job.id)
    folder.send(render(arrived))
    outbox = Outbox(store, folder, render)
    assert names(outbox.reconcile().printed) == names([arrived])
    assert store.states() == ["printed", "waiting"]
    assert names(outbox.work_off().handed) == names([never])
    assert len(list(folder.folder.iterdir())) == 2


def test_a_page_that_the_printer_refuses_fails_alone(store: SqliteJobs) -> None:
    """A printer that is ready, and finds something amiss with one document."""

    def answers(question: bytes) -> ipp.Message:
        if b"%PDF" not in question:
            return ipp.Message(0, 1, ())
        spoiled = b"spoiled" in question
        return ipp.Message(0x0411 if spoiled else 0, 1, ())

    def behave(connection: socket.socket) -> None:
        raw = ipp.encode(answers(_http_message(connection)))
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(raw) + raw)

    spoiled, good = store.add(2)

    def draw(job: StoredJob) -> PrintJob:
        page = b"%PDF spoiled" if job.id == spoiled.id else b"%PDF"
        return PrintJob(job.job_name, page, 90, 55)

    with a_server(behave) as port:
        done = Outbox(store, IppPrinter(f"ipp://127.0.0.1:{port}/"), draw).work_off()
    assert names(ended.job for ended in done.failed) == names([spoiled])
    assert names(done.handed) == names([good])
    assert store.states() == ["failed", "sent"]
    assert "refused" in store.notes()[0]


def test_a_job_that_someone_else_took_is_left_to_them(store: SqliteJobs, tmp_path: Path) -> None:
    (job,) = store.add(1)

    def draw_while_another_desk_sends(waiting: StoredJob) -> PrintJob:
        assert store.mark_sending(job.id)
        return render(waiting)

    done = Outbox(store, FolderPrinter(tmp_path / "out"), draw_while_another_desk_sends).work_off()
    assert done.handed == ()
    assert not (tmp_path / "out").exists()
    assert not store.mark_sending(job.id)


# --- a real printer and a real queue ---------------------------------------------------------


@pytest.fixture(params=["direct", "queue"])
def printer(request: pytest.FixtureRequest, rig: Rig) -> IppPrinter:
    """The printer itself, and the queue before it."""
    if request.param == "direct":
        return IppPrinter(rig.printer_uri, "Badge Printer", warned_s=0)
    return the_queue(warned_s=0)


def raster(pdf: bytes, dpi: int = 150) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    try:
        assert len(document) == 1
        drawn: Image.Image = document[0].render(scale=dpi / 72).to_pil()
        return drawn.convert("L")
    finally:
        document.close()


def page_size_mm(pdf: bytes) -> tuple[float, float]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        width, height = document[0].get_size()
        return width / mm, height / mm
    finally:
        document.close()


def test_the_rig_sees_no_network_but_loopback(rig: Rig) -> None:
    names = {line.split(":")[0].strip() for line in rig.interfaces().splitlines()[2:]}
    assert names == {"lo"}


def ink_mm(pdf: bytes) -> tuple[float, float]:
    """Width and height of what is black, from the outermost lines."""
    box = raster(pdf, 600).point(lambda grey: 255 * (grey < 128)).getbbox()
    assert box is not None
    return (box[2] - box[0]) * 25.4 / 600, (box[3] - box[1]) * 25.4 / 600


def printed(rig: Rig, printer: IppPrinter, job: PrintJob) -> bytes:
    """Send the job and take its page out of the tray."""
    assert printer.send(job).remarks == ()
    until(lambda: printer.fate(job.name) is JobFate.PRINTED, "the page is printed")
    (page,) = rig.pages()
    assert rig.printed_jobs() == [job.name]
    return page.read_bytes()


def test_many_jobs_are_asked_about_at_once(rig: Rig) -> None:
    printer = the_queue()
    rig.take_paper()
    waiting = [a_job() for _ in range(3)]
    for job in waiting:
        printer.send(job)
    names = [*[job.name for job in waiting], "never-sent"]
    fates = printer.fates(names)
    assert list(fates) == names
    assert list(fates.values()) == [*[JobFate.WAITING] * 3, JobFate.ABSENT]
    assert printer.withdraw(waiting[2].name)
    rig.put_paper()
    until(lambda: printer.fate(waiting[1].name) is JobFate.PRINTED, "the second page is printed")
    fates = printer.fates(names)
    assert [fates[job.name] for job in waiting] == [JobFate.PRINTED] * 2 + [JobFate.FAILED]
    rig.kill_printer()
    rig.kill_cups()
    assert printer.fates([]) == {}
    with pytest.raises(PrinterTrouble):
        printer.fates(names)


@pytest.mark.parametrize("size_mm", [(90, 55), (105, 148)])
def test_a_page_arrives_at_its_exact_size(
    rig: Rig, printer: IppPrinter, size_mm: tuple[float, float]
) -> None:
    job = a_job(width_mm=size_mm[0], height_mm=size_mm[1])
    page = printed(rig, printer, job)
    told = rig.environment_of(rig.pages()[0])["IPP_MEDIA_COL"]
    across, along = (round(side * 100) for side in size_mm)
    assert f"{{x-dimension={across} y-dimension={along}}}" in told
    assert page_size_mm(page) == pytest.approx(size_mm, abs=0.001)
    difference = ImageChops.difference(raster(page, 600), raster(job.pdf, 600))
    darkest = difference.getextrema()[1]
    assert darkest in range(8)


def test_a_size_without_a_name_is_printed_unscaled(rig: Rig, printer: IppPrinter) -> None:
    """CUPS 2.4 cuts the paper of such a size to whole points (0.35 mm); the drawing stays."""
    job = a_job(width_mm=85.6, height_mm=54)
    page = printed(rig, printer, job)
    assert page_size_mm(page) == pytest.approx((85.6, 54), abs=0.353)
    assert ink_mm(page) == pytest.approx(ink_mm(job.pdf), abs=25.4 / 600)


def test_a_size_the_queue_does_not_know_is_remarked(rig: Rig) -> None:
    (remark,) = the_queue().send(a_job(width_mm=300, height_mm=400)).remarks
    assert "300 × 400" in remark.text(Language.ENGLISH)


def test_a_size_the_printer_refuses_stops_the_line_and_not_the_page(
    rig: Rig, store: SqliteJobs
) -> None:
    store.add(2)
    too_large = a_job(width_mm=300, height_mm=400)
    done = Outbox(store, IppPrinter(rig.printer_uri), lambda job: too_large).work_off()
    assert done.trouble is not None
    assert done.trouble.kind is Trouble.NO_SUCH_PAPER
    assert store.states() == ["waiting", "waiting"]


def test_queues_are_listed_with_state_and_paper(rig: Rig) -> None:
    (queue,) = printers()
    assert queue.address == f"cups:{ipp_rig.QUEUE}"
    assert queue.status.state is PrinterState.IDLE
    assert queue.status.trouble is None
    assert open_printer(queue.address).status().state is PrinterState.IDLE


def test_the_printer_says_what_paper_lies_in_it(rig: Rig) -> None:
    media = IppPrinter(rig.printer_uri).status().media
    assert [(m.width_mm, m.height_mm) for m in media] == [(90, 55), (105, 148)]


def the_queue(warned_s: float = 10, stuck_s: float = 60) -> IppPrinter:
    server = cups_server()
    assert server is not None
    uri = f"ipp://localhost/printers/{ipp_rig.QUEUE}"
    return IppPrinter(uri, ipp_rig.QUEUE, server=server, warned_s=warned_s, stuck_s=stuck_s)


@pytest.mark.parametrize(
    ("command", "kind"), [("cupsdisable", Trouble.PAUSED), ("cupsreject", Trouble.REJECTING)]
)
def test_a_queue_that_is_stopped_is_given_nothing(
    rig: Rig, store: SqliteJobs, command: str, kind: Trouble
) -> None:
    rig.cups_command(command, ipp_rig.QUEUE)
    store.add(2)
    queue = the_queue()
    assert queue.status().trouble is kind
    assert printers()[0].status.trouble is kind
    done = Outbox(store, queue, render).work_off()
    assert done.trouble is not None
    assert done.trouble.kind is kind
    assert store.states() == ["waiting", "waiting"]
    assert "badges" in rig.cups_command("lpstat", "-a")
    assert rig.cups_command("lpstat", "-o") == ""


def test_a_queue_that_was_renamed_is_said(rig: Rig) -> None:
    queue = open_printer("cups:another")
    for ask in (queue.status, lambda: queue.send(a_job()), lambda: queue.fate("x")):
        with pytest.raises(PrinterTrouble) as trouble:
            ask()
        assert trouble.value.kind is Trouble.UNKNOWN_PRINTER


@pytest.mark.faults("printer or spooler gone and back")
def test_a_printer_that_is_off_is_said_and_keeps_nothing(rig: Rig, store: SqliteJobs) -> None:
    rig.kill_printer()
    store.add(1)
    done = Outbox(store, IppPrinter(rig.printer_uri), render).work_off()
    assert done.trouble is not None
    assert done.trouble.kind is Trouble.UNREACHABLE
    assert store.states() == ["waiting"]


def test_a_printer_that_is_off_behind_its_queue_is_noticed(rig: Rig) -> None:
    """The queue itself reports nothing amiss: it is "processing", for reasons "none"."""
    rig.kill_printer()
    impatient = the_queue(stuck_s=0)
    impatient.send(a_job())
    until(lambda: impatient.status().trouble is Trouble.STUCK, "the stuck page is noticed")
    with pytest.raises(PrinterTrouble) as trouble:
        impatient.send(a_job())
    assert trouble.value.kind is Trouble.STUCK


def test_a_printer_that_takes_no_pdf_says_so(rig: Rig, tmp_path: Path) -> None:
    raster_only = tmp_path / "raster.conf"
    raster_only.write_text(CONF.read_text().replace("application/pdf,", ""))
    rig.kill_printer()
    rig.start_printer(raster_only)
    with pytest.raises(PrinterTrouble) as trouble:
        IppPrinter(rig.printer_uri).send(a_job())
    assert trouble.value.kind is Trouble.NO_PDF
    rig.kill_printer()


def test_a_printer_that_speaks_tls_is_asked_over_tls(rig: Rig) -> None:
    printer = IppPrinter(rig.printer_uri.replace("ipp:", "ipps:"))
    job = a_job()
    printer.send(job)
    until(lambda: printer.fate(job.name) is JobFate.PRINTED, "the page is printed")
    assert rig.pages()[0].read_bytes() == job.pdf


# --- the morning's troubles, midway: what comes out equals the people -------------------------


def people_served(rig: Rig) -> list[str]:
    """Whose pages came out, whichever attempt it was."""
    return [name.partition(".")[0] for name in rig.printed_jobs()]


def work_off(outbox: Outbox, rig: Rig, store: SqliteJobs) -> list[WorkedOff]:
    """Rounds as the desk makes them, until every page is accounted for. Where it is asked
    whether a page came out, someone looks into the tray."""
    rounds: list[WorkedOff] = []

    def all_printed() -> bool:
        rounds.extend((outbox.follow(), outbox.work_off()))
        for asked in [*rounds[-2].asked, *rounds[-1].asked]:
            outbox.answer(asked.job, came_out=asked.job.job_name in people_served(rig))
        return set(store.states()) == {"printed"}

    until(all_printed, "every job is printed")
    return rounds


def troubles(rounds: list[WorkedOff]) -> set[Trouble]:
    return {each.trouble.kind for each in rounds if each.trouble}


def test_a_morning_without_trouble(rig: Rig, printer: IppPrinter, store: SqliteJobs) -> None:
    jobs = store.add(5)
    rounds = work_off(Outbox(store, printer, render), rig, store)
    assert people_served(rig) == names(jobs)
    assert troubles(rounds) <= {Trouble.BUSY}
    assert not any(each.asked for each in rounds)


@pytest.mark.faults("printer or spooler gone and back")
def test_out_of_paper_midway(rig: Rig, printer: IppPrinter, store: SqliteJobs) -> None:
    jobs = store.add(4)
    outbox = Outbox(store, printer, render)
    rig.take_paper()
    outbox.work_off()
    until(lambda: printer.status().trouble is Trouble.OUT_OF_PAPER, "the printer wants paper")
    with pytest.raises(PrinterTrouble) as trouble:
        printer.send(a_job())
    assert trouble.value.kind is Trouble.OUT_OF_PAPER
    rig.put_paper()
    work_off(outbox, rig, store)
    assert people_served(rig) == names(jobs)


@pytest.mark.faults("printer or spooler gone and back")
def test_the_printer_is_switched_off_and_on_midway(
    rig: Rig, printer: IppPrinter, store: SqliteJobs
) -> None:
    jobs = store.add(4)
    outbox = Outbox(store, printer, render)
    rig.take_paper()
    outbox.work_off()
    until(lambda: printer.status().trouble is Trouble.OUT_OF_PAPER, "a page is in the printer")
    rig.kill_printer()
    outbox.work_off()
    rig.put_paper()
    rig.start_printer()
    work_off(outbox, rig, store)
    assert sorted(people_served(rig)) == sorted(names(jobs))


@pytest.mark.faults("printer or spooler gone and back")
@pytest.mark.parametrize("handed_first", [1, 4])
def test_the_spooler_is_killed_midway(rig: Rig, store: SqliteJobs, handed_first: int) -> None:
    """CUPS loses what it took in its last seconds, and gives the same numbers again."""
    queue = the_queue()
    outbox = Outbox(store, queue, render)
    jobs = store.add(handed_first)
    outbox.work_off()
    rig.kill_cups()
    jobs += store.add(2)
    down = outbox.work_off()
    assert down.trouble is not None
    assert down.trouble.kind is Trouble.UNREACHABLE
    rig.start_cups()
    work_off(outbox, rig, store)
    assert sorted(people_served(rig)) == sorted(names(jobs))


@pytest.mark.parametrize("pause", [["cupsdisable"], ["cupsdisable", "--hold"]])
def test_a_queue_paused_midway(rig: Rig, store: SqliteJobs, pause: list[str]) -> None:
    jobs = store.add(1)
    outbox = Outbox(store, the_queue(), render)
    work_off(outbox, rig, store)
    rig.cups_command(*pause, ipp_rig.QUEUE)
    jobs += store.add(2)
    paused = outbox.work_off()
    assert paused.trouble is not None
    assert paused.trouble.kind is Trouble.PAUSED
    rig.cups_command("cupsenable", *pause[1:2] and ["--release"], ipp_rig.QUEUE)
    work_off(outbox, rig, store)
    assert people_served(rig) == names(jobs)


def test_a_page_that_was_cancelled_at_the_printer_is_said(rig: Rig, store: SqliteJobs) -> None:
    store.add(2)
    rig.take_paper()
    outbox = Outbox(store, the_queue(), render)
    outbox.work_off()
    assert store.states() == ["sent", "sent"]
    rig.cups_command("cancel", "-a", ipp_rig.QUEUE)
    until(lambda: len(outbox.follow().failed) + store.states().count("failed") >= 2, "both end")
    assert store.states() == ["failed", "failed"]
    assert "gave this page up" in store.notes()[0]


def test_what_one_printer_did_not_print_goes_to_another(
    rig: Rig, store: SqliteJobs, tmp_path: Path
) -> None:
    jobs = store.add(4)
    rig.take_paper()
    queue = Outbox(store, the_queue(), render)
    queue.work_off()
    assert store.states()[0] == "sent"
    back = queue.take_back()
    for asked in back.asked:
        queue.answer(asked.job, came_out=False)
    assert store.states() == ["waiting"] * 4
    folder = FolderPrinter(tmp_path / "out")
    Outbox(store, folder, render).work_off()
    rig.put_paper()
    until(lambda: "idle" in rig.cups_command("lpstat", "-p"), "the queue has nothing left")
    in_folder = [f.stem.split(" ")[1].split(".")[0] for f in sorted(folder.folder.iterdir())]
    assert in_folder == names(jobs)
    assert set(people_served(rig)) <= set(names(asked.job for asked in back.asked))


def _http_message(connection: socket.socket) -> bytes:
    """One request or answer, by its length or in chunks."""
    read = b""
    while b"\r\n\r\n" not in read:
        read += connection.recv(65536)
    head, _, body = read.partition(b"\r\n\r\n")
    fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
    length = int(fields.get(b"content-length", b"-1"))
    while len(body) < length or (length < 0 and not body.endswith(b"0\r\n\r\n")):
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


def a_cable(port: int, breaks: Callable[[bytes], bool]) -> Callable[[socket.socket], None]:
    """Carries one question and its answer; where ``breaks(question)``, the answer is lost."""

    def carry(near: socket.socket) -> None:
        with socket.create_connection(("127.0.0.1", port)) as far:
            question = _http_message(near)
            far.sendall(question)
            answer = _http_message(far)
            if not breaks(question):
                near.sendall(answer)

    return carry


def test_a_page_whose_answer_was_lost_is_looked_up_not_doubled(rig: Rig, store: SqliteJobs) -> None:
    jobs = store.add(3)
    broken = iter([True])
    cable = a_cable(rig.printer_port, lambda asked: b"%PDF" in asked and next(broken, False))
    with a_server(cable) as port:
        outbox = Outbox(store, IppPrinter(f"ipp://127.0.0.1:{port}/ipp/print"), render)
        first = outbox.work_off()
        assert first.trouble is not None
        assert first.trouble.kind is Trouble.UNCERTAIN
        assert store.states() == ["sending", "waiting", "waiting"]
        work_off(outbox, rig, store)
    assert people_served(rig) == names(jobs)


def test_the_kiosk_is_killed_midway(rig: Rig, store: SqliteJobs, tmp_path: Path) -> None:
    """Killed after each of its steps in turn, and started again, until nothing waits."""
    jobs = store.add(4)
    for steps in range(1, 14):
        _run_and_kill(tmp_path / "jobs.db", after_steps=steps % 5)
    rounds = work_off(Outbox(store, the_queue(), render), rig, store)
    assert sorted(people_served(rig)) == sorted(names(jobs))
    assert troubles(rounds) == set()


def _run_and_kill(database: Path, after_steps: int) -> None:
    """The outbox in a process of its own, killed when it has said so many of its steps."""
    child = subprocess.Popen(
        [sys.executable, "-m", __name__, str(database)],
        cwd=Path(__file__).parents[1],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    with child, child.stdout:
        for _ in range(after_steps):
            child.stdout.readline()
        child.kill()


class _SayingJobs(SqliteJobs):
    """Says each mark once it is on disk."""

    def _mark(self, job_id: uuid.UUID, state: str, note: str = "") -> None:
        super()._mark(job_id, state, note)
        sys.stdout.write(f"{state}\n")
        sys.stdout.flush()

    def mark_sending(self, job_id: uuid.UUID) -> bool:
        mine = super().mark_sending(job_id)
        sys.stdout.write("sending\n")
        sys.stdout.flush()
        return mine


if __name__ == "__main__":
    Outbox(_SayingJobs(Path(sys.argv[1])), the_queue(), render).work_off()
