"""The button of the form that offers who is on the list already, and the question before a second
person of exactly that name is made."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPushButton

from kiosk.domain import Event, Person
from kiosk.services.attendance_figures import event_zone
from kiosk.ui import theme
from kiosk.ui.label import tip
from kiosk.ui.notice import announce
from kiosk.ui.speech import Speech

SHOWN = 3
"""So many people are offered at once; the search shows the rest."""
_WIDEST = 560
"""Pixels at 100 % that the offer takes at most; what is longer ends in … and is its tool tip."""


class SamePerson(QPushButton):
    """Offers people who are on the list already, or the Khmer that was meant by Latin keys."""

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._speech = speech
        self.people: Sequence[Person] = ()
        self.meant = ""
        self._whole = ""
        self.setProperty("offer", True)

    def offer(self, event: Event, people: Sequence[Person] = (), meant: str = "") -> None:
        """Offer to take one of ``people``, else what was ``meant``; hidden without either."""
        self.people, self.meant = people, meant
        self.retranslate(event)

    def retranslate(self, event: Event) -> None:
        """Say it in the language that is spoken now; times are those of ``event``."""
        if self.people:
            known = "\n".join(self.known_by(person, event) for person in self.people[:SHOWN])
            words = self.tr("Already on the list (F7): %1").replace("%1", known)
        else:
            words = self.tr("Meant in Khmer: %1 (F7)").replace("%1", self.meant)
        shown = bool(self.people or self.meant)
        if shown and words != self._whole:
            announce(self, words)
        self._whole = words if shown else ""
        self._fit()
        self.setVisible(shown)

    def known_by(self, person: Person, event: Event) -> str:
        """What tells ``person`` from a namesake, and since when they are here."""
        facts = [self._speech.names(person)[0]]
        if person.arrived_at is not None:
            local = person.arrived_at.astimezone(event_zone(event))
            facts.append(self.tr("here since %1").replace("%1", self._speech.time(local)))
        facts.append(person.organisation or person.phone)  # last: the longest is cut off
        return " · ".join(filter(None, facts))

    def question(self, event: Event) -> str:
        """What is asked before someone else of exactly this name is made."""
        known = "; ".join(self.known_by(person, event) for person in self.people[:SHOWN])
        words = self.tr("F7: the same person · Enter again: someone else. On the list: %1")
        return words.replace("%1", known)

    def _fit(self) -> None:
        metrics, most = QFontMetrics(self.font()), theme.scaled(_WIDEST)
        if parent := self.parentWidget():
            most = min(most, max(_LEAST, parent.width() - _AROUND))
        lines = (_shortened(metrics, line, most) for line in self._whole.split("\n"))
        self.setText("\n".join(lines))
        self.setToolTip(tip(self._whole) if self.text() != self._whole else "")
        self.setAccessibleName(self._whole)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, super().minimumSizeHint().height())


_AROUND = theme.UNIT * 5
_LEAST = 200
"""Pixels: narrower it is never asked to be."""


def _shortened(metrics: QFontMetrics, line: str, most: int) -> str:
    return metrics.elidedText(line, Qt.TextElideMode.ElideRight, most)
