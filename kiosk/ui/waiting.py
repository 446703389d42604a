"""Work that the window has to wait for before it can go on, done off its thread: the screen stays
alive, and says what is waited for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QProgressBar, QProgressDialog

from kiosk.ui.background import Background
from kiosk.ui.long_work import SHOWS_AFTER_MS

_T = TypeVar("_T")


def waited_for(work: Callable[[], _T], words: str) -> _T:
    """What ``work`` answers, or what it raises; nothing else can be done in the window meanwhile,
    and ``words`` say what it is, once it takes long."""
    box, loop, background = _box(words), QEventLoop(), Background()
    answers, errors = list[_T](), list[Exception]()
    shows = QTimer(box)
    shows.setSingleShot(True)
    shows.timeout.connect(box.show)
    shows.start(SHOWS_AFTER_MS)

    def answered(answer: _T) -> None:
        answers.append(answer)
        loop.quit()

    def failed(error: Exception) -> None:
        errors.append(error)
        loop.quit()

    background.run(work, answered, failed)
    loop.exec()
    background.finish()
    background.deleteLater()
    shows.stop()
    box.close()
    box.deleteLater()
    if errors:
        raise errors[0]
    return answers[0]


def _box(words: str) -> QProgressDialog:
    box, bar = QProgressDialog(), QProgressBar()
    bar.setTextVisible(False)
    box.setBar(bar)
    box.setRange(0, 0)
    box.setMinimumDuration(1 << 30)  # shown by a timer: there is no progress that would show it
    box.setCancelButton(None)
    box.setLabelText(words)
    box.setWindowTitle(words)
    box.setWindowModality(Qt.WindowModality.ApplicationModal)
    return box
