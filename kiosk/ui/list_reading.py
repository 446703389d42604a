"""Reading one list in the window: each step on the worker, told and stopped from the dialog."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget

from kiosk.language import Refusal
from kiosk.services.desk import Desk
from kiosk.services.directory import Loaded
from kiosk.services.list_taking import Stage
from kiosk.services.lists import ListPlan, ListScan, Outcome
from kiosk.services.lists.unlocking import Locked
from kiosk.ui.background import Background
from kiosk.ui.list_dialog import ListDialog
from kiosk.ui.speech import Speech

TOLD_EVERY_MS = 100
_T = TypeVar("_T")


class Stopped(Exception):
    """The person at the desk gave it up."""


class ListReading(QObject):
    """Scans, plans and takes a list. ``taken`` tells how many are new and changed, ``failed``
    why it could not be read; both after the dialog is gone."""

    taken = Signal(int, int)
    failed = Signal(object)

    def __init__(
        self, path: Path, desk: Desk, background: Background, speech: Speech, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._path, self._desk, self._background = path, desk, background
        self._speech = speech
        self._listed: ListScan | None = None
        self._planned: ListPlan | None = None
        self._stopping = False
        self._latest = (Stage.READING, 0, 0)
        self.dialog = ListDialog(desk.event, speech, parent)
        self.dialog.asked_anew.connect(self._plan)
        self.dialog.taken.connect(self._take)
        self.dialog.stopped.connect(self._stop)
        self.dialog.finished.connect(self._end)
        self._teller = QTimer(self)
        self._teller.setInterval(TOLD_EVERY_MS)
        self._teller.timeout.connect(lambda: self.dialog.show_progress(*self._latest))

    def start(self) -> None:
        """Open the dialog and read the file."""
        self.dialog.open()
        self._scan(None)

    def _scan(self, password: str | None) -> None:
        self._work(
            lambda: self._desk.scan_list(self._path, password=password, progress=self._told),
            self._scanned,
        )

    def _scanned(self, listed: ListScan) -> None:
        self._listed = listed
        self._plan()

    def _plan(self) -> None:
        listed, answers = self._listed, self.dialog.answers
        assert listed is not None
        self._work(
            lambda: self._desk.plan_list(listed, answers=answers, progress=self._told),
            self._show,
        )

    def _show(self, planned: ListPlan) -> None:
        self._planned = planned
        self.dialog.show_plan(planned)

    def _take(self) -> None:
        planned = self.dialog.plan()
        counts = planned.count(Outcome.NEW), planned.count(Outcome.CHANGED)

        def done(loaded: Loaded) -> None:
            self._desk.adopt(loaded)
            self.dialog.set_busy(False)
            self.dialog.accept()
            self.taken.emit(*counts)

        self._work(lambda: self._desk.take_and_load(planned, progress=self._told), done)

    # One step of work at a time

    def _work(self, work: Callable[[], _T], done: Callable[[_T], None]) -> None:
        self._stopping = False
        self.dialog.set_busy(True)
        self._teller.start()

        def ended(result: _T) -> None:
            self._teller.stop()
            done(result)

        self._background.run(work, ended, self._broke_off)

    def _told(self, stage: Stage, done: int, total: int) -> None:
        """Called on the worker: note how far it is, end it where that was asked for."""
        self._latest = (stage, done, total)
        if self._stopping:
            raise Stopped

    def _stop(self) -> None:
        self._stopping = True

    def _broke_off(self, error: Exception) -> None:
        self._teller.stop()
        self.dialog.set_busy(False)
        if isinstance(error, Locked):
            self._ask_password(error)
        elif isinstance(error, Stopped) and self._planned is not None:
            self.dialog.show_plan(self._planned)
        else:
            self.dialog.reject()
            if not isinstance(error, Stopped):
                self.failed.emit(error)

    def _ask_password(self, locked: Refusal) -> None:
        password, given = QInputDialog.getText(
            self.dialog,
            self.tr("Locked"),
            locked.text(self._speech.language),
            QLineEdit.EchoMode.Password,
        )
        if given and password:
            self._scan(password)
        else:
            self.dialog.reject()
            self.failed.emit(locked)

    def _end(self) -> None:
        self.dialog.deleteLater()
        self.deleteLater()
