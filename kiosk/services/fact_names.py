"""What the facts of an event are called within a sentence, by their names in the journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kiosk.language import Sentence
from kiosk.services.database import DESIGN, PICTURE
from kiosk.services.event_facts import NAMES


def _inside(name: Sentence) -> Sentence:
    """A name that begins a sentence, as it stands inside of one."""
    return Sentence(en=name.en[:1].lower() + name.en[1:], km=name.km)


_WORDS: Mapping[str, Sentence] = {
    **{name: _inside(words) for name, words in NAMES.items()},
    "date": Sentence(en="the day", km="ថ្ងៃ"),
    "registration_opens": Sentence(en="when registration opens", km="ម៉ោងបើកចុះឈ្មោះ"),
    "registration_closes": Sentence(en="when registration closes", km="ម៉ោងបិទចុះឈ្មោះ"),
    "starts": Sentence(en="when it begins", km="ម៉ោងចាប់ផ្តើម"),
    "ends": Sentence(en="when it ends", km="ម៉ោងបញ្ចប់"),
    "languages": Sentence(en="the languages", km="ភាសា"),
    "grant": Sentence(en="donor and grant", km="ម្ចាស់ជំនួយ និងជំនួយ"),
    "categories": Sentence(en="categories and allowances", km="ប្រភេទអ្នកចូលរួម និងប្រាក់ឧបត្ថម្ភ"),
    "agenda": Sentence(en="the agenda", km="របៀបវារៈ"),
    "purge_after": Sentence(en="how long names are kept", km="រយៈពេលរក្សាទុកឈ្មោះ"),
    DESIGN: Sentence(en="the badge design", km="រចនាផ្លាកឈ្មោះ"),
    PICTURE: Sentence(en="the logo", km="និមិត្តសញ្ញា"),
}


def facts_in_words(facts: Iterable[str]) -> Sentence:
    """``facts`` one after the other, each kind once, in the order given; one that has no name
    stands as it is."""
    words = dict.fromkeys(_called(fact) for fact in facts)
    return Sentence(en=", ".join(w.en for w in words), km=", ".join(w.km for w in words))


def _called(fact: str) -> Sentence:
    kind = next((own for own in (DESIGN, PICTURE) if fact.startswith(own)), fact)
    return _WORDS.get(kind, Sentence(en=fact, km=fact))
