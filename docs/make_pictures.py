"""Makes the pictures of the README and of docs/: ``python docs/make_pictures.py``, or only
those of the badges: ``python docs/make_pictures.py badges``.

The people in the window are the invented ones of the packaged list; those on the badges are
invented to be hard.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pypdfium2
from PIL import Image
from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.bundled import sample_file
from kiosk.domain import Event, Person, PersonDetails, PhotoConsent, Sex
from kiosk.language import Language
from kiosk.services.badges import Design, badge_sheet, calibration_page, design, design_names
from kiosk.services.codes import new_code
from kiosk.services.desk import Desk
from kiosk.services.event_file import read_event
from kiosk.services.khmer import canonical
from kiosk.ui.desk_window import DeskWindow
from kiosk.ui.program import Program

PICTURES = Path(__file__).parent / "pictures"
BADGES = Path(__file__).parent / "badges"
SIZE = (1366, 728)
DENSITY = 2
AT_THE_DESK = datetime(2023, 9, 13, 1, 10, tzinfo=UTC)
"""Ten past eight in Phnom Penh."""
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


def a_morning(folder: Path) -> Desk:
    """A desk at ten past eight: some are here, two walked in."""
    now = [datetime(2023, 9, 13, 0, 51, tzinfo=UTC)]
    event = read_event(sample_file("workshop.toml"))
    desk = Desk.create(folder / "workshop.kiosk", event, name="Desk 1", clock=lambda: now[0])
    desk.take(desk.plan_list(sample_file("participants_80_messy.xlsx")))
    desk.add(PersonDetails(organisation_en="NSSF", organisation_km="ប.ស.ស.", category="speaker"))
    for person in list(desk.people())[:70:2]:
        now[0] += timedelta(seconds=31)
        desk.check_in(person.id)
    refused = desk.find("Chantrea", 1)[0].person
    desk.change(refused.id, photo_consent=PhotoConsent.NO)
    desk.add(
        PersonDetails(name_km="ហេង ស្រីពៅ", category="cbo", sex=Sex.FEMALE, walk_in=True),
        arrives=True,
    )
    return desk


def windows(path: Path) -> None:
    """Each page of the window in both languages."""
    for language in Language:
        program = Program(language)
        program.start(path)
        assert program.opened is not None
        desk, window = program.opened.desk, program.opened.window
        desk._clock = lambda: AT_THE_DESK
        window.showNormal()
        window.resize(*SIZE)
        while not desk.ready:
            QApplication.processEvents()
        for name, turn in PAGES.items():
            turn(window)
            save(window, f"{name}-{language}")
            for _ in range(2):
                QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
        program.close_event()
        if language is Language.KHMER:
            program.speech.switch()


def search(window: DeskWindow) -> None:
    """Three letters."""
    QTest.keyClicks(window.search, "sok")


def arrived(window: DeskWindow) -> None:
    """Someone was checked in; whoever was served stays on the card."""
    window.search.setText("chantrea")
    QTest.keyClick(window.search, Qt.Key.Key_Return)


def walk_in(window: DeskWindow) -> None:
    """A new person, with what was typed in its field."""
    QTest.keyClick(window.search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    window.search.setText("Nop Sreymom")
    QTest.keyClick(window.search, Qt.Key.Key_F2)


def signature(window: DeskWindow) -> None:
    """Someone signs on the screen."""
    window.search.setText("sok api")
    QTest.keyClick(window.search, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    pad = window.signature.pad
    for _ in range(5):
        QApplication.processEvents()
    middle = pad.rect().center()
    for first, last, phase in ((-200, -20, 0.0), (10, 220, 1.3)):
        line = [
            middle + QPoint(x, round(45 * math.sin(x / 17 + phase) * math.cos(x / 61)))
            for x in range(first, last, 4)
        ]
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=line[0])
        for place in line[1:]:
            QTest.mouseMove(pad, place)
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=line[-1])


PAGES: dict[str, Callable[[DeskWindow], None]] = {
    "search": search,
    "arrived": arrived,
    "walk-in": walk_in,
    "signature": signature,
    "glance": lambda window: window.pages.turn(),
    "setup": lambda window: window.pages.show_setup(),
}


def save(window: QWidget, name: str) -> None:
    """One screenshot, once everything is painted, at twice the density for print; few colours,
    since each new one stays in the repository for good."""
    loop = QEventLoop()
    QTimer.singleShot(1500, loop.quit)
    loop.exec()
    picture = QPixmap(window.size() * DENSITY)
    picture.setDevicePixelRatio(DENSITY)
    window.render(picture)
    file = PICTURES / f"{name}.png"
    picture.save(str(file))
    with Image.open(file) as whole:
        whole.convert("RGB").quantize(128, dither=Image.Dither.NONE).save(file, optimize=True)


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
    PICTURES.mkdir(exist_ok=True)
    BADGES.mkdir(exist_ok=True)
    if "badges" in wanted:
        badges(read_event(sample_file("workshop.toml")))
    if "windows" in wanted:
        with tempfile.TemporaryDirectory() as name:
            os.environ["KIOSK_CONFIG_DIR"] = str(Path(name) / "config")
            desk = a_morning(Path(name))
            path = desk.store.path
            desk.close()
            windows(path)


if __name__ == "__main__":
    main()
