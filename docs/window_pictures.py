"""The pictures of the window: each page, dialog and look of it, in both languages.

``make_pictures.py windows`` makes them. The people are the invented ones of the packaged list, the
codes on their badges always the same ones, so that a picture changes where the window does.
"""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from unittest import mock

from PIL import Image
from PySide6.QtCore import QBuffer, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from kiosk.bundled import sample_file
from kiosk.domain import PersonDetails, PhotoConsent, Sex
from kiosk.language import Language
from kiosk.services.codes import new_code
from kiosk.services.desk import Desk
from kiosk.services.event_file import read_event
from kiosk.ui import keys, theme
from kiosk.ui.desk_window import DeskWindow
from kiosk.ui.list_dialog import ListDialog
from kiosk.ui.passphrase_dialog import PassphraseDialog
from kiosk.ui.program import Program
from kiosk.ui.start_page import StartPage

PICTURES = Path(__file__).parent / "pictures"
SIZE = (1366, 728)
DENSITY, COLOURS = 2, 128
AT_THE_DESK = datetime(2023, 9, 13, 1, 10, tzinfo=UTC)
"""Ten past eight in Phnom Penh."""
THE_PIN = "7315"
NOBODY_ANSWERS = "ipp://localhost:9/badges"


def a_morning(folder: Path) -> Path:
    """An event at ten past eight: some are here, two walked in."""
    always_the_same = partial(new_code, random.Random(8).choice)
    with mock.patch("kiosk.services.people.new_code", always_the_same):
        return _a_morning(folder)


def _a_morning(folder: Path) -> Path:
    now = [datetime(2023, 9, 13, 0, 51, tzinfo=UTC)]
    event = read_event(sample_file("workshop.toml"))
    desk = Desk.create(folder / "workshop.kiosk", event, name="Desk 1", clock=lambda: now[0])
    desk.take(desk.plan_list(sample_file("participants_80_messy.xlsx")))
    desk.add(PersonDetails(organisation_en="NSSF", organisation_km="ប.ស.ស.", category="speaker"))
    for person in list(desk.people())[:70:2]:
        now[0] += timedelta(seconds=31)
        desk.check_in(person.id)
    refused = desk.find("Chantrea", 1)[0].person
    desk.change(refused.id, photo_consent=PhotoConsent.NO)
    desk.add(
        PersonDetails(name_km="ហេង ស្រីពៅ", category="cbo", sex=Sex.FEMALE, walk_in=True),
        arrives=True,
    )
    desk.close()
    return desk.store.path


def windows(folder: Path) -> None:
    """Everything in both languages; each has an event of its own in ``folder``."""
    for language in Language:
        at = folder / language.value
        at.mkdir()
        program = Program(language)
        program.start(a_morning(at))
        assert program.opened is not None
        desk, window = program.opened.desk, program.opened.window
        desk._clock = lambda: AT_THE_DESK
        window.showNormal()
        window.resize(*SIZE)
        while not desk.ready:
            QApplication.processEvents()
        for name, turn in PAGES.items():
            turn(window)
            save(window, f"{name}-{language}")
            leave(window)
        looks(window, language)
        dialogs(program, window, language)
        organizer(program, window, language)
        trouble(program, window, language)
        program.close_event()
        if language is Language.KHMER:
            program.speech.switch()


def leave(window: DeskWindow) -> None:
    """Back to an empty search."""
    for _ in range(2):
        press(window, Qt.Key.Key_Escape)


def press(window: DeskWindow, key: Qt.Key, *, ctrl: bool = False) -> None:
    """One key, where the cursor is."""
    modifier = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    # Where a dialog was last, no window is the active one for a moment.
    QTest.keyClick(QApplication.focusWidget() or window.search, key, modifier)


def empty(window: DeskWindow) -> None:
    """Before the first letter."""


def search(window: DeskWindow) -> None:
    """Three letters."""
    QTest.keyClicks(window.search, "sok")


def arrived(window: DeskWindow) -> None:
    """Someone was checked in; whoever was served stays on the card."""
    window.search.setText("chantrea")
    press(window, Qt.Key.Key_Return)


def walk_in(window: DeskWindow) -> None:
    """A new person, with what was typed in its field."""
    press(window, Qt.Key.Key_Z, ctrl=True)
    window.search.setText("Nop Sreymom")
    press(window, Qt.Key.Key_F2)


def same_person(window: DeskWindow) -> None:
    """Who seems new is on the list already."""
    window.search.setText("Mul Sokha")
    press(window, Qt.Key.Key_F2)


def private(window: DeskWindow) -> None:
    """What strangers must not read, asked for."""
    window.search.setText("mul sokha")
    press(window, Qt.Key.Key_F11)


def signature(window: DeskWindow) -> None:
    """Someone signs on the screen."""
    window.search.setText("sok api")
    press(window, Qt.Key.Key_S, ctrl=True)
    pad = window.signature.pad
    for _ in range(5):
        QApplication.processEvents()
    middle = pad.rect().center()
    for first, last, phase in ((-200, -20, 0.0), (10, 220, 1.3)):
        line = [
            middle + QPoint(x, round(45 * math.sin(x / 17 + phase) * math.cos(x / 61)))
            for x in range(first, last, 4)
        ]
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=line[0])
        for place in line[1:]:
            QTest.mouseMove(pad, place)
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=line[-1])


PAGES: dict[str, Callable[[DeskWindow], None]] = {
    "empty": empty,
    "search": search,
    "arrived": arrived,
    "walk-in": walk_in,
    "same-person": same_person,
    "private": private,
    "signature": signature,
    "glance": lambda window: window.pages.turn(),
    "setup": lambda window: window.pages.show_setup(),
}
LOOKS = {
    "dark": theme.Look(scheme=theme.Scheme.DARK),
    "contrast": theme.Look(150, theme.Scheme.CONTRAST),
    "large": theme.Look(200),
}


def looks(window: DeskWindow, language: Language) -> None:
    """The search in the other colours and sizes, and the morning in the dark."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    for name, look in LOOKS.items():
        theme.change_look(application, look)
        search(window)
        save(window, f"{name}-{language}")
        leave(window)
        if name == "dark":
            window.pages.turn()
            save(window, f"glance-dark-{language}")
            leave(window)
    theme.change_look(application, theme.Look())


def dialogs(program: Program, window: DeskWindow, language: Language) -> None:
    """What is opened the evening before; and the first page, before there is any event."""
    assert program.opened is not None
    desk, speech = program.opened.desk, program.speech
    intake = ListDialog(desk.event, speech, window)
    intake.show_plan(desk.plan_list(sample_file("participants_80_messy.xlsx")))
    start = StartPage(speech, Path("/"), [])
    asked = PassphraseDialog(desk.store.path, speech, window)
    for name, widget in (("list", intake), ("start", start), ("passphrase", asked)):
        widget.show()
        save(widget, f"{name}-{language}")
        widget.close()
        widget.deleteLater()
    for name, key in (
        ("facts", keys.FACTS),
        ("printer", keys.PRINTER),
        ("designs", keys.DESIGNS),
        ("box", keys.BADGES),
        ("pin", keys.PIN),
    ):
        taken: list[str] = []
        QTimer.singleShot(500, partial(_take, f"{name}-{language}", taken))
        window.wants.emit(key)
        _wait_until(partial(_is_left, taken))


def _is_left(taken: list[str]) -> bool:
    return bool(taken) and QApplication.activeModalWidget() is None


def _take(name: str, taken: list[str]) -> None:
    """Picture the dialog that is open, as soon as one is, and leave it."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, QDialog):
        save(dialog, name)
        dialog.reject()
        taken.append(name)
    else:
        QTimer.singleShot(200, partial(_take, name, taken))


def organizer(program: Program, window: DeskWindow, language: Language) -> None:
    """The PIN is asked for beside the work, and given."""
    assert program.opened is not None
    desk, organizing = program.opened.desk, program.opened.organizing
    desk.organizer.set_pin(THE_PIN)
    desk.organizer.lock()
    window.wants.emit(keys.DESIGNS)
    window.pages.pin.field.take(THE_PIN[:2])
    save(window, f"pin-asked-{language}")
    window.pages.show_queue()
    desk.organizer.unlock(THE_PIN)
    organizing.look()
    private(window)
    save(window, f"organizer-{language}")
    leave(window)
    desk.organizer.remove_pin(THE_PIN)
    organizing.look()


def trouble(program: Program, window: DeskWindow, language: Language) -> None:
    """A printer that does not answer."""
    assert program.opened is not None
    program.opened.prints.use(NOBODY_ANSWERS)
    arrived(window)
    _wait_until(window.printing.text)
    search(window)
    save(window, f"trouble-{language}")
    leave(window)
    press(window, Qt.Key.Key_Z, ctrl=True)


def _wait_until(done: Callable[[], object]) -> None:
    while not done():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


def save(window: QWidget, name: str) -> None:
    """One screenshot, once everything is painted, at twice the density for print; few colours,
    since each new one stays in the repository for good."""
    loop = QEventLoop()
    QTimer.singleShot(900, loop.quit)
    loop.exec()
    picture = QPixmap(window.size() * DENSITY)
    picture.setDevicePixelRatio(DENSITY)
    window.render(picture)
    kept = QBuffer()
    picture.save(kept, "PNG")
    with Image.open(io.BytesIO(kept.data().data())) as whole:
        few = whole.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(PICTURES / f"{name}.png", optimize=True)
