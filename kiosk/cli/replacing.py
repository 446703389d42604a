"""A file that is there already is not written over unasked: someone may have noted in it."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from kiosk.language import Refusal, Sentence

IS_THERE = Sentence(
    en="“{file}” is there already, and whatever was written into it would be gone. Choose another"
    " name, or add --replace.",
    km="«{file}» មានរួចហើយ ហើយអ្វីដែលបានសរសេរក្នុងវានឹងបាត់។ សូមជ្រើសរើសឈ្មោះផ្សេង ឬបន្ថែម --replace។",
)


def describe_replace(parser: argparse.ArgumentParser) -> None:
    """``--replace``."""
    parser.add_argument(
        "--replace", action="store_true", help="write over the file if it is there already"
    )


def check_free(path: Path, options: argparse.Namespace) -> None:
    """Raises :class:`Refusal` where ``path`` is a file that ``options`` do not give up. What is
    called like an event is left to be refused as one."""
    if os.path.isfile(path) and not options.replace and path.suffix.lower() != ".kiosk":
        raise Refusal(IS_THERE, file=path.name)
