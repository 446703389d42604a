"""pdfium, one thread at a time: its library is not safe for two at once, and the preview and a
Windows printer are drawn by different ones."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

import pypdfium2

_TURN = Lock()


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """``pdf`` for as long as the block lasts, no other thread in pdfium meanwhile.

    Raises ``pypdfium2.PdfiumError`` for what is no PDF.
    """
    with _TURN:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()
