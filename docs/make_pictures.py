"""Makes the pictures of the README and of docs/: ``python docs/make_pictures.py``.

The people are the invented ones of the packaged list.
"""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pypdfium2
from PIL import Image
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.bundled import sample_file
from kiosk.domain import PersonDetails, PhotoConsent, Sex
from kiosk.language import Language
from kiosk.services.badges import badge_sheet, calibration_page, design, design_names, specimens
from kiosk.services.desk import Desk
from kiosk.services.event_file import read_event
from kiosk.ui.program import Program

PICTURES = Path(__file__).parent / "pictures"
BADGES = Path(__file__).parent / "badges"
SIZE = (1366, 728)
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
    """The window in both languages: searching, after Enter, and the walk-in form."""
    for language in Language:
        program = Program(language)
        program.start(path)
        assert program.opened is not None
        window = program.opened.window
        window.resize(*SIZE)
        while not program.opened.desk.ready:
            QApplication.processEvents()
        QTest.keyClicks(window.search, "sok")
        save(window, f"search-{language}")
        window.search.setText("chantrea")
        QTest.keyClick(window.search, Qt.Key.Key_Return)
        save(window, f"arrived-{language}")
        window.undo()
        window.search.setText("Nop Sreymom")
        window.start_walk_in()
        save(window, f"walk-in-{language}")
        program.close_event()
        if language is Language.KHMER:
            program.speech.switch()


def save(window: QWidget, name: str) -> None:
    """One screenshot, once everything is painted."""
    loop = QEventLoop()
    QTimer.singleShot(1500, loop.quit)
    loop.exec()
    window.grab().save(str(PICTURES / f"{name}.png"))


def badges(desk: Desk) -> None:
    """Every design with names that are hard."""
    people = specimens(desk.people())
    for name in design_names():
        chosen = design(name)
        pdf = badge_sheet(desk.event, people, chosen)
        single = chosen.per_page == 1
        pages = range(len(pypdfium2.PdfDocument(pdf)))
        pictures = [page(pdf, i, 150 if single else 80) for i in pages]
        if name == "roll62":
            pictures = [picture.rotate(90, expand=True) for picture in pictures]
        beside(pictures, 2 if single else 1).save(BADGES / f"{name}.png")
    page(calibration_page(design("card")), dpi=150).save(BADGES / "test-page.png")


def main() -> None:
    """All of them."""
    PICTURES.mkdir(exist_ok=True)
    BADGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["KIOSK_CONFIG_DIR"] = str(folder / "config")
        desk = a_morning(folder)
        badges(desk)
        path = desk.store.path
        desk.close()
        windows(path)


if __name__ == "__main__":
    main()
