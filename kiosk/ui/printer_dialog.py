"""Choosing once where badges are printed, and in which design."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kiosk.services.printing import PrinterInfo
from kiosk.ui import theme
from kiosk.ui.speech import Speech

ADDRESS = Qt.ItemDataRole.UserRole


class PrinterDialog(QDialog):
    """Printers with how they are, the folder of PDFs among them, and the badge designs."""

    def __init__(
        self,
        *,
        found: Sequence[PrinterInfo],
        chosen: str,
        designs: Mapping[str, str],
        design: str,
        beforehand: bool,
        speech: Speech,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Printer and badge"))
        theme.fit_to_screen(self, 640, 480)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Printers"))
        self._add("", self.tr("No printer: PDF files in a folder beside the event"))
        for info in found:
            state = info.status.sentence.text(speech.language)
            self._add(info.address, f"{info.name} – {state}")
        addresses = ["", *(info.address for info in found)]
        self.list.setCurrentRow(addresses.index(chosen) if chosen in addresses else 0)
        self.designs = QComboBox()
        self.designs.setAccessibleName(self.tr("Badge design"))
        for name, title in designs.items():
            self.designs.addItem(title, name)
        self.designs.setCurrentIndex(list(designs).index(design) if design in designs else 0)
        self._beforehand = QCheckBox(self.tr("Badges were printed beforehand: Enter prints none"))
        self._beforehand.setChecked(beforehand)
        self._lay_out()

    def _lay_out(self) -> None:
        use, leave = QPushButton(self.tr("Use this one")), QPushButton(self.tr("Back"))
        use.setDefault(True)
        use.clicked.connect(self.accept)
        leave.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(use)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.UNIT * 2] * 4)
        layout.addWidget(QLabel(self.tr("Badges are printed without asking on:")))
        layout.addWidget(self.list, 1)
        layout.addWidget(QLabel(self.tr("Badge design")))
        layout.addWidget(self.designs)
        layout.addWidget(self._beforehand)
        layout.addLayout(buttons)

    def _add(self, address: str, words: str) -> None:
        item = QListWidgetItem(words)
        item.setData(ADDRESS, address)
        self.list.addItem(item)

    def address(self) -> str:
        """The address of the chosen printer; empty for the folder."""
        item = self.list.currentItem()
        return str(item.data(ADDRESS)) if item else ""

    def beforehand(self) -> bool:
        """Whether badges are handed out and not printed at check-in."""
        return self._beforehand.isChecked()

    def design(self) -> str:
        """The name of the chosen design."""
        return str(self.designs.currentData())
