"""The Notes sheet: where the file comes from, how it was counted, what each column means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from openpyxl.worksheet.worksheet import Worksheet

from kiosk.language import Sentence
from kiosk.services.attendance_figures import closing_time
from kiosk.services.workbook.cells import Cell, CellWriter, Row
from kiosk.services.workbook.looks import BAND, Look, StyleBook
from kiosk.services.workbook.morning import Audience, Morning
from kiosk.services.workbook.package import Sheet
from kiosk.services.workbook.page import (
    LINE,
    SUBTITLE,
    TITLE,
    lines_of,
    merge,
    set_print,
    set_widths,
    wide,
)

_WIDTHS = (29, 27, 82)
_PLACES_NAMED = 40
_KIND = {
    Audience.DONOR: "Donor workbook: holds private data (age, disability), keep it closed.",
    Audience.FINANCE: "Finance copy: made without the private columns; nothing is hidden in it.",
}

_COUNTED = (
    (
        Sentence(en="Persons", km="ចំនួនមនុស្ស"),
        "Each person is counted once. មនុស្សម្នាក់រាប់តែម្តង។",
    ),
    (
        Sentence(en="Attendances", km="ចំនួនវត្តមាន"),
        "Lines on the Sign-in sheet; on a one-day event as many as persons.",
    ),
    (
        Sentence(en="Registered beforehand", km="បានចុះឈ្មោះជាមុន"),
        "On the list before the event, whether they came or not.",
    ),
    (
        Sentence(en="Absent", km="អវត្តមាន"),
        "Registered beforehand and without an arrival. They never stand on the Sign-in sheet.",
    ),
    (
        Sentence(en="Walk-in", km="ចុះឈ្មោះនៅកន្លែង"),
        "Added at the desk on the day.",
    ),
    (
        Sentence(en="Paid", km="អ្នកទទួលប្រាក់"),
        "Who attended, once: the event has one day. The riel total is a sum of rounded amounts.",
    ),
    (
        Sentence(en="Photo OK", km="យល់ព្រមថតរូប"),
        "An empty cell was not asked. Refusing does not affect participation.",
    ),
    (
        Sentence(en="As exported", km="ពេលនាំចេញ"),
        "What the figure was when the file was made; a check turns red if it is another now.",
    ),
)
_CARE = (
    (
        Sentence(en="Locked sheets", km="តារាងដែលចាក់សោ"),
        "The lock has no password: it guards against slips, not against intent.",
    ),
    (
        Sentence(en="Fonts", km="ពុម្ពអក្សរ"),
        "Khmer OS Siemreap and Khmer OS Muol Light; without them another Khmer font is shown.",
    ),
)
_MEANINGS = {
    "No.": "Line number; the same as on the Sign-in sheet for those who attended.",
    "ID": "The code on the badge.",
    "Name (Khmer)": "The name in Khmer, in one spelling for what looks the same.",
    "Name (Latin)": "The name in Latin letters.",
    "Honorific": "As given, for instance លោក, លោកស្រី, H.E.",
    "Sex": "F, M, Other, Not stated.",
    "Age band": "Age in full years on the day of the event. Private.",
    "Disability": "Yes, No, Not stated. Private.",
    "Type": "Kind of participant.",
    "Group": "Discussion group.",
    "Province": "Empty where not stated.",
    "Phone": "Text, so that no nought is lost.",
    "Attended": "Yes for everyone with an arrival.",
    "Time in": "Local time of the event, to the second; empty where absent.",
    "Walk-in": "Yes for persons added at the desk.",
    "Photo OK": "Yes, No, Not asked.",
    "Signature": "On paper (also where nobody said how), On screen, Thumbprint.",
    "Signed by": "Who signed for the person; empty when they did themselves.",
    "In place of": "The badge code of the expected person in whose place this one came.",
    "Name (Khmer) as typed": "Before it was brought to one spelling.",
    "Name (Latin) as typed": "Before it was brought to one spelling.",
    "Record": "The person's lasting number in the program.",
}


def notes_sheet(
    morning: Morning, page: Worksheet, styles: StyleBook, writer: CellWriter, data: Dictionary
) -> Sheet:
    """The sheet. Its rows are made last, when ``writer`` knows what the others could not hold;
    ``data`` holds the Khmer and English titles of the columns to explain, if any."""
    set_widths(page, _WIDTHS)
    set_print(page, morning, styles, landscape=False, repeat=None)
    merge(page, "A1:C1", "A2:C2")
    length = 2 + sum(2 + len(lines) for _, lines in _sections(morning, writer, data))
    return Sheet(page, _rows(morning, styles, writer, data), f"A1:C{length}", length)


JOURNAL_SEAL = Sentence(en="Journal seal", km="ត្រានៃកំណត់ហេតុ")
Dictionary = Sequence[tuple[str, str]]
_Lines = Sequence[tuple[Sentence, str]]


def _rows(
    morning: Morning, styles: StyleBook, writer: CellWriter, data: Dictionary
) -> Iterator[Row]:
    yield wide(styles, TITLE, "កំណត់សម្គាល់", 3, 38)
    yield wide(styles, SUBTITLE, "NOTES", 3, 20)
    band = styles(Look(size=10.5, bold=True, fill=BAND, indent=1))
    for title, lines in _sections(morning, writer, data):
        yield Row([], 10)
        yield Row([Cell(band, title.km), Cell(band, title.en), Cell(band)], 26)
        for name, text in lines:
            yield _line(styles, name, text)


def _line(styles: StyleBook, name: Sentence, text: str) -> Row:
    look, english = styles(Look(size=9.5, indent=1)), styles(Look(face="latin", size=9.5, indent=1))
    said = styles(Look(size=9.5, number="@", indent=1))
    cells = [Cell(look, name.km), Cell(english, name.en), Cell(said, text)]
    tallest = max(lines_of(text, _WIDTHS[2] - 2), lines_of(name.km, _WIDTHS[0]))
    return Row(cells, max(21.0, LINE * tallest))


def _sections(
    morning: Morning, writer: CellWriter, data: Dictionary
) -> Iterator[tuple[Sentence, _Lines]]:
    yield Sentence(en="About this file", km="អំពីឯកសារនេះ"), _about(morning)
    yield Sentence(en="How it is counted", km="របៀបរាប់"), [*_counted(morning)]
    yield Sentence(en="What a cell cannot hold", km="អ្វីដែលក្រឡាផ្ទុកមិនបាន"), _kept(writer)
    if data:
        explained = [(Sentence(en=en, km=km), _MEANINGS.get(en, "As given.")) for km, en in data]
        yield Sentence(en="Columns of Data", km="ជួរឈរនៃ Data"), explained
    yield Sentence(en="With care", km="ការប្រុងប្រយ័ត្ន"), _CARE


def _about(morning: Morning) -> _Lines:
    source = morning.provenance
    return [
        (Sentence(en="Kind", km="ប្រភេទ"), _KIND[morning.audience]),
        (Sentence(en="Made", km="បានបង្កើត"), _made(morning, source.made_at)),
        (Sentence(en="At desk", km="នៅតុ"), source.desk),
        (Sentence(en="Journal rows", km="ចំនួនជួរកំណត់ហេតុ"), str(source.journal_rows)),
        (JOURNAL_SEAL, source.seal),
    ]


def _made(morning: Morning, moment: datetime) -> str:
    local = morning.local(moment)
    return f"{local:%Y-%m-%d %H:%M:%S} {morning.event.timezone} ({moment:%Y-%m-%d %H:%M:%S} UTC)"


def _counted(morning: Morning) -> Iterator[tuple[Sentence, str]]:
    closing = closing_time(morning.event)
    for name, text in _COUNTED:
        if morning.audience is Audience.DONOR or name.en != "Absent":
            yield name, text
    if closing:
        clock = f"{closing:%H:%M:%S}"
        yield (
            Sentence(en=f"Signed in by {closing:%H:%M}", km=f"មកដល់ត្រឹមម៉ោង {closing:%H:%M}"),
            f"Arrived at {clock} or before; the Sign-in sheet shows hours and minutes only.",
        )


def _kept(writer: CellWriter) -> _Lines:
    altered = Sentence(en="Invisible characters", km="តួអក្សរមើលមិនឃើញ")
    cut = Sentence(en="Cut at 32,767 characters", km="កាត់ត្រឹម ៣២ ៧៦៧ តួអក្សរ")
    return [
        (altered, f"Control and direction marks were left out of: {_named(writer.altered)}"),
        (cut, f"Cells that end with a mark where they are cut: {_named(writer.cut)}"),
    ]


def _named(places: Sequence[str]) -> str:
    if not places:
        return "no cell."
    more = len(places) - _PLACES_NAMED
    named = ", ".join(places[:_PLACES_NAMED])
    return f"{len(places)} cells: {named}" + (f", and {more} more." if more > 0 else ".")
