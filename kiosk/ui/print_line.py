"""How the badges stand, said at the desk: where they go, and what keeps them from printing."""

from __future__ import annotations

from PySide6.QtCore import QObject

from kiosk.services.badge_room import FOLDER_HELD
from kiosk.services.printing import PrinterTrouble, Trouble
from kiosk.ui.key_bar import QuietLine
from kiosk.ui.notice import Notice, Tone
from kiosk.ui.print_room import PrintRoom
from kiosk.ui.speech import Speech

FEW_LABELS = 20
"""So many labels left on a roll are said."""


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
        if prints.held:
            where = self.tr("Badges wait for a printer (Ctrl+Shift+P)")
        more = [self._count(self.tr("%1 waiting"), prints.waiting)] if prints.waiting else []
        if prints.labels_left is not None and prints.labels_left <= FEW_LABELS:
            more.append(self._count(self.tr("labels left: %1"), prints.labels_left))
        self.where.say(" · ".join([*more, where]))
        if prints.held:
            self.where.setToolTip(FOLDER_HELD.text(self._speech.language))
        said = self._trouble()
        self.banner.say(Tone.WARN if said else Tone.PLAIN, self._trouble)

    def _count(self, words: str, number: int) -> str:
        return words.replace("%1", self._speech.digits(number))

    def _trouble(self) -> str:
        prints, language = self._prints, self._speech.language
        said = [told.text(language) for told in prints.remarks]
        if prints.trouble is not None and not self._stands():
            ways = "" if prints.held else self._ways_on()
            said += [prints.trouble.text(language), ways]
        elif prints.elsewhere:
            waits = self.tr("%1 waiting for another printer; F5 prints them on this one.")
            said.append(self._count(waits, prints.elsewhere))
        for person, told in prints.failures[:3]:
            said.append(f"{self._speech.names(person)[0]}: {told.text(language)}")
        if prints.failures:
            said.append(self.tr("F5 prints them once more."))
        elif prints.asked:
            person, told = prints.asked[0]
            said.append(f"{self._speech.names(person)[0]}: {told.text(language)}")
            said.append(self.tr("F6: it came out. F5: print it once more."))
        if prints.labels_left == 0:
            empty = self.tr(
                "The roll of “%1” should be used up: put in a new one, then Ctrl+Shift+P and"
                " say how many labels it has."
            )
            said.append(empty.replace("%1", prints.printer_name()))
        return " ".join(filter(None, said))

    def _stands(self) -> bool:
        """Whether it is no fault, only how it stands until a printer is chosen: ``where`` says
        it."""
        trouble = self._prints.trouble
        return (
            self._prints.held
            and isinstance(trouble, PrinterTrouble)
            and trouble.kind is Trouble.FORBIDDEN
        )

    def _ways_on(self) -> str:
        """What one key does about the trouble."""
        prints = self._prints
        if prints.other is None:
            words = self.tr("%1 waiting; F5 prints them, Ctrl+Shift+P takes another printer.")
            return self._count(words, prints.waiting)
        if prints.other.address:
            words = self.tr("%1 waiting; F5 prints them, F8 goes on with the printer “%2”.")
        else:
            words = self.tr("%1 waiting; F5 prints them, F8 goes on with PDF files in “%2”.")
        return self._count(words, prints.waiting).replace("%2", prints.other.name)
