"""How the window looks: one type scale, one spacing unit, few colours, light and dark.

Sizes are in device-independent pixels. Khmer reaches from +1.22 em to -0.71 em around its
baseline, more than fonts say of themselves, so rows and boxes are sized in em of the text
(``KHMER_LINE``), never by font metrics. Every size of text is given at 100 % and multiplied by
the text size that is chosen (:class:`Look`), which the running application remembers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QWidget

from kiosk.bundled import font_file

_Spin = TypeVar("_Spin", bound=QAbstractSpinBox)

UNIT = 8
KHMER_LINE = 2.1
TOUCH = 44
"""The least height of what a finger has to hit."""

SMALL, BODY, LARGE, SEARCH, DISPLAY = 13, 15, 19, 24, 34
"""The type scale."""

FAMILIES = ["Noto Sans Khmer", "Noto Sans", "Noto Sans Thai"]
"""Noto Sans Khmer has the Latin letters of Noto Sans; the rest (Vietnamese) comes from there."""

_LOOK = "kiosk-look"
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


CONTRAST = Colours(
    page="#000000",
    surface="#000000",
    line="#ffffff",
    ink="#ffffff",
    quiet="#ffffff",
    accent="#ffe14d",
    on_accent="#000000",
    accent_soft="#00337a",
    done="#8dffb5",
    done_soft="#00301a",
    warn="#ffe14d",
    warn_soft="#402c00",
    mark="#6b5000",
)


class Scheme(StrEnum):
    """Which colours: as the system asks, or always the same."""

    SYSTEM = ""
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


TEXT_SIZES = (100, 125, 150, 175, 200)
"""The sizes of text to choose from, in per cent."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the person at this desk sees best."""

    text_percent: int = 100
    scheme: Scheme = Scheme.SYSTEM

    def with_text(self, steps: int) -> Look:
        """The same with larger text, smaller where ``steps`` is negative."""
        nearest = min(TEXT_SIZES, key=lambda size: abs(size - self.text_percent))
        at = TEXT_SIZES.index(nearest) + steps
        return replace(self, text_percent=TEXT_SIZES[max(0, min(at, len(TEXT_SIZES) - 1))])

    def with_next_scheme(self) -> Look:
        """The same in the next colours."""
        schemes = tuple(Scheme)
        return replace(self, scheme=schemes[(schemes.index(self.scheme) + 1) % len(schemes)])


_USUAL = Look()


def look() -> Look:
    """What :func:`dress` was given last."""
    chosen = _remembering().property(_LOOK)
    return chosen if isinstance(chosen, Look) else _USUAL


def _remembering() -> QObject:
    return QCoreApplication.instance() or QObject()


def colours() -> Colours:
    """The colours that are worn now."""
    scheme = look().scheme
    if scheme is Scheme.SYSTEM:
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return {Scheme.LIGHT: LIGHT, Scheme.DARK: DARK, Scheme.CONTRAST: CONTRAST}[scheme]


def scaled(size: float) -> int:
    """``size`` pixels of text at 100 % as they are now."""
    return round(size * look().text_percent / 100)


def load_fonts() -> None:
    """Make the bundled fonts known to Qt; ones that are missing are left to the system."""
    for name in _FONT_FILES:
        QFontDatabase.addApplicationFont(str(font_file(name)))


def font(size: int = BODY, *, bold: bool = False) -> QFont:
    """The desk's face in ``size`` pixels at 100 %: Latin and Khmer in one font. Kept, so that
    rows are drawn with the same one: not to be changed."""
    return _font(scaled(size), bold)


@lru_cache
def _font(size: int, bold: bool) -> QFont:
    chosen = QFont()
    chosen.setFamilies(FAMILIES)
    chosen.setPixelSize(size)
    chosen.setBold(bold)
    return chosen


def line_height(size: int) -> int:
    """The height that a line of Khmer of ``size`` pixels at 100 % needs."""
    return scaled(size * KHMER_LINE)


def indented(box: _Spin) -> _Spin:
    """``box`` with its number as far from the edge as other fields have theirs; a style sheet
    cannot reach it."""
    box.lineEdit().setTextMargins(UNIT, 0, 0, 0)
    return box


def fit_to_screen(window: QWidget, width: int, height: int) -> None:
    """Size ``window`` as wished, or as the screen allows: 911×512 is the smallest."""
    screen = (window.screen() or QGuiApplication.primaryScreen()).availableGeometry()
    window.resize(min(width, screen.width() - UNIT * 4), min(height, screen.height() - UNIT * 8))


def dress(application: QApplication, chosen: Look | None = None) -> None:
    """Give the whole program its fonts and colours."""
    application.setProperty(_LOOK, chosen or _USUAL)
    load_fonts()
    application.setStyle("Fusion")
    application.setFont(font())
    application.setPalette(_palette(colours()))
    application.setStyleSheet(_style_sheet(colours()))


def change_look(application: QApplication, chosen: Look) -> None:
    """Wear another look at once: what is open is laid out anew."""
    application.setProperty(_LOOK, chosen)
    application.setFont(font())
    application.setPalette(_palette(colours()))
    application.setStyleSheet(_style_sheet(colours()))


def _palette(worn: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, worn.page),
        (role.Base, worn.surface),
        (role.AlternateBase, worn.page),
        (role.Button, worn.surface),
        (role.Text, worn.ink),
        (role.WindowText, worn.ink),
        (role.ButtonText, worn.ink),
        (role.PlaceholderText, worn.quiet),
        (role.Highlight, worn.accent),
        (role.HighlightedText, worn.on_accent),
        (role.ToolTipBase, worn.surface),
        (role.ToolTipText, worn.ink),
        (role.Link, worn.accent),
    ):
        palette.setColor(which, QColor(colour))
    disabled = QPalette.ColorGroup.Disabled
    for which in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(disabled, which, QColor(worn.quiet))
    return palette


def _style_sheet(worn: Colours) -> str:
    field = line_height(BODY)
    above, below = scaled(BODY * 0.16), scaled(BODY * 0.32)
    room = max(field, TOUCH - above - below - 2)
    body, small, large, search, display = map(scaled, (BODY, SMALL, LARGE, SEARCH, DISPLAY))
    return f"""
    QWidget {{ font-size: {body}px; }}
    QLineEdit, QComboBox, QAbstractSpinBox {{
        min-height: {room}px; padding: {above}px {UNIT}px {below}px {UNIT}px;
        border: 1px solid {worn.line}; border-radius: 6px; background: {worn.surface};
    }}
    QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
        border: 2px solid {worn.accent};
        padding: {above - 1}px {UNIT - 1}px {below - 1}px {UNIT - 1}px;
    }}
    QAbstractSpinBox QLineEdit {{
        min-height: 0; padding: 0; border: 0; background: transparent;
    }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; height: 0; border: 0; }}
    QLineEdit#search {{
        font-size: {search}px; min-height: {line_height(SEARCH)}px; border-radius: 8px;
        padding-left: {UNIT * 2}px;
    }}
    QCheckBox, QRadioButton {{ min-height: {max(TOUCH, field)}px; min-width: {TOUCH}px; }}
    QTabBar::tab {{
        min-height: {max(TOUCH, field)}px; padding: 0 {UNIT * 2}px; background: {worn.page};
        border: 1px solid {worn.line}; border-bottom: 0;
        border-top-left-radius: 6px; border-top-right-radius: 6px;
    }}
    QTabBar::scroller {{ width: {TOUCH * 2}px; }}
    QTabBar QToolButton {{ min-width: {TOUCH - 2}px; background: {worn.surface}; }}
    QTabBar::tab:selected {{ background: {worn.surface}; font-weight: bold; }}
    QTabBar::tab:focus {{ border: 2px solid {worn.accent}; }}
    QComboBox::drop-down {{ border: 0; width: {UNIT * 4}px; }}
    QComboBox::down-arrow {{ image: url("{_CHEVRON}"); width: 16px; height: 16px; }}
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; }}
    QScrollBar:vertical {{ background: transparent; width: {UNIT + 4}px; margin: 0; }}
    QScrollBar::handle:vertical {{
        background: {worn.line}; border-radius: {UNIT // 2}px; min-height: {TOUCH}px; margin: 2px;
    }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
    QComboBox QAbstractItemView::item {{ min-height: {TOUCH}px; }}
    QComboBox QAbstractItemView {{ background: {worn.surface}; outline: 0; }}
    QPushButton {{
        min-height: {max(TOUCH - 2, field)}px; padding: 0 {UNIT * 2}px; border-radius: 6px;
        border: 1px solid {worn.line}; background: {worn.surface};
    }}
    QPushButton:hover {{ border-color: {worn.accent}; }}
    QPushButton:focus {{ border: 2px solid {worn.ink}; }}
    QPushButton:default, QPushButton[primary="true"] {{
        background: {worn.accent}; color: {worn.on_accent}; border-color: {worn.accent};
    }}
    QPushButton:default:focus, QPushButton[primary="true"]:focus {{
        border: 2px solid {worn.ink};
    }}
    QPushButton:checked {{
        background: {worn.accent_soft}; border: 2px solid {worn.accent};
    }}
    QPushButton:disabled {{
        color: {worn.quiet}; background: {worn.page}; border-color: {worn.line};
    }}
    QListView, QTableView, QTreeView {{
        background: {worn.surface}; border: 1px solid {worn.line}; border-radius: 8px; outline: 0;
    }}
    QListView#completions::item {{ padding: 0 {UNIT}px; }}
    QListView#completions::item:selected {{ background: {worn.accent_soft}; color: {worn.ink}; }}
    QListWidget::item {{
        min-height: {max(TOUCH, field)}px; padding: 0 {UNIT}px;
        border-bottom: 1px solid {worn.line};
    }}
    QListWidget::item:selected {{ background: {worn.accent_soft}; color: {worn.ink}; }}
    QHeaderView::section {{
        background: {worn.page}; color: {worn.quiet}; border: 0; padding: {UNIT}px;
        min-height: {field}px;
    }}
    QFrame#card, QFrame#sheet {{
        background: {worn.surface}; border: 1px solid {worn.line}; border-radius: 8px;
    }}
    QLabel#quiet, QLabel[quiet="true"] {{ color: {worn.quiet}; }}
    QLabel[scale="small"] {{ font-size: {small}px; }}
    QLabel[scale="large"] {{ font-size: {large}px; font-weight: bold; }}
    QLabel[scale="search"] {{ font-size: {search}px; font-weight: bold; }}
    QLabel[scale="display"] {{ font-size: {display}px; font-weight: bold; }}
    QLabel#key {{
        background: {worn.surface}; border: 1px solid {worn.line}; border-radius: 4px;
        padding: 1px 6px; font-size: {small}px; font-weight: bold;
    }}
    QFrame[tone="done"] {{ background: {worn.done_soft}; border-radius: 8px; }}
    QFrame[tone="done"] QLabel {{ color: {worn.done}; }}
    QFrame[tone="warn"] {{ background: {worn.warn_soft}; border-radius: 8px; }}
    QFrame[tone="warn"] QLabel {{ color: {worn.warn}; }}
    QFrame[tone="plain"] {{ background: transparent; }}
    QProgressBar {{
        max-height: {UNIT}px; min-height: {UNIT}px; border: 0; border-radius: {UNIT // 2}px;
        background: {worn.line};
    }}
    QProgressBar::chunk {{ background: {worn.done}; border-radius: {UNIT // 2}px; }}
    QMenuBar {{ background: {worn.page}; }}
    QMenuBar::item {{ padding: {UNIT * 3 // 2}px {UNIT + 4}px; }}
    QMenuBar::item:selected, QMenu::item:selected {{
        background: {worn.accent_soft}; color: {worn.ink};
    }}
    QMenu {{ background: {worn.surface}; border: 1px solid {worn.line}; padding: {UNIT // 2}px; }}
    QMenu::item {{
        padding: {UNIT * 3 // 2}px {UNIT * 4}px {UNIT * 3 // 2}px {UNIT * 3}px;
    }}
    """
