"""A dialog that grows by what it has to say, so that nothing is pushed out of sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget


class Growing(QObject):
    """Makes ``dialog`` higher when ``said`` is shown, by what its scrolled parts lack then and as
    far as the screen goes."""

    def __init__(self, dialog: QDialog, said: QWidget) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        said.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Resize):
            QTimer.singleShot(0, self, self._grow)  # once everything is laid out
        return False

    def _grow(self) -> None:
        dialog = self._dialog
        lacking = max(map(_lacking, dialog.findChildren(QScrollArea)), default=0)
        room = dialog.screen().availableGeometry().height() - _FRAME
        if lacking > 0 and dialog.height() < room:
            dialog.resize(dialog.width(), min(dialog.height() + lacking, room))


_FRAME = 40
"""Pixels of a title bar."""


def _lacking(area: QScrollArea) -> int:
    bar = area.verticalScrollBar()
    return bar.maximum() - bar.minimum()
