"""What is done with the chosen person by one key: arrived, photos, the badge again, not here."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.domain import Person, PhotoConsent
from kiosk.services.substitutes import Replaced
from kiosk.ui.notice import Tone
from kiosk.ui.refusing import saying_refusals
from kiosk.ui.serving import Acts, Serving


class Choosing(Acts):
    """Acts on whom the list or the card shows; ``name_seat`` is asked who came for a seat that
    has no name."""

    def __init__(self, serving: Serving, name_seat: Callable[[Person], None]) -> None:
        super().__init__(serving)
        self._name_seat = name_seat
        self._asked: Person | None = None
        self._queue.typed.connect(self._ask_anew)

    def _ask_anew(self) -> None:
        self._asked = None

    @saying_refusals
    def check_in(self) -> None:
        """The chosen person is here: on disk, badge to print, next person."""
        person = self._queue.chosen()
        if self._refuse_strange_badge():
            return
        if person is None:
            self._say_no_one_chosen()
        elif not person.named and person.arrived_at is None:
            self._name_seat(person)
        else:
            self._arrives(person)

    def _arrives(self, person: Person) -> None:
        """On disk; someone who was replaced only by a second Enter."""
        badge, sure = self._serving.prints.at_check_in, person == self._asked
        self._asked = None
        try:
            arrival = self._desk.check_in(person.id, badge=badge, although_replaced=sure)
        except Replaced as replaced:
            self._asked, by = person, replaced.by
            self._serving.say(Tone.WARN, lambda: self._telling.replaced(person, by))
            return
        self._serving.say_arrived(arrival)
        if not arrival.already:
            self._serving.next_person(arrival.person)

    def choose_number(self, number: int) -> None:
        """The namesake with that number is here."""
        self._queue.choose_number(number)
        self.check_in()

    def _say_no_one_chosen(self) -> None:
        if count := self._queue.ask_which():
            self._serving.say(Tone.WARN, lambda: self._telling.alike(count))
        elif not self._queue.search.text():
            # Whoever was served last is on the card: one Enter too many is no mistake.
            self._whom()
        elif self._queue.model.rowCount():
            self._serving.say(
                Tone.WARN,
                lambda: self.tr("These are only alike. ↓ chooses one; F2 is for a new person."),
            )

    def _refuse_strange_badge(self) -> bool:
        strange = self._queue.strange_badge()
        if strange:
            self._queue.search.clear()
            self._serving.say(
                Tone.WARN,
                lambda: self.tr(
                    "Scanned “%1”: no badge of this event. Look the person up by name."
                ).replace("%1", strange),
            )
        return bool(strange)

    @saying_refusals
    def next_consent(self) -> None:
        """One key asks about photos: once is yes, twice is no. Not asked is only what undo
        brings back: someone was."""
        said = self._whom().photo_consent
        self.set_consent(PhotoConsent.NO if said is PhotoConsent.YES else PhotoConsent.YES)

    @saying_refusals
    def set_consent(self, consent: PhotoConsent) -> None:
        """Keep what the person on the card said to photos."""
        changed = self._desk.change(self._whom().id, photo_consent=consent)
        self._queue.take_in(self._desk.people())
        printed = changed.arrived_at is not None
        self._serving.say(Tone.DONE, lambda: self._telling.photo(changed, printed=printed))

    @saying_refusals
    def undo_arrival(self) -> None:
        """The person on the card is not here after all."""
        person = self._whom()
        self._desk.undo_check_in(person.id)
        self._serving.say(
            Tone.DONE,
            lambda: self._telling.of_person(
                self.tr("%1 is not here: the arrival was taken back."), person
            ),
        )
        self._serving.next_person()

    @saying_refusals
    def with_someone(self, act: Callable[[], None]) -> None:
        """Do ``act``, which asks for the PIN, where there is someone on the card to do it with."""
        self._whom()
        act()

    @saying_refusals
    def remove(self) -> None:
        """The person on the card is on the event by mistake."""
        person = self._whom()
        self._desk.remove(person.id)
        self._serving.say(
            Tone.DONE,
            lambda: self._telling.of_person(
                self.tr("%1 is off the event. Ctrl+Z brings them back."), person
            ),
        )
        self._serving.next_person()

    @saying_refusals
    def print_again(self) -> None:
        """Print the badge of the person on the card once more."""
        person = self._whom()
        order, event = self._desk.badge_room.order(person.id), self._desk.event
        left_out = self._desk.badge_room.missing(person)
        tone = Tone.WARN if order.before or left_out else Tone.DONE
        self._serving.say(tone, lambda: self._telling.ordered(order, event, left_out))
        self._serving.next_person()
