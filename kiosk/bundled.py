"""Where the files that ship with the program lie: fonts and the packaged first event."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def font_file(name: str) -> Path:
    """The path of a bundled font file, for example ``NotoSansKhmer-Bold.ttf``.

    An installed wheel carries the fonts inside the package; a checkout has them in
    ``resources/fonts`` at its top.
    """
    installed = _PACKAGE / "resources" / "fonts" / name
    return installed if installed.exists() else _PACKAGE.parent / "resources" / "fonts" / name


def sample_file(name: str) -> Path:
    """The path of a file of the packaged first event, for example ``workshop.toml``."""
    return _PACKAGE / "sample" / name
