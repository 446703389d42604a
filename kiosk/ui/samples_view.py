"""A badge design seen at once: with the longest and the shortest name, and every category."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem

from kiosk.language import Refusal
from kiosk.services.badge_room import BadgeRoom, Sample
from kiosk.services.badges import Design
from kiosk.ui import theme
from kiosk.ui.background import Background
from kiosk.ui.badge_preview import outlined, page_image

_SIDE = 330
"""The longer side of a badge in the view, in pixels."""

Picture = tuple[str, QImage]
"""What a sample is called, and the sample."""


class SamplesView(QListWidget):
    """Samples beside each other, as many as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("The design with real people"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setSpacing(theme.UNIT)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_pictures(self, pictures: Sequence[Picture]) -> None:
        """Show these, scrolled to where the view stood."""
        at = self.verticalScrollBar().value()
        self.clear()
        sizes = [image.size() for _, image in pictures]
        width = max((size.width() for size in sizes), default=0)
        height = max((size.height() for size in sizes), default=0)
        self.setIconSize(QSize(width, height))
        for words, image in pictures:
            item = QListWidgetItem(QIcon(QPixmap.fromImage(image)), words)
            item.setSizeHint(QSize(width + theme.UNIT, height + theme.line_height(theme.SMALL)))
            self.addItem(item)
        self.verticalScrollBar().setValue(at)


class Sampler(QObject):
    """Draws the samples of the design asked for last, on the background worker.

    ``drawn`` carries the pictures, ``refused`` why there are none.
    """

    drawn = Signal(object)
    refused = Signal(object)

    def __init__(
        self, room: BadgeRoom, background: Background, caption: Callable[[Sample], str]
    ) -> None:
        super().__init__()
        self._room, self._background, self._caption = room, background, caption
        self._wish: Callable[[], Design] | None = None
        self._busy = False

    def ask_for(self, design: Callable[[], Design]) -> None:
        """Draw samples of what ``design`` gives, or say what it refuses."""
        self._wish = design
        if not self._busy:
            self._begin()

    def _begin(self) -> None:
        wish, self._wish = self._wish, None
        if wish is not None:
            self._busy = True
            self._background.run(lambda: self._draw(wish), self._done, self._failed)

    def _draw(self, wish: Callable[[], Design]) -> list[Picture]:
        samples = self._room.samples(wish())
        return [(self._caption(each), _picture(each)) for each in samples]

    def _done(self, pictures: list[Picture]) -> None:
        self._busy = False
        if self._wish is None:
            self.drawn.emit(pictures)
        self._begin()

    def _failed(self, error: Exception) -> None:
        self._busy = False
        if not isinstance(error, Refusal):
            raise error
        if self._wish is None:
            self.refused.emit(error)
        self._begin()


def _picture(sample: Sample) -> QImage:
    image = page_image(sample.pdf, sample.page)
    fitted = image.scaled(
        QSize(_SIDE, _SIDE),
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    return outlined(fitted)
