"""Whether a workbook still says what it said when it was exported.

Every export leaves a row in the journal, and the workbook carries that row's number and seal. The
journal is added up to it, the workbook is made once more by the code that wrote it, and the two are
compared cell by cell: nothing in the file itself is believed but which row it was made from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.domain import JournalRow
from kiosk.language import Refusal, Told
from kiosk.services.database import EventStore
from kiosk.services.evidence import Chain
from kiosk.services.evidence.verifying import NONSENSE
from kiosk.services.lists.unlocking import unlocked
from kiosk.services.sheet_evidence import words as say
from kiosk.services.sheet_evidence.at_export import AtExport, at_export
from kiosk.services.sheet_evidence.comparing import Found, Lost, compare, compare_lines
from kiosk.services.sheet_evidence.words import Difference
from kiosk.services.workbook import Book, Claim, SheetFile, read_sheet

_MOST_RIEL = 1_000_000


@dataclass(frozen=True, slots=True)
class SheetVerdict:
    """What the check of a workbook showed.

    ``apart`` is why it and the journal may not belong together, None where they do; ``faults`` is
    what is not as it was exported, ``typed`` what was typed since into empty cells that are meant
    for it, ``remarks`` what could not be compared and why, ``whole`` whether every cell was;
    ``later`` is how many journal rows came after the workbook was made.
    """

    file: str
    apart: Told | None
    faults: tuple[Difference, ...]
    typed: tuple[Difference, ...]
    remarks: tuple[Told, ...]
    whole: bool
    later: int

    @property
    def agrees(self) -> bool:
        """Whether nothing was found."""
        return self.apart is None and not self.faults


def check_sheet(
    store: EventStore, chain: Chain, path: Path, *, password: str | None = None
) -> SheetVerdict:
    """Hold the workbook at ``path``, which ``password`` opens, against the journal of ``store``,
    whose ``chain`` holds.

    Raises:
        Locked: the workbook needs a password, or another one.
        Refusal: it cannot be read, or is no workbook of this program, or the journal tells what
            no program of ours writes.
    """
    sheet = read_sheet(path, lambda content: unlocked(content, path.name, password))
    journal = store.journal()
    claim, apart = _claim(journal, sheet)
    try:
        then = at_export(journal, min(claim.journal_rows, len(journal)), chain.sealed_later, sheet)
        compared = _compared if apart is None and then.known_layout else _compared_lines
        found = compared(then, sheet, Lost(purged=then.purged > 0, unsure=then.unsure > 0))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise Refusal(NONSENSE) from error
    return SheetVerdict(
        file=path.name,
        apart=apart,
        faults=found.all_faults(),
        typed=tuple(found.typed),
        remarks=tuple(_remarks(then, found, belongs=apart is None)),
        whole=then.known_layout and not then.purged,
        later=max(0, len(journal) - claim.journal_rows),
    )


def _claim(journal: Sequence[JournalRow], sheet: SheetFile) -> tuple[Claim, Told | None]:
    """Which row the workbook was made from, by whichever of its two claims the journal bears out;
    else what speaks against the first."""
    for claim in sheet.claims:
        there = journal[claim.journal_rows - 1 : claim.journal_rows]
        if there and there[0].seal == claim.seal:
            return claim, None
    claim = sheet.claims[0]
    if not claim.seal:
        return claim, Told.of(say.NO_SEAL)
    if claim.journal_rows > len(journal):
        missing = claim.journal_rows - len(journal)
        facts = {"sheet": claim.journal_rows, "rows": len(journal), "missing": missing}
        return claim, Told.of(say.ROWS_TAKEN_OFF, **facts)
    return claim, Told.of(say.ANOTHER_HISTORY, row=claim.journal_rows)


def _compared(then: AtExport, sheet: SheetFile, lost: Lost) -> Found:
    """Cell by cell; where the rate for riel was typed into its empty cell, against the workbook
    with that rate, so that the sums in riel are what that rate makes of them."""
    found = compare(Book(then.workbook()), sheet, lost)
    rate = next((_rate(each) for each in found.typed if _is_riel_rate(each)), 0)
    if not rate:
        return found
    again = compare(Book(then.workbook(riel_rate=rate)), sheet, lost)
    return replace(again, typed=found.typed)


def _compared_lines(then: AtExport, sheet: SheetFile, lost: Lost) -> Found:
    return compare_lines(Book(then.workbook()), sheet, lost)


def _is_riel_rate(typed: Difference) -> bool:
    """The one cell of its column on Finance that is not locked."""
    return (typed.sheet, typed.column) == ("Finance", "J")


def _rate(typed: Difference) -> int:
    said = typed.now or ""
    return int(said) if said.isascii() and said.isdecimal() and int(said) <= _MOST_RIEL else 0


def _remarks(then: AtExport, found: Found, *, belongs: bool) -> Iterator[Told]:
    if then.purged:
        yield Told.of(say.PURGED_SINCE, count=then.purged)
    if then.unsure:
        yield Told.of(say.UNSURE_SINCE, count=then.unsure)
    if belongs and not then.known_layout:
        yield Told.of(say.OLDER_LAYOUT)
    if found.no_result:
        yield Told.of(say.NO_RESULTS, count=found.no_result)
