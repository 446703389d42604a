"""What can be brought back, in words."""

from __future__ import annotations

from kiosk.domain import Action
from kiosk.language import Sentence, Told
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


def offer_in_words(offer: Offer) -> list[Told]:
    """What ``offer`` brings back, and what it leaves out; times are the event's."""
    time = f"{offer.made_at:%Y-%m-%d %H:%M}"
    told = [
        Told.of(FROM_COPY, title=offer.title, time=time, rows=offer.copy.rows),
        _following(offer),
    ]
    if offer.unproven:
        told.append(Told.of(UNPROVEN, count=offer.unproven))
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
