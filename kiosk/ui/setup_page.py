"""Setting up, the evening before: each step, done or not, with the one thing that does it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kiosk.services.khmer import with_break_marks
from kiosk.services.readiness import Part, Readiness, Step
from kiosk.ui import icons, keys, theme
from kiosk.ui.label import Label
from kiosk.ui.speech import Speech


class SetupPage(QFrame):
    """``wants`` carries the key of what does a step, or of practice; ``left`` goes back; ``typed``
    carries letters, which belong to the search."""

    wants = Signal(object)
    left = Signal()
    typed = Signal(str)

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self._speech = speech
        self._heading, self._practice_words = Label(), Label()
        self._heading.setProperty("scale", "large")
        self._practice_words.setWordWrap(True)
        self._practice_words.setProperty("quiet", "true")
        self.rows = {step: _StepRow(_KEYS[step]) for step in Step}
        self.practise, self._back = QPushButton(), QPushButton()
        for row in self.rows.values():
            row.act.clicked.connect(lambda _checked=False, row=row: self.wants.emit(row.key))
        self.practise.clicked.connect(lambda: self.wants.emit(keys.PRACTISE))
        self._back.clicked.connect(self.left)
        self._lay_out()
        self.setFocusProxy(self.rows[Step.FACTS].act)
        self.retranslate()

    def _lay_out(self) -> None:
        inside, scroll = QWidget(), QScrollArea()
        steps = QVBoxLayout(inside)
        steps.setContentsMargins(0, 0, 0, 0)
        steps.setSpacing(0)
        for row in self.rows.values():
            steps.addWidget(row)
        steps.addStretch(1)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        below = QHBoxLayout()
        below.setSpacing(theme.UNIT * 2)
        below.addWidget(self.practise)
        below.addWidget(self._practice_words, 1)
        below.addWidget(self._back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.UNIT * 2, theme.UNIT, theme.UNIT * 2, theme.UNIT * 2)
        layout.setSpacing(theme.UNIT)
        layout.addWidget(self._heading)
        layout.addWidget(scroll, 1)
        layout.addLayout(below)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self._line_up()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every word anew."""
        self._heading.setText(self.tr("Setting up, the evening before"))
        titles = {
            Step.FACTS: self.tr("Facts of the event"),
            Step.LANGUAGES: self.tr("Two languages"),
            Step.LIST: self.tr("Participant list"),
            Step.PRINTER: self.tr("Badges and printer"),
            Step.ALLOWANCES: self.tr("Allowances"),
            Step.COPIES: self.tr("Copies in a second place"),
            Step.PASSPHRASE: self.tr("Protected with a passphrase"),
            Step.PIN: self.tr("Organizer's PIN"),
        }
        for step, row in self.rows.items():
            row.name(titles[step], done=self.tr("done"), open_=self.tr("not yet"))
            row.say(self._speech)
        self._line_up()
        self.practise.setText(self.tr("Practise…"))
        words = self.tr("Volunteers try on a copy; nothing of it counts, nothing is printed.")
        self._practice_words.setText(with_break_marks(words))
        self._back.setText(self.tr("Back to the queue (Esc)"))

    def _line_up(self) -> None:
        """All buttons as wide as the widest."""
        acts = [row.act for row in self.rows.values()]
        for act in acts:
            act.setMinimumWidth(0)
        widest = max(act.sizeHint().width() for act in acts)
        for act in acts:
            act.setMinimumWidth(widest)

    def show_steps(self, steps: Sequence[Readiness]) -> None:
        """Show how each step stands."""
        for found in steps:
            self.rows[found.step].show_stand(found)
            self.rows[found.step].say(self._speech)
        self._line_up()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(focused, QPushButton) and not event.isAutoRepeat():
                focused.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        elif letters := keys.letters_of(event):
            self.typed.emit(letters)
        else:
            super().keyPressEvent(event)


_KEYS = {
    Step.FACTS: keys.FACTS,
    Step.LANGUAGES: keys.FACTS,
    Step.LIST: keys.READ_LIST,
    Step.PRINTER: keys.PRINTER,
    Step.ALLOWANCES: keys.FACTS,
    Step.COPIES: keys.COPIES,
    Step.PASSPHRASE: keys.PROTECT,
    Step.PIN: keys.PIN,
}
_PARTS = {Part.CATEGORIES: keys.CATEGORIES, Part.GROUPS: keys.GROUPS}


class _StepRow(QFrame):
    """A sign, what the step is, how it stands, and the button that does it."""

    def __init__(self, key: keys.Key) -> None:
        super().__init__()
        self.setObjectName("row")
        self.key = self._own_key = key
        self._found: Readiness | None = None
        self._state_words = ("", "")
        self._sign = _Sign()
        self._title, self._words = Label(), Label()
        self._title.setProperty("scale", "strong")
        self._words.setWordWrap(True)
        self._words.setProperty("quiet", "true")
        self._state = Label()
        self.act = QPushButton()
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._title)
        middle.addWidget(self._words)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.UNIT, 2, theme.UNIT, 2)
        layout.setSpacing(theme.UNIT * 2)
        layout.addWidget(self._sign)
        layout.addLayout(middle, 1)
        layout.addWidget(self._state)
        layout.addWidget(self.act)

    def name(self, title: str, *, done: str, open_: str) -> None:
        """Set the words that stay."""
        self._title.setText(title)
        self._state_words = (open_, done)
        self._name_act()

    def _name_act(self) -> None:
        shortcut = f" ({self.key.shortcut})" if self.key.shortcut else ""
        self.act.setText(f"{self.key.menu_words()}{shortcut}")
        self.act.setAccessibleName(f"{self._title.text()}: {self.act.text()}")

    def show_stand(self, found: Readiness) -> None:
        """Take over how it stands, and which part of the facts its button opens."""
        self._found = found
        self.key = _PARTS.get(found.part, self._own_key)
        self._name_act()
        self._sign.show_done(found.done)

    def say(self, speech: Speech) -> None:
        """Say how it stands, in the language spoken."""
        if self._found is not None:
            words = speech.digits(self._found.words.text(speech.language))
            self._words.setText(with_break_marks(words))
            self._state.setText(self._state_words[self._found.done])

    @property
    def done(self) -> bool:
        """Whether the step is done."""
        return self._found is not None and self._found.done

    def text(self) -> str:
        """How it stands, in words."""
        return f"{self._state.text()}: {self._words.text()}".replace("\u200b", "")


class _Sign(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._done = False
        self.setFixedSize(QSize(28, 28))

    def show_done(self, done: bool) -> None:
        self._done = done
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        worn, painter = theme.colours(), QPainter(self)
        sign = icons.Sign.HERE if self._done else icons.Sign.NOT_YET
        colour = QColor(worn.done if self._done else worn.quiet)
        icons.paint(painter, sign, QRectF(2, 2, 24, 24), colour)
        painter.end()
