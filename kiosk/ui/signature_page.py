"""How someone signs: on paper, on the screen, or by thumbprint; and who signs for them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kiosk.domain import Person, Signing
from kiosk.services.signatures import strokes, written
from kiosk.ui import theme
from kiosk.ui.choice import Choice
from kiosk.ui.few_lines import FewLines
from kiosk.ui.label import Label
from kiosk.ui.notice import Notice, Tone
from kiosk.ui.signature_pad import SignaturePad
from kiosk.ui.speech import Speech


class SignaturePage(QFrame):
    """``saved`` carries the details to change; ``left`` goes back to the queue at once."""

    saved = Signal(object)
    left = Signal()

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self._speech = speech
        self._person: Person | None = None
        self.heading, self._proxy_words = FewLines(1), Label()
        self.heading.setProperty("scale", "large")
        self.pad = SignaturePad()
        self.pad.drawn.connect(self._was_drawn)
        self.signing = Choice(tuple(Signing), Signing.ON_PAPER)
        self.signing.chosen.connect(self._was_chosen)
        self.proxy = QLineEdit()
        self._proxy_words.setBuddy(self.proxy)
        self.problem = Notice(hides=True)
        self._save, self.again, self._back = QPushButton(), QPushButton(), QPushButton()
        self._save.setProperty("primary", True)
        self._save.clicked.connect(self.save)
        self.again.clicked.connect(self._begin_anew)
        self._back.clicked.connect(self.left)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        proxy = QHBoxLayout()
        proxy.setSpacing(theme.UNIT)
        proxy.addWidget(self._proxy_words)
        proxy.addWidget(self.proxy, 1)
        inside = QWidget()
        work = QVBoxLayout(inside)
        work.setContentsMargins(0, 0, 0, 0)
        work.setSpacing(theme.UNIT)
        work.addWidget(self.signing)
        work.addWidget(self.pad, 1)
        work.addLayout(proxy)
        work.addWidget(self.problem)
        self._scroll = theme.scrolling(inside)
        self._buttons = buttons = QHBoxLayout()
        buttons.setSpacing(theme.UNIT)
        for button in (self._save, self._back):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.again)
        self._whole = layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.UNIT * 2, theme.UNIT, theme.UNIT * 2, theme.UNIT * 2)
        layout.setSpacing(theme.UNIT)
        layout.addWidget(self.heading)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(buttons)

    def set_compact(self, compact: bool) -> None:
        """On a low screen say whose signature it is between the buttons: the pad needs the
        height."""
        if compact:
            self._buttons.insertWidget(2, self.heading, 100)
        else:
            self._whole.insertWidget(0, self.heading)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every word anew."""
        name = self._speech.names(self._person)[0] if self._person else ""
        heading = self.tr("Signature of %1").replace("%1", name)
        self.heading.say(heading)
        self.pad.setAccessibleName(self.tr("Sign here with finger, pen or mouse"))
        self.pad.setToolTip(self.pad.accessibleName())
        self.signing.name_choices(
            {
                Signing.ON_PAPER: self.tr("On paper"),
                Signing.ON_SCREEN: self.tr("On this screen"),
                Signing.THUMBPRINT: self.tr("Thumbprint on paper"),
            }
        )
        self.signing.setAccessibleName(self.tr("How the person signs"))
        self._proxy_words.setText(self.tr("Someone else signs for them:"))
        self.proxy.setAccessibleName(self._proxy_words.text())
        self.proxy.setPlaceholderText(self.tr("name, empty when they sign themselves"))
        self._save.setText(self.tr("Save (Enter)"))
        self._back.setText(self.tr("Back (Esc)"))
        self.again.setText(self.tr("Sign again (Del)"))
        self.problem.refresh()

    def start(self, person: Person) -> None:
        """Begin with what is known of ``person``."""
        self._person = person
        self.pad.show_strokes(strokes(person.signature))
        self.signing.pick(person.signing)
        self.proxy.setText(person.signed_by)
        self.problem.say(Tone.PLAIN, str)
        self.retranslate()
        self.signing.setFocus()

    def details(self) -> dict[str, Any]:
        """What is to be kept, by the names of :class:`~kiosk.domain.PersonDetails`."""
        signing = self.signing.picked()
        on_screen = signing is Signing.ON_SCREEN
        return {
            "signing": signing,
            "signature": written(self.pad.strokes()) if on_screen else "",
            "signed_by": self.proxy.text().strip(),
        }

    def save(self) -> None:
        """Hand over what was chosen and drawn."""
        self.saved.emit(self.details())

    def _was_drawn(self) -> None:
        self.signing.pick(Signing.ON_SCREEN)

    def _was_chosen(self, signing: Signing) -> None:
        if signing is not Signing.ON_SCREEN:
            self.pad.show_strokes(())
        self.signing.pick(signing)

    def _begin_anew(self) -> None:
        self.pad.show_strokes(())

    def _enter(self) -> None:
        """Enter presses the button it stands on; anywhere else it saves."""
        if self._back.hasFocus():
            self.left.emit()
        elif self.again.hasFocus():
            self._begin_anew()
        else:
            self.save()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._enter()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self._begin_anew()
        else:
            super().keyPressEvent(event)
