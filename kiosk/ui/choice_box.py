"""Rows that a finger hits: of a box to choose from, and of what a field completes to."""

from __future__ import annotations

import re

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QStylePainter,
)

from kiosk.services.khmer import with_break_marks
from kiosk.ui import theme

_LETTERS = 12
"""So many letters of a choice are seen at least."""
_COUNT = re.compile(r" \(\d+\)$")
_AROUND = 2
"""Pixels that a style leaves on either side of the choice."""


class TallRows(QStyledItemDelegate):
    """Rows as high as a finger is wide, and as Khmer needs."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        width = super().sizeHint(option, index).width()
        return QSize(width, max(theme.TOUCH, theme.line_height(theme.BODY)))

    def displayText(self, value: object, locale: object) -> str:
        return with_break_marks(str(value))


class ChoiceBox(QComboBox):
    """A box to choose from by key, mouse or finger: as wide as a usual choice, never as the
    longest; a longer one is elided, and seen whole when the box is open."""

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(TallRows(self))
        rows = self.view()
        if isinstance(rows, QListView):  # else each of two hundred is measured, whenever asked
            rows.setUniformItemSizes(True)
        rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS)

    def showPopup(self) -> None:
        """As wide as the longest choice, where the screen is."""
        widest = max(map(self.fontMetrics().horizontalAdvance, self._choices()), default=0)
        wanted = widest + 2 * theme.UNIT + self.view().verticalScrollBar().sizeHint().width()
        self.view().setMinimumWidth(
            min(wanted + 2 * _AROUND, self.screen().availableSize().width())
        )
        super().showPopup()

    def _choices(self) -> list[str]:
        return [with_break_marks(self.itemText(row)) for row in range(self.count())]

    def paintEvent(self, event: QPaintEvent) -> None:
        # Qt cuts a choice off at the edge, without saying that there is more.
        option, painter = QStyleOptionComboBox(), QStylePainter(self)
        self.initStyleOption(option)
        control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(control, option, part, self).width() - 2 * _AROUND
        option.currentText = elided(option.currentText, self.fontMetrics(), room)
        painter.drawComplexControl(control, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


def elided(choice: str, metrics: QFontMetrics, room: int) -> str:
    """``choice`` within ``room`` pixels; a number in brackets at its end stays."""
    if metrics.horizontalAdvance(choice) <= room:
        return choice
    counted = _COUNT.search(choice)
    count = counted.group() if counted else ""
    left = room - metrics.horizontalAdvance(count)
    name = choice.removesuffix(count)
    return metrics.elidedText(name, Qt.TextElideMode.ElideRight, max(0, left)) + count
