"""Enter to the job handed over, on a real printer: ``python -m benchmarks.printing [BADGES]``.

The real window takes real key presses; the printer and its CUPS queue are started here, on
loopback (``tests/ipp_rig.py``: needs root and CUPS). Each badge is searched for, Enter is
pressed, and the clock stops when the printer has said that it has the job: the arrival on disk,
the badge drawn, the printer asked how it is, and the page sent are all in it.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk import settings
from kiosk.bundled import sample_file
from kiosk.domain import JobState, PersonDetails
from kiosk.language import Language
from kiosk.services.desk import Desk
from kiosk.services.event_file import read_event
from kiosk.settings import Settings
from kiosk.ui.program import Program
from tests import ipp_rig
from tests.ipp_rig import QUEUE, Rig

BADGES = int(sys.argv[1]) if len(sys.argv) > 1 else 100
PROMISED_MS = 300
_GONE = (JobState.SENT, JobState.PRINTED)


def a_crowd(path: Path, count: int) -> Desk:
    """The packaged workshop with so many people, their names in both scripts."""
    desk = Desk.create(path, read_event(sample_file("workshop.toml")), name="Desk 1")
    desk.take(desk.plan_list(sample_file("participants_80_messy.xlsx")))
    known = list(desk.people())
    for i in range(max(0, count - len(known))):
        like = known[i]
        desk.add(
            PersonDetails(
                name_km=f"{like.name_km} {'កខគឃងច'[i % 6]}",
                name_latin=f"{like.name_latin} {'ABCDEF'[i % 6]}",
                category=like.category,
                organisation_km=like.organisation_km,
                group=like.group,
            )
        )
    return desk


def pump(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def measure(program: Program, badges: int) -> list[float]:
    """Milliseconds from Enter to the job handed over, a badge each."""
    assert program.opened is not None
    desk, window = program.opened.desk, program.opened.window
    jobs = desk.badge_room.jobs()
    taken: list[float] = []
    for person in [p for p in desk.people() if p.named and p.arrived_at is None][:badges]:
        window.search.setText(person.code)
        begun = time.perf_counter()
        QTest.keyClick(window.search, Qt.Key.Key_Return)
        while not any(job.state in _GONE for job in jobs.of_person(person.id)):
            pump(4)
        taken.append((time.perf_counter() - begun) * 1000)
        while any(job.state is not JobState.PRINTED for job in jobs.of_person(person.id)):
            pump(20)
            program.opened.prints.work_off()
    return taken


def row(what: str, taken: list[float]) -> str:
    """A row of the table."""
    cuts = statistics.quantiles(taken, n=20)
    figures = (statistics.median(taken), cuts[18], max(taken))
    return f"| {what} | {len(taken)} | " + " | ".join(f"{each:.0f}" for each in figures) + " |"


def one_way(rig: Rig, folder: Path, what: str, address: str) -> str:
    """Measure printing at ``address`` on an event of its own."""
    path = folder / f"{what}.kiosk"
    a_crowd(path, BADGES + 10).close()
    settings.save(Settings(printer=address))
    program = Program(Language.KHMER)
    program.open(path)
    assert program.opened is not None
    while not program.opened.desk.ready:
        pump(20)
    taken = measure(program, BADGES)
    program.close_event()
    came_out = len(rig.pages())
    rig.clear()
    assert came_out == len(taken), f"{came_out} pages came out for {len(taken)} people"
    return row(what, taken)


def main() -> None:
    """Directly and through CUPS."""
    if why := ipp_rig.missing():
        sys.exit(why)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    conf = Path(__file__).parents[1] / "tests" / "data" / "ipp_badge.conf"
    with tempfile.TemporaryDirectory() as name, ipp_rig.running(conf) as rig:
        os.environ["KIOSK_CONFIG_DIR"] = f"{name}/config"
        os.environ["CUPS_SERVER"] = str(rig.cups_socket)
        busy = f"{os.getloadavg()[0]:.1f} processes on {os.cpu_count()} cores"
        print(f"Enter to job handed over, in ms, promised p95 {PROMISED_MS}; running: {busy}\n")
        print("| | badges | p50 | p95 | most |\n|---|---|---|---|---|")
        print(one_way(rig, Path(name), "straight to the printer", rig.printer_uri), flush=True)
        print(one_way(rig, Path(name), "through CUPS", f"cups:{QUEUE}"), flush=True)
    del application


if __name__ == "__main__":
    main()
