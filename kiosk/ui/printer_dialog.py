"""Where badges are printed: the printers with how they are, and what is kept of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kiosk.services.badge_room import FOLDER_HELD
from kiosk.services.printing import PrinterInfo, paper_sizes, words_for
from kiosk.settings import MOST_LABELS, MOST_OFFSET_MM, PrinterSettings
from kiosk.ui import theme
from kiosk.ui.choice_box import ChoiceBox
from kiosk.ui.growing import Growing
from kiosk.ui.label import Label
from kiosk.ui.notice import Notice, Tone
from kiosk.ui.number_fields import DecimalField, NumberField
from kiosk.ui.speech import Speech

ADDRESS = Qt.ItemDataRole.UserRole


class PrinterDialog(QDialog):
    """Printers with how they are, the folder of PDFs among them, what is kept of each, and the
    badge designs. ``kept`` holds that by address; an empty address is the folder's. Not ``whole``,
    it is for staff in need: another printer, or a new roll, and nothing else.

    The event that is ``held`` is protected: its badges go into no folder and wait for a printer.
    ``test_page`` asks for a page with rulers on the chosen printer, ``designs_wished`` for the
    designs; whoever hears it calls :meth:`show_designs` after.
    """

    test_page = Signal()
    designs_wished = Signal()

    def __init__(
        self,
        *,
        found: Sequence[PrinterInfo],
        chosen: str,
        designs: Mapping[str, str],
        design: str,
        beforehand: bool,
        kept: Mapping[str, PrinterSettings],
        speech: Speech,
        parent: QWidget,
        whole: bool = True,
        held: bool = False,
    ) -> None:
        super().__init__(parent)
        self._speech, self._kept, self._held = speech, dict(kept), held
        self._shown: str | None = None
        self.setWindowTitle(self.tr("Printer and badge") if whole else self.tr("Printers"))
        theme.fit_to_screen(self, 900, 620)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Printers"))
        self.list.setWordWrap(True)
        self.designs = ChoiceBox()
        self.designs.setAccessibleName(self.tr("Badge design"))
        self.of_printer = _OfPrinter(self, whole=whole)
        self.notice = Notice(hides=True)
        Growing(self, self.notice)
        self._beforehand = QCheckBox(self.tr("Badges were printed beforehand: Enter prints none"))
        self._beforehand.setChecked(beforehand)
        self._lay_out(whole=whole)
        self.show_printers(found, chosen)
        self.show_designs(designs, design)
        if held:
            self.notice.say(Tone.PLAIN, lambda: FOLDER_HELD.text(speech.language))
        self.list.currentItemChanged.connect(lambda _new, _old: self._show_kept())

    def _lay_out(self, *, whole: bool) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(theme.UNIT * 2)
        left = QVBoxLayout()
        left.addWidget(Label(self.tr("Badges are printed without asking on:")))
        left.addWidget(self.list, 1)
        columns.addLayout(left, 3)
        columns.addWidget(theme.scrolling(self.of_printer), 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.UNIT * 2] * 4)
        layout.setSpacing(theme.UNIT)
        layout.addLayout(columns, 1)
        if whole:
            layout.addLayout(self._design_row())
            layout.addWidget(self._beforehand)
        layout.addWidget(self.notice)
        layout.addLayout(self._buttons())

    def _design_row(self) -> QHBoxLayout:
        see = QPushButton(self.tr("See and change designs…"))
        see.clicked.connect(self.designs_wished)
        row = QHBoxLayout()
        row.addWidget(Label(self.tr("Badge design")))
        row.addWidget(self.designs, 1)
        row.addWidget(see)
        return row

    def _buttons(self) -> QHBoxLayout:
        use, leave = QPushButton(self.tr("Use this one")), QPushButton(self.tr("Back"))
        use.setDefault(True)
        use.clicked.connect(self.accept)
        leave.clicked.connect(self.reject)
        self.of_printer.test.clicked.connect(self.test_page)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(use)
        return row

    def show_printers(self, found: Sequence[PrinterInfo], chosen: str | None = None) -> None:
        """Show the printers as they are now; who was chosen stays so."""
        wish = self.address() if chosen is None else chosen
        known = ["", *(info.address for info in found)]
        if wish not in known:
            wish = ""
        self.list.blockSignals(True)
        self.list.clear()
        if self._held:
            self._add("", self.tr("No printer yet: badges wait"))
        else:
            self._add("", self.tr("No printer: PDF files in a folder beside the event"))
        for info in found:
            self._add(info.address, self._described(info))
        self.list.setCurrentRow(known.index(wish))
        self.list.blockSignals(False)
        self._show_kept()

    def _described(self, info: PrinterInfo) -> str:
        status, language = info.status, self._speech.language
        lines = [f"{info.name} – {status.sentence.text(language)}"]
        if status.media:
            lines.append(self.tr("Paper in it: %1").replace("%1", paper_sizes(status)))
        elif status.takes:
            lines.append(self.tr("Takes paper of %1").replace("%1", paper_sizes(status)))
        if status.reasons:
            reasons = ", ".join(words_for(each).text(language) for each in status.reasons)
            lines.append(self.tr("It says: %1").replace("%1", reasons))
        return "\n".join(lines)

    def _add(self, address: str, words: str) -> None:
        item = QListWidgetItem(words)
        item.setData(ADDRESS, address)
        lines = words.count("\n") + 1 + len(words.partition("\n")[0]) // 60
        height = max(theme.TOUCH, theme.line_height(theme.BODY) * lines + theme.UNIT)
        item.setSizeHint(QSize(0, height))
        self.list.addItem(item)

    def show_designs(self, designs: Mapping[str, str], design: str) -> None:
        """Offer these designs, by name with what they are called."""
        self.designs.clear()
        for name, title in designs.items():
            self.designs.addItem(title, name)
        self.designs.setCurrentIndex(list(designs).index(design) if design in designs else 0)

    def _show_kept(self) -> None:
        address = self.address()
        if address == self._shown:
            return  # what is being typed there stays
        if self._shown is not None:
            self._kept[self._shown] = self.of_printer.settings()
        self._shown = address
        self.of_printer.show_settings(self._kept.setdefault(address, PrinterSettings()))

    def address(self) -> str:
        """The address of the chosen printer; empty for the folder."""
        item = self.list.currentItem()
        return str(item.data(ADDRESS)) if item else ""

    def kept(self) -> Mapping[str, PrinterSettings]:
        """What is to be kept of the printers, by address."""
        self._kept[self.address()] = self.of_printer.settings()
        return self._kept

    def beforehand(self) -> bool:
        """Whether badges are handed out and not printed at check-in."""
        return self._beforehand.isChecked()

    def design(self) -> str:
        """The name of the chosen design."""
        return str(self.designs.currentData())


class _OfPrinter(QFrame):
    """Offset, labels left and next label of one printer, and its test page."""

    def __init__(self, parent: QWidget, *, whole: bool) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.right, self.down = self._millimetres(), self._millimetres()
        self.labels = theme.indented(NumberField())
        self.labels.setRange(-1, MOST_LABELS)
        self.labels.setSpecialValueText(self.tr("not counted"))
        self.next_label = theme.indented(NumberField())
        self.next_label.setRange(1, 99)
        self.test = QPushButton(self.tr("Print a test page"))
        self.test.setAutoDefault(False)
        form = QFormLayout(self)
        form.setContentsMargins(*[theme.UNIT * 2] * 4)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        if whole:
            form.addRow(self.tr("Page further right by"), self.right)
            form.addRow(self.tr("Page further down by"), self.down)
        form.addRow(self.tr("Labels left on the roll"), self.labels)
        if whole:
            form.addRow(self.tr("Next free label of a sheet"), self.next_label)
            form.addRow(self.test)

    def _millimetres(self) -> DecimalField:
        box = theme.indented(DecimalField())
        box.setRange(-MOST_OFFSET_MM, MOST_OFFSET_MM)
        box.setDecimals(1)
        box.setSingleStep(0.1)
        box.setSuffix(self.tr(" mm"))
        return box

    def show_settings(self, kept: PrinterSettings) -> None:
        """Show what is kept of a printer."""
        self.right.setValue(kept.right_mm)
        self.down.setValue(kept.down_mm)
        self.labels.setValue(-1 if kept.labels_left is None else kept.labels_left)
        self.next_label.setValue(kept.next_label)

    def settings(self) -> PrinterSettings:
        """What was typed."""
        left = self.labels.value()
        return PrinterSettings(
            right_mm=round(self.right.value(), 1),
            down_mm=round(self.down.value(), 1),
            labels_left=None if left < 0 else left,
            next_label=self.next_label.value(),
        )
