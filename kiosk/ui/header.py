"""The top of the window: which event this is, and how many of the expected are here."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kiosk.domain import Event
from kiosk.services.attendance_figures import Headcount
from kiosk.ui import icons, keys, theme
from kiosk.ui.few_lines import FewLines
from kiosk.ui.label import Label
from kiosk.ui.speech import Speech

BESIDE_UP_TO = 125
"""Per cent of text up to which the buttons stand beside each other."""


class Header(QWidget):
    """Title and day at the left, arrived of expected at the right: always in sight. A title takes
    two lines, one where the window is low or the text large."""

    def __init__(self, speech: Speech, event: Event) -> None:
        super().__init__()
        self._speech, self._event = speech, event
        self._counted: Headcount | None = None
        self._compact = False
        self.called, self._facts = FewLines(2), FewLines(1)
        self.called.setProperty("scale", "large")
        self._facts.setProperty("quiet", "true")
        self.count, self._count_words = Label(), Label()
        self.count.setProperty("scale", "display")
        self._count_words.setProperty("quiet", "true")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.language = QPushButton()
        self.language.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.language.clicked.connect(speech.switch)
        self.organizer = QPushButton()
        self.organizer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.organizer.setProperty("offer", "true")
        self.organizer.hide()
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        left, right, numbers = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.called)
        left.addWidget(self._facts)
        numbers.setSpacing(theme.UNIT)
        numbers.addStretch(1)
        numbers.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBottom)
        numbers.addWidget(self._count_words, 0, Qt.AlignmentFlag.AlignBottom)
        right.setSpacing(theme.UNIT // 2)
        right.addLayout(numbers)
        right.addWidget(self._bar)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.UNIT * 3)
        layout.addLayout(left, 1)
        layout.addLayout(right)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.UNIT)
        buttons.addWidget(self.organizer, 0, Qt.AlignmentFlag.AlignTop)
        buttons.addWidget(self.language, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(buttons)
        self._bar.setMinimumWidth(300)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self._suit()
        super().changeEvent(event)

    def _suit(self) -> None:
        """Large text needs the width: the lock then stands where the language is, which has a key
        and a menu entry."""
        large = theme.look().text_percent > BESIDE_UP_TO
        words = self.tr("Lock") if large else self.tr("Organizer – lock")
        self.organizer.setText(f"\u2002{words}")  # room after the sign
        self.language.setVisible(not (large and self.organizer.isVisibleTo(self)))
        self.called.limit(1 if large or self._compact else 2)

    def retranslate(self) -> None:
        """Set every word anew."""
        speech, event = self._speech, self._event
        self.language.setText(f"{keys.LANGUAGE.bar_words()} (F9)")
        self._suit()
        lock = self.tr("The organizer's part is open. Lock it now: %1")
        self.organizer.setToolTip(lock.replace("%1", keys.ORGANIZER.shortcut))
        self.organizer.setAccessibleName(self.organizer.toolTip())
        self.called.say(speech.title(event))
        place = speech.either(event.venue_km, event.venue_en) or speech.either(
            event.city_km, event.city_en
        )
        self._facts.say(" · ".join(filter(None, (speech.date(event.date), place))))
        if self._counted is not None:
            self.show_headcount(self._counted)

    def set_compact(self, compact: bool) -> None:
        """On a low screen leave out the line of day and place."""
        self._compact = compact
        self._facts.setVisible(not compact)
        self._suit()

    def show_event(self, event: Event) -> None:
        """Show another or a changed event."""
        self._event = event
        self.retranslate()

    def show_organizer(self, here: bool) -> None:
        """Whether what is the organizer's is open now: a lock and words, not a colour alone."""
        if here:
            size = theme.scaled(theme.BODY)
            self.organizer.setIcon(icons.icon(icons.Sign.UNLOCKED, theme.colours().warn, size))
            self.organizer.setIconSize(QSize(size, size))
        self.organizer.setVisible(here)
        self._suit()

    def show_headcount(self, counted: Headcount) -> None:
        """Show how many are here."""
        self._counted = counted
        digits = self._speech.digits
        # Before a list is read, the organizer's own number is what is expected.
        expected = counted.registered or self._event.expected_participants
        self.count.setText(digits(f"{counted.here} / {expected}"))
        words = self.tr("arrived of expected")
        if counted.walk_ins_here:
            one = counted.walk_ins_here == 1
            extra = self.tr("+ %1 walk-in") if one else self.tr("+ %1 walk-ins")
            extra = extra.replace("%1", digits(counted.walk_ins_here))
            words = f"{words}\n{extra}"
        self._count_words.setText(words)
        self._bar.setRange(0, max(1, expected))
        self._bar.setValue(counted.here)
        self._bar.setAccessibleName(f"{self.count.text()} {words}")
