"""The badge part of the one door: PDFs of badges, and badges on their way to paper.

Every verb that changes something returns when the change is on disk, or raises a
:class:`~kiosk.language.Refusal` and has changed nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from uuid import UUID

from kiosk import settings
from kiosk.bundled import FontAtFault
from kiosk.domain import BadgeOrder, Event, Person
from kiosk.language import Refusal, Sentence
from kiosk.services.badge_designs import DEFAULT_DESIGN, BadgeDesigns
from kiosk.services.database import LEFT, BadgeJobs, EventStore
from kiosk.services.organizer import Organizer
from kiosk.services.printing import (
    FolderPrinter,
    IppPrinter,
    Outbox,
    Printer,
    PrinterTrouble,
    PrintJob,
    StoredJob,
    Trouble,
)
from kiosk.services.whole_files import write_whole

if TYPE_CHECKING:
    from kiosk.services.badges import Blank, Design

NO_GROUPS = Sentence(
    en="This event has no groups. Add them to the facts of the event (Ctrl+I) first.",
    km="ព្រឹត្តិការណ៍នេះមិនមានក្រុមទេ។ សូមបន្ថែមក្រុមក្នុងព័ត៌មានព្រឹត្តិការណ៍ (Ctrl+I) ជាមុនសិន។",
)
NO_ONE_MEANT = Sentence(
    en="There is no one to make a badge for yet. Read a list, or check someone in first.",
    km="មិនទាន់មាននរណាត្រូវធ្វើផ្លាកឈ្មោះទេ។ សូមអានបញ្ជី ឬចុះឈ្មោះនរណាម្នាក់ជាមុនសិន។",
)
NO_SUCH_CATEGORY = Sentence(
    en="There is no category “{key}” on this event. Choose one of: {known}.",
    km="ព្រឹត្តិការណ៍នេះគ្មានប្រភេទ «{key}» ទេ។ សូមជ្រើសរើស៖ {known}។",
)


@dataclass(frozen=True, slots=True)
class BadgesWritten:
    """How many badges are in the PDF, how many blank ones after them, and by person the
    characters that no font could draw; ``in_agenda`` are those of the agenda they carry."""

    badges: int
    left_out: Mapping[UUID, str]
    blanks: int = 0
    in_agenda: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """What a PDF of badges holds. ``who`` is ``all``, ``arrived``, ``expected`` (not here yet),
    or ids and codes; then ``blanks`` badges for walk-ins, with the band of ``blank_category``.
    ``order`` is :class:`~kiosk.services.badges.BoxOrder`; on sheets the first stands on label
    ``from_label``."""

    who: Sequence[str] = ("all",)
    order: str = "list"
    blanks: int = 0
    blank_category: str = ""
    from_label: int = 1
    offset_mm: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Stock:
    """What lies in a printer: how far its page is off (right and down, in mm), and the next
    free label of a sheet, from 1."""

    offset_mm: tuple[float, float] = (0.0, 0.0)
    next_label: int = 1


class SampleKind(StrEnum):
    """What of a design a sample shows."""

    FRONT = "front"
    BACK = "back"
    SHEET = "sheet"


@dataclass(frozen=True, slots=True)
class Sample:
    """A page of ``pdf`` (from 0) that shows a design, with whom where it is a front."""

    kind: SampleKind
    pdf: bytes
    page: int
    person: Person | None = None


def _nothing(_labels: int) -> None:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How badges go to a printer: its ``address``, the design of those who have no wish, what
    lies in it, and whom to tell how many labels the design's sheet has when one was taken.
    Unless ``anywhere``, only badges that shall go to that printer do."""

    address: str = ""
    design: str = ""
    stock: Callable[[], Stock] = Stock
    taken: Callable[[int], None] = field(default=_nothing)
    anywhere: bool = True


def kept_way(address: str, design: str = "", *, anywhere: bool = True) -> Way:
    """The way to the printer at ``address`` as this machine's settings have it: with its
    offset, its labels counted down."""

    def stock() -> Stock:
        kept = settings.printer_settings(address)
        return Stock((kept.right_mm, kept.down_mm), kept.next_label)

    def taken(per_page: int) -> None:
        kept = settings.printer_settings(address)
        settings.keep_printer_settings(address, kept.after_a_badge(per_page))

    return Way(address=address, design=design, stock=stock, taken=taken, anywhere=anywhere)


def ruler_page_of(design: str = "", stock: Stock | None = None) -> PrintJob:
    """As :meth:`BadgeRoom.ruler_page`, for a shipped design, without an event."""
    from kiosk.services.badges import calibration_page
    from kiosk.services.badges import design as shipped

    chosen = shipped(design or DEFAULT_DESIGN)
    pdf = calibration_page(chosen, offset_mm=(stock or Stock()).offset_mm)
    return PrintJob("", pdf, *chosen.page_size_mm)


FOLDER_HELD = Sentence(
    en="This event is protected, so badges are not written into a folder, where anyone could read"
    " them. They wait: choose a printer (Ctrl+Shift+P), or write them as a PDF yourself (Ctrl+B).",
    km="ព្រឹត្តិការណ៍នេះត្រូវបានការពារ ដូច្នេះមិនសរសេរផ្លាកឈ្មោះទៅក្នុងថតដែលអ្នកណាក៏អាចអានបានទេ។"
    " ផ្លាកឈ្មោះកំពុងរង់ចាំ៖ សូមជ្រើសរើសម៉ាស៊ីនបោះពុម្ព (Ctrl+Shift+P) ឬសរសេរវាជា PDF ដោយខ្លួនឯង"
    " (Ctrl+B)។",
)


def badge_folder(event: Path) -> Path:
    """Where badges of the event at ``event`` go as PDFs while no printer is chosen."""
    return event.with_name(f"{event.stem} badges")


class BadgeRoom:
    """Badges of the event in ``store``. What draws or only reads may run on another thread.

    ``event`` gives its facts, ``person`` whom an id or a code means; ``designs`` are those there
    are. Libraries that draw are
    imported when they are first asked for, so that the window opens at once.
    """

    def __init__(
        self,
        store: EventStore,
        *,
        desk: str,
        clock: Callable[[], datetime],
        event: Callable[[], Event],
        person: Callable[[UUID | str], Person],
        organizer: Organizer,
    ) -> None:
        self._store, self._desk, self._clock = store, desk, clock
        self._event, self._person = event, person
        self._drawing = Lock()  # shaped texts are kept for the next badge
        self.designs = BadgeDesigns(store, desk=desk, clock=clock, organizer=organizer)

    # --- on the way to paper ----------------------------------------------------------------

    def jobs(self) -> BadgeJobs:
        """The badges on their way to paper."""
        return self._store.badge_jobs(self._clock)

    def order(self, who: UUID | str, *, printer: str = "", design: str = "") -> BadgeOrder:
        """A badge of someone goes out next, whether or not they have one: the answer counts.
        It goes to the printer at that address, or to the desk's, in that design or the desk's.

        Raises:
            Refusal: there is no such person, or no such design.
        """
        person = self._person(who)
        if design:
            self.designs.named(design)
        with self._store.writing(desk=self._desk, at=self._clock()) as change:
            return change.order_badge(person, printer=printer, design=design)

    def count(self, person_id: UUID) -> int:
        """How many badges of a person have left for a printer."""
        return sum(job.state in LEFT for job in self.jobs().of_person(person_id))

    def outbox(self, printer: Printer, way: Way | None = None) -> Outbox:
        """What hands waiting badges to ``printer``; may be used on another thread.

        Raises:
            PrinterTrouble: the event is protected, and ``printer`` is a folder: names must not lie
                there for everyone. Badges wait.
        """
        if self._store.passphrase is not None and isinstance(printer, FolderPrinter):
            raise PrinterTrouble(Trouble.FORBIDDEN, FOLDER_HELD)
        way = way or Way()
        return Outbox(
            self.jobs().at(way.address, anywhere=way.anywhere),
            printer,
            lambda job: self._page(job, way),
            lambda job: way.taken(self.designs.named(job.design or way.design).per_page),
            lambda job: self._leave_no_trace(printer, job),
        )

    def _leave_no_trace(self, printer: Printer, job: StoredJob) -> None:
        """The page of a protected event does not stay with the spooler."""
        if self._store.passphrase is not None and isinstance(printer, IppPrinter):
            printer.forget(job.last_name)

    def _page(self, job: StoredJob, way: Way) -> PrintJob:
        name = job.design or way.design
        width_mm, height_mm = self.designs.named(name).page_size_mm
        pdf = self.badge(self._person(job.person_id), name, way.stock())
        return PrintJob(job.job_name, pdf, width_mm, height_mm)

    # --- as PDFs ----------------------------------------------------------------------------

    def badge(self, person: Person, design: str = "", stock: Stock | None = None) -> bytes:
        """The badge of one person as a PDF."""
        from kiosk.services.badges import badge_sheet

        chosen, stock = self.designs.named(design), stock or Stock()
        place = (stock.next_label - 1) % chosen.per_page + 1
        with self._drawing:
            return badge_sheet(
                self._event(), [person], chosen, start_at=place, offset_mm=stock.offset_mm
            )

    def ruler_page(self, design: str = "", stock: Stock | None = None) -> PrintJob:
        """A page with rulers, on the design's stock; its name is to be made unique."""
        from kiosk.services.badges import calibration_page

        chosen, stock = self.designs.named(design), stock or Stock()
        with self._drawing:
            pdf = calibration_page(chosen, offset_mm=stock.offset_mm)
        return PrintJob("", pdf, *chosen.page_size_mm)

    def samples(self, design: Design) -> list[Sample]:
        """What puts a design to the test: the longest and the shortest of the event's names and
        one of every category, then the back and the whole sheet where there are such."""
        from kiosk.services.badges import badge_sheet, trial

        event, upright = self._event(), replace(design, sheet=None, turned=False)
        with self._drawing:
            people = trial(event, self._store.people())
            pages = 2 if design.back else 1
            pdf = badge_sheet(event, people, upright)
            samples = [
                Sample(SampleKind.FRONT, pdf, pages * i, who) for i, who in enumerate(people)
            ]
            if design.back:
                samples.append(Sample(SampleKind.BACK, pdf, 1))
            if design.sheet is not None:
                sheet = badge_sheet(event, people[: design.per_page], design)
                samples.append(Sample(SampleKind.SHEET, sheet, 0))
        return samples

    def missing(self, person: Person) -> str:
        """The characters of ``person`` that no bundled font has and paper leaves out; none where
        a font is gone: then no badge is drawn, and its job says why."""
        from kiosk.services.badges import missing_on_badge

        try:
            return missing_on_badge(person, self._event())
        except FontAtFault:
            return ""

    def folder(self) -> Path:
        """Where badges go as PDFs while no printer is chosen: beside the event file."""
        return badge_folder(self._store.path)

    def write(self, path: Path, box: Box, design: str = "") -> BadgesWritten:
        """The badges of ``box`` as one PDF at ``path``, which is not the event's own.

        Raises:
            Refusal: no one is meant, design or label is unknown, ``path`` cannot be written.
        """
        from kiosk.services.badges import BoxOrder, badge_sheet, in_order, missing_in_agenda

        chosen, event = self.designs.named(design), self._event()
        blanks = self._blanks(box)
        people = in_order(self._meant(box.who), BoxOrder(box.order), event.categories)
        if not people and not blanks:
            raise Refusal(NO_ONE_MEANT)
        with self._drawing:
            pdf = badge_sheet(
                event,
                [*people, *blanks],
                chosen,
                start_at=box.from_label,
                offset_mm=box.offset_mm,
            )
        write_whole(path, pdf)
        missing = {p.id: self.missing(p) for p in people}
        left_out = {i: text for i, text in missing.items() if text}
        in_agenda = missing_in_agenda(event, chosen)
        return BadgesWritten(len(people), left_out, len(blanks), in_agenda)

    def door_lists(self, path: Path) -> Path:
        """The groups' lists for their doors as one PDF at ``path``, which is not the event's own.

        Raises:
            Refusal: the event has no groups, or ``path`` cannot be written.
        """
        from kiosk.services.door_lists import door_lists

        event = self._event()
        if not event.groups:
            raise Refusal(NO_GROUPS)
        with self._drawing:
            pdf = door_lists(event, self._store.people())
        write_whole(path, pdf)
        return path

    def photo_list(self, path: Path) -> Path:
        """Whom not to photograph, as a PDF at ``path``, which is not the event's own.

        Raises:
            Refusal: ``path`` cannot be written.
        """
        from kiosk.services.photo_list import photo_list

        with self._drawing:
            pdf = photo_list(self._event(), self._store.people())
        write_whole(path, pdf)
        return path

    def _blanks(self, box: Box) -> list[Blank]:
        from kiosk.services.badges import Blank

        event = self._event()
        if box.blank_category and event.category(box.blank_category) is None:
            known = ", ".join(category.key for category in event.categories)
            raise Refusal(NO_SUCH_CATEGORY, key=box.blank_category, known=known)
        return [Blank(box.blank_category)] * box.blanks

    def _meant(self, who: Sequence[str]) -> list[Person]:
        words: dict[tuple[str, ...], Callable[[Person], bool]] = {
            ("all",): lambda _person: True,
            ("arrived",): lambda person: person.arrived_at is not None,
            ("expected",): lambda person: person.arrived_at is None,
        }
        if chosen := words.get(tuple(who)):
            return [person for person in self._store.people() if chosen(person)]
        return [self._person(each) for each in who]
