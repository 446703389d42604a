"""Where the files that ship with the program lie: fonts and the packaged first event."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kiosk.language import Refusal, Sentence

_PACKAGE = Path(__file__).resolve().parent

FONT_DIGESTS = {
    "Moul-Regular.ttf": "4d7c768db1b2c5d3cdb5b2ba79eb6a6282c868743f2fb65a0b41251af108da93",
    "NotoSans-Bold.ttf": "13a813c49624ae3ba3c5c6e72c5ebffc4b9e1e6ea32f421c04069b037c6ad431",
    "NotoSans-Regular.ttf": "fe8c022f48d8dd29f17b744d16f9346f4357e16f7d4f7be58b000ae7c291b614",
    "NotoSansKhmer-Bold.ttf": "c72f01526f03b16b64a355cc898605c950c0c5bdcef6d00974a8e753358d3a8e",
    "NotoSansKhmer-Regular.ttf": "fff6f415386616d8d99c4f64b876e54e6e231dc0c007c87a61b254b3795957f9",
    "NotoSansThai-Regular.ttf": "9acb585d8662ca4ed1b1cf5889dfa1393f8555103b3986e1ea1e3af4faef70bd",
}
"""SHA-256 of each font: a damaged one would draw other letters, and tell no one."""

FONT_AT_FAULT = Sentence(
    en="The font “{font}” of this program is missing or damaged, so no badge or sheet can be drawn."
    " Checking in goes on. Install the program again, then press F5.",
    km="ពុម្ពអក្សរ «{font}» របស់កម្មវិធីបាត់ ឬខូច ដូច្នេះមិនអាចគូរផ្លាកឈ្មោះ ឬបញ្ជីបានទេ។"
    " ការចុះឈ្មោះនៅតែបន្តបាន។ សូមដំឡើងកម្មវិធីម្តងទៀត រួចចុច F5។",
)


class FontAtFault(Refusal):
    """A font that ships with the program is not there, or not as it was."""

    def __init__(self, name: str) -> None:
        super().__init__(FONT_AT_FAULT, font=name)


def font_file(name: str) -> Path:
    """The path of a bundled font file, for example ``NotoSansKhmer-Bold.ttf``.

    An installed wheel carries the fonts inside the package; a checkout has them in
    ``resources/fonts`` at its top.
    """
    installed = _PACKAGE / "resources" / "fonts" / name
    return installed if installed.exists() else _PACKAGE.parent / "resources" / "fonts" / name


def font_bytes(name: str) -> bytes:
    """The whole of a bundled font, read into memory: a file that is cut short while it is mapped
    would end the process.

    Raises:
        FontAtFault: it is missing, or not as it was shipped.
    """
    try:
        content = font_file(name).read_bytes()
    except OSError as error:
        raise FontAtFault(name) from error
    if hashlib.sha256(content).hexdigest() != FONT_DIGESTS[name]:
        raise FontAtFault(name)
    return content


def check_fonts() -> None:
    """Raises :class:`FontAtFault` for the first font that is (10 ms for all)."""
    for name in FONT_DIGESTS:
        font_bytes(name)


def sample_file(name: str) -> Path:
    """The path of a file of the packaged first event, for example ``workshop.toml``."""
    return _PACKAGE / "sample" / name
