"""The organizer at the window: what is asked for first, how long it stays open, and the lock."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication

from kiosk.language import Refusal, Sentence, Told
from kiosk.services.desk import Desk
from kiosk.services.guarding import Renewed, renew_copies
from kiosk.services.organizer import Deed, PinNeeded, Why
from kiosk.services.safekeeping import places_of
from kiosk.ui import keys
from kiosk.ui.background import Background
from kiosk.ui.desk_window import DeskWindow
from kiosk.ui.notice import Tone
from kiosk.ui.refusing import saying_refusals
from kiosk.ui.speech import Speech

LOOK_MS = 1000
"""How often it is looked whether the time is over."""

GUARDED: Mapping[keys.Key, Deed] = {
    keys.READ_LIST: Deed.LIST,
    keys.BADGES: Deed.EXPORT,
    keys.DESIGNS: Deed.DESIGNS,
    keys.WORKBOOK: Deed.EXPORT,
    keys.FINANCE: Deed.EXPORT,
    keys.PAPER: Deed.EXPORT,
    keys.DOOR_LISTS: Deed.EXPORT,
    keys.PHOTO_LIST: Deed.EXPORT,
    keys.FACTS: Deed.FACTS,
    keys.CATEGORIES: Deed.FACTS,
    keys.GROUPS: Deed.FACTS,
    keys.COPIES: Deed.COPIES,
    keys.PRINTER: Deed.PRINTER,
    keys.PROTECT: Deed.PROTECT,
    keys.REMOVE: Deed.REMOVE,
}
"""The keys that open what is the organizer's, so that the PIN is asked for before a dialog opens;
the services refuse it in any case."""

UNLOCKED = Sentence(
    en="Unlocked for the organizer; locks by itself after {minutes} {minutes:minute|minutes}."
    " Ctrl+Shift+O locks now.",
    km="បានដោះសោសម្រាប់អ្នករៀបចំ។ នឹងចាក់សោដោយខ្លួនឯងក្រោយ {minutes} នាទី។ Ctrl+Shift+O ចាក់សោឥឡូវនេះ។",
)
LOCKED = Sentence(en="Locked. Checking in goes on.", km="បានចាក់សោ។ ការចុះឈ្មោះនៅបន្ត។")
LOCKED_ITSELF = Sentence(
    en="The organizer's part locked itself. Checking in goes on.",
    km="ផ្នែកអ្នករៀបចំបានចាក់សោដោយខ្លួនឯង។ ការចុះឈ្មោះនៅបន្ត។",
)
NO_PIN = Sentence(
    en="This event has no PIN: there is nothing to lock. Ctrl+Shift+I sets one.",
    km="ព្រឹត្តិការណ៍នេះគ្មានលេខសម្ងាត់ទេ៖ គ្មានអ្វីត្រូវចាក់សោទេ។ Ctrl+Shift+I កំណត់លេខសម្ងាត់។",
)
KEPT = Sentence(en="The organizer's PIN is kept.", km="បានរក្សាទុកលេខសម្ងាត់អ្នករៀបចំ។")
STILL_OPEN = Sentence(
    en="The PIN is kept. These may still hold copies that open without it: {files}. Put the stick"
    " in again, or delete them.",
    km="បានរក្សាទុកលេខសម្ងាត់។ ទាំងនេះអាចនៅមានច្បាប់ចម្លងដែលបើកបានដោយគ្មានលេខ៖ {files}។"
    " សូមដោត USB នោះម្តងទៀត ឬលុបវា។",
)
OFF = Sentence(
    en="The organizer's PIN is off: everyone at the desk may do everything.",
    km="បានដកលេខសម្ងាត់អ្នករៀបចំ៖ អ្នកណានៅតុក៏អាចធ្វើអ្វីៗទាំងអស់បាន។",
)


class Organizing(QObject):
    """Asks for the PIN beside the work, and locks again. ``wishes`` says which key is whose."""

    def __init__(
        self, desk: Desk, window: DeskWindow, background: Background, speech: Speech
    ) -> None:
        super().__init__(window)
        self._desk, self._window, self._background = desk, window, background
        self._organizer, self._speech = desk.organizer, speech
        self._then: Callable[[], None] | None = None
        self.wishes: Mapping[keys.Key, Callable[[], None]] = {
            keys.ORGANIZER: self.turn,
            keys.PIN: self.edit_pin,
        }
        self._organizer.ask = self._ask_over_dialog
        window.guard = self.carry_out
        window.pages.pin.entered.connect(self._try)
        window.covered.connect(self._lock_covered)
        self._watch = QTimer(self)
        self._watch.setInterval(LOOK_MS)
        self._watch.timeout.connect(self.look)
        window.ready.connect(self._begin)

    def _begin(self) -> None:
        self._watch.start()
        self.look()

    def say_refused(self, refusal: Refusal) -> None:
        """Say it beside the work."""
        self._window.say_refused(refusal)

    @saying_refusals
    def carry_out(self, key: keys.Key, act: Callable[[], None]) -> None:
        """Do what ``key`` wishes, after the PIN where that is the organizer's."""
        deed = GUARDED.get(key)
        if deed is None or self._organizer.may or self._is_emergency(deed):
            act()
        else:
            self._ask(deed, act)

    def _is_emergency(self, deed: Deed) -> bool:
        """Whoever is there chooses another printer, or says that a new roll is in."""
        prints = self._window.prints
        return deed is Deed.PRINTER and (prints.trouble is not None or prints.labels_left == 0)

    @saying_refusals
    def turn(self) -> None:
        """Unlock, or lock now."""
        if not self._organizer.is_set:
            self._say(NO_PIN)
        elif self._organizer.unlocked:
            self._lock(Why.ASKED, LOCKED)
        else:
            self._ask(None, None)

    def _ask(self, deed: Deed | None, then: Callable[[], None] | None) -> None:
        self._organizer.check_not_practising()
        self._then = then
        self._window.pages.show_pin(deed, self._organizer.wait_s())

    def _try(self, typed: str) -> None:
        self._window.pages.pin.show_busy(True)
        self._background.run(
            lambda: self._organizer.unlock(typed), lambda _none: self._opened(), self._failed
        )

    def _opened(self) -> None:
        then, self._then = self._then, None
        waited_for = self._window.pages.leave_pin()
        self._say(UNLOCKED, minutes=self._organizer.lock_after)
        self.look()
        if then is not None and waited_for:
            self._run(then)

    @saying_refusals
    def _run(self, act: Callable[[], None]) -> None:
        act()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            raise error
        page = self._window.pages.pin
        page.show_busy(False)
        page.say_refused(error)
        self.look()

    @saying_refusals
    def look(self) -> None:
        """Lock when the time is over; show how it stands."""
        if self._organizer.lock_if_idle():
            self._hide_private()
            self._say(LOCKED_ITSELF)
        self._window.header.show_organizer(self._organizer.unlocked)
        pages = self._window.pages
        if pages.shows(pages.pin):
            pages.pin.show_wait(self._organizer.wait_s())

    @saying_refusals
    def _lock_covered(self) -> None:
        if self._organizer.unlocked:
            self._lock(Why.COVERED, LOCKED)

    def _lock(self, why: Why, words: Sentence) -> None:
        self._organizer.lock(why)
        self._hide_private()
        self._say(words)
        self.look()

    def _hide_private(self) -> None:
        self._window.hide_private()

    @saying_refusals
    def edit_pin(self) -> None:
        """Set the PIN, change it, or take it off."""
        from kiosk.ui.pin_dialog import PinDialog

        self._organizer.check_not_practising()
        dialog = PinDialog(self._organizer, self._speech, self._background, self._window)
        if dialog.exec():
            self._say(KEPT if self._organizer.is_set else OFF)
            self._renew_copies()
            self._window.pages.show_figures()
            self.look()
        dialog.deleteLater()

    def _renew_copies(self) -> None:
        """Copies from before a PIN open without it: they go at once, behind the work."""
        store = self._desk.store
        if self._organizer.is_set:
            self._background.run(
                lambda: renew_copies(store, places_of(store.path), self._desk.now),
                self._say_renewed,
                self._not_renewed,
            )

    def _say_renewed(self, done: Renewed) -> None:
        if done.troubles:
            trouble = done.troubles[0]
            self._window.say(Tone.WARN, lambda: trouble.text(self._speech.language))
        elif paths := (*done.open, *done.away):
            told = Told.of(STILL_OPEN, files=", ".join(map(str, paths)))
            self._window.say(Tone.WARN, lambda: told.text(self._speech.language))

    def _not_renewed(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            raise error
        self.say_refused(error)

    def _ask_over_dialog(self, deed: Deed) -> str:
        """Where a dialog is open in which something was typed, the PIN is asked for over it; else
        beside the work, which is another way."""
        from kiosk.ui.pin_dialog import UnlockDialog

        over = None
        if QThread.currentThread() is self.thread():
            over = QApplication.activeModalWidget()
        if over is None:
            raise PinNeeded(deed)
        dialog = UnlockDialog(self._organizer, deed, self._speech, self._background, over)
        unlocked = dialog.exec()
        dialog.deleteLater()
        if not unlocked:
            raise PinNeeded(deed)
        return ""

    def _say(self, sentence: Sentence, **facts: object) -> None:
        speech = self._speech
        self._window.say(Tone.DONE, lambda: speech.text(sentence, **facts))
