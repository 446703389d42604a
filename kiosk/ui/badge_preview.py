"""The real badge as a picture: the page that is printed, drawn by pdfium."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from kiosk.domain import Person
from kiosk.language import Refusal
from kiosk.ui import pdfium, theme
from kiosk.ui.background import Background
from kiosk.ui.label import Label

PAUSE_MS = 150
"""A choice that the next letter or arrow changes within this time is not drawn."""
SCALE = 4.0
"""Pixels a point: 288 dpi, sharp on screens of twice the density."""


def page_image(pdf: bytes, page: int = 0) -> QImage:
    """A page of ``pdf`` in colour, the first one unless said."""
    with pdfium.opened(pdf) as document:
        bitmap = document[page].render(scale=SCALE, rev_byteorder=True)
        size = (bitmap.width, bitmap.height, bitmap.stride)
        # A copy: the bitmap's memory goes with the document.
        return QImage(bytes(bitmap.buffer), *size, QImage.Format.Format_RGB888).copy()


class Previewer(QObject):
    """Draws the badge of whoever is asked for last, on the background worker.

    ``drawn`` carries the person's id and the picture.
    """

    drawn = Signal(object, QImage)

    def __init__(self, background: Background, badge: Callable[[Person], bytes]) -> None:
        super().__init__()
        self._background, self._badge = background, badge
        self._wish: Person | None = None
        self._busy = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._begin)

    def ask_for(self, person: Person | None) -> None:
        """Draw the badge of ``person`` next; None: nothing more is wanted."""
        self._wish = person
        self._pause.start()

    def _begin(self) -> None:
        person = self._wish
        if person is None or self._busy:
            return
        self._wish, self._busy = None, True
        self._background.run(
            lambda: page_image(self._badge(person)),
            lambda image: self._done(person, image),
            self._not_drawn,
        )

    def _done(self, person: Person, image: QImage) -> None:
        self._busy = False
        self.drawn.emit(person.id, image)
        self._begin()

    def _not_drawn(self, error: Exception) -> None:
        self._busy = False
        if not isinstance(error, Refusal):
            raise error


class BadgeView(Label):
    """A badge, as large as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(theme.UNIT * 8)

    def show_badge(self, image: QImage) -> None:
        """Show ``image``; a null image shows nothing."""
        self._image = image
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._image.isNull():
            self.clear()
            return
        ratio = self.devicePixelRatioF()
        room = QSize(round(self.width() * ratio), round(self.height() * ratio))
        fitted = self._image.scaled(
            room,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        outlined(fitted)
        fitted.setDevicePixelRatio(ratio)
        self.setPixmap(QPixmap.fromImage(fitted))


def outlined(image: QImage) -> QImage:
    """``image`` with a thin line where the paper ends: white paper on a white card has none."""
    painter = QPainter(image)
    painter.setPen(QColor(theme.colours().line))
    painter.drawRect(image.rect().adjusted(0, 0, -1, -1))
    painter.end()
    return image
