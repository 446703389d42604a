"""A passphrase asked for, or a new one given: what was typed is said in letters, never in keys.

A field of dots hides which keyboard layout is on, and Caps Lock: both make another passphrase. So
below it stands with which letters it was typed, and it can be shown.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kiosk.language import Refusal, Sentence
from kiosk.services.database import (
    WRONG_PASSPHRASE,
    Passphrase,
    meant_passphrase,
    suggestion,
)
from kiosk.services.khmer import with_break_marks
from kiosk.ui import theme
from kiosk.ui.background import Background
from kiosk.ui.label import Label
from kiosk.ui.notice import Notice, Tone
from kiosk.ui.speech import Speech

LONGEST_WAIT_S = 30
NOT_THE_SAME = Sentence(
    en="The two passphrases differ. Type the same twice, or show them to compare.",
    km="ឃ្លាសម្ងាត់ទាំងពីរខុសគ្នា។ សូមវាយដូចគ្នាពីរដង ឬបង្ហាញវាដើម្បីប្រៀបធៀប។",
)
NOT_WRITTEN_DOWN = Sentence(
    en="Write the passphrase down first, and tick that you have: a lost one is final.",
    km="សូមសរសេរឃ្លាសម្ងាត់ទុកជាមុនសិន រួចគូសធីក៖ បើបាត់ គឺបាត់រហូត។",
)
NOT_THE_PRESENT = Sentence(
    en="That is not the passphrase that the event has now. Look at the keyboard layout and at"
    " Caps Lock.",
    km="នោះមិនមែនជាឃ្លាសម្ងាត់បច្ចុប្បន្នរបស់ព្រឹត្តិការណ៍ទេ។ សូមពិនិត្យប្លង់ក្តារចុច និង Caps Lock។",
)


class SecretField(QWidget):
    """A field of dots that can be shown, and with which letters it was typed."""

    def __init__(self) -> None:
        super().__init__()
        self.line, self.show_letters, self.hint = QLineEdit(), QCheckBox(), Label()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setMaxLength(300)
        self.line.installEventFilter(self)
        self.show_letters.setText(self.tr("Show"))
        self.show_letters.toggled.connect(self.reveal)
        self.hint.setProperty("quiet", "true")
        self._capitals = False
        self.line.textChanged.connect(self._say_letters)
        row = QHBoxLayout()
        row.setSpacing(theme.UNIT)
        row.addWidget(self.line, 1)
        row.addWidget(self.show_letters)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row)
        layout.addWidget(self.hint)
        self.setFocusProxy(self.line)
        self._say_letters()

    def reveal(self, shown: bool) -> None:
        """Show what was typed, or dots."""
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._look_at_capitals(event)
        return super().eventFilter(watched, event)

    def _look_at_capitals(self, event: QKeyEvent) -> None:
        """Qt does not tell Caps Lock; a capital without Shift, or a small letter with it, does."""
        letter = event.text()
        if len(letter) == 1 and letter.upper() != letter.lower():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._capitals = letter.isupper() is not shift
        elif event.key() == Qt.Key.Key_CapsLock:
            self._capitals = False  # it changes now; the next letter tells
        self._say_letters()

    def _say_letters(self) -> None:
        text = self.line.text()
        khmer = any("\u1780" <= letter <= "\u17ff" for letter in text)
        latin = any(letter.isascii() and letter.isalpha() for letter in text)
        said = self.tr("Look at the keyboard layout before you type.")
        if khmer and latin:
            said = self.tr("Typed in Khmer and in Latin letters, mixed.")
        elif khmer:
            said = self.tr("Typed in Khmer letters.")
        elif latin:
            said = self.tr("Typed in Latin letters.")
        caps = self.tr("Caps Lock is on.") if self._capitals else ""
        self.hint.setText(with_break_marks(f"{said} {caps}".strip()))


class PassphraseDialog(QDialog):
    """Asks for what opens the protected file at ``path``; :attr:`passphrase` once it is known.

    It is tried on a worker. After a wrong one the next has to wait, twice as long each time.
    """

    def __init__(self, path: Path, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path, self._speech = path, speech
        self.passphrase: Passphrase | None = None
        self._background = Background(self)
        self._wrong, self._until = 0, 0.0
        self._waiting = QTimer(self)
        self._waiting.setInterval(250)
        self._waiting.timeout.connect(self._count_down)
        self.field, self.problem = SecretField(), Notice(hides=True)
        speech.changed.connect(self.problem.refresh)
        self.open_it, self._back = QPushButton(), QPushButton(self.tr("Back"))
        self.setWindowTitle(self.tr("Registration kiosk"))
        self._lay_out()
        self._let_try(True)

    def _lay_out(self) -> None:
        head = Label(self.tr("“%1” is protected").replace("%1", self._path.name))
        head.setProperty("scale", "large")
        words = self.tr(
            "Type its passphrase. A lost one is final: no one can open the event without it, and"
            " there is no way around."
        )
        self.field.line.setAccessibleName(self.tr("Passphrase"))
        self.open_it.setDefault(True)
        self._back.setAutoDefault(False)
        self.open_it.clicked.connect(self.try_it)
        self._back.clicked.connect(self.reject)
        _stack(self, head, _wrapped(words), self.field, self.problem, (self._back, self.open_it))
        theme.fit_to_screen(self, theme.scaled(600), theme.scaled(360))

    def try_it(self) -> None:
        """Try what was typed; away when it opens the file, or shows that the file is damaged."""
        if not (self.open_it.isEnabled() and self.field.line.text().strip()):
            return
        self._let_try(False)
        self.open_it.setText(self.tr("Opening…"))
        path, typed = self._path, self.field.line.text()
        self._background.run(lambda: meant_passphrase(path, typed), self._opens, self._failed)

    def _opens(self, passphrase: Passphrase) -> None:
        self.passphrase = passphrase
        self.accept()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            self._let_try(True)
            raise error
        if error.told.sentence is not WRONG_PASSPHRASE:
            self._opens(Passphrase.of(self.field.line.text()))  # whoever opens it says what is torn
            return
        self._wrong += 1
        self._until = time.monotonic() + min(2 ** (self._wrong - 1), LONGEST_WAIT_S)
        self.problem.say(Tone.WARN, lambda: error.text(self._speech.language))
        self.field.line.selectAll()
        self._waiting.start()
        self._count_down()

    def _count_down(self) -> None:
        left = self._until - time.monotonic()
        if left <= 0:
            self._waiting.stop()
            self._let_try(True)
            return
        seconds = self._speech.digits(str(int(left) + 1))
        self.open_it.setText(self.tr("Wait %1 s").replace("%1", seconds))

    def _let_try(self, may: bool) -> None:
        self.open_it.setEnabled(may)
        if may:
            self.open_it.setText(self.tr("Open"))
            self.field.line.setFocus()

    def done(self, result: int) -> None:
        self._waiting.stop()
        self._background.finish()
        super().done(result)


class NewPassphraseDialog(QDialog):
    """A passphrase for an event, typed twice; with ``present``, what it has now is asked for too,
    and can be taken off. :attr:`passphrase` is the new one, None where it was taken off."""

    def __init__(
        self,
        name: str,
        speech: Speech,
        present: Passphrase | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._speech, self._present = speech, present
        self.passphrase: Passphrase | None = None
        self.old, self.new, self.again = SecretField(), SecretField(), SecretField()
        self.suggest, self.written = QPushButton(), QCheckBox()
        self.take_off, self.protect = QPushButton(), QPushButton()
        self._back = QPushButton(self.tr("Back"))
        self.problem = Notice(hides=True)
        speech.changed.connect(self.problem.refresh)
        self.written.toggled.connect(self._say_no_more)
        for field in (self.old, self.new, self.again):
            field.line.textEdited.connect(self._say_no_more)
        self.setWindowTitle(self.tr("Protect with a passphrase"))
        self._lay_out(name)

    def _lay_out(self, name: str) -> None:
        head = Label(name)
        head.setProperty("scale", "large")
        words = self.tr(
            "The event and its copies open with the passphrase only. A lost one is final: no one"
            " can open the event again, not even who made this program. Write it down, and keep the"
            " paper apart from the laptop."
        )
        self.suggest.setText(self.tr("Suggest one"))
        self.written.setText(self.tr("I have written it down."))
        self.take_off.setText(self.tr("Take the passphrase off"))
        self.protect.setText(self.tr("Protect") if self._present is None else self.tr("Change it"))
        self.suggest.clicked.connect(self._suggest)
        self.protect.clicked.connect(self._try)
        self.take_off.clicked.connect(self._take_off)
        self._back.clicked.connect(self.reject)
        self.protect.setDefault(True)
        for button in (self.suggest, self.take_off, self._back):
            button.setAutoDefault(False)
        self.take_off.setVisible(self._present is not None)
        _stack(
            self,
            head,
            self._scrolled(_wrapped(words)),
            self.problem,
            (self.suggest, self.take_off, None, self._back, self.protect),
        )
        theme.fit_to_screen(self, theme.scaled(680), theme.scaled(540))
        (self.new if self._present is None else self.old).setFocus()

    def _scrolled(self, words: QWidget) -> QWidget:
        """What large text makes higher than the screen."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        for part in (words, self._form(), self.written):
            column.addWidget(part)
        column.addStretch(1)
        return theme.scrolling(inside)

    def _form(self) -> QWidget:
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(0, 0, 0, 0)
        rows = [
            (self.tr("Passphrase now"), self.old),
            (self.tr("New passphrase"), self.new),
            (self.tr("The same once more"), self.again),
        ]
        for label, field in rows if self._present is not None else rows[1:]:
            field.line.setAccessibleName(label)
            form.addRow(label, field)
        theme.level(form)
        return page

    def _say_no_more(self) -> None:
        """What was wrong is being put right."""
        self.problem.say(Tone.PLAIN, str)

    def _suggest(self) -> None:
        """Fill one in, shown, to be written down."""
        text = suggestion()
        for field in (self.new, self.again):
            field.line.setText(text)
            field.show_letters.setChecked(True)

    def _try(self) -> None:
        def check() -> None:
            new, again = (Passphrase.of(field.line.text()) for field in (self.new, self.again))
            new.checked()
            if new != again:
                raise Refusal(NOT_THE_SAME)
            if not self.written.isChecked():
                raise Refusal(NOT_WRITTEN_DOWN)
            self.passphrase = new

        self._go_on(check)

    def _take_off(self) -> None:
        self._go_on(lambda: None)

    def _go_on(self, check: Callable[[], None]) -> None:
        try:
            old = Passphrase.of(self.old.line.text())
            if self._present is not None and old != self._present:
                raise Refusal(NOT_THE_PRESENT)
            check()
        except Refusal as refusal:
            told = refusal
            self.problem.say(Tone.WARN, lambda: told.text(self._speech.language))
        else:
            self.accept()


def _wrapped(words: str) -> QLabel:
    label = Label(with_break_marks(words))
    label.setWordWrap(True)
    return label


def _stack(dialog: QDialog, *parts: QWidget | tuple[QWidget | None, ...]) -> None:
    """One below the other; a tuple is a row of buttons, with None for the room between."""
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(*[theme.UNIT * 2] * 4)
    layout.setSpacing(theme.UNIT)
    for part in parts:
        if isinstance(part, QWidget):
            layout.addWidget(part, int(isinstance(part, QScrollArea)))
            continue
        layout.addStretch(0 if dialog.findChild(QScrollArea) else 1)
        row = QHBoxLayout()
        for button in part if None in part else (None, *part):
            if button is None:
                row.addStretch(1)
            else:
                row.addWidget(button)
        layout.addLayout(row)
