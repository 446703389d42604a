"""What is told of a workbook that is not as it was exported, in both languages.

Row numbers and column letters are as Excel shows them, in Latin digits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from kiosk.language import Sentence, Told
from kiosk.services.workbook import Held, letters, moment

ROWS_TAKEN_OFF = Sentence(
    en="The sheet was made from {sheet} journal {sheet:row|rows}, and the file has only {rows}:"
    " the last {missing} {missing:is|are} gone.",
    km="តារាងត្រូវបានបង្កើតពីកំណត់ហេតុ {sheet} ជួរ តែឯកសារមានត្រឹម {rows}៖ ជួរចុងក្រោយ {missing} បាត់ហើយ។",
)
ANOTHER_HISTORY = Sentence(
    en="The seal on the sheet is not that of journal row {row} of this file: they do not come from"
    " the same journal, or one of the two was written anew.",
    km="ត្រាលើតារាងមិនមែនជាត្រានៃជួរទី {row} ក្នុងឯកសារនេះទេ៖ វាមិនមកពីកំណត់ហេតុតែមួយ"
    " ឬមួយក្នុងចំណោមទាំងពីរត្រូវបានសរសេរឡើងវិញ។",
)
NO_SEAL = Sentence(
    en="The sheet carries no seal: an older program made it, or it was taken off.",
    km="តារាងនេះគ្មានត្រាទេ៖ វាត្រូវបានបង្កើតដោយកម្មវិធីជំនាន់ចាស់ ឬត្រាត្រូវបានលុបចេញ។",
)
ON_SHEET_ONLY = Sentence(
    en="{sheet}, row {row}: {who} stands on the sheet, and not there by the journal.",
    km="{sheet} ជួរទី {row}៖ {who} មានលើតារាង តែគ្មានតាមកំណត់ហេតុទេ។",
)
IN_JOURNAL_ONLY = Sentence(
    en="{sheet}: {who} stands there by the journal, and not on the sheet.",
    km="{sheet}៖ {who} មានតាមកំណត់ហេតុ តែគ្មានលើតារាងទេ។",
)
LINE_DIFFERS = Sentence(
    en="{place}: “{now}” on the sheet, “{was}” by the journal.",
    km="{place}៖ លើតារាងជា «{now}» តាមកំណត់ហេតុជា «{was}»។",
)
SHEET_GONE = Sentence(en="The sheet {sheet} is missing.", km="តារាង {sheet} បាត់ហើយ។")
SHEET_MORE = Sentence(
    en="The sheet “{sheet}” was put in since the export.",
    km="តារាង «{sheet}» ត្រូវបានបញ្ចូលបន្ថែមក្រោយការនាំចេញ។",
)
SHEET_HIDDEN = Sentence(en="The sheet {sheet} is hidden.", km="តារាង {sheet} ត្រូវបានលាក់។")
ROW_GONE = Sentence(
    en="{sheet}: row {row} of the export is missing ({what}).",
    km="{sheet}៖ ជួរទី {row} នៃការនាំចេញបាត់ហើយ ({what})។",
)
ROW_MORE = Sentence(
    en="{sheet}, row {row}: this row was put in since the export ({what}).",
    km="{sheet} ជួរទី {row}៖ ជួរនេះត្រូវបានបញ្ចូលបន្ថែមក្រោយការនាំចេញ ({what})។",
)
ROW_TWICE = Sentence(
    en="{sheet}, row {row}: this row stands there twice ({what}).",
    km="{sheet} ជួរទី {row}៖ ជួរនេះមានស្ទួន ({what})។",
)
ROW_MOVED = Sentence(
    en="{sheet}, row {row}: this row stood in row {before} at the export ({what}).",
    km="{sheet} ជួរទី {row}៖ ជួរនេះស្ថិតនៅជួរទី {before} ពេលនាំចេញ ({what})។",
)
ROWS_BLANK = Sentence(
    en="{sheet}: before row {row}, empty rows were put in or taken out.",
    km="{sheet}៖ មុនជួរទី {row} មានជួរទទេត្រូវបានបញ្ចូល ឬដកចេញ។",
)
ROWS_HIDDEN = Sentence(en="{sheet}: hidden: {rows}.", km="{sheet}៖ ត្រូវបានលាក់៖ {rows}។")
CELLS_MERGED = Sentence(
    en="{sheet}: the cells {area} were merged, which hides what stands in them.",
    km="{sheet}៖ ក្រឡា {area} ត្រូវបានបញ្ចូលគ្នា ដែលបិទបាំងខ្លឹមសាររបស់វា។",
)
CELL = Sentence(
    en="{place}: “{was}” at the export, “{now}” now.",
    km="{place}៖ ពេលនាំចេញ «{was}» ឥឡូវ «{now}»។",
)
FORMULA = Sentence(
    en="{place}: the formula was {was} at the export, and is {now} now.",
    km="{place}៖ រូបមន្តពេលនាំចេញ {was} ឥឡូវ {now}។",
)
RESULT = Sentence(
    en="{place}: the formula gives “{was}”, and “{now}” is stored as its result.",
    km="{place}៖ រូបមន្តផ្តល់ «{was}» តែលទ្ធផលដែលរក្សាទុកគឺ «{now}»។",
)
SHOWN = Sentence(
    en="{place}: what it holds is shown otherwise than at the export (format {now}; it was {was}).",
    km="{place}៖ ខ្លឹមសារត្រូវបានបង្ហាញខុសពីពេលនាំចេញ (ទម្រង់ {now} ពីមុន {was})។",
)
PICTURE_GONE = Sentence(
    en="{sheet}, row {row}: the signature or picture there was taken out ({what}).",
    km="{sheet} ជួរទី {row}៖ ហត្ថលេខា ឬរូបភាពនៅទីនោះត្រូវបានដកចេញ ({what})។",
)
PICTURE_OTHER = Sentence(
    en="{sheet}, row {row}: the signature or picture there is another than at the export ({what}).",
    km="{sheet} ជួរទី {row}៖ ហត្ថលេខា ឬរូបភាពនៅទីនោះខុសពីពេលនាំចេញ ({what})។",
)
PICTURE_MORE = Sentence(
    en="{sheet}, row {row}: a picture or shape was laid over the sheet since the export ({what}).",
    km="{sheet} ជួរទី {row}៖ រូបភាព ឬរូបរាងត្រូវបានដាក់លើតារាងក្រោយការនាំចេញ ({what})។",
)
FROM_1904 = Sentence(
    en="Days are counted from 1904 in this file: every date and time in it shows four years late.",
    km="ឯកសារនេះរាប់ថ្ងៃពីឆ្នាំ ១៩០៤៖ កាលបរិច្ឆេទ និងម៉ោងទាំងអស់បង្ហាញយឺតបួនឆ្នាំ។",
)
DISGUISES = Sentence(
    en="A conditional format was put in that shows other numbers than the cells hold.",
    km="ទម្រង់តាមលក្ខខណ្ឌត្រូវបានបញ្ចូល ដែលបង្ហាញលេខខុសពីអ្វីដែលក្រឡាផ្ទុក។",
)
HEADER = Sentence(
    en="{sheet}: the header of the printed page said “{was}” at the export, and says “{now}” now.",
    km="{sheet}៖ បឋមកថានៃទំព័របោះពុម្ព ពេលនាំចេញ «{was}» ឥឡូវ «{now}»។",
)
FOOTER = Sentence(
    en="{sheet}: the footer of the printed page said “{was}” at the export, and says “{now}” now.",
    km="{sheet}៖ បាតកថានៃទំព័របោះពុម្ព ពេលនាំចេញ «{was}» ឥឡូវ «{now}»។",
)
PROPERTY = Sentence(
    en="The file says “{now}” of itself for {name}; at the export it said “{was}”.",
    km="ឯកសារប្រាប់អំពីខ្លួនវាថា {name} គឺ «{now}» ពេលនាំចេញគឺ «{was}»។",
)
TYPED = Sentence(
    en="{place}: “{now}” was typed since the export; the cell was empty and is meant for it.",
    km="{place}៖ «{now}» ត្រូវបានវាយបញ្ចូលក្រោយការនាំចេញ ក្រឡានេះទទេ និងទុកសម្រាប់បំពេញ។",
)
PURGED_SINCE = Sentence(
    en="{count} {count:person was|people were} purged since: of them names, positions,"
    " organisations, phones and signatures can no longer be compared, nor what Changes says. The"
    " rest was compared.",
    km="បានលុបទិន្នន័យផ្ទាល់ខ្លួនរបស់មនុស្ស {count} នាក់ចាប់តាំងពីពេលនោះ៖ ឈ្មោះ តួនាទី ស្ថាប័ន លេខទូរស័ព្ទ"
    " និងហត្ថលេខារបស់ពួកគេ ព្រមទាំងតារាង Changes មិនអាចផ្ទៀងផ្ទាត់បានទៀតទេ។ អ្វីផ្សេងទៀតត្រូវបានផ្ទៀងផ្ទាត់។",
)
UNSURE_SINCE = Sentence(
    en="{count} of them {count:was|were} changed between the export and the purge, and nobody can"
    " tell how: of {count:this one|these} only code and time in were compared, and neither Summary"
    " nor the sums of Finance.",
    km="ក្នុងចំណោមនោះ {count} នាក់ត្រូវបានកែប្រែរវាងការនាំចេញ និងការលុប ហើយមិនអាចដឹងថាកែអ្វីទេ៖"
    " បានផ្ទៀងផ្ទាត់តែលេខសម្គាល់  និងម៉ោងមកដល់របស់ពួកគេ ហើយ Summary និងផលបូកក្នុង Finance មិនត្រូវបានផ្ទៀងផ្ទាត់ទេ។",
)
OLDER_LAYOUT = Sentence(
    en="Another version of the program made this workbook: the lines of people were compared, value"
    " by value; titles, formulas, Summary, Changes and Notes were not.",
    km="កម្មវិធីជំនាន់ផ្សេងបានបង្កើតឯកសារនេះ៖ បានផ្ទៀងផ្ទាត់តែជួររបស់មនុស្ស តម្លៃម្តងមួយៗ ហើយចំណងជើង រូបមន្ត"
    " Summary Changes និង Notes មិនត្រូវបានផ្ទៀងផ្ទាត់ទេ។",
)
NO_RESULTS = Sentence(
    en="{count} {count:formula has|formulas have} no stored result: the program that saved the file"
    " keeps none. The formulas are as they were.",
    km="រូបមន្ត {count} គ្មានលទ្ធផលរក្សាទុកទេ៖ កម្មវិធីដែលបានរក្សាទុកឯកសារមិនរក្សាវាទេ។ រូបមន្តនៅដដែល។",
)
_PLACE = Sentence(
    en="{sheet}, row {row}, column {column}{about}", km="{sheet} ជួរទី {row} ជួរឈរ {column}{about}"
)
_EMPTY = Sentence(en="(empty)", km="(ទទេ)")
_ROWS = Sentence(en="rows {first} to {last}", km="ជួរទី {first} ដល់ {last}")
_ROW = Sentence(en="row {first}", km="ជួរទី {first}")
_COLUMNS = Sentence(en="columns {first} to {last}", km="ជួរឈរ {first} ដល់ {last}")
_COLUMN = Sentence(en="column {first}", km="ជួរឈរ {first}")
_MOST_SHOWN = 70
_INVISIBLE = re.compile("[\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\n\t]")
_LAST_DAY = 600_000
"""Days that Excel counts, and more that none of ours is."""


class Place(NamedTuple):
    """A cell; ``about`` says what it is of whom, where anything does."""

    sheet: str
    row: int
    column: int
    about: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was exported: what is told of it, and where it is as far as it
    has a place: sheet, row, letter of the column; what stood there, and what does now."""

    told: Told
    sheet: str = ""
    row: int | None = None
    column: str = ""
    was: str | None = None
    now: str | None = None


def of_sheet(sentence: Sentence, sheet: str, row: int | None = None, **facts: Any) -> Difference:
    """A difference that is a whole row or sheet."""
    place = {} if row is None else {"row": str(row)}
    return Difference(Told.of(sentence, sheet=sheet, **place, **facts), sheet, row)


def of_cell(sentence: Sentence, place: Place, was: str, now: str) -> Difference:
    """A difference of one cell."""
    sheet, row, column, about = place
    letter, said = letters(column), f" ({about})" if about else ""
    where = Told.of(_PLACE, sheet=sheet, row=str(row), column=letter, about=said)
    shown = _shortened(was, now)
    told = Told.of(sentence, place=where, was=shown[0], now=shown[1])
    return Difference(told, sheet, row, letter, was, now)


def value_in_words(held: Held | None, like: Held | None = None) -> str:
    """What a cell shows, a time as date and time; ``like`` is the cell whose format counts."""
    if held is None or held.value is None:
        return ""
    shows = (like or held).style.shows
    if isinstance(held.value, str):
        return held.value
    if ("hh" in shows or "yy" in shows) and abs(held.value) < _LAST_DAY:
        return f"{moment(held.value):%Y-%m-%d %H:%M:%S}"
    return str(int(held.value)) if held.value.is_integer() else f"{held.value:.12g}"


def told_apart(was: Held | None, now: Held | None, said: tuple[str, str]) -> tuple[str, str]:
    """Both in words; where these look alike, text in quotes and no sign left invisible."""
    shown = tuple(" ".join(_INVISIBLE.sub("", text).split()) for text in said)
    if shown[0] != shown[1]:
        return said
    before, after = (_visible(text) for text in said)
    if before == after:
        before, after = (_quoted(held, text) for held, text in zip((was, now), said, strict=True))
    return before, after


def _visible(text: str) -> str:
    return _INVISIBLE.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text).replace(" ", "␣")


def _quoted(held: Held | None, text: str) -> str:
    return f'"{text}"' if held is not None and isinstance(held.value, str) else text


def rows_in_words(first: int, last: int) -> Told:
    """One row or several on end."""
    return Told.of(_ROW if first == last else _ROWS, first=str(first), last=str(last))


def columns_in_words(first: int, last: int) -> Told:
    """One column or several on end."""
    sentence = _COLUMN if first == last else _COLUMNS
    return Told.of(sentence, first=letters(first), last=letters(last))


def one_line(text: str) -> str:
    """``text`` on one line, no longer than is read at a glance."""
    line = " ".join(text.split())
    return line if len(line) <= _MOST_SHOWN else f"{line[: _MOST_SHOWN - 1]}…"


def _shortened(was: str, now: str) -> tuple[str | Sentence, str | Sentence]:
    """Both from a little before where they begin to differ."""
    before, after = (" ".join(text.split()) for text in (was, now))
    first = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
    start = max(0, first - 20) if max(len(before), len(after)) > _MOST_SHOWN else 0
    return _part(before, start), _part(after, start)


def _part(text: str, start: int) -> str | Sentence:
    if not text:
        return _EMPTY
    part = text[start : start + _MOST_SHOWN]
    return f"{'…' if start else ''}{part}{'…' if start + _MOST_SHOWN < len(text) else ''}"
