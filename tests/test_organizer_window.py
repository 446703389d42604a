"""The organizer at the window: asked for beside the work, marked while here, locked again."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from kiosk.bundled import sample_file
from kiosk.domain import Action, Disability, PersonDetails
from kiosk.language import Language, Refusal
from kiosk.services.desk import Desk
from kiosk.services.event_file import read_event
from kiosk.services.organizer import LOCK_AFTER, Stand
from kiosk.services.printing.words import READY
from kiosk.services.readiness import Step
from kiosk.services.safekeeping import copies_in, keep_copy, places_of
from kiosk.ui import keys
from kiosk.ui.facts_dialog import FactsDialog
from kiosk.ui.organizing import GUARDED
from kiosk.ui.pin_dialog import PinDialog, UnlockDialog
from kiosk.ui.printer_dialog import PrinterDialog
from kiosk.ui.program import OpenEvent, Program
from tests.conftest import Clock
from tests.staff import Staff

PIN, OTHER = "7315", "90417"
OF_STEPS = {keys.CATEGORIES, keys.GROUPS}
"""Parts of the facts, which only a step of setting up opens."""


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An event with two people and a PIN."""
    path = tmp_path_factory.mktemp("held") / "day.kiosk"
    event = read_event(sample_file("workshop.toml"))
    with closing(Desk.create(path, event, name="Desk 1", clock=Clock())) as desk:
        desk.add(
            PersonDetails(
                name_latin="SOK Dara", category="cbo", disability=Disability.YES, phone="012345678"
            )
        )
        desk.add(PersonDetails(name_latin="CHAN Sophea", category="cbo"))
        desk.organizer.set_pin(PIN)
    return path


class Sitting(Staff):
    """Someone at the window of the whole program."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        assert program.opened is not None
        super().__init__(program.opened.window)
        self.program, self.qtbot = program, qtbot

    @property
    def opened(self) -> OpenEvent:
        assert self.program.opened is not None
        return self.program.opened

    @property
    def desk(self) -> Desk:
        return self.opened.desk

    @property
    def asks(self) -> bool:
        """Whether the PIN is asked for."""
        pages = self.window.pages
        return pages.shows(pages.pin)

    @property
    def said(self) -> str:
        """What stands beside the field of the PIN."""
        return self.window.pages.pin.problem.text()

    def unlocks(self, pin: str = PIN) -> None:
        """Types the PIN and waits until it is compared."""
        self.window.wants.emit(keys.ORGANIZER)
        self.enters(pin)
        self.qtbot.waitUntil(lambda: not self.asks)

    def enters(self, pin: str) -> None:
        self.types(pin)
        self.presses(Qt.Key.Key_Return)

    def waits_for_words(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: words in self.said)


@pytest.fixture
def staff(held: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Sitting]:
    path = Path(shutil.copy(held, tmp_path / "day.kiosk"))
    program = Program(Language.ENGLISH)
    program.open(path)
    assert program.opened is not None
    desk, window = program.opened.desk, program.opened.window
    qtbot.waitUntil(lambda: desk.ready)
    window.activateWindow()
    qtbot.waitUntil(window.search.hasFocus)
    yield Sitting(program, qtbot)
    program.close_event()
    if program.speech.language is Language.KHMER:
        program.speech.switch()


class Shown:
    """Closes each dialog that comes up, and keeps what it was."""

    def __init__(self, act: Callable[[QDialog], None] = QDialog.reject) -> None:
        self.dialogs: list[str] = []
        self._act, self._known = act, list[QDialog]()
        self._timer = QTimer()
        self._timer.setInterval(20)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog) and dialog not in self._known:
            self._known.append(dialog)
            self.dialogs.append(type(dialog).__name__)
            # Not from the timer itself, which would not look again while one dialog opens another.
            QTimer.singleShot(0, lambda: self._act(dialog))

    def stop(self) -> None:
        self._timer.stop()


@pytest.fixture
def shown() -> Iterator[Shown]:
    watch = Shown()
    yield watch
    watch.stop()


FREE = {
    *(keys.SETUP, keys.PRACTISE, keys.OTHER_EVENT, keys.QUIT, keys.PIN, keys.ORGANIZER),
    *(keys.WALK_IN, keys.IN_PLACE, keys.EDIT, keys.PHOTO, keys.SIGN, keys.PRIVATE, keys.HISTORY),
    *(keys.PRINT_AGAIN, keys.NOT_HERE, keys.UNDO, keys.REDO),
    *(keys.RETRY, keys.GO_ON, keys.CAME_OUT, keys.GLANCE, keys.BLANK),
    *(keys.LARGER, keys.SMALLER, keys.COLOURS, keys.LANGUAGE),
}
"""What staff do without the PIN: all that serves the queue, and how the window looks. The dialog of
the PIN asks for the old one itself; disability on F11, and undo, have tests of their own."""


def actions(staff: Sitting) -> dict[keys.Key, QAction]:
    return dict(staff.window._menus._actions)


def test_every_act_of_the_menus_is_free_or_guarded(staff: Sitting) -> None:
    """Fails for a new one until someone says which."""
    assert actions(staff).keys() == FREE | GUARDED.keys() - OF_STEPS
    assert not FREE & GUARDED.keys()


def test_a_guarded_act_asks_for_the_pin_beside_the_work(staff: Sitting, shown: Shown) -> None:
    staff.types("sok")
    before = staff.desk.store.journal_length()
    for key in GUARDED.keys() - OF_STEPS:
        actions(staff)[key].trigger()
        QTest.qWait(60)
        assert staff.asks, key
        assert staff.where_the_cursor_is is staff.window.pages.pin.field
        staff.presses(Qt.Key.Key_Escape)
        assert staff.window.search.hasFocus()
        assert staff.window.search.text() == "sok"
    assert not shown.dialogs
    assert staff.desk.store.journal_length() == before


def test_every_step_of_setting_up_asks_for_it(staff: Sitting, shown: Shown) -> None:
    for step, row in staff.window.setup.rows.items():
        staff.window.pages.show_setup()
        row.act.click()
        QTest.qWait(60)
        if step is Step.PIN:
            assert shown.dialogs == ["PinDialog"]
        else:
            assert staff.asks, step
            staff.presses(Qt.Key.Key_Escape)


def test_letters_and_the_next_person_come_first(staff: Sitting) -> None:
    staff.window.wants.emit(keys.WORKBOOK)
    staff.types("73")
    staff.types("sok dara")
    assert not staff.asks
    assert staff.window.search.text() == "sok dara"
    staff.presses(Qt.Key.Key_Return)
    assert staff.count.startswith("1 /")


def test_with_the_pin_what_was_asked_for_goes_on(staff: Sitting, shown: Shown) -> None:
    staff.window.wants.emit(keys.WORKBOOK)
    staff.types("៧៣")
    staff.composes("១៥")
    staff.presses(Qt.Key.Key_Return)
    staff.qtbot.waitUntil(lambda: shown.dialogs == ["WorkbookDialog"])
    assert staff.desk.organizer.unlocked
    assert staff.window.header.organizer.isVisible()
    assert "Organizer" in staff.window.header.organizer.text()
    assert not staff.window.header.organizer.icon().isNull()
    staff.window.wants.emit(keys.FACTS)
    staff.qtbot.waitUntil(lambda: shown.dialogs[1:] == ["FactsDialog"])


def test_setting_up_goes_on_where_it_was(staff: Sitting, shown: Shown) -> None:
    staff.window.pages.show_setup()
    staff.window.setup.rows[Step.FACTS].act.click()
    staff.enters(PIN)
    staff.qtbot.waitUntil(lambda: shown.dialogs == ["FactsDialog"])
    assert staff.window.pages.shows(staff.window.setup)


def test_a_wrong_pin_is_said_and_the_wait_counts_down(staff: Sitting) -> None:
    staff.program.speech.switch()
    staff.window.wants.emit(keys.WORKBOOK)
    for wrong in "១២":
        staff.enters("9999")
        staff.waits_for_words(f"ចំនួនដងដែលខុស៖ {wrong}។")
    page = staff.window.pages.pin
    assert page.unlock.isEnabled()
    staff.enters("9999")
    staff.waits_for_words("សូមរង់ចាំ ៥ វិនាទី")
    assert not page.unlock.isEnabled()
    staff.enters(PIN)
    assert staff.asks, "too early"
    staff.waits_for_words("សូមរង់ចាំ ៣ វិនាទី")
    staff.presses(Qt.Key.Key_Escape)
    staff.window.wants.emit(keys.ORGANIZER)
    assert "សូមរង់ចាំ" in staff.said, "leaving does not shorten it"


def test_by_mouse_or_finger(staff: Sitting) -> None:
    staff.window.wants.emit(keys.ORGANIZER)
    page = staff.window.pages.pin
    for face in "731⌫15":
        QTest.mouseClick(page.pad.buttons[face], Qt.MouseButton.LeftButton)
    assert page.field.text() == PIN
    assert page.field.hasFocus()
    assert page.field.displayText() == "●" * 4
    QTest.mouseClick(page.unlock, Qt.MouseButton.LeftButton)
    staff.qtbot.waitUntil(lambda: not staff.asks)
    assert staff.window.search.hasFocus()
    QTest.mouseClick(staff.window.header.organizer, Qt.MouseButton.LeftButton)
    assert not staff.desk.organizer.unlocked
    assert not staff.window.header.organizer.isVisible()
    assert "Locked" in staff.notice


def test_the_desk_locks_itself_and_says_so(staff: Sitting) -> None:
    staff.unlocks()
    staff.types("sok dara")
    staff.presses(Qt.Key.Key_F11)
    assert "With a disability" in staff.card
    later = staff.desk.organizer._ticks() + LOCK_AFTER * 60 + 1
    staff.desk.organizer._ticks = lambda: later
    staff.qtbot.waitUntil(lambda: "locked itself" in staff.notice)
    assert not staff.window.header.organizer.isVisible()
    assert "disability" not in staff.card
    assert "012345678" not in staff.card
    assert staff.desk.store.journal()[-1].action is Action.LOCKED
    staff.presses(Qt.Key.Key_Return)
    assert staff.count.startswith("1 /")


def test_disability_is_shown_to_the_organizer_only(staff: Sitting) -> None:
    staff.types("sok dara")
    staff.presses(Qt.Key.Key_F11)
    assert "Phone: 012345678" in staff.card
    assert "Disability: with the organizer's PIN (Ctrl+Shift+O)" in staff.card
    assert "With a disability" not in staff.card
    rows = staff.desk.store.journal_length()
    staff.presses(Qt.Key.Key_F11)
    staff.unlocks()
    staff.presses(Qt.Key.Key_F11)
    assert "With a disability" in staff.card
    shown = staff.desk.store.journal(after=rows)
    assert [row.action for row in shown] == [Action.UNLOCKED, Action.PRIVATE_SHOWN]
    staff.presses(Qt.Key.Key_F11)
    staff.presses(Qt.Key.Key_H, ctrl=True)
    assert "(organizer) · disability was shown" in staff.card


def test_undo_does_not_reach_what_the_organizer_did(staff: Sitting) -> None:
    staff.unlocks()
    gone = staff.desk.find("sophea", 1)[0].person
    staff.desk.remove(gone.id)
    staff.window.wants.emit(keys.ORGANIZER)
    staff.presses(Qt.Key.Key_Z, ctrl=True)
    assert "needs the organizer's PIN" in staff.notice
    assert staff.desk.store.person(gone.id) is None
    staff.unlocks()
    staff.presses(Qt.Key.Key_Z, ctrl=True)
    assert staff.desk.store.person(gone.id) is not None


def test_covering_the_screen_locks(staff: Sitting) -> None:
    staff.unlocks()
    staff.presses(Qt.Key.Key_F12)
    assert not staff.desk.organizer.unlocked
    assert staff.desk.store.journal()[-1].after["why"] == "covered"
    staff.presses(Qt.Key.Key_F12)
    assert not staff.window.header.organizer.isVisible()


def test_in_practice_the_pin_is_not_asked_for(staff: Sitting, shown: Shown) -> None:
    staff.unlocks()
    event = staff.desk.store
    rows = event.journal_length()
    staff.window.wants.emit(keys.PRACTISE)
    assert staff.opened.practice_of is not None
    assert not staff.desk.organizer.may
    with closing(Desk.open(staff.opened.practice_of, name="the test")) as real:
        row = real.store.journal(after=rows)[-1]
        assert (row.action, row.after["why"]) == (Action.LOCKED, "closed")
    practice = staff.window = staff.opened.window
    for key in (keys.WORKBOOK, keys.ORGANIZER, keys.PIN):
        practice.wants.emit(key)
        assert "End the practice first" in staff.notice
        assert not practice.pages.shows(practice.pages.pin)
    assert not shown.dialogs
    practice.wants.emit(keys.PRACTISE)
    staff.opened.window.wants.emit(keys.ORGANIZER)
    assert staff.opened.window.pages.shows(staff.opened.window.pages.pin)


def test_a_pin_that_another_desk_sets_is_asked_for(staff: Sitting, shown: Shown) -> None:
    path = staff.desk.store.path
    with closing(Desk.open(path, name="Desk 2")) as other:
        other.organizer.forget_pin()
        staff.window.wants.emit(keys.ORGANIZER)
        assert "no PIN" in staff.notice
        staff.window.wants.emit(keys.FACTS)
        staff.qtbot.waitUntil(lambda: shown.dialogs == ["FactsDialog"])
        other.organizer.set_pin(OTHER)
    staff.window.wants.emit(keys.FACTS)
    assert staff.asks
    assert shown.dialogs == ["FactsDialog"]


def test_when_a_printer_is_in_trouble_nothing_but_the_printer_is_chosen(staff: Sitting) -> None:
    seen: list[dict[str, bool]] = []

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, PrinterDialog)
        of = dialog.of_printer
        parts = {"list": dialog.list, "labels": of.labels, "designs": dialog.designs}
        parts |= {"test": of.test, "right": of.right, "next_label": of.next_label}
        seen.append({name: part.isVisible() for name, part in parts.items()})
        dialog.reject()

    watch = Shown(act)
    staff.opened.prints.trouble = Refusal(READY, printer="a printer")
    staff.window.wants.emit(keys.PRINTER)
    staff.qtbot.waitUntil(lambda: len(seen) == 1)
    assert [name for name, visible in seen[0].items() if visible] == ["list", "labels"]
    staff.opened.prints.trouble = None
    staff.desk.organizer.unlock(PIN)
    staff.window.wants.emit(keys.PRINTER)
    staff.qtbot.waitUntil(lambda: len(seen) == 2)
    assert all(seen[1].values())
    watch.stop()


def test_when_a_printer_is_in_trouble_staff_choose_another(staff: Sitting) -> None:
    asked: list[keys.Key] = []
    act = lambda: asked.append(keys.PRINTER)  # noqa: E731
    staff.opened.organizing.carry_out(keys.PRINTER, act)
    assert staff.asks
    assert not asked
    staff.presses(Qt.Key.Key_Escape)
    staff.opened.prints.trouble = Refusal(READY, printer="a printer")
    staff.opened.organizing.carry_out(keys.PRINTER, act)
    assert asked == [keys.PRINTER]


# --- setting it ----------------------------------------------------------------------------------


def fills(dialog: QDialog, **fields: str) -> None:
    for name, text in fields.items():
        line = getattr(dialog, name)
        assert isinstance(line, QLineEdit)
        line.setText(text)


@pytest.fixture
def dialog(staff: Sitting) -> Iterator[Callable[[], PinDialog]]:
    made: list[PinDialog] = []

    def make() -> PinDialog:
        opened = staff.opened
        one = PinDialog(
            opened.desk.organizer, staff.program.speech, opened.background, staff.window
        )
        made.append(one)
        one.show()
        one.activateWindow()
        staff.qtbot.waitUntil(one.isActiveWindow)
        return one

    yield make
    for each in made:
        each.deleteLater()


def test_set_by_keys_and_shown_as_done(
    staff: Sitting, dialog: Callable[[], PinDialog], qtbot: QtBot
) -> None:
    staff.desk.organizer.forget_pin()
    staff.window.pages.show_setup()
    row = staff.window.setup.rows[Step.PIN]
    assert "taken off as forgotten" in row.text()
    one = dialog()
    assert not one.take_off.isVisible()
    for new, again, said in (
        ("1234", "1234", "among the first"),
        ("73", "73", "4 to 12 digits"),
        (OTHER, PIN, "differ"),
    ):
        fills(one, new=new, again=again)
        one.enter()
        assert said in one.problem.text()
    one.new.clear()
    one.again.clear()
    one.new.setFocus()
    QTest.keyClicks(one.new, OTHER)
    one.again.setFocus()
    qtbot.waitUntil(one.again.hasFocus)
    for digit in OTHER:
        QTest.mouseClick(one.pad.buttons[digit], Qt.MouseButton.LeftButton)
    one.minutes.setCurrentIndex(3)
    QTest.keyPress(one.again, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: one.result() == QDialog.DialogCode.Accepted)
    assert staff.desk.organizer.stand is Stand.SET
    assert staff.desk.organizer.lock_after == 5
    staff.window.pages.show_setup()
    assert row.done


def test_changed_and_taken_off_with_the_old_one(
    staff: Sitting, dialog: Callable[[], PinDialog], qtbot: QtBot
) -> None:
    one = dialog()
    fills(one, old="9999", new=OTHER, again=OTHER)
    one.enter()
    qtbot.waitUntil(lambda: "not the organizer's PIN" in one.problem.text())
    assert not one.new.text()
    fills(one, old=PIN, new=OTHER, again=OTHER)
    one.enter()
    qtbot.waitUntil(lambda: one.result() == QDialog.DialogCode.Accepted)
    two = dialog()
    fills(two, old=OTHER)
    two.minutes.setCurrentIndex(0)
    two.enter()
    qtbot.waitUntil(lambda: two.result() == QDialog.DialogCode.Accepted)
    assert staff.desk.organizer.lock_after == 1
    three = dialog()
    fills(three, old=OTHER)
    three.take_off.click()
    qtbot.waitUntil(lambda: three.result() == QDialog.DialogCode.Accepted)
    assert staff.desk.organizer.stand is Stand.NONE


def test_what_was_typed_in_a_dialog_is_not_lost_when_the_desk_locked_itself(
    staff: Sitting,
) -> None:
    staff.unlocks()

    def act(dialog: QDialog) -> None:
        if isinstance(dialog, FactsDialog):
            staff.desk.organizer.lock()
            lines = dialog.findChildren(QLineEdit)
            venue = next(line for line in lines if "venue" in line.accessibleName().lower())
            venue.setText("Sunway Hotel")
            dialog.accept()
        elif isinstance(dialog, UnlockDialog):
            dialog.pin.setText(PIN)
            dialog.enter()

    watch = Shown(act)
    staff.window.wants.emit(keys.FACTS)
    watch.stop()
    assert "Sunway Hotel" in (staff.desk.event.venue_en, staff.desk.event.venue_km)
    assert staff.desk.organizer.unlocked


def test_an_export_that_the_lock_overtook_is_refused(staff: Sitting, tmp_path: Path) -> None:
    target = tmp_path / "photos.pdf"
    staff.unlocks()

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        staff.desk.organizer.lock()
        dialog.selectFile(str(target))
        dialog.accept()

    watch = Shown(act)
    staff.window.wants.emit(keys.PHOTO_LIST)
    staff.qtbot.waitUntil(lambda: "needs the organizer's PIN" in staff.notice)
    watch.stop()
    assert not target.exists()


def test_a_pin_set_at_the_window_replaces_the_copies_from_before(staff: Sitting) -> None:
    staff.desk.organizer.forget_pin()
    place, *_more = places_of(staff.desk.store.path)
    before = keep_copy(staff.desk.store, place, staff.desk.now())
    asking = QTimer()

    def fill_in() -> None:
        shown = QApplication.activeModalWidget()
        if isinstance(shown, PinDialog):
            asking.stop()
            fills(shown, new=OTHER, again=OTHER)
            shown.enter()

    asking.timeout.connect(fill_in)
    asking.start(10)
    staff.opened.organizing.edit_pin()
    assert staff.desk.organizer.is_set
    staff.qtbot.waitUntil(
        lambda: not before.path.exists() and len(copies_in(place, "day")) == 1, timeout=20_000
    )
    (copy,) = copies_in(place, "day")
    with closing(Desk.open(copy.path, name="x")) as opened:
        assert opened.organizer.is_set
