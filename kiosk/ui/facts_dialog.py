"""The facts of the event: what was to be confirmed is filled in here."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import time
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QTime
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from kiosk.domain import Event, Grant
from kiosk.ui import theme

_TEXTS: Mapping[str, str] = {
    "title_km": str(QT_TRANSLATE_NOOP("Facts", "Title in Khmer")),
    "title_en": str(QT_TRANSLATE_NOOP("Facts", "Title in English")),
    "kind_km": str(QT_TRANSLATE_NOOP("Facts", "Kind of event in Khmer")),
    "kind_en": str(QT_TRANSLATE_NOOP("Facts", "Kind of event in English")),
    "organizer_km": str(QT_TRANSLATE_NOOP("Facts", "Organizer in Khmer")),
    "organizer_en": str(QT_TRANSLATE_NOOP("Facts", "Organizer in English")),
    "venue_km": str(QT_TRANSLATE_NOOP("Facts", "Venue in Khmer")),
    "venue_en": str(QT_TRANSLATE_NOOP("Facts", "Venue in English")),
    "city_km": str(QT_TRANSLATE_NOOP("Facts", "City in Khmer")),
    "city_en": str(QT_TRANSLATE_NOOP("Facts", "City in English")),
    "photo_notice_km": str(QT_TRANSLATE_NOOP("Facts", "Photo notice in Khmer")),
    "photo_notice_en": str(QT_TRANSLATE_NOOP("Facts", "Photo notice in English")),
    "organizer_address": str(QT_TRANSLATE_NOOP("Facts", "Address")),
    "organizer_phone": str(QT_TRANSLATE_NOOP("Facts", "Phone")),
    "organizer_email": str(QT_TRANSLATE_NOOP("Facts", "Email")),
    "organizer_website": str(QT_TRANSLATE_NOOP("Facts", "Website")),
}
_GRANT: Mapping[str, str] = {
    "donor": str(QT_TRANSLATE_NOOP("Facts", "Donor")),
    "project": str(QT_TRANSLATE_NOOP("Facts", "Project")),
    "grant_number": str(QT_TRANSLATE_NOOP("Facts", "Grant number")),
    "activity_code": str(QT_TRANSLATE_NOOP("Facts", "Activity code")),
}
_TIMES: Mapping[str, str] = {
    "registration_opens": str(QT_TRANSLATE_NOOP("Facts", "Registration opens")),
    "registration_closes": str(QT_TRANSLATE_NOOP("Facts", "Registration closes")),
    "starts": str(QT_TRANSLATE_NOOP("Facts", "Begins")),
    "ends": str(QT_TRANSLATE_NOOP("Facts", "Ends")),
}


class FactsDialog(QDialog):
    """Every text and time of the event, the empty ones marked as to be confirmed."""

    def __init__(self, event: Event, parent: QWidget) -> None:
        super().__init__(parent)
        self._event = event
        self.setWindowTitle(self.tr("Facts of the event"))
        self.resize(820, 620)
        fields = QWidget()
        form = QFormLayout(fields)
        self.texts = {name: self._text(getattr(event, name)) for name in _TEXTS}
        self.grant = {name: self._text(getattr(event.grant, name)) for name in _GRANT}
        self.times = {name: _TimeField(getattr(event, name)) for name in _TIMES}
        for names, widgets in (
            (_TEXTS, self.texts),
            (_TIMES, self.times),
            (_GRANT, self.grant),
        ):
            for name, widget in widgets.items():
                words = QCoreApplication.translate("Facts", names[name])
                widget.setAccessibleName(words)
                form.addRow(words, widget)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(fields)
        save, leave = QPushButton(self.tr("Save")), QPushButton(self.tr("Back"))
        save.setDefault(True)
        save.clicked.connect(self.accept)
        leave.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.UNIT * 2] * 4)
        layout.addWidget(scroll, 1)
        layout.addLayout(buttons)

    def _text(self, value: str) -> QLineEdit:
        line = QLineEdit(value)
        line.setCursorPosition(0)
        line.setPlaceholderText(self.tr("to be confirmed"))
        return line

    def event_as_typed(self) -> Event:
        """The event with what stands in the fields now."""
        texts: dict[str, Any] = {name: line.text().strip() for name, line in self.texts.items()}
        grant = Grant(**{name: line.text().strip() for name, line in self.grant.items()})
        times: dict[str, Any] = {name: field.time() for name, field in self.times.items()}
        return dataclasses.replace(self._event, grant=grant, **texts, **times)


class _TimeField(QWidget):
    """A time of day that may still be to be confirmed."""

    def __init__(self, value: time | None) -> None:
        super().__init__()
        self._known = QCheckBox()
        self._edit = QTimeEdit(QTime(value.hour, value.minute) if value else QTime(8, 0))
        self._edit.setDisplayFormat("HH:mm")
        self._known.setChecked(value is not None)
        self._edit.setEnabled(value is not None)
        self._known.toggled.connect(self._edit.setEnabled)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._known)
        layout.addWidget(self._edit)
        layout.addStretch(1)

    def time(self) -> time | None:
        """The time of day, None while it is not known."""
        if not self._known.isChecked():
            return None
        shown = self._edit.time()
        return time(shown.hour(), shown.minute())
