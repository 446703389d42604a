"""Signatures at the desk: the page is shown for the person on the card, and what it says kept."""

from __future__ import annotations

from typing import Any

from kiosk.domain import Person
from kiosk.language import Refusal
from kiosk.ui.notice import Tone
from kiosk.ui.refusing import saying_refusals
from kiosk.ui.serving import Acts, Serving


class Signing(Acts):
    """Lets one person sign at a time."""

    def __init__(self, serving: Serving) -> None:
        super().__init__(serving)
        self._page = serving.pages.signature
        self._person: Person | None = None
        self._page.saved.connect(self._save)

    @saying_refusals
    def start(self) -> None:
        """Let the person on the card sign; the queue is back at Escape."""
        self._person = person = self._named()
        self._serving.notice.dismiss()  # a low screen needs its line for the pad
        self._pages.setCurrentWidget(self._page)
        self._page.start(person)

    @saying_refusals
    def _save(self, details: dict[str, Any]) -> None:
        assert self._person is not None
        try:
            changed = self._desk.change(self._person.id, **details)
        except Refusal as refusal:
            told = refusal
            language = self._serving.speech
            self._page.problem.say(Tone.WARN, lambda: told.text(language.language))
            return
        self._serving.say(Tone.DONE, lambda: self._telling.signature(changed))
        self._serving.next_person(changed)
