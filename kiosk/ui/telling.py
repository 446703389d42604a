"""What was done, in the words of the desk."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from kiosk.domain import (
    Action,
    Arrival,
    BadgeOrder,
    Event,
    JobState,
    Person,
    PhotoConsent,
    Signing,
)
from kiosk.language import Told
from kiosk.services.attendance_figures import event_zone
from kiosk.services.desk import TakenBack
from kiosk.services.field_words import FIELD_WORDS
from kiosk.ui.fact_words import called
from kiosk.ui.print_room import PrintRoom
from kiosk.ui.speech import Speech


class Telling(QObject):
    """Sentences about people, in the language that is spoken when they are asked for."""

    def __init__(self, speech: Speech, prints: PrintRoom) -> None:
        super().__init__()
        self._speech, self._prints = speech, prints

    def of_person(self, words: str, person: Person) -> str:
        """``words`` with the name of ``person`` for %1."""
        return words.replace("%1", self._speech.names(person)[0])

    def arrival(self, arrival: Arrival, event: Event, left_out: str, of: Person | None) -> str:
        """That someone arrived, in place ``of`` whom, where the badge goes, and what it had to
        leave out."""
        orders = self._prints.at_check_in
        if arrival.already:
            said = self.tr("%1 is here already, since %2. Ctrl+P prints the badge again.")
        elif orders and self._prints.held:
            said = self.tr("%1 arrived at %2. The badge waits for a printer. Ctrl+Z undoes.")
        elif orders and self._prints.folder():
            said = self.tr("%1 arrived at %2. The badge goes to the folder. Ctrl+Z undoes.")
        elif orders:
            said = self.tr("%1 arrived at %2. The badge is printing. Ctrl+Z undoes.")
        else:
            said = self.tr("%1 arrived at %2. Hand out the badge. Ctrl+Z undoes.")
        local = arrival.arrived_at.astimezone(event_zone(event))
        said = said.replace("%2", self._speech.time(local))
        if of is not None:
            in_place = self.of_person(self.tr("%1 (in place of %2)"), arrival.person)
            said = said.replace("%1", in_place.replace("%2", self._speech.names(of)[0]))
        return self._with_left_out(self.of_person(said, arrival.person), left_out)

    def alike(self, count: int) -> str:
        """That what was typed means several people alike, and how one is chosen."""
        said = self.tr(
            "This fits %1 people. Press the number of the one who is here, or choose with ↓."
        )
        return said.replace("%1", self._speech.digits(count))

    def replaced(self, person: Person, by: Person) -> str:
        """That someone came in the place of ``person``, and what checks both in."""
        said = self.tr("%2 came in place of %1. Enter again only if %1 is here too.")
        return self.of_person(said, person).replace("%2", self._speech.names(by)[0])

    def _with_left_out(self, said: str, left_out: str) -> str:
        missing = self.tr("On the badge these could not be printed: %1")
        return f"{said} {missing.replace('%1', left_out)}" if left_out else said

    def photo(self, person: Person, *, printed: bool) -> str:
        """What the person said to photos; that the badge in their hand says something else."""
        said = {
            PhotoConsent.YES: self.tr("%1 may be photographed."),
            PhotoConsent.NO: self.tr("No photos of %1."),
            PhotoConsent.NOT_ASKED: self.tr("%1 was not asked about photos."),
        }[person.photo_consent]
        again = self.tr("Ctrl+P prints the badge anew.") if printed else ""
        return " ".join(filter(None, (self.of_person(said, person), again)))

    def signature(self, person: Person) -> str:
        """How the person signs, and who does it for them."""
        said = {
            Signing.ON_PAPER: self.tr("%1 signs on paper."),
            Signing.ON_SCREEN: self.tr("The signature of %1 is kept."),
            Signing.THUMBPRINT: self.tr("%1 puts a thumbprint on paper."),
        }[person.signing]
        by = self.tr("%1 signs for them.").replace("%1", person.signed_by)
        return " ".join(filter(None, (self.of_person(said, person), person.signed_by and by)))

    def ordered(self, order: BadgeOrder, event: Event, left_out: str) -> str:
        """That a badge goes out, the how manieth it is of its person, and what it leaves out."""
        return self._with_left_out(self._how_manieth(order, event), left_out)

    def _how_manieth(self, order: BadgeOrder, event: Event) -> str:
        if self._prints.held:
            return self.of_person(self.tr("The badge of %1 waits for a printer."), order.person)
        if order.before is None:
            return self.of_person(self.tr("The badge of %1 is printing."), order.person)
        if order.before.state is JobState.PRINTED:
            said = self.tr("Badge number %2 of %1 is printing: one was printed at %3.")
        else:
            said = self.tr("Badge number %2 of %1 is printing: one was sent at %3.")
        at = order.before.changed_at.astimezone(event_zone(event))
        said = said.replace("%2", self._speech.digits(order.number))
        return self.of_person(said.replace("%3", self._speech.time(at)), order.person)

    def taken_back(self, back: TakenBack) -> str:
        """What was taken back or done again, and with whom."""
        if len(back.people) > 1:
            many = self.tr("%1 people").replace("%1", self._speech.digits(len(back.people)))
            return f"{self._deed(back)} – {many}"
        names = [self._speech.names(person)[0] for person in back.people]
        return " – ".join([self._deed(back), *names])

    def _deed(self, back: TakenBack) -> str:
        if back.action is Action.EVENT_CHANGED:
            changed = self.tr("facts of the event")
            return ": ".join(filter(None, (changed, ", ".join(called(back.fields)))))
        if back.action is Action.PERSON_ADDED and len(back.people) > 1:
            return self.tr("a list")
        if back.action is Action.PERSON_CHANGED:
            return self._correction(back)
        return {
            Action.ARRIVED: self.tr("arrival"),
            Action.ARRIVAL_UNDONE: self.tr("arrival taken back"),
            Action.PERSON_ADDED: self.tr("new person"),
            Action.PERSON_REMOVED: self.tr("removal"),
        }.get(back.action, back.action.value)

    def _correction(self, back: TakenBack) -> str:
        """Which fields were corrected; what was said to photos and how someone signs, which are not
        typed, from what to what."""
        language, in_full = self._speech.language, _in_full(back)
        fields = [
            in_full.get(name, words).text(language)
            for name, words in FIELD_WORDS.items()
            if name in back.fields and not (name == "signature" and "signing" in in_full)
        ]
        kind = "" if in_full.keys() >= back.fields else self.tr("correction")
        return ": ".join(filter(None, (kind, ", ".join(fields))))


def _in_full(back: TakenBack) -> Mapping[str, Told]:
    return {name: told for name, told in back.changes.items() if name in _TOLD_IN_FULL}


_TOLD_IN_FULL = frozenset({"photo_consent", "signing", "signature", "signed_by"})
