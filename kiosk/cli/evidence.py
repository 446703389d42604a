"""The journal as evidence: ``kiosk verify``."""

from __future__ import annotations

import argparse
import dataclasses
import getpass
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.cli.answering import open_desk, print_json, say
from kiosk.cli.exports import password_in
from kiosk.cli.passphrases import passphrase_for
from kiosk.language import Language, Sentence, Told
from kiosk.services.database import EventStore, can_be_used_at
from kiosk.services.evidence import Verdict
from kiosk.services.evidence import verify as checked_evidence
from kiosk.services.safekeeping import (
    Compared,
    against_copies,
    opened,
    places_of,
    remembered,
    to_purge_again,
)

if TYPE_CHECKING:
    from kiosk.services.sheet_evidence import Difference, SheetVerdict

VARIABLE = "KIOSK_WORKBOOK_PASSWORD"

HOLDS = Sentence(
    en="The journal holds: {rows} {rows:row|rows}, none altered or put in, none dropped before the"
    " last, and the event is what they add up to.",
    km="កំណត់ហេតុត្រឹមត្រូវ៖ {rows} ជួរ គ្មានជួរណាត្រូវបានកែក្លែង ឬបញ្ចូលបន្ថែម គ្មានជួរណាបាត់មុនជួរចុងក្រោយ"
    " ហើយព្រឹត្តិការណ៍ត្រូវនឹងកំណត់ហេតុ។",
)
FAULTS = Sentence(
    en="The journal does not hold ({count} found):", km="កំណត់ហេតុមិនត្រឹមត្រូវទេ (រកឃើញ {count})៖"
)
SEAL = Sentence(en="Seal of row {rows}: {seal}", km="ត្រានៃជួរទី {rows}៖ {seal}")
PURGED = Sentence(
    en="{count} {count:row was|rows were} purged: what {count:it|they} said of persons is"
    " gone for good.",
    km="បានលុបទិន្នន័យផ្ទាល់ខ្លួនចេញពី {count} ជួរ ជារៀងរហូត។",
)
SEALED_LATER = Sentence(
    en="Rows 1 to {rows} were sealed when the file was upgraded: what was done to them before"
    " that day cannot be told.",
    km="ជួរទី ១ ដល់ {rows} ត្រូវបានបិទត្រាពេលឯកសារត្រូវបានដំឡើងជំនាន់៖ មិនអាចដឹងពីការកែប្រែមុនថ្ងៃនោះទេ។",
)
SHEET_AGREES = Sentence(
    en="The sheet agrees with the file, cell by cell; {later} journal {later:row|rows} came"
    " after it was made.",
    km="តារាងត្រូវនឹងឯកសារ គ្រប់ក្រឡា ហើយមានកំណត់ហេតុ {later} ជួរបន្ថែម ក្រោយពេលបង្កើតតារាង។",
)
LINES_AGREE = Sentence(
    en="As far as it was compared, the sheet agrees with the file; {later} journal"
    " {later:row|rows} came after it was made.",
    km="តាមអ្វីដែលបានផ្ទៀងផ្ទាត់ តារាងត្រូវនឹងឯកសារ ហើយមានកំណត់ហេតុ {later} ជួរបន្ថែម ក្រោយពេលបង្កើតតារាង។",
)
SHEET_DIFFERS = Sentence(
    en="The sheet “{file}” is not what was exported ({count} found):",
    km="តារាង «{file}» មិនដូចអ្វីដែលបាននាំចេញទេ (រកឃើញ {count})៖",
)
APART = Sentence(
    en="The sheet “{file}” and the journal do not belong together ({count} found):",
    km="តារាង «{file}» និងកំណត់ហេតុមិនត្រូវគ្នាទេ (រកឃើញ {count})៖",
)
SHEET_NOT_COMPARED = Sentence(
    en="The sheet was not compared: there is no journal to hold it against.",
    km="តារាងមិនត្រូវបានផ្ទៀងផ្ទាត់ទេ៖ គ្មានកំណត់ហេតុត្រឹមត្រូវសម្រាប់ផ្ទៀងជាមួយ។",
)
TYPED_SINCE = Sentence(
    en="Typed since the export, where the sheet leaves room for it ({count}):",
    km="បានវាយបញ្ចូលក្រោយការនាំចេញ ត្រង់កន្លែងដែលតារាងទុកឱ្យបំពេញ ({count})៖",
)
COPIES_AGREE = Sentence(
    en="{count} {count:copy of it agrees|copies of it agree}: no row was taken off the end since.",
    km="ច្បាប់ចម្លង {count} ត្រូវនឹងឯកសារ៖ គ្មានជួរណាត្រូវបានដកចេញពីចុងបញ្ជីទេ។",
)
NOT_COMPARED = Sentence(
    en="No copy of it could be compared, and no sheet was: rows taken off the end would not show."
    " Put in the stick that has copies, or compare a workbook: --workbook SHEET.xlsx",
    km="មិនមានច្បាប់ចម្លង ឬតារាងត្រូវបានប្រៀបធៀបទេ៖ បើមានជួរត្រូវបានដកចេញពីចុងបញ្ជី វានឹងមិនលេចឡើងទេ។"
    " សូមដោត USB ដែលមានច្បាប់ចម្លង ឬប្រៀបធៀបតារាង៖ --workbook SHEET.xlsx",
)
CLOSED = Sentence(
    en="{count} {count:copy of it|copies of it} could not be opened: another passphrase, an older"
    " version, or damaged.",
    km="មិនអាចបើកច្បាប់ចម្លង {count} បានទេ៖ ឃ្លាសម្ងាត់ផ្សេង ជំនាន់ចាស់ ឬខូច។",
)
KNOWN_AGAIN = Sentence(
    en="{count} {count:person|people} of this file {count:was|were} purged on this machine after it"
    " was made: it is a copy from before. Purge them here too with kiosk purge --person CODE:"
    " {codes}",
    km="មនុស្ស {count} នាក់ក្នុងឯកសារនេះត្រូវបានលុបទិន្នន័យលើកុំព្យូទ័រនេះក្រោយពេលវាត្រូវបានបង្កើត៖ វាជាច្បាប់ចម្លងពីមុន។"
    " សូមលុបនៅទីនេះដែរ ដោយ kiosk purge --person កូដ៖ {codes}",
)
MORE = Sentence(en="… and {count} more.", km="… និង {count} ទៀត។")

MOST_SAID = 20
"""Faults that are said one by one; ``--json`` has all."""


def describe_verify(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``kiosk verify``."""
    parser.add_argument("event", type=Path, metavar="EVENT.kiosk", help="the event's file")
    parser.add_argument(
        "--workbook", type=Path, metavar="SHEET.xlsx", help="is this sheet what was exported?"
    )
    parser.add_argument(
        "--password-file",
        metavar="FILE",
        help=f"what opens a locked sheet is the first line of FILE; - is stdin (else {VARIABLE},"
        " else it is asked for)",
    )
    parser.add_argument(
        "--no-copies", action="store_true", help="do not ask the copies whether rows are gone"
    )
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def verify(options: argparse.Namespace, language: Language) -> int:
    """Check journal, tables and sheet; 1 where something is not as it was written."""
    with _opened(options) as store:
        verdict = checked_evidence(store)
        sheet = _checked(store, verdict, options) if options.workbook and verdict.adds_up else None
        compared = _asked_copies(store, verdict, options)
        known_again = to_purge_again(store, remembered(store.event_id()))
    verdict = dataclasses.replace(verdict, faults=(*verdict.faults, *compared.told))
    if options.json:
        copies: dict[str, Any] = {"copies": compared.asked, "copies_not_opened": compared.closed}
        seen = bool(compared.asked or sheet is not None)
        copies |= {"end_compared": seen, "purged_known_again": [p.code for p in known_again]}
        print_json({**_as_json(verdict, sheet, language), **copies})
    else:
        _say(verdict, sheet, language)
        if options.workbook and sheet is None:
            say(SHEET_NOT_COMPARED, language)
        _say_compared(compared, verdict, options, language)
        if known_again:
            codes = ", ".join(person.code for person in known_again[:MOST_SAID])
            say(KNOWN_AGAIN, language, count=len(known_again), codes=codes)
    return 0 if verdict.holds and (sheet is None or sheet.agrees) else 1


def _say_compared(
    compared: Compared, verdict: Verdict, options: argparse.Namespace, language: Language
) -> None:
    if compared.asked and not compared.told:
        say(COPIES_AGREE, language, count=compared.asked)
    if compared.closed:
        say(CLOSED, language, count=compared.closed)
    if verdict.holds and not compared.asked and not options.workbook:
        say(NOT_COMPARED, language)


@contextmanager
def _opened(options: argparse.Namespace) -> Iterator[EventStore]:
    """The event itself; where it cannot be written, such as on a medium that was locked for
    safety, a copy of it in a temporary folder."""
    event: Path = options.event
    if event.is_file() and not can_be_used_at(event):
        with opened(event, passphrase_for(options, event)) as store:
            yield store
    else:
        with open_desk(options) as desk:
            yield desk.store


def _asked_copies(store: EventStore, verdict: Verdict, options: argparse.Namespace) -> Compared:
    if options.no_copies or not verdict.chain.rows:
        return Compared()
    return against_copies(store, places_of(options.event))


def _checked(store: EventStore, verdict: Verdict, options: argparse.Namespace) -> SheetVerdict:
    """What the sheet shows, with a password from where one is given, or asked for once it is
    needed."""
    from kiosk.services.lists.unlocking import Locked
    from kiosk.services.sheet_evidence import check_sheet

    password = os.environ.get(VARIABLE) or None
    if options.password_file is not None:
        password = password_in(options.password_file)
    try:
        return check_sheet(store, verdict.chain, options.workbook, password=password)
    except Locked:
        if password is not None or not sys.stdin.isatty():
            raise
        typed = getpass.getpass(f"{options.workbook.name}: ")
        return check_sheet(store, verdict.chain, options.workbook, password=typed)


def _as_json(verdict: Verdict, sheet: SheetVerdict | None, language: Language) -> dict[str, Any]:
    chain = verdict.chain
    return {
        "holds": verdict.holds,
        "rows": chain.rows,
        "seal": chain.seal,
        "purged": chain.purged,
        "sealed_at_upgrade": chain.sealed_later,
        "faults": [told.text(language) for told in verdict.faults],
        "sheet": _sheet_as_json(sheet, language) if sheet is not None else None,
    }


def _sheet_as_json(sheet: SheetVerdict, language: Language) -> dict[str, Any]:
    return {
        "agrees": sheet.agrees,
        "belongs": sheet.apart is None,
        "apart": sheet.apart.text(language) if sheet.apart else None,
        "later_rows": sheet.later,
        "faults": [_as_found(each, language) for each in sheet.faults],
        "typed": [_as_found(each, language) for each in sheet.typed],
        "whole": sheet.whole,
        "remarks": [told.text(language) for told in sheet.remarks],
    }


def _as_found(each: Difference, language: Language) -> dict[str, Any]:
    return {
        "said": each.told.text(language),
        "sheet": each.sheet,
        "row": each.row,
        "column": each.column,
        "was": each.was,
        "now": each.now,
    }


def _say(verdict: Verdict, sheet: SheetVerdict | None, language: Language) -> None:
    chain = verdict.chain
    if not verdict.holds:
        say(FAULTS, language, count=len(verdict.faults))
        _say_first(verdict.faults, language)
    elif sheet is None or sheet.apart is None:
        say(HOLDS, language, rows=chain.rows)
    if chain.sealed_later:
        say(SEALED_LATER, language, rows=chain.sealed_later)
    if chain.purged:
        say(PURGED, language, count=chain.purged)
    if sheet is not None:
        _say_sheet(sheet, language)
    say(SEAL, language, rows=chain.rows, seal=chain.seal)


def _say_sheet(sheet: SheetVerdict, language: Language) -> None:
    found = [*([sheet.apart] if sheet.apart else ()), *(each.told for each in sheet.faults)]
    if found:
        said = APART if sheet.apart else SHEET_DIFFERS
        say(said, language, file=sheet.file, count=len(found))
        _say_first(found, language)
    else:
        say(SHEET_AGREES if sheet.whole else LINES_AGREE, language, later=sheet.later)
    if sheet.typed:
        say(TYPED_SINCE, language, count=len(sheet.typed))
        _say_first([each.told for each in sheet.typed], language)
    for remark in sheet.remarks:
        print(remark.text(language))


def _say_first(found: Sequence[Told], language: Language) -> None:
    for told in found[:MOST_SAID]:
        print(f"  {told.text(language)}")
    if len(found) > MOST_SAID:
        say(MORE, language, count=len(found) - MOST_SAID)
