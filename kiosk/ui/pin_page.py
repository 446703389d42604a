"""The organizer's PIN is asked for, on a page like the others: Escape and any letter lead back to
the queue, where the next person is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kiosk.language import Refusal
from kiosk.services.khmer import with_break_marks
from kiosk.services.organizer import DEEDS, WAIT, Deed
from kiosk.ui import theme
from kiosk.ui.keys import letters_of
from kiosk.ui.label import Label
from kiosk.ui.notice import Notice, Tone
from kiosk.ui.pin_field import PinField, PinPad, scrolling
from kiosk.ui.speech import Speech


class PinPage(QFrame):
    """``entered`` carries what was typed; ``left`` goes back; ``typed`` carries letters, which
    belong to the search."""

    entered = Signal(str)
    left = Signal()
    typed = Signal(str)

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self._speech = speech
        self._deed: Deed | None = None
        self._wait = 0
        self._busy = False
        self._heading, self._why, self._forgotten = Label(), Label(), Label()
        self._heading.setProperty("scale", "large")
        for label in (self._why, self._forgotten):
            label.setWordWrap(True)
        self._forgotten.setProperty("quiet", "true")
        self.field = PinField()
        self.field.letters.connect(self.typed)
        self.problem = Notice(hides=True)
        self.unlock, self._back = QPushButton(), QPushButton()
        self.unlock.setProperty("primary", True)
        self.unlock.clicked.connect(self.enter)
        self._back.clicked.connect(self.left)
        self.pad = PinPad(speech, self.field)
        self._lay_out()
        self.setFocusProxy(self.field)
        self.retranslate()

    def _lay_out(self) -> None:
        words, buttons = QVBoxLayout(), QHBoxLayout()
        words.setSpacing(theme.UNIT)
        buttons.setSpacing(theme.UNIT)
        buttons.addWidget(self.unlock)
        buttons.addWidget(self._back)
        buttons.addStretch(1)
        words.addWidget(self._heading)
        words.addWidget(self.field)
        words.addLayout(buttons)
        words.addWidget(scrolling(self.problem, self._why, self._forgotten), 1)
        inside = QWidget()
        layout = QHBoxLayout(inside)
        layout.setContentsMargins(*[theme.UNIT * 3] * 4)
        layout.setSpacing(theme.UNIT * 4)
        layout.addStretch(1)
        layout.addLayout(words, 6)
        layout.addWidget(self.pad, 4, Qt.AlignmentFlag.AlignTop)
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(theme.scrolling(inside))  # large text is higher than a low screen

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every word anew."""
        self._heading.setText(self.tr("The organizer's PIN"))
        self.field.setAccessibleName(self._heading.text())
        self._why.setText(with_break_marks(self._reason()))
        self.unlock.setText(self.tr("Unlock (Enter)"))
        self._back.setText(self.tr("Back to the queue (Esc)"))
        forgotten = self.tr(
            "Forgotten? Checking in goes on without it. The organizer takes it off with: %1"
        ).replace("%1", "kiosk\u00a0pin\u00a0forgotten")
        self._forgotten.setText(with_break_marks(forgotten))
        self.problem.refresh()

    def _reason(self) -> str:
        if self._deed is None:
            return self.tr("The organizer's PIN opens what only the organizer does")
        needs = self.tr("%1 needs the organizer's PIN")
        return needs.replace("%1", self._speech.text(DEEDS[self._deed]))

    def start(self, deed: Deed | None, wait: int) -> None:
        """Ask anew, for ``deed`` (None: to unlock); ``wait`` seconds are left of wrong tries."""
        self._deed, self._busy = deed, False
        self.field.clear()
        self._say(Tone.PLAIN, str)
        self._wait = 0
        self.show_wait(wait)
        self.retranslate()

    def show_wait(self, seconds: int) -> None:
        """Say how long it is until the next try; 0 lets it be tried."""
        if seconds and seconds != self._wait:
            self._say(Tone.WARN, lambda: self._speech.text(WAIT, seconds=seconds))
        elif self._wait and not seconds:
            self._say(Tone.PLAIN, str)
        self._wait = seconds
        self._let_try()

    def show_busy(self, busy: bool) -> None:
        """What was typed is being compared."""
        self._busy = busy
        self._let_try()

    def say_refused(self, refusal: Refusal) -> None:
        """Say why it is still locked, ready for the next try."""
        self.field.clear()
        self._say(Tone.WARN, lambda: refusal.text(self._speech.language))

    def _say(self, tone: Tone, words: Callable[[], str]) -> None:
        self.problem.say(tone, words)

    def _let_try(self) -> None:
        self.unlock.setEnabled(not (self._busy or self._wait))

    def enter(self) -> None:
        """Hand over what was typed."""
        if self.unlock.isEnabled() and self.field.text():
            self.entered.emit(self.field.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._back.hasFocus():
                self.left.emit()
            elif not event.isAutoRepeat():
                self.enter()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif letters := letters_of(event):  # on a button
            self.field.setFocus()
            self.field.take(letters)
        else:
            super().keyPressEvent(event)
