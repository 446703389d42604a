"""Someone at the desk window, offscreen: what window tests type, press and read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kiosk.domain import Person
from kiosk.language import Language
from kiosk.services.desk import Desk
from kiosk.ui import theme
from kiosk.ui.background import Background
from kiosk.ui.blank import BlankScreen
from kiosk.ui.desk_window import DeskWindow
from kiosk.ui.print_room import PrintRoom
from kiosk.ui.retranslating import retranslate_dialogs
from kiosk.ui.speech import Speech


class Staff:
    """Someone at the desk: types, presses keys, reads the screen."""

    def __init__(self, window: DeskWindow) -> None:
        self.window = window

    def types(self, text: str) -> None:
        """A key event a character, as a keyboard with the right layout sends it."""
        for character in text:
            widget = self.where_the_cursor_is
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
                QApplication.sendEvent(widget, event)

    def composes(self, text: str) -> None:
        """An input method hands over a finished text."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self.where_the_cursor_is, event)

    def presses(self, *keys: Qt.Key, ctrl: bool = False, shift: bool = False) -> None:
        """One key after the other, where the cursor is."""
        modifier = Qt.KeyboardModifier.NoModifier
        if ctrl:
            modifier |= Qt.KeyboardModifier.ControlModifier
        if shift:
            modifier |= Qt.KeyboardModifier.ShiftModifier
        for key in keys:
            QTest.keyClick(self.where_the_cursor_is, key, modifier)
            QApplication.processEvents()  # a switched language is told by a posted event

    def holds_enter(self) -> None:
        """Enter, and what the keyboard repeats by itself."""
        for repeated in (False, True, True, True):
            event = QKeyEvent(
                QEvent.Type.KeyPress,
                Qt.Key.Key_Return,
                Qt.KeyboardModifier.NoModifier,
                "\r",
                repeated,
                1,
            )
            QApplication.sendEvent(self.where_the_cursor_is, event)

    @property
    def where_the_cursor_is(self) -> QWidget:
        """The widget that takes the keys."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def ids(self, rows: int) -> list[UUID]:
        """Whom the first rows show."""
        people = [self.window.model.person(row) for row in range(rows)]
        return [person.id for person in people if person]

    @property
    def rows(self) -> list[str]:
        """The people on the screen."""
        model = self.window.model
        return [str(model.index(row).data()) for row in range(model.rowCount())]

    @property
    def chosen(self) -> Person | None:
        return self.window.results.chosen()

    @property
    def notice(self) -> str:
        return self.window.notice.text()

    @property
    def count(self) -> str:
        return self.window.header.count.text()

    def shown_at(self, place: QPoint) -> str:
        """The words of what is seen there."""
        widget = self.window.childAt(place)
        return str(getattr(widget, "text", str)())

    @property
    def card(self) -> str:
        """What stands on the card."""
        labels = self.window.card.findChildren(QLabel)
        shown = [label.text() for label in labels if label.isVisible()]
        return "\n".join(shown).replace("\u200b", "")


@contextmanager
def at_the_desk(desk: Desk, qtbot: QtBot, language: Language = Language.ENGLISH) -> Iterator[Staff]:
    """Someone before the window of ``desk``, 1366×728 as on the usual laptop."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.dress(application)
    background, speech = Background(), Speech(language)
    prints = PrintRoom(desk, background)
    window = DeskWindow(desk, speech, prints, background, BlankScreen(speech.switch))
    speech.changed.connect(lambda: retranslate_dialogs(speech))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready):
        window.show()
    qtbot.waitExposed(window)
    window.resize(1366, 728)
    window.activateWindow()
    qtbot.waitUntil(window.search.hasFocus)
    yield Staff(window)
    if speech.language is Language.KHMER:
        speech.switch()
    prints.stop()
    background.finish()
    QApplication.processEvents()
