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
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QFormLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from kiosk.bundled import font_file
from kiosk.ui.palette import CONTRAST, DARK, LIGHT, Colours

_Spin = TypeVar("_Spin", bound=QAbstractSpinBox)

UNIT = 8
KHMER_LINE = 2.1
TOUCH = 44
"""The least height of what a finger has to hit."""

SMALL, BODY, LARGE, SEARCH, DISPLAY = 14, 16, 20, 24, 34
"""The type scale."""

FAMILIES = ["Noto Sans Khmer", "Noto Sans", "Noto Sans Thai"]
"""Noto Sans Khmer has the Latin letters of Noto Sans; the rest (Vietnamese) comes from there."""

_LOOK = "kiosk-look"
_CHEVRON, _TICK_ON_DARK, _TICK_ON_LIGHT = (
    (Path(__file__).parent / f"{name}.png").as_posix()
    for name in ("chevron", "check-light", "check-dark")
)
_FONT_FILES = (
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansKhmer-Regular.ttf",
    "NotoSansKhmer-Bold.ttf",
    "NotoSansThai-Regular.ttf",
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


def level(form: QFormLayout) -> None:
    """Stand each label of ``form`` in the middle of its field's height, on the grid."""
    form.setHorizontalSpacing(UNIT * 2)
    form.setVerticalSpacing(UNIT)
    for row in range(form.rowCount()):
        item = form.itemAt(row, QFormLayout.ItemRole.LabelRole)
        label = item.widget() if item else None
        if isinstance(label, QLabel):
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
            label.setAlignment(Qt.AlignmentFlag.AlignVCenter)


def scrolling(inside: QWidget) -> QScrollArea:
    """``inside`` as wide as it needs, and no higher than there is room."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    area.setMinimumWidth(inside.minimumSizeHint().width() + UNIT * 2)
    return area


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
    parts = (_text, _fields, _ticks, _buttons, _lists, _tabs, _scroll_bars, _frames, _menus)
    return "\n".join(part(worn) for part in parts)


def _text(worn: Colours) -> str:
    body, small, large, search = map(scaled, (BODY, SMALL, LARGE, SEARCH))
    display = (DISPLAY + scaled(DISPLAY)) // 2  # what is large already grows half as fast
    return f"""
    QWidget {{ font-size: {body}px; }}
    QLabel#quiet, QLabel[quiet="true"] {{ color: {worn.quiet}; }}
    QLabel[scale="small"] {{ font-size: {small}px; }}
    QLabel[scale="strong"] {{ font-weight: bold; }}
    QLabel[scale="large"] {{ font-size: {large}px; font-weight: bold; }}
    QLabel[scale="second"] {{ font-size: {large}px; color: {worn.quiet}; }}
    QLabel[scale="search"] {{ font-size: {search}px; font-weight: bold; }}
    QLabel[scale="display"] {{ font-size: {display}px; font-weight: bold; }}
    QLabel#key {{
        background: {worn.surface}; border: 1px solid {worn.edge}; border-bottom-width: 2px;
        border-radius: 4px; padding: 1px 6px; font-size: {small}px; font-weight: bold;
    }}
    QToolTip {{
        background: {worn.surface}; color: {worn.ink}; border: 1px solid {worn.edge};
        padding: {UNIT // 2}px {UNIT}px;
    }}
    """


def _fields(worn: Colours) -> str:
    above, below = scaled(BODY * 0.16), scaled(BODY * 0.32)
    room = max(line_height(BODY), TOUCH - above - below - 2)
    return f"""
    QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit {{
        min-height: {room}px; padding: {above}px {UNIT}px {below}px {UNIT}px;
        border: 1px solid {worn.edge}; border-radius: 6px; background: {worn.surface};
        selection-background-color: {worn.accent}; selection-color: {worn.on_accent};
    }}
    QLineEdit:hover, QComboBox:hover, QAbstractSpinBox:hover {{ border-color: {worn.accent}; }}
    QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus {{
        border: 2px solid {worn.accent};
        padding: {above - 1}px {UNIT - 1}px {below - 1}px {UNIT - 1}px;
    }}
    QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{
        background: {worn.page}; color: {worn.quiet}; border-color: {worn.line};
    }}
    QAbstractSpinBox QLineEdit {{
        min-height: 0; padding: 0; border: 0; background: transparent;
    }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; height: 0; border: 0; }}
    QLineEdit#search {{
        font-size: {scaled(SEARCH)}px; min-height: {line_height(SEARCH)}px; border-radius: 8px;
        padding-left: {UNIT * 2}px;
    }}
    QComboBox {{ combobox-popup: 0; }}
    QComboBox::drop-down {{ border: 0; width: {UNIT * 4}px; }}
    QComboBox::down-arrow {{ image: url("{_CHEVRON}"); width: 16px; height: 16px; }}
    QComboBox QAbstractItemView {{
        background: {worn.surface}; outline: 0; border: 1px solid {worn.edge};
        selection-background-color: {worn.accent_soft}; selection-color: {worn.ink};
    }}
    QComboBox QAbstractItemView::item {{ min-height: {TOUCH}px; padding: 0 {UNIT}px; }}
    """


def _ticks(worn: Colours) -> str:
    """Boxes to tick: large enough to be seen from where one stands."""
    size = max(UNIT * 3 - 4, scaled(BODY))
    tick = _TICK_ON_DARK if QColor(worn.on_accent).lightnessF() > 0.5 else _TICK_ON_LIGHT
    return f"""
    QCheckBox, QRadioButton {{
        min-height: {max(TOUCH, line_height(BODY))}px; min-width: {TOUCH}px; spacing: {UNIT}px;
        border: 2px solid transparent; border-radius: 6px;
    }}
    QCheckBox::indicator, QListView::indicator {{
        width: {size}px; height: {size}px; border: 2px solid {worn.edge}; border-radius: 4px;
        background: {worn.surface};
    }}
    QCheckBox::indicator:hover, QCheckBox::indicator:focus {{ border-color: {worn.accent}; }}
    QCheckBox::indicator:checked, QListView::indicator:checked {{
        background: {worn.accent}; border-color: {worn.accent}; image: url("{tick}");
    }}
    QCheckBox:focus, QRadioButton:focus {{ border-color: {worn.accent}; }}
    """


def _buttons(worn: Colours) -> str:
    return f"""
    QPushButton {{
        min-height: {max(TOUCH - 2, line_height(BODY))}px; padding: 0 {UNIT * 2}px;
        border: 1px solid {worn.line}; border-radius: 6px; background: {worn.raised};
    }}
    QPushButton:hover {{ border-color: {worn.accent}; color: {worn.accent}; }}
    QPushButton:pressed {{ background: {worn.accent_soft}; color: {worn.ink}; }}
    QPushButton:checked {{
        background: {worn.accent_soft}; color: {worn.ink}; border: 2px solid {worn.accent};
    }}
    QPushButton::menu-indicator {{
        image: url("{_CHEVRON}"); width: 16px; height: 16px;
        subcontrol-origin: padding; subcontrol-position: center right; right: {UNIT}px;
    }}
    QPushButton QLabel {{ background: transparent; }}
    QPushButton[primary="true"] QLabel {{ color: {worn.on_accent}; }}
    QPushButton[offer="true"] {{
        background: {worn.warn_soft}; color: {worn.warn}; border: 1px solid {worn.warn};
    }}
    QPushButton:disabled {{
        color: {worn.quiet}; background: {worn.page}; border: 1px dashed {worn.line};
    }}
    QPushButton:default, QPushButton[primary="true"] {{
        background: {worn.accent}; color: {worn.on_accent}; border-color: {worn.accent};
    }}
    QPushButton:default:hover, QPushButton[primary="true"]:hover {{
        background: {worn.accent_deep}; color: {worn.on_accent}; border-color: {worn.accent_deep};
    }}
    QPushButton:default:pressed, QPushButton[primary="true"]:pressed {{
        background: {worn.accent_deep}; color: {worn.on_accent};
    }}
    QPushButton:default:disabled, QPushButton[primary="true"]:disabled {{
        color: {worn.quiet}; background: {worn.page}; border: 1px dashed {worn.line};
    }}
    QPushButton:focus {{ border: 2px solid {worn.ink}; outline: 0; }}
    QPushButton:default:focus, QPushButton[primary="true"]:focus {{
        border: 3px solid {worn.ink};
    }}
    """


def _lists(worn: Colours) -> str:
    row = max(TOUCH, line_height(BODY))
    return f"""
    QListView, QTableView, QTreeView {{
        background: {worn.surface}; border: 1px solid {worn.line}; border-radius: 8px; outline: 0;
        selection-background-color: {worn.accent_soft}; selection-color: {worn.ink};
    }}
    QListView:focus, QTableView:focus, QTreeView:focus {{ border-color: {worn.accent}; }}
    QListView#completions::item {{ padding: 0 {UNIT}px; }}
    QListView#completions::item:selected {{ background: {worn.accent_soft}; color: {worn.ink}; }}
    QListWidget::item {{
        min-height: {row}px; padding: 0 {UNIT}px; border-bottom: 1px solid {worn.line};
        border-left: 4px solid transparent;
    }}
    QListWidget::item:selected {{
        background: {worn.accent_soft}; color: {worn.ink}; border-left-color: {worn.accent};
    }}
    QTableView {{ gridline-color: {worn.line}; }}
    QTableView::item {{ padding: {UNIT // 2}px {UNIT}px; }}
    QTableView::item:selected {{ background: {worn.accent_soft}; color: {worn.ink}; }}
    QTableView QLineEdit {{ min-height: 0; padding: 0 {UNIT - 2}px; border-radius: 0; }}
    QHeaderView {{ background: {worn.page}; }}
    QHeaderView::section {{
        background: {worn.page}; color: {worn.quiet}; padding: 0 {UNIT}px; border: 0;
        border-bottom: 1px solid {worn.line}; min-height: {row}px;
    }}
    QTableCornerButton::section {{ background: {worn.page}; border: 0; }}
    """


def _tabs(worn: Colours) -> str:
    return f"""
    QTabWidget::pane {{
        background: {worn.surface}; border: 1px solid {worn.line}; border-radius: 8px;
        border-top-left-radius: 0; top: -1px;
    }}
    QTabBar {{ background: transparent; }}
    QTabBar::tab {{
        min-height: {max(TOUCH, line_height(BODY))}px; padding: 0 {UNIT * 2}px;
        color: {worn.quiet}; background: transparent; border: 0;
        border-bottom: 3px solid transparent;
    }}
    QTabBar::tab:hover {{ color: {worn.accent}; }}
    QTabBar::tab:selected {{
        color: {worn.ink}; border-bottom-color: {worn.accent};
    }}
    QTabBar::tab:focus {{
        border: 2px solid {worn.accent}; border-radius: 6px; padding: 0 {UNIT * 2 - 2}px;
    }}
    QTabBar::scroller {{ width: {TOUCH * 2}px; }}
    QTabBar QToolButton {{
        min-width: {TOUCH - 2}px; background: {worn.surface}; border: 1px solid {worn.edge};
    }}
    """


def _scroll_bars(worn: Colours) -> str:
    return f"""
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; }}
    QAbstractScrollArea::corner {{ background: transparent; }}
    QScrollBar:vertical {{ background: transparent; width: {UNIT + 4}px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: {UNIT + 4}px; margin: 0; }}
    QScrollBar::handle {{ background: {worn.edge}; border-radius: 3px; margin: 3px; }}
    QScrollBar::handle:vertical {{ min-height: {TOUCH}px; }}
    QScrollBar::handle:horizontal {{ min-width: {TOUCH}px; }}
    QScrollBar::handle:hover {{ background: {worn.accent}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """


def _frames(worn: Colours) -> str:
    return f"""
    QFrame#card, QFrame#sheet {{
        background: {worn.surface}; border: 1px solid {worn.line}; border-radius: 8px;
    }}
    QFrame#row {{ border: 0; border-bottom: 1px solid {worn.line}; }}
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
    """


def _menus(worn: Colours) -> str:
    size = scaled(BODY)
    tick = _TICK_ON_LIGHT if QColor(worn.surface).lightnessF() > 0.5 else _TICK_ON_DARK
    return f"""
    QMenuBar {{ background: {worn.page}; }}
    QMenuBar::item {{ padding: {UNIT * 3 // 2}px {UNIT + 4}px; border-radius: 6px; }}
    QMenuBar::item:selected, QMenu::item:selected {{
        background: {worn.accent_soft}; color: {worn.ink};
    }}
    QMenu {{ background: {worn.surface}; border: 1px solid {worn.edge}; padding: {UNIT // 2}px; }}
    QMenu::item {{
        padding: {UNIT * 3 // 2}px {UNIT * 4}px {UNIT * 3 // 2}px {UNIT * 3}px; border-radius: 4px;
    }}
    QMenu::item:disabled {{ color: {worn.quiet}; }}
    QMenu::indicator {{ width: {size}px; height: {size}px; left: {UNIT}px; }}
    QMenu::indicator:checked {{ image: url("{tick}"); }}
    QMenu::separator {{ height: 1px; background: {worn.line}; margin: {UNIT // 2}px {UNIT}px; }}
    """
