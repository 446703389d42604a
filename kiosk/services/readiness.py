"""What is still to be done before the morning: the steps of setting up, each done or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain import Event, Person
from kiosk.language import Sentence, Told
from kiosk.services.khmer.letters import ZWSP
from kiosk.services.organizer import Stand


class Step(StrEnum):
    """The steps, in the order in which they are walked."""

    FACTS = "facts"
    LANGUAGES = "languages"
    LIST = "list"
    PRINTER = "printer"
    ALLOWANCES = "allowances"
    COPIES = "copies"
    PASSPHRASE = "passphrase"
    PIN = "pin"


class Part(StrEnum):
    """The parts of the event's facts in which a step is done."""

    TEXTS = "texts"
    CATEGORIES = "categories"
    GROUPS = "groups"


@dataclass(frozen=True, slots=True)
class Readiness:
    """How one step stands, in words what is there or what is missing, and in which part of the
    facts it is done, where it is done there."""

    step: Step
    done: bool
    words: Told
    part: Part = Part.TEXTS


FACTS_DONE = Sentence(
    en="Title, venue, times, organizer and donor are known.",
    km="ចំណងជើង ទីកន្លែង ម៉ោង អ្នករៀបចំ និងម្ចាស់ជំនួយ មានរួចហើយ។",
)
FACTS_MISSING = Sentence(en="Still to be confirmed: {missing}.", km="នៅរង់ចាំបញ្ជាក់៖ {missing}។")
LANGUAGES_DONE = Sentence(
    en="Title, categories and groups have their Khmer and their English.",
    km="ចំណងជើង ប្រភេទ និងក្រុម មានទាំងភាសាខ្មែរ និងអង់គ្លេស។",
)
LANGUAGES_MISSING = Sentence(en="Only in one language: {missing}.", km="មានតែមួយភាសា៖ {missing}។")
LIST_DONE = Sentence(
    en="{people} {people:person is|people are} on the event by name;"
    " {seats} {seats:seat waits|seats wait} for a name.",
    km="មាន {people} នាក់ដែលមានឈ្មោះក្នុងព្រឹត្តិការណ៍ ហើយ {seats} កន្លែងមិនទាន់មានឈ្មោះ។",
)
LIST_MISSING = Sentence(
    en="No one is on the event yet. Lists are read as they come.",
    km="មិនទាន់មាននរណាក្នុងព្រឹត្តិការណ៍ទេ។ អាចអានបញ្ជីតាមទម្រង់ដែលគេផ្ញើមក។",
)
PRINTER_DONE = Sentence(
    en="Badges go to {printer}, and its test page was printed.",
    km="ផ្លាកឈ្មោះទៅ {printer} ហើយបានបោះពុម្ពទំព័រសាកល្បងរួចហើយ។",
)
PRINTER_UNTRIED = Sentence(
    en="Badges go to {printer}. Print a test page on the real stock.",
    km="ផ្លាកឈ្មោះទៅ {printer}។ សូមបោះពុម្ពទំព័រសាកល្បងលើក្រដាសពិត។",
)
FOLDER_CHOSEN = Sentence(
    en="Badges go into a folder as PDF files, as it was chosen.",
    km="ផ្លាកឈ្មោះទៅជាឯកសារ PDF ក្នុងថត ដូចដែលបានជ្រើសរើស។",
)
PRINTER_MISSING = Sentence(
    en="No printer is chosen: badges go into a folder as PDF files.",
    km="មិនទាន់បានជ្រើសរើសម៉ាស៊ីនបោះពុម្ពទេ៖ ផ្លាកឈ្មោះទៅជាឯកសារ PDF ក្នុងថត។",
)
COPIES_DONE = Sentence(
    en="The event is copied by itself beside its file and in {count} more {count:place|places}.",
    km="ព្រឹត្តិការណ៍ចម្លងទុកដោយខ្លួនឯង ក្បែរឯកសារ និងនៅ {count} កន្លែងទៀត។",
)
COPIES_MISSING = Sentence(
    en="Copies lie only on this laptop. Put in a stick and choose a folder on it.",
    km="ច្បាប់ចម្លងមានតែនៅលើកុំព្យូទ័រនេះ។ សូមដោត USB ហើយជ្រើសរើសថតនៅលើវា។",
)
BADGES_HELD = Sentence(
    en="No printer is chosen. The event is protected, so badges wait for one; none goes into a"
    " folder.",
    km="មិនទាន់បានជ្រើសរើសម៉ាស៊ីនបោះពុម្ពទេ។ ព្រឹត្តិការណ៍ត្រូវបានការពារ ដូច្នេះផ្លាកឈ្មោះរង់ចាំម៉ាស៊ីន មិនទៅក្នុងថតទេ។",
)
PASSPHRASE_DONE = Sentence(
    en="File and copies open with the passphrase only. A lost one is final: is it written down?",
    km="ឯកសារ និងច្បាប់ចម្លងបើកបានតែដោយឃ្លាសម្ងាត់។ បើបាត់ គឺបាត់រហូត៖ តើបានសរសេរទុកហើយឬនៅ?",
)
PASSPHRASE_MISSING = Sentence(
    en="Whoever has the file or a copy can read it. A passphrase keeps it closed.",
    km="អ្នកមានឯកសារ ឬច្បាប់ចម្លងអាចអានវាបាន។ ឃ្លាសម្ងាត់ការពារកុំឱ្យគេអាន។",
)
ALLOWANCES_DONE = Sentence(
    en="Allowances are set for {count} {count:category|categories}.",
    km="បានកំណត់ប្រាក់ឧបត្ថម្ភសម្រាប់ {count} ប្រភេទ។",
)
ALLOWANCES_MISSING = Sentence(
    en="No allowance is set: right, where none is paid.",
    km="មិនទាន់បានកំណត់ប្រាក់ឧបត្ថម្ភទេ៖ ត្រឹមត្រូវ បើមិនបើកឱ្យនរណា។",
)

_FACTS = {
    "venue": Sentence(en="venue", km="ទីកន្លែង"),
    "organizer": Sentence(en="organizer", km="អ្នករៀបចំ"),
    "starts": Sentence(en="beginning", km="ម៉ោងចាប់ផ្តើម"),
    "registration_closes": Sentence(en="end of registration", km="ម៉ោងបិទការចុះឈ្មោះ"),
    "donor": Sentence(en="donor", km="ម្ចាស់ជំនួយ"),
    "grant_number": Sentence(en="grant number", km="លេខជំនួយ"),
}
_TITLE = Sentence(en="the title", km="ចំណងជើង")
_CATEGORIES = Sentence(en="categories", km="ប្រភេទ")
_GROUPS = Sentence(en="groups", km="ក្រុម")
_AND = Sentence(en="{first}, {rest}", km="{first} {rest}")


@dataclass(frozen=True, slots=True)
class Badges:
    """Where badges go: ``printer`` is what people call it, empty for the folder of PDFs;
    ``settled`` says that its test page was printed, or that the folder was chosen."""

    printer: str
    settled: bool


def readiness(
    event: Event,
    people: Sequence[Person],
    badges: Badges,
    copy_places: int,
    *,
    protected: bool = False,
    pin: Stand = Stand.NONE,
) -> list[Readiness]:
    """Every step; ``copy_places`` are the places for copies besides the event's own folder;
    ``protected`` says that the file has a passphrase, ``pin`` how the organizer's PIN stands."""
    return [
        _facts(event),
        _languages(event),
        _list(people),
        _printer(badges, protected),
        _allowances(event),
        _copies(copy_places),
        _passphrase(protected),
        Readiness(Step.PIN, pin is Stand.SET, Told.of(_PIN[pin])),
    ]


_PIN = {
    Stand.SET: Sentence(
        en="Exports, settings, purging and disability need the PIN; checking in does not.",
        km="ការនាំចេញ ការកំណត់ ការលុបទិន្នន័យ និងព័ត៌មានពិការភាព ត្រូវការលេខសម្ងាត់ តែការចុះឈ្មោះមិនត្រូវការទេ។",
    ),
    Stand.NONE: Sentence(
        en="No PIN: everyone at the desk may export, change settings and see disability.",
        km="គ្មានលេខសម្ងាត់៖ អ្នកណានៅតុក៏អាចនាំចេញ កែការកំណត់ និងមើលព័ត៌មានពិការភាពបាន។",
    ),
    Stand.FORGOTTEN: Sentence(
        en="The PIN was taken off as forgotten, without it. Set a new one; the journal tells when.",
        km="លេខសម្ងាត់ត្រូវបានដកចេញដោយសារភ្លេច ដោយមិនបានវាយវា។ សូមកំណត់លេខថ្មី ហើយកំណត់ហេតុប្រាប់ពេលវេលា។",
    ),
}


def _facts(event: Event) -> Readiness:
    known = {
        "venue": _known(event.venue_km) or _known(event.venue_en),
        "organizer": _known(event.organizer_km) or _known(event.organizer_en),
        "starts": event.starts,
        "registration_closes": event.registration_closes,
        "donor": _known(event.grant.donor),
        "grant_number": _known(event.grant.grant_number),
    }
    missing = [words for name, words in _FACTS.items() if not known[name]]
    return _answer(Step.FACTS, FACTS_DONE, FACTS_MISSING, missing)


def _known(text: str) -> bool:
    """Whether ``text`` says something: “TBC” and the like only say that nothing is known yet."""
    plain = text.replace(ZWSP, "").strip(" -–—.?()[]")
    return bool(plain) and _OPEN.search(plain) is None


_OPEN = re.compile(
    r"(?<![\w-])(?:t\.?b\.?[acd])(?![\w-])"
    r"|\bto be (?:confirmed|announced|advised|determined|decided|defined|fixed)\b"
    r"|\bnot (?:yet )?(?:known|confirmed|decided)\b|^n/a$|^unknown$"
    r"|(?:នឹង|រង់ចាំ)(?:ការ)? *(?:ជូនដំណឹង|ជម្រាបជូន|ប្រកាស|បញ្ជាក់|កំណត់)"
    r"|មិនទាន់ *(?:មាន|បាន)? *(?:ការ)? *(?:បញ្ជាក់|កំណត់|ច្បាស់|ដឹង|សម្រេច)",
    re.IGNORECASE,
)
"""How people write that a fact is still to come."""


def _languages(event: Event) -> Readiness:
    missing = dict(_in_one(event))
    part = next(iter(missing.values()), Part.TEXTS)
    return _answer(Step.LANGUAGES, LANGUAGES_DONE, LANGUAGES_MISSING, list(missing), part)


def _in_one(event: Event) -> Iterator[tuple[Sentence, Part]]:
    """What has no Khmer or no English, and where that is filled in."""
    if not (_known(event.title_km) and _known(event.title_en)):
        yield _TITLE, Part.TEXTS
    if not all(category.km and category.en for category in event.categories):
        yield _CATEGORIES, Part.CATEGORIES
    if not all(group.km and group.en for group in event.groups):
        yield _GROUPS, Part.GROUPS


def _answer(
    step: Step,
    done: Sentence,
    lacking: Sentence,
    missing: list[Sentence],
    part: Part = Part.TEXTS,
) -> Readiness:
    if not missing:
        return Readiness(step, True, Told.of(done), part)
    return Readiness(step, False, Told.of(lacking, missing=_joined(missing)), part)


def _joined(words: list[Sentence]) -> Told:
    told = Told.of(words[-1])
    for each in reversed(words[:-1]):
        told = Told.of(_AND, first=each, rest=told)
    return told


def _list(people: Sequence[Person]) -> Readiness:
    if not people:
        return Readiness(Step.LIST, False, Told.of(LIST_MISSING))
    seats = sum(not person.named for person in people)
    named = len(people) - seats
    return Readiness(Step.LIST, True, Told.of(LIST_DONE, people=named, seats=seats))


def _passphrase(protected: bool) -> Readiness:
    words = PASSPHRASE_DONE if protected else PASSPHRASE_MISSING
    return Readiness(Step.PASSPHRASE, protected, Told.of(words))


def _printer(badges: Badges, protected: bool) -> Readiness:
    if protected and not badges.printer:
        return Readiness(Step.PRINTER, False, Told.of(BADGES_HELD))
    if badges.printer:
        words = PRINTER_DONE if badges.settled else PRINTER_UNTRIED
        return Readiness(Step.PRINTER, badges.settled, Told.of(words, printer=badges.printer))
    words = FOLDER_CHOSEN if badges.settled else PRINTER_MISSING
    return Readiness(Step.PRINTER, badges.settled, Told.of(words))


def _copies(places: int) -> Readiness:
    words = Told.of(COPIES_DONE, count=places) if places else Told.of(COPIES_MISSING)
    return Readiness(Step.COPIES, bool(places), words)


def _allowances(event: Event) -> Readiness:
    count = sum(bool(c.transport or c.meals or c.lodging) for c in event.categories)
    words = Told.of(ALLOWANCES_DONE, count=count) if count else Told.of(ALLOWANCES_MISSING)
    return Readiness(Step.ALLOWANCES, bool(count), words, Part.CATEGORIES)
