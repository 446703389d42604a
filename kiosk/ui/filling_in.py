"""The form at the desk: a walk-in, a seat's name, someone in another's place, a correction."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.domain import Arrival, Person, PersonDetails
from kiosk.language import Refusal, Sentence
from kiosk.services.groups import group_counts
from kiosk.services.khmer.wrong_layout import khmer_meant
from kiosk.services.lookup import Alike, has_this_name
from kiosk.services.names import is_khmer
from kiosk.ui.form import Known
from kiosk.ui.name_fields import typed_into_fields
from kiosk.ui.notice import Tone
from kiosk.ui.queue_page import MEANT
from kiosk.ui.refusing import saying_refusals
from kiosk.ui.serving import Acts, Serving

IS_HERE = Sentence(
    en="{name} is here, so no one comes in their place. Ctrl+D takes the arrival back.",
    km="{name} មកដល់ហើយ ដូច្នេះគ្មានអ្នកមកជំនួសទេ។ Ctrl+D ដកការមកដល់វិញ។",
)


def _told_by(person: Person) -> tuple[str, ...]:
    """What tells a namesake from others."""
    return tuple(fact for fact in (person.organisation, person.phone) if fact)


def _most_alike(details: PersonDetails, found: Alike) -> tuple[Sequence[Person], bool]:
    """Who is most likely the one described, and whether they are called exactly so."""
    exact = [m.person for m in found.same if has_this_name(details, m.person)]
    near = [m.person for m in found.same if m.score >= found.same[0].score]
    return exact or near, bool(exact)


class FillingIn(Acts):
    """Begins the form for someone, and keeps what was typed."""

    def __init__(self, serving: Serving) -> None:
        super().__init__(serving)
        self._form = serving.pages.form
        self._editing: Person | None = None
        self._form.saved.connect(self._save)
        self._form.changed.connect(self._look_for_same)
        self._form.same_person.connect(self._take_same)

    @saying_refusals
    def start_walk_in(self) -> None:
        """Ask for a new person, with what was typed already in its field."""
        if self._desk.ready:
            self._start(None, typed_into_fields(self._queue.search.text(), self._queue.reading()))

    @saying_refusals
    def start_in_place(self) -> None:
        """Someone else comes in place of the chosen person, who stays not here."""
        person = self._named()
        if person.arrived_at is not None:
            raise Refusal(IS_HERE, name=self._serving.speech.names(person)[0])
        self._start(None, {}, in_place_of=person)

    @saying_refusals
    def start_edit(self) -> None:
        """Correct what is written of the person on the card."""
        self._start(self._whom(), {})

    def name_seat(self, seat: Person) -> None:
        """Ask who came for a seat that has no name yet."""
        self._start(seat, {})

    def _start(
        self, person: Person | None, typed: dict[str, str], in_place_of: Person | None = None
    ) -> None:
        people = self._desk.people()
        self._editing = person
        self._serving.say(Tone.PLAIN, str)  # it was about the one before
        self._pages.setCurrentWidget(self._form)
        counts = group_counts(self._desk.event, people)
        self._form.start(person, typed, Known.of(people, counts), in_place_of)

    @saying_refusals
    def _save(self, fields: dict[str, object]) -> None:
        try:
            person, arrives = self._saved(fields)
        except Refusal as refusal:
            told, speech = refusal, self._serving.speech
            self._form.problem.say(Tone.WARN, lambda: told.text(speech.language))
            return
        if not arrives:
            self._say_kept(person, added=self._editing is None)
        elif person.arrived_at is not None:
            self._serving.say_arrived(Arrival(person, person.arrived_at, already=False))
        self._serving.next_person(person)

    def _say_kept(self, person: Person, *, added: bool) -> None:
        def words() -> str:
            said = self.tr("Expected: %1") if added else self.tr("Corrected: %1")
            return self._telling.of_person(said, person)

        self._serving.say(Tone.DONE, words)

    def _saved(self, fields: dict[str, object]) -> tuple[Person, bool]:
        """The person after saving, and whether they arrived by it."""
        editing = self._editing
        if editing is None and self._form.expected_only:
            return self._desk.add(self._form.details()), False
        if editing is None:
            return self._desk.add(self._form.details(), arrives=True), True
        if editing.named or editing.arrived_at is not None:
            return self._desk.change(editing.id, **fields), False
        return self._desk.name_seat(editing.id, **fields).person, True

    @saying_refusals
    def _look_for_same(self) -> None:
        if self._editing is None and self._pages.shows(self._form):
            details = self._form.details()
            found = self._desk.alike(details)
            people, exact = _most_alike(details, found)
            self._form.offer(people, "" if people else self._meant(details), exact=exact)
            others = () if found.same else found.namesakes[:1]
            self._form.mention_namesake(*(who for person in others for who in _told_by(person)))

    def _meant(self, details: PersonDetails) -> str:
        """The Khmer that was meant where only Latin letters stand and they are no Latin name."""
        if details.name_km or not details.name_latin:
            return ""
        found = self._desk.find(details.name_latin, 1)
        reading = found[0].reading if found and found[0].score >= MEANT else ""
        return reading if is_khmer(reading) else khmer_meant(details.name_latin)

    @saying_refusals
    def _take_same(self) -> None:
        details = self._form.details()
        people, _exact = _most_alike(details, self._desk.alike(details))
        self._pages.show_queue()
        if len(people) == 1:
            self._queue.search.setText(people[0].code)
        elif people:  # to choose with ↓
            self._queue.search.setText(details.name_km or details.name_latin)
