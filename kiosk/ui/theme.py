"""How the window looks: one type scale, one spacing unit, few colours, light and dark.

Sizes are in device-independent pixels. Khmer reaches from +1.22 em to -0.71 em around its
baseline, more than fonts say of themselves, so rows and boxes are sized in em of the text
(``KHMER_LINE``), never by font metrics.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.bundled import font_file

UNIT = 8
KHMER_LINE = 2.1
TOUCH = 44
"""The least height of what a finger has to hit."""

SMALL, BODY, LARGE, SEARCH, DISPLAY = 13, 15, 19, 24, 34
"""The type scale."""

FAMILIES = ["Noto Sans Khmer", "Noto Sans", "Noto Sans Thai"]
"""Noto Sans Khmer has the Latin letters of Noto Sans; the rest (Vietnamese) comes from there."""

_CHEVRON = (Path(__file__).parent / "chevron.png").as_posix()
_FONT_FILES = (
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansKhmer-Regular.ttf",
    "NotoSansKhmer-Bold.ttf",
    "NotoSansThai-Regular.ttf",
)


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one scheme, as #rrggbb; ``*_soft`` are backgrounds for ``ink`` text."""

    page: str
    surface: str
    line: str
    ink: str
    quiet: str
    accent: str
    on_accent: str
    accent_soft: str
    done: str
    done_soft: str
    warn: str
    warn_soft: str
    mark: str


LIGHT = Colours(
    page="#f3f5f8",
    surface="#ffffff",
    line="#d5dbe3",
    ink="#17202c",
    quiet="#566273",
    accent="#0a5a9c",
    on_accent="#ffffff",
    accent_soft="#dcebf8",
    done="#17693f",
    done_soft="#def3e6",
    warn="#8a4b00",
    warn_soft="#fdeccf",
    mark="#ffe28a",
)
DARK = Colours(
    page="#12171e",
    surface="#1b222c",
    line="#364150",
    ink="#edf1f6",
    quiet="#a5b1c0",
    accent="#6db6f2",
    on_accent="#0b1622",
    accent_soft="#1f3d58",
    done="#6fd39b",
    done_soft="#173526",
    warn="#ffc46b",
    warn_soft="#463108",
    mark="#6a5410",
)


def colours() -> Colours:
    """The scheme the system asks for."""
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return DARK if dark else LIGHT


def load_fonts() -> None:
    """Make the bundled fonts known to Qt; ones that are missing are left to the system."""
    for name in _FONT_FILES:
        QFontDatabase.addApplicationFont(str(font_file(name)))


@lru_cache
def font(size: int = BODY, *, bold: bool = False) -> QFont:
    """The desk's face in ``size`` pixels: Latin and Khmer in one font. Kept, so that rows are
    drawn with the same one: not to be changed."""
    chosen = QFont()
    chosen.setFamilies(FAMILIES)
    chosen.setPixelSize(size)
    chosen.setBold(bold)
    return chosen


def line_height(size: int) -> int:
    """The height that a line of Khmer of ``size`` pixels needs."""
    return round(size * KHMER_LINE)


def fit_to_screen(window: QWidget, width: int, height: int) -> None:
    """Size ``window`` as wished, or as the screen allows: 911×512 is the smallest."""
    screen = (window.screen() or QGuiApplication.primaryScreen()).availableGeometry()
    window.resize(min(width, screen.width() - UNIT * 4), min(height, screen.height() - UNIT * 8))


def dress(application: QApplication) -> None:
    """Give the whole program its fonts and colours."""
    load_fonts()
    application.setStyle("Fusion")
    application.setFont(font())
    look = colours()
    application.setPalette(_palette(look))
    application.setStyleSheet(_style_sheet(look))


def _palette(look: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, look.page),
        (role.Base, look.surface),
        (role.AlternateBase, look.page),
        (role.Button, look.surface),
        (role.Text, look.ink),
        (role.WindowText, look.ink),
        (role.ButtonText, look.ink),
        (role.PlaceholderText, look.quiet),
        (role.Highlight, look.accent),
        (role.HighlightedText, look.on_accent),
        (role.ToolTipBase, look.surface),
        (role.ToolTipText, look.ink),
        (role.Link, look.accent),
    ):
        palette.setColor(which, QColor(colour))
    disabled = QPalette.ColorGroup.Disabled
    for which in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(disabled, which, QColor(look.quiet))
    return palette


def _style_sheet(look: Colours) -> str:
    field = line_height(BODY)
    above, below = round(BODY * 0.16), round(BODY * 0.32)
    return f"""
    QLineEdit, QComboBox, QAbstractSpinBox {{
        min-height: {field}px; padding: {above}px {UNIT}px {below}px {UNIT}px;
        border: 1px solid {look.line}; border-radius: 6px; background: {look.surface};
    }}
    QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
        border: 2px solid {look.accent};
        padding: {above - 1}px {UNIT - 1}px {below - 1}px {UNIT - 1}px;
    }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; height: 0; border: 0; }}
    QLineEdit#search {{
        font-size: {SEARCH}px; min-height: {line_height(SEARCH)}px; border-radius: 8px;
        padding-left: {UNIT * 2}px;
    }}
    QComboBox::drop-down {{ border: 0; width: {UNIT * 4}px; }}
    QComboBox::down-arrow {{ image: url("{_CHEVRON}"); width: 16px; height: 16px; }}
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; }}
    QScrollBar:vertical {{ background: transparent; width: {UNIT + 4}px; margin: 0; }}
    QScrollBar::handle:vertical {{
        background: {look.line}; border-radius: {UNIT // 2}px; min-height: {TOUCH}px; margin: 2px;
    }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
    QComboBox QAbstractItemView::item {{ min-height: {TOUCH}px; }}
    QComboBox QAbstractItemView {{ background: {look.surface}; outline: 0; }}
    QPushButton {{
        min-height: {TOUCH - 2}px; padding: 0 {UNIT * 2}px; border-radius: 6px;
        border: 1px solid {look.line}; background: {look.surface};
    }}
    QPushButton:hover {{ border-color: {look.accent}; }}
    QPushButton:focus {{ border: 2px solid {look.ink}; }}
    QPushButton:default, QPushButton[primary="true"] {{
        background: {look.accent}; color: {look.on_accent}; border-color: {look.accent};
    }}
    QPushButton:default:focus, QPushButton[primary="true"]:focus {{
        border: 2px solid {look.ink};
    }}
    QPushButton:checked {{
        background: {look.accent_soft}; border: 2px solid {look.accent};
    }}
    QPushButton:disabled {{
        color: {look.quiet}; background: {look.page}; border-color: {look.line};
    }}
    QListView, QTableView, QTreeView {{
        background: {look.surface}; border: 1px solid {look.line}; border-radius: 8px; outline: 0;
    }}
    QListWidget::item {{ padding: 0 {UNIT}px; border-bottom: 1px solid {look.line}; }}
    QListWidget::item:selected {{ background: {look.accent_soft}; color: {look.ink}; }}
    QHeaderView::section {{
        background: {look.page}; color: {look.quiet}; border: 0; padding: {UNIT}px;
        min-height: {field}px;
    }}
    QFrame#card, QFrame#sheet {{
        background: {look.surface}; border: 1px solid {look.line}; border-radius: 8px;
    }}
    QLabel#quiet, QLabel[quiet="true"] {{ color: {look.quiet}; }}
    QLabel[scale="small"] {{ font-size: {SMALL}px; }}
    QLabel[scale="large"] {{ font-size: {LARGE}px; font-weight: bold; }}
    QLabel[scale="search"] {{ font-size: {SEARCH}px; font-weight: bold; }}
    QLabel[scale="display"] {{ font-size: {DISPLAY}px; font-weight: bold; }}
    QLabel#key {{
        background: {look.surface}; border: 1px solid {look.line}; border-radius: 4px;
        padding: 1px 6px; font-size: {SMALL}px; font-weight: bold;
    }}
    QFrame[tone="done"] {{ background: {look.done_soft}; border-radius: 8px; }}
    QFrame[tone="done"] QLabel {{ color: {look.done}; }}
    QFrame[tone="warn"] {{ background: {look.warn_soft}; border-radius: 8px; }}
    QFrame[tone="warn"] QLabel {{ color: {look.warn}; }}
    QFrame[tone="plain"] {{ background: transparent; }}
    QProgressBar {{
        max-height: {UNIT}px; min-height: {UNIT}px; border: 0; border-radius: {UNIT // 2}px;
        background: {look.line};
    }}
    QProgressBar::chunk {{ background: {look.done}; border-radius: {UNIT // 2}px; }}
    QMenuBar {{ background: {look.page}; }}
    QMenuBar::item {{ padding: {UNIT}px {UNIT + 4}px; min-height: {field}px; }}
    QMenuBar::item:selected, QMenu::item:selected {{
        background: {look.accent_soft}; color: {look.ink};
    }}
    QMenu {{ background: {look.surface}; border: 1px solid {look.line}; padding: {UNIT // 2}px; }}
    QMenu::item {{
        padding: {UNIT}px {UNIT * 4}px {UNIT}px {UNIT * 3}px; min-height: {SMALL}px;
    }}
    """
