"""The command line: every step of the day in words, or as JSON.

Exit codes: 0 done, 1 refused with a sentence on stderr, 2 wrong usage.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

from kiosk import settings
from kiosk.cli import words
from kiosk.cli.parser import parse
from kiosk.language import Language, Refusal

__all__ = ["main"]


def main(arguments: Sequence[str]) -> int:
    """Carry out one command line; answers the exit code."""
    _speak_utf8()
    options = parse(arguments)
    language = settings.language_of(settings.load(), otherwise=options.lang)
    try:
        code: int = options.run(options, language)
        sys.stdout.flush()
    except Refusal as refusal:
        print(refusal.text(language), file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output went away (``kiosk find | head``): nothing more to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception:
        print(words.FAULT.text(language, log=_log_fault()), file=sys.stderr)
        return 1
    return code


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _log_fault() -> Path:
    logging.getLogger(__name__).debug("fault", exc_info=True)
    log = Path(tempfile.gettempdir()) / "kiosk-fault.txt"
    log.write_text(traceback.format_exc(), "utf-8")
    return log


def system_language() -> Language:
    """The language of this desk, for words that are needed before an event is open."""
    return settings.language_of(settings.load())
