"""What stands there when no event was named: the packaged workshop, a new event, or a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDate, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QFrame,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kiosk.language import Refusal
from kiosk.services.khmer import with_break_marks
from kiosk.ui import theme
from kiosk.ui.files import file_to_open, file_to_write
from kiosk.ui.label import Label
from kiosk.ui.notice import Notice, Tone
from kiosk.ui.number_fields import DayField
from kiosk.ui.speech import Speech


class StartPage(QWidget):
    """``open_file`` names an event file, ``make_sample`` and ``make_new`` where to make one."""

    open_file = Signal(Path)
    make_sample = Signal(Path)
    make_from = Signal(Path, Path)
    make_new = Signal(Path, str, str, QDate)
    left = Signal()

    def __init__(self, speech: Speech, folder: Path, recent: Sequence[Path]) -> None:
        super().__init__()
        self._speech, self._folder = speech, folder
        self._title, self._text = Label(), Label()
        self._title.setProperty("scale", "display")
        self._text.setProperty("quiet", "true")
        self._text.setWordWrap(True)
        self.sample, self.other, self.file, self.toml = (Offer() for _ in range(4))
        self.language, self.protect = QPushButton(), QCheckBox()
        self.recent = [Offer() for _ in recent]
        self.notice = Notice(hides=True)
        self.new = _NewEvent()
        self._connect(recent)
        self._lay_out()
        self.retranslate()
        theme.fit_to_screen(self, 760, 680)

    def _connect(self, recent: Sequence[Path]) -> None:
        self.sample.clicked.connect(self._ask_sample)
        self.other.clicked.connect(self._toggle_new)
        self.file.clicked.connect(self._ask_file)
        self.toml.clicked.connect(self._ask_toml)
        self.language.clicked.connect(self._speech.switch)
        self.new.make.clicked.connect(self._ask_new)
        for button, path in zip(self.recent, recent, strict=True):
            button.say(path.stem, str(path.parent))
            button.clicked.connect(lambda _checked=False, path=path: self.open_file.emit(path))

    def _lay_out(self) -> None:
        inside, scroll = QWidget(), QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(*[theme.UNIT * 5] * 4)
        layout.setSpacing(theme.UNIT)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addSpacing(theme.UNIT * 2)
        (self.recent[0] if self.recent else self.sample).setProperty("primary", True)
        for widget in (*self.recent, self.sample, self.other, self.new, self.file, self.toml):
            layout.addWidget(widget)
        layout.addWidget(self.protect)
        layout.addStretch(1)
        layout.addWidget(self.notice)
        layout.addWidget(self.language, 0, Qt.AlignmentFlag.AlignRight)
        self.new.hide()
        (self.recent[0] if self.recent else self.sample).setFocus()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every word anew."""
        self.setWindowTitle(self.tr("Registration kiosk"))
        self._title.setText(self.tr("Registration kiosk"))
        text = self.tr(
            "Lists in, badges out, and the sign-in sheet for finance – without internet."
        )
        self._text.setText(with_break_marks(text))
        self.sample.say(
            self.tr("Begin with the packaged workshop"),
            self.tr("Facts, groups and badge design are there; read your list, and try it all."),
        )
        self.other.say(
            self.tr("A new event…"), self.tr("A title and a day; the list and the rest come after.")
        )
        self.file.say(self.tr("Open an event file…"), self.tr("One that was made before: ….kiosk"))
        self.toml.say(
            self.tr("Make an event from a TOML file…"),
            self.tr("For who prepares many events: all facts in one text file."),
        )
        self.protect.setText(self.tr("A new event gets a passphrase"))
        self.language.setText(self.tr("Speak Khmer · ខ្មែរ (F9)"))
        self.notice.refresh()

    def say_refused(self, refusal: Refusal) -> None:
        """Say why it could not be opened."""
        self.notice.say(Tone.WARN, lambda: refusal.text(self._speech.language))

    def _ask_file(self) -> None:
        path = file_to_open(self, self.tr("Open an event file"), self._folder, _event_filter(self))
        if path is not None:
            self.open_file.emit(path)

    def _ask_sample(self) -> None:
        path = self._save_name("workshop.kiosk")
        if path is not None:
            self.make_sample.emit(path)

    def _ask_toml(self) -> None:
        title = self.tr("The facts of the event")
        source = file_to_open(self, title, self._folder, "TOML (*.toml)")
        target = self._save_name(f"{source.stem}.kiosk") if source is not None else None
        if source is not None and target is not None:
            self.make_from.emit(target, source)

    def _ask_new(self) -> None:
        try:
            day = self.new.date.date()
        except Refusal as refusal:
            self.say_refused(refusal)
            return
        path = self._save_name("event.kiosk")
        if path is not None:
            self.make_new.emit(path, self.new.title_km.text(), self.new.title_en.text(), day)

    def _save_name(self, name: str) -> Path | None:
        title = self.tr("Where to keep the event")
        return file_to_write(self, title, self._folder / name, _event_filter(self))

    def _toggle_new(self) -> None:
        """Ask for the short form instead of offering the other ways."""
        asking = not self.new.isVisible()
        self.new.setVisible(asking)
        for button in (*self.recent, self.file, self.sample, self.toml):
            button.setVisible(not asking)
        (self.new.title_km if asking else self.other).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, focused = event.key(), self.focusWidget()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(focused, QPushButton):
                focused.click()
            elif self.new.isVisible():
                self._ask_new()
        elif key == Qt.Key.Key_Escape:
            if self.new.isVisible():
                self._toggle_new()
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)


class Offer(QPushButton):
    """A way to begin: what it is, and quietly below it what that means."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._words = Label(), Label()
        self._title.setProperty("scale", "strong")
        self._words.setProperty("scale", "small")
        self._words.setWordWrap(True)
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.UNIT * 2, theme.UNIT, theme.UNIT * 2, theme.UNIT)
        layout.setSpacing(0)
        for label in (self._title, self._words):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(label)

    def say(self, title: str, words: str) -> None:
        """Show these words."""
        self._title.setText(title)
        self._words.setText(with_break_marks(words))
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)

    def sizeHint(self) -> QSize:
        return self._column.sizeHint()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._column.heightForWidth(width)


class _NewEvent(QFrame):
    """The short form of an event: its title and its day."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self.title_km, self.title_en = QLineEdit(), QLineEdit()
        self.date = DayField(QDate.currentDate())
        self.make = QPushButton()
        self.make.setProperty("primary", True)
        self._labels = [Label(), Label(), Label()]
        form = QFormLayout(self)
        fields = (self.title_km, self.title_en, self.date)
        for label, field in zip(self._labels, fields, strict=True):
            form.addRow(label, field)
        form.addRow(self.make)
        form.setContentsMargins(*[theme.UNIT * 2] * 4)
        theme.level(form)
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        names = (self.tr("Title in Khmer"), self.tr("Title in English"), self.tr("Day"))
        fields = (self.title_km, self.title_en, self.date)
        for label, field, name in zip(self._labels, fields, names, strict=True):
            label.setText(name)
            field.setAccessibleName(name)
        self.make.setText(self.tr("Make this event…"))


def _event_filter(page: StartPage) -> str:
    events = page.tr("Events")
    return f"{events} (*.kiosk)"
