"""Rows that a finger hits: of a box to choose from, and of what a field completes to."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QComboBox, QListView, QStyledItemDelegate, QStyleOptionViewItem

from kiosk.services.khmer import with_break_marks
from kiosk.ui import theme

_LETTERS = 12
"""So many letters of a choice are seen at least."""


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
    longest; a longer one is elided."""

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(TallRows(self))
        rows = self.view()
        if isinstance(rows, QListView):  # else each of two hundred is measured, whenever asked
            rows.setUniformItemSizes(True)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS)
