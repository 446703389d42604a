"""The page of the queue: the search box, who was found, and the chosen person's card."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kiosk.domain import Event, Person
from kiosk.services.desk import Desk
from kiosk.services.khmer import with_break_marks
from kiosk.services.lookup import Match, Why, badge_code
from kiosk.ui import theme
from kiosk.ui.background import Background
from kiosk.ui.badge_preview import Previewer
from kiosk.ui.card import NO_ONE_ELSE, PersonCard
from kiosk.ui.label import Label
from kiosk.ui.namesakes import still_meant
from kiosk.ui.notice import announce
from kiosk.ui.results import MOST_NUMBERED, PeopleModel, ResultsView
from kiosk.ui.search_box import SearchBox
from kiosk.ui.speech import Speech

LISTED = 500
"""How many people an empty search lists."""
SHOWN = 24
"""How many rows a search shows; who is further down is found by one more letter."""
MEANT = 0.64
"""Scores below this are guesses: one sound or two slips too many."""


class QueuePage(QWidget):
    """``typed`` fires with every change of the letters; whoever hears it calls :meth:`look`.

    ``choice_changed`` may fire without a change. ``design`` names the badge design that is
    previewed.
    """

    typed = Signal()
    choice_changed = Signal()

    def __init__(
        self, desk: Desk, speech: Speech, background: Background, design: Callable[[], str]
    ) -> None:
        super().__init__()
        self._desk, self._speech = desk, speech
        self._on_card: Person | None = None
        self._in_place = NO_ONE_ELSE
        self._served: Person | None = None
        self.search = SearchBox()
        self.model = PeopleModel(speech, desk.event)
        self.results = ResultsView(self.model, speech)
        self.card = PersonCard(speech, desk.event)
        self._previewer = Previewer(
            background, lambda person: desk.badge_room.badge(person, design())
        )
        self._previewer.drawn.connect(self.card.show_badge)
        self._nobody = Label()
        self._nobody.setWordWrap(True)
        self._nobody.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._list_or_nobody = QStackedWidget()
        self._lay_out()
        self.search.textChanged.connect(self.typed)
        self.search.stepped.connect(self.results.step)
        self.results.selectionModel().currentChanged.connect(self._show_chosen)
        self.retranslate()

    def _lay_out(self) -> None:
        for widget in (self.results, self._nobody):
            self._list_or_nobody.addWidget(widget)
        middle = QHBoxLayout()
        middle.setSpacing(theme.UNIT * 2)
        middle.addWidget(self._list_or_nobody, 3)
        middle.addWidget(self.card, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.UNIT)
        layout.addWidget(self.search)
        layout.addLayout(middle, 1)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every word anew."""
        placeholder = self.tr("Name, phone, organisation or badge code")
        self.search.setPlaceholderText(placeholder)
        self.search.setAccessibleName(placeholder)
        self.results.setAccessibleName(self.tr("People found"))
        self._say_nobody()
        self.results.viewport().update()
        self._show_chosen()

    def chosen(self) -> Person | None:
        """The person whose row is chosen."""
        return self.results.chosen()

    def person(self) -> Person | None:
        """Who is on the card: the chosen person; with no letters and no choice the one who was
        served last."""
        return self._on_card

    def served(self, person: Person | None) -> None:
        """Keep ``person`` on the card until the next letter."""
        self._served = person

    def look(self) -> None:
        """Find what the letters say. Raises :class:`~kiosk.language.Refusal`."""
        if not self._desk.ready:
            return
        text = self.search.text()
        found = self._desk.find(text, SHOWN if text else LISTED)
        instead = self._desk.came_instead()
        meant = bool(found and text) and _is_meant(found)
        rows = still_meant(found, instead) if meant else ()
        self.model.show(found, instead, rows if len(rows) > 1 else ())
        reading = self.reading()
        self.search.show_reading(self.tr("read as %1").replace("%1", reading) if reading else "")
        self._list_or_nobody.setCurrentIndex(0 if found else 1)
        self._say_nobody()
        if meant and len(rows) < 2:
            self.results.choose(rows[0] if rows else 0)
        self._show_chosen()

    def ask_which(self) -> int:
        """Have one of the namesakes whom nothing typed tells apart chosen by a number; answers how
        many they are, 0 where no one is asked about."""
        count = len(self.model.namesakes) if self.results.chosen() is None else 0
        if count:
            self.model.number_namesakes()
            self.search.numbers = min(count, MOST_NUMBERED)
        return count

    def choose_number(self, number: int) -> None:
        """Choose the namesake with that number."""
        self.results.choose(self.model.namesakes[number - 1])

    def reading(self) -> str:
        """What the letters were meant as where the keyboard's layout was the wrong one."""
        matches = self.model.matches()
        return matches[0].reading if matches and matches[0].score >= MEANT else ""

    def next_person(self) -> None:
        """Begin anew, with no letters."""
        if self.search.text():
            self.search.clear()
        else:
            self.look()
        self.search.setFocus()

    def take_in(self, people: Sequence[Person]) -> None:
        """Show what is new of those on the screen. The rows stay where they are under the
        finger, and whoever was not chosen before is not chosen now."""
        chosen = self.results.chosen()
        shown = list(self.model.matches())
        fresh = {person.id: person for person in people}
        now = [
            dataclasses.replace(match, person=fresh[match.person.id])
            for match in shown
            if match.person.id in fresh
        ]
        instead = self._desk.came_instead()
        if not self.model.shows(now, instead):
            ids = [match.person.id for match in now]
            meant = still_meant(now, instead) if now and self.model.namesakes else ()
            self.model.show(now, instead, meant if len(meant) > 1 else ())
            self.search.numbers = 0
            if chosen is not None and chosen.id in ids:
                self.results.choose(ids.index(chosen.id))
        if self._served is not None:
            self._served = next((p for p in people if p.id == self._served.id), None)
        self._show_chosen()

    def show_event(self, event: Event) -> None:
        """Show the facts of a changed event."""
        self.model.show_event(event)
        self.card.show_event(event)
        self._on_card = None  # its badge is another one now
        self.retranslate()

    def strange_badge(self) -> str:
        """The code that was scanned or typed and that no one here has; whoever is merely alike
        must not be checked in by it. Empty where there is none."""
        text, matches = self.search.text(), self.model.matches()
        known = matches and matches[0].why is Why.CODE
        return text if badge_code(text) and not known else ""

    def _say_nobody(self) -> None:
        if self.search.text():
            words = self.tr("No one found. Try fewer letters or the other script – or F2 adds one.")
        else:
            words = self.tr(
                "No one is on the event yet. Ctrl+L reads a participant list, Ctrl+I fills in the"
                " facts, F2 adds a person."
            )
        self._nobody.setText(with_break_marks(words))

    def _show_chosen(self) -> None:
        if self.search.text():
            self._served = None
        person, before = self.results.chosen() or self._served, self._on_card
        in_place = self._desk.in_place(person) if person else NO_ONE_ELSE
        known = person is not None and person == before and in_place == self._in_place
        self._on_card, self._in_place = person, in_place
        self.choice_changed.emit()
        if known:
            return
        if person is not None and self.search.hasFocus():
            # The cursor stays in the search, so a screen reader would not hear of the row.
            announce(self.results, self.model.aloud(person))
        self.card.show_person(person, in_place)
        same = person is not None and before is not None and person.details() == before.details()
        if not same:
            self._previewer.ask_for(person)


def _is_meant(found: Sequence[Match]) -> bool:
    """Whether Enter may act on the first of ``found``: not on someone who is merely alike, nor
    on one of many of an organisation, but on the one seat that waits for a name, and on whom a
    name and the organisation tell from a namesake."""
    first = found[0]
    if first.why is Why.FIELD:
        by_name = first.marks.keys() & _NAMES and first.score >= MEANT
        alone = len(found) == 1 or not first.person.named
        return alone or bool(by_name and found[1].score < first.score)
    return first.score >= MEANT


_NAMES = {"name_km_canonical", "name_latin_canonical"}
