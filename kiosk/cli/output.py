"""Lines on stdout and stderr, whoever reads them."""

from __future__ import annotations

import errno
import os
import sys
from typing import TextIO

_READER_GONE = frozenset({errno.EPIPE, errno.EINVAL})
"""How POSIX and Windows say that a pipe has no reader any more."""


def tell(line: str, stream: TextIO | None = None) -> None:
    """One line, on stdout or ``stream``, at once. A reader who went away (``| head``) is no
    reason to stop half-way through what was asked for: the rest is then said to no one."""
    stream = stream or sys.stdout
    try:
        print(line, file=stream, flush=True)
    except OSError as error:
        if error.errno not in _READER_GONE:
            raise
        silence(stream)


def silence(stream: TextIO) -> None:
    """Whatever is still written to ``stream`` goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
