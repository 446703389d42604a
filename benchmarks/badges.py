"""Badges with Khmer: time, memory and rightness of ours beside other ways to make such a PDF.

    python benchmarks/badges.py [--count 1 80 1000] [--rounds 3]

The same people each time, each measurement in a process of its own, the best of the rounds.
Peers are not dependencies of the kiosk; those not installed are named and left out:

    pip install fpdf2 weasyprint typst

Ours is the design "card" whole: thirteen texts fitted to their boxes by their ink and broken
at words, the category's colour, the QR code. Each peer sets the same thirteen texts of each
person at about the same sizes, one below the other on a card of the same size, and nothing
else: no fitting, no breaking, no colours, no code. So the comparison favours them.

Before the times each way sets some hundred words, names and mixed lines by themselves. What
PDFium draws of them is held against glyphs placed by HarfBuzz (to which the tests hold ours
number by number), and what it copies against what was given.
"""

from __future__ import annotations

import argparse
import html
import importlib.util
import io
import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from itertools import accumulate
from pathlib import Path
from uuid import UUID

import openpyxl
import pypdfium2
from PIL import ImageChops, ImageOps, ImageStat
from PIL.Image import Image
from PIL.Image import new as new_picture

from kiosk.bundled import font_file, sample_file
from kiosk.domain import Event, Person
from kiosk.services.codes import new_code
from kiosk.services.event_file import read_event
from kiosk.services.khmer import canonical

SAMPLE = Path(__file__).parent.parent / "tests" / "data" / "participants_80_clean.xlsx"

KHMER, LATIN = font_file("NotoSansKhmer-Regular.ttf"), font_file("NotoSans-Regular.ttf")
CARD = (255.0, 156.0)
LEFT = 12.0

HARD = [
    "ស្ត្រី", "ខ្ញុំ", "ញ៉ុំ", "ក្រុមប្រឹក្សា", "កម្ពុជា", "ភ្នំពេញ", "សហគ្រិន្ត្រៈ", "ព្រឹទ្ធាចារ្យ",
    "ឧត្តមភាតរ៍", "លោក Mr ស្រីមុំ", "ក្រុម 5 (CCC) អង្គការ", "Nguyễn Thị Phương Thảo",
    "Nhà សុខ Nguyễn ខ្ញុំ", "អង្គការ (NGO) ភ្នំពេញ", "AVATAR Wolff fi", "H.E. ចន្ធូ",
]  # fmt: skip

Page = Sequence[tuple[str, float]]
"""Texts and their sizes in pt, one below the other."""


def people(count: int) -> list[Person]:
    """``count`` people: names of the sample put together anew, so that few repeat."""
    rows = list(openpyxl.load_workbook(SAMPLE).worksheets[0].values)[1:]
    chosen = random.Random(7)
    return [_person(i, *(chosen.choice(rows) for _ in range(3)), chosen) for i in range(count)]


def _person(number: int, *made_of: object) -> Person:
    first, second, third, chosen = made_of
    assert isinstance(first, tuple)
    assert isinstance(second, tuple)
    assert isinstance(third, tuple)
    assert isinstance(chosen, random.Random)
    name = f"{str(first[1]).split()[0]} {str(second[1]).split()[-1]}"
    return Person(
        id=UUID(int=number),
        code=new_code(chosen.choice),
        name_km=name,
        name_km_canonical=canonical(name),
        name_latin_canonical=f"{str(first[2]).split()[0]} {str(second[2]).split()[-1]}",
        position_km=str(third[7]),
        organisation_km=str(third[9]),
        organisation_en=str(third[8]),
        category="ccc_member",
        group=1 + number % 5,
    )


def _event() -> Event:
    return read_event(sample_file("workshop.toml"))


def _lines(event: Event, person: Person) -> Page:
    """What our card says of a person, at the usual sizes, in pt."""
    category, group = event.category(person.category), event.group(person.group)
    assert category is not None
    assert group is not None
    return [
        (event.title_km, 7.0),
        (f"{event.title_en} · 13 September 2023", 6.0),
        (person.name_km_canonical, 22.0),
        (person.name_latin_canonical, 12.0),
        (person.position_km, 8.0),
        (person.organisation_km, 8.0),
        (person.organisation_en, 6.5),
        (person.code, 6.5),
        (category.km, 12.0),
        (category.en, 8.0),
        ("ក្រុម Group", 7.0),
        (group.km, 6.0),
        (str(person.group), 40.0),
    ]


# ---- ways ----


def ours(event: Event, chosen: Sequence[Person]) -> bytes:
    """The design "card", with everything on it."""
    from kiosk.services.badges import badge_sheet, design

    return badge_sheet(event, chosen, design("card"))


def our_lines(pages: Sequence[Page]) -> bytes:
    """Plain lines by our typesetting, for what is held against HarfBuzz."""
    from kiosk.services.typesetting import Document, shape

    document = Document(title="Lines", language="km", size=CARD)
    for page in pages:
        for (text, size), y in zip(page, _baselines(page), strict=True):
            document.draw_line(shape(text), LEFT, y, size, "#000000")
        document.end_page()
    return document.finish()


def reportlab_plain(pages: Sequence[Page]) -> bytes:
    """ReportLab's drawString: the speed of no shaping at all."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Khmer", str(KHMER)))
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=CARD)
    for page in pages:
        for (text, size), y in zip(page, _baselines(page), strict=True):
            canvas.setFont("Khmer", size)
            canvas.drawString(LEFT, y, text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def fpdf2(pages: Sequence[Page]) -> bytes:
    """fpdf2 with text shaping. ``text()`` shapes nothing, so ``cell()`` is used."""
    pdf = import_module("fpdf").FPDF(unit="pt", format=CARD)
    pdf.add_font("Khmer", fname=str(KHMER))
    pdf.add_font("Latin", fname=str(LATIN))
    pdf.set_fallback_fonts(["Latin"])
    pdf.set_text_shaping(True)
    pdf.set_auto_page_break(False)
    for page in pages:
        pdf.add_page()
        for (text, size), y in zip(page, _baselines(page), strict=True):
            pdf.set_font("Khmer", size=size)
            pdf.set_xy(LEFT, CARD[1] - y - size)
            pdf.cell(CARD[0] - LEFT, size, text)
    return bytes(pdf.output())


def weasyprint(pages: Sequence[Page]) -> bytes:
    """WeasyPrint, one page of HTML a badge."""
    faces = "".join(
        f"@font-face{{font-family:{name};src:url({font.as_uri()})}}"
        for name, font in (("K", KHMER), ("L", LATIN))
    )
    style = (
        f"{faces}@page{{size:{CARD[0]}pt {CARD[1]}pt;margin:{LEFT}pt}}p{{margin:0;line-height:1}}"
        "body{font-family:K,L;margin:0}section{break-after:page;white-space:nowrap}"
    )
    body = "".join(
        "<section>"
        + "".join(f'<p style="font-size:{size}pt">{html.escape(text)}</p>' for text, size in page)
        + "</section>"
        for page in pages
    )
    source = f'<html lang="km"><style>{style}</style>{body}</html>'
    return bytes(import_module("weasyprint").HTML(string=source).write_pdf())


def typst(pages: Sequence[Page]) -> bytes:
    """The typst compiler, one page a badge, without tags and without the system's fonts."""
    body = "\n#pagebreak()\n".join(
        "\n".join(f"#text(size: {size}pt, {_typst_string(text)})\\" for text, size in page)
        for page in pages
    )
    source = (
        f"#set page(width: {CARD[0]}pt, height: {CARD[1]}pt, margin: {LEFT}pt)\n"
        "#set par(leading: 1pt)\n"
        f'#set text(font: ("Noto Sans Khmer", "Noto Sans"), lang: "km")\n{body}\n'
    )
    with tempfile.TemporaryDirectory() as folder:
        for font in (KHMER, LATIN):
            shutil.copy(font, folder)
        file = Path(folder, "badges.typ")
        file.write_text(source, encoding="utf-8")
        compiled = import_module("typst").compile(
            str(file), font_paths=[folder], ignore_system_fonts=True, pdf_tags=False
        )
        return bytes(compiled)


def _typst_string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _baselines(page: Page) -> list[float]:
    return [CARD[1] - 4 - down for down in accumulate(size * 1.2 for _, size in page)]


WAYS: dict[str, tuple[Callable[[Sequence[Page]], bytes], str]] = {
    "kiosk": (our_lines, "kiosk"),
    "reportlab": (reportlab_plain, "reportlab"),
    "fpdf2": (fpdf2, "fpdf"),
    "weasyprint": (weasyprint, "weasyprint"),
    "typst": (typst, "typst"),
}


# ---- time and memory ----


def draw(way: str, event: Event, chosen: Sequence[Person]) -> bytes:
    """The badges of ``chosen``: ours whole, a peer's lines."""
    if way == "kiosk":
        return ours(event, chosen)
    return WAYS[way][0]([_lines(event, person) for person in chosen])


def measure(way: str, count: int) -> dict[str, float]:
    """Times in ms, size in bytes, and memory in MiB, of one way in this process.

    ``cold`` is one badge with every import; ``warm`` is one badge at a time after that."""
    event, chosen = _event(), people(count + 21)
    before = _peak_mib()
    cold = _ms(lambda: draw(way, event, chosen[:1]))
    warm = statistics.median(_ms(partial(draw, way, event, [one])) for one in chosen[1:21])
    made: list[bytes] = []
    whole = _ms(lambda: made.append(draw(way, event, chosen[21:])))
    peak = _peak_mib()
    return {
        "cold": cold, "warm": warm, "whole": whole, "size": len(made[0]),
        "peak": peak, "grown": peak - before,
    }  # fmt: skip


def _peak_mib() -> float:
    try:
        import resource
    except ImportError:
        return float("nan")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _ms(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


# ---- rightness ----


def judged_texts() -> list[str]:
    """Names and positions of the list, words with tall and deep stacks, lines of two scripts."""
    rows = list(openpyxl.load_workbook(SAMPLE).worksheets[0].values)[1:]
    said = {str(row[i]) for row in rows for i in (1, 2, 7) if row[i]}
    return [*sorted(text for text in said if len(text) < 30), *HARD]


def judge(way: str) -> dict[str, int]:
    """How many of the texts look as HarfBuzz sets them, and how many copy as they were given."""
    texts = judged_texts()
    pages: list[Page] = [[(text, 14.0)] for text in texts]
    wanted, made = (_seen_and_copied(WAYS[name][0](pages)) for name in ("kiosk", way))
    right = sum(_alike(a, b) for (a, _), (b, _) in zip(wanted, made, strict=True))
    copied = sum(text == copy for text, (_, copy) in zip(texts, made, strict=True))
    return {"texts": len(texts), "right": right, "copied": copied}


def _seen_and_copied(pdf: bytes) -> list[tuple[Image, str]]:
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        ink = ImageOps.invert(page.render(scale=4).to_pil().convert("L"))
        text = page.get_textpage().get_text_bounded().strip()
        found.append((ink.crop(ink.point(lambda v: 255 * (v > 60)).getbbox()), text))
    document.close()
    return found


def _alike(wanted: Image, made: Image) -> bool:
    """Whether two pictures, cut to their ink, differ by less than a sixth of it at the best of
    the places a pixel around: rasters of the same glyphs differ by a tenth at most, a vowel out
    of its place by a third."""
    if max(abs(a - b) for a, b in zip(wanted.size, made.size, strict=True)) > 3:
        return False
    size = (wanted.width + 4, wanted.height + 4)
    ground = new_picture("L", size)
    ground.paste(wanted, (2, 2))
    ink = ImageStat.Stat(ground).sum[0]
    apart = min(_apart(ground, made, x, y) for x in range(5) for y in range(5))
    return apart < ink / 6


def _apart(wanted: Image, made: Image, x: int, y: int) -> float:
    ground = new_picture("L", wanted.size)
    ground.paste(made, (x, y))
    return float(ImageStat.Stat(ImageChops.difference(wanted, ground)).sum[0])


# ---- the table ----


def main() -> None:
    """Prints one row for each way and count."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, nargs="+", default=[1, 80, 1000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--one", nargs=2, metavar=("WAY", "COUNT"), help=argparse.SUPPRESS)
    parser.add_argument("--judge", metavar="WAY", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(measure(chosen.one[0], int(chosen.one[1]))))
    elif chosen.judge:
        print(json.dumps(judge(chosen.judge)))
    else:
        _table(chosen.count, chosen.rounds)


def _table(counts: Sequence[int], rounds: int) -> None:
    ways = [way for way, (_, module) in WAYS.items() if importlib.util.find_spec(module)]
    for way in WAYS.keys() - set(ways):
        print(f"{way} is not installed here and was not measured: pip install {way}")
    print("| | texts set right | copied right |\n|---|---|---|")
    for way in ways:
        found = _in_a_process("--judge", way)
        print(f"| {way} | {found['right']} of {found['texts']} | {found['copied']} |")
    print("\n| badges | | all, ms | each, ms | cold one, ms | warm one, ms | file, KiB | peak, MiB"
          " | grown by, MiB |\n|---|---|---|---|---|---|---|---|---|")  # fmt: skip
    for count in counts:
        measured = [{way: _in_a_process("--one", way, str(count)) for way in ways}
                    for _ in range(rounds)]  # fmt: skip
        for way in ways:
            best = {key: min(one[way][key] for one in measured) for key in measured[0][way]}
            print(_row(way, count, best))


def _row(way: str, count: int, best: dict[str, float]) -> str:
    cells = [
        f"{count}", way, f"{best['whole']:.1f}", f"{best['whole'] / count:.2f}",
        f"{best['cold']:.0f}", f"{best['warm']:.1f}", f"{best['size'] / 1024:.0f}",
        f"{best['peak']:.0f}", f"{best['grown']:.0f}",
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _in_a_process(*words: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, __file__, *words], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    main()
