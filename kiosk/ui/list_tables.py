"""Tables of a list's rows: each cell is put into words when it is looked at, so that a hundred
thousand rows open at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableView, QVBoxLayout, QWidget

from kiosk.services.khmer import with_break_marks
from kiosk.ui import theme
from kiosk.ui.choice_box import ChoiceBox
from kiosk.ui.label import tip

Cells = Sequence[str]
Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()

MEASURED = 300
"""Up to so many rows are as high as their words; measuring more would hold up the window."""
ANSWERED_IN_PLACE = 300
"""Up to so many rows have a box of their own to choose in."""
_WIDEST = 320


class RowModel(QAbstractTableModel):
    """Rows whose cells ``words`` puts together when they are shown."""

    def __init__(
        self, titles: Sequence[str], rows: Sequence[Any], words: Callable[[Any], Cells]
    ) -> None:
        super().__init__()
        self._titles, self._rows, self._words = titles, rows, words
        self._last: tuple[int, Cells] = (-1, ())

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if not index.isValid():
            return None
        if self._last[0] != index.row():
            self._last = (index.row(), self._words(self._rows[index.row()]))
        cells = self._last[1]
        words = cells[index.column()] if index.column() < len(cells) else ""
        return tip(words) if role == Qt.ItemDataRole.ToolTipRole else with_break_marks(words)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The title of a column."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return self._titles[section] if section < len(self._titles) else None


class RowTable(QTableView):
    """A table of a :class:`RowModel`; ``boxes`` are put into its last column, one a row."""

    def __init__(
        self,
        titles: Sequence[str],
        rows: Sequence[Any],
        words: Callable[[Any], Cells],
        box: Callable[[Any], QComboBox | None] | None = None,
    ) -> None:
        super().__init__()
        self.rows = rows
        self._model = RowModel(titles, rows, words)
        self._model.setParent(self)
        self.setModel(self._model)
        self.setAccessibleName(", ".join(titles))
        self.setWordWrap(True)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        height = max(theme.TOUCH, theme.line_height(theme.BODY) + theme.UNIT)
        self.verticalHeader().setDefaultSectionSize(height)
        header.setResizeContentsPrecision(100)
        header.resizeSections(QHeaderView.ResizeMode.ResizeToContents)
        for column in range(len(titles) - 1):
            self.setColumnWidth(column, min(self.columnWidth(column) + theme.UNIT * 2, _WIDEST))
        if box:
            header.setStretchLastSection(False)
            header.setSectionResizeMode(len(titles) - 2, QHeaderView.ResizeMode.Stretch)
            self.setColumnWidth(len(titles) - 1, _WIDEST)
        self.boxes = self._put(box, titles) if box else []
        if len(rows) <= MEASURED:
            rows_header = self.verticalHeader()
            rows_header.setMinimumSectionSize(max([height, *map(_room_for, self.boxes)]))
            rows_header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def _put(
        self, box: Callable[[Any], QComboBox | None], titles: Sequence[str]
    ) -> list[QComboBox]:
        put = []
        for number, row in enumerate(self.rows[:ANSWERED_IN_PLACE]):
            chooser = box(row)
            if chooser is not None:
                where = [str(self._model.index(number, i).data() or "") for i in (0, 1)]
                chooser.setAccessibleName(" ".join([*titles[-1:], *where]))
                self.setIndexWidget(self._model.index(number, len(titles) - 1), _framed(chooser))
                put.append(chooser)
        return put

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.rows:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(theme.colours().quiet))
            middle = Qt.AlignmentFlag.AlignCenter
            painter.drawText(self.viewport().rect(), middle, self.tr("None of this list"))
            painter.end()

    def texts(self) -> list[str]:
        """Every text of the table, row by row, as a reader sees it."""
        return [
            str(self._model.index(row, column).data()).replace("\u200b", "")
            for row in range(self._model.rowCount())
            for column in range(self._model.columnCount())
        ]


def chooser(choices: Sequence[tuple[str, object]], chosen: object) -> QComboBox:
    """A box with the choices, words and value, that leaves the wheel to the table."""
    box = _Quiet()
    for words, value in choices:
        box.addItem(words, value)
    values = [value for _, value in choices]
    box.setCurrentIndex(values.index(chosen) if chosen in values else 0)
    return box


def _framed(box: QComboBox) -> QWidget:
    """The box at its own height in a cell that may be higher."""
    frame = QWidget()
    frame.setAutoFillBackground(True)  # the words of the cell stand behind it
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(theme.UNIT // 2, 2, theme.UNIT // 2, 2)
    layout.addWidget(box, 0, Qt.AlignmentFlag.AlignVCenter)
    return frame


def _room_for(box: QComboBox) -> int:
    """How high a row is in which the whole of ``box`` is seen, within the padding of a cell and
    above the line below it."""
    box.ensurePolished()
    return box.sizeHint().height() + 4 + theme.UNIT + 1


class _Quiet(ChoiceBox):
    """A box in a table: the wheel scrolls the table and changes no answer by chance."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: Any) -> None:
        """Left to the table."""
        event.ignore()
