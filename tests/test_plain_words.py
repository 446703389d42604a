"""What people typed is shown as they typed it: no label reads it as HTML."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from kiosk.language import Language
from kiosk.services.desk import Desk
from kiosk.services.safekeeping import best_offer, places_of
from kiosk.ui.list_tables import RowTable
from kiosk.ui.passphrase_dialog import NewPassphraseDialog
from kiosk.ui.restoring import RestoreQuestion
from kiosk.ui.same_person import SamePerson
from kiosk.ui.speech import Speech
from kiosk.ui.start_page import StartPage
from tests.conftest import Clock
from tests.staff import at_the_desk
from tests.test_safekeeping import keep

TITLE = "O'Reilly & <b>Co</b>"


def read_as_html(widget: QWidget) -> list[str]:
    """The words that a label or a tool tip takes for markup."""
    plain = Qt.TextFormat.PlainText
    tips = [each.toolTip() for each in widget.findChildren(QWidget)]
    return [
        label.text()
        for label in widget.findChildren(QLabel)
        if label.textFormat() is not plain and "<b>" in label.text()
    ] + [words for words in tips if "<b>" in words]


def test_nothing_in_the_window_is_read_as_html(full_desk: Desk, qtbot: QtBot) -> None:
    full_desk.change_event(dataclasses.replace(full_desk.event, title_en=TITLE, city_en=TITLE))
    person = full_desk.people()[0]
    full_desk.change(person.id, name_latin=TITLE, organisation_en=TITLE, organisation_km="")
    with at_the_desk(full_desk, qtbot) as staff:
        window = staff.window
        window.search_again()
        staff.types(person.code)
        assert TITLE in staff.card
        titles = [label for label in window.findChildren(QLabel) if TITLE in label.text()]
        assert len(titles) > 2
        for show in (window.pages.turn, window.pages.show_queue, window.pages.show_setup):
            assert read_as_html(window) == []
            show()
        assert read_as_html(window) == []


def test_a_tool_tip_shows_what_was_typed(full_desk: Desk, qtbot: QtBot) -> None:
    person = full_desk.people()[0]
    full_desk.change(
        person.id, name_latin=TITLE, name_km="", organisation_km="", organisation_en=TITLE * 9
    )
    offer = SamePerson(Speech(Language.ENGLISH))
    qtbot.addWidget(offer)
    offer.offer(full_desk.event, [full_desk.person(person.id)])
    assert read_as_html(offer) == []
    assert TITLE in QTextDocumentFragment.fromHtml(offer.toolTip()).toPlainText()
    table = RowTable(["Name", "Said"], [TITLE], lambda words: (words, "1 < 2"))
    qtbot.addWidget(table)
    shown = [table.model().index(0, column) for column in (0, 1)]
    assert [cell.data() for cell in shown] == [TITLE, "1 < 2"]
    tips = [cell.data(Qt.ItemDataRole.ToolTipRole) for cell in shown]
    assert [QTextDocumentFragment.fromHtml(tip).toPlainText() for tip in tips] == [TITLE, "1 < 2"]


def test_dialogs_that_name_a_file_name_it_whole(
    full_desk: Desk, qtbot: QtBot, tmp_path: Path, clock: Clock
) -> None:
    speech, path = Speech(Language.ENGLISH), full_desk.store.path
    keep(full_desk, clock)
    offer = best_offer(path, places_of(path))
    named = tmp_path / "<b>Co<b>.kiosk"
    dialogs: list[QWidget] = [
        RestoreQuestion(named, offer, speech),
        NewPassphraseDialog(named.name, speech),
        StartPage(speech, tmp_path, [named]),
    ]
    for dialog in dialogs:
        qtbot.addWidget(dialog)
        assert any("<b>Co<b>" in label.text() for label in dialog.findChildren(QLabel))
        assert read_as_html(dialog) == []
