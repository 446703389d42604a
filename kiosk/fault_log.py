"""Faults of the program, kept where whoever mends it can ask for them: where it happened and what
kind it was. What an error says of values is left out, since it may name participants."""

from __future__ import annotations

import os
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from kiosk import __version__, settings

MOST_BYTES = 200_000
"""The newest faults stay; a fault that comes with every letter must not fill the disk."""


def fault_file() -> Path:
    """Where faults are kept: beside the settings, for this machine's user alone."""
    return settings.folder() / "faults.txt"


def keep_fault(error: BaseException, trace: TracebackType | None) -> Path | None:
    """Add a fault to the log and say where it is; None where it cannot be written."""
    file = fault_file()
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.read_bytes()[-MOST_BYTES:] if file.exists() else b""
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(before + without_values(error, trace).encode("utf-8", "replace"))
        return file
    return None


def without_values(error: BaseException, trace: TracebackType | None) -> str:
    """The way to the error and its kind, also of the errors behind it, and no value."""
    lines = [f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC, version {__version__}\n"]
    lines += _one(error, trace)
    seen = {id(error)}
    behind = error.__cause__ or error.__context__
    while behind is not None and id(behind) not in seen:
        seen.add(id(behind))
        lines += ["behind it:\n", *_one(behind, behind.__traceback__)]
        behind = behind.__cause__ or behind.__context__
    return "".join([*lines, "\n"])


def _one(error: BaseException, trace: TracebackType | None) -> list[str]:
    kind = type(error)
    return [*traceback.format_tb(trace), f"{kind.__module__}.{kind.__qualname__}\n"]
