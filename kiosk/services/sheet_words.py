"""What a sign-in sheet says in both languages, be it a workbook or paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from kiosk.domain import AgendaItem, Event
from kiosk.language import Language, Sentence, in_digits_of

SHEET_TITLE = Sentence(en="ATTENDANCE LIST (SIGN-IN SHEET)", km="បញ្ជីវត្តមានអ្នកចូលរួម")
COLUMNS = (
    Sentence(en="No.", km="ល.រ"),
    Sentence(en="ID", km="លេខសម្គាល់"),
    Sentence(en="Name (Khmer)", km="គោត្តនាម-នាម"),
    Sentence(en="Name (Latin)", km="ឈ្មោះឡាតាំង"),
    Sentence(en="Sex", km="ភេទ"),
    Sentence(en="Position", km="តួនាទី"),
    Sentence(en="Organisation", km="ស្ថាប័ន/អង្គភាព"),
    Sentence(en="Province", km="រាជធានី-ខេត្ត"),
    Sentence(en="Phone", km="លេខទូរស័ព្ទ"),
    Sentence(en="Time in", km="ម៉ោងមកដល់"),
    Sentence(en="Photo OK", km="ថតរូប"),
    Sentence(en="Signature", km="ហត្ថលេខា"),
)
SIGN_OFF = (
    Sentence(en="Prepared by", km="រៀបចំដោយ"),
    Sentence(en="Verified by", km="ពិនិត្យដោយ"),
    Sentence(en="Approved by", km="អនុម័តដោយ"),
)
NOTICE_KM = (
    "ដោយចុះហត្ថលេខា ខ្ញុំបញ្ជាក់ថាខ្ញុំបានចូលរួម និងបានជ្រាបពីការប្រើប្រាស់ទិន្នន័យរបស់ខ្ញុំ។ "
    "ការយល់ព្រមថតរូបកត់ត្រាដោយឡែក ការមិនយល់ព្រមមិនប៉ះពាល់ដល់ការចូលរួមឡើយ។"
)
NOTICE_EN = (
    "By signing I confirm that I attended and was told how my data are used. "
    "Photo consent is recorded separately; refusing does not affect participation."
)
_FACILITATOR = re.compile(r"\s*(?:moderator|facilitator|អ្នកសម្របសម្រួល)s?\s*[:៖]\s*(.+)", re.I | re.S)
_MONTHS = (
    ("មករា", "January"),
    ("កុម្ភៈ", "February"),
    ("មីនា", "March"),
    ("មេសា", "April"),
    ("ឧសភា", "May"),
    ("មិថុនា", "June"),
    ("កក្កដា", "July"),
    ("សីហា", "August"),
    ("កញ្ញា", "September"),
    ("តុលា", "October"),
    ("វិច្ឆិកា", "November"),
    ("ធ្នូ", "December"),
)


def khmer_date(day: date) -> str:
    """A date as Khmer letters write it: ថ្ងៃទី១៣ ខែកញ្ញា ឆ្នាំ២០២៣."""
    text = f"ថ្ងៃទី{day.day} ខែ{_MONTHS[day.month - 1][0]} ឆ្នាំ{day.year}"
    return in_digits_of(Language.KHMER, text)


def english_date(day: date) -> str:
    """A date as English letters write it: 13 September 2023."""
    return f"{day.day} {_MONTHS[day.month - 1][1]} {day.year}"


def both(km: str, en: str, between: str = " · ") -> str:
    """The two languages in one cell, or the one that there is."""
    return between.join(part for part in (km.strip(), en.strip()) if part)


def khmer_title(event: Event) -> str:
    """What the event is and what it is called, in Khmer, as far as the event says."""
    title = f"«{event.title_km}»" if event.title_km else ""
    return f"{event.kind_km}ស្តីពី {title}" if event.kind_km and title else event.kind_km or title


def english_title(event: Event) -> str:
    """What the event is and what it is called, in English."""
    return f"{event.kind_en}: {event.title_en}" if event.kind_en else event.title_en


def grant_facts(event: Event) -> list[tuple[str, str]]:
    """Label and value of what donors ask for; an empty value is still to be confirmed."""
    grant = event.grant
    return [
        ("គម្រោង\nProject", grant.project),
        ("ម្ចាស់ជំនួយ\nDonor", grant.donor),
        ("លេខកិច្ចសន្យា\nGrant no.", grant.grant_number),
        ("កូដ\nActivity", grant.activity_code),
    ]


def day_and_place(event: Event) -> list[tuple[str, str]]:
    """Date and venue; a venue that is not known yet leaves room before the city."""
    venue = both(event.venue_km, event.venue_en, "\n")
    city = both(event.city_km, event.city_en)
    place = both(venue, city, "\n") if venue else f"\n{city}" if city else ""
    return [
        ("កាលបរិច្ឆេទ\nDate", f"{khmer_date(event.date)}\n{english_date(event.date)}"),
        ("ទីកន្លែង\nVenue", place),
    ]


def day_facts(event: Event) -> list[tuple[str, str]]:
    """As :func:`day_and_place`, with the hours and who facilitates."""
    hours = [f"{moment:%H:%M}" if moment else "……" for moment in (event.starts, event.ends)]
    known = event.starts or event.ends
    return [
        *day_and_place(event),
        ("ម៉ោង\nTime", " – ".join(hours) if known else ""),
        ("សម្របសម្រួល\nFacilitator", "\n".join(facilitators(event.agenda))),
    ]


def facilitators(agenda: Sequence[AgendaItem]) -> list[str]:
    """Who is named as moderator or facilitator in the agenda, each once, without their post."""
    found = (_FACILITATOR.match(item.who) for item in agenda)
    names = (match[1].split(",")[0] for match in found if match)
    return list(dict.fromkeys(" ".join(name.split()) for name in names))


def notices(event: Event) -> tuple[str, str]:
    """What a signature means and what becomes of the photos, in Khmer and in English."""
    km = both(NOTICE_KM, event.photo_notice_km, " ")
    return km, both(NOTICE_EN, event.photo_notice_en, " ")


def closing_line(persons: int | str, women: int | str) -> tuple[str, str]:
    """The line that closes a Cambodian list, in Khmer and in English."""
    km = f"បញ្ឈប់បញ្ជីត្រឹមចំនួន {persons} នាក់ ក្នុងនោះស្រីចំនួន {women} នាក់។"
    en = f"This list closes at {persons} persons, of whom {women} women."
    return in_digits_of(Language.KHMER, km), en
