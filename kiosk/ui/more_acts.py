"""What else can be done for someone, behind one button, where there is no room for one each."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from kiosk.domain import PhotoConsent
from kiosk.ui import keys

ACTS = (
    keys.EDIT,
    keys.IN_PLACE,
    keys.PRINT_AGAIN,
    keys.SIGN,
    keys.NOT_HERE,
    keys.PRIVATE,
    keys.HISTORY,
)


class MoreActs(QPushButton):
    """Opens a menu of :data:`ACTS`, each with its key, and of the answers about photos. ``wants``
    carries the key's entry, ``photo`` the answer."""

    wants = Signal(object)
    photo = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        menu = QMenu(self)
        self._acts = {key: _row(menu) for key in ACTS}
        for key, row in self._acts.items():
            row.triggered.connect(lambda _checked=False, key=key: self.wants.emit(key))
        menu.insertSeparator(self._acts[keys.PRIVATE])
        menu.addSeparator()
        self._answers = {answer: _row(menu) for answer in PhotoConsent}
        for answer, row in self._answers.items():
            row.setCheckable(True)
            row.triggered.connect(lambda _checked=False, answer=answer: self.photo.emit(answer))
        self.setMenu(menu)

    def name_acts(self, name: str, answers: Mapping[PhotoConsent, str]) -> None:
        """Set every word anew: for a screen reader the button is called ``name``."""
        self.setAccessibleName(name)
        for key, row in self._acts.items():
            row.setText(f"{key.menu_words()}\t{key.shortcut}")
        for answer, row in self._answers.items():
            row.setText(answers[answer])

    def offer(self, acts: Collection[keys.Key], answer: PhotoConsent) -> None:
        """Offer these, and mark what was answered about photos."""
        for key, row in self._acts.items():
            row.setVisible(key in acts)
        for each, row in self._answers.items():
            row.setChecked(each is answer)


def _row(menu: QMenu) -> QAction:
    row = QAction(menu)
    menu.addAction(row)
    return row
