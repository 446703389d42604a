"""Asking for a file without opening any.

On POSIX a process loses its locks on a file when it closes *any* handle of it. Qt's own file
dialog opens the files of a folder to find out their kind, the open event among them; then
SQLite's locks on it are gone, another process deletes the write-ahead log under the window, and
arrivals that were acknowledged vanish. So the dialog gets icons that come from the name alone.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QFileInfo
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QApplication, QFileDialog, QStyle, QWidget

from kiosk.ui import theme


class _ByName(QAbstractFileIconProvider):
    """Folder or file, told without looking into it."""

    def icon(self, about: object) -> QIcon:
        style = QApplication.style()
        folder = isinstance(about, QFileInfo) and about.isDir()
        shape = QStyle.StandardPixmap.SP_DirIcon if folder else QStyle.StandardPixmap.SP_FileIcon
        return style.standardIcon(shape)

    def type(self, info: QFileInfo) -> str:
        return "" if info.isDir() else info.suffix()


def file_dialog(parent: QWidget, title: str, start: Path, kinds: str) -> QFileDialog:
    """A dialog that opens no file, in the desk's language, and that the blank screen covers: a
    system's own would do neither."""
    dialog = QFileDialog(parent, title, str(start if start.is_dir() else start.parent), kinds)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setOption(QFileDialog.Option.DontUseCustomDirectoryIcons)
    dialog.setIconProvider(_ICONS)
    dialog.setStyleSheet(f"QListView::item, QTreeView::item {{ min-height: {theme.TOUCH}px; }}")
    theme.fit_to_screen(dialog, 960, 600)
    _label(dialog)
    if not start.is_dir():
        dialog.selectFile(start.name)
    return dialog


def _label(dialog: QFileDialog) -> None:
    """The dialog's own words, which no Khmer translation of Qt's exists for."""
    label = QFileDialog.DialogLabel
    dialog.setLabelText(label.LookIn, QCoreApplication.translate("Files", "Look in:"))
    dialog.setLabelText(label.FileName, QCoreApplication.translate("Files", "Name of the file:"))
    dialog.setLabelText(label.FileType, QCoreApplication.translate("Files", "Kind of file:"))
    dialog.setLabelText(label.Reject, QCoreApplication.translate("Files", "Back"))


def file_to_open(parent: QWidget, title: str, folder: Path, kinds: str) -> Path | None:
    """A file that is there; None where the choice was called off."""
    dialog = file_dialog(parent, title, folder, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, QCoreApplication.translate("Files", "Open"))
    return _chosen(dialog)


def folder_to_choose(parent: QWidget, title: str, start: Path) -> Path | None:
    """A folder, a stick for instance; None where the choice was called off."""
    dialog = file_dialog(parent, title, start, "")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    choose = QCoreApplication.translate("Files", "Choose")
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, choose)
    return _chosen(dialog)


def file_to_write(parent: QWidget, title: str, suggested: Path, kinds: str) -> Path | None:
    """Where to write; a name that is taken was asked about."""
    dialog = file_dialog(parent, title, suggested, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, QCoreApplication.translate("Files", "Save"))
    dialog.setDefaultSuffix(suggested.suffix)
    return _chosen(dialog)


def _chosen(dialog: QFileDialog) -> Path | None:
    try:
        return Path(dialog.selectedFiles()[0]) if dialog.exec() else None
    finally:
        dialog.deleteLater()


_ICONS = _ByName()
