"""The pages of the desk window: the queue, and what stands before it for a moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from kiosk.domain import Event
from kiosk.language import Refusal
from kiosk.services.desk import Desk
from kiosk.services.organizer import Deed
from kiosk.services.readiness import Badges, readiness
from kiosk.services.safekeeping import second_places
from kiosk.ui import keys
from kiosk.ui.background import Background
from kiosk.ui.form import PersonForm
from kiosk.ui.morning_page import MorningPage
from kiosk.ui.pin_page import PinPage
from kiosk.ui.print_room import PrintRoom
from kiosk.ui.queue_page import QueuePage
from kiosk.ui.refusing import saying_refusals
from kiosk.ui.setup_page import SetupPage
from kiosk.ui.signature_page import SignaturePage
from kiosk.ui.speech import Speech

PACE_ANEW = timedelta(seconds=20)
"""How old the morning at a glance may be, where nothing happened."""


class Pages(QStackedWidget):
    """Six pages, of which one is shown. ``refused`` carries what could not be shown."""

    refused = Signal(object)

    def __init__(
        self, desk: Desk, speech: Speech, prints: PrintRoom, background: Background
    ) -> None:
        super().__init__()
        self._desk, self._prints = desk, prints
        self._shown_at = desk.now()
        self._before_pin: QWidget | None = None
        self.queue = QueuePage(desk, speech, background, lambda: prints.design)
        self.form = PersonForm(speech, desk.event)
        self.signature = SignaturePage(speech)
        self.setup = SetupPage(speech)
        self.morning = MorningPage(speech, desk.event)
        self.pin = PinPage(speech)
        for page in (self.queue, self.form, self.signature, self.setup, self.morning, self.pin):
            self.addWidget(page)
        for page in (self.signature, self.setup, self.morning, self.pin):
            page.left.connect(self.show_queue)
        self.form.cancelled.connect(self.show_queue)
        for page in (self.morning, self.pin, self.setup):
            page.typed.connect(self._type_in_queue)
        self.morning.picked.connect(self._look_up)
        prints.changed.connect(self._show_steps_if_shown)

    def shows(self, page: QWidget) -> bool:
        """Whether ``page`` is the one in sight."""
        return self.currentWidget() is page

    def bar(self) -> Sequence[keys.Key]:
        """The keys of the page that is shown."""
        page = self.currentWidget()
        if page in (self.form, self.signature):
            return keys.FORM_BAR
        if page is self.setup:
            return keys.SETUP_BAR
        if page is self.pin:
            return keys.PIN_BAR
        return keys.GLANCE_BAR if page is self.morning else self._queue_bar()

    def _queue_bar(self) -> Sequence[keys.Key]:
        """What works now: Enter with a row, the keys of a person with someone on the card."""
        idle: set[keys.Key] = set()
        if not self.queue.model.rowCount():
            idle.add(keys.CHOOSE)
        if self.queue.chosen() is None and not self.queue.model.namesakes:
            idle.update(keys.OF_A_ROW)
        if self.queue.person() is None:
            idle.update(keys.OF_THE_CARD)
        return [key for key in keys.BAR if key not in idle]

    def say_refused(self, refusal: Refusal) -> None:
        """Hand on what could not be shown."""
        self.refused.emit(refusal)

    def show_queue(self) -> None:
        """Back to the search, with nothing private left open."""
        self.setCurrentWidget(self.queue)
        self.morning.show_private(False)
        self.queue.search.setFocus()

    def show_pin(self, deed: Deed | None, wait: int) -> None:
        """Ask for the organizer's PIN; ``wait`` seconds are left of wrong ones."""
        if not self.shows(self.pin):
            self._before_pin = self.currentWidget()
        self.pin.start(deed, wait)
        self.setCurrentWidget(self.pin)
        self.pin.setFocus()

    def leave_pin(self) -> bool:
        """Back to where the PIN was asked for; False where someone went on to other work."""
        if not self.shows(self.pin):
            return False
        if self._before_pin is self.setup:
            self.setCurrentWidget(self.setup)
            self.setup.setFocus()
        else:
            self.show_queue()
        return True

    @saying_refusals
    def turn(self) -> None:
        """From the queue to the morning at a glance, and back."""
        if self.shows(self.morning):
            self.show_queue()
        elif self.shows(self.queue) and self._desk.ready:
            self._show_morning()
            self.setCurrentWidget(self.morning)
            self.morning.setFocus()

    @saying_refusals
    def show_setup(self) -> None:
        """The steps of the evening before."""
        if not self.shows(self.form) and self._desk.ready:
            self._show_steps()
            self.setCurrentWidget(self.setup)
            self.setup.setFocus()

    def show_figures(self) -> None:
        """Bring what is counted up to date, where it is shown."""
        if self.shows(self.morning):
            self._show_morning()
        self._show_steps_if_shown()

    def let_time_pass(self) -> None:
        """The pace falls also while no one comes."""
        if self.shows(self.morning) and self._desk.now() - self._shown_at >= PACE_ANEW:
            self._show_morning()

    def show_event(self, event: Event) -> None:
        """Take over the facts of a changed event."""
        for page in (self.queue, self.form, self.morning):
            page.show_event(event)
        self._show_steps_if_shown()

    def _show_morning(self) -> None:
        self._shown_at = self._desk.now()
        self.morning.show_people(self._desk.people(), self._shown_at)

    @saying_refusals
    def _show_steps_if_shown(self) -> None:
        if self.shows(self.setup):
            self._show_steps()

    def _show_steps(self) -> None:
        prints, desk = self._prints, self._desk
        printer = "" if prints.folder() else prints.printer_name()
        badges = Badges(printer, settled=prints.settled())
        places, protected = len(second_places()), desk.store.passphrase is not None
        self.setup.show_steps(
            readiness(
                desk.event,
                desk.people(),
                badges,
                places,
                protected=protected,
                pin=desk.organizer.stand,
            )
        )

    def _type_in_queue(self, letters: str) -> None:
        """Letters typed on another page are a search."""
        self.show_queue()
        self.queue.search.insert(letters)

    def _look_up(self, code: str) -> None:
        self.show_queue()
        self.queue.search.setText(code)
