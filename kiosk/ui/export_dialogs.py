"""What is asked before a workbook or a paper sheet is written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kiosk.language import Refusal
from kiosk.services.exports import BLANKS_BESIDE_NAMES
from kiosk.services.twice_typed import check_same
from kiosk.ui import theme
from kiosk.ui.choice_box import ChoiceBox
from kiosk.ui.files import file_to_open
from kiosk.ui.label import Label
from kiosk.ui.notice import Notice, Tone
from kiosk.ui.number_fields import NumberField
from kiosk.ui.speech import Speech

MOST_BLANKS = 500
_ORDERS = {
    "khmer": str(QT_TRANSLATE_NOOP("Orders", "by Khmer name, as the dictionary")),
    "latin": str(QT_TRANSLATE_NOOP("Orders", "by Latin name, A to Z")),
    "list": str(QT_TRANSLATE_NOOP("Orders", "as they came onto the event")),
}


class WorkbookDialog(QDialog):
    """A password, typed twice and kept nowhere, and the earlier workbook to compare with; both
    may be left out."""

    def __init__(self, title: str, speech: Speech, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._speech, self._folder = speech, folder
        self._since: Path | None = None
        self.setWindowTitle(title)
        self.password, self.again = QLineEdit(), QLineEdit()
        for line in (self.password, self.again):
            line.setEchoMode(QLineEdit.EchoMode.Password)
            line.setPlaceholderText(self.tr("none"))
        self._compared = QLineEdit()
        self._compared.setReadOnly(True)
        self._compared.setPlaceholderText(self.tr("no earlier workbook"))
        self.problem = Notice(hides=True)
        self._lay_out()

    def _lay_out(self) -> None:
        words = Label(
            self.tr("For mailing, a password can seal the file. Nobody can open it without.")
        )
        words.setWordWrap(True)
        choose, clear = QPushButton(self.tr("Choose…")), QPushButton(self.tr("None"))
        choose.clicked.connect(self._choose)
        clear.clicked.connect(lambda: self.compare_with(None))
        for button in (choose, clear):
            button.setAutoDefault(False)
        earlier = QHBoxLayout()
        earlier.addWidget(self._compared, 1)
        earlier.addWidget(choose)
        earlier.addWidget(clear)
        form = QFormLayout()
        for label, field in (
            (self.tr("Password"), self.password),
            (self.tr("The same once more"), self.again),
        ):
            field.setAccessibleName(label)
            form.addRow(label, field)
        form.addRow(self.tr("What changed since"), earlier)
        self._compared.setAccessibleName(self.tr("What changed since"))
        theme.level(form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.UNIT * 2] * 4)
        layout.setSpacing(theme.UNIT)
        layout.addWidget(words)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addLayout(_buttons(self, self.tr("Go on"), self.tr("Back")))
        theme.fit_to_screen(self, 620, 300)

    def _choose(self) -> None:
        path = file_to_open(self, self.tr("The earlier workbook"), self._folder, "Excel (*.xlsx)")
        if path is not None:
            self.compare_with(path)

    def compare_with(self, path: Path | None) -> None:
        """Say what changed since the workbook at ``path``; nothing for None."""
        self._since = path
        self._compared.setText(path.name if path else "")

    def since(self) -> Path | None:
        """The earlier workbook."""
        return self._since

    def accept(self) -> None:
        """Go on, unless the password is none or was typed in two ways."""
        from kiosk.services.workbook import check_password

        typed = self.password.text()
        try:
            check_same(typed, self.again.text())
            if typed:
                check_password(typed)
        except Refusal as refusal:
            told = refusal
            self.problem.say(Tone.WARN, lambda: told.text(self._speech.language))
            return
        super().accept()


class PaperDialog(QDialog):
    """Names or none, in which order, and how many empty rows."""

    def __init__(self, expected: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Sign-in sheet on paper"))
        self._expected = min(expected or 20, MOST_BLANKS)
        self.names = QCheckBox(self.tr("The names are filled in"))
        self.names.setChecked(True)
        self.order = ChoiceBox()
        self.order.setAccessibleName(self.tr("Order"))
        for name, words in _ORDERS.items():
            self.order.addItem(QCoreApplication.translate("Orders", words), name)
        self.blanks = theme.indented(NumberField())
        self.blanks.setRange(0, MOST_BLANKS)
        self.blanks.setValue(BLANKS_BESIDE_NAMES)
        self.blanks.setAccessibleName(self.tr("Empty rows for walk-ins"))
        self.names.toggled.connect(self._suit)
        form = QFormLayout()
        form.addRow(self.names)
        form.addRow(self.tr("Order"), self.order)
        form.addRow(self.tr("Empty rows for walk-ins"), self.blanks)
        theme.level(form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.UNIT * 2] * 4)
        layout.setSpacing(theme.UNIT)
        layout.addLayout(form)
        layout.addLayout(_buttons(self, self.tr("Go on"), self.tr("Back")))
        theme.fit_to_screen(self, 520, 240)

    def _suit(self, names: bool) -> None:
        self.order.setEnabled(names)
        self.blanks.setValue(BLANKS_BESIDE_NAMES if names else self._expected)


def _buttons(dialog: QDialog, go: str, leave: str) -> QHBoxLayout:
    on, back = QPushButton(go), QPushButton(leave)
    on.setDefault(True)
    back.setAutoDefault(False)
    on.clicked.connect(dialog.accept)
    back.clicked.connect(dialog.reject)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(back)
    row.addWidget(on)
    return row
