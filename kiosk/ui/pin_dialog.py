"""The organizer's PIN is set, changed or taken off; and asked for once more over an open dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kiosk.language import Refusal
from kiosk.services.khmer import with_break_marks
from kiosk.services.organizer import DEEDS, LOCK_AFTER_CHOICES, Deed, Organizer
from kiosk.services.pins import checked_pin
from kiosk.services.twice_typed import check_same
from kiosk.ui import theme
from kiosk.ui.background import Background
from kiosk.ui.choice_box import ChoiceBox
from kiosk.ui.growing import Growing
from kiosk.ui.label import Label
from kiosk.ui.notice import Notice, Tone
from kiosk.ui.pin_field import PinField, PinPad, scrolling
from kiosk.ui.speech import Speech


class _Asking(QDialog):
    """Fields for digits beside a pad, and what went wrong; the work is done on the worker."""

    def __init__(self, speech: Speech, background: Background, parent: QWidget) -> None:
        super().__init__(parent)
        self._speech, self._background = speech, background
        self.problem = Notice(hides=True)
        self.go, self.back = QPushButton(), QPushButton(self.tr("Back (Esc)"))
        self.go.setDefault(True)
        self.back.setAutoDefault(False)
        self.go.clicked.connect(self.enter)
        self.back.clicked.connect(self.reject)
        self._fields: list[PinField] = []
        Growing(self, self.problem)

    def _field(self) -> PinField:
        field = PinField()
        self._fields.append(field)
        return field

    def _lay_out(self, words: QLabel, form: QFormLayout, *buttons: QPushButton) -> None:
        words.setWordWrap(True)
        fields, row = QWidget(), QHBoxLayout()
        fields.setLayout(form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        row.addWidget(self.go)
        row.addWidget(self.back)
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        self.pad = PinPad(self._speech, self._fields[0])
        above = QHBoxLayout()
        above.setSpacing(theme.UNIT * 3)
        above.addWidget(scrolling(self.problem, fields, words), 3)
        above.addWidget(self.pad, 2, Qt.AlignmentFlag.AlignTop)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*[theme.UNIT * 2] * 4)
        outer.setSpacing(theme.UNIT * 2)
        outer.addLayout(above, 1)
        outer.addLayout(row)
        for field in self._fields:
            field.focused.connect(self._type_into)
        self._fields[0].setFocus()
        theme.fit_to_screen(self, theme.scaled(760), theme.scaled(360))

    def _type_into(self, field: PinField) -> None:
        self.pad.into = field

    def enter(self) -> None:
        """Do what the fields say."""
        raise NotImplementedError

    def _work(self, act: Callable[[], None]) -> None:
        self.setEnabled(False)
        self._background.run(act, lambda _none: self._done(), self._failed)

    def _done(self) -> None:
        self.setEnabled(True)
        self.accept()

    def _failed(self, error: Exception) -> None:
        self.setEnabled(True)
        if not isinstance(error, Refusal):
            raise error
        for field in self._fields:
            field.clear()
        self._fields[0].setFocus()
        self._say(error)

    def _say(self, refusal: Refusal) -> None:
        self.problem.say(Tone.WARN, lambda: refusal.text(self._speech.language))


class PinDialog(_Asking):
    """Gives an event its PIN, or another one, or takes it off."""

    def __init__(
        self, organizer: Organizer, speech: Speech, background: Background, parent: QWidget
    ) -> None:
        super().__init__(speech, background, parent)
        self._organizer, self._is_set = organizer, organizer.is_set
        self.setWindowTitle(self.tr("The organizer's PIN"))
        self.old, self.new, self.again = (self._field() for _ in range(3))
        self.minutes = ChoiceBox()
        for minutes in LOCK_AFTER_CHOICES:
            shown = speech.digits(minutes)
            words = self.tr("%1 minute") if minutes == 1 else self.tr("%1 minutes")
            self.minutes.addItem(words.replace("%1", shown), minutes)
        self.minutes.setCurrentIndex(LOCK_AFTER_CHOICES.index(organizer.lock_after))
        self.take_off = QPushButton(self.tr("Take the PIN off"))
        self.take_off.setAutoDefault(False)
        self.take_off.clicked.connect(self._take_off)
        if not self._is_set:
            self._fields.remove(self.old)
            self.old.setParent(None)
        self.take_off.setVisible(self._is_set)
        self.go.setText(self.tr("Save (Enter)"))
        self._lay_out(Label(with_break_marks(self._words())), self._form(), self.take_off)

    def _words(self) -> str:
        return self.tr(
            "4 to 12 digits. Exports, lists, settings, removing, purging and disability need it;"
            " checking in never does. It stops a volunteer at the desk, not someone who takes the"
            " file: for that there is the passphrase."
        )

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        rows: list[tuple[str, QWidget]] = [
            (self.tr("New PIN"), self.new),
            (self.tr("The same once more"), self.again),
            (self.tr("Locks by itself after"), self.minutes),
        ]
        if self._is_set:
            rows.insert(0, (self.tr("PIN as it is"), self.old))
        for label, field in rows:
            field.setAccessibleName(label)
            form.addRow(label, field)
        theme.level(form)
        return form

    def enter(self) -> None:
        """Keep what was typed, if it was typed the same twice."""
        new, minutes = self.new.text(), int(self.minutes.currentData())
        try:
            check_same(new, self.again.text())
            if new or not self._is_set:
                checked_pin(new)
        except Refusal as refusal:
            self._say(refusal)
            return
        organizer, old = self._organizer, self.old.text()
        if not self._is_set:
            self._work(lambda: organizer.set_pin(new, minutes))
        else:
            self._work(lambda: self._change(old, new, minutes))

    def _change(self, old: str, new: str, minutes: int) -> None:
        organizer = self._organizer
        if new:
            organizer.change_pin(old, new)
        if minutes != organizer.lock_after or not new:
            organizer.change_lock_after(new or old, minutes)

    def _take_off(self) -> None:
        organizer, old = self._organizer, self.old.text()
        self._work(lambda: organizer.remove_pin(old))


class UnlockDialog(_Asking):
    """The desk locked itself while a dialog was open: what was typed there is not lost."""

    def __init__(
        self,
        organizer: Organizer,
        deed: Deed,
        speech: Speech,
        background: Background,
        parent: QWidget,
    ) -> None:
        super().__init__(speech, background, parent)
        self._organizer = organizer
        self.setWindowTitle(self.tr("The organizer's PIN"))
        self.pin = self._field()
        self.pin.setAccessibleName(self.windowTitle())
        form = QFormLayout()
        form.addRow(self.pin)
        self.go.setText(self.tr("Unlock (Enter)"))
        words = self.tr("The desk locked itself meanwhile. %1 needs the PIN once more.")
        self._lay_out(Label(with_break_marks(words.replace("%1", speech.text(DEEDS[deed])))), form)

    def enter(self) -> None:
        """Unlock with what was typed."""
        organizer, typed = self._organizer, self.pin.text()
        self._work(lambda: organizer.unlock(typed))
