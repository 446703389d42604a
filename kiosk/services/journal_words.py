"""The rows of the journal in words, of persons and of the event itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kiosk.domain import Action, Event, JournalRow
from kiosk.language import Sentence, Told
from kiosk.services.fact_names import facts_in_words
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
    Action.PIN_SET: Sentence(en="the organizer's PIN was set", km="បានកំណត់លេខសម្ងាត់អ្នករៀបចំ"),
    Action.PIN_CHANGED: Sentence(
        en="the organizer's PIN was changed, or when it locks by itself",
        km="បានប្តូរលេខសម្ងាត់អ្នករៀបចំ ឬពេលចាក់សោដោយខ្លួនឯង",
    ),
    Action.PIN_REMOVED: Sentence(en="the organizer's PIN was taken off", km="បានដកលេខសម្ងាត់អ្នករៀបចំ"),
    Action.PIN_FORGOTTEN: Sentence(
        en="the organizer's PIN was taken off as forgotten, without it",
        km="បានដកលេខសម្ងាត់អ្នករៀបចំដែលភ្លេច ដោយមិនបានវាយវា",
    ),
    Action.LOCKED: Sentence(
        en="the organizer's part was locked ({facts})", km="បានចាក់សោផ្នែកអ្នករៀបចំ ({facts})"
    ),
}
_WRONG_PIN = Sentence(en="a wrong PIN, {wrong} in a row", km="លេខសម្ងាត់ខុស ជាប់គ្នា {wrong} ដង")
_UNLOCKED = Sentence(en="the organizer's part was unlocked", km="បានដោះសោផ្នែកអ្នករៀបចំ")
_UNLOCKED_AFTER = Sentence(
    en="the organizer's part was unlocked, after {wrong} wrong",
    km="បានដោះសោផ្នែកអ្នករៀបចំ ក្រោយវាយខុស {wrong} ដង",
)
_EXPORTED = Sentence(
    en="exported: {file}, {people} {people:person|people}", km="បាននាំចេញ៖ {file} មនុស្ស {people} នាក់"
)
_NOT_WRITTEN = Sentence(en="not written after all: {file}", km="មិនបានសរសេរទេ៖ {file}")
_WHY_LOCKED = {
    "asked": Sentence(en="by hand", km="ដោយដៃ"),
    "idle": Sentence(en="by itself", km="ដោយខ្លួនឯង"),
    "closed": Sentence(en="at closing", km="ពេលបិទ"),
    "covered": Sentence(en="screen covered", km="ពេលបាំងអេក្រង់"),
    "pin_changed": Sentence(en="the PIN was changed", km="លេខសម្ងាត់ត្រូវបានប្តូរ"),
}
_FILES = {
    "workbook_donor": Sentence(en="sign-in workbook for donors", km="បញ្ជីវត្តមានសម្រាប់ម្ចាស់ជំនួយ"),
    "workbook_finance": Sentence(en="sign-in workbook for finance", km="បញ្ជីវត្តមានសម្រាប់ហិរញ្ញវត្ថុ"),
    "paper_sheet": Sentence(en="sign-in sheet on paper", km="បញ្ជីវត្តមានលើក្រដាស"),
    "empty_paper_sheet": Sentence(en="empty sign-in sheet", km="បញ្ជីវត្តមានទទេ"),
    "badges": Sentence(en="badges as a PDF", km="ផ្លាកឈ្មោះជា PDF"),
    "door_lists": Sentence(en="lists for the doors", km="បញ្ជីបិទតាមទ្វារ"),
    "photo_list": Sentence(en="whom not to photograph", km="បញ្ជីអ្នកហាមថតរូប"),
}
BY_ORGANIZER = Sentence(en="organizer", km="អ្នករៀបចំ")
"""Who did what the PIN allowed."""
_UNDOES = Sentence(en="taken back: {deed}", km="បានដកវិញ៖ {deed}")


def row_in_words(row: JournalRow, event: Event) -> list[Told]:
    """What ``row`` tells; values that strangers must not read are left out."""
    if row.person_id is not None:
        (deed,) = deeds([row], event, private=False)
        return list(deed.what)
    told = _of_the_event(row)
    return [Told.of(_UNDOES, deed=told) if row.undoes else told]


def facts_told(facts: Iterable[str]) -> Told:
    """That ``facts`` of the event changed."""
    return Told.of(_OF_THE_EVENT[Action.EVENT_CHANGED], facts=facts_in_words(facts))


def _of_the_event(row: JournalRow) -> Told:
    said = row.after
    match row.action:
        case Action.EVENT_CHANGED:
            return facts_told(said)
        case Action.LOCKED:
            return Told.of(_OF_THE_EVENT[row.action], facts=_named(_WHY_LOCKED, said.get("why")))
        case Action.UNLOCKED:
            wrong = said.get("wrong", 0)
            return Told.of(_UNLOCKED_AFTER if wrong else _UNLOCKED, wrong=wrong)
        case Action.PIN_WRONG:
            return Told.of(_WRONG_PIN, wrong=said.get("wrong", 1))
        case Action.EXPORTED:
            sentence = _EXPORTED if said.get("written", True) else _NOT_WRITTEN
            file = _named(_FILES, said.get("file"))
            return Told.of(sentence, file=file, people=said.get("people", 0))
        case _:
            return Told.of(_OF_THE_EVENT[row.action], facts=_counts(row))


def _named(words: Mapping[str, Sentence], name: object) -> Sentence | str:
    return words.get(str(name), str(name))


def _counts(row: JournalRow) -> str:
    return ", ".join(f"{name} {count}" for name, count in row.after.items())
