"""Every dialog, in both languages and at both ends of the text sizes, judged as the pages are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from kiosk.bundled import sample_file
from kiosk.language import Language, Told
from kiosk.services.database import Passphrase
from kiosk.services.desk import Desk
from kiosk.services.organizer import Deed
from kiosk.services.printing import PrinterInfo, PrinterState, PrinterStatus
from kiosk.services.printing.words import READY
from kiosk.services.safekeeping import best_offer, keep_copy
from kiosk.settings import PrinterSettings
from kiosk.ui import theme
from kiosk.ui.background import Background
from kiosk.ui.box_dialog import BoxDialog
from kiosk.ui.design_dialog import DesignDialog
from kiosk.ui.export_dialogs import PaperDialog, WorkbookDialog
from kiosk.ui.facts_dialog import FactsDialog
from kiosk.ui.list_dialog import ListDialog
from kiosk.ui.long_work import LongWork
from kiosk.ui.passphrase_dialog import NewPassphraseDialog, PassphraseDialog
from kiosk.ui.pin_dialog import PinDialog, UnlockDialog
from kiosk.ui.printer_dialog import PrinterDialog
from kiosk.ui.restoring import RestoreQuestion
from kiosk.ui.retranslating import retranslate_dialogs
from kiosk.ui.speech import Speech
from kiosk.ui.start_page import StartPage
from tests.judging import LOOKS, faults, settle, words


class Room:
    """What the dialogs are made from."""

    def __init__(self, desk: Desk, speech: Speech, background: Background, over: QWidget) -> None:
        self.desk, self.speech, self.background, self.over = desk, speech, background, over

    @property
    def designs(self) -> dict[str, str]:
        designs = self.desk.badge_room.designs
        return {name: self.speech.text(designs.named(name).title) for name in designs.names()}


IDLE = PrinterStatus(PrinterState.IDLE, Told.of(READY, printer="៦២"))
Rooms = Callable[[Language, theme.Look], Room]


def facts(room: Room) -> QWidget:
    return FactsDialog(room.desk.event, room.speech.language, lambda _event: None, room.over)


def start(room: Room) -> QWidget:
    return StartPage(room.speech, Path(), [Path("ព្រឹត្តិការណ៍.kiosk")])


def new_event(room: Room) -> QWidget:
    page = StartPage(room.speech, Path(), [])
    page.other.click()
    return page


def a_list(room: Room) -> QWidget:
    dialog = ListDialog(room.desk.event, room.speech, room.over)
    dialog.show_plan(room.desk.plan_list(sample_file("participants_80_messy.xlsx")))
    return dialog


def printer(room: Room) -> QWidget:
    return PrinterDialog(
        found=[PrinterInfo("៦២", "ipp://localhost/1", "", IDLE)],
        chosen="",
        designs=room.designs,
        design="card",
        beforehand=False,
        kept={"": PrinterSettings()},
        speech=room.speech,
        parent=room.over,
    )


def design(room: Room) -> QWidget:
    return DesignDialog(room.desk.badge_room, room.background, room.speech, "card", room.over)


def box(room: Room) -> QWidget:
    return BoxDialog(
        designs=room.designs,
        design="card",
        labels=lambda name: room.desk.badge_room.designs.named(name).per_page,
        categories=room.desk.event.categories,
        speech=room.speech,
        parent=room.over,
    )


def export(room: Room) -> QWidget:
    return WorkbookDialog("សៀវភៅ", room.speech, Path(), room.over)


def paper(room: Room) -> QWidget:
    return PaperDialog(80, room.over)


def at_work(room: Room) -> QWidget:
    dialog = LongWork("កំពុងធ្វើ", room.over)
    dialog.show()
    return dialog


def restore(room: Room) -> QWidget:
    store = room.desk.store
    place = store.path.with_name("copies")
    keep_copy(store, place, room.desk.now())
    offer = best_offer(store.path, [place])
    assert offer is not None
    return RestoreQuestion(store.path, offer, room.speech)


def passphrase(room: Room) -> QWidget:
    return PassphraseDialog(room.desk.store.path, room.speech, room.over)


def new_passphrase(room: Room) -> QWidget:
    return NewPassphraseDialog("ព្រឹត្តិការណ៍.kiosk", room.speech, None, room.over)


def other_passphrase(room: Room) -> QWidget:
    present = Passphrase.of("rice field under water")
    dialog = NewPassphraseDialog("ព្រឹត្តិការណ៍.kiosk", room.speech, present, room.over)
    dialog.suggest.click()
    dialog.protect.click()
    return dialog


def set_pin(room: Room) -> QWidget:
    if room.desk.organizer.is_set:
        room.desk.organizer.forget_pin()
    return PinDialog(room.desk.organizer, room.speech, room.background, room.over)


def change_pin(room: Room) -> QWidget:
    room.desk.organizer.set_pin("7315")
    return PinDialog(room.desk.organizer, room.speech, room.background, room.over)


def unlock(room: Room) -> QWidget:
    organizer = room.desk.organizer
    return UnlockDialog(organizer, Deed.FACTS, room.speech, room.background, room.over)


DIALOGS = (
    passphrase,
    new_passphrase,
    other_passphrase,
    facts,
    start,
    new_event,
    a_list,
    printer,
    design,
    box,
    export,
    paper,
    at_work,
    restore,
    set_pin,
    change_pin,
    unlock,
)


@pytest.fixture
def rooms(full_desk: Desk, qtbot: QtBot, qapp: QApplication) -> Iterator[Rooms]:
    """Makes a room in a language, with text of a size."""
    background, spoken, kept = Background(), list[Speech](), list[QWidget]()

    def room(language: Language, look: theme.Look) -> Room:
        theme.dress(qapp, look)
        over = QWidget()
        qtbot.addWidget(over)
        kept.append(over)
        spoken.append(Speech(language))
        return Room(full_desk, spoken[-1], background, over)

    yield room
    background.finish()
    for speech in spoken:
        if speech.language is Language.KHMER:
            speech.switch()


@pytest.mark.usefixtures("usual_look")
@pytest.mark.parametrize(("language", "look"), LOOKS)
def test_every_dialog(rooms: Rooms, qtbot: QtBot, language: Language, look: theme.Look) -> None:
    room, wrong = rooms(language, look), list[str]()
    for make in DIALOGS:
        dialog = make(room)
        qtbot.addWidget(dialog)
        dialog.show()
        for turn in _tabs(dialog):
            turn()
            settle(dialog)
            wrong += faults(make.__name__, dialog, language)
        dialog.hide()
    assert not wrong, "\n".join(wrong)


def test_open_dialogs_speak_the_other_language_at_once(rooms: Rooms, qtbot: QtBot) -> None:
    """Khmer on dialogs that were filled in English, and every English word back again."""
    room = rooms(Language.ENGLISH, theme.Look())
    room.speech.changed.connect(lambda: retranslate_dialogs(room.speech))
    open_ones = {make.__name__: make(room) for make in DIALOGS if make is not restore}
    for dialog in open_ones.values():
        qtbot.addWidget(dialog)
        dialog.show()
    before = {name: said(dialog) for name, dialog in open_ones.items()}
    wrong = list[str]()
    for language in (Language.KHMER, Language.ENGLISH):
        room.speech.switch()
        for name, dialog in open_ones.items():
            for turn in _tabs(dialog):
                turn()
                settle(dialog)
                wrong += faults(name, dialog, language)
    assert [each for each in wrong if "not in Khmer" in each] == []
    assert {name: said(dialog) for name, dialog in open_ones.items()} == before


def said(dialog: QWidget) -> set[str]:
    """What stands on it, or would on another tab."""
    return {words(widget) for widget in dialog.findChildren(QWidget)}


def _tabs(dialog: QWidget) -> Iterator[Callable[[], None]]:
    """What turns to each of its tabs; nothing to turn where it has none."""
    tabs = next(iter(dialog.findChildren(QTabWidget)), None)
    if tabs is None:
        yield lambda: None
    else:
        for at in range(tabs.count()):
            yield lambda at=at: tabs.setCurrentIndex(at)  # type: ignore[misc]
