"""A whole morning without a window or a printer, from the messy list to the workbook.

The clock is the workshop's own: the doors open at 8:00 on 13 September 2023, and every
step happens at the minute it would. The people are those of the packaged list, invented;
which of them come is drawn with a fixed seed, so every demo tells the same morning.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.bundled import sample_file
from kiosk.cli.output import tell
from kiosk.domain import Person, PersonDetails, PhotoConsent, Sex
from kiosk.language import Language, Sentence
from kiosk.services.attendance_figures import event_zone
from kiosk.services.badge_room import Box
from kiosk.services.desk import Desk, name_of
from kiosk.services.event_file import read_event
from kiosk.services.lists import Outcome
from kiosk.services.printing import FolderPrinter
from kiosk.services.whole_files import not_written
from kiosk.services.workbook import Audience

NO_SHOWS = 7
"""How many of the expected stay away."""

EVENT = Sentence(en="The event is {file}: {title}", km="ព្រឹត្តិការណ៍គឺ {file}៖ {title}")
LIST = Sentence(
    en="Read {file}: {rows} {rows:row|rows}, {new} {new:person|people} taken,"
    " {questions} to look at, {refused} left out",
    km="បានអាន {file}៖ {rows} ជួរដេក យកបាន {new} នាក់ ត្រូវពិនិត្យ {questions} មិនយក {refused}",
)
SEAT = Sentence(
    en="A seat is kept for a representative of {name}, not named yet",
    km="កន្លែងមួយត្រូវរក្សាទុកសម្រាប់តំណាង {name} ដែលមិនទាន់មានឈ្មោះ",
)
PAPER = Sentence(
    en="Sign-in sheet on paper, should the laptop die: {file}",
    km="បញ្ជីវត្តមានលើក្រដាស ក្រែងកុំព្យូទ័រខូច៖ {file}",
)
FOUND = Sentence(en="“{text}” finds {name}", km="«{text}» រកឃើញ {name}")
NOT_FOUND = Sentence(en="“{text}” finds no one", km="«{text}» រកមិនឃើញនរណាទេ")
ARRIVED = Sentence(en="{time}  {count} arrived", km="{time}  មកដល់ {count} នាក់")
NAMED = Sentence(
    en="{time}  {name} came for the seat of {seat}", km="{time}  {name} មកអង្គុយកន្លែងរបស់ {seat}"
)
WALKED_IN = Sentence(
    en="{time}  {name} was not on the list: walk-in", km="{time}  {name} មិនមានក្នុងបញ្ជី៖ អ្នកមកថ្មី"
)
UNDONE = Sentence(
    en="{time}  {name} was checked in by mistake: undone",
    km="{time}  {name} ត្រូវបានចុះវត្តមានដោយច្រឡំ៖ បានដកវិញហើយ",
)
BADGES = Sentence(
    en="{count} {count:badge is|badges are} in {folder}, all in one in {file}",
    km="ផ្លាកឈ្មោះ {count} នៅក្នុង {folder} និងរួមគ្នាទាំងអស់ក្នុង {file}",
)
WORKBOOKS = Sentence(
    en="Sign-in workbook: {donor} for the donor, {finance} for finance",
    km="បញ្ជីវត្តមាន៖ {donor} សម្រាប់ម្ចាស់ជំនួយ {finance} សម្រាប់ហិរញ្ញវត្ថុ",
)
TOTAL = Sentence(
    en="{arrived} {arrived:person|people} came:"
    " {expected} of {registered} expected, and {walk_ins} walk-ins",
    km="មាន {arrived} នាក់បានមក៖ អ្នកដែលរំពឹងទុក {expected} ក្នុងចំណោម {registered} នាក់"
    " និងអ្នកមកថ្មី {walk_ins} នាក់",
)
OPEN_IT = Sentence(en="Look at it in the window: kiosk {file}", km="សូមមើលក្នុងផ្ទាំងតុ៖ kiosk {file}")

_WALK_INS = (
    PersonDetails(
        name_km="ចាន់ សុភ័ក្ត្រ",
        sex=Sex.MALE,
        organisation_km="សហគមន៍ទន្លេបាទី",
        category="cbo",
        group=2,
        photo_consent=PhotoConsent.YES,
        walk_in=True,
    ),
    PersonDetails(
        name_latin="NGUYEN Thi Hoa",
        honorific="Ms",
        sex=Sex.FEMALE,
        organisation_en="Inclusive Access Cambodia",
        category="other",
        photo_consent=PhotoConsent.NO,
        walk_in=True,
    ),
    PersonDetails(
        name_km="ហេង ស្រីពៅ",
        name_latin="HENG Sreypov",
        sex=Sex.FEMALE,
        organisation_km="យុវជនដើម្បីការផ្លាស់ប្តូរសង្គម",
        category="cso_partner",
        group=5,
        walk_in=True,
    ),
)
_ASKED_FOR = ("Api Sok", "sokha", "ចន្ទ្នារី", "suxa", "0160001", "Cheung Chanari")


class _Clock:
    """The time of the morning, moved on by the demo."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    @property
    def shown(self) -> str:
        return self.at.strftime("%H:%M")


def hold_morning(out: Path | None, language: Language) -> None:
    """Hold the morning in folder ``out``, which is made, and say what happens.

    Raises:
        Refusal: the folder cannot be written.
    """
    folder = _fresh_folder(out)

    def say(sentence: Sentence, **facts: object) -> None:
        tell(sentence.text(language, **facts))

    _Morning(folder, say).hold()


class _Morning:
    def __init__(self, folder: Path, say: Callable[..., None]) -> None:
        self._folder, self._say = folder, say
        self._chance = random.Random(8)
        event = read_event(sample_file("workshop.toml"))
        evening = datetime.combine(event.date, datetime.min.time(), event_zone(event))
        self._doors = evening + timedelta(hours=7, minutes=46)
        self._clock = _Clock(evening - timedelta(hours=4))
        path = folder / "workshop.kiosk"
        self._desk = Desk.create(path, event, name="Demo desk", clock=self._clock)
        say(EVENT, file=path, title=Sentence(en=event.title_en, km=event.title_km))

    def hold(self) -> None:
        try:
            self._evening_before()
            self._doors_open()
            self._afterwards()
        finally:
            self._desk.close()

    def _evening_before(self) -> None:
        source = sample_file("participants_80_messy.xlsx")
        planned = self._desk.plan_list(source)
        self._desk.take(planned)
        self._say(
            LIST,
            file=source.name,
            rows=len(planned.rows),
            new=planned.count(Outcome.NEW),
            questions=len(planned.questions),
            refused=planned.count(Outcome.REFUSED),
        )
        seat = PersonDetails(organisation_en="NSSF", organisation_km="ប.ស.ស.", category="speaker")
        self._desk.add(seat)
        self._say(SEAT, name="NSSF")
        self._say(PAPER, file=self._desk.exports.paper(self._folder / "sign-in-paper.pdf").path)
        for text in _ASKED_FOR:
            found = self._desk.find(text, 1)
            if found:
                self._say(FOUND, text=text, name=name_of(found[0].person))
            else:
                self._say(NOT_FOUND, text=text)

    def _doors_open(self) -> None:
        """Most come between 8:00 and 8:20, one by one."""
        self._clock.at = self._doors
        named = [person for person in self._desk.people() if person.named]
        coming = self._chance.sample(named, len(named) - NO_SHOWS)
        for count, person in enumerate(coming, start=1):
            self._clock.at += timedelta(seconds=self._chance.uniform(8, 50))
            self._desk.check_in(person.id)
            if count % 20 == 0:
                self._say(ARRIVED, time=self._clock.shown, count=count)
            if count == 30:
                self._someone_names_a_seat()
            if count in (25, 50, 60):
                self._someone_walks_in(_WALK_INS[(25, 50, 60).index(count)])
        self._a_mistake(next(person for person in named if person not in coming))

    def _someone_names_a_seat(self) -> None:
        seat = next(person for person in self._desk.people() if not person.named)
        name = {"name_km": "គង់ វិបុល", "name_latin": "KONG Vibol", "honorific": "លោក"}
        self._desk.name_seat(seat.id, **name)
        self._say(NAMED, time=self._clock.shown, name=name["name_km"], seat=name_of(seat))

    def _someone_walks_in(self, details: PersonDetails) -> None:
        person = self._desk.add(details, arrives=True)
        self._say(WALKED_IN, time=self._clock.shown, name=name_of(person))

    def _a_mistake(self, person: Person) -> None:
        self._desk.check_in(person.id)
        self._desk.undo()
        self._say(UNDONE, time=self._clock.shown, name=name_of(person))

    def _afterwards(self) -> None:
        desk, folder = self._desk, self._folder
        printed = desk.badge_room.outbox(FolderPrinter(desk.badge_room.folder())).work_off()
        together = folder / "badges.pdf"
        desk.badges(together, Box(who=("arrived",)))
        self._say(BADGES, count=len(printed.handed), folder=desk.badge_room.folder(), file=together)
        self._clock.at = self._clock.at.replace(hour=12, minute=5)
        donor = desk.exports.workbook(folder / "sign-in-donor.xlsx", Audience.DONOR).path
        finance = desk.exports.workbook(folder / "sign-in-finance.xlsx", Audience.FINANCE).path
        self._say(WORKBOOKS, donor=donor, finance=finance)
        found = desk.figures()
        self._say(
            TOTAL,
            arrived=found.arrived,
            expected=found.arrived - found.walk_ins_arrived,
            registered=found.registered,
            walk_ins=found.walk_ins_arrived,
        )
        self._say(OPEN_IT, file=desk.store.path)


def _fresh_folder(wish: Path | None) -> Path:
    """``wish``, or ``kiosk-demo`` here; where a morning was held already, another beside it
    with a number (in it, where ``wish`` is a place like ``.`` that has no name)."""
    first = wish or Path("kiosk-demo")
    if _held(first) and first.name in ("", ".."):
        first /= "kiosk-demo"
    folder, number = first, 2
    while _held(folder):
        folder, number = first.with_name(f"{first.name}-{number}"), number + 1
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_written(folder, error) from error
    return folder


def _held(folder: Path) -> bool:
    return os.path.lexists(folder / "workshop.kiosk")
