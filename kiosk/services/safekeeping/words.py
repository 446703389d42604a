"""What can be brought back, in words."""

from __future__ import annotations

from kiosk.domain import Action
from kiosk.language import Sentence, Told
from kiosk.services.safekeeping.lasting import Guard
from kiosk.services.safekeeping.restoring import Offer

FROM_COPY = Sentence(
    en="There is a good copy of “{title}” from {time}, with {rows} journal {rows:row|rows}.",
    km="មានច្បាប់ចម្លងល្អនៃ «{title}» ម៉ោង {time} ដែលមានកំណត់ហេតុ {rows} ជួរ។",
)
FOLLOWING = Sentence(
    en="From the damaged file {count} later {count:row|rows} can be read and {count:is|are}"
    " done again: {arrivals}"
    " {arrivals:arrival|arrivals}, {added} new {added:person|people}, {changed}"
    " {changed:correction|corrections}, {others} {others:other|others}.",
    km="ពីឯកសារខូច អាចអាន និងធ្វើឡើងវិញបាន {count} ជួរទៀត៖ ការមកដល់ {arrivals} មនុស្សថ្មី {added}"
    " ការកែ {changed} ផ្សេងៗ {others}។",
)
NOTHING_FOLLOWS = Sentence(
    en="Nothing later than the copy can be read from the damaged file.",
    km="មិនអាចអានអ្វីដែលក្រោយច្បាប់ចម្លង ពីឯកសារខូចបានទេ។",
)
UNPROVEN = Sentence(
    en="{count} more {count:row comes|rows come} after a gap and {count:is|are} left out:"
    " nothing proves {count:it|them}. Compare with"
    " the paper sheet.",
    km="មាន {count} ជួរទៀតនៅក្រោយចន្លោះបាត់ ហើយមិនត្រូវបានយកទេ ព្រោះគ្មានអ្វីបញ្ជាក់។ សូមប្រៀបធៀបជាមួយក្រដាស។",
)
PURGED_AGAIN = Sentence(
    en="{count} {count:person|people} of the copy {count:was|were} purged after it was made: what"
    " it knows of them goes again.",
    km="មនុស្ស {count} នាក់ក្នុងច្បាប់ចម្លងត្រូវបានលុបទិន្នន័យក្រោយពេលចម្លង៖ ទិន្នន័យរបស់គាត់នឹងត្រូវលុបម្តងទៀត។",
)
PINS = {
    Guard.OF_FILE: Sentence(
        en="The organizer's PIN stays the one that the file had; the copy is older than it.",
        km="លេខសម្ងាត់អ្នករៀបចំនៅដដែលដូចក្នុងឯកសារ ព្រោះច្បាប់ចម្លងចាស់ជាងលេខនោះ។",
    ),
    Guard.UNSURE: Sentence(
        en="The organizer's PIN can no longer be read from the file: it will be that of the copy,"
        " and whether it was changed since cannot be told.",
        km="មិនអាចអានលេខសម្ងាត់អ្នករៀបចំពីឯកសារបានទេ៖ វានឹងជាលេខនៃច្បាប់ចម្លង"
        " ហើយមិនអាចដឹងថាវាត្រូវបានប្តូរក្រោយមកឬអត់ទេ។",
    ),
    Guard.UNSURE_NONE: Sentence(
        en="The copy has no organizer's PIN, and the file no longer tells whether one was set"
        " since. If there was one, set it again: kiosk pin set",
        km="ច្បាប់ចម្លងគ្មានលេខសម្ងាត់អ្នករៀបចំទេ ហើយឯកសារលែងប្រាប់ថាលេខត្រូវបានកំណត់ក្រោយមកឬអត់។"
        " បើធ្លាប់មាន សូមកំណត់វាម្តងទៀត៖ kiosk pin set",
    ),
    Guard.LOCKED: Sentence(
        en="An organizer's PIN was set after the copy was made, and it can no longer be read: what"
        " needs it stays locked. Take it off with kiosk pin forgotten, which the journal tells of,"
        " and set a new one.",
        km="លេខសម្ងាត់អ្នករៀបចំត្រូវបានកំណត់ក្រោយពេលចម្លង ហើយមិនអាចអានវាបានទៀតទេ៖ អ្វីដែលត្រូវការវានៅតែចាក់សោ។"
        " សូមដកវាចេញដោយ kiosk pin forgotten ដែលកំណត់ហេតុនឹងកត់ត្រា រួចកំណត់លេខថ្មី។",
    ),
}
"""What is said of the PIN that an event will have; nothing where it is the one that it had."""


def offer_in_words(offer: Offer) -> list[Told]:
    """What ``offer`` brings back, and what it leaves out; times are the event's."""
    time = f"{offer.made_at:%Y-%m-%d %H:%M}"
    told = [
        Told.of(FROM_COPY, title=offer.title, time=time, rows=offer.copy.rows),
        _following(offer),
    ]
    if offer.unproven:
        told.append(Told.of(UNPROVEN, count=offer.unproven))
    if offer.purged:
        told.append(Told.of(PURGED_AGAIN, count=len(offer.purged)))
    if offer.guard in PINS:
        told.append(Told.of(PINS[offer.guard]))
    return told


def _following(offer: Offer) -> Told:
    deeds = offer.deeds()
    if not offer.following:
        return Told.of(NOTHING_FOLLOWS)
    counts = {
        "arrivals": deeds[Action.ARRIVED],
        "added": deeds[Action.PERSON_ADDED],
        "changed": deeds[Action.PERSON_CHANGED],
    }
    others = len(offer.following) - sum(counts.values())
    return Told.of(FOLLOWING, count=len(offer.following), others=others, **counts)
