"""The window of the desk: its pages, what stands around them, and its keys.

Each kind of act lives in a module of its own (choosing, filling in, signing, undoing, privacy);
what the desk refuses is said in the notice beside the work, and the cursor is back in the search.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from kiosk.language import Refusal
from kiosk.services.desk import Desk
from kiosk.services.directory import Loaded
from kiosk.ui import keys, theme
from kiosk.ui.background import Background
from kiosk.ui.blank import BlankScreen
from kiosk.ui.choosing import Choosing
from kiosk.ui.collector import spare_what_was_read
from kiosk.ui.copy_line import CopyLine
from kiosk.ui.desk_menus import DeskMenuBar, DeskMenus
from kiosk.ui.filling_in import FillingIn
from kiosk.ui.header import Header
from kiosk.ui.key_bar import KeyBar
from kiosk.ui.notice import Notice, Tone
from kiosk.ui.pages import Pages
from kiosk.ui.print_line import PrintLine
from kiosk.ui.print_room import PrintRoom
from kiosk.ui.privacy import Privacy
from kiosk.ui.refusing import saying_refusals
from kiosk.ui.serving import Serving
from kiosk.ui.signing import Signing
from kiosk.ui.speech import Speech
from kiosk.ui.telling import Telling
from kiosk.ui.undoing import Undoing

REFRESH_MS = 2000
"""How often the desk looks whether another one changed something."""
COMPACT_BELOW = 580
"""Lower windows than this many pixels (a 1366×768 screen at 150 %) leave out what can be spared."""


class DeskWindow(QMainWindow):
    """One desk on one event. What leads out of the queue (lists, exports, printer, another
    event) is asked for by :attr:`wants`, with the key's entry of :mod:`kiosk.ui.keys`;
    :attr:`covered` says that the screen is covered. ``guard`` may ask for the organizer's PIN
    before an act of the window's own; the services refuse it without in any case."""

    wants = Signal(object)
    ready = Signal()
    closed = Signal()
    covered = Signal()

    def __init__(
        self,
        desk: Desk,
        speech: Speech,
        prints: PrintRoom,
        background: Background,
        blank: BlankScreen,
    ) -> None:
        super().__init__()
        self._desk, self._speech, self._prints, self._blank = desk, speech, prints, blank
        self.prints = prints
        self.guard: Callable[[keys.Key, Callable[[], None]], None] = lambda _key, act: act()
        self._background = background
        self._seen = 0
        self._shown = self._compact = False
        self._name_parts(desk, speech, prints, background)
        self._serving = Serving(
            desk, speech, prints, self.pages, self.header, self.notice, Telling(speech, prints)
        )
        self._privacy, self._undoing = Privacy(self._serving), Undoing(self._serving)
        self._signing, self._filling_in = Signing(self._serving), FillingIn(self._serving)
        self._choosing = Choosing(self._serving, self._filling_in.name_seat)
        self._lay_out()
        self._make_menus()
        self._connect()
        self._watch = QTimer(self)
        self._watch.setInterval(REFRESH_MS)
        self._watch.timeout.connect(self.refresh)
        self.retranslate()

    def _name_parts(
        self, desk: Desk, speech: Speech, prints: PrintRoom, background: Background
    ) -> None:
        self.pages = pages = Pages(desk, speech, prints, background)
        self.queue, self.form, self.signature = pages.queue, pages.form, pages.signature
        self.setup, self.morning = pages.setup, pages.morning
        self.search, self.model = self.queue.search, self.queue.model
        self.results, self.card = self.queue.results, self.queue.card
        self.header = Header(speech, desk.event)
        self.practice, self.notice = Notice(hides=True), Notice()
        self._print_line = PrintLine(prints, speech)
        self.printing = self._print_line.banner
        self._key_bar, self.copies = KeyBar(), CopyLine(speech)
        bar = DeskMenuBar()
        self.setMenuBar(bar)
        self._menus = DeskMenus(bar)

    def _lay_out(self) -> None:
        self.pages.currentChanged.connect(self._show_keys)
        self._show_keys()
        page = QWidget()
        outer = QVBoxLayout(page)
        outer.setContentsMargins(theme.UNIT * 2, theme.UNIT, theme.UNIT * 2, theme.UNIT)
        outer.setSpacing(theme.UNIT)
        outer.addWidget(self.practice)
        outer.addWidget(self.header)
        outer.addWidget(self.pages, 1)
        said = QHBoxLayout()
        said.setSpacing(theme.UNIT * 2)
        said.addWidget(self.notice, 3)
        said.addWidget(self._print_line.where, 2)
        said.addWidget(self.copies)
        outer.addLayout(said)
        outer.addWidget(self.printing)
        outer.addWidget(self._key_bar)
        self.setCentralWidget(page)
        self.setMinimumSize(800, 440)
        theme.fit_to_screen(self, 1366, 720)

    def _show_keys(self) -> None:
        """The keys of the page that is shown, and what they may act on."""
        self._show_bar()
        # The keys of the queue would act on someone behind another page.
        self._menus.let_the_queue_act(self.pages.shows(self.queue))

    def _show_bar(self) -> None:
        self._key_bar.show_keys(self.pages.bar())

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
            (keys.PHOTO_LIST, lambda: want(keys.PHOTO_LIST)),
            (keys.FACTS, lambda: want(keys.FACTS)),
            (keys.SETUP, self.pages.show_setup),
            (keys.COPIES, lambda: want(keys.COPIES)),
            (keys.PROTECT, lambda: want(keys.PROTECT)),
            (keys.PIN, lambda: want(keys.PIN)),
            (keys.PRACTISE, lambda: want(keys.PRACTISE)),
            (keys.OTHER_EVENT, lambda: want(keys.OTHER_EVENT)),
            (keys.QUIT, self.close),
        )
        self._menus.add(
            lambda: self.tr("&Person"),
            (keys.WALK_IN, self._filling_in.start_walk_in),
            (keys.IN_PLACE, self._filling_in.start_in_place),
            (keys.EDIT, self._filling_in.start_edit),
            (keys.PHOTO, self._choosing.next_consent),
            (keys.SIGN, self._signing.start),
            (keys.PRIVATE, self._privacy.show_private),
            (keys.HISTORY, self._privacy.show_history),
            (keys.PRINT_AGAIN, self._choosing.print_again),
            (keys.NOT_HERE, self._choosing.undo_arrival),
            (keys.REMOVE, self._ask_to_remove),
            (keys.UNDO, self._undoing.undo),
            (keys.REDO, self._undoing.redo),
        )
        self._menus.add(
            lambda: self.tr("&Desk"),
            (keys.PRINTER, lambda: want(keys.PRINTER)),
            (keys.RETRY, prints.retry),
            (keys.GO_ON, lambda: want(keys.GO_ON)),
            (keys.CAME_OUT, prints.came_out),
            (keys.GLANCE, self.pages.turn),
            (keys.ORGANIZER, lambda: want(keys.ORGANIZER)),
            (keys.BLANK, self._blank.actions[keys.BLANK]),
            (keys.LARGER, lambda: want(keys.LARGER)),
            (keys.SMALLER, lambda: want(keys.SMALLER)),
            (keys.COLOURS, lambda: want(keys.COLOURS)),
            (keys.LANGUAGE, self._blank.actions[keys.LANGUAGE]),
        )

    def _ask_to_remove(self) -> None:
        remove = self._choosing.remove
        self._choosing.with_someone(lambda: self.guard(keys.REMOVE, remove))

    def _connect(self) -> None:
        filling_in, choosing = self._filling_in, self._choosing
        self.queue.typed.connect(self._search)
        self.queue.choice_changed.connect(self._show_bar)
        self.search.entered.connect(choosing.check_in)
        self.search.numbered.connect(choosing.choose_number)
        self.results.doubleClicked.connect(lambda _index: choosing.check_in())
        self.card.check_in.connect(choosing.check_in)
        self.card.edit.connect(filling_in.start_edit)
        self.card.in_place.connect(filling_in.start_in_place)
        self.card.sign.connect(self._signing.start)
        self.card.photo.connect(choosing.set_consent)
        self.card.print_again.connect(choosing.print_again)
        self.card.undo_arrival.connect(choosing.undo_arrival)
        self.card.private.connect(self._privacy.show_private)
        self.card.history.connect(self._privacy.show_history)
        self._undoing.facts_changed.connect(self.show_event)
        self.pages.refused.connect(self.say_refused)
        self._blank.covered.connect(self.covered)
        self.header.organizer.clicked.connect(lambda: self.wants.emit(keys.ORGANIZER))
        self.setup.wants.connect(self.wants)
        self.morning.wants.connect(self.wants)

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
        spare_what_was_read()
        self.search_again()
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
            self.signature.set_compact(compact)
            self.notice.set_hides(compact)
            for line in (self._print_line.where, self.copies):
                line.setVisible(not compact)

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
            self.pages.let_time_pass()
            return
        self._seen = self._desk.journal_rows
        self.queue.take_in(self._desk.people())
        self._serving.show_headcount()
        self._prints.work_off()

    def show_event(self) -> None:
        """Show the facts of the event after they were changed."""
        self.header.show_event(self._desk.event)
        self.pages.show_event(self._desk.event)
        self.retranslate()

    def hide_private(self) -> None:
        """Nothing that strangers, or staff, must not read stays in sight."""
        self._privacy.hide()

    def mark_practice(self) -> None:
        """Say for good that this is a copy on which one tries."""
        self.practice.say(
            Tone.WARN,
            lambda: self.tr(
                "PRACTICE: a copy. Nothing here counts, nothing is printed. %1 ends it."
            ).replace("%1", keys.PRACTISE.shortcut),
        )

    def say(self, tone: Tone, words: Callable[[], str]) -> None:
        """Say something beside the work."""
        self._serving.say(tone, words)

    def say_refused(self, refusal: Refusal) -> None:
        """Say what the desk refused, and what to do."""
        self._serving.say_refused(refusal)

    @saying_refusals
    def search_again(self) -> None:
        """Look anew and count anew, after a list was read."""
        self._search()
        self._serving.show_headcount()

    @saying_refusals
    def _search(self) -> None:
        self.queue.look()
