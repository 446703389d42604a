"""A few buttons of which one is down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from kiosk.ui import theme


class Choice(QWidget):
    """A few buttons of which one is down; one more press lets it go, which means ``unsaid``.

    ``chosen`` fires when a person presses one. One that is not ``focusable`` leaves the cursor
    where it is.
    """

    chosen = Signal(object)

    def __init__(self, values: Sequence[Any], unsaid: Any, *, focusable: bool = True) -> None:
        super().__init__()
        self._values, self._unsaid = values, unsaid
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.UNIT)
        self._buttons = [_Button() for _ in values]
        for button in self._buttons:
            button.setCheckable(True)
            if not focusable:
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda down, button=button: self._only(button, down))
            layout.addWidget(button, 1)
        if focusable:
            self.setFocusProxy(self._buttons[0])

    def name_choices(self, names: Mapping[Any, str]) -> None:
        """Put words on the buttons, by their values."""
        for value, button in zip(self._values, self._buttons, strict=True):
            button.setText(names[value])

    def setAccessibleName(self, name: str) -> None:
        """Name the choice; each button is named by it and by its own words."""
        super().setAccessibleName(name)
        for button in self._buttons:
            button.setAccessibleName(f"{name}: {button.text()}")

    def pick(self, value: Any) -> None:
        """Show ``value`` as the one that is down."""
        for each, button in zip(self._values, self._buttons, strict=True):
            button.setChecked(each == value)

    def _only(self, pressed: QPushButton, down: bool) -> None:
        for button in self._buttons:
            button.setChecked(down and button is pressed)
        self.chosen.emit(self.picked())

    def picked(self) -> Any:
        """The value whose button is down."""
        pairs = zip(self._values, self._buttons, strict=True)
        return next((value for value, button in pairs if button.isChecked()), self._unsaid)


class _Button(QPushButton):
    """Space presses it; Enter is left to the form, whose it is everywhere."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)
