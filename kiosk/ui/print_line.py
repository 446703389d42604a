"""How the badges stand, said at the desk: where they go, and what keeps them from printing."""

from __future__ import annotations

from PySide6.QtCore import QObject

from kiosk.ui.key_bar import QuietLine
from kiosk.ui.notice import Notice, Tone
from kiosk.ui.print_room import PrintRoom
from kiosk.ui.speech import Speech


class PrintLine(QObject):
    """``where`` is a quiet line; ``banner`` stays as long as someone has to do something."""

    def __init__(self, prints: PrintRoom, speech: Speech) -> None:
        super().__init__()
        self._prints, self._speech = prints, speech
        self.banner = Notice(hides=True)
        self.where = QuietLine()
        prints.changed.connect(self.show_stand)

    def show_stand(self) -> None:
        """Say how it stands now."""
        prints = self._prints
        to_folder = self.tr("Badges: PDF files in “%1”")
        to_printer = self.tr("Badges: printer %1")
        where = (to_folder if prints.folder() else to_printer).replace("%1", prints.printer_name())
        waiting = self.tr("%1 waiting").replace("%1", self._speech.digits(prints.waiting))
        self.where.say(f"{where} · {waiting}" if prints.waiting else where)
        bad = bool(prints.trouble or prints.failures or prints.asked or prints.remarks)
        self.banner.say(Tone.WARN if bad else Tone.PLAIN, self._trouble)

    def _trouble(self) -> str:
        prints, language = self._prints, self._speech.language
        said = [told.text(language) for told in prints.remarks]
        if prints.trouble is not None:
            said.append(prints.trouble.text(language))
            waiting = self.tr("%1 waiting; F5 prints them, Ctrl+Shift+P takes another printer.")
            said.append(waiting.replace("%1", self._speech.digits(prints.waiting)))
        for person, told in prints.failures[:3]:
            said.append(f"{self._speech.names(person)[0]}: {told.text(language)}")
        if prints.failures:
            said.append(self.tr("F5 prints them once more."))
        elif prints.asked:
            person, told = prints.asked[0]
            said.append(f"{self._speech.names(person)[0]}: {told.text(language)}")
            said.append(self.tr("F6: it came out. F5: print it once more."))
        return " ".join(said)
