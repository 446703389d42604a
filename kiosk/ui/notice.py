"""What just happened, said beside the work: never a dialog in the way of the next person. What is
so is told by a sign and by words, and by a colour only besides."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from kiosk.services.khmer import with_break_marks
from kiosk.ui import icons, theme
from kiosk.ui.label import Label


class Tone(StrEnum):
    """How something is meant; each tone has a sign of its own besides its colour."""

    PLAIN = "plain"
    DONE = "done"
    WARN = "warn"


_SIGNS = {Tone.DONE: icons.Sign.HERE, Tone.WARN: icons.Sign.WARNING}


class SignBox(QWidget):
    """A sign of ``size`` pixels at 100 %; it takes no room while there is none to show."""

    def __init__(self, size: int = theme.UNIT * 3) -> None:
        super().__init__()
        self._sign: icons.Sign | None = None
        self._tone, self._size = Tone.PLAIN, size
        self._grow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._grow()

    def _grow(self) -> None:
        """As large as the text is."""
        self.setFixedSize(QSize(theme.scaled(self._size), theme.scaled(self._size)))

    def show_sign(self, sign: icons.Sign | None, tone: Tone = Tone.PLAIN) -> None:
        """Show ``sign`` in the colour of ``tone``."""
        self._sign, self._tone = sign, tone
        self.setVisible(sign is not None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._sign is None:
            return
        worn, painter = theme.colours(), QPainter(self)
        colour = {Tone.DONE: worn.done, Tone.WARN: worn.warn, Tone.PLAIN: worn.quiet}[self._tone]
        edge = self.width() / 12
        icons.paint(
            painter,
            self._sign,
            QRectF(self.rect()).adjusted(edge, edge, -edge, -edge),
            QColor(colour),
        )
        painter.end()


class Band(QFrame):
    """A sign and words on the ground of a tone."""

    def __init__(self) -> None:
        super().__init__()
        self._sign, self._label = SignBox(), Label()
        self._label.setWordWrap(True)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.UNIT * 2, theme.UNIT // 2, theme.UNIT * 2, theme.UNIT // 2)
        layout.setSpacing(theme.UNIT)
        layout.addWidget(self._sign)
        layout.addWidget(self._label, 1)
        self.setMinimumHeight(theme.TOUCH)
        self.show_words(Tone.PLAIN, "")

    def show_words(self, tone: Tone, words: str) -> None:
        """Show ``words`` in ``tone``."""
        if self.property("tone") != tone.value:
            self.setProperty("tone", tone.value)
            self._sign.show_sign(_SIGNS.get(tone), tone)
            for widget in (self, self._label):
                widget.style().unpolish(widget)
                widget.style().polish(widget)
        self._label.setText(with_break_marks(words))

    def text(self) -> str:
        """The words as they are shown, without the marks that let Khmer lines break."""
        return self._label.text().replace("\u200b", "")


class Notice(Band):
    """One line that stays until something else happens.

    The words are made anew by ``words`` when the language is switched. One that ``hides`` takes
    no room while it has nothing to say.
    """

    def __init__(self, *, hides: bool = False) -> None:
        super().__init__()
        self._hides = hides
        self._words: Callable[[], str] = str
        self.say(Tone.PLAIN, str)

    def set_hides(self, hides: bool) -> None:
        """Whether it takes no room while it has nothing to say."""
        self._hides = hides
        self.setVisible(bool(self.text()) or not hides)

    def say(self, tone: Tone, words: Callable[[], str]) -> None:
        """Show ``words()`` in ``tone``; a screen reader speaks it."""
        self._words = words
        self.show_words(tone, "")
        self.refresh()
        if self._label.text():
            announce(self, self.text())

    def dismiss(self) -> None:
        """Let go of what was merely told; a warning stays."""
        if self.property("tone") != Tone.WARN.value:
            self.say(Tone.PLAIN, str)

    def refresh(self) -> None:
        """Say the same in the language that is spoken now."""
        words = self._words()
        self._label.setText(with_break_marks(words))
        if self._hides:
            self.setVisible(bool(words))


def announce(about: QWidget, words: str) -> None:
    """Have a screen reader speak ``words`` at once."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(about, words))
