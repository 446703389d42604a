"""How old the last copy of the event is, in a few words beside the keys."""

from __future__ import annotations

import time

from kiosk.language import Told
from kiosk.ui.label import Label, tip
from kiosk.ui.speech import Speech

_MINUTE_S, _HOUR_S = 60, 3600


class CopyLine(Label):
    """Says how long ago the event was copied; where no copy can be kept, that and why."""

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._speech = speech
        self._copied_at: float | None = None
        self._trouble: Told | None = None
        self._places: tuple[str, ...] = ()
        self.setProperty("quiet", "true")

    def show_copied(self, places: tuple[str, ...], trouble: Told | None) -> None:
        """Copies were made just now in ``places``, and ``trouble`` kept another from being."""
        if places:
            self._copied_at, self._places = time.monotonic(), places
        self._trouble = trouble
        self.show_age()

    def show_age(self) -> None:
        """Say it as of now, in the language spoken."""
        words = "" if self._copied_at is None else self._age(time.monotonic() - self._copied_at)
        if self._trouble is not None:
            words = " ".join(filter(None, (words, "⚠")))
        self.setText(words)
        told = [self._trouble.text(self._speech.language)] if self._trouble else []
        self.setToolTip(tip("\n".join([*told, *self._places])))
        self.setAccessibleName(" ".join([words, *told]))

    def _age(self, seconds: float) -> str:
        if seconds < _MINUTE_S:
            return self.tr("Copied just now")
        hours, minutes = divmod(int(seconds // _MINUTE_S), 60)
        if seconds < _HOUR_S:
            return self.tr("Copied %1 min ago").replace("%1", self._speech.digits(minutes))
        return self.tr("Copied %1 h ago").replace("%1", self._speech.digits(hours))
