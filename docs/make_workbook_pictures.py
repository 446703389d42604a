"""Makes the pictures of docs/workbook.md: ``python docs/make_workbook_pictures.py``.

Needs LibreOffice (soffice). The people are the invented ones of the packaged list. LibreOffice
gives Khmer the one font that has it, whatever a cell asks for: here Noto Sans Khmer.
"""

from __future__ import annotations

import dataclasses
import math
import os
import random
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pypdfium2
from PIL import Image

from kiosk.bundled import font_file, sample_file
from kiosk.domain import Person, PersonDetails, PhotoConsent, Sex, Signing
from kiosk.services.desk import Desk
from kiosk.services.event_file import read_event
from kiosk.services.signatures import written
from kiosk.services.workbook import Audience

PICTURES = Path(__file__).parent / "workbook"
DPI = 100
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{bundled}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>{cache}</cachedir>
  {given}
</fontconfig>
"""


_GIVEN = """<match target="pattern"><test name="family"><string>{name}</string></test>
    <edit name="family" mode="assign" binding="strong"><string>{given}</string></edit></match>"""
_FONT_FOR = {
    "Arial": "Noto Sans",
    "Khmer OS Siemreap": "Noto Sans Khmer",
    "Khmer OS Muol Light": "Noto Sans Khmer",
}
_BUNDLED = ("NotoSans-Regular", "NotoSans-Bold", "NotoSansKhmer-Regular", "NotoSansKhmer-Bold")
_KHMER_TEXT = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Linguistic/General"><prop oor:name="DefaultLocale_CTL"
 oor:op="fuse"><value>km-KH</value></prop></item>
</oor:items>
"""
"""LibreOffice takes complex text for another language and breaks Khmer's coeng ro."""


class _Clock:
    """The time of the morning."""

    def __init__(self) -> None:
        self.at = datetime(2023, 9, 13, 0, 50, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


def a_morning(folder: Path, clock: _Clock) -> Desk:
    """A desk at half past nine: who is coming is here, some signed on the screen."""
    event = read_event(sample_file("workshop.toml"))
    rates = {
        "ccc_member": {"transport": Decimal("2.50")},
        "cbo": {"transport": Decimal("7.50"), "meals": Decimal(5)},
        "marginalized_group": {
            "transport": Decimal(12),
            "meals": Decimal(5),
            "lodging": Decimal(20),
        },
    }
    categories = [
        dataclasses.replace(c, **rates.get(c.key, {}))  # type: ignore[arg-type]
        for c in event.categories
    ]
    paying = dataclasses.replace(event, categories=tuple(categories), riel_rate=4100)
    desk = Desk.create(folder / "workshop.kiosk", paying, name="Desk 1", clock=clock)
    desk.take(desk.plan_list(sample_file("participants_80_messy.xlsx")))
    everyone = list(desk.people())
    for number, person in enumerate(p for i, p in enumerate(everyone) if i % 9 != 4):
        clock.at += timedelta(seconds=31)
        desk.check_in(person.id, badge=False)
        _sign(desk, person, number)
    walk_in = PersonDetails(name_km="ហេង ស្រីពៅ", category="cbo", sex=Sex.FEMALE, walk_in=True)
    desk.add(walk_in, arrives=True, badge=False)
    return desk


def _sign(desk: Desk, person: Person, number: int) -> None:
    if number % 3 == 0:
        desk.change(person.id, signing=Signing.ON_SCREEN, signature=signature(number))
    elif number % 11 == 4:
        desk.change(person.id, signing=Signing.THUMBPRINT)
    elif number % 13 == 7:
        desk.change(person.id, signed_by="ចាន់ ធីតា")
    if number % 10 == 2:
        desk.change(person.id, photo_consent=PhotoConsent.NO)


def signature(number: int) -> str:
    """A line as a hand might draw it."""
    chance = random.Random(number)
    loops, height = chance.uniform(0.05, 0.11), chance.uniform(40, 75)
    points = [
        (
            round(90 + 6 * i + 34 * math.sin(loops * 2.1 * i)),
            round(150 + height * math.sin(loops * i) * math.cos(0.017 * i + number)),
        )
        for i in range(chance.randrange(90, 135))
    ]
    tail = [(x, round(235 - 20 * math.sin(x / 170))) for x in range(150, 760, 12)]
    return written((tuple(points), tuple(tail)))


def corrected(desk: Desk, clock: _Clock) -> None:
    """What is mended after the first workbook went out."""
    clock.at += timedelta(hours=5)
    first, second, third = list(desk.people())[:3]
    desk.change(first.id, name_latin="HONG Boreth", province="Takeo")
    desk.change(second.id, position_km="អ្នកគ្រប់គ្រងគម្រោង")
    desk.undo_check_in(third.id)
    late = PersonDetails(name_km="គង់ វិបុល", name_latin="KONG Vibol", category="cbo", walk_in=True)
    desk.add(late, arrives=True, badge=False)
    desk.change_event(dataclasses.replace(desk.event, venue_en="Sunway Hotel", riel_rate=4050))


def as_pdf(file: Path) -> Path:
    """``file`` as LibreOffice prints it."""
    folder = file.parent
    fonts = folder / "fonts.conf"
    bundled = folder / "fonts"
    bundled.mkdir(exist_ok=True)
    for name in (
        "NotoSans-Regular",
        "NotoSans-Bold",
        "NotoSansKhmer-Regular",
        "NotoSansKhmer-Bold",
    ):
        shutil.copy(font_file(f"{name}.ttf"), bundled)
    cache = folder / "font-cache"
    given = "".join(_GIVEN.format(name=n, given=given) for n, given in _FONT_FOR.items())
    fonts.write_text(_FONTS.format(bundled=bundled, cache=cache, given=given), "utf-8")
    profile = folder / "office" / "user"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "registrymodifications.xcu").write_text(_KHMER_TEXT, "utf-8")
    office = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = ["soffice", office, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
    subprocess.run([*command, str(file)], check=True, capture_output=True, env=environment)
    return file.with_suffix(".pdf")


def pages(pdf: Path | bytes) -> Iterator[tuple[str, Image.Image]]:
    """Each page: its text and its picture."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            picture: Image.Image = page.render(scale=DPI / 72).to_pil()
            yield page.get_textpage().get_text_bounded(), picture


def save(name: str, picture: Image.Image) -> None:
    """As a PNG of few colours: small enough for the repository."""
    picture.quantize(64).save(PICTURES / f"{name}.png", optimize=True)


def of_workbook(file: Path, wanted: dict[str, tuple[str, int]]) -> None:
    """Pictures of pages: by name, the sheet and which of its pages (from the end below 0)."""
    found: dict[str, list[Image.Image]] = {}
    for text, picture in pages(as_pdf(file)):
        sheet = next(line for line in text.splitlines() if "2023-09-13 |" in line)
        found.setdefault(sheet.split("|")[-1].strip(), []).append(picture)
    for name, (sheet, number) in wanted.items():
        save(name, found[sheet][number])


def main() -> None:
    """All of them."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder, clock = Path(name), _Clock()
        os.environ["KIOSK_CONFIG_DIR"] = str(folder / "config")
        desk = a_morning(folder, clock)
        donor = desk.exports.workbook(folder / "donor.xlsx", Audience.DONOR).path
        paper = desk.exports.paper(folder / "paper.pdf").path
        corrected(desk, clock)
        copy = folder / "finance.xlsx"
        finance = desk.exports.workbook(copy, Audience.FINANCE, since=donor).path
        desk.close()
        of_workbook(
            donor,
            {
                "sign-in": ("Sign-in", 0),
                "sign-in-last": ("Sign-in", -1),
                "summary": ("Summary", 0),
                "finance": ("Finance", 0),
                "finance-last": ("Finance", -1),
                "absent": ("Absent", 0),
                "data": ("Data", 0),
                "notes": ("Notes", 0),
            },
        )
        of_workbook(finance, {"changes": ("Changes", 0), "finance-summary": ("Summary", 0)})
        sheets = [picture for _, picture in pages(paper)]
        for page, number in (("paper", 0), ("paper-second", 1), ("paper-last", -1)):
            save(page, sheets[number])


if __name__ == "__main__":
    main()
