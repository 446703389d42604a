"""Undo and redo at the desk, and what they did in words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from kiosk.domain import Action
from kiosk.services.desk import TakenBack
from kiosk.ui.notice import Tone
from kiosk.ui.refusing import saying_refusals
from kiosk.ui.serving import Acts


class Undoing(Acts):
    """The last thing done at this desk, back and forth. ``facts_changed`` fires where it was the
    event itself."""

    facts_changed = Signal()

    @saying_refusals
    def undo(self) -> None:
        """Take back the last thing done at this desk, and say what it was."""
        self._say(self._desk.undo(), lambda: self.tr("Undone: %1"))

    @saying_refusals
    def redo(self) -> None:
        """Do again what was undone last."""
        self._say(self._desk.redo(), lambda: self.tr("Done again: %1"))

    def _say(self, back: TakenBack, words: Callable[[], str]) -> None:
        if back.action is Action.EVENT_CHANGED:
            self.facts_changed.emit()
        told = self._telling.taken_back
        self._serving.say(Tone.DONE, lambda: words().replace("%1", told(back)))
        self._serving.next_person()
