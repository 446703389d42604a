"""What the facts of an event are called in the window."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from kiosk.services.database import DESIGN, PICTURE

TEXTS: Mapping[str, str] = {
    "title_km": str(QT_TRANSLATE_NOOP("Facts", "Title in Khmer")),
    "title_en": str(QT_TRANSLATE_NOOP("Facts", "Title in English")),
    "kind_km": str(QT_TRANSLATE_NOOP("Facts", "Kind of event in Khmer")),
    "kind_en": str(QT_TRANSLATE_NOOP("Facts", "Kind of event in English")),
    "organizer_km": str(QT_TRANSLATE_NOOP("Facts", "Organizer in Khmer")),
    "organizer_en": str(QT_TRANSLATE_NOOP("Facts", "Organizer in English")),
    "venue_km": str(QT_TRANSLATE_NOOP("Facts", "Venue in Khmer")),
    "venue_en": str(QT_TRANSLATE_NOOP("Facts", "Venue in English")),
    "city_km": str(QT_TRANSLATE_NOOP("Facts", "City in Khmer")),
    "city_en": str(QT_TRANSLATE_NOOP("Facts", "City in English")),
    "photo_notice_km": str(QT_TRANSLATE_NOOP("Facts", "Photo notice in Khmer")),
    "photo_notice_en": str(QT_TRANSLATE_NOOP("Facts", "Photo notice in English")),
    "organizer_address": str(QT_TRANSLATE_NOOP("Facts", "Address")),
    "organizer_phone": str(QT_TRANSLATE_NOOP("Facts", "Phone")),
    "organizer_email": str(QT_TRANSLATE_NOOP("Facts", "Email")),
    "organizer_website": str(QT_TRANSLATE_NOOP("Facts", "Website")),
}
GRANT: Mapping[str, str] = {
    "donor": str(QT_TRANSLATE_NOOP("Facts", "Donor")),
    "project": str(QT_TRANSLATE_NOOP("Facts", "Project")),
    "grant_number": str(QT_TRANSLATE_NOOP("Facts", "Grant number")),
    "activity_code": str(QT_TRANSLATE_NOOP("Facts", "Activity code")),
}
TIMES: Mapping[str, str] = {
    "registration_opens": str(QT_TRANSLATE_NOOP("Facts", "Registration opens")),
    "registration_closes": str(QT_TRANSLATE_NOOP("Facts", "Registration closes")),
    "starts": str(QT_TRANSLATE_NOOP("Facts", "Begins")),
    "ends": str(QT_TRANSLATE_NOOP("Facts", "Ends")),
}
_OTHERS: Mapping[str, str] = {
    "date": str(QT_TRANSLATE_NOOP("Facts", "Day")),
    "expected_participants": str(QT_TRANSLATE_NOOP("Facts", "Expected participants")),
    "grant": str(QT_TRANSLATE_NOOP("Facts", "Donor and grant")),
    "categories": str(QT_TRANSLATE_NOOP("Facts", "Categories and allowances")),
    "riel_rate": str(QT_TRANSLATE_NOOP("Facts", "Riel for 1 dollar")),
    "groups": str(QT_TRANSLATE_NOOP("Facts", "Groups")),
    "agenda": str(QT_TRANSLATE_NOOP("Facts", "Agenda")),
    "languages": str(QT_TRANSLATE_NOOP("Facts", "Languages")),
    "timezone": str(QT_TRANSLATE_NOOP("Facts", "Timezone")),
    "purge_after": str(QT_TRANSLATE_NOOP("Facts", "How long names are kept")),
    DESIGN: str(QT_TRANSLATE_NOOP("Facts", "Badge design")),
    PICTURE: str(QT_TRANSLATE_NOOP("Facts", "Logo")),
}


def fact_words(english: str) -> str:
    """One of the words above in the language spoken."""
    return QCoreApplication.translate("Facts", english)


def called(facts: Collection[str]) -> list[str]:
    """What ``facts``, by their names in the journal, are called, each once, in a fixed order."""
    every = {**TEXTS, **TIMES, **_OTHERS}
    named = {_kind(fact) for fact in facts}
    return [fact_words(words) for name, words in every.items() if name in named]


def _kind(fact: str) -> str:
    return next((own for own in (DESIGN, PICTURE) if fact.startswith(own)), fact)
