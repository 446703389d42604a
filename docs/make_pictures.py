"""Makes the pictures of the README and of docs/: ``python docs/make_pictures.py``, or only
those of the badges: ``python docs/make_pictures.py badges``, or of the window: ``windows``.

The people in the window are the invented ones of the packaged list; those on the badges are
invented to be hard.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

import pypdfium2
from PIL import Image

from kiosk.bundled import sample_file
from kiosk.domain import Event, Person, PhotoConsent
from kiosk.services.badges import Design, badge_sheet, calibration_page, design, design_names
from kiosk.services.codes import new_code
from kiosk.services.event_file import read_event
from kiosk.services.khmer import canonical

BADGES = Path(__file__).parent / "badges"
LAPTOP = {"name": "laptop", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96}
"""The screen that Qt is told of; the task bar takes 40 of it."""
MM = 72 / 25.4


def page(pdf: bytes | Path, number: int = 0, dpi: int = 150) -> Image.Image:
    """One page of a PDF as a picture."""
    document = pypdfium2.PdfDocument(pdf)
    picture: Image.Image = document[number].render(scale=dpi / 72).to_pil()
    document.close()
    return picture


def beside(pictures: list[Image.Image], columns: int, gap: int = 14) -> Image.Image:
    """Pictures in rows on a grey ground."""
    width = max(picture.width for picture in pictures)
    height = max(picture.height for picture in pictures)
    rows = -(-len(pictures) // columns)
    size = (columns * (width + gap) + gap, rows * (height + gap) + gap)
    ground = Image.new("RGB", size, "#d5dadf")
    for i, picture in enumerate(pictures):
        row, column = divmod(i, columns)
        ground.paste(picture, (gap + column * (width + gap), gap + row * (height + gap)))
    return ground


def a_person(number: int, **said: Any) -> Person:
    """Someone for the gallery, as the desk would have stored them."""
    return Person(
        id=UUID(int=number),
        code=new_code(random.Random(number).choice),
        name_km_canonical=canonical(said.get("name_km", "")),
        name_latin_canonical=said.get("name_latin", ""),
        **said,
    )


GALLERY = [
    a_person(
        1, honorific="លោកស្រី", name_km="សុខ សុខា", name_latin="SOK Sokha", position_km="នាយិកា",
        organisation_km="អង្គការថែទាំមនុស្សចាស់កម្ពុជា", organisation_en="Elder Care Cambodia",
        category="ccc_member", group=5,
    ),
    a_person(
        2, honorific="ឯកឧត្តមបណ្ឌិតសភាចារ្យ", name_km="ព្រះគ្រូវិសុទ្ធិវង្ស សុវណ្ណរតនារិទ្ធិសម្បត្តិ",
        name_latin="PREAH KROU VISUTHIVONG Sovannaratanarithisambath",
        position_km="អនុប្រធាននាយកដ្ឋានទទួលបន្ទុកកិច្ចការគាំពារសង្គម និងសុខុមាលភាព",
        organisation_km="អគ្គលេខាធិការដ្ឋានក្រុមប្រឹក្សាជាតិគាំពារសង្គម",
        organisation_en="General Secretariat of the National Social Protection Council",
        category="government", group=2, photo_consent=PhotoConsent.NO,
    ),
    a_person(
        3, honorific="កញ្ញា", name_km="ញ៉ឹម ស្ត្រីរ័ត្នព្រឹក្សា", name_latin="NHOEM Streyroatpreuksa",
        position_km="អ្នកស្រាវជ្រាវ", organisation_km="សហគ្រិន្តកម្មព្រឹទ្ធាចារ្យភ្នំក្រវាញ",
        category="cso_partner", group=4,
    ),
    a_person(
        4, honorific="Ms", name_latin="Nguyễn Thị Phương Thảo", position_en="Programme Officer",
        organisation_en="Mekong Health Partnership", category="other", group=1,
        photo_consent=PhotoConsent.NO,
    ),
    a_person(
        5, honorific="លោក", name_km="Mr ស្រីមុំ Anne-Marie",
        name_latin="Srimumannemarieverylongfamilynamewithoutasinglespaceanywhere",
        organisation_km="ក្រុមប្រឹក្សាឃុំ (CCWC) ស្រុកបាណន់ ខេត្តបាត់ដំបង", category="cbo", group=3,
    ),
    a_person(6, name_km="អ៊ូ", name_latin="OU", category="speaker"),
    a_person(
        7, organisation_km="បេឡាជាតិសន្តិសុខសង្គម", organisation_en="National Social Security Fund",
        category="speaker",
    ),
]  # fmt: skip
"""A usual name; one of the longest, who said no to photos; marks high above and deep below; no
Khmer name; two scripts, and sixty letters without a space; the shortest; a seat without a name."""


def badges(event: Event) -> None:
    """Every design with names that are usual and names that are hard, and the test page."""
    for name in design_names():
        chosen = design(name)
        pdf = badge_sheet(event, GALLERY, chosen)
        single = chosen.per_page == 1
        pictures = [page(pdf, i, 150 if single else 90) for i in _pages_to_show(pdf, chosen)]
        if chosen.turned:
            pictures = [picture.rotate(-90, expand=True) for picture in pictures]
        beside(pictures, (4 if chosen.back else 2) if single else 1).save(BADGES / f"{name}.png")
    page(calibration_page(design("card")), dpi=150).save(BADGES / "test-page.png")


def _pages_to_show(pdf: bytes, chosen: Design) -> list[int]:
    """Every front, and of the backs, which are all alike, one."""
    count = len(pypdfium2.PdfDocument(pdf))
    return [*range(0, count, 2), 1] if chosen.back else [*range(count)]


def main() -> None:
    """All of them, or those named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", help="badges, windows; all where nothing is said")
    wanted = parser.parse_args().what or ["badges", "windows"]
    BADGES.mkdir(exist_ok=True)
    if "badges" in wanted:
        badges(read_event(sample_file("workshop.toml")))
    if "windows" in wanted:
        with tempfile.TemporaryDirectory() as name:
            windows(Path(name))


def windows(folder: Path) -> None:
    """Those of the window, with nothing of the person who makes them: ``folder`` is empty."""
    screen = folder / "screen.json"
    screen.write_text(json.dumps({"screens": [LAPTOP]}), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"
    os.environ["KIOSK_CONFIG_DIR"] = str(folder / "config")
    import window_pictures

    window_pictures.windows(folder)


if __name__ == "__main__":
    main()
