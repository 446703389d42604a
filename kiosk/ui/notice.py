"""What just happened, said beside the work: never a dialog in the way of the next person."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from kiosk.services.khmer import with_break_marks
from kiosk.ui import icons, theme


class Tone(StrEnum):
    """How a notice is meant; each tone has a sign of its own besides its colour."""

    PLAIN = "plain"
    DONE = "done"
    WARN = "warn"


_SIGNS = {Tone.DONE: icons.Sign.HERE, Tone.WARN: icons.Sign.WARNING}


class Notice(QFrame):
    """One line that stays until something else happens.

    The words are made anew by ``words`` when the language is switched. One that ``hides`` takes
    no room while it has nothing to say.
    """

    def __init__(self, *, hides: bool = False) -> None:
        super().__init__()
        self._hides = hides
        self._words: Callable[[], str] = str
        self._sign = _SignBox()
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.UNIT * 2, theme.UNIT // 2, theme.UNIT * 2, theme.UNIT // 2)
        layout.setSpacing(theme.UNIT)
        layout.addWidget(self._sign)
        layout.addWidget(self._label, 1)
        self.setMinimumHeight(theme.TOUCH)
        self.say(Tone.PLAIN, str)

    def say(self, tone: Tone, words: Callable[[], str]) -> None:
        """Show ``words()`` in ``tone``; a screen reader speaks it."""
        self._words = words
        self.setProperty("tone", tone.value)
        look = theme.colours()
        colour = look.done if tone is Tone.DONE else look.warn
        self._sign.show_sign(_SIGNS.get(tone), colour)
        for widget in (self, self._label):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self.refresh()
        if self._label.text():
            announce(self, self.text())

    def refresh(self) -> None:
        """Say the same in the language that is spoken now."""
        words = self._words()
        self._label.setText(with_break_marks(words))
        if self._hides:
            self.setVisible(bool(words))

    def text(self) -> str:
        """The words as they are shown, without the marks that let Khmer lines break."""
        return self._label.text().replace("\u200b", "")


def announce(about: QWidget, words: str) -> None:
    """Have a screen reader speak ``words`` at once."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(about, words))


class _SignBox(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._sign: icons.Sign | None = None
        self._colour = QColor()
        self.setFixedSize(QSize(24, 24))

    def show_sign(self, sign: icons.Sign | None, colour: str) -> None:
        self._sign, self._colour = sign, QColor(colour)
        self.setVisible(sign is not None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._sign is not None:
            painter = QPainter(self)
            icons.paint(painter, self._sign, QRectF(2, 2, 20, 20), self._colour)
            painter.end()
