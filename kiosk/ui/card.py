"""The chosen person's card: who it is, beside the list."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal, SignalInstance
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kiosk.domain import Event, Person, PhotoConsent
from kiosk.services.attendance_figures import event_zone
from kiosk.services.khmer import with_break_marks
from kiosk.ui import theme
from kiosk.ui.badge_preview import BadgeView
from kiosk.ui.speech import Speech


class PersonCard(QFrame):
    """Shows one person. Phone and disability stay out of it: strangers read over the table."""

    check_in = Signal()
    edit = Signal()
    print_again = Signal()
    undo_arrival = Signal()

    def __init__(self, speech: Speech, event: Event) -> None:
        super().__init__()
        self.setObjectName("card")
        self._speech = speech
        self._event = event
        self._person: Person | None = None
        self._compact = False
        self.badge = BadgeView()
        self._name = _wrapping("search")
        self._other_name = _wrapping("large")
        self._facts = _wrapping("")
        self._status = _wrapping("large")
        self._buttons = {
            "check_in": _button(self.check_in, primary=True),
            "edit": _button(self.edit),
            "print_again": _button(self.print_again),
            "undo_arrival": _button(self.undo_arrival),
        }
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        who = QWidget()
        words = QVBoxLayout(who)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(theme.UNIT)
        for label in (self._name, self._other_name, self._facts):
            words.addWidget(label)
        words.addWidget(self.badge, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setMinimumHeight(theme.TOUCH)
        scroll.setWidget(who)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.UNIT * 2] * 4)
        layout.setSpacing(theme.UNIT)
        layout.addWidget(scroll, 1)
        layout.addWidget(self._status)
        for button in self._buttons.values():
            layout.addWidget(button)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every word anew."""
        self._buttons["check_in"].setText(self.tr("Check in (Enter)"))
        self._buttons["edit"].setText(self.tr("Edit (F4)"))
        self._buttons["print_again"].setText(self.tr("Print badge again (Ctrl+P)"))
        self._buttons["undo_arrival"].setText(self.tr("Not here after all (Ctrl+D)"))
        self.show_person(self._person)

    def set_compact(self, compact: bool) -> None:
        """On a low screen leave out the buttons whose deeds have a key and a menu entry."""
        self._compact = compact
        self.show_person(self._person)

    def show_event(self, event: Event) -> None:
        """Take over the facts of a changed event."""
        self._event = event
        self.show_person(self._person)

    def show_person(self, person: Person | None) -> None:
        """Fill the card; empty it for None."""
        if person != self._person:
            self.badge.show_badge(QImage())
        self._person = person
        first, second = self._speech.names(person) if person else ("", "")
        self._name.setText(with_break_marks(first))
        self._other_name.setText(with_break_marks(second))
        self._facts.setText(with_break_marks("\n".join(self._facts_of(person)) if person else ""))
        self._status.setText(self._status_of(person) if person else "")
        here = person is not None and person.arrived_at is not None
        self._buttons["check_in"].setVisible(person is not None and not here)
        self._buttons["edit"].setVisible(person is not None and not here and not self._compact)
        self._buttons["print_again"].setVisible(here)
        self._buttons["undo_arrival"].setVisible(here and not self._compact)

    def show_badge(self, person_id: UUID, image: QImage) -> None:
        """Show the badge of the person on the card; one of someone else comes too late."""
        if self._person is not None and self._person.id == person_id:
            self.badge.show_badge(image)

    def _facts_of(self, person: Person) -> list[str]:
        """What the badge below does not say."""
        lines = [
            self.tr("Walk-in") if person.walk_in else "",
            self.tr("No photo!") if person.photo_consent is PhotoConsent.NO else "",
            person.note,
        ]
        return [line for line in lines if line]

    def _status_of(self, person: Person) -> str:
        if person.arrived_at is not None:
            local = person.arrived_at.astimezone(event_zone(self._event))
            return self.tr("Here since %1").replace("%1", self._speech.time(local))
        if not person.named:
            return self.tr("A seat without a name: press Enter and type who came.")
        return ""


def _wrapping(size: str) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("scale", size)
    return label


def _button(signal: SignalInstance, *, primary: bool = False) -> QPushButton:
    button = QPushButton()
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setProperty("primary", primary)
    button.clicked.connect(lambda _checked=False: signal.emit())
    return button
