"""The window of the queue: search, choose, Enter; next person.

Every slot makes one call to the desk and says what came of it; what the desk refuses is said
in the notice beside the work, and the cursor is back in the search box.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kiosk.domain import Action, Arrival, Person
from kiosk.language import Refusal
from kiosk.services.attendance_figures import event_zone
from kiosk.services.desk import Desk, TakenBack
from kiosk.services.directory import Loaded
from kiosk.services.khmer import with_break_marks
from kiosk.services.lookup import Match, Why, badge_code
from kiosk.ui import keys, theme
from kiosk.ui.background import Background
from kiosk.ui.badge_preview import Previewer
from kiosk.ui.card import PersonCard
from kiosk.ui.form import Known, PersonForm, typed_into_fields
from kiosk.ui.header import Header
from kiosk.ui.key_bar import KeyBar, QuietLine
from kiosk.ui.notice import Notice, Tone
from kiosk.ui.print_room import PrintRoom
from kiosk.ui.refusing import saying_refusals
from kiosk.ui.results import PeopleModel, ResultsView
from kiosk.ui.search_box import SearchBox
from kiosk.ui.speech import Speech

REFRESH_MS = 2000
"""How often the desk looks whether another one changed something."""
COMPACT_BELOW = 560
"""Lower windows than this many pixels (a 1366×768 screen at 150 %) leave out what can be spared."""
LISTED = 500
"""How many people an empty search lists."""
SHOWN = 24
"""How many rows a search shows; who is further down is found by one more letter."""


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
        self._seen = 0
        self._shown = self._compact = False
        self._on_card: Person | None = None
        self._actions: list[tuple[keys.Key, QAction]] = []
        self._of_the_queue: list[QAction] = []
        self._menus: list[tuple[QMenu, Callable[[], str]]] = []
        self.search = SearchBox()
        self.model = PeopleModel(speech, desk.event)
        self.results = ResultsView(self.model, speech)
        self.header = Header(speech, desk.event)
        self.card = PersonCard(speech, desk.event)
        self.form = PersonForm(speech, desk.event)
        self._previewer = Previewer(background, lambda person: desk.badge(person, prints.design))
        self._previewer.drawn.connect(self.card.show_badge)
        self.notice = Notice()
        self.printing = Notice(hides=True)
        self._prints_to = QuietLine()
        self._nobody = QLabel()
        self._nobody.setWordWrap(True)
        self._nobody.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._key_bar = KeyBar(keys.BAR)
        self._stack = QStackedWidget()
        self._list_or_nobody = QStackedWidget()
        self._lay_out()
        self._make_menus()
        self._connect()
        self._watch = QTimer(self)
        self._watch.setInterval(REFRESH_MS)
        self._watch.timeout.connect(self.refresh)
        self.retranslate()

    def _lay_out(self) -> None:
        for widget in (self.results, self._nobody):
            self._list_or_nobody.addWidget(widget)
        queue = QWidget()
        middle = QHBoxLayout()
        middle.setSpacing(theme.UNIT * 2)
        middle.addWidget(self._list_or_nobody, 3)
        middle.addWidget(self.card, 2)
        layout = QVBoxLayout(queue)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.UNIT)
        layout.addWidget(self.search)
        layout.addLayout(middle, 1)
        self._stack.addWidget(queue)
        self._stack.addWidget(self.form)
        page = QWidget()
        outer = QVBoxLayout(page)
        outer.setContentsMargins(theme.UNIT * 2, theme.UNIT, theme.UNIT * 2, theme.UNIT)
        outer.setSpacing(theme.UNIT)
        outer.addWidget(self.header)
        outer.addWidget(self._stack, 1)
        outer.addWidget(self.notice)
        outer.addWidget(self.printing)
        bottom = QHBoxLayout()
        bottom.addWidget(self._key_bar)
        bottom.addWidget(self._prints_to, 1)
        outer.addLayout(bottom)
        self.setCentralWidget(page)
        self.setMinimumSize(800, 440)
        theme.fit_to_screen(self, 1366, 720)

    def _make_menus(self) -> None:
        prints, want = self._prints, self.wants.emit
        self._menu(
            lambda: self.tr("&Event"),
            (keys.READ_LIST, lambda: want(keys.READ_LIST)),
            (keys.BADGES, lambda: want(keys.BADGES)),
            (keys.WORKBOOK, lambda: want(keys.WORKBOOK)),
            (keys.FINANCE, lambda: want(keys.FINANCE)),
            (keys.FACTS, lambda: want(keys.FACTS)),
            (keys.OTHER_EVENT, lambda: want(keys.OTHER_EVENT)),
            (keys.QUIT, self.close),
        )
        self._menu(
            lambda: self.tr("&Person"),
            (keys.WALK_IN, self.start_walk_in),
            (keys.EDIT, self.start_edit),
            (keys.PRINT_AGAIN, self.print_again),
            (keys.NOT_HERE, self.undo_arrival),
            (keys.UNDO, self.undo),
            (keys.REDO, self.redo),
        )
        self._menu(
            lambda: self.tr("&Desk"),
            (keys.PRINTER, lambda: want(keys.PRINTER)),
            (keys.RETRY, prints.retry),
            (keys.CAME_OUT, prints.came_out),
            (keys.LANGUAGE, self._speech.switch),
        )

    def _menu(self, words: Callable[[], str], *rows: tuple[keys.Key, Callable[[], object]]) -> None:
        menu = self.menuBar().addMenu("")
        self._menus.append((menu, words))
        for key, act in rows:
            action = menu.addAction("")
            action.setShortcut(QKeySequence(key.shortcut))
            action.setAutoRepeat(False)
            action.triggered.connect(lambda _checked=False, act=act: act())
            self._actions.append((key, action))
            if key in keys.OF_THE_QUEUE:
                self._of_the_queue.append(action)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._search())
        self.search.stepped.connect(self.results.step)
        self.search.entered.connect(self.check_in)
        self.results.selectionModel().currentChanged.connect(self._show_chosen)
        self.results.doubleClicked.connect(lambda _index: self.check_in())
        self.card.check_in.connect(self.check_in)
        self.card.edit.connect(self.start_edit)
        self.card.print_again.connect(self.print_again)
        self.card.undo_arrival.connect(self.undo_arrival)
        self.form.saved.connect(self._save_form)
        self.form.cancelled.connect(self._show_queue)
        self.form.changed.connect(self._look_for_same)
        self.form.same_person.connect(self._take_same)
        self._prints.changed.connect(self._show_printing)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._shown:
            return  # back from the task bar
        self._shown = True
        self._show_printing()
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
        compact = event.size().height() < COMPACT_BELOW
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
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every word of the window anew."""
        self.setWindowTitle(f"{self._speech.title(self._desk.event)} – kiosk")
        placeholder = self.tr("Name, phone, organisation or badge code")
        self.search.setPlaceholderText(placeholder)
        self.search.setAccessibleName(placeholder)
        self.results.setAccessibleName(self.tr("People found"))
        for menu, words in self._menus:
            menu.setTitle(words())
        for key, action in self._actions:
            action.setText(key.menu_words())
        self._say_nobody()
        self._key_bar.retranslate()
        self.notice.refresh()
        self._show_printing()
        self.results.viewport().update()
        self._show_chosen()

    @saying_refusals
    def refresh(self) -> None:
        """Take in what another desk changed. The rows stay where they are under the finger:
        only what they say is new, and whoever was not chosen before is not chosen now."""
        self._desk.refresh()
        if self._desk.journal_rows == self._seen:
            return
        self._seen = self._desk.journal_rows
        chosen = self.results.chosen()
        shown = list(self.model.matches())
        fresh = {person.id: person for person in self._desk.people()}
        now = [
            dataclasses.replace(match, person=fresh[match.person.id])
            for match in shown
            if match.person.id in fresh
        ]
        if now != shown:
            ids = [match.person.id for match in now]
            self.model.show(now)
            if chosen is not None and chosen.id in ids:
                self.results.choose(ids.index(chosen.id))
        self._show_headcount()
        self._prints.work_off()

    def show_event(self) -> None:
        """Show the facts of the event after they were changed."""
        event = self._desk.event
        for part in (self.header, self.card, self.form):
            part.show_event(event)
        self._on_card = None  # its badge is another one now
        self.retranslate()

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
        if not self._desk.ready:
            return
        text = self.search.text()
        found = self._desk.find(text, SHOWN if text else LISTED)
        self.model.show(found)
        reading = found[0].reading if found else ""
        self.search.show_reading(self.tr("read as %1").replace("%1", reading) if reading else "")
        self._list_or_nobody.setCurrentIndex(0 if found else 1)
        self._say_nobody()
        if found and self.search.text() and _is_meant(found):
            self.results.choose(0)
        self._show_chosen()

    def _say_nobody(self) -> None:
        if self.search.text():
            words = self.tr("No one found. Try fewer letters or the other script – or F2 adds one.")
        else:
            words = self.tr(
                "No one is on the event yet. Ctrl+L reads a participant list, Ctrl+I fills in the"
                " facts, F2 adds a person."
            )
        self._nobody.setText(with_break_marks(words))

    def _show_chosen(self) -> None:
        person = self.results.chosen()
        if person is not None and person == self._on_card:
            return
        self._on_card = person
        self.card.show_person(person)
        self._previewer.ask_for(person)

    def _show_headcount(self) -> None:
        self.header.show_headcount(self._desk.headcount())

    def _name(self, person: Person) -> str:
        return self._speech.names(person)[0]

    @saying_refusals
    def check_in(self) -> None:
        """The chosen person is here: on disk, badge to print, next person."""
        person = self.results.chosen()
        if self._is_strange_badge():
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
            self._next_person()

    def _say_no_one_chosen(self) -> None:
        if self.search.text() and self.model.rowCount():
            words = self.tr("These are only alike. ↓ chooses one; F2 is for a new person.")
            self.say(Tone.WARN, lambda: words)

    def _is_strange_badge(self) -> bool:
        """Whether a code was scanned or typed that no one here has; whoever is merely alike
        must not be checked in by it."""
        text, matches = self.search.text(), self.model.matches()
        if not badge_code(text) or (matches and matches[0].why is Why.CODE):
            return False
        self.search.clear()
        words = self.tr("Scanned “%1”: no badge of this event. Look the person up by name.")
        self.say(Tone.WARN, lambda: words.replace("%1", text))
        return True

    def _say_arrived(self, arrival: Arrival) -> None:
        person, orders = arrival.person, self._prints.at_check_in
        local = arrival.arrived_at.astimezone(event_zone(self._desk.event))
        left_out = "" if arrival.already or not orders else self._desk.missing_on_badge(person)

        def words() -> str:
            if arrival.already:
                said = self.tr("%1 is here already, since %2. Ctrl+P prints the badge again.")
            elif orders and self._prints.folder():
                said = self.tr("%1 arrived at %2. The badge goes to the folder. Ctrl+Z undoes.")
            elif orders:
                said = self.tr("%1 arrived at %2. The badge is printing. Ctrl+Z undoes.")
            else:
                said = self.tr("%1 arrived at %2. Hand out the badge. Ctrl+Z undoes.")
            said = said.replace("%1", self._name(person)).replace("%2", self._speech.time(local))
            if left_out:
                missing = self.tr("On the badge these could not be printed: %1")
                said = f"{said} {missing.replace('%1', left_out)}"
            return said

        self.say(Tone.WARN if arrival.already or left_out else Tone.DONE, words)

    def _next_person(self) -> None:
        self._show_queue()
        if self.search.text():
            self.search.clear()
        else:
            self._search()
        self._show_headcount()
        self._prints.work_off()

    def _show_queue(self) -> None:
        self._stack.setCurrentIndex(0)
        for action in self._of_the_queue:
            action.setEnabled(True)
        self.search.setFocus()

    @saying_refusals
    def undo_arrival(self) -> None:
        """The chosen person is not here after all."""
        person = self.results.chosen()
        if person is not None:
            self._desk.undo_check_in(person.id)
            words = self.tr("%1 is not here: the arrival was taken back.")
            self.say(Tone.DONE, lambda: words.replace("%1", self._name(person)))
            self._next_person()

    @saying_refusals
    def print_again(self) -> None:
        """Print the chosen person's badge once more."""
        person = self.results.chosen()
        if person is not None:
            self._desk.print_badge(person.id)
            words = self.tr("The badge of %1 is printing once more.")
            self.say(Tone.DONE, lambda: words.replace("%1", self._name(person)))
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
        self.say(Tone.DONE, lambda: words().replace("%1", self._described(back)))
        self._next_person()

    def _described(self, back: TakenBack) -> str:
        if len(back.people) > 1:
            many = self.tr("%1 people").replace("%1", self._speech.digits(len(back.people)))
            return f"{self._deed(back.action)} – {many}"
        names = [self._name(person) for person in back.people]
        return " – ".join([self._deed(back.action), *names])

    def _deed(self, action: Action) -> str:
        return {
            Action.ARRIVED: self.tr("arrival"),
            Action.ARRIVAL_UNDONE: self.tr("arrival taken back"),
            Action.PERSON_ADDED: self.tr("new person"),
            Action.PERSON_CHANGED: self.tr("correction"),
            Action.PERSON_REMOVED: self.tr("removal"),
        }.get(action, action.value)

    @saying_refusals
    def start_walk_in(self) -> None:
        """Ask for a new person, with what was typed already in its field."""
        if self._desk.ready:
            self._start_form(None, typed_into_fields(self.search.text()))

    @saying_refusals
    def start_edit(self) -> None:
        """Correct what is written of the chosen person."""
        person = self.results.chosen()
        if person is not None:
            self._start_form(person, {})

    def _start_form(self, person: Person | None, typed: dict[str, str]) -> None:
        known = Known.of(self._desk.people())
        self._editing = person
        # The keys of the queue would act on someone behind the form.
        for action in self._of_the_queue:
            action.setEnabled(False)
        self._stack.setCurrentIndex(1)
        self.form.start(person, typed, known)

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
            self.say(Tone.DONE, lambda: words.replace("%1", self._name(person)))
        elif person.arrived_at is not None:
            self._say_arrived(Arrival(person, person.arrived_at, already=False))
        self._after_form()

    @saying_refusals
    def _after_form(self) -> None:
        self._next_person()

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
            self.form.offer_same(self._name(found[0].person) if found else "")

    @saying_refusals
    def _take_same(self) -> None:
        found = self._desk.may_be_same(self.form.details(), 1)
        self._show_queue()
        if found:
            self.search.setText(found[0].person.code)

    def _show_printing(self) -> None:
        """Where badges go, quietly; what keeps them from printing, as a banner that stays."""
        prints = self._prints
        to_folder = self.tr("Badges: PDF files in “%1”")
        to_printer = self.tr("Badges: printer %1")
        where = (to_folder if prints.folder() else to_printer).replace("%1", prints.printer_name())
        waiting = self.tr("%1 waiting").replace("%1", self._speech.digits(prints.waiting))
        self._prints_to.say(f"{where} · {waiting}" if prints.waiting else where)
        bad = bool(prints.trouble or prints.failures or prints.asked or prints.remarks)
        self.printing.say(Tone.WARN if bad else Tone.PLAIN, self._print_trouble)

    def _print_trouble(self) -> str:
        prints, language = self._prints, self._speech.language
        said = [told.text(language) for told in prints.remarks]
        if prints.trouble is not None:
            said.append(prints.trouble.text(language))
            waiting = self.tr("%1 waiting; F5 prints them, Ctrl+Shift+P takes another printer.")
            said.append(waiting.replace("%1", self._speech.digits(prints.waiting)))
        for person, told in prints.failures[:3]:
            said.append(f"{self._name(person)}: {told.text(language)}")
        if prints.failures:
            said.append(self.tr("F5 prints them once more."))
        elif prints.asked:
            person, told = prints.asked[0]
            said.append(f"{self._name(person)}: {told.text(language)}")
            said.append(self.tr("F6: it came out. F5: print it once more."))
        return " ".join(said)


def _is_meant(found: Sequence[Match]) -> bool:
    """Whether Enter may act on the first of ``found``: not on someone who is merely alike, nor
    on one of many of an organisation, but on the one seat that waits for a name."""
    first = found[0]
    if first.why is Why.FIELD:
        return len(found) == 1 or not first.person.named
    return first.score >= MEANT


MEANT = 0.64
"""Scores below this are guesses: one sound or two slips too many."""
