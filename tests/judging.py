"""What every widget of the program has to be: named, whole, in the language spoken, and large
enough for a finger."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QMenuBar,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QWidget,
)

from kiosk.language import Language
from kiosk.ui import theme
from kiosk.ui.key_bar import QuietLine

_SCHEMES = cycle(scheme for scheme in theme.Scheme if scheme is not theme.Scheme.SYSTEM)
LOOKS = [
    pytest.param(
        language,
        theme.Look(percent, scheme),
        id=f"{language.value}-{percent}-{scheme.value}",
    )
    for language in Language
    for percent, scheme in zip((100, 200), _SCHEMES, strict=False)
]
"""Both languages at both ends of the text sizes, and each of the colours among them."""
CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QAbstractItemView)
NOT_WORDS = {
    "English",
    "PDF",
    "CCC",
    "Enter",
    "Esc",
    "Tab",
    "Ctrl",
    "Shift",
    "Del",
    "TOML",
    "PgUp",
    "PgDn",
}
"""Names of keys and of things that have no other name."""


def settle(window: QWidget) -> None:
    """Until every layout is done."""
    for _ in range(5):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def judge(page: str, window: QWidget, language: Language) -> None:
    """Nothing unnamed, cut off, in the wrong language or too small for a finger."""
    wrong = faults(page, window, language)
    assert wrong == [], wrong


def faults(page: str, window: QWidget, language: Language) -> list[str]:
    """What is wrong with the widgets that ``window`` shows."""
    shown = [w for w in window.findChildren(QWidget) if w.isVisible()]
    assert len(shown) > 2, page
    found = {
        "unnamed": [str(w) for w in shown if unnamed(w)],
        "cut off": [words(w) for w in shown if cut_off(w)],
        "too small for a finger": [small for w in shown for small in too_small(w)],
    }
    if language is Language.KHMER:
        said = [words(w) for w in shown] + [a.text() for a in window.findChildren(QAction)]
        found["not in Khmer"] = [each for each in said if is_english(each)]
    return [f"{page}: {kind}: {which}" for kind, which in found.items() if which]


def words(widget: QWidget) -> str:
    """What the program says on it; not what people typed."""
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text().replace("\u200b", "")
    return widget.accessibleName()


def unnamed(widget: QWidget) -> bool:
    """Whether a screen reader could not say what it is."""
    inner = widget.parent()
    if widget.objectName() == "qt_tableview_cornerbutton":
        return False
    if not isinstance(widget, CONTROLS) or isinstance(widget, QHeaderView):
        return False
    if isinstance(inner, QAbstractSpinBox | QComboBox) or type(widget).__name__ == "QWidget":
        return False
    said = widget.text() if isinstance(widget, QAbstractButton) else ""
    return not (said or widget.accessibleName() or has_label(widget))


def has_label(widget: QWidget) -> bool:
    """Whether a label is its buddy, which is what Qt tells a screen reader then."""
    labels = widget.window().findChildren(QLabel)
    return any(label.buddy() is widget and label.text() for label in labels)


def cut_off(widget: QWidget) -> bool:
    """Whether words have less room than they need."""
    if isinstance(widget, QuietLine) or not widget.width():
        return False
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            return widget.heightForWidth(widget.width()) > widget.height() + 1
        return widget.sizeHint().width() > widget.width() + 1
    if isinstance(widget, QAbstractButton) and widget.text():
        needed = widget.fontMetrics().horizontalAdvance(widget.text().replace("&", ""))
        return needed > widget.width()
    return False


def is_english(text: str) -> bool:
    """Latin words that are neither names of keys nor beside Khmer ones."""
    if any("\u1780" <= character <= "\u17ff" for character in text):
        return False
    latin = "".join(c if c.isalpha() else " " for c in text).split()
    plain = [w for w in latin if len(w) > 1 and w not in NOT_WORDS and not w[1:].isdigit()]
    return bool(plain) and text not in NAMES


NAMES = {"SOK Api", "Inclusive Access Cambodia"}
"""People and organisations that have no Khmer name."""


def too_small(widget: QWidget) -> Iterator[str]:
    """What of it a finger would miss, in words."""
    for name, pixels in targets(widget):
        if pixels < theme.TOUCH:
            yield f"{name}: {pixels}"


def targets(widget: QWidget) -> Iterator[tuple[str, int]]:
    """What can be hit of it, and its smaller measure in pixels."""
    name = words(widget) or type(widget).__name__
    if isinstance(widget, QTabBar):
        yield from ((widget.tabText(i), widget.tabRect(i).height()) for i in range(widget.count()))
    elif isinstance(widget, QMenuBar):
        boxes = ((action.text(), widget.actionGeometry(action)) for action in widget.actions())
        yield from ((text, box.height()) for text, box in boxes)
    elif isinstance(widget, QComboBox) and widget.isEnabled():
        yield name, min(widget.height(), widget.width())
        if widget.count():
            yield f"row of {name}", widget.view().sizeHintForRow(0)
    elif isinstance(widget, QTableView | QListView):
        if widget.model().rowCount():
            row = widget.rowHeight(0) if isinstance(widget, QTableView) else None
            yield f"row of {name}", widget.sizeHintForRow(0) if row is None else row
    elif isinstance(widget, CONTROLS) and not is_inner(widget) and widget.isEnabled():
        yield name, min(widget.height(), widget.width())


def is_inner(widget: QWidget) -> bool:
    """Part of another control, which is the one that is hit."""
    around = widget.parent()
    inside = isinstance(around, QAbstractSpinBox | QComboBox | QAbstractItemView | QPlainTextEdit)
    return inside or type(widget).__name__ in ("QTableCornerButton", "QWidget", "QAbstractButton")
