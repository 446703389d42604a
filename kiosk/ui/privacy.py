"""What strangers must not read: shown when asked for, and the whole screen covered at once."""

from __future__ import annotations

from kiosk.ui.refusing import saying_refusals
from kiosk.ui.serving import Acts


class Privacy(Acts):
    """Phone, age, disability and history, on the card and in the morning's list."""

    @saying_refusals
    def show_private(self) -> None:
        """Show phone and age, and disability to the organizer, or hide them again."""
        morning, card = self._pages.morning, self._queue.card
        if self._pages.shows(morning):
            morning.show_private(not morning.shows_private)
        elif self._pages.shows(self._queue):
            person, shown = self._whom(), card.shows_private
            card.show_private(None if shown else self._desk.private(person))
            if card.shows_history:
                self._tell_history()

    def hide(self) -> None:
        """Hide phone, age, disability, and the history in which they may stand."""
        self._pages.morning.show_private(False)
        self._queue.card.show_private(None)
        self._queue.card.show_history(None)

    def show_history(self) -> None:
        """Show what was done with the person on the card, or the badge again."""
        if self._queue.card.shows_history:
            self._queue.card.show_history(None)
        else:
            self._tell_history()

    @saying_refusals
    def _tell_history(self) -> None:
        person, card = self._whom(), self._queue.card
        card.show_history(self._desk.history(person.id, private=card.shows_private))
