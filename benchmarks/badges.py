"""Badges with Khmer: time and memory of ours beside other ways to make the same PDF.

    python benchmarks/badges.py [--count 1 80 1000]

Every way runs in a process of its own and draws the same people. Peers are not dependencies
of the kiosk: those not installed are named as missing. What each peer draws is less than our
badge (no fitting, no colour by category, no code unless said), so the comparison favours them.
"""

from __future__ import annotations

import argparse
import importlib.util
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
from pathlib import Path
from uuid import UUID

import openpyxl

from kiosk.bundled import font_file, sample_file
from kiosk.domain import Event, Person
from kiosk.services.codes import new_code
from kiosk.services.event_file import read_event
from kiosk.services.khmer import canonical

SAMPLE = Path(__file__).parent.parent / "tests" / "data" / "participants_80_clean.xlsx"

Draw = Callable[[Event, Sequence[Person]], bytes]


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


def ours(event: Event, chosen: Sequence[Person]) -> bytes:
    """The design "card", with everything on it."""
    from kiosk.services.badges import badge_sheet, design

    return badge_sheet(event, chosen, design("card"))


def _lines(event: Event, person: Person) -> list[tuple[str, float]]:
    return [
        (event.title_km, 7.0),
        (person.name_km_canonical, 20.0),
        (person.name_latin_canonical, 12.0),
        (person.position_km, 8.0),
        (person.organisation_km, 8.0),
        (person.code, 8.0),
    ]


def reportlab_plain(event: Event, chosen: Sequence[Person]) -> bytes:
    """ReportLab's drawString: the speed of no shaping at all; its Khmer is wrong."""
    import io

    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Khmer", str(font_file("NotoSansKhmer-Regular.ttf"))))
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(255, 156))
    for person in chosen:
        y = 140.0
        for text, size in _lines(event, person):
            canvas.setFont("Khmer", size)
            y -= size * 1.4
            canvas.drawString(12, y, text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def fpdf2(event: Event, chosen: Sequence[Person]) -> bytes:
    """fpdf2 with text shaping."""
    pdf = import_module("fpdf").FPDF(unit="pt", format=(255, 156))
    pdf.add_font("Khmer", fname=str(font_file("NotoSansKhmer-Regular.ttf")))
    pdf.set_text_shaping(True, script="khmr", language="khm")
    pdf.set_auto_page_break(False)
    for person in chosen:
        pdf.add_page()
        y = 16.0
        for text, size in _lines(event, person):
            pdf.set_font("Khmer", size=size)
            y += size * 1.4
            pdf.text(12, y, text)
    return bytes(pdf.output())


def weasyprint(event: Event, chosen: Sequence[Person]) -> bytes:
    """WeasyPrint, one page of HTML a badge."""
    font = font_file("NotoSansKhmer-Regular.ttf").as_uri()
    style = (
        f"@font-face{{font-family:K;src:url({font})}}@page{{size:90mm 55mm;margin:4mm}}"
        "body{font-family:K}section{page-break-after:always}p{margin:0}"
    )
    badges = "".join(
        "<section>"
        + "".join(f'<p style="font-size:{size}pt">{text}</p>' for text, size in _lines(event, who))
        + "</section>"
        for who in chosen
    )
    return bytes(
        import_module("weasyprint").HTML(string=f"<style>{style}</style>{badges}").write_pdf()
    )


def typst(event: Event, chosen: Sequence[Person]) -> bytes:
    """The typst compiler, one page a badge."""
    pages = "\n#pagebreak()\n".join(
        "\n\n".join(f'#text(size: {size}pt, "{text}")' for text, size in _lines(event, who))
        for who in chosen
    )
    source = (
        "#set page(width: 90mm, height: 55mm, margin: 4mm)\n"
        f'#set text(font: "Noto Sans Khmer", lang: "km")\n{pages}\n'
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "badges.typ")
        file.write_text(source, encoding="utf-8")
        fonts = str(font_file("NotoSansKhmer-Regular.ttf").parent)
        made = file.with_suffix(".pdf")
        if shutil.which("typst"):
            command = ["typst", "compile", "--font-path", fonts, str(file), str(made)]
            subprocess.run(command, check=True, capture_output=True)
            return made.read_bytes()
        return bytes(import_module("typst").compile(str(file), font_paths=[fonts]))


WAYS: dict[str, tuple[Draw, str]] = {
    "kiosk": (ours, "shaped, fitted, coloured, QR"),
    "reportlab": (reportlab_plain, "not shaped: wrong Khmer"),
    "fpdf2": (fpdf2, "shaped, nothing fitted, no QR"),
    "weasyprint": (weasyprint, "shaped, wrapped, no QR"),
    "typst": (typst, "shaped, wrapped, no QR"),
}
MODULES = {"kiosk": "kiosk", "reportlab": "reportlab", "fpdf2": "fpdf"}


def installed(way: str) -> bool:
    """Whether the way can be measured on this machine."""
    if way == "typst" and shutil.which("typst"):
        return True
    return importlib.util.find_spec(MODULES.get(way, way)) is not None


def _peak_mib() -> float:
    try:
        import resource
    except ImportError:
        return float("nan")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def measure(way: str, count: int) -> dict[str, float]:
    """Times in ms, size in bytes, and memory in MiB, of one way in this process.

    ``first`` is one badge with every import; ``each`` is one badge at a time after that."""
    draw, event, chosen = WAYS[way][0], _event(), people(count + 21)
    before = _peak_mib()
    first = _ms(lambda: draw(event, chosen[:1]))
    each = statistics.median(_ms(partial(draw, event, [person])) for person in chosen[1:21])
    made: list[bytes] = []
    whole = _ms(lambda: made.append(draw(event, chosen[21:])))
    peak = _peak_mib()
    return {
        "first": first, "each": each, "whole": whole, "size": len(made[0]),
        "peak": peak, "grown": peak - before,
    }  # fmt: skip


def _ms(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def main() -> None:
    """Prints one row for each way and count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, nargs="+", default=[1, 80, 1000])
    parser.add_argument("--one", nargs=2, metavar=("WAY", "COUNT"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(measure(chosen.one[0], int(chosen.one[1]))))
        return
    print(f"{'':11}{'badges':>7}{'all ms':>10}{'ms each':>9}{'first ms':>10}{'one more':>10}"
          f"{'KiB':>8}{'peak MiB':>10}{'grown':>7}  draws")  # fmt: skip
    for way, (_, what) in WAYS.items():
        if not installed(way):
            print(f"{way:11} is not installed here and was not measured")
            continue
        for count in chosen.count:
            print(_row(way, count, what))


def _row(way: str, count: int, what: str) -> str:
    command = [sys.executable, __file__, "--one", way, str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return f"{way:11}{count:>7}  failed: {done.stderr.strip().splitlines()[-1]}"
    found = json.loads(done.stdout)
    return (
        f"{way:11}{count:>7}{found['whole']:>10.1f}{found['whole'] / count:>9.2f}"
        f"{found['first']:>10.1f}{found['each']:>10.2f}{found['size'] / 1024:>8.0f}"
        f"{found['peak']:>10.0f}{found['grown']:>7.0f}  {what}"
    )


if __name__ == "__main__":
    main()
