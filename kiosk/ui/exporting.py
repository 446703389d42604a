"""Workbooks and paper sheets from the window: asked, written on the worker, said when there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from kiosk.language import Refusal, Sentence
from kiosk.services.desk import Desk
from kiosk.services.exports import Exported
from kiosk.ui.background import Background
from kiosk.ui.desk_window import DeskWindow
from kiosk.ui.export_dialogs import PaperDialog, WorkbookDialog
from kiosk.ui.files import file_to_write
from kiosk.ui.long_work import CalledOffError, LongWork
from kiosk.ui.notice import Tone
from kiosk.ui.speech import Speech

WRITTEN = Sentence(en="Written: {file}", km="បានសរសេរ៖ {file}")
WORKING = Sentence(en="Working: {file} …", km="កំពុងធ្វើ៖ {file} …")
CALLED_OFF = Sentence(
    en="Called off: “{file}” was not written.", km="បានបោះបង់៖ «{file}» មិនត្រូវបានសរសេរទេ។"
)


class Exporting(QObject):
    """The exports of one open event."""

    def __init__(
        self, desk: Desk, window: DeskWindow, background: Background, speech: Speech
    ) -> None:
        super().__init__(window)
        self._desk, self._window, self._background = desk, window, background
        self._speech = speech
        self._going: set[LongWork] = set()

    def workbook(self, audience: str) -> None:
        """Ask, then write the workbook for ``donor`` or ``finance``."""
        donors = self.tr("Sign-in workbook for donors")
        finance = self.tr("Sign-in workbook for finance")
        title = donors if audience == "donor" else finance
        folder = self._desk.store.path.parent
        dialog = WorkbookDialog(title, self._speech, folder, self._window)
        if not dialog.exec():
            return
        password, since = dialog.password.text(), dialog.since()
        dialog.deleteLater()

        def write(path: Path, work: LongWork) -> Exported:
            from kiosk.services.workbook import Audience

            return self._desk.exports.workbook(
                path, Audience(audience), password=password, since=since, progress=work.tell
            )

        self._write(f"sign-in-{audience}.xlsx", "Excel (*.xlsx)", write)

    def paper(self) -> None:
        """Ask, then write the sheet for ink."""
        dialog = PaperDialog(self._desk.event.expected_participants, self._window)
        if not dialog.exec():
            return
        names, order = dialog.names.isChecked(), str(dialog.order.currentData())
        blanks = dialog.blanks.value()
        dialog.deleteLater()

        def write(path: Path, _work: LongWork) -> Exported:
            return self._desk.exports.paper(path, names=names, blanks=blanks, order=order)

        self._write("sign-in-paper.pdf", "PDF (*.pdf)", write)

    def call_off(self) -> None:
        """Whatever is still being written is not needed any more: the window closes."""
        for work in self._going:
            work.call_off()

    def _write(self, name: str, kind: str, write: Callable[[Path, LongWork], Exported]) -> None:
        store = self._desk.store.path
        suggested = store.with_name(f"{store.stem}-{name}")
        path = file_to_write(self._window, self.tr("Where to write it"), suggested, kind)
        if path is None:
            return
        target = with_ending(path, Path(name).suffix)
        words = self._speech.text(WORKING, file=target.name)
        work = LongWork(words, self._window)
        self._going.add(work)
        self._say(Tone.PLAIN, WORKING, file=target.name)

        def done(written: Exported) -> None:
            self._end(work)
            self._say_written(written)

        def failed(error: Exception) -> None:
            self._end(work)
            self._say_failed(error, target)

        self._background.run(lambda: write(target, work), done, failed)

    def _end(self, work: LongWork) -> None:
        self._going.discard(work)
        work.end()

    def _say_written(self, written: Exported) -> None:
        speech = self._speech

        def words() -> str:
            remarks = [remark.text(speech.language) for remark in written.remarks]
            return " ".join([speech.text(WRITTEN, file=written.path), *remarks])

        self._window.say(Tone.WARN if written.remarks else Tone.DONE, words)

    def _say_failed(self, error: Exception, target: Path) -> None:
        if isinstance(error, CalledOffError):
            self._say(Tone.WARN, CALLED_OFF, file=target.name)
        elif isinstance(error, Refusal):
            self._window.say_refused(error)
        else:
            raise error

    def _say(self, tone: Tone, sentence: Sentence, **facts: object) -> None:
        speech = self._speech
        self._window.say(tone, lambda: speech.text(sentence, **facts))


def with_ending(path: Path, ending: str) -> Path:
    """``path`` with ``ending`` behind it where it has another or none: ``v1.2`` keeps its 2."""
    return path if path.suffix.lower() == ending else path.with_name(path.name + ending)
