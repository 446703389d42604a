"""A PIN, passphrase or password as a command is given it: a file's first line, or typed twice."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

from kiosk.language import Language, Refusal, Sentence

ASK_AGAIN = Sentence(en="The same once more: ", km="វាយម្តងទៀត៖ ")

LONGEST_LINE = 1000
"""Characters; whatever the file is, no more of it is read."""


def first_line(file: Path | str, refused: Sentence) -> str:
    """The first line of ``file``, where ``-`` is stdin.

    Raises:
        Refusal: ``refused``, where it cannot be read or is no line of text.
    """
    try:
        if str(file) == "-":
            line = sys.stdin.readline(LONGEST_LINE + 1)
        else:
            with Path(file).open(encoding="utf-8-sig") as opened:
                line = opened.readline(LONGEST_LINE + 1)
    except (OSError, ValueError) as error:
        raise Refusal(refused, file=file) from error
    line = line.removesuffix("\n")
    if len(line) > LONGEST_LINE:
        raise Refusal(refused, file=file)
    return line


def asked_again(language: Language) -> str:
    """What is typed the second time, unseen."""
    return getpass.getpass(ASK_AGAIN.text(language))
