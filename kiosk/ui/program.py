"""The running program: which event is open, and everything that leads out of the queue."""

from __future__ import annotations

import dataclasses
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QDate, QLockFile, QObject, QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication

from kiosk import settings
from kiosk.bundled import check_fonts, sample_file
from kiosk.domain import Event
from kiosk.fault_log import keep_fault, without_values
from kiosk.language import Language, Refusal, Sentence
from kiosk.services.badge_designs import DEFAULT_DESIGN
from kiosk.services.database import LOG_IS_MISSING, Passphrase, fitting, log_overwritten
from kiosk.services.desk import Desk
from kiosk.services.event_file import DEFAULT_CATEGORIES, read_event
from kiosk.services.organizer import Deed
from kiosk.services.readiness import Part
from kiosk.services.safekeeping import practice_prefix
from kiosk.ui import keys, theme
from kiosk.ui.background import Background
from kiosk.ui.badge_work import BadgeWork
from kiosk.ui.blank import BlankScreen
from kiosk.ui.desk_window import DeskWindow
from kiosk.ui.exporting import WORKING, WRITTEN, Exporting, with_ending
from kiosk.ui.files import file_to_open, file_to_write
from kiosk.ui.held_keys import HeldKeys
from kiosk.ui.keeper import Keeper
from kiosk.ui.notice import Tone
from kiosk.ui.organizing import Organizing
from kiosk.ui.passphrase_dialog import NewPassphraseDialog
from kiosk.ui.print_room import PrintRoom
from kiosk.ui.protection import (
    NOT_IN_PRACTICE,
    PROTECTED,
    STILL_PLAIN,
    asked_passphrase,
    new_passphrase,
    resealed,
)
from kiosk.ui.restoring import desk_or_copy
from kiosk.ui.retranslating import retranslate_dialogs
from kiosk.ui.settling import Settling
from kiosk.ui.speech import Speech
from kiosk.ui.start_page import StartPage

_log = logging.getLogger(__name__)

OPEN_ELSEWHERE = Sentence(
    en="“{file}” is open in another desk window. Go on there, or close that one first.",
    km="«{file}» កំពុងបើកនៅផ្ទាំងតុមួយផ្សេង។ សូមបន្តនៅទីនោះ ឬបិទផ្ទាំងនោះជាមុនសិន។",
)
FAULT = Sentence(
    en="That did not work: a fault of the program. What is saved is safe; go on."
    " What happened is kept in {log}.",
    km="មិនបានសម្រេចទេ៖ ជាកំហុសរបស់កម្មវិធី។ អ្វីដែលបានរក្សាទុកមានសុវត្ថិភាព សូមបន្តការងារ។ ព័ត៌មានលម្អិតនៅក្នុង {log}។",
)
FACTS_KEPT = Sentence(
    en="The facts are kept. Ctrl+Z takes the change back.",
    km="បានរក្សាទុកព័ត៌មាន។ Ctrl+Z ដកការផ្លាស់ប្តូរវិញ។",
)
LIST_TAKEN = Sentence(
    en="The list was taken: {added} new, {changed} changed. Ctrl+Z takes it back.",
    km="បានយកបញ្ជី៖ ថ្មី {added} កែប្រែ {changed}។ Ctrl+Z ដកវិញ។",
)


class OpenEvent:
    """One open event: its desk, its window, its lock against a second window."""

    def __init__(
        self,
        desk: Desk,
        lock: QLockFile,
        speech: Speech,
        blank: BlankScreen,
        *,
        settled: Callable[[], settings.Settings],
        keep: Callable[[settings.Settings], None],
    ) -> None:
        self.desk, chosen = desk, settled()
        self.background, self._printing = Background(), Background()
        design = chosen.badge_design or DEFAULT_DESIGN
        self.prints = PrintRoom(
            desk,
            self._printing,
            address=chosen.printer,
            design=design,
            at_check_in=not chosen.badges_beforehand,
        )
        self.window = DeskWindow(desk, speech, self.prints, self.background, blank)
        self.exporting = Exporting(desk, self.window, self.background, speech)
        self.badge_work = BadgeWork(
            desk, self.window, self.prints, self.background, speech, chosen=settled, keep=keep
        )
        self.organizing = Organizing(desk, self.window, self.background, speech)
        self.keeper: Keeper | None = None
        self.settling = Settling(desk, self.window)
        self._lock = lock
        self.practice_of: Path | None = None

    def close(self) -> None:
        """Finish what was begun and let go of the file."""
        self.prints.stop()
        self.exporting.call_off()
        self.background.finish()
        self._printing.finish()
        if self.keeper is not None:
            self.keeper.close()
        self.settling.close()
        self.desk.close()
        self._lock.unlock()
        for part in (self.window, self.prints, self.background, self._printing):
            part.deleteLater()


class Program(QObject):
    """Asks for an event or opens one, and carries out what its window wants; ``has_opened`` says
    whether there ever was one."""

    def __init__(self, language_wish: Language | None = None) -> None:
        self.application = QApplication.instance() or QApplication(sys.argv[:1])
        super().__init__()
        assert isinstance(self.application, QApplication)
        self.settings = settings.load()
        theme.dress(self.application, _look(self.settings))
        language = language_wish or settings.language_of(self.settings, Language.KHMER)
        self.speech = Speech(language)
        self.speech.changed.connect(self._keep_language)
        self.speech.changed.connect(lambda: retranslate_dialogs(self.speech))
        self._blank = BlankScreen(self.speech.switch)
        self._held_keys = HeldKeys(self)
        self.opened: OpenEvent | None = None
        self.has_opened = False
        self.start_page: StartPage | None = None
        self._wishes: dict[keys.Key, Callable[[], None]] = {
            keys.READ_LIST: self._read_list,
            keys.WORKBOOK: lambda: self._opened().exporting.workbook("donor"),
            keys.FINANCE: lambda: self._opened().exporting.workbook("finance"),
            keys.PAPER: self._write_paper,
            keys.DOOR_LISTS: self._write_door_lists,
            keys.PHOTO_LIST: self._write_photo_list,
            keys.FACTS: self._edit_facts,
            keys.CATEGORIES: lambda: self._edit_facts(Part.CATEGORIES),
            keys.GROUPS: lambda: self._edit_facts(Part.GROUPS),
            keys.PRACTISE: self._practise,
            keys.COPIES: self._choose_copies,
            keys.PROTECT: self._protect,
            keys.OTHER_EVENT: self._ask_event,
            keys.LARGER: lambda: self._wear(theme.look().with_text(1)),
            keys.SMALLER: lambda: self._wear(theme.look().with_text(-1)),
            keys.COLOURS: lambda: self._wear(theme.look().with_next_scheme()),
        }

    def start(self, path: Path | None, passphrase: Passphrase | None = None) -> None:
        """Open the event at ``path``, or ask which one. Raises :class:`Refusal`."""
        sys.excepthook = self._fault
        if path is None:
            self._ask_event()
        else:
            self.open(path, passphrase)

    def ask_another(self, refusal: Refusal) -> None:
        """Say why the event was not opened where it is seen, and ask which one shall be."""
        self._ask_event()
        self._say_refused(refusal)

    def run(self) -> int:
        """Until the last window is closed."""
        code = self.application.exec()
        self.close_event()
        return code

    def open(self, path: Path, passphrase: Passphrase | None = None) -> None:
        """Open the event file at ``path`` in a desk window; a passphrase that it needs and is not
        given is asked for. Raises :class:`Refusal`."""
        path = path.resolve()
        lock = _lock(path)
        try:
            passphrase = passphrase or asked_passphrase(path, self.speech)
            desk = desk_or_copy(path, self.settings.desk_name, self.speech, passphrase)
        except BaseException:
            lock.unlock()
            raise
        self._show(desk, lock)

    def _make(self, path: Path, event: Event) -> None:
        passphrase = None
        if self.start_page is not None and self.start_page.protect.isChecked():
            passphrase = new_passphrase(path.name, self.speech, self.start_page)
            if passphrase is None:
                return
        name = self.settings.desk_name
        Desk.create(path, event, name=name, passphrase=passphrase).close()
        self.open(path, passphrase)

    def _protect(self) -> None:
        """Give the event a passphrase, another one, or none; it is closed meanwhile."""
        opened = self._opened()
        if opened.practice_of is not None:
            self._say_refused(Refusal(NOT_IN_PRACTICE))
            return
        path, present = opened.desk.store.path, opened.desk.store.passphrase
        role = opened.desk.organizer.allow(Deed.PROTECT)
        dialog = NewPassphraseDialog(path.name, self.speech, present, opened.window)
        wished, new = dialog.exec(), dialog.passphrase
        dialog.deleteLater()
        if wished:
            self._try(lambda: self._reseal(path, present, new, role))

    def _reseal(
        self, path: Path, present: Passphrase | None, new: Passphrase | None, role: str = ""
    ) -> None:
        QApplication.setQuitOnLastWindowClosed(False)  # between two windows there is none
        try:
            with log_overwritten(path):
                self.close_event()
            try:
                done = resealed(
                    path, present, new, self.speech, desk=self.settings.desk_name, role=role
                )
            finally:
                # Where it failed midway, the event is as it was or as it was to be.
                self.open(path, fitting(path, (new, present)))
        finally:
            QApplication.setQuitOnLastWindowClosed(True)
        if isinstance(done, Sentence):
            self._say(Tone.WARN, done)
        elif done.plain:
            names = ", ".join(file.name for file in done.plain)
            self._say(Tone.WARN, STILL_PLAIN, files=names)
        else:
            self._say(Tone.DONE, PROTECTED)

    def _show(
        self,
        desk: Desk,
        lock: QLockFile,
        chosen: settings.Settings | None = None,
        practice_of: Path | None = None,
    ) -> None:
        self.close_event()
        self.has_opened = True
        practising = chosen
        self.opened = OpenEvent(
            desk,
            lock,
            self.speech,
            self._blank,
            settled=(lambda: self.settings) if practising is None else (lambda: practising),
            keep=self._keep if practising is None else (lambda _changed: None),
        )
        self.opened.practice_of = practice_of
        window = self.opened.window
        if practice_of is None:
            self.opened.keeper = Keeper(desk, window, self.speech)
            self._keep(self.settings.with_recent(desk.store.path))
        else:
            window.mark_practice()
        organizing = self.opened.organizing
        wishes = {**self._wishes, **self.opened.badge_work.wishes, **organizing.wishes}
        window.wants.connect(lambda key: organizing.carry_out(key, wishes[key]))
        window.closed.connect(self.close_event)
        window.ready.connect(lambda: _say("answers"))
        window.ready.connect(self._check_fonts)
        if desk.store.log_is_missing:
            window.ready.connect(
                lambda: self._say(Tone.WARN, LOG_IS_MISSING, file=desk.store.path.name)
            )
        window.showMaximized()
        window.activateWindow()
        if self.start_page is not None:
            self.start_page.close()
            self.start_page = None
        QTimer.singleShot(0, lambda: _say("ready"))

    def _check_fonts(self) -> None:
        """Say at once what would else be said when the first badge is not drawn."""
        self._opened().background.run(check_fonts, lambda _whole: None, self._failed)

    def _practise(self) -> None:
        """Go on with a copy of the event on which one may try; once more, back to the event."""
        opened = self._opened()
        event = opened.practice_of or opened.desk.store.path
        if opened.practice_of is not None:
            passphrase = opened.desk.store.passphrase
            self.close_event()
            self._try(lambda: self.open(event, passphrase))
        else:
            self._try(lambda: self._practise_on(opened.desk, event))

    def _practise_on(self, desk: Desk, event: Path) -> None:
        copy = (
            Path(tempfile.mkdtemp(prefix=practice_prefix()))
            / f"{event.stem}-practice{event.suffix}"
        )
        desk.store.copy_to(copy)
        lock = _lock(copy)
        # No badge of a practice goes to the printer: to a folder beside the copy.
        chosen = dataclasses.replace(self.settings, printer="")
        name, passphrase = self.settings.desk_name, desk.store.passphrase
        practised = Desk.open(copy, name=name, passphrase=passphrase)
        practised.practise()
        self._show(practised, lock, chosen, practice_of=event)

    def close_event(self) -> None:
        """Close the event that is open."""
        opened, self.opened = self.opened, None
        if opened is not None:
            opened.window.close()
            opened.close()
            if opened.practice_of is not None:
                shutil.rmtree(opened.desk.store.path.parent, ignore_errors=True)

    def _ask_event(self) -> None:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(documents) or Path.home())
        recent = settings.recent_files(self.settings)
        page = self.start_page = StartPage(self.speech, folder, recent)
        page.open_file.connect(lambda path: self._try(lambda: self.open(path)))
        page.make_sample.connect(
            lambda path: self._try(
                lambda: self._make(path, read_event(sample_file("workshop.toml")))
            )
        )
        page.make_from.connect(
            lambda path, source: self._try(lambda: self._make(path, read_event(source)))
        )
        page.make_new.connect(self._make_new)
        page.left.connect(self._leave_start_page)
        page.show()

    def _leave_start_page(self) -> None:
        """Escape goes back to the event that is open, if there is one."""
        if self.opened is not None and self.start_page is not None:
            self.start_page.close()
            self.start_page = None
            self.opened.window.activateWindow()

    def _make_new(self, path: Path, title_km: str, title_en: str, day: QDate) -> None:
        event = Event(
            title_km=title_km.strip(),
            title_en=title_en.strip(),
            date=date(day.year(), day.month(), day.day()),
            categories=DEFAULT_CATEGORIES,
        )
        self._try(lambda: self._make(path, event))

    def _try(self, act: Callable[[], None]) -> None:
        """Do something that may be refused, and say it where the eyes are."""
        try:
            act()
        except Refusal as refusal:
            self._say_refused(refusal)

    def _say_refused(self, refusal: Refusal) -> None:
        if self.start_page is not None and self.start_page.isVisible():
            self.start_page.say_refused(refusal)
        elif self.opened is not None:
            self.opened.window.say_refused(refusal)

    def _say(self, tone: Tone, sentence: Sentence, **facts: object) -> None:
        if self.opened is not None:
            speech = self.speech
            self.opened.window.say(tone, lambda: speech.text(sentence, **facts))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            raise error
        self._say_refused(error)

    def _read_list(self) -> None:
        opened, lists = self._opened(), self.tr("Lists")
        path = file_to_open(
            opened.window,
            self.tr("Read a participant list"),
            opened.desk.store.path.parent,
            f"{lists} (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt);;(*)",
        )
        if path is not None:
            self.read_list(path)

    def read_list(self, path: Path) -> None:
        """Show what the list at ``path`` would change, and take it when that is confirmed."""
        from kiosk.ui.list_reading import ListReading

        opened = self._opened()
        reading = ListReading(path, opened.desk, opened.background, self.speech, opened.window)
        reading.taken.connect(self._list_taken)
        reading.failed.connect(self._failed)
        reading.start()

    def _list_taken(self, added: int, changed: int) -> None:
        self._say(Tone.DONE, LIST_TAKEN, added=added, changed=changed)
        self._opened().window.show_event()  # a list brings categories and groups
        self._opened().window.search_again()

    def _write_door_lists(self) -> None:
        self._write("door-lists.pdf", "PDF (*.pdf)", lambda desk, path: desk.door_lists(path))

    def _write_photo_list(self) -> None:
        self._write("no-photos.pdf", "PDF (*.pdf)", lambda desk, path: desk.photo_list(path))

    def _write_paper(self) -> None:
        self._opened().exporting.paper()

    def _write(self, name: str, kind: str, write: Callable[[Desk, Path], Path]) -> None:
        opened = self._opened()
        store = opened.desk.store.path
        suggested = store.with_name(f"{store.stem}-{name}")
        path = file_to_write(opened.window, self.tr("Where to write it"), suggested, kind)
        if path is None:
            return
        target = with_ending(path, Path(name).suffix)
        self._say(Tone.PLAIN, WORKING, file=target.name)
        opened.background.run(
            lambda: write(opened.desk, target),
            lambda written: self._say(Tone.DONE, WRITTEN, file=written),
            self._failed,
        )

    def _edit_facts(self, part: Part = Part.TEXTS) -> None:
        from kiosk.ui.facts_dialog import FactsDialog

        opened = self._opened()
        dialog = FactsDialog(
            opened.desk.event, self.speech.language, opened.desk.change_event, opened.window
        )
        dialog.show_part(part)
        if dialog.exec():
            opened.window.show_event()
            self._say(Tone.DONE, FACTS_KEPT)

    def _choose_copies(self) -> None:
        keeper = self._opened().keeper
        if keeper is not None:  # of a practice no copies are kept
            keeper.choose_place()

    def _opened(self) -> OpenEvent:
        assert self.opened is not None
        return self.opened

    def _wear(self, look: theme.Look) -> None:
        """Show everything in another size or other colours from now on."""
        application = self.application
        assert isinstance(application, QApplication)
        theme.change_look(application, look)
        if self.opened is not None:
            self.opened.window.retranslate()
        self._keep(
            dataclasses.replace(
                self.settings, text_percent=look.text_percent, scheme=look.scheme.value
            )
        )

    def _keep_language(self) -> None:
        self._keep(dataclasses.replace(self.settings, language=self.speech.language.value))

    def _keep(self, chosen: settings.Settings) -> None:
        self.settings = chosen
        settings.save(chosen)

    def _fault(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """A fault of ours: kept without what is known of people, said in a sentence, and the window
        lives on. A refusal that no one caught is said as it is."""
        if issubclass(kind, KeyboardInterrupt):
            self.application.quit()
            return
        if isinstance(error, Refusal):
            self._say_refused(error)
            return
        log = keep_fault(error, trace) or type(error).__name__
        _log.error("fault\n%s", without_values(error, trace))
        self._say_refused(Refusal(FAULT, log=log))


def _look(chosen: settings.Settings) -> theme.Look:
    known = chosen.scheme in tuple(theme.Scheme)
    return theme.Look(
        chosen.text_percent, theme.Scheme(chosen.scheme) if known else theme.Scheme.SYSTEM
    )


def _lock(path: Path) -> QLockFile:
    """Hold the event for this window. The lock of a window that died is taken over."""
    path = path.resolve()
    lock = QLockFile(str(path.with_name(f".{path.name}.lock")))
    lock.setStaleLockTime(0)
    if path.is_file() and not lock.tryLock(0) and lock.error() is _LOCKED:
        raise Refusal(OPEN_ELSEWHERE, file=path.name)
    return lock


_LOCKED = QLockFile.LockError.LockFailedError


def _say(word: str) -> None:
    """Tell a benchmark or test that waits for it (``KIOSK_SAY_READY``) that letters are taken
    (``ready``), and that they are answered (``answers``)."""
    if os.environ.get("KIOSK_SAY_READY"):
        sys.stderr.write(f"{word}\n")
        sys.stderr.flush()
