"""A damaged event at the start: its newest good copy is offered, with the difference in words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox

from kiosk.language import Refusal, Sentence
from kiosk.services.database import DAMAGED, NOT_AN_EVENT, Passphrase, is_protected
from kiosk.services.desk import Desk, utc_now
from kiosk.services.safekeeping import (
    Offer,
    best_offer,
    copies_in,
    offer_in_words,
    places_of,
    restore,
)
from kiosk.ui import icons, theme
from kiosk.ui.protection import asked_passphrase
from kiosk.ui.speech import Speech
from kiosk.ui.waiting import waited_for

LOOKING = Sentence(
    en="The event file is damaged. Looking for its newest good copy…",
    km="ឯកសារព្រឹត្តិការណ៍ខូច។ កំពុងរកច្បាប់ចម្លងល្អចុងក្រោយ…",
)
BRINGING_BACK = Sentence(en="Bringing the event back…", km="កំពុងស្តារព្រឹត្តិការណ៍មកវិញ…")


def desk_or_copy(
    path: Path, name: str, speech: Speech, passphrase: Passphrase | None = None
) -> Desk:
    """A desk on the event at ``path``; where the file is damaged and there is a good copy, on what
    comes back, if that is wished.

    Raises:
        Refusal: as :meth:`Desk.open`.
    """
    try:
        return Desk.open(path, name=name, passphrase=passphrase)
    except Refusal as refusal:
        if refusal.told.sentence not in (DAMAGED, NOT_AN_EVENT):
            raise
        key = passphrase or _passphrase_of_copy(path, speech)
        offer = waited_for(lambda: _offer(path, key), LOOKING.text(speech.language))
        if offer is None or not _wished(path, offer, speech):
            raise
    chosen = offer
    words = BRINGING_BACK.text(speech.language)
    waited_for(lambda: restore(path, chosen, desk=name, at=utc_now(), passphrase=key), words)
    return Desk.open(path, name=name, passphrase=key)


def _passphrase_of_copy(path: Path, speech: Speech) -> Passphrase | None:
    """Of a file that is torn beyond recognition only a copy tells whether it was protected."""
    copies = (copy.path for place in places_of(path) for copy in copies_in(place, path.stem))
    protected = next((copy for copy in copies if is_protected(copy)), None)
    return None if protected is None else asked_passphrase(protected, speech)


def _offer(path: Path, passphrase: Passphrase | None) -> Offer | None:
    try:
        return best_offer(path, places_of(path), passphrase=passphrase)
    except Refusal:
        return None


def _wished(path: Path, offer: Offer, speech: Speech) -> bool:
    question = RestoreQuestion(path, offer, speech)
    question.exec()
    return question.clickedButton() is question.bring


class RestoreQuestion(QMessageBox):
    """Whether what is in a copy shall come back; ``bring`` is the button that says so."""

    def __init__(self, path: Path, offer: Offer, speech: Speech) -> None:
        super().__init__()
        said = [told.text(speech.language) for told in offer_in_words(offer)]
        kept = self.tr("The damaged file is kept as it is, under another name.")
        self.setIconPixmap(icons.icon(icons.Sign.WARNING, theme.colours().warn, 40).pixmap(40))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(self.tr("The event file “%1” is damaged.").replace("%1", path.name))
        self.setInformativeText("\n".join([*said, kept]))
        for label in self.findChildren(QLabel):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.setWindowTitle(self.tr("Registration kiosk"))
        role = QMessageBox.ButtonRole
        self.bring = self.addButton(self.tr("Bring it back"), role.AcceptRole)
        self.addButton(self.tr("Leave it"), role.RejectRole)
