"""The window of the queue: search, choose, Enter; next person.

Every slot makes one call to the desk and says what came of it; what the desk refuses is said
in the notice beside the work, and the cursor is back in the search box.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from kiosk.domain import Arrival, Person, PhotoConsent
from kiosk.language import Refusal
from kiosk.services.desk import Desk, TakenBack
from kiosk.services.directory import Loaded
from kiosk.services.groups import group_counts
from kiosk.services.readiness import readiness
from kiosk.ui import keys, theme
from kiosk.ui.background import Background
from kiosk.ui.blank import BlankScreen
from kiosk.ui.card import CONSENTS
from kiosk.ui.copy_line import CopyLine
from kiosk.ui.desk_menus import DeskMenus
from kiosk.ui.form import Known, PersonForm, typed_into_fields
from kiosk.ui.header import Header
from kiosk.ui.key_bar import KeyBar
from kiosk.ui.morning_page import MorningPage
from kiosk.ui.notice import Notice, Tone
from kiosk.ui.print_line import PrintLine
from kiosk.ui.print_room import PrintRoom
from kiosk.ui.queue_page import QueuePage
from kiosk.ui.refusing import saying_refusals
from kiosk.ui.setup_page import SetupPage
from kiosk.ui.signature_page import SignaturePage
from kiosk.ui.speech import Speech
from kiosk.ui.telling import Telling

REFRESH_MS = 2000
"""How often the desk looks whether another one changed something."""
COMPACT_BELOW = 560
"""Lower windows than this many pixels (a 1366×768 screen at 150 %) leave out what can be spared."""


class DeskWindow(QMainWindow):
    """One desk on one event. What leads out of the queue (lists, exports, printer, another
    event) is asked for by :attr:`wants`, with the key's entry of :mod:`kiosk.ui.keys`."""

    wants = Signal(object)
    ready = Signal()
    closed = Signal()

    def __init__(
        self, desk: Desk, speech: Speech, prints: PrintRoom, background: Background
    ) -> None:
        super().__init__()
        self._desk, self._speech, self._prints = desk, speech, prints
        self._background = background
        self._editing: Person | None = None
        self._signing: Person | None = None
        self._seen = 0
        self._shown = self._compact = False
        self._telling = Telling(speech, prints)
        self.queue = QueuePage(desk, speech, background, lambda: prints.design)
        self.search, self.model = self.queue.search, self.queue.model
        self.results, self.card = self.queue.results, self.queue.card
        self.header = Header(speech, desk.event)
        self.form = PersonForm(speech, desk.event)
        self.signature = SignaturePage(speech)
        self.setup = SetupPage(speech)
        self.practice = Notice(hides=True)
        self.morning = MorningPage(speech, desk.event)
        self.notice = Notice()
        self._print_line = PrintLine(prints, speech)
        self.printing = self._print_line.banner
        self._key_bar, self.copies = KeyBar(), CopyLine(speech)
        self._stack = QStackedWidget()
        self._blank = BlankScreen(self)
        self._menus = DeskMenus(self.menuBar())
        self._lay_out()
        self._make_menus()
        self._connect()
        self._watch = QTimer(self)
        self._watch.setInterval(REFRESH_MS)
        self._watch.timeout.connect(self.refresh)
        self.retranslate()

    def _lay_out(self) -> None:
        self._stack.addWidget(self.queue)
        self._stack.addWidget(self.form)
        self._stack.addWidget(self.signature)
        self._stack.addWidget(self.setup)
        self._stack.addWidget(self.morning)
        self._stack.currentChanged.connect(self._show_keys)
        self._show_keys()
        page = QWidget()
        outer = QVBoxLayout(page)
        outer.setContentsMargins(theme.UNIT * 2, theme.UNIT, theme.UNIT * 2, theme.UNIT)
        outer.setSpacing(theme.UNIT)
        outer.addWidget(self.practice)
        outer.addWidget(self.header)
        outer.addWidget(self._stack, 1)
        outer.addWidget(self.notice)
        outer.addWidget(self.printing)
        bottom = QHBoxLayout()
        bottom.addWidget(self._key_bar, 3)
        bottom.addWidget(self._print_line.where, 1)
        bottom.addWidget(self.copies)
        outer.addLayout(bottom)
        self.setCentralWidget(page)
        self.setMinimumSize(800, 440)
        theme.fit_to_screen(self, 1366, 720)

    def _show_keys(self) -> None:
        """The keys of the page that is shown, and what they may act on."""
        page = self._stack.currentWidget()
        if page in (self.form, self.signature):
            self._key_bar.show_keys(keys.FORM_BAR)
        elif page is self.setup:
            self._key_bar.show_keys(keys.SETUP_BAR)
        else:
            self._key_bar.show_keys(keys.GLANCE_BAR if page is self.morning else keys.BAR)
        # The keys of the queue would act on someone behind another page.
        self._menus.let_the_queue_act(page is self.queue)

    def _make_menus(self) -> None:
        prints, want = self._prints, self.wants.emit
        self._menus.add(
            lambda: self.tr("&Event"),
            (keys.READ_LIST, lambda: want(keys.READ_LIST)),
            (keys.BADGES, lambda: want(keys.BADGES)),
            (keys.DESIGNS, lambda: want(keys.DESIGNS)),
            (keys.WORKBOOK, lambda: want(keys.WORKBOOK)),
            (keys.FINANCE, lambda: want(keys.FINANCE)),
            (keys.PAPER, lambda: want(keys.PAPER)),
            (keys.DOOR_LISTS, lambda: want(keys.DOOR_LISTS)),
            (keys.FACTS, lambda: want(keys.FACTS)),
            (keys.SETUP, self.show_setup),
            (keys.PRACTISE, lambda: want(keys.PRACTISE)),
            (keys.OTHER_EVENT, lambda: want(keys.OTHER_EVENT)),
            (keys.QUIT, self.close),
        )
        self._menus.add(
            lambda: self.tr("&Person"),
            (keys.WALK_IN, self.start_walk_in),
            (keys.IN_PLACE, self.start_in_place),
            (keys.EDIT, self.start_edit),
            (keys.PHOTO, self.next_consent),
            (keys.SIGN, self.start_signing),
            (keys.PRIVATE, self.show_private),
            (keys.HISTORY, self.show_history),
            (keys.PRINT_AGAIN, self.print_again),
            (keys.NOT_HERE, self.undo_arrival),
            (keys.UNDO, self.undo),
            (keys.REDO, self.redo),
        )
        self._menus.add(
            lambda: self.tr("&Desk"),
            (keys.PRINTER, lambda: want(keys.PRINTER)),
            (keys.RETRY, prints.retry),
            (keys.GO_ON, lambda: want(keys.GO_ON)),
            (keys.CAME_OUT, prints.came_out),
            (keys.GLANCE, self.turn_page),
            (keys.BLANK, self._blank.cover),
            (keys.LARGER, lambda: want(keys.LARGER)),
            (keys.SMALLER, lambda: want(keys.SMALLER)),
            (keys.COLOURS, lambda: want(keys.COLOURS)),
            (keys.LANGUAGE, self._speech.switch),
        )

    def _connect(self) -> None:
        self.queue.typed.connect(self._search)
        self.search.entered.connect(self.check_in)
        self.results.doubleClicked.connect(lambda _index: self.check_in())
        self.card.check_in.connect(self.check_in)
        self.card.edit.connect(self.start_edit)
        self.card.in_place.connect(self.start_in_place)
        self.card.sign.connect(self.start_signing)
        self.card.photo.connect(self._set_consent)
        self.card.print_again.connect(self.print_again)
        self.card.undo_arrival.connect(self.undo_arrival)
        self.form.saved.connect(self._save_form)
        self.form.cancelled.connect(self._show_queue)
        self.form.changed.connect(self._look_for_same)
        self.form.same_person.connect(self._take_same)
        self.signature.saved.connect(self._save_signature)
        self.signature.left.connect(self._show_queue)
        self.setup.left.connect(self._show_queue)
        self.setup.wants.connect(self.wants)
        self._prints.changed.connect(self._show_steps_if_shown)
        self.morning.left.connect(self._show_queue)
        self.morning.typed.connect(self._type_in_queue)
        self.morning.picked.connect(self._look_up)
        self.morning.door_lists.connect(lambda: self.wants.emit(keys.DOOR_LISTS))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._shown:
            return  # back from the task bar
        self._shown = True
        self._print_line.show_stand()
        self.search.setFocus()
        # Letters are taken from now on; they are answered as soon as everyone is read.
        self._background.run(self._desk.load, self._begin, self._say_failed)

    @saying_refusals
    def _begin(self, loaded: Loaded) -> None:
        self._desk.adopt(loaded)
        self._search()
        self._show_headcount()
        self._watch.start()
        self._prints.work_off()
        self.ready.emit()

    def _say_failed(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            raise error
        self.say_refused(error)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        compact = self.height() < theme.scaled(COMPACT_BELOW)
        if compact != self._compact:
            self._compact = compact
            self.header.set_compact(compact)
            self.card.set_compact(compact)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._watch.stop()
        self.closed.emit()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self._fit()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every word of the window anew."""
        self.setWindowTitle(f"{self._speech.title(self._desk.event)} – kiosk")
        self._menus.retranslate()
        self._key_bar.retranslate()
        self.notice.refresh()
        self.practice.refresh()
        self.copies.show_age()
        self._print_line.show_stand()

    @saying_refusals
    def refresh(self) -> None:
        """Take in what another desk changed."""
        self._desk.refresh()
        if self._desk.journal_rows == self._seen:
            return
        self._seen = self._desk.journal_rows
        self.queue.take_in(self._desk.people())
        self._show_headcount()
        self._prints.work_off()

    def show_event(self) -> None:
        """Show the facts of the event after they were changed."""
        event = self._desk.event
        for part in (self.header, self.queue, self.form, self.morning):
            part.show_event(event)
        self.retranslate()
        self._show_steps_if_shown()

    def mark_practice(self) -> None:
        """Say for good that this is a copy on which one tries."""
        self.practice.say(
            Tone.WARN,
            lambda: self.tr(
                "PRACTICE: a copy. Nothing here counts, nothing is printed. %1 ends it."
            ).replace("%1", keys.PRACTISE.shortcut),
        )

    @saying_refusals
    def show_setup(self) -> None:
        """The steps of the evening before."""
        if self._stack.currentWidget() is not self.form and self._desk.ready:
            self._show_steps()
            self._stack.setCurrentWidget(self.setup)
            self.setup.setFocus()

    @saying_refusals
    def _show_steps_if_shown(self) -> None:
        if self._stack.currentWidget() is self.setup:
            self._show_steps()

    def _show_steps(self) -> None:
        prints = self._prints
        printer = "" if prints.folder() else prints.printer_name()
        self.setup.show_steps(readiness(self._desk.event, self._desk.people(), printer))

    def say(self, tone: Tone, words: Callable[[], str]) -> None:
        """Say something beside the work."""
        self.notice.say(tone, words)

    def say_refused(self, refusal: Refusal) -> None:
        """Say what the desk refused, and what to do."""
        self.say(Tone.WARN, lambda: refusal.text(self._speech.language))

    @saying_refusals
    def search_again(self) -> None:
        """Look anew, after a list was read."""
        self._search()
        self._show_headcount()

    @saying_refusals
    def _search(self) -> None:
        self.queue.look()

    def _show_headcount(self) -> None:
        self.header.show_headcount(self._desk.headcount())
        if self._stack.currentWidget() is self.morning:
            self._show_morning()
        self._show_steps_if_shown()

    @saying_refusals
    def check_in(self) -> None:
        """The chosen person is here: on disk, badge to print, next person."""
        person = self.queue.chosen()
        if self._refuse_strange_badge():
            return
        if person is None:
            self._say_no_one_chosen()
            return
        if not person.named and person.arrived_at is None:
            self._start_form(person, {})
            return
        arrival = self._desk.check_in(person.id, badge=self._prints.at_check_in)
        self._say_arrived(arrival)
        if not arrival.already:
            self._next_person(arrival.person)

    def _say_no_one_chosen(self) -> None:
        if self.search.text() and self.model.rowCount():
            words = self.tr("These are only alike. ↓ chooses one; F2 is for a new person.")
            self.say(Tone.WARN, lambda: words)

    def _refuse_strange_badge(self) -> bool:
        strange = self.queue.strange_badge()
        if strange:
            self.search.clear()
            words = self.tr("Scanned “%1”: no badge of this event. Look the person up by name.")
            self.say(Tone.WARN, lambda: words.replace("%1", strange))
        return bool(strange)

    def _say_arrived(self, arrival: Arrival) -> None:
        orders, event = self._prints.at_check_in and not arrival.already, self._desk.event
        left_out = self._desk.badge_room.missing(arrival.person) if orders else ""
        tone = Tone.WARN if arrival.already or left_out else Tone.DONE
        self.say(tone, lambda: self._telling.arrival(arrival, event, left_out))

    def _next_person(self, served: Person | None = None) -> None:
        """Ready for the next; ``served`` stays on the card until the first letter."""
        self._prints.work_off()  # first: the badge is on its way while the list is drawn
        self._show_queue()
        self.queue.served(served)
        self.queue.next_person()
        self._show_headcount()

    @saying_refusals
    def turn_page(self) -> None:
        """From the queue to the morning at a glance, and back."""
        if self._stack.currentWidget() is self.morning:
            self._show_queue()
        elif self._stack.currentWidget() is self.queue and self._desk.ready:
            self._show_morning()
            self._stack.setCurrentWidget(self.morning)
            self.morning.setFocus()

    def _show_morning(self) -> None:
        self.morning.show_people(self._desk.people(), self._desk.now())

    def _type_in_queue(self, letters: str) -> None:
        """Letters typed on another page are a search."""
        self._show_queue()
        self.search.insert(letters)

    def _look_up(self, code: str) -> None:
        self._show_queue()
        self.search.setText(code)

    def _show_queue(self) -> None:
        self._stack.setCurrentIndex(0)
        self.morning.show_private(False)
        self.search.setFocus()

    def next_consent(self) -> None:
        """One key asks about photos: yes, no, not asked."""
        person = self.queue.person()
        if person is not None:
            after = CONSENTS.index(person.photo_consent) + 1
            self._set_consent(CONSENTS[after % len(CONSENTS)])

    @saying_refusals
    def _set_consent(self, consent: PhotoConsent) -> None:
        person = self.queue.person()
        if person is not None:
            changed = self._desk.change(person.id, photo_consent=consent)
            self.queue.take_in(self._desk.people())
            printed = changed.arrived_at is not None
            self.say(Tone.DONE, lambda: self._telling.photo(changed, printed=printed))

    @saying_refusals
    def start_signing(self) -> None:
        """Let the person on the card sign; the queue is back at Escape."""
        person = self.queue.person()
        if person is not None and person.named:
            self._signing = person
            self._stack.setCurrentWidget(self.signature)
            self.signature.start(person)

    def _save_signature(self, details: dict[str, Any]) -> None:
        person = self._signing
        assert person is not None
        try:
            changed = self._desk.change(person.id, **details)
        except Refusal as refusal:
            told = refusal
            self.signature.problem.say(Tone.WARN, lambda: told.text(self._speech.language))
            return
        self.say(Tone.DONE, lambda: self._telling.signature(changed))
        self._after_form(changed)

    def show_private(self) -> None:
        """Show phone, age and disability, or hide them again."""
        if self._stack.currentWidget() is self.morning:
            self.morning.show_private(not self.morning.shows_private)
        elif self._stack.currentWidget() is self.queue and self.queue.person() is not None:
            self.card.show_private(not self.card.shows_private)
            if self.card.shows_history:
                self._tell_history()

    def show_history(self) -> None:
        """Show what was done with the person on the card, or the badge again."""
        if self.card.shows_history:
            self.card.show_history(None)
        else:
            self._tell_history()

    @saying_refusals
    def _tell_history(self) -> None:
        person, private = self.queue.person(), self.card.shows_private
        if person is not None:
            self.card.show_history(self._desk.history(person.id, private=private))

    @saying_refusals
    def undo_arrival(self) -> None:
        """The person on the card is not here after all."""
        person = self.queue.person()
        if person is not None:
            self._desk.undo_check_in(person.id)
            words = self.tr("%1 is not here: the arrival was taken back.")
            self.say(Tone.DONE, lambda: self._telling.of_person(words, person))
            self._next_person()

    @saying_refusals
    def print_again(self) -> None:
        """Print the badge of the person on the card once more."""
        person = self.queue.person()
        if person is not None:
            order, event = self._desk.badge_room.order(person.id), self._desk.event
            left_out = self._desk.badge_room.missing(person)
            tone = Tone.WARN if order.before or left_out else Tone.DONE
            self.say(tone, lambda: self._telling.ordered(order, event, left_out))
            self._next_person()

    @saying_refusals
    def undo(self) -> None:
        """Take back the last thing done at this desk, and say what it was."""
        self._say_taken_back(self._desk.undo(), lambda: self.tr("Undone: %1"))

    @saying_refusals
    def redo(self) -> None:
        """Do again what was undone last."""
        self._say_taken_back(self._desk.redo(), lambda: self.tr("Done again: %1"))

    def _say_taken_back(self, back: TakenBack, words: Callable[[], str]) -> None:
        self.say(Tone.DONE, lambda: words().replace("%1", self._telling.taken_back(back)))
        self._next_person()

    @saying_refusals
    def start_walk_in(self) -> None:
        """Ask for a new person, with what was typed already in its field."""
        if self._desk.ready:
            self._start_form(None, typed_into_fields(self.search.text()))

    @saying_refusals
    def start_in_place(self) -> None:
        """Someone else comes in place of the chosen person, who stays not here."""
        person = self.queue.person()
        if person is not None and person.arrived_at is None and person.named:
            self._start_form(None, {}, in_place_of=person)

    @saying_refusals
    def start_edit(self) -> None:
        """Correct what is written of the person on the card."""
        person = self.queue.person()
        if person is not None:
            self._start_form(person, {})

    def _start_form(
        self, person: Person | None, typed: dict[str, str], in_place_of: Person | None = None
    ) -> None:
        people = self._desk.people()
        self._editing = person
        self._stack.setCurrentIndex(1)
        counts = group_counts(self._desk.event, people)
        self.form.start(person, typed, Known.of(people, counts), in_place_of)

    def _save_form(self, fields: dict[str, object]) -> None:
        try:
            person, arrives = self._saved(fields)
        except Refusal as refusal:
            told = refusal
            self.form.problem.say(Tone.WARN, lambda: told.text(self._speech.language))
            return
        if not arrives:
            added, corrected = self.tr("Expected: %1"), self.tr("Corrected: %1")
            words = added if self._editing is None else corrected
            self.say(Tone.DONE, lambda: self._telling.of_person(words, person))
        elif person.arrived_at is not None:
            self._say_arrived(Arrival(person, person.arrived_at, already=False))
        self._after_form(person)

    @saying_refusals
    def _after_form(self, person: Person) -> None:
        self._next_person(person)

    def _saved(self, fields: dict[str, object]) -> tuple[Person, bool]:
        """The person after saving, and whether they arrived by it."""
        editing = self._editing
        if editing is None and self.form.expected_only:
            return self._desk.add(self.form.details()), False
        if editing is None:
            return self._desk.add(self.form.details(), arrives=True), True
        if editing.named or editing.arrived_at is not None:
            return self._desk.change(editing.id, **fields), False
        return self._desk.name_seat(editing.id, **fields).person, True

    @saying_refusals
    def _look_for_same(self) -> None:
        if self._editing is None and self._stack.currentIndex() == 1:
            found = self._desk.may_be_same(self.form.details(), 1)
            self.form.offer_same(self._speech.names(found[0].person)[0] if found else "")

    @saying_refusals
    def _take_same(self) -> None:
        found = self._desk.may_be_same(self.form.details(), 1)
        self._show_queue()
        if found:
            self.search.setText(found[0].person.code)
