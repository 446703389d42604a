"""What a dialog says while it is open: it pushes nothing out of sight, and goes when it is done."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.language import Language
from kiosk.services.desk import Desk
from kiosk.settings import PrinterSettings
from kiosk.ui import theme
from kiosk.ui.background import Background
from kiosk.ui.facts_dialog import FactsDialog
from kiosk.ui.label import Label
from kiosk.ui.notice import Tone
from kiosk.ui.passphrase_dialog import NewPassphraseDialog
from kiosk.ui.pin_dialog import PinDialog
from kiosk.ui.printer_dialog import PrinterDialog
from kiosk.ui.speech import Speech
from tests.judging import settle

LONG = "That is among the first that anyone tries. Choose digits that do not count. " * 3


@pytest.fixture
def over(qapp: QApplication, qtbot: QtBot) -> QWidget:
    theme.dress(qapp)
    window = QWidget()
    qtbot.addWidget(window)
    return window


def wholly_seen(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def test_the_test_page_stays_in_sight_below_what_is_said_of_it(over: QWidget, qtbot: QtBot) -> None:
    dialog = PrinterDialog(
        found=[],
        chosen="",
        designs={"card": "Card"},
        design="card",
        beforehand=False,
        kept={"": PrinterSettings()},
        speech=Speech(Language.ENGLISH),
        parent=over,
    )
    dialog.resize(900, 560)
    dialog.show()
    dialog.notice.say(Tone.DONE, lambda: LONG)
    qtbot.waitUntil(lambda: wholly_seen(dialog.of_printer.test))
    dialog.close()


def test_the_pin_is_explained_below_what_was_wrong_with_it(
    over: QWidget, full_desk: Desk, qtbot: QtBot
) -> None:
    background = Background()
    dialog = PinDialog(full_desk.organizer, Speech(Language.ENGLISH), background, over)
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.problem.say(Tone.WARN, lambda: LONG)
    (words,) = [w for w in dialog.findChildren(Label) if "4 to 12 digits" in w.text()]
    settle(dialog)
    qtbot.waitUntil(lambda: wholly_seen(words))
    dialog.close()
    background.finish()


def test_the_warning_to_write_it_down_goes_with_the_tick(qtbot: QtBot) -> None:
    dialog = NewPassphraseDialog("day.kiosk", Speech(Language.ENGLISH))
    qtbot.addWidget(dialog)
    dialog.suggest.click()
    dialog.protect.click()
    assert dialog.problem.text().startswith("Write the passphrase down first")
    dialog.written.click()
    assert dialog.problem.text() == ""


def test_the_expected_number_says_when_it_counts(over: QWidget, full_desk: Desk) -> None:
    dialog = FactsDialog(full_desk.event, Language.ENGLISH, full_desk.change_event, over)
    shown = [label.text() for label in dialog.findChildren(Label)]
    assert "Counts until a list is read." in shown
    assert dialog.expected.accessibleDescription() == "Counts until a list is read."
