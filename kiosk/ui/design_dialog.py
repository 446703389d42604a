"""The badge designs: seen with real people, copied, edited as text with the badge beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRegularExpression, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QImage,
    QPixmap,
    QRegularExpressionValidator,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from kiosk.language import Refusal
from kiosk.services.badge_room import BadgeRoom, Sample, SampleKind
from kiosk.services.badges import WrongLine
from kiosk.ui import theme
from kiosk.ui.background import Background
from kiosk.ui.files import file_to_open, file_to_write
from kiosk.ui.label import Label
from kiosk.ui.notice import Notice, Tone
from kiosk.ui.samples_view import Sampler, SamplesView
from kiosk.ui.speech import Speech

PAUSE_MS = 250
"""What is typed within this time of the last letter is not drawn yet."""
NAME = Qt.ItemDataRole.UserRole
_LOGO_SIZE = QSize(160, 56)


class DesignDialog(QDialog):
    """Every design with its samples; the organizer's own can be written, read, changed.

    After it was accepted, :meth:`chosen` is the design to be used.
    """

    def __init__(
        self, room: BadgeRoom, background: Background, speech: Speech, chosen: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._room, self._speech = room, speech
        self.setWindowTitle(self.tr("Badge designs"))
        theme.fit_to_screen(self, 1240, 680)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Badge designs"))
        self.list.setFixedWidth(theme.UNIT * 40)
        self.view = SamplesView()
        self.editor = _Editor()
        self.notice = Notice(hides=True)
        self._logo = Label()
        self._left_side = QWidget()
        self._sampler = Sampler(room, background, self._caption)
        self._sampler.drawn.connect(self._show_drawn)
        self._sampler.refused.connect(self._show_refused)
        self._buttons: dict[str, QPushButton] = {}
        self._lay_out()
        self.editor.changed.connect(self._show_edited)
        self._fill(chosen)
        self._show_logo()
        self.list.currentItemChanged.connect(lambda _new, _old: self._show_chosen())
        self._show_chosen()

    # --- the parts --------------------------------------------------------------------------

    def _lay_out(self) -> None:
        split = QSplitter()
        split.addWidget(self.editor)
        split.addWidget(self.view)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        middle = QHBoxLayout()
        middle.setSpacing(theme.UNIT * 2)
        self._left_side.setLayout(self._left())
        middle.addWidget(self._left_side)
        middle.addWidget(split, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.UNIT * 2] * 4)
        layout.addLayout(middle, 1)
        layout.addWidget(self.notice)
        layout.addLayout(self._bottom())

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        for key, words, act in (
            ("edit", self.tr("Edit a copy"), self._edit),
            ("read", self.tr("Add from a file…"), self._read),
            ("write", self.tr("Write to a file…"), self._write),
            ("drop", self.tr("Remove"), self._drop),
        ):
            column.addWidget(self._button(key, words, act))
        frame = QFrame()
        frame.setObjectName("card")
        logo = QVBoxLayout(frame)
        self._logo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._logo.setMinimumHeight(_LOGO_SIZE.height())
        logo.addWidget(self._logo)
        row = QHBoxLayout()
        row.addWidget(self._button("logo", self.tr("Logo…"), self._choose_logo))
        row.addWidget(self._button("no logo", self.tr("No logo"), self._drop_logo))
        logo.addLayout(row)
        column.addWidget(frame)
        return column

    def _bottom(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._button("leave", self.tr("Back"), self._leave))
        row.addWidget(self._button("keep", self.tr("Keep this design"), self._keep))
        row.addWidget(self._button("use", self.tr("Use this one"), self.accept))
        self._buttons["use"].setDefault(True)
        return row

    def _button(self, key: str, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: self._try(act))
        self._buttons[key] = button
        return button

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Refusal as refusal:
            self._say(refusal)

    def _say(self, refusal: Refusal) -> None:
        self.notice.say(Tone.WARN, lambda: refusal.text(self._speech.language))

    # --- the list ---------------------------------------------------------------------------

    def _fill(self, chosen: str) -> None:
        own = self._room.designs.own()
        self.list.blockSignals(True)
        self.list.clear()
        for name in self._room.designs.names():
            title = self._title(name)
            item = QListWidgetItem(f"✎ {title}" if name in own else title)
            item.setData(NAME, name)
            item.setSizeHint(QSize(0, max(theme.TOUCH, theme.line_height(theme.BODY) + theme.UNIT)))
            self.list.addItem(item)
            if name == chosen:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.list.blockSignals(False)

    def _title(self, name: str) -> str:
        try:
            return self._speech.text(self._room.designs.named(name).title)
        except Refusal:
            return name  # an own one that a newer program wrote; its mistake is said once chosen

    def chosen(self) -> str:
        """The name of the chosen design."""
        item = self.list.currentItem()
        return str(item.data(NAME)) if item else ""

    def _show_chosen(self) -> None:
        self._edits(False)
        name = self.chosen()
        self.notice.say(Tone.PLAIN, str)
        self._sampler.ask_for(lambda: self._room.designs.named(name))

    def _edits(self, editing: bool) -> None:
        self.editor.setVisible(editing)
        own = self.chosen() in self._room.designs.own()
        shown = {"keep": editing, "use": not editing, "drop": own and not editing}
        for key, button in self._buttons.items():
            if key in shown:
                button.setVisible(shown[key])
        words = self.tr("Edit") if own else self.tr("Edit a copy")
        self._buttons["edit"].setText(words)
        self._left_side.setVisible(not editing)

    def _caption(self, sample: Sample) -> str:
        if sample.kind is SampleKind.BACK:
            return self.tr("the back")
        if sample.kind is SampleKind.SHEET:
            return self.tr("the sheet")
        return self._speech.names(sample.person)[0] if sample.person else ""

    def _show_drawn(self, pictures: list[tuple[str, QImage]]) -> None:
        self.view.show_pictures(pictures)
        if self.editor.isVisible():
            self.editor.mark(None)
            self.notice.say(Tone.PLAIN, str)

    def _show_refused(self, refusal: Refusal) -> None:
        self._say(refusal)
        if self.editor.isVisible():
            self.editor.mark(refusal.line if isinstance(refusal, WrongLine) else None)

    # --- changing ---------------------------------------------------------------------------

    def _edit(self) -> None:
        name, text = self.chosen(), self._room.designs.text(self.chosen())
        self.editor.begin(name if name in self._room.designs.own() else self._free(name), text)
        self._edits(True)
        self._show_edited()

    def _free(self, name: str) -> str:
        taken, number = self._room.designs.names(), 2
        while f"{name}-{number}" in taken:
            number += 1
        return f"{name}-{number}"

    def _show_edited(self) -> None:
        name, text = self.editor.name.text() or "–", self.editor.text()
        self._sampler.ask_for(lambda: self._room.designs.check(name, text))

    def _keep(self) -> None:
        name = self.editor.name.text()
        try:
            self._room.designs.keep(name, self.editor.text())
        except WrongLine as wrong:
            self.editor.mark(wrong.line)
            raise
        self._fill(name)
        self._show_chosen()

    def _leave(self) -> None:
        if self.editor.isVisible():
            self._show_chosen()
        else:
            self.reject()

    def reject(self) -> None:
        """Escape leaves the text first, then the dialog."""
        if self.editor.isVisible():
            self._show_chosen()
        else:
            super().reject()

    def _read(self) -> None:
        path = file_to_open(self, self.tr("Add a design"), Path.home(), "TOML (*.toml);;(*)")
        if path is not None:
            self._room.designs.add(path.stem, path)
            self._fill(path.stem)
            self._show_chosen()

    def _write(self) -> None:
        name = self.chosen()
        start = Path.home() / f"{name}.toml"
        path = file_to_write(self, self.tr("Where to write it"), start, "TOML (*.toml)")
        if path is not None:
            self._room.designs.export(name, path)

    def _drop(self) -> None:
        self._room.designs.drop(self.chosen())
        self._fill("")
        self._show_chosen()

    # --- the logo ---------------------------------------------------------------------------

    def _choose_logo(self) -> None:
        title = self.tr("The organizer's logo")
        path = file_to_open(self, title, Path.home(), "PNG, JPEG (*.png *.jpg *.jpeg)")
        if path is not None:
            self.keep_logo(path)

    def keep_logo(self, path: Path | None) -> None:
        """Put the picture at ``path`` on the badges, or none."""
        self._room.designs.keep_logo(path)
        self._show_logo()
        if self.editor.isVisible():
            self._show_edited()
        else:
            self._show_chosen()

    def _drop_logo(self) -> None:
        self.keep_logo(None)

    def _show_logo(self) -> None:
        png = self._room.designs.logo()
        self._buttons["no logo"].setEnabled(bool(png))
        if not png:
            self._logo.setText(self.tr("no logo"))
            return
        picture = QPixmap()
        picture.loadFromData(png)
        smooth = Qt.TransformationMode.SmoothTransformation
        keep = Qt.AspectRatioMode.KeepAspectRatio
        self._logo.setPixmap(picture.scaled(_LOGO_SIZE, keep, smooth))


class _Editor(QWidget):
    """A design's name and text; ``changed`` fires a moment after the last letter."""

    def __init__(self) -> None:
        super().__init__()
        self.name = QLineEdit()
        self.name.setMaxLength(40)
        self.name.setPlaceholderText(self.tr("Name of the design"))
        self.name.setValidator(
            QRegularExpressionValidator(QRegularExpression(r"[\w\x{1780}-\x{17dd}-]*"))
        )
        self._text = QPlainTextEdit()
        self._text.setAccessibleName(self.tr("The design as text"))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setFamilies([font.family(), *theme.FAMILIES])
        font.setPixelSize(theme.SMALL)
        self._text.setFont(font)
        self._text.setTabChangesFocus(True)
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._where = Label()
        self._where.setProperty("quiet", True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self.changed = self._pause.timeout
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget, stretch in ((self.name, 0), (self._text, 1), (self._where, 0)):
            layout.addWidget(widget, stretch)
        self._text.textChanged.connect(self._pause.start)
        self._text.cursorPositionChanged.connect(self._show_line)

    def begin(self, name: str, text: str) -> None:
        """Edit ``text`` under ``name``."""
        self.name.setText(name)
        self._text.setPlainText(text)
        self._pause.stop()
        self._show_line()
        self._text.setFocus()

    def text(self) -> str:
        """What was typed."""
        return self._text.toPlainText()

    def set_text(self, text: str) -> None:
        """Type ``text`` in place of what is there."""
        self._text.setPlainText(text)

    def _show_line(self) -> None:
        line = self._text.textCursor().blockNumber() + 1
        self._where.setText(self.tr("Line %1").replace("%1", str(line)))

    def mark(self, line: int | None) -> None:
        """Show which line is wrong, from 1; None: none is."""
        marks: list[QTextEdit.ExtraSelection] = []
        if line is not None:
            mark = QTextEdit.ExtraSelection()
            look = QTextCharFormat()
            look.setBackground(QColor(theme.colours().warn_soft))
            look.setProperty(QTextCharFormat.Property.FullWidthSelection, True)
            block = self._text.document().findBlockByNumber(line - 1)
            mark.format, mark.cursor = look, QTextCursor(block)
            marks.append(mark)
        self._text.setExtraSelections(marks)

    def marked_line(self) -> int | None:
        """The line that is shown to be wrong."""
        marks = self._text.extraSelections()
        return marks[0].cursor.blockNumber() + 1 if marks else None
