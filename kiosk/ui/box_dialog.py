"""What goes into the PDF of badges: whose, in which order, blank ones, from which label."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kiosk.domain import Category
from kiosk.services.badge_room import Box
from kiosk.ui import theme
from kiosk.ui.choice_box import ChoiceBox
from kiosk.ui.label import Label
from kiosk.ui.number_fields import NumberField
from kiosk.ui.speech import Speech

MOST_BLANKS = 1000


class BoxDialog(QDialog):
    """The choices of :class:`~kiosk.services.badge_room.Box`, and the design.

    ``labels`` tells how many badges of a design go on a page; where it is one, there is no
    first label to choose.
    """

    def __init__(
        self,
        *,
        designs: Mapping[str, str],
        design: str,
        labels: Callable[[str], int],
        categories: Sequence[Category],
        speech: Speech,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._labels = labels
        self.setWindowTitle(self.tr("Badges as a PDF"))
        theme.fit_to_screen(self, 620, 460)
        self.who = self._choice(
            ("all", self.tr("everyone")),
            ("expected", self.tr("those who are not here yet")),
            ("arrived", self.tr("those who are here")),
        )
        self.order = self._choice(
            ("khmer", self.tr("by Khmer name, as the dictionary")),
            ("latin", self.tr("by Latin family name")),
            ("category", self.tr("by category, then Khmer name")),
            ("list", self.tr("as the list was")),
        )
        self.blanks = self._number(0, MOST_BLANKS)
        kinds = [(each.key, speech.named(each)) for each in categories]
        self.blank_category = self._choice(("", self.tr("to be written by hand")), *kinds)
        self.from_label = self._number(1, 1)
        self.designs = self._choice(*designs.items())
        self.designs.setCurrentIndex(max(0, self.designs.findData(design)))
        self.designs.currentIndexChanged.connect(lambda _row: self._show_labels())
        self._lay_out()
        self._show_labels()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("Whose"), self.who)
        form.addRow(self.tr("Sorted"), self.order)
        form.addRow(self.tr("Badge design"), self.designs)
        form.addRow(self.tr("First free label of the first sheet"), self.from_label)
        form.addRow(self.tr("Blank badges for walk-ins, at the end"), self.blanks)
        form.addRow(self.tr("Category on the blank ones"), self.blank_category)
        write, leave = QPushButton(self.tr("Write the PDF…")), QPushButton(self.tr("Back"))
        write.setDefault(True)
        write.clicked.connect(self.accept)
        leave.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(write)
        about = Label(self.tr("Print them at 100 %, not fitted to the page."))
        about.setProperty("quiet", True)
        about.setWordWrap(True)
        theme.level(form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.UNIT * 2] * 4)
        layout.setSpacing(theme.UNIT)
        layout.addLayout(form, 1)
        layout.addWidget(about)
        layout.addLayout(buttons)

    def _choice(self, *rows: tuple[str, str]) -> QComboBox:
        box = ChoiceBox()
        for value, words in rows:
            box.addItem(words, value)
        return box

    def _number(self, least: int, most: int) -> NumberField:
        box = theme.indented(NumberField())
        box.setRange(least, most)
        return box

    def _show_labels(self) -> None:
        count = self._labels(self.design())
        self.from_label.setMaximum(count)
        self.from_label.setEnabled(count > 1)

    def design(self) -> str:
        """The name of the chosen design."""
        return str(self.designs.currentData())

    def box(self) -> Box:
        """What was chosen."""
        return Box(
            who=(str(self.who.currentData()),),
            order=str(self.order.currentData()),
            blanks=self.blanks.value(),
            blank_category=str(self.blank_category.currentData()),
            from_label=self.from_label.value(),
        )
