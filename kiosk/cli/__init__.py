"""The command line: every step of the day in words, or as JSON.

Exit codes: 0 done, 1 refused with a sentence on stderr, 2 wrong usage. A reader of the
answers that goes away early (``| head``) stops nothing that was asked for: the code is 0.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from kiosk import settings
from kiosk.cli import words
from kiosk.cli.output import silence, tell
from kiosk.cli.parser import parse
from kiosk.cli.way_back import way_back
from kiosk.fault_log import keep_fault
from kiosk.language import Language, Refusal

__all__ = ["main"]


def main(arguments: Sequence[str]) -> int:
    """Carry out one command line; answers the exit code."""
    _speak_utf8()
    language = settings.language_of(settings.load())
    options = None
    try:
        options = parse(arguments)
        language = options.lang or language
        code: int = options.run(options, language)
        sys.stdout.flush()
    except Refusal as refusal:
        tell(refusal.text(language), sys.stderr)
        for told in way_back(refusal, options):
            tell(told.text(language), sys.stderr)
        return 1
    except BrokenPipeError:
        silence(sys.stdout)
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception as fault:
        tell(_kept(fault, language), sys.stderr)
        return 1
    return code


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _kept(fault: Exception, language: Language) -> str:
    """What is said of a fault of ours, once it is kept for the developers, where it can be."""
    log = keep_fault(fault, fault.__traceback__)
    if log is None:
        return words.FAULT_NOT_KEPT.text(language, fault=type(fault).__name__)
    return words.FAULT.text(language, log=log)
