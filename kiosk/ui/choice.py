"""A few buttons of which one is down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from kiosk.ui import theme

_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class Choice(QWidget):
    """A few buttons of which one is down; one more press lets it go, which means ``unsaid``.

    Tab stops here once; arrows choose the next, ``letters`` (in lower case, by value) choose at
    once. ``chosen`` fires when a person chooses, ``lost`` for a letter that means none of them. One
    that is not ``focusable`` leaves the cursor where it is.
    """

    chosen = Signal(object)
    lost = Signal(str)

    def __init__(
        self,
        values: Sequence[Any],
        unsaid: Any,
        *,
        focusable: bool = True,
        letters: Mapping[Any, str] | None = None,
    ) -> None:
        super().__init__()
        self._values, self._unsaid, self._letters = values, unsaid, letters or {}
        self._focusable = focusable
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.UNIT)
        self._buttons = [_Button() for _ in values]
        for button in self._buttons:
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda down, button=button: self._only(button, down))
            button.stepped.connect(self._step)
            button.typed.connect(self._type)
            layout.addWidget(button, 1)
        self._let_tab_stop()

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
        self._let_tab_stop()

    def _let_tab_stop(self) -> None:
        """At the button that says something, else at the first; a press moves the cursor to any."""
        if not self._focusable:
            return
        said = self.picked()
        stop = self._buttons[0 if said == self._unsaid else list(self._values).index(said)]
        for button in self._buttons:
            here = button is stop
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(stop)

    def _only(self, pressed: QPushButton, down: bool) -> None:
        for button in self._buttons:
            button.setChecked(down and button is pressed)
        self._let_tab_stop()
        self.chosen.emit(self.picked())

    def _put_down(self, button: QPushButton) -> None:
        self._only(button, down=True)
        button.setFocus()

    def _step(self, by: int) -> None:
        """The next one, round the end; first of all the one that the cursor is on."""
        at = next((at for at, b in enumerate(self._buttons) if b.hasFocus()), 0)
        step = by if self._buttons[at].isChecked() else 0
        self._put_down(self._buttons[(at + step) % len(self._buttons)])

    def _type(self, letter: str) -> None:
        """Choose what ``letter`` means; one that means nothing is not lost in silence."""
        meant = (b for v, b in zip(self._values, self._buttons, strict=True) if self._is(v, letter))
        if (button := next(meant, None)) is not None:
            self._put_down(button)
        else:
            self.lost.emit(letter)

    def _is(self, value: Any, letter: str) -> bool:
        return letter.lower() in self._letters.get(value, "")

    def picked(self) -> Any:
        """The value whose button is down."""
        pairs = zip(self._values, self._buttons, strict=True)
        return next((value for value, button in pairs if button.isChecked()), self._unsaid)


class _Button(QPushButton):
    """Space presses it; Enter is left to the form, whose it is everywhere."""

    stepped = Signal(int)
    typed = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, letter = event.key(), event.text()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        elif key in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(key)])
        elif letter.strip() and letter.isprintable() and not event.modifiers() & _COMMANDS:
            self.typed.emit(letter)
        else:
            super().keyPressEvent(event)
