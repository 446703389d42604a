"""What a row says that keeps a seat in words: whose it is, for how many, and what is asked."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.language import Told
from kiosk.services.khmer import canonical
from kiosk.services.lists import sentences as say
from kiosk.services.lists.cells import is_khmer, says_nothing
from kiosk.services.lists.model import Column
from kiosk.services.lists.naming import Naming
from kiosk.services.lists.row_fields import Said
from kiosk.services.lists.seats import SeatWords, may_be_seat, seat_in
from kiosk.services.lists.titles import NAME_FIELDS


@dataclass(frozen=True, slots=True)
class Seat:
    """The cells of a row's names that keep a seat, and what each says."""

    cells: tuple[tuple[Column, str, SeatWords], ...]

    @property
    def count(self) -> int:
        """For how many people."""
        return max(words.count for _, _, words in self.cells)

    def organisation(self, *, khmer: bool) -> str:
        """Whose seat it is in one script, else ""."""
        names = (words.organisation for _, _, words in self.cells)
        return next((name for name in names if name and is_khmer(name) is khmer), "")


def take_seat(said: Said) -> Seat | None:
    """The seat that names' cells keep, taken out of the row's names; None where none does."""
    found = []
    for field in NAME_FIELDS & said.cells.keys():
        for cell in list(said.cells[field]):
            column, text, _ = cell
            if not says_nothing(text) and (words := seat_in(text)):
                found.append((column, text, words))
                said.cells[field].remove(cell)
    found.sort(key=lambda each: each[0].number)
    return Seat(tuple(found)) if found else None


def organisation_of_seat(said: Said, seat: Seat, organisation: tuple[str, str]) -> tuple[str, str]:
    """The organisation of a seat, Khmer and Latin. The row's own counts; the name's cell gives
    the other script where both agree in one. What is not sure or is a number is kept in the note,
    and what differs is said."""
    own = (seat.organisation(khmer=True), seat.organisation(khmer=False))
    both = [pair for pair in zip(organisation, own, strict=True) if all(pair)]
    same = [canonical(ours).casefold() == canonical(theirs).casefold() for ours, theirs in both]
    agrees = not any(organisation) or (bool(same) and all(same))
    for column, text, words in seat.cells:
        if words.organisation and not all(same):
            said.not_understood(column, text)
        elif seat.count > 1 or (words.organisation and not agrees):
            said.keep(column, text)
    if not agrees:
        return organisation
    return organisation[0] or own[0], organisation[1] or own[1]


def told_of_seat(organisation: tuple[str, str], seat: Seat | None) -> Told:
    """That a seat was taken, and for whom; of several, that the others are to be added."""
    whose = organisation[0] or organisation[1]
    if seat and seat.count > 1:
        return Told.of(say.SEATS, count=seat.count, organisation=whose)
    return Told.of(say.SEAT, organisation=whose)


def ask_of_seat(said: Said, naming: Naming, seat: Seat | None) -> None:
    """Someone is named: a seat beside the name is kept in the note, a name with the word for a
    seat in it is asked about."""
    for column, text, _ in seat.cells if seat else ():
        said.not_understood(column, text)
    for name in (naming.name_km, naming.name_latin):
        if may_be_seat(name):
            said.notes.append(Told.of(say.MAYBE_SEAT, text=name))
