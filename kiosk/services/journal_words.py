"""The rows of the journal in words, of persons and of the event itself."""

from __future__ import annotations

from kiosk.domain import Action, Event, JournalRow
from kiosk.language import Sentence, Told
from kiosk.services.person_history import deeds

_OF_THE_EVENT = {
    Action.EVENT_CREATED: Sentence(en="the event was made", km="បានបង្កើតព្រឹត្តិការណ៍"),
    Action.EVENT_CHANGED: Sentence(
        en="facts of the event changed: {facts}", km="បានប្តូរព័ត៌មានព្រឹត្តិការណ៍៖ {facts}"
    ),
    Action.LIST_TAKEN: Sentence(en="a list was taken ({facts})", km="បានយកបញ្ជី ({facts})"),
    Action.CHAIN_BEGUN: Sentence(
        en="the file was upgraded, and the journal sealed",
        km="បានដំឡើងជំនាន់ឯកសារ និងបិទត្រាកំណត់ហេតុ",
    ),
    Action.PROTECTED: Sentence(
        en="the event was protected with a new passphrase", km="បានការពារព្រឹត្តិការណ៍ដោយឃ្លាសម្ងាត់ថ្មី"
    ),
    Action.UNPROTECTED: Sentence(
        en="the event's passphrase was taken off", km="បានដកឃ្លាសម្ងាត់របស់ព្រឹត្តិការណ៍ចេញ"
    ),
    Action.RESTORED: Sentence(en="the event was restored from a copy", km="បានស្តារពីច្បាប់ចម្លង"),
}
_UNDOES = Sentence(en="taken back: {deed}", km="បានដកវិញ៖ {deed}")


def row_in_words(row: JournalRow, event: Event) -> list[Told]:
    """What ``row`` tells; values that strangers must not read are left out."""
    if row.person_id is not None:
        (deed,) = deeds([row], event, private=False)
        return list(deed.what)
    facts = ", ".join(row.after) if row.action is Action.EVENT_CHANGED else _counts(row)
    told = Told.of(_OF_THE_EVENT[row.action], facts=facts)
    return [Told.of(_UNDOES, deed=told) if row.undoes else told]


def _counts(row: JournalRow) -> str:
    return ", ".join(f"{name} {count}" for name, count in row.after.items())
