"""What every act at the desk needs: who is chosen, where to say what came of it, who is next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from kiosk.domain import Arrival, Person
from kiosk.language import Refusal, Sentence
from kiosk.services.desk import Desk
from kiosk.ui.header import Header
from kiosk.ui.notice import Notice, Tone
from kiosk.ui.pages import Pages
from kiosk.ui.print_room import PrintRoom
from kiosk.ui.speech import Speech
from kiosk.ui.telling import Telling

CHOOSE_FIRST = Sentence(
    en="Choose a person first: type a few letters of the name, or press ↓.",
    km="សូមជ្រើសរើសអ្នកចូលរួមជាមុនសិន៖ វាយអក្សរពីរបីនៃឈ្មោះ ឬចុច ↓។",
)

NO_NAME_YET = Sentence(
    en="This seat has no name yet: press Enter and type who came.",
    km="កន្លែងនេះមិនទាន់មានឈ្មោះទេ៖ ចុច Enter រួចវាយឈ្មោះអ្នកដែលមក។",
)


@dataclass(frozen=True, slots=True)
class Serving:
    """The desk and the parts of its window that serve one person after the other."""

    desk: Desk
    speech: Speech
    prints: PrintRoom
    pages: Pages
    header: Header
    notice: Notice
    telling: Telling

    def say(self, tone: Tone, words: Callable[[], str]) -> None:
        """Say something beside the work."""
        self.notice.say(tone, words)

    def say_refused(self, refusal: Refusal) -> None:
        """Say what the desk refused, and what to do."""
        self.say(Tone.WARN, lambda: refusal.text(self.speech.language))

    def say_arrived(self, arrival: Arrival) -> None:
        """Say who arrived, and what the badge had to leave out."""
        orders, event = self.prints.at_check_in and not arrival.already, self.desk.event
        left_out = self.desk.badge_room.missing(arrival.person) if orders else ""
        tone = Tone.WARN if arrival.already or left_out else Tone.DONE
        of = self.desk.in_place(arrival.person).of
        self.say(tone, lambda: self.telling.arrival(arrival, event, left_out, of))

    def next_person(self, served: Person | None = None) -> None:
        """Ready for the next; ``served`` stays on the card until the first letter."""
        self.prints.work_off()  # first: the badge is on its way while the list is drawn
        self.pages.show_queue()
        self.pages.queue.served(served)
        self.pages.queue.next_person()
        self.show_headcount()

    def show_headcount(self) -> None:
        """How many are here, at the top and on the pages that count."""
        self.header.show_headcount(self.desk.headcount())
        self.pages.show_figures()


class Acts(QObject):
    """Acts of one kind; what the desk refuses is said beside the work."""

    def __init__(self, serving: Serving) -> None:
        super().__init__()
        self._serving, self._desk = serving, serving.desk
        self._pages, self._queue = serving.pages, serving.pages.queue
        self._telling = serving.telling

    def _whom(self) -> Person:
        """Who is on the card. Raises :class:`~kiosk.language.Refusal` where no one is."""
        person = self._queue.person()
        if person is None:
            raise Refusal(CHOOSE_FIRST)
        return person

    def _named(self) -> Person:
        """Who is on the card, not a seat that waits for a name. Raises
        :class:`~kiosk.language.Refusal` where no one is."""
        person = self._whom()
        if not person.named:
            raise Refusal(NO_NAME_YET)
        return person

    def say_refused(self, refusal: Refusal) -> None:
        """Say why it was not done."""
        self._serving.say_refused(refusal)
